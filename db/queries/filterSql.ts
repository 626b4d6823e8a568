// Owns turning a grid's filters and sorting into SQL over columns that columns.ts knows. Values are always bound;
// nothing from outside becomes SQL text. Refuses unknown columns. A column of the lab that is gone by now, or was not there in an
// earlier state, is one of empty cells or of those that stayed: a view that was laid out with it goes on.
import type { ColumnDefinition } from '../contract/columnDefinition';
import { columnOf, tables } from '../contract/columns';
import { isCustomKey, type GridTable } from '../contract/tableNames';
import type { DocumentColumns } from '../contract/customColumns';
import { LacunaError } from '../contract/errors';
import type { ColumnFilter, ColumnSort } from '../contract/types';
import type { SqlValue } from '../store/handle';
import { printedOrderSql } from '../store/rows';

export interface SqlPart { readonly sql: string; readonly parameters: readonly SqlValue[] }

/** The printed text of a column as an SQL expression over the alias `t`. */
function textExpression(table: GridTable, column: string): string {
  if (column === 'ordinal') return 'CAST(t.ordinal AS TEXT)';
  if (column === 'lifecycle') return 't.lifecycle';
  const definition = columnOf(table, column);
  if (definition === null) throw new LacunaError('invalid-input', `${tables[table].name} has no column “${column}”.`, { table, column });
  if (definition.kind === 'references') {
    return `(SELECT group_concat('[' || s.ordinal || '] ' || coalesce(s.label, ''), ' ') FROM citation c JOIN study s ON s.id = c.studyId WHERE c.tableName = '${table}' AND c.rowId = t.id)`;
  }
  return cellSql(definition);
}

/** The text of a cell that is no list, over the alias `t`. */
export function cellSql({ key, mayBeMissing }: ColumnDefinition): string {
  if (isCustomKey(key)) return `json_extract(t.custom, '$.${key}')`;
  return mayBeMissing ? `coalesce(t.${key}, json_extract(t.missing, '$.${key}'))` : `t.${key}`;
}

const liveFlag = `SELECT 1 FROM conflict_member m JOIN conflict k ON k.id = m.conflictId WHERE m.rowId = t.id AND k.status IN ('suggested', 'open', 'under review')`;

const waitingFinding = `SELECT 1 FROM finding_member m JOIN finding f ON f.id = m.findingId WHERE m.rowId = t.id AND f.state IN ('open', 'reopened')`;

/** From the notes to their rows: notes are few. */
export const notedRows = `SELECT rowId FROM note WHERE lifecycle <> 'withdrawn' AND tableName = ?`;

export function filterSql(columns: DocumentColumns, table: GridTable, filter: ColumnFilter): SqlPart {
  if (filter.column === 'flags') return { sql: `${filter.operator === 'blank' ? 'NOT ' : ''}EXISTS (${liveFlag} AND m.tableName = ?)`, parameters: [table] };
  if (filter.column === 'findings') return { sql: `${filter.operator === 'blank' ? 'NOT ' : ''}EXISTS (${waitingFinding} AND m.tableName = ?)`, parameters: [table] };
  if (filter.column === 'notes') return { sql: `t.id ${filter.operator === 'blank' ? 'NOT ' : ''}IN (${notedRows})`, parameters: [table] };
  const text = textExpression(table, filter.column);
  const wanted = filter.text ?? '';
  switch (filter.operator) {
    case 'blank': return { sql: `coalesce(${text}, '') = ''`, parameters: [] };
    case 'notBlank': return { sql: `coalesce(${text}, '') <> ''`, parameters: [] };
    case 'contains': return { sql: `instr(comparable(${text}), comparable(?)) > 0`, parameters: [wanted] };
    case 'notContains': return { sql: `instr(coalesce(comparable(${text}), ''), comparable(?)) = 0`, parameters: [wanted] };
    case 'equals': return { sql: `trim(comparable(${text})) = trim(comparable(?))`, parameters: [wanted] };
    case 'notEqual': return { sql: `coalesce(trim(comparable(${text})), '') <> trim(comparable(?))`, parameters: [wanted] };
    case 'startsWith': return { sql: `instr(comparable(${text}), comparable(?)) = 1`, parameters: [wanted] };
    case 'endsWith': return { sql: `substr(comparable(${text}), -length(comparable(?))) = comparable(?)`, parameters: [wanted, wanted] };
    case 'anyTerm': return columns.find(table, filter.column)?.kind === 'terms'
      ? { sql: `has_any_term(${text}, ?)`, parameters: [JSON.stringify(filter.terms ?? [])] }
      : { sql: `comparable(${text}) IN (SELECT comparable(value) FROM json_each(?))`, parameters: [JSON.stringify(filter.terms ?? [])] };
  }
}

/** ORDER BY over the alias `t`; empty cells last, printed order to break ties. */
export function sortSql(table: GridTable, sort: readonly ColumnSort[]): string {
  const parts = sort.map(({ column, direction }) => {
    const way = direction === 'desc' ? 'DESC' : 'ASC';
    if (column === 'ordinal') return `t.ordinal ${way}`;
    if (column === 'flags') return `(SELECT count(*) FROM conflict_member m JOIN conflict k ON k.id = m.conflictId WHERE m.rowId = t.id AND m.tableName = '${table}' AND k.status IN ('suggested', 'open', 'under review')) ${way}`;
    if (column === 'findings') return `(SELECT count(DISTINCT f.id) FROM finding_member m JOIN finding f ON f.id = m.findingId WHERE m.rowId = t.id AND m.tableName = '${table}' AND f.state IN ('open', 'reopened')) ${way}`;
    if (columnOf(table, column)?.kind === 'references') {
      return `(SELECT s.ordinal FROM citation c JOIN study s ON s.id = c.studyId WHERE c.tableName = '${table}' AND c.rowId = t.id ORDER BY c.position LIMIT 1) ${way} NULLS LAST`;
    }
    return `natural_key(nullif(${textExpression(table, column)}, '')) ${way} NULLS LAST`;
  });
  return [...parts, printedOrderSql(table)].join(', ');
}
