// Owns how the grid calls a study. Refuses to invent an author or a year.
import { excerpt } from './fieldText';
import type { StudyFields } from './types';

/** "Wang 2021", "Wang & Li 2021", "Wang et al. 2021"; without authors the title, without a year "n.d.". */
export function labelOf(fields: Pick<StudyFields, 'authors' | 'title' | 'year'>): string {
  const [first, second] = fields.authors;
  const year = fields.year ?? 'n.d.';
  if (first === undefined) return `${fields.title === null ? 'Untitled' : excerpt(fields.title)} ${year}`;
  if (second === undefined) return `${first.family} ${year}`;
  return fields.authors.length === 2 ? `${first.family} & ${second.family} ${year}` : `${first.family} et al. ${year}`;
}
