// What cells show before the core has said yes.
import { describe, expect, test } from 'vitest';
import { createPendingEdits, type PendingEdit, type PendingState } from '../../../../../renderer/grid/editing/pendingEdits';

const edit = (rowId: string, value: string, state: PendingState): PendingEdit => ({ rowId, field: 'factor', before: null, value, cites: [], typed: null, state });

describe('a pending edit', () => {
  test('leaves when the rows of its change set are shown, whichever comes first', () => {
    const pending = createPendingEdits(() => {});
    pending.set(edit('a', 'x', { kind: 'writing' }));
    pending.set(edit('a', 'x', { kind: 'written', changeSetId: 'one' }));
    expect(pending.get('a', 'factor')?.value).toBe('x');
    pending.settle('one');
    expect(pending.get('a', 'factor')).toBeNull();

    pending.settle('two');
    pending.set(edit('b', 'y', { kind: 'writing' }));
    pending.set(edit('b', 'y', { kind: 'written', changeSetId: 'two' }));
    expect(pending.get('b', 'factor')).toBeNull();
  });
  test('that was refused stays through every other change', () => {
    const pending = createPendingEdits(() => {});
    pending.set(edit('a', 'soon', { kind: 'refused', reason: 'A year has four digits.', current: undefined }));
    pending.settle('one');
    expect(pending.refused().map(({ value }) => value)).toEqual(['soon']);
    pending.drop('a', 'factor');
    expect(pending.refused()).toEqual([]);
  });
  test('is not let go by an older answer', () => {
    const pending = createPendingEdits(() => {});
    const first = edit('a', 'first', { kind: 'writing' });
    pending.set(first);
    pending.set(edit('a', 'second', { kind: 'writing' }));
    pending.drop('a', 'factor', first);
    expect(pending.get('a', 'factor')?.value).toBe('second');
  });
  test('tells which cell to draw again, and nothing else', () => {
    const drawn: string[] = [];
    const pending = createPendingEdits((rowId, field) => drawn.push(`${rowId} ${field}`));
    pending.set(edit('a', 'x', { kind: 'writing' }));
    pending.drop('b', 'factor');
    pending.drop('a', 'factor');
    expect(drawn).toEqual(['a factor', 'a factor']);
  });
});
