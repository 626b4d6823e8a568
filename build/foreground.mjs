// Owns running a program in the foreground as if it were this one: its output, its exit code, and our signals, so that
// stopping `npm start` leaves nothing behind.
import { spawn } from 'node:child_process';
import { say } from './prestep.mjs';

/** npm changes into the project's folder; paths are meant from where the command was typed. */
export const typedFrom = process.env['INIT_CWD'] ?? process.cwd();

/** @param {string} command @param {readonly string[]} args @param {string} cwd @returns {Promise<number>} the exit code */
export function runInForeground(command, args, cwd) {
  const child = spawn(command, [...args], { cwd, stdio: 'inherit', env: { ...process.env, LACUNA_PARENT_PID: String(process.pid) } });
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP'])) process.on(signal, () => { child.kill(signal); });
  return new Promise((resolve) => {
    child.on('error', (failed) => { say(`Lacuna could not be started: ${failed.message}`); resolve(1); });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
