// The built-in review's Table 2 against the design's own list: what must be found, what must be left alone, and all else
// that is found. As the machine read it and as it was corrected: both say the same.
import { describe, expect, it } from 'vitest';
import corrections from '../../../../../../db/seed/corrections.json';
import trials from '../../../../../../db/seed/trials.json';
import type { TrialCells } from '../../../../../../db/contract/evidence';
import type { TrialEvidence } from '../../../../../../db/evidence/rules/rule';
import { trialRow } from '../evidenceFixture';
import { linesOf, sentenceOf, statedIn, type Stated } from './checking';

type Reading = 'as read' | 'as corrected';

function rowOf(reference: number, reading: Reading): TrialEvidence {
  const trial = trials.find(({ references }) => references.includes(reference));
  if (trial === undefined) throw new Error(`[${reference}] is no row of Table 2.`);
  const cells = Object.fromEntries(Object.entries(trial.values).map(([field, value]) => {
    const fixes = reading === 'as read' ? [] : corrections.filter((correction) => correction.table === 'trials' && correction.ordinal === trial.ordinal && correction.field === field);
    return [field, fixes.reduce((text, { from, to }) => text.replace(from, to), value)];
  }));
  return trialRow(cells satisfies Partial<TrialCells>, reference);
}

function foundIn(reference: number, reading: Reading): readonly Stated[] {
  return statedIn(rowOf(reference, reading));
}

/** "N5 major ORR 2". */
function summary({ rule, found }: Stated): string {
  return `${rule.id} ${found.severity} ${found.locus}`;
}

const all: Readonly<Record<number, readonly string[]>> = {
  92: [], 93: [], 94: [], 96: [],
  97: ['N5 major sphincter function'],
  101: [], 102: [],
  104: ['N6 minor Complete response for pain RR'],
  112: [], 113: [],
  129: ['N4 info ORR 2', 'N5 minor ORR', 'N5 major ORR 2'],
  130: [], 131: [],
  132: ['N5 minor AEs'],
  134: ['N3 minor disease control rate 2'],
};

describe.each<Reading>(['as read', 'as corrected'])('Table 2 %s', (reading) => {
  it.each(Object.entries(all))('[%s]: all that is found', (reference, wanted) => {
    expect(foundIn(Number(reference), reading).map(summary)).toEqual(wanted);
  });

  const only = (reference: number, wanted: string): Stated => {
    const found = foundIn(reference, reading).find((stated) => summary(stated) === wanted);
    if (found === undefined) throw new Error(`${wanted} was not found in [${reference}].`);
    return found;
  };

  it('[97] names the tests that were tried: Fisher 0.199, Pearson 0.137, mid-p 0.153', () => {
    const stated = only(97, 'N5 major sphincter function');
    expect(sentenceOf(stated)).toContain('is not consistent as printed: 10/32 vs 3/22 gives Pearson 0.137 · Yates 0.245 · G 0.127 · Fisher 0.199 · Fisher, doubled 0.243 · mid-p 0.153 · unpooled z 0.109. These are not significant at α = 0.05; the printed p is significant.');
    expect(stated.found.explanation.values['pPrinted']).toEqual([0, 0.0001]);
    expect(stated.found.confidence).toBe('certain');
  });

  it('[129] shows the only division of 110 patients, and what it gives', () => {
    expect(sentenceOf(only(129, 'N4 info ORR 2'))).toBe('“34.9% vs 11.1%” is not consistent as printed with arms of 58 and 52. Only one division of the 110 patients gives both: 29/83 vs 3/27.');
    const stated = only(129, 'N5 major ORR 2');
    expect(sentenceOf(stated)).toContain('29/83 vs 3/27 (the only division of all patients that gives these percentages)');
    expect(sentenceOf(stated)).toContain('Fisher 0.026');
    expect(stated.found.explanation.values['table']).toBe('29/83 vs 3/27');
  });

  it('[104] names the ratio of non-response, and gives the RR of the counts', () => {
    const stated = only(104, 'N6 minor Complete response for pain RR');
    expect(sentenceOf(stated)).toBe('“RR 1.33” is not consistent as printed with 40/114 vs 16/115: the counts give RR 2.52. What is printed is the ratio of non-response, the second group over the first.');
    expect(linesOf(stated).join(' ')).toContain('complement 1.33');
    expect(stated.found.explanation.values['matches']).toBe('complement');
  });

  it('[134] says that 35 of 51 would be 68.6%', () => {
    const stated = only(134, 'N3 minor disease control rate 2');
    expect(sentenceOf(stated)).toContain('“68.6%” is not consistent as printed: no whole number of 53 patients gives 68.6%. 35 of 51');
    expect(linesOf(stated)).toEqual(['36 of 53 is 67.92%; printed is 68.6%.', '37 of 53 is 69.81%; printed is 68.6%.']);
  });

  it('the spans cut the words that are quoted out of Results', () => {
    for (const reference of Object.keys(all).map(Number)) {
      const row = rowOf(reference, reading);
      for (const { found } of statedIn(row)) {
        const cell = row.values['results'];
        expect(typeof cell === 'string' && found.span !== null && cell.slice(found.span.start, found.span.end).replaceAll(/\s+/gu, ' ').startsWith(found.quote.slice(0, 5))).toBe(true);
      }
    }
  });
});
