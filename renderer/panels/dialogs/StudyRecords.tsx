// Owns reading pasted or dropped reference records and choosing one; what is in the file already is said and offered. The
// core says what a text or the bytes of a file are; nothing is decoded or recognised here.
import { Button, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import { formatNames, referenceExtensions } from '../../../db/contract/imports';
import type { Output } from '../../../db/contract/methods';
import type { ReadReference } from '../../../db/contract/types';
import { base64Of, pickFile } from '../../client/files';
import { lacuna, messageOf } from '../../client/lacuna';
import { Problem } from '../../ui/Problem';
import { useLatest } from '../../ui/useLatest';

export type ChosenStudy = { readonly kind: 'new'; readonly reference: ReadReference } | { readonly kind: 'existing'; readonly studyId: string; readonly reference: ReadReference };

type Reading = Output<'readReferences'>;
interface ChosenFile { readonly name: string; readonly base64: string }

const mostBytes = 20_000_000;
const accepted = referenceExtensions.map((extension) => `.${extension}`).join(',');
const named = `a file or text: ${(['ris', 'nbib', 'bibtex', 'csl-json', 'web-of-science', 'endnote-tagged', 'endnote-xml', 'pubmed-xml', 'identifiers'] as const).map((format) => formatNames[format]).join(', ')}, a database’s table, printed references`;

export function StudyRecords({ chosen, onChoose }: { readonly chosen: ChosenStudy | null; readonly onChoose: (study: ChosenStudy | null) => void }) {
  const [text, setText] = useState('');
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [reading, setReading] = useState<Reading | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const choose = useLatest(onChoose);
  useEffect(() => {
    setReading(null);
    setProblem(null);
    choose.get()(null);
    if (file === null && text.trim() === '') return;
    let isCurrent = true;
    const timer = setTimeout(() => {
      lacuna.call('readReferences', file === null ? { text } : { base64: file.base64 }).then((found) => {
        if (!isCurrent) return;
        setReading(found);
        const [only] = found.references;
        if (found.references.length === 1 && only !== undefined) choose.get()(choiceOf(only));
      }, (refusal: unknown) => { if (isCurrent) setProblem(messageOf(refusal)); });
    }, 200);
    return () => { isCurrent = false; clearTimeout(timer); };
  }, [text, file, choose]);
  const take = async (given: File | null | undefined): Promise<void> => {
    if (given === null || given === undefined) return;
    if (given.size > mostBytes) {
      setProblem(`${given.name} is larger than 20 MB. Import it (Ctrl+Shift+E), or take a smaller part of it.`);
      return;
    }
    try {
      setFile({ name: given.name, base64: await base64Of(given) });
      setText('');
    } catch (refusal) {
      setProblem(messageOf(refusal));
    }
  };
  return (
    <div className="stack" onDragOver={(event) => event.preventDefault()} onDrop={(event) => { event.preventDefault(); void take(event.dataTransfer.files[0]); }}>
      <Textarea label="Reference record" description={`Paste or drop ${named}`} autosize minRows={4} maxRows={10} value={text} onChange={(event) => { setText(event.currentTarget.value); setFile(null); }} data-autofocus />
      <div className="row"><Button variant="default" onClick={() => void pickFile(accepted).then(take)}>Choose a file…</Button>{file !== null && <span>{file.name}{reading === null || reading.encoding === null ? '' : ` (${reading.encoding})`}</span>}</div>
      <Problem text={problem} />
      {reading !== null && (
        <fieldset className="group" style={{ maxHeight: 220, overflow: 'auto' }}>
          <legend role="status">{formatNames[reading.format]}: {reading.references.length} {reading.references.length === 1 ? 'record' : 'records'}</legend>
          {reading.references.map((reference, index) => (
            <label key={`${reference.line} ${index}`} className="row" style={{ flexWrap: 'nowrap', alignItems: 'start', marginBottom: 6 }}>
              <input type="radio" name="reference" checked={chosen?.reference === reference} onChange={() => onChoose(choiceOf(reference))} />
              <span><strong>{reference.label}</strong> {reference.fields.title ?? ''} <span className="muted">{[reference.fields.journal, reference.fields.doi, reference.fields.pmid === null ? null : `PMID ${reference.fields.pmid}`].filter((part) => part !== null).join(' · ')}</span>
                {reference.existing !== null && <span className="badge minor" style={{ marginLeft: 6 }}>{reference.existing.isSure ? 'already here as' : 'looks like'} [{reference.existing.number}] {reference.existing.label} ({reference.existing.because}){reference.existing.isSure ? ': that one is used' : ''}</span>}
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
  return reference.existing?.isSure !== true ? { kind: 'new', reference } : { kind: 'existing', studyId: reference.existing.studyId, reference };
}
