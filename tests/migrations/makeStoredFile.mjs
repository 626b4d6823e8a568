// Makes tests/migrations/files/version-N.lacuna for the current version N, once, when that version is about to ship:
//   node_modules/.bin/node tests/migrations/makeStoredFile.mjs
// Refuses to replace a file: what was shipped is never made again. Delete it first if it was not.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runnerImport } from 'vite';

const here = import.meta.dirname;
/** @type {{ module: typeof import('./storedFile') }} */
const { module } = await runnerImport(join(here, 'storedFile.ts'), { configFile: false, root: resolve(here, '../..'), logLevel: 'error' });
const files = join(here, 'files');
const path = join(files, module.storedFileName);
if (existsSync(path)) {
  console.error(`${path} is there already. A file of a version that was shipped is never made again; delete it if this one was not.`);
  process.exit(1);
}
mkdirSync(files, { recursive: true });
const dataFolder = mkdtempSync(join(tmpdir(), 'lacuna-stored-'));
try {
  console.log(`Made ${await module.makeStoredFile(files, dataFolder)}.`);
} finally {
  rmSync(dataFolder, { recursive: true, force: true });
}
