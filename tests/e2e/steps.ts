// Owns the steps that specs share: going to a section, finding and reading cells, typing into one. A step does what a
// curator does, by role and name where there is one. Refuses shortcuts through the core.
import { expect, type Locator, type Page } from '@playwright/test';
import { test, type RunningApp } from './fixture';

export async function goTo(page: Page, section: 'Factors' | 'Trials' | 'Studies' | 'Claims' | 'Results' | 'Glossary' | 'Names' | 'Findings' | 'Conflicts' | 'Notes' | 'History' | 'Releases'): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: section }).click();
  await page.getByRole('heading', { name: section, level: 1 }).waitFor();
  if (!['Conflicts', 'Notes', 'History', 'Releases'].includes(section)) await page.locator('.ag-row').first().waitFor();
}

/** The cell of a row as shown, from 0. */
export function cell(page: Page, row: number, key: string): Locator {
  return page.locator(`.ag-row[row-index="${row}"] [col-id="${key}"]`);
}

/** Filters the table by its quick search and waits until it says how many rows are left. */
export async function search(page: Page, text: string, rows: number): Promise<void> {
  await page.getByRole('searchbox', { name: /^Search in/u }).fill(text);
  await expect(page.locator('.sectionHead .sub')).toContainText(text === '' ? new RegExp(`(^|· )${rows} rows`, 'u') : new RegExp(`\\b${rows} (of|rows?\\b)`, 'u'));
}

/** Opens the cell's editor, replaces its text and commits with Enter. */
export async function type(page: Page, target: Locator, text: string): Promise<void> {
  await target.click();
  await page.keyboard.press('F2');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
  await page.keyboard.press('Enter');
  await expect(target).toContainText(text.slice(0, 40));
}

/** What the window just said. */
export function said(page: Page, text: string | RegExp): Locator {
  return page.locator('.toast').filter({ hasText: text });
}

/** Chooses an option of a select by its label. */
export async function choose(scope: Page | Locator, label: string | RegExp, option: string): Promise<void> {
  const page = 'goto' in scope ? scope : scope.page();
  await scope.getByRole('combobox', { name: label }).or(scope.getByRole('textbox', { name: label })).first().click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Another window of the same host, opened from the first, which hands on its right to use it. */
export async function secondWindow({ page, url }: RunningApp): Promise<Page> {
  test.skip(url.startsWith('app:'), 'the desktop application is a single window');
  const opened = page.context().waitForEvent('page');
  await page.evaluate(() => { window.open(window.location.href); });
  const second = await opened;
  await second.setViewportSize({ width: 1440, height: 900 });
  await second.locator('.ag-row').first().waitFor();
  return second;
}
