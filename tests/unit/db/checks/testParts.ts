// Owns parts for tests of the checks: an extractor that any reader of a test can foresee (each "P < 0.05", each "12%" and
// each "3/12" of the Results is a result), molecules by name, and rules that count their questions.
import type { EvidenceParts } from '../../../../db/checks/evidenceParts';
import type { CellSpan, ExtractedTrial, PrintedNumber, TrialCells, TrialResult } from '../../../../db/contract/evidence';
import { oppositeExpression } from '../../../../db/evidence/rules/factors/oppositeExpression';
import { pSyntax } from '../../../../db/evidence/rules/printed/pSyntax';
import type { Found, GroupRule, RowRule } from '../../../../db/evidence/rules/rule';

const number = (text: string): PrintedNumber => ({ text, value: Number(text), decimals: text.split('.')[1]?.length ?? 0 });
const noFlags: TrialResult['flags'] = { isSurvivalRate: false, isAdjusted: false, isMatched: false, isWeighted: false, isStratified: false, isOneSided: false, isLogRank: false, isSubgroup: false, isApproximate: false, isChange: false, isBeforeAfter: false };

function resultAt(span: CellSpan, more: Partial<TrialResult>): TrialResult {
  return {
    outcome: '', outcomeSpan: null, outcomeClass: 'other', measure: 'p only', printedMeasure: null, arms: [], otherArms: [], isArmCertain: false, group: null, estimate: null, lower: null, upper: null,
    intervalKind: null, level: null, spread: null, spreadKind: null, p: null, k: null, n: null, nOrigin: null, percentage: null, unit: null, timePoint: null, counted: null, flags: noFlags,
    comparison: null, span, sentence: span, confidence: 'certain', ...more,
  };
}

export function plainExtractor({ results }: TrialCells): ExtractedTrial {
  const read = [...results.matchAll(/P ?([<=>]) ?(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)%|(\d+)\/(\d+)/gu)].map((match): TrialResult => {
    const span = { field: 'results' as const, start: match.index, end: match.index + match[0].length };
    const [, operator, p, percentage, k, n] = match;
    if (p !== undefined) return resultAt(span, { p: { operator: operator === '<' ? '<' : operator === '>' ? '>' : '=', value: number(p), test: null, sides: null, span } });
    if (percentage !== undefined) return resultAt(span, { measure: 'percentage', percentage: number(percentage) });
    return resultAt(span, { measure: 'percentage', k: number(k ?? ''), n: number(n ?? '') });
  });
  return { arms: [], treatmentArms: 0, patientGroups: 0, total: null, evaluable: [], results: read };
}

const explained = { printed: '', computed: [], fits: [], values: {} };

/** A row whose Conclusions say "!" is found; α is one of its inputs. */
export const exclaiming: RowRule<'trials'> = {
  kind: 'row', id: 'R5', version: 1, table: 'trials',
  check: (row, { alpha }): readonly Found[] => {
    const conclusions = String(row.values['conclusions'] ?? '');
    return conclusions.includes('!') ? [{ members: [{ table: 'trials', rowId: row.rowId, field: 'conclusions', side: '' }], span: null, quote: conclusions, severity: 'minor', confidence: 'certain', locus: '', inputs: [conclusions], explanation: { ...explained, values: { alpha } } }] : [];
  },
  say: ({ values }) => `Exclaimed at ${String(values['alpha'])}.`,
  arithmetic: () => [],
};

/** Trials with one word of Population in common are near-duplicates when they have two: one pair, two questions. */
export const sharing: GroupRule = {
  kind: 'group', id: 'D3', version: 1, tables: ['trials'], least: 2,
  keysOf: (row) => String(row.values['population'] ?? '').split(' ').filter((word) => word.startsWith('#')),
  check: (rows, key) => rows.flatMap((row, index) => rows.slice(index + 1).map((other): Found => ({
    members: [row, other].map(({ rowId }) => ({ table: 'trials', rowId, field: 'population', side: '' })), span: null, quote: key, severity: 'info', confidence: 'possible', locus: '', inputs: [String(row.values['population']), String(other.values['population'])],
    explanation: { ...explained, values: { key } },
  }))),
  say: ({ values }) => `They share ${String(values['key'])}.`,
  arithmetic: () => [],
};

export function testParts(changes: Partial<EvidenceParts> = {}): EvidenceParts {
  return {
    rules: [pSyntax, exclaiming, oppositeExpression, sharing], extractTrial: plainExtractor, readingVersion: 1,
    moleculeReader: (names) => (text) => text.split(',').map((part) => part.trim()).filter((part) => part !== '').map((printed) => {
      const name = names.find(({ alias }) => alias === printed);
      return { printed, key: (name?.symbol ?? printed).toLowerCase(), approved: name?.symbol ?? null, kind: name?.kind ?? 'unknown' };
    }),
    shippedNames: [{ alias: 'OPN', symbol: 'SPP1', kind: 'protein' }],
    ...changes,
  };
}
