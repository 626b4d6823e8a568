// Owns the screen for when no document could be opened: what happened, the verified backups of that file, and what
// else can be done.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { messageOf, lacuna } from '../client/lacuna';
import { useAnswer } from '../client/useAnswer';
import { runCommand } from '../commands';
import { openPath } from '../documents';
import { setState, tell, useWorkspace, type OpenProblem } from '../workspace';

export function OpenProblemScreen({ problem }: { readonly problem: OpenProblem | null }) {
  const path = problem?.path ?? null;
  const hasDocument = useWorkspace((state) => state.document !== null);
  const isRefused = useWorkspace((state) => state.connection === 'refused');
  const backups = useAnswer('listBackups', path === null ? null : { path }).value ?? [];
  const [isBusy, setBusy] = useState(false);
  const restore = async (backupPath: string): Promise<void> => {
    if (path === null) return;
    setBusy(true);
    try {
      const restored = await lacuna.call('restoreBackup', { path, backupPath });
      tell(restored.setAsidePath === null ? 'The backup is open.' : `The backup is open. The damaged file was kept as ${restored.setAsidePath}.`);
    } catch (refusal) {
      tell(messageOf(refusal), 'problem');
    } finally {
      setBusy(false);
    }
  };
  if (isRefused) return <div className="emptyState"><h1>This page is not connected</h1><p>Lacuna's address can be used once. Start Lacuna again, or open the address that it printed last.</p></div>;
  return (
    <div className="emptyState" style={{ maxWidth: 640 }}>
      <h1>{problem === null ? 'No document is open' : 'The document could not be opened'}</h1>
      {problem !== null && <p role="alert">{problem.message}</p>}
      {backups.length > 0 && (
        <section className="card" style={{ textAlign: 'left' }}>
          <h3>Verified backups of this document</h3>
          {backups.map((backup) => (
            <p key={backup.path} className="row"><span>{new Date(backup.madeAtUtc).toLocaleString()} · {Math.ceil(backup.bytes / 1024).toLocaleString()} kB</span><Button disabled={isBusy} variant="default" onClick={() => void restore(backup.path)}>Restore this one</Button></p>
          ))}
          <p className="muted">The damaged file is set aside under another name, never overwritten.</p>
        </section>
      )}
      <p className="row" style={{ justifyContent: 'center' }}>
        {hasDocument && <Button onClick={() => setState({ openProblem: null })}>Back to the open document</Button>}
        {problem?.code === 'document-locked' && path !== null && <Button variant="default" onClick={() => void openPath(path, 'read')}>Open for reading only</Button>}
        <Button variant="default" onClick={() => void runCommand('open')}>Open another…</Button>
        <Button variant="default" onClick={() => void openPath(undefined)}>Open the built-in review</Button>
        <Button variant="default" onClick={() => void runCommand('newEmpty')}>New empty document…</Button>
      </p>
    </div>
  );
}
