// Laws of merging, over random rows, choices and histories: the chosen values stand and no other field of any row moves
// but what pointed to the row that went; nothing points to it any more; undo is the file before, redo the file after.
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mergedColumns, mergeSides, offeredSide, unionOf, valueOfSide, type MergeSide } from '../../../db/contract/merging';
import type { GridRow, Values } from '../../../db/contract/types';
import { sameValue, studyIdsOf, termsOf, type CellValue } from '../../../db/contract/values';
import { startMerging, type MergeCore } from './mergeFixture';

let lacuna: MergeCore;
beforeEach(async () => { lacuna = await startMerging(); });
afterEach(() => lacuna.end());

const merging = ['studies', 'factors', 'trials', 'claims', 'glossary', 'aliases'] as const;
type Merging = (typeof merging)[number];
const word = fc.constantFrom('bone', 'β-catenin', 'up', 'Up', '漢字', 'a, b', 'c (d, e)', '😀 pain', 'No description');
const cell = fc.oneof(word, fc.constant(null));
const side = fc.constantFrom<MergeSide>(...mergeSides);

interface Plan {
  readonly table: Merging;
  readonly cells: readonly (readonly [string | null, string | null])[];
  readonly cites: readonly (readonly [readonly number[], readonly number[]])[];
  readonly sides: readonly MergeSide[];
  readonly edited: string | null;
  readonly isSwapped: boolean;
  readonly isFlagged: boolean;
}
const numbers = fc.uniqueArray(fc.nat(3), { maxLength: 4 });
const plan: fc.Arbitrary<Plan> = fc.record({
  table: fc.constantFrom(...merging), cells: fc.array(fc.tuple(cell, cell), { minLength: 16, maxLength: 16 }), cites: fc.array(fc.tuple(numbers, numbers), { minLength: 1, maxLength: 1 }),
  sides: fc.array(side, { minLength: 16, maxLength: 16 }), edited: cell, isSwapped: fc.boolean(), isFlagged: fc.boolean(),
});

/** Cells with a rule of their own keep what is right for it. */
const fixed: Readonly<Record<string, readonly [string, string]>> = { year: ['2020', '2021'], doi: ['10.1000/one', '10.1000/two'], pmid: ['11', '12'], sharing: ['private', 'published'] };

async function rowsOf(table: Merging): Promise<readonly GridRow[]> {
  return (await lacuna.call('openView', { table, end: 1000, includeWithdrawn: true })).rows;
}

async function addPair({ table, cells, cites }: Plan, studies: readonly string[]): Promise<readonly [string, string]> {
  const valuesAt = (at: 0 | 1): Values => Object.fromEntries(mergedColumns(table).flatMap((column, index): readonly (readonly [string, CellValue])[] => {
    if (column.kind === 'hidden') return [];
    if (column.kind === 'references') return [[column.key, (cites[0]?.[at] ?? []).map((number) => studies[number] ?? '')]];
    const text = fixed[column.key]?.[at] ?? cells[index]?.[at] ?? null;
    return text === null ? (column.isRequired ? [[column.key, `name ${at}`]] : []) : [[column.key, text === 'No description' && column.mayBeMissing ? { missing: text } : text]];
  }));
  return [await lacuna.add(table, valuesAt(0)), await lacuna.add(table, valuesAt(1))];
}

test('undo restores, redo does again, and what was chosen stands (property)', async () => {
  const studies = await Promise.all(['A', 'B', 'C', 'D'].map((label) => lacuna.add('studies', { label })));
  await fc.assert(fc.asyncProperty(plan, async (each) => {
    const { table, sides, edited, isSwapped, isFlagged } = each;
    const pair = await addPair(each, studies);
    const [staysId, goesId] = isSwapped ? [pair[1], pair[0]] : pair;
    // What may point to the row that goes.
    const citing = table === 'studies' ? await lacuna.add('factors', { factor: `cites ${goesId}`, references: [goesId, studies[0] ?? '', ...(isFlagged ? [staysId] : [])] }) : null;
    if (table === 'factors' || table === 'trials') await lacuna.add('claims', { subject: 'about', references: [studies[0] ?? ''], aboutTable: table, aboutRowId: goesId });
    if (isFlagged && table !== 'aliases') await lacuna.call('flagConflict', { kind: 'other', severity: 'info', rationale: 'why', members: [{ table, rowId: goesId, field: null, side: 'a' }, { table: 'studies', rowId: studies[1] ?? '', field: null, side: 'b' }] });
    const [stays, goes] = [await lacuna.row(table, staysId), await lacuna.row(table, goesId)];
    const wanted: Values = Object.fromEntries(mergedColumns(table).map((column, index) => {
      const [mine, other] = [stays.values[column.key] ?? null, goes.values[column.key] ?? null];
      const chosen = valueOfSide(column, sides[index] ?? 'stays', mine, other);
      return [column.key, index === 0 && edited !== null ? edited : chosen];
    }));
    const before = lacuna.dump();
    const others = (await rowsOf(table)).filter(({ id }) => id !== staysId && id !== goesId);
    await lacuna.merge(table, staysId, goesId, wanted);
    const after = lacuna.dump();
    const merged = await lacuna.row(table, staysId);
    for (const [key, value] of Object.entries(wanted)) expect(sameValue(merged.values[key], value), key).toBe(true);
    expect(merged).toMatchObject({ ordinal: stays.ordinal, lifecycle: 'active' });
    const gone = await lacuna.row(table, goesId);
    expect(gone).toMatchObject({ lifecycle: 'withdrawn', values: table === 'studies' ? { ...goes.values, mergedInto: staysId } : goes.values });
    expect((await rowsOf(table)).filter(({ id }) => id !== staysId && id !== goesId).map(({ values }) => values)).toEqual(others.map(({ values }) => values));
    if (citing !== null) {
      expect(studyIdsOf((await lacuna.row('factors', citing)).values['references'])).toEqual([staysId, studies[0]]);
      expect(await lacuna.call('listCitingRows', { studyId: goesId })).toEqual([]);
    }
    expect((await lacuna.call('listConflicts', { rowId: goesId })).filter(({ status }) => status === 'open')).toEqual([]);
    await lacuna.call('undo', {});
    expect(lacuna.dump()).toBe(before);
    await lacuna.call('redo', {});
    expect(lacuna.dump()).toBe(after);
    while ((await lacuna.call('getDocument', {}))?.undoState.undo?.startsWith('add study D') === false) await lacuna.call('undo', {});
  }), { numRuns: 40 });
  expect((await lacuna.call('verifyDocument', {})).isOk).toBe(true);
}, 120_000);

test('a union holds every term of both once, those of the first in front; what is offered never loses a cell that only one fills (property)', () => {
  const terms = fc.array(fc.constantFrom('Poor OS', 'poor os', 'Migration', 'Bone (>3, any)', 'EMT'), { maxLength: 5 }).map((list) => (list.length === 0 ? null : list.join(', ')));
  fc.assert(fc.property(terms, terms, (first, second) => {
    const union = unionOf({ kind: 'terms' }, first, second);
    const folded = (text: unknown): ReadonlySet<string> => new Set(typeof text === 'string' ? termsOf(text).map((term) => term.toLowerCase()) : []);
    const [one, other] = [folded(first), folded(second)];
    if (union === null) expect([...one].every((term) => other.has(term)) || [...other].every((term) => one.has(term))).toBe(true);
    else {
      expect(folded(union)).toEqual(new Set([...one, ...other]));
      expect(String(union).startsWith(termsOf(String(first)).join(', '))).toBe(true);
    }
    const offered = folded(valueOfSide({ kind: 'terms' }, offeredSide({ kind: 'terms', key: 'function' }, first, second), first, second));
    expect([...one, ...other].every((term) => offered.has(term))).toBe(true);
  }));
  const value = fc.oneof(fc.constantFrom('a', 'b', '', null), fc.constant({ missing: 'No description' }));
  fc.assert(fc.property(value, value, (first, second) => {
    const offered = valueOfSide({ kind: 'short' }, offeredSide({ kind: 'short', key: 'label' }, first, second), first, second);
    const isSaid = (each: unknown): boolean => typeof each === 'string' && each !== '';
    expect(isSaid(offered)).toBe(isSaid(first) || isSaid(second));
    if (isSaid(first)) expect(offered).toBe(first);
  }));
  expect(offeredSide({ kind: 'short', key: 'label' }, 'Reference 66', 'Li 2021'), 'a number alone is no name').toBe('goes');
});
