// Editing every kind of cell from the keyboard: one line, long text, one term, several terms, references. And the keys
// that open, save, move, clear and let go.
import { expect, test } from './fixture';
import { cell, editor, go, openEditor, rewrite, said } from './gridDriver';

test('one line: Enter saves and goes down, Shift+Enter up, Tab right, Shift+Tab left, Escape lets go', async ({ app: { page } }) => {
  await rewrite(page, 1, 'factor', 'PRAME (edited)');
  await expect(cell(page, 1, 'factor')).toHaveText('PRAME (edited)');
  await expect(cell(page, 2, 'factor')).toBeFocused();
  await page.keyboard.press('Enter');
  await editor(page).waitFor();
  await page.keyboard.press('Shift+Enter');
  await expect(cell(page, 1, 'factor')).toBeFocused();

  await page.keyboard.press('F2');
  await page.keyboard.press('End');
  await page.keyboard.insertText('!');
  await page.keyboard.press('Tab');
  await expect(cell(page, 1, 'expression')).toBeFocused();
  await expect(cell(page, 1, 'factor')).toHaveText('PRAME (edited)!');
  await page.keyboard.press('F2');
  await page.keyboard.press('Shift+Tab');
  await expect(cell(page, 1, 'factor')).toBeFocused();

  await page.keyboard.press('F2');
  await page.keyboard.insertText('never mind');
  await page.keyboard.press('Escape');
  await expect(editor(page)).toHaveCount(0);
  await expect(cell(page, 1, 'factor')).toHaveText('PRAME (edited)!');
  await expect(cell(page, 1, 'factor')).toBeFocused();
});

test('typing replaces, Backspace starts empty, Delete clears, and an untouched editor changes nothing', async ({ app: { page } }) => {
  await go(page, 'Trials');
  await cell(page, 0, 'patients').click();
  await page.keyboard.type('42 vs 7');
  await page.keyboard.press('Enter');
  await expect(cell(page, 0, 'patients')).toHaveText('42 vs 7');

  await cell(page, 1, 'patients').click();
  await page.keyboard.press('Backspace');
  await expect(editor(page).getByRole('textbox')).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(cell(page, 1, 'patients')).toHaveText('27');

  await page.keyboard.press('Delete');
  await expect(cell(page, 1, 'patients')).toHaveText('');
  await expect(page.getByRole('contentinfo')).toContainText('edit No. of Patients of Surgery');

  await openEditor(page, 2, 'results');
  await page.keyboard.press('Enter');
  await expect(editor(page)).toHaveCount(0);
  await expect(page.getByRole('contentinfo')).toContainText('edit No. of Patients of Surgery');
});

test('long text: the whole text in a large field, Alt+Enter and Shift+Enter break the line', async ({ app: { page } }) => {
  await go(page, 'Trials');
  const text = (await openEditor(page, 4, 'results')).getByRole('textbox');
  await expect(text).toHaveValue(/did not reach statistical significance\.$/u);
  expect((await text.boundingBox())?.height ?? 0).toBeGreaterThan(130);
  await page.keyboard.press('Alt+Enter');
  await page.keyboard.insertText('Second line.');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.insertText('Third line.');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(cell(page, 4, 'results')).toBeFocused();
  await expect(page.getByRole('complementary').getByText('Second line.\nThird line.')).toBeVisible();
});

test('one term: the vocabulary is offered, a new term is welcome and joins it', async ({ app: { page } }) => {
  await openEditor(page, 0, 'expression');
  const list = editor(page).getByRole('listbox', { name: 'Suggestions' });
  await expect(list.getByRole('option')).toHaveCount(3);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Mu');
  await expect(list.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(cell(page, 0, 'expression')).toHaveText('Mutation');

  await rewrite(page, 1, 'expression', 'Amplified');
  await expect(cell(page, 1, 'expression')).toHaveText('Amplified');
  await openEditor(page, 2, 'expression');
  await expect(list.getByRole('option', { name: /Amplified/u })).toBeVisible();
  await page.keyboard.press('Escape');
});

test('terms are chips: commas end them, suggestions complete them, Backspace opens the last, parentheses keep their commas', async ({ app: { page } }) => {
  await openEditor(page, 3, 'clinicalSignificance');
  const chips = editor(page).locator('.lg-chip');
  await expect(chips).toHaveText(['Metastasis×', 'Drug resistance×']);
  await page.keyboard.type('bone');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(chips).toHaveCount(3);
  await page.keyboard.type('More lesions (>3, mixed),');
  await expect(chips.nth(3)).toContainText('More lesions (>3, mixed)');
  await page.keyboard.press('Backspace');
  await expect(editor(page).getByRole('combobox')).toHaveValue('More lesions (>3, mixed)');
  await page.keyboard.press('Enter');
  await expect(cell(page, 3, 'clinicalSignificance')).toHaveText('Metastasis, Drug resistance, Bone metastasis, More lesions (>3, mixed)');

  await openEditor(page, 3, 'clinicalSignificance');
  await editor(page).getByRole('button', { name: 'Remove Drug resistance' }).click();
  await page.keyboard.press('Enter');
  await expect(cell(page, 3, 'clinicalSignificance')).toHaveText('Metastasis, Bone metastasis, More lesions (>3, mixed)');
});

test('references by number, by range, and by label, in the order that the curator gives them', async ({ app: { page } }) => {
  await go(page, 'Studies');
  await rewrite(page, 6, 'label', 'Iñárritu 2016');
  await go(page, 'Factors');
  await openEditor(page, 0, 'references');
  const chips = editor(page).locator('.lg-chip');
  await expect(chips).toHaveCount(1);
  await page.keyboard.type('66;');
  await expect(chips).toHaveCount(2);
  await page.keyboard.type('inarritu');
  await editor(page).getByRole('option', { name: /Iñárritu 2016/u }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(chips).toHaveCount(3);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Alt+ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(cell(page, 0, 'references')).toHaveText('[15, 7, 66]');

  await rewrite(page, 1, 'references', '17-19, 66');
  await expect(cell(page, 1, 'references')).toHaveText('[17, 18, 19, 66]');
  await openEditor(page, 1, 'references');
  await page.keyboard.type('999');
  await page.keyboard.press('Enter');
  await expect(editor(page).getByRole('alert')).toContainText('No study of this file has the number 999. Add the study first.');
  await page.keyboard.press('Escape');
  await expect(cell(page, 1, 'references')).toHaveText('[17, 18, 19, 66]');
});

test('“No description” is missing with a reason, however it is written, where a column allows it', async ({ app: { page } }) => {
  await rewrite(page, 0, 'mechanism', 'no description');
  await expect(cell(page, 0, 'mechanism').locator('.lg-missing')).toHaveText('No description');
  await rewrite(page, 1, 'function', 'Not reported');
  await expect(cell(page, 1, 'function').locator('.lg-missing')).toHaveText('Not reported');
  await rewrite(page, 2, 'factor', 'No description');
  await expect(cell(page, 2, 'factor')).toHaveText('No description');
  await expect(cell(page, 2, 'factor').locator('.lg-missing'), 'a factor can not be missing').toHaveCount(0);
});

test('a value that breaks a rule stays in its cell, marked with the reason, until it is mended or let go', async ({ app: { page } }) => {
  await go(page, 'Studies');
  await openEditor(page, 2, 'year');
  await page.keyboard.type('twenty');
  await page.keyboard.press('Enter');
  await expect(editor(page).getByRole('alert')).toContainText('A year has four digits, for example 2021.');
  await expect(editor(page).getByRole('textbox')).toHaveAttribute('aria-invalid', 'true');

  await cell(page, 5, 'label').click();
  await expect(editor(page)).toHaveCount(0);
  const refused = cell(page, 2, 'year');
  await expect(refused).toHaveText('twenty');
  await expect(refused).toHaveAttribute('aria-invalid', 'true');
  await expect(refused).toHaveAttribute('title', /A year has four digits/u);
  await expect(said(page)).toContainText('Year of Reference 3 was not saved: A year has four digits');

  await page.keyboard.press('ControlOrMeta+End');
  await page.getByRole('status').filter({ hasText: 'One text is not saved.' }).getByRole('button', { name: 'Show' }).click();
  await expect(editor(page).getByRole('textbox')).toHaveValue('twenty');
  await editor(page).getByRole('textbox').fill('2020');
  await editor(page).getByRole('button', { name: 'Try again' }).click();
  await expect(editor(page)).toHaveCount(0);
  await expect(refused).toHaveText('2020');
  await expect(refused).not.toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('One text is not saved.')).toHaveCount(0);

  await openEditor(page, 2, 'doi');
  await page.keyboard.type('doi 10');
  await cell(page, 6, 'label').click();
  await expect(cell(page, 2, 'doi')).toHaveAttribute('aria-invalid', 'true');
  await cell(page, 2, 'doi').click();
  await page.keyboard.press('Enter');
  await editor(page).getByRole('button', { name: 'Discard' }).click();
  await expect(cell(page, 2, 'doi')).toHaveText('');

  await go(page, 'Factors');
  await openEditor(page, 0, 'references');
  await page.keyboard.type('see Wang');
  await cell(page, 4, 'factor').click();
  await expect(editor(page)).toHaveCount(0);
  await expect(cell(page, 0, 'references'), 'what could not be read is not lost').toHaveText('15, see Wang');
  await expect(cell(page, 0, 'references')).toHaveAttribute('aria-invalid', 'true');
  await cell(page, 0, 'references').click();
  await page.keyboard.press('Enter');
  await editor(page).getByRole('combobox').fill('15, 16');
  await page.keyboard.press('Enter');
  await expect(cell(page, 0, 'references')).toHaveText('[15, 16]');
});
