// Owns showing the entries of a reference list with the marks that its style sets. More come as the end is scrolled near.
import type { ReactNode } from 'react';
import type { ListedReference, TextMark } from '../../../../db/contract/references';

interface Props { readonly entries: readonly ListedReference[]; readonly total: number; readonly styleTitle: string; readonly isBusy: boolean; readonly onEnd: () => void }

const nearPx = 400;

export function ListedReferences({ entries, total, styleTitle, isBusy, onEnd }: Props) {
  return (
    <div
      className="referenceEntries" role="region" tabIndex={0} aria-label={`Reference list in ${styleTitle}`} aria-busy={isBusy}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => { if (entries.length < total && scrollTop + clientHeight > scrollHeight - nearPx) onEnd(); }}
    >
      {entries.map(({ studyId, runs, isKnown }) => <p key={studyId} dir="auto" className={isKnown ? undefined : 'muted'}>{runs.map(({ text, marks }, index) => <span key={index}>{marked(text, marks)}</span>)}</p>)}
    </div>
  );
}

function marked(text: string, marks: readonly TextMark[]): ReactNode {
  return marks.reduce<ReactNode>((inner, mark) => {
    switch (mark) {
      case 'italic': return <i>{inner}</i>;
      case 'bold': return <b>{inner}</b>;
      case 'sup': return <sup>{inner}</sup>;
      case 'sub': return <sub>{inner}</sub>;
      case 'small-caps': return <span style={{ fontVariant: 'small-caps' }}>{inner}</span>;
    }
  }, text);
}
