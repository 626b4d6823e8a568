// Owns the one open document of a core: opening, making, closing, backing up and restoring it, and what the host is
// told about it. Refuses everything that needs a document while none is open.
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import type { Database } from 'better-sqlite3';
import { createCheckRunner, checkNewDocument, type CheckRunner } from './checks/checkRunner';
import type { EvidenceParts } from './checks/evidenceParts';
import { standardParts } from './checks/standardParts';
import { isGridTable } from './contract/tableNames';
import { LacunaError } from './contract/errors';
import type { LacunaEvent } from './contract/events';
import type { BackupInfo, DocumentInfo, OpenRelease, RecentDocument, VerifyReport } from './contract/types';
import { readHead } from './journal/applyChangeSet';
import { undoStateAt, type JournalContext } from './journal/commit';
import type { ReleaseControl } from './makeRelease';
import { countRows, countWaiting } from './queries/countRows';
import { requireRelease } from './queries/listReleases';
import { createViews, type Views } from './queries/views';
import { makeReleaseCopy, releaseOf, removeReleaseCopy } from './releaseCopy';
import { seedNames } from './seed/seedNames';
import { seedReview } from './seed/seedReview';
import { backupShelf, backupsOfPath, copyDatabase, integrityProblem, type BackupShelf, type CopyControl } from './store/backups';
import { moveWithCompanions, removeCompanions } from './store/companions';
import { createDocumentFile, openDocumentFile, type DocumentFile, type OpenOptions } from './store/documentFile';
import { requireUnlocked } from './store/fileLock';
import type { ReadHandle } from './store/handle';
import { openPreferences, type PreferenceStore } from './store/preferences';
import { requireOtherPlace } from './store/writePlace';
import { clippedName, temporaryPath } from './store/writeWhole';

export interface CoreDeps {
  /** The user's own folder for preferences, backups and the built-in review. */
  readonly dataFolder: string;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly systemUserName: string;
  readonly hostName: string;
  readonly processId: number;
  /** The application's own. */
  readonly version: string;
  readonly emit: (event: LacunaEvent) => void;
  /** What documents are checked with; the application's own where nothing else is given. */
  readonly evidence?: EvidenceParts;
}

export interface OpenDocument { readonly file: DocumentFile; readonly documentId: string; readonly title: string; /** Of what this is a release; null for the document itself. */ readonly release: OpenRelease | null; readonly views: Views; readonly shelf: BackupShelf; readonly journal: JournalContext; readonly checks: CheckRunner; backup: Promise<unknown> }

export interface NewDocumentRequest { readonly path?: string | undefined; readonly name?: string | undefined; readonly content: 'review' | 'empty'; readonly replace: boolean }

export interface Session {
  readonly preferences: PreferenceStore;
  readonly evidence: EvidenceParts;
  current(): OpenDocument | null;
  require(): OpenDocument;
  info(): DocumentInfo | null;
  curator(): string;
  open(path: string | undefined, access: 'write' | 'read'): Promise<DocumentInfo>;
  create(request: NewDocumentRequest): Promise<DocumentInfo>;
  close(): Promise<void>;
  /** A release of the open document, or of the one that the open release is of. */
  openRelease(version: string, control: ReleaseControl): Promise<DocumentInfo>;
  /** Works on a release of this document in a copy of its own, which is gone afterwards; the document stays open. Refuses a document that is no longer open. */
  readRelease<Result>(of: OpenDocument, version: string, control: ReleaseControl, work: (handle: ReadHandle) => Promise<Result>): Promise<Result>;
  saveCopy(path: string, replace: boolean, control: CopyControl): Promise<number>;
  /** Runs a check on the open document, or on another file opened for reading only while it lasts. */
  verify(path: string | undefined, check: (file: DocumentFile) => Promise<VerifyReport>): Promise<VerifyReport>;
  backUp(): Promise<BackupInfo>;
  listBackups(path: string | undefined): readonly BackupInfo[];
  restore(path: string, backupPath: string): Promise<{ readonly document: DocumentInfo; readonly setAsidePath: string | null }>;
  listRecents(): readonly RecentDocument[];
}

const reviewTitle = 'NSCLC bone metastasis';

export function createSession(deps: CoreDeps): Session {
  const preferences = openPreferences(deps.dataFolder);
  const evidence = deps.evidence ?? standardParts;
  let open: OpenDocument | null = null;

  const curator = (): string => preferences.read().curator ?? deps.systemUserName;
  const shelfOf = (documentId: string, path: string): BackupShelf => backupShelf(deps.dataFolder, documentId, path);
  const options = (path: string, access: 'write' | 'read'): OpenOptions => ({
    ...accessTo(path, access),
    owner: { processId: deps.processId, hostName: deps.hostName, now: deps.now },
    beforeMigration: async (database) => { await shelfOf(metaOf(database, 'documentId'), path).make(database, deps.now(), 'before-update', deps.newId()); },
  });

  /** A release is read, whoever opens it. */
  const accessTo = (path: string, access: 'write' | 'read'): Pick<OpenOptions, 'access' | 'whyReadOnly'> => {
    const release = releaseOf(deps.dataFolder, path);
    return release === null ? { access } : { access: 'read', whyReadOnly: `It is release ${release.version} of ${release.documentName}, as it was on ${release.madeAtUtc.slice(0, 10)}.` };
  };

  const documentOf = (file: DocumentFile): OpenDocument => {
    const documentId = metaOf(file.database, 'documentId');
    const title = metaOf(file.database, 'title');
    const views = createViews(deps.newId);
    const emit = (event: LacunaEvent): void => {
      if (event.type === 'committed' || event.type === 'checked') for (const { table, isStructural } of event.touched) if (isGridTable(table)) views.forget(table, isStructural);
      deps.emit(event);
    };
    const { handle, requireWritable } = file;
    const checks = createCheckRunner({ handle, parts: evidence, requireWritable, emit, onFailure: (what) => file.warnings.push(what) });
    const journal = { handle, now: deps.now, newId: deps.newId, curator, emit, requireWritable, followUp: checks.followUp, afterCommit: checks.start };
    return { file, documentId, title, release: releaseOf(deps.dataFolder, file.path), views, shelf: shelfOf(documentId, file.path), journal, checks, backup: Promise.resolve() };
  };

  /** Names that this version brings, and a check by its rules, in the background. */
  const bringUpToDate = ({ file, checks }: OpenDocument): void => {
    if (file.readOnlyReason !== null) return;
    try {
      if (file.handle.transaction(() => seedNames(file.handle, evidence.shippedNames, deps))) checks.queueAll();
      checks.resume();
    } catch (thrown) {
      file.warnings.push(`The checks of this file could not be brought up to date: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    }
  };

  /** Once a day, in the background; a failed one is said, not hidden. */
  const backUpDaily = (document: OpenDocument): void => {
    if (document.file.readOnlyReason !== null || document.shelf.hasOf(deps.now())) return;
    document.backup = document.shelf.make(document.file.database, deps.now(), 'daily', deps.newId()).catch((thrown: unknown) => {
      const message = thrown instanceof Error ? thrown.message : String(thrown);
      document.file.warnings.push(`Today's backup could not be made: ${message}`);
      if (open === document) deps.emit({ type: 'documentChanged', document: infoOf(document) });
    });
  };

  const close = async (): Promise<void> => {
    const document = open;
    if (document === null) return;
    open = null;
    document.checks.stop();
    await document.backup;
    document.file.close();
    if (document.release !== null) removeReleaseCopy(document.file.path);
    deps.emit({ type: 'documentChanged', document: null });
  };

  /** One after the other: two at once would each find the other's document half open, and leave a lock behind. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };

  /** The document of a file that was just opened takes the place of the one that is open, if it can be read at all. */
  const adopt = async (file: DocumentFile): Promise<DocumentInfo> => {
    let document: OpenDocument;
    try {
      document = documentOf(file);
      infoOf(document);
    } catch (thrown) {
      file.close();
      throw thrown instanceof LacunaError ? thrown : new LacunaError('document-damaged', `${file.path} can't be read through (${thrown instanceof Error ? thrown.message : String(thrown)}). It is left as it is; restore one of its backups.`, { path: file.path });
    }
    await close();
    open = document;
    bringUpToDate(document);
    if (document.release === null) preferences.noteRecent({ path: file.path, title: document.title, openedAtUtc: deps.now().toISOString() });
    backUpDaily(document);
    const info = infoOf(document);
    deps.emit({ type: 'documentChanged', document: info });
    return info;
  };

  const openNow = async (path: string | undefined, access: 'write' | 'read'): Promise<DocumentInfo> => {
    const wanted = path === undefined ? join(deps.dataFolder, `${reviewTitle}.lacuna`) : resolve(path);
    if (path === undefined && !existsSync(wanted)) return createNow({ path: wanted, content: 'review', replace: false });
    if (open !== null && open.file.path === wanted && (open.file.readOnlyReason === null) === (access === 'write')) return infoOf(open);
    // The new file opens before the old one closes, so that a file that can't be opened leaves the curator where they were.
    // Only a writer steps back first, so that its file is one plain file again for the reader that follows.
    if (open?.file.path === wanted && open.file.readOnlyReason === null) await close();
    return adopt(await openDocumentFile(wanted, options(wanted, access)));
  };

  const releaseCopy = ({ file: { database, handle, path }, release: opened }: OpenDocument, version: string, control: ReleaseControl): Promise<string> => {
    const { releaseId, version: exact, madeAtUtc } = requireRelease(handle, version);
    const release = { version: exact, madeAtUtc, documentPath: opened?.documentPath ?? path, documentName: opened?.documentName ?? basename(path) };
    return makeReleaseCopy({ database, releaseId, release, ...deps }, control);
  };

  const openReleaseNow = async (version: string, control: ReleaseControl): Promise<DocumentInfo> => {
    const copyPath = await releaseCopy(session.require(), version, control);
    return adopt(await openDocumentFile(copyPath, options(copyPath, 'read')));
  };

  const createNow = async ({ path, name, content, replace }: NewDocumentRequest): Promise<DocumentInfo> => {
    const title = (name ?? (path === undefined ? undefined : basename(path, extname(path)))) || (content === 'review' ? reviewTitle : 'New table');
    const wanted = path === undefined ? freePath(deps.dataFolder, title) : resolve(path);
    if (open !== null) requireOtherPlace(open.file.path, wanted);
    if (path === undefined || wanted.startsWith(join(deps.dataFolder, ''))) mkdirSync(deps.dataFolder, { recursive: true });
    const file = await createDocumentFile(wanted, {
      documentId: deps.newId(), title: content === 'review' ? reviewTitle : title, replaces: replace, uniqueName: deps.newId(),
      fill: (handle) => {
        handle.transaction(() => seedNames(handle, evidence.shippedNames, deps));
        if (content === 'review') seedReview(handle, deps);
        handle.transaction(() => checkNewDocument(handle, evidence));
      },
    }, options(wanted, 'write'));
    return adopt(file);
  };

  const restoreNow = async (path: string, backupPath: string): Promise<{ readonly document: DocumentInfo; readonly setAsidePath: string | null }> => {
    const wanted = resolve(path);
    const known = backupsOfPath(deps.dataFolder, wanted);
    if (!known.some((backup) => backup.path === backupPath)) throw new LacunaError('not-found', 'That is not one of the backups of this document. Choose one from the list.', { path: wanted, backupPath });
    const problem = integrityProblem(backupPath);
    if (problem !== null) throw new LacunaError('document-damaged', `This backup is damaged too (${problem}). Choose an older one; nothing was changed.`, { backupPath });
    const isOpen = open?.file.path === wanted && open.file.readOnlyReason === null;
    if (!isOpen) requireUnlocked(wanted, options(wanted, 'write').owner);
    const backup = await openDocumentFile(backupPath, options(backupPath, 'read'));
    const restoredPath = temporaryPath(wanted, deps.newId());
    try {
      await copyDatabase(backup.database, restoredPath, deps.newId());
    } finally {
      backup.close();
    }
    if (open?.file.path === wanted) await close();
    const setAsidePath = existsSync(wanted) ? `${wanted.replace(/\.lacuna$/u, '')} (set aside ${deps.now().toISOString().slice(0, 19).replaceAll(':', '-')}).lacuna` : null;
    if (setAsidePath === null) removeCompanions(wanted);
    else moveWithCompanions(wanted, setAsidePath);
    renameSync(restoredPath, wanted);
    return { document: await openNow(wanted, 'write'), setAsidePath };
  };

  const session: Session = {
    preferences,
    evidence,
    curator,
    current: () => open,
    require: () => {
      if (open === null) throw new LacunaError('no-document', 'No document is open. Open one, or make a new one.');
      return open;
    },
    info: () => (open === null ? null : infoOf(open)),
    open: (path, access) => inTurn(() => openNow(path, access)),
    create: (request) => inTurn(() => createNow(request)),
    close: () => inTurn(close),
    openRelease: (version, control) => inTurn(() => openReleaseNow(version, control)),
    readRelease: async (of, version, control, work) => {
      if (open !== of) throw new LacunaError('no-document', 'The document was closed meanwhile. Nothing was written.');
      const copyPath = await releaseCopy(of, version, control);
      try {
        const file = await openDocumentFile(copyPath, options(copyPath, 'read'));
        try {
          return await work(file.handle);
        } finally {
          file.close();
        }
      } finally {
        removeReleaseCopy(copyPath);
      }
    },
    saveCopy: async (path, replace, control) => {
      const document = session.require();
      const wanted = resolve(path);
      requireOtherPlace(document.file.path, wanted);
      requireUnlocked(wanted, options(wanted, 'write').owner);
      if (!replace && existsSync(wanted)) throw new LacunaError('file-exists', `There is already a file at ${wanted}. Choose another name; nothing was changed.`, { path: wanted });
      return copyDatabase(document.file.database, wanted, deps.newId(), control);
    },
    verify: async (path, check) => {
      if (path === undefined || open?.file.path === resolve(path)) return check(session.require().file);
      const file = await openDocumentFile(resolve(path), options(resolve(path), 'read'));
      try {
        return await check(file);
      } finally {
        file.close();
      }
    },
    backUp: () => {
      const document = session.require();
      const made = document.backup.then(() => document.shelf.make(document.file.database, deps.now(), 'asked', deps.newId()));
      document.backup = made.catch(() => undefined); // one at a time, and closing waits for the last
      return made;
    },
    listBackups: (path) => (path === undefined ? session.require().shelf.list() : backupsOfPath(deps.dataFolder, resolve(path))),
    restore: (path, backupPath) => inTurn(() => restoreNow(path, backupPath)),
    listRecents: () => preferences.read().recents.map((recent) => ({ ...recent, name: basename(recent.path), isThere: existsSync(recent.path) })),
  };
  return session;
}

function infoOf({ file, documentId, title, release }: OpenDocument): DocumentInfo {
  const head = readHead(file.handle);
  return {
    documentId, path: file.path, name: basename(file.path), title, schemaVersion: file.schemaVersion,
    isReadOnly: file.readOnlyReason !== null, readOnlyReason: file.readOnlyReason, warnings: [...file.warnings],
    counts: countRows(file.handle), checksWaiting: countWaiting(file.handle),
    undoState: undoStateAt(file.handle, head), release,
    savedAtUtc: file.handle.get<{ madeAtUtc: string }>('SELECT madeAtUtc FROM change_set WHERE seq = ?', head.seq)?.madeAtUtc ?? null,
  };
}

function metaOf(database: Database, key: 'documentId' | 'title'): string {
  const value = database.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(key);
  if (typeof value !== 'string') throw new LacunaError('document-damaged', `${database.name} lacks its ${key === 'title' ? 'title' : 'identity'}. It is left as it is; restore one of its backups.`, { path: database.name });
  return value;
}

function freePath(folder: string, title: string): string {
  const safe = clippedName(title.replaceAll(/[\\/:*?"<>|\u0000-\u001F]/gu, ' ').trim(), 200) || 'Untitled';
  for (let number = 1; ; number += 1) {
    const path = join(folder, number === 1 ? `${safe}.lacuna` : `${safe} ${number}.lacuna`);
    if (!existsSync(path)) return path;
  }
}
