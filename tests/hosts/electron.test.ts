// The desktop application, run whole: the real main process code, the real preload, the real core process and a real
// Chromium page, over a double of the `electron` module.
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { answerWelcome, editFirstFactor, firstFactor, launchBrowser, listen, openedTitle, reviewName, saveCopy, showReview, startApplication, until, type PageGlobal, type Started, type StartOptions } from './electronHarness';

let browser: Browser;
let folder: string;
let started: Started | null = null;

beforeAll(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'lacuna-electron-test-'));
});
afterEach(async () => {
  await started?.stop();
  started = null;
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

async function start(options: StartOptions = {}): Promise<Started> {
  started = await startApplication(browser, options);
  return started;
}

/** The application with the built-in review open, and its table on the screen. */
async function startWithReview(options: StartOptions = {}): Promise<Started> {
  const application = await start(options);
  await showReview(application);
  return application;
}

const firstExpression = async (application: Started): Promise<unknown> => (await firstFactor(application)).values['expression'];

describe('starting', () => {
  test('shows the window on app://lacuna once it is ready, with the document’s name', async () => {
    const { electron } = await startWithReview();
    const window = electron.window();
    await until('the window to show', () => window.isShown);
    expect(window.webContents.getURL()).toBe('app://lacuna/index.html');
    expect(electron.refusedRequests).toEqual([]);
  });

  test('the page learns which host it has', async () => {
    const { call } = await startWithReview();
    expect(await call('getHost', {})).toEqual({ ok: true, value: { kind: 'electron', platform: process.platform, version: '0.0.0-double' } });
  });

  test('keeps everything in the data folder that was named', async () => {
    const { electron, dataFolder } = await startWithReview();
    expect(existsSync(join(dataFolder, reviewName))).toBe(true);
    expect(electron.paths.get('userData')).toBe(join(dataFolder, 'chromium'));
  });

  test('opens the file of the command line', async () => {
    const path = join(folder, 'from the shell.lacuna');
    const application = await startWithReview();
    await saveCopy(application, path);
    await application.stop();
    const again = await start({ args: [path] });
    await again.page();
    await openedTitle(again, 'from the shell.lacuna');
    expect(await again.call('getDocument', {})).toMatchObject({ ok: true, value: { path } });
    expect(existsSync(join(again.dataFolder, reviewName))).toBe(false);
  });

  test('a file that is not there is said to the page, which stays usable', async () => {
    const application = await start({ args: [join(folder, 'nowhere.lacuna')] });
    const page = await application.page();
    await page.getByText(/nowhere\.lacuna/u).first().waitFor();
    expect(await application.call('getHost', {})).toMatchObject({ ok: true });
  });

  test('a document that macOS hands over opens: before the application is ready, and in the same window later', async () => {
    const paths = ['handed over.lacuna', 'handed over later.lacuna'].map((name) => join(folder, name));
    const first = await startWithReview();
    for (const path of paths) await saveCopy(first, path);
    await first.stop();

    const ready = Promise.withResolvers<void>();
    const application = await start({ ready: ready.promise });
    const handOver = (path: string | undefined): boolean => {
      let isTaken = false;
      application.electron.app.emit('open-file', { preventDefault: () => { isTaken = true; } }, path);
      return isTaken;
    };
    expect(handOver(paths[0])).toBe(true);
    expect(application.electron.windows).toEqual([]);
    ready.resolve();
    await openedTitle(application, 'handed over.lacuna');
    await (await application.page()).locator('.ag-row').first().waitFor();
    expect(handOver(paths[1])).toBe(true);
    await openedTitle(application, 'handed over later.lacuna');
    expect(application.electron.windows).toHaveLength(1);
    expect(application.electron.window().focusedTimes).toBe(1);
    expect(existsSync(join(application.dataFolder, reviewName))).toBe(false);
  });

  test('a second instance for the same data folder neither opens a window nor starts a core', async () => {
    const { electron } = await start({ hasLock: false });
    expect(await electron.exitCode).toBe(0);
    expect(electron.windows).toEqual([]);
    expect(electron.cores).toEqual([]);
  });

  test('a data folder that cannot be written is named in a sentence, and the process ends with 2', async () => {
    const file = join(folder, 'a file');
    await writeFile(file, '');
    const { electron } = await start({ dataFolder: join(file, 'data') });
    expect(await electron.exitCode).toBe(2);
    expect(electron.dialogs.asked).toEqual([{ message: 'Lacuna cannot start', detail: expect.stringContaining(join(file, 'data')) }]);
  });

  test('what fails in starting is said in a sentence, and the process ends', async () => {
    const ready = Promise.withResolvers<void>();
    const { electron } = await start({ ready: ready.promise });
    Object.assign(electron.module['screen'] as object, { getAllDisplays: () => { throw new Error('No screen answers'); } });
    ready.resolve();
    expect(await electron.exitCode).toBe(1);
    expect(electron.dialogs.asked).toEqual([{ message: 'Lacuna cannot start', detail: expect.stringContaining('No screen answers') }]);
  });

  test('the window comes back where it was', async () => {
    const dataFolder = await mkdtemp(join(folder, 'bounds-'));
    const first = await startWithReview({ dataFolder });
    first.electron.window().setBounds({ x: 120, y: 80, width: 1000, height: 700 });
    first.electron.window().close();
    await first.electron.exitCode;
    await first.stop();
    const second = await startWithReview({ dataFolder });
    expect(second.electron.window().getBounds()).toEqual({ x: 120, y: 80, width: 1000, height: 700 });
  });
});

describe('working', () => {
  test('an edit through the page is in the file', async () => {
    const dataFolder = await mkdtemp(join(folder, 'edit-'));
    const application = await startWithReview({ dataFolder });
    await editFirstFactor(application, 'Edited in Electron');
    await application.stop();
    const again = await startWithReview({ dataFolder });
    expect(await firstExpression(again)).toBe('Edited in Electron');
  });

  test('Undo in the menu names the step and takes it back; Redo follows', async () => {
    const application = await startWithReview();
    await answerWelcome(await application.page());
    const { electron } = application;
    const before = await firstExpression(application);
    await editFirstFactor(application, 'Sideways');
    await until('the label', () => electron.menuEntry('undo').label?.startsWith('Undo edit Expression'));
    electron.clickMenu('undo');
    await until('the undo', async () => (await firstExpression(application)) === before);
    await until('Redo', () => electron.menuEntry('redo').label !== 'Redo');
    electron.clickMenu('redo');
    expect(await until('the redo', async () => (await firstExpression(application)) === 'Sideways')).toBe(true);
  });

  test('exports to the place chosen in the dialog, and shows only files that Lacuna wrote', async () => {
    const { electron, call } = await startWithReview();
    const path = join(folder, 'table.csv');
    electron.dialogs.savePath = join(folder, 'table');
    const chosen = await call('chooseDestination', { suggestedName: '../../etc/Table 1.csv', extension: 'csv', title: 'Export' });
    expect(chosen).toEqual({ ok: true, value: { path } });
    expect(electron.dialogs.asked.at(-1)).toMatchObject({ title: 'Export', defaultPath: expect.stringMatching(/[/\\]Table 1\.csv$/u) });
    expect(await call('exportTable', { table: 'factors', format: 'csv', path })).toMatchObject({ ok: true, value: { path } });
    expect((await readFile(path, 'utf8')).replace('\uFEFF', '')).toMatch(/^"?Factor/u);

    expect(await call('revealFile', { path })).toEqual({ ok: true, value: { isShown: true } });
    expect(await call('revealFile', { path: '/etc/hostname' })).toEqual({ ok: true, value: { isShown: false } });
    expect(electron.revealed).toEqual([path]);
  });

  test('does not take a name whose extension the dialog left off over a file that it did not ask about', async () => {
    const { electron, call } = await startWithReview();
    await writeFile(join(folder, 'taken.csv'), 'mine');
    electron.dialogs.savePath = join(folder, 'taken');
    expect(await call('chooseDestination', { suggestedName: 'taken', extension: 'csv', title: 'Export' })).toEqual({ ok: true, value: { path: null } });
    electron.dialogs.press = (question) => question.buttons?.indexOf('Replace') ?? 0;
    expect(await call('chooseDestination', { suggestedName: 'taken', extension: 'csv', title: 'Export' })).toEqual({ ok: true, value: { path: join(folder, 'taken.csv') } });
  });

  test('an export never takes the place of a document, whatever is chosen in the dialog', async () => {
    const { electron, call, dataFolder } = await startWithReview();
    electron.dialogs.savePath = join(dataFolder, reviewName);
    expect(await call('chooseDestination', { suggestedName: 'Table 1', extension: 'csv', title: 'Export' })).toEqual({ ok: true, value: { path: join(dataFolder, `${reviewName}.csv`) } });
    expect(await call('chooseDestination', { suggestedName: 'copy', extension: 'lacuna', title: 'Save a copy' })).toEqual({ ok: true, value: { path: join(dataFolder, reviewName) } });
    electron.dialogs.savePath = join(folder, 'table.txt');
    expect(await call('chooseDestination', { suggestedName: 'Table 1', extension: 'csv', title: 'Export' })).toEqual({ ok: true, value: { path: join(folder, 'table.txt') } });
  });

  test('the page can name only files that the curator chose', async () => {
    const { electron, call, dataFolder } = await startWithReview();
    const path = join(folder, 'not chosen.csv');
    expect(await call('exportTable', { table: 'factors', format: 'csv', path })).toMatchObject({ ok: false, error: { code: 'not-allowed', details: { path } } });
    expect(await call('saveCopy', { path })).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    expect(await call('openDocument', { path })).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    expect(await call('importTables', { sources: [{ path, table: null }] })).toMatchObject({ ok: false, error: { code: 'not-allowed', details: { path } } });
    expect(await call('formatReferences', { path: null, stylePath: path })).toMatchObject({ ok: false, error: { code: 'not-allowed', details: { path } } });
    expect(await call('addStyle', { path })).toMatchObject({ ok: false, error: { code: 'not-allowed', details: { path } } });
    expect(await call('exportTable', { table: 'factors', format: 'csv', path: join(dataFolder, '..', 'out of the folder.csv') })).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    expect(existsSync(path)).toBe(false);
    // What Lacuna keeps for the curator may be read, and not be written over: the review itself, its backups, preferences.
    for (const kept of [reviewName, 'preferences.json', join('backups', 'x.lacuna')]) {
      expect(await call('exportTable', { table: 'factors', format: 'csv', path: join(dataFolder, kept) })).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
      expect(await call('saveCopy', { path: join(dataFolder, kept) })).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
      expect(await call('createDocument', { content: 'empty', path: join(dataFolder, kept), replace: true })).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    }
    electron.dialogs.openPath = path;
    await call('chooseDocument', {});
    expect(await call('openDocument', { path })).toMatchObject({ ok: false, error: { code: 'document-missing' } });
    expect(await call('openDocument', { path: join(dataFolder, reviewName) })).toMatchObject({ ok: true });
  });

  test('files to import are chosen several at once, and may be read from then on', async () => {
    const { electron, call } = await startWithReview();
    const [one, two] = [join(folder, 'one.csv'), join(folder, 'two.csv')];
    await writeFile(one, 'Factor,Expression\nPeriostin,Up\n');
    await writeFile(two, 'Factor,Expression\nSclerostin,Down\n');
    const preview = () => call('previewImport', { sources: [one, two].map((path) => ({ path, table: 'factors' as const })) });
    expect(await preview()).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    electron.dialogs.openPaths = [one, two];
    expect(await call('chooseFiles', {})).toEqual({ ok: true, value: { paths: [one, two] } });
    expect(await preview()).toMatchObject({ ok: true, value: { total: { records: 2, new: 2 } } });
  });

  test('a citation style is chosen by itself, and may be read from then on', async () => {
    const { electron, call } = await startWithReview();
    const path = join(folder, 'page.csl');
    await writeFile(path, '<html></html>');
    electron.dialogs.openPath = path;
    expect(await call('chooseFiles', { kind: 'style' })).toEqual({ ok: true, value: { paths: [path] } });
    expect(await call('addStyle', { path })).toMatchObject({ ok: false, error: { code: 'invalid-value', message: expect.stringContaining('page.csl: This XML is no citation style') } });
  });

  test('files dropped on the window are told to the page, which may read them and shows what they would bring; what a page makes up has no path', async () => {
    const application = await startWithReview();
    const page = await application.page();
    await answerWelcome(page);
    await listen(page);
    const path = join(folder, 'dropped.csv');
    await writeFile(path, 'Factor,Expression\nPeriostin,Up\n');
    const drop = (from: string | null) => page.evaluate((folderName) => {
      if (folderName !== null) Object.assign(window, { __droppedFrom: folderName });
      const carried = new DataTransfer();
      carried.items.add(new File(['x'], 'dropped.csv'));
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: carried }));
    }, from);
    await drop(null);
    const preview = () => application.call('previewImport', { sources: [{ path, table: 'factors' }] });
    expect(await preview()).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    expect((await application.events()).filter(({ type }) => type === 'filesDropped')).toEqual([]);
    await drop(folder);
    await until('the files', async () => (await application.events()).some((event) => event.type === 'filesDropped' && event.paths[0] === path));
    expect(await preview()).toMatchObject({ ok: true, value: { total: { new: 1 } } });
    await page.getByRole('dialog', { name: 'Import', exact: true }).getByRole('option', { name: /New 2 Periostin/u }).waitFor();
  });

  test('a cancelled dialog is an answer, not an error', async () => {
    const { call } = await startWithReview();
    expect(await call('chooseFiles', {})).toEqual({ ok: true, value: { paths: [] } });
    expect(await call('chooseDocument', {})).toEqual({ ok: true, value: { path: null } });
    expect(await call('chooseDestination', { suggestedName: 'a', extension: 'csv', title: '' })).toEqual({ ok: true, value: { path: null } });
  });

  test('documents that were opened reach the system’s own list, in their order', async () => {
    const application = await startWithReview();
    const path = join(folder, 'for the list.lacuna');
    await saveCopy(application, path);
    expect(await application.call('openDocument', { path })).toMatchObject({ ok: true });
    expect(application.electron.recents).toEqual([join(application.dataFolder, reviewName), path]);
  });

  test('a second instance opens its file in this window and brings it to the front', async () => {
    const application = await startWithReview();
    const { electron } = application;
    const path = join(folder, 'other.lacuna');
    await saveCopy(application, path);
    const window = electron.window();
    window.minimize();
    electron.app.emit('second-instance', {}, ['electron', '.'], folder, { filePath: path });
    await openedTitle(application, 'other.lacuna');
    expect(window.isMinimized()).toBe(false);
    expect(window.focusedTimes).toBe(1);
    await until('the recent documents', () => Array.isArray(electron.menuEntry('openRecent').submenu) && electron.menuEntry('openRecent').enabled === true);
  });

  test('a killed core is started again, and the page goes on with the same document', async () => {
    const application = await startWithReview();
    const { electron, page, events } = application;
    await editFirstFactor(application, 'Before the crash');
    await listen(await page());
    electron.cores[0]?.kill('SIGKILL');
    await until('the restart', async () => (await events()).some(({ type }) => type === 'coreRestarted'));
    expect(electron.cores).toHaveLength(2);
    expect(await firstExpression(application)).toBe('Before the crash');
    await editFirstFactor(application, 'After the crash');
    expect(await firstExpression(application)).toBe('After the crash');
  });

  test('a batch answers in its order, and one that makes no sense is refused whole', async () => {
    const { page } = await startWithReview();
    const shown = await page();
    const codes = (batch: unknown) => shown.evaluate(async (given) => {
      const { replies } = await (globalThis as unknown as PageGlobal).lacuna.call(given as never);
      return replies.map((reply) => (reply.ok ? 'ok' : reply.error.code));
    }, batch);
    expect(await codes({ calls: [{ callId: '1', method: 'getHost', input: {} }, { callId: '2', method: 'noSuchThing', input: {} }, { callId: '3', method: 'getDocument', input: {} }], cancel: ['gone'] })).toEqual(['ok', 'unknown-method', 'ok']);
    expect(await codes({ calls: 'all' })).toEqual(['invalid-input']);
    expect(await codes({ calls: [{ callId: '1', method: 'getHost', input: {} }, { callId: '2' }], cancel: [] })).toEqual(['invalid-input', 'invalid-input']);
    expect(await codes({ calls: [{ callId: '1', method: 'revealFile', input: { path: '' } }], cancel: [] })).toEqual(['invalid-input']);
    expect(await codes({ calls: [{ callId: '1', method: 'toString', input: {} }], cancel: [] })).toEqual(['unknown-method']);
  });
});
