// Owns a few made-up studies of every kind that a reference list meets, and setting them in a style.
import { textOfRuns, htmlOfRuns, type ListedReference, type ListLanguage } from '../../../../../db/contract/references';
import type { StudyFields } from '../../../../../db/contract/types';
import { listSteps, type StudyToList } from '../../../../../db/exports/references/citeprocList';
import type { CitationStyle } from '../../../../../db/exports/references/readStyle';

export const nothingKnown: StudyFields = { title: null, authors: [], year: null, journal: null, volume: null, issue: null, pages: null, doi: null, pmid: null, registryId: null, abstract: null, publicationType: 'article-journal' };

const named = (...names: readonly string[]): StudyFields['authors'] => names.map((name) => {
  const [family = '', given = ''] = name.split('|');
  return { family, given };
});

export const article: StudyFields = {
  ...nothingKnown, title: 'RANKL and the lacuna', authors: named('Quill|Ada B.', 'Marsh|Jon'), year: '2019', journal: 'Journal of Made-up Bone', volume: '12', issue: '3', pages: '101-109', doi: '10.1000/jmb.1', pmid: '101',
};
export const madeUp: Readonly<Record<string, StudyFields>> = {
  article,
  'eight authors': { ...article, title: 'Eight hands', authors: named('Quill|A', 'Marsh|J', 'Reed|C', 'Vale|D', 'Holt|E', 'Dunn|F', 'Pike|G', 'Wren|H'), year: '2021', doi: null, pmid: null },
  preprint: { ...nothingKnown, title: 'Not yet reviewed', authors: named('Marsh|Jon'), year: '2024', journal: 'bioRxiv', doi: '10.1101/000001', publicationType: 'article' },
  abstract: { ...nothingKnown, title: 'Heard in a hall', authors: named('Reed|Cy'), year: '2018', journal: 'Proceedings of the Made-up Congress', pages: '7', publicationType: 'paper-conference' },
  chapter: { ...nothingKnown, title: 'On cavities', authors: named('Vale|Dora'), year: '2001', journal: 'A Book of Bones', pages: '3-44', publicationType: 'chapter' },
  group: { ...article, title: 'A trial by many', authors: named('The LACUNA Group|'), year: '2020', pages: 'e12', doi: '10.1000/jmb.2', pmid: null },
  'not ASCII': { ...article, title: 'TGF-β in Knochenhöhlen', authors: named('Müller-Žižek|Åsa, Jr', '王|丽'), year: '2022', doi: null, pmid: null },
  stub: nothingKnown,
  'author and year': { ...nothingKnown, authors: named('Li|'), year: '2015' },
};

const press = { publisher: 'Lacuna Press', 'publisher-place': 'Leiden' };
/** Of every other kind, with what their records state beyond an article's fields. */
export const furtherMadeUp: Readonly<Record<string, StudyFields>> = {
  'article with an abbreviation': { ...article, further: { 'container-title-short': 'J Made-up Bone', issued: '2019-03-05' } },
  'article with a number': { ...article, pages: 'e12', further: { 'container-title-short': 'J Made-up Bone', number: 'e12' } },
  book: { ...nothingKnown, title: 'A book on bones', authors: named('Aaronson|Zoe'), year: '2001', publicationType: 'book', further: { ...press, edition: '2' } },
  'edited book': { ...nothingKnown, title: 'Bones of many', year: '2001', publicationType: 'book', further: { ...press, editor: named('Holt|Eve', 'Dunn|Finn C.') } },
  'chapter with editors': { ...nothingKnown, title: 'On cavities', authors: named('Vale|Dora'), year: '2001', journal: 'A Book of Bones', pages: '3-44', publicationType: 'chapter', further: { ...press, edition: '2', editor: named('Holt|Eve', 'Dunn|Finn C.') } },
  'conference paper': { ...nothingKnown, title: 'Heard in a hall', authors: named('Reed|Cy'), year: '2018', journal: 'Proceedings of the Made-up Congress', pages: '7-9', publicationType: 'paper-conference', further: { ...press, 'event-title': 'Made-up Congress', 'event-place': 'Oslo', issued: '2018-05-04' } },
  thesis: { ...nothingKnown, title: 'Bones of mice', authors: named('Marsh|Jon'), year: '2016', publicationType: 'thesis', further: { publisher: 'University of Lacuna', 'publisher-place': 'Leiden', genre: 'PhD thesis' } },
  report: { ...nothingKnown, title: 'Bone in numbers', authors: named('Bone Institute|'), year: '2017', publicationType: 'report', further: { publisher: 'Bone Institute', 'publisher-place': 'Leiden', number: '17-4', genre: 'Technical report', URL: 'https://lacuna.example/17-4.pdf' } },
  'web page': { ...nothingKnown, title: 'Facts on bone', authors: named('Bone Institute|'), year: '2020', journal: 'Bone Institute', publicationType: 'webpage', further: { URL: 'https://lacuna.example/facts', issued: '2020-02-03', accessed: '2021-06-07' } },
};

/** Numbered from 1 as they come, unless a label is given. */
export function listed(style: CitationStyle, studies: readonly StudyFields[], language: ListLanguage | null = null, labels: readonly StudyToList['label'][] = [], firstPlace: number | null = 1): readonly ListedReference[] {
  const steps = listSteps({ style, language, studies: studies.map((fields, index) => ({ studyId: `study ${index}`, fields, place: firstPlace === null ? null : firstPlace + index, label: labels[index] ?? { label: String(index + 1), number: index + 1, letter: null, undated: null } })) });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

export const texts = (entries: readonly ListedReference[]): readonly string[] => entries.map(({ runs }) => textOfRuns(runs));
export const htmls = (entries: readonly ListedReference[]): readonly string[] => entries.map(({ runs }) => htmlOfRuns(runs));
