import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ExportError } from '../../../../db/exports/exportError';
import { formatFacts } from '../../../../db/exports/formats';
import { exportFormats } from '../../../../db/contract/exports';
import { columnWidths } from '../../../../db/exports/printedTable';
import { writeTable } from '../../../../db/exports/writeTable';
import { bytesOf, nastyRows, notesOf, printedTable } from './printed';

afterEach(() => {
  vi.useRealTimers();
});

function rowsThat(onRead: (row: number) => void, last: number, onClose: () => void = () => {}): Iterable<readonly string[]> {
  return {
    *[Symbol.iterator]() {
      try {
        for (let row = 1; row <= last; row += 1) {
          onRead(row);
          yield [`${row}`, 'two', 'three'];
        }
      } finally {
        onClose();
      }
    },
  };
}

describe.each(exportFormats)('every format: %s', (format) => {
  it('gives the same bytes for the same table, on any day', async () => {
    const table = printedTable(nastyRows, { notes: notesOf('A note.') });
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(2001, 1, 3, 4, 5, 6) });
    const before = await bytesOf(table, format);
    vi.setSystemTime(new Date(2031, 10, 9, 8, 7, 6));
    expect(await bytesOf(table, format)).toEqual(before);
  });

  it('stops within 1,000 rows of a cancel, says so, and closes the rows', async () => {
    const stop = new AbortController();
    let rowsRead = 0;
    let isClosed = false;
    const rows = rowsThat((row) => { rowsRead = row; if (row === 3_001) stop.abort(); }, 100_000, () => { isClosed = true; });
    const refusal = bytesOf(printedTable(rows), format, { signal: stop.signal });
    await expect(refusal).rejects.toBeInstanceOf(ExportError);
    await expect(refusal).rejects.toMatchObject({ code: 'cancelled', where: null });
    expect(rowsRead).toBeLessThanOrEqual(4_001);
    expect(isClosed).toBe(true);
  });

  it('gives way to the event that brings the cancel, even when the caller never waits', async () => {
    const stop = new AbortController();
    setTimeout(() => { stop.abort(); }, 0);
    await expect(bytesOf(printedTable(rowsThat(() => {}, 60_000)), format, { signal: stop.signal })).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('reads nothing when it was cancelled before', async () => {
    const stop = new AbortController();
    stop.abort();
    let rowsRead = 0;
    await expect(bytesOf(printedTable(rowsThat((row) => { rowsRead = row; }, 10)), format, { signal: stop.signal })).rejects.toMatchObject({ code: 'cancelled' });
    expect(rowsRead).toBe(0);
  });

  it('reports the rows as they are written, up to the last', async () => {
    const reports: number[] = [];
    await bytesOf(printedTable(rowsThat(() => {}, 2_300)), format, { onRows: (rowsWritten) => reports.push(rowsWritten) });
    expect(reports.at(-1)).toBe(2_300);
    expect(reports).toEqual([...new Set(reports)].sort((left, right) => left - right));
    expect(reports.length).toBeGreaterThan(2);
    const reportsOfNone: number[] = [];
    await bytesOf(printedTable([]), format, { onRows: (rowsWritten) => reportsOfNone.push(rowsWritten) });
    expect(reportsOfNone).toEqual([0]);
  });

  it('starts to write before all rows are read', async () => {
    let rowsRead = 0;
    const chunks = writeTable(printedTable(rowsThat((row) => { rowsRead = row; }, 20_000)), format);
    await chunks.next();
    await chunks.next();
    expect(rowsRead).toBeLessThan(20_000);
    await chunks.return(undefined);
  });

  it('refuses a ragged row, a table without columns, and two columns with one key', async () => {
    await expect(bytesOf(printedTable([['1', '2', '3'], ['1', '2']]), format)).rejects.toThrow(/Row 2 .* 2 cells for 3 columns/);
    await expect(bytesOf(printedTable([], { columns: [] }), format)).rejects.toThrow(RangeError);
    const column = { key: 'same', heading: 'Same', widthShare: 1 };
    await expect(bytesOf(printedTable([], { columns: [column, column] }), format)).rejects.toThrow(/same key/);
  });

  it('has an extension of its own, a media type and a name', () => {
    const facts = formatFacts[format];
    expect(facts.extension).toBe(format === 'latex' ? 'tex' : format);
    expect(facts.mimeType).toMatch(/^[a-z]+\/[a-z0-9.+-]+/);
    expect(facts.humanName).not.toBe('');
  });
});

describe('column widths', () => {
  it('are whole, follow the shares and add up exactly', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0.1, max: 20, noNaN: true }), { minLength: 1, maxLength: 12 }), fc.integer({ min: 1_000, max: 20_000 }), (shares, total) => {
      const columns = shares.map((widthShare, index) => ({ key: `${index}`, heading: '', widthShare }));
      const widths = columnWidths(columns, total);
      const sum = shares.reduce((left, right) => left + right, 0);
      expect(widths.reduce((left, right) => left + right, 0)).toBe(total);
      widths.forEach((width, index) => expect(Math.abs(width - (total * (shares[index] ?? 0)) / sum)).toBeLessThanOrEqual(1));
    }));
  });

  it('count a share that is no positive number as 1', () => {
    const columns = [Number.NaN, 0, -3, 1].map((widthShare, index) => ({ key: `${index}`, heading: '', widthShare }));
    expect(columnWidths(columns, 400)).toEqual([100, 100, 100, 100]);
  });
});
