// The life of an open editor over a real core: what is written, what is refused, what stays for the curator.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CitedStudy, GridRow } from '../../../../../db/contract/types';
import type { CellValue } from '../../../../../db/contract/values';
import { createCellEditing, type AfterCommit } from '../../../../../renderer/grid/editing/cellEditing';
import { createDrafts } from '../../../../../renderer/grid/editing/drafts';
import { createPendingEdits } from '../../../../../renderer/grid/editing/pendingEdits';
import type { GridMessage } from '../../../../../renderer/grid/gridTypes';
import { createGridUi } from '../../../../../renderer/grid/gridUi';
import { startCore, type TestCore } from '../../../db/coreFixture';
import { coreClient } from '../coreClient';

let lacuna: TestCore;
beforeEach(async () => {
  lacuna = startCore();
  await lacuna.call('openDocument', {});
});
afterEach(() => lacuna.end());

async function row(ordinal: number): Promise<GridRow> {
  const view = await lacuna.call('openView', { table: 'factors' });
  const found = view.rows.find((each) => each.ordinal === ordinal);
  if (found === undefined) throw new Error(`no row ${ordinal}`);
  return found;
}

async function editing(isReadOnly = false) {
  const ui = createGridUi();
  const pending = createPendingEdits(() => {});
  const kept = new Map<string, string>();
  const drafts = createDrafts({ getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => { kept.set(key, text); }, removeItem: (key) => { kept.delete(key); } }, 'doc', 'factors');
  const told: GridMessage[] = [];
  const focused: (readonly [number, string, AfterCommit])[] = [];
  const cells = createCellEditing({
    table: 'factors', client: coreClient(lacuna), ui, pending, drafts: () => drafts, isReadOnly: () => isReadOnly, rowOf: () => null, indexOf: () => null,
    whenShown: async (changeSetId) => pending.settle(changeSetId), focus: (index, key, after) => { focused.push([index, key, after]); }, tell: (message) => { told.push(message); },
  });
  /** Mounts what an editor would: it gives this value when it is read. */
  const reads = (value: CellValue, cites: readonly CitedStudy[] = [], wait: Promise<unknown> = Promise.resolve()): void => {
    cells.attach({ read: async () => { await wait; return { isRead: true, value, cites }; } });
  };
  return { ui, pending, drafts, told, focused, cells, reads };
}

describe('an editor', () => {
  test('writes one cell, goes where the key says, and leaves no draft', async () => {
    const { cells, reads, ui, focused, drafts } = await editing();
    cells.open(await row(1), 0, 'factor');
    cells.note('TGF-β1');
    reads('TGF-β1');
    expect(await cells.commit('down')).toBe(true);
    expect(ui.getState().editor).toBeNull();
    await cells.commitOpenEditor();
    expect((await row(1)).values['factor']).toBe('TGF-β1');
    expect(focused).toEqual([[0, 'factor', 'down']]);
    expect(drafts.list()).toEqual([]);
    expect(cells.holdsUnsaved()).toBe(false);
  });
  test('that changes nothing writes nothing', async () => {
    const { cells, reads } = await editing();
    cells.open(await row(1), 0, 'factor');
    reads('TGF-β');
    await cells.commit('down');
    await cells.commitOpenEditor();
    expect((await lacuna.call('getDocument', {}))?.undoState.undo).toBeNull();
  });
  test('that is let go writes nothing, even while its value is being read', async () => {
    const { cells, reads } = await editing();
    let arrive = (): void => {};
    cells.open(await row(1), 0, 'factor');
    reads('never', [], new Promise<void>((resolve) => { arrive = resolve; }));
    const committed = cells.commit('down');
    cells.discard();
    arrive();
    expect(await committed).toBe(true);
    await cells.commitOpenEditor();
    expect((await row(1)).values['factor']).toBe('TGF-β');
  });
  test('that was left while its value was being read is written, although another is open by then', async () => {
    const { cells, reads, ui } = await editing();
    let arrive = (): void => {};
    cells.open(await row(1), 0, 'factor');
    reads('left behind', [], new Promise<void>((resolve) => { arrive = resolve; }));
    const committed = cells.commit('leave');
    cells.open(await row(2), 1, 'factor');
    arrive();
    await committed;
    expect(ui.getState().editor?.rowName).toBe('PRAME');
    reads('second');
    await cells.commitOpenEditor();
    expect([(await row(1)).values['factor'], (await row(2)).values['factor']]).toEqual(['left behind', 'second']);
  });
  test('opened over another commits that one first', async () => {
    const { cells, reads } = await editing();
    cells.open(await row(1), 0, 'factor');
    reads('first');
    cells.open(await row(2), 1, 'factor');
    reads('second');
    await cells.commitOpenEditor();
    expect([(await row(1)).values['factor'], (await row(2)).values['factor']]).toEqual(['first', 'second']);
  });
  test('does not open in a document for reading, nor on what can not be edited, and says so', async () => {
    const { cells, ui, told } = await editing(true);
    cells.open(await row(1), 0, 'factor');
    cells.open(await row(1), 0, 'flags');
    expect(ui.getState().editor).toBeNull();
    expect(told).toEqual([{ tone: 'info', text: 'This document is open for reading only. Save a copy to change it.' }]);
  });
});

describe('a refused text', () => {
  test('keeps its editor open when the curator asked to save, and its cell when the curator went on', async () => {
    const { cells, reads, ui, pending, told, drafts } = await editing();
    const first = await row(1);
    cells.open(first, 0, 'factor');
    reads('two\nlines');
    expect(await cells.commit('down')).toBe(false);
    expect(ui.getState().editor?.problem?.message).toBe('Factor is one line. Remove the line break.');
    expect(await cells.commit('leave')).toBe(false);
    expect(ui.getState().editor).toBeNull();
    expect(cells.shown(first, 'factor')).toMatchObject({ value: 'two\nlines', state: { kind: 'refused' } });
    expect(pending.refused()).toHaveLength(1);
    expect(drafts.list().map(({ text }) => text)).toEqual(['two\nlines']);
    expect(told.at(-1)?.text).toBe('Factor of TGF-β was not saved: Factor is one line. Remove the line break.');
    expect(cells.holdsUnsaved()).toBe(true);
    expect(cells.expected(first, 'factor'), 'other writes rely on what is saved').toBe('TGF-β');

    cells.open(first, 0, 'factor');
    expect(ui.getState().editor).toMatchObject({ text: 'two\nlines', before: 'TGF-β' });
    cells.discard();
    expect(cells.shown(first, 'factor')).toMatchObject({ value: 'TGF-β', state: null });
    expect(drafts.list()).toEqual([]);
    expect(cells.holdsUnsaved()).toBe(false);
  });
  test('that could not even be read is shown as typed, and opens as typed', async () => {
    const { cells, ui } = await editing();
    const first = await row(1);
    cells.open(first, 0, 'references');
    cells.attach({ read: async () => ({ isRead: false, message: 'No study reads like “Wang”.', typed: '15, Wang' }) });
    await cells.commit('leave');
    expect(cells.shown(first, 'references')).toMatchObject({ typed: '15, Wang', state: { kind: 'refused' } });
    cells.open(first, 0, 'references');
    expect(ui.getState().editor).toMatchObject({ text: '15, Wang', mode: 'typed' });
  });
});

describe('a stale edit', () => {
  test('gives both values; either can be kept, and nothing is overwritten unasked', async () => {
    const { cells, reads, ui } = await editing();
    const first = await row(1);
    cells.open(first, 0, 'mechanism');
    await lacuna.call('editRows', { table: 'factors', edits: [{ rowId: first.id, field: 'mechanism', before: first.values['mechanism'] ?? null, after: 'Theirs' }] });
    reads('Mine');
    expect(await cells.commitOpenEditor()).toBe(false);
    expect(ui.getState().editor?.problem?.current).toEqual({ value: 'Theirs', text: 'Theirs' });
    expect((await row(1)).values['mechanism']).toBe('Theirs');
    expect(await cells.overwrite()).toBe(true);
    expect((await row(1)).values['mechanism']).toBe('Mine');
  });
  test('that was left stays in its cell with both values', async () => {
    const { cells, reads, ui, drafts } = await editing();
    const first = await row(1);
    cells.open(first, 0, 'mechanism');
    await lacuna.call('editRows', { table: 'factors', edits: [{ rowId: first.id, field: 'mechanism', before: first.values['mechanism'] ?? null, after: 'Theirs' }] });
    reads('Mine');
    await cells.commit('leave');
    await cells.commitOpenEditor();
    expect(cells.shown(first, 'mechanism')).toMatchObject({ value: 'Mine', state: { kind: 'refused', current: 'Theirs' } });
    expect(drafts.list().map(({ text }) => text)).toEqual(['Mine']);
    cells.open(await row(1), 0, 'mechanism');
    expect(ui.getState().editor?.problem?.current?.text).toBe('Theirs');
    cells.discard();
    expect((await row(1)).values['mechanism']).toBe('Theirs');
  });
});
