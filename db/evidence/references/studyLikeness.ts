// Owns when two records without a common identifier are one study exported twice: title, first author and year, and nothing
// that tells them apart. Careful on purpose, since a study that is taken for another is left out of an import: identifiers,
// types, printed places or first names that contradict each other always win. Likely pairs are found by keys, so that many
// records are compared with few. Pure.
import { cellText, type CellValue } from '../../contract/values';
import { doiOf, isNotice, isPreprint, pmidOf, textOf, type StudyCells } from './studyIdentity';
import { foldedLetters, titleEnds, titleLikeness, titleWords, type TitleWords } from './titleLikeness';

export interface StudyLikeness { readonly because: string; readonly share: number }

/** What is asked of a record again and again, read once. The rest of its title is read only where a pair may be alike. */
interface Known { readonly names: readonly string[]; readonly year: number | null; readonly keys: readonly string[] }

const known = remembered(({ values }): Known => {
  const year = /^\d{4}$/u.exec(cellText(values['year']).trim())?.[0];
  const names = authorNames(values['firstAuthor']);
  const ends = names.length === 0 ? [] : titleEnds(titleOf({ values }));
  return { names, year: year === undefined ? null : Number(year), keys: ends.flatMap((end) => names.map((name) => `${name} ${end}`)) };
});
const titleKnown = remembered(titleOf);
const identity = remembered((study) => ({ doi: doiOf(study), pmid: pmidOf(study), registry: textOf(study, 'registryId').toUpperCase(), isPreprint: isPreprint(study), isNotice: isNotice(study) }));

function titleOf({ values }: StudyCells): TitleWords {
  return titleWords(cellText(values['title']));
}

function remembered<Fact extends object>(read: (study: StudyCells) => Fact): (study: StudyCells) => Fact {
  const facts = new WeakMap<StudyCells['values'], Fact>();
  return (study) => {
    const before = facts.get(study.values);
    if (before !== undefined) return before;
    const fact = read(study);
    facts.set(study.values, fact);
    return fact;
  };
}

const particles: ReadonlySet<string> = new Set(['van', 'von', 'de', 'der', 'den', 'del', 'della', 'di', 'da', 'dos', 'du', 'la', 'le', 'el', 'al', 'ter', 'ten', 'bin', 'ibn', 'st', 'the', 'jr', 'et']);

// Records print "Okafor", "Okafor, Ngozi", or "Ngozi Okafor": the first and the last name of what may be the family name.
function authorNames(cell: CellValue | undefined): readonly string[] {
  const text = foldedLetters(cellText(cell).slice(0, 500));
  const words = (text.split(',')[0] ?? '').replaceAll(/(?<=\p{L})['’-](?=\p{L})/gu, '').match(/\p{L}+/gu) ?? [];
  const names = words.filter((word) => word.length > 1 && !particles.has(word)).map((word) => word.replaceAll(/([aou])e/gu, '$1'));
  const [first] = names;
  const last = names.at(-1);
  return first === undefined || last === undefined ? [] : [...new Set([first, last])];
}

/** Keys of which two records of one study share at least one; none where too little is known. */
export function likenessKeys(study: StudyCells): readonly string[] {
  return known(study).keys;
}

/** Why two records are likely one study; null where they are not, or where it can't be said. */
export function studyLikeness(left: StudyCells, right: StudyCells): StudyLikeness | null {
  const [mine, theirs] = [known(left), known(right)];
  const apart = mine.year === null || theirs.year === null ? null : Math.abs(mine.year - theirs.year);
  if ((apart !== null && apart > 1) || !mine.names.some((name) => theirs.names.includes(name))) return null;
  const title = titleLikeness(titleKnown(left), titleKnown(right));
  if (title === null || (apart === null && title.kind !== 'equal') || identity(left).isNotice || areApart(left, right)) return null;
  const place = placesOf(left, right);
  if (place === 'apart' || (title.kind === 'words' && place !== 'same')) return null;
  return { because: `the same first author${apart === 0 ? ' and year' : ''}, ${titleNames[title.kind]}${apart === 1 ? ', a year apart' : apart === null ? ', one without a year' : ''}`, share: title.share };
}

const titleNames = { equal: 'the same title', spelling: 'the same title in other letters', cut: 'one title is the beginning of the other', words: 'the same pages, nearly the same title' } as const;

/** Whether something says that these are two studies: identifiers, notices, a preprint, authors. Of equal titles, too. */
export function areApart(left: StudyCells, right: StudyCells): boolean {
  const [mine, theirs] = [identity(left), identity(right)];
  const differ = (one: string, other: string): boolean => one !== '' && other !== '' && one !== other;
  if (differ(mine.doi, theirs.doi) || differ(mine.pmid, theirs.pmid) || differ(mine.registry, theirs.registry) || mine.isPreprint !== theirs.isPreprint || mine.isNotice !== theirs.isNotice) return true;
  const [names, others] = [known(left).names, known(right).names];
  return names.length > 0 && others.length > 0 && !names.some((name) => others.includes(name));
}

const kinds: ReadonlySet<string> = new Set(['article-journal', 'paper-conference', 'thesis', 'book', 'chapter', 'report', 'dataset', 'patent']);

/** What a full reference says of where it was printed; '' for what it does not say. */
interface Printed { readonly type: string; readonly volume: string; readonly first: string; readonly last: string; readonly given: string }

/** 'same': one volume and first page. 'apart': other pages, journals, kinds of work or first names. */
export function placesOf(left: StudyCells, right: StudyCells): 'same' | 'apart' | 'unknown' {
  const [mine, theirs] = [printed(left), printed(right)];
  const differ = (first: string, second: string): boolean => first !== '' && second !== '' && first !== second;
  if (differ(mine.given, theirs.given)) return 'apart';
  const isOneVolume = mine.volume !== '' && mine.volume === theirs.volume;
  const areRanges = mine.last !== '' && theirs.last !== '';
  if (mine.first !== '' && mine.first === theirs.first && (isOneVolume || (areRanges && mine.last === theirs.last && !differ(mine.volume, theirs.volume)))) return 'same';
  // Many journals count the pages of each article from 1, and some records print an article's number or its length there.
  if (differ(mine.first, theirs.first) && mine.first !== '1' && theirs.first !== '1' && (areRanges || !isOneVolume)) return 'apart';
  if (kinds.has(mine.type) && kinds.has(theirs.type) && mine.type !== theirs.type) return 'apart';
  return areOneJournal(cellText(left.values['journal']), cellText(right.values['journal'])) ? 'unknown' : 'apart';
}

const printed = remembered(({ values }): Printed => {
  const item = parsed(cellText(values['csl']));
  const text = (of: unknown, key: string): string => {
    const value = isObject(of) ? of[key] : undefined;
    return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
  };
  const authors: unknown = isObject(item) ? item['author'] : undefined;
  const author: unknown = Array.isArray(authors) ? authors[0] : undefined;
  const [, first = '', last = ''] = /(\d{1,12})(?:[a-z]?-[a-z]{0,3}(\d{1,12}))?/iu.exec(text(item, 'page')) ?? [];
  return { type: text(item, 'type'), volume: text(item, 'volume'), first: first.replace(/^0+(?=\d)/u, ''), last, given: foldedLetters(text(author, 'given')).charAt(0) };
});

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

const linking: ReadonlySet<string> = new Set(['the', 'of', 'and', 'in', 'for', 'a', 'an', 'on', 'und', 'der', 'die', 'de', 'la', 'et']);

/** Whether one name may be the other, abbreviated: "J Thorac Oncol", "JTO". An unknown journal may be any. */
export function areOneJournal(left: string, right: string): boolean {
  const [mine, theirs] = [left, right].map((name) => (foldedLetters(name.slice(0, 300)).match(/\p{L}+|\p{N}+/gu) ?? []).filter((word) => !linking.has(word)));
  if (mine === undefined || theirs === undefined || mine.length === 0 || theirs.length === 0) return true;
  const [shorter, longer] = mine.length <= theirs.length ? [mine, theirs] : [theirs, mine];
  if (shorter.length === 1 && longer.length > 1 && (shorter[0] ?? '') === longer.map((word) => word.charAt(0)).join('').slice(0, shorter[0]?.length)) return true;
  let at = 0;
  for (const word of longer) if (at < shorter.length && isAbbreviated(shorter[at] ?? '', word)) at += 1;
  return at === shorter.length;
}

/** "Natl" of "National": the same first letter, the others in their order; either may be the short one. */
function isAbbreviated(left: string, right: string): boolean {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (short.charAt(0) !== long.charAt(0)) return false;
  let at = 0;
  for (const letter of long) if (letter === short.charAt(at)) at += 1;
  return at === short.length;
}
