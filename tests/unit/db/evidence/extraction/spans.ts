// What every span must do: cut exactly the text that the result names.
import { expect } from 'vitest';
import type { TrialResult } from '../../../../../db/contract/evidence';

export function checkSpans(result: TrialResult, text: string): void {
  const own = text.slice(result.span.start, result.span.end);
  for (const value of [result.estimate, result.lower, result.upper, result.k, result.percentage, result.spread]) if (value !== null) expect(own).toContain(value.text);
  if (result.n !== null) expect(result.nOrigin === 'value' ? own : text).toContain(result.n.text);
  if (result.p !== null) expect(text.slice(result.p.span.start, result.p.span.end)).toContain(result.p.value?.text ?? '');
  if (result.outcomeSpan !== null) expect(text.slice(result.outcomeSpan.start, result.outcomeSpan.end)).toBe(result.outcome);
  if (result.group !== null) expect(text).toContain(result.group);
  expect(text.slice(result.sentence.start, result.sentence.end)).toContain(own);
  expect(own).not.toBe('');
  expect(own).toBe(own.trim());
}
