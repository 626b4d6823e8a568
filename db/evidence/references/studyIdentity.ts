// Owns what a record of a study says of which study it is: identifiers without their wrapping, a title's words, whether it
// is a notice about an article (an erratum is not its article), and whether it is a preprint. Pure; the rules, the import
// and the search for a study that is there already ask here.
import { cellText, type CellValue } from '../../contract/values';
import { noticeInTitle, noticeNames, type NoticeType } from './notices';

/** A row of studies, wherever it stands. */
export interface StudyCells { readonly values: Readonly<Record<string, CellValue>> }

const longestTitle = 1000;

export function textOf(row: StudyCells, field: string): string {
  return cellText(row.values[field]).slice(0, 2000).trim();
}

/** Without "https://doi.org/", in lower case; '' of what is none. */
export function doiOf(row: StudyCells): string {
  const text = textOf(row, 'doi').toLowerCase().replace(/^(?:https?:\/\/)?(?:dx\.)?doi\.org\//u, '').replace(/^doi:\s*/u, '').replace(/[.,;)\]]+$/u, '');
  return text.startsWith('10.') ? text : '';
}

export function pmidOf(row: StudyCells): string {
  return /^(?:pmid:?\s*)?0*([1-9]\d{0,8})$/iu.exec(textOf(row, 'pmid'))?.[1] ?? '';
}

const notice = /^\W*(?:(?:author|publisher)(?:'s|’s)? )?(?:erratum|errata|corrigend(?:um|a)|correction|retraction(?: note| notice)?|expression of concern|addendum|comments? on|commentary|editorial|reply|response to|letter|in reply|retracted and replaced)\b|\[(?:erratum|corrigendum|correction)\b/iu;

const noticeOfGenre: ReadonlyMap<string, NoticeType> = new Map((['erratum', 'retraction', 'expression-of-concern'] as const).map((type) => [noticeNames[type], type]));

/** What corrects or retracts a study, by its title or by the genre of its full reference; null for a study. */
export function noticeOf(row: StudyCells): NoticeType | null {
  return noticeInTitle(cellText(row.values['title'])) ?? noticeOfGenre.get(/"genre":"([^"]{1,40})"/u.exec(cellText(row.values['csl']).slice(0, 600))?.[1] ?? '') ?? null;
}

/** A record about an article, not the article, comments and letters among them: its identifiers may quote the article's. */
export function isNotice(row: StudyCells): boolean {
  return noticeOf(row) !== null || notice.test(textOf(row, 'title').slice(0, longestTitle)) || /^(?:erratum|correction|retraction)\b/iu.test(textOf(row, 'label'));
}

/** The words of a title that carry it; '' of a title too short to tell works apart. */
export function titleKey(row: StudyCells): string {
  const text = textOf(row, 'title').slice(0, longestTitle).normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replace(/^\s*(?:retracted(?: article)?|preprint)\s*[:.-]\s*/u, '').replaceAll(/<\/?[a-z]{1,6}>/gu, '');
  const words = (text.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !small.has(word));
  return words.length < 4 ? '' : words.join(' ');
}
const small: ReadonlySet<string> = new Set(['a', 'an', 'the', 'of', 'in', 'on', 'for', 'and', 'with', 'to', 'by', 'from', 'at', 'preprint']);

/** Family name of the first author, folded. */
export function authorKey(row: StudyCells): string {
  const text = textOf(row, 'firstAuthor').normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return (text.split(',')[0] ?? '').match(/\p{L}{2,}/gu)?.at(text.includes(',') ? -1 : 0) ?? '';
}

const preprintDoi = /^10\.(?:1101\/|21203\/rs\.|2139\/ssrn\.|48550\/arxiv\.|20944\/preprints|26434\/chemrxiv|22541\/au\.|31219\/osf\.|31234\/osf\.|36227\/techrxiv|64898\/)/u;
const preprintPlace = /\b(?:bio|med|chem|psy|tech)?rxiv\b|\bpreprints?\b|\bresearch square\b|\bssrn\b|\bauthorea\b/iu;

export function isPreprint(row: StudyCells): boolean {
  return preprintDoi.test(doiOf(row)) || preprintPlace.test(textOf(row, 'journal')) || /\bpreprint\b/iu.test(textOf(row, 'title')) || /"(?:genre|medium|type)"\s*:\s*"[^"]{0,40}preprint/iu.test(textOf(row, 'csl'));
}

/** Years that are one apart may be one work; unknown ones may be. */
export function yearsAgree(left: StudyCells, right: StudyCells, apart: number): boolean {
  const [first, second] = [left, right].map((row) => Number(/^\d{4}$/u.exec(textOf(row, 'year'))?.[0] ?? Number.NaN));
  return first === undefined || second === undefined || Number.isNaN(first) || Number.isNaN(second) || Math.abs(first - second) <= apart;
}

export function isStudy<Row extends { readonly table: string }>(row: Row): row is Extract<Row, { readonly table: 'studies' }> {
  return row.table === 'studies';
}
