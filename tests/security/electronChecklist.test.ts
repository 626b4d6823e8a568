// The checklist of https://www.electronjs.org/docs/latest/tutorial/security, point by point, as assertions on what our
// code really passes to Electron and really answers. Fuses (point 19) are part of packaging and asserted there.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtApplication, launchBrowser, repository, startApplication, type Started } from '../hosts/electronHarness';
import type { FrameDouble } from '../hosts/electronDoubleWindow';

let browser: Browser;
let application: Started;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  application = await startApplication(browser);
  page = await application.page();
}, 30_000);
afterAll(async () => {
  await application.stop();
  await browser.close();
});

const preferences = (): Readonly<Record<string, unknown>> => ({ ...application.electron.window().options.webPreferences });
const handler = (name: string) => {
  const found = application.electron.settings.handlers.get(name);
  if (found === undefined || found === null) throw new Error(`No ${name} handler is set.`);
  // Called with less than Electron passes: our handlers must refuse whatever comes.
  return found as unknown as (...given: unknown[]) => unknown;
};
const sources = readdirSync(join(repository, 'electron')).filter((name) => name.endsWith('.ts')).map((name) => ({ name, text: readFileSync(join(repository, 'electron', name), 'utf8') }));

describe('the checklist of the Electron documentation', () => {
  test('1. only secure content is loaded: nothing but app://lacuna', async () => {
    const refusedBefore = application.electron.refusedRequests.length;
    const answers = await page.evaluate(() => Promise.all(['https://example.org/', 'http://127.0.0.1:1/', 'file:///etc/hostname'].map((url) => fetch(url).then(() => 'answered', () => 'refused'))));
    expect(answers).toEqual(['refused', 'refused', 'refused']);
    expect(application.electron.refusedRequests.slice(refusedBefore)).toEqual([]);
    const cancelled = (url: string): boolean => {
      let isCancelled = false;
      handler('onBeforeRequest')({ url }, (answer: { readonly cancel: boolean }) => { isCancelled = answer.cancel; });
      return isCancelled;
    };
    expect(['https://example.org/', 'http://127.0.0.1:1/', 'file:///etc/hostname', 'ftp://a/', 'ws://a/', 'app://other/', 'blob:https://example.org/1', 'chrome://gpu', 'chrome-extension://a/'].map(cancelled)).not.toContain(false);
    expect(['app://lacuna/index.html', 'blob:app://lacuna/1', 'data:image/png;base64,AA'].map(cancelled)).not.toContain(true);
  });

  test('2. no Node.js integration', async () => {
    expect(preferences()).toMatchObject({ nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false });
    expect(await page.evaluate(() => ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis))).toEqual([]);
  });

  test('3. context isolation', () => expect(preferences()).toMatchObject({ contextIsolation: true }));

  test('4. sandbox, for every renderer', () => {
    expect(preferences()).toMatchObject({ sandbox: true });
    expect(application.electron.settings.isSandboxed).toBe(true);
  });

  test('5. every permission is refused, asked or checked, but one: putting copied cells on the clipboard, for our own page', () => {
    const asked = (permission: string, requestingUrl: string, isMainFrame = true): readonly unknown[] => {
      let isGranted: unknown = null;
      handler('permissionRequest')({}, permission, (answer: boolean) => { isGranted = answer; }, { requestingUrl, isMainFrame });
      return [isGranted, handler('permissionCheck')(null, permission, requestingUrl, { isMainFrame })];
    };
    for (const permission of ['geolocation', 'media', 'notifications', 'midi', 'openExternal', 'clipboard-read', 'deprecated-sync-clipboard-read', 'display-capture', 'fileSystem', 'hid', 'serial', 'usb', 'idle-detection', 'unknown']) {
      expect([permission, ...asked(permission, 'app://lacuna/index.html')]).toEqual([permission, false, false]);
    }
    expect(asked('clipboard-sanitized-write', 'app://lacuna/index.html')).toEqual([true, true]);
    expect(asked('clipboard-sanitized-write', 'app://lacuna/index.html', false)).toEqual([false, false]);
    expect(asked('clipboard-sanitized-write', 'https://example.org/')).toEqual([false, false]);
    expect(handler('devicePermission')({ deviceType: 'usb' })).toBe(false);
    let streams: unknown = 'unasked';
    handler('displayMedia')({}, (answer: unknown) => { streams = answer; });
    expect(streams).toBeNull();
  });

  test('6., 8., 9., 10. web security on, no insecure content, no experiments, no Blink features', () => {
    expect(preferences()).toMatchObject({ webSecurity: true, allowRunningInsecureContent: false, experimentalFeatures: false });
    expect(Object.keys(preferences())).not.toContain('enableBlinkFeatures');
    expect([...application.electron.switches.keys()].filter((name) => /disable-web-security|ignore-certificate|allow-running|enable-blink|disable-site-isolation|no-sandbox/u.test(name))).toEqual([]);
  });

  test('7. a content security policy, in force', async () => {
    const policy = await page.evaluate(async () => (await fetch(location.href)).headers.get('content-security-policy'));
    expect(policy).toBe("default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'");
    const hasRun = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.injected = true';
      document.body.append(script);
      return 'injected' in globalThis;
    });
    expect(hasRun).toBe(false);
    // In a task of the page's own: Playwright lifts the ban on eval inside its evaluate.
    const mayCompile = await page.evaluate(() => new Promise((resolve) => {
      setTimeout(() => { try { resolve(Boolean(new Function('return true')())); } catch { resolve(false); } });
    }));
    expect(mayCompile).toBe(false);
  });

  test('11., 12. no webview: switched off, and refused where one would attach', () => {
    expect(preferences()).toMatchObject({ webviewTag: false });
    const event = { isPrevented: false, preventDefault() { this.isPrevented = true; } };
    application.electron.window().webContents.emit('will-attach-webview', event, {}, {});
    expect(event.isPrevented).toBe(true);
  });

  test('13. navigation is refused: by script, by link, by a dropped file, in a frame, by redirection', async () => {
    const before = page.url();
    for (const url of ['https://example.org/', 'https://lacuna.invalid/assets/none.js']) {
      await page.evaluate((to) => { location.href = to; }, url);
      await page.waitForTimeout(150);
      expect(page.url()).toBe(before);
    }
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'https://example.org/';
      document.body.append(link);
      link.click();
      link.remove();
    });
    await page.waitForTimeout(150);
    expect(page.url()).toBe(before);
    const contents = application.electron.window().webContents;
    const isPrevented = (name: string, details: object): boolean => {
      const event = { defaultPrevented: false, preventDefault() { this.defaultPrevented = true; }, ...details };
      contents.emit(name, event);
      return event.defaultPrevented;
    };
    for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'app://lacuna/other.html', 'app://evil/index.html', 'app://lacuna/index.html?x']) {
      expect([url, isPrevented('will-navigate', { url, isMainFrame: true }), isPrevented('will-frame-navigate', { url, isMainFrame: true })]).toEqual([url, true, true]);
    }
    expect(isPrevented('will-frame-navigate', { url: 'app://lacuna/index.html', isMainFrame: false })).toBe(true);
    expect(isPrevented('will-redirect', { url: 'app://lacuna/index.html', isMainFrame: true })).toBe(true);
    expect(isPrevented('will-navigate', { url: 'app://lacuna/index.html', isMainFrame: true })).toBe(false);
  });

  test('14. no new windows', async () => {
    expect(application.electron.window().webContents.openHandler?.({ url: 'app://lacuna/index.html' })).toEqual({ action: 'deny' });
    await page.evaluate(() => { window.open('https://example.org/'); window.open('about:blank'); });
    await expect.poll(() => page.context().pages().length).toBe(1);
    expect(application.electron.windows).toHaveLength(1);
  });

  test('15. nothing is handed to the system to open', () => {
    expect(sources.filter(({ text }) => /openExternal|openPath|trashItem/u.test(text)).map(({ name }) => name)).toEqual([]);
  });

  test('16. a current version of Electron is pinned', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { readonly devDependencies: Readonly<Record<string, string>> };
    expect(devDependencies['electron']).toMatch(/^(4[5-9]|[5-9]\d)\.\d+\.\d+$/u);
  });

  test('17. every message’s sender is checked', async () => {
    const contents = application.electron.window().webContents;
    const main = contents.mainFrame;
    const batch = { calls: [{ callId: '1', method: 'getHost', input: {} }], cancel: [] };
    const answer = async (frame: FrameDouble | null, from = contents): Promise<unknown> => application.electron.invokeHandlers.get('lacuna:call')?.({ sender: from, senderFrame: frame }, batch);
    expect(await answer(main)).toMatchObject({ replies: [{ ok: true }] });
    const refused = { replies: [{ ok: false, error: { code: 'not-allowed' } }] };
    expect(await answer(null)).toMatchObject(refused);
    expect(await answer({ ...main, url: 'https://example.org/' })).toMatchObject(refused);
    expect(await answer({ ...main, url: 'app://lacuna.example.org/' })).toMatchObject(refused);
    expect(await answer({ ...main, url: 'file:///index.html' })).toMatchObject(refused);
    expect(await answer({ ...main, url: main.url, parent: main })).toMatchObject(refused);
    expect(await answer({ ...main, url: main.url, frameToken: 'another' })).toMatchObject(refused);
    const stranger = Object.assign(Object.create(contents) as typeof contents, {});
    Object.defineProperty(stranger, 'id', { value: 99 });
    expect(await answer(main, stranger)).toMatchObject(refused);
  });

  test('17b. a real frame inside the page can not call', async () => {
    await page.evaluate(() => {
      const frame = document.createElement('iframe');
      frame.id = 'inner';
      document.body.append(frame);
    });
    const inner = page.frames().find((frame) => frame.parentFrame() !== null);
    const reply = await inner?.evaluate(() => {
      const reach = globalThis as unknown as { readonly lacuna?: unknown; __invokeMain(channel: string, batch: unknown): Promise<unknown> };
      return reach.lacuna === undefined ? reach.__invokeMain('lacuna:call', { calls: [{ callId: '1', method: 'getDocument', input: {} }], cancel: [] }) : 'has the bridge';
    });
    expect(reply).toMatchObject({ replies: [{ ok: false, error: { code: 'not-allowed' } }] });
    await page.evaluate(() => document.getElementById('inner')?.remove());
  });

  test('18. a protocol of its own instead of file://, standard and secure, with no other privilege', () => {
    expect(application.electron.privileges).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
    expect(sources.filter(({ text }) => /loadFile|file:\/\//u.test(text)).map(({ name }) => name)).toEqual([]);
  });

  test('20. no Electron API reaches the page: the bridge is call and on, and the preload loads nothing else', async () => {
    expect(await page.evaluate(() => Object.entries((globalThis as unknown as { readonly lacuna: object }).lacuna).map(([name, value]) => `${name}: ${typeof value}`))).toEqual(['call: function', 'on: function']);
    expect(await page.evaluate(() => ['ipcRenderer', 'electron', 'contextBridge', '__invokeMain'].filter((name) => name in globalThis))).toEqual([]);
    const preload = readFileSync(join(builtApplication, 'out/preload/preload.cjs'), 'utf8');
    expect([...preload.matchAll(/require\(\s*([^)]*)\)/gu)].map(([, name]) => name?.replaceAll(/["'`]/gu, ''))).toEqual(['electron']);
  });
});

describe('nothing leaves the machine', () => {
  test('Chromium’s own networking is switched off, and no name is looked up', () => {
    const { switches } = application.electron;
    expect(switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND');
    for (const name of ['disable-background-networking', 'disable-component-update', 'disable-sync', 'disable-domain-reliability', 'no-pings', 'dns-prefetch-disable']) expect(switches.has(name)).toBe(true);
  });

  test('no dictionary is fetched, no proxy script is asked for, nothing is downloaded', () => {
    expect(application.electron.settings).toMatchObject({ isSpellCheckerEnabled: false, proxyMode: 'direct' });
    expect(preferences()).toMatchObject({ spellcheck: false });
    const event = { isPrevented: false, preventDefault() { this.isPrevented = true; } };
    application.electron.settings.listeners.emit('will-download', event, {}, {});
    expect(event.isPrevented).toBe(true);
  });

  test('no crash reports, no updates', () => {
    expect(sources.filter(({ text }) => /crashReporter|autoUpdater|\bnet\b\.(?:request|fetch)/u.test(text)).map(({ name }) => name)).toEqual([]);
  });
});

describe('the channels', () => {
  test('two channels are handled, calls and what was dropped, and one file names them (the preload repeats them under the owner’s type)', () => {
    expect([...application.electron.invokeHandlers.keys()]).toEqual(['lacuna:call', 'lacuna:dropped']);
    expect(sources.filter(({ text }) => /'lacuna:\w+'/u.test(text)).map(({ name }) => name).sort()).toEqual(['ipc.ts', 'preload.ts']);
    expect(sources.filter(({ text }) => /\bipcMain\./u.test(text)).map(({ name }) => name)).toEqual(['ipc.ts']);
  });
});
