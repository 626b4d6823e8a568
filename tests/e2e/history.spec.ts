// History: who, when, why of every change; corrections of the built-in review; reverting one; undo and redo after a restart.
import { expect, test } from './fixture';
import { cell, choose, goTo, said, type } from './steps';

test('the corrections of the built-in review stand there with their printed form and the reason', async ({ app: { page } }) => {
  await goTo(page, 'History');
  const corrections = page.getByRole('region', { name: 'Correct what was misread' });
  await corrections.getByText(/revisions/u).click();
  await expect(corrections).toContainText('Printed “lncRNA”'.replace('lncRNA', 'IncRNA'));
  await expect(corrections.locator('del').first()).toBeVisible();
});

test('the history of one row and of one cell is in the inspector', async ({ app: { page } }) => {
  await type(page, cell(page, 1, 'expression'), 'Up');
  await cell(page, 1, 'expression').click();
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await inspector.getByText('History', { exact: true }).click();
  await expect(inspector).toContainText('Edit Expression of PRAME');
  await expect(inspector).toContainText('Built-in review, as read from print');
  await inspector.getByRole('button', { name: 'Only Expression' }).click();
  await expect(inspector.locator('.card')).toHaveCount(2);
});

test('one earlier change is reverted with a reason; a later one that depends on it is named and blocks it', async ({ app: { page } }) => {
  await type(page, cell(page, 1, 'expression'), 'Up');
  await type(page, cell(page, 2, 'expression'), 'Down');
  await type(page, cell(page, 2, 'expression'), 'Mutation');
  await goTo(page, 'History');
  const revert = async (name: string, at: number) => {
    await page.getByRole('region', { name }).nth(at).getByRole('button', { name: 'Revert…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Revert this change' });
    await expect(dialog.getByRole('button', { name: 'Revert', exact: true })).toBeDisabled();
    await dialog.getByLabel('Reason').fill('Entered for the wrong row.');
    await dialog.getByRole('button', { name: 'Revert', exact: true }).click();
    return dialog;
  };
  await expect(await revert('Edit Expression of PRAME', 0)).toBeHidden();
  await expect(page.locator('.scroll')).toContainText('Entered for the wrong row.');
  const blocked = await revert('Edit Expression of FAIM2', 1);
  await expect(blocked.getByRole('alert')).toContainText('Edit Expression of FAIM2'.replace('Edit', 'edit'));
  await page.keyboard.press('Escape');
  await goTo(page, 'Factors');
  await expect(cell(page, 1, 'expression')).toHaveText('Down');
  await expect(cell(page, 2, 'expression')).toHaveText('Mutation');
});

test('by curator and by date', async ({ app: { page } }) => {
  await page.locator('.statusBar').getByRole('button').first().click();
  const dialog = page.getByRole('dialog', { name: "The curator's name" });
  await dialog.getByLabel('Your name').fill('Rosa Nováková');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.statusBar')).toContainText('Rosa Nováková');
  await type(page, cell(page, 1, 'expression'), 'Up');
  await goTo(page, 'History');
  await choose(page, 'Curator', 'Rosa Nováková');
  await expect(page.locator('.scroll .card')).toHaveCount(1);
  await expect(page.locator('.scroll .card')).toContainText('Rosa Nováková');
  await page.getByRole('textbox', { name: 'to', exact: true }).fill('2001-01-01');
  await expect(page.getByText('No change fits.')).toBeVisible();
});

test('undo and redo name the step, cross the tables, and survive a restart', async ({ app }) => {
  await type(app.page, cell(app.page, 1, 'expression'), 'Up');
  await goTo(app.page, 'Trials');
  await type(app.page, cell(app.page, 0, 'patients'), '42');
  await app.restart();
  await expect(app.page.locator('.statusBar')).toContainText('edit No. of Patients');
  await goTo(app.page, 'Trials');
  await app.page.keyboard.press('ControlOrMeta+z');
  await expect(cell(app.page, 0, 'patients')).toHaveText('41');
  await app.page.keyboard.press('ControlOrMeta+z');
  await expect(said(app.page, 'Undone: edit Expression of PRAME')).toBeVisible();
  await app.page.keyboard.press('ControlOrMeta+Shift+z');
  await app.page.keyboard.press('ControlOrMeta+y');
  await goTo(app.page, 'Factors');
  await expect(cell(app.page, 1, 'expression')).toHaveText('Up');
});
