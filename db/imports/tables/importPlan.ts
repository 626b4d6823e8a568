// Owns the dry run: what an import would do with each row of its files, judged against the rows of the document and the
// rows before it. Pure, in bounded steps; the document's rows come through a small interface. Nothing of it depends on
// the clock or on ids, so the same files on the same document give the same plan. Refuses nothing as a whole: a row that
// can't be imported says why, and the others go on.
import { problemWith } from '../../contract/cellRules';
import { citedKey, type CitedStudy } from '../../contract/citedStudies';
import { tables } from '../../contract/columns';
import type { DocumentColumns } from '../../contract/customColumns';
import type { CellValue } from '../../contract/values';
import type { DuplicateChoice, ImportCounts, ImportedTable } from '../../contract/imports';
import type { Steps } from '../steps';
import { createLikeStudies, type LikeStudies } from './likeStudies';
import type { CellProblem, MappedRow } from './mappedRows';
import { comparedText, customKeys, hasSameContent, keyedRow, likenessOf, saysSame, textKeys, type ComparedRow, type KeyedRow } from './rowIdentity';
import { createIndex, indexRows, isStub, mayBeBy, standingRows, type ExistingRow, type ExistingRows } from './rowIndex';

/** Of text, or of the studies that a row cites. */
export type PlannedChange =
  | { readonly kind: 'text'; readonly field: string; readonly before: CellValue; readonly after: CellValue }
  | { readonly kind: 'references'; readonly field: 'references'; readonly before: readonly string[]; readonly after: readonly CitedStudy[] };
export type SameAs = { readonly kind: 'row'; readonly rowId: string; readonly ordinal: number } | { readonly kind: 'line'; readonly source: number; readonly line: number };
/** A row of a file, its citations resolved: a PMID that a study of the document has is its number. */
interface FileRow extends ComparedRow { readonly cited: readonly CitedStudy[] }
interface Place { readonly source: number; readonly line: number }
/** `number`: of the study itself, where the file gives one that is free. */
type Added = Place & FileRow & { readonly number: number | null };
export type PlannedRow =
  | (Added & { readonly kind: 'new' })
  | (Place & { readonly kind: 'changed'; readonly rowId: string; readonly ordinal: number; readonly changes: readonly PlannedChange[] })
  | (Place & { readonly kind: 'unchanged'; readonly rowId: string; readonly ordinal: number })
  | (Place & { readonly kind: 'duplicate'; readonly of: SameAs; readonly because: string; readonly outcome: 'skipped' })
  | (Place & { readonly kind: 'duplicate'; readonly of: SameAs; readonly because: string; readonly outcome: 'merged'; readonly rowId: string; readonly changes: readonly PlannedChange[] })
  | (Added & { readonly kind: 'duplicate'; readonly of: SameAs; readonly because: string; readonly outcome: 'kept' })
  | (Place & { readonly kind: 'refused'; readonly reasons: readonly CellProblem[] });

export function countsOf(rows: readonly PlannedRow[]): ImportCounts {
  const of = (kind: PlannedRow['kind']): number => rows.reduce((count, row) => count + (row.kind === kind ? 1 : 0), 0);
  return { records: rows.length, new: of('new'), changed: of('changed'), unchanged: of('unchanged'), duplicates: of('duplicate'), refused: of('refused') };
}

export interface Planner {
  /** The rows of one more file, judged after those before. */
  readonly plan: (source: number, rows: readonly MappedRow[], refusedLines?: ReadonlyMap<number, string>) => Steps<readonly PlannedRow[]>;
}

const rowsPerStep = 500;
/** Names that many rows share: of them so many are compared. */
const mostCompared = 20;
const mostLookedAt = 200;

export function* createPlanner(table: ImportedTable, existing: ExistingRows, onDuplicate: DuplicateChoice): Steps<Planner> {
  const there = yield* indexRows(table, existing.rows);
  /** Which row of a file each row of the document was met by. */
  const taken = new Map<string, Place & { readonly row: FileRow }>();
  const earlier = createIndex<Added>();
  const earlierLike = createLikeStudies<Added>();
  let thereLike: LikeStudies<ExistingRow> | null = null;
  const nextOfHash = new Map<number, number>();
  const freeNumbers = new Set<number>();
  return { plan };

  /** The surest meetings first, so that the order of a file decides nothing: rows that are there to the letter, then those by their keys, then what is left. */
  function* plan(source: number, rows: readonly MappedRow[], refusedLines: ReadonlyMap<number, string> = new Map()): Steps<readonly PlannedRow[]> {
    const isAlone = yield* lonelyKeys(rows);
    const planned: (PlannedRow | undefined)[] = Array.from({ length: rows.length });
    const passes: readonly ((place: Place, row: MappedRow, keyed: KeyedRow<FileRow>) => PlannedRow | null)[] = [
      ...(there.byId.size === 0 ? [] : [
        (place: Place, row: MappedRow, keyed: KeyedRow<FileRow>) => meetingOrNull(place, surelySame(row, keyed), keyed, row.ordinal),
        (place: Place, row: MappedRow, keyed: KeyedRow<FileRow>) => meetingOrNull(place, sameByKey(row, keyed, isAlone), keyed, row.ordinal),
      ]),
      (place, row, keyed) => {
        const near = nearRow(keyed);
        return near === null ? adding(place, keyed, row.ordinal) : duplicate(place, near.of, near.because, keyed, near.row, row.ordinal);
      },
    ];
    for (const [pass, judge] of passes.entries()) {
      if (table === 'studies' && pass > 0 && pass === passes.length - 1 && planned.includes(undefined)) thereLike = yield* there.like();
      for (const [index, row] of rows.entries()) {
        if (index % rowsPerStep === rowsPerStep - 1) yield { done: pass * rows.length + index, total: passes.length * rows.length };
        if (planned[index] !== undefined) continue;
        const place: Place = { source, line: row.line };
        const compared = fileRow(row, existing.standingNumbers);
        const unread = pass > 0 ? [] : problemsOf(row, compared, refusedLines.get(row.line));
        const verdict = unread.length > 0 ? { ...place, kind: 'refused' as const, reasons: unread } : judge(place, row, keyedRow(table, compared));
        if (verdict !== null) planned[index] = verdict;
      }
    }
    return planned.filter((row) => row !== undefined);
  }

  function problemsOf(row: MappedRow, compared: FileRow, refusal: string | undefined): readonly CellProblem[] {
    return [...(refusal === undefined ? [] : [{ field: '', message: refusal }]), ...row.problems, ...problemsOfCells(existing.columns, table, compared)];
  }

  /** Whether a key stands in a file once only; where nothing is there to be met, nobody asks. */
  function* lonelyKeys(rows: readonly MappedRow[]): Steps<(key: string | undefined) => boolean> {
    const times = new Map<string, number>();
    if (there.byId.size > 0) {
      for (const [index, row] of rows.entries()) {
        for (const key of keyedRow(table, fileRow(row, existing.standingNumbers)).keys) times.set(key, (times.get(key) ?? 0) + 1);
        if (index % rowsPerStep === rowsPerStep - 1) yield { done: index, total: rows.length };
      }
    }
    return (key) => (times.get(key ?? '') ?? 0) <= 1;
  }

  interface Met { readonly row: ExistingRow; readonly because: string }
  interface Near { readonly of: SameAs; readonly because: string; readonly row: ExistingRow | null }

  /** By its id, or in every cell. */
  function surelySame({ rowId }: MappedRow, keyed: KeyedRow<FileRow>): Met | null {
    const named = rowId === null ? undefined : there.byId.get(rowId);
    if (named !== undefined) return { row: named, because: 'the same id' };
    const equal = equalRow(keyed);
    return equal === null ? null : { row: equal, because: 'the same in every cell' };
  }

  function sameByKey({ ordinal }: MappedRow, keyed: KeyedRow<FileRow>, isAlone: (key: string | undefined) => boolean): Met | null {
    const { row: compared, name, keys } = keyed;
    const [only, ...more] = ordinal === null ? [] : (there.byOrdinal.get(ordinal) ?? []).filter((each) => isSameByNumber(each, keyed));
    if (only !== undefined && more.length === 0) return { row: only.row, because: isStub(table, only.row) ? 'the reference of this number, of which nothing more is known' : 'the same number and name' };
    for (const key of keys) {
      const candidates = standingRows(there.withKey(key).slice(0, mostLookedAt).filter((row) => saysSame(key, row, compared)));
      const [first] = candidates;
      if (first === undefined) continue;
      if (candidates.length === 1 && isAlone(key)) return { row: first, because: table === 'studies' ? `the same ${studyKeyName(key)}` : 'the same name and studies' };
      const nearest = nearestOf(candidates.filter((each) => !taken.has(each.rowId)), compared);
      if (nearest !== null) return { row: nearest, because: 'the same name and studies, and most of its cells' };
    }
    const [open, ...rivals] = table === 'studies' && !keys.some((key) => there.withKey(key).length > 0) ? there.incomplete(compared) : [];
    if (open !== undefined && rivals.length === 0 && !taken.has(open.rowId)) return { row: open, because: 'the same first author and year, and nothing that tells them apart' };
    const [lone, ...others] = table === 'factors' && compared.references.length === 0 ? there.withName(name) : [];
    return lone !== undefined && others.length === 0 && isAlone(keys[0]) ? { row: lone, because: 'the same factor' } : null;
  }

  /** Of several that are the same in every cell, one after the other; then the last of them, again. */
  function equalRow({ row: compared, hash }: KeyedRow<FileRow>): ExistingRow | null {
    const rows = there.withHash(hash);
    let at = nextOfHash.get(hash) ?? 0;
    while (at < rows.length - 1 && taken.has(rows[at]?.rowId ?? '')) at += 1;
    if (at > 0) nextOfHash.set(hash, at);
    const row = rows[at];
    return row !== undefined && hasSameContent(table, row, compared) ? row : null;
  }

  function isSameByNumber({ row, name }: KeyedRow<ExistingRow>, keyed: KeyedRow<FileRow>): boolean {
    if (isStub(table, row) && mayBeBy(row, keyed.row)) return true;
    if (hasName(keyed.name) && keyed.name === name) return true;
    const { same, different } = likenessOf(table, row, keyed.row);
    return same >= 2 && same >= different;
  }

  function nearestOf(candidates: readonly ExistingRow[], compared: ComparedRow): ExistingRow | null {
    const scored = candidates.slice(0, mostCompared).map((row) => ({ row, ...likenessOf(table, row, compared) })).toSorted((left, right) => right.same - right.different - (left.same - left.different));
    const [best, next] = scored;
    if (best === undefined || best.same <= best.different) return null;
    return next !== undefined && next.same - next.different === best.same - best.different ? null : best.row;
  }

  /** A row of the import before this one, or of the document, that may be the same: one name, and no cell that differs; a study that is alike. */
  function nearRow({ row: compared, hash, name, keys }: KeyedRow<FileRow>): Near | null {
    const twin = earlier.withHash(hash).slice(0, mostCompared).find((each) => hasSameContent(table, each, compared));
    if (twin !== undefined) return { of: lineOf(twin), because: 'the same in every cell', row: null };
    if (table === 'studies') return nearStudy(compared, keys);
    if (!hasName(name)) return null;
    const agrees = (other: ComparedRow): boolean => {
      const { same, different } = likenessOf(table, other, compared);
      return different === 0 && same >= 1;
    };
    const because = 'the same name, and no cell that differs';
    const before = earlier.withName(name).slice(0, mostCompared).find(agrees);
    if (before !== undefined) return { of: lineOf(before), because, row: null };
    for (const row of there.withName(name).slice(0, mostCompared)) {
      if (agrees(taken.get(row.rowId)?.row ?? row)) return nearExisting(row, because);
    }
    return null;
  }

  function nearStudy(compared: ComparedRow, keys: readonly string[]): Near | null {
    for (const key of keys) {
      const first = earlier.withKey(key).slice(0, mostLookedAt).find((row) => saysSame(key, row, compared));
      if (first !== undefined) return { of: lineOf(first), because: `the same ${studyKeyName(key)}`, row: null };
    }
    const before = earlierLike.find(compared);
    if (before !== null) return { of: lineOf(before.row), because: before.because, row: null };
    const here = thereLike?.find(compared) ?? null;
    return here === null ? null : nearExisting(here.row, here.because);
  }

  /** A row that was met says what the row that met it says. */
  function nearExisting(row: ExistingRow, because: string): Near {
    const met = taken.get(row.rowId);
    return met === undefined ? { of: rowOf(row), because, row } : { of: lineOf(met), because, row: null };
  }

  function meetingOrNull(place: Place, met: Met | null, keyed: KeyedRow<FileRow>, number: number | null): PlannedRow | null {
    if (met === null) return null;
    const { row, because } = met;
    const before = taken.get(row.rowId);
    if (before !== undefined) return duplicate(place, lineOf(before), because, keyed, null, number);
    if (row.lifecycle === 'withdrawn') return duplicate(place, rowOf(row), `${because}; it is withdrawn`, keyed, null, number);
    if (row.isDerived) return duplicate(place, rowOf(row), `${because}; it follows from a row of another table`, keyed, null, number);
    const changes = changesOf(table, row, keyed.row, false);
    taken.set(row.rowId, { ...place, row: keyed.row });
    return changes.length === 0 ? { ...place, kind: 'unchanged', rowId: row.rowId, ordinal: row.ordinal } : { ...place, kind: 'changed', rowId: row.rowId, ordinal: row.ordinal, changes };
  }

  function duplicate(place: Place, of: SameAs, because: string, keyed: KeyedRow<FileRow>, row: ExistingRow | null, number: number | null): PlannedRow {
    if (onDuplicate === 'keep') {
      const added = adding(place, keyed, number);
      return added.kind === 'new' ? { ...added, kind: 'duplicate', of, because, outcome: 'kept' } : added;
    }
    if (onDuplicate === 'merge' && row !== null && row.lifecycle !== 'withdrawn' && !row.isDerived && !taken.has(row.rowId)) {
      const changes = changesOf(table, row, keyed.row, true);
      taken.set(row.rowId, { ...place, row: keyed.row });
      if (changes.length > 0) return { ...place, kind: 'duplicate', of, because, outcome: 'merged', rowId: row.rowId, changes };
    }
    return { ...place, kind: 'duplicate', of, because, outcome: 'skipped' };
  }

  function adding(place: Place, { row: { values, references, cited }, hash, name, keys }: KeyedRow<FileRow>, number: number | null): PlannedRow {
    const reasons = problemsOfNew(table, values);
    if (reasons.length > 0) return { ...place, kind: 'refused', reasons };
    const isFree = number !== null && table === 'studies' && !there.byOrdinal.has(number) && !freeNumbers.has(number);
    if (isFree) freeNumbers.add(number);
    const added: Extract<PlannedRow, { readonly kind: 'new' }> = { ...place, kind: 'new', values, references, cited, number: isFree ? number : null };
    earlier.add({ row: added, hash, name, keys });
    if (table === 'studies') earlierLike.add(added);
    return added;
  }
}

function hasName(name: string): boolean {
  return name !== '' && name.replaceAll('\u0001', '') !== '';
}

function studyKeyName(key: string): string {
  return key.startsWith('doi') ? 'DOI' : key.startsWith('pmid') ? 'PMID' : 'title and year';
}

function fileRow({ values, references, made }: MappedRow, standing: ExistingRows['standingNumbers']): FileRow {
  if (references === null || references.length === 0) return { values, references: [], cited: [], made };
  const cited = new Map<string, CitedStudy>();
  for (const each of references) {
    const number = 'pmid' in each ? standing.ofPmid(each.pmid) : standing.ofNumber(each.number);
    const resolved = number === null ? each : { number };
    if (!cited.has(citedKey(resolved))) cited.set(citedKey(resolved), resolved);
  }
  return { values, references: [...cited.keys()], cited: [...cited.values()], made };
}

/** What only a new row has to have; the rest was looked at before. */
function problemsOfNew(table: ImportedTable, values: ComparedRow['values']): readonly CellProblem[] {
  return tables[table].columns.flatMap((column) => {
    const message = column.isRequired ? problemWith(column, values[column.key] ?? null) : null;
    return message === null ? [] : [{ field: column.key, message }];
  });
}

/** What no row can hold, whether it is new or not; that a required cell is empty matters only to a new one. */
function problemsOfCells(columns: DocumentColumns, table: ImportedTable, { values }: ComparedRow): readonly CellProblem[] {
  const problems: CellProblem[] = [];
  for (const key of Object.keys(values)) {
    const column = columns.find(table, key);
    const value = values[key] ?? null;
    const message = column === null || value === null || (column.isRequired && comparedText(value).trim() === '') ? null : problemWith(column, value);
    if (message !== null) problems.push({ field: key, message });
  }
  return problems;
}

/** An empty cell of a file says nothing. `fillsOnly`: what the row says already stands. */
function changesOf(table: ImportedTable, row: ExistingRow, { values, references, cited, made }: FileRow, fillsOnly: boolean): readonly PlannedChange[] {
  const changes: PlannedChange[] = [];
  for (const key of [...textKeys(table), ...customKeys({ values })]) {
    const after = values[key] ?? null;
    const before = row.values[key] ?? null;
    if (comparedText(after).trim() === '' || comparedText(after) === comparedText(before) || (fillsOnly && comparedText(before) !== '')) continue;
    if (made?.includes(key) === true && comparedText(before) !== '' && !(key === 'label' && isStub(table, row))) continue;
    changes.push({ kind: 'text', field: key, before, after });
  }
  if (references.length > 0 && references.join(',') !== row.references.join(',') && !(fillsOnly && row.references.length > 0)) changes.push({ kind: 'references', field: 'references', before: row.references, after: cited });
  if (table === 'studies' && changes.length > 0) {
    for (const key of ['csl', 'rawRecord']) if ((row.values[key] ?? null) === null && (values[key] ?? null) !== null) changes.push({ kind: 'text', field: key, before: null, after: values[key] ?? null });
  }
  return changes;
}

function lineOf({ source, line }: Place): SameAs {
  return { kind: 'line', source, line };
}

function rowOf({ rowId, ordinal }: ExistingRow): SameAs {
  return { kind: 'row', rowId, ordinal };
}
