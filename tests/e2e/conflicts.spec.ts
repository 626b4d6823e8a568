// Conflicts by hand: from cells or rows, with sides and a reason; the badge; the life cycle; reopening on an edit.
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { cell, choose, goTo, said, search, type } from './steps';

/** Flags the Expression of PRAME (Down) and FAIM2 (Up), rows 2 and 3. */
async function flagExpression(page: Page): Promise<void> {
  await cell(page, 1, 'expression').click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByRole('button', { name: 'Flag conflict' }).click();
  const dialog = page.getByRole('dialog', { name: 'Flag conflict' });
  await expect(dialog.getByText('Breakdown: Down 1 · Up 1')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Flag', exact: true })).toBeDisabled();
  await dialog.getByLabel('Reason').fill('Both are said to drive EMT.');
  await dialog.getByRole('button', { name: 'Flag', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(said(page, 'flag')).toBeVisible();
}

test('from cells: sides from their text, a badge with the breakdown on every member, the list, the inspector', async ({ app: { page } }) => {
  await flagExpression(page);
  for (const row of [1, 2]) {
    await cell(page, row, 'factor').click();
    await page.getByRole('complementary', { name: 'Inspector' }).getByText('Evidence', { exact: true }).click();
    await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('Down 1 · Up 1');
  }
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Conflicts' })).toContainText('1 open');
  await page.getByRole('button', { name: 'With open conflicts' }).click();
  await expect(page.locator('.sectionHead .sub')).toContainText('2 of 28');
  await goTo(page, 'Conflicts');
  await expect(page.getByRole('row', { name: /Down 1 · Up 1/u })).toContainText('opposite expression');
});

test('the life cycle: under review, a verdict with its reason, reopened by an edit that says why, Undo takes both back', async ({ app: { page } }) => {
  await flagExpression(page);
  await goTo(page, 'Conflicts');
  await page.getByRole('row', { name: /Down 1 · Up 1/u }).click();
  await page.getByRole('button', { name: 'under review' }).click();
  await page.getByRole('button', { name: 'Set to under review' }).click();
  await expect(page.getByRole('row', { name: /under review/u })).toBeVisible();
  await page.getByRole('button', { name: 'resolved', exact: true }).click();
  const settle = page.getByRole('button', { name: 'Settle', exact: true });
  await expect(settle).toBeDisabled();
  await choose(page, 'Verdict', 'explained by population');
  await expect(settle).toBeDisabled();
  await page.getByLabel('Reason').fill('One series is of metastases, the other of primary tumours.');
  await settle.click();
  await expect(page.getByRole('row', { name: /resolved/u })).toContainText('explained by population');
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Conflicts' })).not.toContainText('open');

  await goTo(page, 'Factors');
  await type(page, cell(page, 1, 'expression'), 'Up');
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Conflicts' })).toContainText('1 open');
  await goTo(page, 'Conflicts');
  await expect(page.getByRole('region', { name: /^Conflict/u })).toContainText('Reopened: Expression of PRAME was edited.');
  await expect(page.getByRole('region', { name: /^Conflict/u })).toContainText('edited since it was raised');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByRole('row', { name: /resolved/u })).toBeVisible();
  await goTo(page, 'Factors');
  await expect(cell(page, 1, 'expression')).toHaveText('Down');
});

test('from whole rows, further members by search, and edited later', async ({ app: { page } }) => {
  await goTo(page, 'Trials');
  await cell(page, 3, 'treatment').click();
  await page.keyboard.press('ControlOrMeta+Shift+F');
  const dialog = page.getByRole('dialog', { name: 'Flag conflict' });
  await dialog.getByLabel('Add a row from any table').fill('urgent surgery');
  await page.getByRole('option', { name: /Urgent surgery/u }).first().click();
  await dialog.getByLabel('Side of Urgent surgery', { exact: false }).fill('superior');
  await choose(dialog, 'Kind', 'opposite effect');
  await choose(dialog, 'Severity', 'minor');
  await dialog.getByLabel('Title').fill('Surgery in cord compression');
  await dialog.getByLabel('Reason').fill('Different comparators.');
  await dialog.getByRole('button', { name: 'Flag', exact: true }).click();
  await goTo(page, 'Conflicts');
  await page.getByRole('main').getByRole('button', { name: 'Surgery in cord compression' }).click();
  await page.getByRole('button', { name: 'Edit…' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit conflict' });
  await edit.getByLabel('Title').fill('Surgery against radiotherapy');
  await choose(edit, 'Severity', 'critical');
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('region', { name: 'Conflict Surgery against radiotherapy' })).toContainText('critical');
  await page.getByRole('region', { name: /^Conflict/u }).getByRole('button', { name: 'Show' }).first().click();
  await expect(page.getByRole('heading', { name: 'Trials', level: 1 })).toBeVisible();
});

test('fewer than two members, or no reason, is no conflict; a transcription error names the change that corrected it', async ({ app: { page } }) => {
  await cell(page, 0, 'factor').click();
  await page.getByRole('button', { name: 'Flag conflict' }).click();
  const dialog = page.getByRole('dialog', { name: 'Flag conflict' });
  await dialog.getByLabel('Reason').fill('Alone.');
  await expect(dialog.getByText('a conflict has at least two members')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Flag', exact: true })).toBeDisabled();
  await page.keyboard.press('Escape');

  await flagExpression(page);
  await type(page, cell(page, 1, 'expression'), 'Up');
  await goTo(page, 'Conflicts');
  await page.getByRole('row', { name: /Down 1 · Up 1/u }).click();
  await page.getByRole('button', { name: 'resolved', exact: true }).click();
  await choose(page, 'Verdict', 'transcription error');
  await page.getByRole('textbox', { name: 'The change that corrected it' }).or(page.getByRole('combobox', { name: 'The change that corrected it' })).first().click();
  await page.getByRole('option', { name: /Edit Expression of PRAME/u }).click();
  await page.getByLabel('Reason').fill('It was read wrongly.');
  await page.getByRole('button', { name: 'Settle', exact: true }).click();
  await expect(page.getByRole('row', { name: /resolved/u })).toContainText('transcription error');
});

test('flags survive a restart', async ({ app }) => {
  await flagExpression(app.page);
  await app.restart();
  await expect(app.page.getByRole('navigation').getByRole('button', { name: 'Conflicts' })).toContainText('1 open');
  await search(app.page, 'PRAME', 1);
});
