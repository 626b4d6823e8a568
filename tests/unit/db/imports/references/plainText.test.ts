// What people paste that is no export: identifiers and printed references. Nothing is guessed.
import { describe, expect, it } from 'vitest';
import { readReferences } from '../../../../../db/imports/references/readReferences';
import { read, readOne } from './reading';

describe('a list of identifiers', () => {
  it('gives studies that have an identifier and nothing else, and says so', () => {
    const { format, records, problems, started } = read('My list\n1. https://doi.org/10.1000/A\n• PMID: 31234567\n30000001\ndoi: 10.1000/b, 10.1000/c\nNCT01234567\n');
    expect(format).toBe('identifiers');
    expect(records.map(({ line, raw, fields }) => [line, raw, fields.doi ?? fields.pmid ?? fields.registryId])).toEqual([
      [2, '1. https://doi.org/10.1000/A', '10.1000/a'], [3, '• PMID: 31234567', '31234567'], [4, '30000001', '30000001'], [5, 'doi: 10.1000/b, 10.1000/c', '10.1000/b'], [5, 'doi: 10.1000/b, 10.1000/c', '10.1000/c'], [6, 'NCT01234567', 'NCT01234567'],
    ]);
    expect(records[0]?.fields).toMatchObject({ title: null, authors: [], year: null });
    expect(started).toBe(6);
    expect(problems.map((problem) => problem.message)).toEqual([
      'A list of identifiers: the 6 studies have their identifiers and nothing else. For titles and authors, export the records themselves.',
      'One line belongs to no reference and was left out, first: "My list"',
    ]);
  });
  it('keeps one that stands in it twice, and says so', () => {
    expect(read('10.1000/a\nhttps://doi.org/10.1000/A').problems.at(-1)).toEqual({ line: 2, record: 2, message: '10.1000/a stands in the list twice' });
  });
  it.each(['1\n2\n3', '2019\n2020', 'see 10.1000/x for more on this'])('is not %j', (text) => {
    expect(readReferences(text).format).not.toBe('identifiers');
  });
});

describe('a list of identifiers as people paste it', () => {
  it.each<[string, readonly string[]]>([
    ['<https://doi.org/10.1000/a>\n"10.1000/b",\n(10.1000/c)', ['10.1000/a', '10.1000/b', '10.1000/c']], ['No.\tDOI\n1\t10.1000/a\n2\t10.1000/b', ['10.1000/a', '10.1000/b']],
    ['[12] 10.1000/a\n[13] PMID: 30123456', ['10.1000/a', '30123456']], ['30123456, 30123457; 30123458', ['30123456', '30123457', '30123458']], ['https://pubmed.ncbi.nlm.nih.gov/30123456/', ['30123456']],
  ])('%j', (text, identifiers) => {
    expect(read(text)).toMatchObject({ format: 'identifiers', started: identifiers.length });
    expect(read(text).records.map(({ fields }) => fields.doi ?? fields.pmid)).toEqual(identifiers);
  });
});

describe('a printed reference', () => {
  it.each([
    ['Okafor, N., & Li, W. (2019). Bone and lung. Journal of Bone, 7(2), 1989–1995. https://doi.org/10.1000/JB.2019.1', { year: '2019', doi: '10.1000/jb.2019.1' }],
    ['N. Okafor, W. Li, and K. Ng, “Bone and lung,” J. Bone, vol. 7, no. 2, pp. 11–19, 2019. PMID: 31234567.', { year: '2019', pmid: '31234567' }],
    ['van der Berg J et al. Two years, 2018; and (2019).', { year: null }],
  ])('%s', (text, fields) => {
    expect(readOne(text)).toMatchObject({ raw: text, fields: { ...fields, title: null, authors: [] } });
    expect(read(text)).toMatchObject({ format: 'plain', problems: [{ record: null, message: expect.stringMatching(/only DOI, PubMed id and year are taken/u) }] });
  });
  const okafor = { authors: [{ family: 'Okafor', given: 'N' }, { family: 'van der Berg', given: 'A-M' }], title: 'Bone and lung in 1990: what is known?', journal: 'J Bone', year: '2002', volume: '347', issue: '4', pages: '284-7', publicationType: 'article-journal' };
  it.each<[string, object]>([
    ['Okafor N, van der Berg A-M. Bone and lung in 1990: what is known? J Bone. 2002 Jul 25;347(4):284-7.', okafor], ['Okafor N, van der Berg A-M, et al. Bone and lung in 1990: what is known? J Bone 2002;347(4):284–7. https://doi.org/10.1000/x.', { ...okafor, doi: '10.1000/x' }],
    ['Li W. [Zoledronic acid every 12 weeks]. Zhonghua Zhong Liu Za Zhi 2002; 24: 22-4. Chinese. PMID: 30123456', { title: 'Zoledronic acid every 12 weeks', journal: 'Zhonghua Zhong Liu Za Zhi', year: '2002', volume: '24', issue: null, pages: '22-4', pmid: '30123456' }],
    ['Li W, Ng K. Erratum: Bone and lung. J Bone. 2003;8:e12.', { publicationType: 'erratum', pages: 'e12' }], ['Li W. First part. Second part. J Bone. 2003;8 Suppl 2:S1-9.', { title: 'First part. Second part', volume: '8 Suppl 2', pages: 'S1-9' }],
  ])('in Vancouver’s form is divided: %s', (text, fields) => {
    expect(readOne(text).fields).toMatchObject(fields);
    expect(read(text).problems).toMatchObject([{ record: null, message: expect.stringMatching(/taken by the form; look them over/u) }]);
  });
  it.each([
    'Okafor N, Li W. Bone and lung. Ann. Oncol. 2019;7:11-9.', 'Okafor N, Li W. Bone and lung. J. Bone. 2019;7:11-9.', 'Okafor, N., Li, W. Bone and lung. J Bone. 2019;7:11-9.', 'Okafor N, the BONE-X Group. Bone and lung. J Bone. 2019;7:11-9.',
    'Ng K. Screening for bone disease. Geneva: WHO; 1994.', 'Ng K. Lung and bone in 2015. J Lung. Published online March 3, 2020. doi:10.1000/y',
  ])('in any other form is not: %s', (text) => { expect(readOne(text).fields).toMatchObject({ title: null, journal: null, authors: [], publicationType: 'document' }); });
  it('keeps a DOI whole over the end of a line, and no year at the start of one starts a reference', () => {
    const { records, problems } = read('[1] N. Okafor, W. Li, Bone and\nlung, J. Bone 7\n(2019) 11–19, https://doi.org/\n10.1000/xyz.12.\n[2] K. Ng, Lung and bone, J. Lung 8 (2020) 1–2,\nhttps://doi.org/10.1000/ab-\n34.');
    expect(records.map(({ line, fields }) => [line, fields.doi, fields.year])).toEqual([[1, '10.1000/xyz.12', '2019'], [5, '10.1000/ab-34', '2020']]);
    expect(problems).toHaveLength(1);
  });
  it('is numbered by a tab, too', () => {
    expect(read('1\tOkafor N, Li W. Bone and lung. J Bone. 2019;7(2):11-9.\n2\tNg K. Lung and bone. J Lung. 2020;8(1):1-2.').records.map(({ fields }) => fields.title)).toEqual(['Bone and lung', 'Lung and bone']);
  });
  it('stands in a list, numbered and wrapped, line by line, or in paragraphs', () => {
    const one = 'Okafor N, Li W. Bone and lung.\nJ Bone. 2019;7(2):11-9.';
    const two = 'Ng K. Lung and bone.\nJ Lung. 2020;8(1):1-2.';
    expect(read(`References\n[1] ${one}\n[2] ${two}`).records.map(({ raw }) => raw)).toEqual([`[1] ${one}`, `[2] ${two}`]);
    expect(read(`1: ${one} PMID: 31234567.\n2: ${two}`).records.map(({ fields }) => fields.pmid)).toEqual(['31234567', null]);
    expect(read(`${one.replace('\n', ' ')}\n${two.replace('\n', ' ')}`).records.map(({ fields }) => fields.year)).toEqual(['2019', '2020']);
    expect(read(`${one}\n\n${two}`).records.map(({ line }) => line)).toEqual([1, 4]);
  });
  it('is not taken from prose', () => {
    expect(readReferences('We met in 2019 and spoke of bones.\n\nThen we went home.').format).toBeNull();
  });
});
