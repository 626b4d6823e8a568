// Owns HTTP to the loopback host: the one-time token of the address becomes a secret that this tab keeps, calls go out
// in batches, events come as a stream that reconnects. Refuses to go on without a secret; says so once.
import { LacunaEvent } from '../../db/contract/events';
import { LacunaError } from '../../db/contract/errors';
import type { BatchReply } from '../../db/contract/rpc';
import type { ConnectionState, Transport } from './transport';

const secretKey = 'lacuna.secret';
const longestPauseMs = 5000;

export function httpTransport(): Transport {
  const eventListeners = new Set<(event: LacunaEvent) => void>();
  const stateListeners = new Set<(state: ConnectionState) => void>();
  let state: ConnectionState = 'connecting';
  const setState = (next: ConnectionState): void => {
    if (next === state) return;
    state = next;
    for (const listener of stateListeners) listener(next);
  };

  const secret = takeSecret().then((found) => {
    if (found === null) setState('refused');
    else void listen(found, eventListeners, setState);
    return found;
  });

  const ask = async (path: string, options: RequestInit): Promise<Response> => {
    const known = await secret;
    if (known === null) throw new LacunaError('not-allowed', 'This page has no right to use Lacuna. Open the address that Lacuna printed when it started.');
    let response: Response;
    try {
      response = await fetch(path, { ...options, headers: { ...options.headers, Authorization: `Bearer ${known}` } });
    } catch {
      setState('lost');
      throw new LacunaError('core-lost', 'Lacuna\'s local service does not answer. What was confirmed is on disk; start Lacuna again, then retry.');
    }
    if (response.ok) return response;
    if (response.status === 401) setState('refused');
    throw await problemOf(response);
  };

  return {
    send: async (batch) => (await (await ask('/call', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(batch) })).json()) as BatchReply, // the host speaks the contract
    onEvent: (listener) => { eventListeners.add(listener); return () => { eventListeners.delete(listener); }; },
    onState: (listener) => { stateListeners.add(listener); listener(state); return () => { stateListeners.delete(listener); }; },
    upload: async (file) => {
      const answered = await ask(`/upload?name=${encodeURIComponent(file.name)}`, { method: 'POST', body: file });
      const { path } = (await answered.json()) as { path: string };
      return path;
    },
    download: async (path) => (await ask(`/outbox?path=${encodeURIComponent(path)}`, { method: 'GET' })).blob(),
  };
}

async function problemOf(response: Response): Promise<LacunaError> {
  try {
    const { error } = (await response.json()) as { error: { code: LacunaError['code']; message: string } };
    return new LacunaError(error.code, error.message);
  } catch {
    return new LacunaError('internal', `Lacuna's local service answered with ${response.status}. Try again.`);
  }
}

async function takeSecret(): Promise<string | null> {
  const token = /^#token=([\w-]+)$/u.exec(window.location.hash)?.[1];
  if (token === undefined) return sessionStorage.getItem(secretKey);
  window.history.replaceState(null, '', window.location.pathname);
  try {
    const response = await fetch('/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ token }) });
    if (!response.ok) return sessionStorage.getItem(secretKey);
    const { secret } = (await response.json()) as { secret: string };
    sessionStorage.setItem(secretKey, secret);
    return secret;
  } catch {
    return null;
  }
}

/** Reads the event stream for as long as the page lives; pauses longer after each failure, up to five seconds. */
async function listen(secret: string, listeners: ReadonlySet<(event: LacunaEvent) => void>, setState: (state: ConnectionState) => void): Promise<void> {
  for (let pauseMs = 200; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      const response = await fetch('/events', { headers: { Authorization: `Bearer ${secret}` } });
      if (response.status === 401) return setState('refused');
      if (response.ok && response.body !== null) {
        setState('here');
        pauseMs = 100;
        await readEvents(response.body, (event) => { for (const listener of listeners) listener(event); });
      }
    } catch {
      // the connection broke: said below, tried again
    }
    setState('lost');
    await new Promise((resolve) => { setTimeout(resolve, pauseMs); });
  }
}

async function readEvents(body: ReadableStream<Uint8Array<ArrayBuffer>>, emit: (event: LacunaEvent) => void): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (text + value).split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      if (!block.startsWith('data: ')) continue;
      const event = LacunaEvent.safeParse(JSON.parse(block.slice(6)));
      if (event.success) emit(event.data);
    }
  }
}
