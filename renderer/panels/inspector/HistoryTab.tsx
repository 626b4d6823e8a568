// Owns the history of one row or cell in the inspector.
import { useState } from 'react';
import type { GridTable } from '../../../db/contract/tableNames';
import type { GridRow } from '../../../db/contract/types';
import { useColumns } from '../../documentColumns';
import { useAnswer } from '../../client/useAnswer';
import { changeSetTitle, Revisions, whenText } from '../ChangeSets';

export function HistoryTab({ table, row, field }: { readonly table: GridTable; readonly row: GridRow; readonly field: string | null }) {
  const [isCell, setCell] = useState(false);
  const columns = useColumns();
  const column = field === null ? null : columns.find(table, field);
  const scope = isCell && column !== null ? { kind: 'cell' as const, table, rowId: row.id, field: column.key } : { kind: 'row' as const, table, rowId: row.id };
  const history = useAnswer('listHistory', { scope, limit: 100 }).value;
  return (
    <>
      {column !== null && <p><button type="button" className="chip" aria-pressed={isCell} onClick={() => setCell(!isCell)}>Only {column.heading}</button></p>}
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
