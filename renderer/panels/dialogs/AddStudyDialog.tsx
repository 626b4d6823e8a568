// Owns adding a study: a pasted or dropped record or a form, then what it is used for, with what the file says of that as it
// is typed. A study that is in the file already is offered instead of doubled. Saved as one change.
import { Button, Checkbox, Modal, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { tables } from '../../../db/contract/columns';
import type { Values } from '../../../db/contract/types';
import { cellText } from '../../../db/contract/values';
import { lacuna, messageOf } from '../../client/lacuna';
import { Problem } from '../../ui/Problem';
import { showRow, tell, useWorkspace } from '../../workspace';
import { emptyForm, fieldsOfForm, StudyForm, type StudyFormValues } from './StudyForm';
import { StudyPreview } from './StudyPreview';
import { StudyRecords, type ChosenStudy } from './StudyRecords';
import { StudyUse, type ChosenUse } from './StudyUse';

type Source = 'record' | 'form';

export function AddStudyDialog({ onClose }: { readonly onClose: () => void }) {
  const selection = useWorkspace((state) => state.selection);
  const [source, setSource] = useState<Source>('record');
  const [chosen, setChosen] = useState<ChosenStudy | null>(null);
  const [form, setForm] = useState<StudyFormValues>(emptyForm);
  const [use, setUse] = useState<ChosenUse>({ kind: 'none' });
  const [existing, setExisting] = useState<KnownStudy | null>(null);
  const [isPrivate, setPrivate] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isComplete = (source === 'form' ? form.title.trim() !== '' || form.label.trim() !== '' : chosen !== null) && (use.kind !== 'citation' || use.rowId !== null);

  const given = source === 'form' ? { kind: 'new' as const, fields: fieldsOfForm(form), label: form.label.trim() === '' ? null : form.label.trim(), raw: null, isPrivate }
    : chosen === null ? null
      : chosen.kind === 'existing' ? { kind: 'existing' as const, studyId: chosen.studyId } : { kind: 'new' as const, fields: chosen.reference.fields, label: null, raw: chosen.reference.raw, isPrivate };

  const save = async (answer: 'as it is' | 'anyway' | { readonly studyId: string }): Promise<void> => {
    setProblem(null);
    const study = typeof answer === 'object' ? { kind: 'existing' as const, ...answer } : given?.kind === 'new' && answer === 'anyway' ? { ...given, evenIfAlike: true } : given;
    if (study === null) return;
    if (study.kind === 'existing' && use.kind === 'none') {
      onClose();
      await showRow('studies', study.studyId);
      return;
    }
    try {
      const done = await lacuna.call('addStudy', { study, use: inputOfUse(use) });
      tell(`Done: ${done.label}.`);
      onClose();
      if (done.rowId !== null && use.kind !== 'none') await showRow(use.table, done.rowId);
      else await showRow('studies', done.studyId);
    } catch (refusal) {
      const message = messageOf(refusal);
      const known = refusal instanceof Error && 'code' in refusal && refusal.code === 'duplicate-study' && 'details' in refusal ? knownStudy(refusal.details, message) : null;
      if (known === null) setProblem(message);
      else setExisting(known);
    }
  };
  return (
    <Modal opened onClose={onClose} title="Add study" size="xl">
      <form className="stack" onSubmit={(event) => { event.preventDefault(); void save('as it is'); }}>
        <SegmentedControl value={source} onChange={(value) => { setSource(value === 'form' ? 'form' : 'record'); setExisting(null); }} data={[{ value: 'record', label: 'From a reference record' }, { value: 'form', label: 'By hand' }]} />
        {source === 'record' ? <StudyRecords chosen={chosen} onChoose={(study) => { setChosen(study); setExisting(null); }} /> : <StudyForm values={form} onChange={(values) => { setForm(values); setExisting(null); }} />}
        {given?.kind !== 'existing' && <Checkbox label="Private: the study, and what cites no other, stay out of exports" checked={isPrivate} onChange={(event) => setPrivate(event.currentTarget.checked)} />}
        <StudyUse use={use} onChange={setUse} selection={selection} />
        {existing !== null && (
          <div className="card" role="alert">
            <p>{existing.message}</p>
            <div className="row">
              <Button variant="default" onClick={() => void save({ studyId: existing.studyId })}>{use.kind === 'none' ? 'Show that study' : 'Use that study'}</Button>
              {!existing.isSure && <Button variant="default" onClick={() => void save('anyway')}>Add it anyway</Button>}
            </div>
          </div>
        )}
        <StudyPreview addition={given !== null && isComplete && existing === null && isSaying(use) ? { study: given, use: inputOfUse(use) } : null} />
        <Problem text={problem} />
        <div className="row" style={{ justifyContent: 'flex-end' }}><Button variant="default" onClick={onClose}>Cancel</Button><Button type="submit" disabled={!isComplete}>{chosen?.kind === 'existing' && source === 'record' && use.kind === 'none' ? 'Show that study' : 'Add'}</Button></div>
      </form>
    </Modal>
  );
}

/** Whether there is something for the file to agree or disagree with. */
function isSaying(use: ChosenUse): boolean {
  return use.kind === 'citation' || (use.kind === 'row' && cellText(use.values[tables[use.table].nameKey]).trim() !== '');
}

function inputOfUse(use: ChosenUse) {
  if (use.kind === 'none') return { kind: 'none' as const };
  if (use.kind === 'citation') return { kind: 'citation' as const, table: use.table, rowId: use.rowId ?? '' };
  const values: Values = Object.fromEntries(Object.entries(use.values).filter(([, value]) => cellText(value) !== ''));
  return { kind: 'row' as const, table: use.table, values };
}

/** The study of the file that the one to add is, or looks like. */
interface KnownStudy { readonly studyId: string; readonly isSure: boolean; readonly message: string }

function knownStudy(details: unknown, message: string): KnownStudy | null {
  if (typeof details !== 'object' || details === null || !('studyId' in details) || typeof details.studyId !== 'string') return null;
  return { studyId: details.studyId, isSure: !('isSure' in details) || details.isSure !== false, message };
}
