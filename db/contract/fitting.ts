// Owns checking input against a schema, and the sentence that a curator reads where it does not fit: the schema's own where it
// has one, else what is wrong with which field, in plain words. Refuses the words of the library, which are for programmers.
import type { z } from 'zod';
import type { LacunaErrorBody } from './errors';

export type Fitting<Schema extends z.ZodType> = { readonly isFitting: true; readonly value: z.output<Schema> } | { readonly isFitting: false; readonly error: LacunaErrorBody };

/** `method`: whose input it is, for the details. */
export function fitting<Schema extends z.ZodType>(method: string, schema: Schema, input: unknown): Fitting<Schema> {
  const parsed = schema.safeParse(input, { error: (issue) => `${fieldIn(issue.path ?? [])} ${wordsFor(issue)}` });
  return parsed.success ? { isFitting: true, value: parsed.data } : { isFitting: false, error: refusalOf(method, parsed.error.issues) };
}

/** The first thing that does not fit, and how many more. */
function refusalOf(method: string, issues: readonly z.core.$ZodIssue[]): LacunaErrorBody {
  const [first] = issues;
  const field = (first?.path ?? []).map(String).join('.');
  const sentence = (first?.message ?? 'This does not fit.').replace(/\.$/u, '');
  return { code: 'invalid-input', message: `${sentence}${issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''}.`, details: { method, field } };
}

/** "Source note"; of what lies deeper also where: "After (edits.0.after)". */
function fieldIn(path: readonly PropertyKey[]): string {
  const name = path.findLast((part) => typeof part === 'string');
  if (name === undefined) return 'What was sent';
  const words = name.replaceAll(/(?<=\p{Ll})\p{Lu}/gu, (letter) => ` ${letter.toLowerCase()}`);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${path.length > 1 ? ` (${path.map(String).join('.')})` : ''}`;
}

const kinds: Readonly<Record<string, string>> = { string: 'text', number: 'a number', int: 'a whole number', boolean: 'yes or no', array: 'a list', object: 'fields and their values', record: 'fields and their values', null: 'nothing' };
const mostShown = 60;

/** What follows the name of the field. */
function wordsFor(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type': return issue.input === undefined ? 'is missing.' : `takes ${kinds[issue.expected] ?? issue.expected}.`;
    case 'invalid_value': return `is one of ${issue.values.map(String).join(', ')}${typeof issue.input === 'string' ? `, not “${issue.input.slice(0, mostShown)}”` : ''}.`;
    case 'too_big': return `${hasMost[issue.origin] ?? 'is more than'} ${Number(issue.maximum).toLocaleString('en')}${partsOf(issue.origin, Number(issue.maximum))}.`;
    case 'too_small': return Number(issue.minimum) === 1 && issue.origin in hasMost ? 'is empty.' : `${issue.origin in hasMost ? 'has fewer than' : 'is less than'} ${Number(issue.minimum).toLocaleString('en')}${partsOf(issue.origin, Number(issue.minimum))}.`;
    case 'unrecognized_keys': return `has no field ${issue.keys.slice(0, 5).map((key) => `“${key.slice(0, mostShown)}”`).join(', ')}.`;
    case 'invalid_format': return 'is not written as it has to be.';
    default: return 'is none of what it may be.';
  }
}

const hasMost: Readonly<Record<string, string>> = { string: 'has more than', array: 'has more than', set: 'has more than' };

function partsOf(origin: string, count: number): string {
  const part = origin === 'string' ? 'character' : origin in hasMost ? 'entry' : '';
  return part === '' ? '' : ` ${count === 1 ? part : part === 'entry' ? 'entries' : `${part}s`}`;
}
