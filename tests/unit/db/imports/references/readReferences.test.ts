// Recognition by content, and refusals that say what to do.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReferences } from '../../../../../db/imports/references/readReferences';

describe('a text is', () => {
  it.each([
    ['ris', 'TY  - JOUR\nTI  - T\nER  - '], ['ris', '\n\n1.\r\nTY  - JOUR\r\nER  - '], ['nbib', 'PMID- 1\nTI  - T'], ['bibtex', '% x\n@Article {k, title={T}}'], ['csl-json', ' [ {"type":"book"} ]'], ['csl-json', '[]'],
  ])('%s by what it contains: %j', (format, text) => { expect(readReferences(text).format).toBe(format); });

  it.each([
    ['', /The text is empty/u], ['Just prose, e.g. an e-mail to a@b.org (TY).', /Export the references as RIS/u], ['FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Li, Wei', /Web of Science.*export as RIS or BibTeX/u],
    ['<?xml version="1.0"?><PubmedArticleSet><PubmedArticle>', /PubMed XML/u], ['%0 Journal Article\n%T x', /EndNote tagged text/u], ['title,doi,year\nA,10.1/x,2020', /a table/u], ['<html><body>TY', /web page/u], ['[1, 2]', /JSON that is not/u],
  ])('refused with what to do: %j', (text, message) => {
    const reading = readReferences(text);
    expect(reading.format).toBeNull();
    expect(reading.format === null && reading.message).toMatch(message);
  });

  it('never the cause of an exception', () => {
    const pieces = fc.array(fc.constantFrom('TY  - JOUR', 'ER  - ', '\n', 'AU  - ', ',', ' and ', 'PMID- 1', '@article{k,', '@string{', 'title = ', '{', '}', '"', '\\"', '\\', '$', '#', '[', ']', '{"type":', '"x"', '\uFEFF', '\r', 'é', '\ud800', ' '), { maxLength: 30 }).map((each) => each.join(''));
    fc.assert(fc.property(fc.oneof(pieces, fc.string({ unit: 'binary' })), (text) => { expect(readReferences(text)).toHaveProperty('format'); }), { numRuns: 2_000 });
  });
});
