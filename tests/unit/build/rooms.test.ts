import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf, violationsOf } from './rooms';

const root = resolve(import.meta.dirname, '../../..');

function sourcesBelow(folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?tsx?$/u.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

describe('the sources', () => {
  test('keep to the table of rooms', () => {
    const sources = ['db', 'electron', 'renderer'].flatMap(sourcesBelow).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
    expect(violationsOf(sources).map(({ path, line, message }) => `${path}:${line}: ${message}`)).toEqual([]);
  });
});

describe('the table of rooms', () => {
  const refused: readonly (readonly [path: string, text: string, message: RegExp])[] = [
    ['db/contract/a.ts', "import { readFileSync } from 'node:fs';", /the contract may not import node:fs/u],
    ['db/contract/a.ts', "import { fold } from '../evidence/fold';", /may not import db\/evidence\/fold/u],
    ['db/evidence/a.ts', "import type { ReadHandle } from '../store/handle';", /may not import db\/store\/handle/u],
    ['db/evidence/a.ts', 'export const x = async () => await import("node:os");', /may not import node:os/u],
    ['db/journal/a.ts', "import { undoDraft } from '../commands/undo';", /may not import db\/commands\/undo/u],
    ['db/commands/a.ts', "import { undoDraft } from './undo';", /one command does not know another/u],
    ['db/commands/a.ts', "import { listHistory } from '../queries/listHistory';", /the commands may not import/u],
    ['db/commands/a.ts', "import { openDocumentFile } from '../store/documentFile';", /may not import db\/store\/documentFile/u],
    ['db/queries/a.ts', "import { flagConflictDraft } from '../commands/flagConflict';", /the queries may not import/u],
    ['db/queries/a.ts', "import type { ReadHandle, WriteHandle as Handle } from '../store/handle';", /never see the write handle/u],
    ['db/queries/a.ts', "import * as store from '../store/handle';", /never see the write handle/u],
    ['db/queries/a.ts', "export function f(handle: import('../store/handle').WriteHandle) { return handle; }", /never see the write handle/u],
    ['db/imports/references/a.ts', "import { readRows } from '../../store/rows';", /the readers may not import db\/store\/rows/u],
    ['db/exports/a.ts', "export { readRows } from '../store/rows';", /the writers may not import/u],
    ['db/merge/a.ts', "export * from '../journal/commit';", /merging may not import/u],
    ['db/store/a.ts', "import { undoDraft } from '../commands/undo';", /the store may not import/u],
    ['db/migrations/a.ts', "import { App } from '../../renderer/App';", /may not import renderer\/App/u],
    ['db/core.ts', "import { app } from 'electron';", /the door may not import electron/u],
    ['db/core.ts', "import { start } from '../electron/main';", /the door may not import electron\/main/u],
    ['electron/main.ts', "import { openDocumentFile } from '../db/store/documentFile';", /the desktop host may not import db\/store/u],
    ['electron/main.ts', "import { App } from '../renderer/App';", /may not import renderer\/App/u],
    ['electron/main.ts', "import { startLoopback } from './loopback/server';", /may not import electron\/loopback\/server/u],
    ['electron/main.ts', "import { createSession } from '../db/session';", /may not import db\/session/u],
    ['electron/loopback/a.ts', "import { app } from 'electron';", /the loopback host may not import electron/u],
    ['electron/loopback/a.ts', "import type { Files } from '../files';", /may not import electron\/files/u],
    ['electron/cli/a.ts', "const { app } = require('electron');", /the command line may not import electron/u],
    ['electron/process/a.ts', "import { utilityProcess } from 'electron';", /the core process may not import electron/u],
    ['renderer/a.tsx', "import { join } from 'node:path'; export const A = () => <div>{join('a')}</div>;", /the renderer may not import node:path/u],
    ['renderer/a.tsx', "import { fold } from '../db/evidence/fold';", /may not import db\/evidence\/fold/u],
    ['renderer/a.tsx', "import { ipcRenderer } from 'electron';", /may not import electron/u],
    ['renderer/a.tsx', "import 'left-pad';", /may not import left-pad/u],
    ['renderer/a.ts', 'export const load = (name: string) => import(`./${name}`);', /by a plain text only/u],
    ['db/utils/a.ts', '', /does not know this folder/u],
    ['server/a.ts', '', /does not know this folder/u],
  ];
  test.each(refused)('refuses in %s: %s', (path, text, message) => {
    const found = violationsOf([{ path, text }]);
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toMatch(message);
  });

  const left: readonly (readonly [path: string, text: string])[] = [
    ['db/contract/a.ts', "import { z } from 'zod'; import type { Column } from './columns';"],
    ['db/evidence/a.ts', "import { columns } from '../contract/columns'; import { fold } from './fold';"],
    ['db/journal/a.ts', "import { createHash } from 'node:crypto'; import type { WriteHandle } from '../store/handle';"],
    ['db/commands/a.ts', "import type { WriteHandle } from '../store/handle'; import { readRow } from '../store/rows';"],
    ['db/queries/a.ts', "import type { ReadHandle } from '../store/handle'; import { gridRows } from './gridRows';"],
    ['db/imports/csv/a.ts', "import Papa from 'papaparse'; import readXlsx from 'read-excel-file/universal';"],
    ['db/store/a.ts', "import Database from 'better-sqlite3'; import { z } from 'zod'; import { migrations } from '../migrations/migrations';"],
    ['db/seed/a.ts', "import factors from './factors.json';"],
    ['db/dispatch.ts', "import { undoDraft } from './commands/undo'; import { v7 } from 'uuid';"],
    ['electron/main.ts', "import { app } from 'electron'; import { createCoreClient } from './process/coreClient'; import type { Core } from '../db/core';"],
    ['electron/loopback/a.ts', "import { forkCore } from '../process/forkCore'; import packageFile from '../../package.json';"],
    ['renderer/grid/a.tsx', "import '@mantine/core/styles.css'; import './a.css'; import icon from '../icon.svg?url'; import { createRoot } from 'react-dom/client'; export const A = () => <b>{icon}</b>;"],
    ['tests/unit/a.ts', "import { app } from 'electron'; import { readRows } from '../../db/store/rows';"],
    ['db/evidence/b.ts', "// import 'node:fs'\n/* require('node:fs') */ export const shown = \"import 'electron'\"; export const expression = /import 'node:fs'/u;"],
  ];
  test.each(left)('leaves alone in %s: %s', (path, text) => {
    expect(violationsOf([{ path, text }])).toEqual([]);
  });

  test('says where', () => {
    expect(violationsOf([{ path: 'renderer/a.ts', text: "// head\n\nimport {\n  join,\n} from 'node:path';\n" }])).toEqual([
      { path: 'renderer/a.ts', line: 3, message: 'the renderer may not import node:path' },
    ]);
  });

  test('reads every way to import', () => {
    const text = "import a, { b as c } from 'one'; import * as d from 'two'; import type { E } from 'three'; import 'four';\nexport { f } from 'five'; export * from 'six'; type G = import('seven').G; import h = require('eight'); const i = import('nine'); require(`ten`);";
    expect(importsOf('a.ts', text).map(({ specifier }) => specifier).toSorted()).toEqual(['eight', 'five', 'four', 'nine', 'one', 'seven', 'six', 'ten', 'three', 'two']);
  });
});
