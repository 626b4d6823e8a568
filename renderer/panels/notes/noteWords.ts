// Owns the words of notes: what a note is about, what became of that, and how many there are; and where the words that a
// curator chose stand. Pure.
import { tables } from '../../../db/contract/columns';
import type { NoteInfo, NoteState } from '../../../db/contract/notes';

export const stateWords: Readonly<Record<NoteState, string>> = { anchored: 'in place', moved: 'moved', orphaned: 'orphaned' };

/** "factor 12 CXCR7, Expression". */
export function aboutWords({ table, rowOrdinal, rowName, heading }: Pick<NoteInfo, 'table' | 'rowOrdinal' | 'rowName' | 'heading'>): string {
  const row = table === 'studies' ? `[${rowOrdinal}] ${rowName}` : rowOrdinal === 0 ? rowName : `${tables[table].rowName} ${rowOrdinal} ${rowName}`;
  return heading === null ? row : `${row}, ${heading}`;
}

/** What became of what a note is about, where that is worth a word; '' where it stands as it stood. */
export function standingWords({ state, isRowThere, isRowWithdrawn, span, quote }: Pick<NoteInfo, 'state' | 'isRowThere' | 'isRowWithdrawn' | 'span' | 'quote'>): string {
  if (!isRowThere) return 'Orphaned: its row is not in this file any more.';
  const row = isRowWithdrawn ? ' On a withdrawn row.' : '';
  if (quote !== null && span === null) return `Orphaned: its words do not stand in the cell any more.${row}`;
  return `${state === 'moved' ? 'Moved: its words stand elsewhere in the cell now.' : ''}${row}`.trim();
}

/** Who may see a note, and why it stays although it is published. */
export function sharingWords({ sharing, isPrivate }: Pick<NoteInfo, 'sharing' | 'isPrivate'>): string {
  return sharing === 'published' && isPrivate ? 'published, on what is private' : sharing;
}

export interface Words { readonly start: number; readonly quote: string }

/** The words between two places of a text, without the spaces around them; null where there are none. */
export function wordsBetween(text: string, from: number, to: number): Words | null {
  const chosen = text.slice(from, to);
  const quote = chosen.trim();
  return quote === '' ? null : { start: from + chosen.length - chosen.trimStart().length, quote };
}

/** The place in a text that a text field, which makes one character of each line end, shows at `at`. */
export function placeInText(text: string, at: number): number {
  let place = 0;
  for (let shown = 0; shown < at; shown += 1) place += text.startsWith('\r\n', place) ? 2 : 1;
  return Math.min(place, text.length);
}
