// The built-in review as a document: its counts, citations that resolve both ways, its corrections in History, and the
// checks of the file. Its content, cell by cell, is told in seed/.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCore, type TestCore } from './coreFixture';

let lacuna: TestCore;
beforeAll(async () => {
  lacuna = startCore();
  await lacuna.call('openDocument', {});
});
afterAll(() => lacuna.end());

test('has 28 factors, 15 trials, 146 studies and 84 abbreviations, and nothing to undo', async () => {
  const document = await lacuna.call('getDocument', {});
  expect(document?.counts).toMatchObject({ factors: 28, trials: 15, studies: 146, glossary: 84, conflicts: 0 });
  expect(document?.undoState).toEqual({ undo: null, redo: null });
});

test('every row of both tables cites studies that are there, and each of those knows the row', async () => {
  for (const table of ['factors', 'trials'] as const) {
    const { rows } = await lacuna.call('openView', { table });
    for (const row of rows) {
      expect(row.cites.map(({ studyId }) => studyId)).toEqual(row.values['references']);
      expect(row.cites.length).toBeGreaterThan(0);
      for (const { studyId } of row.cites) {
        const citing = await lacuna.call('listCitingRows', { studyId });
        expect(citing.map((other) => [other.table, other.ordinal])).toContainEqual([table, row.ordinal]);
      }
    }
  }
});

test('a study that only the text cites is cited by claims and by no row of a table', async () => {
  const { rows } = await lacuna.call('openView', { table: 'studies', end: 200 });
  const citing = await Promise.all(rows.map(async (row) => (await lacuna.call('listCitingRows', { studyId: row.id })).map(({ table }) => table)));
  expect(citing.filter((tables) => tables.some((table) => table !== 'claims'))).toHaveLength(31 + 15);
  expect(citing[0]).toEqual(['claims']);
});

test('History shows each correction with its printed form and reason', async () => {
  const { rows } = await lacuna.call('openView', { table: 'factors' });
  const history = await lacuna.call('listHistory', { scope: { kind: 'cell', table: 'factors', rowId: rows[0]?.id ?? '', field: 'factor' } });
  expect(history.changeSets.map((set) => set.revisions.map(({ op, before, after }) => ({ op, before, after })))).toEqual([[{ op: 'set', before: 'TGF-B', after: 'TGF-β' }], [{ op: 'add', before: null, after: 'TGF-B' }]]);
  expect(history.changeSets[0]?.revisions[0]?.why).toContain('Printed “TGF-B”.');
});

test('names, the review as it was read, and its corrections are change sets of their own, signed by the application', async () => {
  const { changeSets } = await lacuna.call('listHistory', { scope: { kind: 'file' } });
  expect(changeSets.map(({ kind, label, curator }) => [kind, label, curator])).toEqual([['seed', 'correct what was misread', 'Lacuna'], ['seed', 'built-in review, as read from print', 'Lacuna'], ['seed', expect.stringContaining('names of molecules'), 'Lacuna']]);
});

test('verifies', async () => {
  const report = await lacuna.call('verifyDocument', {});
  expect(report.checks).toEqual(report.checks.map((check) => ({ ...check, isOk: true })));
});
