// Owns the cells of a study that came as a row of a table: its first author out of a list of them, its year out of a
// date, a label made where there is none, and the row itself kept as the imported record. Pure. What exports of reference
// databases say in columns that studies do not have (volume, pages, abstract, publisher, all authors) goes into the full reference.
import type { CellValue } from '../../contract/values';
import { toCslJson } from '../../evidence/references/cslItem';
import { labelOf } from '../references/labels';
import { authorsOfCell, studyHeadings, studyOfRow, type StudyHeadings } from '../references/studyRows';
import type { StudyFields } from '../references/types';
import type { MappedColumn } from './columnMapping';
import type { TextRow } from './textTable';

type Values = Readonly<Record<string, CellValue>>;

export function studyRow(values: Values, columns: readonly MappedColumn[], row: TextRow): Values {
  const text = (key: string): string | null => {
    const value = values[key];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  const stated = text('firstAuthor');
  const authors = stated === null ? [] : authorsOfCell(stated.replace(/[,;]?\s*et al\.?$/iu, '')).authors;
  const year = text('year');
  const { volume, issue, pages, abstract, publicationType, further } = furtherFields(columns, row);
  const fields: StudyFields = {
    title: text('title'), authors, year: year === null ? null : (/\b((?:1[89]|20|21)\d\d)\b/u.exec(year)?.[1] ?? year), journal: text('journal'), volume, issue, pages,
    doi: text('doi'), pmid: text('pmid'), registryId: text('registryId'), abstract, publicationType, further,
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

type FurtherFields = Pick<StudyFields, 'volume' | 'issue' | 'pages' | 'abstract' | 'publicationType' | 'further'>;
const none: FurtherFields = { volume: null, issue: null, pages: null, abstract: null, publicationType: 'article-journal' };
const headingsOf = new WeakMap<readonly MappedColumn[], StudyHeadings | null>();

/** By the headings of known exports; the same for all rows of a table. */
function furtherFields(columns: readonly MappedColumn[], { line, cells }: TextRow): FurtherFields {
  const known = headingsOf.get(columns);
  const headings = known === undefined ? studyHeadings(columns.map(({ heading }) => heading)) : known;
  headingsOf.set(columns, headings);
  return headings === null ? none : studyOfRow(headings, { line, cells, source: null }, []).fields;
}
