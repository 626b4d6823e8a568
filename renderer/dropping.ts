// Owns files dropped on the window: a document is opened, anything else goes into the import dialog. In Electron the
// paths of dropped files come after the drop, through the main process, which lets the page read them from then on.
// Refuses a drop that another dialog is in the way of, and says so; never lets the browser show a dropped file itself.
import { lacuna, messageOf } from './client/lacuna';
import { uploaded } from './client/files';
import { openPath } from './documents';
import { commitEditor, getState, openDialog, tell, type OfferedFile } from './workspace';

/** Whether the paths that Electron says next are of files dropped for us. */
let awaitsPaths = false;

/** Why files can't be dropped now; null when they can. */
function refusal(): string | null {
  const { document, dialog } = getState();
  if (dialog?.kind === 'import') return null;
  if (window.document.querySelector('[aria-modal="true"]') !== null) return 'Finish or close the dialog first.';
  return document === null ? 'Open a document first; files are imported into it.' : null;
}

export function takeDrop(event: DragEvent): void {
  awaitsPaths = false;
  // The dialog under the pointer took it.
  if (event.defaultPrevented) return;
  event.preventDefault();
  const files = [...(event.dataTransfer?.files ?? [])];
  if (files.length === 0) return;
  const problem = files.length === 1 && isDocument(files[0]?.name ?? '') && getState().dialog === null ? null : refusal();
  if (problem !== null) return tell(problem, 'problem');
  if (lacuna.upload === null) awaitsPaths = true;
  else void take(files);
}

export function takeDroppedPaths(paths: readonly string[]): void {
  if (!awaitsPaths) return;
  awaitsPaths = false;
  void take(paths);
}

async function take(files: readonly (File | string)[]): Promise<void> {
  try {
    const documents = files.filter((file) => isDocument(nameOf(file)));
    const [first] = documents;
    if (first === undefined) await offerFiles(files);
    else if (files.length > 1) tell('Drop a document alone to open it, or files to import without a document among them.', 'problem');
    else if (getState().dialog?.kind === 'import') tell(`${nameOf(first)} is a document, and no file to import. Close this dialog to open it.`, 'problem');
    else await openPath(typeof first === 'string' ? first : await uploaded(first));
  } catch (problem) {
    tell(messageOf(problem), 'problem');
  }
}

/** Puts files into the import dialog, which is opened for them if it is not there. */
export async function offerFiles(files: readonly (File | string)[]): Promise<void> {
  const offered = files.map((file): OfferedFile => ({ id: crypto.randomUUID(), file }));
  const { dialog, document } = getState();
  if (dialog?.kind === 'import') return openDialog({ kind: 'import', offered: [...dialog.offered, ...offered] });
  if (document?.isReadOnly === true) return tell('This document is open for reading only: nothing can be imported into it.', 'problem');
  if (await commitEditor()) openDialog({ kind: 'import', offered });
}

export function nameOf(file: File | string): string {
  return typeof file === 'string' ? file.split(/[\\/]/u).at(-1) ?? file : file.name;
}

function isDocument(name: string): boolean {
  return name.toLowerCase().endsWith('.lacuna');
}
