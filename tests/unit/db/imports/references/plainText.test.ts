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

describe('a printed reference', () => {
  it.each([
    ['Okafor N, Li W, Ng K. Bone and lung in 1990. J Bone. 2002 Jul 25;347(4):284-7.', { year: '2002', doi: null, pmid: null }],
    ['Okafor, N., & Li, W. (2019). Bone and lung. Journal of Bone, 7(2), 1989–1995. https://doi.org/10.1000/JB.2019.1', { year: '2019', doi: '10.1000/jb.2019.1' }],
    ['N. Okafor, W. Li, and K. Ng, “Bone and lung,” J. Bone, vol. 7, no. 2, pp. 11–19, 2019. PMID: 31234567.', { year: '2019', pmid: '31234567' }],
    ['van der Berg J et al. Two years, 2018; and (2019).', { year: null }],
  ])('%s', (text, fields) => {
    expect(readOne(text)).toMatchObject({ raw: text, fields: { ...fields, title: null, authors: [] } });
    expect(read(text)).toMatchObject({ format: 'plain', problems: [{ record: null, message: expect.stringMatching(/only DOI, PubMed id and year are taken/u) }] });
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
