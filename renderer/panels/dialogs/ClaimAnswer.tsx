// Owns what a new claim agrees and disagrees with: the claims on the same molecules that say the same, and the findings that
// name it. Refuses to call anything the truth.
import { Button } from '@mantine/core';
import type { MoleculeSummary, SummaryClaim } from '../../../db/contract/types';
import { useAnswer } from '../../client/useAnswer';
import { Problem } from '../../ui/Problem';
import { showRow } from '../../workspace';
import { FindingCard } from '../findings/FindingCard';

const mostShown = 12;

/** The other claims of these molecules with the direction that this claim has, those of the same tumour first. */
export function agreeingClaims(molecules: readonly MoleculeSummary[], claimId: string): readonly SummaryClaim[] {
  const all = molecules.flatMap(({ claims }) => claims);
  const own = all.find((claim) => claim.claimId === claimId);
  if (own === undefined || own.direction === '') return [];
  const agreeing = new Map(all.filter((claim) => claim.claimId !== claimId && claim.direction === own.direction).map((claim) => [claim.claimId, claim]));
  return [...agreeing.values()].toSorted((left, right) => Number(left.isOtherCancer) - Number(right.isOtherCancer));
}

export function citedAs(claim: Pick<SummaryClaim, 'cites' | 'fromRow'>): string {
  const numbers = claim.cites.length === 0 ? 'no study' : `[${claim.cites.map(({ number }) => number).join(', ')}]`;
  return claim.fromRow === null ? numbers : `${numbers}, factor ${claim.fromRow.ordinal}`;
}

export function ClaimAnswer({ claimId, onClose, onAnother }: { readonly claimId: string; readonly onClose: () => void; readonly onAnother: () => void }) {
  const summary = useAnswer('getFactorSummary', { table: 'claims', rowId: claimId });
  const found = useAnswer('listFindings', { table: 'claims', rowId: claimId, states: ['open', 'reopened'] });
  const agreeing = agreeingClaims(summary.value?.molecules ?? [], claimId);
  const findings = found.value?.findings ?? [];
  const isHere = summary.value !== null && found.value !== null;
  const leave = (step: () => Promise<unknown>): void => {
    onClose();
    void step();
  };
  return (
    <div className="stack" role="status">
      <section aria-label="Agrees with">
        <h3 className="answerHead">Agrees with <span className="muted">{isHere ? agreeing.length.toLocaleString() : '…'}</span></h3>
        {isHere && agreeing.length === 0 && <p className="muted">No other claim of this file says the same of these molecules.</p>}
        <ul className="claimList">
          {agreeing.slice(0, mostShown).map((claim) => <li key={claim.claimId}><strong>{claim.direction}</strong> · {claim.subject} · {citedAs(claim)}{claim.isOtherCancer ? ` · ${claim.cancer}` : ''}{claim.quote === '' ? '' : <span className="muted"> “{claim.quote}”</span>}</li>)}
        </ul>
        {agreeing.length > mostShown && <p className="muted">and {agreeing.length - mostShown} more.</p>}
      </section>
      <section aria-label="Disagrees with">
        <h3 className="answerHead">Disagrees with <span className="muted">{isHere ? findings.length.toLocaleString() : '…'}</span></h3>
        {isHere && findings.length === 0 && <p className="muted">No rule finds it at odds with another row.</p>}
        {findings.map((finding) => <FindingCard key={finding.findingId} finding={finding} isElsewhere={false} />)}
      </section>
      <Problem text={summary.problem ?? found.problem} />
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={onAnother}>Add another</Button>
        <Button variant="default" onClick={() => leave(() => showRow('claims', claimId))}>Show the claim</Button>
        <Button onClick={onClose} data-autofocus>Close</Button>
      </div>
    </div>
  );
}
