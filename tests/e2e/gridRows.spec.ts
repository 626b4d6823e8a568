// Rows come, are withdrawn, excluded and restored, never deleted; every step can be undone, also after a restart; the
// inspector shows the row in full, its evidence and its history.
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { cell, editor, expectRows, go, head, rewrite, said } from './gridDriver';

async function rowStep(page: Page, step: 'Withdraw…' | 'Exclude from exports…' | 'Restore…', reason: string): Promise<void> {
  await page.getByRole('button', { name: 'Rows ▾' }).click();
  await page.getByRole('menuitem', { name: step }).click();
  const word = step.replace(/ .*|…/u, '');
  const dialog = page.getByRole('dialog', { name: new RegExp(`^${word} `, 'u') });
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
  await dialog.getByRole('button', { name: word, exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

test('a new row asks for what it can not be without, and is shown', async ({ app: { page } }) => {
  await page.getByRole('button', { name: 'Add factor' }).click();
  const dialog = page.getByRole('dialog', { name: 'New factor' });
  await dialog.getByRole('button', { name: 'Add factor' }).click();
  await expect(dialog).toContainText('Factor can\'t be empty.');
  await dialog.getByRole('textbox', { name: 'Factor' }).fill('CXCL12');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expectRows(page, '29 rows');
  await expect(cell(page, 28, 'factor')).toHaveText('CXCL12');
  await expect(cell(page, 28, 'ordinal')).toHaveText('29');
  await expect(cell(page, 28, 'factor')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.type('Up');
  await page.keyboard.press('Enter');
  await expect(cell(page, 28, 'expression')).toHaveText('Up');

  await go(page, 'Trials');
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await page.getByRole('dialog', { name: 'New trial' }).getByRole('textbox', { name: 'Treatment' }).fill('Denosumab\nvs placebo');
  await page.mouse.click(5, 450);
  await expect(page.getByRole('dialog', { name: 'New trial' }), 'a click beside the dialog does not lose the text').toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Add trial' }).click();
  await expectRows(page, '16 rows');

  await go(page, 'Glossary');
  await page.getByRole('button', { name: 'Add abbreviation' }).click();
  await page.getByRole('textbox', { name: 'Abbreviation' }).fill('SRE');
  await page.getByRole('textbox', { name: 'Expansion' }).fill('skeletal-related event');
  await page.keyboard.press('Enter');
  await expectRows(page, '85 rows');
});

test('withdrawn rows leave the table and come back; excluded rows stay, marked; each with its reason in History', async ({ app: { page } }) => {
  await cell(page, 1, 'factor').click();
  await page.keyboard.press('Shift+ArrowDown');
  await rowStep(page, 'Withdraw…', 'printed twice');
  await expectRows(page, '26 rows');
  await expect(page.locator('.ag-row').filter({ hasText: 'PRAME' })).toHaveCount(0);
  await page.getByRole('button', { name: 'View' }).click();
  await page.getByRole('checkbox', { name: 'Show withdrawn rows' }).check();
  await page.keyboard.press('Escape');
  await expect(cell(page, 1, 'factor')).toHaveText('PRAME');
  await expect(cell(page, 1, 'flags')).toHaveText('Withdrawn');

  await cell(page, 1, 'factor').click();
  await page.getByRole('complementary').getByText('History', { exact: true }).click();
  await expect(page.getByRole('complementary')).toContainText('printed twice');
  await page.getByRole('complementary').getByText('Row', { exact: true }).click();
  await page.keyboard.press('Escape');
  await cell(page, 1, 'factor').click();
  await rowStep(page, 'Restore…', '');
  await expect(cell(page, 1, 'flags')).toHaveText('');

  await cell(page, 5, 'factor').click();
  await rowStep(page, 'Exclude from exports…', 'not lung cancer');
  await expect(cell(page, 5, 'flags')).toHaveText('Excluded');
  await expect(cell(page, 5, 'factor')).toHaveText('miR-328-3p');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(cell(page, 5, 'flags')).not.toContainText('Excluded');
});

test('undo and redo go through everything, also after a restart', async ({ app }) => {
  const { page } = app;
  await rewrite(page, 0, 'factor', 'TGF-β1');
  await rewrite(page, 0, 'expression', 'Down');
  await page.getByRole('button', { name: 'Add factor' }).click();
  await page.getByRole('textbox', { name: 'Factor' }).fill('LIGHT');
  await page.keyboard.press('Enter');
  await expectRows(page, '29 rows');
  await page.keyboard.press('ControlOrMeta+z');
  await expectRows(page, '28 rows');

  await app.restart();
  await expect(app.page.getByRole('contentinfo')).toContainText('Undo: edit Expression of TGF-β1');
  await expect(app.page.getByRole('contentinfo')).toContainText('Redo: add factor LIGHT');
  await app.page.keyboard.press('ControlOrMeta+Shift+z');
  await expectRows(app.page, '29 rows');
  await app.page.keyboard.press('ControlOrMeta+z');
  await expectRows(app.page, '28 rows');
  await app.page.keyboard.press('ControlOrMeta+z');
  await expect(cell(app.page, 0, 'expression')).toHaveText('Up');
  await expect(cell(app.page, 0, 'expression'), 'what was taken back is shown').toBeFocused();
  await app.page.keyboard.press('ControlOrMeta+z');
  await expect(cell(app.page, 0, 'factor')).toHaveText('TGF-β');
  await app.page.keyboard.press('ControlOrMeta+y');
  await expect(cell(app.page, 0, 'factor')).toHaveText('TGF-β1');
});

test('the inspector shows the whole text, the studies behind it, and what was changed word by word', async ({ app: { page } }) => {
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector).toContainText('Select a row to see its whole text');
  await cell(page, 9, 'mechanism').click();
  await expect(inspector.getByRole('heading', { level: 2 })).toHaveText('CX3CL1/ICAM-1');
  await expect(inspector.locator('.card.focused')).toContainText('Activating CX3CL1/ICAM-1/LFA-1 pathway and Src/GEF-H1 pathway');
  await inspector.getByRole('button', { name: 'Edit' }).click();
  await expect(editor(page).getByRole('textbox')).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.insertText(' in bone marrow');
  await page.keyboard.press('Enter');
  await cell(page, 9, 'mechanism').click();
  await inspector.getByText('History', { exact: true }).click();
  await expect(inspector.locator('ins').first()).toContainText('in bone marrow');
  await inspector.getByRole('button', { name: 'Only Mechanism(s)' }).click();
  await expect(inspector.getByRole('heading', { level: 3 }).first()).toContainText('Edit Mechanism(s) of CX3CL1/ICAM-1');

  await inspector.getByText('Evidence', { exact: true }).click();
  await expect(inspector).toContainText('[32]');
  const shown = (heading: RegExp) => inspector.getByRole('heading', { level: 3, name: heading }).locator('..').getByRole('button', { name: 'Show' }).first();
  await shown(/^\[32\]/u).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Studies');
  await expect(inspector).toContainText('study 32');
  await expect(inspector).toContainText('factor 10: CX3CL1/ICAM-1');
  await shown(/^Cited by rows/u).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Factors');
  await expect(page.locator('.ag-row[row-index="9"] .ag-cell.ag-cell-focus')).toBeVisible();
});

test('a row that search and filters hide is shown when it is asked for, and says so when it can not be', async ({ app: { page } }) => {
  await page.getByRole('searchbox').fill('CXCR4');
  await expectRows(page, '\\d of 28 rows');
  await page.getByRole('button', { name: /^Expression/u }).click();
  await page.getByRole('checkbox', { name: /^Up/u }).check();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: /run a command/u }).fill('PRAME');
  await page.getByRole('option', { name: /PRAME/u }).first().click();
  await expect(cell(page, 1, 'factor')).toHaveText('PRAME');
  await expect(page.locator('.ag-row[row-index="1"] .ag-cell.ag-cell-focus')).toBeVisible();
  await expect(head(page, 'expression')).not.toHaveClass(/ag-header-cell-filtered/u);
  await expect(said(page)).toHaveText('');
});
