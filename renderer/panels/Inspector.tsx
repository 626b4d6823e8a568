// Owns the inspector: the selected row in full, its evidence, its conflicts, and its history.
import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { tables, type GridTable } from '../../db/contract/columns';
import type { GridRow } from '../../db/contract/types';
import { cellText, isMissing, type CellValue } from '../../db/contract/values';
import { useAnswer } from '../client/useAnswer';
import { runCommand } from '../commands';
import { setState, showRow, showSection, useWorkspace } from '../workspace';
import { changeSetTitle, Revisions, whenText } from './ChangeSets';

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
  const columns = tables[table].columns.filter((column) => column.kind !== 'hidden' && column.kind !== 'references');
  const isReadOnly = useWorkspace((state) => state.document?.isReadOnly !== false);
  return (
    <>
      {columns.toSorted((left, right) => Number(right.key === field) - Number(left.key === field)).map((column) => (
        <section key={column.key} className={`card ${column.key === field ? 'focused' : ''}`}>
          <h3>{column.heading}{column.key === field && !isReadOnly && <Button size="compact-xs" variant="subtle" onClick={() => void runCommand('edit')}>Edit</Button>}</h3>
          <Text value={row.values[column.key]} />
        </section>
      ))}
    </>
  );
}

function EvidenceTab({ table, row }: { readonly table: GridTable; readonly row: GridRow }) {
  return (
    <>
      <Conflicts row={row} />
      {table === 'studies' ? <CitingRows studyId={row.id} /> : <CitedStudies studyIds={row.cites.map((study) => study.studyId)} />}
    </>
  );
}

function Conflicts({ row }: { readonly row: GridRow }) {
  return (
    <section className="card">
      <h3>Conflicts <span className="muted">{row.flags.length}</span></h3>
      {row.flags.length === 0 && <p className="muted">None. Select rows or cells that disagree and choose Flag conflict.</p>}
      {row.flags.map((flag) => (
        <p key={flag.conflictId}>
          <span className={`badge ${flag.severity}`}>⚑ {flag.breakdown}</span> {flag.kind}, {flag.severity}, {flag.status}{' '}
          <Button size="compact-xs" variant="subtle" onClick={() => { setState({ selectedConflict: flag.conflictId }); void showSection('conflicts'); }}>Open</Button>
        </p>
      ))}
    </section>
  );
}

function CitedStudies({ studyIds }: { readonly studyIds: readonly string[] }) {
  const studies = useAnswer('getRows', studyIds.length === 0 ? null : { table: 'studies', rowIds: [...studyIds] }).value ?? [];
  if (studyIds.length === 0) return <p className="muted">No study is cited. Edit Reference, or add a study.</p>;
  return (
    <>
      {studies.map((study) => (
        <section key={study.id} className="card">
          <h3>[{study.ordinal}] {cellText(study.values['label'])}<Button size="compact-xs" variant="subtle" onClick={() => void showRow('studies', study.id)}>Show</Button></h3>
          {cellText(study.values['title']) !== '' && <p>{cellText(study.values['title'])}</p>}
          {cellText(study.values['citedFor']) !== '' && <p className="muted">{cellText(study.values['citedFor'])}</p>}
        </section>
      ))}
    </>
  );
}

function CitingRows({ studyId }: { readonly studyId: string }) {
  const rows = useAnswer('listCitingRows', { studyId }).value ?? [];
  return (
    <section className="card">
      <h3>Cited by rows <span className="muted">{rows.length}</span></h3>
      {rows.length === 0 && <p className="muted">No row of the tables cites this study.</p>}
      {rows.map((row) => <p key={row.rowId}>{tables[row.table].rowName} {row.ordinal}: {row.rowName} <Button size="compact-xs" variant="subtle" onClick={() => void showRow(row.table, row.rowId)}>Show</Button></p>)}
    </section>
  );
}

function HistoryTab({ table, row, field }: { readonly table: GridTable; readonly row: GridRow; readonly field: string | null }) {
  const [isCell, setCell] = useState(false);
  const column = tables[table].columns.find((candidate) => candidate.key === field);
  const scope = isCell && column !== undefined ? { kind: 'cell' as const, table, rowId: row.id, field: column.key } : { kind: 'row' as const, table, rowId: row.id };
  const history = useAnswer('listHistory', { scope, limit: 100 }).value;
  return (
    <>
      {column !== undefined && <p><button type="button" className="chip" aria-pressed={isCell} onClick={() => setCell(!isCell)}>Only {column.heading}</button></p>}
      {(history?.changeSets ?? []).map((set) => (
        <section key={set.changeSetId} className="card">
          <h3>{changeSetTitle(set)}</h3>
          <p className="muted">{set.curator} · {whenText(set.madeAtUtc)}{set.reason === null ? '' : ` · ${set.reason}`}</p>
          <Revisions revisions={set.revisions} reason={set.reason} isRowShown={false} />
        </section>
      ))}
    </>
  );
}
