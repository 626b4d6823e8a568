// Owns a run of the bench: the documents, the figures of the core and of the window, one table, the same as JSON in
// test-results/bench/, and the exit code: 1 when a limit was missed. Refuses to leave a figure out.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readBenchArguments } from '../../build/commandLine.mjs';
import { checkFigures } from './checkFigures';
import { coreFigures, counted } from './coreFigures';
import { missedFigures, printFigures, type Figure } from './figures';
import { exportFigures } from './exportFigures';
import { importFigures } from './importFigures';
import { checkThrough, makeDocuments } from './largeDocument';
import { machineInWords, machineNow } from './machine';
import { windowFigures } from './windowFigures';

const reportFolder = resolve(import.meta.dirname, '../../test-results/bench');

const { rows, isCore, isWindow } = readBenchArguments(process.argv.slice(2));
mkdirSync(reportFolder, { recursive: true });
// Beside the report and not in the system's temporary folder, which may be memory: an fsync has to reach a disk.
const folder = mkdtempSync(join(reportFolder, 'documents-'));
const machine = machineNow();
console.log(`Measuring on ${machineInWords(machine)} …`);
try {
  const documents = await makeDocuments(folder, rows);
  if (!isCore) await checkThrough(documents.dataFolder, documents.large);
  const figures: readonly Figure[] = [
    ...(isCore ? [...await coreFigures(documents), ...await importFigures(documents), ...await exportFigures(documents), ...await checkFigures(documents)] : []),
    ...(isWindow ? await windowFigures(documents) : []),
    { name: `pasting ${counted(rows)} into a new document`, value: documents.makingSeconds, unit: 's', limit: null, note: '10,000 rows a paste, each one change set; unchecked' },
  ];
  console.log(printFigures(figures));
  const missed = missedFigures(figures);
  const path = join(reportFolder, `figures ${machine.measuredAtUtc.slice(0, 19).replaceAll(':', '-')}Z.json`);
  writeFileSync(path, `${JSON.stringify({ machine, rows, figures }, null, 2)}\n`);
  console.log(missed.length === 0 ? 'Every limit is kept.' : `${missed.length} of ${figures.filter(({ limit }) => limit !== null).length} limits missed: ${missed.map(({ name }) => name).join('; ')}.`);
  console.log(`Kept as ${path}`);
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
