// A disk that is really full, not one that a pragma pretends: every way to write says so, leaves what was there, and
// goes on when there is room again.
import { readFileSync, readdirSync, rmSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, type TestContext } from 'vitest';
import type { Input } from '../../db/contract/methods';
import { startCore, type TestCore } from '../unit/db/coreFixture';
import { runCli } from './cliHarness';
import { mountSmallDisk, type SmallDisk } from './smallDisk';

let disk: SmallDisk | string;
let lacuna: TestCore;
let dataFolder: string;
beforeEach(() => {
  disk = mountSmallDisk(48 * 1024 * 1024);
  dataFolder = mkdtempSync(join(tmpdir(), 'lacuna-full-disk-'));
  lacuna = startCore({ dataFolder });
});
afterEach(async () => {
  await lacuna.end();
  if (typeof disk !== 'string') disk.unmount();
  rmSync(dataFolder, { recursive: true, force: true });
});

function smallDisk(context: TestContext): SmallDisk {
  if (typeof disk === 'string') context.skip(disk);
  else return disk;
  throw new Error('A skipped test goes no further.');
}
async function reviewOn({ folder }: SmallDisk): Promise<string> {
  const path = join(folder, 'a.lacuna');
  await lacuna.call('createDocument', { path, content: 'review' });
  return path;
}
const leftovers = ({ folder }: SmallDisk): readonly string[] => readdirSync(folder).filter((name) => !['a.lacuna', 'a.lacuna-wal', 'a.lacuna-shm', 'a.lacuna.lock', '.filling', 'kept.csv'].includes(name));
const add = (factor: string): Input<'editRows'> => ({ table: 'factors', adds: [{ values: { factor, mechanism: 'x'.repeat(20_000) } }] });

describe('on a full disk', () => {
  test('an edit is refused, everything before it is there, and the next one goes through when there is room', async (context) => {
    const small = smallDisk(context);
    const path = await reviewOn(small);
    await lacuna.call('editRows', add('CXCR1'));
    small.fill(0);
    let refused = 0;
    for (let tries = 0; tries < 3; tries += 1) {
      const error = await lacuna.refusal('editRows', add(`CXCR2 ${tries}`));
      expect(error).toEqual({ code: 'disk-full', message: `The disk of ${path} is full. Nothing was changed. Free some space and try again.`, details: { path } });
      refused += 1;
    }
    expect(refused).toBe(3);
    expect((await lacuna.call('findRows', { text: 'CXCR1', tables: ['factors'] })).length).toBe(1);
    expect(lacuna.events.filter((event) => event.type === 'committed')).toHaveLength(1);
    small.free();
    await lacuna.call('editRows', add('CXCR3'));
    expect((await lacuna.call('listHistory', { scope: { kind: 'file' } })).changeSets.map((set) => set.label)).toEqual(['add factor CXCR3', 'add factor CXCR1', 'correct what was misread', 'built-in review, as read from print', expect.stringContaining('names of molecules')]);
    expect((await lacuna.call('verifyDocument', {})).isOk).toBe(true);
  });

  test('a document is still read, closed, and opened for reading', async (context) => {
    const small = smallDisk(context);
    const path = await reviewOn(small);
    await lacuna.call('editRows', add('CXCR1'));
    small.fill(0);
    expect((await lacuna.call('openView', { table: 'factors' })).total).toBe(29);
    expect((await lacuna.refusal('undo', {})).code).toBe('disk-full');
    await lacuna.call('closeDocument', {});
    small.fill(0); // closing gave the room of the log back
    expect(await lacuna.call('openDocument', { path })).toMatchObject({ isReadOnly: true, readOnlyReason: 'Its disk is full. Free some space and open it again to edit.', counts: { factors: 29 } });
    expect((await lacuna.call('verifyDocument', {})).isOk).toBe(true);
  });

  test('an export is refused; the earlier one stays, and nothing half written is left', async (context) => {
    const small = smallDisk(context);
    await reviewOn(small);
    const path = join(small.folder, 'kept.csv');
    writeFileSync(path, 'the earlier one');
    for (const format of ['csv', 'xlsx', 'docx', 'json'] as const) {
      small.fill(4096);
      expect(await lacuna.refusal('exportTable', { table: 'studies', format, path }), format).toMatchObject({ code: 'disk-full', message: expect.stringContaining(path) });
      expect(readFileSync(path, 'utf8')).toBe('the earlier one');
      expect(leftovers(small)).toEqual([]);
    }
    small.free();
    await lacuna.call('exportTable', { table: 'studies', format: 'csv', path });
  });

  test('an export whose companions have no room leaves the earlier table, and what lay beside it, as they were', async (context) => {
    const small = smallDisk(context);
    await reviewOn(small);
    const path = join(small.folder, 'x.csv');
    writeFileSync(path, 'the earlier table');
    writeFileSync(join(small.folder, 'x.csv.manifest.json'), 'the earlier manifest');
    const before = readdirSync(small.folder).filter((name) => name !== '.filling').toSorted();
    const free = 4096 * Math.ceil((await lacuna.call('exportTable', { table: 'factors', format: 'csv', path: join(dataFolder, 'x.csv') })).bytes / 4096);
    // Room for the table alone, then for the table and one of the two.
    for (const room of [free, free + 4096]) {
      small.fill(room);
      expect(await lacuna.refusal('exportTable', { table: 'factors', format: 'csv', path })).toMatchObject({ code: 'disk-full', message: expect.stringMatching(/x\.csv\.(?:manifest|datapackage)\.json is full\. Nothing was written\./u) });
      expect(readFileSync(path, 'utf8')).toBe('the earlier table');
      expect(readFileSync(join(small.folder, 'x.csv.manifest.json'), 'utf8')).toBe('the earlier manifest');
      expect(readdirSync(small.folder).filter((name) => name !== '.filling').toSorted()).toEqual(before);
    }
    small.free();
    expect((await lacuna.call('exportTable', { table: 'factors', format: 'csv', path })).rows).toBe(28);
  });

  test('a copy and a new document are refused, and nothing of them is left', async (context) => {
    const small = smallDisk(context);
    await reviewOn(small);
    small.fill(64 * 1024);
    const other = join(small.folder, 'b.lacuna');
    expect(await lacuna.refusal('saveCopy', { path: other })).toMatchObject({ code: 'disk-full', message: expect.stringContaining(other) });
    expect(leftovers(small)).toEqual([]);
    expect(await lacuna.refusal('createDocument', { path: other, content: 'review' })).toMatchObject({ code: 'disk-full', message: expect.stringContaining(other) });
    expect(leftovers(small)).toEqual([]);
    expect((await lacuna.call('getDocument', {}))?.name).toBe('a.lacuna');
  });

  test('the daily backup fails in the background, says so, and the document is open all the same', async (context) => {
    const small = smallDisk(context);
    const here = startCore({ dataFolder: small.folder });
    small.fill(64 * 1024);
    const path = join(dataFolder, 'a.lacuna');
    await here.call('createDocument', { path, content: 'review' });
    await expect.poll(() => here.events.flatMap((event) => (event.type === 'documentChanged' && event.document !== null ? event.document.warnings : [])), { timeout: 10_000 }).toContainEqual(expect.stringMatching(/^Today's backup could not be made: The disk of .* is full\./u));
    expect(await here.refusal('backUpDocument', {})).toMatchObject({ code: 'disk-full' });
    await here.call('editRows', add('CXCR1'));
    await here.end();
  });

  test('the command line says it, ends with 2, and goes on when there is room', async (context) => {
    const small = smallDisk(context);
    const path = await reviewOn(small);
    await lacuna.call('closeDocument', {});
    small.fill(0);
    const { code, stderr } = await runCli(['set', path, '--table', 'factors', '--row', '9', '--column', 'mechanism', '--value', 'x'.repeat(20_000)], dataFolder);
    expect({ code, stderr }).toEqual({ code: 2, stderr: `${path} can't be changed. Its disk is full. Free some space and open it again to edit.\n` });
    expect(JSON.parse((await runCli(['verify', path, '--json'], dataFolder)).stdout)).toMatchObject({ ok: true });
    small.free();
    expect((await runCli(['set', path, '--table', 'factors', '--row', '9', '--column', 'mechanism', '--value', 'x'.repeat(20_000)], dataFolder)).code).toBe(0);
    expect(JSON.parse((await runCli(['verify', path, '--json'], dataFolder)).stdout)).toMatchObject({ ok: true });
  });
});
