// Two windows on one document: what one writes the other shows, and a stale edit gives both values and loses neither.
import { expect, test } from './fixture';
import { cell, editor, expectRows, go, openEditor, rewrite } from './gridDriver';
import { secondWindow } from './steps';

test('an edit, a new row and an undo in one window show in the other, without losing its place', async ({ app }) => {
  const { page } = app;
  const second = await secondWindow(app);
  await cell(second, 3, 'function').click();
  await rewrite(page, 0, 'factor', 'TGF-β1');
  await expect(cell(second, 0, 'factor')).toHaveText('TGF-β1');
  await expect(second.getByRole('contentinfo')).toContainText('Undo: edit Factor of TGF-β');

  await page.getByRole('button', { name: 'Add factor' }).click();
  await page.getByRole('textbox', { name: 'Factor' }).fill('LIGHT');
  await page.keyboard.press('Enter');
  await expectRows(second, '29 rows');
  await expect(second.locator('.ag-row[row-index="3"] .ag-cell.ag-cell-focus')).toHaveAttribute('col-id', 'function');
  await expect(second.getByRole('navigation').getByRole('button', { name: /^Factors/u })).toContainText('29');

  await second.keyboard.press('ControlOrMeta+z');
  await expectRows(page, '28 rows');
});

test('a study that is renamed in one window is renamed in the other window’s references', async ({ app }) => {
  const second = await secondWindow(app);
  await go(second, 'Factors');
  await go(app.page, 'Studies');
  await rewrite(app.page, 6, 'label', 'Wang 2019');
  await openEditor(second, 0, 'references');
  await second.keyboard.type('wang 2019');
  await expect(editor(second).getByRole('option', { name: /Wang 2019/u })).toBeVisible();
  await second.keyboard.press('Escape');
});

test('a stale edit shows what the cell holds by now; either value can be kept', async ({ app }) => {
  const { page } = app;
  const second = await secondWindow(app);
  await openEditor(second, 1, 'mechanism');
  await second.keyboard.press('ControlOrMeta+a');
  await second.keyboard.insertText('Mine');
  await rewrite(page, 1, 'mechanism', 'Theirs');
  await expect(cell(page, 1, 'mechanism')).toHaveText('Theirs');

  await second.keyboard.press('ControlOrMeta+s');
  await expect(editor(second).getByRole('alert')).toContainText('Theirs');
  await expect(editor(second).getByRole('textbox')).toHaveValue('Mine');
  await second.screenshot({ path: 'test-results/e2e-shots/stale-edit.png' });
  await editor(second).getByRole('button', { name: 'Write mine' }).click();
  await expect(editor(second)).toHaveCount(0);
  await expect(cell(page, 1, 'mechanism')).toHaveText('Mine');

  await openEditor(second, 2, 'mechanism');
  await second.keyboard.press('ControlOrMeta+a');
  await second.keyboard.insertText('Mine again');
  await rewrite(page, 2, 'mechanism', 'Theirs again');
  await expect(cell(page, 2, 'mechanism')).toHaveText('Theirs again');
  await cell(second, 6, 'factor').click();
  await expect(cell(second, 2, 'mechanism')).toHaveText('Mine again');
  await expect(cell(second, 2, 'mechanism'), 'marked, not written').toHaveAttribute('aria-invalid', 'true');
  await expect(cell(page, 2, 'mechanism')).toHaveText('Theirs again');
  await cell(second, 2, 'mechanism').click();
  await second.keyboard.press('Enter');
  await editor(second).getByRole('button', { name: 'Keep “Theirs again”' }).click();
  await expect(cell(second, 2, 'mechanism')).toHaveText('Theirs again');
  await expect(cell(second, 2, 'mechanism')).not.toHaveAttribute('aria-invalid', 'true');
});
