// What R1 (opposite results), R2 (significance) and R3 (heterogeneity) flag across trials of one question, and what they
// leave alone.
import { describe, expect, test } from 'vitest';
import { heterogeneity } from '../../../../../../db/evidence/rules/trials/heterogeneity';
import { oppositeResults } from '../../../../../../db/evidence/rules/trials/oppositeResults';
import { significanceDiscord } from '../../../../../../db/evidence/rules/trials/significanceDiscord';
import { treatmentKey } from '../../../../../../db/evidence/rules/trials/treatmentNames';
import { ask, told, trial, throughJson, type Cells } from '../rows';

const patients = 'Patients with NSCLC and bone metastases';
let ordinal = 0;
function row(results: string, more: Cells = {}) {
  ordinal += 1;
  return trial({ treatment: 'Denosumab vs Zoledronic acid', population: patients, patients: '100 vs 110', results, ...more }, { ordinal, studies: [ordinal] });
}
const turned: Cells = { treatment: 'Zoledronic acid vs Denosumab' };

describe('names of treatments', () => {
  test.each([['Denosumab + ICIs', 'ICI plus denosumab'], ['SBRT', 'Stereotactic body radiotherapy'], ['Zoledronic acid 4 mg q4w', 'zoledronate'], ['ICIs alone', 'Immune checkpoint inhibitors'], ['Conventional EBRT', 'external beam radiotherapy'], ['Surgery and radiotherapy', 'radiation therapy and surgery']])('%s is %s', (left, right) => {
    expect(treatmentKey(left)).toBe(treatmentKey(right));
  });
  test.each([['Denosumab', 'Denosumab + ICIs'], ['Pembrolizumab', 'Nivolumab'], ['Surgery', 'No surgery']])('%s is not %s', (left, right) => {
    expect(treatmentKey(left)).not.toBe(treatmentKey(right));
  });
});

describe('R1', () => {
  const told1 = 'Trials of one question (denosumab vs zoledronic acid, OS) find significant effects in opposite directions: better with denosumab 1 · better with zoledronic acid 1.';
  test('significant the one way and the other: major', () => {
    const rows = [row('Denosumab vs zoledronic acid, OS: HR 0.60 (95% CI 0.45-0.80), p = 0.001.'), row('Denosumab vs zoledronic acid, OS: HR 1.70 (95% CI 1.20-2.40), p = 0.003.')];
    expect(told(oppositeResults, rows)).toEqual([`major, certain: ${told1}`]);
  });
  test('possible, and said so, where values without names are taken in the order of the arms', () => {
    const rows = [row('OS: HR 0.60 (95% CI 0.45-0.80), p = 0.001.'), row('OS: HR 1.70 (95% CI 1.20-2.40), p = 0.003.')];
    expect(told(oppositeResults, rows)).toEqual([`major, possible: ${told1} Not every text names the arms beside its values; they are taken in the order of the arms.`]);
  });
  test('whatever the order of the arms', () => {
    const rows = [row('OS: HR 0.60 (95% CI 0.45-0.80), p = 0.001.'), row('OS: HR 0.60 (95% CI 0.45-0.80), p = 0.001.', turned)];
    expect(ask(oppositeResults, rows)).toHaveLength(1);
    expect(ask(oppositeResults, [rows[0] ?? row(''), row('OS: HR 1.70 (95% CI 1.20-2.40), p = 0.003.', turned)])).toEqual([]);
  });
  test('from percentages and medians with their p', () => {
    expect(ask(oppositeResults, [row('ORR: 45% vs 20%, p = 0.01.'), row('ORR: 20% vs 45%, p = 0.01.')])).toHaveLength(1);
    expect(ask(oppositeResults, [row('OS: 12.0 vs 9.0 months, p = 0.01.'), row('OS: 8.0 vs 13.0 months, p = 0.02.')])).toHaveLength(1);
    // More adverse events are worse, more responses better.
    expect(ask(oppositeResults, [row('AEs: 45% vs 20%, p = 0.01.'), row('AEs: 20% vs 45%, p = 0.01.')])).toHaveLength(1);
  });
  test('possible where a population states no tumour', () => {
    const rows = [row('OS: HR 0.60 (95% CI 0.45-0.80), p = 0.001.', { population: 'Patients with painful bone metastases' }), row('OS: HR 1.70 (95% CI 1.20-2.40), p = 0.003.')];
    expect(ask(oppositeResults, rows).map(({ confidence }) => confidence)).toEqual(['possible']);
  });
  describe('leaves alone', () => {
    const better = 'OS: HR 0.60 (95% CI 0.45-0.80), p = 0.001.';
    const worse = 'OS: HR 1.70 (95% CI 1.20-2.40), p = 0.003.';
    test.each<[string, () => ReturnType<typeof row>, () => ReturnType<typeof row>]>([
      ['one that is not significant', () => row(better), () => row('OS: HR 1.20 (95% CI 0.90-1.60), p = 0.21.')],
      ['other outcomes', () => row(better), () => row('PFS: HR 1.70 (95% CI 1.20-2.40), p = 0.003.')],
      ['other tumours', () => row(better), () => row(worse, { population: 'Patients with breast cancer and bone metastases' })],
      ['EGFR+ and EGFR−', () => row(better, { population: 'EGFR-positive NSCLC' }), () => row(worse, { population: 'EGFR-negative NSCLC' })],
      ['first and later line', () => row(better, { population: 'NSCLC, first-line' }), () => row(worse, { population: 'NSCLC, second-line' })],
      ['other treatments', () => row(better), () => row(worse, { treatment: 'Pamidronate vs Zoledronic acid' })],
      ['other adverse events', () => row('Hypocalcemia: 14% vs 6%, p = 0.01.'), () => row('Osteonecrosis of the jaw: 1% vs 8%, p = 0.01.')],
      ['the same direction', () => row(better), () => row('OS: 14.0 vs 9.0 months, p = 0.02.')],
    ])('%s', (_, left, right) => {
      expect(ask(oppositeResults, [left(), right()])).toEqual([]);
    });
  });
});

describe('R2', () => {
  test('the same way, significant and not: minor', () => {
    const rows = [row('Denosumab vs zoledronic acid, OS: HR 0.50 (95% CI 0.38-0.66), p < 0.001.'), row('Denosumab vs zoledronic acid, OS: HR 0.95 (95% CI 0.80-1.13), p = 0.56.')];
    expect(told(significanceDiscord, rows)).toEqual(['minor, certain: Trials of one question (denosumab vs zoledronic acid, OS) all favour denosumab, but not all significantly: significant 1 · not significant 1.']);
  });
  test('info where the intervals overlap by half of the narrower', () => {
    const rows = [row('OS: HR 0.70 (95% CI 0.50-0.98), p = 0.04.'), row('OS: HR 0.75 (95% CI 0.52-1.08), p = 0.12.')];
    const [found] = ask(significanceDiscord, rows);
    expect(found?.severity).toBe('info');
    expect(significanceDiscord.arithmetic(throughJson(found?.explanation ?? { printed: '', computed: [], fits: [], values: {} })).at(-1)).toMatch(/^overlap of the intervals, as a share of the narrower: 9\d%$/u);
  });
  test.each<[string, string, string]>([
    ['both significant', 'OS: HR 0.70 (95% CI 0.50-0.98), p = 0.04.', 'OS: HR 0.60 (95% CI 0.45-0.80), p = 0.001.'], ['opposite directions', 'OS: HR 0.70 (95% CI 0.50-0.98), p = 0.04.', 'OS: HR 1.20 (95% CI 0.90-1.60), p = 0.21.'],
    ['p = 0.05', 'OS: 12.0 vs 9.0 months, p = 0.05.', 'OS: 12.0 vs 9.0 months, p = 0.3.'], ['no p', 'OS: 12.0 vs 9.0 months.', 'OS: 12.0 vs 9.0 months, p = 0.3.'],
  ])('leaves alone: %s', (_, left, right) => {
    expect(ask(significanceDiscord, [row(left), row(right)])).toEqual([]);
  });
  test('follows α', () => {
    const rows = [row('OS: 12.0 vs 9.0 months, p = 0.03.'), row('OS: 12.0 vs 9.0 months, p = 0.3.')];
    expect(ask(significanceDiscord, rows)).toHaveLength(1);
    expect(ask(significanceDiscord, rows, 0.01)).toEqual([]);
  });
});

describe('R3', () => {
  const found = (...results: string[]) => ask(heterogeneity, results.map((result) => row(`Denosumab vs zoledronic acid, ${result}`)));
  test('gives Q, I² and τ², and says that k is small', () => {
    const [first] = found('OS: HR 0.50 (95% CI 0.38-0.66).', 'OS: HR 1.10 (95% CI 0.85-1.42).', 'OS: HR 0.90 (95% CI 0.70-1.16).');
    const explanation = throughJson(first?.explanation ?? { printed: '', computed: [], fits: [], values: {} });
    const computed = Object.fromEntries(explanation.computed.map(({ name, low }) => [name, low]));
    // Computed apart: standard errors from the limits are 0.14084, 0.13091, 0.12885; Q 17.86669, τ² 0.14124, I² 0.88806.
    expect(computed['k']).toBe(3);
    expect(computed['Q']).toBeCloseTo(17.867, 3);
    expect(computed['I²']).toBeCloseTo(0.888, 3);
    expect(computed['τ²']).toBeCloseTo(0.1412, 4);
    expect(heterogeneity.say(explanation)).toMatch(/^Trials of one question \(denosumab vs zoledronic acid, OS\) differ more than chance explains: Q p = .*; intervals that do not touch; estimates on both sides of no effect with little overlap\. There are few of them \(k small\), so this is rough\.$/u);
  });
  test('estimates on both sides of no effect with little overlap: info', () => {
    // Q p is 0.13, and the intervals touch.
    expect(found('OS: HR 0.80 (95% CI 0.62-1.03).', 'OS: HR 1.06 (95% CI 0.82-1.37).').map(({ severity }) => severity)).toEqual(['info']);
  });
  test('five trials are not few', () => {
    const [first] = found('OS: HR 0.50 (95% CI 0.38-0.66).', ...Array.from({ length: 4 }, (_, index) => `OS: HR 1.1${index} (95% CI 0.85-1.42).`));
    expect(first?.explanation.values['isSmall']).toBe(false);
  });
  test('turns ratios of the other arm', () => {
    expect(ask(heterogeneity, [row('OS: HR 0.60 (95% CI 0.45-0.80).'), row('OS: HR 1.67 (95% CI 1.25-2.22).', turned)])).toEqual([]);
  });
  test.each<[string, string, string]>([
    ['what agrees', 'OS: HR 0.70 (95% CI 0.50-0.98).', 'OS: HR 0.75 (95% CI 0.52-1.08).'], ['other measures', 'ORR: OR 0.50 (95% CI 0.38-0.66).', 'ORR: RR 1.50 (95% CI 1.25-1.80).'], ['no interval and no exact p', 'OS: HR 0.50.', 'OS: HR 1.50, p < 0.05.'],
    ['ranges', 'OS: HR 0.50 (range 0.38-0.66).', 'OS: HR 1.10 (range 0.85-1.42).'],
  ])('leaves alone: %s', (_, left, right) => {
    expect(found(left, right)).toEqual([]);
  });
  test('does not bring two tumours together through a trial that names none', () => {
    const rows = [row('OS: HR 0.50 (95% CI 0.38-0.66).'), row('OS: HR 1.10 (95% CI 0.85-1.42).', { population: 'Breast cancer' }), row('OS: HR 0.52 (95% CI 0.39-0.69).', { population: 'Patients with bone metastases' })];
    expect(ask(heterogeneity, rows)).toEqual([]);
    // Beside trials of one tumour it may stand.
    expect(ask(heterogeneity, [...rows.slice(0, 1), row('OS: HR 1.10 (95% CI 0.85-1.42).'), ...rows.slice(2)]).map(({ members, confidence }) => [members.length, confidence])).toEqual([[3, 'possible']]);
  });
});
