// Owns the real thing that the window's figures are measured on: the built loopback host in a process of its own and a
// real browser that keeps its caches between starts. One port for all starts, so that the page's files stay cached.
import { chromium, type BrowserContext } from '@playwright/test';
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';

const hostModule = resolve(import.meta.dirname, '../../out/main/loopback.js');
const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export interface BenchHost {
  /** With a token for one page. */
  readonly address: string;
  /** When its process was started, in milliseconds since 1970. */
  readonly startedAtMs: number;
  /** Resident memory of the core's process in MB; null where it can't be asked for. */
  coreMemoryMB(): number | null;
  stop(): Promise<void>;
}

/** Milliseconds since 1970, finer than Date.now and on the clock that pages use too. */
export function wallClockMs(): number {
  return performance.timeOrigin + performance.now();
}

export async function startHost(file: string, dataFolder: string, port: number): Promise<BenchHost> {
  const startedAtMs = wallClockMs();
  const child = spawn(process.execPath, [hostModule, file, '--no-open', '--port', String(port), '--data', dataFolder], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, LACUNA_PARENT_PID: String(process.pid) } });
  const ended = new Promise<void>((resolve) => { child.once('exit', () => resolve()); });
  const address = await new Promise<string>((found, failed) => {
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const match = /http:\/\/127\.0\.0\.1:\d+\/#token=\S+/u.exec(printed)?.[0];
      if (match !== undefined) found(match);
    });
    child.once('exit', (code) => failed(new Error(`The host ended with ${code} before it printed its address. ${printed}`)));
  });
  return {
    address, startedAtMs,
    coreMemoryMB: () => memoryOfChildMB(child.pid ?? 0),
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** The core is the host's only child. */
function memoryOfChildMB(parent: number): number | null {
  const listed = process.platform === 'win32' ? null : spawnSync('ps', ['-A', '-o', 'ppid=,rss='], { encoding: 'utf8' });
  if (listed === null || listed.status !== 0) return null;
  const rows = listed.stdout.split('\n').map((line) => line.trim().split(/\s+/u).map(Number));
  const kilobytes = rows.find(([ppid]) => ppid === parent)?.[1];
  return kilobytes === undefined ? null : kilobytes / 1024;
}

export function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address !== null ? found(address.port) : failed(new Error('No free port.'))));
    });
  });
}

/** A browser with a profile of its own; its scroll bars are shown, because one of the figures drags one. */
export function openBrowser(folder: string): Promise<BrowserContext> {
  const executablePath = process.env['LACUNA_BROWSER'];
  return chromium.launchPersistentContext(join(folder, 'browser'), {
    headless: true,
    viewport: { width: 1440, height: 900 },
    args: [...quiet, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    ignoreDefaultArgs: ['--hide-scrollbars'],
    ...(executablePath === undefined || executablePath === '' ? {} : { executablePath }),
  });
}
