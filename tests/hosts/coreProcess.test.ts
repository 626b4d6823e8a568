// The core process itself, as Node forks it: it answers what does not fit, survives what is no message, frees its
// document when told to stop and when its parent is gone, and a killed one is started again with the document open.
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LacunaEvent } from '../../db/contract/events';
import type { AnyReply, FromCore } from '../../db/contract/rpc';
import { createCoreClient, type CoreClient } from '../../electron/process/coreClient';
import { forkCore } from '../../electron/process/forkCore';
import { until } from './electronHarness';

const program = resolve(import.meta.dirname, '../../out/main/coreProcess.js');
let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'lacuna-core-process-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const review = (): string => join(folder, 'NSCLC bone metastasis.lacuna');
const lockHolder = (): number => (JSON.parse(readFileSync(`${review()}.lock`, 'utf8')) as { readonly processId: number }).processId;
const ended = (child: ChildProcess): Promise<number | null> => new Promise((done) => { child.on('exit', (code) => done(code)); });

describe('spoken to directly', () => {
  let child: ChildProcess;
  let replies: Map<string, AnyReply>;
  beforeEach(async () => {
    child = fork(program, [], { env: { ...process.env, LACUNA_DATA: folder }, serialization: 'json' });
    replies = new Map();
    const ready = Promise.withResolvers<void>();
    child.on('message', (message) => {
      const said = message as FromCore;
      if (said.type === 'ready') ready.resolve();
      if (said.type === 'reply') replies.set(said.callId, said.reply);
    });
    await ready.promise;
  });
  afterEach(() => { child.kill('SIGKILL'); });

  const replyTo = (callId: string) => until(`the reply to ${callId}`, () => replies.get(callId), 30_000);

  test('a call that does not fit is answered, not dropped; what is no call is ignored', async () => {
    child.send({ type: 'call', call: { callId: 'no input', method: 'getDocument' } });
    child.send({ type: 'call' });
    child.send({ type: 'surprise' });
    child.send('text');
    child.send({ type: 'cancel', callId: 'nothing' });
    child.send({ type: 'call', call: { callId: 'fits', method: 'getDocument', input: {} } });
    expect(await replyTo('fits')).toEqual({ ok: true, value: null });
    expect(await replyTo('no input')).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  });

  test.each(['stop', 'SIGTERM', 'a parent that is gone'])('ends at %s with its document closed', async (way) => {
    child.send({ type: 'call', call: { callId: 'open', method: 'openDocument', input: {} } });
    await replyTo('open');
    expect(existsSync(`${review()}.lock`)).toBe(true);
    const end = ended(child);
    if (way === 'stop') child.send({ type: 'stop' });
    else if (way === 'SIGTERM') child.kill('SIGTERM');
    else {
      // Replies are on their way to a parent that does not take them any more.
      for (let count = 0; count < 200; count += 1) child.send({ type: 'call', call: { callId: `late ${count}`, method: 'verifyDocument', input: {} } });
      child.disconnect();
    }
    expect(await end).toBe(0);
    expect(existsSync(`${review()}.lock`)).toBe(false);
    expect(existsSync(`${review()}-wal`)).toBe(false);
  });
});

describe('many at once', () => {
  test('of several that find the lock of a dead one, exactly one gets the document', async () => {
    const opener = createCoreClient({ spawn: () => forkCore(folder, program) });
    const opened = await opener.call({ callId: 'open', method: 'openDocument', input: {} });
    expect(opened.ok).toBe(true);
    await opener.stop();
    for (let round = 0; round < 4; round += 1) {
      writeFileSync(`${review()}.lock`, JSON.stringify({ processId: 9_999_999, hostName: hostname(), sinceUtc: '2026-01-01T00:00:00.000Z' }));
      const clients = Array.from({ length: 6 }, () => createCoreClient({ spawn: () => forkCore(folder, program) }));
      await Promise.all(clients.map((each) => each.call({ callId: 'ready', method: 'getDocument', input: {} })));
      const replies = await Promise.all(clients.map((each) => each.call({ callId: 'open', method: 'openDocument', input: { path: review() } })));
      expect(replies.filter((reply) => reply.ok), `round ${round}`).toHaveLength(1);
      for (const reply of replies) if (!reply.ok) expect(reply.error.code).toBe('document-locked');
      await Promise.all(clients.map((each) => each.stop()));
      expect(readdirSync(folder).filter((name) => name.includes('.lock'))).toEqual([]);
    }
  });
});

describe('killed under its host', () => {
  let client: CoreClient;
  let events: LacunaEvent[];
  let calls = 0;
  const ask = (method: string, input: object): Promise<AnyReply> => {
    calls += 1;
    return client.call({ callId: `call ${calls}`, method, input: JSON.parse(JSON.stringify(input)) });
  };
  beforeEach(() => {
    events = [];
    client = createCoreClient({ spawn: () => forkCore(folder, program) });
    client.onEvent((event) => { events.push(event); });
  });
  afterEach(() => client.stop());

  test('what was acknowledged is there, the next call is answered by a new core, and it is said', async () => {
    await ask('openDocument', {});
    const added = await ask('editRows', { table: 'factors', adds: [{ values: { factor: 'ACKR1' } }] });
    expect(added).toMatchObject({ ok: true });
    const killed = lockHolder();
    const checking = ask('verifyDocument', {});
    process.kill(killed, 'SIGKILL');
    const checked = await checking;
    if (!checked.ok) expect(checked.error.code).toBe('core-lost');
    await until('the restart', () => events.some((event) => event.type === 'coreRestarted'), 30_000);
    expect(await ask('findRows', { text: 'ACKR1', tables: ['factors'] })).toMatchObject({ ok: true, value: [{ row: { values: { factor: 'ACKR1' } } }] });
    expect(lockHolder()).not.toBe(killed);
  });
});
