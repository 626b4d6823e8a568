// Owns the documents of the bench: one with many rows of Table 2's shape, one with 50, from the words of the built-in
// review as often as they stand there, the same rows for the same count. Written through the core like any paste, and
// unchecked, so that what the store costs and what the checks cost are told apart.
import { join } from 'node:path';
import factors from '../../db/seed/factors.json';
import trials from '../../db/seed/trials.json';
import type { EvidenceParts } from '../../db/checks/evidenceParts';
import { createCore, systemDeps, type Core } from '../../db/core';
import type { Input, MethodName, Output } from '../../db/contract/methods';

export interface Caller { readonly core: Core; call<Name extends MethodName>(method: Name, input: Input<Name>): Promise<Output<Name>> }

export interface BenchDocuments {
  /** Holds everything that a run writes. */
  readonly folder: string;
  /** The curator's own folder: preferences and backups. */
  readonly dataFolder: string;
  readonly rows: number;
  readonly large: string;
  readonly small: string;
  readonly makingSeconds: number;
}

export const smallRows = 50;

/** Calls as a host makes them: input and reply travel as JSON text. */
export function callerOf(core: Core): Caller {
  let count = 0;
  return {
    core,
    call: async (method, input) => {
      count += 1;
      const reply = await core.dispatch({ callId: `bench-${count}`, method, input: JSON.parse(JSON.stringify(input)) });
      if (!reply.ok) throw new Error(`${method}: ${reply.error.message}`);
      return JSON.parse(JSON.stringify(reply.value));
    },
  };
}

export function startCaller(dataFolder: string, evidence?: EvidenceParts): Caller {
  return callerOf(createCore({ ...systemDeps({ dataFolder, emit: () => {} }), ...(evidence === undefined ? {} : { evidence }) }));
}

/** Reads nothing and asks no rule. A document of theirs is checked anew when it is opened with others. */
export const unchecked: EvidenceParts = {
  rules: [], readingVersion: 0, moleculeReader: () => () => [], shippedNames: [],
  extractTrial: () => ({ arms: [], treatmentArms: 0, patientGroups: 0, total: null, evaluable: [], results: [] }),
};

/** Opened with the application's own rules and checked through. */
export async function checkThrough(dataFolder: string, path: string): Promise<void> {
  const caller = startCaller(dataFolder);
  await caller.call('openDocument', { path });
  await caller.call('checkDocument', {});
  await caller.core.close();
}

/** Both documents, closed, each with today's backup, and the first start's welcome answered. */
export async function makeDocuments(folder: string, rows: number): Promise<BenchDocuments> {
  const dataFolder = join(folder, 'data');
  const [large, small] = [join(folder, 'large.lacuna'), join(folder, 'small.lacuna')];
  const caller = startCaller(dataFolder, unchecked);
  await caller.call('setPreferences', { curator: 'Bench', hasSeenWelcome: true });
  await makeDocument(caller, small, smallRows);
  const start = performance.now();
  await makeDocument(caller, large, rows);
  const makingSeconds = (performance.now() - start) / 1000;
  await caller.core.close();
  await checkThrough(dataFolder, small);
  return { folder, dataFolder, rows, large, small, makingSeconds };
}

const rowsPerPaste = 10_000;

export async function makeDocument(caller: Caller, path: string, rows: number): Promise<void> {
  await caller.call('createDocument', { path, content: 'empty' });
  const random = randomNumbers(7);
  for (let start = 0; start < rows; start += rowsPerPaste) {
    const adds = Array.from({ length: Math.min(rowsPerPaste, rows - start) }, (_, offset) => ({ values: trialValues(start + offset, random) }));
    await caller.call('editRows', { table: 'trials', adds, intention: 'paste' });
  }
}

/** The words of the review's two tables, as often as they stand there. */
const words: readonly string[] = JSON.stringify([factors.map((row) => row.values), trials.map((row) => row.values)]).replaceAll(/"\w+":/gu, ' ').match(/[\p{L}][\p{L}\p{N}-]+/gu) ?? [];

/** A small linear congruential generator (Numerical Recipes): the same rows every time. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export function trialValues(index: number, random: () => number): Record<string, string> {
  const sentence = (length: number): string => Array.from({ length }, () => words[Math.floor(random() * words.length)]).join(' ');
  const first = 10 + Math.floor(random() * 400);
  const second = 10 + Math.floor(random() * 400);
  const rate = (random() * 100).toFixed(1);
  return {
    studyType: index % 5 === 0 ? 'Prospective' : 'Retrospective',
    treatment: `${sentence(4)} ${index} vs ${sentence(3)}`,
    population: `Patients with ${sentence(6)}`,
    patients: `${first} vs ${second}`,
    results: `${sentence(18)} (HR = ${(random() * 2).toFixed(2)}, 95% CI ${(random()).toFixed(2)}-${(1 + random() * 2).toFixed(2)}, P = ${(random() / 5).toFixed(3)}). ${sentence(14)}: ${rate}% vs ${(random() * 100).toFixed(1)}%.`,
    conclusions: `${sentence(22)}.`,
  };
}
