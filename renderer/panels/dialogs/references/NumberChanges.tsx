// Owns what is told beside a reference list: the old → new list, and the studies that need a look.
import { Button } from '@mantine/core';
import type { Output } from '../../../../db/contract/methods';

type Answered = Output<'formatReferences'>;
const mostShown = 500;

export function NumberChanges({ list, onCopy }: { readonly list: Answered; readonly onCopy: (text: string) => void }) {
  const changed = list.changes.filter(({ before, after }) => before !== after);
  return (
    <>
      {changed.length > 0 && (
        <details>
          <summary>Old → new: {changed.length.toLocaleString('en')} {changed.length === 1 ? 'number changes' : 'numbers change'}</summary>
          <Button size="compact-xs" variant="default" onClick={() => onCopy(list.changes.map(({ before, after }) => `${before}\t${after}`).join('\n'))}>Copy the old → new list</Button>
          <ul className="referenceChanges" tabIndex={0} aria-label="Old and new numbers">{changed.slice(0, mostShown).map(({ studyId, before, after }) => <li key={studyId}>{before} → {after}</li>)}</ul>
          {changed.length > mostShown && <p className="muted">The first {mostShown}. Copying takes all.</p>}
        </details>
      )}
      {list.problems.length > 0 && (
        <details>
          <summary>{list.problems.length.toLocaleString('en')} {list.problems.length === 1 ? 'study' : 'studies'} to look at</summary>
          <ul className="referenceProblems" tabIndex={0} aria-label="Studies to look at">{[...Map.groupBy(list.problems, ({ message }) => message)].slice(0, mostShown).map(([message, studies]) => <li key={message}>{message} {studies.length > 1 ? `So for ${studies.length.toLocaleString('en')}: ` : ''}{studies.map(({ before }) => `[${before}]`).join(', ')}</li>)}</ul>
        </details>
      )}
    </>
  );
}
