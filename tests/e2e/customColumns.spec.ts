// A lab's own columns, as a curator makes and uses them: a published and a private one, cells, filters, undo, what an export has
// of them, a column that is withdrawn and restored, and a second window that follows.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixture';
import { complaints, inspector, shot } from './evidenceDriver';
import { command, editor, head } from './gridDriver';
import { cell, choose, said, secondWindow, type } from './steps';

const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Custom columns' });
const rowOf = (page: Page, heading: string): Locator => dialogOf(page).getByRole('row', { name: new RegExp(`^${heading}`, 'u') });

async function addColumn(page: Page, heading: string, holds: string, sharing: 'Private' | 'Published'): Promise<void> {
  const dialog = dialogOf(page);
  await dialog.getByRole('button', { name: 'Add column…' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Heading' })).toBeFocused();
  await page.keyboard.type(heading);
  await choose(dialog, 'Its cells hold', holds);
  await dialog.getByRole('radio', { name: sharing }).check();
  await dialog.getByRole('textbox', { name: 'What it is for' }).fill(`About ${heading}`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, heading)).toContainText(holds);
  await expect(dialog.getByRole('button', { name: 'Add column…' })).toBeFocused();
}

test('are added, filled, filtered by, exported as they may be, withdrawn and restored', async ({ app: { page } }) => {
  await command(page, 'Custom columns…');
  const dialog = dialogOf(page);
  await expect(dialog).toContainText('Factors has no column of your own yet.');
  await addColumn(page, 'Site', 'Term', 'Published');
  await addColumn(page, 'Doubts', 'Terms', 'Private');
  expect(await complaints(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Add column…' }).click();
  await page.keyboard.type('site');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toHaveText('Factors has a column “Site” already. Choose another heading.');
  await expect(dialog.getByRole('textbox', { name: 'Heading' })).toHaveValue('site');
  expect(await complaints(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await shot(page, 'custom-columns');
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  // Behind the table's own, before the status; the private one says so.
  const heads = await page.locator('.ag-header-cell').evaluateAll((all) => all.map((each) => each.getAttribute('col-id')).filter((key) => key !== null));
  expect(heads.slice(-3)).toEqual(['custom1', 'custom2', 'flags']);
  await expect(page.getByRole('columnheader', { name: 'Doubts private' })).toBeVisible();
  await type(page, cell(page, 0, 'custom1'), 'rib');
  await type(page, cell(page, 0, 'custom2'), 'read once, old antibody');
  await cell(page, 1, 'custom1').click();
  await page.keyboard.press('F2');
  await page.keyboard.type('hip');
  await page.keyboard.press('Enter');
  await cell(page, 0, 'custom1').click();
  await expect(inspector(page).getByRole('heading', { name: /^Site/u, level: 3 })).toBeVisible();
  await shot(page, 'custom-cells');
  expect(await complaints(page)).toEqual([]);

  await inspector(page).getByText('History', { exact: true }).click();
  await expect(inspector(page)).toContainText('Edit Site of');
  await page.keyboard.press('Escape');

  // The terms are chips, and a filter of the head.
  await page.getByRole('button', { name: /^Doubts/u }).first().click();
  await page.getByRole('checkbox', { name: 'read once (1)' }).check();
  await expect(page.locator('.sectionHead .sub')).toContainText('1 of');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Show all rows' }).click();
  await expect(cell(page, 1, 'custom1')).toHaveText('hip');

  await page.keyboard.press('ControlOrMeta+z');
  await expect(said(page, /^Undone: edit Site of/u)).toBeVisible();
  await expect(cell(page, 1, 'custom1')).toHaveText('');

  await page.keyboard.press('ControlOrMeta+e');
  const exporting = page.getByRole('dialog', { name: 'Export' });
  await expect(exporting.getByRole('checkbox', { name: 'Site' })).toBeChecked();
  await expect(exporting.getByRole('checkbox', { name: 'Doubts (private)' })).toBeDisabled();
  await expect(exporting.getByRole('checkbox', { name: 'Doubts (private)' })).not.toBeChecked();
  await expect(exporting).toContainText('the private column Doubts.');
  await expect(exporting.getByRole('columnheader', { name: 'Site' })).toBeVisible();
  await expect(exporting.getByRole('columnheader', { name: 'Doubts' })).toHaveCount(0);
  expect(await complaints(page)).toEqual([]);
  await exporting.getByRole('button', { name: 'Close' }).last().click();

  // Withdrawn it leaves the grid; its cells wait.
  await command(page, 'Custom columns…');
  await expect(rowOf(page, 'Site')).toContainText('Term');
  await dialog.getByRole('button', { name: 'Withdraw Site' }).click();
  await expect(rowOf(page, 'Site')).toContainText('withdrawn');
  await expect(head(page, 'custom1')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Restore Site' }).click();
  await expect(rowOf(page, 'Site').getByRole('cell').nth(2)).toHaveText('1');
  await dialog.getByRole('button', { name: 'Edit Doubts' }).click();
  await dialog.getByRole('radio', { name: 'Published' }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(rowOf(page, 'Doubts')).toContainText('Published');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(cell(page, 0, 'custom1')).toHaveText('rib');
  await expect(head(page, 'custom2')).not.toContainText('private');
});

test('a filter on a column that is withdrawn goes with it; a number is held to its rule', async ({ app: { page } }) => {
  await command(page, 'Custom columns…');
  await addColumn(page, 'Reads', 'Number', 'Private');
  await dialogOf(page).getByRole('button', { name: 'Close' }).last().click();
  await cell(page, 0, 'custom1').click();
  await page.keyboard.type('lots');
  await page.keyboard.press('Enter');
  await expect(editor(page).getByRole('alert')).toContainText('Give the number as it is printed');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await expect(cell(page, 0, 'custom1')).toHaveText('12');
  await head(page, 'custom1').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Filter…' }).click();
  await page.getByRole('textbox', { name: 'Filter Value' }).fill('12');
  await expect(page.locator('.sectionHead .sub')).toContainText('1 of');
  await page.keyboard.press('Escape');
  await head(page, 'custom1').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Custom columns…' }).click();
  await dialogOf(page).getByRole('button', { name: 'Withdraw Reads' }).click();
  await dialogOf(page).getByRole('button', { name: 'Close' }).last().click();
  await expect(page.locator('.sectionHead .sub')).toContainText(/(^|· )\d+ rows$/u);
});

test('a second window shows a new column at once, where it belongs, and keeps its own order', async ({ app }) => {
  const { page } = app;
  const second = await secondWindow(app);
  await page.getByRole('button', { name: 'View ▾' }).click();
  await page.getByRole('button', { name: 'Custom columns…' }).click();
  await addColumn(page, 'Site', 'Text', 'Published');
  await dialogOf(page).getByRole('button', { name: 'Close' }).last().click();
  await expect(head(second, 'custom1')).toBeVisible();
  const heads = await second.locator('.ag-header-cell').evaluateAll((all) => all.map((each) => each.getAttribute('col-id')).filter((key) => key !== null));
  expect(heads.slice(-2)).toEqual(['custom1', 'flags']);
  await type(page, cell(page, 0, 'custom1'), 'rib');
  await expect(cell(second, 0, 'custom1')).toHaveText('rib');
  await second.reload();
  await second.locator('.ag-row').first().waitFor();
  await expect(cell(second, 0, 'custom1')).toHaveText('rib');
});
