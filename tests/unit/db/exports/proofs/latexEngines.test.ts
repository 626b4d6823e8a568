// pdflatex, xelatex and lualatex compile what we write, as it is and in one run: both tables of the built-in review, a matrix of texts
// that break programs, and every character that we say they set; and nothing of the text is missing in the PDF. lualatex
// takes seconds for each document and gets two.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declaredCharacters, isSet } from '../../../../../db/exports/latexCharacters';
import { printableText, unsetCodePoints } from '../../../../../db/exports/latexText';
import { bytesOfFile, nastyTexts, notesOf, printedFile, printedTable, textOf } from '../printed';
import { openWorkshop, proofTimeoutMs, run, whyNotLatex, type Workshop } from './programs';
import { hostileTable, reviewTables, type ProofTable } from './proofTables';

let workshop: Workshop;
let factors: ProofTable;
let trials: ProofTable;
beforeAll(async () => {
  workshop = openWorkshop();
  [factors, trials] = await reviewTables();
}, proofTimeoutMs);
afterAll(() => workshop.close());

interface Compiled { readonly pages: readonly string[]; readonly log: string; readonly latex: string }

/** Stops at the first error, which fails the test with what the engine said. */
async function compiled(engine: string, name: string, table: ProofTable): Promise<Compiled> {
  return compiledText(engine, name, await textOf(table, 'latex'));
}

async function compiledText(engine: string, name: string, latex: string): Promise<Compiled> {
  workshop.put(`${name}.tex`, latex);
  await run(engine, ['-interaction=nonstopmode', '-halt-on-error', '-no-shell-escape', `${name}.tex`], workshop.folder).catch((failure: { stdout?: string }) => {
    throw new Error(`${engine} refuses ${name}.tex: ${(failure.stdout ?? String(failure)).slice(-2_000)}`);
  });
  const pages = (await run('pdftotext', ['-raw', '-enc', 'UTF-8', `${name}.pdf`, '-'], workshop.folder)).split('\f').slice(0, -1);
  return { pages, log: workshop.read(`${name}.log`), latex };
}

// What print does not keep: blanks, where lines end, hyphens there; and signs that are raised letters or another sign's glyph.
const asPrinted = (text: string): string => printableText(text).normalize('NFKC').replace(/[\s\u00AD\u200B\u2010-\u2015−-]/gu, '').replaceAll('μ', 'µ').replaceAll('Ω', 'Ω');

// A letter with its accent may be in the PDF as two signs, in either order; T1 has one glyph for Đ and Ð.
const withoutAccents = (text: string): string => text.normalize('NFKD').replace(/[\p{M}\p{Sk}\s]/gu, '').replaceAll('Đ', 'Ð');

describe.each(['pdflatex', 'xelatex', 'lualatex'])('%s', (engine) => {
  let reason: string | null = null;
  beforeAll(async () => { reason = await whyNotLatex(engine); });

  test('sets the tables of the review whole, with the head on each page and the notes once, in order', async (context) => {
    if (reason !== null) return context.skip(reason);
    for (const [name, table] of engine === 'lualatex' ? [['trials', trials] as const] : [['factors', factors] as const, ['trials', trials] as const]) {
      const { pages, log } = await compiled(engine, name, table);
      expect(log, name).not.toMatch(/Missing character|Overfull \\vbox|Rerun/u);
      expect(log.match(/Overfull \\hbox \(([5-9]|\d\d+)\.\d+pt/gu), name).toBeNull();
      const text = asPrinted(pages.join(''));
      for (const [index, row] of table.rows.entries()) expect(text, name).toContain(asPrinted(row.map((cell, column) => cell + table.marksAt(index, column)).join('')));
      for (const page of pages) expect(asPrinted(page), name).toContain(asPrinted(table.columns.map(({ heading }) => heading).join('')));
      expect(asPrinted(pages.at(-1) ?? ''), 'the notes follow the last row').toContain(asPrinted(table.rows.at(-1)?.join('') ?? 'none'));
      expect(asPrinted(pages[0] ?? ''), name).toContain(asPrinted(table.title));
      expect(text.endsWith(asPrinted(table.notes().map(({ mark, text }) => mark + text).join(''))), name).toBe(true);
    }
  }, proofTimeoutMs);

  test('sets the tables of a document one after another, each on pages of its own, wide ones on their side, and the references last', async (context) => {
    if (reason !== null) return context.skip(reason);
    const whole = printedFile({ factors, trials, others: hostileTable((text) => /^[\x20-\x7E]{1,40}$/u.test(text)) });
    const { pages, log } = await compiledText(engine, 'whole', new TextDecoder().decode(await bytesOfFile(whole, 'latex')));
    expect(log).not.toMatch(/Missing character|Overfull \\vbox|Rerun/u);
    expect(log.match(/Overfull \\hbox \(([5-9]|\d\d+)\.\d+pt/gu)).toBeNull();
    const turned = Array.from((await run('pdfinfo', ['-l', String(pages.length), 'whole.pdf'], workshop.folder)).matchAll(/^Page +\d+ rot: +(\d+)/gmu), ([, degrees]) => degrees !== '0');
    const headOf = (page: string): number => whole.tables.findIndex(({ columns }) => asPrinted(page).includes(asPrinted(columns.map(({ heading }) => heading).join(''))));
    const shown = pages.map(headOf);
    expect(shown, 'each in turn, then the references').toEqual([...shown.slice(0, -1).toSorted((left, right) => left - right), -1]);
    expect(new Set(shown.slice(0, -1))).toEqual(new Set([0, 1, 2]));
    expect(turned).toEqual(shown.map((index) => index === 1));
    const text = asPrinted(pages.join(''));
    for (const table of [factors, trials]) {
      for (const [index, row] of table.rows.entries()) expect(text).toContain(asPrinted(row.map((cell, column) => cell + table.marksAt(index, column)).join('')));
      expect(text).toContain(asPrinted(`${table.title}${table.columns.map(({ heading }) => heading).join('')}`));
    }
    expect(asPrinted(pages.at(-1) ?? '')).toBe(asPrinted('References1. Quill A. RANKL & the lacuna.[2] Marsh J. *Two*.'));
  }, proofTimeoutMs);

  test('sets texts that break programs, and cells of 30,000 characters', async (context) => {
    if (reason !== null) return context.skip(reason);
    const table = hostileTable(() => true);
    const { pages, log, latex } = await compiled(engine, 'hostile', table);
    expect(log).not.toMatch(/Missing character|Overfull \\vbox/u);
    const text = asPrinted(pages.join(''));
    // In the font of the text; what has none is named by its code point or set in another font.
    for (const cell of table.rows.flat()) if (unsetCodePoints(latexOf(cell, latex)).length === 0 && cell.length < 200) expect(text).toContain(asPrinted(cell));
    expect(pages.join('')).toMatch(/-1\.00/u);
    expect(text.match(/long/gu)?.length).toBe(12_000);
    if (engine === 'pdflatex') expect(text).toContain('[U+9AA8][U+8F6C][U+79FB]');
  }, proofTimeoutMs);
});

describe.each(['pdflatex', 'xelatex'])('%s, beyond cells', (engine) => {
  let reason: string | null = null;
  beforeAll(async () => { reason = await whyNotLatex(engine); });

  test('sets a title, headings and notes of any length and content', async (context) => {
    if (reason !== null) return context.skip(reason);
    for (const [name, text] of [['long', 'long '.repeat(6_000)], ['short', `[${nastyTexts.filter((each) => each.length < 100).join(' ')}]`]] as const) {
      const columns = [0, 1, 2].map((key) => ({ key: `${key}`, heading: text, widthShare: 1 }));
      const { log } = await compiled(engine, name, { ...printedTable([], { title: `Table 4. ${text}`, columns, notes: notesOf(text, text), orientation: 'landscape', marksAt: () => 'a' }), rows: [['*', '[b]', '']] });
      expect(log, name).not.toMatch(/Missing character|Overfull \\vbox/u);
    }
  }, proofTimeoutMs);

  test('begins each cell on its first line, hyphenates long words, and lets short ones stand out of narrow columns', async (context) => {
    if (reason !== null) return context.skip(reason);
    const columns = ['Level', 'Unit', 'Method', 'Rest'].map((heading, index) => ({ key: heading, heading, widthShare: index === 3 ? 500 : 20 }));
    await compiled(engine, 'narrow', { ...printedTable([], { columns, orientation: 'landscape' }), rows: [['1', 'months', 'immunohistochemistry', 'rest']] });
    expect(await run('pdftotext', ['-layout', 'narrow.pdf', '-'], workshop.folder)).toMatch(/^1 +months +im\p{Pd} +rest\n +muno\p{Pd}\n/mu);
  }, proofTimeoutMs);

  test('sets every character that is said to be set', async (context) => {
    if (reason !== null) return context.skip(reason);
    const characters = Array.from({ length: 0xFFFF }, (_, code) => String.fromCharCode(code)).filter((character) => character > '\u009F' && isSet(character));
    const { pages, log, latex } = await compiled(engine, 'characters', { ...printedTable([]), rows: characters.map((character) => [`U+${character.charCodeAt(0)}`, `x${character}x`, character]) });
    expect(unsetCodePoints(latex)).toEqual([]);
    expect(log).not.toMatch(/Missing character|undefined/u);
    const text = withoutAccents(pages.join(''));
    for (const character of characters.filter((each) => !declaredCharacters.has(each))) expect(text).toContain(withoutAccents(`x${character}x`));
  }, proofTimeoutMs);
});

/** The stretch of the source that a cell became, or nothing of it. */
function latexOf(cell: string, latex: string): string {
  const codes = Array.from(printableText(cell), (character) => (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0'));
  const unset = new Set(unsetCodePoints(latex));
  return codes.filter((code) => unset.has(code)).map((code) => `\\uni{${code}}`).join('');
}
