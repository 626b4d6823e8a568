// The way over HTTP: the built loopback host as a program, asked as its own page asks it; files go up and come from
// the places that it makes.
import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { LacunaEvent } from '../../db/contract/events';
import type { BatchReply } from '../../db/contract/rpc';
import { ownHeaders, startLoopbackProgram, takeSecret } from '../hosts/loopbackHarness';
import type { Way } from './way';

export async function startHttp(): Promise<Way> {
  const program = await startLoopbackProgram();
  const headers = ownHeaders(program, await takeSecret(program));
  const events: LacunaEvent[] = [];
  const listening = new AbortController();
  await listen(`${program.origin}/events`, headers, events, listening.signal);

  const send = async (batch: unknown): Promise<BatchReply> => {
    const { text } = await program.ask({ method: 'POST', path: '/call', headers, body: JSON.stringify(batch) });
    const answered = JSON.parse(text) as BatchReply | BatchReply['replies'][number];
    return 'replies' in answered ? answered : { replies: [answered] };
  };
  const pathIn = (reply: BatchReply['replies'][number] | undefined): string => {
    if (reply?.ok !== true) throw new Error(`No place: ${JSON.stringify(reply)}`);
    return (reply.value as { readonly path: string }).path;
  };
  return {
    host: 'loopback', isText: true, dataFolder: program.dataFolder, send,
    heard: () => Promise.resolve([...events]),
    bring: async (path) => {
      const { text } = await program.ask({ method: 'POST', path: `/upload?name=${encodeURIComponent(basename(path))}`, headers: { ...headers, 'Content-Type': 'application/octet-stream' }, body: readFileSync(path) });
      return (JSON.parse(text) as { readonly path: string }).path;
    },
    place: async (name) => {
      const input = { suggestedName: name, extension: extname(name).slice(1), title: 'Write' };
      return pathIn((await send({ calls: [{ callId: crypto.randomUUID(), method: 'chooseDestination', input }], cancel: [] })).replies[0]);
    },
    stop: async () => {
      listening.abort();
      await program.stop();
    },
  };
}

/** Resolves when the stream is open; goes on reading behind it. */
async function listen(address: string, headers: Readonly<Record<string, string>>, events: LacunaEvent[], signal: AbortSignal): Promise<void> {
  const response = await fetch(address, { headers, signal });
  if (response.body === null) throw new Error(`No events: ${response.status}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const readOn = async (): Promise<void> => {
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (text + value).split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) if (block.startsWith('data: ')) events.push(LacunaEvent.parse(JSON.parse(block.slice(6))));
    }
  };
  void readOn().catch(() => undefined); // aborted at the end
}
