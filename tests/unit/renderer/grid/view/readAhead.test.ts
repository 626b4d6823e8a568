// Reading rows before they are scrolled to: further in the direction of travel, and not at places that are only passed.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createReadAhead } from '../../../../../renderer/grid/view/readAhead';
import type { ViewReader } from '../../../../../renderer/grid/view/viewReader';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

function ahead(hereUpTo = Number.POSITIVE_INFINITY) {
  const read: string[] = [];
  const taken: number[] = [];
  const reader: Pick<ViewReader, 'prefetch' | 'rowAt'> = {
    prefetch: (start, end) => { read.push(`${start}-${end}`); },
    rowAt: (index) => (index >= 0 && index < hereUpTo ? { id: `row-${index}`, ordinal: index, lifecycle: 'active', version: 1, values: {}, cites: [], flags: [], findings: { count: 0, worst: null }, isPrivate: false } : null),
  };
  return { read, taken, ...createReadAhead(reader, (index) => { taken.push(index); }) };
}

test('down: more below than above; up: the other way round; never before the first row', () => {
  const { scrolled, read } = ahead();
  scrolled(10, 17);
  scrolled(200, 207);
  scrolled(180, 187);
  expect(read).toEqual(['0-317', '100-507', '0-287']);
});

test('a far jump is read only after a rest, and only the last of several', () => {
  const { scrolled, read } = ahead();
  scrolled(5000, 5007);
  vi.advanceTimersByTime(60);
  scrolled(9000, 9007);
  expect(read).toEqual([]);
  vi.advanceTimersByTime(120);
  expect(read).toEqual(['8900-9307']);
});

test('the grid is given the rows ahead that are here, and is not made to ask for others', () => {
  const { scrolled, taken } = ahead(150);
  scrolled(20, 27);
  scrolled(100, 107);
  scrolled(70, 77);
  expect(taken).toEqual([87, 10]);
});

test('the ends of a view are taken in once its question rests', () => {
  const { opened, taken } = ahead();
  opened(100_000);
  vi.advanceTimersByTime(400);
  opened(20_000);
  vi.advanceTimersByTime(400);
  expect(taken).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(taken).toEqual([0, 19_999]);
  opened(0);
  vi.advanceTimersByTime(1000);
  expect(taken).toEqual([0, 19_999]);
});

test('nothing is read after the table was left', () => {
  const { scrolled, opened, stop, read, taken } = ahead();
  scrolled(5000, 5007);
  opened(100);
  stop();
  vi.advanceTimersByTime(1000);
  expect([read, taken]).toEqual([[], []]);
});
