// Owns the one door for files in both hosts: choosing a document, choosing where to write, delivering what was written.
// Electron has dialogs; in the browser a document is uploaded and what was written is downloaded.
import { LacunaError } from '../../db/contract/errors';
import { importExtensions } from '../../db/contract/imports';
import { lacuna } from './lacuna';

/** The path of a document that the curator chose; null when they did not. */
export async function chooseDocument(): Promise<string | null> {
  if (lacuna.upload === null) return (await lacuna.call('chooseDocument', {})).path;
  const file = await pickFile('.lacuna');
  return file === null ? null : lacuna.upload(file);
}

/** Files to import, as the host gives them: paths in Electron, files that still have to be uploaded in the browser. */
export async function chooseFiles(): Promise<readonly (File | string)[]> {
  return lacuna.upload === null ? (await lacuna.call('chooseFiles', {})).paths : pickFiles();
}

/** The path of a citation style; null when the curator thought better of it. */
export async function chooseStyle(): Promise<string | null> {
  if (lacuna.upload === null) return (await lacuna.call('chooseFiles', { kind: 'style' })).paths[0] ?? null;
  const file = await pickFile('.csl,.xml');
  return file === null ? null : uploaded(file);
}

/** The path under which the core finds a file of the browser. A folder, or a file that is gone, is refused before it is sent. */
export async function uploaded(file: File): Promise<string> {
  if (lacuna.upload === null) throw new LacunaError('internal', 'Files are chosen here, not sent.');
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch {
    throw new LacunaError('document-missing', `${file.name} can't be read. It is a folder, or was moved or removed since. Choose it again.`);
  }
  return lacuna.upload(file);
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

/** The bytes of a file as the core takes them. What they are as text is the core's to say. */
export function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => { resolve(typeof reader.result === 'string' ? reader.result.slice(reader.result.indexOf(',') + 1) : ''); });
    reader.addEventListener('error', () => { reject(new LacunaError('document-missing', `${file.name} can't be read. It is a folder, or was moved or removed since. Choose it again.`)); });
    reader.readAsDataURL(file);
  });
}

/** A file from the system's own chooser; null when cancelled. */
export async function pickFile(accept: string): Promise<File | null> {
  return (await picked(accept, false))[0] ?? null;
}

function pickFiles(): Promise<readonly File[]> {
  return picked([...importExtensions.map((extension) => `.${extension}`), '*/*'].join(','), true);
}

function picked(accept: string, isMultiple: boolean): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.multiple = isMultiple;
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}
