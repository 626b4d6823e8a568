// Owns the box of Ctrl+K: commands with their shortcuts, rows of all tables, and notes; arrows, Enter, Escape.
import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { tables } from '../../../db/contract/columns';
import { gridTables } from '../../../db/contract/tableNames';
import { useAnswer } from '../../client/useAnswer';
import { commands, runCommand, shownShortcut } from '../../commands';
import { showRow } from '../../workspace';
import { showNoteRow } from '../notes/noteDraft';
import { aboutWords } from '../notes/noteWords';
import { rowTitle, useFoundRows } from './RowSearch';

const searchAfterMs = 90;
const mostNotes = 5;

export function Palette({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState('');
  const rows = useFoundRows(text, gridTables);
  const [searched] = useDebouncedValue(text, searchAfterMs);
  const notes = useAnswer('listNotes', searched.trim() === '' || text.trim() === '' ? null : { search: searched, limit: mostNotes }).value?.notes ?? [];
  const [active, setActive] = useState(0);
  const words = text.toLowerCase().split(/\s+/u).filter((word) => word !== '');
  const fitting = commands.filter((command) => command.id !== 'commandPalette' && command.isEnabled() && words.every((word) => command.title.toLowerCase().includes(word)));
  const entries = [
    ...fitting.slice(0, text === '' ? 40 : 8).map((command) => ({ key: command.id, title: command.title, hint: command.shortcut === null ? '' : shownShortcut(command.shortcut), run: () => void runCommand(command.id) })),
    ...rows.map((found) => ({ key: found.row.id, title: rowTitle(found), hint: tables[found.table].name, run: () => void showRow(found.table, found.row.id) })),
    ...notes.map((note) => ({ key: note.noteId, title: `note on ${aboutWords(note)}: ${note.text.length > 80 ? `${note.text.slice(0, 80)}…` : note.text}`, hint: 'Notes', run: () => void showNoteRow(note) })),
  ];
  const index = Math.min(active, entries.length - 1);
  const choose = (at: number): void => {
    const entry = entries[at];
    if (entry === undefined) return;
    onClose();
    setTimeout(entry.run);
  };
  return (
    <Modal opened onClose={onClose} withCloseButton={false} attributes={{ content: { 'aria-label': 'Search or run a command' } }} size="lg" padding="sm">
      <TextInput data-autofocus role="combobox" aria-expanded aria-controls="paletteEntries" aria-activedescendant={`palette-${index}`} aria-label="Search everything or run a command" placeholder="Search everything or run a command" value={text} onChange={(event) => { setText(event.currentTarget.value); setActive(0); }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') { event.preventDefault(); setActive(Math.min(index + 1, entries.length - 1)); }
          if (event.key === 'ArrowUp') { event.preventDefault(); setActive(Math.max(index - 1, 0)); }
          if (event.key === 'Enter') { event.preventDefault(); choose(index); }
        }} />
      <div id="paletteEntries" role="listbox" aria-label="Commands and rows" style={{ marginTop: 8, maxHeight: 420, overflow: 'auto' }}>
        {entries.map((entry, at) => (
          <div key={entry.key} id={`palette-${at}`} role="option" aria-selected={at === index} onMouseEnter={() => setActive(at)} onClick={() => choose(at)} ref={at === index ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
            style={{ display: 'flex', justifyContent: 'space-between', gap: 12, padding: '6px 8px', borderRadius: 6, cursor: 'pointer', background: at === index ? 'var(--lacuna-accent-soft)' : undefined }}>
            <span>{entry.title}</span><span className="muted">{entry.hint}</span>
          </div>
        ))}
        {entries.length === 0 && <p className="muted" style={{ padding: 8 }}>Nothing fits. Try fewer letters.</p>}
      </div>
    </Modal>
  );
}
