// The fifteen rows of Table 2 as a reader takes them: every arm, every statistic, whose it is and what p it has. Written
// from the print. Arms by index ("→ 0"), both orders where the text leaves it open ("→ 0 or 1"), "→ ?" for other groups.
import { describe, expect, it } from 'vitest';
import type { ExtractedTrial, TrialCells } from '../../../../../db/contract/evidence';
import corrections from '../../../../../db/seed/corrections.json';
import trials from '../../../../../db/seed/trials.json';
import { armsOf, extract, lineOf } from './reading';
import { checkSpans } from './spans';

interface Expected {
  readonly arms: readonly string[];
  readonly results: readonly string[];
  readonly counted?: 'patients';
}

const expected: Readonly<Record<number, Expected>> = {
  92: {
    arms: ['Radical treatment (surgery and/or chemotherapy and/or radiotherapy) 41'],
    results: [
      'OS @5 years: 66.7% → 0', 'PFS @5 years: 55.6% → 0', 'DFS @5 years: 44.4% → 0',
      'OS: HR 4.18 [1.20, 14.6] 95% p=0.025 → ?', 'OS: HR 3.30 [1.08, 10.1] 95% p=0.036 → ?',
    ],
  },
  93: { arms: ['Surgery 27'], results: ['adverse events: 37.04% 10 → 0', 'OS @1 years: 96% → 0', 'OS @5 years: 38% → 0', 'DFS @1 years: 66% → 0', 'DFS @3 years: 30% → 0'] },
  94: { arms: ['Definitive 53', 'Nondefinitive primary therapy 133'], results: ['survival: HR 0.65 p=0.043 → 0,1'] },
  96: { arms: ['Surgery 50'], results: ['function: 66.0% → 0', 'OS: median 5.2 months → 0', 'adverse events: 34.0% → 0', 'mortality @30 days: 10.0% → 0'] },
  97: {
    arms: ['Urgent surgery and radiotherapy 32', 'Urgent radiotherapy alone 22'],
    results: ['function: p=0.016 → 0', 'function: p=0.466 → 1', 'function: p<0.0001 → 0,1', 'function: 31.3% p<0.0001 #0 → 0', 'function: 13.6% p<0.0001 #0 → 1'],
  },
  101: { arms: ['Radiotherapy 167'], results: ['pain response @2 weeks: 51.5% → 0', '“drug score” @2 weeks: 28% → 0', 'quality of life: p<0.001 → 0'] },
  102: { arms: ['EBRT 28', 'Medical or supportive therapy 143'], results: ['TTP: median 25 months p<0.001 #0 → 1', 'TTP: median 81 months p<0.001 #0 → 0'] },
  104: {
    arms: ['SBRT 114', 'Conventional EBRT 115'],
    results: ['complete pain response: 35% 40/114 p=0.0002 #0 → 0', 'complete pain response: 14% 16/115 p=0.0002 #0 → 1', 'complete pain response: RR 1.33 [1.14, 1.55] 95% p=0.0002 #0 → 0,1'],
  },
  112: { arms: ['Sr-89 25'], results: ['pain response: 96.0% 24 → 0', 'PFS @1 years: 54.5% → 0', 'PFS @2 years: 48.4% → 0'] },
  113: { arms: ['Bisphosphonate therapy <24-month group 187', '>24-month group 172'], results: ['adverse events: p=0.008 → 0,1', 'adverse events: p=0.05 → 1,0'] },
  129: {
    arms: ['Pembrolizumab as first-line therapy 58', 'Second-line therapy or beyond 52'],
    results: [
      '“received pembrolizumab treatment”: 52.7% #0 → 0', '“received pembrolizumab treatment”: 47.3% #0 → 1', 'ORR: 41.4% p=0.011 #1 → 0', 'ORR: 15.4% p=0.011 #1 → 1',
      'PFS: median 9.0 months p=0.004 #2 → 0', 'PFS: median 4.0 months p=0.004 #2 → 1', 'OS: median NR months p<0.0001 #3 → 0', 'OS: median 11.5 months p<0.0001 #3 → 1',
      'ORR: 34.9% p<0.0001 #4 → 0 or 1', 'ORR: 11.1% p<0.0001 #4 → 1 or 0', 'PFS: median 8.5 months p=0.002 #5 → 0 or 1', 'PFS: median 2.0 months p=0.002 #5 → 1 or 0',
    ],
  },
  130: {
    arms: ['ICIs 29'],
    results: ['“ICIs suppressed the progression of bone metastasis”: 72.4% 21 → 0', 'OS: median 16.0 months p<0.01 #0 → ?', 'OS: median 2.5 months p<0.01 #0 → ?'],
  },
  131: {
    arms: ['ICIs alone 16', 'ICIs + bone-targeted therapy 30', 'Other treatments 60'],
    results: ['OS: median 15.8 months [8.2, NE] 95% p<0.001 #0 → 0', 'OS: median 21.8 months [14.5, NE] 95% p<0.001 #0 → 1', 'OS: median 7.5 months [6.1, 10.9] 95% p<0.001 #0 → 2'],
  },
  132: {
    arms: ['Denosumab + ICIs 40', 'Phosphates + ICIs 74', 'Denosumab + Non-ICIs 15', 'Phosphates + Non-ICIs 42'],
    results: [
      'ORR: 47.5% p=0.799 #0 → 0', 'ORR: 43.2% p=0.799 #0 → 1', 'ORR: 33.3% p=0.799 #0 → 2', 'ORR: 40.5% p=0.799 #0 → 3',
      'PFS: median 378 days p=0.115 #1 → 0', 'PFS: median 190 days p=0.115 #1 → 1', 'PFS: median 170 days p=0.115 #1 → 2', 'PFS: median 172 days p=0.115 #1 → 3',
      'SRE: 5% p=0.733 #2 → 0', 'SRE: 10.8% p=0.733 #2 → 1', 'SRE: 13.3% p=0.733 #2 → 2', 'SRE: 11.9% p=0.733 #2 → 3',
      'adverse events: 27.5% p=0.742 #3 → 0', 'adverse events: 39.2% p=0.742 #3 → 1', 'adverse events: 26.7% p=0.742 #3 → 2', 'adverse events: 28.6% p=0.742 #3 → 3',
    ],
  },
  134: {
    arms: ['ICIs 53', 'ICIs + Anti-angiogenic agents 42'],
    results: [
      'DCR: 90.5% p=0.009 #0 → 1', 'DCR: 68.6% p=0.009 #0 → 0', 'ORR: 35.7% p=0.235 #1 → 1', 'ORR: 24.5% p=0.235 #1 → 0',
      'PFS: median 14.3 months p=0.011 #2 → 1', 'PFS: median 8.3 months p=0.011 #2 → 0', 'SRE: 28.6% p=0.425 #3 → 1', 'SRE: 35.8% p=0.425 #3 → 0',
    ],
  },
};

type Row = (typeof trials)[number];

function corrected(row: Row): TrialCells {
  const cells: Record<keyof TrialCells, string> = { ...row.values };
  for (const { table, ordinal, field, from, to } of corrections) {
    if (table === 'trials' && ordinal === row.ordinal) for (const name of Object.keys(cells) as readonly (keyof TrialCells)[]) if (name === field) cells[name] = cells[name].replace(from, to);
  }
  return cells;
}

function read(row: Row): { readonly cells: TrialCells; readonly trial: ExtractedTrial } {
  const cells = corrected(row);
  return { cells, trial: extract(cells) };
}

const rows = trials.map((row) => ({ row, reference: row.references[0] ?? 0 }));

describe('Table 2', () => {
  it.each(rows)('[$reference]: arms and results', ({ row, reference }) => {
    const { trial } = read(row);
    expect(trial.arms.map(({ label, printedN }) => `${label} ${printedN ?? ''}`.trim())).toEqual(expected[reference]?.arms);
    expect(trial.results.map((result) => `${lineOf(result)} → ${armsOf(result)}`)).toEqual(expected[reference]?.results);
  });

  it.each(rows)('[$reference]: spans cut what they name', ({ row }) => {
    const { cells, trial } = read(row);
    for (const result of trial.results) checkSpans(result, cells.results);
  });

  it('counts the same arms in Treatment and in No. of Patients', () => {
    for (const { row, reference } of rows) {
      const { trial } = read(row);
      expect(trial.arms.every(({ n }) => n !== null)).toBe(true);
      expect([trial.treatmentArms, trial.patientGroups], `[${reference}]`).toEqual([trial.arms.length, trial.arms.length]);
    }
  });

  it('knows the rates that are estimated from times to events, and no others', () => {
    const rates = rows.flatMap(({ row, reference }) => read(row).trial.results.flatMap(({ flags, percentage }) => (flags.isSurvivalRate ? [`[${reference}] ${percentage?.text ?? ''}`] : [])));
    expect(rates).toEqual(['[92] 66.7', '[92] 55.6', '[92] 44.4', '[93] 96', '[93] 38', '[93] 66', '[93] 30', '[112] 54.5', '[112] 48.4']);
  });

  it('knows that both hazard ratios of [92] are of the multivariate analysis, and of what', () => {
    const ratios = rows.flatMap(({ row }) => read(row).trial.results.filter(({ measure }) => measure === 'HR').map(({ group, flags }) => [group, flags.isAdjusted]));
    expect(ratios).toEqual([['Primary lung tumor resection', true], ['EGFR mutation', true], ['Definitive local therapy to the primary tumor', false]]);
  });

  it('sees [102] and [134] print their arms in the other order', () => {
    const isReversed = ({ results }: ExtractedTrial): boolean => results.some(({ comparison, isArmCertain, arms, measure }, index) => {
      const next = results[index + 1];
      return comparison !== null && isArmCertain && measure === next?.measure && comparison === next.comparison && arms[0] === 1 && next.arms[0] === 0;
    });
    const reversed = rows.filter(({ row }) => isReversed(read(row).trial));
    expect(reversed.map(({ reference }) => reference)).toEqual([102, 134]);
  });
});
