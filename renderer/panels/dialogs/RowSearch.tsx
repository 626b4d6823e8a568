// Owns finding a row of some tables by typing, with the keyboard or the mouse.
import { Autocomplete } from '@mantine/core';
import { useEffect, useState } from 'react';
import { tables as definitions, type GridTable } from '../../../db/contract/columns';
import type { GridRow } from '../../../db/contract/types';
import { cellText } from '../../../db/contract/values';
import { lacuna } from '../../client/lacuna';

export interface FoundRow { readonly table: GridTable; readonly row: GridRow }

const perTable = 5;

export async function findRows(text: string, tables: readonly GridTable[]): Promise<readonly FoundRow[]> {
  if (text.trim() === '') return [];
  const found = await Promise.all(tables.map(async (table) => (await lacuna.call('openView', { table, search: text, end: perTable })).rows.map((row) => ({ table, row }))));
  return found.flat();
}

export function rowTitle({ table, row }: FoundRow): string {
  const name = cellText(row.values[definitions[table].nameKey]);
  return `${definitions[table].rowName} ${row.ordinal}: ${name.length > 80 ? `${name.slice(0, 80)}…` : name}`;
}

export function RowSearch({ label, tables, onChoose }: { readonly label: string; readonly tables: readonly GridTable[]; readonly onChoose: (table: GridTable, row: GridRow) => void }) {
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly FoundRow[]>([]);
  const key = tables.join(' ');
  useEffect(() => {
    let isCurrent = true;
    void findRows(text, key.split(' ').flatMap((name) => (name === 'factors' || name === 'trials' || name === 'studies' || name === 'glossary' ? [name] : []))).then((rows) => { if (isCurrent) setFound(rows); }, () => {});
    return () => { isCurrent = false; };
  }, [text, key]);
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
