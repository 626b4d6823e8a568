// Owns the lines under the title bar: no connection, reading only, and what the core warns of.
import { Button } from '@mantine/core';
import { runCommand } from '../commands';
import { setState, useWorkspace } from '../workspace';
import { whenText } from './ChangeSets';

export function Notices() {
  const document = useWorkspace((state) => state.document);
  const connection = useWorkspace((state) => state.connection);
  const dismissed = useWorkspace((state) => state.dismissed);
  const dismiss = (text: string): void => setState((state) => ({ dismissed: [...state.dismissed, text] }));
  return (
    <div className="notices">
      {connection === 'lost' && <div className="notice problem" role="alert">Lacuna's local service does not answer. Everything that was confirmed is on disk. Start Lacuna again; this page goes on by itself when it is back.</div>}
      {document?.release !== undefined && document.release !== null && (
        <div className="notice" role="status">You are reading release {document.release.version}, as it was on {whenText(document.release.madeAtUtc)}. Nothing here can be changed; a copy that you save goes on from there.<span className="spacer" /><Button onClick={() => void runCommand('closeRelease')}>Back to the document</Button><Button variant="default" onClick={() => void runCommand('saveCopy')}>Save a copy…</Button></div>
      )}
      {document?.isReadOnly === true && document.release === null && (
        <div className="notice" role="status">This document is open for reading only. {document.readOnlyReason}<span className="spacer" /><Button variant="default" onClick={() => void runCommand('saveCopy')}>Save a copy…</Button></div>
      )}
      {(document?.warnings ?? []).filter((text) => !dismissed.includes(text)).map((text) => (
        <div className="notice" role="status" key={text}>{text}<span className="spacer" /><Button variant="subtle" color="gray" onClick={() => dismiss(text)}>Understood</Button></div>
      ))}
    </div>
  );
}
