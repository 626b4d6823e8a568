// Recognition by content, refusals that say what to do, encodings, counts, and reading in steps.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReferenceFile, readReferences, referenceFileSteps } from '../../../../../db/imports/references/readReferences';
import { read } from './reading';

const ris = 'TY  - JOUR\nAU  - Müller, Ärne\nTI  - “β-catenin” in bone\nPY  - 2020\nER  - \n';

describe('a text is', () => {
  it.each([
    ['ris', 'TY  - JOUR\nTI  - T\nER  - '], ['ris', '\n\n1.\r\nTY  - JOUR\r\nER  - '], ['ris', 'TI  - Head not copied\nER  - '], ['nbib', 'PMID- 1\nTI  - T'], ['bibtex', '% x\n@Article {k, title={T}}'],
    ['csl-json', ' [ {"type":"book"} ]'], ['csl-json', '[]'], ['web-of-science', 'FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Li, Wei\nER\nEF'], ['web-of-science', 'PT J\nTI No head\nER'],
    ['endnote-tagged', '\n%0 Journal Article\n%T x'], ['endnote-tagged', '%A K Ng\n%T Without a type\n'], ['fields-by-row', 'Embase, 2 records\n"TITLE","A"\n"AUTHOR NAMES","Ng K.","Li W."\n'], ['fields-by-row', 'TITLE\tA\nPUBLICATION YEAR\t2020'],
    ['pubmed-xml', '<?xml version="1.0"?><PubmedArticleSet><PubmedArticle>'], ['endnote-xml', '<xml><records><record><titles/></record></records></xml>'], ['table', 'title,doi,year\nA,10.1000/x,2020'], ['table', 'TITLE,DOI\nABSTRACT,10.1000/x'],
    ['identifiers', '10.1000/x\n31234567'], ['plain', 'Okafor N, Li W. Bone and lung. J Bone. 2019;7(2):11-9.'],
  ])('%s by what it contains: %j', (format, text) => { expect(readReferences(text).format).toBe(format); });

  it.each([
    ['', /The text is empty/u], ['Just prose, e.g. an e-mail to a@b.org (TY).', /Export the references as RIS/u], ['<html><body>TY', /web page/u],
    ['[1, 2]', /JSON that is not/u], ['Treatment;Patients;Outcome\nA;1;2', /without the headings of studies/u], ['<records><record><leader/></record></records>', /other XML/u],
  ])('refused with what to do: %j', (text, message) => {
    const reading = readReferences(text);
    expect(reading.format).toBeNull();
    expect(reading.format === null && reading.message).toMatch(message);
  });

  it('never the cause of an exception', () => {
    const pieces = fc.array(fc.constantFrom('TY  - JOUR', 'ER  - ', '\n', 'AU  - ', ',', ' and ', 'PMID- 1', '@article{k,', '@string{', 'title = ', '{', '}', '"', '\\"', '\\', '$', '#', '[', ']', '{"type":', '"x"', '\uFEFF', '\r', 'é', '\ud800', ' ', 'PT J', 'EF', '<record>', '</record>', '<PubmedArticle>', '<!--', '<![CDATA[', '&x;', 'doi,title\n', '10.1000/x', '\t', ';'), { maxLength: 30 }).map((each) => each.join(''));
    fc.assert(fc.property(fc.oneof(pieces, fc.string({ unit: 'binary' })), (text) => { expect(readReferences(text)).toHaveProperty('format'); }), { numRuns: 2_000 });
  });
});

describe('a file', () => {
  const utf16 = (text: string, isBig: boolean): Uint8Array => {
    const bytes = Buffer.from(text, 'utf16le');
    return isBig ? bytes.swap16() : bytes;
  };
  const fields = read(ris).records[0]?.fields;
  it.each([
    ['UTF-8', false, Buffer.from(ris)], ['UTF-8', true, Buffer.from(`\uFEFF${ris}`)], ['UTF-16LE', true, utf16(`\uFEFF${ris}`, false)], ['UTF-16BE', true, utf16(`\uFEFF${ris}`, true)],
    ['UTF-16LE', false, utf16(ris, false)], ['UTF-16BE', false, utf16(ris, true)],
  ])('in %s, mark: %s', (encoding, hasMark, bytes) => {
    const reading = readReferenceFile(bytes);
    expect(reading).toMatchObject({ format: 'ris', encoding, hasMark, problems: [] });
    expect(reading.format !== null && reading.records[0]?.fields).toEqual(fields);
  });
  it.each([['Latin-1', 'TY  - JOUR\nTI  - Gr\u00f6\u00dfe\nER  - ', 'Größe'], ['Windows-1252', 'TY  - JOUR\nTI  - \u0093Gr\u00f6\u00dfe\u0094\nER  - ', '“Größe”']])('in %s', (encoding, text, title) => {
    const reading = readReferenceFile(Buffer.from(text, 'latin1'));
    expect(reading).toMatchObject({ encoding, records: [{ fields: { title } }] });
  });
  it('in Windows-1252, however long, keeps no place of each of its letters', () => {
    const long = Buffer.from(`TY  - JOUR\nTI  - ${'\u00e4'.repeat(300_000)}\nER  - `, 'latin1');
    expect(readReferenceFile(long)).toMatchObject({ encoding: 'Latin-1', records: [{}], problems: [] });
  });
  it('in the encoding that its XML declares', () => {
    const bytes = Buffer.concat([Buffer.from('<?xml version="1.0" encoding="windows-1251"?><records><record><titles><title>'), Buffer.from([0xca, 0xee, 0xf1, 0xf2, 0xfc]), Buffer.from('</title></titles></record></records>')]);
    expect(readReferenceFile(bytes)).toMatchObject({ encoding: 'windows-1251', records: [{ fields: { title: 'Кость' } }] });
  });
  it('in UTF-8 with some other bytes keeps its letters, and says how many and where', () => {
    const cut = Buffer.from(ris).subarray(0, Buffer.from(ris).indexOf('β') + 1);
    const joined = Buffer.concat([Buffer.from(ris), Buffer.from('TY  - JOUR\nTI  - Gr\u00f6\u00dfe\nER  - \n', 'latin1')]);
    expect(readReferenceFile(cut)).toMatchObject({ encoding: 'UTF-8', records: [{ fields: { authors: [{ family: 'Müller', given: 'Ärne' }] } }] });
    const reading = readReferenceFile(joined);
    expect(reading).toMatchObject({ encoding: 'UTF-8', records: [{ fields }, { fields: { title: 'Größe' } }] });
    expect(reading.format !== null && reading.problems).toEqual([{ line: 7, record: null, message: '2 bytes of this UTF-8 file are not UTF-8 and were read as Windows-1252, first in line 7' }]);
  });
  it.each([[[0x50, 0x4b, 3, 4, 0, 0], /ZIP archive, an Excel workbook/u], [[0x25, 0x50, 0x44, 0x46, 0x2d, 0], /a PDF/u], [[1, 2, 0, 4], /zero bytes/u]])('of %j is refused', (bytes, message) => {
    const reading = readReferenceFile(Uint8Array.from(bytes));
    expect(reading.format).toBeNull();
    expect(reading.format === null && reading.message).toMatch(message);
  });
});

describe('what is read', () => {
  it('is compared with what starts, and a difference is said', () => {
    const { started, records, problems } = read('TY  - JOUR\nTI  - One\nER  - \n[a page break]\nTI  - Two, without its first line\nER  - \n');
    expect([started, records.length]).toEqual([1, 2]);
    expect(problems[0]).toEqual({ line: 1, record: null, message: 'The file starts 1 reference and 2 were read; compare before importing' });
  });
  it('keeps what it does not know, and counts in how many records', () => {
    expect(read('TY  - JOUR\nQ1  - a\nQ1  - b\nER  - \nTY  - JOUR\nQ1  - c\nQ2  - d\nER  - ').unknownTags).toEqual([{ tag: 'Q1', records: 2 }, { tag: 'Q2', records: 1 }]);
  });
  it('comes in bounded steps that can be left at any time', () => {
    const many = Buffer.from(ris.repeat(5_000));
    let records = 0;
    let before = 0;
    const steps = referenceFileSteps(many);
    for (const step of steps) {
      expect(step.records.length).toBeLessThanOrEqual(500);
      expect(step.done).toBeGreaterThanOrEqual(before);
      expect(step.done).toBeLessThanOrEqual(step.total);
      before = step.done;
      records += step.records.length;
      if (records >= 2_000) break;
    }
    expect(records).toBe(2_000);
    expect(steps.next().done).toBe(true);
  });
  it('is fifty thousand records within seconds', () => {
    const startedAt = performance.now();
    let records = 0;
    for (const step of referenceFileSteps(Buffer.from(ris.repeat(50_000)))) records += step.records.length;
    expect(records).toBe(50_000);
    expect(performance.now() - startedAt).toBeLessThan(15_000);
  });
  it('numbers problems by record', () => {
    const { problems } = read(`${ris}${ris.replace('ER  -', 'DO  - none\nER  -')}`);
    expect(problems).toEqual([{ line: 10, record: 2, message: 'DO is not a DOI: "none"' }]);
  });
});
