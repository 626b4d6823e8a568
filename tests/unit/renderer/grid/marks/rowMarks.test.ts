// Which rows' marks are asked for, when, and what a cell is given until the answer is there.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { GridRow } from '../../../../../db/contract/types';
import type { GridClient } from '../../../../../renderer/grid/gridClient';
import { createRowMarks } from '../../../../../renderer/grid/marks/rowMarks';

const rowOf = (id: string, results: string, version = 1): GridRow => ({ id, ordinal: 1, lifecycle: 'active', version, values: { results }, cites: [], flags: [], findings: { count: 0, worst: null }, isPrivate: false });
const finding = (start: number, end: number) => ({ findingId: 'f', rule: 'N5', severity: 'major', field: 'results', span: { start, end } });

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

/** A core that answers with the marks it was given, and remembers what it was asked. */
function marksOver(rows: readonly GridRow[], answer: (rowId: string) => object) {
  const asked: (readonly string[])[] = [];
  const redrawn: (readonly string[])[] = [];
  let drawn = rows;
  const call = vi.fn(async (_method: string, { rowIds }: { readonly rowIds: readonly string[] }) => {
    asked.push(rowIds);
    return rowIds.map((rowId) => ({ rowId, findings: [], results: [], ...answer(rowId) }));
  });
  const marks = createRowMarks({ table: 'trials', client: { call } as unknown as Pick<GridClient, 'call'>, drawn: () => drawn, redraw: (rowIds) => { redrawn.push(rowIds); } }, true);
  return { marks, asked, redrawn, draw: (next: readonly GridRow[]) => { drawn = next; } };
}
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(200);

describe('the marks of rows', () => {
  test('are asked for once for all rows that were drawn together, and those rows are drawn again', async () => {
    const rows = [rowOf('a', 'ORR 34.9%'), rowOf('b', 'ORR 11.1%')];
    const { marks, asked, redrawn } = marksOver(rows, (rowId) => (rowId === 'a' ? { findings: [finding(4, 9)] } : {}));
    for (const row of rows) for (const field of ['results', 'conclusions', 'results']) expect(marks.of(row, field)).toEqual([]);
    await settle();
    expect(asked).toEqual([['a', 'b']]);
    expect(redrawn.flat()).toContain('a');
    expect(marks.of(rows[0] ?? rowOf('a', ''), 'results')).toEqual([{ kind: 'finding', findingId: 'f', severity: 'major', start: 4, end: 9 }]);
    expect(marks.of(rows[0] ?? rowOf('a', ''), 'conclusions')).toEqual([]);
    await settle();
    expect(asked).toHaveLength(1);
  });

  test('without a span are on the whole cell', async () => {
    const row = rowOf('a', 'Up');
    const { marks } = marksOver([row], () => ({ findings: [{ ...finding(0, 0), span: null }] }));
    marks.of(row, 'results');
    await settle();
    expect(marks.of(row, 'results')).toMatchObject([{ start: 0, end: 2 }]);
  });

  test('never lie on another text: after an edit they are gone until the new answer, and stay where the text is the same', async () => {
    const { marks, asked } = marksOver([], () => ({ findings: [finding(4, 9)] }));
    marks.of(rowOf('a', 'ORR 34.9%'), 'results');
    await settle();
    expect(marks.of(rowOf('a', 'ORR was 34.9%', 2), 'results')).toEqual([]);
    expect(marks.of(rowOf('a', 'ORR 34.9%', 2), 'results')).toHaveLength(1);
    await settle();
    expect(asked).toHaveLength(2);
  });

  test('of what is on the screen are asked for again when something changed; of the rest are forgotten', async () => {
    const rows = [rowOf('a', 'x'), rowOf('b', 'y')];
    const { marks, asked, draw } = marksOver(rows, () => ({}));
    for (const row of rows) marks.of(row, 'results');
    await settle();
    draw(rows.slice(0, 1));
    marks.stale();
    await settle();
    expect(asked).toEqual([['a', 'b'], ['a']]);
    marks.of(rowOf('b', 'y'), 'results');
    await settle();
    expect(asked.at(-1)).toEqual(['b']);
  });

  test('of a long scroll are asked for the rows that were drawn last, at most 300 at once', async () => {
    const { marks, asked } = marksOver([], () => ({}));
    for (let index = 0; index < 1000; index += 1) marks.of(rowOf(`row ${index}`, 'x'), 'results');
    await settle();
    expect(asked).toHaveLength(1);
    expect(asked[0]).toHaveLength(300);
    expect(asked[0]?.at(-1)).toBe('row 999');
  });

  test('are not drawn for a stale result: it was read from another text', async () => {
    const row = rowOf('a', 'ORR was 34.9%');
    const { marks } = marksOver([row], () => ({ results: [{ resultId: 'r', field: 'results', start: 4, end: 9, state: 'stale' }] }));
    marks.of(row, 'results');
    await settle();
    expect(marks.of(row, 'results')).toEqual([]);
  });

  test('leave results out when they are not wanted, and draw the rows again', async () => {
    const row = rowOf('a', 'ORR 34.9%');
    const { marks, redrawn } = marksOver([row], () => ({ results: [{ resultId: 'r', field: 'results', start: 4, end: 9, state: 'current' }] }));
    marks.of(row, 'results');
    await settle();
    expect(marks.of(row, 'results')).toEqual([{ kind: 'result', resultId: 'r', start: 4, end: 9 }]);
    marks.showResults(false);
    expect(marks.of(row, 'results')).toEqual([]);
    expect(redrawn.at(-1)).toEqual(['a']);
  });
});
