// Owns what tests of releases share: everything that a document says, every export of it, and steps that change it in
// every way a curator can.
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { exportFormats, exportSubjects } from '../../../../db/contract/exports';
import type { GridTable } from '../../../../db/contract/tableNames';
import type { GridRow } from '../../../../db/contract/types';
import type { TestCore } from '../coreFixture';

/** All rows, what follows from them, the journal and the releases; and what the search finds. Without the checks' own lists, and without SQLite's row numbers. */
export function dumpOf(path: string): string {
  const database = new Database(path, { readonly: true });
  try {
    const names = ['factor', 'trial', 'study', 'glossary', 'vocabulary', 'conflict', 'claim', 'result', 'finding', 'alias', 'dismissal', 'note', 'custom_column', 'citation', 'conflict_member', 'finding_member', 'symbol', 'change_set', 'revision', 'release', 'release_part'];
    const sections = names.map((name) => [name, (database.prepare(`SELECT * FROM ${name}`).all() as Record<string, unknown>[]).map((row) => JSON.stringify({ ...row, num: undefined })).toSorted()]);
    const searched = ['factor', 'trial', 'study', 'glossary', 'claim', 'result', 'finding', 'alias', 'note'].map((name) => [name, ['up', 'cells', 'x*', 'p*', 'the', '漢', '5'].map((word) => database.prepare(`SELECT t.id FROM ${name}_search s JOIN ${name} t ON t.num = s.rowid WHERE s.${name}_search MATCH ? ORDER BY t.id`).pluck().all(word.includes('*') ? word : `"${word}"`))]);
    return JSON.stringify([sections, searched], null, 1);
  } finally {
    database.close();
  }
}

/** The bytes of every table, and of the whole document, in every format. */
export async function exportsOf(lacuna: TestCore, formats: readonly (typeof exportFormats)[number][] = exportFormats): Promise<ReadonlyMap<string, string>> {
  const folder = mkdtempSync(join(lacuna.folder, 'exports-'));
  const files = new Map<string, string>();
  for (const table of exportSubjects) {
    for (const format of formats) {
      const path = join(folder, `${table}.${table === 'document' && (format === 'csv' || format === 'tsv') ? 'zip' : format}`);
      await lacuna.call('exportTable', { table, format, path, includeExcluded: table === 'trials' });
      files.set(`${table}.${format}`, readFileSync(path).toString('base64'));
    }
  }
  rmSync(folder, { recursive: true });
  return files;
}

export async function rowsOf(lacuna: TestCore, table: GridTable): Promise<readonly GridRow[]> {
  return (await lacuna.call('openView', { table, end: 2000, includeWithdrawn: true })).rows;
}

const text = fc.string({ minLength: 1, maxLength: 20, unit: fc.constantFrom('a', 'β', ' ', '-', '5', ',', 'é', '漢', '😀', 'x') });
const some = fc.nat(200);
export const step = fc.oneof(
  fc.record({ kind: fc.constant('edit' as const), row: some, field: fc.constantFrom('factor', 'expression', 'function', 'mechanism'), text }),
  fc.record({ kind: fc.constant('trial' as const), row: some, text: fc.constantFrom('ORR 32% vs 9%, p < 0.05', '10/32 vs 3/22, p = 0.01', 'HR 0.65 (95% CI 0.5-0.8)', 'No difference') }),
  fc.record({ kind: fc.constant('add' as const), text: fc.constantFrom('CXCR4', 'miR-17', 'x', 'y') }),
  fc.record({ kind: fc.constant('claim' as const), text }),
  fc.record({ kind: fc.constant('result' as const), row: some, text: fc.constantFrom('Survival', 'Pain') }),
  fc.record({ kind: fc.constant('study' as const), row: some, number: fc.nat(9), cites: fc.boolean() }),
  fc.record({ kind: fc.constant('known' as const), row: some, field: fc.constantFrom('title', 'firstAuthor', 'year', 'journal'), text: fc.constantFrom('2019', '2020', 'Quill', 'Bone & <marrow>', 'עברית, and more') }),
  fc.record({ kind: fc.constant('name' as const), text: fc.constantFrom('fusin', 'x', 'qq') }),
  fc.record({ kind: fc.constant('life' as const), row: some, table: fc.constantFrom('factors' as const, 'trials' as const, 'studies' as const), lifecycle: fc.constantFrom('active' as const, 'withdrawn' as const, 'excluded' as const) }),
  fc.record({ kind: fc.constant('flag' as const), row: some, other: some }),
  fc.record({ kind: fc.constant('note' as const), row: some, on: fc.constantFrom('row' as const, 'cell' as const, 'words' as const), text: fc.constantFrom('Up, or not?', 'x', '漢') }),
  fc.record({ kind: fc.constant('publish' as const), row: some, lifecycle: fc.constantFrom('withdrawn' as const, null) }),
  fc.record({ kind: fc.constant('dismiss' as const), row: some }),
  fc.record({ kind: fc.constant('adopt' as const), row: some }),
  fc.record({ kind: fc.constant('close' as const) }),
  fc.record({ kind: fc.constant('revert' as const), row: fc.nat(10) }),
  fc.record({ kind: fc.constant('undo' as const) }), fc.record({ kind: fc.constant('undo' as const) }), fc.record({ kind: fc.constant('redo' as const) }),
);
export type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

/** Takes a step; one that the document refuses leaves it as it is. */
export async function take(lacuna: TestCore, each: Step): Promise<void> {
  const call = async (method: string, input: unknown) => lacuna.core.dispatch({ callId: 'step', method, input: JSON.parse(JSON.stringify(input)) });
  const pick = async (table: GridTable, index: number): Promise<GridRow> => {
    const rows = await rowsOf(lacuna, table);
    return rows[index % rows.length] as GridRow;
  };
  const edit = async (table: GridTable, row: GridRow, field: string, after: string): Promise<unknown> => call('editRows', { table, edits: [{ rowId: row.id, field, before: row.values[field] ?? null, after }] });
  switch (each.kind) {
    case 'edit': return void await edit('factors', await pick('factors', each.row), each.field, each.text);
    case 'trial': return void await edit('trials', await pick('trials', each.row), 'results', each.text);
    case 'add': return void await call('editRows', { table: 'factors', adds: [{ values: { factor: each.text, expression: 'Down' } }], intention: 'add' });
    case 'claim': return void await call('editRows', { table: 'claims', adds: [{ values: { subject: each.text, predicate: 'is expressed', direction: 'down' } }], intention: 'add' });
    case 'result': return void await edit('results', await pick('results', each.row), 'outcome', each.text);
    case 'study': {
      const fields = { title: `Study ${each.number}`, authors: [], year: '2021', journal: null, volume: null, issue: null, pages: null, doi: `10.1000/s${each.number}`, pmid: null, registryId: null, abstract: null, publicationType: 'article-journal' };
      const use = each.cites ? { kind: 'citation', table: 'factors', rowId: (await pick('factors', each.row)).id } : { kind: 'none' };
      return void await call('addStudy', { study: { kind: 'new', fields }, use });
    }
    case 'known': return void await edit('studies', await pick('studies', each.row), each.field, each.text);
    case 'name': return void await call('editRows', { table: 'aliases', adds: [{ values: { alias: each.text, symbol: 'CXCR4', kind: 'protein' } }], intention: 'add' });
    case 'life': return void await call('setLifecycle', { table: each.table, rowIds: [(await pick(each.table, each.row)).id], lifecycle: each.lifecycle, reason: 'Looked at again' });
    case 'flag': {
      const [row, other] = [await pick('factors', each.row), await pick('factors', each.other)];
      return void await call('flagConflict', { kind: 'other', severity: 'minor', rationale: 'because', members: [{ table: 'factors', rowId: row.id, field: null, side: 'Up' }, { table: 'factors', rowId: other.id, field: 'mechanism', side: 'Down' }] });
    }
    case 'note': {
      const row = await pick('factors', each.row);
      const quote = String(row.values['factor']).slice(0, 4);
      return void await call('addNote', { table: 'factors', rowId: row.id, field: each.on === 'row' ? null : 'factor', span: each.on === 'words' ? { start: 0, quote } : null, text: each.text });
    }
    case 'publish': {
      const { notes } = await lacuna.call('listNotes', {});
      const note = notes[each.row % Math.max(1, notes.length)];
      if (note === undefined) return;
      return void await (each.lifecycle === null ? call('editNote', { noteId: note.noteId, sharing: 'published' }) : call('setLifecycle', { table: 'notes', rowIds: [note.noteId], lifecycle: each.lifecycle }));
    }
    case 'dismiss':
    case 'adopt': {
      const { findings } = await lacuna.call('listFindings', { states: ['open', 'reopened'] });
      const found = findings[each.row % Math.max(1, findings.length)];
      return found === undefined ? undefined : void await call(each.kind === 'dismiss' ? 'dismissFindings' : 'adoptFindings', { findingIds: [found.findingId], reason: 'Seen' });
    }
    case 'close': {
      const [open] = await lacuna.call('listConflicts', { statuses: ['open'] });
      return open === undefined ? undefined : void await call('setConflictStatus', { conflictId: open.conflictId, status: 'resolved', disposition: 'source error', reason: 'seen' });
    }
    case 'revert': {
      const { changeSets } = await lacuna.call('listHistory', { scope: { kind: 'file' }, limit: 20 });
      return void await call('revertChangeSet', { changeSetId: changeSets[each.row % changeSets.length]?.changeSetId ?? '', reason: 'No' });
    }
    case 'undo':
    case 'redo': return void await call(each.kind, {});
  }
}
