import { describe, expect, it } from 'vitest';
import { read, readOne } from './reading';

const clean = ['TY  - JOUR', 'AU  - Okafor, Ngozi', 'AU  - Lindqvist, Per, Jr', 'AU  - BONE-X Study Group', 'PY  - 2021', 'TI  - RANKL in NSCLC', 'JO  - Lung Res', 'JF  - Lung Research', 'VL  - 12', 'IS  - 3', 'SP  - 101', 'EP  - 109', 'DO  - https://doi.org/10.1000/LR.12', 'AB  - First sentence.', 'KW  - bone', 'ER  - '].join('\n');

describe('RIS', () => {
  it('gives a study every field that the record states', () => {
    expect(read(clean).problems).toEqual([]);
    expect(readOne(clean).fields).toEqual({
      title: 'RANKL in NSCLC', authors: [{ family: 'Okafor', given: 'Ngozi' }, { family: 'Lindqvist', given: 'Per, Jr' }, { family: 'BONE-X Study Group', given: '' }],
      year: '2021', journal: 'Lung Research', volume: '12', issue: '3', pages: '101-109', doi: '10.1000/lr.12', pmid: null, registryId: null, abstract: 'First sentence.', publicationType: 'article-journal', further: { 'container-title-short': 'Lung Res' },
    });
  });

  it.each([['a byte order mark', `\uFEFF${clean}`], ['CRLF', clean.replaceAll('\n', '\r\n')], ['CR', clean.replaceAll('\n', '\r')], ['one blank', clean.replaceAll('  - ', ' - ')], ['one line', clean.replaceAll('\n', ' ')], ['one line without blanks', clean.replaceAll('\n', '')], ['hard blanks', clean.replaceAll('  - ', '\u00A0\u00A0-\u00A0')], ['numbered lines', clean.split('\n').map((line, index) => `${index + 1} ${line}`).join('\n')]])('reads the same with %s', (_, text) => {
    expect(readOne(text).fields).toEqual(readOne(clean).fields);
  });

  it('keeps the text and line of each record, and counts the lines around them', () => {
    const { records, problems } = read(`Exported today\n1.\n${clean}\n\n2.\n${clean}\n`);
    expect(records.map((record) => record.line)).toEqual([3, 21]);
    expect(records.map((record) => record.raw)).toEqual([clean.trimEnd(), clean.trimEnd()]);
    expect(problems).toEqual([{ line: 1, record: null, message: '3 lines belong to no reference and were left out, first: "Exported today"' }]);
  });

  it('survives a missing ER and a missing TY, and says so', () => {
    const { records, problems } = read('TY  - JOUR\nTI  - One\nTY  - JOUR\nTI  - Two\nER  - \nTI  - Three\nER  - \n');
    expect(records.map((record) => record.fields.title)).toEqual(['One', 'Two', 'Three']);
    expect(problems.map((problem) => problem.message)).toEqual([
      'The file starts 2 references and 3 were read; compare before importing',
      'One reference has no ER line; the file may be cut short',
      'A reference starts without a TY line; taken as a journal article',
    ]);
  });

  it('lists tags that it does not know', () => {
    const record = readOne('TY  - JOUR\nTI  - One\nZZ  - what\nZZ  - else\nX9  - more\nER  - ');
    expect(record.unknownTags).toEqual(['ZZ', 'X9']);
    expect(record.raw).toContain('ZZ  - else');
  });

  it.each([['PY  - 2016/09//', '2016'], ['Y1  - 2020//', '2020'], ['DA  - 2019/06/04', '2019'], ['PY  - in press', 'in press'], ['Y2  - 2015', null]])('reads the year of %s', (line, year) => {
    expect(readOne(`TY  - JOUR\n${line}\nER  - `).fields.year).toBe(year);
  });

  it.each([['SP  - 206-217', '206-217'], ['SP  - 206\nEP  - 206', '206'], ['SP  - 206–217', '206-217'], ['C7  - e1234', 'e1234'], ['C7  - PMC123', null], ['SP  - 4\nC7  - 99', '4']])('reads pages from %j', (lines, pages) => {
    expect(readOne(`TY  - JOUR\n${lines}\nER  - `).fields.pages).toBe(pages);
  });

  it.each([
    ['PMID- 123456', '123456'], ['PM  - 123456', '123456'], ['AN  - 123456\nDB  - PubMed', '123456'], ['AN  - 123456\nDB  - Embase', null], ['AN  - PMID:123456', '123456'],
    ['U1  - 123456[pmid]', '123456'], ['C5  - 123456', null], ['C7  - 123456', null], ['UR  - https://pubmed.ncbi.nlm.nih.gov/123456/', '123456'], ['N1  - PMID: 123456; in process', '123456'],
    ['N1  - Erratum for PMID: 123456', null], ['ID  - 123456', null],
  ])('takes a PubMed id only where PubMed is named: %j', (lines, pmid) => {
    expect(readOne(`TY  - JOUR\nTI  - T\n${lines}\nER  - `).fields.pmid).toBe(pmid);
  });

  it.each([['L3  - 10.1000/x', '10.1000/x'], ['M3  - 10.1000/x', '10.1000/x'], ['M3  - Article', null], ['UR  - https://doi.org/10.1000/x', '10.1000/x'], ['N1  - Erratum for 10.1000/x', null]])('looks for a DOI beside DO: %j', (line, doi) => {
    expect(readOne(`TY  - JOUR\n${line}\nER  - `).fields.doi).toBe(doi);
  });

  it('says when DO is no DOI, and when two values disagree', () => {
    const { records, problems } = read('TY  - JOUR\nTI  - One\nTI  - Other\nDO  - forthcoming\nER  - ');
    expect(records[0]?.fields).toMatchObject({ title: 'One', doi: null });
    expect(problems).toEqual([{ line: 3, record: 1, message: 'A second TI differs from the first, which was taken: "Other"' }, { line: 4, record: 1, message: 'DO is not a DOI: "forthcoming"' }]);
  });

  it('joins wrapped lines with a space and keeps the paragraphs of an abstract', () => {
    const { fields } = readOne('TY  - JOUR\nTI  - A title that\n  goes on\nAB  - BACKGROUND: One.\nMETHODS: Two is\nwrapped.\n\nRESULTS: AB - positive.\nER  - ');
    expect(fields.title).toBe('A title that goes on');
    expect(fields.abstract).toBe('BACKGROUND: One.\nMETHODS: Two is wrapped.\nRESULTS: AB - positive.');
  });

  it('reads authors with and without commas, once each when two tags list them', () => {
    const { fields } = readOne('TY  - JOUR\nA1  - Wang X\nA1  - van der Berg, J\nAU  - Wang X\nAU  - Li, Y\nAU  - Centers for Disease Control and Prevention\nER  - ');
    expect(fields.authors).toEqual([{ family: 'Wang', given: 'X' }, { family: 'van der Berg', given: 'J' }, { family: 'Li', given: 'Y' }, { family: 'Centers for Disease Control and Prevention', given: '' }]);
  });

  it('reads thousands of authors, and megabytes within seconds', () => {
    const authors = Array.from({ length: 5_000 }, (_, index) => `AU  - Author${index}, A.`).join('\n');
    const started = performance.now();
    expect(readOne(`TY  - JOUR\n${authors}\nER  - `).fields.authors).toHaveLength(5_000);
    expect(read(`${clean}\n\n`.repeat(6_000)).records).toHaveLength(6_000);
    expect(read(`TY  - JOUR\nAB  - ${'wrapped\n'.repeat(100_000)}ER  - `).records).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('says when a second format is in the file', () => {
    expect(read(`${clean}\n\nPMID- 123\nTI  - Other\n`).problems.map((problem) => problem.message)).toContain('Read as RIS, but 1 line starts a reference in PubMed (NBIB); keep the formats in separate files');
  });
});

describe('RIS of', () => {
  it('Ovid: numbers, tags and links between records, and "No Pagination Specified"', () => {
    const { records, problems, started } = read('1.\nTY  - JOUR\nID  - 2019-1\nT1  - One.\nA1  - Okafor, Ngozi\nAI  - ORCID: x\nSP  - No\nEP  - Specified\nER  -\nNL  - J One\n\nLink to the Ovid Full Text: http://ovidsp.example.org/?id=doi:10.1000%2Fother\n\n2.\nTY  - JOUR\nT1  - Two.\nER  -\nVL  - 3\n');
    expect(records.map(({ fields }) => [fields.title, fields.pages, fields.doi])).toEqual([['One.', null, null], ['Two.', null, null]]);
    expect(started).toBe(2);
    expect(problems).toEqual([{ line: 1, record: null, message: '5 lines belong to no reference and were left out, first: "1."' }]);
  });

  it('Embase: the PubMed id in C5, if MEDLINE is named as well', () => {
    expect(readOne('TY  - JOUR\nM3  - Article\nA1  - Okafor N.A.\nT1  - T\nC5  - 30000001\nDB  - Embase\nDB  - Medline\nER  - ').fields).toMatchObject({ pmid: '30000001', authors: [{ family: 'Okafor', given: 'N.A.' }] });
    expect(readOne('TY  - JOUR\nT1  - T\nC5  - 30000001\nDB  - Embase\nER  - ').fields.pmid).toBeNull();
  });

  it('Lens: links glued together, and the markup of abstracts', () => {
    expect(readOne('TY  - JOUR\nTI  - T\nUR  - https://example.org/ahttps://pubmed.ncbi.nlm.nih.gov/30000001/https://doi.org/10.1000/x\nAB  - <jats:title>Background</jats:title> <jats:p>Of <jats:italic>RANKL</jats:italic>.</jats:p>\nER  - ').fields)
      .toMatchObject({ pmid: '30000001', doi: '10.1000/x', abstract: 'Background Of RANKL.' });
  });

  it('others: a value that ends the record, records behind one another on one line, no blank behind the dash, and prose that looks like a tag', () => {
    const { records, problems, started } = read('TY  -JOUR\nTI  -One\nAB  - The signal on\nT2 - weighted images. ER  - \nTY  - JOUR TI  - Two ER  - TY  - JOUR TI  - Three ER  - \n');
    expect(records.map(({ fields }) => [fields.title, fields.abstract, fields.journal])).toEqual([['One', 'The signal on T2 - weighted images.', null], ['Two', null, null], ['Three', null, null]]);
    expect([started, problems]).toEqual([3, []]);
  });
});
