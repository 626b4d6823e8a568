// Owns the life of the desktop application: one instance per data folder, one core, one window, and the order in which
// they start and stop. Refuses a second instance (its file opens in the first) and to quit before the core has stopped.
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app, dialog, session } from 'electron';
import { z } from 'zod';
import type { LacunaEvent } from '../db/contract/events';
import type { Input, MethodName } from '../db/contract/methods';
import type { AnyReply } from '../db/contract/rpc';
import { RecentDocument } from '../db/contract/types';
import { defaultDataFolder } from '../db/core';
import { spawnCoreChild } from './coreChild';
import { createFiles } from './files';
import { forbidNetworking, guardAllContents, hardenSession } from './hardening';
import { createHostAnswers, writtenPath, type RecentDocuments } from './hostAnswers';
import { registerIpc } from './ipc';
import { readLaunch } from './launch';
import { emptyMenuState, showMenu, type MenuDeps, type MenuState } from './menu';
import { createPagePaths } from './pagePaths';
import { createCoreClient, type CoreClient } from './process/coreClient';
import { registerAppScheme, serveAppScheme } from './protocol';
import { createMainWindow, type MainWindow } from './window';

const applicationId = 'org.lacuna.app';
const SecondInstance = z.object({ filePath: z.string().nullable() });

/** Paths that macOS hands over, also before the application is ready. */
const handedOver: string[] = [];
let open: (path: string) => void = (path) => handedOver.push(path);

registerAppScheme();
forbidNetworking();
app.enableSandbox();
app.setName('Lacuna');
app.setAppUserModelId(applicationId);
app.on('open-file', (event, path) => {
  event.preventDefault();
  open(path);
});

const launch = readLaunch(process.argv, process.cwd(), app.isPackaged);
const dataFolder = launch.dataFolder ?? resolve(defaultDataFolder(process.env, process.platform));
if (!prepareDataFolder(dataFolder)) app.exit(2);
else if (!app.requestSingleInstanceLock({ filePath: launch.filePath })) app.quit();
else {
  guardAllContents();
  app.whenReady().then(() => start(launch.filePath ?? handedOver.shift() ?? null)).catch((thrown: unknown) => {
    dialog.showErrorBox('Lacuna cannot start', `Something that it needs of this system failed (${messageOf(thrown)}). Restart the computer, or install Lacuna again; your documents are not affected.`);
    app.exit(1);
  });
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** Chromium keeps its own files inside the data folder, so that one folder holds all that Lacuna leaves on a machine. */
function prepareDataFolder(folder: string): boolean {
  const chromiumFolder = join(folder, 'chromium');
  try {
    mkdirSync(chromiumFolder, { recursive: true });
  } catch (thrown) {
    dialog.showErrorBox('Lacuna cannot start', `Its data folder ${folder} cannot be written (${messageOf(thrown)}). Make it writable, or name another one with --data FOLDER.`);
    return false;
  }
  app.setPath('userData', chromiumFolder);
  app.setPath('sessionData', chromiumFolder);
  return true;
}

function start(filePath: string | null): void {
  const outFolder = join(app.getAppPath(), 'out');
  const hasDevTools = !app.isPackaged;
  const core = createCoreClient({ spawn: () => spawnCoreChild(join(outFolder, 'main', 'coreProcess.js'), dataFolder) });
  const files = createFiles();
  let window: MainWindow | null = null;

  hardenSession(session.defaultSession, { hasDevTools });
  serveAppScheme(session.defaultSession, join(outFolder, 'renderer'));
  app.setAboutPanelOptions({ applicationName: 'Lacuna', applicationVersion: app.getVersion(), copyright: 'Copyright © the authors of Lacuna' });

  const menu = createMenu({
    isMac: process.platform === 'darwin', hasDevTools, say: (command, argument) => window?.send({ type: 'menuCommand', command, argument }),
  });
  const listRecents = async (): Promise<RecentDocuments> => {
    const reply = await ask(core, 'listRecentDocuments', {});
    const parsed = z.array(RecentDocument).safeParse(reply.ok ? reply.value : []);
    return parsed.success ? parsed.data : [];
  };
  const recentPaths = async (): Promise<readonly string[]> => (await listRecents()).map(({ path }) => path);
  const paths = createPagePaths(dataFolder, recentPaths);
  const requestOpen = (path: string): void => {
    paths.grant(path);
    window?.send({ type: 'openRequested', path }, true);
    window?.focus();
  };
  // The page's calls wait for the first document (the built-in review, if none was named), so that it finds one open.
  if (filePath !== null) paths.grant(filePath);
  const opened = ask(core, 'openDocument', filePath === null ? {} : { path: filePath });

  core.onEvent((event) => {
    if (event.type === 'documentChanged') {
      window?.showDocument(event.document);
      if (event.document?.release === null) app.addRecentDocument(event.document.path);
      menu.documentChanged(event.document);
      void listRecents().then(menu.recentsChanged);
    } else if (event.type === 'committed') menu.undoStateChanged(event.undoState);
    window?.send(event);
  });
  registerIpc({
    window: () => window?.browserWindow ?? null,
    answerHost: createHostAnswers({
      window: () => window?.browserWindow ?? null,
      files, platform: process.platform, version: app.getVersion(),
      recentPaths,
      noteChosen: (path) => paths.grant(path),
      answerClose: (mayClose) => window?.closing.answered(mayClose),
    }),
    callCore: async (call) => {
      await opened;
      const problem = await paths.problem(call);
      if (problem !== null) return { ok: false, error: problem };
      const reply = await core.call(call);
      const path = writtenPath(call.method, reply);
      if (path !== null) files.noteWritten(path);
      return reply;
    },
    cancel: (callId) => core.cancel(callId),
    noteCall: () => window?.noteCall(),
    noteAnswer: () => window?.noteAnswer(),
    noteDropped: (dropped) => {
      dropped.forEach(paths.grant);
      if (dropped.length > 0) window?.send({ type: 'filesDropped', paths: [...dropped] });
    },
  });

  const shown = createMainWindow({
    preloadPath: join(outFolder, 'preload', 'preload.cjs'), boundsPath: join(dataFolder, 'window.json'), hasDevTools, onClosed: () => { window = null; },
  });
  window = shown;
  open = requestOpen;
  for (const path of handedOver.splice(0)) requestOpen(path);
  // A file that could not be opened is asked for again through the page, which says why and what can be done.
  if (filePath !== null) void askAgainIfRefused(opened, filePath, shown);

  app.on('second-instance', (_event, _argv, _workingFolder, handed) => {
    const parsed = SecondInstance.safeParse(handed);
    if (parsed.success && parsed.data.filePath !== null) requestOpen(parsed.data.filePath);
    else window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  stopBeforeQuitting(core);
}

async function askAgainIfRefused(opened: Promise<AnyReply>, path: string, window: MainWindow): Promise<void> {
  if (!(await opened).ok) window.send({ type: 'openRequested', path }, true);
}

function ask<Name extends MethodName>(core: CoreClient, method: Name, input: Input<Name>): Promise<AnyReply> {
  return core.call({ callId: randomUUID(), method, input: z.json().parse(input) });
}

function createMenu(deps: MenuDeps) {
  let state: MenuState = emptyMenuState;
  const change = (next: Partial<MenuState>): void => {
    const changed = { ...state, ...next };
    if (JSON.stringify(changed) === JSON.stringify(state)) return;
    state = changed;
    showMenu(state, deps);
  };
  showMenu(state, deps);
  return {
    documentChanged: (document: Extract<LacunaEvent, { readonly type: 'documentChanged' }>['document']): void => change({
      hasDocument: document !== null, isReadOnly: document?.isReadOnly ?? false, undoState: document?.undoState ?? emptyMenuState.undoState,
    }),
    undoStateChanged: (undoState: MenuState['undoState']): void => change({ undoState }),
    recentsChanged: (recents: RecentDocuments): void => change({ recents }),
  };
}

/** The core closes its file, and the file's lock, before the process ends. */
function stopBeforeQuitting(core: CoreClient): void {
  let isStopped = false;
  app.on('will-quit', (event) => {
    if (isStopped) return;
    event.preventDefault();
    void core.stop().finally(() => {
      isStopped = true;
      app.quit();
    });
  });
}
