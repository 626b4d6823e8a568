// Owns what evidence agrees and disagrees with: the claims on the same molecules that say the same, and the findings that
// name it, of a claim that was added or of what would be. Refuses to call anything the truth.
import type { FindingInfo } from '../../../db/contract/findings';
import type { MoleculeSummary, SummaryClaim } from '../../../db/contract/types';
import { FindingCard } from './FindingCard';

const mostShown = 12;

/** The other claims of these molecules that say what an own claim says of the same one, those of the same tumour first. */
export function agreeingClaims(molecules: readonly MoleculeSummary[], isOwn: (claim: SummaryClaim) => boolean): readonly SummaryClaim[] {
  const agreeing = new Map(molecules.flatMap(({ claims }) => {
    const said = new Set(claims.filter((claim) => isOwn(claim) && claim.direction !== '').map(({ direction }) => direction));
    return claims.filter((claim) => !isOwn(claim) && said.has(claim.direction)).map((claim) => [claim.claimId, claim] as const);
  }));
  return [...agreeing.values()].toSorted((left, right) => Number(left.isOtherCancer) - Number(right.isOtherCancer));
}

export function citedAs(claim: Pick<SummaryClaim, 'cites' | 'fromRow'>): string {
  const numbers = claim.cites.length === 0 ? 'no study' : `[${claim.cites.map(({ number }) => number).join(', ')}]`;
  return claim.fromRow === null ? numbers : `${numbers}, factor ${claim.fromRow.ordinal}`;
}

interface Props { readonly agreeing: readonly SummaryClaim[]; readonly findings: readonly FindingInfo[]; readonly isHere: boolean; readonly isPreview: boolean }

export function Agreement({ agreeing, findings, isHere, isPreview }: Props) {
  return (
    <>
      <section aria-label="Agrees with">
        <h3 className="answerHead">Agrees with <span className="muted">{isHere ? agreeing.length.toLocaleString() : '…'}</span></h3>
        {isHere && agreeing.length === 0 && <p className="muted">No other claim of this file says the same of these molecules.</p>}
        <ul className="claimList">
          {agreeing.slice(0, mostShown).map((claim) => <li key={claim.claimId}><strong>{claim.direction}</strong> · {claim.subject} · {citedAs(claim)}{claim.isOtherCancer ? ` · ${claim.cancer}` : ''}{claim.quote === '' ? '' : <span className="muted"> “{claim.quote}”</span>}</li>)}
        </ul>
        {agreeing.length > mostShown && <p className="muted">and {agreeing.length - mostShown} more.</p>}
      </section>
      <Disagreement findings={findings} isHere={isHere} isPreview={isPreview} />
    </>
  );
}

export function Disagreement({ findings, isHere, isPreview }: Omit<Props, 'agreeing'>) {
  return (
    <section aria-label="Disagrees with">
      <h3 className="answerHead">Disagrees with <span className="muted">{isHere ? findings.length.toLocaleString() : '…'}</span></h3>
      {isHere && findings.length === 0 && <p className="muted">No rule finds it at odds with another row or with itself.</p>}
      {findings.map((finding) => <FindingCard key={finding.findingId} finding={finding} isElsewhere={false} isPreview={isPreview} />)}
    </section>
  );
}
