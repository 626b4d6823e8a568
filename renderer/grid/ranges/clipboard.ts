// Owns the grid's traffic with the clipboard: copy and paste events while the grid has the focus, and the same on
// request from a menu. Text and HTML go together. Refuses events that belong to a text field or to selected text.
import { readHtml, readTsv, writeHtml, writePieces, writeTsv, type TextTable } from './clipboardTable';

export interface ClipboardDeps {
  readonly root: HTMLElement;
  /** The range as text when it is small and all its rows are here. */
  readonly tableNow: () => TextTable | null;
  /** Reads the rows of a small range, so that `tableNow` has them. */
  readonly load: () => Promise<void>;
  /** The range in pieces, as its rows are read; throws a sentence when it can't be copied. */
  readonly pieces: () => AsyncIterable<TextTable>;
  readonly afterCopy: (cells: number, isCut: boolean) => void;
  readonly onPaste: (table: TextTable) => void;
  readonly onProblem: (thrown: unknown) => void;
  readonly focusCells: () => void;
}

export interface GridClipboard {
  copy(isCut: boolean): Promise<void>;
  paste(): Promise<void>;
  stop(): void;
}

export const noClipboard = 'The browser does not let Lacuna read the clipboard from a menu. Select a cell and press Ctrl+V.';

function isEditable(element: Element | null): boolean {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || (element instanceof HTMLElement && element.isContentEditable);
}

export function readClipboardTable(html: string, text: string): TextTable | null {
  const fromHtml = html === '' ? null : readHtml(html, new DOMParser());
  return fromHtml ?? (text === '' ? null : readTsv(text));
}

export function listenToClipboard(deps: ClipboardDeps): GridClipboard {
  const { root } = deps;
  /** A copy that was asked for by a menu, where the focus may be elsewhere. */
  let asked: 'copy' | 'cut' | null = null;

  const isOurs = (): boolean => {
    const active = document.activeElement;
    const selection = document.getSelection();
    const isTextSelected = selection !== null && !selection.isCollapsed && selection.anchorNode !== null && !root.contains(selection.anchorNode);
    return asked !== null || (active !== null && root.contains(active) && active.closest('.ag-row') !== null && !isEditable(active) && !isTextSelected);
  };

  const putLater = async (isCut: boolean): Promise<void> => {
    const written = writePieces(deps.pieces());
    const blob = async (type: string, flavour: 'tsv' | 'html'): Promise<Blob> => new Blob([...(await written)[flavour]], { type });
    try {
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob('text/plain', 'tsv'), 'text/html': blob('text/html', 'html') })]);
    } catch (thrown) {
      await written; // says why there is nothing to put; the browser would only say that it failed
      throw thrown;
    }
    deps.afterCopy((await written).cells, isCut);
  };

  const onCopy = (event: ClipboardEvent): void => {
    if (!isOurs() || event.clipboardData === null) return;
    const isCut = event.type === 'cut' || asked === 'cut';
    event.preventDefault();
    event.stopImmediatePropagation();
    const table = deps.tableNow();
    if (table === null) {
      putLater(isCut).catch(deps.onProblem);
      return;
    }
    event.clipboardData.setData('text/plain', writeTsv(table));
    event.clipboardData.setData('text/html', writeHtml(table));
    deps.afterCopy(table.reduce((sum, row) => sum + row.length, 0), isCut);
  };
  const onPaste = (event: ClipboardEvent): void => {
    if (!isOurs() || event.clipboardData === null) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const table = readClipboardTable(event.clipboardData.getData('text/html'), event.clipboardData.getData('text/plain'));
    if (table !== null) deps.onPaste(table);
  };

  document.addEventListener('copy', onCopy, true);
  document.addEventListener('cut', onCopy, true);
  document.addEventListener('paste', onPaste, true);
  return {
    copy: async (isCut) => {
      await deps.load();
      deps.focusCells();
      asked = isCut ? 'cut' : 'copy';
      const isDone = document.execCommand('copy'); // the one way that needs no permission
      asked = null;
      if (!isDone) await putLater(isCut);
    },
    paste: async () => {
      let html = '';
      let text = '';
      try {
        for (const entry of await navigator.clipboard.read()) {
          if (entry.types.includes('text/html')) html = await (await entry.getType('text/html')).text();
          if (entry.types.includes('text/plain')) text = await (await entry.getType('text/plain')).text();
        }
      } catch {
        throw new Error(noClipboard);
      }
      const table = readClipboardTable(html, text);
      if (table !== null) deps.onPaste(table);
    },
    stop: () => {
      document.removeEventListener('copy', onCopy, true);
      document.removeEventListener('cut', onCopy, true);
      document.removeEventListener('paste', onPaste, true);
    },
  };
}
