// Owns what a study looks like to a citation processor (CSL-JSON 1.0.2). Refuses to say what the study does not: an absent
// field has no key.
// The schema: https://github.com/citation-style-language/schema/blob/v1.0.2/schemas/input/csl-data.json
import type { StudyFields } from '../../contract/types';
import { furtherTexts, type FurtherText } from './furtherFields';
import { isNotice, noticeNames } from './notices';
import { givenAndSuffix } from './nameSuffix';

export type CslName = { readonly family: string; readonly given: string; readonly suffix?: string } | { readonly literal: string };

export type CslDate = { readonly 'date-parts': readonly [readonly number[]] } | { readonly literal: string };

export interface CslItem extends Readonly<Partial<Record<Exclude<FurtherText, 'genre' | 'issued' | 'accessed'>, string>>> {
  readonly id: string;
  readonly type: string;
  /** CSL has no type for a notice; its genre is what NLM calls it. Of a thesis or report, what it is called. */
  readonly genre?: string;
  readonly title?: string;
  readonly author?: readonly CslName[];
  readonly editor?: readonly CslName[];
  readonly issued?: CslDate;
  readonly accessed?: CslDate;
  readonly 'container-title'?: string;
  readonly volume?: string;
  readonly issue?: string;
  readonly page?: string;
  readonly DOI?: string;
  readonly PMID?: string;
  readonly abstract?: string;
  /** CSL has no variable for a trial's registration; "Registry: NCT…" is how Zotero's users write it. */
  readonly note?: string;
}

export function toCslJson(fields: StudyFields, id: string): CslItem {
  const { editor = [], genre, issued, accessed, ...further } = fields.further ?? {};
  return {
    id,
    ...(isNotice(fields.publicationType) ? { type: 'article-journal', genre: noticeNames[fields.publicationType] } : { type: fields.publicationType, ...(genre === undefined ? {} : { genre }) }),
    ...(fields.title === null ? {} : { title: fields.title }),
    ...(fields.authors.length === 0 ? {} : { author: fields.authors.map(cslName) }),
    ...(editor.length === 0 ? {} : { editor: editor.map(cslName) }),
    ...(fields.year === null ? {} : { issued: issued === undefined ? issuedOf(fields.year) : dateOf(issued) }),
    ...(fields.journal === null ? {} : { 'container-title': fields.journal }),
    ...Object.fromEntries(furtherTexts.flatMap((key) => (key === 'genre' || key === 'issued' || key === 'accessed' || further[key] === undefined ? [] : [[key, further[key]]]))),
    ...(accessed === undefined ? {} : { accessed: dateOf(accessed) }),
    ...(fields.volume === null ? {} : { volume: fields.volume }),
    ...(fields.issue === null ? {} : { issue: fields.issue }),
    ...(fields.pages === null ? {} : { page: fields.pages }),
    ...(fields.doi === null ? {} : { DOI: fields.doi }),
    ...(fields.pmid === null ? {} : { PMID: fields.pmid }),
    ...(fields.abstract === null ? {} : { abstract: fields.abstract }),
    ...(fields.registryId === null ? {} : { note: `Registry: ${fields.registryId}` }),
  };
}

function cslName(person: StudyFields['authors'][number]): CslName {
  if (person.given === '') return { literal: person.family };
  const { given, suffix } = givenAndSuffix(person.given);
  return suffix === null ? { family: person.family, given } : { family: person.family, given, suffix };
}

/** Of "2021-03-05". */
function dateOf(date: string): CslDate {
  return { 'date-parts': [date.split('-').map(Number)] };
}

function issuedOf(year: string): CslDate {
  return /^\d{4}$/u.test(year) ? { 'date-parts': [[Number(year)]] } : { literal: year };
}
