// Owns finding a row of some tables by typing, with the keyboard or the mouse.
import { Autocomplete } from '@mantine/core';
import { useEffect, useState } from 'react';
import { tables as definitions } from '../../../db/contract/columns';
import type { GridTable } from '../../../db/contract/tableNames';
import type { GridRow } from '../../../db/contract/types';
import { cellText, type CellValue } from '../../../db/contract/values';
import { lacuna } from '../../client/lacuna';

export interface FoundRow { readonly table: GridTable; readonly row: GridRow }

const searchAfterMs = 90;

/** The rows that have the words, shortly after the typing pauses; never an older answer over a newer one. */
export function useFoundRows(text: string, tables: readonly GridTable[]): readonly FoundRow[] {
  const [found, setFound] = useState<readonly FoundRow[]>([]);
  useEffect(() => {
    if (text.trim() === '') return setFound([]);
    let isCurrent = true;
    const timer = setTimeout(() => {
      lacuna.call('findRows', { text, tables: [...tables] }).then((rows) => { if (isCurrent) setFound(rows); }, () => {}); // a lost connection is said by the page itself
    }, searchAfterMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [text, tables]);
  return found;
}

function saidOf(table: GridTable, { values }: GridRow): readonly (CellValue | undefined)[] {
  switch (table) {
    case 'studies': return [values['label'], cellText(values['title']) === '' ? values['citedFor'] : values['title']];
    case 'claims': return [values['subject'], values['predicate'], values['object'], values['direction']];
    case 'results': return [values['trial'], values['outcome'], values['estimate'] ?? values['percentage'] ?? values['p']];
    case 'findings': return [values['rule'], values['place'], values['message']];
    default: return [values[definitions[table].nameKey]];
  }
}

export function rowTitle({ table, row }: FoundRow): string {
  const name = saidOf(table, row).map(cellText).filter((part) => part !== '').join(' · ');
  return `${definitions[table].rowName} ${row.ordinal}: ${name.length > 80 ? `${name.slice(0, 80)}…` : name}`;
}

export function RowSearch({ label, tables, onChoose }: { readonly label: string; readonly tables: readonly GridTable[]; readonly onChoose: (table: GridTable, row: GridRow) => void }) {
  const [text, setText] = useState('');
  const found = useFoundRows(text, tables);
  const titles = found.map(rowTitle);
  return (
    <Autocomplete
      label={label} placeholder="Type a name, a number or any word" size="xs" value={text} onChange={setText} data={[...new Set(titles)]} filter={({ options }) => options} limit={20}
      onOptionSubmit={(title) => {
        const chosen = found[titles.indexOf(title)];
        if (chosen !== undefined) onChoose(chosen.table, chosen.row);
        queueMicrotask(() => setText(''));
      }}
    />
  );
}
