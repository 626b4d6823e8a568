// Owns putting a table's grid together: its view, its ranges, its editor, its clipboard, and what the shell can ask.
// Lives as long as the table is shown. Refuses decisions of its own: each part decides in its own file.
import type { CellFocusedEvent, Column, GridApi } from 'ag-grid-community';
import { columnOf, tables, type GridTable } from '../../db/contract/columns';
import type { GridRow, Values } from '../../db/contract/types';
import type { CellContext } from './cells/cellContext';
import { isHeldBy } from './cells/valueText';
import { isHeaderFilter } from './columns/filterModel';
import { createColumnLayout, type ColumnLayout } from './columns/columnLayout';
import { createFacets, type FacetContext, type Facets } from './columns/facets';
import { columnName } from './columns/columnDefs';
import { createCellEditing, type AfterCommit, type CellEditing } from './editing/cellEditing';
import { createDrafts, type Draft, type Drafts } from './editing/drafts';
import { createPendingEdits } from './editing/pendingEdits';
import type { GridClient } from './gridClient';
import { commandOf, type GridCommand } from './gridKeys';
import { ordinalColumn, sortOfLayout } from './gridLayout';
import type { EvidenceGridHandle, EvidenceGridProps } from './gridTypes';
import { createGridUi, type GridUiStore, type OpenEditor } from './gridUi';
import { createCellRanges } from './ranges/cellRanges';
import { createCellWrites, rowNameOf } from './ranges/cellWrites';
import { listenToClipboard, type GridClipboard } from './ranges/clipboard';
import { createRangeActions } from './ranges/rangeActions';
import { rangeInWords } from './ranges/rangeGeometry';
import { paintCell, repaint } from './ranges/rangePainter';
import { lastValueColumn, listenToPointer } from './ranges/rangePointer';
import { createSelectionReport } from './ranges/selectionReport';
import { createGridView, type GridView } from './view/gridView';
import { createViewReader, type ViewReader } from './view/viewReader';

export type LiveProps = Omit<EvidenceGridProps, 'ref'>;
export type GridContext = CellContext & FacetContext;

export interface GridSession {
  readonly ui: GridUiStore;
  readonly view: GridView;
  readonly reader: ViewReader;
  readonly editing: CellEditing;
  readonly facets: Facets;
  readonly context: GridContext;
  readonly handle: EvidenceGridHandle;
  ready(api: GridApi<GridRow>): void;
  attach(root: HTMLElement): () => void;
  cellFocused(event: CellFocusedEvent<GridRow>): void;
  scrolled(): void;
  onScroll(listener: () => void): () => void;
  rectOf(editor: OpenEditor): DOMRect | null;
  readonly columns: ColumnLayout;
  openHeaderMenu(key: string): void;
  closeHeaderMenu(): void;
  answerReview(isWanted: boolean): void;
  addRowWith(values: Values): Promise<void>;
  stopAddingRow(): void;
  restoreDraft(draft: Draft): Promise<void>;
  discardDraft(draft: Draft): void;
}

const prefetchedRows = 150;
const flashMs = 1500;
const mostFramesForRow = 60;

export function createGridSession(client: GridClient, table: GridTable, props: () => LiveProps): GridSession {
  const ui = createGridUi();
  const facets = createFacets(client, table);
  const scrollListeners = new Set<() => void>();
  let api: GridApi<GridRow> | null = null;
  let root: HTMLElement | null = null;
  let drafts: Drafts | null = null;
  let clipboard: GridClipboard | null = null;

  const tellProblem = (thrown: unknown): void => props().onTell({ tone: 'problem', text: thrown instanceof Error ? thrown.message : String(thrown) });
  const running = (step: Promise<unknown>): void => { step.catch(tellProblem); };

  const reader = createViewReader(client, ({ viewId, total }) => {
    ui.setState({ total });
    props().onViewChange({ viewId, total });
    columns.fit();
  });
  const rowCount = (): number => reader.current()?.total ?? 0;
  const columns = createColumnLayout({
    table, api: () => api, rowCount, linesPerRow: () => props().linesPerRow,
    room: () => (root === null ? 0 : root.clientWidth - (root.querySelector<HTMLElement>('.ag-body-vertical-scroll')?.offsetWidth ?? 0)),
    onChange: (layout) => props().onLayoutChange(layout), onFilters: (filters) => props().onFiltersChange(filters),
  });
  const displayed = (): readonly Column[] => api?.getAllDisplayedColumns() ?? [];
  const rangeColumns = (): readonly string[] => displayed().map((column) => column.getColId()).filter((key) => key !== ordinalColumn);

  const focusedPlace = (): { readonly row: number; readonly key: string } | null => {
    const focus = api?.getFocusedCell() ?? null;
    return focus === null || typeof focus.rowPinned === 'string' ? null : { row: focus.rowIndex, key: focus.column.getColId() };
  };

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
  const report = createSelectionReport(table, ranges, reader, focusedPlace, (selection) => props().onSelectionChange(selection));

  const pending = createPendingEdits((rowId, field) => {
    ui.setState({ refusedCount: pending.refused().length });
    const index = reader.indexOf(rowId);
    const node = index === null ? undefined : api?.getRowNode(rowId);
    if (node !== undefined) api?.refreshCells({ rowNodes: [node], columns: [field], force: true });
  });

  const { search, filters, includeWithdrawn, sort: outerSort, layout: firstLayout } = props();
  const view = createGridView({ search, includeWithdrawn, outerFilters: filters.filter((filter) => !isHeaderFilter(table, filter)), headerFilters: filters.filter((filter) => isHeaderFilter(table, filter)), sort: outerSort ?? sortOfLayout(firstLayout) }, {
    table, client, reader, api: () => api, onProblem: tellProblem, onShift: (by) => ranges.shiftRows(by), onShown: (changeSetId) => pending.settle(changeSetId),
  });

  const focusCell = (row: number, key: string): void => {
    if (api === null || rowCount() === 0) return;
    const index = Math.max(0, Math.min(rowCount() - 1, row));
    api.ensureIndexVisible(index);
    api.ensureColumnVisible(key);
    api.setFocusedCell(index, key);
  };
  const focusAfter = (rowIndex: number, key: string, after: AfterCommit): void => {
    const keys = rangeColumns();
    const at = keys.indexOf(key);
    switch (after) {
      case 'up': return focusCell(rowIndex - 1, key);
      case 'down': return focusCell(rowIndex + 1, key);
      case 'left': return at > 0 ? focusCell(rowIndex, keys[at - 1] ?? key) : focusCell(rowIndex - 1, rowIndex > 0 ? (keys.at(-1) ?? key) : key);
      case 'right': return at < keys.length - 1 ? focusCell(rowIndex, keys[at + 1] ?? key) : focusCell(rowIndex + 1, rowIndex < rowCount() - 1 ? (keys[0] ?? key) : key);
      case 'stay':
      case 'leave': return focusCell(rowIndex, key);
    }
  };

  const editing = createCellEditing({
    table, client, ui, pending, drafts: () => drafts, isReadOnly: () => props().isReadOnly, rowOf: reader.rowOf, indexOf: reader.indexOf,
    whenShown: view.whenShown, focus: focusAfter, tell: (message) => props().onTell(message),
  });
  const writes = createCellWrites(client, table, (review) => ui.setState({ review }));
  const actions = createRangeActions({ table, client, reader, ranges, editing, writes, whenShown: view.whenShown, rowCount, isReadOnly: () => props().isReadOnly, tell: (message) => props().onTell(message), say: (announcement) => ui.setState({ announcement }) });

  const startEditing = (typed?: string): void => {
    const place = focusedPlace();
    const row = place === null ? null : reader.rowAt(place.row);
    if (place !== null && row !== null) editing.open(row, place.row, place.key, typed);
  };
  const selectAll = (): void => {
    const [first] = rangeColumns();
    const last = lastValueColumn(rangeColumns());
    if (first !== undefined && last !== null && rowCount() > 0) ranges.select({ row: 0, key: first }, { row: rowCount() - 1, key: last });
  };

  const run = (command: GridCommand): void => {
    switch (command.kind) {
      case 'edit': return startEditing();
      case 'type': return startEditing(command.text);
      case 'clear': return running(actions.clear('clear'));
      case 'fillDown': return running(actions.fillDown());
      case 'selectAll': return selectAll();
      case 'selectRow': {
        const bounds = ranges.bounds();
        const [first] = rangeColumns();
        const last = lastValueColumn(rangeColumns());
        if (bounds !== null && first !== undefined && last !== null) ranges.select({ row: bounds.top, key: first }, { row: bounds.bottom, key: last });
        return;
      }
      case 'selectColumn': {
        const bounds = ranges.bounds();
        const keys = rangeColumns();
        if (bounds !== null && rowCount() > 0) ranges.select({ row: 0, key: keys[bounds.left] ?? '' }, { row: rowCount() - 1, key: keys[bounds.right] ?? '' });
        return;
      }
      case 'collapse': {
        const place = focusedPlace();
        if (place !== null && place.key !== ordinalColumn) ranges.collapseTo(place);
        return;
      }
      case 'goTo': {
        const { place } = command;
        const keys = rangeColumns();
        const row = place === 'start' ? 0 : place === 'end' ? rowCount() - 1 : (focusedPlace()?.row ?? 0);
        const key = place === 'start' || place === 'rowStart' ? keys[0] : keys.at(-1);
        if (key !== undefined) focusCell(row, key);
        return;
      }
      case 'extend': {
        const page = Math.max(1, (api?.getLastDisplayedRowIndex() ?? 0) - (api?.getFirstDisplayedRowIndex() ?? 0) - 1);
        const head = ranges.extend(command.direction, command.reach === 'edge' ? Number.POSITIVE_INFINITY : command.reach === 'page' ? page : 1);
        if (head === null) return;
        api?.ensureIndexVisible(head.row);
        api?.ensureColumnVisible(head.key);
      }
    }
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.target instanceof Element) || event.target.closest('.ag-row .ag-cell') === null || event.target instanceof HTMLInputElement) return;
    const command = commandOf(event);
    if (command === null) return;
    event.preventDefault();
    event.stopPropagation();
    run(command);
  };
  const onDoubleClick = (event: MouseEvent): void => {
    if (event.target instanceof Element && event.target.closest('.ag-row .ag-cell') !== null) startEditing();
  };

  const focusRow = async (rowId: string, field?: string): Promise<void> => {
    const index = await view.find(rowId);
    if (index === null) return props().onTell({ tone: 'info', text: `The ${tables[table].rowName} is not among the rows shown. Clear the search and the filters to see it.` });
    await reader.rows(index, index + 1);
    api?.ensureIndexVisible(index, 'middle');
    // A row that was just added is drawn empty first; its cells take the focus only when it has its own.
    for (let frame = 0; frame < mostFramesForRow && api?.getRowNode(rowId) === undefined; frame += 1) await new Promise(requestAnimationFrame);
    focusCell(index, field !== undefined && columnOf(table, field) !== null ? field : (focusedPlace()?.key ?? rangeColumns()[0] ?? ordinalColumn));
    setTimeout(() => {
      const rows = root?.querySelectorAll(`.ag-row[row-index="${index}"]`) ?? [];
      for (const row of rows) {
        row.classList.add('lg-flash');
        setTimeout(() => row.classList.remove('lg-flash'), flashMs);
      }
    }, 60);
  };

  /** Offers the texts that the last page left; what was written after all needs no offer. */
  const offerDrafts = async (kept: Drafts): Promise<void> => {
    if (kept.list().length === 0) return;
    const rows = new Map((await client.call('getRows', { table, rowIds: [...new Set(kept.list().map(({ rowId }) => rowId))].slice(0, 1000) })).map((row) => [row.id, row]));
    for (const { rowId, field, text } of kept.list()) {
      const row = rows.get(rowId);
      const column = columnOf(table, field);
      if (row !== undefined && column !== null && isHeldBy(column, text, row.values[field], row.cites)) kept.drop(rowId, field);
    }
    ui.setState({ drafts: kept.list() });
  };

  const context: GridContext = {
    table,
    shown: editing.shown,
    paint: (cell, row, key) => paintCell(cell, row < 0 ? '' : ranges.paintOf(row, key)),
    facets: facets.facets,
  };

  const handle: EvidenceGridHandle = {
    commitOpenEditor: editing.commitOpenEditor,
    focusRow,
    reapply: () => running(view.reapply()),
    copy: async (isCut = false) => clipboard?.copy(isCut),
    pasteFromClipboard: async () => clipboard?.paste(),
    fillDown: actions.fillDown,
    clearCells: () => actions.clear('clear'),
    startEditing: () => startEditing(),
    addRow: async () => {
      if (props().isReadOnly) props().onTell({ tone: 'info', text: 'This document is open for reading only. Save a copy to change it.' });
      else if (await editing.commitOpenEditor()) ui.setState({ isAddingRow: true });
    },
    selectAll,
    autosizeColumns: columns.refit,
    focusCells: () => {
      const place = focusedPlace();
      focusCell(place?.row ?? 0, place?.key ?? rangeColumns()[0] ?? ordinalColumn);
    },
    resetLayout: columns.reset,
    listColumns: () => (api?.getAllGridColumns() ?? []).map((column) => ({ key: column.getColId(), heading: columnName(table, column.getColId()), isVisible: column.isVisible(), isPinned: column.isPinned() })),
    setColumnVisible: (key, isVisible) => api?.setColumnsVisible([key], isVisible),
  };

  return {
    ui, view, reader, editing, facets, context, columns, handle,
    ready: (grid) => {
      api = grid;
      const now = props();
      columns.begin(now.layout, now.sort, now.filters);
    },
    attach: (element) => {
      root = element;
      const stopPointer = listenToPointer({
        root: element, ranges, rowCount,
        show: ({ row, key }) => { api?.ensureIndexVisible(row); if (key !== ordinalColumn) api?.ensureColumnVisible(key); },
        firstRow: () => api?.getFirstDisplayedRowIndex() ?? 0,
        lastRow: () => api?.getLastDisplayedRowIndex() ?? 0,
      });
      const heard = listenToClipboard({
        root: element,
        tableNow: actions.textNow,
        table: actions.text,
        afterCopy: (copied, isCut) => actions.copied(copied, isCut),
        onPaste: (pasted) => running(actions.paste(pasted)),
        onProblem: tellProblem,
        focusCells: () => { const place = focusedPlace(); if (place !== null) api?.setFocusedCell(place.row, place.key); },
      });
      clipboard = heard;
      const stopEvents = client.on((event) => {
        if (event.type === 'committed') {
          facets.forget();
          view.committed(event);
        } else if (event.type === 'coreRestarted') running(view.reapply());
      });
      const keepDrafts = (): void => drafts?.flush();
      // The desktop window asks before it closes; a browser's tab can only ask the browser to ask.
      const onLeave = (event: BeforeUnloadEvent): void => {
        keepDrafts();
        if (window.lacuna === undefined && editing.holdsUnsaved()) event.preventDefault();
      };
      element.addEventListener('keydown', onKeyDown, true);
      element.addEventListener('dblclick', onDoubleClick);
      window.addEventListener('pagehide', keepDrafts);
      window.addEventListener('beforeunload', onLeave);
      let isAttached = true;
      client.call('getDocument', {}).then((document) => {
        if (document === null || !isAttached) return;
        drafts = createDrafts(window.localStorage, document.documentId, table);
        return offerDrafts(drafts);
      }).catch(() => {}); // without a document there are no rows either, which the view tells
      return () => {
        isAttached = false;
        keepDrafts();
        stopPointer();
        heard.stop();
        stopEvents();
        report.stop();
        element.removeEventListener('keydown', onKeyDown, true);
        element.removeEventListener('dblclick', onDoubleClick);
        window.removeEventListener('pagehide', keepDrafts);
        window.removeEventListener('beforeunload', onLeave);
        root = null;
        api = null;
      };
    },
    cellFocused: ({ rowIndex, column, sourceEvent }) => {
      const key = typeof column === 'string' ? column : column?.getColId();
      if (rowIndex === null || key === undefined) return;
      // The focus that comes back from an editor or a question finds its range as it was.
      const anchor = ranges.anchor();
      if (sourceEvent === undefined && anchor?.row === rowIndex && anchor.key === key) return;
      const [first] = rangeColumns();
      const last = lastValueColumn(rangeColumns());
      if (key !== ordinalColumn) ranges.collapseTo({ row: rowIndex, key });
      else if (first !== undefined && last !== null) ranges.select({ row: rowIndex, key: first }, { row: rowIndex, key: last });
      report.soon();
    },
    scrolled: () => {
      for (const listener of scrollListeners) listener();
      const first = api?.getFirstDisplayedRowIndex() ?? 0;
      reader.prefetch(Math.max(0, first - prefetchedRows), (api?.getLastDisplayedRowIndex() ?? first) + prefetchedRows);
    },
    onScroll: (listener) => {
      scrollListeners.add(listener);
      return () => scrollListeners.delete(listener);
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
      const place = focusedPlace();
      if (place !== null) focusCell(place.row, place.key);
    },
    addRowWith: async (values) => {
      const { changeSetId, addedRowIds } = await client.call('editRows', { table, adds: [{ values }], intention: 'add' });
      ui.setState({ isAddingRow: false });
      await view.whenShown(changeSetId);
      const [added] = addedRowIds;
      if (added !== undefined) await focusRow(added);
    },
    stopAddingRow: () => {
      ui.setState({ isAddingRow: false });
      handle.focusCells();
    },
    restoreDraft: async (draft) => {
      ui.setState(({ drafts: offered }) => ({ drafts: offered.filter((other) => other !== draft) }));
      const [row] = await client.call('getRows', { table, rowIds: [draft.rowId] });
      if (row === undefined) return props().onTell({ tone: 'problem', text: `The row of this text is no longer there. The text was: ${draft.text}` });
      await focusRow(row.id, draft.field);
      editing.openDraft({ ...draft, rowName: rowNameOf(table, row) }, row, (await view.find(row.id)) ?? 0);
    },
    discardDraft: (draft) => {
      drafts?.drop(draft.rowId, draft.field);
      ui.setState(({ drafts: offered }) => ({ drafts: offered.filter((other) => other !== draft) }));
    },
  };
}
