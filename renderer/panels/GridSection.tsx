// Owns one table's section: its head with search, facets and buttons, and the grid. Keeps the layout in the file.
import { Button, Checkbox, Menu, Popover, TextInput } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { tables } from '../../db/contract/columns';
import { isCustomTable, type GridTable } from '../../db/contract/tableNames';
import { importedTables } from '../../db/contract/imports';
import type { ColumnFilter, DocumentInfo } from '../../db/contract/types';
import { lacuna, messageOf } from '../client/lacuna';
import { runCommand, shownShortcut } from '../commands';
import { EvidenceGrid } from '../grid/EvidenceGrid';
import type { EvidenceGridHandle } from '../grid/gridTypes';
import { readGridLayout, type GridLayout } from '../grid/gridLayout';
import { changeTable, getState, setState, tell, useWorkspace } from '../workspace';
import { Facets } from './Facets';
import { pointAtFindings } from './findings/cardPointing';
import { showFindingOf } from './findings/findingActions';

const searchAfterMs = 90;
const saveLayoutAfterMs = 400;

export function GridSection({ table, document }: { readonly table: GridTable; readonly document: DocumentInfo }) {
  const state = useWorkspace((workspace) => workspace.tables[table]);
  const view = useWorkspace((workspace) => workspace.view);
  const grid = useWorkspace((workspace) => workspace.grid);
  const [layout, setLayout] = useState<{ readonly value: GridLayout | null } | null>(null);
  const [typed, setTyped] = useState(state.search);
  const { path } = document;
  const unsaved = useRef<GridLayout | null>(null);
  const saving = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  useEffect(() => {
    void lacuna.call('getLayout', { table }).then(({ layout: stored }) => setLayout({ value: readGridLayout(stored) }), () => setLayout({ value: null }));
    return () => setState({ grid: null, view: null });
  }, [table]);
  const saveLayout = useCallback((): void => {
    clearTimeout(saving.current);
    // A layout belongs to the document that it was made in.
    if (unsaved.current === null || getState().document?.path !== path) return;
    const next = JSON.parse(JSON.stringify(unsaved.current));
    unsaved.current = null;
    lacuna.call('saveLayout', { table, layout: next }).catch((problem: unknown) => tell(messageOf(problem), 'problem'));
  }, [table, path]);
  useEffect(() => {
    window.addEventListener('pagehide', saveLayout);
    return () => {
      window.removeEventListener('pagehide', saveLayout);
      saveLayout();
    };
  }, [saveLayout]);
  useEffect(() => setTyped(state.search), [state.search]);
  useEffect(() => {
    if (typed === state.search) return;
    const timer = setTimeout(() => changeTable(table, { search: typed }), searchAfterMs);
    return () => clearTimeout(timer);
  }, [typed, table, state.search]);

  const onLayoutChange = useCallback((next: GridLayout): void => {
    unsaved.current = next;
    clearTimeout(saving.current);
    saving.current = setTimeout(saveLayout, saveLayoutAfterMs);
  }, [saveLayout]);
  const onFiltersChange = useCallback((facets: readonly ColumnFilter[]): void => changeTable(table, { facets }), [table]);
  const onHandle = useCallback((handle: EvidenceGridHandle | null): void => setState({ grid: handle }), []);

  const { title } = tables[table];
  const total = view?.table === table ? view.total : null;
  // Of findings the file counts those that wait; the table shows them all.
  const all = table === 'findings' ? null : document.counts[table];
  const number = /^Table \d+/u.exec(title)?.[0];
  const isNarrowed = state.search !== '' || state.facets.length > 0;
  return (
    <>
      <div className="sectionHead">
        <div className="line">
          <h1>{tables[table].name}</h1>
          <span className="sub" role="status">{number === undefined ? '' : `${number} · `}{total === null ? '' : total === all || all === null || state.includeWithdrawn ? (total === 1 ? '1 row' : `${total.toLocaleString()} rows`) : `${total.toLocaleString()} of ${all.toLocaleString()} rows`}{all === null ? ` · ${document.counts.findings.toLocaleString()} open` : ''}</span>
          {isNarrowed && <Button size="compact-xs" variant="subtle" onClick={() => { setTyped(''); changeTable(table, { search: '', facets: [] }); }}>Show all rows</Button>}
          <span className="spacer" />
          <SectionActions table={table} isReadOnly={document.isReadOnly} />
          <Button variant="default" onClick={() => void runCommand('export')}>Export…</Button>
        </div>
        <div className="line narrowing">
          <TextInput id="quickSearch" type="search" aria-label={`Search in ${tables[table].name}`} placeholder={`Search rows (${shownShortcut('Ctrl+F')})`} value={typed} w={220}
            onChange={(event) => setTyped(event.currentTarget.value)} onKeyDown={(event) => { if (event.key === 'ArrowDown' || event.key === 'Enter') { event.preventDefault(); grid?.focusCells(); } }} />
          <div className="chips">
            <Facets table={table} />
          </div>
          <ViewMenu table={table} linesPerRow={state.linesPerRow} includeWithdrawn={state.includeWithdrawn} marksResults={state.marksResults} />
        </div>
      </div>
      {layout !== null && (
        <EvidenceGrid
          ref={onHandle} table={table} isReadOnly={document.isReadOnly} search={state.search} filters={state.facets} includeWithdrawn={state.includeWithdrawn} linesPerRow={state.linesPerRow} marksResults={state.marksResults}
          layout={layout.value} onLayoutChange={onLayoutChange} onSelectionChange={(selection) => setState({ selection })} onViewChange={(shown) => setState({ view: { table, ...shown } })}
          onFiltersChange={onFiltersChange} onTell={({ tone, text }) => tell(text, tone)} onPointAtFindings={(place) => pointAtFindings(table, place)} onOpenRow={onOpenRow} onCustomColumns={() => void runCommand('customColumns')}
        />
      )}
    </>
  );
}

/** Enter on a row that no one edits leads to what it is about. */
function onOpenRow(rowId: string): void {
  if (getState().section === 'findings') showFindingOf(rowId).catch((problem: unknown) => tell(messageOf(problem), 'problem'));
}

function SectionActions({ table, isReadOnly }: { readonly table: GridTable; readonly isReadOnly: boolean }) {
  const selected = useWorkspace((state) => (state.selection?.table === table ? state.selection.rowIds.length : 0));
  const { rowName } = tables[table];
  if (table === 'findings') {
    return (
      <>
        <Button onClick={() => void runCommand('adoptFindings')} disabled={isReadOnly || selected === 0}>{selected > 1 ? `Adopt ${selected.toLocaleString()} as conflicts` : 'Adopt as conflict'}</Button>
        <Button variant="default" onClick={() => void runCommand('dismissFindings')} disabled={isReadOnly || selected === 0}>Dismiss…</Button>
        <Button variant="default" onClick={() => void runCommand('showFindingRow')} disabled={selected === 0}>Show row</Button>
        <Menu position="bottom-end">
          <Menu.Target><Button variant="default">More ▾</Button></Menu.Target>
          <Menu.Dropdown>
            <Menu.Item disabled={isReadOnly || selected === 0} onClick={() => void runCommand('compareFinding')} rightSection={selected > 1 ? <span className="muted">needs one</span> : undefined}>Compare and merge its rows…</Menu.Item>
            <Menu.Item disabled={isReadOnly || selected === 0} onClick={() => void runCommand('restoreFindings')}>Restore the selected findings</Menu.Item>
            <Menu.Item onClick={() => void runCommand('checks')}>Checks…</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </>
    );
  }
  const isFirst = table === 'claims' || table === 'results' || table === 'aliases';
  return (
    <>
      {!isFirst && <Button onClick={() => void runCommand('addStudy')} disabled={isReadOnly}>Add study</Button>}
      {table !== 'studies' && <Button variant={isFirst ? 'filled' : 'default'} onClick={() => void runCommand('addRow')} disabled={isReadOnly}>Add {rowName}</Button>}
      {table !== 'aliases' && <Button variant="default" onClick={() => void runCommand('flag')} disabled={isReadOnly}>Flag conflict</Button>}
      <RowMenu isReadOnly={isReadOnly} isImported={importedTables.some((name) => name === table)} hasSharing={table === 'studies'} />
    </>
  );
}

function RowMenu({ isReadOnly, isImported, hasSharing }: { readonly isReadOnly: boolean; readonly isImported: boolean; readonly hasSharing: boolean }) {
  const selected = useWorkspace((state) => state.selection?.rowIds.length ?? 0);
  return (
    <Menu position="bottom-end">
      <Menu.Target><Button variant="default" disabled={isReadOnly || (selected === 0 && !isImported)}>Rows ▾</Button></Menu.Target>
      <Menu.Dropdown>
        {isImported && <Menu.Item onClick={() => void runCommand('import')} rightSection={<kbd>{shownShortcut('Ctrl+Shift+E')}</kbd>}>Import from files…</Menu.Item>}
        {isImported && <Menu.Divider />}
        <Menu.Label>{selected === 0 ? 'No row is selected' : selected === 1 ? 'The selected row' : `The ${selected} selected rows`}</Menu.Label>
        <Menu.Item disabled={selected === 0} onClick={() => void runCommand('mergeRows')} rightSection={selected > 0 && selected !== 2 ? <span className="muted">needs two</span> : undefined}>Merge two rows…</Menu.Item>
        {hasSharing && <Menu.Item disabled={selected === 0} onClick={() => void runCommand('keepPrivate')}>Keep private</Menu.Item>}
        {hasSharing && <Menu.Item disabled={selected === 0} onClick={() => void runCommand('publish')}>Publish</Menu.Item>}
        <Menu.Item disabled={selected === 0} onClick={() => void runCommand('withdraw')}>Withdraw…</Menu.Item>
        <Menu.Item disabled={selected === 0} onClick={() => void runCommand('exclude')}>Exclude from exports…</Menu.Item>
        <Menu.Item disabled={selected === 0} onClick={() => void runCommand('restore')}>Restore…</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface ViewMenuProps { readonly table: GridTable; readonly linesPerRow: number; readonly includeWithdrawn: boolean; readonly marksResults: boolean }

function ViewMenu({ table, linesPerRow, includeWithdrawn, marksResults }: ViewMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const run = (id: string): void => {
    setOpen(false);
    void runCommand(id);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={280} shadow="md" trapFocus returnFocus>
      <Popover.Target><Button variant="default" onClick={() => setOpen(!isOpen)}>View ▾</Button></Popover.Target>
      <Popover.Dropdown aria-label="View">
        <div className="stack" style={{ gap: 10 }}>
          <div role="group" aria-label="Lines per row">
            <p className="groupName" aria-hidden>Lines per row</p>
            <div className="row" style={{ gap: 5 }}>
              {[1, 2, 3, 4, 5, 6, 8].map((lines) => <button type="button" key={lines} className="chip" aria-pressed={lines === linesPerRow} onClick={() => changeTable(table, { linesPerRow: lines })}>{lines}</button>)}
            </div>
          </div>
          <div role="group" aria-label="Columns">
            <p className="groupName" aria-hidden>Columns</p>
            <ColumnChoices />
          </div>
          {table === 'trials' && <Checkbox size="xs" label="Underline results read from the text" checked={marksResults} onChange={(event) => changeTable(table, { marksResults: event.currentTarget.checked })} />}
          <Checkbox size="xs" label="Show withdrawn rows" checked={includeWithdrawn} onChange={(event) => changeTable(table, { includeWithdrawn: event.currentTarget.checked })} />
          <div className="stack" style={{ gap: 4 }}>
            {isCustomTable(table) && <Button variant="default" onClick={() => run('customColumns')}>Custom columns…</Button>}
            <Button variant="default" onClick={() => run('autosize')}>Fit column widths</Button>
            <Button variant="default" onClick={() => run('resetLayout')}>Reset columns, sorting and filters</Button>
            <Button variant="default" onClick={() => run('reapply')}>Apply search and filters again</Button>
            <Button variant="default" onClick={() => run('inspector')} rightSection={<kbd>{shownShortcut('Ctrl+I')}</kbd>}>Show or hide the inspector</Button>
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function ColumnChoices() {
  const grid = useWorkspace((state) => state.grid);
  const [columns, setColumns] = useState(() => grid?.listColumns() ?? []);
  const show = (key: string, isVisible: boolean): void => {
    grid?.setColumnVisible(key, isVisible);
    setColumns(columns.map((column) => (column.key === key ? { ...column, isVisible } : column)));
  };
  return <div className="stack" style={{ gap: 5 }}>{columns.map((column) => <Checkbox key={column.key} size="xs" label={column.heading} checked={column.isVisible} onChange={(event) => show(column.key, event.currentTarget.checked)} />)}</div>;
}
