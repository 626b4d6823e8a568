// Owns the few methods that a host answers itself, because they concern windows, dialogs and the shell.
// The loopback host answers the same ones, with folders of its own instead of dialogs.
import { z } from 'zod';

const nothing = z.strictObject({});

export const hostMethods = {
  getHost: { input: nothing, output: z.strictObject({ kind: z.enum(['electron', 'loopback']), platform: z.string(), version: z.string() }) },
  /** Electron: the system's dialog. Loopback: always null; the page uploads a file instead. */
  chooseDocument: { input: nothing, output: z.strictObject({ path: z.string().nullable() }) },
  /** Electron: the system's dialog, for files to import, several at once, or for one citation style. Loopback: always none; the page uploads them instead. */
  chooseFiles: { input: z.strictObject({ kind: z.enum(['import', 'style']).default('import') }), output: z.strictObject({ paths: z.array(z.string()) }) },
  /** Electron: the system's dialog (null: cancelled). Loopback: a fresh place from which the page downloads what was written. */
  chooseDestination: {
    input: z.strictObject({ suggestedName: z.string().min(1).max(255), extension: z.string().regex(/^[a-z0-9]{1,10}$/u), title: z.string().max(200) }),
    output: z.strictObject({ path: z.string().nullable() }),
  },
  /** Shows a written file in the system's file manager; loopback: does nothing and says so with false. */
  revealFile: { input: z.strictObject({ path: z.string().min(1).max(4096) }), output: z.strictObject({ isShown: z.boolean() }) },
  /** The answer to a `closeRequested` event: no editor holds anything unsaved any more (or the curator stays). */
  answerClose: { input: z.strictObject({ mayClose: z.boolean() }), output: z.null() },
} as const satisfies Record<string, { readonly input: z.ZodType; readonly output: z.ZodType }>;

export type HostMethodName = keyof typeof hostMethods;
export type HostInput<Name extends HostMethodName> = z.input<(typeof hostMethods)[Name]['input']>;
export type HostOutput<Name extends HostMethodName> = z.output<(typeof hostMethods)[Name]['output']>;

export function isHostMethod(name: string): name is HostMethodName {
  return Object.hasOwn(hostMethods, name);
}
