// Two rows side by side: which fields are shown, what is offered, what each choice stands for, and what a merge writes.
import { describe, expect, test } from 'vitest';
import type { GridTable } from '../../../../../db/contract/tableNames';
import { emptyValues } from '../../../../../db/contract/columns';
import type { GridRow, Values } from '../../../../../db/contract/types';
import { changedValues, choiceOf, editFrom, linesOf, offeredStay, problemOfLine, valueOfChoice, type MergeLine } from '../../../../../renderer/panels/dialogs/merge/mergeChoices';

function row(table: GridTable, ordinal: number, values: Values, lifecycle: GridRow['lifecycle'] = 'active'): GridRow {
  return { id: `row ${ordinal}`, ordinal, lifecycle, version: 1, values: { ...emptyValues(table), ...values }, cites: [], flags: [], findings: { count: 0, worst: null }, isPrivate: false, notes: 0 };
}
function lineOf(lines: readonly MergeLine[], key: string): MergeLine {
  const line = lines.find(({ column }) => column.key === key);
  if (line === undefined) throw new Error(`There is no line ${key}.`);
  return line;
}

const stub = row('studies', 17, { label: 'Reference 17', citedFor: 'FAIM2 is up', doi: '10.1000/a' });
const whole = row('studies', 147, { label: 'Li 2021', title: 'FAIM2', doi: '10.1000/a', year: '2021', csl: '{"type":"book"}' });

describe('the fields', () => {
  test('are those that either row fills, in the order of the table; the hidden record of a study too', () => {
    expect(linesOf('studies', stub, whole).map(({ column, isSame }) => `${column.key} ${isSame ? 'same' : 'differs'}`)).toEqual(['label differs', 'title differs', 'year differs', 'doi same', 'citedFor differs', 'csl differs']);
    expect(lineOf(linesOf('studies', stub, whole), 'csl').isWhole).toBe(true);
  });

  test('offer what only one says, and otherwise what the row that stays says, whichever that is', () => {
    const lines = linesOf('studies', stub, whole);
    const offered = (stays: 'first' | 'second') => Object.fromEntries(lines.map((line) => [line.column.key, choiceOf(line, {}, stays).from]));
    expect(offered('first')).toEqual({ label: 'second', title: 'second', year: 'second', doi: 'first', citedFor: 'first', csl: 'second' });
    expect(offered('second')).toMatchObject({ label: 'second', title: 'second', citedFor: 'first' });
    const [one, other] = [row('studies', 1, { label: 'A' }), row('studies', 2, { label: 'B' })];
    const [label] = linesOf('studies', one, other);
    expect(label === undefined ? null : [choiceOf(label, {}, 'first').from, choiceOf(label, {}, 'second').from]).toEqual(['first', 'second']);
  });

  test('of sets offer both, those of the row that stays in front', () => {
    const lines = linesOf('factors', row('factors', 1, { factor: 'A', references: ['s1', 's2'], function: 'Migration, EMT' }), row('factors', 2, { factor: 'A', references: ['s2', 's3'], function: 'emt, Invasion' }));
    const [references, functions] = [lineOf(lines, 'references'), lineOf(lines, 'function')];
    expect([valueOfChoice(references, choiceOf(references, {}, 'first'), 'first'), valueOfChoice(references, choiceOf(references, {}, 'second'), 'second')]).toEqual([['s1', 's2', 's3'], ['s2', 's3', 's1']]);
    expect([valueOfChoice(functions, choiceOf(functions, {}, 'first'), 'first'), valueOfChoice(functions, choiceOf(functions, {}, 'second'), 'second')]).toEqual(['Migration, EMT, Invasion', 'emt, Invasion, Migration']);
  });

  test('a missing cell gives way to words, and an edit can mark one as missing', () => {
    const lines = linesOf('factors', row('factors', 1, { factor: 'A', mechanism: { missing: 'No description' } }), row('factors', 2, { factor: 'A', mechanism: 'Binds B' }));
    const mechanism = lineOf(lines, 'mechanism');
    expect(choiceOf(mechanism, {}, 'first').from).toBe('second');
    expect(valueOfChoice(mechanism, { from: 'edited', text: 'not reported', studyIds: [] }, 'first')).toEqual({ missing: 'Not reported' });
    expect(editFrom(mechanism, { from: 'second' }, 'first')).toEqual({ from: 'edited', text: 'Binds B', studyIds: [] });
  });
});

describe('a merge', () => {
  test('writes what differs from the row that stays, and nothing else', () => {
    const lines = linesOf('studies', stub, whole);
    expect(changedValues(lines, {}, 'first')).toEqual({ label: 'Li 2021', title: 'FAIM2', year: '2021', csl: '{"type":"book"}' });
    expect(changedValues(lines, { label: { from: 'first' }, title: { from: 'edited', text: 'FAIM2 in bone ', studyIds: [] }, year: { from: 'first' } }, 'first')).toEqual({ title: 'FAIM2 in bone ', csl: '{"type":"book"}' });
    expect(changedValues(lines, {}, 'second')).toEqual({ citedFor: 'FAIM2 is up' });
  });

  test('is not ready while a chosen value can not stand in its column', () => {
    const label = lineOf(linesOf('studies', stub, whole), 'label');
    expect(problemOfLine(label, { from: 'edited', text: ' ', studyIds: [] }, 'first')).toContain("Label can't be empty");
    expect(problemOfLine(label, { from: 'second' }, 'first')).toBeNull();
    const doi = lineOf(linesOf('studies', stub, row('studies', 3, { label: 'X', doi: 'doi:10/1' })), 'doi');
    expect(problemOfLine(doi, { from: 'second' }, 'first')).toContain('A DOI starts with "10."');
    expect(problemOfLine(doi, { from: 'second' }, 'second'), 'what stands there already may stay').toBeNull();
  });

  test('keeps the row that stands first, unless that is excluded', () => {
    expect(offeredStay(stub, whole)).toBe('first');
    expect(offeredStay(whole, stub)).toBe('second');
    expect(offeredStay(row('studies', 1, { label: 'A' }, 'excluded'), whole)).toBe('second');
  });
});
