// Owns the running application for end-to-end specs: a fresh data folder, the built host, a page that shows the grid.
// In the project `electron` the same specs drive the real desktop application, where its runtime is there.
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

export interface RunningApp {
  readonly page: Page;
  /** The address without its token; `app://` in Electron. */
  readonly url: string;
  readonly dataFolder: string;
  /** The document that is open: the built-in review unless the spec named another file. */
  readonly filePath: string;
  /** Stops the host, starts it again on the same data, and shows the page again. */
  restart(): Promise<void>;
  /** Ends the host at once, as a pulled plug would. */
  kill(): void;
}

interface Options { readonly file: string | null; readonly skipsWelcome: boolean }
export interface Host { readonly url: string; readonly address: string; show(page: Page): Promise<Page>; stop(): Promise<void>; kill(): void }

export const test = base.extend<Options & { app: RunningApp }>({
  /** A document to start with, instead of the built-in review. */
  file: [null, { option: true }],
  /** Whether the first start's welcome is answered before the spec begins. */
  skipsWelcome: [true, { option: true }],
  app: async ({ page, file, skipsWelcome }, use, info) => {
    const isElectron = info.project.name === 'electron';
    test.skip(isElectron && !existsSync(join(root, 'node_modules/electron/dist')), "Electron's runtime is not on this machine");
    const dataFolder = mkdtempSync(join(tmpdir(), 'lacuna-e2e-'));
    let host = isElectron ? await startElectron(dataFolder, file) : await startLoopback(dataFolder, file);
    let shown = await host.show(page);
    if (skipsWelcome) await answerWelcome(shown);
    await use({
      get page() { return shown; },
      get url() { return host.url; },
      dataFolder,
      filePath: file ?? join(dataFolder, 'NSCLC bone metastasis.lacuna'),
      restart: async () => {
        await host.stop();
        host = isElectron ? await startElectron(dataFolder, file) : await startLoopback(dataFolder, file);
        shown = await host.show(page);
      },
      kill: () => host.kill(),
    });
    await host.stop();
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  },
});
export { expect } from '@playwright/test';

async function answerWelcome(page: Page): Promise<void> {
  const start = page.getByRole('button', { name: 'Start' });
  await start.click();
  await start.waitFor({ state: 'hidden' });
}

/** A loopback host on a data folder of its own; its address holds the one-time token. */
export async function startLoopback(dataFolder: string, file: string | null): Promise<Host> {
  const child = spawn(process.execPath, [join(root, 'out/main/loopback.js'), ...(file === null ? [] : [file]), '--no-open', '--port', '0', '--data', dataFolder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await printedAddress(child);
  return {
    url: address.replace(/#.*$/u, ''),
    address,
    show: async (page) => {
      await page.goto('about:blank');
      await page.goto(address);
      await page.locator('.ag-row').first().waitFor();
      return page;
    },
    stop: () => ended(child, 'SIGTERM'),
    kill: () => { child.kill('SIGKILL'); },
  };
}

function printedAddress(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+\/#token=\S+/u.exec(printed)?.[0];
      if (address !== undefined) found(address);
    });
    child.on('exit', (code) => failed(new Error(`The host ended with ${code} before it printed its address: ${printed}`)));
  });
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.on('exit', () => done());
    child.kill(signal);
  });
}

async function startElectron(dataFolder: string, file: string | null): Promise<Host> {
  const executablePath = join(root, 'node_modules/electron/dist', readFileSync(join(root, 'node_modules/electron/path.txt'), 'utf8').trim());
  const application: ElectronApplication = await _electron.launch({ executablePath, args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root, '--data', dataFolder, ...(file === null ? [] : [file])] });
  return {
    url: 'app://lacuna/',
    address: 'app://lacuna/',
    show: async () => {
      const page = await application.firstWindow();
      await page.locator('.ag-row').first().waitFor();
      return page;
    },
    stop: () => application.close(),
    kill: () => { application.process().kill('SIGKILL'); },
  };
}
