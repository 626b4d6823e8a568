// Owns what rests on a study: its claims, and the rows that cite it.
import { Button } from '@mantine/core';
import { tables } from '../../../db/contract/columns';
import { cellText } from '../../../db/contract/values';
import { useAnswer } from '../../client/useAnswer';
import { runCommand } from '../../commands';
import { showRow, useWorkspace } from '../../workspace';

const mostClaims = 100;

export function StudyUses({ studyId }: { readonly studyId: string }) {
  const citing = useAnswer('listCitingRows', { studyId }).value ?? [];
  const isReadOnly = useWorkspace((state) => state.document?.isReadOnly !== false);
  const claimIds = citing.filter(({ table }) => table === 'claims').map(({ rowId }) => rowId);
  const claims = useAnswer('getRows', claimIds.length === 0 ? null : { table: 'claims', rowIds: claimIds.slice(0, mostClaims) }).value ?? [];
  const rows = citing.filter(({ table }) => table !== 'claims');
  return (
    <>
      <section className="card" aria-label="Claims of this study">
        <h3>Claims <span className="muted">{claimIds.length}</span></h3>
        {claimIds.length === 0 && <p className="muted">No claim cites this study yet.</p>}
        <ul className="claimList">
          {claims.map(({ id, values }) => (
            <li key={id}>
              <span><strong>{cellText(values['subject'])}</strong> {[values['predicate'], values['object']].map(cellText).filter((part) => part !== '').join(' ')}{cellText(values['direction']) === '' ? '' : ` · ${cellText(values['direction'])}`}</span>
              {cellText(values['quote']) !== '' && <q>{cellText(values['quote'])}</q>}
              <span className="muted">{[values['cancer'], values['model'], values['section']].map(cellText).filter((part) => part !== '').join(' · ')} <Button size="compact-xs" variant="subtle" onClick={() => void showRow('claims', id)}>Show</Button></span>
            </li>
          ))}
        </ul>
        {claimIds.length > mostClaims && <p className="muted">and {claimIds.length - mostClaims} more, in Claims.</p>}
        {!isReadOnly && <Button size="compact-sm" variant="default" onClick={() => void runCommand('addClaim')}>Add claim…</Button>}
      </section>
      <section className="card" aria-label="Cited by rows">
        <h3>Cited by rows <span className="muted">{rows.length}</span></h3>
        {rows.length === 0 && <p className="muted">No row of the tables cites this study.</p>}
        {rows.map((row) => <p key={row.rowId}>{tables[row.table].rowName} {row.ordinal}: {row.rowName} <Button size="compact-xs" variant="subtle" onClick={() => void showRow(row.table, row.rowId)}>Show</Button></p>)}
      </section>
    </>
  );
}
