// `serve FILE [--port N] [--no-open] [--data DIR]`: the application in the browser, by the loopback host's own program.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const serveUsage = 'serve FILE [--port N] [--no-open] [--data DIR]';

/** Runs until the host ends; gives its exit code. Signals reach both through the terminal or are passed on. */
export function serve(argv: readonly string[]): Promise<number> {
  const isHelp = argv.includes('--help') || argv.includes('-h');
  if (isHelp || !argv.some((argument) => !argument.startsWith('-'))) {
    (isHelp ? console.log : console.error)(`${isHelp ? '' : 'Name the FILE.\n'}Usage: lacuna ${serveUsage}`);
    return Promise.resolve(isHelp ? 0 : 2);
  }
  const program = fileURLToPath(new URL('./loopback.js', import.meta.url));
  const child = spawn(process.execPath, [program, ...argv.filter((argument) => argument !== '--json')], { stdio: 'inherit', env: { ...process.env, LACUNA_PARENT_PID: String(process.pid) } });
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) process.on(signal, () => { child.kill(signal); });
  return new Promise((resolve) => { child.on('exit', (code) => resolve(code ?? 0)); });
}
