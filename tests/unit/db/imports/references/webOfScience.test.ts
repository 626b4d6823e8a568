import { describe, expect, it } from 'vitest';
import { read, readOne } from './reading';

const clean = `FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Okafor, N
   Lindqvist, P
AF Okafor, Ngozi
   Lindqvist, Per, Jr
CA BONE-X Study Group
TI RANKL in non-small cell lung
   cancer
SO LUNG RESEARCH
DT Article
VL 12
IS 3
BP 101
EP 109
DI 10.1000/LR.12
PM 30000001
PD MAR
PY 2021
AB First sentence. Second,
   wrapped sentence.
UT WOS:000000000000001
ER

EF`;

describe('Web of Science', () => {
  it('gives a study every field that the record states', () => {
    expect(read(clean).problems).toEqual([]);
    expect(readOne(clean).fields).toEqual({
      title: 'RANKL in non-small cell lung cancer', authors: [{ family: 'Okafor', given: 'Ngozi' }, { family: 'Lindqvist', given: 'Per, Jr' }, { family: 'BONE-X Study Group', given: '' }], year: '2021', journal: 'LUNG RESEARCH',
      volume: '12', issue: '3', pages: '101-109', doi: '10.1000/lr.12', pmid: '30000001', registryId: null, abstract: 'First sentence. Second, wrapped sentence.', publicationType: 'article-journal', further: { issued: '2021-03' },
    });
    expect(readOne(clean)).toMatchObject({ line: 3, raw: expect.stringMatching(/^PT J\nAU Okafor[^]*\nER$/u) });
  });

  it('reads the Zoological Record: addresses behind authors, pages in PS', () => {
    const { fields } = readOne('PT J\nAN ZOOR1\nAU Okafor, Ngozi (n.okafor@example.org) \n   Lindqvist, Per\nTI Nests.\nPS 12-19\nPD Aug 1 2019\nER\n');
    expect(fields).toMatchObject({ authors: [{ family: 'Okafor', given: 'Ngozi' }, { family: 'Lindqvist', given: 'Per' }], pages: '12-19', year: '2019' });
  });

  it('takes an article number without its word, and a PubMed id of MEDLINE’s records', () => {
    expect(readOne('PT J\nTI T\nAR UNSP e1234\nUT MEDLINE:30000001\nER').fields).toMatchObject({ pages: 'e1234', pmid: '30000001' });
  });

  it.each([['PT B', 'Book', 'book'], ['PT B', 'Book Chapter', 'chapter'], ['PT P', 'Patent', 'patent'], ['PT C', 'Proceedings Paper', 'paper-conference'], ['PT J', 'Proceedings Paper', 'article-journal'], ['PT J', 'Correction', 'erratum'], ['PT J', 'Article; Retracted Publication', 'article-journal']])('%s, %s is a %s', (source, document, type) => {
    expect(readOne(`${source}\nTI T\nDT ${document}\nER`).fields.publicationType).toBe(type);
  });

  it('survives joined files, a missing ER, a file cut short, unknown tags and lines between', () => {
    const { records, problems, started, unknownTags } = read(`${clean}\n\uFEFFFN Clarivate Analytics Web of Science\nVR 1.0\nsaved today\nPT J\nTI Two\nQ9 x\nPT J\nTI Three`);
    expect(records.map((record) => record.fields.title)).toEqual(['RANKL in non-small cell lung cancer', 'Two', 'Three']);
    expect(started).toBe(3);
    expect(unknownTags).toEqual([{ tag: 'Q9', records: 1 }]);
    expect(problems.map((problem) => problem.message)).toEqual(['2 references have no ER line; the file may be cut short', 'One line belongs to no reference and was left out, first: "saved today"']);
  });

  it('reads seven thousand authors', () => {
    expect(readOne(`PT J\nAU ${Array.from({ length: 7_000 }, (_, index) => `Author${index}, A`).join('\n   ')}\nER`).fields.authors).toHaveLength(7_000);
  });
});
