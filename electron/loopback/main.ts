// Owns starting the application in a browser: `loopback.js [FILE] [--port N] [--no-open] [--data DIR] [--read-only]`.
import { v7 } from 'uuid';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { defaultDataFolder } from '../../db/core';
import packageFile from '../../package.json';
import { createCoreClient } from '../process/coreClient';
import { forkCore } from '../process/forkCore';
import { startLoopback } from './server';

export interface LoopbackArguments { readonly file: string | null; readonly port: number; readonly isOpened: boolean; readonly dataFolder: string; readonly isReadOnly: boolean }

const usage = 'lacuna [FILE] [--port N] [--no-open] [--data DIR] [--read-only]';

function readArguments(argv: readonly string[]): LoopbackArguments {
  const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: { port: { type: 'string' }, 'no-open': { type: 'boolean' }, data: { type: 'string' }, 'read-only': { type: 'boolean' } } });
  if (positionals.length > 1) throw new Error('Name one file.');
  const port = values.port === undefined ? 0 : Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port takes a number from 0 to 65535, not “${values.port}”.`);
  const [file] = positionals;
  return { file: file === undefined ? null : resolve(file), port, isOpened: values['no-open'] !== true, dataFolder: resolve(values.data ?? defaultDataFolder(process.env, process.platform)), isReadOnly: values['read-only'] === true };
}

function openBrowser(address: string): void {
  const [command, ...given] = process.platform === 'darwin' ? ['open'] : process.platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open'];
  if (command === undefined) return;
  const child = spawn(command, [...given, address], { stdio: 'ignore', detached: true });
  child.on('error', () => {}); // no browser to open: the address is printed
  child.unref();
}

async function main(): Promise<void> {
  let wanted: LoopbackArguments;
  try {
    wanted = readArguments(process.argv.slice(2));
  } catch (thrown) {
    console.error(`${thrown instanceof Error ? thrown.message : String(thrown)}\nUsage: ${usage}`);
    process.exit(2);
  }
  const { file, port, isOpened, dataFolder, isReadOnly } = wanted;
  mkdirSync(dataFolder, { recursive: true });
  const here = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
  const core = createCoreClient({ spawn: () => forkCore(dataFolder, here('./coreProcess.js')) });
  const server = await startLoopback({ core, pageFolder: here('../renderer'), dataFolder, startFile: file, port, version: packageFile.version, newId: () => v7() });

  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    await server.close();
    await core.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
  const parent = Number(process.env['LACUNA_PARENT_PID']);
  if (parent > 0) setInterval(() => { if (!isRunning(parent)) void stop(); }, 1000).unref();

  const opened = await core.call({ callId: v7(), method: 'openDocument', input: { ...(file === null ? {} : { path: file }), access: isReadOnly ? 'read' : 'write' } });
  if (!opened.ok) {
    console.error(opened.error.message);
    if (file !== null) server.requestOpen(file);
  }
  const address = server.newAddress();
  console.log(`Lacuna is at ${address}`);
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

main().catch((thrown: unknown) => {
  console.error(thrown instanceof Error ? thrown.message : String(thrown));
  process.exit(2);
});
