// Owns what the command line asked for: a document to open and a data folder. Pure.
// Refuses to mistake a switch of Chromium, or Electron's own application path, for a document.
import { resolve } from 'node:path';

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
  const filePath = named[isPackaged ? 0 : 1] ?? null;
  return {
    filePath: filePath === null ? null : resolve(workingFolder, filePath),
    dataFolder: dataFolder === null || dataFolder === '' ? null : resolve(workingFolder, dataFolder),
  };
}
