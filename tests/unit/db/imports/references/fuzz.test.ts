// Every reader on damaged files, from a fixed seed: nothing throws, nothing hangs, no record has a text that the file has
// not, and what was not read is said.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReferenceFile } from '../../../../../db/imports/references/readReferences';
import type { ReferenceFormat } from '../../../../../db/imports/references/types';

// One of each format; without one, this does not compile.
const fixtures: Readonly<Record<ReferenceFormat | 'unquoted table', string>> = {
  ris: '1.\r\nTY  - JOUR\r\nAU  - Okafor, Ngozi\r\nTI  - RANKL in “bone”\r\nPY  - 2021/03//\r\nDO  - https://doi.org/10.1000/LR.12\r\nAB  - BACKGROUND: One.\r\nMETHODS: Two\r\n  wrapped.\r\nUR  - https://pubmed.ncbi.nlm.nih.gov/30000001/\r\nER  - \r\n\r\n2.\r\nTY  - CHAP\r\nA1  - Li W\r\nT1  - Two\r\nER  - \r\n',
  nbib: 'PMID- 30000001\nDP  - 2019 Nov 15\nTI  - Denosumab in patients with bone\n      metastases.\nLID - 10.1000/bm.1 [doi]\nFAU - Okafor, Ngozi A\nAU  - Okafor NA\nPT  - Published Erratum\n\nPMID- 30000002\nTI  - Two.\n',
  bibtex: '@string{jlr = "Lung " # res}\n@article{Okafor2021, author = {M{\\"u}ller, J{\\\'o}zsef and {BONE-X} and de la Cruz, Ana}, title = {{RANKL} at 10\\textsuperscript{5}, $\\beta$}, journal = jlr, year = 2021,\n pages = "101--109", doi = {10.1000/lr\\_12}}\n@comment{x}\n@book(k, title = {Two} # " more", crossref = {Okafor2021})\n',
  'csl-json': '[\n {"id":1,"type":"article-journal","title":"<i>EGFR</i> at 10<sup>5</sup>","author":[{"family":"Berg","given":"J"},{"literal":"WHO"}],"issued":{"date-parts":[[2021,3]]},"DOI":"10.1000/x","note":"PMID: 30000001\\nRegistry: NCT01234567"},\n {"id":"b","type":"book","title":"Two"}\n]',
  'web-of-science': 'FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Okafor, N\n   Lindqvist, P (p@example.org)\nTI RANKL in\n   bone\nSO LUNG\nDI 10.1000/lr.12\nPY 2021\nER\n\nPT B\nTI Two\nER\n\nEF',
  'endnote-tagged': '%0 Journal Article\r\n%A Okafor, Ngozi\r\n%A Lindqvist, Per; Ng, K\r\n%T RANKL in\r\nbone: 50% more\r\n%D 2021\r\n%R doi:10.1000/lr.12\r\n%X One.\r\n\r\n% Two.\r\n%M 30000001\r\n%~ PubMed\r\n%} odd\r\n\r\n%0 Thesis\r\n%T Two\r\n',
  'fields-by-row': '"TITLE","RANKL, ""bone"""\n"AUTHOR NAMES","Okafor N.A.","Lindqvist P."\n"SOURCE TITLE","Lung Research"\n"PUBLICATION YEAR","2021"\n"ABSTRACT","One.\n\nTwo, three."\n"EMTREE DRUG INDEX TERMS","denosumab","zoledronic acid"\n"CLINICAL TRIAL NUMBERS","ClinicalTrials.gov (NCT01234567)"\n"DOI","10.1000/x"\n\n"TITLE","Two"\n"AUTHOR NAMES","Ng K."\n',
  'pubmed-xml': '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "https://dtd.nlm.nih.gov/pubmed.dtd">\n<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">30000001</PMID><Article><ArticleTitle>10<sup>5</sup> &amp; &#x3b1; <![CDATA[x < y]]>.</ArticleTitle><AuthorList><Author><LastName>Okafor</LastName><ForeName>N</ForeName></Author></AuthorList></Article></MedlineCitation></PubmedArticle><!-- x -->\n<PubmedArticle><MedlineCitation><PMID>2</PMID></MedlineCitation></PubmedArticle></PubmedArticleSet>',
  'endnote-xml': '<?xml version="1.0" encoding="UTF-8" ?><xml><records><record><rec-number>1</rec-number><ref-type name="Journal Article">17</ref-type><contributors><authors><author><style face="normal">Okafor, N.</style></author></authors></contributors><titles><title>RANKL</title></titles><dates><year>2021</year></dates><electronic-resource-num>10.1000/x</electronic-resource-num></record><record><titles><title>Two</title></titles></record></records></xml>',
  table: 'About: exported today\nTitle,Authors,Year,DOI,Abstract\n"RANKL, ""bone""","Okafor, N.; Li, W.",2021,10.1000/x,"One\ntwo, three"\nTwo,"Li W., Ng K.",2020,10.1000/y,\n',
  'unquoted table': 'PT\tAU\tTI\tDI\tPY\nJ\tOkafor, N\t"Edge": nests\t10.1000/a\t2019\nJ\tLi, W\t5" pipes\t10.1000/b\t2020\n',
  identifiers: '1. https://doi.org/10.1000/A\nPMID: 31234567\n30000001, 30000002\nNCT01234567\n',
  plain: '[1] Okafor N, Li W. Bone and lung.\nJ Bone. 2019;7(2):11-9. doi:10.1000/x\n[2] Ng, K. (2020). Lung. J Lung, 8, 1–2.\n',
};

const strange = ['\u0000', '\u0007', '\u001b', '\u0085', '\u2028', '\u202e', '\u2067שלום\u2069', '\uFEFF', '\r', '\n', '\t', '"', '\'', '{', '}', '<', '>', '&#x110000;', '&#0;', '&lol;', '<![CDATA[', '<!--', ']]>', '\\', '$', '%', '@article{', 'TY  - ', 'ER  - ', 'PMID- ', 'PT J\n', '😀', '\ud800', ','.repeat(300), ' '.repeat(300), '('.repeat(300)];

type Mutation = (bytes: Buffer) => Buffer;
const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  place.map((at): Mutation => (bytes) => bytes.subarray(0, Math.floor(at * bytes.length))),
  place.map((at): Mutation => (bytes) => bytes.subarray(Math.floor(at * bytes.length))),
  fc.tuple(place, place, fc.integer({ min: 1, max: 4 })).map(([from, length, times]): Mutation => (bytes) => {
    const start = Math.floor(from * bytes.length);
    const piece = bytes.subarray(start, start + Math.floor(length * 200));
    return Buffer.concat([bytes.subarray(0, start), ...Array.from({ length: times }, () => piece), bytes.subarray(start)]);
  }),
  fc.tuple(place, place).map(([from, length]): Mutation => (bytes) => Buffer.concat([bytes.subarray(0, Math.floor(from * bytes.length)), bytes.subarray(Math.floor(from * bytes.length) + Math.floor(length * 60))])),
  fc.tuple(place, fc.integer({ min: 0, max: 7 })).map(([at, bit]): Mutation => (bytes) => {
    const copy = Buffer.from(bytes);
    const index = Math.floor(at * copy.length);
    copy[index] = (copy[index] ?? 0) ^ (1 << bit);
    return copy;
  }),
  fc.tuple(place, fc.constantFrom(...strange)).map(([at, text]): Mutation => (bytes) => Buffer.concat([bytes.subarray(0, Math.floor(at * bytes.length)), Buffer.from(text), bytes.subarray(Math.floor(at * bytes.length))])),
  fc.constantFrom<Mutation>((bytes) => Buffer.from(bytes.toString('utf8').replaceAll('\n', '\r\n')), (bytes) => Buffer.from(bytes.toString('utf8').replaceAll('\n', ' ')), (bytes) => Buffer.from(bytes.toString('utf8'), 'utf16le'), (bytes) => Buffer.from(bytes.toString('utf8'), 'latin1')),
);

describe('a damaged file', () => {
  it.each(Object.entries(fixtures))('of %s', (_, fixture) => {
    let slowestMs = 0;
    fc.assert(fc.property(fc.array(mutation, { minLength: 1, maxLength: 6 }), (mutations) => {
      const bytes = mutations.reduce<Buffer>((done, mutate) => mutate(done), Buffer.from(fixture));
      const startedAt = performance.now();
      const reading = readReferenceFile(bytes);
      slowestMs = Math.max(slowestMs, performance.now() - startedAt);
      if (reading.format === null) {
        expect(reading.message).toMatch(/\.$/u);
        return;
      }
      expect(reading.started !== reading.records.length).toBe(reading.problems.some(({ message }) => message.startsWith('The file starts ')));
      for (const { record, line, message } of reading.problems) {
        expect(message).not.toBe('');
        expect(line).toBeGreaterThan(0);
        if (record !== null) expect(reading.records[record - 1]).toBeDefined();
      }
      for (const { raw, line } of reading.records) {
        expect(raw.trim()).not.toBe('');
        expect(line).toBeGreaterThan(0);
      }
    }), { numRuns: 400, seed: 20_211_126 });
    expect(slowestMs).toBeLessThan(2_000);
  });

  const inLines = fc.array(fc.oneof(fc.constantFrom('TY  - JOUR', 'ER  - ', 'PMID- 1', 'PT J', 'ER', 'TI  - T', 'TI T', 'a line', '  wrapped', '', '1.', 'TY  - JOUR TI  - glued ER  - TY  - BOOK', 'AB  - end ER  - ', 'ZZ  - what', '%0 Book', '%T T', '%} what'), fc.string({ maxLength: 12 }).map((text) => text.replaceAll(/[\r\n\uFEFF]/gu, '')))).map((lines) => lines.join('\n'));
  it.each([['ris', 'TY  - JOUR\nTY  - JOUR\n'], ['nbib', 'PMID- 1\nPMID- 1\n'], ['web-of-science', 'PT J\nPT J\n'], ['endnote-tagged', '%0 Book\n%0 Book\n']])('loses no line: %s', (format, head) => {
    const said = (text: string): number => text.split('\n').filter((line) => line.trim() !== '' && !(format === 'web-of-science' && /^(?:FN|VR|EF)(?: |$)/u.test(line))).length;
    fc.assert(fc.property(inLines, (lines) => {
      const text = `${head.repeat(20)}${lines}`;
      const reading = readReferenceFile(Buffer.from(text));
      if (reading.format !== format) throw new Error(`read as ${reading.format ?? 'nothing'}`);
      const stray = reading.problems.map(({ message }) => /^(One|\d+) lines? belongs? to no reference/u.exec(message)?.[1]).map((count) => (count === undefined ? 0 : count === 'One' ? 1 : Number(count)));
      const kept = reading.records.reduce((sum, { raw }) => sum + said(raw), 0) + stray.reduce((sum, count) => sum + count, 0);
      expect(kept).toBeGreaterThanOrEqual(said(text));
    }), { numRuns: 500, seed: 20_211_126 });
  });

  it.each(Object.entries(fixtures))('that is whole is read whole: %s', (name, fixture) => {
    const reading = readReferenceFile(Buffer.from(fixture));
    expect(reading.format).toBe(name === 'unquoted table' ? 'table' : name);
    if (reading.format === null) return;
    expect([reading.started, reading.problems.filter(({ record }) => record !== null)]).toEqual([reading.records.length, []]);
    const text = fixture.replaceAll('\r\n', '\n');
    for (const { raw } of reading.records) expect(text).toContain(raw);
  });
});
