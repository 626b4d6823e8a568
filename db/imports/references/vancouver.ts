// Owns a printed reference in Vancouver's form, the one style that says by its marks alone where authors, title and journal
// end: "Okafor N, Li W, et al. Title. J Bone 2019;7(2):11-9." Refuses everything else, and what could be divided in two
// ways (journals with dots): a title that is half a journal is worse than none. The form: Citing Medicine, NLM,
// chapter 1, https://www.ncbi.nlm.nih.gov/books/NBK7256/
import { publicationTypeOf } from '../../evidence/references/notices';
import { pagesIn } from './fieldText';
import type { StudyFields } from './types';

export type PrintedFields = Pick<StudyFields, 'authors' | 'title' | 'journal' | 'year' | 'volume' | 'issue' | 'pages' | 'publicationType'>;

const particle = /^(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|ten|ter|al|el|bin)$/u;
const place = /[\s.](?<year>(?:19|20)\d{2})(?: (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}(?:[- ](?:\d{1,2}|[A-Z][a-z]{2}))?)?; ?(?<volume>[\w-]{1,12}(?: ?Suppl(?:\.? ?\d{1,3})?)?) ?(?:\((?<issue>[^()]{1,30})\))? ?: ?(?<pages>[A-Za-z]{0,4}\d{1,8}[A-Za-z]?(?: ?[-–] ?[A-Za-z]{0,4}\d{1,8}[A-Za-z]?)?)(?=[.,;\s]|$)/u;
const longestJournal = 90;

/** Null where the text has another form. `text` is one line, without its number in the list. */
export function vancouverFields(text: string): PrintedFields | null {
  const end = authorsEnd(text);
  const found = place.exec(text);
  if (end === null || found === null || found.index <= end) return null;
  const authors = authorsOf(text.slice(0, end));
  const middle = text.slice(end + 1, found.index).trim();
  const parts = /^(?<title>.{10,600}[^\s.])(?:\. |(?<=[?!]) )(?<journal>\p{Lu}[^.?!;]{0,90})\.?$/u.exec(middle)?.groups;
  const { year, volume, issue, pages } = found.groups ?? {};
  const [title, journal] = [parts?.['title'], parts?.['journal']];
  if (authors === null || title === undefined || journal === undefined || journal.length > longestJournal || journal.split(' ').length > 12) return null;
  // "… metastases. Ann. Oncol 2019": half of the journal would end the title.
  if (/[.?!] (?:\p{Lu}[\p{L}]{0,7} ?){1,3}$/u.test(title)) return null;
  return { authors, title: title.replace(/^\[(.{1,600})\]$/u, '$1'), publicationType: publicationTypeOf('article-journal', [], title), journal, year: year ?? null, volume: volume ?? null, issue: issue ?? null, pages: pagesIn(pages) };
}

/** Where the full stop behind the authors stands: initials have none in this form. */
function authorsEnd(text: string): number | null {
  const stop = text.slice(0, 3_000).indexOf('. ');
  return stop === -1 ? null : stop;
}

/** Null unless each is a family name with initials. */
function authorsOf(list: string): StudyFields['authors'] | null {
  const names = list.replace(/,? (?:et al|and others)$/u, '').split(', ').map((name) => {
    const words = name.slice(0, 100).split(' ');
    return { given: words.at(-1) ?? '', family: words.slice(0, -1) };
  });
  const isPerson = ({ given, family }: (typeof names)[number]): boolean => {
    const own = family.filter((word) => !particle.test(word));
    return /^\p{Lu}(?:-?\p{Lu}){0,4}$/u.test(given) && own.length > 0 && own.length <= 4 && own.every((word) => /^\p{Lu}[\p{L}\p{M}'’-]{1,40}$/u.test(word) && /\p{Ll}/u.test(word));
  };
  return names.every(isPerson) ? names.map(({ given, family }) => ({ family: family.join(' '), given })) : null;
}
