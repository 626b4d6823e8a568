// Laws that every rule here keeps, whatever the rows hold: the same answer however often and in whatever order it is asked,
// words without blame, explanations that can be stored, places that lie in their cells, bounded keys, and time that does
// not run away on hostile text. And what makes a dismissal lapse.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellText } from '../../../../../db/contract/values';
import { duplicateRules } from '../../../../../db/evidence/rules/duplicates';
import { factorRules } from '../../../../../db/evidence/rules/factors';
import type { EvidenceRow, Rule } from '../../../../../db/evidence/rules/rule';
import { termRules } from '../../../../../db/evidence/rules/terms';
import { trialRules } from '../../../../../db/evidence/rules/trials';
import { abbreviation, ask, claim, factor, findingKey, scope, study, throughJson, trial, type Cells } from './rows';

const rules: readonly Rule[] = [...factorRules, ...trialRules, ...duplicateRules, ...termRules];

const pick = <Value>(...values: readonly Value[]) => fc.constantFrom(...values);
const studies = fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 2 });
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 60 }),
  pick('', '\u202e(p = 0.04', 'p < 0.05 significant '.repeat(40), '(((((', '٪ ﷽ \u0000', 'not not not significant (p = 1e-400)', 'HR = -1 (95% CI 9-0.1), p = 7', 'INCRNA'.repeat(20), 'А'.repeat(30), 'Promoting '.repeat(60), '/'.repeat(99), 'a-'.repeat(99), '“”¶'),
);
const molecule = pick('miR-21', 'OPN', 'SPP1', 'TGF-β', 'CXCR7', 'IncRNA HOTAIR', 'SOX20T', 'КRAS', 'IL-19/IL-20RB/STAT3 axis', 'Denosumab', 'Denosumab + ICIs');
const effect = pick('Promotes migration', 'Inhibits migration, EMT', 'Migration', 'Promoting STAT3', 'Inhibiting STAT3 signaling pathway', 'Regulating STAT3');
const outcome = pick('shorter OS', 'longer OS', 'Poor prognosis', 'migration', 'STAT3', 'OS', 'ORR', 'Sensitivity to Lapatinib, Trastuzumab');
const results = pick(
  'OS was significantly longer with denosumab (HR 0.60, 95% CI 0.45-0.80, p = 0.21).', 'Denosumab vs zoledronic acid, OS: HR 1.70 (95% CI 1.20-2.40), p = 0.003.', 'OS: HR 0.60 (95% CI 0.45-0.80), p = 0.001; ORR: 41% vs 15%, P = 0.4.', 'ORR: 45% vs 20%, p = 0.21; QTL rose.',
  'There was no significant difference in OS (p = 0.003).',
);
const anyOf = (arbitrary: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.oneof({ weight: 4, arbitrary }, { weight: 1, arbitrary: hostile });
const context = { cancer: pick('', 'NSCLC', 'NSCLC', 'LUAD', 'breast cancer'), specimen: pick('', '', 'tissue'), comparator: pick(''), model: pick('', 'patients', 'in vitro'), setting: pick('', '', '', 'first-line', 'second-line', 'EGFR-positive', 'EGFR-negative') };

const factors = fc.record({ name: anyOf(molecule), cells: fc.record({ expression: anyOf(pick('Up', 'Down', 'Mutation', '')), clinicalSignificance: anyOf(outcome), function: anyOf(effect), mechanism: anyOf(effect) }), studies })
  .map(({ name, cells, studies: of }) => (ordinal: number): EvidenceRow => factor(name, cells, { ordinal, studies: of }));
const claims = fc.record({
  name: anyOf(molecule), studies,
  cells: fc.record({ predicate: pick('promotes', 'suppresses', 'is expressed', 'is associated with', 'predicts', 'improves'), object: anyOf(outcome), direction: pick('up', 'down', 'mutation', 'promotes', 'suppresses', 'no effect', 'Supports', 'Does not support', 'unknown', ''), perturbation: pick('', 'loss of OPN', 'gain of miR-21'), n: pick('', '210', '77'), ...context }),
}).map(({ name, cells, studies: of }) => (ordinal: number): EvidenceRow => claim(name, cells, { ordinal, studies: of }));
const trials = fc.record({ studies, cells: fc.record({ treatment: anyOf(pick('Denosumab vs Zoledronic acid', 'Zoledronic acid vs Denosumab', 'Surgery')), population: anyOf(pick('NSCLC with bone metastases', 'Breast cancer', 'Painful metastases')), patients: anyOf(pick('100 vs 110', '58')), results: anyOf(results), conclusions: anyOf(pick('Denosumab improves survival.', 'Denosumab may be effective.', '')) }) })
  .map(({ cells, studies: of }) => (ordinal: number): EvidenceRow => trial(cells, { ordinal, studies: of }));
const records = fc.record({ title: anyOf(pick('Denosumab for bone metastases from lung cancer', 'RETRACTED: Denosumab for bone metastases from lung cancer', 'Erratum: Denosumab')), doi: pick('', '10.1000/a', '10.1101/b'), pmid: pick('', '12'), registryId: pick('', 'NCT01951586'), firstAuthor: pick('', 'Li, W'), year: pick('', '2020') })
  .map((cells) => (ordinal: number): EvidenceRow => study(ordinal, cells));
const terms = fc.record({ short: anyOf(pick('OS', 'ORR', 'PI')), long: anyOf(pick('overall survival', 'objective response rate')) }).map(({ short, long }) => (ordinal: number): EvidenceRow => abbreviation(short, long, { ordinal }));

// Mixed, or mostly of one table, so that rows meet.
const documents = fc.oneof(
  fc.array(fc.oneof(factors, claims, trials, records, terms), { maxLength: 14 }), fc.array(fc.oneof({ weight: 3, arbitrary: claims }, { weight: 1, arbitrary: factors }), { minLength: 6, maxLength: 16 }), fc.array(trials, { minLength: 3, maxLength: 8 }), fc.array(records, { minLength: 3, maxLength: 8 }),
).map((makers) => makers.map((make, index) => make(index + 1)));

const samples = fc.sample(documents, { numRuns: 400, seed: 11 });

/** These show a finding at the first row in printed order. */
const shownFirst: ReadonlySet<string> = new Set(['D3', 'X2']);

function answers(rule: Rule, rows: readonly EvidenceRow[]): readonly string[] {
  return ask(rule, rows).map((found) => JSON.stringify([findingKey(found), scope(found), found.severity, found.confidence])).toSorted();
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  test('gives the same answer again, and whatever the order of the rows', () => {
    fc.assert(fc.property(documents, fc.infiniteStream(fc.nat()), (rows, numbers) => {
      const shuffled = rows.map((row) => ({ row, at: numbers.next().value ?? 0 })).toSorted((left, right) => left.at - right.at).map(({ row }) => row);
      const expected = answers(rule, rows);
      expect(answers(rule, rows)).toEqual(expected);
      expect(answers(rule, shuffled)).toEqual(expected);
      if (rule.kind === 'row' || shownFirst.has(rule.id)) return;
      // The rule itself does not rest on the engine's order.
      for (const key of new Set(rows.filter(({ table }) => rule.tables.includes(table)).flatMap((row) => rule.keysOf(row)))) {
        const sharing = (of: readonly EvidenceRow[]) => rule.check(of.filter((row) => rule.tables.includes(row.table) && rule.keysOf(row).includes(key)), key, { alpha: 0.05 }).map((found) => JSON.stringify([findingKey(found), scope(found), found.severity, found.confidence])).toSorted();
        expect(sharing(shuffled)).toEqual(sharing(rows));
      }
    }), { numRuns: 40 });
  });

  test('finds something in such rows', () => {
    expect(samples.some((rows) => ask(rule, rows).length > 0)).toBe(true);
  });

  test('speaks of rows that it was given, in places that exist, without blame, and from what can be stored', () => {
    fc.assert(fc.property(documents, (rows) => {
      const byId = new Map(rows.map((row) => [`${row.table}/${row.rowId}`, row]));
      for (const found of ask(rule, rows)) {
        const explanation = throughJson(found.explanation);
        const words = [rule.say(explanation), ...rule.arithmetic(explanation)].join('\n');
        expect(words).toBe([rule.say(found.explanation), ...rule.arithmetic(found.explanation)].join('\n'));
        expect(words.replaceAll(/“[^”]*”/gu, '')).not.toMatch(/\berrors?\b|undefined|\[object|NaN/iu);
        expect(found.members.length).toBeGreaterThan(0);
        for (const { table, rowId, field } of found.members) expect(field === null || field in (byId.get(`${table}/${rowId}`)?.values ?? {})).toBe(true);
        const [first] = found.members;
        if (found.span === null || first === undefined) continue;
        const text = cellText(byId.get(`${first.table}/${first.rowId}`)?.values[found.span.field]);
        expect(0 <= found.span.start && found.span.start < found.span.end && found.span.end <= text.length).toBe(true);
      }
    }), { numRuns: 40 });
  });

  if (rule.kind === 'group') {
    test('has few keys, none of them long, and asks for no row twice', () => {
      fc.assert(fc.property(documents, (rows) => {
        for (const row of rows) {
          const keys = rule.keysOf(row);
          expect(keys.length).toBeLessThanOrEqual(100);
          for (const key of keys) expect(key.length).toBeLessThanOrEqual(200);
        }
      }), { numRuns: 40 });
    });
  }
});

describe('hostile text', () => {
  const size = 10_000;
  const fill = (text: string): string => text.repeat(Math.ceil(size / text.length)).slice(0, size);
  const texts = ['a', ' ', '(', ')', '[', '-', '–', ',', '.', '/', '1', '0.', 'p', 'p<', 'A', 'AB-', 'AB ', 'mAB', 'not ', 'no significant ', 'significantly ', 'significant, ', 'p = 0.04, ', 'p = 0.4) significant ', 'Promoting ', 'inhibiting, ', 'and ', 'vs ', 'Denosumab improves OS ', 'improved survival was not ', 'НА', 'ΑB', 'IncRNA ', '\u202e', '\u0000', '\n', 'NCT0195158', '10.1000/', 'bone-targeted therapy (', '1,', '∞', '𝔸', 'é', 'than ', 'compared with ', 'retracted: '];
  test.each(texts)('%j repeated over 10,000 characters takes no rule long', (text) => {
    const long = fill(text);
    const rows: readonly EvidenceRow[] = [
      ...[1, 2].map((ordinal) => factor(long, { expression: long, clinicalSignificance: long, function: long, mechanism: long }, { ordinal, studies: [1] })),
      ...[1, 2].map((ordinal) => claim(long, { predicate: 'promotes', object: long, direction: ordinal === 1 ? 'promotes' : 'suppresses', cancer: long, setting: long, specimen: long, quote: long, n: long }, { ordinal, studies: [1] })),
      ...[1, 2].map((ordinal) => study(ordinal, { title: long, doi: long, registryId: long, firstAuthor: long, csl: long, rawRecord: long })), ...[1, 2].map((ordinal) => abbreviation(long, long, { ordinal })),
      ...[1, 2].map((ordinal) => ({ ...trial({ treatment: 'A vs B', results: 'OS: HR 1.5 (95% CI 1.1-2.0), p = 0.01.' }, { ordinal, studies: [1] }), values: { studyType: long, treatment: long, population: long, patients: long, results: long, conclusions: long, references: [] } })),
    ];
    for (const rule of rules) {
      const start = performance.now();
      ask(rule, rows);
      expect({ rule: rule.id, isQuick: performance.now() - start < 1500 }).toEqual({ rule: rule.id, isQuick: true });
    }
  });
});

describe('a dismissal lapses exactly when an input that matters changes', () => {
  const byId = (id: string): Rule => { const rule = rules.find((each) => each.id === id); if (rule === undefined) throw new Error(id); return rule; };
  const one = (id: string, rows: readonly EvidenceRow[]): string => { const found = ask(byId(id), rows); expect(found).toHaveLength(1); return found.map((each) => JSON.stringify([findingKey(each), scope(each)])).join(); };
  const claimed = (direction: string, ordinal: number, more: Cells = {}) => claim('miR-21', { predicate: direction, object: 'invasion', direction, cancer: 'NSCLC', ...more }, { ordinal, studies: [ordinal] });
  const table = (results: string, conclusions: string, more: Cells = {}) => trial({ treatment: 'Denosumab vs Zoledronic acid', patients: '100 vs 110', population: 'NSCLC', results, conclusions, ...more }, { ordinal: 1, studies: [1] });
  const worse = 'Denosumab versus zoledronic acid, OS: HR 1.45 (95% CI 1.10-1.90), p = 0.008.';

  test('F4: not by the quote or n, but by the circumstances', () => {
    const before = one('F4', [claimed('promotes', 1), claimed('suppresses', 2)]);
    expect(one('F4', [claimed('promotes', 1, { quote: 'other words', n: '12' }), claimed('suppresses', 2)])).toBe(before);
    expect(one('F4', [claimed('promotes', 1, { model: 'in vitro' }), claimed('suppresses', 2)])).not.toBe(before);
  });
  test('R4: not by other cells or other sentences, but by the estimate and the claim', () => {
    const before = one('R4', [table(worse, 'Denosumab improves survival.')]);
    expect(one('R4', [table(`${worse} AEs were mild.`, 'Denosumab improves survival. It is an option.', { population: 'NSCLC, stage IV' })])).toBe(before);
    expect(one('R4', [table(worse.replace('1.45', '1.55'), 'Denosumab improves survival.')])).not.toBe(before);
    expect(one('R4', [table(worse, 'Denosumab prolongs survival.')])).not.toBe(before);
  });
  test('R5: by α, by p, by the claim', () => {
    const none = 'OS: 12.0 vs 11.0 months, p = 0.40.';
    const before = one('R5', [table(none, 'Denosumab improves survival.')]);
    expect(one('R5', [table(`${none} AEs were mild.`, 'Denosumab improves survival.')])).toBe(before);
    expect(one('R5', [table(none.replace('0.40', '0.41'), 'Denosumab improves survival.')])).not.toBe(before);
  });
  test('R6: not by what stands elsewhere in the cell', () => {
    const text = 'OS was significantly longer (p = 0.21).';
    const before = one('R6', [table(text, '')]);
    expect(one('R6', [table(`${text} AEs were mild.`, 'Denosumab is an option.')])).toBe(before);
    expect(one('R6', [table(text.replace('0.21', '0.31'), '')])).not.toBe(before);
  });
  test('D3: by a change of either row', () => {
    const row = (ordinal: number, more: Cells = {}) => trial({ treatment: 'Pembrolizumab vs Nivolumab', population: 'Advanced NSCLC patients with bone metastases', results: 'Median overall survival was clearly longer in the first group than in the second group of patients who had bone metastases', ...more }, { ordinal, studies: [ordinal] });
    const before = one('D3', [row(1), row(2)]);
    expect(one('D3', [row(1), row(2)])).toBe(before);
    expect(one('D3', [row(1), row(2, { conclusions: 'Good.' })])).not.toBe(before);
  });
  test('X2: not by another row that uses it, nor by other words beside it', () => {
    const before = one('X2', [trial({ treatment: 'Surgery', results: 'QTL rose.' }, { ordinal: 1 })]);
    expect(one('X2', [trial({ treatment: 'Surgery', results: 'QTL rose by much.' }, { ordinal: 1 }), trial({ treatment: 'Surgery', results: 'QTL fell.' }, { ordinal: 2 })])).toBe(before);
  });
});
