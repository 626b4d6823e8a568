// Owns the findings of one row in the inspector: those that wait as cards, the settled ones folded away.
import type { GridTable } from '../../../db/contract/tableNames';
import { checkedTables } from '../../../db/contract/findings';
import { useAnswer } from '../../client/useAnswer';
import { FindingCard } from '../findings/FindingCard';

const mostShown = 50;

export function FindingsOfRow({ table, rowId }: { readonly table: GridTable; readonly rowId: string }) {
  const checked = checkedTables.find((name) => name === table) ?? null;
  const answer = useAnswer('listFindings', table === 'findings' ? { findingIds: [rowId] } : checked === null ? null : { table: checked, rowId, limit: mostShown }).value;
  if (checked === null && table !== 'findings') return null;
  const findings = answer?.findings ?? [];
  const waiting = findings.filter(({ state }) => state === 'open' || state === 'reopened');
  const settled = findings.filter(({ state }) => state === 'dismissed' || state === 'adopted');
  if (table === 'findings') return <>{findings.map((finding) => <FindingCard key={finding.findingId} finding={finding} isElsewhere />)}</>;
  return (
    <section aria-label="Findings">
      {waiting.map((finding) => <FindingCard key={finding.findingId} finding={finding} isElsewhere={finding.rowId !== rowId} />)}
      {answer !== null && answer.total > findings.length && <p className="muted">and {(answer.total - findings.length).toLocaleString()} more, in Findings.</p>}
      {settled.length > 0 && (
        <details className="settledFindings">
          <summary>{settled.length === 1 ? '1 finding is settled' : `${settled.length} findings are settled`}</summary>
          {settled.map((finding) => <FindingCard key={finding.findingId} finding={finding} isElsewhere={finding.rowId !== rowId} />)}
        </details>
      )}
      {answer !== null && findings.length === 0 && <p className="muted">No finding on this row.</p>}
    </section>
  );
}
