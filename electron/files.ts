// Owns the system's file dialogs and showing a file in the file manager. Refuses to write over a file that the dialog
// did not ask about, and to show files that Lacuna neither wrote nor opened.
import { existsSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { app, dialog, shell, type BrowserWindow, type FileFilter } from 'electron';
import { importExtensions } from '../db/contract/imports';

export const documentFilters: FileFilter[] = [
  { name: 'Lacuna documents', extensions: ['lacuna'] },
  { name: 'All files', extensions: ['*'] },
];

const styleFilters: FileFilter[] = [
  { name: 'Citation styles', extensions: ['csl', 'xml'] },
  { name: 'All files', extensions: ['*'] },
];

/** What people keep tables and lists of references in. */
const importFilters: FileFilter[] = [
  { name: 'Tables and references', extensions: [...importExtensions] },
  { name: 'All files', extensions: ['*'] },
];

const formatNames: Readonly<Record<string, string>> = {
  lacuna: 'Lacuna document', csv: 'CSV (comma-separated values)', tsv: 'TSV (tab-separated values)', xlsx: 'Excel workbook', docx: 'Word document',
  md: 'Markdown', json: 'JSON', ris: 'RIS', bib: 'BibTeX', txt: 'Text', tex: 'LaTeX document', html: 'Web page', zip: 'ZIP archive',
};

export interface Destination {
  readonly suggestedName: string;
  readonly extension: string;
  readonly title: string;
}

export interface Files {
  chooseDocument(window: BrowserWindow): Promise<string | null>;
  /** To import, or a citation style; none when the curator thought better of it. */
  chooseFiles(window: BrowserWindow, kind: 'import' | 'style'): Promise<readonly string[]>;
  chooseDestination(window: BrowserWindow, destination: Destination): Promise<string | null>;
  /** Remembers a file that the core said it wrote. */
  noteWritten(path: string): void;
  reveal(path: string, recentPaths: readonly string[]): boolean;
}

const mostWritten = 200;

export function createFiles(): Files {
  const written = new Set<string>();
  let folder: string | null = null;

  return {
    chooseDocument: async (window) => {
      const chosen = await dialog.showOpenDialog(window, {
        title: 'Open a document', properties: ['openFile'], filters: documentFilters, ...(folder === null ? {} : { defaultPath: folder }),
      });
      const path = chosen.canceled ? undefined : chosen.filePaths[0];
      if (path === undefined) return null;
      folder = dirname(path);
      return path;
    },
    chooseFiles: async (window, kind) => {
      const chosen = await dialog.showOpenDialog(window, {
        ...(kind === 'style' ? { title: 'Add a citation style', properties: ['openFile'], filters: styleFilters } : { title: 'Import', properties: ['openFile', 'multiSelections'], filters: importFilters }), ...(folder === null ? {} : { defaultPath: folder }),
      });
      const [first] = chosen.canceled ? [] : chosen.filePaths;
      if (first === undefined) return [];
      folder = dirname(first);
      return chosen.filePaths;
    },
    chooseDestination: async (window, { suggestedName, extension, title }) => {
      const chosen = await dialog.showSaveDialog(window, {
        title,
        defaultPath: join(folder ?? app.getPath('documents'), plainName(suggestedName, extension)),
        filters: [{ name: formatNames[extension] ?? extension.toUpperCase(), extensions: [extension] }],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      if (chosen.canceled || chosen.filePath === '') return null;
      folder = dirname(chosen.filePath);
      const given = extname(chosen.filePath).toLowerCase();
      const isOverDocument = given === '.lacuna' && extension !== 'lacuna';
      if (given !== '' && !isOverDocument) return chosen.filePath;
      // The dialogs of some systems leave the extension off, and then asked about another file. A document's own
      // extension on a table is a slip that would cost the document.
      const path = `${chosen.filePath}.${extension}`;
      return !existsSync(path) || (await mayReplace(window, path)) ? path : null;
    },
    noteWritten: (path) => {
      written.delete(path);
      written.add(path);
      const oldest = written.values().next().value;
      if (written.size > mostWritten && oldest !== undefined) written.delete(oldest);
    },
    reveal: (path, recentPaths) => {
      if ((!written.has(path) && !recentPaths.includes(path)) || !existsSync(path)) return false;
      shell.showItemInFolder(path);
      return true;
    },
  };
}

/** A file name without folders, with the extension that was asked for. */
function plainName(suggestedName: string, extension: string): string {
  const name = basename(suggestedName.replaceAll('\\', '/')).replaceAll(/[:*?"<>|\p{Cc}]/gu, ' ').trim() || 'Untitled';
  return name.toLowerCase().endsWith(`.${extension}`) ? name : `${name}.${extension}`;
}

async function mayReplace(window: BrowserWindow, path: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question', message: `${basename(path)} is already there.`, detail: 'Replacing it takes its present content away.', buttons: ['Replace', 'Cancel'], defaultId: 1, cancelId: 1,
  });
  return response === 0;
}
