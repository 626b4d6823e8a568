// Merging two rows that are both in the file: from a finding of duplicates and from a selection, side by side, by keyboard,
// as one change that Undo takes back; leaving asks first; and the same for everybody.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixture';
import { complaints, count, inspector, openEvidence, shot } from './evidenceDriver';
import { command } from './gridDriver';
import { cell, choose, goTo, said, search, type } from './steps';

const doi = '10.1234/bm.2022.17';
const ris = `TY  - JOUR\nAU  - Petrov, Ana\nAU  - Silva, Rui\nTI  - FAIM2 promotes bone metastasis of lung cancer\nT2  - Bone Metastasis Reports\nPY  - 2022\nVL  - 4\nSP  - 17\nEP  - 29\nDO  - ${doi}\nER  - \n`;

function dialogOf(page: Page, title = 'Merge two studies'): Locator {
  return page.getByRole('dialog', { name: title });
}
function fieldOf(dialog: Locator, heading: string): Locator {
  return dialog.getByRole('radiogroup', { name: heading, exact: true });
}

/** FAIM2 cites [17] and the same article again as [147]; the stub gets its DOI by hand. Leaves Studies narrowed to the two. */
async function doubleStudy(page: Page): Promise<void> {
  await search(page, 'FAIM2', 1);
  await cell(page, 0, 'factor').click();
  await page.keyboard.press('ControlOrMeta+Shift+A');
  const dialog = page.getByRole('dialog', { name: 'Add study' });
  await dialog.getByRole('textbox', { name: 'Reference record' }).fill(ris);
  await expect(dialog.getByText('RIS: 1 record')).toBeVisible();
  await choose(dialog, 'What it is used for', 'A further study of a row that is there');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(inspector(page)).toContainText('[17, 147]');
  await goTo(page, 'Studies');
  await search(page, 'FAIM2', 2);
  await type(page, cell(page, 0, 'doi'), doi);
  await expect(cell(page, 0, 'flags')).toContainText('finding');
}

test('from the finding: compared and chosen by keyboard, merged, the citations moved, and Undo brings both back', async ({ app: { page } }) => {
  await doubleStudy(page);
  const studies = await count(page, 'Studies').textContent();
  await cell(page, 0, 'label').click();
  const panel = await openEvidence(page);
  await panel.getByRole('button', { name: 'Compare and merge…' }).click();
  const dialog = dialogOf(page);
  await expect(dialog.getByRole('radio', { name: /^Stays: \[17\]/u })).toBeChecked();
  await expect(dialog.getByRole('status')).toContainText('1 row cites [147] and will cite [17]. [147] is withdrawn, not deleted.');
  await expect(dialog).toContainText('DOI');
  await shot(page, 'merge-offered');

  // What only one of them says is offered; where both speak, the one that stays.
  await expect(fieldOf(dialog, 'Label').getByRole('radio').nth(1), 'a number alone is no name').toBeChecked();
  await expect(fieldOf(dialog, 'Label').getByRole('radio').nth(1)).toBeFocused();
  await expect(fieldOf(dialog, 'Title').getByRole('radio').nth(1)).toBeChecked();
  await expect(fieldOf(dialog, 'Imported record').getByRole('radio').nth(1)).toBeChecked();

  // By keyboard alone: Label to an edit of its own, Year back to empty and forth again, then the reason, and Ctrl+Enter.
  await page.keyboard.press('ArrowRight');
  await expect(fieldOf(dialog, 'Label').getByRole('radio', { name: 'Edit' })).toBeChecked();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Petrov & Silva, 2022');
  await fieldOf(dialog, 'Year').getByRole('radio').nth(1).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(fieldOf(dialog, 'Year').getByRole('radio').first()).toBeChecked();
  await page.keyboard.press('ArrowRight');
  await expect(fieldOf(dialog, 'Year').getByRole('radio').nth(1)).toBeChecked();
  await dialog.getByLabel('Reason (optional)').fill('Imported again by DOI');
  await shot(page, 'merge-chosen');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(dialog).toBeHidden();
  await expect(said(page, /Done: merge \[147\] Petrov & Silva 2022 into \[17\]/u)).toContainText('takes all of it back');

  await expect(cell(page, 0, 'label')).toHaveText('Petrov & Silva, 2022');
  await expect(page.locator('.ag-cell-focus'), 'the row that stays has the focus').toHaveCount(1);
  await expect(count(page, 'Studies')).toHaveText(String(Number(studies) - 1));
  await expect(cell(page, 0, 'flags')).not.toContainText('finding');
  await goTo(page, 'Factors');
  await cell(page, 0, 'factor').click();
  await expect(inspector(page)).toContainText('[17]');
  await goTo(page, 'History');
  await expect(page.getByRole('main')).toContainText('Imported again by DOI');

  await page.keyboard.press('ControlOrMeta+z');
  await expect(said(page, 'Undone: merge')).toBeVisible();
  await expect(count(page, 'Studies')).toHaveText(studies ?? '');
  await goTo(page, 'Factors');
  await cell(page, 0, 'factor').click();
  await expect(inspector(page)).toContainText('[17, 147]');
  await goTo(page, 'Studies');
  await expect(cell(page, 0, 'flags')).toContainText('finding');
  await expect(cell(page, 1, 'label')).toHaveText('Petrov & Silva 2022');
});

test('from the table of findings, and the other row can stay; a finding of another kind has no such way', async ({ app: { page } }) => {
  await doubleStudy(page);
  await goTo(page, 'Findings');
  await page.getByRole('button', { name: /^Rule/u }).click();
  await page.getByRole('checkbox', { name: /^D1 /u }).check();
  await page.keyboard.press('Escape');
  await cell(page, 0, 'message').click();
  await expect(inspector(page).getByRole('button', { name: 'Compare and merge…' })).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'More ▾' }).click();
  await shot(page, 'merge-from-findings');
  await page.getByRole('menuitem', { name: 'Compare and merge its rows…' }).click();
  const dialog = dialogOf(page);
  await dialog.getByRole('radio', { name: /\[147\]/u }).first().check();
  await expect(dialog.getByRole('status')).toContainText('rows cite [17] and will cite [147].');
  await expect(dialog.getByRole('button', { name: /^Merge into \[147\]/u })).toBeEnabled();
  await dialog.getByRole('button', { name: /^Merge into \[147\]/u }).click();
  await expect(page.getByRole('heading', { name: 'Studies', level: 1 })).toBeVisible();
  await expect(said(page, /Done: merge \[17\] .* into \[147\] Petrov/u)).toBeVisible();
  await page.getByRole('navigation').getByRole('button', { name: 'Findings' }).click();
  await page.getByRole('button', { name: 'Show all rows' }).click();
  await cell(page, 0, 'message').click();
  await inspector(page).getByRole('article').waitFor();
  await expect(inspector(page).getByRole('button', { name: 'Compare and merge…' })).toHaveCount(0);
  await command(page, 'Compare and merge the rows of this finding…');
  await expect(said(page, 'Only findings of duplicates (D1 to D4) name rows that may be one')).toBeVisible();
});

test('of three studies with one DOI any two can be compared, and what is left of the finding waits for the third', async ({ app: { page } }) => {
  await goTo(page, 'Studies');
  for (const row of [0, 1, 2]) await type(page, cell(page, row, 'doi'), doi);
  await cell(page, 0, 'label').click();
  await (await openEvidence(page)).getByRole('button', { name: 'Compare and merge…' }).click();
  const dialog = dialogOf(page);
  await dialog.getByRole('combobox', { name: 'The row on the right' }).selectOption({ label: '[3] Reference 3' });
  await expect(dialog.getByRole('radio', { name: 'Is withdrawn: [3] Reference 3' })).toBeVisible();
  await expect(dialog.getByRole('status')).toContainText('[3] is withdrawn, not deleted.');
  await shot(page, 'merge-of-three');
  await dialog.getByRole('button', { name: /^Merge into \[1\]/u }).click();
  await expect(said(page, 'Done: merge [3] Reference 3 into [1] Reference 1.')).toBeVisible();
  await expect(inspector(page).getByRole('article', { name: /D1/u })).toContainText('2 studies have the same DOI');
});

test('from a selection of two rows; with another number it says what is needed; sets can be both', async ({ app: { page } }) => {
  await cell(page, 2, 'factor').click();
  await command(page, 'Merge two rows…');
  await expect(said(page, 'Select exactly two rows of Factors to merge them; one is selected.')).toBeVisible();
  await cell(page, 2, 'factor').click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByRole('button', { name: 'Rows ▾' }).click();
  await page.getByRole('menuitem', { name: 'Merge two rows…' }).click();
  const dialog = dialogOf(page, 'Merge two factors');
  const references = fieldOf(dialog, 'Reference');
  await expect(references.getByRole('radio', { name: /^Both:/u })).toBeChecked();
  await expect(references).toContainText('[17]');
  await fieldOf(dialog, 'Factor').getByRole('radio', { name: 'Edit' }).check();
  await fieldOf(dialog, 'Factor').getByRole('textbox', { name: 'Factor' }).fill('');
  await expect(dialog.getByRole('button', { name: /^Merge into/u })).toBeDisabled();
  await expect(dialog.getByRole('alert')).toContainText("Factor can't be empty.");
  await fieldOf(dialog, 'Factor').getByRole('textbox', { name: 'Factor' }).fill('FAIM2 and more');
  await dialog.getByRole('checkbox', { name: 'Only what differs' }).check();
  await shot(page, 'merge-factors');
  await dialog.getByRole('button', { name: /^Merge into/u }).click();
  await expect(cell(page, 2, 'factor')).toHaveText('FAIM2 and more');
  await expect(count(page, 'Factors')).toHaveText('27');
  await cell(page, 2, 'factor').click();
  await expect(inspector(page)).toContainText('[17, 18]');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(count(page, 'Factors')).toHaveText('28');
  await expect(cell(page, 2, 'factor')).toHaveText('FAIM2');
  await cell(page, 2, 'factor').click();
  await page.keyboard.press('Shift+ArrowDown');
  await command(page, 'Merge two rows…');
  await expect(dialogOf(page, 'Merge two factors').getByRole('checkbox', { name: 'Only what differs' }), 'is remembered').toBeChecked();
});

test('Escape asks before it throws away what was chosen, and leaves at once when nothing was', async ({ app: { page } }) => {
  await cell(page, 2, 'factor').click();
  await page.keyboard.press('Shift+ArrowDown');
  await command(page, 'Merge two rows…');
  const dialog = dialogOf(page, 'Merge two factors');
  await dialog.getByRole('radiogroup', { name: 'Which row stays' }).waitFor();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.locator('.ag-cell-focus'), 'the grid has the focus again').toBeFocused();
  await command(page, 'Merge two rows…');
  await fieldOf(dialog, 'Factor').getByRole('radio').nth(1).check();
  await page.keyboard.press('Escape');
  const question = dialog.getByRole('alertdialog', { name: 'Leave without merging?' });
  await expect(question.getByRole('button', { name: 'Go on comparing' })).toBeFocused();
  await shot(page, 'merge-leaving');
  await page.keyboard.press('Enter');
  await expect(question).toBeHidden();
  await expect(fieldOf(dialog, 'Factor').getByRole('radio').nth(1)).toBeChecked();
  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Leave' }).click();
  await expect(dialog).toBeHidden();
  await expect(count(page, 'Factors')).toHaveText('28');
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`in ${scheme}`, () => {
    test.use({ colorScheme: scheme });
    test('the comparison passes the accessibility rules of WCAG 2.1 A and AA, wide and narrow', async ({ app: { page } }) => {
      await goTo(page, 'Trials');
      await cell(page, 0, 'treatment').click();
      await page.keyboard.press('Shift+ArrowDown');
      await command(page, 'Merge two rows…');
      const dialog = dialogOf(page, 'Merge two trials');
      await fieldOf(dialog, 'Results').waitFor();
      expect(await complaints(page), 'two trials').toEqual([]);
      await shot(page, `merge-trials-${scheme}`);
      await fieldOf(dialog, 'Population').getByRole('radio', { name: 'Edit' }).check();
      await page.keyboard.press('Escape');
      await dialog.getByRole('alertdialog').waitFor();
      expect(await complaints(page), 'leaving').toEqual([]);
      await shot(page, `merge-leaving-${scheme}`);
      await page.keyboard.press('Escape');
      await page.setViewportSize({ width: 720, height: 450 });
      await expect(dialog.getByRole('button', { name: /^Merge into/u })).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      expect(await complaints(page), 'at 200%').toEqual([]);
      await shot(page, `merge-narrow-${scheme}`);
    });
  });
}
