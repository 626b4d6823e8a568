// Measures imports: many trials from CSV with validation, journal, search and duplicates against the `.import` of
// SQLite's own shell, the memory that it takes, and a library of references; and how long the progress of each stands
// still. Leaves out, with the reason, what needs a program that is not there.
import { execFileSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCore, systemDeps } from '../../db/core';
import { headingOf } from '../../db/contract/columns';
import type { StudyFields } from '../../db/contract/types';
import { risPieces } from '../../db/exports/references/ris';
import { counted } from './coreFigures';
import type { Figure } from './figures';
import { callerOf, randomNumbers, trialValues, unchecked, type BenchDocuments } from './largeDocument';
import { peakOfCommand } from './peakMemory';

const references = 50_000;
const columns = ['studyType', 'treatment', 'population', 'patients', 'results', 'conclusions'] as const;
const stillLimitMs = 500;

export async function importFigures({ folder, rows }: BenchDocuments): Promise<readonly Figure[]> {
  const csv = join(folder, 'trials.csv');
  const random = randomNumbers(7);
  const quoted = (text: string): string => (/[",\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = Array.from({ length: rows }, (_, index) => { const values = trialValues(index, random); return columns.map((key) => quoted(values[key] ?? '')).join(','); });
  writeFileSync(csv, `${columns.map((key) => headingOf('trials', key)).join(',')}\n${lines.join('\n')}\n`);
  const ris = join(folder, 'library.ris');
  writeFileSync(ris, [...risPieces(Array.from({ length: references }, (_, index) => ({ id: `r${index}`, fields: reference(index) })))].join(''));

  const trials = await timedImport(folder, 'imported.lacuna', csv, 'trials');
  const shellSeconds = shellImport(csv, join(folder, 'shell.sqlite'));
  const studies = await timedImport(folder, 'library.lacuna', ris, 'studies');
  const imported = join(folder, 'peak.lacuna');
  await peakOfCommand(folder, ['new', imported, '--empty']);
  const peak = await peakOfCommand(folder, ['import', imported, csv, '--into', 'trials']);
  const size = (path: string): string => `${(statSync(path).size / 1024 ** 2).toFixed(0)} MB`;
  return [
    shellSeconds === null
      ? { name: `importing ${counted(rows)} of CSV against the shell's .import`, value: null, unit: '×', limit: 12, note: 'the sqlite3 shell is not on this machine' }
      : { name: `importing ${counted(rows)} of CSV against the shell's .import`, value: trials.seconds / shellSeconds, unit: '×', limit: 12, note: `${trials.seconds.toFixed(1)} s against ${shellSeconds.toFixed(2)} s, ${size(csv)}; preview and import, unchecked` },
    { name: `importing ${counted(rows)} of CSV: progress stands still at most`, value: trials.longestStillMs, unit: 'ms', limit: stillLimitMs, note: 'from the call to its answer' },
    peak === null
      ? { name: `importing ${counted(rows)} of CSV: memory`, value: null, unit: 'MB', limit: 700, note: 'this system does not tell the peak of a process' }
      : { name: `importing ${counted(rows)} of CSV: memory`, value: peak, unit: 'MB', limit: 700, note: 'peak of the whole command line' },
    { name: `importing ${references.toLocaleString('en')} RIS records`, value: studies.seconds, unit: 's', limit: null, note: `${size(ris)}; preview and import` },
    { name: `importing ${references.toLocaleString('en')} RIS records: progress stands still at most`, value: studies.longestStillMs, unit: 'ms', limit: stillLimitMs, note: 'from the call to its answer' },
  ];
}

function reference(index: number): StudyFields {
  return {
    title: `Bone-targeted treatment ${index} of patients with lung cancer and skeletal metastases`, authors: [{ family: `Author${index % 977}`, given: 'Ada' }, { family: `Second${index % 631}`, given: 'Ben' }, { family: 'Third', given: 'Cleo' }],
    year: String(1990 + (index % 35)), journal: `Journal ${index % 97}`, volume: String(index % 60), issue: String(index % 12), pages: `${index % 900}-${(index % 900) + 9}`, doi: `10.1234/bench.${index}`, pmid: null, registryId: null,
    abstract: `Patients were treated and followed. ${'The median time to a skeletal event was longer in one arm than in the other. '.repeat(12)}`, publicationType: 'article-journal',
  };
}

interface TimedImport { readonly seconds: number; readonly longestStillMs: number }

async function timedImport(folder: string, name: string, source: string, table: 'trials' | 'studies'): Promise<TimedImport> {
  let heard = performance.now();
  let longestStillMs = 0;
  const note = (): void => {
    const now = performance.now();
    longestStillMs = Math.max(longestStillMs, now - heard);
    heard = now;
  };
  const core = createCore({ ...systemDeps({ dataFolder: join(folder, 'importing'), emit: (event) => { if (event.type === 'progress') note(); } }), evidence: unchecked });
  const caller = callerOf(core);
  await caller.call('createDocument', { path: join(folder, name), content: 'empty' });
  const sources = [{ path: source, table }];
  const start = performance.now();
  heard = start;
  await caller.call('previewImport', { sources, end: 100 });
  note();
  await caller.call('importTables', { sources });
  note();
  const seconds = (performance.now() - start) / 1000;
  await core.close();
  return { seconds, longestStillMs };
}

/** null without the shell. */
function shellImport(csv: string, path: string): number | null {
  const start = performance.now();
  try {
    execFileSync('sqlite3', [path, '.mode csv', `.import '${csv.replaceAll("'", "''")}' trial`], { stdio: ['ignore', 'ignore', 'pipe'] });
  } catch {
    return null;
  }
  return (performance.now() - start) / 1000;
}
