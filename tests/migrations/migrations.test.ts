// Migrations: making a file is migrating it, stored old files come up to date with a backup before, and a failed
// migration leaves the old file as it was. tests/migrations/files holds a file of every version that was ever shipped.
import Database from 'better-sqlite3';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { currentVersion, migrations } from '../../db/migrations/migrations';
import { startCore, type TestCore } from '../unit/db/coreFixture';

const files = join(import.meta.dirname, 'files');
let folder: string;
let lacuna: TestCore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lacuna-migrations-'));
  lacuna = startCore();
});
afterEach(async () => {
  await lacuna.end();
  rmSync(folder, { recursive: true, force: true });
});

function schemaOf(path: string): unknown {
  const database = new Database(path, { readonly: true });
  try {
    return database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').all();
  } finally {
    database.close();
  }
}

test('versions rise by tens and end at the current one', () => {
  expect(migrations.map((migration) => migration.version)).toEqual(migrations.map((_, index) => (index + 1) * 10));
  expect(currentVersion).toBe(migrations.length * 10);
});

test('there is a stored file of every version', () => {
  expect(readdirSync(files).toSorted()).toEqual(migrations.map(({ version }) => `version-${version}.lacuna`).toSorted());
});

test.each(migrations.map(({ version }) => version))('a stored file of version %i opens with all its evidence and the schema of a new one', async (version) => {
  const path = join(folder, 'old.lacuna');
  copyFileSync(join(files, `version-${version}.lacuna`), path);
  const document = await lacuna.call('openDocument', { path });
  expect(document).toMatchObject({ schemaVersion: currentVersion, isReadOnly: false, counts: { factors: 28, trials: 15, studies: 146, conflicts: 1, openConflicts: 0 } });
  expect((await lacuna.call('verifyDocument', {})).checks.filter((check) => !check.isOk)).toEqual([]);
  const view = await lacuna.call('openView', { table: 'factors', search: 'CXCR7' });
  expect(view.rows[0]?.values['expression']).toBe('Down');
  await lacuna.call('undo', {});
  await lacuna.call('closeDocument', {});
  const fresh = join(folder, 'fresh.lacuna');
  await lacuna.call('createDocument', { path: fresh, content: 'empty' });
  await lacuna.call('closeDocument', {});
  expect(schemaOf(path)).toEqual(schemaOf(fresh));
});

test.each(migrations.map(({ version }) => version).filter((version) => version >= 30))('a release of a file of version %i is had back as it was', async (version) => {
  const path = join(folder, 'old.lacuna');
  copyFileSync(join(files, `version-${version}.lacuna`), path);
  await lacuna.call('openDocument', { path });
  const [release] = (await lacuna.call('listReleases', {})).releases;
  expect(await lacuna.call('openRelease', { version: release?.version ?? '' })).toMatchObject({ counts: { conflicts: 1, openConflicts: 1 }, release: { version: '0.9' } });
  expect((await lacuna.call('verifyDocument', {})).isOk).toBe(true);
});

test('what an older file does not hold is made when it is opened: names, results, claims of rows, findings; Undo stays where it was', async () => {
  const path = join(folder, 'old.lacuna');
  copyFileSync(join(files, 'version-10.lacuna'), path);
  const { undoState } = await lacuna.call('openDocument', { path });
  expect(undoState.undo).toContain('resolve conflict');
  for (let tries = 0; (await lacuna.call('getCheckSettings', {})).waiting > 0 && tries < 10_000; tries += 1) await new Promise((resolve) => { setTimeout(resolve, 1); });
  const counts = (await lacuna.call('getDocument', {}))?.counts;
  expect(counts).toMatchObject({ claims: expect.any(Number), results: expect.any(Number), aliases: expect.any(Number) });
  expect(Math.min(counts?.claims ?? 0, counts?.results ?? 0, counts?.aliases ?? 0)).toBeGreaterThan(20);
  expect((await lacuna.call('listHistory', { scope: { kind: 'file' }, limit: 1 })).changeSets[0]).toMatchObject({ kind: 'seed', label: expect.stringContaining('names of molecules'), curator: 'Lacuna' });
  expect((await lacuna.call('verifyDocument', {})).isOk).toBe(true);
  expect((await lacuna.call('undo', {})).label).toContain('resolve conflict');
});
