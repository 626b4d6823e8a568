// Owns what the import dialog knows about each of its sources: where it comes from, what was chosen for it, and what of
// earlier choices is used again. Pure. Refuses to keep choices for columns when what the columns are has changed.
import { isCustomKey } from '../../../../db/contract/tableNames';
import type { ImportedTable, ImportSource, ImportSourceReport, SourceOptions } from '../../../../db/contract/imports';
import { targetName, targetsOf } from './importWords';
import type { RememberedColumns } from './rememberedColumns';

export type Origin =
  /** On its way from the browser. */
  | { readonly kind: 'arriving' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'pasted'; readonly text: string; readonly html: string };
/** What was chosen beside the columns. */
export type ReadingChoices = Omit<SourceOptions, 'columns'>;

export interface SourceInDialog {
  readonly id: string;
  readonly name: string;
  readonly origin: Origin;
  readonly table: ImportedTable | null;
  readonly reading: ReadingChoices;
  /** What each column is, by its place from 0, where it was chosen. */
  readonly columns: ReadonlyMap<number, string | null>;
  /** What was chosen for the same headings before, and is used now. */
  readonly recalled: RememberedColumns | null;
  /** Why it could not be read. */
  readonly problem: string | null;
}

export function newSource(id: string, name: string, origin: Origin): SourceInDialog {
  return { id, name, origin, table: null, reading: {}, columns: new Map(), recalled: null, problem: null };
}

/** As the core is asked; null while it is on its way or can't be read. */
export function askedSource({ name, origin, table, reading, columns, problem }: SourceInDialog): ImportSource | null {
  if (problem !== null || origin.kind === 'arriving') return null;
  const options: SourceOptions = columns.size === 0 ? reading : { ...reading, columns: Object.fromEntries([...columns].map(([index, target]) => [`Column ${index + 1}`, target])) };
  return origin.kind === 'file' ? { path: origin.path, table, options } : { name, text: origin.text, html: origin.html, table, options };
}

/** Another encoding, sheet or line of headings makes other columns; whether commas are decimal points does not. */
export function withReading(source: SourceInDialog, change: ReadingChoices): SourceInDialog {
  const keys = Object.keys(change);
  const reading = Object.fromEntries(Object.entries({ ...source.reading, ...change }).filter(([, value]) => value !== undefined));
  const isSameColumns = keys.every((key) => key === 'decimalComma' || key === 'numbers');
  return { ...source, reading, problem: null, ...(isSameColumns ? {} : { columns: new Map(), recalled: null }) };
}

/** What the columns were is forgotten: they were columns of another table. */
export function withTable(source: SourceInDialog, table: ImportedTable | null): SourceInDialog {
  return { ...source, table, problem: null, columns: new Map(), recalled: null };
}

/** `undefined`: as it is guessed. No two columns are the same one. */
export function withColumn(source: SourceInDialog, index: number, target: string | null | undefined): SourceInDialog {
  const columns = new Map(source.columns);
  if (target === undefined) columns.delete(index);
  else {
    for (const [other, taken] of columns) if (target !== null && taken === target) columns.set(other, null);
    columns.set(index, target);
  }
  return { ...source, columns };
}

export function withGuessedColumns(source: SourceInDialog): SourceInDialog {
  return { ...source, table: source.recalled === null ? source.table : null, columns: new Map(), recalled: null };
}

/** The headings of columns that can be found again by them: they have one, and no other column has the same. */
function ownHeadings(headings: readonly string[]): ReadonlyMap<string, number> {
  return new Map(headings.flatMap((heading, index) => (heading.trim() !== '' && headings.indexOf(heading) === headings.lastIndexOf(heading) ? [[heading, index] as const] : [])));
}

export function recalledInto(source: SourceInDialog, report: ImportSourceReport, known: RememberedColumns | null): SourceInDialog {
  const own = ownHeadings(report.columns.map(({ heading }) => heading));
  const columns = new Map(Object.entries(known?.targets ?? {}).flatMap(([heading, target]) => {
    const index = own.get(heading);
    const here = target === null || known === null ? target : targetHere(known.table, target);
    return index === undefined || here === undefined ? [] : [[index, here] as const];
  }));
  return known === null || columns.size === 0 || source.columns.size > 0 ? source : { ...source, table: known.table, columns, recalled: known };
}

/** What was remembered as a target of this document: a lab's own columns go by their headings, because keys are of one document. */
function targetHere(table: ImportedTable, target: string): string | undefined {
  const targets = targetsOf(table);
  return targets.includes(target) && !isCustomKey(target) ? target : targets.find((key) => isCustomKey(key) && targetName(table, key) === target);
}

/** What to remember of a source that was imported; null when nothing was chosen. */
export function choicesOf(source: SourceInDialog, report: ImportSourceReport, chosenAtUtc: string): RememberedColumns | null {
  const own = ownHeadings(report.columns.map(({ heading }) => heading));
  const targets = Object.fromEntries([...own].flatMap(([heading, index]) => {
    const target = source.columns.get(index);
    return target === undefined ? [] : [[heading, target !== null && isCustomKey(target) ? targetName(report.table, target) : target] as const];
  }));
  return Object.keys(targets).length === 0 ? null : { table: report.table, targets, chosenAtUtc };
}
