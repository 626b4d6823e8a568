// Owns the line at the bottom: whether all is on disk, or a note is not, who signs, what Undo would take back, and running work.
import { Button } from '@mantine/core';
import { lacuna } from '../client/lacuna';
import { useAnswer } from '../client/useAnswer';
import { runCommand, shownShortcut } from '../commands';
import { isUnsaved, openDialog, useWorkspace } from '../workspace';
import { showDraft } from './notes/noteDraft';

export function StatusBar() {
  const document = useWorkspace((state) => state.document);
  const connection = useWorkspace((state) => state.connection);
  const progress = useWorkspace((state) => state.progress);
  const curator = useAnswer('getPreferences', document === null ? null : {}).value?.curator ?? '';
  const time = document?.savedAtUtc === null || document === null ? '' : new Date(document.savedAtUtc).toLocaleTimeString(undefined, { hour12: false });
  const checking = useWorkspace((state) => state.checking);
  const draft = useWorkspace((state) => (isUnsaved(state.noteDraft) ? state.noteDraft : null));
  const running = Object.entries(progress)[0];
  return (
    <footer className="statusBar">
      {document !== null && <span className="saved" role="status">● {connection === 'lost' ? 'No connection' : `All changes on disk ${time}`}</span>}
      {draft !== null && <span><button type="button" onClick={() => void showDraft(draft)}>A note is not saved</button></span>}
      {document !== null && <span>Curator <button type="button" onClick={() => openDialog({ kind: 'curator' })}>{curator}</button></span>}
      {document !== null && document.undoState.undo !== null && <span>Undo: <button type="button" onClick={() => void runCommand('undo')}>{document.undoState.undo}</button> <kbd>{shownShortcut('Ctrl+Z')}</kbd></span>}
      {document !== null && document.undoState.redo !== null && <span>Redo: <button type="button" onClick={() => void runCommand('redo')}>{document.undoState.redo}</button></span>}
      <span className="spacer" />
      {running !== undefined && <span>{running[1].label}: {running[1].done.toLocaleString()}{running[1].total === null ? '' : ` of ${running[1].total.toLocaleString()}`} <Button size="compact-xs" variant="default" onClick={() => lacuna.cancel(running[0])}>Cancel</Button></span>}
      {checking !== null && <span>Checking: {checking.done.toLocaleString()} of {checking.total.toLocaleString()}</span>}
      <span>F8 next finding · F2 edit · {shownShortcut('Ctrl+Shift+F')} flag · F1 keys</span>
    </footer>
  );
}
