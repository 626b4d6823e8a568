// Texts made to take the square of their length. Each takes some hundredths of a second; what is squared takes minutes.
import { describe, expect, it } from 'vitest';
import { readReferences } from '../../../../../db/imports/references/readReferences';

const n = 20_000;
const ris = (lines: string): string => `TY  - JOUR\n${lines}\nER  - `;
const bibtex = (field: string): string => `@article{k, ${field}}`;
const wos = (lines: string): string => `PT J\n${lines}\nER\nEF`;

describe('reading is linear in', () => {
  it.each([
    ['blanks in a value', ris(`TI  - ${' '.repeat(n)}x`)], ['stops in a note', ris(`N1  - ${'.'.repeat(n)}x`)], ['brackets behind a DOI', ris(`DO  - 10.1000/${')'.repeat(1_900)}\n`.repeat(n / 500))], ['blanks behind "doi"', ris(`DO  - doi${' '.repeat(n)}x`)],
    ['commas between authors', ris(`AU  - ${','.repeat(n)}`)], ['ends in a line', ris(`TI  - ${' ER  -'.repeat(n)}`)], ['starts', 'TY  - JOUR\n'.repeat(n)], ['tags in a line', `TY  - JOUR ${'AU  - x '.repeat(n)}`], ['links in a record', ris('UR  - http://x/y\n'.repeat(n))],
    ['lines of an abstract', ris(`AB  - x\n${'y.\n'.repeat(n)}`)], ['PMID lines', 'PMID- 1\n'.repeat(n)], ['stops in a PubMed title', `PMID- 1\nTI  - ${'.'.repeat(n)}x\n`],
    ['comments of BibTeX that are not closed', `${'@comment{'.repeat(n)}\n${bibtex('title={x}')}`], ['blanks between names', bibtex(`author={A${' '.repeat(n)}B}`)], ['"and" between names', bibtex(`author={${'a and '.repeat(n)}B}`)], ['accents in accents', bibtex(`title={${'\\"{'.repeat(n)}${'}'.repeat(n)}}`)],
    ['an argument of an unknown command', bibtex(`title={\\foo{${'a '.repeat(n)}}}`)], ['dollars', bibtex(`title={${'$'.repeat(n)}}`)], ['joints of a value', bibtex(`title = ${'a # '.repeat(n)} "x"`)], ['fields', bibtex('a = {b}, '.repeat(n))], ['children of one entry', '@article{k,crossref={k},title={x}}\n'.repeat(n / 10)],
    ['lists in a title of CSL-JSON', `[{"type":"book","title":${'['.repeat(n)}${']'.repeat(n)}}]`], ['braces that are not closed', `[${'{'.repeat(n)}`], ['quotes', '[{"'.repeat(n)], ['raised text', `[{"type":"book","title":"${'<sup>'.repeat(n)}"}]`], ['lists one behind another', '[{"type":"book"}]'.repeat(n / 4)],
    ['addresses behind an author', wos(`AU A (x@y${' '.repeat(n)}`)], ['lines of a Web of Science title', wos(`TI x\n${'   y\n'.repeat(n)}`)], ['identifiers', '10.1000/x\n'.repeat(n)], ['digits', '1'.repeat(n)], ['capitals', 'A'.repeat(n)], ['sentences of a printed reference', `Okafor N. ${'Bone. '.repeat(800)}2019;1:2.`], ['years of a printed reference', `Okafor N. Bone and lung. J Bone${' 2019;1('.repeat(600)}`], ['numbers of a list', `${'1. 10.1000/x-\n'.repeat(n / 4)}`], ['tags of EndNote', `${'%0 Book\n%T x\n'.repeat(n / 4)}`], ['blanks before a tag', `%0 Book\n${' '.repeat(n)}%T x`], ['fields by row', `"TITLE","x"\n${'"DOI","10.1000/x\n'.repeat(n / 4)}`], ['names of a printed reference', `${'Okafor N, '.repeat(n)} 2019.`],
    ['headings', `${'title,'.repeat(n)}doi\nx`], ['initials in a cell', `title,authors\nx,"${'A B, '.repeat(n)}"`], ['links in a cell', `title,url\nx,"${'a/b '.repeat(n)}"`], ['line ends', '\r'.repeat(n)], ['marks', `${'\uFEFF'.repeat(n)}TY  - JOUR`], ['doctypes', `${'<!DOCTYPE '.repeat(n)}<a>`], ['less-than signs', '<'.repeat(n)],
  ])('%s', (_, text) => {
    const startedAt = performance.now();
    expect(readReferences(text)).toHaveProperty('format');
    expect(performance.now() - startedAt).toBeLessThan(8_000);
  });
});
