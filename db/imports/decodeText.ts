// Owns the text of a file for readers that need nothing else: what decodeBytes reads, in one go. Pure. Refuses bytes
// that are no text.
import { decodeSteps } from './decodeBytes';

/** The text without its mark; null when the bytes are no text. */
export function decodeText(bytes: Uint8Array): string | null {
  const steps = decodeSteps(bytes);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value?.text ?? null;
  }
}
