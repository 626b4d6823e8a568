// Owns making a document with many rows of Table 2's shape, from the words of the built-in review, as
// often as they stand there, the same rows for the same count. Written through the core like any paste.
import factors from '../../db/seed/factors.json';
import trials from '../../db/seed/trials.json';
import { createCore, systemDeps, type Core } from '../../db/core';
import type { Input, MethodName, Output } from '../../db/contract/methods';

export interface Caller { readonly core: Core; call<Name extends MethodName>(method: Name, input: Input<Name>): Promise<Output<Name>> }

export function callerOf(core: Core): Caller {
  let count = 0;
  return {
    core,
    call: async (method, input) => {
      count += 1;
      const reply = await core.dispatch({ callId: `bench-${count}`, method, input: JSON.parse(JSON.stringify(input)) });
      if (!reply.ok) throw new Error(`${method}: ${reply.error.message}`);
      return reply.value as never;
    },
  };
}

export function startCaller(dataFolder: string): Caller {
  return callerOf(createCore(systemDeps({ dataFolder, emit: () => {} })));
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

/** Opens a new document at `path` with `rows` trials. */
export async function makeLargeDocument(caller: Caller, path: string, rows: number): Promise<void> {
  await caller.call('createDocument', { path, content: 'empty' });
  const random = randomNumbers(7);
  for (let start = 0; start < rows; start += 10_000) {
    const adds = Array.from({ length: Math.min(10_000, rows - start) }, (_, offset) => ({ values: trialValues(start + offset, random) }));
    await caller.call('editRows', { table: 'trials', adds, intention: 'paste' });
  }
}
