// One success at least for every method that reads or changes evidence, the same over every way.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { MethodName } from '../../db/contract/methods';
import { studyIdsOf } from '../../db/contract/values';
import type { Bench } from './bench';

const ris = 'TY  - JOUR\nAU  - Zhang, Li\nTI  - CXCR7 in bone metastasis of lung cancer\nPY  - 2023\nJO  - J Thorac Oncol\nDO  - 10.1000/cxcr7.2023\nER  - \n';

async function flagged({ call, factor }: Bench) {
  const [up, down] = [await factor('CXCR4'), await factor('CXCR7')];
  return call('flagConflict', {
    kind: 'opposite expression', severity: 'major', rationale: 'A later cohort finds it down',
    members: [{ table: 'factors', rowId: up.id, field: 'expression', side: 'Up' }, { table: 'factors', rowId: down.id, field: 'expression', side: 'Down' }],
  });
}

async function edited({ call, factor }: Bench, after: string) {
  const row = await factor('CXCR7');
  return call('editRows', { table: 'factors', edits: [{ rowId: row.id, field: 'expression', before: row.values['expression'] ?? null, after }] });
}

export const evidenceSuccesses = {
  openView: async ({ call }) => {
    const view = await call('openView', { table: 'factors', search: 'cxcr', sort: [{ column: 'factor', direction: 'desc' }] });
    expect(view.rows.map((row) => row.values['factor'])).toEqual(['CXCR7', 'CXCR4']);
    expect(view.total).toBe(2);
  },

  readView: async ({ call }) => {
    const { viewId } = await call('openView', { table: 'trials', end: 5 });
    const block = await call('readView', { viewId, start: 10, end: 20 });
    expect(block).toMatchObject({ viewId, total: 15, start: 10 });
    expect(block.rows.map((row) => row.ordinal)).toEqual([11, 12, 13, 14, 15]);
  },

  getRows: async ({ call, factors }) => {
    const [first, second] = await factors();
    const rows = await call('getRows', { table: 'factors', rowIds: [second?.id ?? '', 'not there', first?.id ?? ''] });
    expect(rows.map((row) => row.ordinal)).toEqual([2, 1]);
  },

  findInView: async ({ call, factor }) => {
    const row = await factor('CXCR7');
    const { viewId } = await call('openView', { table: 'factors' });
    expect(await call('findInView', { viewId, rowId: row.id })).toEqual({ index: row.ordinal - 1 });
    expect(await call('findInView', { viewId, rowId: 'not there' })).toEqual({ index: null });
  },

  listFacets: async ({ call }) => {
    const facets = await call('listFacets', { table: 'factors', column: 'expression' });
    expect(facets[0]?.term).toBe('Up');
    expect(facets.reduce((sum, facet) => sum + facet.count, 0)).toBe(28);
  },

  findRows: async ({ call }) => {
    const found = await call('findRows', { text: 'cxcr', tables: ['factors', 'glossary'] });
    expect(found.filter((each) => each.table === 'factors').map((each) => each.row.values['factor'])).toEqual(['CXCR4', 'CXCR7']);
  },

  findStudies: async ({ call }) => {
    expect((await call('findStudies', { text: '66' }))[0]).toMatchObject({ number: 66 });
  },

  listCitingRows: async ({ call, factor }) => {
    const row = await factor('CXCR7');
    const [studyId] = studyIdsOf(row.values['references']);
    expect(await call('listCitingRows', { studyId: studyId ?? '' })).toContainEqual({ table: 'factors', rowId: row.id, ordinal: row.ordinal, rowName: 'CXCR7' });
  },

  editRows: async (bench) => {
    const { call, document, event, factor } = bench;
    const row = await factor('CXCR7');
    const done = await call('editRows', { table: 'factors', edits: [{ rowId: row.id, field: 'expression', before: 'Up', after: 'Down' }], adds: [{ values: { factor: 'ACKR1' } }], reason: 'Read again' });
    expect(done).toMatchObject({ label: 'edit 1 cell of Factors and add 1 row', undoState: { redo: null } });
    expect(done.addedRowIds).toHaveLength(1);
    expect(await factor('CXCR7')).toMatchObject({ version: row.version + 1, values: { expression: 'Down' } });
    expect((await call('getDocument', {}))?.savedAtUtc).toBe(done.savedAtUtc);
    expect(await event('committed')).toMatchObject({ changeSetId: done.changeSetId, touched: expect.arrayContaining([expect.objectContaining({ table: 'factors', isStructural: true })]) });
    expect(statSync(document.path).isFile()).toBe(true);
  },

  checkRows: async ({ call, factor, factors }) => {
    const before = await factors();
    const row = await factor('CXCR7');
    const problems = await call('checkRows', { table: 'factors', edits: [{ rowId: row.id, field: 'factor', before: 'CXCR7', after: '' }, { rowId: row.id, field: 'expression', before: 'Up', after: 'Down' }], adds: [{ values: { factor: 'A', colour: 'red' } }] });
    expect(problems.map(({ kind, index, field }) => ({ kind, index, field }))).toEqual([{ kind: 'edit', index: 0, field: 'factor' }, { kind: 'add', index: 0, field: 'colour' }]);
    expect(await factors()).toEqual(before);
  },

  setLifecycle: async ({ call, factor }) => {
    const row = await factor('CXCR7');
    expect(await call('setLifecycle', { table: 'factors', rowIds: [row.id], lifecycle: 'withdrawn', reason: 'Doubled' })).toMatchObject({ label: 'withdraw CXCR7' });
    expect((await call('getDocument', {}))?.counts.factors).toBe(27);
    await call('setLifecycle', { table: 'factors', rowIds: [row.id], lifecycle: 'active' });
    expect((await factor('CXCR7')).lifecycle).toBe('active');
  },

  setSharing: async ({ call, factor }) => {
    const row = await factor('CXCR7');
    const [study] = row.cites;
    expect(await call('setSharing', { rowIds: [study?.studyId ?? ''], sharing: 'private' })).toMatchObject({ label: `keep ${study?.label ?? ''} private` });
    expect((await factor('CXCR7')).isPrivate).toBe(true);
    await call('setSharing', { rowIds: [study?.studyId ?? ''], sharing: 'published' });
    expect((await factor('CXCR7')).isPrivate).toBe(false);
  },

  previewMerge: async ({ call, factor }) => {
    const [stays, goes] = [await factor('CXCR4'), await factor('CXCR7')];
    const [study] = goes.cites;
    expect(await call('previewMerge', { table: 'factors', staysId: stays.id, goesId: goes.id })).toMatchObject({ citations: 0, results: 0, conflicts: 0, settled: 0 });
    expect((await call('previewMerge', { table: 'studies', staysId: stays.cites[0]?.studyId ?? '', goesId: study?.studyId ?? '' })).citations).toBe((await call('listCitingRows', { studyId: study?.studyId ?? '' })).length);
    expect((await factor('CXCR7')).lifecycle).toBe('active');
  },

  mergeRows: async (bench) => {
    await flagged(bench);
    const { call, factor } = bench;
    const [stays, goes] = [await factor('CXCR4'), await factor('CXCR7')];
    const references = [...new Set([...studyIdsOf(stays.values['references']), ...studyIdsOf(goes.values['references'])])];
    const done = await call('mergeRows', { table: 'factors', stays: { rowId: stays.id, version: stays.version }, goes: { rowId: goes.id, version: goes.version }, values: { mechanism: 'Both bind CXCL12', references }, reason: 'One receptor' });
    expect(done).toMatchObject({ label: `merge factor ${goes.ordinal} CXCR7 into factor ${stays.ordinal} CXCR4`, moves: { settled: 1 }, undoState: { redo: null } });
    expect(await factor('CXCR4')).toMatchObject({ version: stays.version + 1, values: { mechanism: 'Both bind CXCL12', references } });
    expect(await call('getRows', { table: 'factors', rowIds: [goes.id] })).toMatchObject([{ lifecycle: 'withdrawn' }]);
    expect(await call('listConflicts', {})).toMatchObject([{ status: 'resolved', disposition: 'duplicate merged' }]);
    await call('undo', {});
    expect(await factor('CXCR7')).toMatchObject({ lifecycle: 'active', values: goes.values });
  },

  undo: async (bench) => {
    await edited(bench, 'Down');
    expect(await bench.call('undo', {})).toMatchObject({ label: 'edit Expression of CXCR7', undoState: { undo: null, redo: 'edit Expression of CXCR7' } });
    expect((await bench.factor('CXCR7')).values['expression']).toBe('Up');
  },

  redo: async (bench) => {
    await edited(bench, 'Down');
    await bench.call('undo', {});
    expect(await bench.call('redo', {})).toMatchObject({ undoState: { undo: 'edit Expression of CXCR7', redo: null } });
    expect((await bench.factor('CXCR7')).values['expression']).toBe('Down');
  },

  revertChangeSet: async (bench) => {
    const { changeSetId } = await edited(bench, 'Down');
    await bench.call('editRows', { table: 'factors', adds: [{ values: { factor: 'ACKR1' } }] });
    expect(await bench.call('revertChangeSet', { changeSetId, reason: 'Misread' })).toMatchObject({ label: 'revert “edit Expression of CXCR7”' });
    expect((await bench.factor('CXCR7')).values['expression']).toBe('Up');
  },

  listHistory: async (bench) => {
    const { changeSetId } = await edited(bench, 'Down');
    const history = await bench.call('listHistory', { scope: { kind: 'file' }, limit: 2 });
    expect(history).toMatchObject({ hasMore: true, changeSets: [{ changeSetId, seq: 4, kind: 'edit', revisions: [{ field: 'expression', heading: 'Expression', before: 'Up', after: 'Down' }] }, { seq: 3, kind: 'seed' }] });
    expect((await bench.call('listHistory', { scope: { kind: 'cell', table: 'factors', rowId: (await bench.factor('CXCR7')).id, field: 'expression' } })).changeSets.map((set) => set.seq)).toEqual([4, 2]);
  },

  readReferences: async ({ call }) => {
    expect(await call('readReferences', { text: ris })).toMatchObject({ format: 'ris', references: [{ fields: { title: 'CXCR7 in bone metastasis of lung cancer', doi: '10.1000/cxcr7.2023' }, existing: null }], problems: [] });
    expect(await call('readReferences', { base64: btoa('%0 Journal Article\n%A Ng, K\n%T One') })).toMatchObject({ format: 'endnote-tagged', encoding: 'UTF-8', references: [{ fields: { title: 'One' } }] });
  },

  addStudy: async ({ call, factor }) => {
    const row = await factor('CXCR7');
    const [reference] = (await call('readReferences', { text: ris })).references;
    if (reference === undefined) throw new Error('The record was not read.');
    const added = await call('addStudy', { study: { kind: 'new', fields: reference.fields, raw: reference.raw }, use: { kind: 'citation', table: 'factors', rowId: row.id } });
    expect(added.rowId).toBe(row.id);
    expect((await factor('CXCR7')).cites.at(-1)).toMatchObject({ studyId: added.studyId, number: 147 });
    expect((await call('readReferences', { text: ris })).references[0]?.existing).toMatchObject({ studyId: added.studyId, number: 147 });
  },

  previewStudy: async ({ call, factor }) => {
    const before = await call('getDocument', {});
    const [reference] = (await call('readReferences', { text: ris })).references;
    if (reference === undefined) throw new Error('The record was not read.');
    const seen = await call('previewStudy', { study: { kind: 'new', fields: reference.fields }, use: { kind: 'row', table: 'claims', values: { subject: 'CXCR7', direction: 'down' } } });
    expect(seen.findings).toMatchObject([{ rule: 'F1', members: [{ table: 'factors', rowName: 'CXCR7' }, { table: 'claims' }, { table: 'claims' }] }]);
    expect(seen.molecules).toMatchObject([{ printed: 'CXCR7', approved: 'ACKR3' }]);
    const trial = await call('previewStudy', { study: { kind: 'new', fields: reference.fields }, use: { kind: 'row', table: 'trials', values: { treatment: 'SBRT vs cEBRT', patients: '20 vs 20', results: 'Response 5/20 (35%) vs 4/20 (20%)' } } });
    expect(trial.evidence).toMatchObject({ arms: [{ label: 'SBRT' }, { label: 'cEBRT' }] });
    expect(trial.findings.map(({ rule }) => rule)).toContain('N3');
    expect(await call('getDocument', {})).toEqual(before);
    expect((await factor('CXCR7')).cites).toHaveLength(1);
  },

  addNote: async ({ call, factor }) => {
    const { id } = await factor('CXCR7');
    const { label, noteId } = await call('addNote', { table: 'factors', rowId: id, field: 'factor', span: { start: 4, quote: '7' }, text: 'Or ACKR3.' });
    expect(label).toBe('add note on Factor of CXCR7');
    expect((await call('listNotes', {})).notes).toMatchObject([{ noteId, quote: '7', span: { start: 4, end: 5 }, sharing: 'private' }]);
    expect((await factor('CXCR7')).notes).toBe(1);
  },

  editNote: async ({ call, factor }) => {
    const { noteId } = await call('addNote', { table: 'factors', rowId: (await factor('CXCR7')).id, text: 'Look.' });
    expect((await call('editNote', { noteId, text: { before: 'Look.', after: 'Looked.' }, sharing: 'published' })).label).toBe('edit note on CXCR7');
    expect((await call('listNotes', {})).notes).toMatchObject([{ text: 'Looked.', sharing: 'published', isPrivate: false }]);
  },

  listNotes: async ({ call, factor }) => {
    await call('addNote', { table: 'factors', rowId: (await factor('CXCR7')).id, text: 'Look.' });
    const { noteId } = await call('addNote', { table: 'factors', rowId: (await factor('CXCR4')).id, text: 'Look there.', sharing: 'published' });
    expect(await call('listNotes', { search: 'there' })).toMatchObject({ total: 1, counts: { published: 1, private: 0, anchored: 1, orphaned: 0 }, notes: [{ noteId, rowName: 'CXCR4' }] });
    await call('setLifecycle', { table: 'notes', rowIds: [noteId], lifecycle: 'withdrawn' });
    expect((await call('listNotes', {})).total).toBe(1);
    expect((await call('listNotes', { isWithdrawn: true })).notes).toMatchObject([{ noteId, lifecycle: 'withdrawn' }]);
  },

  flagConflict: async (bench) => {
    const { conflictId } = await flagged(bench);
    expect((await bench.factor('CXCR7')).flags).toMatchObject([{ conflictId, breakdown: 'Up 1 · Down 1', status: 'open' }]);
  },

  setConflictStatus: async (bench) => {
    const { conflictId } = await flagged(bench);
    await bench.call('setConflictStatus', { conflictId, status: 'resolved', disposition: 'explained by population', reason: 'Other histology' });
    expect((await bench.call('getDocument', {}))?.counts).toMatchObject({ conflicts: 1, openConflicts: 0 });
  },

  editConflict: async (bench) => {
    const { conflictId } = await flagged(bench);
    await bench.call('editConflict', { conflictId, title: 'CXCR7, up or down', severity: 'critical' });
    expect(await bench.call('listConflicts', {})).toMatchObject([{ title: 'CXCR7, up or down', severity: 'critical', kind: 'opposite expression' }]);
  },

  listConflicts: async (bench) => {
    const { conflictId } = await flagged(bench);
    const row = await bench.factor('CXCR7');
    expect(await bench.call('listConflicts', { table: 'factors', rowId: row.id, statuses: ['open'] })).toMatchObject([{ conflictId, members: [{ rowName: 'CXCR4', text: 'Up' }, { rowName: 'CXCR7', text: 'Up' }] }]);
    expect(await bench.call('listConflicts', { statuses: ['resolved'] })).toEqual([]);
  },

  importRows: async (bench) => {
    const path = await bench.way.place('factors.csv');
    writeFileSync(path, 'Factor,Expression,Reference,Remark\nPeriostin,Up,"[15, 900]",new\n');
    expect(await bench.call('importRows', { table: 'factors', path })).toMatchObject({ rows: 1, studiesAdded: 1, unknownHeadings: ['Remark'] });
    expect((await bench.factor('Periostin')).cites.map((study) => study.number)).toEqual([15, 900]);
    await bench.call('undo', {});
    expect(await bench.factors()).toHaveLength(28);
  },

  previewImport: async (bench) => {
    const path = await bench.way.place('factors.csv');
    writeFileSync(path, 'Table 1,,,\nGene,Expression,Ref,Remark\nCXCR7,Down,,\nPeriostin,Up,"[15, 900]",new\n,Up,,\n');
    const preview = await bench.call('previewImport', { sources: [{ path, table: 'factors' }], kinds: ['new', 'changed'], end: 10 });
    expect(preview).toMatchObject({
      total: { records: 3, new: 1, changed: 1, unchanged: 0, duplicates: 0, refused: 1 }, rowCount: 2,
      sources: [{ format: 'csv', encoding: 'UTF-8', headingLine: 2, unknownHeadings: ['Remark'], refused: [{ record: 3, line: 5 }], columns: [{ target: 'factor' }, { target: 'expression' }, { target: 'references' }, { target: null }] }],
      rows: [{ kind: 'changed', rowName: 'CXCR7', changes: [{ field: 'expression', before: 'Up', after: 'Down' }] }, { kind: 'new', cells: { factor: 'Periostin', references: '[15, 900]' } }],
    });
    expect(await bench.factors()).toHaveLength(28);
  },

  saveRefused: async (bench) => {
    const source = await bench.way.place('factors.csv');
    writeFileSync(source, 'Gene,Expression,Remark\nPeriostin,Up,new\n,"Up, twice",kept\n');
    const path = await bench.way.place('refused.csv');
    const sources = [{ path: source, table: 'factors' as const }];
    expect(await bench.call('saveRefused', { sources, source: 0, path })).toMatchObject({ rows: 1 });
    expect(await bench.refusal('saveRefused', { sources, source: 0, path: source })).toMatchObject({ code: 'file-exists', message: expect.stringContaining('its other rows would be gone') });
    expect(readFileSync(path, 'utf8')).toBe(`Gene,Expression,Remark,Line in the file,Not imported because\r\n,"Up, twice",kept,3,"Factor can't be empty. Write something, or withdraw the row."\r\n`);
    expect(await bench.factors()).toHaveLength(28);
  },

  importTables: async (bench) => {
    const path = await bench.way.place('factors.csv');
    writeFileSync(path, 'Gene,Expression,Ref\nCXCR7,Down,\nPeriostin,Up,"[15, 900]"\n');
    const source = { path, table: 'factors' } as const;
    expect(await bench.call('importTables', { sources: [source] })).toMatchObject({ committed: { label: expect.stringMatching(/^import 1 row into Factors, changes of 1 row of Factors from .*factors\.csv$/u) }, rows: 2, studiesAdded: 1 });
    expect((await bench.factor('Periostin')).cites.map((study) => study.number)).toEqual([15, 900]);
    expect((await bench.factor('CXCR7')).values['expression']).toBe('Down');
    expect(await bench.call('importTables', { sources: [source] })).toMatchObject({ committed: null, total: { unchanged: 2 } });
    await bench.call('undo', {});
    expect(await bench.factors()).toHaveLength(28);
    expect((await bench.factor('CXCR7')).values['expression']).toBe('Up');
  },
} as const satisfies { readonly [Name in MethodName]?: (bench: Bench) => Promise<void> };
