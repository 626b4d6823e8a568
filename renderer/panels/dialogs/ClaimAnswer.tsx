// Owns what is said when a claim was added: what it agrees and disagrees with, and where to go from there.
import { Button } from '@mantine/core';
import { useAnswer } from '../../client/useAnswer';
import { Problem } from '../../ui/Problem';
import { showRow } from '../../workspace';
import { Agreement, agreeingClaims } from '../findings/Agreement';

export function ClaimAnswer({ claimId, onClose, onAnother }: { readonly claimId: string; readonly onClose: () => void; readonly onAnother: () => void }) {
  const summary = useAnswer('getFactorSummary', { table: 'claims', rowId: claimId });
  const found = useAnswer('listFindings', { table: 'claims', rowId: claimId, states: ['open', 'reopened'] });
  const leave = (step: () => Promise<unknown>): void => {
    onClose();
    void step();
  };
  return (
    <div className="stack" role="status">
      <Agreement agreeing={agreeingClaims(summary.value?.molecules ?? [], (claim) => claim.claimId === claimId)} findings={found.value?.findings ?? []} isHere={summary.value !== null && found.value !== null} isPreview={false} />
      <Problem text={summary.problem ?? found.problem} />
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={onAnother}>Add another</Button>
        <Button variant="default" onClick={() => leave(() => showRow('claims', claimId))}>Show the claim</Button>
        <Button onClick={onClose} data-autofocus>Close</Button>
      </div>
    </div>
  );
}
