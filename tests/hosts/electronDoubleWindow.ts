// Owns the double's windows: BrowserWindow and WebContents with the methods and events that Lacuna uses, over a real
// Chromium page. The page lives at https://lacuna.invalid, because Chromium alone can't load app://; every address is
// translated on its way, so that the application's own code only ever sees app://lacuna.
// Refuses to let a request out: what the application does not serve is aborted and written down.
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { BrowserWindow as ElectronWindow, WebContents } from 'electron';
import type { Browser, BrowserContext, Frame, Page, Request as PageRequest, Route } from '@playwright/test';

const pageOrigin = 'https://lacuna.invalid';
const appOrigin = 'app://lacuna';

export function toAppUrl(url: string): string {
  return url.startsWith(`${pageOrigin}/`) ? appOrigin + url.slice(pageOrigin.length) : url;
}
function toPageUrl(url: string): string {
  return url.startsWith(`${appOrigin}/`) ? pageOrigin + url.slice(appOrigin.length) : url;
}

export type InvokeHandler = (event: unknown, ...given: readonly unknown[]) => unknown;

/** What a window needs of the rest of the double. */
export interface WindowSurroundings {
  readonly browser: Browser;
  readonly session: SessionDouble;
  readonly invokeHandlers: ReadonlyMap<string, InvokeHandler>;
  readonly refusedRequests: string[];
  readonly isDark: () => boolean;
  readonly contentsCreated: (contents: WebContentsDouble) => void;
  readonly windowClosed: (window: BrowserWindowDouble) => void;
}

/** The parts of a session that decide about requests. */
export interface SessionDouble {
  readonly schemes: ReadonlyMap<string, (request: Request) => Response | Promise<Response>>;
  mayRequest(url: string): boolean;
}

export interface FrameDouble {
  readonly frameToken: string;
  readonly url: string;
  readonly parent: FrameDouble | null;
}

type OpenHandler = (details: { readonly url: string }) => { readonly action: 'allow' | 'deny' };

class Preventable {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

/** Runs in the page before any script of its own: the `electron` module that a sandboxed preload may require. */
function preloadScript(preloadPath: string): string {
  return `(() => {
    if (window.top !== window) return;
    const send = window.__invokeMain;
    delete window.__invokeMain;
    const listeners = new Map();
    const of = (channel) => listeners.get(channel) ?? listeners.set(channel, new Set()).get(channel);
    const ipcRenderer = {
      invoke: (channel, ...given) => send(channel, ...given),
      on: (channel, listener) => { of(channel).add(listener); return ipcRenderer; },
      removeListener: (channel, listener) => { of(channel).delete(listener); return ipcRenderer; },
    };
    const contextBridge = {
      exposeInMainWorld: (name, api) => Object.defineProperty(window, name, { value: Object.freeze({ ...api }), enumerable: true }),
    };
    // Chromium gives no paths: a test names the folder that dropped files come from.
    const webUtils = { getPathForFile: (file) => (window.__droppedFrom === undefined ? '' : window.__droppedFrom + '/' + file.name) };
    Object.defineProperty(window, '__deliver', { value: (channel, given) => { for (const listener of [...of(channel)]) listener({}, ...given); } });
    const require = (name) => { if (name !== 'electron') throw new Error('A sandboxed preload can not load ' + name); return { contextBridge, ipcRenderer, webUtils }; };
    const module = { exports: {} };
    const exports = module.exports;
    ${readFileSync(preloadPath, 'utf8').replaceAll('//# sourceMappingURL', '// source map')}
  })();`;
}

function frameOfRequest(request: PageRequest): Frame | null {
  try {
    return request.frame();
  } catch {
    return null;
  }
}

let contentsMade = 0;

export class WebContentsDouble extends EventEmitter implements Pick<WebContents, 'forcefullyCrashRenderer' | 'getURL' | 'id' | 'isCrashed' | 'isDestroyed' | 'reload' | 'send'> {
  readonly id = (contentsMade += 1);
  page: Page | null = null;
  openHandler: OpenHandler | null = null;
  private readonly frames = new WeakMap<Frame, FrameDouble>();
  private framesMade = 0;
  private isProgrammatic = false;
  private crashed = false;
  private destroyed = false;

  constructor(private readonly around: WindowSurroundings, private readonly preloadPath: string) {
    super();
  }

  get mainFrame(): FrameDouble {
    if (this.page === null) throw new Error('The page is not there yet.');
    return this.frameOf(this.page.mainFrame());
  }
  isCrashed(): boolean {
    return this.crashed;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  getURL(): string {
    return this.page === null ? '' : toAppUrl(this.page.url());
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }
  send(channel: string, ...given: readonly unknown[]): void {
    const deliver = ([name, values]: [string, readonly unknown[]]): void => {
      const page = globalThis as { __deliver?: (name: string, values: readonly unknown[]) => void };
      page.__deliver?.(name, values);
    };
    // A page that navigates away or closes loses what was on its way, as in Electron.
    this.page?.evaluate(deliver, [channel, given] as [string, readonly unknown[]]).catch(() => undefined);
  }
  forcefullyCrashRenderer(): void {
    requireAlive(this.destroyed);
    this.crashed = true;
    this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
  }
  reload(): void {
    requireAlive(this.destroyed);
    this.unlessClosed(this.show(this.getURL() === '' ? `${appOrigin}/index.html` : this.getURL()));
  }

  async open(context: BrowserContext, url: string): Promise<void> {
    await context.exposeBinding('__invokeMain', (source, channel: string, ...given: unknown[]) => this.invoke(source.frame, channel, given));
    await context.addInitScript(preloadScript(this.preloadPath));
    await context.route('**/*', (route) => this.unlessClosed(this.answerRoute(route)));
    context.on('page', (page) => {
      if (page !== this.page && this.page !== null) this.unlessClosed(this.opened(page));
    });
    await this.show(url, context);
  }

  async close(): Promise<void> {
    this.destroyed = true;
    this.emit('destroyed');
    await this.page?.context().close();
  }

  /** What Chromium was still doing when its page went fails with the page, and nobody waits for it: as in Electron. */
  private unlessClosed(work: Promise<void>): void {
    const pageThen = this.page;
    work.catch((thrown: unknown) => {
      if (!this.destroyed && this.page === pageThen) throw thrown;
    });
  }

  /** What a page (or anyone who pretends to be one) reaches: the handler that the application registered. */
  async invoke(frame: Frame | FrameDouble | null, channel: string, given: readonly unknown[]): Promise<unknown> {
    const handler = this.around.invokeHandlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    const senderFrame = frame === null || 'frameToken' in frame ? frame : this.frameOf(frame);
    return handler({ sender: this, senderFrame, processId: 1, frameId: 1 }, ...structuredClone([...given]));
  }

  private frameOf(frame: Frame): FrameDouble {
    const known = this.frames.get(frame);
    if (known !== undefined) return known;
    this.framesMade += 1;
    const parent = frame.parentFrame();
    const made: FrameDouble = {
      frameToken: `frame-${this.id}-${this.framesMade}`,
      parent: parent === null ? null : this.frameOf(parent),
      get url() { return toAppUrl(frame.url()); },
    };
    this.frames.set(frame, made);
    return made;
  }

  private async show(url: string, context = this.page?.context()): Promise<void> {
    if (context === undefined) throw new Error('The window has no context yet.');
    if (this.page === null || this.crashed) {
      const before = this.page;
      this.page = null;
      const page = await context.newPage();
      this.page = page;
      this.crashed = false;
      await before?.close();
      page.on('crash', () => {
        if (page !== this.page || this.crashed || this.destroyed) return;
        this.crashed = true;
        this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
      });
      const tell = (event: string): void => { if (!this.destroyed) this.emit(event); };
      page.on('domcontentloaded', () => tell('dom-ready'));
      page.on('load', () => tell('did-finish-load'));
    }
    this.isProgrammatic = true;
    await this.page.goto(toPageUrl(url));
  }

  private async opened(page: Page): Promise<void> {
    // Electron asks before there is a window; here the decision comes a moment later and has the same end.
    const { action } = this.openHandler?.({ url: toAppUrl(page.url()) }) ?? { action: 'allow' };
    if (action === 'deny') await page.close();
  }

  private async answerRoute(route: Route): Promise<void> {
    const request = route.request();
    const url = toAppUrl(request.url());
    if (request.isNavigationRequest() && !this.mayNavigate(frameOfRequest(request), url)) return route.abort('aborted');
    const scheme = this.around.session.schemes.get(new URL(url).protocol.slice(0, -1));
    if (!this.around.session.mayRequest(url) || scheme === undefined) {
      this.around.refusedRequests.push(url);
      return route.abort('blockedbyclient');
    }
    const response = await scheme(new Request(url, { method: request.method() }));
    return route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body: Buffer.from(await response.arrayBuffer()) });
  }

  private mayNavigate(frame: Frame | null, url: string): boolean {
    // A window that was never allowed to open has no frame yet; `opened` decides about it.
    if (frame === null || frame.page() !== this.page) return false;
    const isMainFrame = frame.parentFrame() === null;
    const details = { url, isMainFrame, isSameDocument: false, frame: this.frameOf(frame) };
    if (isMainFrame && this.isProgrammatic) this.isProgrammatic = false;
    else {
      const event = Object.assign(new Preventable(), details);
      this.emit('will-frame-navigate', event);
      if (isMainFrame && !event.defaultPrevented) this.emit('will-navigate', event);
      if (event.defaultPrevented) return false;
    }
    this.emit('did-start-navigation', { ...details });
    return true;
  }
}

export interface WindowOptions {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly title?: string;
  readonly show?: boolean;
  readonly webPreferences?: { readonly preload?: string };
}

/** A window that is gone has no methods but one. */
function requireAlive(isDestroyed: boolean): void {
  if (isDestroyed) throw new TypeError('Object has been destroyed');
}

type WindowMethods = 'close' | 'destroy' | 'focus' | 'getBounds' | 'getNormalBounds' | 'getTitle' | 'isDestroyed' | 'isMaximized' | 'isMinimized' | 'loadURL' | 'maximize' | 'minimize'
  | 'restore' | 'setBackgroundColor' | 'setBounds' | 'setRepresentedFilename' | 'setTitle' | 'show';

export class BrowserWindowDouble extends EventEmitter implements Pick<ElectronWindow, WindowMethods> {
  readonly webContents: WebContentsDouble;
  title: string;
  backgroundColor = '';
  isShown: boolean;
  focusedTimes = 0;
  private maximized = false;
  private minimized = false;
  private destroyed = false;
  private bounds: { x: number; y: number; width: number; height: number };

  constructor(readonly options: WindowOptions, private readonly around: WindowSurroundings) {
    super();
    this.title = options.title ?? '';
    this.isShown = options.show ?? true;
    this.bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 };
    const preload = options.webPreferences?.preload;
    if (preload === undefined) throw new Error('The double knows only windows with a preload.');
    this.webContents = new WebContentsDouble(around, preload);
    this.webContents.once('dom-ready', () => this.emit('ready-to-show'));
    around.contentsCreated(this.webContents);
  }

  async loadURL(url: string): Promise<void> {
    const { width, height } = this.bounds;
    const context = await this.around.browser.newContext({ viewport: { width, height }, colorScheme: this.around.isDark() ? 'dark' : 'light' });
    await this.webContents.open(context, url);
  }
  show(): void { this.alive().isShown = true; }
  focus(): void { this.alive().focusedTimes += 1; }
  isMinimized(): boolean { return this.alive().minimized; }
  minimize(): void { this.alive().minimized = true; }
  restore(): void { this.alive().minimized = false; }
  isMaximized(): boolean { return this.alive().maximized; }
  maximize(): void { this.alive().maximized = true; }
  getBounds() { return this.alive().bounds; }
  getNormalBounds() { return this.alive().bounds; }
  setBounds(bounds: Partial<{ x: number; y: number; width: number; height: number }>): void { this.alive().bounds = { ...this.bounds, ...bounds }; }
  setTitle(title: string): void { this.alive().title = title; }
  getTitle(): string { return this.alive().title; }
  setRepresentedFilename(): void { this.alive(); }
  setBackgroundColor(colour: string): void { this.alive().backgroundColor = colour; }
  isDestroyed(): boolean { return this.destroyed; }

  close(): void {
    this.alive();
    const event = new Preventable();
    this.emit('close', event);
    if (!event.defaultPrevented && !this.destroyed) this.destroy();
  }
  destroy(): void {
    this.alive().destroyed = true;
    void this.webContents.close();
    this.emit('closed');
    this.around.windowClosed(this);
  }
  private alive(): this {
    requireAlive(this.destroyed);
    return this;
  }
}
