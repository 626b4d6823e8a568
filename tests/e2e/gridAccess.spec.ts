// The grid for everyone: by keyboard alone, for screen readers (axe), in the dark, at 200%, with Escape doing the least.
// Each state leaves a screenshot in test-results/e2e-shots, to be looked at.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { expect, test } from './fixture';
import { cell, editor, expectRows, go, head, openEditor, paste } from './gridDriver';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

declare global {
  interface Window { readonly axe: { run(context: string, options: object): Promise<AxeResults> } }
}

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/** What axe holds against the page, as "rule: first element". The practices of landmarks are for the page, not for a part of it. */
async function complaints(page: Page, context = 'body'): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(([within, runOnly]) => window.axe.run(within, { runOnly }), [context, context === 'body' ? [...wcag, 'best-practice'] : wcag] as const);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target }) => String(target[0])).join(' | ')}`);
}

async function shot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `test-results/e2e-shots/${name}.png`, animations: 'disabled' });
}

test('everything goes by keyboard: from the search to a cell, along cells, to a head, its menu and back', async ({ app: { page } }) => {
  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.type('mir');
  await page.keyboard.press('Enter');
  await expect(cell(page, 0, 'factor')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowDown');
  await expect(cell(page, 0, 'factor')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(cell(page, 1, 'expression')).toBeFocused();
  const outline = await cell(page, 1, 'expression').evaluate((focused) => getComputedStyle(focused).outlineWidth);
  expect(Number.parseFloat(outline), 'the focus is seen').toBeGreaterThanOrEqual(2);
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await page.keyboard.press('ControlOrMeta+End');
  await expect(page.locator('.ag-row[row-index="27"] .ag-cell.ag-cell-focus')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('ArrowUp');
  await expect(head(page, 'factor')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(head(page, 'factor')).toHaveAttribute('aria-sort', 'ascending');
  await page.keyboard.press('ContextMenu');
  await expect(page.getByRole('menuitem', { name: 'Sort ascending' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Sort descending' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(head(page, 'factor')).toHaveAttribute('aria-sort', 'descending');
  await expect(head(page, 'factor'), 'the focus comes back to the head').toBeFocused();
  await page.keyboard.press('ContextMenu');
  await page.getByRole('menuitem', { name: 'Sort ascending' }).waitFor();
  await page.keyboard.type('F');
  await expect(page.getByRole('menuitem', { name: 'Filter…' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Filter Value' })).toBeFocused();
  await page.keyboard.type('cxc');
  await expectRows(page, '2 of 28 rows');
  await page.keyboard.press('Escape');
  await expect(head(page, 'factor')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(cell(page, 0, 'factor')).toBeFocused();
  await page.keyboard.press('F2');
  await page.keyboard.type('by keyboard');
  await page.keyboard.press('Enter');
  await expect(page.locator('.ag-row').filter({ hasText: 'by keyboard' })).toHaveCount(1);
});

test('Escape does the least: suggestion, editor, range, menu, search; never more than one at once', async ({ app: { page } }) => {
  await openEditor(page, 0, 'expression');
  await editor(page).getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await expect(editor(page).getByRole('option', { selected: true })).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(editor(page).getByRole('option', { selected: true })).toHaveCount(0);
  await expect(editor(page), 'the suggestion goes, the editor stays').toBeVisible();
  await page.keyboard.press('Escape');
  await expect(editor(page)).toHaveCount(0);

  await cell(page, 0, 'factor').click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('F2');
  await page.keyboard.press('Escape');
  await expect(editor(page)).toHaveCount(0);
  await expect(cell(page, 0, 'factor')).toBeFocused();
  await expect(page.locator('[data-range]'), 'letting the editor go keeps the range').toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-range]')).toHaveCount(0);
  await head(page, 'factor').click({ button: 'right' });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(head(page, 'factor')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.type('zzz');
  await expectRows(page, '0 of 28 rows');
  await page.keyboard.press('Escape');
  await expectRows(page, '28 rows');
});

test('axe has nothing against the main screen, the editors, a filter, a review and the menus', async ({ app: { page } }) => {
  await cell(page, 0, 'factor').click();
  expect(await complaints(page), 'Factors').toEqual([]);
  await openEditor(page, 0, 'clinicalSignificance');
  await page.keyboard.type('bo');
  await editor(page).getByRole('option').first().waitFor();
  expect(await complaints(page, '.lg-editor'), 'terms editor').toEqual([]);
  await shot(page, 'terms-editor');
  await page.keyboard.press('Escape');
  await openEditor(page, 0, 'references');
  await page.keyboard.type('4');
  await editor(page).getByRole('option').first().waitFor();
  expect(await complaints(page, '.lg-editor'), 'references editor').toEqual([]);
  await shot(page, 'references-editor');
  await page.keyboard.press('Escape');
  await head(page, 'expression').hover();
  await head(page, 'expression').locator('.ag-header-cell-filter-button').click();
  await page.getByRole('checkbox', { name: /^Down/u }).waitFor();
  expect(await complaints(page, '.ag-filter'), 'filter').toEqual([]);
  await shot(page, 'term-filter');
  await page.keyboard.press('Escape');
  await head(page, 'function').click({ button: 'right' });
  await page.getByRole('menu').waitFor();
  expect(await complaints(page, '[role="menu"]'), 'menu of a head').toEqual([]);
  await shot(page, 'head-menu');
  await page.keyboard.press('Escape');
  await go(page, 'Studies');
  await openEditor(page, 0, 'year');
  await page.keyboard.type('x');
  await page.keyboard.press('Enter');
  await editor(page).getByRole('alert').waitFor();
  expect(await complaints(page), 'refused value').toEqual([]);
  await shot(page, 'refused-editor');
  await cell(page, 3, 'label').click();
  await shot(page, 'refused-cell');
  await cell(page, 3, 'year').click();
  await paste(page, { text: 'soon\n2020' });
  await page.getByRole('dialog', { name: 'Paste' }).waitFor();
  expect(await complaints(page, '[role="dialog"]'), 'review').toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'View' }).click();
  await page.getByText('Lines per row').waitFor();
  expect(await complaints(page, '[role="dialog"]'), 'view').toEqual([]);
  await shot(page, 'view-menu');
});

test('the dark screen keeps its contrast', async ({ app: { page } }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await go(page, 'Trials');
  await cell(page, 4, 'results').click();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.locator('[data-range]')).toHaveCount(4);
  expect(await complaints(page)).toEqual([]);
  await shot(page, 'dark-trials');
  await openEditor(page, 3, 'results');
  await shot(page, 'dark-editor');
  expect(await complaints(page, '.lg-editor')).toEqual([]);
});

test('at 200% every part can be reached: the table scrolls, the editor fits, nothing covers the cells', async ({ app: { page } }) => {
  await page.setViewportSize({ width: 720, height: 450 });
  await go(page, 'Trials');
  await cell(page, 0, 'treatment').click();
  const row = await cell(page, 0, 'treatment').boundingBox();
  const grid = await page.locator('.lg-grid').boundingBox();
  expect(grid?.height ?? 0).toBeGreaterThan(150);
  expect((row?.y ?? 0) + 20).toBeLessThan((grid?.y ?? 0) + (grid?.height ?? 0));
  await shot(page, 'zoomed-trials');
  await page.keyboard.press('End');
  await expect(page.locator('.ag-row[row-index="0"] .ag-cell.ag-cell-focus')).toBeInViewport();
  await page.keyboard.press('Home');
  await cell(page, 0, 'treatment').click();
  await page.keyboard.press('F2');
  const box = await editor(page).boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(720);
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(450);
  await shot(page, 'zoomed-editor');
  await page.keyboard.press('Escape');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(720);
});

test('the main screens, as they are looked at', async ({ app: { page } }) => {
  await cell(page, 8, 'factor').click();
  await shot(page, 'factors');
  await go(page, 'Trials');
  await cell(page, 4, 'results').click();
  await shot(page, 'trials');
  await openEditor(page, 4, 'results');
  await shot(page, 'long-editor');
  await page.keyboard.press('Escape');
  await go(page, 'Studies');
  await shot(page, 'studies');
  await go(page, 'Glossary');
  await shot(page, 'glossary');
  await page.setViewportSize({ width: 1920, height: 1080 });
  await go(page, 'Trials');
  await shot(page, 'trials-wide');
});
