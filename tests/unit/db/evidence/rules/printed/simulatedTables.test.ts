// Tables that are consistent by construction, through the extractor and all rules: nothing grave may be found in any, and
// hardly anything at all. And the same tables with one number changed: nearly all are found out.
import { describe, expect, it } from 'vitest';
import type { PrintedNumber, TrialResult } from '../../../../../../db/contract/evidence';
import type { TrialEvidence } from '../../../../../../db/evidence/rules/rule';
import { trialRow } from '../evidenceFixture';
import { accusationsIn, statedIn } from './checking';
import { simulatedTrial } from './simulatedTables';

const trials = Array.from({ length: 1500 }, (_, seed) => trialRow(simulatedTrial(seed), seed + 1));

describe('1,500 consistent trials', () => {
  it('hold thousands of results and comparisons with a p', () => {
    const results = trials.flatMap(({ extracted }) => extracted.results);
    expect(results.length).toBeGreaterThan(8000);
    expect(results.filter(({ p, comparison }) => p !== null && comparison !== null).length).toBeGreaterThan(2500);
  });

  it('give nothing major, and at most one minor finding in a thousand rows', () => {
    const found = trials.flatMap((row) => statedIn(row).map(({ rule, found: { severity, quote } }) => `${rule.id} ${severity} in ${row.ordinal - 1}: ${quote}`)).filter((line) => !line.includes(' info '));
    expect(found.filter((line) => line.includes(' major ')), found.join('\n')).toEqual([]);
    expect(found.length, found.join('\n')).toBeLessThanOrEqual(2);
  });

  it('are found out nowhere by another α', () => {
    expect(trials.slice(0, 500).flatMap((row) => [...accusationsIn(row, 0.01), ...accusationsIn(row, 0.1)]).filter((line) => line.endsWith('major'))).toEqual([]);
  });
});

/** The row with the words of one span changed, read again. */
function withWords(row: TrialEvidence, { start, end }: { readonly start: number; readonly end: number }, words: string): TrialEvidence {
  const results = String(row.values['results']);
  const cell = (key: string): string => String(row.values[key] ?? '');
  return trialRow({ treatment: cell('treatment'), patients: cell('patients'), studyType: cell('studyType'), results: results.slice(0, start) + words + results.slice(end) }, row.ordinal);
}

interface Change { readonly name: string; readonly rule: string; readonly least: number; readonly of: (result: TrialResult, row: TrialEvidence) => TrialEvidence | null }

const isPlain = ({ flags }: TrialResult): boolean => !Object.values(flags).some(Boolean);

function wordsOf(row: TrialEvidence, { span }: TrialResult): string {
  return String(row.values['results']).slice(span.start, span.end);
}

function moved({ value, decimals }: PrintedNumber, by: number): string {
  return (value > 50 ? value - by : value + by).toFixed(Math.max(0, decimals));
}

const changes: readonly Change[] = [
  {
    name: 'a percentage beside its k/n', rule: 'N3 major', least: 0.99,
    of: (result, row) => (result.percentage === null || result.k === null || result.nOrigin !== 'value' || !isPlain(result) ? null : withWords(row, result.span, wordsOf(row, result).replace(result.percentage.text, moved(result.percentage, 7.3)))),
  },
  {
    name: 'a p of named counts, to the other side of α', rule: 'N5 major', least: 0.97,
    of: (result, row) => (result.measure !== 'percentage' || result.comparison === null || !result.isArmCertain || result.p?.operator !== '=' || result.p.value === null || !isPlain(result) || (result.p.value.value < 0.2 && result.p.value.value > 0.005)
      ? null : withWords(row, result.p.span, result.p.value.value >= 0.2 ? 'p = 0.0001' : 'p = 0.48')),
  },
  {
    name: 'the p of a hazard ratio', rule: 'N1 major', least: 0.98,
    of: (result, row) => (result.measure !== 'HR' || result.p?.operator !== '=' || result.p.value === null || result.lower === null || result.p.test !== null || result.intervalKind !== 'confidence' || result.level !== 0.95 || (result.p.value.value < 0.25 && result.p.value.value > 0.003)
      ? null : withWords(row, result.p.span, result.p.value.value >= 0.25 ? 'p = 0.001' : 'p = 0.31')),
  },
  {
    name: 'an estimate beyond its limits', rule: 'N2 major', least: 0.99,
    of: (result, row) => (result.estimate === null || result.upper === null || !('value' in result.upper) || !['HR', 'RR', 'OR'].includes(result.measure) ? null : withWords(row, result.span, wordsOf(row, result).replace(result.estimate.text, (3.1 * result.upper.value).toFixed(2)))),
  },
  {
    name: 'ORR printed as CR, CR as ORR', rule: 'N8 major', least: 0.97,
    of: (_result, row) => {
      const [whole, cr, orr] = /CR: (.*?); ORR: (.*?);/u.exec(String(row.values['results'])) ?? [];
      const most = (text: string): number => Math.max(...text.split(' vs ').map((value) => Number.parseFloat(value)));
      if (whole === undefined || cr === undefined || orr === undefined || most(cr) > most(orr) - 3) return null;
      const start = String(row.values['results']).indexOf(whole);
      return withWords(row, { start, end: start + whole.length }, `CR: ${orr}; ORR: ${cr};`);
    },
  },
];

describe('the same trials with one number changed', () => {
  it.each(changes)('$name: $rule in nearly all', ({ rule, least, of }) => {
    let planted = 0;
    let found = 0;
    for (const row of trials) {
      const changed = row.extracted.results.map((result) => of(result, row)).find((candidate) => candidate !== null);
      if (changed === undefined) continue;
      planted += 1;
      if (accusationsIn(changed).includes(rule)) found += 1;
    }
    expect(planted).toBeGreaterThan(50);
    expect(found / planted, `${found} of ${planted}`).toBeGreaterThanOrEqual(least);
  });
});
