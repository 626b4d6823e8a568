// Merging two rows: the chosen values stand, all that pointed to the row that goes points to the one that stays and
// nothing twice, the other is withdrawn and never deleted, and one undo gives the file back.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { studyIdsOf } from '../../../db/contract/values';
import { startMerging, type MergeCore } from './mergeFixture';

let lacuna: MergeCore;
let stays: string;
let goes: string;
beforeEach(async () => {
  lacuna = await startMerging();
  stays = await lacuna.add('studies', { label: 'Li 2021', title: 'Osteopontin in bone metastasis of lung cancer', doi: '10.1000/a1' });
  goes = await lacuna.add('studies', { label: 'Li et al. 2021', title: 'Osteopontin in bone metastases of lung cancer', year: '2021', pmid: '31234567', doi: '10.1000/a1' });
});
afterEach(() => lacuna.end());

const cited = async (table: 'factors' | 'trials' | 'claims', rowId: string) => studyIdsOf((await lacuna.row(table, rowId)).values['references']);
const isVerified = async (): Promise<boolean> => (await lacuna.call('verifyDocument', {})).isOk;
const conflicts = async () => lacuna.call('listConflicts', {});

/** What is done is taken back by one undo, exactly, and done again by one redo. */
async function isReversible(merge: () => Promise<unknown>): Promise<void> {
  const before = lacuna.dump();
  await merge();
  const after = lacuna.dump();
  expect(after).not.toBe(before);
  expect(await isVerified()).toBe(true);
  await lacuna.call('undo', {});
  expect(lacuna.dump()).toBe(before);
  expect(await isVerified()).toBe(true);
  await lacuna.call('redo', {});
  expect(lacuna.dump()).toBe(after);
  expect(await isVerified()).toBe(true);
}

describe('two studies', () => {
  test('become one: the chosen values stand, the other is withdrawn with the reason, and History says all of it in one change', async () => {
    await isReversible(async () => {
      expect(await lacuna.merge('studies', stays, goes, { year: '2021', pmid: '31234567', title: 'Osteopontin, as edited' }, 'One article, imported twice')).toMatchObject({ label: 'merge [2] Li et al. 2021 into [1] Li 2021' });
    });
    expect(await lacuna.row('studies', stays)).toMatchObject({ ordinal: 1, lifecycle: 'active', values: { label: 'Li 2021', title: 'Osteopontin, as edited', year: '2021', pmid: '31234567', doi: '10.1000/a1' } });
    expect(await lacuna.row('studies', goes)).toMatchObject({ ordinal: 2, lifecycle: 'withdrawn', values: { label: 'Li et al. 2021', doi: '10.1000/a1' } });
    const { changeSets } = await lacuna.call('listHistory', { scope: { kind: 'row', table: 'studies', rowId: goes } });
    expect(changeSets[0]).toMatchObject({ kind: 'redo', label: 'merge [2] Li et al. 2021 into [1] Li 2021' });
    const [, , merged] = changeSets;
    expect(merged).toMatchObject({ kind: 'edit', reason: 'One article, imported twice', revisions: [{ field: 'lifecycle', after: 'withdrawn', why: '[2] Li et al. 2021 was merged into [1] Li 2021. One article, imported twice' }] });
  });

  test('their finding goes with the merge and is back after Undo', async () => {
    expect(await lacuna.duplicates()).toEqual(['D1 open']);
    await lacuna.merge('studies', stays, goes);
    expect(await lacuna.duplicates()).toEqual([]);
    await lacuna.call('undo', {});
    expect(await lacuna.duplicates()).toEqual(['D1 open']);
  });

  test('every row that cites the one that goes cites the other instead, in its place and once', async () => {
    const third = await lacuna.add('studies', { label: 'Wu 2019' });
    const factor = await lacuna.add('factors', { factor: 'OPN', expression: 'Up', references: [goes, third] });
    const both = await lacuna.add('factors', { factor: 'BSP', expression: 'Up', references: [third, goes, stays] });
    const other = await lacuna.add('factors', { factor: 'CXCR4', expression: 'Up', references: [third] });
    const withdrawn = await lacuna.add('factors', { factor: 'RANKL', expression: 'Up', references: [goes] });
    await lacuna.call('setLifecycle', { table: 'factors', rowIds: [withdrawn], lifecycle: 'withdrawn' });
    const trial = await lacuna.add('trials', { treatment: 'A vs B', references: [goes] });
    const claim = await lacuna.add('claims', { subject: 'OPN', direction: 'up', references: [goes] });
    expect(await lacuna.call('previewMerge', { table: 'studies', staysId: stays, goesId: goes })).toEqual({ citations: 5, claims: 0, results: 0, conflicts: 0, settled: 0 });
    await isReversible(async () => {
      expect((await lacuna.merge('studies', stays, goes)).moves.citations).toBe(5);
    });
    expect([await cited('factors', factor), await cited('factors', both), await cited('factors', other), await cited('factors', withdrawn)]).toEqual([[stays, third], [third, stays], [third], [stays]]);
    expect([await cited('trials', trial), await cited('claims', claim)]).toEqual([[stays], [stays]]);
    expect((await lacuna.row('factors', factor)).cites.map(({ number }) => number)).toEqual([1, 3]);
    expect(await lacuna.call('listCitingRows', { studyId: goes })).toEqual([]);
    const { rows } = await lacuna.call('openView', { table: 'claims', end: 50 });
    expect(rows.filter(({ cites }) => cites.some(({ studyId }) => studyId === goes)), 'claims that follow from rows are made anew').toEqual([]);
    expect(await lacuna.duplicates()).toEqual([]);
  });

  test('the imported record is taken whole, from one of the two', async () => {
    const { references: [reference] } = await lacuna.call('readReferences', { text: 'TY  - JOUR\nAU  - Ito, Ken\nTI  - Bone sialoprotein in lung cancer\nPY  - 2018\nDO  - 10.1000/b2\nER  - \n' });
    if (reference === undefined) throw new Error('The record was not read.');
    const { studyId } = await lacuna.call('addStudy', { study: { kind: 'new', fields: reference.fields, raw: reference.raw }, use: { kind: 'none' } });
    const { values } = await lacuna.row('studies', studyId);
    const { row } = lacuna;
    const compared = { table: 'studies', stays: { rowId: stays, version: (await row('studies', stays)).version }, goes: { rowId: studyId, version: (await row('studies', studyId)).version } } as const;
    expect(await lacuna.refusal('mergeRows', { ...compared, values: { rawRecord: 'TY  - JOUR' } })).toMatchObject({ code: 'invalid-value', message: 'Imported record of [1] Li 2021: It is taken whole from one of the two rows. Choose one of them.' });
    await lacuna.call('mergeRows', { ...compared, values: { rawRecord: values['rawRecord'] ?? null, csl: values['csl'] ?? null } });
    expect((await lacuna.row('studies', stays)).values).toMatchObject({ rawRecord: reference.raw, csl: values['csl'] });
  });

  test('an import that cites the number or the PMID of one that went cites the one that stays, as long as it is withdrawn', async () => {
    const path = join(lacuna.folder, 'late.csv');
    const third = await lacuna.add('studies', { label: 'Wu 2019', pmid: '777' });
    await lacuna.merge('studies', stays, goes);
    await lacuna.merge('studies', third, stays);
    const citedBy = async (factor: string, reference: string): Promise<unknown> => {
      writeFileSync(path, `Factor,Reference\n${factor},"${reference}"\n`);
      await lacuna.call('importTables', { sources: [{ path, table: 'factors' }] });
      return (await lacuna.call('openView', { table: 'factors', search: factor })).rows[0]?.values['references'];
    };
    expect(await citedBy('Osteopontin', '[2, 1]')).toEqual([third]);
    await lacuna.call('setLifecycle', { table: 'studies', rowIds: [goes], lifecycle: 'active' });
    expect(await citedBy('Sialoprotein', '[2, 1]')).toEqual([goes, third]);
  });

  test('the number of the one that stays is kept, and neither identifier nor import brings the other back', async () => {
    const first = await lacuna.add('studies', { label: 'Early', doi: '10.1000/c3', title: 'A study of bone that was there before', year: '2020' });
    const second = await lacuna.add('studies', { label: 'Late', doi: '10.1000/c3', title: 'A study of bone that was there before', year: '2020' });
    await lacuna.merge('studies', second, first);
    const text = 'TY  - JOUR\nTI  - A study of bone that was there before\nPY  - 2020\nDO  - 10.1000/c3\nER  - \n';
    expect((await lacuna.call('readReferences', { text })).references[0]?.existing).toMatchObject({ studyId: second, number: 4, because: 'the same DOI' });
    const path = join(lacuna.folder, 'again.ris');
    writeFileSync(path, text);
    const preview = await lacuna.call('previewImport', { sources: [{ path, table: 'studies' }], end: 5 });
    expect(preview.total).toMatchObject({ new: 0, duplicates: 0 });
    expect(preview.rows[0]).toMatchObject({ kind: 'unchanged', same: { rowId: second, ordinal: 4 } });
  });
});

test('a merge that later changes do not touch can be taken back by itself', async () => {
  const before = lacuna.dump();
  await lacuna.add('factors', { factor: 'OPN', expression: 'Up', references: [goes] });
  const cites = lacuna.dump();
  await lacuna.merge('studies', stays, goes, { year: '2021' });
  const { changeSets } = await lacuna.call('listHistory', { scope: { kind: 'file' }, limit: 1 });
  await lacuna.add('glossary', { abbreviation: 'OPN', expansion: 'Osteopontin' });
  expect(await lacuna.call('revertChangeSet', { changeSetId: changeSets[0]?.changeSetId ?? '', reason: 'Two articles after all' })).toMatchObject({ label: 'revert “merge [2] Li et al. 2021 into [1] Li 2021”' });
  expect(await lacuna.duplicates(), 'both stand again').toEqual(['D1 open']);
  expect(await isVerified()).toBe(true);
  for (const _ of ['revert', 'glossary', 'merge']) await lacuna.call('undo', {});
  expect(lacuna.dump()).toBe(cites);
  await lacuna.call('undo', {});
  expect(lacuna.dump()).toBe(before);
  expect(await lacuna.duplicates()).toEqual(['D1 open']);
});

describe('two factors', () => {
  test('claims about the one that goes are about the other; references can be both', async () => {
    const one = await lacuna.add('factors', { factor: 'OPN', expression: 'Up', clinicalSignificance: 'Shorter OS', references: [stays] });
    const two = await lacuna.add('factors', { factor: 'Osteopontin', expression: 'Up', clinicalSignificance: 'Shorter PFS', references: [goes] });
    const claim = await lacuna.add('claims', { subject: 'OPN', direction: 'up', references: [stays], aboutTable: 'factors', aboutRowId: two });
    await isReversible(async () => {
      expect((await lacuna.merge('factors', one, two, { references: [stays, goes], clinicalSignificance: 'Shorter OS, Shorter PFS, Bone pain' })).moves).toEqual({ citations: 0, claims: 1, results: 0, conflicts: 0, settled: 0 });
    });
    expect((await lacuna.row('claims', claim)).values).toMatchObject({ aboutTable: 'factors', aboutRowId: one });
    expect(await cited('factors', one)).toEqual([stays, goes]);
    expect((await lacuna.call('listFacets', { table: 'factors', column: 'clinicalSignificance' })).map(({ term }) => term), 'new terms join the vocabulary').toContain('Bone pain');
    expect((await lacuna.call('openView', { table: 'factors' })).rows.map(({ id }) => id)).toEqual([one]);
  });
});

test('two claims: what the one that goes is about comes along where the other does not say it', async () => {
  const factor = await lacuna.add('factors', { factor: 'OPN', expression: 'Up', references: [stays] });
  const one = await lacuna.add('claims', { subject: 'OPN', direction: 'up', references: [stays] });
  const two = await lacuna.add('claims', { subject: 'OPN', direction: 'up', quote: 'OPN was high.', references: [stays], aboutTable: 'factors', aboutRowId: factor });
  await isReversible(() => lacuna.merge('claims', one, two, { quote: 'OPN was high.' }));
  expect((await lacuna.row('claims', one)).values).toMatchObject({ quote: 'OPN was high.', aboutTable: 'factors', aboutRowId: factor });
});

describe('two trials', () => {
  const text = 'Pain response 12/40 (30%) vs 6/38 (16%), P = 0.14';
  const resultsOf = async (trialId: string) => (await lacuna.call('openView', { table: 'results', end: 100, includeWithdrawn: true })).rows.filter(({ values }) => values['trialId'] === trialId);
  const corrected = async (trialId: string) => (await resultsOf(trialId)).filter(({ values }) => values['origin'] === 'curator');
  let one: string;
  let two: string;
  beforeEach(async () => {
    one = await lacuna.add('trials', { treatment: 'SBRT vs cEBRT', patients: '40 vs 38', results: text, references: [stays] });
    two = await lacuna.add('trials', { treatment: 'SBRT versus cEBRT', patients: '40 vs 38', results: text, references: [goes] });
  });
  const correct = async (trialId: string, p = '= 0.15'): Promise<string> => {
    const result = (await resultsOf(trialId)).find(({ values }) => values['p'] !== null);
    await lacuna.edit('results', result?.id ?? '', 'p', p);
    return result?.id ?? '';
  };

  test('a corrected result stands on the trial that stays, in the place of what is read there, and is withdrawn on the other', async () => {
    const read = (await resultsOf(one)).length;
    const id = await correct(two);
    expect((await lacuna.call('previewMerge', { table: 'trials', staysId: one, goesId: two })).results).toBe(1);
    await isReversible(async () => { expect((await lacuna.merge('trials', one, two)).moves.results).toBe(1); });
    expect(await corrected(one)).toMatchObject([{ lifecycle: 'active', values: { p: '= 0.15', trial: 'SBRT vs cEBRT', state: 'current' } }]);
    expect(await resultsOf(one)).toHaveLength(read);
    expect(await lacuna.row('results', id)).toMatchObject({ lifecycle: 'withdrawn', values: { trialId: two } });
    await lacuna.call('checkDocument', {});
    expect(await isVerified()).toBe(true);
  });

  test('it is marked stale where the chosen text is another, and one that says the same there already stands for it', async () => {
    await correct(two);
    await lacuna.merge('trials', one, two, { results: 'Response of pain 12/40 (30%), P = 0.14' });
    expect(await corrected(one)).toMatchObject([{ values: { p: '= 0.15', state: 'stale' } }]);
    await lacuna.call('undo', {});
    await correct(one);
    expect((await lacuna.call('previewMerge', { table: 'trials', staysId: one, goesId: two })).results).toBe(0);
    await isReversible(() => lacuna.merge('trials', one, two));
    expect((await corrected(one)).filter(({ lifecycle }) => lifecycle === 'active')).toHaveLength(1);
  });

  test('that nothing is to be read at a place comes along where the same words stand', async () => {
    const wrong = (await resultsOf(two)).find(({ values }) => values['p'] !== null);
    await lacuna.call('setLifecycle', { table: 'results', rowIds: [wrong?.id ?? ''], lifecycle: 'withdrawn', reason: 'a date' });
    await isReversible(() => lacuna.merge('trials', one, two));
    expect((await resultsOf(one)).filter(({ lifecycle, values }) => lifecycle === 'active' && values['p'] !== null)).toHaveLength((await resultsOf(two)).filter(({ values, id }) => values['p'] !== null && id !== wrong?.id).length);
  });

  test('a conflict about a corrected result goes on with the one that takes its place', async () => {
    const id = await correct(two);
    const factor = await lacuna.add('factors', { factor: 'OPN', expression: 'Up', references: [stays] });
    await lacuna.call('flagConflict', { kind: 'other', severity: 'minor', rationale: 'They differ', members: [{ table: 'results', rowId: id, field: 'p', side: 'none' }, { table: 'factors', rowId: factor, field: null, side: 'some' }] });
    await isReversible(() => lacuna.merge('trials', one, two));
    const [moved] = await corrected(one);
    expect((await conflicts())[0]?.members).toMatchObject([{ table: 'results', rowId: moved?.id, field: 'p', side: 'none', isWithdrawn: false }, { table: 'factors', rowId: factor }]);
  });

  test('two results of one trial can be one; of two trials they can not', async () => {
    const [first, second] = await resultsOf(one);
    await isReversible(() => lacuna.merge('results', first?.id ?? '', second?.id ?? '', { outcome: 'Relief of pain' }));
    expect(await lacuna.row('results', first?.id ?? '')).toMatchObject({ values: { outcome: 'Relief of pain', origin: 'curator' } });
    expect(await lacuna.row('results', second?.id ?? '')).toMatchObject({ lifecycle: 'withdrawn', values: { origin: 'curator' } });
    const [elsewhere] = await resultsOf(two);
    expect((await lacuna.refusal('previewMerge', { table: 'results', staysId: first?.id ?? '', goesId: elsewhere?.id ?? '' })).message).toBe('These results belong to two trials. Merge the trials: their results come along.');
  });
});

describe('conflicts', () => {
  let one: string;
  let two: string;
  let third: string;
  beforeEach(async () => {
    one = await lacuna.add('factors', { factor: 'OPN', expression: 'Up', references: [stays] });
    two = await lacuna.add('factors', { factor: 'Osteopontin', expression: 'Down', references: [goes] });
    third = await lacuna.add('factors', { factor: 'SPP1', expression: 'Down', references: [goes] });
  });
  const flag = async (...members: readonly (readonly [rowId: string, side: string])[]) => (await lacuna.call('flagConflict', { kind: 'opposite expression', severity: 'major', rationale: 'Up and down', members: members.map(([rowId, side]) => ({ table: 'factors', rowId, field: 'expression', side })) })).conflictId;

  test('between just the two are closed as “duplicate merged”, also one that was adopted from the finding of the pair', async () => {
    await flag([one, 'Up'], [two, 'Down']);
    await isReversible(async () => { expect((await lacuna.merge('factors', one, two)).moves).toMatchObject({ conflicts: 0, settled: 1 }); });
    expect(await conflicts()).toMatchObject([{ status: 'resolved', disposition: 'duplicate merged', verdictReason: 'Factor 2 Osteopontin was merged into factor 1 OPN.', members: [{ rowId: one }, { rowId: two }] }]);
    const { findings } = await lacuna.call('listFindings', { rules: ['D1'] });
    await lacuna.call('adoptFindings', { findingIds: [findings[0]?.findingId ?? ''] });
    await isReversible(() => lacuna.merge('studies', stays, goes));
    expect((await conflicts()).map(({ kind, status, disposition }) => [kind, status, disposition])).toContainEqual(['duplicate study', 'resolved', 'duplicate merged']);
  });

  test('with a third row go on with the one that stays; a cell that is a member already keeps its side', async () => {
    await flag([two, 'Down'], [third, 'Down']);
    await flag([one, 'Up'], [two, 'Down'], [third, 'Down']);
    await isReversible(async () => {
      expect((await lacuna.merge('factors', one, two, { expression: 'Down' })).moves).toMatchObject({ conflicts: 2, settled: 0 });
      const moved = (await conflicts()).find(({ members }) => members[0]?.side === 'Down')?.members[0];
      expect(moved, 'bound to the version that the merge makes').toMatchObject({ rowId: one, version: (await lacuna.row('factors', one)).version });
    });
    const sides = async () => (await conflicts()).map(({ members, status }) => [status, ...members.map(({ rowId, side }) => `${rowId === one ? 'one' : rowId === third ? 'third' : 'two'} ${side}`)]).toSorted();
    expect(await sides()).toEqual([['open', 'one Down', 'third Down'], ['open', 'one Up', 'third Down']]);
  });

  test('that are closed and lose a member to another row reopen and say why', async () => {
    const conflictId = await flag([two, 'Down'], [third, 'Up']);
    await lacuna.call('setConflictStatus', { conflictId, status: 'resolved', disposition: 'explained by population', reason: 'other tumour' });
    await isReversible(() => lacuna.merge('factors', one, two));
    expect(await conflicts()).toMatchObject([{ status: 'open', members: [{ rowId: one }, { rowId: third }] }]);
    const { changeSets } = await lacuna.call('listHistory', { scope: { kind: 'row', table: 'conflicts', rowId: conflictId } });
    expect(changeSets.flatMap(({ revisions }) => revisions).map(({ why }) => why)).toContain('Reopened: Factor 2 Osteopontin was merged into factor 1 OPN.');
  });
});

describe('refuses, and leaves the file as it was', () => {
  const asked = async (table: 'studies' | 'factors' | 'findings' | 'claims', staysId: string, goesId: string, more: object = {}) => {
    const before = lacuna.dump();
    const error = await lacuna.refusal('mergeRows', { table, stays: { rowId: staysId, version: 1 }, goes: { rowId: goesId, version: 1 }, values: {}, ...more });
    expect(lacuna.dump()).toBe(before);
    return error;
  };

  test('one row twice, rows of two tables, rows that are not there, withdrawn rows, findings', async () => {
    const factor = await lacuna.add('factors', { factor: 'OPN', expression: 'Up', references: [stays] });
    expect(await asked('studies', stays, stays)).toMatchObject({ code: 'invalid-input', message: 'A study can\'t be merged with itself. Choose two different rows.' });
    expect(await asked('factors', factor, goes)).toMatchObject({ code: 'invalid-input', message: 'One of these rows is in Factors, the other in Studies. Only two rows of one table can be merged.' });
    expect(await asked('studies', stays, 'nowhere')).toMatchObject({ code: 'not-found' });
    expect(await asked('findings', stays, goes)).toMatchObject({ code: 'invalid-input', message: expect.stringContaining('Findings are made by the rules') });
    await lacuna.call('setLifecycle', { table: 'studies', rowIds: [goes], lifecycle: 'withdrawn' });
    expect(await asked('studies', stays, goes)).toMatchObject({ code: 'invalid-input', message: '[2] Li et al. 2021 is withdrawn. Restore it first, then merge.' });
    expect(await asked('studies', goes, stays)).toMatchObject({ code: 'invalid-input' });
    expect(await lacuna.refusal('previewMerge', { table: 'studies', staysId: stays, goesId: goes })).toMatchObject({ code: 'invalid-input' });
    const derived = (await lacuna.call('openView', { table: 'claims', end: 1 })).rows[0]?.id ?? '';
    const claim = await lacuna.add('claims', { subject: 'OPN', direction: 'up', references: [stays] });
    expect(await asked('claims', claim, derived)).toMatchObject({ code: 'invalid-input', message: expect.stringContaining('This claim is read from its row in Factors') });
  });

  test('a row that changed since the two were compared, with both versions', async () => {
    await lacuna.edit('studies', goes, 'year', '2022');
    expect(await asked('studies', stays, goes)).toMatchObject({ code: 'stale-edit', message: '[2] Li et al. 2021 has changed since you compared the two. Nothing was merged: look at both again.', details: { table: 'studies', rowId: goes, current: 2, yours: 1 } });
  });

  test('values that can not stand in their columns, and fields that are none', async () => {
    expect(await asked('studies', stays, goes, { values: { doi: 'doi:10/1' } })).toMatchObject({ code: 'invalid-value', message: expect.stringContaining('DOI of [1] Li 2021: A DOI starts with "10."'), details: { field: 'doi' } });
    expect(await asked('studies', stays, goes, { values: { label: '' } })).toMatchObject({ code: 'invalid-value', message: expect.stringContaining("Label can't be empty") });
    expect(await asked('studies', stays, goes, { values: { ordinal: '7' } })).toMatchObject({ code: 'invalid-value', message: expect.stringContaining('has no field “ordinal”') });
    const [one, two] = [await lacuna.add('factors', { factor: 'OPN', expression: 'Up', references: [stays] }), await lacuna.add('factors', { factor: 'OPN2', expression: 'Up', references: [stays] })];
    expect(await asked('factors', one, two, { values: { references: [stays, 'nowhere'] } })).toMatchObject({ code: 'invalid-value', message: expect.stringContaining('a study that is not in this file') });
  });

  test('a document that is open for reading only', async () => {
    await lacuna.call('closeDocument', {});
    await lacuna.call('openDocument', { path: lacuna.path, access: 'read' });
    expect(await lacuna.refusal('mergeRows', { table: 'studies', stays: { rowId: stays, version: 1 }, goes: { rowId: goes, version: 1 }, values: {} })).toMatchObject({ code: 'document-read-only' });
  });
});
