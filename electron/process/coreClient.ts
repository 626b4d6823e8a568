// Owns talking to the core process from a host: calls by id, events, and what happens when it dies. A dead core is
// started again and the document opened again; calls that were under way answer `core-lost`, never hang.
import type { LacunaEvent } from '../../db/contract/events';
import { LacunaError } from '../../db/contract/errors';
import type { AnyReply, Call, FromCore, ToCore } from '../../db/contract/rpc';

/** A running core process, however it was started. */
export interface CoreChild {
  post(message: ToCore): void;
  onMessage(listener: (message: FromCore) => void): void;
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

export interface CoreClient {
  /** Never rejects: every outcome is a reply. */
  call(call: Call): Promise<AnyReply>;
  cancel(callId: string): void;
  onEvent(listener: (event: LacunaEvent) => void): () => void;
  /** Closes the document and ends the process; kills it when it does not end within five seconds. */
  stop(): Promise<void>;
}

const mostDeathsPerMinute = 5;
const stopTimeoutMs = 5000;

export function createCoreClient({ spawn, nowMs = Date.now }: { readonly spawn: () => CoreChild; readonly nowMs?: () => number }): CoreClient {
  const listeners = new Set<(event: LacunaEvent) => void>();
  const pending = new Map<string, (reply: AnyReply) => void>();
  let deaths: number[] = [];
  let opened: { readonly path: string; readonly access: 'write' | 'read' } | null = null;
  let child: CoreChild | null = null;
  let stopped: (() => void) | null = null;
  let isStopping = false;

  const emit = (event: LacunaEvent): void => {
    if (event.type === 'documentChanged') opened = event.document === null ? null : { path: event.document.path, access: event.document.isReadOnly ? 'read' : 'write' };
    for (const listener of listeners) listener(event);
  };

  const send = (call: Call): Promise<AnyReply> => {
    const running = child;
    if (pending.has(call.callId)) return Promise.resolve({ ok: false, error: new LacunaError('invalid-input', `A call with the id “${call.callId}” is still under way. Give each call an id of its own.`).toBody() });
    if (running === null) return Promise.resolve(lost('Lacuna\'s core keeps ending and was not started again. Close Lacuna and start it once more; nothing that was acknowledged is lost.'));
    return new Promise((resolve) => {
      pending.set(call.callId, resolve);
      running.post({ type: 'call', call });
    });
  };

  const start = (): void => {
    const started = spawn();
    child = started;
    started.onMessage((message) => {
      if (message.type === 'event') emit(message.event);
      else if (message.type === 'reply') {
        pending.get(message.callId)?.(message.reply);
        pending.delete(message.callId);
      }
    });
    started.onExit(() => {
      if (child !== started) return;
      child = null;
      for (const answer of pending.values()) answer(lost('Lacuna\'s core ended while it worked on this. It is started again; look whether the change is there before you repeat it.'));
      pending.clear();
      if (isStopping) stopped?.();
      else restart();
    });
  };

  const restart = (): void => {
    deaths = [...deaths.filter((at) => nowMs() - at < 60_000), nowMs()];
    if (deaths.length > mostDeathsPerMinute) return;
    const reopen = opened;
    start();
    const reopened = reopen === null ? Promise.resolve<AnyReply>({ ok: true, value: null }) : send({ callId: `reopen-${deaths.length}-${nowMs()}`, method: 'openDocument', input: reopen });
    void reopened.then((reply) => {
      const outcome = reply.ok ? 'The document is open again, and nothing that was acknowledged is lost.' : reply.error.message;
      emit({ type: 'coreRestarted', message: `Lacuna's core ended unexpectedly and was started again. ${outcome}` });
    });
  };

  start();
  return {
    call: send,
    cancel: (callId) => child?.post({ type: 'cancel', callId }),
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => new Promise((resolve) => {
      isStopping = true;
      const running = child;
      if (running === null) return resolve();
      const timer = setTimeout(() => running.kill(), stopTimeoutMs);
      stopped = () => { clearTimeout(timer); resolve(); };
      running.post({ type: 'stop' });
    }),
  };
}

function lost(message: string): AnyReply {
  return { ok: false, error: new LacunaError('core-lost', message).toBody() };
}
