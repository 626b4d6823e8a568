// Owns the process that the core lives in: messages in, replies and events out. The same file is forked by Node and by
// Electron. It ends with its parent, and closes the document before it does. Ignores what is no message of a host, and refuses
// calls that do not fit.
import { z } from 'zod';
import { createCore, defaultDataFolder, systemDeps } from '../../db/core';
import { Call, type FromCore, type ToCore } from '../../db/contract/rpc';

/** Electron's utility process has this port; a process that Node forked has none. */
const parentPort: NodeJS.Process['parentPort'] | undefined = process.parentPort;
const send = (message: FromCore): void => {
  // A host that was killed takes no message; the core learns it by `disconnect`, and ends.
  if (parentPort === undefined) process.send?.(message, undefined, undefined, () => {});
  else parentPort.postMessage(message);
};

const dataFolder = defaultDataFolder(process.env, process.platform);
const core = createCore(systemDeps({ dataFolder, emit: (event) => send({ type: 'event', event }) }));

let stopping: Promise<void> | null = null;
function stop(): void {
  stopping ??= core.close().finally(() => process.exit(0));
}

const Named = z.object({ callId: z.string() });

/** A host waits for an answer to whatever has an id. */
function refuse(call: unknown): void {
  const named = Named.safeParse(call);
  if (named.success) send({ type: 'reply', callId: named.data.callId, reply: { ok: false, error: { code: 'invalid-input', message: 'The core takes calls with an id, a method and an input only. Nothing was done.' } } });
}

function receive(message: ToCore): void {
  switch (message.type) {
    case 'stop':
      return stop();
    case 'cancel':
      return core.cancel(message.callId);
    case 'call': {
      const call = Call.safeParse(message.call);
      if (call.success) void core.dispatch(call.data).then((reply) => send({ type: 'reply', callId: call.data.callId, reply }));
      else refuse(message.call);
    }
  }
}

// The parent is our own host: its messages are typed by the contract, and every call is validated by the core.
if (parentPort === undefined) process.on('message', (message) => receive(message as ToCore));
else parentPort.on('message', ({ data }) => receive(data as ToCore));
process.on('disconnect', stop);
process.on('SIGTERM', stop);
process.on('SIGINT', () => {}); // the terminal sends it to the host too, which says stop
send({ type: 'ready' });
