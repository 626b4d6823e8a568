// Owns which tables there are, for a grid and for the journal, and which of them take columns of a lab's own, with the keys of
// those. What the tables hold, columns.ts says.
/** Every table that a grid shows, in the order of the navigation. */
export const gridTables = ['factors', 'trials', 'studies', 'claims', 'results', 'findings', 'glossary', 'aliases'] as const;
export type GridTable = (typeof gridTables)[number];
/** Every table whose rows the journal keeps: all that a curator says, nothing that the rules say. */
export const journalTables = ['factors', 'trials', 'studies', 'claims', 'results', 'glossary', 'aliases', 'vocabulary', 'conflicts', 'dismissals', 'notes', 'customColumns'] as const;
export type JournalTable = (typeof journalTables)[number];
export type TableName = GridTable | JournalTable;

export function isGridTable(table: string): table is GridTable {
  return gridTables.some((name) => name === table);
}
export function isJournalTable(table: string): table is JournalTable {
  return journalTables.some((name) => name === table);
}

/** Tables on which a lab may have columns of its own. Rows of the others follow from cells, or are words of the document. */
export const customTables = ['factors', 'trials', 'studies', 'claims', 'glossary'] as const satisfies readonly GridTable[];
export type CustomTable = (typeof customTables)[number];
/** On one table. */
export const mostCustomColumns = 40;

export function isCustomTable(table: string): table is CustomTable {
  return customTables.some((name) => name === table);
}

const customKey = /^custom(?:[1-9]|[1-3]\d|40)$/u;

/** Whether a field is a cell of a custom column: `custom1` to `custom40`. What it is called and holds, the document says. */
export function isCustomKey(key: string): boolean {
  return customKey.test(key);
}

/** What the cells of a custom column hold. */
export const customTypes = ['text', 'long text', 'term', 'terms', 'number', 'yes or no'] as const;
export type CustomType = (typeof customTypes)[number];
