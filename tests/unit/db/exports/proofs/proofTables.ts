// Owns the tables that other programs have to open: both tables of the built-in review with notes and marks, and a matrix
// of what breaks programs. Refuses texts that a format says it does not keep; each proof says which those are.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tables } from '../../../../../db/contract/columns';
import type { PrintedNote, PrintedTable } from '../../../../../db/exports/printedTable';
import { startCore } from '../../coreFixture';
import { nastyTexts, printedTable } from '../printed';

export interface ProofTable extends PrintedTable {
  readonly rows: readonly (readonly string[])[];
}

const notes: readonly PrintedNote[] = [
  { mark: '', text: 'Abbreviations: EMT, epithelial–mesenchymal transition; HR, hazard ratio; OS, overall survival; SRE, skeletal-related event.' },
  { mark: '', text: 'Source: the cited studies, [15–17] & others; 5% of the values < 0.05.' },
  { mark: 'a', text: 'Disputed: another study reports the opposite direction.' },
  { mark: 'b', text: 'Recalculated: 10⁻⁴ ≤ p < 0.05, TGF-β ± 1 µm.' },
];

const marks: Readonly<Record<string, string>> = { '1/1': 'a', '2/0': 'b', '4/2': 'a, b' };

/** Table 1 and Table 2 as the file exports them. */
export async function reviewTables(): Promise<readonly [ProofTable, ProofTable]> {
  const lacuna = startCore();
  try {
    await lacuna.call('openDocument', {});
    const read = async (table: 'factors' | 'trials', orientation: PrintedTable['orientation']): Promise<ProofTable> => {
      const path = join(lacuna.folder, `${table}.json`);
      await lacuna.call('exportTable', { table, format: 'json', path });
      const { columns, rows } = JSON.parse(readFileSync(path, 'utf8')) as { columns: { key: string; heading: string }[]; rows: Record<string, string>[] };
      const widthOf = (key: string): number => tables[table].columns.find((column) => column.key === key)?.width ?? 100;
      return {
        name: tables[table].name, title: tables[table].title, orientation, language: 'en-US', notes: () => notes, marksAt: (row, column) => marks[`${row}/${column}`] ?? '',
        columns: columns.map(({ key, heading }) => ({ key, heading, widthShare: widthOf(key), description: `What ${heading} holds` })),
        rows: rows.map((row) => columns.map(({ key }) => row[key] ?? '')),
      };
    };
    return [await read('factors', 'portrait'), await read('trials', 'landscape')];
  } finally {
    await lacuna.end();
  }
}

/** Each text once in each of three columns; the first column of a row is never empty, so that no program leaves a row out. */
export function hostileTable(isKept: (text: string) => boolean): ProofTable {
  const texts = [...nastyTexts, '{=1}', "'=1", '+49 30', '#REF!', '\\end{document}', '%', '$\\alpha$', '\\\\[2em]', '*', '[a]', '--', "''", '{', '}', '<td>', 'ﬁ ≥ ≤ × − ± α β µ ⁻⁴ → ℃'].filter(isKept);
  const rows = texts.map((text, index) => [`${index + 1}.`, text, texts[(index + 7) % texts.length] ?? '']);
  return { ...printedTable(rows, { title: 'Table 3. What breaks programs: {a} & "b" <c> \\d %', notes: () => notes }), rows };
}
