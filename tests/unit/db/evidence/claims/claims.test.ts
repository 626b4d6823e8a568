// What rows claim, in which circumstances, and how claims are summed up: always a breakdown, never one word.
import { describe, expect, test } from 'vitest';
import { contextOf, meetingOf, tumourFamily } from '../../../../../db/evidence/claims/context';
import { directionOfExpression, perturbationOf } from '../../../../../db/evidence/claims/directions';
import { rowClaims } from '../../../../../db/evidence/claims/rowClaims';
import { effectSummary, expressionSummary, usualFamily } from '../../../../../db/evidence/claims/summary';

describe('a direction', () => {
  test.each([
    ['Up', 'up'], ['Upregulated', 'up'], ['Down', 'down'], ['Reduced expression', 'down'], ['Mutation (missense)', 'mutation'], ['Up/Down', 'mixed'], ['No change', 'no change'], ['Unchanged', 'no change'], ['Sideways', 'unknown'], ['  ', null],
  ])('%s is %s', (text, direction) => {
    expect(directionOfExpression(text)).toBe(direction);
  });
  test('is read in a moment from any text', () => {
    for (const text of ['up '.repeat(10_000), 'down up'.repeat(5000), '↑'.repeat(30_000)]) {
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
