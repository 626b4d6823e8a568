// Owns the evidence of one row in the inspector: its findings, its conflicts, what was read from it or claimed of it, and the
// studies that it rests on.
import { Button } from '@mantine/core';
import { hasReferences } from '../../../db/contract/columns';
import type { GridTable } from '../../../db/contract/tableNames';
import type { GridRow } from '../../../db/contract/types';
import { cellText, memberTables } from '../../../db/contract/values';
import { useAnswer } from '../../client/useAnswer';
import { setState, showRow, showSection } from '../../workspace';
import { ClaimSummary } from './ClaimSummary';
import { FindingsOfRow } from './FindingsOfRow';
import { StudyUses } from './StudyUses';
import { TrialEvidence } from './TrialEvidence';

export function EvidenceTab({ table, row }: { readonly table: GridTable; readonly row: GridRow }) {
  const canDisagree = memberTables.some((member) => member === table);
  return (
    <>
      <FindingsOfRow key={row.id} table={table} rowId={row.id} />
      {canDisagree && <Conflicts row={row} />}
      {table === 'trials' && <TrialEvidence key={row.id} row={row} />}
      {(table === 'factors' || table === 'claims') && <ClaimSummary key={row.id} table={table} row={row} />}
      {table === 'results' && <OfTrial row={row} />}
      {table === 'studies' && <StudyUses studyId={row.id} />}
      {hasReferences(table) && <CitedStudies studyIds={row.cites.map((study) => study.studyId)} />}
    </>
  );
}

function Conflicts({ row }: { readonly row: GridRow }) {
  return (
    <section className="card">
      <h3>Conflicts <span className="muted">{row.flags.length}</span></h3>
      {row.flags.length === 0 && <p className="muted">None. Select rows or cells that disagree and choose Flag conflict.</p>}
      {row.flags.map((flag) => (
        <p key={flag.conflictId}>
          <span className={`badge ${flag.severity}`}>⚑ {flag.breakdown}</span> {flag.kind}, {flag.severity}, {flag.status}{' '}
          <Button size="compact-xs" variant="subtle" onClick={() => { setState({ selectedConflict: flag.conflictId }); void showSection('conflicts'); }}>Open</Button>
        </p>
      ))}
    </section>
  );
}

function CitedStudies({ studyIds }: { readonly studyIds: readonly string[] }) {
  const studies = useAnswer('getRows', studyIds.length === 0 ? null : { table: 'studies', rowIds: [...studyIds] }).value ?? [];
  if (studyIds.length === 0) return <p className="muted">No study is cited. Edit Reference, or add a study.</p>;
  return (
    <>
      {studies.map((study) => (
        <section key={study.id} className="card">
          <h3>[{study.ordinal}] {cellText(study.values['label'])}<Button size="compact-xs" variant="subtle" onClick={() => void showRow('studies', study.id)}>Show</Button></h3>
          {cellText(study.values['title']) !== '' && <p>{cellText(study.values['title'])}</p>}
          {cellText(study.values['citedFor']) !== '' && <p className="muted">{cellText(study.values['citedFor'])}</p>}
        </section>
      ))}
    </>
  );
}

function OfTrial({ row }: { readonly row: GridRow }) {
  const trialId = row.values['trialId'];
  const field = row.values['field'];
  if (typeof trialId !== 'string') return null;
  return (
    <section className="card" aria-label="Trial">
      <h3>Trial<Button size="compact-xs" variant="subtle" onClick={() => void showRow('trials', trialId, typeof field === 'string' ? field : 'results')}>Show</Button></h3>
      <p>{cellText(row.values['trial'])}</p>
      {cellText(row.values['quote']) !== '' && <q>{cellText(row.values['quote'])}</q>}
    </section>
  );
}
