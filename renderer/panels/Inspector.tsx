// Owns the inspector: the selected row in full, its evidence, and its history.
import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { readOnlyReason } from '../../db/contract/cellRules';
import { tables, type GridTable } from '../../db/contract/columns';
import type { GridRow } from '../../db/contract/types';
import { cellText, isMissing, type CellValue } from '../../db/contract/values';
import { useColumns } from '../documentColumns';
import { useAnswer } from '../client/useAnswer';
import { runCommand } from '../commands';
import { useWorkspace } from '../workspace';
import { FindingsOfRow } from './inspector/FindingsOfRow';
import { EvidenceTab } from './inspector/EvidenceTab';
import { HistoryTab } from './inspector/HistoryTab';

type Tab = 'Row' | 'Evidence' | 'History';

export function Inspector() {
  const selection = useWorkspace((state) => state.selection);
  const [tab, setTab] = useState<Tab>('Row');
  const rowId = selection?.focused?.rowId ?? selection?.rowIds[0] ?? null;
  const rows = useAnswer('getRows', selection === null || rowId === null ? null : { table: selection.table, rowIds: [rowId] }).value;
  const row = rows?.[0];
  return (
    <aside className="inspector" aria-label="Inspector">
      <div className="inner">
        <SegmentedControl size="xs" fullWidth value={tab} onChange={(value) => setTab(value === 'Evidence' ? 'Evidence' : value === 'History' ? 'History' : 'Row')} data={['Row', 'Evidence', 'History']} />
        {selection === null || row === undefined
          ? <p className="muted">Select a row to see its whole text, its evidence and its history here.</p>
          : (
            <>
              <Head table={selection.table} row={row} />
              {tab === 'Row' && <RowTab table={selection.table} row={row} field={selection.focused?.field ?? null} />}
              {tab === 'Evidence' && <EvidenceTab table={selection.table} row={row} />}
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

function Text({ value }: { readonly value: CellValue | undefined }) {
  if (isMissing(value)) return <p className="missing">{value.missing}</p>;
  const text = cellText(value);
  return text === '' ? <p className="missing">empty</p> : <p>{text}</p>;
}

function RowTab({ table, row, field }: { readonly table: GridTable; readonly row: GridRow; readonly field: string | null }) {
  const columns = useColumns().of(table).filter((column) => column.kind !== 'hidden' && column.kind !== 'references');
  const isReadOnly = useWorkspace((state) => state.document?.isReadOnly !== false);
  const canEdit = !isReadOnly && readOnlyReason(table, row.values) === null;
  if (table === 'findings') return <FindingsOfRow key={row.id} table={table} rowId={row.id} />;
  return (
    <>
      {columns.toSorted((left, right) => Number(right.key === field) - Number(left.key === field)).map((column) => (
        <section key={column.key} className={`card ${column.key === field ? 'focused' : ''}`}>
          <h3>{column.heading}{column.custom?.sharing === 'private' && <span className="muted"> private</span>}{column.key === field && column.isEditable && canEdit && <Button size="compact-xs" variant="subtle" onClick={() => void runCommand('edit')}>Edit</Button>}</h3>
          <Text value={row.values[column.key]} />
        </section>
      ))}
    </>
  );
}
