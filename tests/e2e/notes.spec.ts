// Notes by keyboard: on a row, a cell, and words of a cell; found again when the words move, orphaned when they go; the list,
// the search and the filter; published and printed below the table; private otherwise; for everyone, in light and dark.
import type { Locator, Page } from '@playwright/test';
import { complaints, count, inspector, shot } from './evidenceDriver';
import { expect, test } from './fixture';
import { cell, choose, goTo, said, type } from './steps';

const form = (page: Page): Locator => page.getByRole('form', { name: /^Note on/u });
const note = (page: Page): Locator => page.getByRole('textbox', { name: 'Note', exact: true });
const card = (page: Page, text: string): Locator => page.getByRole('article', { name: /^Note on/u }).filter({ hasText: text });

/** Writes the note that is open and saves it. */
async function write(page: Page, text: string): Promise<void> {
  await expect(note(page)).toBeFocused();
  await page.keyboard.insertText(text);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(form(page)).toBeHidden();
  await expect(said(page, 'add note').last()).toBeVisible();
}

/** On words of the focused cell: chosen in its text with the arrow keys, from the beginning on. */
async function noteOnWords(page: Page, from: number, length: number, text: string): Promise<void> {
  await page.keyboard.press('Shift+F2');
  await expect(note(page)).toBeFocused();
  await page.getByRole('button', { name: /^Words of/u }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: /^Words of/u }).focus();
  await page.keyboard.press('ControlOrMeta+Home');
  for (let step = 0; step < from; step += 1) await page.keyboard.press('ArrowRight');
  for (let step = 0; step < length; step += 1) await page.keyboard.press('Shift+ArrowRight');
  await note(page).focus();
  await write(page, text);
}

test('on a row, a cell and words, by keyboard; edited, published, withdrawn, undone', async ({ app: { page } }) => {
  await cell(page, 1, 'ordinal').click();
  await page.keyboard.press('Shift+F2');
  await expect(form(page)).toHaveAccessibleName('Note on the row');
  await write(page, 'Ask the authors.');
  await expect(cell(page, 1, 'flags')).toContainText('1 note');
  await cell(page, 1, 'expression').click();
  await page.keyboard.press('Shift+F2');
  await expect(page.getByRole('button', { name: 'Expression', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await write(page, 'Down in both series.');
  await cell(page, 1, 'factor').click();
  await noteOnWords(page, 2, 3, 'Really this one?');
  await expect(card(page, 'Really this one?').locator('q')).toHaveText('AME');
  await expect(inspector(page).getByText('Notes 3')).toBeVisible();
  await expect(cell(page, 1, 'flags')).toContainText('3 notes');
  await expect(count(page, 'Notes')).toHaveText('3');

  await inspector(page).getByText('Row', { exact: true }).click();
  const words = inspector(page).getByRole('button', { name: 'AME, 1 note' });
  await words.focus();
  await page.keyboard.press('Enter');
  await expect(card(page, 'Really this one?')).toBeVisible();
  await card(page, 'Ask the authors.').getByRole('button', { name: 'Edit' }).press('Enter');
  await expect(note(page)).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.insertText(' Soon.');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Keep writing' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(note(page)).toBeFocused();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(card(page, 'Ask the authors. Soon.')).toBeVisible();
  await card(page, 'Soon.').getByRole('button', { name: 'Publish' }).press('Enter');
  await expect(card(page, 'Soon.')).toHaveAccessibleName('Note on The row, published');
  await card(page, 'Down in both').getByRole('button', { name: 'Withdraw' }).press('Enter');
  await expect(card(page, 'Down in both')).toBeHidden();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(card(page, 'Down in both')).toBeVisible();
});

test('words that are selected in the inspector; a note that is not saved stays, wherever one looks', async ({ app: { page } }) => {
  await cell(page, 1, 'factor').click();
  await inspector(page).locator('[data-cell="factor"]').dblclick({ position: { x: 12, y: 9 } });
  await page.keyboard.press('Shift+F2');
  await expect(form(page).locator('q')).toHaveText('PRAME');
  await page.keyboard.insertText('Half a');
  await cell(page, 3, 'factor').click();
  await expect(inspector(page)).toContainText('A note on another row is being written.');
  await goTo(page, 'Conflicts');
  await page.getByRole('button', { name: 'A note is not saved' }).press('Enter');
  await expect(note(page)).toBeFocused();
  await expect(note(page)).toHaveValue('Half a');
  await cell(page, 3, 'factor').click();
  await page.keyboard.press('Shift+F2');
  await expect(said(page, 'Another note is not saved yet.')).toBeVisible();
  await expect(note(page)).toHaveValue('Half a');
  await note(page).focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(form(page)).toBeHidden();
  await expect(count(page, 'Notes')).toHaveText('');
});

test('is found again where its words moved, orphaned where they went; the list leads to its cell', async ({ app: { page } }) => {
  await goTo(page, 'Notes');
  await expect(page.locator('.emptyState')).toContainText('press Shift+F2');
  await goTo(page, 'Factors');
  await cell(page, 1, 'factor').click();
  await noteOnWords(page, 0, 5, 'The name of the antigen.');
  await type(page, cell(page, 1, 'factor'), 'Antigen PRAME');
  await cell(page, 1, 'factor').click();
  await expect(card(page, 'The name')).toContainText('Moved: its words stand elsewhere in the cell now.');
  await inspector(page).getByText('Row', { exact: true }).click();
  await expect(inspector(page).getByRole('button', { name: 'PRAME, 1 note' })).toBeVisible();
  await type(page, cell(page, 1, 'factor'), 'Antigen');
  await goTo(page, 'Notes');
  const row = page.getByRole('row', { name: /The name of the antigen/u });
  await expect(row).toContainText('orphaned');
  await expect(row).toContainText('2 Antigen');
  await page.getByRole('button', { name: 'orphaned 1' }).click();
  await page.getByRole('searchbox', { name: 'Search in Notes' }).fill('antig');
  await expect(page.getByRole('status').filter({ hasText: '1 note' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: 'The name of the antigen.' })).toBeFocused();
  await expect(page.getByRole('region', { name: 'Note in full' })).toContainText('Orphaned: its words do not stand in the cell any more.');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Factors', level: 1 })).toBeVisible();
  await expect(card(page, 'The name')).toBeVisible();
  await expect(cell(page, 1, 'factor')).toHaveClass(/ag-cell-focus/u);
  await page.getByRole('button', { name: 'With notes' }).click();
  await expect(page.locator('.sectionHead .sub')).toContainText('1 of 28');

  await goTo(page, 'Trials');
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: /run a command/u }).fill('name of the antigen');
  await page.getByRole('option', { name: /^note on factor 2/u }).waitFor();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Factors', level: 1 })).toBeVisible();
});

test('published it prints below the table, private it is only counted', async ({ app: { page } }) => {
  await cell(page, 1, 'expression').click();
  await page.keyboard.press('Shift+F2');
  await write(page, 'Down in both series');
  await cell(page, 2, 'expression').click();
  await page.keyboard.press('Shift+F2');
  await note(page).fill('Of the lab.');
  await page.keyboard.press('ControlOrMeta+Enter');
  await card(page, 'Of the lab.').waitFor();
  await cell(page, 1, 'expression').click();
  await card(page, 'Down in both series').getByRole('button', { name: 'Publish' }).press('Enter');
  await expect(said(page, 'publish note')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+e');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await choose(dialog, "Curators' notes as lettered notes", 'Those that are published');
  await expect(dialog.locator('.exportPreview')).toContainText('Down in both series.');
  await expect(dialog.locator('.exportPreview')).toContainText('1 private note.');
  await expect(dialog.locator('.exportPreview')).not.toContainText('Of the lab.');
  await shot(page, 'notes-export');
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`in ${scheme}`, () => {
    test.use({ colorScheme: scheme });
    test('notes pass the accessibility rules of WCAG 2.1 A and AA', async ({ app: { page } }) => {
      await cell(page, 1, 'factor').click();
      await noteOnWords(page, 0, 5, 'The name of the antigen.');
      expect(await complaints(page), 'the notes of a row').toEqual([]);
      await shot(page, `notes-inspector-${scheme}`);
      await inspector(page).getByText('Row', { exact: true }).click();
      expect(await complaints(page), 'the words of a note').toEqual([]);
      await shot(page, `notes-words-${scheme}`);
      await page.keyboard.press('Shift+F2');
      await page.getByRole('button', { name: /^Words of/u }).click();
      await note(page).fill('Not saved');
      await page.keyboard.press('Escape');
      expect(await complaints(page), 'a note being written').toEqual([]);
      await shot(page, `notes-form-${scheme}`);
      await page.getByRole('button', { name: 'Leave without saving' }).click();
      await goTo(page, 'Notes');
      await page.getByRole('button', { name: 'The name of the antigen.' }).focus();
      expect(await complaints(page), 'the list of notes').toEqual([]);
      await shot(page, `notes-list-${scheme}`);
    });
  });
}
