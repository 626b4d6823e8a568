// Owns the list of conflicts, by kind and with where each came from, and one conflict in full: members as they stand, steps of its life cycle, its history.
import { Button, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import { conflictDispositions, conflictStatuses, isClosed, nextStatuses, type ConflictDisposition, type ConflictKind, type ConflictStatus } from '../../db/contract/conflicts';
import { tables } from '../../db/contract/columns';
import { ruleTitles } from '../../db/contract/findings';
import type { ConflictInfo } from '../../db/contract/types';
import { columnsNow } from '../documentColumns';
import { lacuna, messageOf } from '../client/lacuna';
import { useAnswer } from '../client/useAnswer';
import { openDialog, setState, showRow, tell, useWorkspace } from '../workspace';
import { Problem } from '../ui/Problem';
import { changeSetTitle, Revisions, whenText } from './ChangeSets';
import { FindingCard } from './findings/FindingCard';

type Shown = 'open' | 'closed' | 'all';
const shownStatuses: Readonly<Record<Shown, readonly ConflictStatus[]>> = {
  open: conflictStatuses.filter((status) => !isClosed(status)), closed: conflictStatuses.filter(isClosed), all: conflictStatuses,
};

export function ConflictsSection() {
  const [shown, setShown] = useState<Shown>('all');
  const selected = useWorkspace((state) => state.selectedConflict);
  const [kind, setKind] = useState<ConflictKind | null>(null);
  const answer = useAnswer('listConflicts', { statuses: [...shownStatuses[shown]] }).value;
  const kinds = countsByKind(answer ?? []);
  const conflicts = answer?.filter((conflict) => kind === null || !kinds.some(([counted]) => counted === kind) || conflict.kind === kind) ?? null;
  const current = conflicts?.find((conflict) => conflict.conflictId === selected);
  return (
    <>
      <div className="sectionHead">
        <div className="line">
          <h1>Conflicts</h1><span className="sub" role="status">{conflicts === null ? '' : `${conflicts.length} shown`}</span><span className="spacer" />
          {(['all', 'open', 'closed'] as const).map((each) => <button type="button" key={each} className="chip" aria-pressed={shown === each} onClick={() => setShown(each)}>{each === 'all' ? 'All' : each === 'open' ? 'Open' : 'Settled'}</button>)}
        </div>
        {kinds.length > 0 && (
          <div className="line" role="group" aria-label="Kinds">
            {kinds.map(([each, count]) => <button type="button" key={each} className="chip" aria-pressed={kind === each} onClick={() => setKind(kind === each ? null : each)}>{each} {count.toLocaleString()}</button>)}
          </div>
        )}
      </div>
      <div className="scroll" style={{ display: 'grid', gridTemplateColumns: current === undefined ? '1fr' : 'minmax(0, 1fr) minmax(0, 1fr)', gap: 18, alignItems: 'start' }}>
        {conflicts !== null && conflicts.length === 0
          ? <div className="emptyState">No conflicts here. In a table, select rows or cells that disagree and choose Flag conflict (Ctrl+Shift+F); in Findings, adopt what the rules found.</div>
          : (
            <table className="plainTable">
              <thead><tr><th>#</th><th>Conflict</th><th>Breakdown</th><th>From</th><th>Severity</th><th>Status</th></tr></thead>
              <tbody>
                {(conflicts ?? []).map((conflict) => (
                  <tr key={conflict.conflictId} className="selectable" aria-selected={conflict.conflictId === selected} onClick={() => setState({ selectedConflict: conflict.conflictId })}>
                    <td>{conflict.ordinal}</td>
                    <td><button type="button" style={{ all: 'unset', cursor: 'pointer' }} onClick={() => setState({ selectedConflict: conflict.conflictId })}>{conflict.title}</button><div className="muted">{conflict.kind}</div></td>
                    <td><span className={`badge ${isClosed(conflict.status) ? 'settled' : conflict.severity}`}>⚑ {conflict.breakdown}</span></td>
                    <td>{originOf(conflict)}</td>
                    <td>{conflict.severity}</td>
                    <td>{conflict.status}{conflict.disposition === null ? '' : <div className="muted">{conflict.disposition}</div>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        {current !== undefined && <Conflict key={`${current.conflictId} ${current.version}`} conflict={current} />}
      </div>
    </>
  );
}

/** How many of each kind, most first. */
export function countsByKind(conflicts: readonly Pick<ConflictInfo, 'kind'>[]): readonly (readonly [ConflictKind, number])[] {
  const counts = new Map<ConflictKind, number>();
  for (const { kind } of conflicts) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].toSorted(([, left], [, right]) => right - left);
}

function originOf({ adoptedFrom }: Pick<ConflictInfo, 'adoptedFrom'>): string {
  if (adoptedFrom === null) return 'by hand';
  return adoptedFrom.rule === null ? 'a finding' : `${adoptedFrom.rule} ${ruleTitles[adoptedFrom.rule]}`;
}

function Conflict({ conflict }: { readonly conflict: ConflictInfo }) {
  const isReadOnly = useWorkspace((state) => state.document?.isReadOnly !== false);
  return (
    <section aria-label={`Conflict ${conflict.title}`}>
      <h2 className="row" style={{ margin: '0 0 2px', fontSize: 15 }}>{conflict.title}{!isReadOnly && <Button size="compact-xs" variant="subtle" onClick={() => openDialog({ kind: 'editConflict', conflict })}>Edit…</Button>}</h2>
      <span className="muted">{conflict.kind} · {conflict.severity} · {conflict.status} · {originOf(conflict)}</span>
      {conflict.adoptedFrom !== null && conflict.adoptedFrom.findingId !== null && <FindingBehind findingId={conflict.adoptedFrom.findingId} />}
      <div className="card"><h3>Why it was raised</h3><p>{conflict.rationale}</p></div>
      {conflict.disposition !== null && <div className="card"><h3>Verdict: {conflict.disposition}</h3><p>{conflict.verdictReason}</p></div>}
      <div className="card">
        <h3>Members <span className="muted">{conflict.breakdown}</span></h3>
        {conflict.members.map((member) => (
          <p key={`${member.rowId} ${member.field ?? ''}`}>
            <strong>{member.side || 'Side not stated'}</strong> · {tables[member.table].rowName} {member.ordinal} {member.rowName}{member.field === null ? '' : `, ${columnsNow().headingOf(member.table, member.field)}: ${member.text}`}{' '}
            {member.isWithdrawn ? <span className="muted">(withdrawn)</span> : member.currentVersion !== member.version && <span className="muted">(edited since it was raised)</span>}{' '}
            {member.ordinal > 0 && <Button size="compact-xs" variant="subtle" onClick={() => void showRow(member.table, member.rowId, member.field ?? undefined)}>Show</Button>}
          </p>
        ))}
      </div>
      <Steps conflict={conflict} />
      <ConflictHistory conflictId={conflict.conflictId} />
    </section>
  );
}

/** What the rule said, as long as it still does. */
function FindingBehind({ findingId }: { readonly findingId: string }) {
  const finding = useAnswer('listFindings', { findingIds: [findingId] }).value?.findings[0];
  return finding === undefined ? null : <FindingCard finding={finding} isElsewhere />;
}

function Steps({ conflict }: { readonly conflict: ConflictInfo }) {
  const [status, setStatus] = useState<ConflictStatus | null>(null);
  const [disposition, setDisposition] = useState<ConflictDisposition | null>(null);
  const [reason, setReason] = useState('');
  const [correcting, setCorrecting] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const isReadOnly = useWorkspace((state) => state.document?.isReadOnly !== false);
  const isClosing = status !== null && isClosed(status);
  const recent = useAnswer('listHistory', disposition === 'transcription error' ? { scope: { kind: 'file' }, limit: 30 } : null).value;
  const needsReason = isClosing || isClosed(conflict.status);
  const take = async (): Promise<void> => {
    if (status === null) return;
    try {
      const done = await lacuna.call('setConflictStatus', { conflictId: conflict.conflictId, status, disposition: isClosing ? disposition : null, reason, correctingChangeSetId: isClosing ? correcting : null });
      tell(`Done: ${done.label}.`);
    } catch (refusal) {
      setProblem(messageOf(refusal));
    }
  };
  if (isReadOnly) return null;
  return (
    <form className="card stack" onSubmit={(event) => { event.preventDefault(); void take(); }}>
      <h3>Next step</h3>
      <div className="row">{nextStatuses(conflict.status).map((next) => <button type="button" key={next} className="chip" aria-pressed={status === next} onClick={() => setStatus(next)}>{isClosed(conflict.status) ? 'reopen' : next}</button>)}</div>
      {isClosing && <Select label="Verdict" required data={[...conflictDispositions]} value={disposition} onChange={(value) => setDisposition(conflictDispositions.find((candidate) => candidate === value) ?? null)} />}
      {isClosing && disposition === 'transcription error' && (
        <Select label="The change that corrected it" clearable searchable value={correcting} onChange={setCorrecting}
          data={(recent?.changeSets ?? []).filter((set) => set.kind === 'edit').map((set) => ({ value: set.changeSetId, label: `${set.seq} · ${changeSetTitle(set)}` }))} />
      )}
      {status !== null && <Textarea label="Reason" required={needsReason} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />}
      <Problem text={problem} />
      {status !== null && <div><Button type="submit" disabled={(needsReason && reason.trim() === '') || (isClosing && disposition === null)}>{isClosing ? 'Settle' : isClosed(conflict.status) ? 'Reopen' : `Set to ${status}`}</Button></div>}
    </form>
  );
}

function ConflictHistory({ conflictId }: { readonly conflictId: string }) {
  const history = useAnswer('listHistory', { scope: { kind: 'row', table: 'conflicts', rowId: conflictId }, limit: 100 }).value;
  return (
    <div className="card">
      <h3>History</h3>
      {(history?.changeSets ?? []).map((set) => (
        <div key={set.changeSetId}><p className="muted">{changeSetTitle(set)} · {set.curator} · {whenText(set.madeAtUtc)}{set.reason === null ? '' : ` · ${set.reason}`}</p><Revisions revisions={set.revisions} reason={set.reason} isRowShown={false} /></div>
      ))}
    </div>
  );
}
