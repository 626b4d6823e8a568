// Owns what tells two records of studies apart or shows that they are one: identifiers without their wrapping, a title's
// words, whether a record is a notice about an article (an erratum is not its article), and whether it is a preprint.
import { cellText } from '../../../contract/values';
import type { StudyEvidence } from '../rule';

const longestTitle = 1000;

export function textOf(row: StudyEvidence, field: string): string {
  return cellText(row.values[field]).slice(0, 2000).trim();
}

/** Without "https://doi.org/", in lower case; '' of what is none. */
export function doiOf(row: StudyEvidence): string {
  const text = textOf(row, 'doi').toLowerCase().replace(/^(?:https?:\/\/)?(?:dx\.)?doi\.org\//u, '').replace(/^doi:\s*/u, '').replace(/[.,;)\]]+$/u, '');
  return text.startsWith('10.') ? text : '';
}

export function pmidOf(row: StudyEvidence): string {
  return /^(?:pmid:?\s*)?0*([1-9]\d{0,8})$/iu.exec(textOf(row, 'pmid'))?.[1] ?? '';
}

const notice = /^\W*(?:(?:author|publisher)(?:'s|’s)? )?(?:erratum|errata|corrigend(?:um|a)|correction|retraction(?: note| notice)?|expression of concern|addendum|comments? on|commentary|editorial|reply|response to|letter|in reply|retracted and replaced)\b|\[(?:erratum|corrigendum|correction)\b/iu;

/** A record about an article, not the article: its identifiers may quote the article's. */
export function isNotice(row: StudyEvidence): boolean {
  return notice.test(textOf(row, 'title').slice(0, longestTitle)) || /^(?:erratum|correction|retraction)\b/iu.test(textOf(row, 'label'));
}

/** The words of a title that carry it; '' of a title too short to tell works apart. */
export function titleKey(row: StudyEvidence): string {
  const text = textOf(row, 'title').slice(0, longestTitle).normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replace(/^\s*(?:retracted(?: article)?|preprint)\s*[:.-]\s*/u, '').replaceAll(/<\/?[a-z]{1,6}>/gu, '');
  const words = (text.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !small.has(word));
  return words.length < 4 ? '' : words.join(' ');
}
const small: ReadonlySet<string> = new Set(['a', 'an', 'the', 'of', 'in', 'on', 'for', 'and', 'with', 'to', 'by', 'from', 'at', 'preprint']);

/** Family name of the first author, folded. */
export function authorKey(row: StudyEvidence): string {
  const text = textOf(row, 'firstAuthor').normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return (text.split(',')[0] ?? '').match(/\p{L}{2,}/gu)?.at(text.includes(',') ? -1 : 0) ?? '';
}

const preprintDoi = /^10\.(?:1101\/|21203\/rs\.|2139\/ssrn\.|48550\/arxiv\.|20944\/preprints|26434\/chemrxiv|22541\/au\.|31219\/osf\.|31234\/osf\.|36227\/techrxiv|64898\/)/u;
const preprintPlace = /\b(?:bio|med|chem|psy|tech)?rxiv\b|\bpreprints?\b|\bresearch square\b|\bssrn\b|\bauthorea\b/iu;

export function isPreprint(row: StudyEvidence): boolean {
  return preprintDoi.test(doiOf(row)) || preprintPlace.test(textOf(row, 'journal')) || /\bpreprint\b/iu.test(textOf(row, 'title')) || /"(?:genre|medium|type)"\s*:\s*"[^"]{0,40}preprint/iu.test(textOf(row, 'csl'));
}

/** Years that are one apart may be one work; unknown ones may be. */
export function yearsAgree(left: StudyEvidence, right: StudyEvidence, apart: number): boolean {
  const [first, second] = [left, right].map((row) => Number(/^\d{4}$/u.exec(textOf(row, 'year'))?.[0] ?? Number.NaN));
  return first === undefined || second === undefined || Number.isNaN(first) || Number.isNaN(second) || Math.abs(first - second) <= apart;
}

export function isStudy(row: { readonly table: string }): row is StudyEvidence {
  return row.table === 'studies';
}
