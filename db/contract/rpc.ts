// Owns the envelope in which a call, its answer, an event and a cancellation travel between a page, a host and the
// core process. Call ids are made by the caller (UUID) and name the call in progress events and cancellations.
import { z } from 'zod';
import type { Reply } from './errors';
import type { LacunaEvent } from './events';
import type { HostInput, HostMethodName, HostOutput } from './hostMethods';
import type { Input, MethodName, Output } from './methods';

export const Call = z.strictObject({ callId: z.string().min(1).max(64), method: z.string().max(64), input: z.json() });
export type Call = Readonly<z.infer<typeof Call>>;
/** What a caller sends: up to 100 calls at once, answered in order; and the ids of calls to cancel. */
export const CallBatch = z.strictObject({ calls: z.array(Call).max(100), cancel: z.array(z.string().max(64)).max(100).default([]) });
export type CallBatch = Readonly<z.infer<typeof CallBatch>>;
export type AnyReply = Reply<unknown>;
export interface BatchReply { readonly replies: readonly AnyReply[] }

/** Messages between a host and the core process. */
export type ToCore =
  | { readonly type: 'call'; readonly call: Call }
  | { readonly type: 'cancel'; readonly callId: string }
  | { readonly type: 'stop' };
export type FromCore =
  | { readonly type: 'ready' }
  | { readonly type: 'reply'; readonly callId: string; readonly reply: AnyReply }
  | { readonly type: 'event'; readonly event: LacunaEvent };

/** The one typed function that everything outside the core goes through. */
export interface LacunaCaller {
  call<Name extends MethodName>(method: Name, input: Input<Name>): Promise<Reply<Output<Name>>>;
  call<Name extends HostMethodName>(method: Name, input: HostInput<Name>): Promise<Reply<HostOutput<Name>>>;
}

/** What the preload puts on `window.lacuna`, and nothing else. */
export interface LacunaBridge {
  readonly call: (batch: CallBatch) => Promise<BatchReply>;
  readonly on: (listener: (event: LacunaEvent) => void) => () => void;
}
