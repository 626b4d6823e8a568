// Owns the one window: its isolation, its place on the display, its title and background, and what happens when its
// page closes, hangs or crashes. Refuses to show anything but app://lacuna, and to lose an open editor on closing.
import { BrowserWindow, Menu, dialog, nativeTheme, screen, type MenuItemConstructorOptions, type WebPreferences } from 'electron';
import type { LacunaEvent } from '../db/contract/events';
import { shownName } from '../db/contract/shownName';
import type { DocumentInfo } from '../db/contract/types';
import { closeTimeoutMs, createClosing, type Closing } from './closing';
import { sendEvent } from './ipc';
import { createPresence } from './presence';
import { pageUrl } from './protocol';
import { openBoundsFile, openingPlace, smallestWindow, type BoundsFile } from './windowBounds';

export interface MainWindow {
  readonly browserWindow: BrowserWindow;
  readonly closing: Closing;
  /** The page has called, so it listens. */
  noteCall(): void;
  noteAnswer(): void;
  /** To a page that listens. `mustArrive`: kept until there is one, and it has found its feet. */
  send(event: LacunaEvent, mustArrive?: boolean): void;
  showDocument(document: Pick<DocumentInfo, 'name' | 'path' | 'release'> | null): void;
  focus(): void;
}

export interface WindowDeps {
  readonly preloadPath: string;
  readonly boundsPath: string;
  readonly hasDevTools: boolean;
  onClosed(): void;
}

export function webPreferences(preloadPath: string, hasDevTools: boolean): WebPreferences {
  return {
    preload: preloadPath,
    contextIsolation: true, sandbox: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false,
    webSecurity: true, allowRunningInsecureContent: false, experimentalFeatures: false, webviewTag: false, navigateOnDragDrop: false,
    // Chromium fetches dictionaries from the network.
    spellcheck: false,
    enableWebSQL: false, plugins: false, webgl: false, devTools: hasDevTools,
    // A page could stop the window from closing with its own dialogs.
    safeDialogs: true,
  };
}

/** `--lacuna-surface` of the page, before its style sheet is there: no flash of white in the dark. */
export function backgroundColour(isDark: boolean): string {
  return isDark ? '#161b1b' : '#ffffff';
}

export function createMainWindow(deps: WindowDeps): MainWindow {
  const boundsFile = openBoundsFile(deps.boundsPath);
  const { isMaximized, ...bounds } = openingPlace(boundsFile.read(), screen.getAllDisplays(), screen.getPrimaryDisplay());
  const browserWindow = new BrowserWindow({
    ...bounds, minWidth: smallestWindow.width, minHeight: smallestWindow.height,
    show: false, title: 'Lacuna', backgroundColor: backgroundColour(nativeTheme.shouldUseDarkColors),
    webPreferences: webPreferences(deps.preloadPath, deps.hasDevTools),
  });
  const contents = browserWindow.webContents;
  const presence = createPresence((event) => sendEvent(contents, event));
  let isReplaced = false;

  const closing = createClosing({
    isPageLive: () => presence.isListening() && !contents.isDestroyed() && !contents.isCrashed(),
    askPage: () => sendEvent(contents, { type: 'closeRequested' }),
    askCurator: (signal) => askWhetherToClose(browserWindow, signal),
    closeNow: () => browserWindow.close(),
    timeoutMs: closeTimeoutMs,
  });

  if (isMaximized) browserWindow.maximize();
  browserWindow.once('ready-to-show', () => browserWindow.show());
  browserWindow.on('page-title-updated', (event) => event.preventDefault());
  browserWindow.on('close', (event) => {
    rememberPlace(browserWindow, boundsFile);
    closing.requested(event);
  });
  const followTheme = (): void => browserWindow.setBackgroundColor(backgroundColour(nativeTheme.shouldUseDarkColors));
  nativeTheme.on('updated', followTheme);
  browserWindow.once('closed', () => {
    nativeTheme.removeListener('updated', followTheme);
    presence.gone();
    deps.onClosed();
  });

  // Once the page has agreed to close, nothing it does on unloading can hold the window back.
  contents.on('will-prevent-unload', (event) => { if (closing.isClosing()) event.preventDefault(); });
  contents.on('did-start-navigation', (details) => { if (details.isMainFrame && !details.isSameDocument) presence.gone(); });
  contents.on('render-process-gone', (_event, { reason }) => {
    presence.gone();
    closing.pageLost();
    if (reason !== 'clean-exit' && !closing.isClosing() && !isReplaced) void offerReload(browserWindow, reason);
    isReplaced = false;
  });
  contents.on('context-menu', (_event, { isEditable, editFlags, selectionText }) => {
    const entries = editEntries(isEditable, selectionText !== '', editFlags);
    if (entries.length > 0) Menu.buildFromTemplate(entries).popup({ window: browserWindow });
  });
  offerToWait(browserWindow, () => {
    // A page that hangs would not hear that it is to reload.
    isReplaced = true;
    contents.forcefullyCrashRenderer();
    contents.reload();
  });
  browserWindow.loadURL(pageUrl).catch((thrown: unknown) => {
    if (browserWindow.isDestroyed()) return; // closed while it loaded
    dialog.showErrorBox('The window cannot be shown', `A part of Lacuna is missing or unreadable (${thrown instanceof Error ? thrown.message : String(thrown)}). Install it again; your documents are not affected.`);
    browserWindow.destroy();
  });

  return {
    browserWindow,
    closing,
    noteCall: presence.noteCall,
    noteAnswer: presence.noteAnswer,
    send: presence.send,
    showDocument: (document) => {
      if (browserWindow.isDestroyed()) return;
      browserWindow.setTitle(document === null ? 'Lacuna' : `Lacuna — ${shownName(document)}`);
      if (process.platform === 'darwin') browserWindow.setRepresentedFilename(document?.release === null ? document.path : '');
    },
    focus: () => {
      if (browserWindow.isDestroyed()) return;
      if (browserWindow.isMinimized()) browserWindow.restore();
      browserWindow.show();
      browserWindow.focus();
    },
  };
}

function rememberPlace(window: BrowserWindow, file: BoundsFile): void {
  try {
    file.write(screen.getDisplayMatching(window.getBounds()), { ...window.getNormalBounds(), isMaximized: window.isMaximized() });
  } catch {
    // A full or read-only disk must not keep a window open for the sake of its place.
  }
}

async function askWhetherToClose(window: BrowserWindow, signal: AbortSignal): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning', signal, buttons: ['Wait', 'Close anyway'], defaultId: 0, cancelId: 0,
    message: 'The window does not answer.', detail: 'What was confirmed is on disk. Text in an open editor may be lost if you close now.',
  });
  return response === 1;
}

async function offerReload(window: BrowserWindow, reason: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error', buttons: ['Reload', 'Close'], defaultId: 0, cancelId: 1,
    message: 'The window stopped working.', detail: `What was confirmed is on disk, and the document is still open. Reloading shows it again. (Reason: ${reason}.)`,
  });
  if (window.isDestroyed()) return;
  if (response === 0) window.webContents.reload();
  else window.close();
}

/** A page that hangs is offered a reload, and the offer goes when the page comes back. */
function offerToWait(window: BrowserWindow, reload: () => void): void {
  let question: AbortController | null = null;
  const offer = async (): Promise<void> => {
    const asked = new AbortController();
    question = asked;
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning', signal: asked.signal, buttons: ['Wait', 'Reload'], defaultId: 0, cancelId: 0,
      message: 'The window does not react.', detail: 'What was confirmed is on disk. Text in an open editor may be lost by reloading.',
    });
    question = null;
    if (response === 1 && !asked.signal.aborted && !window.isDestroyed()) reload();
  };
  window.on('unresponsive', () => { if (question === null) void offer(); });
  window.on('responsive', () => question?.abort());
}

/** The right click in a text field, or on selected text; the page has menus of its own elsewhere. */
function editEntries(isEditable: boolean, hasSelection: boolean, can: Electron.EditFlags): MenuItemConstructorOptions[] {
  if (!isEditable) return hasSelection ? [{ role: 'copy' }] : [];
  return [
    { role: 'undo', enabled: can.canUndo }, { role: 'redo', enabled: can.canRedo }, { type: 'separator' },
    { role: 'cut', enabled: can.canCut }, { role: 'copy', enabled: can.canCopy }, { role: 'paste', enabled: can.canPaste }, { type: 'separator' },
    { role: 'selectAll', enabled: can.canSelectAll },
  ];
}
