// The program that is killed: it edits a document through the real core as fast as it can, and acknowledges each change
// on stdout after the core's reply, one JSON line each. It waits for a line on stdin before it opens the document, so
// that the killer measures its patience from there.
import { writeSync } from 'node:fs';
import { createCore, systemDeps, type Core } from '../../db/core';
import type { Input, MethodName, Output } from '../../db/contract/methods';
import { random, type Random } from './random';

export interface Acknowledged { readonly changeSetId: string; readonly cell: { readonly rowId: string; readonly field: string; readonly value: string } | null }

const [path = '', dataFolder = '', seed = '', style = ''] = process.argv.slice(2);
const chance: Random = random(Number(seed));
const terms = ['Up', 'Down', 'Mutation', 'Mixed', 'No change'];
let calls = 0;

/** The value; null when the core refused, as it may: nothing to undo, nothing to change. */
async function ask<Name extends MethodName>(core: Core, method: Name, input: Input<Name>): Promise<Output<Name> | null> {
  calls += 1;
  const reply = await core.dispatch({ callId: `call ${calls}`, method, input: JSON.parse(JSON.stringify(input)) });
  return reply.ok ? (reply.value as never) : null; // the contract suite holds answers against their schemas
}

function acknowledge(acknowledged: Acknowledged): void {
  writeSync(1, `${JSON.stringify(acknowledged)}\n`);
}

const pause = (ms: number): Promise<void> => new Promise((later) => { setTimeout(later, ms); });

async function openDocument(core: Core): Promise<void> {
  if (await ask(core, 'openDocument', { path }) === null) throw new Error(`${path} could not be opened.`);
}

async function editOneCell(core: Core): Promise<void> {
  const row = await someRow(core);
  const field = chance() < 0.5 ? 'expression' : 'mechanism';
  const value = field === 'expression' ? terms[Math.floor(chance() * terms.length)] ?? 'Up' : `Read as ${Math.floor(chance() * 1e9)}: ${'targets a gene; '.repeat(Math.floor(chance() * 40))}`;
  const done = await ask(core, 'editRows', { table: 'factors', edits: [{ rowId: row.id, field, before: row.values[field] ?? null, after: value }] });
  if (done !== null) acknowledge({ changeSetId: done.changeSetId, cell: { rowId: row.id, field, value } });
}

async function rowsOf(core: Core) {
  return (await ask(core, 'openView', { table: 'factors', end: 200 }))?.rows ?? [];
}
async function someRow(core: Core) {
  const rows = await rowsOf(core);
  const row = rows[Math.floor(chance() * rows.length)];
  if (row === undefined) throw new Error('The document has no factors.');
  return row;
}

async function changeMore(core: Core): Promise<void> {
  const roll = chance();
  const rows = await rowsOf(core);
  const [first, second] = [rows[Math.floor(chance() * rows.length)], rows[Math.floor(chance() * rows.length)]];
  if (first === undefined || second === undefined) return;
  const done = roll < 0.2 ? await ask(core, 'editRows', { table: 'factors', adds: [{ values: { factor: `miR-${Math.floor(chance() * 1e6)}`, expression: 'Up' } }] })
    : roll < 0.4 ? await ask(core, 'editRows', { table: 'factors', intention: 'paste', edits: rows.slice(0, 40).map((row, index) => ({ rowId: row.id, field: 'function', before: row.values['function'] ?? null, after: `Pasted ${index}, ${Math.floor(chance() * 1e6)}` })) })
      : roll < 0.6 ? await ask(core, 'undo', {})
        : roll < 0.75 ? await ask(core, 'redo', {})
          : roll < 0.9 ? await ask(core, 'setLifecycle', { table: 'factors', rowIds: [first.id], lifecycle: first.lifecycle === 'active' ? 'excluded' : 'active', reason: 'Killed in between' })
            : await ask(core, 'flagConflict', { kind: 'other', severity: 'minor', rationale: 'Killed in between', members: [{ table: 'factors', rowId: first.id, field: null, side: 'A' }, { table: 'factors', rowId: second.id, field: 'expression', side: 'B' }] });
  if (done !== null) acknowledge({ changeSetId: done.changeSetId, cell: null });
}

async function main(): Promise<void> {
  const core = createCore(systemDeps({ dataFolder, emit: () => {} }));
  writeSync(1, 'ready\n');
  await new Promise((go) => { process.stdin.once('data', go); });
  await openDocument(core);
  for (let changes = 1; ; changes += 1) {
    await (chance() < 0.7 ? editOneCell(core) : changeMore(core));
    // In the background, while edits go on: killed in the middle of it, too.
    if (chance() < 0.02) void ask(core, 'backUpDocument', {});
    if (chance() < 0.2) await pause(chance() * 5);
    if (style === 'reopening' && changes % 8 === 0) {
      await ask(core, 'closeDocument', {});
      await openDocument(core);
    }
    // Long enough that the store tidies up: merges its search index and moves its log.
    if (style === 'pausing' && changes % 60 === 0) await pause(1700);
  }
}

await main();
