// Owns the notes of the document as a printed table: what each is about and says, its state, who and when. Private notes,
// and notes on private rows and columns, are left out unless they are asked for, and counted.
import { tables } from '../contract/columns';
import type { ReadHandle } from '../store/handle';
import { readRowsWhere } from '../store/rows';
import { signed } from './listNotes';
import { placedNotes } from './placedNotes';
import { again, type PrintedRows } from './printedRows';
import type { PrivateRows } from './privateRows';

const heads: readonly (readonly [string, string, number])[] = [
  ['ordinal', '#', 40], ['table', 'Table', 80], ['row', 'Row', 160], ['column', 'Column', 120], ['about', 'About', 220], ['note', 'Note', 320], ['sharing', 'Sharing', 80], ['state', 'State', 80], ['curator', 'Who', 110], ['changedAtUtc', 'When (UTC)', 130],
];

export function printedNoteRows(handle: ReadHandle, privates: PrivateRows): PrintedRows & { readonly privateCount: number } {
  const all = placedNotes(handle, readRowsWhere(handle, 'notes', `lifecycle = 'active'`), privates);
  const notes = all.filter(({ isPrivate }) => !isPrivate);
  function* rows(): Generator<readonly string[]> {
    for (const note of signed(handle, notes)) {
      yield [
        String(note.ordinal), tables[note.table].name, `${note.rowOrdinal === 0 ? '' : `${note.rowOrdinal} `}${note.rowName}${note.isRowWithdrawn ? ' (withdrawn)' : ''}`, note.heading ?? '', note.quote ?? '',
        note.text, note.sharing, note.state, note.curator, note.changedAtUtc,
      ];
    }
  }
  return { columns: heads.map(([key, heading, widthShare]) => ({ key, heading, widthShare })), rows: again(rows), nums: null, privateCount: all.length - notes.length };
}
