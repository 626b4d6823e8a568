// Owns what a study looks like to a citation processor (CSL-JSON 1.0.2) and how the grid calls it. Refuses to say what
// the study does not: an absent field has no key.
// The schema: https://github.com/citation-style-language/schema/blob/v1.0.2/schemas/input/csl-data.json
import { givenAndSuffix } from './personNames';
import { excerpt } from './fieldText';
import type { PersonName, StudyFields } from './types';

export type CslName = { readonly family: string; readonly given: string; readonly suffix?: string } | { readonly literal: string };

export interface CslItem {
  readonly id: string;
  readonly type: string;
  readonly title?: string;
  readonly author?: readonly CslName[];
  readonly issued?: { readonly 'date-parts': readonly [readonly [number]] } | { readonly literal: string };
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
  return {
    id,
    type: fields.publicationType,
    ...(fields.title === null ? {} : { title: fields.title }),
    ...(fields.authors.length === 0 ? {} : { author: fields.authors.map(cslName) }),
    ...(fields.year === null ? {} : { issued: issuedOf(fields.year) }),
    ...(fields.journal === null ? {} : { 'container-title': fields.journal }),
    ...(fields.volume === null ? {} : { volume: fields.volume }),
    ...(fields.issue === null ? {} : { issue: fields.issue }),
    ...(fields.pages === null ? {} : { page: fields.pages }),
    ...(fields.doi === null ? {} : { DOI: fields.doi }),
    ...(fields.pmid === null ? {} : { PMID: fields.pmid }),
    ...(fields.abstract === null ? {} : { abstract: fields.abstract }),
    ...(fields.registryId === null ? {} : { note: `Registry: ${fields.registryId}` }),
  };
}

function cslName(person: PersonName): CslName {
  if (person.given === '') return { literal: person.family };
  const { given, suffix } = givenAndSuffix(person.given);
  return suffix === null ? { family: person.family, given } : { family: person.family, given, suffix };
}

function issuedOf(year: string): NonNullable<CslItem['issued']> {
  return /^\d{4}$/u.test(year) ? { 'date-parts': [[Number(year)]] } : { literal: year };
}

/** "Wang 2021", "Wang & Li 2021", "Wang et al. 2021"; without authors the title, without a year "n.d.". */
export function labelOf(fields: Pick<StudyFields, 'authors' | 'title' | 'year'>): string {
  const [first, second] = fields.authors;
  const year = fields.year ?? 'n.d.';
  if (first === undefined) return `${fields.title === null ? 'Untitled' : excerpt(fields.title)} ${year}`;
  if (second === undefined) return `${first.family} ${year}`;
  return fields.authors.length === 2 ? `${first.family} & ${second.family} ${year}` : `${first.family} et al. ${year}`;
}
