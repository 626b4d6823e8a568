// Owns how a method answers: a value, or an error with a code, a sentence (what, where, what to do) and details.
// Electron's IPC and HTTP both lose exceptions, so no exception ever crosses a host's boundary.
import { z } from 'zod';

export const errorCodes = [
  'invalid-input',        // the request does not fit the contract
  'unknown-method',
  'not-allowed',          // sender, token, host or origin
  'no-document',
  'document-read-only',
  'document-locked',      // another Lacuna has it
  'document-newer',
  'document-foreign',     // not a Lacuna file
  'document-damaged',
  'document-missing',
  'file-exists',
  'file-not-writable',
  'disk-full',
  'invalid-value',        // breaks a column's rule
  'stale-edit',           // the cell changed since it was read
  'not-found',
  'nothing-to-undo',
  'nothing-to-redo',
  'later-change-depends', // a revert is blocked by a later change
  'duplicate-study',
  'unreadable-reference',
  'conflict-step',        // the life cycle does not have this step
  'cancelled',
  'core-lost',            // the core process ended; it is being restarted
  'internal',
] as const;
export const ErrorCode = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof ErrorCode>;

export const LacunaErrorBody = z.strictObject({
  code: ErrorCode,
  message: z.string(),
  details: z.record(z.string(), z.json()).optional(),
});
export type LacunaErrorBody = z.infer<typeof LacunaErrorBody>;

export type Reply<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: LacunaErrorBody };

/** The one error that the core throws on purpose; anything else becomes `internal`. */
export class LacunaError extends Error {
  readonly code: ErrorCode;
  readonly details: LacunaErrorBody['details'];
  constructor(code: ErrorCode, message: string, details?: LacunaErrorBody['details']) {
    super(message);
    this.name = 'LacunaError';
    this.code = code;
    this.details = details;
  }
  toBody(): LacunaErrorBody {
    return this.details === undefined ? { code: this.code, message: this.message } : { code: this.code, message: this.message, details: this.details };
  }
}
