// Owns taking turns between two runs of the pre-step: a folder that only one can make, with the maker's process id in it.
// A lock whose maker died is taken over; one that never ends is reported, not broken.
import { existsSync, mkdirSync, readFileSync, rmSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say, SetupProblem } from './speech.mjs';

const pauseMs = 250;
const patienceMs = 20 * 60_000;
/** A maker writes its process id at once; a lock without one after this time was left by a crash. */
const namelessMs = 10_000;

/** @param {string} folder @param {() => Promise<void>} work */
export async function withLock(folder, work) {
  const startedAt = Date.now();
  let hasSaid = false;
  while (!isMade(folder)) {
    if (!takeOver(folder)) {
      if (!hasSaid) say('Setting up: waiting for another run that is setting up …');
      hasSaid = true;
      if (Date.now() - startedAt > patienceMs) throw new SetupProblem(`Another setting-up of Lacuna (process ${holderOf(folder)}) does not end: stop it, delete ${folder}, and try again.`);
      await new Promise((later) => { setTimeout(later, pauseMs); });
    }
  }
  try {
    writeFileSync(join(folder, 'pid'), String(process.pid));
    await work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder */
function isMade(folder) {
  try {
    mkdirSync(folder);
    return true;
  } catch (problem) {
    if (codeOf(problem) === 'EEXIST') return false;
    throw new SetupProblem(`Lacuna's folder can't be written (${problem instanceof Error ? problem.message : String(problem)}): make it writable and try again.`);
  }
}

/** Removes a dead maker's lock. Two that see the same dead lock must not remove each other's new one, so this takes turns too. @param {string} folder */
function takeOver(folder) {
  if (!isDead(folder)) return false;
  const turn = `${folder}-turn`;
  try {
    mkdirSync(turn);
  } catch {
    if (ageMs(turn) > namelessMs) rmSync(turn, { recursive: true, force: true });
    return false;
  }
  try {
    if (!isDead(folder)) return false;
    rmSync(folder, { recursive: true, force: true });
    return true;
  } finally {
    rmdirSync(turn);
  }
}

/** @param {string} folder */
function isDead(folder) {
  const holder = holderOf(folder);
  return holder > 0 ? !isRunning(holder) : ageMs(folder) > namelessMs;
}

/** @param {string} folder @returns {number} 0 when no process id is there (yet) */
function holderOf(folder) {
  const path = join(folder, 'pid');
  try {
    return existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0;
  } catch {
    return 0; // removed in between
  }
}

/** @param {string} path */
function ageMs(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? 0 : Date.now() - stats.mtimeMs;
}

/** @param {number} processId */
function isRunning(processId) {
  try {
    process.kill(processId, 0);
    return true;
  } catch (problem) {
    return codeOf(problem) === 'EPERM';
  }
}

/** @param {unknown} problem */
function codeOf(problem) {
  return problem instanceof Error && 'code' in problem ? problem.code : null;
}
