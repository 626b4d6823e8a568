// Owns which column of a file is which of ours: guessed from its name and from how its cells fit what the column declares,
// each guess with a confidence and its reason, and each one changeable. Pure. Takes a guess only from `sureEnough` up;
// never gives two columns of a file to one of ours.
import { citedStudies } from '../../contract/citedStudies';
import type { ColumnDefinition } from '../../contract/columnDefinition';
import { tables } from '../../contract/columns';
import { ownColumns, type DocumentColumns } from '../../contract/customColumns';
import { termsOf } from '../../contract/values';
import type { ImportedTable } from '../../contract/imports';
import { editableColumns, foldedName, namesOf, nameWords, ordinalTarget, rowIdTarget, targetsOf } from './columnNames';
import type { TextRow, TextTable } from './textTable';

export interface MappedColumn {
  readonly heading: string;
  /** A column's key, `ordinal`, `rowId`, or null: not imported. */
  readonly target: string | null;
  /** From 0 to 1; 1 when the caller chose. */
  readonly confidence: number;
  readonly because: string;
}
export interface ColumnMapping {
  /** In the order of the file. */
  readonly columns: readonly MappedColumn[];
  /** What stands in the way of an import. */
  readonly problems: readonly string[];
}

/** Heading, or "Column 3", or "3" → target, or null for none. */
export type ChosenColumns = Readonly<Record<string, string | null>>;

const sureEnough = 0.5;
const rowsLookedAt = 400;

/** `termsFor`: the words that the document knows for a column. */
export function mapColumns(table: ImportedTable, { headings, rows }: TextTable, termsFor: (key: string) => readonly string[], chosen: ChosenColumns = {}, known: DocumentColumns = ownColumns): ColumnMapping {
  const { byIndex, problems } = chosenTargets(table, headings, chosen, known);
  const sample = rows.length <= rowsLookedAt ? rows : rows.filter((_, index) => index % Math.ceil(rows.length / rowsLookedAt) === 0);
  const taken = new Set([...byIndex.values()].filter((target) => target !== null));
  const guesses = headings.flatMap((heading, index) => (byIndex.has(index) ? [] : guessesFor(table, heading, cellsOf(sample, index), termsFor, known).map((guess) => ({ index, ...guess }))))
    .toSorted((left, right) => right.confidence - left.confidence || left.index - right.index);
  const given = new Map<number, { readonly target: string; readonly confidence: number; readonly because: string }>();
  for (const { index, target, confidence, because } of guesses) {
    if (confidence < sureEnough || given.has(index) || taken.has(target)) continue;
    given.set(index, { target, confidence, because });
    taken.add(target);
  }
  const columns = headings.map((heading, index): MappedColumn => {
    const choice = byIndex.get(index);
    if (choice !== undefined) return { heading, target: choice, confidence: 1, because: 'chosen' };
    const guess = given.get(index);
    if (guess !== undefined) return { heading, ...guess };
    const best = guesses.find((each) => each.index === index);
    return { heading, target: null, confidence: 0, because: best === undefined ? 'no column is called so' : `perhaps ${headingOfTarget(table, best.target, known)}${taken.has(best.target) ? ', which another column is' : ''}` };
  });
  return { columns, problems: [...problems, ...lackingColumns(table, columns), ...doubledColumns(table, headings, byIndex, known)] };
}

function chosenTargets(table: ImportedTable, headings: readonly string[], chosen: ChosenColumns, columns: DocumentColumns): { readonly byIndex: ReadonlyMap<number, string | null>; readonly problems: readonly string[] } {
  const byIndex = new Map<number, string | null>();
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const [name, target] of Object.entries(chosen)) {
    const index = indexOfHeading(headings, name);
    const known = target === null ? null : targetNamed(table, target, columns);
    if (index === -1) problems.push(`There is no column “${name}” in the file. It has: ${listed(headings)}.`);
    else if (known === undefined) problems.push(`${tables[table].name} has no column “${target ?? ''}”. It has: ${targetsOf(table, columns).join(', ')}.`);
    else if (known !== null && seen.has(known)) problems.push(`Two columns are mapped to ${headingOfTarget(table, known, columns)}. Keep one.`);
    else {
      byIndex.set(index, known);
      if (known !== null) seen.add(known);
    }
  }
  return { byIndex, problems };
}

function indexOfHeading(headings: readonly string[], name: string): number {
  const exact = headings.indexOf(name.trim());
  if (exact !== -1) return exact;
  const folded = headings.findIndex((heading) => heading !== '' && foldedName(heading) === foldedName(name));
  if (folded !== -1) return folded;
  const number = Number(/^(?:column\s*)?(\d{1,5})$/iu.exec(name.trim())?.[1] ?? 0);
  return number >= 1 && number <= headings.length ? number - 1 : -1;
}

function targetNamed(table: ImportedTable, name: string, columns: DocumentColumns): string | undefined {
  return namesOf(table, columns).find((known) => known.isOwn && foldedName(known.name) === foldedName(name))?.target;
}

function headingOfTarget(table: ImportedTable, target: string, columns: DocumentColumns): string {
  if (target === ordinalTarget) return 'the number of the row';
  if (target === rowIdTarget) return 'the id of the row';
  return columns.headingOf(table, target);
}

function cellsOf(rows: readonly TextRow[], index: number): readonly string[] {
  return rows.map(({ cells }) => (cells[index] ?? '').trim()).filter((cell) => cell !== '');
}

interface Guess { readonly target: string; readonly confidence: number; readonly because: string }

function guessesFor(table: ImportedTable, heading: string, cells: readonly string[], termsFor: (key: string) => readonly string[], known: DocumentColumns): readonly Guess[] {
  const columns = new Map(editableColumns(table, known).map((column) => [column.key, column]));
  const named = new Map<string, Guess>();
  const folded = foldedName(heading);
  const words = nameWords(heading);
  if (folded !== '') {
    for (const { target, name, isOwn } of namesOf(table, known)) {
      const confidence = nameLikeness(folded, words, name, isOwn);
      if (confidence > (named.get(target)?.confidence ?? 0)) named.set(target, { target, confidence, because: isOwn && confidence === 1 ? 'its name' : `its name is like “${name}”` });
    }
  }
  return targetsOf(table, known).flatMap((target): Guess[] => {
    const name = named.get(target);
    const fit = fitOf(target, columns.get(target), cells, termsFor);
    if (name !== undefined) return [fit === null ? name : { ...name, confidence: name.confidence * (0.5 + 0.5 * fit.share) }];
    return fit !== null && fit.isTelling && fit.share >= 0.8 && cells.length >= 2 ? [{ target, confidence: 0.6 * fit.share, because: 'what its cells hold' }] : [];
  });
}

function nameLikeness(folded: string, words: readonly string[], name: string, isOwn: boolean): number {
  const other = foldedName(name);
  if (folded === other) return isOwn ? 1 : 0.9;
  if (other.length > 3 && (folded === `${other}s` || `${folded}s` === other)) return isOwn ? 0.95 : 0.85;
  const parts = nameWords(name);
  if (other.length < 4 || parts.length === 0) return 0;
  // "Results (primary endpoint)", "Reported mechanism".
  const at = words.findIndex((_, index) => parts.every((part, offset) => words[index + offset] === part));
  if (at === -1) return 0;
  return (isOwn ? 0.7 : 0.6) * (parts.length === words.length ? 1 : 0.85 + 0.15 * (parts.length / words.length));
}

/** How many of the cells could stand in the column; `isTelling`: few other columns would take them. null: all would. */
function fitOf(target: string, column: ColumnDefinition | undefined, cells: readonly string[], termsFor: (key: string) => readonly string[]): { readonly share: number; readonly isTelling: boolean } | null {
  if (cells.length === 0) return null;
  const share = (fits: (cell: string) => boolean): number => cells.filter(fits).length / cells.length;
  if (target === rowIdTarget) return { share: share((cell) => /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/iu.test(cell)), isTelling: true };
  if (target === ordinalTarget) return { share: share((cell) => /^\[?\d{1,7}[\].]?$/u.test(cell)), isTelling: false };
  if (column === undefined) return null;
  if (column.kind === 'references') return { share: share((cell) => citedStudies(cell) !== null), isTelling: cells.every((cell) => /^\[.*\]$/u.test(cell)) };
  if (column.key === 'doi') return { share: share((cell) => /\b10\.\d{4,9}\/\S/u.test(cell)), isTelling: true };
  if (column.key === 'pmid') return { share: share((cell) => /\d{5,9}\b/u.test(cell)), isTelling: false };
  if (column.key === 'year') return { share: share((cell) => /\b(?:1[89]|20|21)\d\d\b/u.test(cell)), isTelling: false };
  if (column.kind !== 'term' && column.kind !== 'terms') return null;
  const known = new Set([...column.terms, ...termsFor(column.key)].map((term) => term.toLowerCase()));
  if (known.size < 2) return null;
  const found = share((cell) => (column.kind === 'term' ? [cell] : termsOf(cell)).every((term) => known.has(term.trim().toLowerCase())));
  // Words of its own make a column no less what its name says.
  return { share: Math.max(found, 0.8), isTelling: found >= 0.8 && column.custom === null };
}

function lackingColumns(table: ImportedTable, columns: readonly MappedColumn[]): readonly string[] {
  const has = (key: string): boolean => columns.some(({ target }) => target === key);
  if (has(rowIdTarget)) return [];
  return editableColumns(table).filter(({ key, isRequired }) => isRequired && !has(key) && !(table === 'studies' && (has('title') || has('firstAuthor'))))
    .map(({ heading }) => `There is no column “${heading}”, which every row of ${tables[table].name} needs. The headings are ${listed(columns.map((column) => column.heading))}; name the one that it is.`);
}

/** Two columns whose names are both one of ours: which is meant, nobody can know. */
function doubledColumns(table: ImportedTable, headings: readonly string[], byIndex: ReadonlyMap<number, string | null>, columns: DocumentColumns): readonly string[] {
  const own = new Map(namesOf(table, columns).filter(({ isOwn }) => isOwn).map(({ target, name }) => [foldedName(name), target]));
  const seen = new Set(byIndex.values());
  const doubled = new Set<string>();
  headings.forEach((heading, index) => {
    const target = byIndex.has(index) ? undefined : own.get(foldedName(heading));
    if (target === undefined) return;
    if (seen.has(target) && ![...byIndex.values()].includes(target)) doubled.add(target);
    seen.add(target);
  });
  return [...doubled].map((target) => `Two columns are headed “${headingOfTarget(table, target, columns)}”. Keep one, or say which is meant.`);
}

function listed(headings: readonly string[]): string {
  const shown = headings.slice(0, 30).map((heading) => `“${heading.length > 60 ? `${heading.slice(0, 59)}…` : heading}”`).join(', ');
  return headings.length > 30 ? `${shown} and ${headings.length - 30} more` : shown;
}

/** Whether every column that a row needs is there under its own name. */
export function hasOwnColumns(table: ImportedTable, headings: readonly string[]): boolean {
  const folded = new Set(headings.map(foldedName));
  return editableColumns(table).every(({ key, heading, isRequired }) => !isRequired || folded.has(foldedName(key)) || folded.has(foldedName(heading)));
}
