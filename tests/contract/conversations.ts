// How a way talks: batches answered in order, events after the commit and never without one, progress, cancelling a
// long call, and values that are JSON or nothing.
import Database from 'better-sqlite3';
import { existsSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'vitest';
import type { AnyReply, BatchReply } from '../../db/contract/rpc';
import { until } from '../hosts/electronHarness';
import type { Bench } from './bench';
import type { Case } from './refusals';

const called = (method: string, input: unknown, callId: string = crypto.randomUUID()) => ({ callId, method, input });
const codes = ({ replies }: BatchReply): readonly string[] => replies.map((reply) => (reply.ok ? 'ok' : reply.error.code));

/** Whether a second reader of the file, who knows only what is on disk, finds this change. */
function isOnDisk(path: string, changeSetId: string): boolean {
  const database = new Database(path, { readonly: true });
  try {
    return database.prepare('SELECT 1 FROM change_set WHERE id = ?').get(changeSetId) !== undefined;
  } finally {
    database.close();
  }
}

async function addFactors({ call }: Bench, count: number): Promise<void> {
  await call('editRows', { table: 'factors', adds: Array.from({ length: count }, (_, index) => ({ values: { factor: `miR-${index}` } })), intention: 'paste' });
}

export const conversations: readonly Case[] = [
  {
    name: 'a batch is carried out and answered in its order, each call by itself',
    run: async (bench) => {
      const row = await bench.factor('CXCR7');
      const edit = (before: string, after: string) => called('editRows', { table: 'factors', edits: [{ rowId: row.id, field: 'expression', before, after }] });
      const answered = await bench.way.send({ calls: [edit('Up', 'Down'), edit('Up', 'Mutation'), called('undo', {}), called('noSuchThing', {}), edit('Up', 'Mutation'), called('getRows', { table: 'factors', rowIds: [row.id] })], cancel: [] });
      expect(codes(answered)).toEqual(['ok', 'stale-edit', 'ok', 'unknown-method', 'ok', 'ok']);
      expect((answered.replies.at(-1) as Extract<AnyReply, { ok: true }>).value).toMatchObject([{ values: { expression: 'Mutation' } }]);
    },
  },
  {
    name: 'a batch without calls has no answers; cancelling what does not run is no error',
    run: async (bench) => {
      expect(await bench.way.send({ calls: [], cancel: ['nothing', 'runs'] })).toEqual({ replies: [] });
    },
  },
  {
    name: 'a batch that makes no sense is refused, and every call in it is told',
    run: async (bench) => {
      if (bench.way.host === null) return; // the hosts look at batches; what reaches a core is a call
      for (const batch of [{ calls: 'all' }, [], 'text', null, 7]) expect(codes(await bench.way.send(batch)), JSON.stringify(batch)).toEqual(['invalid-input']);
      const refused = await bench.way.send({ calls: [called('getDocument', {}), { callId: 'x', method: 'getDocument' }], cancel: [] });
      expect(new Set(codes(refused))).toEqual(new Set(['invalid-input']));
      expect(codes(await bench.way.send({ calls: [called('getDocument', {})], cancel: [] }))).toEqual(['ok']);
    },
  },
  {
    name: 'two calls under one id are both answered',
    run: async (bench) => {
      const answered = await bench.way.send({ calls: [called('verifyDocument', {}, 'twice'), called('getDocument', {}, 'twice')], cancel: [] });
      expect(answered.replies).toHaveLength(2);
      expect(codes(answered)[0]).toBe('ok');
    },
  },
  {
    name: 'a change is on disk before anybody hears of it, and what is refused is never heard of',
    run: async (bench) => {
      const row = await bench.factor('CXCR7');
      const edits = [{ rowId: row.id, field: 'expression', before: 'Up', after: 'Down' }];
      await bench.refusal('editRows', { table: 'factors', edits: [{ ...edits[0], before: 'Mutation' }] });
      await bench.refusal('undo', {});
      const { changeSetId, label, savedAtUtc, undoState } = await bench.call('editRows', { table: 'factors', edits });
      expect(isOnDisk(bench.document.path, changeSetId)).toBe(true);
      const heard = await bench.event('committed');
      expect(heard).toMatchObject({ changeSetId, label, savedAtUtc, undoState });
      expect(heard.touched, 'the row, and what follows from it').toEqual(expect.arrayContaining([
        { table: 'factors', rowIds: expect.arrayContaining([row.id]), isStructural: false }, expect.objectContaining({ table: 'claims', isStructural: false }), expect.objectContaining({ table: 'findings', isStructural: true }),
      ]));
      expect((await bench.eventsSinceStart()).filter((event) => event.type === 'committed')).toHaveLength(1);
    },
  },
  {
    name: 'opening, making and closing a document is said',
    run: async (bench) => {
      await bench.call('closeDocument', {});
      await bench.event('documentChanged', (event) => event.document === null);
      await bench.call('openDocument', { path: bench.document.path });
      const { document } = await bench.event('documentChanged', (event) => event.document !== null);
      expect(document).toEqual(await bench.call('getDocument', {}));
    },
  },
  {
    name: 'long work says how far it is, under the caller’s own id',
    run: async (bench) => {
      await bench.call('verifyDocument', {}, 'my check');
      expect(await bench.event('progress', (event) => event.callId === 'my check')).toMatchObject({ label: 'Checking the journal', done: 3, total: 3 });
      const path = await bench.way.place('copy.lacuna');
      await bench.call('saveCopy', { path }, 'my copy');
      expect(await bench.event('progress', (event) => event.callId === 'my copy')).toMatchObject({ label: 'Saving a copy', total: expect.any(Number) });
    },
  },
  {
    name: 'a long call can be cancelled: it says so, leaves nothing behind, and the next one works',
    run: async (bench) => {
      await addFactors(bench, 20_000);
      const path = await bench.way.place('long.xlsx');
      const running = bench.way.send({ calls: [called('exportTable', { table: 'factors', format: 'xlsx', path }, 'a long one')], cancel: [] });
      await bench.event('progress', (event) => event.callId === 'a long one');
      await bench.way.send({ calls: [], cancel: ['a long one'] });
      expect((await running).replies).toEqual([{ ok: false, error: { code: 'cancelled', message: 'The export was cancelled. Nothing was written.' } }]);
      expect(existsSync(path)).toBe(false);
      expect(readdirSync(dirname(path)).filter((name) => name.endsWith('.part'))).toEqual([]);
      await until('a call that was cancelled to be forgotten', async () => codes(await bench.way.send({ calls: [called('exportTable', { table: 'trials', format: 'csv', path }, 'a long one')], cancel: [] }))[0] === 'ok');
    },
  },
  {
    name: 'values that JSON can’t say are refused, or arrive as JSON writes them',
    run: async (bench) => {
      const odd = { when: new Date(0), ratio: Number.NaN, most: Number.POSITIVE_INFINITY };
      const [reply] = (await bench.way.send({ calls: [called('saveLayout', { table: 'trials', layout: odd })], cancel: [] })).replies;
      const { layout } = await bench.call('getLayout', { table: 'trials' });
      if (bench.way.isText) expect(layout).toEqual(JSON.parse(JSON.stringify(odd)));
      else {
        expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
        expect(layout).toBeNull();
      }
    },
  },
];
