// Talking to the core process from a host: every call is answered once, by its own reply or by a refusal; a dead core is
// started again with its document; a core that keeps dying is left alone; stopping ends it.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { LacunaEvent } from '../../../../db/contract/events';
import type { FromCore, ToCore } from '../../../../db/contract/rpc';
import type { DocumentInfo } from '../../../../db/contract/types';
import { createCoreClient, type CoreChild, type CoreClient } from '../../../../electron/process/coreClient';

/** A core process that answers when the test says so. */
class ChildDouble implements CoreChild {
  readonly posted: ToCore[] = [];
  wasKilled = false;
  private say: (message: FromCore) => void = () => {};
  private exit: (code: number | null) => void = () => {};
  post(message: ToCore): void { this.posted.push(message); }
  onMessage(listener: (message: FromCore) => void): void { this.say = listener; }
  onExit(listener: (code: number | null) => void): void { this.exit = listener; }
  kill(): void { this.wasKilled = true; this.exit(null); }
  answer(callId: string, value: unknown): void { this.say({ type: 'reply', callId, reply: { ok: true, value } }); }
  tell(event: LacunaEvent): void { this.say({ type: 'event', event }); }
  die(): void { this.exit(139); }
  calls(): readonly string[] { return this.posted.flatMap((message) => (message.type === 'call' ? [message.call.method] : [])); }
}

let children: ChildDouble[];
let nowMs: number;
let client: CoreClient;
let events: LacunaEvent[];
const child = (index = children.length - 1): ChildDouble => {
  const found = children[index];
  if (found === undefined) throw new Error(`There is no core ${index}.`);
  return found;
};
const call = (callId: string, method = 'getDocument') => client.call({ callId, method, input: {} });
const document = { path: '/home/a.lacuna', isReadOnly: false } as DocumentInfo;

beforeEach(() => {
  children = [];
  events = [];
  nowMs = 1_000_000;
  client = createCoreClient({ spawn: () => { const made = new ChildDouble(); children.push(made); return made; }, nowMs: () => nowMs });
  client.onEvent((event) => events.push(event));
});

test('answers by id, in whatever order the core does', async () => {
  const [first, second] = [call('a'), call('b')];
  child().answer('b', 2);
  child().answer('a', 1);
  expect([await first, await second]).toEqual([{ ok: true, value: 1 }, { ok: true, value: 2 }]);
});

test('refuses an id that is still under way, instead of leaving one of the two without an answer', async () => {
  const first = call('a');
  expect(await call('a')).toMatchObject({ ok: false, error: { code: 'invalid-input', message: expect.stringContaining('“a”') } });
  child().answer('a', 1);
  expect(await first).toEqual({ ok: true, value: 1 });
  const again = call('a');
  child().answer('a', 2);
  expect(await again).toEqual({ ok: true, value: 2 });
});

test('passes cancellations on', () => {
  client.cancel('a');
  expect(child().posted).toEqual([{ type: 'cancel', callId: 'a' }]);
});

test('tells events to whoever listens, until they do not', () => {
  const heard: LacunaEvent[] = [];
  const stop = client.onEvent((event) => heard.push(event));
  child().tell({ type: 'closeRequested' });
  stop();
  child().tell({ type: 'closeRequested' });
  expect(heard).toHaveLength(1);
});

describe('when the core ends', () => {
  test('what was under way is answered, never left hanging', async () => {
    const under = call('a');
    child().die();
    expect(await under).toMatchObject({ ok: false, error: { code: 'core-lost', message: expect.stringContaining('look whether the change is there') } });
  });

  test('a new one opens the document again before anything else, and it is said', async () => {
    child().tell({ type: 'documentChanged', document });
    child().die();
    const later = call('b');
    expect(child().calls()).toEqual(['openDocument', 'getDocument']);
    const [first] = child().posted;
    if (first?.type !== 'call') throw new Error('Nothing was asked.');
    expect(first.call.input).toEqual({ path: '/home/a.lacuna', access: 'write' });
    child().answer(first.call.callId, document);
    child().answer('b', document);
    expect(await later).toMatchObject({ ok: true });
    await vi.waitFor(() => expect(events.at(-1)).toMatchObject({ type: 'coreRestarted', message: expect.stringContaining('nothing that was acknowledged is lost') }));
  });

  test('a closed document is not opened again', () => {
    child().tell({ type: 'documentChanged', document });
    child().tell({ type: 'documentChanged', document: null });
    child().die();
    expect(child().calls()).toEqual([]);
  });

  test('five times within a minute it is started again, the sixth it is not, and says so', async () => {
    for (let deaths = 0; deaths < 6; deaths += 1) child().die();
    expect(children).toHaveLength(6);
    expect(await call('a')).toMatchObject({ ok: false, error: { code: 'core-lost', message: expect.stringContaining('keeps ending') } });
    await client.stop();
  });

  test('deaths that lie apart do not add up', () => {
    for (let deaths = 0; deaths < 12; deaths += 1) {
      child().die();
      nowMs += 30_000;
    }
    expect(children).toHaveLength(13);
  });
});

describe('stopping', () => {
  test('asks the core to close the document, and does not start another', async () => {
    const stopped = client.stop();
    expect(child().posted).toEqual([{ type: 'stop' }]);
    child().die();
    await stopped;
    expect(children).toHaveLength(1);
  });

  test('kills a core that does not end within five seconds', async () => {
    vi.useFakeTimers();
    try {
      const stopped = client.stop();
      await vi.advanceTimersByTimeAsync(4900);
      expect(child().wasKilled).toBe(false);
      await vi.advanceTimersByTimeAsync(200);
      await stopped;
      expect(child().wasKilled).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  test('a call after it is answered', async () => {
    const stopped = client.stop();
    const late = call('a');
    child().die();
    await stopped;
    expect(await late).toMatchObject({ ok: false, error: { code: 'core-lost' } });
    expect(await call('b')).toMatchObject({ ok: false, error: { code: 'core-lost' } });
  });
});
