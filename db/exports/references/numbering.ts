// Owns which number or name each reference prints under, the order of the list, and the old → new list. Pure. Refuses to
// give two studies one label, and says of each study that gets none why.
import { collapsedNumbers } from '../../evidence/references/citation';

export type Numbering = { readonly mode: 'original' | 'appearance' | 'author-year' } | { readonly mode: 'offset'; readonly by: number };

export interface StudyToNumber { readonly studyId: string; /** The review's own. */ readonly number: number; /** Family names, in order. */ readonly authors: readonly string[]; readonly year: string | null; readonly title: string | null }

export interface PrintedLabel {
  /** "12", "Wang 2020a". */
  readonly label: string;
  /** null: the list is not numbered, or only a way out was found. */
  readonly number: number | null;
  /** Which letter tells it from others of the same printed name and year, from 0; null: none is needed. */
  readonly letter: number | null;
  /** What stands in place of a year, with its letter ("n.d.-b", "in press"); null: it has a year, or no name to cite it by. */
  readonly undated: string | null;
}

export interface NumberedReferences {
  readonly mode: Numbering['mode'];
  readonly printed: ReadonlyMap<string, PrintedLabel>;
  /** Study ids as the list has them. */
  readonly order: readonly string[];
  /** In the order of the list. */
  readonly changes: readonly { readonly studyId: string; readonly before: string; readonly after: string }[];
  readonly problems: readonly { readonly studyId: string; readonly before: string; readonly message: string }[];
}

/** `word` as the contract has it: "original", "offset:100". */
export function numberingOf(word: string): Numbering {
  if (word === 'original' || word === 'appearance' || word === 'author-year') return { mode: word };
  const by = /^offset:([-+]?\d{1,6})$/u.exec(word)?.[1];
  if (by === undefined) throw new RangeError(`${word} is no numbering`);
  return { mode: 'offset', by: Number(by) };
}

/** `rows`: the study ids that each printed row cites, in reading order. */
export function numberReferences(studies: readonly StudyToNumber[], rows: Iterable<readonly string[]>, numbering: Numbering): NumberedReferences {
  switch (numbering.mode) {
    case 'original': return byNumber(studies, 'original', (study) => study.number);
    case 'offset': return byNumber(studies, 'offset', (study) => study.number + numbering.by);
    case 'appearance': return byAppearance(studies, rows);
    case 'author-year': return byAuthor(studies);
  }
}

function byNumber(studies: readonly StudyToNumber[], mode: 'original' | 'offset', numberOf: (study: StudyToNumber) => number): NumberedReferences {
  const taken = new Set<number>();
  const problems: NumberedReferences['problems'][number][] = [];
  const numbered = studies.toSorted((left, right) => left.number - right.number).flatMap((study) => {
    const number = numberOf(study);
    const message = number < 1 ? `Its number would be ${number}. Numbers begin at 1: choose a smaller step down.` : taken.has(number) ? `Another study has the number ${number}.` : null;
    if (message !== null) problems.push(problemOf(study, message));
    taken.add(number);
    return message === null ? [{ study, label: { label: String(number), number, letter: null, undated: null } }] : [];
  });
  return asReferences(mode, numbered, problems);
}

function byAppearance(studies: readonly StudyToNumber[], rows: Iterable<readonly string[]>): NumberedReferences {
  const known = new Map(studies.map((study) => [study.studyId, study]));
  const cited = new Map<string, StudyToNumber>();
  for (const row of rows) {
    for (const id of row) {
      const study = known.get(id);
      if (study !== undefined) cited.set(id, study);
    }
  }
  const numbered = [...cited.values()].map((study, index) => ({ study, label: { label: String(index + 1), number: index + 1, letter: null, undated: null } }));
  const problems = studies.filter(({ studyId }) => !cited.has(studyId)).toSorted((left, right) => left.number - right.number).map((study) => problemOf(study, 'No printed row cites it, so it gets no number and is not in the list.'));
  return asReferences('appearance', numbered, problems);
}

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

interface Cited { readonly study: StudyToNumber; readonly names: readonly string[]; /** One author, two, more. */ readonly size: number; readonly date: string; readonly base: string }

/** As author–date journals print it: "Smith 2019", "Smith and Jones 2019", "Smith et al. 2019"; null of what has no name, or a date that could be taken for a year and its letter. */
function citedAs(study: StudyToNumber): Cited | null {
  const names = study.authors.map((name) => name.replaceAll(/\s+/gu, ' ').trim()).filter((name) => name !== '');
  const year = (study.year ?? '').replaceAll(/\s+/gu, ' ').trim();
  const [first] = names;
  const name = shownNames(names);
  if (first === undefined || name === null || !/^(?:\d{4}|\p{L}[\p{L}\p{M} .]*|)$/u.test(year)) return null;
  // Of a study of which the title is not known either, the year is only unknown here.
  if (year === '' && study.title === null) return null;
  const date = year === '' ? 'n.d.' : year;
  return { study, names: names.length === 2 ? names : [first], size: Math.min(names.length, 3), date, base: `${name} ${date}` };
}

/** "Smith", "Smith and Jones", "Smith et al."; null of nobody. */
export function shownNames([first, second, third]: readonly string[]): string | null {
  if (first === undefined) return null;
  return second === undefined ? first : third === undefined ? `${first} and ${second}` : `${first} et al.`;
}

function byAuthor(studies: readonly StudyToNumber[]): NumberedReferences {
  const groups = new Map<string, Cited[]>();
  const without: StudyToNumber[] = [];
  for (const study of studies) {
    const cited = citedAs(study);
    if (cited === null) {
      without.push(study);
      continue;
    }
    const key = cited.base.normalize('NFKC').toLowerCase();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [cited]);
    else group.push(cited);
  }
  const lettered = [...groups.values()].flatMap((group) => group
    .toSorted((left, right) => collator.compare(left.study.title ?? '', right.study.title ?? '') || left.study.number - right.study.number)
    .map((cited, index) => ({ ...cited, letter: group.length === 1 ? null : index })));
  // One author before two, two before more; those of two by the second name, too. What has no year stands behind the years.
  const sorted = lettered.toSorted((left, right) => collator.compare(left.names[0] ?? '', right.names[0] ?? '') || left.size - right.size || collator.compare(left.names[1] ?? '', right.names[1] ?? '')
    || Number(!isYear(left.date)) - Number(!isYear(right.date)) || collator.compare(left.date, right.date) || (left.letter ?? 0) - (right.letter ?? 0) || left.study.number - right.study.number);
  const unnamed = without.toSorted((left, right) => left.number - right.number);
  const undated = sorted.filter(({ study, date }) => (study.year ?? '').trim() === '' && !isYear(date));
  const named = sorted.map(({ study, date, base, letter }) => {
    const label = `${base}${!isYear(date) && letter !== null ? '-' : ''}${letterOf(letter)}`;
    return { study, label: { label, number: null, letter: isYear(date) ? letter : null, undated: isYear(date) ? null : label.slice(base.length - date.length) } };
  });
  return asReferences(
    'author-year',
    [...named, ...unnamed.map((study) => ({ study, label: { label: `[${study.number}]`, number: null, letter: null, undated: null } }))],
    [
      ...undated.map(({ study, base }) => problemOf(study, `Its year is not known, so it is cited as “${base}”${base.endsWith('.') ? '' : '.'}`)),
      ...unnamed.map((study) => problemOf(study, `${whyUnnamed(study)}, so it is cited as [${study.number}] and stands at the end of the list.`)),
    ],
  );
}

function isYear(date: string): boolean {
  return /^\d{4}$/u.test(date);
}

function whyUnnamed({ authors, year }: StudyToNumber): string {
  if (authors.length === 0) return `Its ${year === null ? 'first author and year are' : 'first author is'} not known`;
  return (year ?? '').trim() === '' ? 'Its year is not known' : `Its year, “${year ?? ''}”, is none`;
}

/** a … z, aa, ab …: as citation styles count. */
export function letterOf(index: number | null): string {
  if (index === null) return '';
  return `${index < 26 ? '' : letterOf(Math.floor(index / 26) - 1)}${String.fromCodePoint(97 + (index % 26))}`;
}

function problemOf(study: StudyToNumber, message: string): NumberedReferences['problems'][number] {
  return { studyId: study.studyId, before: String(study.number), message };
}

function asReferences(mode: Numbering['mode'], entries: readonly { readonly study: StudyToNumber; readonly label: PrintedLabel }[], problems: NumberedReferences['problems']): NumberedReferences {
  return {
    mode, problems,
    printed: new Map(entries.map(({ study, label }) => [study.studyId, label])),
    order: entries.map(({ study }) => study.studyId),
    changes: entries.map(({ study, label }) => ({ studyId: study.studyId, before: String(study.number), after: label.label })),
  };
}

/** What a cell that cites these studies prints, in the list's order: "[15–17, 20]", "(Smith 2019; Wang 2020a)". A study that got no number prints as "ref. 3", by its own. */
export function formatCitation(references: NumberedReferences, studyIds: readonly string[]): string {
  const ids = [...new Set(studyIds)];
  const labels = ids.flatMap((id) => references.printed.get(id) ?? []);
  const others = ids.filter((id) => !references.printed.has(id)).map((id) => `ref. ${references.problems.find(({ studyId }) => studyId === id)?.before ?? '?'}`);
  if (labels.length + others.length === 0) return '';
  if (references.mode === 'author-year') return `(${[...labels.map(({ label }) => label).toSorted(collator.compare), ...others].join('; ')})`;
  const numbers = labels.flatMap(({ number }) => (number === null ? [] : [number])).toSorted((left, right) => left - right);
  return `[${[collapsedNumbers(numbers), ...others].filter((part) => part !== '').join(', ')}]`;
}
