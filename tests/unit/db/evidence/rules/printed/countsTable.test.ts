// Tables of counts: which headings are read, what is checked in their rows, and that rows become trials all rules can read.
// Counts, odds ratios, logarithms and variances of some trials of lower cholesterol (Thompson and Sharp, Stat. Med. 18
// (1999) 2693–2708); the rest is made up.
import { describe, expect, it } from 'vitest';
import { checkCounts, readCountsColumns, trialOfCounts } from '../../../../../../db/evidence/rules/printed/countsTable';
import { trialRow } from '../evidenceFixture';
import { accused, statedIn } from './checking';

const headings = ['studyid', 'ihd.cont', 'noihd.cont', 'ihd.exp', 'noihd.exp', 'OR', 'logOR', 'varlogOR', 'cholr'];
const trials: readonly (readonly string[])[] = [
  ['1', '210', '5086', '173', '5158', '0.81', '-0.208', '0.0109', '0.55'],
  ['2', '85', '168', '54', '190', '0.56', '-0.577', '0.0415', '0.68'],
  ['8', '11', '61', '6', '65', '0.51', '-0.67', '0.2894', '0.85'],
  ['12', '5', '89', '1', '93', '0.19', '-1.653', '1.222', '1.35'],
  ['22', '0', '52', '2', '92', '2.84', '1.043', '2.4299', '1.48'],
  ['23', '0', '29', '1', '22', '3.93', '1.369', '2.745', '0.56'],
];

function columns(of: readonly string[] = headings) {
  const found = readCountsColumns(of);
  if (found === null) throw new Error(`${of.join(', ')} is no table of counts.`);
  return found;
}

describe('headings', () => {
  it('name events and their absence of both arms, and the printed effect', () => {
    expect(columns()).toEqual({
      treated: { events: 3, others: 4, all: null, name: 'treated' }, control: { events: 1, others: 2, all: null, name: 'control' },
      ratio: { measure: 'OR', column: 5 }, log: { measure: 'OR', column: 6 }, variance: 7,
    });
  });

  it.each([
    [['trial', 'tpos', 'tneg', 'cpos', 'cneg'], [1, 3]], [['ai', 'bi', 'ci', 'di'], [0, 2]], [['ai', 'n1i', 'ci', 'n2i', 'vi'], [0, 2]],
    [['study', 'event.e', 'n.e', 'event.c', 'n.c'], [1, 3]], [['deaths treatment', 'total treatment', 'deaths control', 'total control', 'RR'], [0, 2]],
  ])('%j', (names, events) => {
    const { treated, control } = columns(names);
    expect([treated.events, control.events]).toEqual(events);
  });

  it.each([[['Type of study', 'Treatment', 'Population', 'No. of patients', 'Results', 'Conclusions']], [['a', 'b', 'c', 'd']], [['events.e', 'deaths.e', 'events.c', 'deaths.c']], [['n.e', 'n.c']], [[]]])('%j are none', (names) => {
    expect(readCountsColumns(names)).toBeNull();
  });
});

describe('rows', () => {
  it('that agree with their counts are left alone: odds ratio, logarithm and variance', () => {
    for (const cells of trials) {
      const { ratio, log } = checkCounts(columns(), cells);
      expect([cells[0], ratio?.verdict, log?.verdict]).toEqual([cells[0], 'consistent', 'consistent']);
    }
  });

  const changed = (column: number, text: string) => checkCounts(columns(), (trials[0] ?? []).with(column, text));

  it.each([[5, '1.23', 'inverse'], [5, '0.82', 'as printed']])('column %i as %s: %s', (column, text, reading) => {
    const { ratio } = changed(column, text);
    expect(ratio?.verdict === 'not checked' ? ratio.because : ratio?.shown.matches).toBe(reading);
  });

  it.each([[6, '0.208'], [7, '0.0219'], [7, '0.1046']])('column %i as %s is not consistent', (column, text) => {
    expect(changed(column, text).log?.verdict).toBe('not consistent');
  });

  it('whose counts can’t be read say nothing', () => {
    for (const text of ['', 'NA', '-3', '3.5', '1e99']) expect(checkCounts(columns(), (trials[0] ?? []).with(3, text))).toEqual({ ratio: null, log: null });
    expect(checkCounts(columns(), [])).toEqual({ ratio: null, log: null });
    expect(trialOfCounts(columns(), [])).toBeNull();
  });
});

describe('a row as a trial', () => {
  it('is read by all rules, and left alone', () => {
    for (const cells of trials) {
      const trial = trialOfCounts(columns(), cells);
      if (trial === null) throw new Error(cells.join(', '));
      const row = trialRow(trial);
      expect(row.extracted.results.map(({ measure }) => measure)).toEqual(['percentage', 'percentage', 'OR']);
      expect(statedIn(row)).toEqual([]);
    }
  });

  it('whose odds ratio is turned round is found by N6', () => {
    expect(accused(trialOfCounts(columns(), (trials[1] ?? []).with(5, '1.78')) ?? {})).toEqual(['N6 minor']);
  });
});
