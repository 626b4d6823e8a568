// Owns the list of rows that an import brings: only the ones in sight are drawn, the others are asked for as they come
// into sight. By keyboard: arrows, Page keys, Home and End go from row to row, Space takes a row out or back in.
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { PlannedRowInfo } from '../../../../db/contract/imports';
import type { Previewed } from './usePreview';
import { isWritten, kindOf, rowSummary } from './importWords';

interface Props {
  readonly previewed: Previewed;
  readonly sourceNames: readonly string[];
  readonly isLeftOut: (row: PlannedRowInfo) => boolean;
  readonly onToggle: (row: PlannedRowInfo) => void;
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onNeed: (first: number, last: number) => void;
}

const rowHeight = 28;
const spare = 12;

export function PlannedRows({ previewed, sourceNames, isLeftOut, onToggle, active, onActive, onNeed }: Props) {
  const { rowCount, rows, reports } = previewed;
  const listId = useId();
  const list = useRef<HTMLDivElement | null>(null);
  const [view, setView] = useState({ top: 0, height: 300 });
  const first = Math.max(0, Math.floor(view.top / rowHeight) - spare);
  const last = Math.min(rowCount - 1, Math.ceil((view.top + view.height) / rowHeight) + spare);
  useEffect(() => { if (rowCount > 0) onNeed(first, last); });
  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const look = (): void => setView({ top: element.scrollTop, height: element.clientHeight });
    const watch = new ResizeObserver(look);
    watch.observe(element);
    look();
    return () => watch.disconnect();
  }, []);

  const goTo = (index: number): void => {
    const next = Math.max(0, Math.min(rowCount - 1, index));
    onActive(next);
    const element = list.current;
    if (element === null) return;
    if (next * rowHeight < element.scrollTop) element.scrollTop = next * rowHeight;
    else if ((next + 1) * rowHeight > element.scrollTop + element.clientHeight) element.scrollTop = (next + 1) * rowHeight - element.clientHeight;
  };
  const onKey = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(view.height / rowHeight) - 1);
    const steps: Readonly<Record<string, number>> = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: rowCount - 1 };
    const next = steps[event.key];
    const row = rows.get(active);
    if (next !== undefined) goTo(next);
    else if (event.key === ' ' && row !== undefined) onToggle(row);
    else return;
    event.preventDefault();
  };
  const shown = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  return (
    <div ref={list} className="importRows" role="listbox" tabIndex={0} aria-label="Rows of the import" aria-activedescendant={rows.has(active) && active >= first && active <= last ? `${listId}-${active}` : undefined}
      onKeyDown={onKey} onScroll={(event) => setView({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })}>
      <div role="presentation" style={{ height: rowCount * rowHeight, position: 'relative' }}>
        {shown.map((index) => {
          const row = rows.get(index);
          const style = { top: index * rowHeight, height: rowHeight };
          if (row === undefined) return <div key={index} role="presentation" className="importRow waiting" style={style} />;
          const table = reports[row.source]?.table ?? 'factors';
          const isOut = isLeftOut(row);
          return (
            <div key={index} id={`${listId}-${index}`} role="option" aria-selected={index === active} aria-setsize={rowCount} aria-posinset={index + 1} className={`importRow ${row.kind}${isOut ? ' out' : ''}`} style={style}
              {...(isWritten(row) ? { 'aria-checked': !isOut } : {})} onClick={() => onActive(index)}>
              <span className={isWritten(row) ? 'importBox' : 'importBox none'} onClick={() => onToggle(row)} aria-hidden="true">{isWritten(row) && !isOut ? '✓' : ''}</span>
              <span className={`importKind ${row.kind}`}>{kindOf(row.kind)}</span>
              <span className="importLine">{sourceNames.length > 1 ? `${row.source + 1}:` : ''}{row.line.toLocaleString('en')}</span>
              <span className="importName">{row.rowName === '' ? <em>no name</em> : row.rowName}</span>
              <span className="importSummary">{rowSummary(table, row, sourceNames)}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
