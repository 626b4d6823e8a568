// Owns the grid that the shell shows for one table. React draws what stands around the cells; the cells themselves are
// AG Grid's, and everything they do is in the session of the table.
import { useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState, type CSSProperties, type ReactNode } from 'react';
import { AgGridReact } from 'ag-grid-react';
import type { GetRowIdParams, GridReadyEvent } from 'ag-grid-community';
import { useStore } from 'zustand';
import { tables } from '../../db/contract/columns';
import { isCustomTable, type GridTable } from '../../db/contract/tableNames';
import type { GridRow } from '../../db/contract/types';
import { lacuna } from '../client/lacuna';
import { useColumns } from '../documentColumns';
import { useLatest } from '../ui/useLatest';
import { columnDefs } from './columns/columnDefs';
import { isHeaderFilter } from './columns/filterModel';
import { HeaderMenu } from './columns/HeaderMenu';
import { CellEditor } from './editing/CellEditor';
import { DraftOffers } from './editing/DraftOffers';
import './grid.css';
import { gridModules } from './gridModules';
import { createGridSession } from './gridSession';
import { gridTheme, rowHeightOf } from './gridTheme';
import type { EvidenceGridProps } from './gridTypes';
import { NewRowDialog } from './NewRowDialog';
import { GridProgressBar } from './ranges/GridProgressBar';
import { ReviewDialog } from './ranges/ReviewDialog';
import { rowsBeyondView } from './view/heldScroll';
import { rowsPerBlock } from './view/viewReader';

export type { EvidenceGridHandle, EvidenceGridProps, GridCell, GridColumn, GridMessage, GridSelection, GridViewInfo } from './gridTypes';
export { readGridLayout, type GridLayout } from './gridLayout';

const rowClassRules = {
  'lg-withdrawn': ({ data }: { data: GridRow | undefined }) => data?.lifecycle === 'withdrawn',
  'lg-excluded': ({ data }: { data: GridRow | undefined }) => data?.lifecycle === 'excluded',
};
const getRowId = ({ data }: GetRowIdParams<GridRow>): string => data.id;
const mostBlocksInGrid = 30;

/** What would be here, and how to get it there. */
function emptyWords(table: GridTable, isNarrowed: boolean): string {
  const { rowName } = tables[table];
  if (isNarrowed && table === 'findings') return 'No finding here waits for a decision. “Show all rows” lifts the filters, and shows those that are settled too.';
  if (isNarrowed) return `No ${rowName} fits the search and the filters. “Show all rows” lifts them.`;
  switch (table) {
    case 'findings': return 'No finding. The rules say here what is not consistent as printed, as soon as a row gives them reason to. Document › Checks… runs all of them again.';
    case 'results': return 'No result yet. They are read from the Results, Treatment and No. of Patients of each trial; “Add result” adds one that the text does not state.';
    default: return `No ${rowName} yet. “Add ${rowName}” makes the first.`;
  }
}

export function EvidenceGrid(props: EvidenceGridProps): ReactNode {
  return <TableGrid key={props.table} {...props} />;
}

function TableGrid({ ref, ...props }: EvidenceGridProps): ReactNode {
  const live = useLatest(props);
  const { table, filters, linesPerRow, marksResults, search, includeWithdrawn, sort } = props;
  const [session] = useState(() => {
    const made = createGridSession(lacuna, table, live.get);
    made.view.begin();
    return made;
  });
  const [grid, setGrid] = useState<GridReadyEvent<GridRow>['api'] | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const ui = useStore(session.ui);
  const columns = useColumns();
  // Columns of the lab come and go while the grid is there.
  const defs = useMemo(() => columnDefs(table, columns), [table, columns]);

  useImperativeHandle(ref, () => session.handle, [session]);
  useLayoutEffect(() => (frame.current === null ? undefined : session.attach(frame.current)), [session]);

  useEffect(() => session.view.ask({ search, includeWithdrawn, outerFilters: filters.filter((filter) => !isHeaderFilter(table, filter)) }), [session, table, search, includeWithdrawn, filters]);
  useEffect(() => { if (grid !== null) session.columns.applyFilters(filters); }, [grid, session, filters]);
  useEffect(() => { if (grid !== null && sort !== undefined) session.columns.applySort(sort); }, [grid, session, sort]);
  useEffect(() => { if (grid !== null) session.columns.keep(linesPerRow, marksResults); }, [grid, session, linesPerRow, marksResults]);
  const laid = useRef(defs);
  useEffect(() => {
    if (laid.current === defs) return;
    laid.current = defs;
    session.columns.columnsChanged();
  }, [session, defs]);
  useEffect(() => session.marks.showResults(marksResults), [session, marksResults]);

  const { changed, fit, headFiltersChanged, resized } = session.columns;
  const lines: CSSProperties & { '--lg-lines': number } = { '--lg-lines': linesPerRow };

  return (
    <div className="lg-frame">
      {ui.drafts.length > 0 && <DraftOffers table={table} drafts={ui.drafts} onRestore={session.offering.restore} onDiscard={session.offering.discard} />}
      <div className="lg-grid" ref={frame} style={lines}>
        <AgGridReact<GridRow>
          modules={gridModules}
          theme={gridTheme}
          columnDefs={defs}
          maintainColumnOrder
          context={session.context}
          rowModelType="infinite"
          cacheBlockSize={rowsPerBlock}
          maxBlocksInCache={mostBlocksInGrid}
          maxConcurrentDatasourceRequests={4}
          rowBuffer={rowsBeyondView}
          suppressAnimationFrame
          rowHeight={rowHeightOf(linesPerRow)}
          getRowId={getRowId}
          rowClassRules={rowClassRules}
          suppressDragLeaveHidesColumns
          suppressCellFocus={false}
          animateRows={false}
          tooltipShowDelay={400}
          stopEditingWhenCellsLoseFocus={false}
          alwaysShowVerticalScroll
          ensureDomOrder
          enableFilterHandlers={false}
          loading={false}
          suppressOverlays={['noRows', 'noMatchingRows']}
          onGridReady={({ api }) => {
            session.ready(api);
            api.setGridOption('datasource', session.view.datasource);
            setGrid(api);
          }}
          onCellFocused={session.cellFocused}
          onBodyScroll={session.scrolled}
          onViewportChanged={session.scrolled}
          onGridSizeChanged={fit}
          onFilterChanged={headFiltersChanged}
          onSortChanged={changed}
          onColumnMoved={({ finished }) => { if (finished) changed(); }}
          onColumnResized={({ finished, source }) => { if (finished) resized(source); }}
          onColumnVisible={() => { fit(); changed(); }}
          onColumnPinned={changed}
          onColumnHeaderContextMenu={({ column }) => { if ('getColId' in column) session.openHeaderMenu(column.getColId()); }}
        />
      </div>
      {ui.total === 0 && <p className="lg-empty" role="status">{emptyWords(table, search !== '' || filters.length > 0)}</p>}
      {ui.refusedCount > 0 && ui.editor === null && (
        <p className="lg-refused" role="status">{ui.refusedCount === 1 ? 'One text is not saved.' : `${ui.refusedCount} texts are not saved.`}<button type="button" onClick={() => void session.showRefused()}>Show</button></p>
      )}
      {ui.editor !== null && <CellEditor key={ui.editor.id} editor={ui.editor} editing={session.editing} client={lacuna} facets={session.facets} rectOf={session.rectOf} onScroll={session.onScroll} />}
      {ui.headerMenu !== null && grid !== null && <HeaderMenu place={ui.headerMenu} table={table} api={grid} onClose={session.closeHeaderMenu} onReset={session.handle.resetLayout} onCustomColumns={isCustomTable(table) ? props.onCustomColumns : null} />}
      {ui.review !== null && <ReviewDialog review={ui.review} table={table} onAnswer={session.answerReview} />}
      {ui.isAddingRow && <NewRowDialog table={table} onAdd={session.addRowWith} onClose={session.stopAddingRow} />}
      {ui.progress !== null && <GridProgressBar progress={ui.progress} />}
      <div className="lg-unseen" aria-live="polite">{ui.announcement}</div>
    </div>
  );
}
