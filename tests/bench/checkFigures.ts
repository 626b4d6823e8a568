// Measures the checks: a full check of many rows, its growth from a thousand rows to all of them, and what the check
// after one edit costs beyond the edit itself. Edits with and without their check take turns on one file, so that a
// noisy machine is noisy for both. Leaves the large document checked.
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createCheckRunner } from '../../db/checks/checkRunner';
import { standardParts } from '../../db/checks/standardParts';
import { commit, type FollowUp, type JournalContext } from '../../db/journal/commit';
import { createIds } from '../../db/newIds';
import { openDocumentFile } from '../../db/store/documentFile';
import { readRowsByNum } from '../../db/store/rows';
import { percentile, type Figure } from './figures';
import { counted } from './coreFigures';
import { makeDocument, randomNumbers, startCaller, type BenchDocuments, type Caller } from './largeDocument';

const fewRows = 1000;
const edits = 600;

export async function checkFigures({ folder, dataFolder, large, rows }: BenchDocuments): Promise<readonly Figure[]> {
  const caller = startCaller(dataFolder);
  const few = join(folder, 'few.lacuna');
  await makeDocument(caller, few, fewRows);
  const fewSeconds = await fullCheck(caller, few);
  const manySeconds = await fullCheck(caller, large);
  const counts = (await caller.call('getDocument', {}))?.counts;
  await caller.core.close();
  const growth = manySeconds / rows / (fewSeconds / fewRows);
  return [
    { name: `full check of ${counted(rows)}`, value: manySeconds, unit: 's', limit: null, note: `${((1e6 * manySeconds) / rows).toFixed(0)} µs a row, ${counts?.results ?? 0} results, ${counts?.findings ?? 0} findings` },
    { name: `full check, a row of ${counted(rows)} against one of ${counted(fewRows)}`, value: growth, unit: '×', limit: 1.5, note: `${fewSeconds.toFixed(2)} s for ${counted(fewRows)}` },
    ...await editFigures(large, rows),
  ];
}

/** The second of two: the first may have found it unchecked, which writes more. Opened anew, so that no file has an advantage by its pages in memory. */
async function fullCheck(caller: Caller, path: string): Promise<number> {
  await caller.call('openDocument', { path });
  await caller.call('checkDocument', {});
  await caller.call('closeDocument', {});
  await caller.call('openDocument', { path });
  const start = performance.now();
  await caller.call('checkDocument', {});
  return (performance.now() - start) / 1000;
}

async function editFigures(path: string, rows: number): Promise<readonly Figure[]> {
  const now = (): Date => new Date();
  const newId = createIds(Date.now);
  const file = await openDocumentFile(path, { access: 'write', owner: { processId: process.pid, hostName: hostname(), now }, beforeMigration: async () => {} });
  try {
    const { handle, requireWritable } = file;
    const { followUp } = createCheckRunner({ handle, parts: standardParts, requireWritable, emit: () => {}, onFailure: (what) => { throw new Error(what); } });
    const nums = handle.column<number>('SELECT num FROM trial ORDER BY num');
    const random = randomNumbers(13);
    const edit = (num: number, field: string, after: string, follow: FollowUp): number => {
      const context: JournalContext = { handle, requireWritable, now, newId, curator: () => 'Bench', emit: () => {}, followUp: follow, afterCommit: () => {} };
      const [row] = readRowsByNum(handle, 'trials', [num]);
      if (row === undefined) throw new Error(`No row ${num}.`);
      const start = performance.now();
      commit(context, () => ({ kind: 'edit', label: 'bench', reason: null, target: null, revisions: [{ op: 'set', table: 'trials', rowId: row.id, field, before: row.values[field] ?? null, after, why: null }] }));
      return performance.now() - start;
    };
    const alone: number[] = [];
    const checked: number[] = [];
    for (let count = 0; count < edits; count += 1) {
      const num = nums[Math.floor(random() * nums.length)] ?? 1;
      const field = count % 2 === 0 ? 'results' : 'conclusions';
      const text = `Pain response ${count % 90}% vs ${count % 70}% (P = 0.0${count % 9}), bench ${count}`;
      alone.push(edit(num, field, text, () => []));
      checked.push(edit(num, field, `${text}.`, followUp));
      if (count % 20 === 0) await new Promise((resolve) => { setTimeout(resolve, 5); }); // timers run, as between a curator's keys
    }
    const [aloneMs, checkedMs] = [percentile(alone, 50), percentile(checked, 50)];
    return [{ name: `check after one edit, ${counted(rows)}: median beyond the edit itself`, value: checkedMs - aloneMs, unit: 'ms', limit: 5, note: `${checkedMs.toFixed(2)} ms against ${aloneMs.toFixed(2)} ms, ${edits} edits of Results and Conclusions; p99 ${percentile(checked, 99).toFixed(1)} ms against ${percentile(alone, 99).toFixed(1)} ms` }];
  } finally {
    file.close();
  }
}
