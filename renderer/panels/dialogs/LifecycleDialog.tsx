// Owns withdrawing, excluding and restoring the selected rows, with a reason.
import { Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { tables } from '../../../db/contract/columns';
import { lacuna, messageOf } from '../../client/lacuna';
import type { GridSelection } from '../../grid/gridTypes';
import { Problem } from '../../ui/Problem';
import { tell } from '../../workspace';

const words = {
  active: { title: 'Restore', what: 'They take part in the table, counts and exports again.' },
  withdrawn: { title: 'Withdraw', what: 'They leave the table and the counts. Nothing is deleted: Show withdrawn rows brings them into view, Restore brings them back.' },
  excluded: { title: 'Exclude', what: 'They stay visible and leave exports and summaries.' },
} as const;

export function LifecycleDialog({ selection, lifecycle, onClose }: { readonly selection: GridSelection; readonly lifecycle: 'active' | 'withdrawn' | 'excluded'; readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const { title, what } = words[lifecycle];
  const count = selection.rowIds.length;
  const apply = async (): Promise<void> => {
    try {
      const done = await lacuna.call('setLifecycle', { table: selection.table, rowIds: [...selection.rowIds], lifecycle, reason: reason.trim() === '' ? null : reason.trim() });
      tell(`Done: ${done.label}.`);
      onClose();
    } catch (refusal) {
      setProblem(messageOf(refusal));
    }
  };
  return (
    <Modal opened onClose={onClose} title={`${title} ${count === 1 ? `this ${tables[selection.table].rowName}` : `${count} rows`}`} centered>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); void apply(); }}>
        <p style={{ margin: 0 }}>{what}</p>
        <Textarea label="Reason" autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />
        <Problem text={problem} />
        <div className="row" style={{ justifyContent: 'flex-end' }}><Button variant="default" onClick={onClose}>Cancel</Button><Button type="submit">{title}</Button></div>
      </form>
    </Modal>
  );
}
