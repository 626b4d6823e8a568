// Owns a double of the `electron` module, for machines where Electron's runtime can't be had: real Chromium pages
// behind BrowserWindow, a real child process behind utilityProcess, and dialogs, menus and the like that a test answers.
// Its parts are checked against Electron's own types. Refuses what Lacuna does not use: it simply is not there.
import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import type { MenuItemConstructorOptions, MessageBoxOptions, OpenDialogOptions, SaveDialogOptions } from 'electron';
import { BrowserWindowDouble, type InvokeHandler, type SessionDouble, type WebContentsDouble, type WindowOptions, type WindowSurroundings } from './electronDoubleWindow';

type Electron = typeof Electron.CrossProcessExports;
/** The methods of Electron's object that the double has, with Electron's own signatures. */
type Like<Whole, Keys extends keyof Whole> = Pick<Whole, Keys>;

type AppKeys = 'addRecentDocument' | 'enableSandbox' | 'exit' | 'getAppPath' | 'getPath' | 'getVersion' | 'isPackaged' | 'quit' | 'requestSingleInstanceLock'
  | 'setAboutPanelOptions' | 'setAppUserModelId' | 'setName' | 'setPath' | 'whenReady';

export interface DoubleOptions {
  readonly browser: Browser;
  /** The folder that holds `out/`. */
  readonly appPath: string;
  readonly isPackaged?: boolean;
  readonly hasLock?: boolean;
  /** When Electron says that it is ready; at once, if nothing is said. */
  readonly ready?: Promise<void>;
}

export interface ElectronDouble {
  /** What `import … from 'electron'` gives. */
  readonly module: Readonly<Record<string, unknown>>;
  readonly app: EventEmitter;
  readonly windows: readonly BrowserWindowDouble[];
  readonly cores: readonly ChildProcess[];
  readonly switches: ReadonlyMap<string, string>;
  readonly paths: ReadonlyMap<string, string>;
  readonly privileges: readonly { readonly scheme: string; readonly privileges?: Readonly<Record<string, boolean>> }[];
  readonly invokeHandlers: ReadonlyMap<string, InvokeHandler>;
  readonly refusedRequests: readonly string[];
  readonly revealed: readonly string[];
  /** What the system's own list of recent documents was told. */
  readonly recents: readonly string[];
  readonly settings: Settings;
  /** Answers that a test prepares, and questions that were asked. */
  readonly dialogs: Dialogs;
  readonly theme: EventEmitter & { shouldUseDarkColors: boolean };
  readonly exitCode: Promise<number>;
  window(): BrowserWindowDouble;
  /** The Chromium page of the window, once it is there. */
  page(): Promise<Page>;
  menuEntry(id: string): MenuItemConstructorOptions;
  clickMenu(id: string): void;
  stop(): Promise<void>;
}

export interface Dialogs {
  openPath: string | null;
  /** What is chosen where several files may be. */
  openPaths: readonly string[];
  savePath: string | null;
  /** The button to press; null leaves the question open until its signal takes it away. */
  press: (options: MessageBoxOptions) => number | null;
  readonly asked: (OpenDialogOptions | SaveDialogOptions | MessageBoxOptions)[];
}

type Callback = (...given: never[]) => unknown;
/** What the application set on its session, for tests to call. */
export interface Settings {
  readonly handlers: Map<string, Callback | null>;
  readonly listeners: EventEmitter;
  isSandboxed: boolean;
  isSpellCheckerEnabled: boolean;
  proxyMode: string | undefined;
  applicationMenu: readonly MenuItemConstructorOptions[];
}

export function createElectronDouble(options: DoubleOptions): ElectronDouble {
  const windows: BrowserWindowDouble[] = [];
  const cores: ChildProcess[] = [];
  const switches = new Map<string, string>();
  const paths = new Map<string, string>([['documents', options.appPath]]);
  const privileges: { readonly scheme: string; readonly privileges?: Readonly<Record<string, boolean>> }[] = [];
  const invokeHandlers = new Map<string, InvokeHandler>();
  const schemes = new Map<string, (request: Request) => Response | Promise<Response>>();
  const refusedRequests: string[] = [];
  const revealed: string[] = [];
  const recents: string[] = [];
  const settings: Settings = { handlers: new Map(), listeners: new EventEmitter(), isSandboxed: false, isSpellCheckerEnabled: true, proxyMode: undefined, applicationMenu: [] };
  const dialogs: Dialogs = { openPath: null, openPaths: [], savePath: null, press: (question) => question.cancelId ?? 0, asked: [] };
  const theme = Object.assign(new EventEmitter(), { shouldUseDarkColors: false });
  const exit = Promise.withResolvers<number>();
  const app = new EventEmitter();
  let isQuitting = false;

  const quit = (): void => {
    isQuitting = true;
    app.emit('before-quit', preventable());
    windows.slice().forEach((window) => window.close());
    if (windows.length > 0) {
      isQuitting = false;
      return;
    }
    const event = preventable();
    app.emit('will-quit', event);
    if (!event.defaultPrevented) exit.resolve(0);
  };

  const appPart = {
    isPackaged: options.isPackaged ?? false,
    commandLine: { appendSwitch: (name: string, value = '') => void switches.set(name, value) } satisfies Like<Electron['app']['commandLine'], 'appendSwitch'>,
    enableSandbox: () => { settings.isSandboxed = true; },
    exit: (code = 0) => exit.resolve(code),
    getAppPath: () => options.appPath,
    getPath: (name: string) => paths.get(name) ?? options.appPath,
    getVersion: () => '0.0.0-double',
    addRecentDocument: (path: string) => void recents.push(path),
    quit,
    requestSingleInstanceLock: () => options.hasLock ?? true,
    setAboutPanelOptions: () => undefined,
    setAppUserModelId: () => undefined,
    setName: () => undefined,
    setPath: (name: string, path: string) => void paths.set(name, path),
    whenReady: () => options.ready ?? Promise.resolve(),
  } satisfies Like<Electron['app'], AppKeys> & Readonly<Record<'commandLine', unknown>>;
  Object.assign(app, appPart);

  const defaultSession = sessionDouble(settings, schemes);
  const around: WindowSurroundings = {
    browser: options.browser, invokeHandlers, refusedRequests,
    session: { schemes, mayRequest: (url) => mayRequest(settings, url) },
    isDark: () => theme.shouldUseDarkColors,
    contentsCreated: (contents: WebContentsDouble) => void app.emit('web-contents-created', preventable(), contents),
    windowClosed: (window) => {
      windows.splice(windows.indexOf(window), 1);
      if (windows.length === 0 && !isQuitting) app.emit('window-all-closed');
    },
  };
  class BrowserWindow extends BrowserWindowDouble {
    constructor(windowOptions: WindowOptions) {
      super(windowOptions, around);
      windows.push(this);
    }
  }

  const answered = async (question: MessageBoxOptions): Promise<{ response: number; checkboxChecked: boolean }> => {
    dialogs.asked.push(question);
    const pressed = dialogs.press(question);
    const response = pressed ?? await new Promise<number>((resolve) => question.signal?.addEventListener('abort', () => resolve(question.cancelId ?? 0)));
    return { response, checkboxChecked: false };
  };
  const module = {
    app,
    BrowserWindow,
    ipcMain: { handle: (channel: string, handler: InvokeHandler) => void invokeHandlers.set(channel, handler) },
    protocol: {
      registerSchemesAsPrivileged: (given) => void privileges.push(...given.map(({ scheme, privileges: has }) => ({ scheme, ...(has === undefined ? {} : { privileges: { ...has } }) }))),
    } satisfies Like<Electron['protocol'], 'registerSchemesAsPrivileged'>,
    session: { defaultSession },
    dialog: {
      showErrorBox: (title, content) => void dialogs.asked.push({ message: title, detail: content }),
      showMessageBox: (_window: unknown, question?: MessageBoxOptions) => answered(question ?? { message: '' }),
      showOpenDialog: async (_window: unknown, question?: OpenDialogOptions) => {
        dialogs.asked.push(question ?? {});
        const chosen = question?.properties?.includes('multiSelections') === true ? [...dialogs.openPaths] : dialogs.openPath === null ? [] : [dialogs.openPath];
        return { canceled: chosen.length === 0, filePaths: chosen };
      },
      showSaveDialog: async (_window: unknown, question?: SaveDialogOptions) => {
        dialogs.asked.push(question ?? {});
        return { canceled: dialogs.savePath === null, filePath: dialogs.savePath ?? '' };
      },
    } satisfies Like<Electron['dialog'], 'showErrorBox' | 'showMessageBox' | 'showOpenDialog' | 'showSaveDialog'>,
    Menu: {
      buildFromTemplate: (template: readonly MenuItemConstructorOptions[]) => ({ template, popup: () => undefined }),
      setApplicationMenu: (menu: { readonly template: readonly MenuItemConstructorOptions[] }) => { settings.applicationMenu = menu.template; },
    },
    nativeTheme: theme,
    screen: { getAllDisplays: () => [display], getPrimaryDisplay: () => display, getDisplayMatching: () => display },
    shell: { showItemInFolder: (path) => void revealed.push(path) } satisfies Like<Electron['shell'], 'showItemInFolder'>,
    utilityProcess: { fork: (modulePath: string, given: readonly string[], forkOptions: { readonly env?: NodeJS.ProcessEnv }) => utilityDouble(cores, modulePath, given, forkOptions) },
  };

  const window = (): BrowserWindowDouble => {
    const [first] = windows;
    if (first === undefined) throw new Error('No window is open.');
    return first;
  };
  const menuEntry = (id: string): MenuItemConstructorOptions => {
    const found = entriesOf(settings.applicationMenu).find((entry) => entry.id === id);
    if (found === undefined) throw new Error(`The menu has no entry ${id}.`);
    return found;
  };
  return {
    module, app, windows, cores, switches, paths, privileges, invokeHandlers, refusedRequests, revealed, recents, settings, dialogs, theme, exitCode: exit.promise, window, menuEntry,
    page: async () => {
      for (let tries = 0; tries < 200; tries += 1) {
        const page = windows[0]?.webContents.page ?? null;
        if (page !== null && page.url() !== 'about:blank') return page;
        await new Promise((resolve) => { setTimeout(resolve, 25); });
      }
      throw new Error('The window did not show a page within 5 s.');
    },
    clickMenu: (id) => {
      const { click, enabled } = menuEntry(id);
      if (enabled === false || click === undefined) throw new Error(`The menu entry ${id} can't be clicked now.`);
      // Electron passes the entry, the window and the event; Lacuna's entries take none of them.
      (click as () => void)();
    },
    stop: async () => {
      windows.slice().forEach((open) => open.destroy());
      app.removeAllListeners();
      // Waited for: its files can't be removed before on every system.
      await Promise.all(cores.map(async (core) => {
        if (core.exitCode !== null || core.signalCode !== null) return;
        const ended = once(core, 'exit');
        core.kill('SIGKILL');
        await ended;
      }));
    },
  };
}

const display = { id: 1, bounds: { x: 0, y: 0, width: 1600, height: 1000 }, workArea: { x: 0, y: 0, width: 1600, height: 960 }, scaleFactor: 1 };

export function preventable() {
  const event = { defaultPrevented: false, preventDefault: () => { event.defaultPrevented = true; } };
  return event;
}

function entriesOf(template: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] {
  return template.flatMap((entry) => [entry, ...(Array.isArray(entry.submenu) ? entriesOf(entry.submenu) : [])]);
}

function sessionDouble(settings: Settings, schemes: Map<string, (request: Request) => Response | Promise<Response>>) {
  const keep = (name: string) => (handler: Callback | null): void => void settings.handlers.set(name, handler);
  return Object.assign(settings.listeners, {
    protocol: { handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>) => void schemes.set(scheme, handler) },
    webRequest: { onBeforeRequest: keep('onBeforeRequest') },
    setPermissionRequestHandler: keep('permissionRequest'),
    setPermissionCheckHandler: keep('permissionCheck'),
    setDevicePermissionHandler: keep('devicePermission'),
    setDisplayMediaRequestHandler: keep('displayMedia'),
    setSpellCheckerEnabled: (isEnabled: boolean) => { settings.isSpellCheckerEnabled = isEnabled; },
    setProxy: async ({ mode }: { readonly mode?: string }) => { settings.proxyMode = mode; },
  });
}

function mayRequest(settings: Settings, url: string): boolean {
  const handler = settings.handlers.get('onBeforeRequest');
  if (handler === undefined || handler === null) return true;
  let isCancelled = false;
  // The listener's own type asks for all details of a request; Lacuna's looks at the address only.
  (handler as unknown as (details: { url: string }, callback: (answer: { cancel?: boolean }) => void) => void)({ url }, ({ cancel }) => { isCancelled = cancel ?? false; });
  return !isCancelled;
}

function utilityDouble(cores: ChildProcess[], modulePath: string, given: readonly string[], { env }: { readonly env?: NodeJS.ProcessEnv }) {
  const child = fork(join(modulePath), [...given], { env: env ?? process.env, serialization: 'advanced', execArgv: [] });
  cores.push(child);
  const made = Object.assign(new EventEmitter(), {
    get pid() { return child.pid; },
    postMessage: (message: object) => { if (child.connected) child.send(message); },
    kill: () => child.kill(),
  });
  child.on('message', (message) => made.emit('message', message));
  child.on('spawn', () => made.emit('spawn'));
  child.on('exit', (code) => made.emit('exit', code ?? 1));
  child.on('error', () => undefined);
  return made;
}

export type { SessionDouble };
