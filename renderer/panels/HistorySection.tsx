// Owns the history of the whole file: every change set, by curator and date, with its revisions and a way back.
import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ChangeSetInfo } from '../../db/contract/types';
import { lacuna, messageOf } from '../client/lacuna';
import { useAnswer } from '../client/useAnswer';
import { tell, useWorkspace } from '../workspace';
import { Problem } from '../ui/Problem';
import { changeSetTitle, Revisions, whenText } from './ChangeSets';

const pageSize = 50;

export function HistorySection() {
  const [curator, setCurator] = useState<string | null>(null);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [older, setOlder] = useState<readonly ChangeSetInfo[]>([]);
  const [hasOlder, setHasOlder] = useState<boolean | null>(null);
  const [reverting, setReverting] = useState<ChangeSetInfo | null>(null);
  const isReadOnly = useWorkspace((state) => state.document?.isReadOnly !== false);
  const revision = useWorkspace((state) => state.revision);
  const question = {
    scope: { kind: 'file' as const }, limit: pageSize, ...(curator === null ? {} : { curator }),
    ...(from === '' ? {} : { fromUtc: new Date(`${from}T00:00`).toISOString() }), ...(to === '' ? {} : { toUtc: new Date(Date.parse(`${to}T00:00`) + 86_400_000).toISOString() }),
  };
  const first = useAnswer('listHistory', question).value;
  useEffect(() => { setOlder([]); setHasOlder(null); }, [revision, curator, from, to]);
  const sets = [...(first?.changeSets ?? []), ...older];
  const loadMore = async (): Promise<void> => {
    const last = sets.at(-1);
    if (last === undefined) return;
    try {
      const page = await lacuna.call('listHistory', { ...question, beforeSeq: last.seq });
      setOlder([...older, ...page.changeSets]);
      setHasOlder(page.hasMore);
    } catch (problem) {
      tell(messageOf(problem), 'problem');
    }
  };
  return (
    <>
      <div className="sectionHead">
        <div className="line"><h1>History</h1><span className="sub">Every change says who, when and why; nothing is ever removed from here.</span></div>
        <div className="line">
          <Select aria-label="Curator" placeholder="All curators" clearable data={first?.curators ?? []} value={curator} onChange={setCurator} w={180} />
          <label className="row muted">From <TextInput type="date" value={from} onChange={(event) => setFrom(event.currentTarget.value)} /></label>
          <label className="row muted">to <TextInput type="date" value={to} onChange={(event) => setTo(event.currentTarget.value)} /></label>
        </div>
      </div>
      <div className="scroll">
        {sets.length === 0 && first !== null && <div className="emptyState">No change fits. Every edit, import and undo will be listed here.</div>}
        {sets.map((set) => (
          <section key={set.changeSetId} className="card" aria-label={changeSetTitle(set)}>
            <h3>
              <span>{set.seq} · {changeSetTitle(set)}</span>
              {set.kind !== 'seed' && !isReadOnly && <Button size="compact-xs" variant="subtle" onClick={() => setReverting(set)}>Revert…</Button>}
            </h3>
            <p className="muted">{set.curator} · {whenText(set.madeAtUtc)}{set.reason === null ? '' : ` · ${set.reason}`}</p>
            {set.revisionCount <= 3 ? <Revisions revisions={set.revisions} reason={set.reason} isRowShown /> : (
              <details><summary>{set.revisionCount.toLocaleString()} revisions{set.revisionCount > set.revisions.length ? `; the first ${set.revisions.length}` : ''}</summary><Revisions revisions={set.revisions} reason={set.reason} isRowShown /></details>
            )}
          </section>
        ))}
        {(hasOlder ?? first?.hasMore) === true && <p><Button variant="default" onClick={() => void loadMore()}>Show earlier changes</Button></p>}
      </div>
      {reverting !== null && <RevertDialog set={reverting} onClose={() => setReverting(null)} />}
    </>
  );
}

function RevertDialog({ set, onClose }: { readonly set: ChangeSetInfo; readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const revert = async (): Promise<void> => {
    try {
      const done = await lacuna.call('revertChangeSet', { changeSetId: set.changeSetId, reason });
      tell(`Done: ${done.label}.`);
      onClose();
    } catch (refusal) {
      setProblem(messageOf(refusal));
    }
  };
  return (
    <Modal opened onClose={onClose} title="Revert this change">
      <form className="stack" onSubmit={(event) => { event.preventDefault(); void revert(); }}>
        <p style={{ margin: 0 }}>{changeSetTitle(set)}, by {set.curator}, {whenText(set.madeAtUtc)}. Its {set.revisionCount === 1 ? 'revision is' : `${set.revisionCount} revisions are`} taken back as a new change; later changes stay.</p>
        <Textarea label="Reason" required autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />
        <Problem text={problem} />
        <div className="row" style={{ justifyContent: 'flex-end' }}><Button variant="default" onClick={onClose}>Cancel</Button><Button type="submit" disabled={reason.trim() === ''}>Revert</Button></div>
      </form>
    </Modal>
  );
}
