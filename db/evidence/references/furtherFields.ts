// Owns what a reference states beyond an article's fields (publisher, editors, the journal's abbreviation, dates), by CSL's
// names, and when it is of use. Pure. Refuses what would print wrong: an article's publisher, series and editors are its
// journal's; a date of another year than the study's, an abbreviation that is the whole name, an address beside a DOI.
import type { FurtherFields, StudyFields } from '../../contract/types';

export const furtherTexts = ['container-title-short', 'publisher', 'publisher-place', 'edition', 'number', 'genre', 'collection-title', 'event-title', 'event-place', 'issued', 'accessed', 'URL'] as const;
export type FurtherText = (typeof furtherTexts)[number];

/** As a record states it: null, or no key, where it does not say. */
export type StatedFurther = Partial<Readonly<Record<FurtherText, string | null>>> & { readonly editor?: StudyFields['authors'] };
type Known = Pick<StudyFields, 'journal' | 'year' | 'doi' | 'publicationType'>;

const ofBooks: ReadonlySet<FurtherText> = new Set(['publisher', 'publisher-place', 'edition', 'collection-title', 'event-title', 'event-place']);
/** Notices are articles. */
const articles: ReadonlySet<string> = new Set(['article-journal', 'article-magazine', 'article-newspaper', 'erratum', 'retraction', 'expression-of-concern']);

/** To be spread into a study's fields: no key where nothing is stated. */
export function furtherOf(known: Known, stated: StatedFurther): Pick<StudyFields, 'further'> {
  const isArticle = articles.has(known.publicationType);
  const texts = furtherTexts.flatMap((key) => {
    const text = stated[key]?.replaceAll(/\s+/gu, ' ').trim() ?? '';
    return text === '' || (isArticle && ofBooks.has(key)) || !isOfUse(key, text, known) ? [] : [[key, text] as const];
  });
  const editor = isArticle ? [] : (stated.editor ?? []);
  const further: FurtherFields = { ...(editor.length === 0 ? {} : { editor }), ...Object.fromEntries(texts) };
  return Object.keys(further).length === 0 ? {} : { further };
}

function isOfUse(key: FurtherText, text: string, { journal, year, doi, publicationType }: Known): boolean {
  if (key === 'container-title-short') return journal !== null && folded(text) !== folded(journal);
  // Of other works the type says what they are.
  if (key === 'genre') return publicationType === 'thesis' || publicationType === 'report';
  if (key === 'issued') return isDate(text) && text.startsWith(`${year ?? ''}-`);
  if (key === 'accessed') return isDate(text);
  return key !== 'URL' || doi === null;
}

function isDate(text: string): boolean {
  return /^\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?$/u.test(text);
}

function folded(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
