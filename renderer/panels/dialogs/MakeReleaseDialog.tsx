// Owns making a release: its version, proposed, a note, and what still waits in what it would freeze. Rows that are still
// to be checked are checked first, with progress and Cancel.
import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { lacuna, messageOf } from '../../client/lacuna';
import { useAnswer } from '../../client/useAnswer';
import { Problem } from '../../ui/Problem';
import { endProgress, showSection, tell, useWorkspace } from '../../workspace';

export function MakeReleaseDialog({ onClose }: { readonly onClose: () => void }) {
  const counts = useWorkspace((state) => state.document?.counts);
  const known = useAnswer('listReleases', {}).value;
  const [typed, setTyped] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [callId, setCallId] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const progress = useWorkspace((state) => (callId === null ? undefined : state.progress[callId]));
  const version = typed ?? known?.suggestedVersion ?? '';
  const latest = known?.releases[0];
  const make = async (): Promise<void> => {
    const id = crypto.randomUUID();
    setProblem(null);
    setCallId(id);
    try {
      const made = await lacuna.call('makeRelease', { version, note: note.trim() === '' ? null : note }, { callId: id });
      tell(`Release ${made.version} is made.`);
      onClose();
      await showSection('releases');
    } catch (refusal) {
      setProblem(messageOf(refusal));
    } finally {
      endProgress(id);
      setCallId(null);
    }
  };
  return (
    <Modal opened onClose={() => { if (callId !== null) lacuna.cancel(callId); onClose(); }} title="Make release" centered>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); void make(); }}>
        <p style={{ margin: 0 }}>It freezes everything as it is now, for good: a release is never renamed, changed or deleted. You go on working in the document.</p>
        <TextInput label="Version" required maxLength={60} value={version} onChange={(event) => setTyped(event.currentTarget.value)} data-autofocus />
        <Textarea label="Note" autosize minRows={2} maxLength={5000} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        <p className="muted" style={{ margin: 0 }}>{waitingText(counts?.openConflicts ?? 0, counts?.findings ?? 0)}{latest === undefined ? '' : latest.changesSince === 0 ? ` Nothing was changed since release ${latest.version}.` : ` ${latest.changesSince.toLocaleString()} ${latest.changesSince === 1 ? 'change' : 'changes'} since release ${latest.version}.`}</p>
        <Problem text={problem} />
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          {progress !== undefined && <span className="muted" role="status">{progress.label}: {progress.done.toLocaleString()}{progress.total === null ? '' : ` of ${progress.total.toLocaleString()}`}</span>}
          {callId !== null ? <Button variant="default" onClick={() => lacuna.cancel(callId)}>Cancel</Button> : <Button variant="default" onClick={onClose}>Close</Button>}
          <Button type="submit" disabled={callId !== null || version.trim() === ''}>Make release</Button>
        </div>
      </form>
    </Modal>
  );
}

function waitingText(openConflicts: number, findings: number): string {
  if (openConflicts === 0 && findings === 0) return 'No conflict is open and no finding waits.';
  const conflicts = openConflicts === 0 ? 'No conflict is open' : openConflicts === 1 ? '1 conflict is open' : `${openConflicts.toLocaleString()} conflicts are open`;
  return `${conflicts}, ${findings === 0 ? 'no finding waits' : findings === 1 ? '1 finding waits' : `${findings.toLocaleString()} findings wait`}. They are frozen with it.`;
}
