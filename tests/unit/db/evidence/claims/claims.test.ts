// What rows claim, in which circumstances, and how claims are summed up: always a breakdown, never one word.
import { describe, expect, test } from 'vitest';
import { contextOf, meetingOf, tumourFamily } from '../../../../../db/evidence/claims/context';
import { directionOfExpression, perturbationOf } from '../../../../../db/evidence/claims/directions';
import { rowClaims } from '../../../../../db/evidence/claims/rowClaims';
import { effectSummary, expressionSummary, usualFamily } from '../../../../../db/evidence/claims/summary';

describe('a direction', () => {
  test.each([
    ['up', ['Up', 'UP', 'Upregulated', 'Up-regulation', 'Overexpressed', 'Overexpression', 'over-expressed', 'Highly expressed', 'strongly expressed', 'Highly and specifically expressed', 'High', 'High expression', 'higher levels', 'Elevated', 'Elevated serum level', 'Increased', 'increased expression', 'Increase in tumor tissue', 'Enriched', 'Enriched in exosomes', 'more abundant', 'Abundant', 'Strong staining', 'strong nuclear staining', 'Amplified', 'Gain', 'Raised', '↑', 'miR-21 ↑', 'Hypoxia-induced increase', 'Upregulated in bone metastases', 'High in metastases', 'Increases with stage']],
    ['down', ['Down', 'Downregulated', 'down-regulation', 'Underexpressed', 'Low', 'Low expression', 'lowly expressed', 'Lower', 'Decreased', 'Decreased expression', 'Reduced', 'Reduced expression', 'Reduction', 'Lost', 'Loss', 'Loss of expression', 'Absent', 'Absence', 'absence of expression', 'Silenced', 'Silenced by methylation', 'Deleted', 'Depleted', 'Diminished', 'Weak staining', 'weakly expressed', 'poorly expressed', 'less abundant', 'Not expressed', 'No expression', 'not detected', 'Undetectable', 'lack of expression', 'Low or no expression', 'Strongly reduced', 'Highly downregulated', 'highly reduced expression', 'less enriched', '↓']],
    ['no change', ['No change', 'Unchanged', 'no significant difference', 'Not significantly changed', 'not altered', 'Stable', 'similar']],
    ['mutation', ['Mutation', 'Mutation (missense)', 'Mutated', 'mutant', 'Loss-of-function mutation', 'gain-of-function mutation']],
    ['mixed', ['Up/Down', 'Up and down', 'Mixed', 'Variable', 'Upregulated in LUAD, downregulated in LUSC', 'High in serum; low in tissue', 'Increased early, reduced later', 'No change in serum, elevated in tissue', '↑↓']],
    ['unknown', [
      'Sideways', 'Altered', 'Dysregulated', 'Aberrant', 'Expressed', 'Positive', 'Loss of function', 'wild-type', 'not mutated', 'No mutation', 'up to 40% of cells', 'Tumor suppressor', 'aldo-keto reductase',
      'Not upregulated', 'not up-regulated', 'Not significantly increased', 'not highly expressed', 'Not overexpressed', 'no increase', 'No significant upregulation', 'no increased expression', 'was not elevated', 'wasn’t elevated', 'without upregulation', 'lack of overexpression', 'absence of overexpression', 'never high', 'non-elevated', 'Not reduced', 'no decrease', 'not lost', 'no loss', 'not absent', 'not silenced', 'Neither up nor down', 'no increase or decrease', 'not low',
      'Low survival', 'high-grade tumors', 'Increased overall survival',
    ]],
    // What is denied does not hide what is said; other things that are high or low are no levels.
    ['down', ['Not increased but decreased', 'Not up, down', 'low rather than high']], ['up', ['High expression, reduced survival', 'High in tumor, low in normal tissue', 'Elevated; worse overall survival, low OS', 'Increased in high-grade tumors']],
  ] as const)('%s: %j', (direction, texts) => {
    for (const text of texts) expect([text, directionOfExpression(text)]).toEqual([text, direction]);
  });
  test('of an empty cell there is none', () => {
    expect([directionOfExpression(''), directionOfExpression('  ')]).toEqual([null, null]);
  });
  test('is read in a moment from any text', () => {
    for (const text of ['up '.repeat(10_000), 'down up'.repeat(5000), '↑'.repeat(30_000), 'not '.repeat(8000), 'highly '.repeat(5000), 'low a '.repeat(6000), 'absence of '.repeat(3000), 'a'.repeat(30_000), '- '.repeat(15_000)]) {
      const start = performance.now();
      directionOfExpression(text);
      expect(performance.now() - start).toBeLessThan(200);
    }
  });
});

test('what was done to a molecule is told from the molecule', () => {
  expect(perturbationOf('loss of GNAQ')).toEqual({ change: 'loss', of: 'GNAQ' });
  expect(perturbationOf('Gain of TGF-β receptor')).toEqual({ change: 'gain', of: 'TGF-β receptor' });
  for (const text of ['', 'GNAQ', 'loss', 'loss of ']) expect(perturbationOf(text)).toBeNull();
});

describe('circumstances', () => {
  const meeting = (left: Record<string, string>, right: Record<string, string>) => meetingOf(contextOf(left), contextOf(right));
  const stated = { cancer: 'NSCLC', specimen: 'tissue', comparator: 'normal' };
  test('meet by the tumour, whatever it is called', () => {
    expect(meeting(stated, { ...stated, cancer: 'non-small-cell lung cancer' })).toBe('same');
    expect(meeting(stated, { ...stated, cancer: 'lung adenocarcinoma' })).toBe('kindred');
    expect(meeting(stated, { ...stated, cancer: 'prostate cancer' })).toBe('different');
    expect(meeting(stated, { ...stated, cancer: 'small-cell lung cancer' })).toBe('different');
    expect(meeting(stated, { ...stated, cancer: 'various cancers' })).toBe('unstated');
    expect(meeting(stated, { ...stated, cancer: '' })).toBe('unstated');
  });
  test('meet whatever their order and number', () => {
    expect(meeting({ ...stated, specimen: 'tumor tissues' }, { ...stated, specimen: 'tissue of tumor' })).toBe('same');
    expect(meeting({ ...stated, specimen: 'tissue' }, { ...stated, specimen: 'bone metastasis tissue' })).toBe('kindred');
  });
  test('have a family by which summaries tell other cancers apart', () => {
    expect(['LUAD', 'EGFR-mutant LUAD', 'NSCLC', 'lung cancer', 'breast cancers', ''].map(tumourFamily)).toEqual(['lung', 'lung', 'lung', 'lung', 'breast cancer', null]);
  });
  test('are compared in a moment, whatever they hold', () => {
    const long = { cancer: 'all tumor '.repeat(3000), specimen: 'a-'.repeat(15_000), comparator: '(('.repeat(9000), setting: 'egfr- '.repeat(5000) };
    const start = performance.now();
    meeting(long, { ...long, cancer: 'lung '.repeat(6000) });
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('a row of Table 1', () => {
  const molecule = (printed: string) => ({ printed, key: printed.toLowerCase(), approved: null, kind: 'unknown' });
  test('claims once for each molecule and study, in its own words', () => {
    const claims = rowClaims({ factor: 'miR-1,\nmiR-2', expression: 'Up', references: ['s1', 's2'] }, [molecule('miR-1'), molecule('miR-2')]);
    expect(claims.map(({ molecule: key, studyId, values }) => [key, studyId, values['subject'], values['direction'], values['quote']])).toEqual([
      ['mir-1', 's1', 'miR-1', 'up', 'miR-1, miR-2: Up'], ['mir-1', 's2', 'miR-1', 'up', 'miR-1, miR-2: Up'], ['mir-2', 's1', 'miR-2', 'up', 'miR-1, miR-2: Up'], ['mir-2', 's2', 'miR-2', 'up', 'miR-1, miR-2: Up'],
    ]);
  });
  test('claims as a whole when it names no molecule, and without a study when it cites none', () => {
    expect(rowClaims({ factor: 'Bone marrow niche', expression: null, references: [] }, []).map(({ studyId, values }) => [studyId, values['subject'], values['direction'], values['references'], values['quote']])).toEqual([['', 'Bone marrow niche', 'unknown', [], 'Bone marrow niche: expression not stated']]);
  });
  test('does not know a direction that its paper leaves open, and keeps the reason in the quote', () => {
    expect(rowClaims({ factor: 'OPN', expression: { missing: 'No description' }, references: [] }, [])[0]?.values).toMatchObject({ direction: 'unknown', quote: 'OPN: No description' });
  });
});

describe('a summary', () => {
  const claim = (direction: string, isOtherCancer = false) => ({ direction, isOtherCancer });
  test('breaks levels and effects down apart, and counts other cancers', () => {
    const claims = [claim('up'), claim('down'), claim('promotes'), claim('up', true), claim('down', true), claim('unspecified')];
    expect([expressionSummary(claims), effectSummary(claims)]).toEqual(['Up 1 · Down 1 · 2 in other cancers', 'Promotes 1']);
  });
  test('is empty where nothing is said', () => {
    expect([expressionSummary([]), effectSummary([claim('up')])]).toEqual(['', '']);
  });
  test('takes the commonest tumour for the usual one', () => {
    expect([usualFamily(new Map([['breast', 2], ['lung', 5]])), usualFamily(new Map([['b', 1], ['a', 1]])), usualFamily(new Map())]).toEqual(['lung', 'a', null]);
  });
});
