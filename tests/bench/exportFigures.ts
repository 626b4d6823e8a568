// Measures exports of the large document: CSV against the output of SQLite's own shell, XLSX against LibreOffice's conversion
// of the same rows, and the memory of workbooks and Word tables. Leaves out, with the reason, what needs a program that is
// not there.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { counted } from './coreFigures';
import type { Figure } from './figures';
import { makeDocument, startCaller, unchecked, type BenchDocuments, type Caller } from './largeDocument';
import { peakOfCommand } from './peakMemory';

const columns = ['studyType', 'treatment', 'population', 'patients', 'results', 'conclusions'] as const;
const wordRows = 2000;

export async function exportFigures({ folder, dataFolder, rows, large }: BenchDocuments): Promise<readonly Figure[]> {
  const out = join(folder, 'exports');
  mkdirSync(out, { recursive: true });
  const caller = startCaller(dataFolder, unchecked);
  await caller.call('openDocument', { path: large, access: 'read' });
  const csv = join(out, 'trials.csv');
  const csvSeconds = await secondsOf(() => exported(caller, 'csv', csv));
  const xlsxSeconds = await secondsOf(() => exported(caller, 'xlsx', join(out, 'trials.xlsx')));
  await caller.core.close();
  const shellSeconds = await shellExport(large, join(out, 'shell.csv'));
  const officeSeconds = await officeConversion(out, csv);
  const xlsxPeak = await peakOfCommand(folder, ['export', large, '--table', 'trials', '--format', 'xlsx', '--out', join(out, 'peak.xlsx')]);
  const word = join(folder, 'word.lacuna');
  const maker = startCaller(dataFolder, unchecked);
  await makeDocument(maker, word, wordRows);
  await maker.core.close();
  const wordPeak = await peakOfCommand(folder, ['export', word, '--table', 'trials', '--format', 'docx', '--out', join(out, 'word.docx')]);
  const size = (path: string): string => `${(statSync(path).size / 1024 ** 2).toFixed(0)} MB`;
  return [
    shellSeconds === null
      ? { name: `${counted(rows)} to CSV against the shell's CSV output`, value: null, unit: '×', limit: 6, note: 'the sqlite3 shell is not on this machine' }
      : { name: `${counted(rows)} to CSV against the shell's CSV output`, value: csvSeconds / shellSeconds, unit: '×', limit: 6, note: `${csvSeconds.toFixed(2)} s against ${shellSeconds.toFixed(2)} s, ${size(csv)}` },
    officeSeconds === null
      ? { name: `${counted(rows)} to XLSX against LibreOffice's conversion of the CSV`, value: null, unit: '×', limit: 0.5, note: 'LibreOffice is not on this machine' }
      : { name: `${counted(rows)} to XLSX against LibreOffice's conversion of the CSV`, value: xlsxSeconds / officeSeconds, unit: '×', limit: 0.5, note: `${xlsxSeconds.toFixed(1)} s against ${officeSeconds.toFixed(1)} s` },
    memory(`${counted(rows)} to XLSX: memory`, xlsxPeak, 400),
    memory(`${counted(wordRows)} to Word: memory`, wordPeak, 300),
  ];
}

function memory(name: string, peak: number | null, limit: number): Figure {
  return { name, value: peak, unit: 'MB', limit, note: peak === null ? 'this system does not tell the peak of a process' : 'peak of the whole command line' };
}

async function exported(caller: Caller, format: 'csv' | 'xlsx', path: string): Promise<void> {
  await caller.call('exportTable', { table: 'trials', format, path, columns: [...columns] });
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** null without the shell. */
async function shellExport(document: string, path: string): Promise<number | null> {
  const file = openSync(path, 'w');
  try {
    return await secondsOf(async () => { execFileSync('sqlite3', ['-readonly', '-csv', '-header', document, `SELECT ${columns.join(', ')} FROM trial WHERE lifecycle = 'active' ORDER BY ordinal, num`], { stdio: ['ignore', file, 'ignore'] }); });
  } catch {
    return null;
  } finally {
    closeSync(file);
  }
}

/** null without LibreOffice. */
async function officeConversion(folder: string, csv: string): Promise<number | null> {
  try {
    return await secondsOf(async () => { execFileSync('soffice', [`-env:UserInstallation=file://${folder}/office`, '--headless', '--convert-to', 'xlsx', '--outdir', join(folder, 'converted'), csv], { stdio: 'ignore' }); });
  } catch {
    return null;
  }
}
