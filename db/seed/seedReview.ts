// Owns laying the built-in review into a new file as two change sets: the review as optical character recognition read
// it, and the corrections of its damage, each a revision with the printed form and the reason (“Doubtful” where print
// itself may have the form). The content is in the JSON files beside this; History shows both. Line ends, justified
// spaces and lines of neighbouring cells that were read as one are layout: they are taken apart before, not corrected.
// Refuses to improve the review: its wording, its numbers and its own slips stay as they are.
import { emptyValues } from '../contract/columns';
import type { JournalTable } from '../contract/tableNames';
import type { Values } from '../contract/types';
import { cellText, isMissing, type CellValue } from '../contract/values';
import { applyChangeSet } from '../journal/applyChangeSet';
import type { Revision } from '../journal/changeSet';
import type { WriteHandle } from '../store/handle';
import { reviewClaims, type ReviewClaim } from './claims';
import corrections from './corrections.json';
import factors from './factors.json';
import glossary from './glossary.json';
import studies from './studies.json';
import trials from './trials.json';
import vocabulary from './vocabulary.json';

interface SeedDeps { readonly newId: () => string; readonly now: () => Date }
interface SeedRow { readonly table: JournalTable; readonly id: string; readonly ordinal: number; readonly printed: Values; readonly corrections: readonly { readonly field: string; readonly from: string; readonly to: string; readonly reason: string }[] }
interface Cited { readonly section: string; readonly passage: string; readonly printed?: string; readonly corrections?: readonly { readonly from: string; readonly to: string; readonly reason: string }[] }

const signedBy = 'Lacuna';

export function seedReview(handle: WriteHandle, { newId, now }: SeedDeps): void {
  const rows = seedRows(newId);
  const added = rows.map((row): Revision => ({ op: 'add', table: row.table, rowId: row.id, after: { ordinal: row.ordinal, lifecycle: 'active', values: row.printed }, why: null }));
  const corrected = rows.flatMap(correctionsOf);
  handle.transaction(() => {
    const signature = () => ({ id: newId(), curator: signedBy, madeAtUtc: now().toISOString() });
    applyChangeSet(handle, { kind: 'seed', label: 'built-in review, as read from print', reason: 'The tables, citations, statements and abbreviations of the review as optical character recognition read them; lines of neighbouring cells that were read as one are taken apart', target: null, revisions: added }, signature());
    applyChangeSet(handle, { kind: 'seed', label: 'correct what was misread', reason: 'Damage of the optical character recognition, corrected word by word', target: null, revisions: corrected }, signature());
  });
}

function seedRows(newId: () => string): readonly SeedRow[] {
  const studyIds = new Map(studies.map((study) => [study.number, newId()]));
  const references = (numbers: readonly number[]): readonly string[] => numbers.map((number) => {
    const id = studyIds.get(number);
    if (id === undefined) throw new Error(`The built-in review cites [${number}], which it does not list.`);
    return id;
  });
  const fixes = (table: string, ordinal: number) => corrections.filter((correction) => correction.table === table && correction.ordinal === ordinal);
  const tableRows = (table: 'factors' | 'trials', source: readonly { readonly ordinal: number; readonly values: Readonly<Record<string, CellValue>>; readonly references: readonly number[] }[]): readonly SeedRow[] =>
    source.map((row) => ({ table, id: newId(), ordinal: row.ordinal, printed: { ...emptyValues(table), ...row.values, references: references(row.references) }, corrections: fixes(table, row.ordinal) }));
  const factorRows = tableRows('factors', factors);
  const trialRows = tableRows('trials', trials);
  const claimRow = (claim: ReviewClaim, index: number): SeedRow => {
    const about = factorRows.find((row) => row.ordinal === claim.factors[0]) ?? trialRows.find((row) => row.ordinal === claim.trials[0]);
    return {
      table: 'claims', id: newId(), ordinal: index + 1, corrections: claim.corrections.map((correction) => ({ field: 'quote', ...correction })),
      printed: { ...emptyValues('claims'), ...claimValues(claim), references: references(claim.studies), aboutTable: about?.table ?? null, aboutRowId: about?.id ?? null },
    };
  };
  const terms = Object.entries(vocabulary).flatMap(([field, list]) => list.map((term) => ({ field, term })));
  return [
    ...studies.map((study): SeedRow => studyRow(study, studyIds.get(study.number) ?? newId())),
    ...factorRows,
    ...trialRows,
    ...reviewClaims().map(claimRow),
    ...glossary.map(({ ordinal, abbreviation, expansion, origin }): SeedRow => ({ table: 'glossary', id: newId(), ordinal, printed: { ...emptyValues('glossary'), abbreviation, expansion, origin }, corrections: fixes('glossary', ordinal) })),
    ...terms.map((term, index): SeedRow => ({ table: 'vocabulary', id: newId(), ordinal: index + 1, printed: { ...emptyValues('vocabulary'), ...term }, corrections: [] })),
  ];
}

/** A statement of the text, its quote as it was read. */
function claimValues({ subject, predicate, object, direction, perturbation, context, printedQuote, section }: ReviewClaim): Record<string, string | null> {
  return {
    subject, predicate, object, direction, perturbation: perturbation === null ? null : `${perturbation.change} of ${perturbation.of}`,
    ...context, n: context.n === null ? null : String(context.n), quote: printedQuote, section, origin: 'narrative',
  };
}

/**
 * A stub: what the review says of the study, a line for each place that cites it, under the heading where it stands.
 * A passage is the citing sentence with the sentences beside it that go on about the same study and cite no other.
 */
function studyRow(study: { readonly number: number; readonly firstAuthor: string | null; readonly cited: readonly Cited[] }, id: string): SeedRow {
  const line = ({ section, passage, printed }: Cited): string => `${section.split(' › ').at(-1)}: ${printed ?? passage}`;
  const label = study.firstAuthor === null ? `Reference ${study.number}` : `${study.firstAuthor} et al.`;
  const printed = study.cited.map(line).join('\n');
  return {
    table: 'studies', id, ordinal: study.number,
    printed: { ...emptyValues('studies'), label, firstAuthor: study.firstAuthor, citedFor: printed === '' ? null : printed },
    corrections: study.cited.flatMap((cited) => (cited.corrections ?? []).map((correction) => ({ field: 'citedFor', ...correction }))),
  };
}

function correctionsOf(row: SeedRow): readonly Revision[] {
  const current = new Map<string, string>();
  return row.corrections.map(({ field, from, to, reason }): Revision => {
    const value = row.printed[field];
    const before = current.get(field) ?? (isMissing(value) ? '' : cellText(value));
    if (!before.includes(from)) throw new Error(`The correction “${from}” of ${row.table} ${row.ordinal} finds nothing in ${field}.`);
    const after = before.replace(from, () => to);
    current.set(field, after);
    return { op: 'set', table: row.table, rowId: row.id, field, before, after, why: `Printed “${from}”. ${reason}.`.replace(/\.\.$/u, '.') };
  });
}
