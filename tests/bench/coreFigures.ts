// Measures the core with many rows: a durable edit against a bare durable commit on the same disk, and quick search
// as typed. Both in one process and one run, interleaved, so that a noisy machine is noisy for both.
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { percentile, type Figure } from './figures';
import { makeLargeDocument, randomNumbers, startCaller } from './largeDocument';

const edits = 1000;

export async function coreFigures(folder: string, rows: number): Promise<readonly Figure[]> {
  const caller = startCaller(join(folder, 'data'));
  const made = performance.now();
  await makeLargeDocument(caller, join(folder, 'large.lacuna'), rows);
  const makingSeconds = (performance.now() - made) / 1000;

  const bare = new Database(join(folder, 'bare.sqlite'));
  bare.pragma('journal_mode = WAL');
  bare.pragma('synchronous = FULL');
  bare.exec('CREATE TABLE cell (id INTEGER PRIMARY KEY, text TEXT) STRICT');
  const insert = bare.prepare('INSERT INTO cell (text) VALUES (?)');

  const random = randomNumbers(11);
  const editMs: number[] = [];
  const bareMs: number[] = [];
  const view = await caller.call('openView', { table: 'trials' });
  for (let count = 0; count < edits; count += 1) {
    const at = Math.floor(random() * rows);
    const { rows: [row] } = await caller.call('readView', { viewId: view.viewId, start: at, end: at + 1 });
    if (row === undefined) throw new Error(`No row at ${at}.`);
    const before = row.values['conclusions'] ?? null;
    const after = `${typeof before === 'string' ? before.slice(0, 150) : ''} corrected ${count}`;
    const start = performance.now();
    await caller.call('editRows', { table: 'trials', edits: [{ rowId: row.id, field: 'conclusions', before, after }] });
    const middle = performance.now();
    insert.run(after);
    bareMs.push(performance.now() - middle);
    editMs.push(middle - start);
    if (count % 20 === 0) await new Promise((resolve) => { setTimeout(resolve, 5); }); // a curator pauses: timers run
  }
  bare.close();

  const searchMs: number[] = [];
  for (const query of ['metastases', 'denosumab surgery', 'tgf-b', 'progression response rate', '12345', 'patients bone']) {
    for (let length = 1; length <= query.length; length += 1) {
      const start = performance.now();
      await caller.call('openView', { table: 'trials', search: query.slice(0, length) });
      searchMs.push(performance.now() - start);
    }
  }
  await caller.core.close();

  const ratio = percentile(editMs, 50) / percentile(bareMs, 50);
  const name = `${rows.toLocaleString('en')} rows`;
  return [
    { name: `durable edit, ${name}: median against a bare durable commit`, value: ratio, unit: '×', limit: 3, note: `${percentile(editMs, 50).toFixed(2)} ms against ${percentile(bareMs, 50).toFixed(2)} ms, ${edits} edits` },
    { name: `durable edit, ${name}: p99`, value: percentile(editMs, 99), unit: 'ms', limit: 16, note: `bare p99 ${percentile(bareMs, 99).toFixed(2)} ms` },
    { name: `quick search as typed, ${name}: p99`, value: percentile(searchMs, 99), unit: 'ms', limit: 50, note: `median ${percentile(searchMs, 50).toFixed(1)} ms, ${searchMs.length} key strokes` },
    { name: `pasting ${name}`, value: makingSeconds, unit: 's', limit: null, note: 'ten pastes, each one change set' },
  ];
}
