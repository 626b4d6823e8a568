// Owns the list of verified backups of the open document, and putting one in its place.
import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { lacuna, messageOf } from '../../client/lacuna';
import { useAnswer } from '../../client/useAnswer';
import { Problem } from '../../ui/Problem';
import { commitEditor, tell, useWorkspace } from '../../workspace';
import { whenText } from '../ChangeSets';

export function BackupsDialog({ onClose }: { readonly onClose: () => void }) {
  const path = useWorkspace((state) => state.document?.path ?? '');
  const backups = useAnswer('listBackups', {}).value;
  const [chosen, setChosen] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const restore = async (): Promise<void> => {
    if (chosen === null || !(await commitEditor())) return;
    try {
      const restored = await lacuna.call('restoreBackup', { path, backupPath: chosen });
      tell(restored.setAsidePath === null ? 'The backup is open.' : `The backup is open. The document as it was is kept as ${restored.setAsidePath}.`);
      onClose();
    } catch (refusal) {
      setProblem(messageOf(refusal));
    }
  };
  return (
    <Modal opened onClose={onClose} title="Backups" size="lg" centered>
      <div className="stack">
        <p style={{ margin: 0 }}>Made on the first opening of each day, before every update of the file, and on demand; each was checked when it was made. Ten days and twelve months are kept.</p>
        {backups !== null && backups.length === 0 && <p className="muted">None yet. Document › Back up now makes one.</p>}
        {(backups ?? []).map((backup) => (
          <label key={backup.path} className="row"><input type="radio" name="backup" checked={chosen === backup.path} onChange={() => setChosen(backup.path)} />{whenText(backup.madeAtUtc)} · {Math.ceil(backup.bytes / 1024).toLocaleString()} kB · {backup.name}</label>
        ))}
        {chosen !== null && <p className="muted" style={{ margin: 0 }}>Restoring opens the backup under the document's name. The document as it is now is set aside under another name, never overwritten.</p>}
        <Problem text={problem} />
        <div className="row" style={{ justifyContent: 'flex-end' }}><Button variant="default" onClick={onClose}>Close</Button><Button disabled={chosen === null} onClick={() => void restore()}>Restore</Button></div>
      </div>
    </Modal>
  );
}
