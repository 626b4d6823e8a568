// Owns the question before a write that adds rows or is partly refused: what would be written, what not, and why.
import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { tables } from '../../../db/contract/columns';
import type { GridTable } from '../../../db/contract/tableNames';
import type { WriteReview } from './cellWrites';

interface Props { readonly review: WriteReview; readonly table: GridTable; readonly onAnswer: (isWanted: boolean) => void }

const mostShown = 200;
const titles: Readonly<Record<WriteReview['plan']['intention'], string>> = { edit: 'Change cells', paste: 'Paste', fill: 'Fill down', clear: 'Clear cells', cut: 'Cut cells', add: 'Add rows' };

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

export function ReviewDialog({ review, table, onAnswer }: Props): ReactNode {
  const { plan, edits, adds, refusals, refusedRows } = review;
  const hasSome = edits + adds > 0;
  const isWhole = refusals.length === 0;
  return (
    <Modal opened returnFocus={false} onClose={() => onAnswer(false)} title={titles[plan.intention]} size="lg">
      <p>
        {hasSome ? `${[...(edits > 0 ? [`${counted(edits, 'cell changes', 'cells change')}`] : []), ...(adds > 0 ? [`${counted(adds, 'row is', 'rows are')} added to ${tables[table].name}`] : [])].join(' and ')}. ` : 'Nothing can be written. '}
        {!isWhole && plan.newRows.length === 0 && `${counted(refusals.length, 'cell is', 'cells are')} refused:`}
      </p>
      {plan.newRows.length > 0 && <NewRows rows={plan.newRows} refused={refusedRows} />}
      {!isWhole && (
        <div className="lg-reviewRows" tabIndex={0} role="region" aria-label="Refused cells">
          {plan.newRows.length > 0 && <p>{counted(refusals.length, 'cell is', 'cells are')} refused:</p>}
          <table className="lg-review">
            <thead><tr><th scope="col">Cell</th><th scope="col">Text</th><th scope="col">Reason</th></tr></thead>
            <tbody>
              {refusals.slice(0, mostShown).map(({ where, text, message }, index) => <tr key={index}><td>{where}</td><td>{text === '' ? <em>empty</em> : text.slice(0, 200)}</td><td>{message}</td></tr>)}
            </tbody>
          </table>
          {refusals.length > mostShown && <p>and {refusals.length - mostShown} more.</p>}
        </div>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" data-autofocus={hasSome ? undefined : true} onClick={() => onAnswer(false)}>{hasSome ? 'Cancel' : 'Close'}</Button>
        {hasSome && <Button data-autofocus onClick={() => onAnswer(true)}>{isWhole ? titles[plan.intention] : 'Write the valid ones'}</Button>}
      </Group>
    </Modal>
  );
}

/** The rows that a paste adds, under the headings that they have texts for. */
function NewRows({ rows, refused }: { readonly rows: WriteReview['plan']['newRows']; readonly refused: ReadonlySet<number> }): ReactNode {
  const headings = [...new Map(rows.flatMap(({ cells }) => cells.filter(({ text }) => text !== '').map(({ column }) => [column.key, column.heading] as const)))];
  return (
    <div className="lg-reviewRows" tabIndex={0} role="region" aria-label="New rows">
      <table className="lg-review">
        <thead><tr><th scope="col">New row</th>{headings.map(([key, heading]) => <th scope="col" key={key}>{heading}</th>)}</tr></thead>
        <tbody>
          {rows.slice(0, mostShown).map(({ cells }, index) => (
            <tr key={index} data-refused={refused.has(index) ? 'true' : undefined}>
              <td>{index + 1}{refused.has(index) ? ', refused' : ''}</td>
              {headings.map(([key]) => <td key={key}>{cells.find(({ column }) => column.key === key)?.text.slice(0, 200)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > mostShown && <p>and {rows.length - mostShown} more.</p>}
    </div>
  );
}
