// The parts of the desktop host that have rules of their own: what the command line means, where a window may stand,
// how closing waits, what the menu offers, and what app://lacuna serves.
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MenuItemConstructorOptions } from 'electron';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { menuCommands, type MenuCommand } from '../../db/contract/events';
import { createClosing } from '../../electron/closing';
import { readLaunch } from '../../electron/launch';
import { emptyMenuState, menuTemplate, type MenuState } from '../../electron/menu';
import { createPresence } from '../../electron/presence';
import { answerRequest, contentSecurityPolicy } from '../../electron/protocol';
import { openBoundsFile, openingPlace } from '../../electron/windowBounds';

vi.mock('electron', () => ({ Menu: {}, protocol: {} }));

describe('the command line', () => {
  const launch = (args: readonly string[], isPackaged = false) => readLaunch(['electron', ...args], '/home/curator', isPackaged);

  test('a file, from an unpackaged and from a packaged application', () => {
    expect(launch(['.', 'a.lacuna']).filePath).toBe(resolve('/home/curator/a.lacuna'));
    expect(launch(['/tmp/a.lacuna'], true).filePath).toBe(resolve('/tmp/a.lacuna'));
  });
  test('no file', () => {
    expect(launch(['.']).filePath).toBeNull();
    expect(launch([], true).filePath).toBeNull();
  });
  test('switches of Chromium and macOS are not files', () => {
    expect(launch(['--inspect=0', '--remote-debugging-port=0', '.', '--no-sandbox', '-psn_0_12', 'a.lacuna']).filePath).toBe(resolve('/home/curator/a.lacuna'));
  });
  test('file managers of Linux hand over an address, not a path', () => {
    expect(launch([pathToFileURL('/home/curator/bone metastasis & β.lacuna').href], true).filePath).toBe(resolve('/home/curator/bone metastasis & β.lacuna'));
    expect(launch(['.', pathToFileURL('/home/curator/a.lacuna').href]).filePath).toBe(resolve('/home/curator/a.lacuna'));
  });
  test('an address of another kind, or of another machine, is taken for a name, and will be said not to be there', () => {
    expect(launch(['https://example.org/a.lacuna'], true).filePath).toBe(resolve('/home/curator', 'https://example.org/a.lacuna'));
    expect(launch(['file:///%00'], true).filePath).toBe(resolve('/home/curator', 'file:///%00'));
  });
  test('a data folder, in both spellings, is not taken for a file', () => {
    expect(launch(['.', '--data', 'evidence'])).toEqual({ filePath: null, dataFolder: resolve('/home/curator/evidence') });
    expect(launch(['.', '--data=/evidence', 'a.lacuna'])).toEqual({ filePath: resolve('/home/curator/a.lacuna'), dataFolder: resolve('/evidence') });
    expect(launch(['.', '--data']).dataFolder).toBeNull();
  });
});

describe('the place of the window', () => {
  const primary = { bounds: { x: 0, y: 0, width: 1920, height: 1080 }, workArea: { x: 0, y: 40, width: 1920, height: 1040 }, scaleFactor: 1 };
  const second = { bounds: { x: 1920, y: 0, width: 2560, height: 1440 }, workArea: { x: 1920, y: 0, width: 2560, height: 1440 }, scaleFactor: 2 };
  const centred = { x: 240, y: 110, width: 1440, height: 900, isMaximized: false };
  let folder: string;
  beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'lacuna-bounds-')); });
  afterEach(() => rm(folder, { recursive: true }));

  test('at first it stands in the middle of the primary display', () => {
    expect(openingPlace(openBoundsFile(join(folder, 'window.json')).read(), [primary, second], primary)).toEqual(centred);
  });
  test('each display has a place of its own; without the display used last, the primary one’s counts', () => {
    const file = openBoundsFile(join(folder, 'not', 'there', 'window.json'));
    const onPrimary = { x: 10, y: 50, width: 900, height: 600, isMaximized: false };
    const onSecond = { x: 2000, y: 20, width: 1800, height: 1200, isMaximized: true };
    file.write(primary, onPrimary);
    file.write(second, onSecond);
    expect(openingPlace(file.read(), [primary, second], primary)).toEqual(onSecond);
    expect(openingPlace(file.read(), [primary], primary)).toEqual(onPrimary);
  });
  test.each([
    ['off to the left', { x: -2000, y: 50, width: 900, height: 600 }],
    ['above the top', { x: 10, y: -700, width: 900, height: 600 }],
    ['below the bottom', { x: 10, y: 1060, width: 900, height: 600 }],
    ['too small to read', { x: 10, y: 50, width: 90, height: 600 }],
  ])('%s is forgotten', (_name, place) => {
    const file = openBoundsFile(join(folder, 'window.json'));
    file.write(primary, { ...place, isMaximized: false });
    expect(openingPlace(file.read(), [primary], primary)).toEqual(centred);
  });
  test('an unreadable file is no error', async () => {
    await writeFile(join(folder, 'window.json'), '{"displays": 3');
    expect(openingPlace(openBoundsFile(join(folder, 'window.json')).read(), [primary], primary)).toEqual(centred);
  });
});

describe('closing', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function closingOf(isPageLive = true) {
    const said: string[] = [];
    const curator = Promise.withResolvers<boolean>();
    let asked: AbortSignal | null = null;
    const closing = createClosing({
      isPageLive: () => isPageLive,
      askPage: () => said.push('page asked'),
      askCurator: (signal) => {
        said.push('curator asked');
        asked = signal;
        return curator.promise;
      },
      closeNow: () => said.push('closed'),
      timeoutMs: 5000,
    });
    const request = (): boolean => {
      let isPrevented = false;
      closing.requested({ preventDefault: () => { isPrevented = true; } });
      return isPrevented;
    };
    return { closing, said, curator, request, isQuestionOpen: () => asked !== null && !asked.aborted };
  }

  test('waits for the page’s yes, then closes, and does not ask twice', () => {
    const { closing, said, request } = closingOf();
    expect(request()).toBe(true);
    expect(request()).toBe(true);
    closing.answered(true);
    expect(said).toEqual(['page asked', 'closed']);
    expect(request()).toBe(false);
  });
  test('stays on the page’s no, and asks anew next time', () => {
    const { closing, said, request } = closingOf();
    request();
    closing.answered(false);
    vi.advanceTimersByTime(60_000);
    request();
    expect(said).toEqual(['page asked', 'page asked']);
  });
  test('asks the curator after five seconds of silence', async () => {
    const { said, request, curator } = closingOf();
    request();
    vi.advanceTimersByTime(4999);
    expect(said).toEqual(['page asked']);
    vi.advanceTimersByTime(1);
    expect(said).toEqual(['page asked', 'curator asked']);
    curator.resolve(true);
    await vi.runAllTimersAsync();
    expect(said).toEqual(['page asked', 'curator asked', 'closed']);
  });
  test('a curator who waits keeps the window', async () => {
    const { said, request, curator } = closingOf();
    request();
    vi.advanceTimersByTime(5000);
    curator.resolve(false);
    await vi.runAllTimersAsync();
    expect(request()).toBe(true);
    expect(said).toEqual(['page asked', 'curator asked', 'page asked']);
  });
  test('a late answer takes the question away', () => {
    const { closing, said, request, isQuestionOpen } = closingOf();
    request();
    vi.advanceTimersByTime(5000);
    expect(isQuestionOpen()).toBe(true);
    closing.answered(false);
    expect(isQuestionOpen()).toBe(false);
    expect(said).toEqual(['page asked', 'curator asked']);
  });
  test('a page that is gone is not asked; one that goes meanwhile is not waited for', () => {
    expect(closingOf(false).request()).toBe(false);
    const { closing, said, request } = closingOf();
    request();
    closing.pageLost();
    expect(said).toEqual(['page asked', 'closed']);
  });
  test('an answer that nobody asked for closes nothing', () => {
    const { closing, said } = closingOf();
    closing.answered(true);
    closing.pageLost();
    expect(said).toEqual([]);
  });
});

describe('whether the page hears', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const heard: string[] = [];
  const presenceOf = () => {
    heard.length = 0;
    return createPresence((event) => heard.push(event.type === 'openRequested' ? event.path : event.type));
  };

  test('before its first call nothing is sent; what may be missed is dropped', () => {
    const presence = presenceOf();
    presence.send({ type: 'closeRequested' });
    expect([presence.isListening(), heard]).toEqual([false, []]);
    presence.noteCall();
    presence.send({ type: 'closeRequested' });
    expect([presence.isListening(), heard]).toEqual([true, ['closeRequested']]);
  });
  test('a file to open waits until the page’s first questions are answered and it has asked no more for a while', () => {
    const presence = presenceOf();
    presence.send({ type: 'openRequested', path: 'a' }, true);
    presence.noteCall();
    presence.noteCall();
    presence.noteAnswer();
    vi.advanceTimersByTime(5000);
    presence.noteAnswer();
    vi.advanceTimersByTime(299);
    presence.noteCall();
    presence.noteAnswer();
    vi.advanceTimersByTime(299);
    expect(heard).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(heard).toEqual(['a']);
    presence.send({ type: 'openRequested', path: 'b' }, true);
    expect(heard).toEqual(['a', 'b']);
  });
  test('a page that is replaced starts anew, and what waits is not lost', () => {
    const presence = presenceOf();
    presence.noteCall();
    presence.send({ type: 'openRequested', path: 'a' }, true);
    presence.gone();
    presence.noteAnswer();
    vi.advanceTimersByTime(5000);
    expect([presence.isListening(), heard]).toEqual([false, []]);
    presence.noteCall();
    presence.noteAnswer();
    vi.advanceTimersByTime(300);
    expect(heard).toEqual(['a']);
  });
});

describe('the menu', () => {
  const open: MenuState = { ...emptyMenuState, hasDocument: true, undoState: { undo: 'edit R&D of CXCR7', redo: null } };
  const said: [MenuCommand, string | null][] = [];
  const entries = (state: MenuState, isMac = false, hasDevTools = false): readonly MenuItemConstructorOptions[] => {
    const flat = (template: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] => template.flatMap((entry) => [entry, ...(Array.isArray(entry.submenu) ? flat(entry.submenu) : [])]);
    return flat(menuTemplate(state, { isMac, hasDevTools, say: (command, argument) => said.push([command, argument]) }));
  };
  const entry = (id: string, state = open): MenuItemConstructorOptions => entries(state).find((candidate) => candidate.id === id) ?? {};

  // Electron passes the entry, the window and the event; Lacuna's entries take none of them.
  const clicked = (chosen: MenuItemConstructorOptions | undefined): void => (chosen?.click as (() => void) | undefined)?.();

  test('every command of the contract is in it, as itself or as the system’s role', () => {
    const roles: readonly string[] = entries(open).flatMap(({ role }) => role ?? []);
    const missing = menuCommands.filter((command) => entry(command).id === undefined && !roles.includes(command));
    expect(missing).toEqual([]);
  });
  test('says its command, and nothing else', () => {
    clicked(entry('flag'));
    expect(said).toEqual([['flag', null]]);
  });
  test('Undo and Redo name their step; ampersands are shown; without a step they still serve an open editor', () => {
    expect(entry('undo')).toMatchObject({ label: 'Undo edit R&&D of CXCR7', enabled: true });
    expect(entry('redo')).toMatchObject({ label: 'Redo', enabled: true });
    expect(entry('undo', emptyMenuState).enabled).toBe(false);
  });
  test('what needs a document is grey without one, what writes is grey in a read-only one', () => {
    expect(['export', 'saveCopy', 'find', 'flag'].map((id) => entry(id, emptyMenuState).enabled)).toEqual([false, false, false, false]);
    expect(['export', 'saveCopy', 'flag', 'addRow', 'addStudy'].map((id) => entry(id, { ...open, isReadOnly: true }).enabled)).toEqual([true, true, false, false, false]);
    expect(['open', 'newEmpty', 'newReview', 'shortcuts'].map((id) => entry(id, emptyMenuState).enabled)).toEqual([true, true, true, true]);
  });
  test('recent documents open by their path; lost ones are grey', () => {
    const recent = { title: 'T', openedAtUtc: '2026-01-01T00:00:00Z' };
    const { submenu } = entry('openRecent', { ...open, recents: [{ ...recent, path: '/a/A & B.lacuna', name: 'A & B.lacuna', isThere: true }, { ...recent, path: '/b.lacuna', name: 'b.lacuna', isThere: false }] });
    expect(submenu).toMatchObject([{ label: 'A && B.lacuna', enabled: true }, { label: 'b.lacuna', enabled: false }]);
    const [first] = Array.isArray(submenu) ? submenu : [];
    clicked(first);
    expect(said.at(-1)).toEqual(['openRecent', '/a/A & B.lacuna']);
  });
  test('shortcuts are shown, and left to the page', () => {
    expect(entry('undo')).toMatchObject({ accelerator: 'CmdOrCtrl+Z', registerAccelerator: false });
    expect(entry('export')).toMatchObject({ accelerator: 'CmdOrCtrl+E', registerAccelerator: false });
  });
  test('no two entries share a shortcut', () => {
    const shortcuts = entries(open, false, true).flatMap(({ accelerator }) => (accelerator === undefined ? [] : [String(accelerator)]));
    expect(new Set(shortcuts).size).toBe(shortcuts.length);
  });
  test('developer tools only where they are allowed; macOS has its application menu', () => {
    expect(entries(open).some(({ role }) => role === 'toggleDevTools')).toBe(false);
    expect(entries(open, false, true).some(({ role }) => role === 'toggleDevTools')).toBe(true);
    expect(entries(open, true)[0]).toMatchObject({ label: 'Lacuna' });
  });
});

describe('app://lacuna', () => {
  let folder: string;
  let renderer: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lacuna-protocol-'));
    renderer = join(folder, 'renderer');
    await mkdir(join(renderer, 'assets'), { recursive: true });
    await writeFile(join(renderer, 'index.html'), '<p>Lacuna</p>');
    await writeFile(join(renderer, 'assets', 'main-B_x1.js'), 'void 0');
    await writeFile(join(renderer, 'assets', 'run.sh'), 'echo');
    await writeFile(join(folder, 'secret.txt'), 'secret');
    await symlink(join(folder, 'secret.txt'), join(renderer, 'link.txt'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const get = (url: string, method = 'GET'): Promise<Response> => answerRequest({ method, url }, renderer);

  test('serves the page and its parts, with their types', async () => {
    const page = await get('app://lacuna/');
    expect([page.status, page.headers.get('Content-Type'), await page.text()]).toEqual([200, 'text/html; charset=utf-8', '<p>Lacuna</p>']);
    const script = await get('app://lacuna/assets/main-B_x1.js?v=1#top');
    expect([script.status, script.headers.get('Content-Type')]).toEqual([200, 'text/javascript; charset=utf-8']);
  });
  test('every answer carries the strict policy, refusals too', async () => {
    for (const url of ['app://lacuna/index.html', 'app://lacuna/none.js', 'app://elsewhere/index.html']) {
      const { headers } = await get(url);
      expect(headers.get('Content-Security-Policy')).toBe(contentSecurityPolicy);
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    }
  });
  test.each([
    'app://lacuna/../secret.txt', 'app://lacuna/%2e%2e/secret.txt', 'app://lacuna/..%2fsecret.txt', 'app://lacuna/..%5csecret.txt', 'app://lacuna/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
    'app://lacuna//secret.txt', 'app://lacuna/%00', 'app://lacuna/%', 'app://lacuna/link.txt', 'app://lacuna/assets', 'app://lacuna/assets/run.sh', 'app://lacuna/C:%5csecret.txt', 'app://lacuna/.hidden.txt',
  ])('%s is not there', async (url) => {
    expect((await get(url)).status).toBe(404);
  });
  test('other hosts, other schemes and other verbs are refused', async () => {
    expect((await get('app://evil/index.html')).status).toBe(403);
    expect((await get('https://lacuna/index.html')).status).toBe(403);
    expect((await get('app://lacuna/index.html', 'POST')).status).toBe(405);
  });
});
