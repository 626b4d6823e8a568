// Owns opening another document, or a release of the one that is open, from the page. A refusal is kept for the screen
// that says what can be done; that of a release is said, and the document stays.
import { LacunaError } from '../db/contract/errors';
import { lacuna, messageOf } from './client/lacuna';
import { commitEditor, endProgress, hasUnsavedNote, setState, tell } from './workspace';

/** Whether nothing that was typed would be lost with the document; a note that is not saved is pointed to. */
export async function mayLeave(): Promise<boolean> {
  if (!(await commitEditor())) return false;
  if (!hasUnsavedNote()) return true;
  tell('A note is not saved yet: Ctrl+Enter saves it, Escape leaves it.', 'problem');
  return false;
}

/** Opens a document; on refusal the one before stays open. */
export async function openPath(path: string | undefined, access: 'write' | 'read' = 'write'): Promise<boolean> {
  if (!(await mayLeave())) return false;
  try {
    await lacuna.call('openDocument', { access, ...(path === undefined ? {} : { path }) });
    return true;
  } catch (problem) {
    const code = problem instanceof LacunaError ? problem.code : 'internal';
    setState({ isReady: true, openProblem: { code, message: messageOf(problem), path: path ?? null } });
    return false;
  }
}

/** Opens a release for reading in place of the document; its file is rebuilt first, which says how far it is. */
export async function openRelease(version: string): Promise<void> {
  if (!(await mayLeave())) return;
  const callId = crypto.randomUUID();
  try {
    await lacuna.call('openRelease', { version }, { callId });
  } catch (problem) {
    tell(messageOf(problem), 'problem');
  } finally {
    endProgress(callId);
  }
}
