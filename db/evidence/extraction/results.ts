// Owns turning statements into results: spans in the cell's own units, texts as written, flags, confidence, numbering of
// comparisons. Refuses spans that cut anything but what is named.
import type { CellSpan, PrintedNumber, PValue, ResultFlags, TrialField, TrialResult } from '../../contract/evidence';
import { isNarrowed, leadOf } from './denominators';
import { flagsOf, methodsIn, type Methods } from './flags';
import { closeBracket, type Quantity } from './quantities';
import { sentenceOf, type ResultsScene } from './scene';
import type { Statement } from './group';
import type { TokenRange } from './subjects';
import { tokenAt } from './tokens';
import type { Layout } from './layout';
import { isTimeToEvent } from './outcomes';

export function resultsOf(scene: ResultsScene, field: TrialField, statements: readonly Statement[]): readonly TrialResult[] {
  const design = methodsIn(scene.studyType, 0, scene.studyType.tokens.length);
  const bySentence = new Map<number, Methods>();
  const methodsAt = (from: number, to: number): Methods => {
    const methods = bySentence.get(from) ?? methodsIn(scene.layout, from, to);
    bySentence.set(from, methods);
    return methods;
  };
  const results = statements.map((statement) => resultOf(scene, field, statement, design, methodsAt)).filter((result) => result !== null);
  const sorted = results.toSorted((left, right) => left.span.start - right.span.start);
  const numbers = new Map<number, number>();
  for (const { comparison } of sorted) if (comparison !== null && !numbers.has(comparison)) numbers.set(comparison, numbers.size);
  return sorted.map((result) => (result.comparison === null ? result : { ...result, comparison: numbers.get(result.comparison) ?? null }));
}

function spanOf(layout: Layout, field: TrialField, { from, to }: TokenRange): CellSpan {
  return { field, start: tokenAt(layout.tokens, from).start, end: tokenAt(layout.tokens, Math.max(from, to - 1)).end };
}

function textOf(layout: Layout, { from, to }: TokenRange): string {
  return layout.text.slice(tokenAt(layout.tokens, from).start, tokenAt(layout.tokens, Math.max(from, to - 1)).end);
}

function resultOf(scene: ResultsScene, field: TrialField, statement: Statement, design: Methods, methodsAt: (from: number, to: number) => Methods): TrialResult | null {
  const { layout } = scene;
  const { quantity, slot, p: placed } = statement;
  const at = quantity === null ? placed : quantity;
  if (at === null) return null;
  const { sentenceFrom, sentenceTo } = sentenceOf(layout, at.from);
  const p = placed === null ? null : pOf(field, placed.p);
  const span = quantity === null ? p?.span ?? null : spanOf(layout, field, { from: spanStart(layout, quantity), to: closeBracket(layout, quantity.from, quantity.to) });
  if (span === null) return null;
  const measure = measureOf(quantity, slot.isMedianName);
  const flags = flagsOf({
    layout, design, methods: methodsAt(sentenceFrom, sentenceTo), from: at.from, to: at.to, windowFrom: statement.window.from, windowTo: statement.window.to,
  }, slot.outcomeClass, slot.time, quantity?.kind === 'share' ? (quantity.k === null ? 'rate' : 'count') : null, quantity?.label?.isAdjusted ?? false, quantity?.label?.isUnadjusted ?? false);
  return {
    outcome: slot.outcome === null ? '' : textOf(layout, slot.outcome), outcomeSpan: slot.outcome === null ? null : spanOf(layout, field, slot.outcome), outcomeClass: slot.outcomeClass,
    measure, printedMeasure: printedMeasure(layout, statement),
    arms: statement.arms, otherArms: statement.otherArms, isArmCertain: statement.isArmCertain, group: statement.group === null ? null : textOf(layout, statement.group),
    estimate: quantity?.estimate ?? null, lower: quantity?.interval?.lower ?? null, upper: quantity?.interval?.upper ?? null,
    intervalKind: quantity?.interval === null || quantity === null ? null : (quantity.interval.kind ?? (quantity.kind === 'average' && quantity.label?.measure !== 'mean' && !isTimeToEvent(slot.outcomeClass) ? null : 'confidence')), level: quantity?.interval?.level ?? null,
    spread: quantity?.spread?.value ?? null, spreadKind: quantity?.spread?.kind ?? null, p,
    k: quantity?.k ?? null, ...denominatorOf(layout, statement, sentenceFrom), percentage: quantity?.kind === 'share' && quantity.estimate !== null && 'value' in quantity.estimate ? quantity.estimate : null,
    unit: quantity === null ? null : unitOf(quantity, slot.outcomeClass), timePoint: slot.time, counted: quantity?.counted ?? null,
    flags: withP({ ...flags, isBeforeAfter: statement.isBeforeAfter }, p), comparison: statement.comparison, span, sentence: spanOf(layout, field, { from: sentenceFrom, to: sentenceTo }),
    confidence: confidenceOf(scene, statement),
  };
}

// A ratio's label belongs to it where it stands beside it; "median" may be a line away.
function spanStart(layout: Layout, quantity: Quantity): number {
  const { labelFrom, from, kind } = quantity;
  const isBeside = labelFrom !== null && (kind === 'ratio' || kind === 'difference') && from - labelFrom <= 6 && layout.bracket[labelFrom] === layout.bracket[from];
  return isBeside ? labelFrom : from;
}

function pOf(field: TrialField, { operator, value, test, sides, start, end }: NonNullable<Statement['p']>['p']): PValue {
  return { operator, value, test, sides, span: { field, start, end } };
}

function withP(flags: ResultFlags, p: PValue | null): ResultFlags {
  return p === null ? flags : { ...flags, isOneSided: p.sides === 1, isLogRank: p.test === 'log-rank' || p.test === 'likelihood ratio' };
}

function measureOf(quantity: Quantity | null, isMedianName: boolean): TrialResult['measure'] {
  if (quantity === null) return 'p only';
  if (quantity.kind === 'share') return 'percentage';
  if (quantity.label !== null) return quantity.label.measure;
  return quantity.spread !== null && !isMedianName ? 'mean' : 'median';
}

function printedMeasure(layout: Layout, { quantity, slot }: Statement): string | null {
  if (quantity === null) return null;
  return quantity.label?.printed ?? (slot.isMedianName && quantity.kind === 'average' && slot.outcome !== null ? textOf(layout, slot.outcome) : null);
}

// The n beside the value; else its group's; else the sentence's, for a value that stands alone.
function denominatorOf(layout: Layout, { quantity, comparison, groupSize }: Statement, sentenceFrom: number): Pick<TrialResult, 'n' | 'nOrigin'> {
  if (quantity === null || quantity.kind !== 'share') return { n: null, nOrigin: null };
  const fits = (n: PrintedNumber | null): n is PrintedNumber => n !== null && (quantity.k === null || quantity.k.value <= n.value);
  if (quantity.n !== null) return { n: quantity.n, nOrigin: 'value' };
  if (fits(groupSize)) return { n: groupSize, nOrigin: 'group' };
  const lead = comparison === null ? leadOf(layout, sentenceFrom) : null;
  return lead !== null && fits(lead.n) && lead.at < quantity.from && !isNarrowed(layout, lead.to, quantity.from) ? { n: lead.n, nOrigin: 'sentence' } : { n: null, nOrigin: null };
}

// "PFS 15.0 m": no survival is measured in metres.
function unitOf({ kind, unit }: Quantity, outcomeClass: TrialResult['outcomeClass']): string | null {
  if (kind === 'share') return null;
  return unit === 'm' && isTimeToEvent(outcomeClass) ? 'months' : unit;
}

// Certain: outcome and arms in so many words. One thing inferred: probable. More: possible.
function confidenceOf(scene: ResultsScene, statement: Statement): TrialResult['confidence'] {
  const { quantity, slot } = statement;
  const isInferred = quantity !== null && quantity.kind === 'average' && quantity.label === null && !slot.isMedianName;
  const isArmOpen = scene.armCount > 1 && !statement.isArmCertain;
  const doubts = Number(!slot.isSure) + Number(isInferred) + Number(isArmOpen) + Number(slot.outcome === null);
  return doubts === 0 ? 'certain' : doubts === 1 ? 'probable' : 'possible';
}
