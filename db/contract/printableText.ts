// Owns which characters no printed line, note or name has: control characters beside line breaks and tabs, and those that turn
// the direction of what follows (Unicode's Bidi_Control), by which a text can read as another than it is.
import type { z } from 'zod';

const unprintable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\p{Bidi_Control}]/u;

export function isPrintable(text: string): boolean {
  return !unprintable.test(text);
}

export function printableText(text: z.ZodString): z.ZodString {
  return text.refine(isPrintable, 'This has a control character, or one that turns the direction of writing. Remove it.');
}
