// One success at least for every method about a lab's own columns, the same over every way.
import { expect } from 'vitest';
import type { MethodName } from '../../db/contract/methods';
import type { Bench } from './bench';

const site = { table: 'factors', heading: 'Site', type: 'term' } as const;

export const customColumnSuccesses = {
  addCustomColumn: async ({ call, event }) => {
    const added = await call('addCustomColumn', { ...site, description: 'Where it was taken' });
    expect(added).toMatchObject({ key: 'custom1', label: 'add column Site to Factors', undoState: { undo: 'add column Site to Factors' } });
    expect((await event('committed')).touched).toContainEqual({ table: 'customColumns', rowIds: [added.columnId], isStructural: true });
  },
  listCustomColumns: async ({ call, factor }) => {
    const { columnId, key } = await call('addCustomColumn', site);
    const { id } = await factor('CXCR4');
    await call('editRows', { table: 'factors', edits: [{ rowId: id, field: key, before: null, after: 'rib' }] });
    expect(await call('listCustomColumns', { table: 'factors', countsCells: true })).toEqual([{ columnId, ...site, key, sharing: 'private', description: '', isWithdrawn: false, filled: 1 }]);
    expect(await call('listCustomColumns', { table: 'claims' })).toEqual([]);
  },
  editCustomColumn: async ({ call }) => {
    const { columnId } = await call('addCustomColumn', site);
    await call('editCustomColumn', { columnId, sharing: 'published', heading: 'Place', reason: 'Agreed' });
    expect(await call('listCustomColumns', {})).toMatchObject([{ heading: 'Place', sharing: 'published', type: 'term' }]);
  },
  setCustomColumnLifecycle: async ({ call }) => {
    const { columnId } = await call('addCustomColumn', site);
    await call('setCustomColumnLifecycle', { columnId, lifecycle: 'withdrawn' });
    expect(await call('listCustomColumns', {})).toMatchObject([{ isWithdrawn: true }]);
    await call('setCustomColumnLifecycle', { columnId, lifecycle: 'active' });
    expect(await call('listCustomColumns', {})).toMatchObject([{ isWithdrawn: false }]);
  },
} as const satisfies Partial<Record<MethodName, (bench: Bench) => Promise<void>>>;
