// Owns choosing studies by number, label, title, DOI or PMID: chips in the order chosen, with suggestions. Refuses a study
// that the file does not have; it says how to add one.
import { Autocomplete } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Output } from '../../../db/contract/methods';
import { lacuna } from '../../client/lacuna';
import { useAnswer } from '../../client/useAnswer';

type FoundStudy = Output<'findStudies'>[number];

const searchAfterMs = 90;
const mostSuggestions = 12;

function titleOf({ number, label, title }: FoundStudy): string {
  const text = `[${number}] ${label}${title === '' ? '' : ` · ${title}`}`;
  return text.length > 110 ? `${text.slice(0, 110)}…` : text;
}

export function StudyPicker({ label, studyIds, onChange }: { readonly label: string; readonly studyIds: readonly string[]; readonly onChange: (studyIds: readonly string[]) => void }) {
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly FoundStudy[] | null>(null);
  const rows = useAnswer('getRows', studyIds.length === 0 ? null : { table: 'studies', rowIds: [...studyIds] }).value ?? [];
  useEffect(() => {
    setFound(null);
    if (text.trim() === '') return;
    let isCurrent = true;
    const timer = setTimeout(() => {
      lacuna.call('findStudies', { text, limit: mostSuggestions }).then((studies) => { if (isCurrent) setFound(studies); }, () => {}); // a lost connection is said by the page itself
    }, searchAfterMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [text]);
  const offered = (found ?? []).filter(({ studyId }) => !studyIds.includes(studyId));
  const titles = offered.map(titleOf);
  const choose = (study: FoundStudy | undefined): void => {
    if (study !== undefined) onChange([...studyIds, study.studyId]);
    queueMicrotask(() => setText(''));
  };
  return (
    <div>
      <Autocomplete
        label={label} placeholder="Number, name, title, DOI or PMID" size="xs" value={text} onChange={setText} data={[...new Set(titles)]} filter={({ options }) => options} limit={mostSuggestions}
        description={found !== null && found.length === 0 ? 'No study of this file reads like this. Add the study first (Ctrl+Shift+A).' : undefined}
        onOptionSubmit={(title) => choose(offered[titles.indexOf(title)])}
        onKeyDown={(event) => {
          // With an option highlighted, Enter is the list's.
          if (event.key !== 'Enter' || text.trim() === '' || event.currentTarget.hasAttribute('aria-activedescendant')) return;
          // A number is meant exactly; words are when one study has them.
          const exact = offered.find(({ number }) => String(number) === text.trim().replaceAll(/[[\]]/gu, ''));
          const only = exact ?? (offered.length === 1 ? offered[0] : undefined);
          event.preventDefault();
          if (only !== undefined) choose(only);
        }}
      />
      {studyIds.length > 0 && (
        <ul className="pickedStudies" aria-label="Chosen studies">
          {studyIds.map((studyId) => {
            const row = rows.find(({ id }) => id === studyId);
            const name = row === undefined ? '…' : `[${row.ordinal}] ${String(row.values['label'] ?? '')}`;
            return <li key={studyId} className="chip active">{name} <button type="button" className="link" aria-label={`Remove ${name}`} onClick={() => onChange(studyIds.filter((other) => other !== studyId))}>✕</button></li>;
          })}
        </ul>
      )}
    </div>
  );
}
