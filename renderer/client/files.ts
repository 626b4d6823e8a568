// Owns the one door for files in both hosts: choosing a document, choosing where to write, delivering what was written.
// Electron has dialogs; in the browser a document is uploaded and what was written is downloaded.
import { lacuna } from './lacuna';

/** The path of a document that the curator chose; null when they did not. */
export async function chooseDocument(): Promise<string | null> {
  if (lacuna.upload === null) return (await lacuna.call('chooseDocument', {})).path;
  const file = await pickFile('.lacuna');
  return file === null ? null : lacuna.upload(file);
}

/** Where to write; null when the curator thought better of it. */
export async function chooseDestination(suggestedName: string, extension: string, title: string): Promise<string | null> {
  return (await lacuna.call('chooseDestination', { suggestedName, extension, title })).path;
}

/** Hands a written file over: a download in the browser; in Electron it is where the curator put it. Says so in a sentence. */
export async function deliver(path: string): Promise<string> {
  const name = path.split(/[\\/]/u).at(-1) ?? path;
  if (lacuna.download === null) return `Written to ${path}.`;
  const address = URL.createObjectURL(await lacuna.download(path));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return `Downloaded ${name}.`;
}

/** A file from the system's own chooser; null when cancelled. */
export function pickFile(accept: string): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}
