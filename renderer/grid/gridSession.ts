// Owns putting a table's grid together: its view, its ranges, its editor, its clipboard, and what the shell can ask.
// Lives as long as the table is shown. Refuses decisions of its own: each part decides in its own file.
import type { Column, GridApi } from 'ag-grid-community';
import { tables } from '../../db/contract/columns';
import type { GridTable } from '../../db/contract/tableNames';
import type { GridRow, Values } from '../../db/contract/types';
import type { CellContext } from './cells/cellContext';
import { isHeaderFilter } from './columns/filterModel';
import { createColumnLayout, type ColumnLayout } from './columns/columnLayout';
import { createFacets, type FacetContext, type Facets } from './columns/facets';
import { columnName } from './columns/columnDefs';
import { createCellEditing, type CellEditing } from './editing/cellEditing';
import { createDraftOffering, type DraftOffering } from './editing/draftOffering';
import { createPendingEdits } from './editing/pendingEdits';
import type { GridClient } from './gridClient';
import { createGridCommands } from './gridCommands';
import { createGridFocus } from './gridFocus';
import { ordinalColumn, sortOfLayout } from './gridLayout';
import type { EvidenceGridHandle, EvidenceGridProps, GridMessage } from './gridTypes';
import { createGridUi, type GridUiStore, type OpenEditor } from './gridUi';
import { createCellRanges, type CellPlace } from './ranges/cellRanges';
import { createCellWrites } from './ranges/cellWrites';
import { listenToClipboard, type GridClipboard } from './ranges/clipboard';
import { createRangeActions } from './ranges/rangeActions';
import { rangeInWords } from './ranges/rangeGeometry';
import { paintCell, repaint } from './ranges/rangePainter';
import { listenToPointer } from './ranges/rangePointer';
import { createSelectionReport } from './ranges/selectionReport';
import { createGridMarks, type GridMarks } from './marks/gridMarks';
import { createGridView, type GridView } from './view/gridView';
import { holdScrollBar, rowsBeyondView } from './view/heldScroll';
import { createReadAhead } from './view/readAhead';
import { createViewReader, type ViewReader } from './view/viewReader';

export type LiveProps = Omit<EvidenceGridProps, 'ref'>;
export type GridContext = CellContext & FacetContext;

export interface GridSession {
  readonly ui: GridUiStore;
  readonly view: GridView;
  readonly reader: ViewReader;
  readonly editing: CellEditing;
  readonly facets: Facets;
  readonly marks: GridMarks;
  readonly context: GridContext;
  readonly handle: EvidenceGridHandle;
  ready(api: GridApi<GridRow>): void;
  attach(root: HTMLElement): () => void;
  cellFocused(): void;
  scrolled(): void;
  onScroll(listener: () => void): () => void;
  rectOf(editor: OpenEditor): DOMRect | null;
  readonly columns: ColumnLayout;
  openHeaderMenu(key: string): void;
  closeHeaderMenu(): void;
  answerReview(isWanted: boolean): void;
  addRowWith(values: Values): Promise<void>;
  stopAddingRow(): void;
  /** Opens the first text that was refused. */
  showRefused(): Promise<void>;
  readonly offering: DraftOffering;
}


export function createGridSession(client: GridClient, table: GridTable, props: () => LiveProps): GridSession {
  const ui = createGridUi();
  const facets = createFacets(client, table);
  const scrollListeners = new Set<() => void>();
  let api: GridApi<GridRow> | null = null;
  let root: HTMLElement | null = null;
  let clipboard: GridClipboard | null = null;

  const tellProblem = (thrown: unknown): void => props().onTell({ tone: 'problem', text: thrown instanceof Error ? thrown.message : String(thrown) });
  const running = (step: Promise<unknown>): void => { step.catch(tellProblem); };

  const reader = createViewReader(client, ({ viewId, total }) => {
    ui.setState({ total });
    readAhead.opened(total);
    props().onViewChange({ viewId, total });
    columns.fit();
    report.soon();
  });
  const readAhead = createReadAhead(reader, (index) => api?.getDisplayedRowAtIndex(index));
  const rowCount = (): number => reader.current()?.total ?? 0;
  const columns = createColumnLayout({
    table, api: () => api, rowCount, linesPerRow: () => props().linesPerRow, marksResults: () => props().marksResults,
    room: () => (root === null ? 0 : root.clientWidth - (root.querySelector<HTMLElement>('.ag-body-vertical-scroll')?.offsetWidth ?? 0)),
    onChange: (layout) => props().onLayoutChange(layout), onFilters: (filters) => props().onFiltersChange(filters),
  });
  const marks = createGridMarks({ table, client, api: () => api, onPointAt: (place) => props().onPointAtFindings(place) }, props().marksResults);
  const displayed = (): readonly Column[] => api?.getAllDisplayedColumns() ?? [];
  const rangeColumns = (): readonly string[] => displayed().map((column) => column.getColId()).filter((key) => key !== ordinalColumn);

  let paintFrame = 0;
  const ranges = createCellRanges(rangeColumns, rowCount, () => {
    if (paintFrame === 0) paintFrame = requestAnimationFrame(() => {
      paintFrame = 0;
      if (root !== null) repaint(root, ranges);
    });
    const bounds = ranges.bounds();
    if (bounds !== null && (bounds.top !== bounds.bottom || bounds.left !== bounds.right)) ui.setState({ announcement: rangeInWords(bounds) });
    report.soon();
  });
  const report = createSelectionReport(table, ranges, reader, () => focus.place(), (selection) => props().onSelectionChange(selection));

  const pending = createPendingEdits((rowId, field) => {
    ui.setState({ refusedCount: pending.refused().length });
    const index = reader.indexOf(rowId);
    const node = index === null ? undefined : api?.getRowNode(rowId);
    if (node !== undefined) api?.refreshCells({ rowNodes: [node], columns: [field], force: true });
  });

  const { search, filters, includeWithdrawn, sort: outerSort, layout: firstLayout } = props();
  const view = createGridView({ search, includeWithdrawn, outerFilters: filters.filter((filter) => !isHeaderFilter(table, filter)), headerFilters: filters.filter((filter) => isHeaderFilter(table, filter)), sort: outerSort ?? sortOfLayout(firstLayout) }, {
    table, client, reader, api: () => api, onProblem: tellProblem, onChanged: () => marks.stale(), onShift: (by) => {
      followed = followed === null ? null : { ...followed, row: followed.row + by };
      ranges.shiftRows(by);
    }, onShown: (changeSetId) => pending.settle(changeSetId),
  });

  const tell = (message: GridMessage): void => props().onTell(message);
  const focus = createGridFocus({ table, api: () => api, root: () => root, reader, find: view.find, rowCount, keys: rangeColumns, tell });
  const offering = createDraftOffering({ table, client, ui, storage: () => window.localStorage, focus: () => focus, editing: () => editing, indexOf: reader.indexOf, tell });
  const editing = createCellEditing({
    table, client, ui, pending, drafts: offering.drafts, isReadOnly: () => props().isReadOnly, rowOf: reader.rowOf, indexOf: reader.indexOf,
    whenShown: view.whenShown, focus: focus.after, tell,
  });
  const writes = createCellWrites(client, table, (review) => ui.setState({ review }));
  const actions = createRangeActions({ table, client, reader, ranges, editing, writes, whenShown: view.whenShown, rowCount, isReadOnly: () => props().isReadOnly, tell, say: (announcement) => ui.setState({ announcement }), showProgress: (progress) => ui.setState({ progress }) });

  /** The focused cell that the range was last brought to. */
  let followed: CellPlace | null = null;
  const choose = (place: CellPlace): void => {
    followed = place;
    if (place.key === ordinalColumn) commands.selectRows(place.row, place.row);
    else ranges.collapseTo(place);
    report.soon();
  };
  /**
   * The range goes where the focus went. A focus that comes back from an editor or a question finds its range as it was.
   * The grid tells of its focus a moment later, so whatever acts on the range asks for this first.
   */
  const followFocus = (): void => {
    const place = focus.place();
    if (place !== null && (followed?.row !== place.row || followed.key !== place.key)) choose(place);
  };
  const hasEditableColumns = tables[table].columns.some((column) => column.isEditable);
  const commands = createGridCommands({
    api: () => api, reader, ranges, focus, followFocus, actions, rowCount, onProblem: tellProblem,
    editing: { open: (row, index, field, typed) => { if (hasEditableColumns) editing.open(row, index, field, typed); else if (typed === undefined) props().onOpenRow(row.id); } },
  });

  const onScroll = (listener: () => void): (() => void) => {
    scrollListeners.add(listener);
    return () => scrollListeners.delete(listener);
  };

  const context: GridContext = {
    table,
    shown: editing.shown,
    marks: marks.of,
    isPointedAt: marks.isPointedAt,
    paint: (cell, row, key) => paintCell(cell, row < 0 ? '' : ranges.paintOf(row, key)),
    facets: facets.facets,
  };

  const handle: EvidenceGridHandle = {
    commitOpenEditor: async () => {
      const isCommitted = await editing.commitOpenEditor();
      followFocus();
      await report.now();
      return isCommitted;
    },
    focusRow: focus.toRow,
    reapply: () => running(view.reapply()),
    copy: async (isCut = false) => clipboard?.copy(isCut),
    pasteFromClipboard: async () => clipboard?.paste(),
    fillDown: actions.fillDown,
    clearCells: () => actions.clear('clear'),
    startEditing: () => commands.startEditing(),
    addRow: async () => {
      if (props().isReadOnly) tell({ tone: 'info', text: 'This document is open for reading only. Save a copy to change it.' });
      else if (await editing.commitOpenEditor()) ui.setState({ isAddingRow: true });
    },
    selectAll: commands.selectAll,
    autosizeColumns: columns.refit,
    focusCells: focus.toCells,
    resetLayout: columns.reset,
    rectOfFindings: marks.rectOf,
    onScroll,
    pointAt: marks.pointAt,
    listColumns: () => (api?.getAllGridColumns() ?? []).map((column) => ({ key: column.getColId(), heading: columnName(table, column.getColId()), isVisible: column.isVisible(), isPinned: column.isPinned() })),
    setColumnVisible: (key, isVisible) => api?.setColumnsVisible([key], isVisible),
  };

  return {
    ui, view, reader, editing, facets, marks, context, columns, offering, handle, onScroll,
    ready: (grid) => {
      api = grid;
      const now = props();
      columns.begin(now.layout, now.sort, now.filters);
    },
    attach: (element) => {
      root = element;
      const stopHolding = holdScrollBar({ root: element, reader, beyondView: rowsBeyondView, api: () => api });
      const stopPointer = listenToPointer({
        root: element, ranges, rowCount, choose,
        show: ({ row, key }) => { api?.ensureIndexVisible(row); if (key !== ordinalColumn) api?.ensureColumnVisible(key); },
        firstRow: () => api?.getFirstDisplayedRowIndex() ?? 0,
        lastRow: () => api?.getLastDisplayedRowIndex() ?? 0,
      });
      const heard = listenToClipboard({
        root: element,
        tableNow: () => { followFocus(); return actions.textNow(); },
        load: () => { followFocus(); return actions.load(); },
        pieces: actions.textInPieces,
        afterCopy: (cells, isCut) => actions.copied(cells, isCut),
        onPaste: (pasted) => { followFocus(); running(actions.paste(pasted)); },
        onProblem: tellProblem,
        focusCells: () => { const place = focus.place(); if (place !== null) api?.setFocusedCell(place.row, place.key); },
      });
      clipboard = heard;
      const stopEvents = client.on((event) => {
        if (event.type === 'committed' || event.type === 'checked') {
          facets.forget();
          view.touched(event.touched, event.type === 'committed' ? event.changeSetId : null);
        } else if (event.type === 'coreRestarted') running(view.reapply());
      });
      const stopMarks = marks.attach(element);
      const keepDrafts = (): void => offering.drafts()?.flush();
      // The desktop window asks before it closes; a browser's tab can only ask the browser to ask.
      const onLeave = (event: BeforeUnloadEvent): void => {
        keepDrafts();
        if (window.lacuna === undefined && editing.holdsUnsaved()) event.preventDefault();
      };
      element.addEventListener('keydown', commands.onKeyDown, true);
      element.addEventListener('dblclick', commands.onDoubleClick);
      window.addEventListener('pagehide', keepDrafts);
      window.addEventListener('beforeunload', onLeave);
      offering.begin().catch(() => {}); // without a document there are no rows either, which the view tells
      return () => {
        keepDrafts();
        stopHolding();
        readAhead.stop();
        stopPointer();
        heard.stop();
        stopEvents();
        stopMarks();
        report.stop();
        element.removeEventListener('keydown', commands.onKeyDown, true);
        element.removeEventListener('dblclick', commands.onDoubleClick);
        window.removeEventListener('pagehide', keepDrafts);
        window.removeEventListener('beforeunload', onLeave);
        root = null;
        api = null;
      };
    },
    cellFocused: followFocus,
    scrolled: () => {
      for (const listener of scrollListeners) listener();
      const first = api?.getFirstDisplayedRowIndex() ?? 0;
      readAhead.scrolled(first, api?.getLastDisplayedRowIndex() ?? first);
    },
    rectOf: ({ rowId, rowIndex, column }) => root?.querySelector(`.ag-row[row-index="${reader.indexOf(rowId) ?? rowIndex}"] .ag-cell[col-id="${CSS.escape(column.key)}"]`)?.getBoundingClientRect() ?? null,
    openHeaderMenu: (key) => {
      const header = root?.querySelector(`.ag-header-cell[col-id="${CSS.escape(key)}"]`)?.getBoundingClientRect();
      if (header !== undefined) ui.setState({ headerMenu: { key, x: header.left, y: header.bottom } });
    },
    closeHeaderMenu: () => {
      const key = ui.getState().headerMenu?.key;
      ui.setState({ headerMenu: null });
      if (key !== undefined) api?.setFocusedHeader(key);
    },
    answerReview: (isWanted) => {
      const { review } = ui.getState();
      ui.setState({ review: null });
      review?.answer(isWanted);
      focus.toCells();
    },
    addRowWith: async (values) => {
      const { changeSetId, addedRowIds } = await client.call('editRows', { table, adds: [{ values }], intention: 'add' });
      ui.setState({ isAddingRow: false });
      await view.whenShown(changeSetId);
      const [added] = addedRowIds;
      if (added !== undefined) await focus.toRow(added);
    },
    showRefused: async () => {
      const [first] = pending.refused();
      if (first === undefined) return;
      await focus.toRow(first.rowId, first.field);
      commands.startEditing();
    },
    stopAddingRow: () => {
      ui.setState({ isAddingRow: false });
      focus.toCells();
    },
  };
}
