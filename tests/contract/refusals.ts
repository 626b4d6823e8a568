// What every way refuses, and how: a typed code, a sentence that names what and where, and a document left as it was.
import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { methodNames } from '../../db/contract/methods';
import { currentVersion } from '../../db/migrations/migrations';
import type { Bench } from './bench';

export interface Case { readonly name: string; readonly run: (bench: Bench) => Promise<void> }

/** What the document says of itself: unchanged means that no row, no journal entry and no undo step came or went. */
async function stateOf({ call }: Bench): Promise<unknown> {
  const history = await call('listHistory', { scope: { kind: 'file' }, limit: 1 });
  return { document: await call('getDocument', {}), head: history.changeSets[0]?.seq, factors: (await call('openView', { table: 'factors' })).rows };
}

async function leavesAsItWas(bench: Bench, work: () => Promise<void>): Promise<void> {
  const before = await stateOf(bench);
  await work();
  expect(await stateOf(bench), 'nothing changed').toEqual(before);
}

const sum = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** A file made by `make` and brought to the way; the folder goes afterwards. */
async function brought(bench: Bench, name: string, make: (path: string) => void | Promise<void>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'lacuna-brought-'));
  try {
    const path = join(folder, name);
    await make(path);
    const there = await bench.way.bring(path);
    if (there !== path) return there;
    // The way reads the file where it lies: it must outlive this function.
    const kept = join(bench.way.dataFolder, `${crypto.randomUUID()} ${name}`);
    copyFileSync(path, kept);
    return await bench.way.bring(kept);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A closed copy of the document, one plain file. */
const copyOf = ({ call, way, document }: Bench) => async (path: string): Promise<void> => {
  const copy = await way.place('copy.lacuna');
  await call('saveCopy', { path: copy });
  copyFileSync(copy, path);
  expect(document.path).not.toBe(copy);
};

async function refusedToOpen(bench: Bench, path: string, code: string): Promise<string> {
  const before = existsSync(path) ? sum(path) : null;
  const error = await bench.refusal('openDocument', { path });
  expect(error.code).toBe(code);
  expect(error.message).toContain(path);
  expect(existsSync(path) ? sum(path) : null, 'the file is left as it is').toBe(before);
  expect((await bench.call('getDocument', {}))?.path, 'the open document stays open').toBe(bench.document.path);
  return error.message;
}

export const refusals: readonly Case[] = [
  {
    name: 'a method that is not there',
    run: async ({ refusal }) => {
      for (const name of ['noSuchThing', 'toString', '__proto__', 'constructor', '']) expect(await refusal(name, {})).toMatchObject({ code: 'unknown-method', message: `Lacuna has no method “${name}”.` });
    },
  },
  {
    name: 'input that does not fit, of every method',
    run: async (bench) => {
      await leavesAsItWas(bench, async () => {
        for (const method of methodNames) {
          for (const input of [{ surprise: true }, [], null, 'text', 7]) {
            const error = await bench.refusal(method, input);
            expect(error, `${method} ${JSON.stringify(input)}`).toMatchObject({ code: 'invalid-input', message: expect.stringMatching(/^\p{Lu}[^:]+\.$/u), details: { method } });
          }
        }
      });
    },
  },
  {
    name: 'input that fits in shape and not in measure, with the place named',
    run: async (bench) => {
      await leavesAsItWas(bench, async () => {
        expect((await bench.refusal('editRows', { table: 'factors', edits: [{ rowId: 'x', field: 'expression', before: null }] })).message).toContain('edits.0.after');
        expect((await bench.refusal('openView', { table: 'members' })).message).toMatch(/^Table is one of factors, .*, not “members”\.$/u);
        expect((await bench.refusal('revertChangeSet', { changeSetId: 'x', reason: '   ' })).message).toContain('Give a reason.');
        for (const method of ['openDocument', 'exportTable', 'saveCopy', 'verifyDocument']) {
          const error = await bench.refusal(method, { path: join(bench.way.dataFolder, 'a\u0000b.lacuna'), ...(method === 'exportTable' ? { table: 'factors', format: 'csv' } : {}) });
          // A host may know already that its caller has no business there.
          expect(bench.way.host === null ? ['invalid-input'] : ['invalid-input', 'not-allowed'], method).toContain(error.code);
        }
      });
    },
  },
  {
    name: 'a stale edit, with both values',
    run: async (bench) => {
      const row = await bench.factor('CXCR7');
      await bench.call('editRows', { table: 'factors', edits: [{ rowId: row.id, field: 'expression', before: 'Up', after: 'Down' }] });
      await leavesAsItWas(bench, async () => {
        const other = await bench.factor('CXCR4');
        const error = await bench.refusal('editRows', { table: 'factors', edits: [{ rowId: other.id, field: 'expression', before: 'Up', after: 'Down' }, { rowId: row.id, field: 'expression', before: 'Up', after: 'Mutation' }] });
        expect(error).toMatchObject({ code: 'stale-edit', details: { rowId: row.id, field: 'expression', current: 'Down', yours: 'Mutation' } });
        expect(error.message).toBe('Expression of CXCR7 has changed since you read it. It now reads “Down”; yours is “Mutation”. Nothing was written: keep the one or write yours again.');
      });
    },
  },
  {
    name: 'a merge of rows that changed since, of one row twice, and of rows of two tables',
    run: async (bench) => {
      const [stays, goes] = [await bench.factor('CXCR4'), await bench.factor('CXCR7')];
      const merge = (staysId: string, goesId: string) => bench.refusal('mergeRows', { table: 'factors', stays: { rowId: staysId, version: stays.version }, goes: { rowId: goesId, version: goes.version }, values: {} });
      await bench.call('editRows', { table: 'factors', edits: [{ rowId: goes.id, field: 'expression', before: 'Up', after: 'Down' }] });
      await leavesAsItWas(bench, async () => {
        expect(await merge(stays.id, goes.id)).toMatchObject({ code: 'stale-edit', message: `Factor ${goes.ordinal} CXCR7 has changed since you compared the two. Nothing was merged: look at both again.`, details: { rowId: goes.id, current: goes.version + 1, yours: goes.version } });
        expect(await merge(stays.id, stays.id)).toMatchObject({ code: 'invalid-input', message: 'A factor can\'t be merged with itself. Choose two different rows.' });
        expect(await merge(stays.id, stays.cites[0]?.studyId ?? '')).toMatchObject({ code: 'invalid-input', message: 'One of these rows is in Factors, the other in Studies. Only two rows of one table can be merged.' });
      });
    },
  },
  {
    name: 'a value that breaks a column’s rule, with row and column named',
    run: async (bench) => {
      await leavesAsItWas(bench, async () => {
        const row = await bench.factor('CXCR7');
        const refusedValue = async (table: string, rowId: string, field: string, before: unknown, after: unknown) => bench.refusal('editRows', { table, edits: [{ rowId, field, before, after }] });
        expect(await refusedValue('factors', row.id, 'factor', 'CXCR7', '')).toMatchObject({ code: 'invalid-value', message: `Factor of CXCR7 (row ${row.ordinal}): Factor can't be empty. Write something, or withdraw the row.`, details: { field: 'factor', rowId: row.id } });
        expect(await refusedValue('factors', row.id, 'expression', 'Up', 'U\u0007p')).toMatchObject({ code: 'invalid-value' });
        expect(await refusedValue('factors', row.id, 'references', row.values['references'], ['not a study'])).toMatchObject({ code: 'invalid-value', message: expect.stringContaining('a study that is not in this file') });
        const study = (await bench.call('openView', { table: 'studies' })).rows[0];
        expect(await refusedValue('studies', study?.id ?? '', 'doi', null, 'doi:10/1')).toMatchObject({ code: 'invalid-value', message: expect.stringContaining('A DOI starts with "10."') });
        expect(await bench.refusal('editRows', { table: 'factors', adds: [{ values: { factor: 'A', colour: 'red' } }] })).toMatchObject({ code: 'invalid-value', message: expect.stringContaining('Factors has no column “colour”.') });
      });
    },
  },
  {
    name: 'an edit that changes nothing, and one of a row that is not there',
    run: async (bench) => {
      await leavesAsItWas(bench, async () => {
        const row = await bench.factor('CXCR7');
        expect(await bench.refusal('editRows', { table: 'factors', edits: [{ rowId: row.id, field: 'expression', before: 'Up', after: 'Up' }] })).toMatchObject({ code: 'invalid-input', message: expect.stringContaining('nothing to change') });
        expect(await bench.refusal('editRows', { table: 'factors', edits: [{ rowId: 'nowhere', field: 'expression', before: null, after: 'Up' }] })).toMatchObject({ code: 'not-found' });
      });
    },
  },
  {
    name: 'undo and redo when there is nothing',
    run: async (bench) => {
      await leavesAsItWas(bench, async () => {
        expect(await bench.refusal('undo', {})).toEqual({ code: 'nothing-to-undo', message: 'There is nothing to undo.' });
        expect(await bench.refusal('redo', {})).toEqual({ code: 'nothing-to-redo', message: 'There is nothing to redo.' });
      });
    },
  },
  {
    name: 'taking back what something later depends on',
    run: async (bench) => {
      const row = await bench.factor('CXCR7');
      const { changeSetId } = await bench.call('editRows', { table: 'factors', edits: [{ rowId: row.id, field: 'expression', before: 'Up', after: 'Down' }] });
      await bench.call('editRows', { table: 'factors', edits: [{ rowId: row.id, field: 'expression', before: 'Down', after: 'Mutation' }] });
      await leavesAsItWas(bench, async () => {
        expect(await bench.refusal('revertChangeSet', { changeSetId, reason: 'Misread' })).toMatchObject({ code: 'later-change-depends', message: expect.stringContaining('Expression of CXCR7 was changed again by') });
      });
    },
  },
  {
    name: 'anything that needs a document while none is open',
    run: async (bench) => {
      await bench.call('closeDocument', {});
      for (const [method, input] of [['undo', {}], ['openView', { table: 'factors' }], ['editRows', { table: 'factors', adds: [{ values: { factor: 'A' } }] }], ['verifyDocument', {}], ['backUpDocument', {}]] as const) {
        expect(await bench.refusal(method, input), method).toEqual({ code: 'no-document', message: 'No document is open. Open one, or make a new one.' });
      }
    },
  },
  {
    name: 'a document that another Lacuna has; reading it is offered and works',
    run: async (bench) => {
      const path = await brought(bench, 'locked.lacuna', copyOf(bench));
      writeFileSync(`${path}.lock`, JSON.stringify({ processId: process.ppid, hostName: hostname(), sinceUtc: '2026-01-02T03:04:05.000Z' }));
      const message = await refusedToOpen(bench, path, 'document-locked');
      expect(message).toContain(`process ${process.ppid} on ${hostname()}, since 2026-01-02 03:04 UTC`);
      expect(await bench.call('openDocument', { path, access: 'read' })).toMatchObject({ isReadOnly: true, counts: { factors: 28 } });
      expect(await bench.refusal('undo', {})).toMatchObject({ code: 'document-read-only' });
      expect(existsSync(`${path}.lock`), 'the other one’s lock stays').toBe(true);
    },
  },
  {
    name: 'a file that is not there',
    run: async (bench) => {
      await refusedToOpen(bench, join(bench.way.dataFolder, 'nowhere.lacuna'), 'document-missing');
    },
  },
  {
    name: 'a folder, and a database of another program',
    run: async (bench) => {
      const path = await brought(bench, 'foreign.sqlite', (made) => { const other = new Database(made); other.exec('CREATE TABLE t (a)'); other.close(); });
      await refusedToOpen(bench, path, 'document-foreign');
      const folder = join(bench.way.dataFolder, `${crypto.randomUUID()}.lacuna`);
      mkdirSync(folder);
      expect(await bench.refusal('openDocument', { path: folder })).toMatchObject({ code: 'document-foreign', message: expect.stringContaining('is a folder') });
    },
  },
  {
    name: 'a damaged file: empty, text, cut short',
    run: async (bench) => {
      await refusedToOpen(bench, await brought(bench, 'empty.lacuna', (path) => writeFileSync(path, '')), 'document-damaged');
      await refusedToOpen(bench, await brought(bench, 'text.lacuna', (path) => writeFileSync(path, 'Factor,Expression\n')), 'document-damaged');
      const cut = await brought(bench, 'cut.lacuna', async (path) => { await copyOf(bench)(path); truncateSync(path, 20_000); });
      await refusedToOpen(bench, cut, 'document-damaged');
    },
  },
  {
    name: 'writing to a file from a newer Lacuna, which opens for reading',
    run: async (bench) => {
      const path = await brought(bench, 'newer.lacuna', async (made) => {
        await copyOf(bench)(made);
        const database = new Database(made);
        database.pragma(`user_version = ${currentVersion + 10}`);
        database.close();
      });
      const before = sum(path);
      expect(await bench.call('openDocument', { path })).toMatchObject({ isReadOnly: true, readOnlyReason: expect.stringContaining('newer Lacuna') });
      expect(await bench.refusal('editRows', { table: 'factors', adds: [{ values: { factor: 'A' } }] })).toMatchObject({ code: 'document-read-only' });
      await bench.call('closeDocument', {});
      expect(sum(path)).toBe(before);
    },
  },
  {
    name: 'a release that is not there, a version that is taken, and a release of a document that can’t be written',
    run: async (bench) => {
      expect(await bench.refusal('openRelease', { version: '1.0' })).toMatchObject({ code: 'not-found', message: 'There is no release “1.0”. This document has none yet.' });
      await bench.call('makeRelease', { version: '1.0' });
      await leavesAsItWas(bench, async () => {
        expect((await bench.refusal('compareStates', { from: { kind: 'release', version: '2' }, to: { kind: 'now' } })).message).toBe('There is no release “2”. There is: 1.0.');
        expect((await bench.refusal('makeRelease', { version: '1.0' })).message).toContain('There is a release 1.0 already');
        expect((await bench.refusal('makeRelease', { version: ' ' })).message).toContain('Give the version a name, for example 1.0');
      });
      await bench.call('openDocument', { path: bench.document.path, access: 'read' });
      expect(await bench.refusal('makeRelease', { version: '1.1' })).toMatchObject({ code: 'document-read-only' });
    },
  },
  {
    name: 'an export or a copy over the document itself',
    run: async (bench) => {
      await leavesAsItWas(bench, async () => {
        const { path } = bench.document;
        expect((await bench.refusal('exportTable', { table: 'factors', format: 'csv', path })).code).toMatch(/^(?:file-exists|not-allowed)$/u);
        expect((await bench.refusal('saveCopy', { path })).code).toMatch(/^(?:file-exists|not-allowed)$/u);
      });
      expect((await bench.call('verifyDocument', {})).isOk).toBe(true);
    },
  },
];
