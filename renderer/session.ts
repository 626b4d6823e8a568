// Owns what the page does when the core or the host says something: the document came, a change was committed, the
// core was restarted, the window wants to close. One place listens; everything else looks at the workspace.
import { gridTables, isCustomKey } from '../db/contract/tableNames';
import { LacunaError } from '../db/contract/errors';
import type { LacunaEvent, MenuCommand } from '../db/contract/events';
import { shownName } from '../db/contract/shownName';
import { lacuna, messageOf } from './client/lacuna';
import { runCommand } from './commands';
import { setColumns } from './documentColumns';
import { mayLeave, openPath } from './documents';
import { takeDroppedPaths } from './dropping';
import { isHeaderFilter } from './grid/columns/filterModel';
import { readGridLayout } from './grid/gridLayout';
import { changeTable, firstFilters, getState, openDialog, setState, tell } from './workspace';

/** Listens for the life of the page and asks for what is open. */
export function startSession(): void {
  lacuna.onConnection((connection) => {
    const wasLost = getState().connection === 'lost';
    setState({ connection });
    if (connection === 'here' && wasLost) void refreshDocument();
  });
  lacuna.on(handle);
  void refreshDocument();
}

async function refreshDocument(): Promise<void> {
  try {
    const document = await lacuna.call('getDocument', {});
    if (document === null) await openAgain();
    else await adopt(document);
  } catch (problem) {
    setState({ isReady: true, openProblem: { code: problem instanceof LacunaError ? problem.code : 'internal', message: messageOf(problem), path: null } });
  }
}

/** Nothing is open: the last document, or the built-in review. A refusal is shown with what can be done about it. */
async function openAgain(): Promise<void> {
  const [recent] = await lacuna.call('listRecentDocuments', {});
  await openPath(recent?.isThere === true ? recent.path : undefined);
}

async function adopt(document: NonNullable<Awaited<ReturnType<typeof lacuna.call<'getDocument'>>>>): Promise<void> {
  const isOther = getState().document?.documentId !== document.documentId || getState().document?.path !== document.path;
  await renewColumns();
  if (isOther) {
    const layouts = await Promise.all(gridTables.map(async (table) => ({ table, known: readGridLayout((await lacuna.call('getLayout', { table })).layout) })));
    for (const { table, known } of layouts) {
      changeTable(table, { search: '', facets: known?.filters ?? firstFilters(table), includeWithdrawn: false, ...(known === null ? {} : { linesPerRow: known.linesPerRow, marksResults: known.marksResults }) });
    }
    setState({ selection: null, view: null, noteDraft: null, selectedNote: null, selectedConflict: null, card: null, checking: null });
    dropLostFilters();
  }
  // Something of the document that no change set tells: it was opened, or a release was made.
  setState((state) => ({ revision: state.revision + 1, document, isReady: true, openProblem: null, checking: document.checksWaiting === 0 ? null : (state.checking ?? { done: 0, total: document.checksWaiting }) }));
  window.document.title = `${shownName(document)} – Lacuna`;
  if (!document.isReadOnly) await greet();
}

/** What was asked for last is what counts, whichever answer comes first. */
let renewals = 0;
async function renewColumns(): Promise<void> {
  renewals += 1;
  const mine = renewals;
  const listed = await lacuna.call('listCustomColumns', {});
  if (mine !== renewals) return;
  setColumns(listed.map(({ filled: _filled, ...column }) => column));
  dropLostFilters();
}

/** A filter that no head shows any more would hide rows, and nobody could see why. */
function dropLostFilters(): void {
  for (const table of gridTables) {
    const { facets } = getState().tables[table];
    const kept = facets.filter((filter) => !isCustomKey(filter.column) || isHeaderFilter(table, filter));
    if (kept.length < facets.length) changeTable(table, { facets: kept });
  }
}

/** Once a page, with the first document that can be written: what the welcome says can be done is true of it. */
let isGreeted = false;
async function greet(): Promise<void> {
  if (isGreeted) return;
  try {
    const { hasSeenWelcome } = await lacuna.call('getPreferences', {});
    if (isGreeted || getState().document?.isReadOnly !== false) return;
    isGreeted = true;
    if (!hasSeenWelcome) openDialog({ kind: 'welcome' });
  } catch {
    // No connection: the page says so already.
  }
}

function handle(event: LacunaEvent): void {
  switch (event.type) {
    case 'documentChanged':
      if (event.document === null) setState({ document: null, view: null });
      else void adopt(event.document);
      return;
    case 'committed': {
      if (event.touched.some(({ table }) => table === 'customColumns')) void renewColumns().catch((problem: unknown) => tell(messageOf(problem), 'problem'));
      setState((state) => ({ revision: state.revision + 1, document: state.document === null ? null : { ...state.document, undoState: event.undoState, savedAtUtc: event.savedAtUtc } }));
      if (event.touched.some((touched) => touched.isStructural || touched.table === 'conflicts' || touched.table === 'findings')) recountSoon();
      return;
    }
    case 'checked':
      setState({ checking: event.waiting === 0 ? null : { done: event.done, total: event.total } });
      asksAgain ||= event.touched.length > 0;
      recountSoon();
      return;
    case 'progress':
      setState((state) => ({ progress: { ...state.progress, [event.callId]: { label: event.label, done: event.done, total: event.total } } }));
      return;
    case 'coreRestarted':
      tell(event.message, 'problem');
      setState((state) => ({ revision: state.revision + 1 }));
      getState().grid?.reapply();
      return;
    case 'menuCommand':
      void runFromMenu(event.command, event.argument);
      return;
    case 'closeRequested':
      void mayLeave().then((mayClose) => lacuna.call('answerClose', { mayClose }));
      return;
    case 'openRequested':
      void openPath(event.path);
      return;
    case 'filesDropped':
      takeDroppedPaths(event.paths);
  }
}

/** The menu is there whatever the page shows: a text being typed takes back its own typing, and a dialog keeps what it holds. */
async function runFromMenu(command: MenuCommand, argument: string | null): Promise<void> {
  if ((command === 'undo' || command === 'redo') && isTextField(window.document.activeElement) && window.document.execCommand(command)) return;
  if (window.document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return tell('Finish or close the dialog first.');
  await (command === 'openRecent' && argument !== null ? openPath(argument) : runCommand(command));
}

function isTextField(element: Element | null): boolean {
  return element !== null && element.matches('input, textarea, [contenteditable="true"]');
}

/** Background checking says something many times a second; the counts follow a few times. */
const recountAfterMs = 150;
let recounting: ReturnType<typeof setTimeout> | null = null;
/** Whether what is shown has to be asked for again as well. */
let asksAgain = false;

function recountSoon(): void {
  recounting ??= setTimeout(() => {
    recounting = null;
    if (asksAgain) setState((state) => ({ revision: state.revision + 1 }));
    asksAgain = false;
    // A lost connection is said by the page; what is open is asked for again when it is back.
    lacuna.call('getDocument', {}).then((document) => { if (document !== null) setState({ document }); }, () => {});
  }, recountAfterMs);
}
