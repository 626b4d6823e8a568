// Owns running the built command line as a program of its own, as a shell or a script does: arguments in, exit code,
// stdout and stderr out. The data folder is the test's.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from 'vitest';

export const repository = resolve(import.meta.dirname, '../..');
export const cliProgram = join(repository, 'out/main/cli.js');

export interface Ran { readonly code: number | null; readonly stdout: string; readonly stderr: string }
export interface RunOptions { readonly cwd?: string; readonly env?: Readonly<Record<string, string | undefined>>; readonly uid?: number; readonly gid?: number }

export function runCli(args: readonly string[], dataFolder: string, options: RunOptions = {}): Promise<Ran> {
  if (!existsSync(cliProgram)) throw new Error('out/main/cli.js is not built.');
  return runProgram(process.execPath, [cliProgram, ...args], { ...options, env: { ...process.env, LACUNA_DATA: dataFolder, ...options.env } });
}

export interface CliDocument {
  readonly folder: string;
  readonly path: string;
  readonly lacuna: (...args: readonly string[]) => Promise<Ran>;
  /** What `--json` answers; another exit code than this fails the test. */
  readonly json: (code: number, ...args: readonly string[]) => Promise<Record<string, unknown>>;
  readonly end: () => void;
}

/** The built-in review in a folder of its own, to run commands on. */
export async function startCli(name: string): Promise<CliDocument> {
  const folder = mkdtempSync(join(tmpdir(), `lacuna-cli-${name}-`));
  const path = join(folder, 'a.lacuna');
  const lacuna = (...args: readonly string[]): Promise<Ran> => runCli(args, join(folder, 'data'), { cwd: folder });
  expect(await lacuna('new', path)).toMatchObject({ code: 0 });
  return {
    folder, path, lacuna,
    json: async (code, ...args) => {
      const ran = await lacuna(...args, '--json');
      expect(ran.code, ran.stderr).toBe(code);
      return JSON.parse(ran.stdout) as Record<string, unknown>;
    },
    end: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

export function runProgram(command: string, args: readonly string[], options: RunOptions): Promise<Ran> {
  return new Promise((ended, failed) => {
    const child = spawn(command, [...args], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => { stdout += chunk.toString(); });
    child.stderr.on('data', (chunk: Buffer) => { stderr += chunk.toString(); });
    child.on('error', failed);
    child.on('close', (code) => ended({ code, stdout, stderr }));
  });
}
