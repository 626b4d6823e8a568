// R4, effect against conclusion: a ratio says that a treatment does worse, the conclusion that it does better, or the
// inverse. Most often the ratio was coded the other way round (reference coding). Leaves alone factors that are no
// treatment, conclusions about other outcomes, and cells whose ratios point both ways when the conclusion names none.
import { numberOf, type TrialResult } from '../../../contract/evidence';
import { cellText } from '../../../contract/values';
import { shortened } from '../described';
import type { Found, RowRule, TrialEvidence } from '../rule';
import { armMentioned, contentStems, isTreatment } from './armMention';
import { readConclusion, type ConclusionClaim } from './conclusions';
import { decisionOfResult, isRatio } from './decisions';
import { familyOf, favourableSide } from './outcomes';

/** A ratio as an effect of one treatment. */
interface Effect { readonly result: TrialResult; readonly of: string; readonly arm: number | null; readonly over: number | null; readonly isGood: boolean; readonly isSure: boolean; readonly value: number }

export const effectAgainstConclusion: RowRule<'trials'> = {
  kind: 'row', id: 'R4', version: 1, table: 'trials',
  check: (row, { alpha }) => {
    const effects = row.extracted.results.slice(0, 400).flatMap((result) => effectOf(row, result));
    if (effects.length === 0) return [];
    const claims = readConclusion(cellText(row.values['conclusions']));
    return effects.flatMap((effect, index): readonly Found[] => {
      const met = claims.flatMap((claim) => { const isGood = claimedOf(claim, effect, row); return isGood === null ? [] : [{ claim, isGood }]; });
      const [against] = met.filter(({ isGood }) => isGood !== effect.isGood);
      // Ratios on both sides, or two clauses that differ: the conclusion may rest on another one.
      if (against === undefined || met.some(({ isGood }) => isGood === effect.isGood)) return [];
      if (against.claim.families.length === 0 && effects.some((other) => other.isGood === against.isGood && other.arm === effect.arm)) return [];
      return [found(row, effect, against.claim, nth(effects, index), alpha)];
    });
  },
  say: ({ printed, values }) => `“${printed}” speaks ${values['isGood'] === true ? 'for' : 'against'} ${String(values['of'])} (${String(values['outcome'])}), but the conclusion claims ${String(values['claimed'])}: “${String(values['conclusion'])}”. Not consistent as printed; was the reference group the other one?`,
  arithmetic: ({ values }) => [
    `${String(values['measure'])} ${String(values['estimate'])} is ${values['isAbove'] === true ? 'above' : 'below'} 1: ${values['isGood'] === true ? 'less' : 'more'} harm, or ${values['isGood'] === true ? 'more' : 'less'} benefit, with ${String(values['of'])}.`,
    `Coded the other way round it would be ${String(values['inverse'])}.`,
  ],
};

function effectOf(row: TrialEvidence, result: TrialResult): readonly Effect[] {
  const value = numberOf(result.estimate)?.value ?? 0;
  const side = favourableSide(result);
  if (!isRatio(result.measure) || side === null || !(value > 0) || value === 1 || (result.confidence === 'possible' && result.otherArms.length === 0) || result.flags.isSubgroup) return [];
  const { arms } = row.extracted;
  const [of, over] = result.arms;
  const isGood = (value > 1) === (side > 0);
  if (of !== undefined && over !== undefined && result.arms.length === 2) {
    const arm = result.otherArms.length === 0 ? of : (arms.length === 2 ? likelyArm(row, result) : null);
    return arm === null ? [] : [{ result, of: arms[arm]?.label ?? '', arm, over: arm === of ? over : of, isGood, isSure: result.otherArms.length === 0, value }];
  }
  // "Resection vs no resection": the effect is of the first.
  const group = (result.group ?? '').split(/\s(?:vs\.?|versus|compared with|over)\s/iu)[0]?.trim() ?? '';
  return result.arms.length < 2 && group !== '' && isTreatment(group, cellText(row.values['treatment'])) && !isDenied(row, result, group) ? [{ result, of: group, arm: null, over: null, isGood, isSure: true, value }] : [];
}

/** Of two arms, the one that the sentence speaks of before the ratio; else the experimental one; else the first. */
function likelyArm(row: TrialEvidence, { sentence, span, group }: TrialResult): number {
  const { arms } = row.extracted;
  const named = armMentioned(group ?? '', arms) ?? armMentioned(cellText(row.values[span.field]).slice(sentence.start, span.start), arms);
  const experimental = arms.flatMap(({ role }, index) => (role === 'experimental' ? [index] : []));
  return named ?? (experimental.length === 1 ? (experimental[0] ?? 0) : 0);
}

/** "No surgery (HR 2.5)": the ratio is of its absence. */
function isDenied(row: TrialEvidence, { sentence, span }: TrialResult, group: string): boolean {
  const before = cellText(row.values[span.field]).slice(sentence.start, span.start);
  const at = before.toLowerCase().lastIndexOf(group.toLowerCase());
  return at >= 0 && /\b(?:no|not|non|without|lack of|absence of|never)[-\s]+(?:(?:any|prior|previous|receiving|undergoing|having)\s+)?$/iu.test(before.slice(Math.max(0, at - 40), at));
}

/** Whether a claim says that this effect's treatment does better; null where it speaks of something else. */
function claimedOf(claim: ConclusionClaim, { result, of, arm, over }: Effect, row: TrialEvidence): boolean | null {
  const family = familyOf(result.outcomeClass);
  if (claim.isBare || family === 'other') return null;
  // A conclusion on no outcome in particular is not on harms.
  if (claim.families.length === 0 ? family === 'harm' : !claim.families.includes(family)) return null;
  if (arm !== null && over !== null) {
    const subject = armMentioned(claim.subject, row.extracted.arms);
    if (subject === arm) return claim.kind === 'benefit';
    return subject === over ? claim.kind !== 'benefit' : null;
  }
  const stems = new Set(contentStems(claim.subject));
  const own = [...new Set(contentStems(of))];
  const present = own.filter((stem) => stems.has(stem)).length;
  return own.length > 0 && present >= Math.max(1, Math.ceil(own.length * 0.6)) && isNamed(of, claim.subject) ? claim.kind === 'benefit' : null;
}

/** The treatment's own word ("resection") has to be there, not just the tumour's; and not its absence. */
function isNamed(of: string, subject: string): boolean {
  const words = of.split(/[\s,/]+/u).filter((word) => isTreatment(word, ''));
  const stems = new Set(contentStems(subject));
  const isAbsent = /\b(?:no|without|non)[- ]\s?(?:\p{L}+\s){0,2}(?:surg|resect|radio|treat|therap)/iu.test(subject);
  return !isAbsent && (words.length === 0 || words.some((word) => contentStems(word).some((stem) => stems.has(stem))));
}

/** Which one it is of the same measure, treatment and outcome. */
function nth(effects: readonly Effect[], index: number): number {
  const effect = effects[index];
  return effects.slice(0, index + 1).filter((other) => other.of === effect?.of && other.result.measure === effect.result.measure && other.result.outcome === effect.result.outcome).length;
}

function found(row: TrialEvidence, { result, of, isGood, isSure, value }: Effect, claim: ConclusionClaim, place: number, alpha: number): Found {
  const cell = cellText(row.values[result.span.field]);
  const quote = cell.slice(result.span.start, result.span.end);
  const decision = decisionOfResult(result, alpha);
  const outcome = shortened(result.outcome === '' ? result.outcomeClass : result.outcome, 120);
  const claimed = claim.kind === 'benefit' ? 'a benefit' : 'harm';
  return {
    members: [{ table: 'trials', rowId: row.rowId, field: result.span.field, side: '' }], span: result.span, quote: shortened(quote, 200),
    severity: decision === 'significant' ? 'major' : 'minor', confidence: !isSure ? 'possible' : claim.isHedged || result.confidence !== 'certain' ? 'probable' : 'certain', locus: `${result.measure} ${shortened(of, 80)} ${outcome} ${place}`,
    inputs: [result.measure, String(value), of.toLowerCase(), result.outcomeClass, claim.text.toLowerCase()],
    explanation: {
      printed: shortened(quote, 200), computed: [{ name: `${result.measure} the other way round`, low: 1 / value, high: 1 / value }], fits: [`${result.measure} ${shown(1 / value)} (reference coding)`],
      values: { of: shortened(of, 120), outcome, claimed, conclusion: shortened(claim.text, 300).replace(/\.$/u, ''), measure: result.measure, estimate: result.estimate?.text ?? '', isAbove: value > 1, isGood, inverse: shown(1 / value), isSignificant: decision === 'significant', hint: 'reference coding' },
    },
  };
}

function shown(value: number): string {
  return String(Number(value.toPrecision(3)));
}
