// Owns which citation styles are at hand: those on board and those that the curator added; finding one by its name, adding
// one from a file, removing one. Refuses a file that is no usable style, with the reader's own sentence, and keeps nothing of it.
import { basename } from 'node:path';
import { LacunaError } from './contract/errors';
import type { StyleInfo } from './contract/references';
import { boardStyle, boardStyles } from './exports/references/boardStyles';
import { mostStyleBytes, readStyle, type CitationStyle } from './exports/references/readStyle';
import { StyleError } from './exports/references/styleTree';
import { decodeText } from './imports/decodeText';
import { openStyleShelf, readStyleFile } from './store/styleShelf';

export interface CitationStyles {
  list(): readonly StyleInfo[];
  /** By id, title or another of its names; or the one in a file, which is only used. */
  find(name: string, path: string | null): { readonly style: CitationStyle; readonly info: StyleInfo };
  /** Tries it first: what citeproc itself can't take is found here, not in the list. */
  add(path: string): Promise<StyleInfo>;
  remove(styleId: string): void;
}

interface Known { readonly info: StyleInfo; readonly names: readonly string[]; readonly style: CitationStyle }

export function citationStyles(dataFolder: string): CitationStyles {
  const shelf = openStyleShelf(dataFolder);
  const onBoard = (): readonly Known[] => boardStyles.flatMap(({ styleId, title, otherNames }): readonly Known[] => {
    const style = boardStyle(styleId);
    return style === null ? [] : [{ info: infoOf(style, styleId, true), names: [styleId, title, ...otherNames], style }];
  });
  // A text that was read once stays read: the list is asked for whenever the dialog opens.
  const read = new Map<string, CitationStyle>();
  const added = (): readonly Known[] => shelf.list().flatMap(({ styleId, text }): readonly Known[] => {
    try {
      const style = read.get(text) ?? readStyle(text);
      read.set(text, style);
      return [{ info: infoOf(style, styleId, false), names: [styleId, style.title], style }];
    } catch {
      return []; // changed in the folder since it was added; what can't be used is not offered
    }
  });
  const known = (): readonly Known[] => [...onBoard(), ...added()];

  return {
    list: () => known().map(({ info }) => info),
    find: (name, path) => {
      if (path !== null) {
        const style = styleOf(textOfFile(path), path);
        return { style, info: infoOf(style, style.styleId, false) };
      }
      const found = known().find(({ names }) => names.some((each) => plain(each) === plain(name)));
      if (found === undefined) throw new LacunaError('not-found', `There is no style “${name}”. On board are: ${onBoard().map(({ info }) => info.styleId).join(', ')}. Any other is used from its .csl file.`, { style: name });
      return { style: found.style, info: found.info };
    },
    add: async (path) => {
      const text = textOfFile(path);
      const style = styleOf(text, path);
      const { listSteps } = await import('./exports/references/citeprocList');
      usable(path, () => listSteps({ style, language: null, studies: [] }).next());
      const styleId = boardStyle(style.styleId) === null ? style.styleId : `${style.styleId.slice(0, 90)}-added`;
      shelf.keep({ styleId, text });
      return infoOf(style, styleId, false);
    },
    remove: (styleId) => {
      if (boardStyle(styleId) !== null) throw new LacunaError('invalid-value', 'That style is on board and can\'t be removed.', { styleId });
      if (!shelf.remove(styleId)) throw new LacunaError('not-found', 'That style is not among those that were added.', { styleId });
    },
  };
}

/** In whatever encoding, as imports read it. */
function textOfFile(path: string): string {
  const text = decodeText(readStyleFile(path, mostStyleBytes));
  if (text === null) throw new LacunaError('invalid-value', `${basename(path)} is not text, so it is no citation style. A style is a .csl file.`, { path });
  return text;
}

function styleOf(text: string, path: string): CitationStyle {
  return usable(path, () => readStyle(text));
}

function usable<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof StyleError) throw new LacunaError('invalid-value', `${basename(path)}: ${thrown.message}`, { path });
    throw thrown;
  }
}

function infoOf({ title, isNumbered, authors, updated }: CitationStyle, styleId: string, isOnBoard: boolean): StyleInfo {
  return { styleId, title, isNumbered, isOnBoard, authors, updated };
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
