// Owns the state of the window that is not evidence: which section is shown, what is selected, which dialog is open,
// what was said. Evidence itself is asked for where it is shown.
import { create } from 'zustand';
import type { GridTable } from '../db/contract/tableNames';
import type { Sharing } from '../db/contract/sharing';
import type { ColumnFilter, ConflictInfo, DocumentInfo, Values } from '../db/contract/types';
import { lacuna } from './client/lacuna';
import type { ConnectionState } from './client/transport';
import type { EvidenceGridHandle, GridSelection } from './grid/gridTypes';

export type Section = GridTable | 'conflicts' | 'notes' | 'history' | 'releases';
export type InspectorTab = 'Row' | 'Evidence' | 'Notes' | 'History';
export type Dialog =
  | { readonly kind: 'welcome' } | { readonly kind: 'curator' } | { readonly kind: 'addStudy' } | { readonly kind: 'export'; /** Of the whole document. */ readonly isWhole: boolean } | { readonly kind: 'references' } | { readonly kind: 'shortcuts' } | { readonly kind: 'about' } | { readonly kind: 'palette' }
  | { readonly kind: 'flag'; readonly selection: GridSelection | null } | { readonly kind: 'editConflict'; readonly conflict: ConflictInfo } | { readonly kind: 'verify' } | { readonly kind: 'backups' } | { readonly kind: 'new'; readonly content: 'review' | 'empty' }
  | { readonly kind: 'lifecycle'; readonly selection: GridSelection; readonly lifecycle: 'active' | 'withdrawn' | 'excluded' }
  | { readonly kind: 'import'; readonly offered: readonly OfferedFile[] }
  | { readonly kind: 'checks' } | { readonly kind: 'customColumns' } | { readonly kind: 'makeRelease' } | { readonly kind: 'addClaim'; readonly start: ClaimStart } | { readonly kind: 'addResult'; readonly trialId: string | null } | { readonly kind: 'dismiss'; readonly findingIds: readonly string[]; readonly isDuplicate: boolean }
  | { readonly kind: 'merge'; readonly table: GridTable; /** Two rows, or more of which two are compared at a time. */ readonly rowIds: readonly string[] };
/** A file on its way into the import: from the browser, or on the curator's disk. Each is taken once, by its id. */
export interface OfferedFile { readonly id: string; readonly file: File | string }
/** What a new claim is about already: the row, and the studies that make it. */
export interface ClaimStart { readonly about: { readonly table: 'factors' | 'trials'; readonly rowId: string } | null; readonly studyIds: readonly string[]; readonly values: Values }
export interface Toast { readonly id: number; readonly tone: 'info' | 'problem'; readonly text: string }
/** Why no document is open: what the core said, and about which file. */
export interface OpenProblem { readonly code: string; readonly message: string; readonly path: string | null }
export interface Progress { readonly label: string; readonly done: number; readonly total: number | null }
/** Rows that are checked in the background. */
export interface Checking { readonly done: number; readonly total: number }
/** The card that stands beside a cell: the findings named, or all that wait on the row. `walk`: F8 led here. */
export interface FindingCardPlace {
  readonly table: GridTable;
  readonly rowId: string;
  readonly field: string | null;
  readonly findingIds: readonly string[] | null;
  readonly walk: { readonly position: number; readonly total: number } | null;
}

/** The note that is being written. */
export interface NoteDraft {
  /** null: a new one. */
  readonly noteId: string | null;
  readonly table: GridTable;
  readonly rowId: string;
  /** null: the whole row. */
  readonly field: string | null;
  /** Whether it is about words of the cell, and which; null while none are chosen. */
  readonly isOnWords: boolean;
  readonly span: { readonly start: number; readonly quote: string } | null;
  /** As they were read. */
  readonly before: string;
  readonly sharedBefore: Sharing;
  readonly text: string;
  readonly sharing: Sharing;
}

export interface TableState { readonly search: string; readonly facets: readonly ColumnFilter[]; readonly includeWithdrawn: boolean; readonly linesPerRow: number; /** Whether results that were read from a text are underlined in it. */ readonly marksResults: boolean }

export interface Workspace {
  readonly document: DocumentInfo | null;
  readonly isReady: boolean;
  readonly openProblem: OpenProblem | null;
  readonly section: Section;
  readonly selection: GridSelection | null;
  readonly view: { readonly table: GridTable; readonly viewId: string; readonly total: number } | null;
  readonly tables: Readonly<Record<GridTable, TableState>>;
  readonly dialog: Dialog | null;
  readonly toasts: readonly Toast[];
  readonly dismissed: readonly string[];
  readonly connection: ConnectionState;
  readonly progress: Readonly<Record<string, Progress>>;
  readonly checking: Checking | null;
  readonly card: FindingCardPlace | null;
  readonly isInspectorShown: boolean;
  readonly inspectorTab: InspectorTab;
  readonly noteDraft: NoteDraft | null;
  readonly selectedNote: string | null;
  readonly selectedConflict: string | null;
  /** Rises with every committed change: what is shown is asked for again. */
  readonly revision: number;
  readonly grid: EvidenceGridHandle | null;
}

const waitingFindings: readonly ColumnFilter[] = [{ column: 'state', operator: 'anyTerm', terms: ['open', 'reopened'] }];
/** The filters of a table that no one has laid out yet: of findings, those that wait for a curator. */
export function firstFilters(name: GridTable): readonly ColumnFilter[] {
  return name === 'findings' ? waitingFindings : [];
}
const table = (linesPerRow: number): TableState => ({ search: '', facets: [], includeWithdrawn: false, linesPerRow, marksResults: true });

export const useWorkspace = create<Workspace>(() => ({
  document: null, isReady: false, openProblem: null, section: 'factors', selection: null, view: null,
  tables: { factors: table(3), trials: table(5), studies: table(3), claims: table(3), results: table(2), findings: table(3), glossary: table(1), aliases: table(1) },
  dialog: null, toasts: [], dismissed: [], connection: 'connecting', progress: {}, checking: null, card: null, isInspectorShown: true, inspectorTab: 'Row', noteDraft: null, selectedNote: null, selectedConflict: null, revision: 0, grid: null,
}));

export const { getState, setState } = useWorkspace;

let toasts = 0;
export function tell(text: string, tone: Toast['tone'] = 'info'): void {
  toasts += 1;
  const id = toasts;
  setState((state) => ({ toasts: [...state.toasts.filter((toast) => toast.text !== text), { id, tone, text }].slice(-4) }));
  setTimeout(() => dismissToast(id), tone === 'problem' ? 15_000 : 5000);
}

export function dismissToast(id: number): void {
  setState((state) => ({ toasts: state.toasts.filter((toast) => toast.id !== id) }));
}

export function changeTable(name: GridTable, change: Partial<TableState>): void {
  setState((state) => ({ tables: { ...state.tables, [name]: { ...state.tables[name], ...change } } }));
}

/** A call that reported progress has ended. */
export function endProgress(callId: string): void {
  setState((state) => ({ progress: Object.fromEntries(Object.entries(state.progress).filter(([id]) => id !== callId)) }));
}

export function openDialog(dialog: Dialog | null): void {
  setState({ dialog });
}

export function isGridSection(section: Section): section is GridTable {
  return section !== 'conflicts' && section !== 'notes' && section !== 'history' && section !== 'releases';
}

/** Whether words of a note would be lost. */
export function isUnsaved(draft: NoteDraft | null): boolean {
  return draft !== null && draft.text.trim() !== draft.before;
}
export function hasUnsavedNote(): boolean {
  return isUnsaved(getState().noteDraft);
}

/** What the open editor holds is written first; false when that was refused and the curator has to look. */
export async function commitEditor(): Promise<boolean> {
  return (await getState().grid?.commitOpenEditor()) ?? true;
}

export async function showSection(section: Section): Promise<void> {
  if (!(await commitEditor())) return;
  // Elsewhere the inspector closes, and opens with the row; but for a note that is being written.
  setState((state) => ({ section, selection: null, card: null, ...(isGridSection(section) || state.noteDraft !== null ? {} : { inspectorTab: 'Row' as const }) }));
}

/**
 * Shows a row in its table, wherever the curator is; a search or filter that hides it is lifted, after `patience` looks: a row
 * that was added just now comes into the view by itself. False when it could not be shown, which was said.
 */
export async function showRow(name: GridTable, rowId: string, field?: string, patience = 10): Promise<boolean> {
  if (!(await commitEditor())) return false;
  if (getState().section !== name) setState({ section: name, selection: null, card: null });
  let isLifted = false;
  for (let tries = 0; tries < 60; tries += 1) {
    const { grid, view } = getState();
    if (grid !== null && view?.table === name) {
      const { index } = await lacuna.call('findInView', { viewId: view.viewId, rowId }).catch(() => ({ index: null }));
      if (index !== null) {
        await grid.focusRow(rowId, field);
        return true;
      }
      if (tries >= patience && !isLifted) {
        const [row] = await lacuna.call('getRows', { table: name, rowIds: [rowId] });
        changeTable(name, { search: '', facets: [], ...(row?.lifecycle === 'withdrawn' ? { includeWithdrawn: true } : {}) });
        isLifted = true;
      }
    }
    await new Promise((resolve) => { setTimeout(resolve, 60); });
  }
  tell('That row is hidden by the filters in the column heads, or not in this table any more. Clear the filters and try again.', 'problem');
  return false;
}
