// Owns the steps that specs of claims, results and findings share, in a curator's words.
import type { Locator, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { expect } from './fixture';
import { cell, search, type } from './steps';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

declare global {
  interface Window { readonly axe: { run(context: string, options: object): Promise<AxeResults> } }
}

/** What axe holds against the page by the rules of WCAG 2.1 A and AA, as "rule: first element". */
export async function complaints(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => window.axe.run('body', { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target }) => String(target[0])).join(' | ')} ${nodes[0]?.any[0]?.message ?? ''}`);
}

/** A picture to be looked at. */
export async function shot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `test-results/e2e-shots/${name}.png`, animations: 'disabled' });
}

/** The card beside a cell. */
export function card(page: Page): Locator {
  return page.getByRole('dialog', { name: /^(?:Finding|\d+ findings)$/u });
}

export function inspector(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Inspector' });
}

export async function openEvidence(page: Page): Promise<Locator> {
  await inspector(page).getByText('Evidence', { exact: true }).click();
  return inspector(page);
}

/** A field of the selected row, as the inspector shows it: columns out of sight are not drawn in the grid. */
export function field(page: Page, heading: string): Locator {
  return inspector(page).locator('.card').filter({ has: page.getByRole('heading', { name: new RegExp(`^${heading}(?:Edit)?(?:Note)?$`, 'u'), level: 3 }) }).locator('p');
}

export function count(page: Page, section: string): Locator {
  return page.getByRole('navigation').getByRole('button', { name: section }).locator('.count');
}

export interface ClaimWords { readonly direction: string; readonly study?: string; readonly predicate?: string; readonly quote?: string; readonly subject?: string }

/** Fills the open dialog and adds the claim; the answer stays open. */
export async function fillClaim(page: Page, { subject, direction, study, predicate, quote }: ClaimWords): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name: 'Add claim' });
  if (subject !== undefined) await dialog.getByRole('textbox', { name: 'Subject' }).fill(subject);
  if (predicate !== undefined) await dialog.getByRole('combobox', { name: 'Predicate' }).fill(predicate);
  await dialog.getByRole('combobox', { name: 'Direction' }).fill(direction);
  if (study !== undefined) {
    await dialog.getByRole('combobox', { name: 'Study' }).fill(study);
    await page.getByRole('option', { name: new RegExp(`^\\[${study}\\]`, 'u') }).waitFor();
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('list', { name: 'Chosen studies' })).toContainText(`[${study}]`);
  }
  if (quote !== undefined) await dialog.getByRole('textbox', { name: 'Quote' }).fill(quote);
  await dialog.getByRole('button', { name: 'Add claim' }).click();
  const answer = page.getByRole('dialog', { name: 'Claim added' });
  await answer.waitFor();
  return answer;
}

/** A factor of its own, Down, and a claim that says Up: F1 on these two alone. Leaves Factors narrowed to it, its row in focus. */
export async function contradictOwn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add factor' }).click();
  await page.getByRole('dialog', { name: 'New factor' }).getByLabel('Factor').fill('LACT1');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await search(page, 'LACT1', 1);
  await type(page, cell(page, 0, 'expression'), 'Down');
  // A row that cites no study is a finding of its own.
  await type(page, cell(page, 0, 'references'), '16');
  await cell(page, 0, 'factor').click();
  await page.keyboard.press('ControlOrMeta+Shift+l');
  const answer = await fillClaim(page, { direction: 'up', study: '30', quote: 'LACT1 was overexpressed in bone metastases.' });
  await answer.getByRole('button', { name: 'Close' }).last().click();
  await expect(cell(page, 0, 'flags')).toContainText('1 finding');
}

/** PRAME is Down in its row; a claim says Up, which is F1. Leaves the Factors grid with the row in focus. */
export async function contradictPrame(page: Page): Promise<void> {
  await cell(page, 1, 'factor').click();
  await page.keyboard.press('ControlOrMeta+Shift+l');
  const answer = await fillClaim(page, { direction: 'up', study: '30', quote: 'PRAME was overexpressed in bone metastases.' });
  await answer.getByRole('button', { name: 'Close' }).last().click();
  await expect(cell(page, 1, 'flags')).toContainText('1 finding');
}
