// Owns the summary of what the file's claims say of the molecules of a factor or a claim: always a breakdown, never one
// word, with the claims behind it.
import { Button } from '@mantine/core';
import type { GridRow, MoleculeSummary, SummaryClaim } from '../../../db/contract/types';
import { useAnswer } from '../../client/useAnswer';
import { runCommand } from '../../commands';
import { showRow, useWorkspace } from '../../workspace';
import { citedAs } from '../findings/Agreement';
import { Molecules, showClaimsOn } from './Molecules';

/** Beyond this the claims stand in their own table. */
const mostShown = 30;

export function ClaimSummary({ table, row }: { readonly table: 'factors' | 'claims'; readonly row: GridRow }) {
  const { value, problem } = useAnswer('getFactorSummary', { table, rowId: row.id });
  const isReadOnly = useWorkspace((state) => state.document?.isReadOnly !== false);
  if (problem !== null) return <p role="alert">{problem}</p>;
  if (value === null) return null;
  return (
    <>
      {table === 'factors' && <Molecules row={row} molecules={value.molecules} />}
      {value.molecules.map((molecule, index) => <Molecule key={`${index} ${molecule.printed}`} molecule={molecule} />)}
      {!isReadOnly && table === 'factors' && <p><Button size="compact-sm" variant="default" onClick={() => void runCommand('addClaim')}>Add claim…</Button></p>}
    </>
  );
}

function Molecule({ molecule }: { readonly molecule: MoleculeSummary }) {
  const { printed, expression, effect, claims } = molecule;
  return (
    <section className="card" aria-label={`Claims on ${printed}`}>
      <h3>{printed} <span className="muted">{claims.length === 1 ? '1 claim' : `${claims.length} claims`}</span></h3>
      {expression !== '' && <p className="breakdown">{expression}</p>}
      {effect !== '' && <p className="breakdown">{effect}</p>}
      {expression === '' && effect === '' && <p className="muted">No claim gives it a direction.</p>}
      <ul className="claimList">{claims.slice(0, mostShown).map((claim) => <Claim key={claim.claimId} claim={claim} />)}</ul>
      {claims.length > mostShown && <Button size="compact-xs" variant="subtle" onClick={() => void showClaimsOn(printed)}>All {claims.length} claims</Button>}
    </section>
  );
}

function Claim({ claim }: { readonly claim: SummaryClaim }) {
  const { claimId, predicate, object, direction, cancer, model, quote, section, isOtherCancer, fromRow } = claim;
  const said = [predicate, object].filter((part) => part !== '').join(' ');
  const where = [model, isOtherCancer && cancer === '' ? 'another cancer' : cancer, section].filter((part) => part !== '').join(' · ');
  return (
    <li>
      <span><strong>{direction === '' ? 'no direction' : direction}</strong> · {citedAs(claim)}{said === '' ? '' : ` · ${said}`}</span>
      {quote !== '' && <q>{quote}</q>}
      <span className="muted">{where} <Button size="compact-xs" variant="subtle" onClick={() => void (fromRow === null ? showRow('claims', claimId) : showRow('factors', fromRow.rowId))}>Show</Button></span>
    </li>
  );
}
