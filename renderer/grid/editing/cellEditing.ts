// Owns the life of an open editor and of its text: opening, committing, refusals, drafts. One editor at a time; one
// write after the other. Refuses to lose a text: what can't be written stays in its cell, marked, with the reason.
import { problemWith, readOnlyReason } from '../../../db/contract/cellRules';
import type { GridTable } from '../../../db/contract/tableNames';
import { LacunaError } from '../../../db/contract/errors';
import type { GridRow } from '../../../db/contract/types';
import { CellValue, sameValue } from '../../../db/contract/values';
import { columnsNow } from '../../documentColumns';
import type { ShownCell } from '../cells/cellContext';
import { textOf } from '../cells/valueText';
import type { GridClient } from '../gridClient';
import type { GridMessage } from '../gridTypes';
import type { EditorProblem, EditorReader, GridUiStore, OpenEditor } from '../gridUi';
import { rowNameOf } from '../ranges/cellWrites';
import type { Draft, Drafts } from './drafts';
import type { PendingEdit, PendingEdits } from './pendingEdits';

export type AfterCommit = 'stay' | 'up' | 'down' | 'left' | 'right' | 'leave';

export interface EditingDeps {
  readonly table: GridTable;
  readonly client: Pick<GridClient, 'call'>;
  readonly ui: GridUiStore;
  readonly pending: PendingEdits;
  readonly drafts: () => Drafts | null;
  readonly isReadOnly: () => boolean;
  readonly rowOf: (rowId: string) => GridRow | null;
  readonly indexOf: (rowId: string) => number | null;
  readonly whenShown: (changeSetId: string) => Promise<void>;
  readonly focus: (rowIndex: number, key: string, after: AfterCommit) => void;
  readonly tell: (message: GridMessage) => void;
}

export interface CellEditing {
  shown(row: GridRow, field: string): ShownCell;
  /** What a write may rely on: the saved value, or one on its way. */
  expected(row: GridRow, field: string): CellValue;
  open(row: GridRow, rowIndex: number, field: string, typed?: string): void;
  openDraft(draft: Draft, row: GridRow, rowIndex: number): void;
  attach(reader: EditorReader): () => void;
  note(text: string): void;
  /** False when it was refused; the editor then is open still. With `leave`, a refused text goes into its cell, marked. */
  commit(after: AfterCommit): Promise<boolean>;
  /** Commits and waits until it is durable. */
  commitOpenEditor(): Promise<boolean>;
  discard(): void;
  /** Whether a text would be lost to the document if the page went now: typed and not written, or refused. */
  holdsUnsaved(): boolean;
  /** Writes the editor's text over what somebody else wrote meanwhile. */
  overwrite(): Promise<boolean>;
}

export function createCellEditing(deps: EditingDeps): CellEditing {
  const { table, client, ui, pending, tell } = deps;
  let reader: EditorReader | null = null;
  let opened = 0;
  let writing: Promise<unknown> = Promise.resolve();
  let committing: { readonly id: number; readonly done: Promise<boolean> } | null = null;
  /** The editor that the curator let go of: nothing of it is written any more. */
  let discarded = 0;
  /** The editor whose text was changed last. */
  let noted = 0;

  const editor = (): OpenEditor | null => ui.getState().editor;
  const change = (part: Partial<OpenEditor>): void => ui.setState(({ editor: now }) => ({ editor: now === null ? null : { ...now, ...part } }));

  const shown = (row: GridRow, field: string): ShownCell => {
    const edit = pending.get(row.id, field);
    return edit === null ? { value: row.values[field] ?? null, cites: row.cites, typed: null, state: null } : { value: edit.value, cites: edit.cites, typed: edit.typed, state: edit.state };
  };
  const expected = (row: GridRow, field: string): CellValue => {
    const edit = pending.get(row.id, field);
    return edit === null || edit.state.kind === 'refused' ? (row.values[field] ?? null) : edit.value;
  };

  const problemOf = (thrown: unknown, column: OpenEditor['column']): EditorProblem => {
    if (!(thrown instanceof LacunaError)) return { message: thrown instanceof Error ? thrown.message : String(thrown), current: null };
    if (thrown.code !== 'stale-edit') return { message: thrown.message, current: null };
    const current = CellValue.safeParse(thrown.details?.['current'] ?? null);
    return { message: thrown.message, current: current.success ? { value: current.data, text: textOf(column, current.data, []) } : null };
  };

  const show = (next: Omit<OpenEditor, 'id' | 'isWriting'>): void => {
    opened += 1;
    ui.setState({ editor: { ...next, id: opened, isWriting: false } });
  };

  /** One cell, one change set; resolves with what refused it. */
  const write = (edit: PendingEdit, column: OpenEditor['column']): Promise<EditorProblem | null> => {
    pending.set(edit);
    const step = writing.then(async (): Promise<EditorProblem | null> => {
      try {
        const { changeSetId } = await client.call('editRows', { table, edits: [{ rowId: edit.rowId, field: edit.field, before: edit.before, after: edit.value }] });
        if (pending.get(edit.rowId, edit.field) === edit) pending.set({ ...edit, state: { kind: 'written', changeSetId } });
        deps.drafts()?.drop(edit.rowId, edit.field);
        void deps.whenShown(changeSetId);
        return null;
      } catch (thrown) {
        const problem = problemOf(thrown, column);
        if (pending.get(edit.rowId, edit.field) === edit) pending.set({ ...edit, state: { kind: 'refused', reason: problem.message, current: problem.current?.value } });
        return problem;
      }
    });
    writing = step;
    return step;
  };

  const close = (open: OpenEditor, after: AfterCommit): void => {
    if (editor()?.id !== open.id) return;
    ui.setState({ editor: null });
    if (after !== 'leave') deps.focus(deps.indexOf(open.rowId) ?? open.rowIndex, open.column.key, after);
  };

  const noteDraft = ({ rowId, column, rowName, before }: OpenEditor, text: string): void => deps.drafts()?.note({ table, rowId, field: column.key, rowName, before, text });
  const tellRefused = ({ column, rowName }: OpenEditor, reason: string): void => tell({ tone: 'problem', text: `${column.heading} of ${rowName} was not saved: ${reason}` });

  /** The curator went on: the text stays in its cell, marked, and as a draft for when the page goes away. */
  const keepRefused = (open: OpenEditor, kept: Pick<PendingEdit, 'value' | 'cites' | 'typed'>, reason: string): void => {
    pending.set({ rowId: open.rowId, field: open.column.key, before: open.before, ...kept, state: { kind: 'refused', reason, current: undefined } });
    noteDraft(open, kept.typed ?? textOf(open.column, kept.value, kept.cites));
    close(open, 'leave');
    tellRefused(open, reason);
  };

  const commitOpen = async (after: AfterCommit, isAwaited: boolean): Promise<boolean> => {
    const open = editor();
    if (open === null) return true;
    const read = (await reader?.read()) ?? { isRead: true as const, value: open.before, cites: open.cites };
    if (discarded === open.id) return true;
    const { rowId, column, before } = open;
    // While the text was read another editor may have opened: then this one was left.
    const isLeft = (after === 'leave' && !isAwaited) || editor()?.id !== open.id;
    if (!read.isRead) {
      if (isLeft) keepRefused(open, { value: before, cites: open.cites, typed: read.typed }, read.message);
      else change({ problem: { message: read.message, current: null } });
      return false;
    }
    const { value, cites } = read;
    const earlier = pending.get(rowId, column.key);
    if (sameValue(value, before)) {
      if (earlier?.state.kind === 'refused') pending.drop(rowId, column.key);
      deps.drafts()?.drop(rowId, column.key);
      close(open, after);
      return true;
    }
    const refusal = problemWith(column, value);
    if (refusal !== null) {
      if (isLeft) keepRefused(open, { value, cites, typed: null }, refusal);
      else change({ problem: { message: refusal, current: null } });
      return false;
    }
    const written = write({ rowId, field: column.key, before, value, cites, typed: null, state: { kind: 'writing' } }, column);
    if (!isAwaited || editor()?.id !== open.id) {
      close(open, after);
      written.then((problem) => {
        if (problem === null) return;
        noteDraft(open, textOf(column, value, cites));
        tellRefused(open, problem.message);
      }, () => {});
      return true;
    }
    change({ isWriting: true });
    const problem = await written;
    if (problem === null) close(open, after);
    else if (editor()?.id === open.id) change({ isWriting: false, problem });
    return problem === null;
  };

  const commit = (after: AfterCommit, isAwaited: boolean): Promise<boolean> => {
    const id = editor()?.id ?? 0;
    if (committing?.id === id) return committing.done;
    const begun = { id, done: commitOpen(after, isAwaited).finally(() => { if (committing === begun) committing = null; }) };
    committing = begun;
    return begun.done;
  };

  const openWith = (row: GridRow, rowIndex: number, field: string, part: Partial<Pick<OpenEditor, 'before' | 'text' | 'mode'>>): void => {
    const column = columnsNow().find(table, field);
    if (column === null || !column.isEditable || column.kind === 'hidden') return;
    if (deps.isReadOnly()) {
      tell({ tone: 'info', text: 'This document is open for reading only. Save a copy to change it.' });
      return;
    }
    const locked = readOnlyReason(table, row.values);
    if (locked !== null) {
      tell({ tone: 'info', text: locked });
      return;
    }
    if (editor() !== null) void commit('leave', false);
    const edit = pending.get(row.id, field);
    const { value, cites, typed, state } = shown(row, field);
    const refused = state?.kind === 'refused' ? state : null;
    const current = refused?.current === undefined ? null : { value: refused.current, text: textOf(column, refused.current, row.cites) };
    show({
      rowId: row.id, rowIndex, rowName: rowNameOf(table, row), column, before: refused === null ? value : (edit?.before ?? null), cites, text: typed ?? textOf(column, value, cites), mode: typed === null ? 'whole' : 'typed',
      problem: refused === null ? null : { message: refused.reason, current }, ...part,
    });
    const now = editor();
    if (now === null || part.mode !== 'typed') return;
    noted = now.id;
    noteDraft(now, now.text);
  };

  return {
    shown,
    expected,
    open: (row, rowIndex, field, typed) => openWith(row, rowIndex, field, typed === undefined ? {} : { text: typed, mode: 'typed' }),
    openDraft: (draft, row, rowIndex) => openWith(row, rowIndex, draft.field, { before: draft.before, text: draft.text, mode: 'typed' }),
    attach: (mounted) => {
      reader = mounted;
      return () => { if (reader === mounted) reader = null; };
    },
    note: (text) => {
      const open = editor();
      if (open === null) return;
      noted = open.id;
      noteDraft(open, text);
    },
    commit: (after) => commit(after, false),
    commitOpenEditor: async () => {
      const isCommitted = await commit('stay', true);
      await writing;
      return isCommitted && editor() === null;
    },
    discard: () => {
      const open = editor();
      if (open === null) return;
      discarded = open.id;
      const edit = pending.get(open.rowId, open.column.key);
      if (edit?.state.kind === 'refused') pending.drop(open.rowId, open.column.key);
      deps.drafts()?.drop(open.rowId, open.column.key);
      close(open, 'stay');
    },
    holdsUnsaved: () => noted === editor()?.id || pending.refused().length > 0,
    overwrite: async () => {
      const current = editor()?.problem?.current;
      if (current !== undefined && current !== null) change({ before: current.value, problem: null });
      return commit('stay', true);
    },
  };
}
