// Owns how one changed row reads: what became of it, each field word by word, who changed it, when and why; its name leads
// to the row, where it is there.
import { tables } from '../../../db/contract/columns';
import { isGridTable } from '../../../db/contract/tableNames';
import type { ChangedField, ChangedRow, RevisionMark } from '../../../db/contract/releases';
import { setState, showRow, showSection } from '../../workspace';
import { Words, whenText } from '../ChangeSets';

const mostMarks = 3;

export function ChangedRowCard({ row }: { readonly row: ChangedRow }) {
  const { table, ordinal, rowName, kind, before, after, fields } = row;
  const name = `${tables[table].rowName} ${ordinal} · ${rowName}`;
  const shared = sharedMark(fields);
  return (
    <section className="card" aria-label={`${name}, ${kind}`}>
      <h3>
        <span>{canBeShown(row) ? <button type="button" className="link" onClick={() => void show(row)}>{name}</button> : name}</span>
        <span className="muted">{kind}{before === null && after !== null && after !== 'active' ? `, now ${after}` : ''}</span>
      </h3>
      {shared !== null && <p className="muted">{markText(shared)}</p>}
      {fields.map((field) => <Field key={field.field} field={shared === null ? field : { ...field, revisions: [] }} />)}
    </section>
  );
}

/** The one change that made all of several fields, said once. */
function sharedMark(fields: readonly ChangedField[]): RevisionMark | null {
  const [first, second] = fields.map(({ revisions }) => (revisions.length === 1 ? revisions[0] : undefined));
  if (first === undefined || second === undefined) return null;
  return fields.every(({ revisions }) => revisions.length === 1 && revisions[0]?.seq === first.seq && revisions[0].why === first.why) ? first : null;
}

function Field({ field: { heading, words, revisions } }: { readonly field: ChangedField }) {
  return (
    <p>
      <span className="muted">{heading}: </span><Words parts={words} />
      {revisions.slice(-mostMarks).map((mark) => <span key={`${mark.seq}`} className="muted"> — {markText(mark)}</span>)}
      {revisions.length > mostMarks && <span className="muted">, and {revisions.length - mostMarks} earlier</span>}
    </p>
  );
}

function markText({ curator, madeAtUtc, why }: RevisionMark): string {
  return `${curator}, ${whenText(madeAtUtc)}${why === null ? '' : `: ${why}`}`;
}

/** A row that was taken out again is nowhere; terms and dismissals have no table of their own. */
function canBeShown({ table, after }: ChangedRow): boolean {
  return after !== null && (isGridTable(table) || table === 'conflicts' || table === 'notes');
}

async function show({ table, rowId, fields }: ChangedRow): Promise<void> {
  if (isGridTable(table)) await showRow(table, rowId, fields.find(({ field }) => field !== 'lifecycle' && field !== 'ordinal' && field !== 'csl')?.field);
  else if (table === 'notes') {
    setState({ selectedNote: rowId });
    await showSection('notes');
  } else {
    await showSection('conflicts');
    setState({ selectedConflict: rowId });
  }
}
