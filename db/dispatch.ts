// Owns the one door's inside: finding the method, validating its input, running it, and wrapping what comes of it.
// Refuses unknown methods and anything that does not fit the contract; no exception leaves.
import { checkCounts } from './checkCounts';
import { citationStyles } from './citationStyles';
import { resultAsRead } from './checks/readTrial';
import { readCheckSettings } from './checks/checkSettings';
import { trialEvidence } from './checks/trialEvidence';
import { addStudyDraft } from './commands/addStudy';
import { addNoteDraft } from './commands/addNote';
import { adoptFindingsDraft } from './commands/adoptFindings';
import { dismissFindingsDraft, restoreFindingsDraft } from './commands/dismissFindings';
import { addCustomColumnDraft, editCustomColumnDraft, setCustomColumnLifecycleDraft } from './commands/customColumns';
import { checkRows, editRowsDraft } from './commands/editRows';
import { editConflictDraft } from './commands/editConflict';
import { editNoteDraft } from './commands/editNote';
import { flagConflictDraft } from './commands/flagConflict';
import { importRowsDraft } from './commands/importRows';
import { mergeRowsDraft, previewMerge } from './commands/mergeRows';
import { revertDraft } from './commands/revertChangeSet';
import { setConflictStatusDraft } from './commands/setConflictStatus';
import { setLifecycleDraft } from './commands/setLifecycle';
import { setSharingDraft } from './commands/setSharing';
import { undoDraft } from './commands/undo';
import { createComparisons } from './comparisons';
import { LacunaError } from './contract/errors';
import type { LacunaEvent } from './contract/events';
import { fitting } from './contract/fitting';
import { methods, type MethodName, type Output, type ParsedInput } from './contract/methods';
import type { AnyReply, Call } from './contract/rpc';
import { exportComparison } from './exportComparison';
import { exportTable } from './exportTable';
import { readTableFile } from './importRows';
import { createTableImports } from './importTables';
import { readReferenceList, studyValuesOf } from './imports/references/referenceList';
import type { OnWritten } from './journal/writeProgress';
import { commit } from './journal/commit';
import type { ChangeSetDraft } from './journal/changeSet';
import type { AsRead } from './journal/resultRows';
import { makeRelease } from './makeRelease';
import { countRows, countWaiting } from './queries/countRows';
import { listCustomColumns } from './queries/customColumns';
import { getFactorSummary } from './queries/factorSummary';
import { findRows } from './queries/findRows';
import { findExistingStudy, findStudies, listCitingRows } from './queries/findStudies';
import { listGridRows } from './queries/gridRows';
import { listConflicts } from './queries/listConflicts';
import { listFacets } from './queries/listFacets';
import { listFindings, stepFinding } from './queries/listFindings';
import { listMarks } from './queries/listMarks';
import { listHistory } from './queries/listHistory';
import { listNotes } from './queries/listNotes';
import { listReleases, suggestedVersion } from './queries/listReleases';
import { previewStudy } from './previewStudy';
import { previewExport } from './previewExport';
import { createReferenceLists } from './referenceList';
import { savePreset } from './savePreset';
import { saveRefused } from './saveRefused';
import type { CoreDeps, Session } from './session';
import { readLayout, writeLayout } from './store/layouts';
import { dropPreset, readPresets } from './store/presets';
import { problemOf } from './store/sqliteProblem';
import { columnsIn } from './journal/customColumns';
import type { ReadHandle } from './store/handle';
import { readRow } from './store/rows';
import { verifyDocument } from './verifyDocument';

/** What a running call can say and hear. */
export interface CallControl { readonly callId: string; readonly signal: AbortSignal; readonly progress: (label: string, done: number, total: number | null) => void }
type Handler<Name extends MethodName> = (input: ParsedInput<Name>, control: CallControl) => DeepReadonly<Output<Name>> | Promise<DeepReadonly<Output<Name>>>;
type DeepReadonly<Value> = Value extends readonly (infer Entry)[] ? readonly DeepReadonly<Entry>[] : Value extends object ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> } : Value;
export type Handlers = { readonly [Name in MethodName]: Handler<Name> };

export function createHandlers(deps: CoreDeps, session: Session): Handlers {
  const imports = createTableImports();
  const styles = citationStyles(deps.dataFolder);
  const lists = createReferenceLists(styles);
  const comparisons = createComparisons();
  const reading = (): ReadHandle => session.require().file.handle;
  const change = (build: (handle: ReadHandle) => ChangeSetDraft, onWritten?: OnWritten) => commit(session.require().journal, build, onWritten);
  /** A change with more to say about it than its draft. */
  const changeWith = <Built extends { readonly draft: ChangeSetDraft }>(build: (handle: ReadHandle) => Built, onWritten?: OnWritten) => {
    const builds: Built[] = [];
    const committed = change((handle) => {
      const built = build(handle);
      builds.push(built);
      return built.draft;
    }, onWritten);
    const [built] = builds;
    if (built === undefined) throw new Error('A change was committed that was not built.');
    return { committed, built };
  };
  const asRead = (handle: ReadHandle): AsRead => (trialId, resultId) => {
    const trial = readRow(handle, 'trials', trialId);
    const result = trial === null ? null : resultAsRead(trial, resultId, session.require().checks.readers.current().readCells);
    return result === null ? null : JSON.stringify(result);
  };

  return {
    getDocument: () => session.info(),
    createDocument: (input) => session.create(input),
    openDocument: ({ path, access }) => session.open(path, access),
    closeDocument: async () => { await session.close(); return null; },
    saveCopy: async ({ path, replace }, { signal, progress }) => ({ path, bytes: await session.saveCopy(path, replace, { signal, onPages: (done, total) => progress('Saving a copy', done, total) }) }),
    verifyDocument: ({ path }, { signal, progress }) => session.verify(path, (file) => verifyDocument(file, { signal, onChangeSets: (done, total) => progress('Checking the journal', done, total), onRows: (done, total) => progress('Checking the releases', done, total) })),
    backUpDocument: () => session.backUp(),
    listBackups: ({ path }) => session.listBackups(path),
    restoreBackup: ({ path, backupPath }) => session.restore(path, backupPath),
    listRecentDocuments: () => session.listRecents(),
    getPreferences: () => {
      const { curator, hasSeenWelcome, referenceList } = session.preferences.read();
      return { curator: session.curator(), isCuratorChosen: curator !== null, hasSeenWelcome, referenceList };
    },
    setPreferences: ({ curator, hasSeenWelcome, referenceList }) => {
      session.preferences.change({ ...(curator === undefined ? {} : { curator }), ...(hasSeenWelcome === undefined ? {} : { hasSeenWelcome }), ...(referenceList === undefined ? {} : { referenceList }) });
      return null;
    },
    getLayout: ({ table }) => ({ layout: readLayout(reading(), table) }),
    saveLayout: ({ table, layout }) => { writeLayout(session.require().file, table, layout); return null; },

    openView: ({ start, end, ...query }) => session.require().views.open(reading(), query, start, end),
    readView: ({ viewId, start, end }) => session.require().views.read(reading(), viewId, start, end),
    getRows: ({ table, rowIds }) => listGridRows(reading(), table, rowIds),
    findInView: ({ viewId, rowId }) => ({ index: session.require().views.find(reading(), viewId, rowId) }),
    listFacets: ({ table, column }) => listFacets(reading(), table, column),
    findRows: ({ text, tables, limitPerTable }) => findRows(reading(), text, tables, limitPerTable),
    findStudies: ({ text, limit }) => findStudies(reading(), text, limit),
    listCitingRows: ({ studyId }) => listCitingRows(reading(), studyId),

    editRows: (edit) => {
      let addedRowIds: readonly string[] = [];
      const committed = change((handle) => {
        const built = editRowsDraft(handle, edit, deps.newId, asRead(handle));
        addedRowIds = built.addedRowIds;
        return built.draft;
      });
      return { ...committed, addedRowIds };
    },
    checkRows: (edit) => checkRows(reading(), edit),
    importRows: ({ table, path, unfit }) => {
      const { unknownHeadings, leftOut, ...planned } = readTableFile(columnsIn(reading()), table, path, unfit);
      const { committed, built } = changeWith((handle) => importRowsDraft(handle, planned, deps.newId));
      return { ...committed, rows: planned.adds.length, studiesAdded: built.studiesAdded, unknownHeadings, leftOut };
    },
    previewImport: (request, control) => imports.preview(reading(), request, control),
    saveRefused: async (request, control) => saveRefused({ documentPath: session.require().file.path, importedPaths: request.sources.flatMap((source) => ('path' in source ? [source.path] : [])) }, request.path, deps.newId(), await imports.refused(reading(), request, control)),
    importTables: async (request, control) => {
      const { sources, total, isEmpty, take } = await imports.ready(reading(), request, control);
      session.require().file.requireWritable();
      if (isEmpty) return { committed: null, sources, total, rows: 0, studiesAdded: 0 };
      const { committed, built } = changeWith((handle) => {
        const planned = take(handle);
        if (planned.adds.length + planned.changes.length === 0) throw new LacunaError('stale-edit', 'Another change brought the same rows meanwhile. Nothing was left to import.');
        return { ...importRowsDraft(handle, planned, deps.newId), rows: planned.adds.length + new Set(planned.changes.map(({ rowId }) => rowId)).size };
      }, (done, of) => control.progress('Writing rows', done, of));
      return { committed, sources, total, rows: built.rows, studiesAdded: built.studiesAdded };
    },
    setSharing: (request) => change((handle) => setSharingDraft(handle, request)),
    setLifecycle: (request) => change((handle) => setLifecycleDraft(handle, request, asRead(handle))),
    previewMerge: (pair) => previewMerge(reading(), pair),
    mergeRows: (request) => {
      const { committed, built } = changeWith((handle) => mergeRowsDraft(handle, request, deps.newId, asRead(handle)));
      return { ...committed, moves: built.moves };
    },
    listCustomColumns: (question) => listCustomColumns(reading(), question),
    addCustomColumn: (column) => {
      const columnId = deps.newId();
      const { committed, built } = changeWith((handle) => addCustomColumnDraft(handle, column, columnId));
      return { ...committed, columnId, key: built.key };
    },
    editCustomColumn: (edit) => change((handle) => editCustomColumnDraft(handle, edit)),
    setCustomColumnLifecycle: (request) => change((handle) => setCustomColumnLifecycleDraft(handle, request)),

    undo: () => change((handle) => undoDraft(handle, 'undo')),
    redo: () => change((handle) => undoDraft(handle, 'redo')),
    revertChangeSet: ({ changeSetId, reason }) => change((handle) => revertDraft(handle, changeSetId, reason)),
    listHistory: (question) => listHistory(reading(), question),

    readReferences: (source) => {
      const { references, ...list } = readReferenceList('text' in source ? source.text : Buffer.from(source.base64, 'base64'));
      // Looking for likeness takes longer than for identifiers; of a long list, adding one says it.
      const looksForLikeness = references.length <= mostCompared;
      return { ...list, references: references.map((reference) => ({ ...reference, existing: findExistingStudy(reading(), studyValuesOf(reference.fields, null, null), looksForLikeness) })) };
    },
    addStudy: ({ study, use, reason }) => {
      let added = { studyId: '', rowId: null as string | null };
      const committed = change((handle) => {
        const choice = study.kind === 'existing' ? study : newStudyChoice(handle, study);
        const built = addStudyDraft(handle, { study: choice, use, reason }, deps.newId);
        added = { studyId: built.studyId, rowId: built.rowId };
        return built.draft;
      });
      return { ...committed, ...added };
    },

    previewStudy: ({ study, use }) => {
      const { journal, checks } = session.require();
      return previewStudy({ journal, rules: session.evidence.rules, readCells: checks.readers.current().readCells }, (handle) => (study.kind === 'existing' ? study : newStudyChoice(handle, { ...study, evenIfAlike: true })), use);
    },

    flagConflict: (flag) => {
      const conflictId = deps.newId();
      return { ...change((handle) => flagConflictDraft(handle, flag, conflictId)), conflictId };
    },
    setConflictStatus: (step) => change((handle) => setConflictStatusDraft(handle, step)),
    editConflict: (edit) => change((handle) => editConflictDraft(handle, edit)),
    listConflicts: (question) => listConflicts(reading(), question),

    addNote: (note) => {
      const noteId = deps.newId();
      return { ...change((handle) => addNoteDraft(handle, note, noteId)), noteId };
    },
    editNote: (edit) => change((handle) => editNoteDraft(handle, edit)),
    listNotes: (question) => listNotes(reading(), question),

    getTrialEvidence: ({ rowId }) => trialEvidence(reading(), rowId, session.require().checks.readers.current().readCells),
    getFactorSummary: ({ table, rowId }) => getFactorSummary(reading(), table, rowId),

    listFindings: (question) => listFindings(reading(), question, session.evidence.rules),
    listMarks: ({ table, rowIds }) => listMarks(reading(), table, rowIds),
    stepFinding: ({ from, direction }) => stepFinding(reading(), from, direction, session.evidence.rules),
    dismissFindings: ({ findingIds, reason }) => {
      const { committed, built } = changeWith((handle) => dismissFindingsDraft(handle, findingIds, reason, deps.newId));
      return { ...committed, dismissed: built.done, skipped: built.skipped };
    },
    restoreFindings: ({ findingIds, reason }) => {
      const { committed, built } = changeWith((handle) => restoreFindingsDraft(handle, findingIds, reason));
      return { ...committed, restored: built.done, skipped: built.skipped };
    },
    adoptFindings: ({ findingIds, reason }) => {
      const { committed, built } = changeWith((handle) => adoptFindingsDraft(handle, findingIds, reason, deps.newId));
      return { ...committed, conflictIds: built.conflictIds, skipped: built.skipped };
    },
    getCheckSettings: () => ({ ...readCheckSettings(reading()), waiting: countWaiting(reading()) }),
    setCheckSettings: (settings) => {
      const { file, checks } = session.require();
      file.requireWritable();
      checks.changeSettings(settings);
      return { waiting: countWaiting(file.handle) };
    },
    checkDocument: async (_, { signal, progress }) => {
      const { file, checks } = session.require();
      file.requireWritable();
      checks.queueAll();
      const isDone = await checks.settle({ signal, onProgress: (done, total) => progress('Checking rows', done, total) });
      if (!isDone) throw new LacunaError('cancelled', 'The check was stopped. What was checked is kept; the rest is checked after the next change, or when the file is opened again.');
      const { factors, trials, studies, claims, glossary, findings } = countRows(file.handle);
      return { rows: factors + trials + studies + claims + glossary, findings };
    },
    checkCounts: ({ path }) => checkCounts(path),

    exportTable: (request, { signal, progress }) => exportTable(session.require(), request, {
      signal, uniqueName: deps.newId(), version: deps.version, lists, onListing: progress, onRows: (rows, tableName) => progress(tableName === undefined ? 'Writing rows' : `Writing ${tableName}`, rows, null), onReading: (done, total) => progress('Reading what is abbreviated', done, total),
      onComparing: (done, total) => progress('Comparing rows', done, total), readRelease: (document, version, work) => session.readRelease(document, version, { signal, progress }, work),
    }),
    previewExport: (request, { signal, progress }) => previewExport(session.require(), request, { signal, lists, onListing: progress, onReading: (done, total) => progress('Reading what is abbreviated', done, total) }),
    listPresets: () => [...readPresets(reading())],
    savePreset: (preset) => savePreset(session.require(), preset),
    removePreset: ({ name }) => { dropPreset(session.require().file, name); return null; },

    listStyles: () => styles.list(),
    addStyle: ({ path }) => styles.add(path),
    removeStyle: ({ styleId }) => { styles.remove(styleId); return null; },
    formatReferences: (request, control) => {
      const { file, documentId } = session.require();
      return lists.format({ path: file.path, documentId, handle: file.handle }, request, control, deps.newId());
    },

    makeRelease: async (request, control) => {
      const made = await makeRelease(session.require(), request, control);
      deps.emit({ type: 'documentChanged', document: session.info() });
      return made;
    },
    listReleases: () => ({ releases: listReleases(reading()), suggestedVersion: suggestedVersion(reading()) }),
    openRelease: ({ version }, control) => session.openRelease(version, control),
    compareStates: (question, control) => comparisons.compare(reading(), question, control),
    exportComparison: (request, control) => exportComparison(session.require(), comparisons, request, { ...control, uniqueName: deps.newId(), onRows: (rows) => control.progress('Writing rows', rows, null) }),

  };
}

function newStudyChoice(handle: ReadHandle, study: Extract<ParsedInput<'addStudy'>['study'], { readonly kind: 'new' }>) {
  const values = { ...studyValuesOf(study.fields, study.label, study.raw), ...(study.isPrivate ? { sharing: 'private' } : {}) };
  return { kind: 'new', values, existing: findExistingStudy(handle, values, !study.evenIfAlike) } as const;
}

const mostCompared = 500;

/** Runs one call to its reply. `where` names the open document in messages about the disk. */
export async function dispatch(handlers: Handlers, call: Call, control: CallControl, where: () => string): Promise<AnyReply> {
  try {
    if (!isMethod(call.method)) throw new LacunaError('unknown-method', `Lacuna has no method “${call.method}”.`);
    const input = fitting(call.method, methods[call.method].input, call.input);
    return input.isFitting ? { ok: true, value: await run(handlers, call.method, input.value, control) } : { ok: false, error: input.error };
  } catch (thrown) {
    return { ok: false, error: errorBody(problemOf(thrown, where())) };
  }
}

function isMethod(name: string): name is MethodName {
  return Object.hasOwn(methods, name);
}

/** The one place where a method's name and its input type part company: both were checked by its schema just before. */
function run(handlers: Handlers, name: MethodName, input: unknown, control: CallControl): unknown {
  const handler = handlers[name] as (input: unknown, control: CallControl) => unknown;
  return handler(input, control);
}

function errorBody(thrown: unknown) {
  if (thrown instanceof LacunaError) return thrown.toBody();
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'internal', message: `Something in Lacuna went wrong: ${message}. Nothing was changed by this step. Please report it with these words.` } as const;
}

/** Events that a running call sends: at most one every 100 ms, and the last. */
export function progressOf(callId: string, emit: (event: LacunaEvent) => void, nowMs: () => number): CallControl['progress'] {
  let last = 0;
  return (label, done, total) => {
    const now = nowMs();
    if (now - last < 100 && done !== total) return;
    last = now;
    emit({ type: 'progress', callId, label, done, total });
  };
}
