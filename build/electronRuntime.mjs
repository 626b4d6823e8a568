// Owns whether the desktop window can open here: a display, a user that Chromium's sandbox accepts, and Electron's
// runtime, which is downloaded at first use. A refused download is remembered for a day, so that not every start waits.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from './speech.mjs';

const downloadTimeoutMs = 3 * 60_000;
const retryAfterMs = 24 * 3600 * 1000;
/** An end within this time is a window that never opened. */
const startMs = 20_000;
/** Lacuna's own word that it could not start; it has said why. */
const saidWhy = 2;

/** @param {string} root @returns {string | null} the program, when the runtime is there */
export function electronProgram(root) {
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  const program = existsSync(pathFile) ? join(folder, 'dist', readFileSync(pathFile, 'utf8').trim()) : null;
  return program !== null && existsSync(program) ? program : null;
}

/** @param {NodeJS.Platform} platform @param {Readonly<Record<string, string | undefined>>} env @param {number | undefined} userId undefined where the sandbox is not wanted @returns {string | null} why no window can open; null when it can */
export function displayProblem(platform, env, userId) {
  if (platform !== 'linux') return null;
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return 'there is no display';
  return userId === 0 ? 'its sandbox refuses the root user' : null;
}

/**
 * Downloads the runtime unless it is there, or was refused within a day.
 * @param {string} root @param {string} node @param {{ readonly isAskedFor?: boolean }} [how] `isAskedFor`: whoever asked for
 *   the runtime itself does not want to hear about yesterday @returns {string | null} why it can't be had; null when it is there
 */
export function downloadProblem(root, node, { isAskedFor = false } = {}) {
  if (electronProgram(root) !== null) return null;
  const notePath = join(root, 'node_modules', '.lacuna-electron-refused');
  const refusedAt = existsSync(notePath) ? Number(readFileSync(notePath, 'utf8')) : 0;
  if (!isAskedFor && Date.now() - refusedAt < retryAfterMs) return `Electron's runtime could not be downloaded (the next try is a day after the last; delete ${notePath} to try now)`;
  say("Setting up: downloading Electron's runtime (at most three minutes) …");
  spawnSync(node, [join(root, 'node_modules', 'electron', 'install.js')], { cwd: root, stdio: 'ignore', timeout: downloadTimeoutMs, killSignal: 'SIGKILL' });
  if (electronProgram(root) !== null) {
    rmSync(notePath, { force: true });
    return null;
  }
  writeFileSync(notePath, String(Date.now()));
  return "Electron's runtime could not be downloaded";
}

/**
 * Why the window was not what the curator wanted; null when they closed it, or were told. Without a library or a display
 * that answers, Electron ends with a code of its own.
 * @param {{ readonly code: number, readonly isCrash: boolean }} outcome @param {number} ranMs @returns {string | null}
 */
export function windowProblem({ code, isCrash }, ranMs) {
  if (isCrash) return ranMs < startMs ? 'Electron ended at once' : 'Electron ended unexpectedly';
  return code === 0 || code === saidWhy || ranMs >= startMs ? null : `Electron ended at once, with code ${code}`;
}
