// Measures the core with many rows: a durable edit against a bare durable commit on the same disk, quick search as
// typed, sorting and filtering. In one process and one run; what is compared takes turns, so that a noisy machine is
// noisy for both.
import Database from 'better-sqlite3';
import { join } from 'node:path';
import type { ColumnFilter } from '../../db/contract/types';
import { percentile, type Figure } from './figures';
import { randomNumbers, startCaller, unchecked, type BenchDocuments, type Caller } from './largeDocument';

const edits = 2000;
/** As long as the store takes to tidy up after a document was opened: a curator reads before writing. */
const settleMs = 8000;

export async function coreFigures({ folder, dataFolder, large, rows }: BenchDocuments): Promise<readonly Figure[]> {
  const caller = startCaller(dataFolder, unchecked);
  await caller.call('openDocument', { path: large });
  await new Promise((resolve) => { setTimeout(resolve, settleMs); });
  const figures = [
    ...await editFigures(caller, join(folder, 'bare.sqlite'), rows),
    ...await searchFigures(caller, rows),
    ...await questionFigures(caller, rows),
  ];
  await caller.core.close();
  return figures;
}

async function editFigures(caller: Caller, barePath: string, rows: number): Promise<readonly Figure[]> {
  const bare = new Database(barePath);
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
    if (count % 20 === 0) await new Promise((resolve) => { setTimeout(resolve, 5); }); // timers run, as between a curator's keys
  }
  bare.close();
  const [editMedian, bareMedian] = [percentile(editMs, 50), percentile(bareMs, 50)];
  const name = `durable edit, its check aside, ${counted(rows)}`;
  return [
    { name: `${name}: median against a bare durable commit`, value: editMedian / bareMedian, unit: '×', limit: 3, note: `${editMedian.toFixed(2)} ms against ${bareMedian.toFixed(2)} ms, ${edits} edits` },
    { name: `${name}: p99`, value: percentile(editMs, 99), unit: 'ms', limit: 16, note: `longest ${percentile(editMs, 100).toFixed(1)} ms; bare p99 ${percentile(bareMs, 99).toFixed(2)} ms, longest ${percentile(bareMs, 100).toFixed(1)} ms` },
  ];
}

/** Rare and common words, several words, numbers, Greek and dashes, and words that nothing has. */
const searches = [
  'metastases', 'patients', 'progression', 'retrospective', 'denosumab surgery', 'progression response rate', 'patients bone', 'lung cancer survival', '12345', '0.05', 'tgf-b', 'TGFβ', 'NF-κB',
  'miR-17-5p', 'Wnt/β-catenin', 'EGFR mutation', 'osteoclast', 'zoledronic acid', 'xylophone', 'a',
] as const;

async function searchFigures(caller: Caller, rows: number): Promise<readonly Figure[]> {
  const samples: { readonly typed: string; readonly ms: number }[] = [];
  for (let round = 0; round < 3; round += 1) {
    for (const [index, search] of searches.entries()) {
      await forgetSearches(caller, round * searches.length + index);
      for (let length = 1; length <= search.length; length += 1) {
        const typed = search.slice(0, length);
        const start = performance.now();
        await caller.call('openView', { table: 'trials', search: typed });
        samples.push({ typed, ms: performance.now() - start });
      }
    }
  }
  const times = samples.map(({ ms }) => ms);
  const slowest = samples.toSorted((left, right) => right.ms - left.ms).slice(0, 3).map(({ typed, ms }) => `“${typed}” ${ms.toFixed(0)} ms`).join(', ');
  return [{ name: `quick search as typed, ${counted(rows)}: p99`, value: percentile(times, 99), unit: 'ms', limit: 50, note: `median ${percentile(times, 50).toFixed(1)} ms, ${times.length} key strokes; slowest: ${slowest}` }];
}

/** The core keeps the rows of a word until the table changes: an edit between words lets each be asked anew. */
async function forgetSearches(caller: Caller, index: number): Promise<void> {
  const { rows: [row] } = await caller.call('openView', { table: 'trials', start: index, end: index + 1 });
  if (row === undefined) throw new Error(`No row at ${index}.`);
  const before = row.values['population'] ?? null;
  await caller.call('editRows', { table: 'trials', edits: [{ rowId: row.id, field: 'population', before, after: `${typeof before === 'string' ? before.slice(0, 100) : ''} ${index}` }] });
}

async function questionFigures(caller: Caller, rows: number): Promise<readonly Figure[]> {
  const timed = async (column: string, filters: ColumnFilter[], direction: 'asc' | null): Promise<number> => {
    const times: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      await forgetSearches(caller, 200 + round);
      const start = performance.now();
      await caller.call('openView', { table: 'trials', filters, sort: direction === null ? [] : [{ column, direction }] });
      times.push(performance.now() - start);
    }
    return percentile(times, 50);
  };
  return [
    { name: `sorting by Treatment, ${counted(rows)}`, value: await timed('treatment', [], 'asc'), unit: 'ms', limit: null, note: 'median of 3' },
    { name: `sorting by Results, ${counted(rows)}`, value: await timed('results', [], 'asc'), unit: 'ms', limit: null, note: 'median of 3; the longest texts' },
    { name: `filter Results contains “survival”, ${counted(rows)}`, value: await timed('results', [{ column: 'results', operator: 'contains', text: 'survival' }], null), unit: 'ms', limit: null, note: 'median of 3' },
    { name: `filter Type of study is Prospective, ${counted(rows)}`, value: await timed('studyType', [{ column: 'studyType', operator: 'anyTerm', terms: ['Prospective'] }], null), unit: 'ms', limit: null, note: 'median of 3' },
  ];
}

export function counted(rows: number): string {
  return `${rows.toLocaleString('en')} rows`;
}
