// Files on their way between a browser and the data folder, at their limits: too large, on a full disk, forgotten; and a
// core that is gone. The server runs in this process, with limits that a test can reach.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AnyReply, Call } from '../../db/contract/rpc';
import { startLoopback, type LoopbackServer } from '../../electron/loopback/server';
import { ask, ownHeaders, type Answer } from './loopbackHarness';
import { mountSmallDisk } from './smallDisk';

let folder: string;
let server: LoopbackServer | null = null;
let headers: Readonly<Record<string, string>>;
let coreReply: (call: Call) => Promise<AnyReply>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lacuna-transfers-'));
  coreReply = () => Promise.resolve({ ok: true, value: [] });
});
afterEach(async () => {
  await server?.close();
  server = null;
  rmSync(folder, { recursive: true, force: true });
});

async function start(dataFolder = folder): Promise<LoopbackServer> {
  const pageFolder = join(folder, 'page');
  mkdirSync(pageFolder, { recursive: true });
  let ids = 0;
  server = await startLoopback({
    core: { call: (call) => coreReply(call), cancel: () => {}, onEvent: () => () => {} },
    pageFolder, dataFolder, startFile: null, port: 0, version: '0.0.0', newId: () => { ids += 1; return `id-${ids}`; }, limits: { bodyBytes: 1000, uploadBytes: 100_000 },
  });
  const { port } = server;
  const origin = `http://127.0.0.1:${port}`;
  const token = new URL(server.newAddress()).hash.replace('#token=', '');
  const { text } = await ask(port, { method: 'POST', path: '/session', headers: ownHeaders({ origin }, null), body: JSON.stringify({ token }) });
  headers = ownHeaders({ origin }, (JSON.parse(text) as { readonly secret: string }).secret);
  return server;
}
const upload = (bytes: number, more: Readonly<Record<string, string>> = {}): Promise<Answer> => ask(server?.port ?? 0, { method: 'POST', path: '/upload?name=a.lacuna', headers: { ...headers, 'Content-Type': 'application/octet-stream', ...more }, body: Buffer.alloc(bytes, 1) });
const uploads = (dataFolder = folder): readonly string[] => (existsSync(join(dataFolder, 'uploads')) ? readdirSync(join(dataFolder, 'uploads')) : []);
const errorOf = ({ text }: Answer) => (JSON.parse(text) as { readonly error: { readonly code: string; readonly message: string } }).error;

describe('an upload', () => {
  test('at the limit is taken', async () => {
    await start();
    expect((await upload(100_000)).status).toBe(200);
    expect(uploads()).toHaveLength(1);
  });

  test.each([['says so beforehand', {}], ['does not say so', { 'Transfer-Encoding': 'chunked' }]])('that is larger and %s is refused in a sentence, and nothing of it stays', async (_what, more) => {
    await start();
    const answer = await upload(5_000_000, more);
    expect(answer.status).toBe(413);
    expect(errorOf(answer)).toMatchObject({ code: 'invalid-input', message: expect.stringContaining('Open it from its folder with: npm start -- FILE') });
    expect(uploads()).toEqual([]);
    expect((await upload(10)).status, 'the host goes on').toBe(200);
  });

  test('that fills the disk is refused in a sentence, and nothing of it stays', async (context) => {
    const disk = mountSmallDisk(256 * 1024);
    if (typeof disk === 'string') return context.skip(disk);
    try {
      await start(disk.folder);
      disk.fill(20_000);
      const answer = await upload(90_000);
      expect(answer.status).toBe(507);
      expect(errorOf(answer)).toMatchObject({ code: 'disk-full', message: expect.stringContaining(`The disk of ${join(disk.folder, 'uploads')} is full.`) });
      expect(uploads(disk.folder)).toEqual([]);
      disk.free();
      expect((await upload(90_000)).status).toBe(200);
    } finally {
      await server?.close();
      server = null;
      disk.unmount();
    }
  });
});

test('what nobody fetched for a day is removed at the next start; what was written today stays', async () => {
  for (const name of ['old', 'new']) {
    mkdirSync(join(folder, 'outbox', name), { recursive: true });
    writeFileSync(join(folder, 'outbox', name, 'table.csv'), 'x');
  }
  const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 3600;
  utimesSync(join(folder, 'outbox', 'old'), twoDaysAgo, twoDaysAgo);
  await start();
  expect(readdirSync(join(folder, 'outbox'))).toEqual(['new']);
});

test('what was sent to be imported is gone a day later; documents that were sent stay', async () => {
  const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 3600;
  for (const [name, file, isOld] of [['old', 'table.csv', true], ['new', 'table.csv', false], ['document', 'Review.lacuna', true], ['open', 'Review.lacuna-wal', true]] as const) {
    mkdirSync(join(folder, 'uploads', name), { recursive: true });
    writeFileSync(join(folder, 'uploads', name, file), 'x');
    if (isOld) utimesSync(join(folder, 'uploads', name), twoDaysAgo, twoDaysAgo);
  }
  await start();
  expect(readdirSync(join(folder, 'uploads')).toSorted()).toEqual(['document', 'new', 'open']);
});

test('one call that fails in the host itself takes no other answer of its batch away', async () => {
  await start();
  coreReply = (call) => (call.method === 'undo' ? Promise.reject(new Error('no such pipe')) : Promise.resolve({ ok: true, value: call.method }));
  const calls = ['redo', 'undo', 'getDocument'].map((method, index) => ({ callId: String(index), method, input: {} }));
  const { text } = await ask(server?.port ?? 0, { method: 'POST', path: '/call', headers, body: JSON.stringify({ calls }) });
  expect(JSON.parse(text)).toEqual({ replies: [
    { ok: true, value: 'redo' },
    { ok: false, error: { code: 'internal', message: 'undo could not be finished: no such pipe. Try again; if it stays so, restart Lacuna.' } },
    { ok: true, value: 'getDocument' },
  ] });
});

test('a port that is taken is said, with what to do', async () => {
  const { port } = await start();
  await expect(startLoopback({ core: { call: coreReply, cancel: () => {}, onEvent: () => () => {} }, pageFolder: folder, dataFolder: folder, startFile: null, port, version: '0', newId: () => 'id' }))
    .rejects.toThrow(`Port ${port} is in use. Choose another one with --port, or leave it out for a free one.`);
});
