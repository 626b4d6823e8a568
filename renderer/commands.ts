// Owns every command of the window, once: its name, its shortcut, when it can run, and what it does. Buttons, the
// palette, the menu of the desktop application and the keyboard all come through here.
import { tables } from '../db/contract/columns';
import type { Sharing } from '../db/contract/sharing';
import { lacuna, messageOf } from './client/lacuna';
import { chooseDestination, chooseDocument, deliver } from './client/files';
import { openPath } from './documents';
import { claimStart } from './panels/findings/claimStart';
import { adoptFindings, askToDismiss, askToMerge, compareFindingOf, isDuplicateRule, restoreFindings, showFindingOf, stepToFinding } from './panels/findings/findingActions';
import { commitEditor, getState, isGridSection, openDialog, setState, showRow, showSection, tell, type Section } from './workspace';

export interface Command {
  readonly id: string;
  readonly title: string;
  /** As shown and as understood: "Ctrl+Shift+Z"; Ctrl is ⌘ on a Mac. */
  readonly shortcut: string | null;
  readonly isEnabled: () => boolean;
  readonly run: () => void | Promise<void>;
}

const hasDocument = (): boolean => getState().document !== null;
const canWrite = (): boolean => getState().document?.isReadOnly === false;
const hasGrid = (): boolean => hasDocument() && getState().grid !== null && isGridSection(getState().section);
const canWriteGrid = (): boolean => canWrite() && hasGrid();
const hasSelection = (): boolean => canWriteGrid() && (getState().selection?.rowIds.length ?? 0) > 0;

function command(id: string, title: string, shortcut: string | null, isEnabled: () => boolean, run: () => void | Promise<void>): Command {
  return { id, title, shortcut, isEnabled, run };
}

const hasFindings = (): boolean => hasGrid() && getState().section === 'findings' && (getState().selection?.rowIds.length ?? 0) > 0;
const canWriteFindings = (): boolean => canWrite() && hasFindings();
/** The rules make findings, and conflicts are between rows that can disagree. */
const canAddRow = (): boolean => canWriteGrid() && getState().section !== 'findings';
const canFlag = (): boolean => canWrite() && getState().section !== 'findings' && getState().section !== 'aliases';
const canChangeLife = (): boolean => hasSelection() && getState().section !== 'findings';

const canShare = (): boolean => hasSelection() && getState().section === 'studies';

const goTo = (id: string, title: string, shortcut: string | null, section: Section): Command => command(id, title, shortcut, hasDocument, () => showSection(section));

export const commands: readonly Command[] = [
  goTo('showFactors', 'Go to Factors', 'Ctrl+1', 'factors'),
  goTo('showTrials', 'Go to Trials', 'Ctrl+2', 'trials'),
  goTo('showStudies', 'Go to Studies', 'Ctrl+3', 'studies'),
  goTo('showClaims', 'Go to Claims', 'Ctrl+4', 'claims'),
  goTo('showResults', 'Go to Results', 'Ctrl+5', 'results'),
  goTo('showGlossary', 'Go to Glossary', 'Ctrl+6', 'glossary'),
  goTo('showNames', 'Go to Names', null, 'aliases'),
  goTo('showFindings', 'Go to Findings', 'Ctrl+7', 'findings'),
  goTo('showConflicts', 'Go to Conflicts', 'Ctrl+8', 'conflicts'),
  goTo('showHistory', 'Go to History', 'Ctrl+9', 'history'),
  goTo('showReleases', 'Go to Releases', null, 'releases'),
  command('commandPalette', 'Search or run a command', 'Ctrl+K', () => true, async () => { if (await commitEditor()) openDialog({ kind: 'palette' }); }),
  command('find', 'Search in this table', 'Ctrl+F', hasGrid, () => document.querySelector<HTMLInputElement>('#quickSearch')?.select()),
  command('undo', 'Undo', 'Ctrl+Z', canWrite, () => step('undo')),
  command('redo', 'Redo', 'Ctrl+Shift+Z', canWrite, () => step('redo')),
  command('addStudy', 'Add study…', 'Ctrl+Shift+A', canWrite, async () => { if (await commitEditor()) openDialog({ kind: 'addStudy' }); }),
  command('addRow', 'Add row', 'Ctrl+Shift+Enter', canAddRow, addRow),
  command('addClaim', 'Add claim…', 'Ctrl+Shift+L', canWrite, addClaim),
  command('nextFinding', 'Next finding', 'F8', hasDocument, async () => { if (await commitEditor()) await stepToFinding('next'); }),
  command('previousFinding', 'Previous finding', 'Shift+F8', hasDocument, async () => { if (await commitEditor()) await stepToFinding('previous'); }),
  command('adoptFindings', 'Adopt the selected findings as conflicts', null, canWriteFindings, () => adoptFindings(getState().selection?.rowIds ?? [])),
  command('dismissFindings', 'Dismiss the selected findings…', null, canWriteFindings, dismissSelected),
  command('compareFinding', 'Compare and merge the rows of this finding…', null, canWriteFindings, compareSelected),
  command('restoreFindings', 'Restore the selected findings', null, canWriteFindings, () => restoreFindings(getState().selection?.rowIds ?? [])),
  command('showFindingRow', 'Show the row of this finding', null, hasFindings, async () => { const [first] = getState().selection?.rowIds ?? []; if (first !== undefined) await showFindingOf(getState().selection?.focused?.rowId ?? first); }),
  command('checks', 'Checks…', null, hasDocument, async () => { if (await commitEditor()) openDialog({ kind: 'checks' }); }),
  command('flag', 'Flag conflict…', 'Ctrl+Shift+F', canFlag, async () => { if (await commitEditor()) openDialog({ kind: 'flag', selection: getState().selection }); }),
  command('mergeRows', 'Merge two rows…', null, canChangeLife, mergeSelected),
  command('withdraw', 'Withdraw rows…', null, canChangeLife, () => lifecycle('withdrawn')),
  command('exclude', 'Exclude rows from exports…', null, canChangeLife, () => lifecycle('excluded')),
  command('restore', 'Restore rows…', null, canChangeLife, () => lifecycle('active')),
  command('keepPrivate', 'Keep studies private', null, canShare, () => share('private')),
  command('publish', 'Publish studies', null, canShare, () => share('published')),
  command('edit', 'Edit the cell', 'F2', hasGrid, () => { setState({ card: null }); getState().grid?.startEditing(); }),
  command('cut', 'Cut', null, hasSelection, () => getState().grid?.copy(true)),
  command('copy', 'Copy', null, hasGrid, () => getState().grid?.copy(false)),
  command('paste', 'Paste', null, canWriteGrid, () => getState().grid?.pasteFromClipboard()),
  command('fillDown', 'Fill down', 'Ctrl+D', hasGrid, () => getState().grid?.fillDown()),
  command('selectAll', 'Select all cells', null, hasGrid, () => getState().grid?.selectAll()),
  command('autosize', 'Fit column widths', null, hasGrid, () => getState().grid?.autosizeColumns()),
  command('resetLayout', 'Reset columns, sorting and filters', null, hasGrid, () => getState().grid?.resetLayout()),
  command('reapply', 'Apply search, filters and sorting again', null, hasGrid, () => getState().grid?.reapply()),
  command('export', 'Export…', 'Ctrl+E', hasDocument, async () => { if (await commitEditor()) openDialog({ kind: 'export', isWhole: false }); }),
  command('exportDocument', 'Export the whole document…', null, hasDocument, async () => { if (await commitEditor()) openDialog({ kind: 'export', isWhole: true }); }),
  command('references', 'Reference list…', null, hasDocument, async () => { if (await commitEditor()) openDialog({ kind: 'references' }); }),
  command('import', 'Import…', 'Ctrl+Shift+E', canWrite, async () => { if (await commitEditor()) openDialog({ kind: 'import', offered: [] }); }),
  command('makeRelease', 'Make release…', null, canWrite, async () => { if (await commitEditor()) openDialog({ kind: 'makeRelease' }); }),
  command('compareStates', 'Compare releases', null, hasDocument, () => showSection('releases')),
  command('closeRelease', 'Back to the document', null, () => getState().document?.release !== null && hasDocument(), async () => { await openPath(getState().document?.release?.documentPath); }),
  command('save', 'Save', 'Ctrl+S', hasDocument, async () => { if (await commitEditor()) tell('Everything is on disk already: each change is saved as you make it.'); }),
  command('open', 'Open document…', 'Ctrl+O', () => true, async () => { const path = await chooseDocument(); if (path !== null) await openPath(path); }),
  command('newReview', 'New document with the built-in review…', null, () => true, () => openDialog({ kind: 'new', content: 'review' })),
  command('newEmpty', 'New empty document…', null, () => true, () => openDialog({ kind: 'new', content: 'empty' })),
  command('saveCopy', 'Save a copy…', 'Ctrl+Shift+S', hasDocument, saveCopy),
  command('verify', 'Verify document', null, hasDocument, async () => { if (await commitEditor()) openDialog({ kind: 'verify' }); }),
  command('backUp', 'Back up now', null, hasDocument, backUp),
  command('backups', 'Backups…', null, hasDocument, () => openDialog({ kind: 'backups' })),
  command('curator', 'Change the curator\'s name…', null, () => true, () => openDialog({ kind: 'curator' })),
  command('inspector', 'Show or hide the inspector', 'Ctrl+I', hasDocument, () => setState((state) => ({ isInspectorShown: !state.isInspectorShown }))),
  command('shortcuts', 'Keyboard shortcuts', 'F1', () => true, () => openDialog({ kind: 'shortcuts' })),
  command('about', 'About Lacuna', null, () => true, () => openDialog({ kind: 'about' })),
];

/** Commands whose title ends in … open a dialog, as does the palette; long after it was asked for it is not waited for. */
const longestWayMs = 2000;
let dialogAskedAt: number | null = null;

export function isDialogOnItsWay(): boolean {
  return dialogAskedAt !== null && performance.now() - dialogAskedAt < longestWayMs;
}

export async function runCommand(id: string): Promise<void> {
  const found = commands.find((candidate) => candidate.id === id);
  if (found === undefined || !found.isEnabled()) return;
  if (id === 'commandPalette' || found.title.endsWith('…')) dialogAskedAt = performance.now();
  try {
    await found.run();
  } catch (problem) {
    tell(messageOf(problem), 'problem');
  } finally {
    dialogAskedAt = null;
  }
}

export const isMac: boolean = /Mac|iPhone|iPad/u.test(navigator.platform);

/** A shortcut as this system writes it. */
export function shownShortcut(shortcut: string): string {
  return isMac ? shortcut.replace('Ctrl+', '⌘').replace('Shift+', '⇧') : shortcut;
}

/** The command of a key press; null when it has none or a text field keeps it. */
export function commandOfKey(event: KeyboardEvent): Command | null {
  const isControl = isMac ? event.metaKey : event.ctrlKey;
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const isFunctionKey = /^F\d{1,2}$/u.test(key);
  const pressed = `${isControl ? 'Ctrl+' : ''}${event.shiftKey && (isControl || isFunctionKey) ? 'Shift+' : ''}${key}`;
  const wanted = pressed === 'Ctrl+Y' ? 'Ctrl+Shift+Z' : pressed;
  const found = commands.find((candidate) => candidate.shortcut === wanted) ?? null;
  const target = event.target instanceof Element ? event.target.closest('input, textarea, [contenteditable="true"]') : null;
  // A text field keeps its own undo, and the keys that mean letters or cells.
  const isKept = target !== null && ['undo', 'redo', 'fillDown', 'edit', 'inspector'].includes(found?.id ?? '');
  return isKept ? null : found;
}

async function step(direction: 'undo' | 'redo'): Promise<void> {
  if (!(await commitEditor())) return;
  const { label, changeSetId } = await lacuna.call(direction, {});
  tell(`${direction === 'undo' ? 'Undone' : 'Done again'}: ${label}.`);
  const history = await lacuna.call('listHistory', { scope: { kind: 'changeSet', changeSetId }, limit: 1 });
  const touched = history.changeSets[0]?.revisions.find((revision) => revision.op === 'set' && revision.table === getState().section);
  const { section } = getState();
  if (touched !== undefined && isGridSection(section) && touched.field !== 'lifecycle') await showRow(section, touched.rowId, touched.field);
}

function lifecycle(to: 'active' | 'withdrawn' | 'excluded'): void {
  const { selection } = getState();
  if (selection !== null) openDialog({ kind: 'lifecycle', selection, lifecycle: to });
}

async function share(sharing: Sharing): Promise<void> {
  const { selection } = getState();
  if (selection === null || !(await commitEditor())) return;
  const { label } = await lacuna.call('setSharing', { rowIds: [...selection.rowIds], sharing });
  tell(`Done: ${label}.`);
}

/** A claim and a result begin with what they are about; the other rows with their names, in the grid. */
async function addRow(): Promise<void> {
  if (!(await commitEditor())) return;
  const { section, selection } = getState();
  if (section === 'claims') return addClaim();
  if (section === 'results') openDialog({ kind: 'addResult', trialId: await trialOfResult(selection?.focused?.rowId ?? null) });
  else await getState().grid?.addRow();
}

async function trialOfResult(resultId: string | null): Promise<string | null> {
  if (resultId === null) return null;
  const [row] = await lacuna.call('getRows', { table: 'results', rowIds: [resultId] });
  const trialId = row?.values['trialId'];
  return typeof trialId === 'string' ? trialId : null;
}

async function addClaim(): Promise<void> {
  if (!(await commitEditor())) return;
  openDialog({ kind: 'addClaim', start: await claimStart(getState().selection) });
}

async function dismissSelected(): Promise<void> {
  const findingIds = getState().selection?.rowIds ?? [];
  const rows = await lacuna.call('getRows', { table: 'findings', rowIds: findingIds.slice(0, 1000) });
  askToDismiss(findingIds, rows.length > 0 && rows.every((row) => isDuplicateRule(String(row.values['rule'] ?? ''))));
}

async function compareSelected(): Promise<void> {
  const { selection } = getState();
  const findingIds = selection?.rowIds ?? [];
  const [first] = findingIds;
  if (first === undefined || findingIds.length > 1) return tell(`Select one finding to compare its rows; ${findingIds.length.toLocaleString()} are selected.`, 'problem');
  await compareFindingOf(first);
}

async function mergeSelected(): Promise<void> {
  const { selection } = getState();
  if (selection === null) return;
  const { table, rowIds } = selection;
  if (rowIds.length !== 2) return tell(`Select exactly two rows of ${tables[table].name} to merge them; ${rowIds.length === 1 ? 'one is' : `${rowIds.length.toLocaleString()} are`} selected. Shift+↓ or dragging takes rows that stand together; a search brings them together.`, 'problem');
  await askToMerge(table, rowIds);
}

async function saveCopy(): Promise<void> {
  if (!(await commitEditor())) return;
  const name = getState().document?.name.replace(/\.lacuna$/u, '') ?? 'Copy';
  const path = await chooseDestination(`${name} copy.lacuna`, 'lacuna', 'Save a copy');
  if (path === null) return;
  await lacuna.call('saveCopy', { path });
  tell(await deliver(path));
}

async function backUp(): Promise<void> {
  if (!(await commitEditor())) return;
  const backup = await lacuna.call('backUpDocument', {});
  tell(`Backed up and checked: ${backup.name}.`);
}

/** As the list of sections and the heads of their pages name it. */
export function sectionTitle(section: Section): string {
  return section === 'history' ? 'History' : section === 'releases' ? 'Releases' : tables[section].name;
}
