// What a curator sees of the tables: the published headings, the order, the whole text within reach; and how rows are
// found: sorting, filters of the heads, chips, and search that folds Greek letters and dashes.
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { cell, expectRows, go, head, rewrite, shownColumn } from './gridDriver';

const published = {
  Factors: ['#', 'Factor', 'Expression', 'Clinical significance', 'Function', 'Mechanism(s)', 'Reference', 'Status'],
  Trials: ['#', 'Type of study', 'Treatment', 'Population', 'No. of Patients', 'Results', 'Conclusions', 'Reference', 'Status'],
  Studies: ['#', 'Label', 'Title', 'First author', 'Year', 'Journal', 'DOI', 'PMID', 'Registry ID', 'What the review says', 'Status'],
  Glossary: ['#', 'Abbreviation', 'Expansion', 'Defined in', 'Status'],
} as const;
const counts = { Factors: '28 rows', Trials: '15 rows', Studies: '146 rows', Glossary: '84 rows' } as const;

async function headings(page: Page): Promise<readonly string[]> {
  const found = await page.getByRole('columnheader').evaluateAll((heads) => heads.map((each) => ({ left: each.getBoundingClientRect().left, text: each.textContent?.trim() ?? '' })));
  return found.toSorted((left, right) => left.left - right.left).map(({ text }) => text);
}

test('every table shows its published columns in their order, all in sight beside the inspector', async ({ app: { page } }) => {
  for (const section of ['Factors', 'Trials', 'Studies', 'Glossary'] as const) {
    await go(page, section);
    await expectRows(page, counts[section]);
    expect(await headings(page)).toEqual(published[section]);
    const inspector = await page.getByRole('complementary', { name: 'Inspector' }).boundingBox();
    const status = await head(page, 'flags').boundingBox();
    expect(status, 'Status is drawn').not.toBeNull();
    expect((status?.x ?? 0) + (status?.width ?? 0), `Status of ${section} ends before the inspector`).toBeLessThanOrEqual((inspector?.x ?? 0) + 1);
    const grid = await page.locator('.lg-grid').boundingBox();
    const bottom = await page.getByRole('contentinfo').boundingBox();
    expect(Math.abs((grid?.y ?? 0) + (grid?.height ?? 0) - (bottom?.y ?? 0)), 'the grid reaches down to the status bar').toBeLessThanOrEqual(1);
  }
});

test('Table 1 and Table 2 read as printed, with text wrapped and cut only on the screen', async ({ app: { page } }) => {
  expect((await shownColumn(page, 'ordinal')).slice(0, 5)).toEqual(['1', '2', '3', '4', '5']);
  await expect(cell(page, 0, 'factor')).toHaveText('TGF-β');
  await expect(cell(page, 0, 'references')).toHaveText('[15]');
  await expect(cell(page, 8, 'mechanism')).toHaveText('No description');
  await expect(cell(page, 8, 'mechanism').locator('.lg-missing')).toBeVisible();

  await go(page, 'Trials');
  const results = cell(page, 4, 'results');
  await expect(results).toContainText('did not reach statistical significance.');
  const lines = await results.locator('.lg-text').evaluate((text) => text.clientHeight / Number.parseFloat(getComputedStyle(text).lineHeight));
  expect(lines).toBe(5);
  await results.click();
  await expect(page.getByRole('complementary')).toContainText('showed a trend toward better survival in the surgery group but did not reach statistical significance.');
});

test('sorting is natural, by several columns, and empty cells stay last', async ({ app: { page } }) => {
  await go(page, 'Trials');
  await head(page, 'patients').click();
  await expect(head(page, 'patients')).toHaveAttribute('aria-sort', 'ascending');
  const ascending = await shownColumn(page, 'patients');
  const leading = (text: string): number => Number.parseInt(text, 10);
  const numbered = ascending.filter((text) => !Number.isNaN(leading(text)));
  expect(numbered.map(leading)).toEqual(numbered.map(leading).toSorted((left, right) => left - right));
  await head(page, 'patients').click();
  await expect(head(page, 'patients')).toHaveAttribute('aria-sort', 'descending');

  await go(page, 'Factors');
  await head(page, 'expression').click();
  await head(page, 'factor').click({ modifiers: ['Shift'] });
  await expect(head(page, 'factor')).toHaveAttribute('aria-sort', 'ascending');
  await expect.poll(() => shownColumn(page, 'expression').then((shown) => shown[0])).toBe('Down');
  const pairs = (await shownColumn(page, 'expression')).map((expression, index) => ({ expression, index }));
  const factors = await shownColumn(page, 'factor');
  const up = pairs.filter(({ expression }) => expression === 'Up').map(({ index }) => factors[index] ?? '');
  expect(up).toEqual(up.toSorted(new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare));
  expect(up.length).toBeGreaterThan(2);

  await go(page, 'Studies');
  await rewrite(page, 3, 'year', '2019');
  await head(page, 'year').click();
  await expect(cell(page, 0, 'year')).toHaveText('2019');
  await head(page, 'year').click();
  await expect(head(page, 'year')).toHaveAttribute('aria-sort', 'descending');
  await expect(cell(page, 0, 'year')).toHaveText('2019');
});

test('a filter of a column head narrows the table, shows as a chip, and is lifted by “Show all rows”', async ({ app: { page } }) => {
  await head(page, 'expression').hover();
  await head(page, 'expression').locator('.ag-header-cell-filter-button').click();
  await page.getByRole('checkbox', { name: /^Down/u }).check();
  await expectRows(page, '\\d+ of 28 rows');
  await page.keyboard.press('Escape');
  expect(new Set(await shownColumn(page, 'expression'))).toEqual(new Set(['Down']));
  await expect(page.getByRole('button', { name: /^Expression: Down/u })).toBeVisible();

  await head(page, 'mechanism').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Filter…' }).click();
  await page.getByRole('textbox', { name: 'Filter Value' }).fill('Signaling');
  await expect.poll(async () => (await shownColumn(page, 'mechanism')).every((text) => /signaling/iu.test(text))).toBe(true);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Show all rows' }).click();
  await expectRows(page, '28 rows');
});

test('a chip filters by any of its terms, with counts, and by open conflicts', async ({ app: { page } }) => {
  await page.getByRole('button', { name: /^Function/u }).click();
  await page.getByRole('checkbox', { name: /^Apoptosis \(\d+\)$/u }).check();
  const one = await page.locator('.sectionHead .sub').textContent();
  await page.getByRole('checkbox', { name: /^Adhesion \(\d+\)$/u }).check();
  await expect(page.locator('.sectionHead .sub')).not.toHaveText(one ?? '');
  await page.keyboard.press('Escape');
  expect((await shownColumn(page, 'function')).every((text) => /Apoptosis|Adhesion/u.test(text))).toBe(true);
  await page.getByRole('button', { name: 'With open conflicts' }).click();
  await expectRows(page, '0 of 28 rows');
  await expect(page.getByText('No factor fits the search and the filters.')).toBeVisible();
  await page.getByRole('button', { name: 'With open conflicts' }).click();
  await page.getByRole('button', { name: 'Show all rows' }).click();
  await expectRows(page, '28 rows');
});

test('search finds TGF-β however it is typed, and never miR-175p for miR-17-5p', async ({ app: { page } }) => {
  const search = page.getByRole('searchbox', { name: 'Search in Factors' });
  for (const typed of ['tgf-b', 'TGFβ', 'tgf beta', 'TGF‑β']) {
    await search.fill(typed);
    await expect.poll(() => shownColumn(page, 'factor')).toContain('TGF-β');
    await expectRows(page, '\\d of 28 rows');
  }
  await search.fill('miR-1933');
  await expectRows(page, '0 of 28 rows');
  await search.press('Escape');
  await expect(search).toHaveValue('');
  await expectRows(page, '28 rows');
  await search.fill('mir 193a');
  await search.press('ArrowDown');
  await expect(cell(page, 0, 'factor')).toBeFocused();
  await expect(cell(page, 0, 'factor')).toContainText('miR-193a-3p');
});

test('a row that no longer fits the filter stays until the filter is applied again', async ({ app: { page } }) => {
  await page.getByRole('button', { name: /^Expression/u }).click();
  await page.getByRole('checkbox', { name: /^Mutation/u }).check();
  await page.keyboard.press('Escape');
  await expect(cell(page, 0, 'factor')).toHaveText('GNAQ');
  await rewrite(page, 0, 'expression', 'Up');
  await expect(cell(page, 0, 'expression')).toHaveText('Up');
  await expect(cell(page, 0, 'factor')).toHaveText('GNAQ');
  await page.getByRole('button', { name: 'View' }).click();
  await page.getByRole('button', { name: 'Apply search and filters again' }).click();
  await expect(page.locator('.ag-row').filter({ hasText: 'GNAQ' })).toHaveCount(0);
});
