// The claims of the built-in review: every study that the text cites is claimed for at every place that cites it, quotes
// stand in the text as they were read, and their corrections lie in the journal beside the others.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimDirections, claimPredicates } from '../../../../db/contract/evidenceWords';
import type { GridRow } from '../../../../db/contract/types';
import { readClaim, reviewClaims } from '../../../../db/seed/claims';
import studies from '../../../../db/seed/studies.json';
import { startCore, type TestCore } from '../coreFixture';

const claims = reviewClaims();
const lastHeading = (section: string): string | undefined => section.split(' › ').at(-1);

describe('each claim', () => {
  test('quotes a passage that cites its studies, as it stands', () => {
    for (const { studies: numbers, section, quote } of claims) {
      for (const number of numbers) {
        const places = studies.find((study) => study.number === number)?.cited.filter((place) => lastHeading(place.section) === section) ?? [];
        expect(places.some((place) => place.passage.includes(quote)), `[${number}] ${quote}`).toBe(true);
      }
    }
  });
  test('is corrected from what was read to what stands', () => {
    for (const { printedQuote, quote, corrections } of claims) expect(corrections.reduce((text, { from, to }) => text.replace(from, () => to), printedQuote)).toBe(quote);
  });
  test('uses the words that the rules understand; another word is refused', () => {
    for (const claim of claims) {
      expect(claimPredicates).toContain(claim.predicate);
      expect(claimDirections).toContain(claim.direction);
    }
    const [claim] = claims;
    if (claim === undefined) throw new Error('There are no claims.');
    expect(() => readClaim({ ...claim, perturbation: { of: 'x', change: 'loss' }, direction: 'sideways' })).toThrow('“sideways”');
  });
});

test('every place of the text that cites a study is covered by a claim for it', () => {
  const covered = new Set(claims.flatMap(({ studies: numbers, section }) => numbers.map((number) => `${number} ${section}`)));
  const places = studies.flatMap(({ number, cited }) => cited.map((place) => `${number} ${lastHeading(place.section)}`));
  expect(places.filter((place) => !covered.has(place))).toEqual([]);
  expect(claims.length).toBeGreaterThan(150);
});

describe('in the file', () => {
  let lacuna: TestCore;
  let rows: readonly GridRow[];
  beforeAll(async () => {
    lacuna = startCore();
    await lacuna.call('openDocument', {});
    ({ rows } = await lacuna.call('openView', { table: 'claims', end: 1000, filters: [{ column: 'origin', operator: 'equals', text: 'narrative' }] }));
  });
  afterAll(() => lacuna.end());

  test('they stand in the order of the text, corrected, with their studies', () => {
    expect(rows.map(({ values, cites }) => [values['subject'], values['quote'], cites.map(({ number }) => number)])).toEqual(claims.map(({ subject, quote, studies: numbers }) => [subject, quote, [...numbers]]));
  });
  test('what was done to a subject is said apart from it', () => {
    const perturbed = rows.filter(({ values }) => values['perturbation'] !== null);
    expect(perturbed).toHaveLength(claims.filter(({ perturbation }) => perturbation !== null).length);
    for (const { values } of perturbed) expect(values['perturbation']).toMatch(/^(?:loss|gain) of \S/u);
  });
  test('a correction of a quote shows in History with its printed form and reason', async () => {
    const index = claims.findIndex(({ corrections }) => corrections.length > 0);
    const history = await lacuna.call('listHistory', { scope: { kind: 'cell', table: 'claims', rowId: rows[index]?.id ?? '', field: 'quote' } });
    expect(history.changeSets.map(({ label }) => label)).toEqual(['correct what was misread', 'built-in review, as read from print']);
    expect(history.changeSets[0]?.revisions[0]?.why).toContain(`Printed “${claims[index]?.corrections[0]?.from}”.`);
  });
  test('the review opens checked, and nothing waits', async () => {
    expect(await lacuna.call('getDocument', {})).toMatchObject({ checksWaiting: 0, counts: { claims: claims.length + rowClaimCount(await rowClaims()) } });
  });
  const rowClaims = async () => (await lacuna.call('openView', { table: 'claims', filters: [{ column: 'origin', operator: 'equals', text: 'table row' }] })).rows;
  const rowClaimCount = (claimed: readonly GridRow[]): number => {
    expect(new Set(claimed.map(({ values }) => values['aboutRowId'])).size).toBe(28);
    return claimed.length;
  };
  test('a factor sums up what is said of its molecule', async () => {
    const factor = (await lacuna.call('openView', { table: 'factors', search: 'PRAME' })).rows[0];
    const { molecules } = await lacuna.call('getFactorSummary', { rowId: factor?.id ?? '' });
    expect(molecules.map(({ printed, expression, effect }) => [printed, expression, effect])).toEqual([['PRAME', 'Down 3', 'Suppresses 1']]);
    expect(molecules[0]?.claims.some(({ fromRow }) => fromRow?.rowId === factor?.id)).toBe(true);
  });
});
