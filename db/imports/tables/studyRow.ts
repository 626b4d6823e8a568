// Owns the cells of a study that came as a row of a table: its first author out of a list of them, its year out of a
// date, a label made where there is none, and the row itself kept as the imported record. Pure. What the row says in
// columns that studies do not have stays in that record; other exports of reference databases have readers of their own.
import type { CellValue } from '../../contract/values';
import { toCslJson } from '../../evidence/references/cslItem';
import { labelOf } from '../references/labels';
import { personOf } from '../references/personNames';
import type { PersonName, StudyFields } from '../references/types';
import type { MappedColumn } from './columnMapping';
import type { TextRow } from './textTable';

type Values = Readonly<Record<string, CellValue>>;

export function studyRow(values: Values, columns: readonly MappedColumn[], row: TextRow): Values {
  const text = (key: string): string | null => {
    const value = values[key];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  const authors = authorsIn(text('firstAuthor'));
  const year = text('year');
  const fields: StudyFields = {
    title: text('title'), authors, year: year === null ? null : (/\b((?:1[89]|20|21)\d\d)\b/u.exec(year)?.[1] ?? year), journal: text('journal'), volume: null, issue: null, pages: null,
    doi: text('doi'), pmid: text('pmid'), registryId: text('registryId'), abstract: null, publicationType: 'article-journal',
  };
  const label = text('label') ?? (fields.title === null && authors.length === 0 ? null : labelOf(fields));
  const named = { ...values, label };
  return {
    ...named,
    ...('firstAuthor' in values ? { firstAuthor: authors[0]?.family ?? null } : {}),
    ...('year' in values ? { year: fields.year } : {}),
    csl: label === null ? null : JSON.stringify(toCslJson(fields, fields.doi ?? fields.pmid ?? label)),
    rawRecord: columns.map(({ heading }, index) => [heading, row.cells[index] ?? ''] as const).filter(([, cell]) => cell !== '').map(([heading, cell]) => `${heading}: ${cell}`).join('\n'),
  };
}

/** "Wang X; Li Y", "Wang, X.; Li, Y.", "Wang X, Li Y and Chen Z"; a single "Wang, Xia" is one name. */
function authorsIn(text: string | null): readonly PersonName[] {
  if (text === null) return [];
  const parts = text.includes(';') || text.includes('|') ? text.split(/[;|]/u) : /^[^,]+,[^,]+$/u.test(text) && !/\s[A-Z]{1,4}\s*,/u.test(text) ? [text] : text.split(/,(?!\s*(?:Jr|Sr|II|III)\b)|\sand\s|\s&\s/u);
  return parts.flatMap((part) => personOf(part.replace(/\bet al\.?\s*$/iu, '')) ?? []);
}
