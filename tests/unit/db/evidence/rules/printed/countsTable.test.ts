// Tables of counts: which headings are read, what is checked in their rows, and which values stand out in a whole table.
// Counts, odds ratios, logarithms and variances of some trials of lower cholesterol (Thompson and Sharp, Stat. Med. 18
// (1999) 2693–2708); the rest is made up.
import { describe, expect, it } from 'vitest';
import { judgeCounts } from '../../../../../../db/evidence/rules/printed/countsReport';
import { readCountsColumns, readCountsRow } from '../../../../../../db/evidence/rules/printed/countsTable';
import { randomOf, samplerOf } from './simulatedTables';

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
      treated: { events: 3, others: 4, all: null }, control: { events: 1, others: 2, all: null },
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

describe('a row', () => {
  const readings = (cells: readonly string[] | undefined) => readCountsRow(columns(), cells ?? [])?.values.map(({ reading }) => reading) ?? null;

  it('agrees with its counts: odds ratio, logarithm and variance', () => {
    for (const cells of trials) expect([cells[0], readings(cells)]).toEqual([cells[0], ['as printed', 'as printed', 'as printed']]);
  });

  it.each([[5, '1.23', 'inverse'], [5, '0.82', 'as printed'], [5, '2.6', null], [5, '-0.81', null], [6, '0.208', 'sign reversed'], [6, '-0.5', null], [7, '0.1046', 'standard error'], [7, '0.0219', null]])('column %i as %s: %s', (column, text, reading) => {
    expect(readings(trials[0]?.with(column, text))?.[column - 5]).toBe(reading);
  });

  it('whose counts can’t be read says nothing; a value that can’t be is named, one that is not there is not', () => {
    for (const text of ['', 'NA', '-3', '3.5', '1e99']) expect(readings(trials[0]?.with(3, text))).toBeNull();
    expect(readings([])).toBeNull();
    expect(readCountsRow(columns(), trials[0]?.with(5, 'about 1').with(6, '').with(7, 'NA') ?? [])).toMatchObject({ values: [], unread: [5] });
  });
});

describe('a table', () => {
  const judged = (rows: readonly (readonly string[])[], of = headings) => judgeCounts(of, columns(of), rows);
  const told = (rows: readonly (readonly string[])[], of = headings) => judged(rows, of).found.map(({ severity, row, field, quote }) => `${severity}, row ${row}, ${field}: ${quote}`);

  it('that agrees says how many values it compared, and finds nothing', () => {
    expect(judged(trials)).toEqual({ checked: 18, headings: ['OR', 'logOR', 'varlogOR'], unread: [], found: [] });
  });

  it.each(trials.flatMap((_, row) => [5, 6, 7].map((column) => [row, column])))('with one value altered has one finding, major, at its row and column: %i, %i', (row, column) => {
    const [cells] = trials.slice(row);
    const text = cells?.[column] ?? '';
    for (const altered of [(Number(text) * 1.5 + 0.2).toFixed(4), (Number(text) + 1).toFixed(3), (-Number(text)).toFixed(4)]) {
      expect(told(trials.with(row, cells?.with(column, altered) ?? []))).toEqual([`major, row ${row}, ${headings[column] ?? ''}: ${headings[column] ?? ''} ${altered}`]);
    }
  });

  it('with numbers as programs write them out is compared too', () => {
    const long = trials.map((cells) => { const [k, n, c, m] = [Number(cells[3]), Number(cells[3]) + Number(cells[4]), Number(cells[1]), Number(cells[1]) + Number(cells[2])]; return cells.with(5, String((k * (m - c)) / ((n - k) * c))); }).slice(0, 4);
    expect(long[0]?.[5]?.length).toBeGreaterThan(15);
    expect(judged(long)).toMatchObject({ checked: 12, unread: [], found: [] });
  });

  it('with one count altered has one finding for its row, with all that does not agree', () => {
    expect(told(trials.with(1, trials[1]?.with(1, '185') ?? []))).toEqual(['major, row 1, OR: OR 0.56; logOR -0.577; varlogOR 0.0415']);
  });

  it('says what is printed, what the counts give, and that the others agree', () => {
    const [found] = judged(trials.with(1, trials[1]?.with(5, '1.78') ?? [])).found;
    expect(found?.message).toBe('“OR 1.78” is not consistent as printed with 54/244 vs 85/253: the counts give OR 0.562. 1.78 is its inverse, the control group over the treated. 3 of 4 values of OR agree with their counts.');
    expect([found?.rule, found?.fits, found?.values['readings']]).toEqual(['N6', ['OR 0.562'], ['inverse']]);
  });

  it('of ratios that are adjusted is left alone; of one row, the reading that fits is minor', () => {
    const adjusted = trials.map((cells, index) => cells.with(5, String(Math.round(100 * Number(cells[5]) * ([1.2, 0.8, 1.3, 0.7, 1.25, 0.75][index] ?? 1)) / 100)).with(6, '').with(7, ''));
    expect(told(adjusted)).toEqual([]);
    expect(told([trials[1]?.with(5, '1.78').with(6, '').with(7, '') ?? []])).toEqual(['minor, row 0, OR: OR 1.78']);
    expect(told([trials[1]?.with(5, '0.95').with(7, '0.5') ?? []])).toEqual(['minor, row 0, varlogOR: varlogOR 0.5']);
  });

  it('whose variances are standard errors is told so once', () => {
    const errors = trials.map((cells) => cells.with(7, Math.sqrt([1, 2, 3, 4].reduce((sum, column) => sum + 1 / Math.max(0.5, Number(cells[column])), 0)).toFixed(4)));
    expect(told(errors)).toEqual(['minor, row 0, varlogOR: varlogOR 0.1046']);
    expect(told(errors.with(2, errors[2]?.with(7, '0.9') ?? []))).toEqual(['minor, row 0, varlogOR: varlogOR 0.1046', 'major, row 2, varlogOR: varlogOR 0.9']);
  });

  it('with empty cells that no row reads with one half added accuses none of them', () => {
    const other = trials.map((cells) => (cells[1] === '0' ? cells.with(5, '9.9').with(6, '2.29').with(7, '8.1') : cells));
    expect(told(other)).toEqual([]);
  });

  it('names the cells that it could not compare', () => {
    expect(judged([...trials, ['29', '4', 'x', '1', '2', '1', '0', '1', ''], ['30', '4', '5', '1', '2', 'high', '', '', '']]).unread).toEqual([{ row: 6, field: null, text: '' }, { row: 7, field: 'OR', text: 'high' }]);
  });
});

describe('simulated tables', () => {
  const draw = (seed: number, adjustment: number) => {
    const { whole, real, normal } = samplerOf(randomOf(seed));
    const measure = seed % 2 === 0 ? 'OR' : 'RR';
    const rows = Array.from({ length: whole(4, 25) }, (): readonly string[] => {
      const [n1, n2] = [whole(30, 900), whole(30, 900)];
      const [a, c] = [Math.round(n1 * real(0.05, 0.6)), Math.round(n2 * real(0.05, 0.6))];
      const crude = measure === 'OR' ? (a * (n2 - c)) / ((n1 - a) * c) : a / n1 / (c / n2);
      const variance = measure === 'OR' ? 1 / a + 1 / (n1 - a) + 1 / c + 1 / (n2 - c) : 1 / a - 1 / n1 + 1 / c - 1 / n2;
      const ratio = crude * Math.exp(adjustment * normal());
      return [String(a), String(n1), String(c), String(n2), ratio.toFixed(2), Math.log(ratio).toFixed(3), (variance * (1 + adjustment * real(0, 1))).toFixed(4)];
    });
    const of = ['events.t', 'n.t', 'events.c', 'n.c', measure, `log${measure}`, `var${measure === 'OR' ? 'logOR' : 'logRR'}`];
    return judgeCounts(of, columns(of), rows);
  };

  it('of plain ratios: nothing in 500', () => {
    for (let seed = 0; seed < 500; seed += 1) expect(draw(seed, 0).found, `seed ${seed}`).toEqual([]);
  });

  it('of ratios of a model: nothing in 500', () => {
    for (let seed = 0; seed < 500; seed += 1) expect(draw(seed, 0.15).found, `seed ${seed}`).toEqual([]);
  });
});
