// The corrections of the reading: each is found where it says, says why, and mends damage only; and none is lacking.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cellText, isMissing, type CellValue } from '../../../../db/contract/values';
import { reviewClaims } from '../../../../db/seed/claims';
import corrections from '../../../../db/seed/corrections.json';
import factors from '../../../../db/seed/factors.json';
import glossary from '../../../../db/seed/glossary.json';
import studies from '../../../../db/seed/studies.json';
import trials from '../../../../db/seed/trials.json';
import { startCore, type TestCore } from '../coreFixture';

let lacuna: TestCore;
beforeAll(async () => {
  lacuna = startCore();
  await lacuna.call('openDocument', {});
});
afterAll(() => lacuna.end());

type Values = Readonly<Record<string, CellValue>>;
const textOf = (value: CellValue | undefined): string => (isMissing(value) ? '' : cellText(value));
const tableRows: readonly (readonly [table: string, ordinal: number, values: Values])[] = [
  ...factors.map(({ ordinal, values }) => ['factors', ordinal, values] as const),
  ...trials.map(({ ordinal, values }) => ['trials', ordinal, values] as const),
  ...glossary.map(({ ordinal, abbreviation, expansion }) => ['glossary', ordinal, { abbreviation, expansion }] as const),
];
const passages = studies.flatMap(({ number, cited }) => cited.map((place) => ({ number, printed: place.passage, corrections: [], ...place })));
const all = [...corrections, ...passages.flatMap(({ corrections: ofPassage }) => ofPassage)];

describe('each correction', () => {
  test('finds its printed form exactly once in the cell it names', () => {
    for (const { table, ordinal, field, from } of corrections) {
      const values = tableRows.find((row) => row[0] === table && row[1] === ordinal)?.[2] ?? {};
      expect(textOf(values[field]).split(from), `${table} ${ordinal} ${field}: ${from}`).toHaveLength(2);
    }
  });
  test('of a passage turns what was read into what stands, and nothing else does', () => {
    for (const { number, printed, passage, corrections: ofPassage } of passages) {
      const mended = ofPassage.reduce((text, { from, to }) => text.replace(from, () => to), printed);
      expect(mended, `[${number}]`).toBe(passage);
      expect(ofPassage.every(({ from }) => printed.includes(from))).toBe(true);
    }
  });
  test('changes something and says why in words', () => {
    for (const { from, to, reason } of all) {
      expect(to).not.toBe(from);
      expect(reason).toMatch(/^[A-Z].{15,}[^.]$/u);
    }
  });
  test('of Table 2 leaves every number as it was, but for the nodal stage', () => {
    const digits = (text: string): string => text.replaceAll(/\D/gu, '');
    const changed = corrections.filter(({ table, from, to }) => table === 'trials' && digits(from) !== digits(to));
    expect(changed.map(({ from, to }) => [from, to])).toEqual([['NO-1', 'N0-1']]);
  });
  test('adds or drops no more than one letter, but for a word and a superscript that were lost', () => {
    const letters = (text: string): number => text.replaceAll(/[^\p{L}\p{N}]/gu, '').length;
    const more = all.filter(({ from, to }) => Math.abs(letters(to) - letters(from)) > 1).map(({ to }) => to);
    expect([...new Set(more)]).toEqual(['National Medical Products Administration', '⁸⁹Sr']);
  });
  test('that print itself may contradict says that it is doubtful', () => {
    const doubtful = all.filter(({ reason }) => reason.includes('Doubtful: ')).map(({ from }) => from);
    expect(doubtful).toEqual(['miR-320b/ BMPR1A', 'THE Kaplan-Meier', 'miR-320b/ BMPR1A', 'AMGE-249']);
  });
});

describe('the required corrections are there', () => {
  test.each([
    ['factors', 1, 'mechanism', 'TGF-3', 'TGF-β'],
    ['factors', 3, 'mechanism', 'Wnt/f3-catenin', 'Wnt/β-catenin'],
    ['factors', 14, 'mechanism', 'TL-20RB', 'IL-20RB'],
    ['factors', 18, 'factor', 'IncRNA', 'lncRNA'],
    ['factors', 20, 'factor', 'IncRNA-SOX20T', 'lncRNA-SOX2OT'],
    ['factors', 21, 'factor', 'IncRNA', 'lncRNA'],
    ['factors', 26, 'mechanism', 'NF-xB', 'NF-κB'],
    ['trials', 14, 'results', '378,190, 170', '378, 190, 170'],
    ['glossary', 61, 'expansion', 'National Medical Administration', 'National Medical Products Administration'],
  ])('%s %i %s: %s → %s', (table, ordinal, field, from, to) => {
    expect(corrections).toContainEqual(expect.objectContaining({ table, ordinal, field, from, to }));
  });
  test('ZEB1-AS] → ZEB1-AS1 in the text of [73]', () => {
    expect(passages.find(({ number }) => number === 73)?.corrections).toContainEqual(expect.objectContaining({ from: 'ZEB1-AS]', to: 'ZEB1-AS1' }));
  });
});

describe('no damage is left', () => {
  // Each of these is in what was read, and in nothing that stands.
  const damage: readonly (readonly [kind: string, pattern: RegExp])[] = [
    ['l of lncRNA as I', /\bIncRNA/u],
    ['O as 0 and 0 as O', /SOX20|\bNO-\d/u],
    ['I as l or T', /\b[DP]nl\b|\bTL-\d|[A-Z]lI/u],
    ['1 as l or a bracket', /\dl\b|Notchl|Grl|-la\b|AS\]/u],
    ['β as another letter', /TGF-(?!β)|\(TGF\)-p|\[B-|f3-/u],
    ['κ as another letter', /\bNF-(?!κ)|\bfactor [a-z]B/u],
    ['α and γ as Latin letters', /-(?:\d?a|y)\b/u],
    ['a digit doubled by a letter', /STATS|PNMAS/u],
    ['J as a bracket', /ON\]|[A-Z]\]/u],
    ['superscripts and subscripts', /#|°|\b895r|MnO;/u],
    ['marks of gutters and wide spaces', /[~«]|(?<!\S)=(?= [A-Z])/u],
    ['letters doubled in italics', /\bwv|medji|\bef al/u],
    ['7 as a question mark', /\?/u],
    ['words broken', /BT As|angiog enic/u],
    ['the hyphen of a line end', /- (?!and )[a-z]/u],
    ['numbers run together', /[.%]\d*,\d/u],
    ['medians run together', /\b\d\d\d,\d\d\d,/u],
    ['spaces around signs', /\b[pP](?: ?[=<]\S|[=<])|HR ?=\S| \+\S/u],
    ['capitals', /\bTHE\b/u],
    ['a name or word lost', /AMGE-|Medical Administration|PDGE/u],
  ];
  const read = [...tableRows.flatMap(([, , values]) => Object.values(values).map(textOf)), ...passages.map(({ printed }) => printed)];
  test.each(damage)('%s', async (_kind, pattern) => {
    expect(read.some((text) => pattern.test(text))).toBe(true);
    for (const table of ['factors', 'trials', 'studies', 'glossary'] as const) {
      const { rows } = await lacuna.call('openView', { table, end: 200 });
      for (const row of rows) for (const value of Object.values(row.values)) expect(cellText(value), `${table} ${row.ordinal}`).not.toMatch(pattern);
    }
  });
  test('nor doubled, leading or hard spaces, ligatures, soft hyphens, or space before a stop', async () => {
    for (const table of ['factors', 'trials', 'studies', 'glossary'] as const) {
      const { rows } = await lacuna.call('openView', { table, end: 200 });
      for (const row of rows) for (const value of Object.values(row.values)) expect(cellText(value), `${table} ${row.ordinal}`).not.toMatch(/ {2}|^\s|\s$|[\u00A0\u00AD\uFB00-\uFB06]| [,.;:)]|\( /u);
    }
  });
});

test('History keeps each of them: what was read, what stands, and why', async () => {
  const sets = (await lacuna.call('listHistory', { scope: { kind: 'file' } })).changeSets;
  expect(sets.map(({ label, revisionCount }) => [label, revisionCount])[0]).toEqual(['correct what was misread', all.length + reviewClaims().flatMap((claim) => claim.corrections).length]);
  const { rows } = await lacuna.call('openView', { table: 'trials' });
  const history = await lacuna.call('listHistory', { scope: { kind: 'cell', table: 'trials', rowId: rows[13]?.id ?? '', field: 'treatment' } });
  const revisions = history.changeSets.flatMap((set) => set.revisions);
  expect(revisions.map(({ op, why }) => [op, why])).toEqual([
    ['set', 'Printed “Phosphates +ICIs”. A space was lost around the sign; the same cell prints it with spaces on both sides.'],
    ['set', 'Printed “(Dnl)”. The capital I was read as the letter l.'],
    ['add', null],
  ]);
  expect(revisions[2]?.after).toBe('Denosumab + ICIs (DI) vs Phosphates +ICIs (PI) vs Denosumab + Non-ICIs (Dnl) vs Phosphates + Non-ICIs (PnI)');
});
