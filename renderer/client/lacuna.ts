// Owns the one typed client that everything in the page goes through. Calls made together travel together; a refusal
// rejects with the core's own LacunaError.
import './schemas'; // here too: it has to lie in one chunk with the contract
import { LacunaError } from '../../db/contract/errors';
import type { LacunaEvent } from '../../db/contract/events';
import type { HostInput, HostMethodName, HostOutput } from '../../db/contract/hostMethods';
import type { Input, MethodName, Output } from '../../db/contract/methods';
import type { AnyReply, Call } from '../../db/contract/rpc';
import { chooseTransport, type ConnectionState } from './transport';

type AnyMethod = MethodName | HostMethodName;
type InputOf<Name extends AnyMethod> = Name extends MethodName ? Input<Name> : Name extends HostMethodName ? HostInput<Name> : never;
type OutputOf<Name extends AnyMethod> = Name extends MethodName ? Output<Name> : Name extends HostMethodName ? HostOutput<Name> : never;

export interface Lacuna {
  call<Name extends AnyMethod>(method: Name, input: InputOf<Name>, options?: { readonly callId?: string }): Promise<OutputOf<Name>>;
  /** Asks a running call to stop; it then rejects with `cancelled`. */
  cancel(callId: string): void;
  on(listener: (event: LacunaEvent) => void): () => void;
  onConnection(listener: (state: ConnectionState) => void): () => void;
  readonly upload: ((file: File) => Promise<string>) | null;
  readonly download: ((path: string) => Promise<Blob>) | null;
}

interface Waiting { readonly call: Call; readonly resolve: (reply: AnyReply) => void; readonly reject: (problem: unknown) => void }

const mostCallsPerBatch = 100;

function createLacuna(): Lacuna {
  const transport = chooseTransport();
  let waiting: Waiting[] = [];
  const flush = (): void => {
    const batch = waiting.slice(0, mostCallsPerBatch);
    waiting = waiting.slice(mostCallsPerBatch);
    if (waiting.length > 0) queueMicrotask(flush);
    void transport.send({ calls: batch.map(({ call }) => call), cancel: [] }).then(
      ({ replies }) => batch.forEach(({ resolve, reject }, index) => {
        const reply = replies[index];
        if (reply === undefined) reject(new LacunaError('internal', 'Lacuna gave no answer. Try again.'));
        else resolve(reply);
      }),
      (problem: unknown) => batch.forEach(({ reject }) => reject(problem)),
    );
  };
  return {
    call: async (method, input, options = {}) => {
      const call: Call = { callId: options.callId ?? crypto.randomUUID(), method, input: JSON.parse(JSON.stringify(input)) };
      const reply = await new Promise<AnyReply>((resolve, reject) => {
        waiting.push({ call, resolve, reject });
        if (waiting.length === 1) queueMicrotask(flush);
      });
      if (!reply.ok) throw new LacunaError(reply.error.code, reply.error.message, reply.error.details);
      return reply.value as never; // the core's output schemas are proved in the contract suite
    },
    cancel: (callId) => void transport.send({ calls: [], cancel: [callId] }).catch(() => {}),
    on: (listener) => transport.onEvent(listener),
    onConnection: (listener) => transport.onState(listener),
    upload: transport.upload,
    download: transport.download,
  };
}

export const lacuna: Lacuna = createLacuna();

export function messageOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem);
}
