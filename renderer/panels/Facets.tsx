// Owns the chips above a grid: one per vocabulary column, with the terms and their counts, and rows with findings, open
// conflicts or notes.
// A chip and the filter in its column's head are one filter: what one sets the other shows.
import { Checkbox, Popover, ScrollArea } from '@mantine/core';
import type { ColumnDefinition } from '../../db/contract/columnDefinition';
import type { GridTable } from '../../db/contract/tableNames';
import { checkedTables, RuleId, ruleTitles } from '../../db/contract/findings';
import { takesNotes } from '../../db/contract/notes';
import { memberTables } from '../../db/contract/values';
import type { ColumnFilter } from '../../db/contract/types';
import { useColumns } from '../documentColumns';
import { useAnswer } from '../client/useAnswer';
import { changeTable, useWorkspace } from '../workspace';

/** Rows that something is said of; the columns are of every row. */
const waiting = { flags: 'With open conflicts', findings: 'With findings', notes: 'With notes' } as const;
const waitingColumns = (table: GridTable, hasNotes: boolean): readonly (keyof typeof waiting)[] => [
  ...(checkedTables.some((checked) => checked === table) ? ['findings' as const] : []),
  ...(memberTables.some((member) => member === table) ? ['flags' as const] : []),
  ...(hasNotes && takesNotes(table) ? ['notes' as const] : []),
];

export function Facets({ table }: { readonly table: GridTable }) {
  const columns = useColumns();
  const facets = useWorkspace((state) => state.tables[table].facets);
  const hasNotes = useWorkspace((state) => (state.document?.counts.notes ?? 0) > 0);
  const without = (column: string): readonly ColumnFilter[] => facets.filter((filter) => filter.column !== column);
  return (
    <>
      {waitingColumns(table, hasNotes || facets.some(({ column }) => column === 'notes')).map((column) => {
        const isOn = facets.some((filter) => filter.column === column && filter.operator === 'notBlank');
        return <button type="button" key={column} className="chip" aria-pressed={isOn} onClick={() => changeTable(table, { facets: isOn ? without(column) : [...without(column), { column, operator: 'notBlank' }] })}>{waiting[column]}</button>;
      })}
      {columns.of(table).filter((column) => (column.isPublished || column.custom !== null) && (column.kind === 'term' || column.kind === 'terms')).map((column) => (
        <Facet key={column.key} table={table} column={column} filter={facets.find((filter) => filter.column === column.key) ?? null}
          onChoose={(terms) => changeTable(table, { facets: terms.length === 0 ? without(column.key) : [...without(column.key), { column: column.key, operator: 'anyTerm', terms: [...terms] }] })} />
      ))}
    </>
  );
}

interface FacetProps { readonly table: GridTable; readonly column: ColumnDefinition; readonly filter: ColumnFilter | null; readonly onChoose: (terms: readonly string[]) => void }

function Facet({ table, column, filter, onChoose }: FacetProps) {
  const chosen = filter?.operator === 'anyTerm' ? (filter.terms ?? []) : [];
  const said = filter === null ? '' : filter.operator === 'blank' ? ': empty cells' : `: ${chosen.join(', ')}`;
  return (
    <Popover position="bottom-start" shadow="md" withinPortal trapFocus>
      <Popover.Target><button type="button" className={`chip ${filter === null ? '' : 'active'}`}><span className="chipTerms">{column.heading}{said}</span> ▾</button></Popover.Target>
      <Popover.Dropdown><FacetTerms table={table} column={column.key} chosen={chosen} onChoose={onChoose} /></Popover.Dropdown>
    </Popover>
  );
}

/** Rules go by their names as well. */
function shownTerm(table: GridTable, column: string, term: string): string {
  const rule = table === 'findings' && column === 'rule' ? RuleId.safeParse(term) : null;
  return rule?.success === true ? `${term} ${ruleTitles[rule.data]}` : term;
}

function FacetTerms({ table, column, chosen, onChoose }: { readonly table: GridTable; readonly column: string; readonly chosen: readonly string[]; readonly onChoose: (terms: readonly string[]) => void }) {
  const facets = useAnswer('listFacets', { table, column }).value ?? [];
  return (
    <ScrollArea.Autosize mah={320}>
      <div className="stack" style={{ gap: 6, minWidth: 230 }}>
        {facets.filter((facet) => facet.count > 0 || chosen.includes(facet.term)).map((facet) => (
          <Checkbox key={facet.term} size="xs" label={`${shownTerm(table, column, facet.term)} (${facet.count.toLocaleString()})`} checked={chosen.includes(facet.term)}
            onChange={(event) => onChoose(event.currentTarget.checked ? [...chosen, facet.term] : chosen.filter((term) => term !== facet.term))} />
        ))}
        {facets.length === 0 && <span className="muted">No terms yet: they come with the first cells.</span>}
      </div>
    </ScrollArea.Autosize>
  );
}
