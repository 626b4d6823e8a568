// Owns what of the choices behind a table may be said beside it in public: nothing of a lab's private columns, neither that
// they were chosen nor what rows were picked by. Pure.
import type { ExportChoices } from '../contract/exports';

type Query = ExportChoices['rows'];
type IsPrivate = (key: string) => boolean;

export function publicQuery<Asked extends Query>(query: Asked, isPrivate: IsPrivate): Asked {
  return query === null ? query : { ...query, filters: query.filters.filter(({ column }) => !isPrivate(column)), sort: query.sort.filter(({ column }) => !isPrivate(column)) };
}

export function publicChoices(choices: ExportChoices, isPrivate: IsPrivate): ExportChoices {
  return {
    ...choices, rows: publicQuery(choices.rows, isPrivate), columns: choices.columns?.filter((key) => !isPrivate(key)) ?? null,
    widths: Object.fromEntries(Object.entries(choices.widths).filter(([key]) => !isPrivate(key))),
  };
}

/** In place of the filters that are not told. */
export function privateFilterSentence(queries: readonly Query[], isPrivate: IsPrivate): readonly string[] {
  return queries.some((query) => query?.filters.some(({ column }) => isPrivate(column)) === true) ? ['Rows that a filter on a private column does not show.'] : [];
}
