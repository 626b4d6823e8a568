// Ids are UUIDv7: unique, and each sorts after the one before, whatever the clock does.
import { expect, test } from 'vitest';
import { createIds } from '../../../db/newIds';

test('ids are UUIDs of version 7 with the time in front', () => {
  const newId = createIds(() => Date.parse('2026-01-02T03:04:05.678Z'));
  const ids = Array.from({ length: 1000 }, newId);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
  expect(Number.parseInt((ids[0] ?? '').replace('-', '').slice(0, 12), 16)).toBe(Date.parse('2026-01-02T03:04:05.678Z'));
});

test.each<[string, (call: number) => number]>([
  ['stands', () => 1_000_000],
  ['goes', (call: number) => 1_000_000 + call],
  ['goes back', (call: number) => 1_000_000 - call],
])('while the clock %s, ten thousand ids rise and differ', (_, clock) => {
  let call = 0;
  const newId = createIds(() => { call += 1; return clock(call); });
  const ids = Array.from({ length: 10_000 }, newId);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test('two cores make different ids at the same moment', () => {
  const [mine, theirs] = [createIds(() => 5), createIds(() => 5)];
  expect(mine()).not.toBe(theirs());
});
