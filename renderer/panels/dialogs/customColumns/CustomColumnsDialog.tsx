// Owns the list of a lab's own columns of a table: what each holds, who sees it and how many cells are filled; adding, changing,
// withdrawing and restoring them. Each is a step that Undo takes back.
import { Button, Modal, Select } from '@mantine/core';
import { useState } from 'react';
import { tables } from '../../../../db/contract/columns';
import { customTables, isCustomTable, type CustomTable } from '../../../../db/contract/tableNames';
import type { CountedColumn } from '../../../../db/contract/customColumns';
import { lacuna, messageOf } from '../../../client/lacuna';
import { useAnswer } from '../../../client/useAnswer';
import { Problem } from '../../../ui/Problem';
import { tell, useWorkspace } from '../../../workspace';
import { ColumnForm } from './ColumnForm';
import { filledWords, sharingNames, typeNames } from './columnWords';

/** What is written now: a new column, or one that is there. */
type Written = { readonly column: CountedColumn | null } | null;

export function CustomColumnsDialog({ onClose }: { readonly onClose: () => void }) {
  const section = useWorkspace((state) => state.section);
  const isReadOnly = useWorkspace((state) => state.document?.isReadOnly !== false);
  const [table, setTable] = useState<CustomTable>(isCustomTable(section) ? section : 'factors');
  const [written, setWritten] = useState<Written>(null);
  const [problem, setProblem] = useState<string | null>(null);
  /** Whether the list comes back after the form: the focus goes on where it began. */
  const [isBack, setBack] = useState(false);
  const { value: columns, problem: unread } = useAnswer('listCustomColumns', { table, countsCells: true });

  const setLifecycle = async ({ columnId }: CountedColumn, lifecycle: 'active' | 'withdrawn'): Promise<void> => {
    setProblem(null);
    try {
      const { label } = await lacuna.call('setCustomColumnLifecycle', { columnId, lifecycle });
      tell(`Done: ${label}.`);
    } catch (refusal) {
      setProblem(messageOf(refusal));
    }
  };
  const open = (column: CountedColumn | null): void => {
    setProblem(null);
    setWritten({ column });
  };

  return (
    <Modal opened onClose={onClose} title="Custom columns" size="xl" closeOnClickOutside={written === null}>
      {written !== null ? <ColumnForm table={table} column={written.column} onDone={() => { setWritten(null); setBack(true); }} /> : (
        <div className="stack">
          <div className="row" style={{ alignItems: 'end' }}>
            <Select label="Table" allowDeselect={false} w={160} data-autofocus data={customTables.map((each) => ({ value: each, label: tables[each].name }))} value={table} onChange={(value) => setTable(customTables.find((each) => each === value) ?? table)} />
            <Button ml="auto" autoFocus={isBack} disabled={isReadOnly} onClick={() => open(null)}>Add column…</Button>
          </div>
          <Problem text={problem ?? unread} />
          {columns !== null && (columns.length === 0
            ? <p className="muted" role="status" style={{ margin: 0 }}>{tables[table].name} has no column of your own yet. What your lab wants to note of each row goes into one.</p>
            : <ColumnTable columns={columns} isReadOnly={isReadOnly} onEdit={open} onLifecycle={(column, lifecycle) => void setLifecycle(column, lifecycle)} />)}
          <div className="row" style={{ justifyContent: 'flex-end' }}><Button variant="default" onClick={onClose}>Close</Button></div>
        </div>
      )}
    </Modal>
  );
}

interface TableProps { readonly columns: readonly CountedColumn[]; readonly isReadOnly: boolean; readonly onEdit: (column: CountedColumn) => void; readonly onLifecycle: (column: CountedColumn, lifecycle: 'active' | 'withdrawn') => void }

function ColumnTable({ columns, isReadOnly, onEdit, onLifecycle }: TableProps) {
  return (
    <table className="plainTable">
      <thead><tr><th scope="col">Heading</th><th scope="col">Holds</th><th scope="col">Who sees it</th><th scope="col">Filled cells</th><th scope="col">Change</th></tr></thead>
      <tbody>
        {columns.toSorted((left, right) => Number(left.isWithdrawn) - Number(right.isWithdrawn)).map((column) => (
          <tr key={column.columnId}>
            <th scope="row">{column.heading}{column.isWithdrawn && <span className="muted"> withdrawn</span>}{column.description !== '' && <div className="muted" style={{ fontWeight: 400 }}>{column.description}</div>}</th>
            <td>{typeNames[column.type]}</td>
            <td>{sharingNames[column.sharing]}</td>
            <td>{filledWords(column.filled)}</td>
            <td>
              <div className="row" style={{ gap: 4 }}>
                <Button size="compact-xs" variant="default" disabled={isReadOnly} aria-label={`Edit ${column.heading}`} onClick={() => onEdit(column)}>Edit</Button>
                {column.isWithdrawn
                  ? <Button size="compact-xs" variant="default" disabled={isReadOnly} aria-label={`Restore ${column.heading}`} onClick={() => onLifecycle(column, 'active')}>Restore</Button>
                  : <Button size="compact-xs" variant="default" disabled={isReadOnly} aria-label={`Withdraw ${column.heading}`} onClick={() => onLifecycle(column, 'withdrawn')}>Withdraw</Button>}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
