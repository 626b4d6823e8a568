// What was acknowledged is there. A program that edits in a loop is killed with SIGKILL at random moments, 200 times on
// one file: while it opens, edits, pastes, undoes, backs up, tidies and closes. After each kill the file is opened again:
// every acknowledged change is in the journal, in order, at most the one in flight besides; the hash chain holds.
// LACUNA_SEED repeats a run, LACUNA_KILLS makes it longer or shorter.
import Database from 'better-sqlite3';
import { spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCore, systemDeps, type Core } from '../../db/core';
import type { Input, MethodName, Output } from '../../db/contract/methods';
import { firstHash, hashOf, type ChainedChangeSet, type ChainedRevision } from '../../db/journal/chain';
import type { Acknowledged } from './editor';
import { random } from './random';

const kills = Number(process.env['LACUNA_KILLS'] ?? 200);
const seed = Number(process.env['LACUNA_SEED'] ?? Date.now() % 1_000_000);
const checkedWholeEvery = 20;

const repository = resolve(import.meta.dirname, '../..');
/** Inside the repository, so that the program finds its packages. */
const builtFolder = join(repository, 'test-results', 'durability');
let folder: string;
let path: string;
beforeAll(async () => {
  await build({
    configFile: false, logLevel: 'error', root: repository,
    build: { ssr: join(import.meta.dirname, 'editor.ts'), outDir: builtFolder, emptyOutDir: true, target: 'node22', rollupOptions: { output: { entryFileNames: 'editor.mjs' } } },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
  });
  folder = mkdtempSync(join(tmpdir(), 'lacuna-durability-'));
  path = join(folder, 'killed.lacuna');
});
const editors = new Set<ChildProcess>();
afterAll(() => {
  for (const child of editors) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

type Style = 'editing' | 'reopening' | 'pausing';
interface Editor { readonly child: ChildProcess; readonly lines: string[]; readonly ready: Promise<void>; readonly changing: Promise<void>; readonly ended: Promise<NodeJS.Signals | null> }

function startEditor(style: Style, editorSeed: number): Editor {
  const child = spawn(process.execPath, [join(builtFolder, 'editor.mjs'), path, join(folder, 'data'), String(editorSeed), style], { stdio: ['pipe', 'pipe', 'inherit'] });
  editors.add(child);
  const lines: string[] = [];
  const ready = Promise.withResolvers<void>();
  const changing = Promise.withResolvers<void>();
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    const parts = (text + chunk.toString()).split('\n');
    text = parts.pop() ?? '';
    lines.push(...parts);
    if (lines.length > 0) ready.resolve();
    if (lines.length > 1) changing.resolve();
  });
  const ended = new Promise<NodeJS.Signals | null>((end, failed) => {
    child.on('close', (_code, signal) => {
      ready.reject(new Error('The editor ended before it was ready.'));
      changing.reject(new Error('The editor ended before its first change.'));
      if (text === '') end(signal);
      else failed(new Error(`Half a line was acknowledged: ${text}`));
    });
  });
  for (const { promise } of [ready, changing]) promise.catch(() => undefined); // killed early, as planned
  return { child, lines, ready: ready.promise, changing: changing.promise, ended };
}

async function withCore<Result>(work: (ask: <Name extends MethodName>(method: Name, input: Input<Name>) => Promise<Output<Name>>, core: Core) => Promise<Result>): Promise<Result> {
  const core = createCore(systemDeps({ dataFolder: join(folder, 'data'), emit: () => {} }));
  let calls = 0;
  try {
    return await work(async (method, input) => {
      calls += 1;
      const reply = await core.dispatch({ callId: String(calls), method, input: JSON.parse(JSON.stringify(input)) });
      if (!reply.ok) throw new Error(`${method} was refused: ${reply.error.code}: ${reply.error.message}`);
      return reply.value as never;
    }, core);
  } finally {
    await core.close();
  }
}

/** The journal as it is on disk, read by a stranger from a copy of its own; each link is proved once. */
class Chain {
  private hash = firstHash;
  seq = 0;

  /** The ids of the change sets that came since the last look. */
  readOn(): readonly string[] {
    return onCopy((database) => {
      const sets = database.prepare('SELECT seq, id, kind, label, reason, curator, madeAtUtc, target, previousHash, hash FROM change_set WHERE seq > ? ORDER BY seq').all(this.seq) as readonly (ChainedChangeSet & { readonly previousHash: string; readonly hash: string })[];
      const revisionsOf = database.prepare('SELECT tableName, rowId, op, field, before, after, why FROM revision WHERE changeSetSeq = ? ORDER BY position');
      for (const set of sets) {
        expect(set.seq).toBe(this.seq + 1);
        expect(set.previousHash).toBe(this.hash);
        expect(hashOf(this.hash, set, revisionsOf.all(set.seq) as readonly ChainedRevision[])).toBe(set.hash);
        this.seq = set.seq;
        this.hash = set.hash;
      }
      return sets.map((set) => set.id);
    });
  }
}

/** The document with what SQLite would replay into it, as the disk holds both now. */
function onCopy<Result>(look: (database: Database.Database) => Result): Result {
  const copy = mkdtempSync(join(tmpdir(), 'lacuna-durability-copy-'));
  try {
    for (const end of ['', '-wal', '-journal']) if (existsSync(`${path}${end}`)) copyFileSync(`${path}${end}`, join(copy, `copy${end}`));
    const database = new Database(join(copy, 'copy'));
    try {
      return look(database);
    } finally {
      database.close();
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

test(`${kills} kills lose nothing that was acknowledged`, async () => {
  console.log(`Repeat this run with LACUNA_SEED=${seed}.`);
  const chance = random(seed);
  const chain = new Chain();
  await withCore((ask) => ask('createDocument', { path, content: 'review' }));
  expect(chain.readOn(), 'names, the review as read, its corrections').toHaveLength(3);
  const styles = (): Style => { const roll = chance(); return roll < 0.77 ? 'editing' : roll < 0.97 ? 'reopening' : 'pausing'; };
  const seen = { acknowledged: 0, inFlight: 0, beforeFirst: 0, lockLeft: 0, logLeft: 0, journalLeft: 0 };

  const next = (): { readonly style: Style; readonly editor: Editor } => { const style = styles(); return { style, editor: startEditor(style, Math.floor(chance() * 2 ** 31)) }; };
  let following = next();
  for (let kill = 1; kill <= kills; kill += 1) {
    const { style, editor } = following;
    await editor.ready;
    editor.child.stdin?.write('go\n');
    // One in five while it opens the document; the others from its first change on, however slow the machine is.
    if (chance() >= 0.2) await editor.changing;
    await new Promise((later) => { setTimeout(later, style === 'pausing' ? 1600 + chance() * 400 : chance() * 250); });
    editor.child.kill('SIGKILL');
    expect(await editor.ended, 'it ran until it was killed').toBe('SIGKILL');
    if (kill < kills) following = next(); // starts while we look

    const acknowledged = editor.lines.slice(1).map((line) => JSON.parse(line) as Acknowledged);
    seen.lockLeft += existsSync(`${path}.lock`) ? 1 : 0;
    seen.logLeft += existsSync(`${path}-wal`) ? 1 : 0;
    seen.journalLeft += existsSync(`${path}-journal`) ? 1 : 0;
    // By turns the next to open the file is a reader, who leaves the log as it is, and a writer, who tidies up.
    const newIds = await withCore(async (ask) => {
      const document = await ask('openDocument', { path, access: kill % 2 === 0 ? 'write' : 'read' });
      expect(document.isReadOnly).toBe(kill % 2 === 1);
      const ids = chain.readOn();
      const last = acknowledged.at(-1);
      if (last?.cell !== undefined && last.cell !== null && ids.length === acknowledged.length) {
        const [row] = await ask('getRows', { table: 'factors', rowIds: [last.cell.rowId] });
        expect(row?.values[last.cell.field], `kill ${kill}`).toBe(last.cell.value);
      }
      if (kill % checkedWholeEvery === 0 || kill === kills) {
        expect((await ask('verifyDocument', {})).checks.filter((check) => !check.isOk), `kill ${kill}`).toEqual([]);
        expect(onCopy((database) => database.pragma('integrity_check', { simple: true })), `kill ${kill}`).toBe('ok');
      }
      return ids;
    });
    expect(newIds.slice(0, acknowledged.length), `kill ${kill}: what was acknowledged, in order`).toEqual(acknowledged.map((each) => each.changeSetId));
    expect(newIds.length - acknowledged.length, `kill ${kill}: at most the one in flight besides`).toBeLessThanOrEqual(1);
    seen.acknowledged += acknowledged.length;
    seen.inFlight += newIds.length - acknowledged.length;
    seen.beforeFirst += acknowledged.length === 0 ? 1 : 0;
  }
  console.log(`${kills} kills: ${seen.acknowledged} changes acknowledged, all there; ${seen.inFlight} more were on disk without an acknowledgement; ${seen.beforeFirst} kills came before the first change; ${seen.lockLeft} left a lock, ${seen.logLeft} a log, ${seen.journalLeft} a rollback journal.`);
  // Kills that hit nothing would prove nothing.
  expect(seen.acknowledged).toBeGreaterThan(kills);
  expect(seen.beforeFirst).toBeLessThan(kills * 0.4);
  expect(seen.logLeft).toBeGreaterThan(kills * 0.3);

  await withCore(async (ask) => {
    const opened = await ask('openDocument', { path });
    const { changeSetId } = await ask('editRows', { table: 'factors', adds: [{ values: { factor: 'After all that' } }] });
    expect((await ask('undo', {})).undoState.redo).toBe('add factor After all that');
    expect(chain.readOn()[0]).toBe(changeSetId);
    await ask('backUpDocument', {});
    for (const backup of await ask('listBackups', {})) expect((await ask('verifyDocument', { path: backup.path })).isOk, backup.name).toBe(true);
    expect(opened.documentId).not.toBe('');
    await ask('closeDocument', {});
  });
  expect(readdirSync(folder).toSorted(), 'one plain file again').toEqual(['data', 'killed.lacuna']);
  const backups = join(folder, 'data', 'backups');
  expect(readdirSync(backups, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.part'))).toEqual([]);
});
