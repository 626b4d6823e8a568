// What an editor held when the page went away.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDrafts, type Draft } from '../../../../../renderer/grid/editing/drafts';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

function storage(kept = new Map<string, string>()) {
  return { kept, getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, text: string) => { kept.set(key, text); }, removeItem: (key: string) => { kept.delete(key); } };
}
const draft = (rowId: string, text: string, field = 'factor'): Draft => ({ table: 'factors', rowId, field, rowName: rowId, before: null, text });

describe('drafts', () => {
  test('are there again for the same document and table, the last text of each cell', () => {
    const store = storage();
    const drafts = createDrafts(store, 'doc', 'factors');
    drafts.note(draft('a', 'first'));
    drafts.note(draft('a', 'second'));
    drafts.note(draft('b', 'other'));
    drafts.flush();
    expect(createDrafts(store, 'doc', 'factors').list()).toEqual([draft('a', 'second'), draft('b', 'other')]);
    expect(createDrafts(store, 'doc', 'trials').list()).toEqual([]);
    expect(createDrafts(store, 'another', 'factors').list()).toEqual([]);
  });
  test('are kept soon without being asked, and not at every letter', () => {
    const store = storage();
    const writes = vi.spyOn(store, 'setItem');
    const drafts = createDrafts(store, 'doc', 'factors');
    for (const text of ['a', 'ab', 'abc']) drafts.note(draft('a', text));
    expect(writes).toHaveBeenCalledTimes(0);
    vi.advanceTimersByTime(300);
    expect(writes).toHaveBeenCalledTimes(1);
    expect(createDrafts(store, 'doc', 'factors').list()).toEqual([draft('a', 'abc')]);
  });
  test('that are dropped leave nothing behind; others stay', () => {
    const store = storage();
    const drafts = createDrafts(store, 'doc', 'factors');
    drafts.note(draft('a', 'x'));
    drafts.note(draft('a', 'y', 'mechanism'));
    drafts.flush();
    drafts.drop('a', 'factor');
    expect(createDrafts(store, 'doc', 'factors').list()).toEqual([draft('a', 'y', 'mechanism')]);
    drafts.drop('a', 'mechanism');
    expect(store.kept.size).toBe(0);
    drafts.drop('never', 'there');
  });
  test('never fail an edit: storage that is full, denied or holds anything else', () => {
    const denied = { getItem: () => { throw new Error('denied'); }, setItem: () => { throw new Error('full'); }, removeItem: () => { throw new Error('denied'); } };
    const drafts = createDrafts(denied, 'doc', 'factors');
    drafts.note(draft('a', 'x'));
    expect(() => drafts.flush()).not.toThrow();
    expect(() => drafts.drop('a', 'factor')).not.toThrow();
    for (const text of ['', 'not json', 'null', '{}', '[1, null, {"rowId": 1}]', '[{"table":"factors","rowId":"a","field":"f","rowName":"n","text":"no before"}]']) {
      expect(createDrafts(storage(new Map([['lacuna.drafts.doc.factors', text]])), 'doc', 'factors').list()).toEqual([]);
    }
    const mixed = storage(new Map([['lacuna.drafts.doc.factors', JSON.stringify([7, draft('a', 'kept')])]]));
    expect(createDrafts(mixed, 'doc', 'factors').list()).toEqual([draft('a', 'kept')]);
  });
});
