// The reference list from a shell: printed and written, every style, styles from files, and what is used wrongly.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallStyle } from '../contract/referenceSuccesses';
import { runCli, type Ran } from './cliHarness';

let folder: string;
let path: string;
const lacuna = (...args: readonly string[]): Promise<Ran> => runCli(args, join(folder, 'data'), { cwd: folder });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lacuna-references-'));
  path = join(folder, 'made up.lacuna');
  writeFileSync(join(folder, 'library.ris'), 'TY  - JOUR\r\nAU  - Quill, Ada\r\nPY  - 2019\r\nTI  - RANKL & the lacuna\r\nT2  - Journal of Made-up Bone\r\nVL  - 12\r\nSP  - 101\r\nEP  - 109\r\nER  - \r\n\r\nTY  - JOUR\r\nAU  - Marsh, Jon\r\nPY  - 2020\r\nTI  - Two\r\nER  - \r\n\r\n');
  writeFileSync(join(folder, 'titles.csl'), smallStyle);
  writeFileSync(join(folder, 'wide.csl'), `\uFEFF${smallStyle.replace('utf-8', 'utf-16')}`, 'utf16le');
  writeFileSync(join(folder, 'misspelt.csl'), smallStyle.replace('<text variable="title"/>', '<txet variable="title"/>'));
  expect(await lacuna('new', path, '--empty')).toMatchObject({ code: 0 });
  expect(await lacuna('import', path, 'library.ris')).toMatchObject({ code: 0 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('prints', () => {
  test.each([
    ['vancouver', '1. Quill A. RANKL & the lacuna. Journal of Made-up Bone. 2019;12:101–9.\n2. Marsh J. Two. 2020.\n'],
    ['ieee', '[1] A. Quill, “RANKL & the lacuna,” Journal of Made-up Bone, vol. 12, pp. 101–109, 2019.\n[2] J. Marsh, “Two,” 2020.\n'],
    ['titles.csl', '(1) RANKL & the lacuna\n(2) Two\n'],
    ['wide.csl', '(1) RANKL & the lacuna\n(2) Two\n'],
  ])('in %s', async (style, expected) => {
    expect(await lacuna('references', path, '--style', style)).toEqual({ code: 0, stderr: '', stdout: expected });
  });

  test('as HTML, with other numbers', async () => {
    expect(await lacuna('references', path, '--style', 'nature', '--format', 'html', '--numbering', 'offset:10')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^<p dir="auto">11\. Quill, A\. RANKL &amp; the lacuna\. <i>Journal of Made-up Bone<\/i> <b>12<\/b>, 101–109 \(2019\)\.<\/p>\n<p dir="auto">12\. /u) });
  });

  test('by author and year where the style has no numbers, unless others are asked for', async () => {
    const sorted = 'Marsh, J. (2020). Two.\nQuill, A. (2019). RANKL & the lacuna. Journal of Made-up Bone, 12, 101–109.\n';
    expect(await lacuna('references', path, '--style', 'apa', '--numbering', 'author-year')).toMatchObject({ code: 0, stdout: sorted });
    expect(await lacuna('references', path, '--style', 'apa')).toMatchObject({ code: 0, stdout: sorted });
    expect((await lacuna('references', path, '--style', 'elsevier-harvard')).stdout).toMatch(/^Marsh, J\..*\nQuill, A\./u);
    expect((await lacuna('references', path, '--style', 'apa', '--numbering', 'original')).stdout).toMatch(/^1\. Quill, A\./u);
    expect(JSON.parse((await lacuna('references', path, '--style', 'apa', '--json')).stdout)).toMatchObject({ numbering: 'author-year' });
    expect(JSON.parse((await lacuna('references', path, '--style', 'ieee', '--json')).stdout)).toMatchObject({ numbering: 'original' });
  });

  test('as JSON, with the old → new list', async () => {
    const { code, stdout } = await lacuna('references', path, '--style', 'nature', '--numbering', 'offset:10', '--json');
    expect({ code, ...JSON.parse(stdout) as object }).toMatchObject({ code: 0, ok: true, style: { styleId: 'nature' }, references: 2, notKnown: 0, changes: [{ before: '1', after: '11' }, { before: '2', after: '12' }], problems: [], entries: [{ label: '11', isKnown: true }, { label: '12' }] });
  });

  test('and says on stderr what has no number and what is not known', async () => {
    const { code, stdout, stderr } = await lacuna('references', path, '--style', 'nature', '--numbering', 'appearance');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'No references.\n' });
    expect(stderr).toContain('Reference 1 and 1 more: No printed row cites it, so it gets no number and is not in the list.');
    const review = join(folder, 'review.lacuna');
    expect(await lacuna('new', review)).toMatchObject({ code: 0 });
    const listed = await lacuna('references', review, '--style', 'vancouver', '--cited');
    expect(listed).toMatchObject({ code: 0, stderr: expect.stringMatching(/^Not yet known: the titles of \d+ of \d+ references\. Import them to complete the list\.\n$/u) });
    expect(listed.stdout).toContain('Title not yet known.');
  });
});

test('writes text and pages', async () => {
  const out = join(folder, 'references.txt');
  expect((await lacuna('references', path, '--style', 'vancouver', '--out', out)).stdout).toBe(`Wrote 2 references in NLM/Vancouver to ${out} (${readFileSync(out).length} bytes).\n`);
  expect(readFileSync(out, 'utf8')).toBe('1. Quill A. RANKL & the lacuna. Journal of Made-up Bone. 2019;12:101–9.\n2. Marsh J. Two. 2020.\n');
  const page = join(folder, 'references.html');
  await lacuna('references', path, '--style', 'vancouver', '--format', 'html', '--out', page);
  expect(readFileSync(page, 'utf8')).toMatch(/^<!DOCTYPE html>/u);
});

test.each([
  ['an unknown style', ['--style', 'chicago'], /^There is no style “chicago”\. On board are: nlm-citation-sequence, american-medical-association, nature, ieee, apa, elsevier-harvard\. Any other is used from its \.csl file\.\n$/u],
  ['no style', [], /^--style is missing\./u],
  ['a style that is not there', ['--style', './none.csl'], /^There is no file at .*none\.csl\. Check the name\.\n$/u],
  ['a file that is no style', ['--style', './library.ris'], /^library\.ris: This is not XML, so it is no citation style\./u],
  ['a misspelt element', ['--style', 'misspelt.csl'], /^misspelt\.csl: “Titles only” can't be used: it has an element <txet>, which CSL does not have\.\n$/u],
  ['a format that is not there', ['--style', 'apa', '--format', 'rtf'], /^--format takes one of text, html, not “rtf”\./u],
  ['a numbering that is none', ['--style', 'apa', '--numbering', 'offset'], /^--numbering takes one of original, appearance, offset:N, author-year, not “offset”\./u],
  ['the document itself as the place', ['--style', 'apa', '--out', 'made up.lacuna'], /is the document that is open\. Choose another name; nothing was written\.\n$/u],
])('%s: a sentence and exit code 2', async (_what, options, sentence) => {
  const { code, stdout, stderr } = await lacuna('references', path, ...options);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(sentence);
});
