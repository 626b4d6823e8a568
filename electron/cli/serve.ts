// `serve FILE [--port N] [--no-open] [--read-only] [--data DIR]`: the application in the browser, by the loopback host's
// own program. Ends with 2 when FILE can't be opened.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { UsageError, type Options, type Spoken } from './commandLine';

export const serveCommand: Spoken = {
  name: 'serve', usage: 'serve FILE [--port N] [--no-open] [--read-only] [--data DIR]', summary: 'Open the application in the browser, on this machine only',
  options: { port: 'text', data: 'text', 'no-open': 'flag', 'read-only': 'flag' }, required: [],
};

/** How often we look whether whoever started us is still there. */
const parentPauseMs = 1000;

/** Runs until the host ends; gives its exit code. Signals reach both through the terminal or are passed on. */
export function serve(file: string, options: Options): Promise<number> {
  const { port } = options;
  if (typeof port === 'string' && !(/^\d{1,5}$/u.test(port) && Number(port) <= 65_535)) throw new UsageError(`--port takes a number from 0 to 65535, not “${port}”.`);
  const program = fileURLToPath(new URL('./loopback.js', import.meta.url));
  const words = Object.entries(options).map(([name, value]) => (value === true ? `--${name}` : `--${name}=${value}`));
  const child = spawn(process.execPath, [program, '--must-open', ...words, '--', file], { stdio: 'inherit', env: { ...process.env, LACUNA_PARENT_PID: String(process.pid) } });
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) process.on(signal, () => { child.kill(signal); });
  const parent = Number(process.env['LACUNA_PARENT_PID']);
  const watch = setInterval(() => { if (parent > 0 && !isRunning(parent)) child.kill('SIGTERM'); }, parentPauseMs);
  return new Promise((resolve) => {
    child.on('exit', (code) => {
      clearInterval(watch);
      resolve(code ?? 0);
    });
  });
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}
