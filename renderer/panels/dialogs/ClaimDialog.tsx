// Owns adding a claim: what one study says of one factor or treatment. Starts from the row that the curator stood on; when
// it is written it says at once what it agrees and disagrees with. One change set.
import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { problemWith, valueFromText } from '../../../db/contract/cellRules';
import { columnOf, tables } from '../../../db/contract/columns';
import type { Values } from '../../../db/contract/types';
import { cellText } from '../../../db/contract/values';
import { lacuna, messageOf } from '../../client/lacuna';
import { useAnswer } from '../../client/useAnswer';
import { Problem } from '../../ui/Problem';
import type { ClaimStart } from '../../workspace';
import { ClaimAnswer } from './ClaimAnswer';
import { ClaimFields, type Texts } from './ClaimFields';
import { rowTitle } from './RowSearch';
import { StudyPicker } from './StudyPicker';

export function ClaimDialog({ start, onClose }: { readonly start: ClaimStart; readonly onClose: () => void }) {
  const first: Texts = Object.fromEntries(Object.entries(start.values).map(([key, value]) => [key, cellText(value)]));
  const [texts, setTexts] = useState<Texts>(first);
  const [studyIds, setStudyIds] = useState<readonly string[]>(start.studyIds);
  const [about, setAbout] = useState(start.about);
  const [added, setAdded] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isWriting, setWriting] = useState(false);
  const values: Values = Object.fromEntries(Object.entries(texts).flatMap(([key, text]) => {
    const column = columnOf('claims', key);
    return column === null || text.trim() === '' ? [] : [[key, valueFromText(column, text.trim())]];
  }));
  const isFit = cellText(values['subject']) !== '' && tables.claims.columns.every((column) => values[column.key] === undefined || problemWith(column, values[column.key] ?? null) === null);

  const save = async (): Promise<void> => {
    setWriting(true);
    setProblem(null);
    try {
      const { addedRowIds } = await lacuna.call('editRows', {
        table: 'claims', intention: 'add',
        adds: [{ values: { ...values, references: [...studyIds], ...(about === null ? {} : { aboutTable: about.table, aboutRowId: about.rowId }) } }],
      });
      setAdded(addedRowIds[0] ?? null);
    } catch (refusal) {
      setProblem(messageOf(refusal));
    } finally {
      setWriting(false);
    }
  };
  if (added !== null) {
    return (
      <Modal opened onClose={onClose} title="Claim added" size="lg">
        <ClaimAnswer claimId={added} onClose={onClose} onAnother={() => { setAdded(null); setTexts({ ...first, subject: texts['subject'] ?? '' }); }} />
      </Modal>
    );
  }
  return (
    <Modal opened onClose={onClose} title="Add claim" size="xl" closeOnClickOutside={JSON.stringify(texts) === JSON.stringify(first)}>
      <form noValidate className="stack" onSubmit={(event) => { event.preventDefault(); if (isFit && !isWriting) void save(); }}>
        <ClaimFields texts={texts} firstField={first['subject'] === undefined ? 'subject' : 'predicate'} onChange={(key, text) => setTexts((before) => ({ ...before, [key]: text }))}>
          {about !== null && <About about={about} onClear={() => setAbout(null)} />}
          <StudyPicker label="Study" studyIds={studyIds} onChange={setStudyIds} />
        </ClaimFields>
        <Problem text={problem} />
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          {studyIds.length === 0 && <span className="muted">No study is chosen: the claim cites none.</span>}
          <Button variant="default" onClick={onClose}>Cancel</Button><Button type="submit" disabled={!isFit} loading={isWriting}>Add claim</Button>
        </div>
      </form>
    </Modal>
  );
}

function About({ about, onClear }: { readonly about: NonNullable<ClaimStart['about']>; readonly onClear: () => void }) {
  const row = useAnswer('getRows', { table: about.table, rowIds: [about.rowId] }).value?.[0];
  return <span className="muted">About {row === undefined ? '…' : rowTitle({ table: about.table, row })} <Button size="compact-xs" variant="subtle" color="gray" onClick={onClear}>Not about this row</Button></span>;
}
