// Owns starting the real main process code over the double of `electron`, and asking through the real bridge.
// Refuses to share anything between two starts: a fresh data folder, module graph, window and core each time.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import { vi } from 'vitest';
import type { LacunaEvent } from '../../db/contract/events';
import type { HostInput, HostMethodName, HostOutput } from '../../db/contract/hostMethods';
import type { Input, MethodName, Output } from '../../db/contract/methods';
import type { Reply } from '../../db/contract/errors';
import type { GridRow } from '../../db/contract/types';
import type { LacunaBridge } from '../../db/contract/rpc';
import { createElectronDouble, type DoubleOptions, type ElectronDouble } from './electronDouble';

export const repository = resolve(import.meta.dirname, '../..');
/** The folder whose `out/` is run: this repository's, or an unpacked package's. */
export const builtApplication = process.env['LACUNA_TEST_APP'] ?? repository;

/** The browser that the set-up found, else the distribution's, else Playwright's own. */
export function launchBrowser(): Promise<Browser> {
  const found = [process.env['LACUNA_BROWSER'], '/usr/bin/chromium'].find((path) => path !== undefined && existsSync(path));
  const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({ args: [...quiet, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])], ...(found === undefined ? {} : { executablePath: found }) });
}

/** The document that a start without a file opens. */
export const reviewName = 'NSCLC bone metastasis.lacuna';

export interface StartOptions extends Partial<Omit<DoubleOptions, 'browser'>> {
  readonly args?: readonly string[];
  /** The main process's module: the sources' own, or a built one's absolute path. */
  readonly mainPath?: string;
  /** Kept by the test; without it the folder goes when the application stops. */
  readonly dataFolder?: string;
}

export interface Started {
  readonly electron: ElectronDouble;
  readonly dataFolder: string;
  page(): Promise<Page>;
  call: Caller;
  /** The events that the page has heard since it was loaded, as the renderer would hear them. */
  events(): Promise<readonly LacunaEvent[]>;
  stop(): Promise<void>;
}

export interface Caller {
  <Name extends MethodName>(method: Name, input: Input<Name>): Promise<Reply<Output<Name>>>;
  <Name extends HostMethodName>(method: Name, input: HostInput<Name>): Promise<Reply<HostOutput<Name>>>;
}

/** What a page of the application has on its global object, and what these tests add. */
export interface PageGlobal {
  readonly lacuna: LacunaBridge;
  heard?: LacunaEvent[];
}

export function requireBuild(appPath: string): void {
  for (const part of ['main/coreProcess.js', 'preload/preload.cjs', 'renderer/index.html']) {
    if (!existsSync(join(appPath, 'out', part))) throw new Error(`out/${part} is not built. Run npm run build first.`);
  }
}

/** The main process run as Electron would run it. */
export async function startApplication(browser: Browser, options: StartOptions = {}): Promise<Started> {
  const appPath = options.appPath ?? builtApplication;
  requireBuild(appPath);
  const dataFolder = options.dataFolder ?? await mkdtemp(join(tmpdir(), 'lacuna-electron-'));
  const electron = createElectronDouble({ browser, ...options, appPath });
  vi.resetModules();
  vi.doMock('electron', () => electron.module);
  const argv = process.argv;
  process.argv = ['electron', ...(options.isPackaged === true ? [] : ['.']), '--data', dataFolder, ...(options.args ?? [])];
  try {
    await (options.mainPath === undefined ? import('../../electron/main') : import(pathToFileURL(options.mainPath).href));
    await Promise.resolve();
  } finally {
    process.argv = argv;
  }
  // Only an application that holds the lock shows a window.
  const page = async (): Promise<Page> => {
    for (;;) {
      const shown = await electron.page();
      try {
        await shown.waitForFunction(() => 'lacuna' in globalThis);
        return shown;
      } catch (thrown) {
        if (!shown.isClosed()) throw thrown; // else it was replaced meanwhile
      }
    }
  };
  const call = async (method: string, input: unknown) => {
    const shown = await page();
    return shown.evaluate(async ([name, given]) => {
      const { lacuna } = globalThis as unknown as PageGlobal;
      const { replies } = await lacuna.call({ calls: [{ callId: crypto.randomUUID(), method: name as string, input: given as never }], cancel: [] });
      return replies[0];
    }, [method, input]);
  };
  return {
    electron, dataFolder, page,
    // The contract's types stand for what the reply's schema says; replies are checked against it by the contract suite.
    call: call as unknown as Caller,
    events: async () => (await page()).evaluate(() => (globalThis as unknown as PageGlobal).heard ?? []),
    stop: async () => {
      await electron.stop();
      vi.doUnmock('electron');
      if (options.dataFolder === undefined) await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export async function openedTitle({ electron }: Started, name: string): Promise<void> {
  await until(`${name} in the title`, () => electron.windows[0]?.title === `Lacuna — ${name}`);
}

/** Waits for the built-in review and its table on the screen; the page listens then. */
export async function showReview(application: Started): Promise<Page> {
  const page = await application.page();
  await openedTitle(application, reviewName);
  await page.locator('.ag-row').first().waitFor();
  return page;
}

/** Says who works, as the first start asks. */
export async function answerWelcome(page: Page): Promise<void> {
  const start = page.getByRole('button', { name: 'Start' });
  await start.click();
  await start.waitFor({ state: 'hidden' });
}

export async function firstFactor({ call }: Started): Promise<GridRow> {
  const view = await call('openView', { table: 'factors' });
  if (!view.ok) throw new Error(view.error.message);
  const [row] = view.value.rows;
  if (row === undefined) throw new Error('The review has no factors.');
  return row;
}

export async function editFirstFactor(application: Started, after: string): Promise<void> {
  const row = await firstFactor(application);
  const reply = await application.call('editRows', { table: 'factors', edits: [{ rowId: row.id, field: 'expression', before: row.values['expression'] ?? null, after }] });
  if (!reply.ok) throw new Error(reply.error.message);
}

/** Saves a copy as a curator does: the place is chosen in the dialog first. */
export async function saveCopy({ electron, call }: Started, path: string): Promise<void> {
  electron.dialogs.savePath = path;
  for (const reply of [await call('chooseDestination', { suggestedName: 'copy', extension: 'lacuna', title: 'Save a copy' }), await call('saveCopy', { path })]) {
    if (!reply.ok) throw new Error(reply.error.message);
  }
}

/** From now on the page writes down what it hears; asked for once per load. */
export async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const page = globalThis as unknown as PageGlobal;
    if (page.heard !== undefined) return;
    const heard: LacunaEvent[] = [];
    page.heard = heard;
    page.lacuna.on((event) => heard.push(event));
  });
}

export async function until<Value>(what: string, look: () => Promise<Value | null | undefined | false> | Value | null | undefined | false, timeoutMs = 8000): Promise<Value> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await look();
    if (value !== null && value !== undefined && value !== false) return value;
    if (Date.now() > end) throw new Error(`Waited ${timeoutMs} ms for ${what}.`);
    await new Promise((resolve) => { setTimeout(resolve, 30); });
  }
}
