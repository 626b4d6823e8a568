// Owns the citation styles that a curator added: one .csl file each in the user's own data folder, under the style's id.
// Refuses to read them: whoever asks knows what a style is.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LacunaError } from '../contract/errors';
import { withProblems } from './sqliteProblem';

export interface ShelvedStyle { readonly styleId: string; readonly text: string }
export interface StyleShelf {
  list(): readonly ShelvedStyle[];
  keep(style: ShelvedStyle): void;
  remove(styleId: string): boolean;
}

export function openStyleShelf(dataFolder: string): StyleShelf {
  const folder = join(dataFolder, 'styles');
  const names = (): readonly string[] => {
    try {
      return readdirSync(folder).filter((name) => /^[a-z0-9][a-z0-9-]*\.csl$/u.test(name)).toSorted();
    } catch {
      return []; // nothing was ever added
    }
  };
  return {
    list: () => names().map((name) => ({ styleId: name.slice(0, -'.csl'.length), text: withProblems(join(folder, name), () => readFileSync(join(folder, name), 'utf8')) })),
    keep: ({ styleId, text }) => withProblems(folder, () => {
      const partPath = join(folder, `.${styleId}.${process.pid}.part`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(partPath, text);
      renameSync(partPath, join(folder, `${styleId}.csl`));
    }),
    remove: (styleId) => withProblems(folder, () => {
      if (!names().includes(`${styleId}.csl`)) return false;
      rmSync(join(folder, `${styleId}.csl`));
      return true;
    }),
  };
}

/** The bytes of a style's file; larger ones than `mostBytes` are not opened. */
export function readStyleFile(path: string, mostBytes: number): Uint8Array {
  return withProblems(path, () => {
    const there = statSync(path, { throwIfNoEntry: false });
    if (there?.isFile() !== true) throw new LacunaError('document-missing', there === undefined ? `There is no file at ${path}. Check the name.` : `${path} is no file. Choose a .csl file.`, { path });
    if (there.size > mostBytes) throw new LacunaError('invalid-value', `${basename(path)} is larger than a megabyte. Styles are a hundredth of that; choose the .csl file itself.`, { path });
    return readFileSync(path);
  });
}
