// Owns the inspector: the selected row in full, its evidence, its notes, and its history.
import { Button, SegmentedControl } from '@mantine/core';
import { readOnlyReason } from '../../db/contract/cellRules';
import { tables } from '../../db/contract/columns';
import type { GridTable } from '../../db/contract/tableNames';
import type { GridRow } from '../../db/contract/types';
import { takesNotes, type NoteInfo } from '../../db/contract/notes';
import { cellText, isMissing, type CellValue } from '../../db/contract/values';
import { useColumns } from '../documentColumns';
import { useAnswer } from '../client/useAnswer';
import { runCommand } from '../commands';
import { setState, useWorkspace, type InspectorTab } from '../workspace';
import { FindingsOfRow } from './inspector/FindingsOfRow';
import { EvidenceTab } from './inspector/EvidenceTab';
import { HistoryTab } from './inspector/HistoryTab';
import { NotesTab } from './inspector/NotesTab';
import { NotedText } from './notes/NotedText';

const allTabs: readonly InspectorTab[] = ['Row', 'Evidence', 'Notes', 'History'];

export function Inspector() {
  const selection = useWorkspace((state) => state.selection);
  const chosen = useWorkspace((state) => state.inspectorTab);
  const rowId = selection?.focused?.rowId ?? selection?.rowIds[0] ?? null;
  const rows = useAnswer('getRows', selection === null || rowId === null ? null : { table: selection.table, rowIds: [rowId] }).value;
  const row = rows?.[0];
  const tabs = allTabs.filter((each) => each !== 'Notes' || selection === null || takesNotes(selection.table));
  const tab = tabs.includes(chosen) ? chosen : 'Row';
  return (
    <aside className="inspector" aria-label="Inspector">
      <div className="inner">
        <SegmentedControl size="xs" fullWidth value={tab} onChange={(value) => setState({ inspectorTab: tabs.find((each) => each === value) ?? 'Row' })} data={tabs.map((each) => ({ value: each, label: each === 'Notes' && row !== undefined && row.notes > 0 ? `Notes ${row.notes.toLocaleString()}` : each }))} />
        {selection === null || row === undefined
          ? <p className="muted">Select a row to see its whole text, its evidence, its notes and its history here.</p>
          : (
            <>
              <Head table={selection.table} row={row} />
              {tab === 'Row' && <RowTab table={selection.table} row={row} field={selection.focused?.field ?? null} />}
              {tab === 'Evidence' && <EvidenceTab table={selection.table} row={row} />}
              {tab === 'Notes' && <NotesTab table={selection.table} row={row} />}
              {tab === 'History' && <HistoryTab table={selection.table} row={row} field={selection.focused?.field ?? null} />}
            </>
          )}
      </div>
    </aside>
  );
}

function Head({ table, row }: { readonly table: GridTable; readonly row: GridRow }) {
  const { rowName, nameKey } = tables[table];
  return (
    <header style={{ marginTop: 10 }}>
      <h2>{cellText(row.values[nameKey]) || `${rowName} ${row.ordinal}`}</h2>
      <span className="muted">{rowName} {row.ordinal}{row.cites.length === 0 ? '' : ` · [${row.cites.map((study) => study.number).join(', ')}]`}{row.lifecycle === 'active' ? '' : ` · ${row.lifecycle}`}</span>
    </header>
  );
}

function Text({ field, value, notes }: { readonly field: string; readonly value: CellValue | undefined; readonly notes: readonly NoteInfo[] }) {
  if (isMissing(value)) return <p className="missing">{value.missing}</p>;
  const text = cellText(value);
  return text === '' ? <p className="missing">empty</p> : <NotedText field={field} text={text} notes={notes} />;
}

function RowTab({ table, row, field }: { readonly table: GridTable; readonly row: GridRow; readonly field: string | null }) {
  const columns = useColumns().of(table).filter((column) => column.kind !== 'hidden' && column.kind !== 'references');
  const isReadOnly = useWorkspace((state) => state.document?.isReadOnly !== false);
  const canEdit = !isReadOnly && readOnlyReason(table, row.values) === null;
  const answer = useAnswer('listNotes', row.notes === 0 || table === 'findings' ? null : { table, rowId: row.id, limit: 1000 }).value;
  const notes = answer?.notes.filter((note) => note.rowId === row.id) ?? [];
  if (table === 'findings') return <FindingsOfRow key={row.id} table={table} rowId={row.id} />;
  return (
    <>
      {columns.toSorted((left, right) => Number(right.key === field) - Number(left.key === field)).map((column) => (
        <section key={column.key} className={`card ${column.key === field ? 'focused' : ''}`}>
          <h3>{column.heading}{column.custom?.sharing === 'private' && <span className="muted"> private</span>}{column.key === field && !isReadOnly && <span>{column.isEditable && canEdit && <Button size="compact-xs" variant="subtle" onClick={() => void runCommand('edit')}>Edit</Button>}<Button size="compact-xs" variant="subtle" onMouseDown={(event) => event.preventDefault()} onClick={() => void runCommand('addNote')}>Note</Button></span>}</h3>
          <Text field={column.key} value={row.values[column.key]} notes={notes} />
        </section>
      ))}
    </>
  );
}
