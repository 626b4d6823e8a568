// Owns starting the application in a browser: `loopback.js [FILE] [--port N] [--no-open] [--data DIR] [--read-only]`.
// `--json` prints the address for programs; `--must-open` ends with 2 when FILE can't be opened, instead of showing why.
import { v7 } from 'uuid';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { defaultDataFolder } from '../../db/core';
import { LacunaError, type LacunaErrorBody } from '../../db/contract/errors';
import packageFile from '../../package.json';
import { createCoreClient } from '../process/coreClient';
import { forkCore } from '../process/forkCore';
import { startLoopback } from './server';

export interface LoopbackArguments {
  readonly file: string | null; readonly port: number; readonly dataFolder: string;
  readonly isOpened: boolean; readonly isReadOnly: boolean; readonly isJson: boolean; readonly mustOpen: boolean;
}

const usage = 'lacuna [FILE] [--port N] [--no-open] [--data DIR] [--read-only]';

function readArguments(argv: readonly string[]): LoopbackArguments {
  const flag = { type: 'boolean' } as const;
  const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: { port: { type: 'string' }, data: { type: 'string' }, 'no-open': flag, 'read-only': flag, json: flag, 'must-open': flag } });
  if (positionals.length > 1) throw new Error('Name one file.');
  const port = values.port === undefined ? 0 : /^\d{1,5}$/u.test(values.port) ? Number(values.port) : -1;
  if (port < 0 || port > 65_535) throw new Error(`--port takes a number from 0 to 65535, not “${values.port}”.`);
  const [file] = positionals;
  return {
    file: file === undefined ? null : resolve(file), port, dataFolder: resolve(values.data ?? defaultDataFolder(process.env, process.platform)),
    isOpened: values['no-open'] !== true, isReadOnly: values['read-only'] === true, isJson: values.json === true, mustOpen: values['must-open'] === true,
  };
}

function openBrowser(address: string): void {
  const [command, ...given] = process.platform === 'darwin' ? ['open'] : process.platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open'];
  if (command === undefined) return;
  const child = spawn(command, [...given, address], { stdio: 'ignore', detached: true });
  child.on('error', () => {}); // no browser to open: the address is printed
  child.unref();
}

function refuse(error: Pick<LacunaErrorBody, 'message'>, isJson: boolean): void {
  if (isJson) console.log(JSON.stringify({ ok: false, error }));
  console.error(error.message);
}

function makeDataFolder(dataFolder: string): void {
  try {
    mkdirSync(dataFolder, { recursive: true });
  } catch (thrown) {
    throw new LacunaError('file-not-writable', `Lacuna's own folder ${dataFolder} can't be made (${thrown instanceof Error ? thrown.message : String(thrown)}). Name another one with --data.`, { path: dataFolder });
  }
}

async function main({ file, port, isOpened, dataFolder, isReadOnly, isJson, mustOpen }: LoopbackArguments): Promise<void> {
  makeDataFolder(dataFolder);
  const here = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
  const core = createCoreClient({ spawn: () => forkCore(dataFolder, here('./coreProcess.js')) });
  const server = await startLoopback({ core, pageFolder: here('../renderer'), dataFolder, startFile: file, port, version: packageFile.version, newId: () => v7() });

  let isStopping = false;
  const stop = async (code: 0 | 2): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    await server.close();
    await core.stop();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
  const parent = Number(process.env['LACUNA_PARENT_PID']);
  if (parent > 0) setInterval(() => { if (!isRunning(parent)) void stop(0); }, 1000).unref();

  const opened = await core.call({ callId: v7(), method: 'openDocument', input: { ...(file === null ? {} : { path: file }), access: isReadOnly ? 'read' : 'write' } });
  if (!opened.ok && mustOpen) {
    refuse(opened.error, isJson);
    return stop(2);
  }
  if (!opened.ok) {
    console.error(opened.error.message);
    if (file !== null) server.requestOpen(file); // the page says it too, and offers the backups
  }
  const address = server.newAddress();
  console.log(isJson ? JSON.stringify({ ok: true, address }) : `Lacuna is at ${address}`);
  if (isOpened) openBrowser(address);
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

let wanted: LoopbackArguments;
try {
  wanted = readArguments(process.argv.slice(2));
} catch (thrown) {
  console.error(`${thrown instanceof Error ? thrown.message.split('. To specify')[0] : String(thrown)}\nUsage: ${usage}`);
  process.exit(2);
}
main(wanted).catch((thrown: unknown) => {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  refuse(thrown instanceof LacunaError ? thrown.toBody() : { message }, wanted.isJson);
  process.exit(2);
});
