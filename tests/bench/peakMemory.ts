// Owns the peak memory of a command of Lacuna's own command line, as the system tells it while the command runs.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const commandLine = resolve(import.meta.dirname, '../../out/main/cli.js');
const watchMs = 25;

/** In megabytes; null where the system does not tell. Throws when the command fails. */
export function peakOfCommand(folder: string, words: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, [commandLine, ...words], { env: { ...process.env, LACUNA_DATA: join(folder, 'peak') }, stdio: 'ignore' });
  let peak: number | null = null;
  const watch = setInterval(() => {
    try {
      const kilobytes = /^VmHWM:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${child.pid ?? 0}/status`, 'utf8'))?.[1];
      if (kilobytes !== undefined) peak = Number(kilobytes) / 1024;
    } catch {
      // It has ended, or this system has no such place.
    }
  }, watchMs);
  return new Promise((done, failed) => {
    child.on('exit', (code) => {
      clearInterval(watch);
      if (code === 0) done(peak);
      else failed(new Error(`${words[0] ?? ''} ended with ${code}.`));
    });
  });
}
