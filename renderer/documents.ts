// Owns opening another document from the page. A refusal is kept for the screen that says what can be done.
import { LacunaError } from '../db/contract/errors';
import { lacuna, messageOf } from './client/lacuna';
import { commitEditor, setState } from './workspace';

/** Opens a document; on refusal the one before stays open. */
export async function openPath(path: string | undefined, access: 'write' | 'read' = 'write'): Promise<boolean> {
  if (!(await commitEditor())) return false;
  try {
    await lacuna.call('openDocument', { access, ...(path === undefined ? {} : { path }) });
    return true;
  } catch (problem) {
    const code = problem instanceof LacunaError ? problem.code : 'internal';
    setState({ isReady: true, openProblem: { code, message: messageOf(problem), path: path ?? null } });
    return false;
  }
}
