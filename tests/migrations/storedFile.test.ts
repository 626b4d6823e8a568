// The stored file of the next version to ship can be made, and holds what the test of old files expects of each.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startCore, type TestCore } from '../unit/db/coreFixture';
import { makeStoredFile } from './storedFile';

let folder: string;
let lacuna: TestCore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lacuna-stored-file-'));
  lacuna = startCore();
});
afterEach(async () => {
  await lacuna.end();
  rmSync(folder, { recursive: true, force: true });
});

test('it is sound, used in every part, and one that is there is never replaced', async () => {
  const path = await makeStoredFile(folder, join(folder, 'data'));
  const bytes = readFileSync(path);
  await expect(makeStoredFile(folder, join(folder, 'data'))).rejects.toThrow('There is already a file');
  expect(readFileSync(path).equals(bytes)).toBe(true);
  expect(await lacuna.call('openDocument', { path })).toMatchObject({ counts: { factors: 28, trials: 15, studies: 146, conflicts: 1, openConflicts: 0 }, undoState: { undo: expect.stringContaining('resolve conflict'), redo: null } });
  expect((await lacuna.call('verifyDocument', {})).isOk).toBe(true);
  expect(new Set((await lacuna.call('listHistory', { scope: { kind: 'file' } })).changeSets.map((set) => set.kind))).toEqual(new Set(['seed', 'edit', 'undo', 'redo']));
  expect((await lacuna.call('getLayout', { table: 'factors' })).layout).not.toBeNull();
  expect((await lacuna.call('listReleases', {})).releases).toMatchObject([{ version: '0.9', openConflicts: 1, changesSince: 1 }]);
  expect((await lacuna.call('listFindings', { states: ['dismissed'] })).findings).toMatchObject([{ rule: 'F1', dismissedBecause: 'Other stage' }]);
  expect((await lacuna.call('openView', { table: 'results', filters: [{ column: 'origin', operator: 'anyTerm', terms: ['curator'] }] })).rows[0]?.values['outcome']).toBe('Response of pain');
});
