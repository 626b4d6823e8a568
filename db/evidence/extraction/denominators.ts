// Owns the denominators that stand apart from their percentage: the size of a group ("SBRT (n = 114): 35%"), and the
// patients a sentence starts with ("Of 51 evaluable patients, 68.6% responded").
// Refuses to spread a sentence's number over values that stand against each other: those have groups of their own.
import type { PrintedNumber } from '../../contract/evidence';
import type { Layout } from './layout';
import { separatorBetween } from './pairing';
import type { Quantity } from './quantities';
import { readCount } from './times';
import { tokenAt } from './tokens';
import { countedBy, isFunctionWord, timeUnitOf } from './words';

interface Lead {
  readonly n: PrintedNumber;
  readonly at: number;
  /** One past its number. */
  readonly to: number;
  readonly isEvaluable: boolean;
}

const leadWords = new Set(['of', 'among', 'in', 'for', 'from']);
const evaluableWords = new Set(['evaluable', 'assessable', 'evaluated', 'assessed', 'analysed', 'analyzed', 'analyzable', 'measurable']);

/** "Of 51 evaluable patients," at the head of a sentence; null when it starts otherwise. */
export function leadOf(layout: Layout, sentenceFrom: number): Lead | null {
  const { tokens } = layout;
  if (!leadWords.has(tokenAt(tokens, sentenceFrom).text)) return null;
  let at = sentenceFrom + 1;
  while (at < sentenceFrom + 4 && ['the', 'these', 'those', 'all', 'a', 'total', 'of', 'our'].includes(tokenAt(tokens, at).text)) at += 1;
  const count = readCount(tokens, at);
  if (count === null || tokenAt(tokens, count.to).text === '%') return null;
  for (let ahead = count.to; ahead < count.to + 5; ahead += 1) {
    const word = tokenAt(tokens, ahead);
    if (word.kind !== 'word' || isFunctionWord(word.text)) return null;
    if (countedBy(word.text) === 'patients' && !evaluableWords.has(word.text)) {
      const text = layout.text.slice(tokenAt(tokens, at).start, tokenAt(tokens, count.to - 1).end);
      const near = tokens.slice(count.to, ahead + 4).some((token) => evaluableWords.has(token.text));
      return { n: { text, value: count.value, decimals: 0 }, at, to: count.to, isEvaluable: near };
    }
  }
  return null;
}

/**
 * The sizes of compared groups, one a value, each printed on its own side ("35% in SBRT (n = 114) vs 14% in EBRT (n = 115)").
 * Null for all unless every value has one: beside a lone percentage "n = 29" may as well be its count.
 */
export function groupSizes(layout: Layout, values: readonly Quantity[], window: { readonly from: number; readonly to: number }): readonly (PrintedNumber | null)[] {
  if (values.length < 2) return values.map(() => null);
  const cuts = values.slice(1).map((value, index) => separatorBetween(layout, values[index]?.to ?? 0, value.from));
  const tails = values.map((value, index) => sizeIn(layout, value.to, cuts[index]?.from ?? Math.min(window.to, value.to + farthestSize)));
  const heads = values.map((value, index) => sizeIn(layout, cuts[index - 1]?.to ?? Math.max(window.from, value.from - farthestSize), value.from));
  const isWhole = (sizes: readonly (PrintedNumber | null)[]): boolean => sizes.every((size, index) => size !== null && (values[index]?.k?.value ?? 0) <= size.value);
  return isWhole(tails) ? tails : isWhole(heads) ? heads : values.map(() => null);
}

const farthestSize = 14;

function sizeIn(layout: Layout, from: number, to: number): PrintedNumber | null {
  for (let at = from; at + 2 < to; at += 1) {
    const number = tokenAt(layout.tokens, at + 2).number;
    if (tokenAt(layout.tokens, at).text === 'n' && ['=', ':'].includes(tokenAt(layout.tokens, at + 1).text) && number !== null && number.decimals <= 0 && Number.isInteger(number.value)) return number;
  }
  return null;
}

/** Whether another number of people stands between a sentence's lead and a value: then the lead's n is not its denominator. */
export function isNarrowed(layout: Layout, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const token = tokenAt(layout.tokens, at);
    const next = tokenAt(layout.tokens, at + 1).text;
    if (token.number !== null && token.number.decimals <= 0 && !['%', '(', '-'].includes(next) && !['(', '-'].includes(tokenAt(layout.tokens, at - 1).text) && timeUnitOf(tokenAt(layout.tokens, at + 1)) === null) return true;
  }
  return false;
}
