// Owns what a row of Studies says as a reference: its cells, and what only its full reference (CSL-JSON) holds. Pure. The
// cells win: a curator corrects them, and not the record behind them. Refuses to trust the record's shape.
import type { StudyFields, Values } from '../../contract/types';
import { furtherOf, furtherTexts } from './furtherFields';
import { noticeNames, type NoticeType } from './notices';

type Item = Readonly<Record<string, unknown>>;

export function studyFieldsOf(values: Values): StudyFields {
  const item = itemOf(values['csl']);
  const cell = (key: string): string | null => stated(values[key]);
  const fields = {
    title: cell('title'), authors: authorsOf(item, cell('firstAuthor')), year: cell('year'), journal: cell('journal'),
    volume: stated(item['volume']), issue: stated(item['issue']), pages: stated(item['page']),
    doi: cell('doi'), pmid: cell('pmid'), registryId: cell('registryId'), abstract: stated(item['abstract']), publicationType: typeOf(item),
  };
  const texts = Object.fromEntries(furtherTexts.map((key) => [key, stated(item[key])]));
  // The abbreviation is that of the journal in the record.
  const short = fields.journal === stated(item['container-title']) ? stated(item['container-title-short']) : null;
  return { ...fields, ...furtherOf(fields, { ...texts, 'container-title-short': short, issued: dateOf(item['issued']), accessed: dateOf(item['accessed']), editor: namesOf(item['editor']) }) };
}

function itemOf(csl: unknown): Item {
  try {
    const item: unknown = typeof csl === 'string' ? JSON.parse(csl) : null;
    return isObject(item) ? item : {};
  } catch {
    return {}; // a record that was cut short; the cells still say what they say
  }
}

function isObject(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function stated(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : null;
}

/** A first author that differs from the record's was corrected, and takes its place. */
function authorsOf(item: Item, firstAuthor: string | null): StudyFields['authors'] {
  const authors = namesOf(item['author']);
  const [first, ...others] = authors;
  if (firstAuthor === null || firstAuthor === first?.family) return authors;
  return [{ family: firstAuthor, given: first?.given ?? '' }, ...others];
}

function namesOf(names: unknown): StudyFields['authors'] {
  const listed: readonly unknown[] = Array.isArray(names) ? names : [];
  return listed.filter(isObject).flatMap(authorOf);
}

function authorOf(name: Item): StudyFields['authors'] {
  const literal = stated(name['literal']);
  if (literal !== null) return [{ family: literal, given: '' }];
  const family = joined(' ', [name['dropping-particle'], name['non-dropping-particle'], name['family']]);
  const given = joined(', ', [name['given'], name['suffix']]);
  if (family === '') return given === '' ? [] : [{ family: given, given: '' }];
  return [{ family, given }];
}

function joined(between: string, parts: readonly unknown[]): string {
  return parts.map(stated).filter((part) => part !== null).join(between);
}

/** "2021-03-05"; null of a year alone, and of dates in words. */
function dateOf(date: unknown): string | null {
  const parts: unknown = isObject(date) && Array.isArray(date['date-parts']) ? date['date-parts'][0] : null;
  if (!Array.isArray(parts) || parts.length < 2) return null;
  const [year, ...others] = parts.map((part: unknown) => stated(part) ?? '');
  return [year, ...others.map((part) => part.padStart(2, '0'))].join('-');
}

function typeOf(item: Item): string {
  const genre = stated(item['genre']);
  const notice = (Object.keys(noticeNames) as readonly NoticeType[]).find((type) => noticeNames[type] === genre);
  return notice ?? stated(item['type']) ?? 'article-journal';
}
