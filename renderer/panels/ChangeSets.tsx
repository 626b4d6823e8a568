// Owns how change sets read: what, who, when, why, and each revision word by word. Used by History and the inspector.
import type { ChangeSetInfo, RevisionInfo } from '../../db/contract/types';
import { cellText, isMissing, membersOf, studyIdsOf, type CellValue } from '../../db/contract/values';
import { wordDiff, type DiffPart } from '../../db/contract/wordDiff';

export function whenText(utc: string): string {
  return new Date(utc).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

export function changeSetTitle(set: ChangeSetInfo): string {
  const kind = set.kind === 'undo' ? 'Undo: ' : set.kind === 'redo' ? 'Redo: ' : '';
  const text = `${kind}${set.label}`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `reason` is the change set's own, said once above its revisions. */
export function Revisions({ revisions, reason, isRowShown }: { readonly revisions: readonly RevisionInfo[]; readonly reason: string | null; readonly isRowShown: boolean }) {
  return (
    <>
      {revisions.map((revision, index) => (
        <p key={`${revision.rowId} ${revision.field} ${index}`}>
          <span className="muted">{isRowShown ? `${revision.rowName} · ` : ''}{revision.op === 'add' && revision.field === '' ? 'added' : revision.op === 'remove' && revision.field === '' ? 'taken out' : revision.heading}: </span>
          <Change before={revision.before} after={revision.after} />
          {revision.why !== null && revision.why !== reason && <span className="muted"> — {revision.why}</span>}
        </p>
      ))}
    </>
  );
}

/** Two values of a cell, word by word. */
export function Change({ before, after }: { readonly before: CellValue; readonly after: CellValue }) {
  return <Words parts={wordDiff(shown(before), shown(after))} />;
}

/** What stayed, what came and what went, told apart by more than colour. */
export function Words({ parts }: { readonly parts: readonly DiffPart[] }) {
  return (
    <span>
      {parts.length === 0 && <span className="muted">empty</span>}
      {parts.map((part, index) => (part.kind === 'same' ? <span key={index}>{part.text}</span> : part.kind === 'added' ? <ins key={index}>{part.text}</ins> : <del key={index}>{part.text}</del>))}
    </span>
  );
}

function shown(value: CellValue): string {
  if (isMissing(value)) return `missing: ${value.missing}`;
  const members = membersOf(value);
  if (members.length > 0) return members.map((member) => member.side || 'side not stated').join(' · ');
  const studies = studyIdsOf(value);
  return studies.length > 0 ? `${studies.length} ${studies.length === 1 ? 'study' : 'studies'}` : cellText(value);
}
