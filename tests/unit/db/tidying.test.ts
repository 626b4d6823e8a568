// What the store does while the curator pauses: the pieces of the search index are merged, nothing that it finds
// changes, and the next edit is not kept waiting by what the edits before left.
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCore, type TestCore } from './coreFixture';

let lacuna: TestCore;
beforeAll(async () => {
  lacuna = startCore();
  await lacuna.call('openDocument', {});
});
afterAll(() => lacuna.end());

function piecesOfIndex(): number {
  const database = new Database(join(lacuna.folder, 'NSCLC bone metastasis.lacuna'), { readonly: true });
  try {
    return Number(database.prepare('SELECT count(DISTINCT segid) FROM factor_search_idx').pluck().get());
  } finally {
    database.close();
  }
}

test('after a pause the index is in few pieces, and finds what it found', async () => {
  for (let count = 0; count < 30; count += 1) {
    const [row] = (await lacuna.call('openView', { table: 'factors', end: 1 })).rows;
    await lacuna.call('editRows', { table: 'factors', edits: [{ rowId: row?.id ?? '', field: 'mechanism', before: row?.values['mechanism'] ?? null, after: `Edit number ${count}` }] });
  }
  expect(piecesOfIndex()).toBeGreaterThan(20);
  const found = async (): Promise<readonly number[]> => Promise.all(['edit', 'number 29', 'number 28', 'migration', 'm'].map(async (search) => (await lacuna.call('openView', { table: 'factors', search })).total));
  const before = await found();
  await expect.poll(piecesOfIndex, { timeout: 15_000, interval: 200 }).toBeLessThan(5);
  expect(await found()).toEqual(before);
  expect(before.slice(0, 3)).toEqual([1, 1, 0]);
});
