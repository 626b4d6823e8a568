// Owns reading pasted or dropped reference records and choosing one; what is in the file already is said and offered.
import { Button, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ReadReference } from '../../../db/contract/types';
import { pickFile } from '../../client/files';
import { lacuna, messageOf } from '../../client/lacuna';
import { Problem } from '../../ui/Problem';
import { useLatest } from '../../ui/useLatest';

export type ChosenStudy = { readonly kind: 'new'; readonly reference: ReadReference } | { readonly kind: 'existing'; readonly studyId: string; readonly reference: ReadReference };

interface Reading { readonly format: string; readonly references: readonly ReadReference[]; readonly problems: readonly { readonly line: number; readonly message: string }[] }

const formatNames: Readonly<Record<string, string>> = { ris: 'RIS', nbib: 'PubMed (NBIB)', bibtex: 'BibTeX', 'csl-json': 'CSL-JSON' };
const mostBytes = 20_000_000;

export function StudyRecords({ chosen, onChoose }: { readonly chosen: ChosenStudy | null; readonly onChoose: (study: ChosenStudy | null) => void }) {
  const [text, setText] = useState('');
  const [reading, setReading] = useState<Reading | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const choose = useLatest(onChoose);
  useEffect(() => {
    setReading(null);
    setProblem(null);
    choose.get()(null);
    if (text.trim() === '') return;
    let isCurrent = true;
    const timer = setTimeout(() => {
      lacuna.call('readReferences', { text }).then((found) => {
        if (!isCurrent) return;
        setReading(found);
        const [only] = found.references;
        if (found.references.length === 1 && only !== undefined) choose.get()(choiceOf(only));
      }, (refusal: unknown) => { if (isCurrent) setProblem(messageOf(refusal)); });
    }, 200);
    return () => { isCurrent = false; clearTimeout(timer); };
  }, [text, choose]);
  const take = async (file: File | null | undefined): Promise<void> => {
    if (file === null || file === undefined) return;
    if (file.size > mostBytes) setProblem(`${file.name} is larger than 20 MB. Take a smaller part of it.`);
    else setText(await file.text());
  };
  return (
    <div className="stack" onDragOver={(event) => event.preventDefault()} onDrop={(event) => { event.preventDefault(); void take(event.dataTransfer.files[0]); }}>
      <Textarea label="Reference record" description="Paste RIS, PubMed (NBIB), BibTeX or CSL-JSON, or drop a file here" autosize minRows={4} maxRows={10} value={text} onChange={(event) => setText(event.currentTarget.value)} data-autofocus />
      <div><Button variant="default" onClick={() => void pickFile('.ris,.nbib,.bib,.json,.txt').then(take)}>Choose a file…</Button></div>
      <Problem text={problem} />
      {reading !== null && (
        <fieldset className="group" style={{ maxHeight: 220, overflow: 'auto' }}>
          <legend role="status">{formatNames[reading.format] ?? reading.format}: {reading.references.length} {reading.references.length === 1 ? 'record' : 'records'}</legend>
          {reading.references.map((reference, index) => (
            <label key={`${reference.line} ${index}`} className="row" style={{ flexWrap: 'nowrap', alignItems: 'start', marginBottom: 6 }}>
              <input type="radio" name="reference" checked={chosen?.reference === reference} onChange={() => onChoose(choiceOf(reference))} />
              <span><strong>{reference.label}</strong> {reference.fields.title ?? ''} <span className="muted">{[reference.fields.journal, reference.fields.doi, reference.fields.pmid === null ? null : `PMID ${reference.fields.pmid}`].filter((part) => part !== null).join(' · ')}</span>
                {reference.existing !== null && <span className="badge minor" style={{ marginLeft: 6 }}>already here as [{reference.existing.number}] {reference.existing.label} ({reference.existing.because}): that one is used</span>}
              </span>
            </label>
          ))}
          {reading.problems.slice(0, 5).map((each) => <p key={`${each.line} ${each.message}`} className="muted">Line {each.line}: {each.message}</p>)}
        </fieldset>
      )}
    </div>
  );
}

function choiceOf(reference: ReadReference): ChosenStudy {
  return reference.existing === null ? { kind: 'new', reference } : { kind: 'existing', studyId: reference.existing.studyId, reference };
}
