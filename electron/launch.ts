// Owns what the command line asked for: a document to open and a data folder. Pure.
// Refuses to mistake a switch of Chromium, or Electron's own application path, for a document.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Launch {
  /** Absolute; null when no document was named. */
  readonly filePath: string | null;
  /** Absolute; null for the user's own. */
  readonly dataFolder: string | null;
}

/** Switches whose value follows as an argument of its own. */
const dataSwitch = '--data';

/** `argv` as the process got it; an unpackaged application has its own path as the first argument that is no switch. */
export function readLaunch(argv: readonly string[], workingFolder: string, isPackaged: boolean): Launch {
  const named: string[] = [];
  let dataFolder: string | null = null;
  for (let at = 1; at < argv.length; at += 1) {
    const argument = argv[at] ?? '';
    if (argument === dataSwitch) {
      at += 1;
      dataFolder = argv[at] ?? null;
    } else if (argument.startsWith(`${dataSwitch}=`)) dataFolder = argument.slice(dataSwitch.length + 1);
    else if (argument !== '' && !argument.startsWith('-')) named.push(argument);
  }
  const document = named[isPackaged ? 0 : 1];
  return {
    filePath: document === undefined ? null : resolve(workingFolder, pathOf(document)),
    dataFolder: dataFolder === null || dataFolder === '' ? null : resolve(workingFolder, dataFolder),
  };
}

/** File managers of Linux hand over `file:` addresses, as the desktop entry's %U asks; everything else is a path already. */
function pathOf(named: string): string {
  try {
    const path = named.startsWith('file:') ? fileURLToPath(named) : named;
    return path.includes('\0') ? named : path;
  } catch {
    return named; // such a file is nowhere, and that is what the page says
  }
}
