// Owns whether the desktop window can open here: a display, a user that Chromium's sandbox accepts, and Electron's
// runtime, which is downloaded at first use. A refused download is remembered for a day, so that not every start waits.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from './speech.mjs';

const downloadTimeoutMs = 3 * 60_000;
const retryAfterMs = 24 * 3600 * 1000;

/** @param {string} root @returns {string | null} the program, when the runtime is there */
export function electronProgram(root) {
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  const program = existsSync(pathFile) ? join(folder, 'dist', readFileSync(pathFile, 'utf8').trim()) : null;
  return program !== null && existsSync(program) ? program : null;
}

/** @param {NodeJS.Platform} platform @param {Readonly<Record<string, string | undefined>>} env @param {number | undefined} userId @returns {string | null} why no window can open; null when it can */
export function displayProblem(platform, env, userId) {
  if (platform !== 'linux') return null;
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return 'there is no display';
  return userId === 0 ? 'its sandbox refuses the root user' : null;
}

/** Downloads the runtime unless it is there or was refused within a day. @param {string} root @param {string} node @returns {string | null} why it can't be had; null when it is there */
export function downloadProblem(root, node) {
  if (electronProgram(root) !== null) return null;
  const notePath = join(root, 'node_modules', '.lacuna-electron-refused');
  if (existsSync(notePath) && Date.now() - Number(readFileSync(notePath, 'utf8')) < retryAfterMs) return "Electron's runtime could not be downloaded (the next try is a day after the last)";
  say("Setting up: downloading Electron's runtime (at most three minutes) …");
  spawnSync(node, [join(root, 'node_modules', 'electron', 'install.js')], { cwd: root, stdio: 'ignore', timeout: downloadTimeoutMs, killSignal: 'SIGKILL' });
  if (electronProgram(root) !== null) {
    rmSync(notePath, { force: true });
    return null;
  }
  writeFileSync(notePath, String(Date.now()));
  return "Electron's runtime could not be downloaded";
}
