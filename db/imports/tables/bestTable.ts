// Owns guessing into which table a file belongs, where nobody says: the one that most of its headings name. Pure. Refuses
// to choose where two are as likely, and where fewer than two columns are named.
import { importedTables, type ImportedTable } from '../../contract/imports';
import { ownColumns, type DocumentColumns } from '../../contract/customColumns';
import { mapColumns } from './columnMapping';
import { foldedName, namesOf } from './columnNames';
import { findLayout } from './layout';
import type { TextRow } from './textTable';

const sureName = 0.8;

export function bestTable(rows: readonly TextRow[], own: DocumentColumns = ownColumns): ImportedTable | null {
  const scores = importedTables.map((table) => {
    const known = new Set(namesOf(table, own).map(({ name }) => foldedName(name)));
    const layout = findLayout(rows, (heading) => known.has(foldedName(heading)));
    const { columns, problems } = layout === null ? { columns: [], problems: [''] } : mapColumns(table, { headings: layout.table.headings, rows: [] }, () => [], {}, own);
    const named = columns.filter(({ target, confidence }) => target !== null && confidence >= sureName);
    return { table, score: problems.length > 0 || named.length < 2 ? 0 : named.reduce((sum, { confidence }) => sum + confidence, 0) };
  }).toSorted((left, right) => right.score - left.score);
  const [first, second] = scores;
  return first === undefined || first.score === 0 || (second !== undefined && second.score === first.score) ? null : first.table;
}
