// EndNote's tagged text and refer's: every field, records with and without a type, and what is not whole.
import { describe, expect, it } from 'vitest';
import { read, readOne } from './reading';

const clean = `%0 Journal Article
%A Okafor, Ngozi A.
%A Lindqvist, Per
%A BONE-X Study Group,
%D 2021
%8 Mar 4
%T RANKL in non-small cell
lung cancer
%J Lung Research
%V 12
%N 3
%P 101–109
%@ 1234-5678
%R https://doi.org/10.1000/LR.12
%M 30000001
%~ PubMed
%U https://example.org/lr/12
%X Of 40 patients
%50 were treated; more text.

% A line that is no tag.
%K bone
%G eng`;

describe('EndNote’s tagged text', () => {
  it('gives a study every field that the record states', () => {
    expect(readOne(clean).fields).toEqual({
      title: 'RANKL in non-small cell lung cancer', authors: [{ family: 'Okafor', given: 'Ngozi A.' }, { family: 'Lindqvist', given: 'Per' }, { family: 'BONE-X Study Group', given: '' }], year: '2021', journal: 'Lung Research',
      volume: '12', issue: '3', pages: '101-109', doi: '10.1000/lr.12', pmid: '30000001', registryId: null, abstract: 'Of 40 patients %50 were treated; more text.\n% A line that is no tag.', publicationType: 'article-journal', further: { issued: '2021-03-04' },
    });
    expect(readOne(clean)).toMatchObject({ line: 1, raw: clean, unknownTags: [] });
    expect(read(clean)).toMatchObject({ format: 'endnote-tagged', started: 1, problems: [] });
  });

  it.each<[string, object]>([
    ['%0 Book Section\n%A Ng, K\n%T Chapter\n%B The book', { publicationType: 'chapter', journal: 'The book' }], ['%0 Book\n%T Whole\n%B A series', { publicationType: 'book', journal: null }],
    ['%0 Conference Proceedings\n%T Talk\n%B Congress', { publicationType: 'paper-conference', journal: 'Congress' }], ['%0 Journal Article\n%T Talk\n%9 Published Erratum', { publicationType: 'erratum' }],
    ['%0 Journal Article\n%A Ng, K; Li, W\n%T T\n%D in press', { authors: [{ family: 'Ng', given: 'K' }, { family: 'Li', given: 'W' }], year: 'in press' }],
    ['%0 Journal Article\n%T T\n%M 12345678\n%W Ovid', { pmid: null }], ['%0 Journal Article\n%T T\n%M PMID: 12345678', { pmid: '12345678' }], ['%0 Journal Article\n%T T\n%U https://pubmed.ncbi.nlm.nih.gov/12345678/', { pmid: '12345678' }],
    ['%0 Journal Article\n%T T\n%U https://doi.org/10.1000/A', { doi: '10.1000/a' }], ['%0 Web Page\n%T T\n%M NCT01234567', { registryId: 'NCT01234567' }],
  ])('%j', (text, fields) => { expect(readOne(text).fields).toMatchObject(fields); });

  it('says what it does not know, and where', () => {
    const { records, problems, unknownTags } = read('%0 Hologram\n%T One\n%R none\n%} odd\n\n%0 Journal Article\n%T Two\n%} odd\n%T Other');
    expect(records.map(({ line, fields }) => [line, fields.title, fields.publicationType])).toEqual([[1, 'One', 'document'], [6, 'Two', 'article-journal']]);
    expect(unknownTags).toEqual([{ tag: '%}', records: 2 }]);
    expect(problems).toEqual([
      { line: 1, record: 1, message: 'The type "hologram" is not known; taken as a document' }, { line: 1, record: 1, message: '%R is not a DOI: "none"' },
      { line: 9, record: 2, message: 'A second %T differs from the first, which was taken: "Other"' },
    ]);
  });

  it('finds a record without its type, and says that more were read than start', () => {
    const { records, started, problems } = read('Exported today\n%0 Journal Article\n%A Ng, K\n%T One\n\n%A Li, W\n%T Two\n\n%K word');
    expect(records.map(({ fields }) => fields.title)).toEqual(['One', 'Two']);
    expect([started, problems.map(({ message }) => message)]).toEqual([1, ['The file starts 1 reference and 2 were read; compare before importing', 'One line belongs to no reference and was left out, first: "Exported today"', 'A reference starts without a %0 line; taken as a journal article']]);
  });

  it('reads two blanks behind a tag, and empty lines between any two tags', () => {
    const { records, started, problems } = read('%0  Book\n\n%T  One\n\n%A  Ng, K\n\n%A  Li, W\n\n%D  1957\n\n%0  Journal Article\n\n%A  Okafor, N\n\n%T  Two\n');
    expect(records.map(({ fields }) => [fields.title, fields.authors.length, fields.publicationType])).toEqual([['One', 2, 'book'], ['Two', 1, 'article-journal']]);
    expect([started, problems]).toEqual([2, []]);
  });

  it('reads refer’s, which has no types', () => {
    const { records, started, problems } = read('%A K. Ng\n%A W. Li\n%T One\n%J Bone\n%D 1999\n\n%T Two\n%A Anon\n%D 2001\n');
    expect(records.map(({ fields }) => [fields.title, fields.journal, fields.year])).toEqual([['One', 'Bone', '1999'], ['Two', null, '2001']]);
    expect([started, problems]).toEqual([2, []]);
  });
});
