// Owns the denominators that stand apart from their percentage: the size of a group ("SBRT (n = 114): 35%"), and the
// patients a sentence starts with ("Of 51 evaluable patients, 68.6% responded").
// Refuses to spread a sentence's number over values that stand against each other: those have groups of their own.
import type { PrintedNumber } from '../../contract/evidence';
import type { Layout } from './layout';
import { readCount } from './times';
import { tokenAt } from './tokens';
import { countedBy, isFunctionWord } from './words';

interface Lead {
  readonly n: PrintedNumber;
  readonly at: number;
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
      return { n: { text, value: count.value, decimals: 0 }, at, isEvaluable: near };
    }
  }
  return null;
}

/** "n = 114" within a range, the first one; null when there is none. */
export function groupSizeIn(layout: Layout, from: number, to: number): PrintedNumber | null {
  for (let at = from; at + 2 < to; at += 1) {
    const number = tokenAt(layout.tokens, at + 2).number;
    if (tokenAt(layout.tokens, at).text === 'n' && ['=', ':'].includes(tokenAt(layout.tokens, at + 1).text) && number !== null && number.decimals <= 0 && Number.isInteger(number.value)) return number;
  }
  return null;
}
