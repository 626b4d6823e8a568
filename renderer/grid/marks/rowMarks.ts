// Owns the marks of the rows on the screen: asked for in one call for all rows that were drawn since, kept for a while,
// asked for again when the core says that something changed. Until an answer comes the old marks stay where the text is
// the same. Refuses to know more rows than it keeps: what scrolled away long ago is asked for again.
import type { GridTable } from '../../../db/contract/tableNames';
import type { Output } from '../../../db/contract/methods';
import type { GridRow } from '../../../db/contract/types';
import { cellText } from '../../../db/contract/values';
import type { GridClient } from '../gridClient';
import type { CellMark } from './segments';

type MarksOfRow = Output<'listMarks'>[number];

export interface RowMarks {
  /** The marks of one cell whose text is on the screen; none while they are on their way. */
  of(row: GridRow, field: string): readonly CellMark[];
  /** Something changed: what is on the screen is asked for again. */
  stale(): void;
  /** Whether results are marked beside findings. */
  showResults(isShown: boolean): void;
  stop(): void;
}

export interface RowMarksDeps {
  readonly table: GridTable;
  readonly client: Pick<GridClient, 'call'>;
  /** The rows that are drawn now. */
  readonly drawn: () => readonly GridRow[];
  /** These rows are to be drawn again. */
  readonly redraw: (rowIds: readonly string[]) => void;
}

interface Kept { readonly row: GridRow; readonly marks: MarksOfRow | null }

/** Rows that are drawn one after the other while scrolling travel together. */
const settleMs = 40;
const mostRows = 300;
const mostKept = 3000;

export function createRowMarks({ table, client, drawn, redraw }: RowMarksDeps, isShowingResults: boolean): RowMarks {
  const kept = new Map<string, Kept>();
  const wanted = new Map<string, GridRow>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isAsking = false;
  let isStopped = false;
  let showsResults = isShowingResults;

  const keep = (row: GridRow, marks: MarksOfRow | null): void => {
    kept.delete(row.id);
    kept.set(row.id, { row, marks });
    for (const [oldest] of kept) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
  };

  const ask = async (): Promise<void> => {
    // The rows that were drawn last are those that are looked at.
    const rows = [...wanted.values()].slice(-mostRows);
    wanted.clear();
    if (rows.length === 0) return;
    const found = new Map((await client.call('listMarks', { table, rowIds: rows.map(({ id }) => id) })).map((marks) => [marks.rowId, marks]));
    if (isStopped) return;
    const changed = rows.filter((row) => {
      const marks = found.get(row.id) ?? null;
      const before = kept.get(row.id);
      keep(row, marks);
      return JSON.stringify(before?.marks ?? null) !== JSON.stringify(marks) || (marks !== null && before?.row !== row);
    });
    if (changed.length > 0) redraw(changed.map(({ id }) => id));
  };

  const soon = (): void => {
    if (timer !== null || isAsking || isStopped) return;
    timer = setTimeout(() => {
      timer = null;
      isAsking = true;
      ask().catch(() => {}).finally(() => { // a cell without underlines still reads; what is wrong with the core is said by its rows
        isAsking = false;
        if (wanted.size > 0) soon();
      });
    }, settleMs);
  };

  const want = (row: GridRow): void => {
    wanted.delete(row.id);
    wanted.set(row.id, row);
    soon();
  };

  return {
    of: (row, field) => {
      const known = kept.get(row.id);
      if (known === undefined || known.row.version !== row.version) want(row);
      if (known === undefined || known.marks === null) return [];
      // Spans point into the text that the core had: another text has none until it is asked for.
      const text = cellText(row.values[field]);
      if (text !== cellText(known.row.values[field])) return [];
      return [
        ...known.marks.findings.filter((mark) => mark.field === field).map((mark): CellMark => ({ kind: 'finding', findingId: mark.findingId, severity: mark.severity, start: mark.span?.start ?? 0, end: mark.span?.end ?? text.length })),
        // A stale result was read from another text: where it stood says nothing of this one.
        ...(showsResults ? known.marks.results.filter((mark) => mark.field === field && mark.state === 'current').map((mark): CellMark => ({ kind: 'result', resultId: mark.resultId, start: mark.start, end: mark.end })) : []),
      ];
    },
    stale: () => {
      const now = drawn();
      const onScreen = new Set(now.map(({ id }) => id));
      for (const rowId of kept.keys()) if (!onScreen.has(rowId)) kept.delete(rowId);
      for (const row of now) want(row);
    },
    showResults: (isShown) => {
      if (isShown === showsResults) return;
      showsResults = isShown;
      redraw(drawn().map(({ id }) => id));
    },
    stop: () => {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
