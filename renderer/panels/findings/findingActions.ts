// Owns what a curator does with findings, wherever they stand: adopt, dismiss with a reason, restore, show the row, and
// walking through all that wait (F8). Each is one change set of the core. Refuses to decide what a finding means.
import type { FindingInfo } from '../../../db/contract/findings';
import { isGridTable, type GridTable } from '../../../db/contract/tableNames';
import { lacuna } from '../../client/lacuna';
import { commitEditor, getState, openDialog, setState, showRow, tell } from '../../workspace';

/** The core adopts at most this many at once. */
const mostAdopted = 1000;
const mostDismissed = 10_000;

export function isDuplicateRule(rule: string): boolean {
  return rule.startsWith('D');
}

function left(skipped: number, why: string): string {
  return skipped === 0 ? '' : ` ${skipped === 1 ? 'One was' : `${skipped.toLocaleString()} were`} left as ${skipped === 1 ? 'it is' : 'they are'}: ${why}.`;
}

/** The card goes, and the focus goes back to the cell that it stood beside. */
function closeCard(): void {
  if (getState().card === null) return;
  setState({ card: null });
  setTimeout(() => getState().grid?.focusCells());
}

/** Makes a conflict of each, with its rows as members. */
export async function adoptFindings(findingIds: readonly string[]): Promise<void> {
  if (findingIds.length > mostAdopted) return tell(`Adopt at most ${mostAdopted.toLocaleString()} findings at once. Select fewer.`, 'problem');
  const { label, conflictIds, skipped } = await lacuna.call('adoptFindings', { findingIds: [...findingIds] });
  const [first] = conflictIds;
  if (first !== undefined) setState({ selectedConflict: first });
  closeCard();
  tell(`Done: ${label}.${left(skipped, 'adopted before, or gone')}`);
}

/** Asks for the reason first. */
export function askToDismiss(findingIds: readonly string[], isDuplicate: boolean): void {
  if (findingIds.length > mostDismissed) tell(`Dismiss at most ${mostDismissed.toLocaleString()} findings at once. Select fewer.`, 'problem');
  else if (findingIds.length > 0) openDialog({ kind: 'dismiss', findingIds, isDuplicate });
}

export async function dismissFindings(findingIds: readonly string[], reason: string): Promise<void> {
  const { label, skipped } = await lacuna.call('dismissFindings', { findingIds: [...findingIds], reason });
  closeCard();
  tell(`Done: ${label}.${left(skipped, 'not open any more')}`);
}

export async function restoreFindings(findingIds: readonly string[]): Promise<void> {
  const { label, skipped } = await lacuna.call('restoreFindings', { findingIds: [...findingIds] });
  tell(`Done: ${label}.${left(skipped, 'not dismissed')}`);
}

/** The rows of a finding that may be one, in its order; null where it is not about duplicates. */
export function comparableRows({ rule, members }: FindingInfo): { readonly table: FindingInfo['table']; readonly rowIds: readonly string[] } | null {
  const [first] = members;
  if (!isDuplicateRule(rule) || first === undefined) return null;
  const rowIds = [...new Set(members.filter(({ table }) => table === first.table).map(({ rowId }) => rowId))];
  return rowIds.length < 2 ? null : { table: first.table, rowIds };
}

/** Shows the rows of a finding side by side. */
export async function compareFinding(finding: FindingInfo): Promise<void> {
  const rows = comparableRows(finding);
  if (rows === null) return tell(`Only findings of duplicates (D1 to D4) name rows that may be one; this is ${finding.rule}. Select two rows in their table to merge them.`, 'problem');
  await askToMerge(rows.table, rows.rowIds);
}

export async function compareFindingOf(findingId: string): Promise<void> {
  const { findings } = await lacuna.call('listFindings', { findingIds: [findingId] });
  const [finding] = findings;
  if (finding === undefined) tell('This finding is gone: what it was about has changed.', 'problem');
  else await compareFinding(finding);
}

/** Two rows side by side, of more the first two; what can't be merged is said instead. */
export async function askToMerge(table: GridTable, rowIds: readonly string[]): Promise<void> {
  const [staysId, goesId] = rowIds;
  if (staysId === undefined || goesId === undefined || !(await commitEditor())) return;
  await lacuna.call('previewMerge', { table, staysId, goesId });
  // What was said before would lie over the dialog's buttons.
  setState({ card: null, toasts: [] });
  openDialog({ kind: 'merge', table, rowIds });
}

/** Leads to the cell that a finding is about, with its card. */
export async function showFinding(finding: FindingInfo, walk: { readonly position: number; readonly total: number } | null): Promise<void> {
  const { table, rowId, field, findingId } = finding;
  setState({ card: null });
  if (!(await showRow(table, rowId, field ?? undefined, 1))) return;
  setState({ card: { table, rowId, field, findingIds: [findingId], walk } });
}

export async function showFindingOf(findingId: string): Promise<void> {
  const { findings } = await lacuna.call('listFindings', { findingIds: [findingId] });
  const [finding] = findings;
  if (finding === undefined) tell('This finding is gone: what it was about has changed.', 'problem');
  else await showFinding(finding, null);
}

/** Where the last step led. */
let walked: { readonly findingId: string; readonly table: string; readonly rowId: string; readonly field: string | null } | null = null;

type StepStart = { readonly findingId: string } | { readonly table: FindingInfo['table']; readonly rowId: string } | null;

/** The finding whose card is open, or was led to and still has the focus; else the row in focus; else none. */
function stepStart(): StepStart {
  const { card, section, selection } = getState();
  const [shown] = card?.findingIds ?? [];
  if (shown !== undefined) return { findingId: shown };
  const focused = selection?.focused ?? null;
  if (focused === null || selection === null) return null;
  if (walked !== null && walked.rowId === focused.rowId && (walked.field === null || walked.field === focused.field)) return { findingId: walked.findingId };
  if (section === 'findings') return { findingId: focused.rowId };
  const { table } = selection;
  return table === 'factors' || table === 'trials' || table === 'claims' || table === 'studies' || table === 'glossary' ? { table, rowId: focused.rowId } : null;
}

/** To the next or previous finding that waits, in the order of the tables and their rows; after the last comes the first. */
export async function stepToFinding(direction: 'next' | 'previous'): Promise<void> {
  const start = stepStart();
  const found = await lacuna.call('stepFinding', { from: start, direction });
  const step = found.finding === null && start !== null ? await lacuna.call('stepFinding', { from: null, direction }) : found;
  const { finding, position, total } = step;
  if (finding === null) return tell('No finding waits for a decision.');
  walked = { findingId: finding.findingId, table: finding.table, rowId: finding.rowId, field: finding.field };
  if (isGridTable(finding.table)) await showFinding(finding, { position, total });
}
