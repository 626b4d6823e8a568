// The studies [1] to [146]: what the review says of each, under the heading where it says it, and who cites them.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GridRow } from '../../../../db/contract/types';
import { cellText } from '../../../../db/contract/values';
import { startCore, type TestCore } from '../coreFixture';

let lacuna: TestCore;
let studies: readonly GridRow[];
beforeAll(async () => {
  lacuna = startCore();
  await lacuna.call('openDocument', {});
  studies = (await lacuna.call('openView', { table: 'studies', end: 200 })).rows;
});
afterAll(() => lacuna.end());

// Every reference of the running text, by heading, in reading order.
const citations: readonly (readonly [heading: string, references: string])[] = [
  ['Introduction', '[1] [2] [3] [4] [5, 6] [7] [8] [9-11]'],
  ['1. Detachment from the primary site and invasion into the circulation', '[12] [13, 14] [5] [15] [16] [17] [18] [19, 20] [21, 22] [23] [19] [20] [24] [25] [26] [27]'],
  ['2. Extravasation into the bone microenvironment', '[28] [29] [30] [31] [32] [33]'],
  ['3.1 Tumor cell dormancy in bone metastasis', '[34] [35] [36] [37] [38] [37] [39] [40] [41] [42] [43] [44] [45] [46]'],
  ['3.2 Immune regulation in bone metastasis', '[35, 47] [48] [49] [50] [51] [52] [53] [54] [15] [55, 56] [57] [58] [59] [60] [61] [62] [63]'],
  ['3.3 Bone remodeling in bone metastasis', '[64] [65]'],
  ['1. Signaling pathways', '[66] [67] [68] [69] [70] [71] [72] [73] [74] [75] [76] [77] [78] [79] [80] [81] [82] [83, 84] [85]'],
  ['2. Other factors', '[86] [87] [88] [89] [90] [91]'],
  ['Clinical Treatment of Bone Metastasis', '[92-94]'],
  ['1. Surgery', '[95] [96] [97] [8, 98]'],
  ['2. Radiotherapy', '[99] [100]'],
  ['2.1 External beam radiotherapy', '[101] [102] [103-105] [106] [107] [108]'],
  ['2.2 Radionuclide therapy', '[109, 110] [111] [112]'],
  ['3.1 Bisphosphonates', '[113] [111] [114] [115] [116]'],
  ['3.2 Denosumab', '[117] [118] [119] [120] [121]'],
  ['4. Chemotherapy', '[122] [123]'],
  ['5. Targeted therapy', '[124] [125] [126]'],
  ['6. Immunotherapy', '[127, 128] [129] [130-132] [129, 133] [134]'],
  ['7. Other', '[135-137] [138] [139] [140] [141] [142] [143]'],
  ['Conclusion', '[39, 144-146]'],
];

/** "[39, 144-146]" names 39, 144, 145 and 146. */
function numbersIn(reference: string): readonly number[] {
  return reference.replaceAll(/[[\]]/gu, '').split(', ').flatMap((part) => {
    const [first = 0, last = first] = part.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, step) => first + step);
  });
}

const saidOf = (number: number): string => cellText(studies[number - 1]?.values['citedFor']);

test('are 146, numbered as the review numbers them', () => {
  expect(studies.map(({ ordinal }) => ordinal)).toEqual(Array.from({ length: 146 }, (_, index) => index + 1));
});

test('each has a line for each place that cites it, ranges included, and no line more', () => {
  const expected = new Map<number, string[]>();
  for (const [heading, references] of citations) {
    for (const reference of references.match(/\[[^\]]+\]/gu) ?? []) {
      for (const number of numbersIn(reference)) expected.set(number, [...(expected.get(number) ?? []), `${heading}: … ${reference}`]);
    }
  }
  expect(expected.size).toBe(146);
  for (let number = 1; number <= 146; number += 1) {
    const lines = saidOf(number).split('\n').map((line) => `${line.slice(0, line.indexOf(': '))}: … ${/\[\d[\d, -]*\]/u.exec(line)?.[0] ?? 'cites nothing'}`);
    expect(lines, `[${number}]`).toEqual(expected.get(number));
  }
});

test('each line is whole sentences and cites nothing but the one place', () => {
  for (const { ordinal } of studies) {
    for (const line of saidOf(ordinal).split('\n')) {
      expect(line, `[${ordinal}]`).toMatch(/: [A-Z].*\.$/u);
      expect(line.match(/\[\d[\d, -]*\]/gu), `[${ordinal}]`).toHaveLength(1);
    }
  }
});

test('the label is the author whom the text names; the others are plain numbers', () => {
  const named = { 15: 'Wang', 46: 'Murphy', 49: 'Arellano', 89: 'Liu', 97: 'Hershkovich', 102: 'Shulman', 118: 'Bozzo', 120: 'Dupont', 123: 'Peters', 125: 'Higuchi', 129: 'Qiang' };
  const authors = new Map(Object.entries(named).map(([number, author]) => [Number(number), author]));
  for (const { ordinal, values } of studies) {
    const author = authors.get(ordinal) ?? null;
    expect(values['firstAuthor']).toBe(author);
    expect(values['label']).toBe(author === null ? `Reference ${ordinal}` : `${author} et al.`);
    if (author !== null) expect(saidOf(ordinal)).toContain(`${author} et al.`);
  }
});

test('nothing is made up where the review gives nothing', () => {
  for (const { values } of studies) {
    for (const key of ['title', 'year', 'journal', 'doi', 'pmid', 'registryId', 'csl', 'rawRecord']) expect(values[key] ?? null).toBeNull();
  }
});

describe('the passage goes on where the text goes on about the same study', () => {
  test.each([
    [15, 'via TGF-β/SMAD2/3 signaling pathway.'],
    [16, 'PRAME), which is downregulated in LUAD'],
    [29, 'CXCR4 is highly expressed in the bone destruction area'],
    [30, 'CXCR7 is highly expressed in LUAD tissues'],
    [32, 'through the Src/GEF-H1 pathway'],
    [67, 'a study of 73 patients'],
    [68, 'the IL-19/IL-20RB/STAT3 axis plays a critical role'],
    [69, 'MiR-182 is significantly upregulated'],
    [70, 'High expression of OPN'],
    [73, 'lncRNA ZEB1-AS1 is expressed at higher levels'],
    [76, 'lncRNA-SOX2OT regulates osteoclast differentiation and stimulates bone metastasis by targeting the miRNA-194-5p/RAC1 signaling axis as well as TGF-β/PTHrP/RANKL'],
    [89, 'CaSR can positively regulate the expression of NF-κB and PTHrP'],
    [113, 'involving 359 lung cancer patients'],
    [118, 'no difference between patients treated with denosumab and ZA'],
    [129, 'an independent predictor of PFS and OS'],
  ])('[%i] … %s', (number, words) => {
    expect(saidOf(number)).toContain(words);
  });
  test('and not into what another study is cited for, or nobody', () => {
    expect(saidOf(31)).not.toContain('liver or bone marrow');
    expect(saidOf(74)).not.toContain('ZEB1');
    expect(saidOf(62)).not.toContain('prostate');
    expect(saidOf(119)).not.toContain('Unlike BPs');
  });
});

test('the slips of the review itself stay', () => {
  expect(saidOf(32)).toContain('VBEMCs can coordinate');
  expect(saidOf(32)).toContain('permeability of VBMECs');
  expect(saidOf(71)).toContain('in LUAD tissues have been reported');
  expect(saidOf(77)).toContain('Exosomes lncRNA HOTAIR from NSCLC also promotes');
});

test('the tables cite 31 studies for factors, three factors two each, and one for each trial', async () => {
  const { rows: factors } = await lacuna.call('openView', { table: 'factors' });
  const { rows: trials } = await lacuna.call('openView', { table: 'trials' });
  const cited = (rows: readonly GridRow[]): readonly (readonly number[])[] => rows.map(({ cites }) => cites.map(({ number }) => number));
  expect(cited(factors).flat()).toEqual([15, 16, 17, 18, 19, 20, 25, 29, 30, 32, 33, 39, 66, 67, 68, 69, 70, 71, 72, 73, 74, 76, 77, 78, 79, 86, 87, 88, 89, 90, 91]);
  expect(cited(factors).filter((numbers) => numbers.length > 1)).toEqual([[66, 67], [72, 73], [86, 87]]);
  expect(cited(trials)).toEqual([[92], [93], [94], [96], [97], [101], [102], [104], [112], [113], [129], [130], [131], [132], [134]]);
});

test('the text speaks of each factor of Table 1 where it cites a study of it', async () => {
  const { rows: factors } = await lacuna.call('openView', { table: 'factors' });
  // Without case: a sentence that starts with miR-182 prints MiR-182.
  for (const { values, cites } of factors) {
    const said = cites.map(({ number }) => saidOf(number)).join(' ').toLowerCase();
    for (const name of cellText(values['factor']).split(', ')) expect(said).toContain(name.toLowerCase());
  }
});
