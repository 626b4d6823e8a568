// Owns a cell's text in the inspector with the words underlined that notes are on. Each leads to its notes, by mouse and by
// keyboard, and says how many there are; the text itself stays selectable.
import type { NoteInfo } from '../../../db/contract/notes';
import { notesInWords } from '../../grid/cells/flagWords';
import { segmentsOf, type CellMark } from '../../grid/marks/segments';
import { setState } from '../../workspace';

export function NotedText({ field, text, notes }: { readonly field: string; readonly text: string; readonly notes: readonly NoteInfo[] }) {
  const marks = notes.flatMap(({ noteId, field: of, span }): readonly CellMark[] => (of === field && span !== null ? [{ kind: 'note', noteId, ...span }] : []));
  return (
    <p data-cell={field}>
      {segmentsOf(text, marks).map(({ text: part, noteIds }, index) => {
        const [first] = noteIds;
        if (first === undefined) return part;
        const open = (): void => { if (window.getSelection()?.isCollapsed !== false) setState({ inspectorTab: 'Notes', selectedNote: first }); };
        return (
          <span key={index} role="button" tabIndex={0} className="noteMark" aria-label={`${part}, ${notesInWords(noteIds.length)}`} title={notes.find(({ noteId }) => noteId === first)?.text}
            onClick={open} onKeyDown={(event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); open(); } }}>{part}</span>
        );
      })}
    </p>
  );
}
