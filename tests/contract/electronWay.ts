// The way through Electron: a real Chromium page, the real preload, ipc and main process code over the double of the
// `electron` module. Files are chosen in its dialogs, which the suite answers.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { BatchReply } from '../../db/contract/rpc';
import { launchBrowser, listen, startApplication, type PageGlobal } from '../hosts/electronHarness';
import type { Way } from './way';

export async function startElectron(): Promise<Way> {
  const browser = await launchBrowser();
  const folder = mkdtempSync(join(tmpdir(), 'lacuna-contract-'));
  const application = await startApplication(browser);
  await listen(await application.page());
  let places = 0;
  return {
    host: 'electron', isText: false, dataFolder: application.dataFolder,
    send: async (batch) => (await application.page()).evaluate((given) => (globalThis as unknown as PageGlobal).lacuna.call(given as never), batch) as Promise<BatchReply>,
    heard: () => application.events(),
    bring: async (path) => {
      application.electron.dialogs.openPath = path;
      application.electron.dialogs.openPaths = [path];
      await application.call('chooseDocument', {});
      return path;
    },
    place: async (name) => {
      places += 1;
      const path = join(folder, `${places} ${name}`);
      application.electron.dialogs.savePath = path;
      await application.call('chooseDestination', { suggestedName: name, extension: extname(name).slice(1), title: 'Write' });
      return path;
    },
    stop: async () => {
      await application.stop();
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
