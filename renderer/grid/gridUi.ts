// Owns what of the grid React draws around the cells: the open editor, questions, offers, and what is said aloud.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ColumnDefinition } from '../../db/contract/columnDefinition';
import type { CitedStudy } from '../../db/contract/types';
import type { CellValue } from '../../db/contract/values';
import type { Draft } from './editing/drafts';
import type { ReadText, WriteReview } from './ranges/cellWrites';

export interface EditorProblem {
  readonly message: string;
  /** What the cell holds by now, when somebody else changed it. */
  readonly current: { readonly value: CellValue; readonly text: string } | null;
}

export interface OpenEditor {
  /** New for every opening. */
  readonly id: number;
  readonly rowId: string;
  readonly rowIndex: number;
  readonly rowName: string;
  readonly column: ColumnDefinition;
  /** What the cell showed when editing began: the core checks it. */
  readonly before: CellValue;
  readonly cites: readonly CitedStudy[];
  readonly text: string;
  /** typed: the text came from the keyboard or a draft, and is to be read anew. */
  readonly mode: 'whole' | 'typed';
  readonly problem: EditorProblem | null;
  readonly isWriting: boolean;
}

/** What the mounted editor offers: its value, read now. */
export interface EditorReader { read(): Promise<ReadText> }

export interface HeaderMenuPlace { readonly key: string; readonly x: number; readonly y: number }

/** Work of the grid's own that takes long. */
export interface GridProgress { readonly label: string; readonly done: number; readonly total: number; readonly cancel: () => void }

export interface GridUi {
  readonly editor: OpenEditor | null;
  readonly review: WriteReview | null;
  readonly isAddingRow: boolean;
  readonly drafts: readonly Draft[];
  readonly headerMenu: HeaderMenuPlace | null;
  readonly progress: GridProgress | null;
  readonly announcement: string;
  /** Rows of the view; null before the first answer. */
  readonly total: number | null;
  /** Cells whose text was refused. */
  readonly refusedCount: number;
}

export type GridUiStore = StoreApi<GridUi>;

export function createGridUi(): GridUiStore {
  return createStore<GridUi>(() => ({ editor: null, review: null, isAddingRow: false, drafts: [], headerMenu: null, progress: null, announcement: '', total: null, refusedCount: 0 }));
}
