// Owns when two rows are the same row, and when they may be: the keys of each table. Pure. Careful on purpose: a row that
// is taken for another is overwritten, a row that is not is seen twice by a curator, who can tell.
//
// The same row: its id; its printed number together with its name or most of its cells; or the key of its table, if just
// one row has it on either side. The key: a factor and the studies that it cites, a treatment and the studies, a claim's
// subject, predicate, object and studies, or the evidence item that it was read from; of a study its DOI, its PMID, or its
// title and year where nothing contradicts. A factor without studies is its name. Perhaps the same: one name, and no cell
// that both fill differs; of studies, likeness of title, author and year.
import type { CellValue } from '../../contract/values';
import { cellText, isMissing } from '../../contract/values';
import { tables } from '../../contract/columns';
import { isCustomKey } from '../../contract/tableNames';
import { areApart, placesOf } from '../../evidence/references/studyLikeness';
import { noticeOf } from '../../evidence/references/studyIdentity';
import type { ImportedTable } from '../../contract/imports';
import { editableColumns } from './columnNames';

/** A row as it is compared: text by column, studies by `citedKey`. */
export interface ComparedRow {
  readonly values: Readonly<Record<string, CellValue>>;
  readonly references: readonly string[];
  /** Columns that the reader filled, not the file: they never change a row that has them. */
  readonly made?: readonly string[];
}

const comparedKeys = new Map<ImportedTable, readonly string[]>();

/** The cells of a lab's own columns that a row of a file brings. */
export function customKeys({ values }: Pick<ComparedRow, 'values'>): readonly string[] {
  return Object.keys(values).filter(isCustomKey);
}

/** The columns that every file can bring, references aside. */
export function textKeys(table: ImportedTable): readonly string[] {
  const known = comparedKeys.get(table);
  if (known !== undefined) return known;
  const keys = editableColumns(table).filter(({ kind }) => kind !== 'references').map(({ key }) => key);
  comparedKeys.set(table, keys);
  return keys;
}

/** The text of a cell, and whether it stands for a missing one. */
export function comparedText(value: CellValue | undefined): string {
  return isMissing(value) ? `\u0000${value.missing}` : cellText(value);
}

export function foldedText(text: string): string {
  const plain = /^[ -~]*$/u.test(text) ? text.toLowerCase() : text.normalize('NFKC').toLowerCase().replaceAll(/[‐‑‒–—―−﹣－]/gu, '-');
  return (/\s\s|[^\S ]/u.test(plain) ? plain.replaceAll(/\s+/gu, ' ') : plain).trim();
}

/** What a row is called, folded; '' when it has no name. */
function nameOf(table: ImportedTable, { values }: ComparedRow): string {
  const text = (key: string): string => foldedText(cellText(values[key]));
  if (table !== 'claims') return text(tables[table].nameKey);
  return [text('subject'), text('predicate'), text('object')].join('\u0001');
}

/** Keys of which each says by itself which row it is. */
function identityKeys(table: ImportedTable, row: ComparedRow, name: string): readonly string[] {
  if (table === 'studies') return studyKeys(row);
  const item = table === 'claims' ? /\bevidence item \d{1,9}$/u.exec(cellText(row.values['section']))?.[0] : undefined;
  if (item !== undefined) return [`\u0003${item}`];
  if (name === '' || (row.references.length === 0 && table !== 'factors')) return [];
  return [`${name}\u0002${row.references.toSorted().join(',')}`];
}

/** A row with all that finds it again. */
export interface KeyedRow<Row extends ComparedRow> { readonly row: Row; readonly hash: number; readonly name: string; readonly keys: readonly string[] }

export function keyedRow<Row extends ComparedRow>(table: ImportedTable, row: Row): KeyedRow<Row> {
  const name = nameOf(table, row);
  return { row, hash: contentHash(table, row), name, keys: identityKeys(table, row, name) };
}

/** An erratum is not its article, although its record may quote the article's DOI. */
function studyKeys(row: ComparedRow): readonly string[] {
  const { values } = row;
  const title = foldedText(cellText(values['title'])).replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
  const kind = noticeOf(row) === null ? 'study' : 'notice';
  const text = (key: string): string => cellText(values[key]).trim().toLowerCase();
  return [
    ...(text('doi') === '' ? [] : [`doi ${kind} ${text('doi')}`]),
    ...(text('pmid') === '' ? [] : [`pmid ${kind} ${text('pmid')}`]),
    ...(title.length < 20 || text('year') === '' ? [] : [`title ${kind} ${title} ${text('year')}`]),
  ];
}

/** Whether a key that two rows share says that they are one: a title and year only where nothing tells the studies apart. */
export function saysSame(key: string, left: ComparedRow, right: ComparedRow): boolean {
  return !key.startsWith('title study ') || !(areApart(left, right) || placesOf(left, right) === 'apart');
}

/** 53 bits over what every file can bring; whoever meets a known one compares the cells. */
function contentHash(table: ImportedTable, { values, references }: ComparedRow): number {
  let high = 0xdead_beef;
  let low = 0x41c6_ce57;
  const take = (text: string): void => {
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      high = Math.imul(high ^ code, 2_654_435_761);
      low = Math.imul(low ^ code, 1_597_334_677);
    }
    high = Math.imul(high ^ 0x1_0001, 2_654_435_761);
    low = Math.imul(low ^ 0x1_0001, 1_597_334_677);
  };
  for (const key of textKeys(table)) take(comparedText(values[key]));
  take(references.join(','));
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return (low >>> 11) * 4_294_967_296 + (high >>> 0);
}

/** `right` is of a file: of the lab's own columns those are compared that the file has. */
export function hasSameContent(table: ImportedTable, left: ComparedRow, right: ComparedRow): boolean {
  return left.references.join(',') === right.references.join(',') && [...textKeys(table), ...customKeys(right)].every((key) => comparedText(left.values[key]) === comparedText(right.values[key]))
    && (table !== 'studies' || noticeOf(left) === noticeOf(right));
}

export interface Likeness { readonly same: number; readonly different: number }

/** Of the cells that both fill: how many say the same, and how many do not. */
export function likenessOf(table: ImportedTable, left: ComparedRow, right: ComparedRow): Likeness {
  let same = 0;
  let different = 0;
  for (const key of [...textKeys(table), ...customKeys(right)]) {
    const [one, other] = [comparedText(left.values[key]), comparedText(right.values[key])];
    if (one === '' || other === '') continue;
    if (one === other || foldedText(one) === foldedText(other)) same += 1;
    else different += 1;
  }
  if (left.references.length > 0 && right.references.length > 0) {
    if (left.references.toSorted().join(',') === right.references.toSorted().join(',')) same += 1;
    else different += 1;
  }
  return { same, different };
}

