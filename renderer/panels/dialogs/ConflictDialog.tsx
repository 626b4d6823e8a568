// Owns what a conflict says: raised from the selected cells or rows, or edited later. Members with their sides, further
// members by search, kind, severity, title and the reason.
import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { breakdownOf, conflictKinds, conflictSeverities, type ConflictKind, type ConflictSeverity } from '../../../db/contract/conflicts';
import { tables } from '../../../db/contract/columns';
import type { GridTable } from '../../../db/contract/tableNames';
import type { ConflictInfo, GridRow } from '../../../db/contract/types';
import { cellText, memberTables } from '../../../db/contract/values';
import { columnsNow } from '../../documentColumns';
import { lacuna, messageOf } from '../../client/lacuna';
import type { GridSelection } from '../../grid/gridTypes';
import { Problem } from '../../ui/Problem';
import { setState, tell } from '../../workspace';
import { RowSearch } from './RowSearch';

interface Member { readonly table: GridTable; readonly rowId: string; readonly field: string | null; readonly rowName: string; readonly text: string; readonly side: string }

const mostPrefilled = 20;

interface Props {
  /** What a new conflict is raised from. */
  readonly selection: GridSelection | null;
  /** The conflict that is edited; null raises a new one. */
  readonly conflict: ConflictInfo | null;
  readonly onClose: () => void;
}

export function ConflictDialog({ selection, conflict, onClose }: Props) {
  const [members, setMembers] = useState<readonly Member[]>(conflict?.members ?? []);
  const [kind, setKind] = useState<ConflictKind>(conflict?.kind ?? 'opposite expression');
  const [severity, setSeverity] = useState<ConflictSeverity>(conflict?.severity ?? 'major');
  const [title, setTitle] = useState(conflict?.title ?? '');
  const [rationale, setRationale] = useState(conflict?.rationale ?? '');
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => { if (conflict === null) void membersOfSelection(selection).then(setMembers, (refusal: unknown) => setProblem(messageOf(refusal))); }, [selection, conflict]);
  const change = (index: number, side: string): void => setMembers(members.map((member, at) => (at === index ? { ...member, side } : member)));
  const save = async (): Promise<void> => {
    try {
      const said = { kind, severity, rationale, members: members.map(({ table, rowId, field, side }) => ({ table, rowId, field, side })) };
      if (conflict === null) {
        const { label, conflictId } = await lacuna.call('flagConflict', { title, ...said });
        setState({ selectedConflict: conflictId });
        tell(`Done: ${label}.`);
      } else {
        const { label } = await lacuna.call('editConflict', { conflictId: conflict.conflictId, ...(title.trim() === '' ? {} : { title }), ...said });
        tell(`Done: ${label}.`);
      }
      onClose();
    } catch (refusal) {
      setProblem(messageOf(refusal));
    }
  };
  return (
    <Modal opened onClose={onClose} title={conflict === null ? 'Flag conflict' : 'Edit conflict'} size="xl">
      <form className="stack" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <table className="plainTable">
          <thead><tr><th>Member</th><th>Says</th><th style={{ width: 190 }}>Side</th><th><span className="visuallyHidden">Remove</span></th></tr></thead>
          <tbody>
            {members.map((member, index) => (
              <tr key={`${member.rowId} ${member.field ?? ''}`}>
                <td>{member.rowName}<div className="muted">{tables[member.table].name}{member.field === null ? ', the whole row' : `, ${columnsNow().headingOf(member.table, member.field)}`}</div></td>
                <td>{member.text.length > 160 ? `${member.text.slice(0, 160)}…` : member.text}</td>
                <td><TextInput aria-label={`Side of ${member.rowName}`} value={member.side} onChange={(event) => change(index, event.currentTarget.value)} maxLength={200} /></td>
                <td><Button size="compact-xs" variant="subtle" color="gray" aria-label={`Remove ${member.rowName}`} onClick={() => setMembers(members.filter((_, at) => at !== index))}>✕</Button></td>
              </tr>
            ))}
            {members.length === 0 && <tr><td colSpan={4} className="muted">No members yet. Search for rows below, or close this and select cells that disagree.</td></tr>}
          </tbody>
        </table>
        <RowSearch label="Add a row from any table" tables={memberTables} onChoose={(table, row) => setMembers([...members, memberOf(table, row, null)])} />
        <span className="muted">Breakdown: {members.length === 0 ? '–' : breakdownOf(members.map((member) => member.side))}{members.length < 2 ? ' · a conflict has at least two members' : ''}</span>
        <div className="row" style={{ alignItems: 'end' }}>
          <Select label="Kind" allowDeselect={false} w={210} data={[...conflictKinds]} value={kind} onChange={(value) => setKind(conflictKinds.find((each) => each === value) ?? 'other')} />
          <Select label="Severity" allowDeselect={false} w={110} data={[...conflictSeverities]} value={severity} onChange={(value) => setSeverity(conflictSeverities.find((each) => each === value) ?? 'minor')} />
          <TextInput label="Title" placeholder="Named after its members when empty" value={title} onChange={(event) => setTitle(event.currentTarget.value)} style={{ flex: 1 }} maxLength={300} />
        </div>
        <Textarea label="Reason" required autosize minRows={2} value={rationale} onChange={(event) => setRationale(event.currentTarget.value)} data-autofocus />
        <Problem text={problem} />
        <div className="row" style={{ justifyContent: 'flex-end' }}><Button variant="default" onClick={onClose}>Cancel</Button><Button type="submit" disabled={members.length < 2 || rationale.trim() === ''}>{conflict === null ? 'Flag' : 'Save'}</Button></div>
      </form>
    </Modal>
  );
}

function memberOf(table: GridTable, row: GridRow, field: string | null): Member {
  const text = field === null ? cellText(row.values[tables[table].nameKey]) : field === 'references' ? `[${row.cites.map((study) => study.number).join(', ')}]` : cellText(row.values[field]);
  const side = field === null || text.length > 40 ? '' : text;
  return { table, rowId: row.id, field, rowName: cellText(row.values[tables[table].nameKey]) || `${tables[table].rowName} ${row.ordinal}`, text, side };
}

/** Cells of one column are members as cells; a selection over several columns means whole rows. */
async function membersOfSelection(selection: GridSelection | null): Promise<readonly Member[]> {
  if (selection === null || selection.rowIds.length === 0) return [];
  const { table } = selection;
  const known = new Set(columnsNow().of(table).map((column) => column.key));
  const cells = selection.cells.filter((cell) => known.has(cell.field));
  const fields = new Set(cells.map((cell) => cell.field));
  const isOneRow = selection.rowIds.length === 1;
  const rows = await lacuna.call('getRows', { table, rowIds: selection.rowIds.slice(0, mostPrefilled) });
  const byId = new Map(rows.map((row) => [row.id, row]));
  if (fields.size === 1 || isOneRow) return cells.slice(0, mostPrefilled).flatMap((cell) => { const row = byId.get(cell.rowId); return row === undefined ? [] : [memberOf(table, row, cell.field)]; });
  return rows.map((row) => memberOf(table, row, null));
}
