// How a table is laid out belongs to the document: widths, order, pins, hidden columns, sorting, filters and the lines
// of a row are there again after a restart, per table.
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { cell, expectRows, go, head } from './gridDriver';

async function widthOf(page: Page, column: string): Promise<number> {
  return Math.round((await head(page, column).boundingBox())?.width ?? 0);
}

async function order(page: Page): Promise<readonly string[]> {
  const found = await page.locator('.ag-header-cell').evaluateAll((heads) => heads.map((each) => ({ left: each.getBoundingClientRect().left, key: each.getAttribute('col-id') ?? '' })));
  return found.toSorted((left, right) => left.left - right.left).map(({ key }) => key);
}

async function drag(page: Page, from: { readonly x: number; readonly y: number }, to: { readonly x: number; readonly y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, to.y, { steps: 6 });
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
}

async function menuOf(page: Page, column: string, item: string): Promise<void> {
  await head(page, column).click({ button: 'right' });
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

test('width, order, pin, hidden column, sorting, filter and lines per row are there after a restart', async ({ app }) => {
  const { page } = app;
  const edge = await head(page, 'factor').boundingBox();
  const right = { x: (edge?.x ?? 0) + (edge?.width ?? 0) - 1, y: (edge?.y ?? 0) + 20 };
  await drag(page, right, { x: right.x + 60, y: right.y });
  const wide = await widthOf(page, 'factor');
  expect(wide).toBeGreaterThan((edge?.width ?? 0) + 40);

  const mechanism = await head(page, 'mechanism').boundingBox();
  const significance = await head(page, 'clinicalSignificance').boundingBox();
  await drag(page, { x: (mechanism?.x ?? 0) + 30, y: (mechanism?.y ?? 0) + 25 }, { x: (significance?.x ?? 0) + 20, y: (significance?.y ?? 0) + 25 });
  await expect.poll(() => order(page)).toEqual(['ordinal', 'factor', 'expression', 'mechanism', 'clinicalSignificance', 'function', 'references', 'flags']);

  await menuOf(page, 'references', 'Pin to the left');
  await menuOf(page, 'function', 'Hide');
  await menuOf(page, 'factor', 'Sort descending');
  await page.getByRole('button', { name: /^Expression/u }).click();
  await page.getByRole('checkbox', { name: /^Up/u }).check();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'View' }).click();
  await page.getByRole('button', { name: '2', exact: true }).click();
  await page.keyboard.press('Escape');
  await expectRows(page, '25 of 28 rows');
  const first = await cell(page, 0, 'factor').textContent() ?? '';
  const height = (await cell(page, 0, 'factor').boundingBox())?.height;
  await page.waitForTimeout(600);

  await app.restart();
  await expectRows(app.page, '25 of 28 rows');
  expect(await order(app.page)).toEqual(['ordinal', 'references', 'factor', 'expression', 'mechanism', 'clinicalSignificance', 'flags']);
  expect(await widthOf(app.page, 'factor')).toBe(wide);
  await expect(head(app.page, 'factor')).toHaveAttribute('aria-sort', 'descending');
  await expect(cell(app.page, 0, 'factor')).toHaveText(first);
  expect((await cell(app.page, 0, 'factor').boundingBox())?.height).toBe(height);
  await expect(app.page.getByRole('button', { name: /^Expression: Up/u })).toBeVisible();

  await go(app.page, 'Trials');
  await expectRows(app.page, '15 rows');
  await go(app.page, 'Factors');
  await app.page.getByRole('button', { name: 'View' }).click();
  await app.page.getByRole('button', { name: 'Reset columns, sorting and filters' }).click();
  await app.page.keyboard.press('Escape');
  await expectRows(app.page, '28 rows');
  expect(await order(app.page)).toEqual(['ordinal', 'factor', 'expression', 'clinicalSignificance', 'function', 'mechanism', 'references', 'flags']);
  await expect(cell(app.page, 0, 'factor')).toHaveText('TGF-β');
});

test('columns fill the grid until a width is chosen, also when the inspector goes and comes', async ({ app: { page } }) => {
  const ends = async (): Promise<number> => Math.round(((await head(page, 'flags').boundingBox())?.x ?? 0) + ((await head(page, 'flags').boundingBox())?.width ?? 0));
  const edge = async (): Promise<number> => Math.round(((await page.locator('.lg-grid').boundingBox())?.x ?? 0) + ((await page.locator('.lg-grid').boundingBox())?.width ?? 0));
  await expect.poll(async () => (await edge()) - (await ends())).toBeLessThan(20);
  const before = await ends();
  await page.keyboard.press('ControlOrMeta+i');
  await expect(page.getByRole('complementary')).toHaveCount(0);
  await expect.poll(ends).toBeGreaterThan(before + 200);
  await expect.poll(async () => (await edge()) - (await ends())).toBeLessThan(20);
  await menuOf(page, 'mechanism', 'Hide');
  await expect.poll(async () => (await edge()) - (await ends())).toBeLessThan(20);
  await page.keyboard.press('ControlOrMeta+i');
  await expect.poll(async () => (await edge()) - (await ends())).toBeLessThan(20);

  await menuOf(page, 'factor', 'Fit to its text');
  const chosen = await widthOf(page, 'factor');
  await page.keyboard.press('ControlOrMeta+i');
  await expect(page.getByRole('complementary')).toHaveCount(0);
  expect(await widthOf(page, 'factor')).toBe(chosen);
});

test('a layout stays when the curator goes to another table at once and comes back', async ({ app: { page } }) => {
  await menuOf(page, 'function', 'Hide');
  await go(page, 'Trials');
  await go(page, 'Factors');
  await expect(head(page, 'function')).toHaveCount(0);
  await page.getByRole('button', { name: 'View' }).click();
  await page.getByRole('checkbox', { name: 'Function' }).check();
  await expect(head(page, 'function')).toBeVisible();
});
