// Owns running a program in the foreground as if it were this one: its output, its exit code, and our signals, so that
// stopping `npm start` leaves nothing behind.
import { spawn } from 'node:child_process';
import { say } from './speech.mjs';

/** npm changes into the project's folder; paths are meant from where the command was typed. */
export const typedFrom = process.env['INIT_CWD'] ?? process.cwd();

/** How often we look whether the npm that started us is still there. */
const parentPauseMs = 1000;

/**
 * @param {string} command @param {readonly string[]} args @param {string} cwd @param {Readonly<Record<string, string | undefined>>} [env]
 * @returns {Promise<{ readonly code: number, readonly isCrash: boolean }>} the exit code; a crash is a start that failed
 *   or an end by a signal that we did not send
 */
export function runInForeground(command, args, cwd, env = process.env) {
  const child = spawn(command, [...args], { cwd, stdio: 'inherit', env: { ...env, LACUNA_PARENT_PID: String(process.pid) } });
  let isStopping = false;
  /** @param {NodeJS.Signals} signal */
  const stop = (signal) => {
    isStopping = true;
    child.kill(signal);
  };
  const signals = /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP']);
  for (const signal of signals) process.on(signal, stop);
  // npm, or the shell between, may be killed without passing it on; then nobody is left who could stop us.
  const parent = process.ppid;
  const watch = process.env['npm_lifecycle_event'] === undefined || process.platform === 'win32'
    ? undefined
    : setInterval(() => { if (process.ppid !== parent) stop('SIGTERM'); }, parentPauseMs);
  return new Promise((ended) => {
    /** @param {{ readonly code: number, readonly isCrash: boolean }} outcome */
    const end = (outcome) => {
      clearInterval(watch);
      for (const signal of signals) process.off(signal, stop);
      ended(outcome);
    };
    child.on('error', ({ message }) => {
      say(`${command} could not be started: ${message}`);
      end({ code: 1, isCrash: true });
    });
    child.on('exit', (code, signal) => end({ code: code ?? (isStopping ? 0 : 1), isCrash: signal !== null && !isStopping }));
  });
}
