// Change sets: undo and redo across restarts, stale edits, reverting one earlier change, history, and the chain.
import fc from 'fast-check';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { customTypes, type CustomType, type GridTable } from '../../../db/contract/tableNames';
import type { GridRow } from '../../../db/contract/types';
import { startCore, type TestCore } from './coreFixture';
import { evidenceDump } from './evidenceDump';

let lacuna: TestCore;
beforeEach(async () => {
  lacuna = startCore();
  await lacuna.call('openDocument', {});
});
afterEach(() => lacuna.end());

async function rowsOf(table: GridTable): Promise<readonly GridRow[]> {
  return (await lacuna.call('openView', { table, end: 500, includeWithdrawn: true })).rows;
}
async function rowNamed(name: string): Promise<GridRow> {
  const row = (await rowsOf('factors')).find((candidate) => candidate.values['factor'] === name);
  if (row === undefined) throw new Error(`no ${name}`);
  return row;
}
async function edit(row: GridRow, field: string, after: string, before = row.values[field] ?? null) {
  return lacuna.call('editRows', { table: 'factors', edits: [{ rowId: row.id, field, before, after }] });
}
function documentPath(): string {
  return `${lacuna.folder}/NSCLC bone metastasis.lacuna`;
}

const dump = (): string => evidenceDump(documentPath());

describe('undo and redo', () => {
  test('name the step, survive a restart, and leave the file as it was', async () => {
    const original = dump();
    const row = await rowNamed('CXCR7');
    const committed = await edit(row, 'expression', 'Down');
    expect(committed.undoState).toEqual({ undo: 'edit Expression of CXCR7', redo: null });
    await lacuna.call('closeDocument', {});
    expect((await lacuna.call('openDocument', {})).undoState.undo).toBe('edit Expression of CXCR7');
    const undone = await lacuna.call('undo', {});
    expect(undone.undoState).toEqual({ undo: null, redo: 'edit Expression of CXCR7' });
    expect(dump()).toBe(original);
    await lacuna.call('closeDocument', {});
    await lacuna.call('openDocument', {});
    expect((await lacuna.call('redo', {})).undoState).toEqual({ undo: 'edit Expression of CXCR7', redo: null });
    expect((await rowNamed('CXCR7')).values['expression']).toBe('Down');
    expect((await lacuna.refusal('redo', {})).code).toBe('nothing-to-redo');
  });

  test('a new step after undo leaves nothing to redo', async () => {
    await edit(await rowNamed('CXCR7'), 'expression', 'Down');
    await lacuna.call('undo', {});
    await edit(await rowNamed('BSP'), 'expression', 'Down');
    expect((await lacuna.refusal('redo', {})).code).toBe('nothing-to-redo');
    await lacuna.call('undo', {});
    expect((await lacuna.refusal('undo', {})).code).toBe('nothing-to-undo');
  });

  test('the built-in review itself is not on the undo stack', async () => {
    expect((await lacuna.refusal('undo', {})).message).toBe('There is nothing to undo.');
  });

  test('undoing everything is the original, redoing everything the result, whatever was done (property)', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('edit' as const), row: fc.nat(60), field: fc.constantFrom('factor', 'expression', 'function', 'mechanism', 'custom', 'custom'), text: fc.string({ minLength: 1, maxLength: 20, unit: fc.constantFrom('a', 'β', ' ', '-', '5', ',', 'é', '漢', '😀') }) }),
      fc.record({ kind: fc.constant('add' as const), text: fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom('x', 'y', '7') }) }),
      fc.record({ kind: fc.constant('withdraw' as const), row: fc.nat(60) }),
      fc.record({ kind: fc.constant('flag' as const), row: fc.nat(60), other: fc.nat(60) }),
      fc.record({ kind: fc.constant('close' as const) }),
      fc.record({ kind: fc.constant('addColumn' as const), type: fc.constantFrom(...customTypes) }),
      fc.record({ kind: fc.constant('retype' as const), type: fc.constantFrom(...customTypes) }),
      fc.record({ kind: fc.constant('withdrawColumn' as const) }),
      fc.record({ kind: fc.constant('note' as const), row: fc.nat(60), field: fc.constantFrom(null, 'factor'), text: fc.constantFrom('Look.', 'up', ' ') }),
      fc.record({ kind: fc.constant('changeNote' as const), row: fc.nat(9), to: fc.constantFrom('published' as const, 'withdrawn' as const, 'active' as const) }),
      fc.record({ kind: fc.constant('undo' as const) }),
      fc.record({ kind: fc.constant('redo' as const) }),
    );
    const original = dump();
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
      for (const each of steps) await take(each);
      const result = dump();
      let undone = 0;
      while ((await lacuna.call('getDocument', {}))?.undoState.undo !== null) { await lacuna.call('undo', {}); undone += 1; }
      expect(dump()).toBe(original);
      for (let count = 0; count < undone; count += 1) await lacuna.call('redo', {});
      expect(dump()).toBe(result);
      for (let count = 0; count < undone; count += 1) await lacuna.call('undo', {});
    }), { numRuns: 25 });
    const report = await lacuna.call('verifyDocument', {});
    expect(report.checks.filter((check) => !check.isOk)).toEqual([]);
  }, 120_000);

  type Step = { kind: 'edit'; row: number; field: string; text: string } | { kind: 'add'; text: string } | { kind: 'withdraw'; row: number } | { kind: 'flag'; row: number; other: number } | { kind: 'close' } | { kind: 'note'; row: number; field: string | null; text: string } | { kind: 'changeNote'; row: number; to: 'published' | 'withdrawn' | 'active' } | { kind: 'addColumn' | 'retype'; type: CustomType } | { kind: 'withdrawColumn' } | { kind: 'undo' } | { kind: 'redo' };
  async function take(step: Step): Promise<void> {
    const rows = await rowsOf('factors');
    const at = (index: number): GridRow => rows[index % rows.length] as GridRow;
    const call = async (method: Parameters<TestCore['core']['dispatch']>[0]['method'], input: unknown) => lacuna.core.dispatch({ callId: 'c', method, input: JSON.parse(JSON.stringify(input)) });
    if (step.kind === 'edit') {
      const field = step.field === 'custom' ? (await lacuna.call('listCustomColumns', {})).at(-1)?.key ?? 'mechanism' : step.field;
      await call('editRows', { table: 'factors', edits: [{ rowId: at(step.row).id, field, before: at(step.row).values[field] ?? null, after: step.text }] });
    } else if (step.kind === 'add') await call('editRows', { table: 'factors', adds: [{ values: { factor: step.text, expression: 'Up' } }] });
    else if (step.kind === 'withdraw') await call('setLifecycle', { table: 'factors', rowIds: [at(step.row).id], lifecycle: at(step.row).lifecycle === 'active' ? 'withdrawn' : 'active' });
    else if (step.kind === 'flag') await call('flagConflict', { kind: 'other', severity: 'minor', rationale: 'because', members: [{ table: 'factors', rowId: at(step.row).id, field: null, side: 'Up' }, { table: 'factors', rowId: at(step.other).id, field: 'mechanism', side: 'Down' }] });
    else if (step.kind === 'addColumn') await call('addCustomColumn', { table: 'factors', heading: `A ${step.type}`, type: step.type });
    else if (step.kind === 'retype' || step.kind === 'withdrawColumn') {
      const [column] = (await lacuna.call('listCustomColumns', {})).toReversed();
      if (column === undefined) return;
      if (step.kind === 'retype') await call('editCustomColumn', { columnId: column.columnId, type: step.type });
      else await call('setCustomColumnLifecycle', { columnId: column.columnId, lifecycle: column.isWithdrawn ? 'active' : 'withdrawn' });
    } else if (step.kind === 'note') await call('addNote', { table: 'factors', rowId: at(step.row).id, field: step.field, span: step.field === null ? null : { start: 0, quote: String(at(step.row).values[step.field]).slice(0, 3) }, text: step.text });
    else if (step.kind === 'changeNote') {
      const { notes } = await lacuna.call('listNotes', { isWithdrawn: step.to === 'active' });
      const note = notes[step.row % Math.max(1, notes.length)];
      if (note !== undefined) await (step.to === 'published' ? call('editNote', { noteId: note.noteId, sharing: step.to }) : call('setLifecycle', { table: 'notes', rowIds: [note.noteId], lifecycle: step.to }));
    } else if (step.kind === 'close') {
      const [open] = await lacuna.call('listConflicts', { statuses: ['open'] });
      if (open !== undefined) await call('setConflictStatus', { conflictId: open.conflictId, status: 'resolved', disposition: 'source error', reason: 'seen' });
    } else await call(step.kind, {});
  }
});

describe('a stale edit', () => {
  test('is refused with both values and changes nothing', async () => {
    const row = await rowNamed('CXCR7');
    await edit(row, 'expression', 'Down');
    const before = dump();
    const error = await lacuna.refusal('editRows', { table: 'factors', edits: [{ rowId: row.id, field: 'expression', before: 'Up', after: 'Mixed' }] });
    expect(error).toMatchObject({ code: 'stale-edit', details: { current: 'Down', yours: 'Mixed' } });
    expect(error.message).toContain('It now reads “Down”; yours is “Mixed”.');
    expect(dump()).toBe(before);
  });

  test('one stale cell refuses the whole paste', async () => {
    const [first, second] = await rowsOf('factors');
    const error = await lacuna.refusal('editRows', { table: 'factors', intention: 'paste', edits: [
      { rowId: first?.id ?? '', field: 'expression', before: 'Up', after: 'Down' }, { rowId: second?.id ?? '', field: 'expression', before: 'Up', after: 'Down' }] });
    expect(error.code).toBe('stale-edit');
    expect((await rowsOf('factors'))[0]?.values['expression']).toBe('Up');
  });
});

describe('reverting one earlier change', () => {
  test('takes back just that one', async () => {
    const first = await edit(await rowNamed('CXCR7'), 'expression', 'Down');
    await edit(await rowNamed('BSP'), 'expression', 'Down');
    const reverted = await lacuna.call('revertChangeSet', { changeSetId: first.changeSetId, reason: 'wrong paper' });
    expect(reverted.label).toBe('revert “edit Expression of CXCR7”');
    expect((await rowNamed('CXCR7')).values['expression']).toBe('Up');
    expect((await rowNamed('BSP')).values['expression']).toBe('Down');
    await lacuna.call('undo', {});
    expect((await rowNamed('CXCR7')).values['expression']).toBe('Down');
  });

  test('says what depends on it when something does', async () => {
    const first = await edit(await rowNamed('CXCR7'), 'expression', 'Down');
    await edit(await rowNamed('CXCR7'), 'expression', 'Mixed');
    const error = await lacuna.refusal('revertChangeSet', { changeSetId: first.changeSetId, reason: 'wrong paper' });
    expect(error.code).toBe('later-change-depends');
    expect(error.message).toContain('Expression of CXCR7 was changed again by tester on 2026-01-02');
  });

  test('a study that is cited can not be taken back', async () => {
    const fields = { title: 'A', authors: [], year: '2021', journal: null, volume: null, issue: null, pages: null, doi: '10.1000/x1', pmid: null, registryId: null, abstract: null, publicationType: 'article-journal' };
    const added = await lacuna.call('addStudy', { study: { kind: 'new', fields }, use: { kind: 'none' } });
    const row = await rowNamed('CXCR7');
    await lacuna.call('addStudy', { study: { kind: 'existing', studyId: added.studyId }, use: { kind: 'citation', table: 'factors', rowId: row.id } });
    expect((await lacuna.refusal('revertChangeSet', { changeSetId: added.changeSetId, reason: 'no' })).message).toContain('is cited');
  });
});

describe('History', () => {
  test('says who, when, why and what, newest first, and pages', async () => {
    await lacuna.call('setPreferences', { curator: 'A. Curator' });
    const row = await rowNamed('CXCR7');
    await lacuna.call('editRows', { table: 'factors', edits: [{ rowId: row.id, field: 'expression', before: 'Up', after: 'Down' }], reason: 'Table S2 says so' });
    const file = await lacuna.call('listHistory', { scope: { kind: 'file' }, limit: 1 });
    expect(file.hasMore).toBe(true);
    expect(file.changeSets[0]).toMatchObject({ curator: 'A. Curator', reason: 'Table S2 says so', label: 'edit Expression of CXCR7', kind: 'edit', revisionCount: 1 });
    const next = await lacuna.call('listHistory', { scope: { kind: 'file' }, limit: 5, beforeSeq: file.changeSets[0]?.seq });
    expect(next.changeSets.map((set) => set.kind)).toEqual(['seed', 'seed', 'seed']);
    expect(next.curators).toEqual(['A. Curator', 'Lacuna']);
    const ofRow = await lacuna.call('listHistory', { scope: { kind: 'row', table: 'factors', rowId: row.id } });
    expect(ofRow.changeSets[0]?.revisions).toMatchObject([{ field: 'expression', before: 'Up', after: 'Down', heading: 'Expression' }]);
  });

  test('is append-only in the file itself', async () => {
    await lacuna.call('closeDocument', {});
    const database = new Database(documentPath());
    expect(() => database.exec('DELETE FROM change_set')).toThrow('append-only');
    expect(() => database.exec(`UPDATE revision SET after = '"x"'`)).toThrow('append-only');
    database.close();
  });

  test('its chain notices a changed entry and a cell that was changed behind its back', async () => {
    await edit(await rowNamed('CXCR7'), 'expression', 'Down');
    await lacuna.call('closeDocument', {});
    const database = new Database(documentPath());
    database.exec(`UPDATE trial SET patients = '72' WHERE ordinal = 2`);
    database.exec(`DROP TRIGGER revision_is_fixed; UPDATE revision SET after = '"Mixed"' WHERE field = 'expression' AND after = '"Down"'`);
    database.close();
    await lacuna.call('openDocument', {});
    const report = await lacuna.call('verifyDocument', {});
    expect(report.isOk).toBe(false);
    const journal = report.checks.find((check) => check.name === 'Journal');
    expect(journal?.detail).toContain('(“edit Expression of CXCR7”');
    expect(journal?.detail).toContain('No. of Patients of “Surgery” is not what the journal says');
    expect(report.checks.find((check) => check.name === 'SQLite integrity')?.isOk).toBe(true);
  });
});
