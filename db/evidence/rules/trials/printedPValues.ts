// Owns finding the p values in a cell that the extractor does not read, such as Conclusions. Only what is labelled p and
// has an operator; the rest of the text is not looked at. Linear in the text.
import type { PValue, TrialField } from '../../../contract/evidence';
import { readPrintedP } from '../../printedP';

const labels = /(?<![\p{L}\p{N}])[pP](?=[-‐‑–_ ]?(?:values?|val)?[ \u00a0\u2009]{0,3}[<>=≤≥])/gu;
const longestText = 12_000;

export function printedPValues(text: string, field: TrialField): readonly PValue[] {
  if (text.length > longestText) return [];
  return Array.from(text.matchAll(labels), ({ index }) => ({ index, read: readPrintedP(text, index) })).flatMap(({ index, read }): readonly PValue[] => {
    const number = read?.p.number ?? null;
    if (read === null || number === null || read.p.operator === 'not significant') return [];
    return [{ operator: read.p.operator, value: { text: number.text, value: number.value, decimals: number.decimals }, test: null, sides: null, span: { field, start: index, end: read.end } }];
  });
}
