// Owns asking why findings are dismissed: the reason is kept, and the dismissal lasts until what it is about changes.
import { Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { messageOf } from '../../client/lacuna';
import { Problem } from '../../ui/Problem';
import { dismissFindings } from '../findings/findingActions';

export function DismissDialog({ findingIds, isDuplicate, onClose }: { readonly findingIds: readonly string[]; readonly isDuplicate: boolean; readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isWriting, setWriting] = useState(false);
  const count = findingIds.length;
  const title = isDuplicate ? 'Not a duplicate' : count === 1 ? 'Dismiss this finding' : `Dismiss ${count.toLocaleString()} findings`;
  const dismiss = async (): Promise<void> => {
    setWriting(true);
    try {
      await dismissFindings(findingIds, reason);
      onClose();
    } catch (refusal) {
      setWriting(false);
      setProblem(messageOf(refusal));
    }
  };
  return (
    <Modal opened onClose={onClose} title={title} centered>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); void dismiss(); }}>
        <p style={{ margin: 0 }}>{isDuplicate ? 'The rows stay apart, and are not taken for the same again' : `${count === 1 ? 'It stays' : 'They stay'} dismissed`} until one of the cells behind {count === 1 ? 'it' : 'them'} changes; then {count === 1 ? 'it returns' : 'they return'} as reopened.</p>
        <Textarea label="Reason" required autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus maxLength={5000} />
        <Problem text={problem} />
        <div className="row" style={{ justifyContent: 'flex-end' }}><Button variant="default" onClick={onClose}>Cancel</Button><Button type="submit" disabled={reason.trim() === ''} loading={isWriting}>{isDuplicate ? 'Not a duplicate' : 'Dismiss'}</Button></div>
      </form>
    </Modal>
  );
}
