// Owns verifying the open document: runs at once, can be cancelled, and says what each check found.
import { Button, Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { VerifyReport } from '../../../db/contract/types';
import { lacuna, messageOf } from '../../client/lacuna';
import { Problem } from '../../ui/Problem';

export function VerifyDialog({ onClose }: { readonly onClose: () => void }) {
  const [report, setReport] = useState<VerifyReport | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [callId] = useState(() => crypto.randomUUID());
  useEffect(() => {
    lacuna.call('verifyDocument', {}, { callId }).then(setReport, (refusal: unknown) => setProblem(messageOf(refusal)));
    return () => lacuna.cancel(callId);
  }, [callId]);
  return (
    <Modal opened onClose={onClose} title="Verify document" size="lg" centered>
      <div className="stack">
        {report === null && problem === null && <p role="status">Checking integrity, references, the journal's chain, and every cell against the journal …</p>}
        {report !== null && <p role="status"><strong>{report.isOk ? 'Everything is sound.' : 'Something is not as it should be.'}</strong>{report.isOk ? '' : ' The file was left as it is. Save a copy, and look at Document › Backups.'}</p>}
        {report !== null && (
          <table className="plainTable"><thead><tr><th>Check</th><th>Found</th></tr></thead><tbody>
            {report.checks.map((check) => <tr key={check.name}><td>{check.isOk ? '✓' : '✗'} {check.name}</td><td>{check.detail}</td></tr>)}
          </tbody></table>
        )}
        <Problem text={problem} />
        <div className="row" style={{ justifyContent: 'flex-end' }}><Button variant="default" onClick={onClose}>{report === null && problem === null ? 'Cancel' : 'Close'}</Button></div>
      </div>
    </Modal>
  );
}
