// Claims: what a study says of a factor. Adding one from a factor, a study or the table; what it agrees and disagrees with;
// the summary of a factor, which is never one word; claims of table rows, which follow their row.
import { expect, test } from './fixture';
import { card, contradictPrame, count, field, fillClaim, inspector, openEvidence, shot } from './evidenceDriver';
import { cell, goTo, said, search, type } from './steps';

test('from a factor: its name stands there, words are suggested, and the answer says at once what it disagrees with', async ({ app: { page } }) => {
  await cell(page, 1, 'factor').click();
  await (await openEvidence(page)).getByRole('button', { name: 'Add claim…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add claim' });
  await expect(dialog.getByRole('textbox', { name: 'Subject' })).toHaveValue('PRAME');
  await expect(dialog).toContainText('About factor 2: PRAME');
  await dialog.getByRole('combobox', { name: 'Predicate' }).fill('promo');
  await expect(page.getByRole('option', { name: 'promotes' })).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Predicate' }).fill('is expressed');
  await page.keyboard.press('Tab');
  await shot(page, 'claims-dialog');
  const answer = await fillClaim(page, { direction: 'up', study: '30', quote: 'PRAME was overexpressed in bone metastases.' });
  await expect(answer.getByRole('region', { name: 'Disagrees with' })).toContainText('Opposite expression');
  await expect(answer.getByRole('region', { name: 'Disagrees with' })).toContainText('factor 2 PRAME');
  await expect(answer.getByRole('region', { name: 'Agrees with', exact: true })).toContainText('No other claim of this file says the same');
  await shot(page, 'claims-answer');
  await answer.getByRole('button', { name: 'Add another' }).click();
  const second = await fillClaim(page, { direction: 'up', study: '31' });
  await expect(second.getByRole('region', { name: 'Agrees with', exact: true })).toContainText('[30]');
  await second.getByRole('button', { name: 'Show the claim' }).click();
  await expect(page.getByRole('heading', { name: 'Claims', level: 1 })).toBeVisible();
  await expect(page.locator('.ag-cell-focus')).toHaveCount(1);
});

test('a factor sums up its claims with a breakdown, and each claim leads to where it stands', async ({ app: { page } }) => {
  await contradictPrame(page);
  await cell(page, 1, 'factor').click();
  const panel = await openEvidence(page);
  const claims = panel.getByRole('region', { name: 'Claims on PRAME' });
  await expect(claims).toContainText('Down');
  await expect(claims.locator('.breakdown').first()).toContainText(/(?:Up|Down) \d+ · (?:Up|Down) \d+/u);
  await expect(claims).toContainText('PRAME was overexpressed in bone metastases.');
  await expect(claims).toContainText('[30]');
  await shot(page, 'claims-factor');
  await claims.getByRole('listitem').filter({ hasText: '[30]' }).getByRole('button', { name: 'Show' }).click();
  await expect(page.getByRole('heading', { name: 'Claims', level: 1 })).toBeVisible();
  await expect(inspector(page)).toContainText('PRAME was overexpressed');
});

test('the molecules of a factor are links, and can be changed; Undo brings back what the Factor cell says', async ({ app: { page } }) => {
  await cell(page, 4, 'factor').click();
  const molecules = (await openEvidence(page)).getByRole('region', { name: 'Molecules' });
  await expect(molecules.getByRole('button', { name: 'miR-210-3p' })).toBeVisible();
  await expect(molecules).toContainText('As read from the Factor cell.');
  await molecules.getByRole('button', { name: 'Edit' }).click();
  await molecules.locator('input:not([type="hidden"])').press('Backspace');
  await molecules.getByRole('button', { name: 'Save' }).click();
  await expect(molecules).not.toContainText('As read from the Factor cell.');
  await expect(molecules.getByRole('button', { name: 'miR-5100' })).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(molecules).toContainText('As read from the Factor cell.');
  await molecules.getByRole('button', { name: 'miR-210-3p' }).click();
  await expect(page.getByRole('heading', { name: 'Claims', level: 1 })).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Search in Claims' })).toHaveValue('miR-210-3p');
  await expect(page.locator('.ag-cell[col-id="subject"]').filter({ hasText: 'miR-210-3p' }).first()).toBeVisible();
});

test('from a study: it is chosen already, and shows its claims and the rows that cite it', async ({ app: { page } }) => {
  await goTo(page, 'Studies');
  await page.getByRole('searchbox', { name: /^Search in/u }).fill('CXCR7');
  await expect(page.locator('.sectionHead .sub')).toContainText(' of 146');
  await cell(page, 0, 'label').click();
  const panel = await openEvidence(page);
  await panel.getByRole('region', { name: 'Claims of this study' }).getByRole('button', { name: 'Add claim…' }).click();
  await expect(page.getByRole('list', { name: 'Chosen studies' }).getByRole('listitem')).toHaveCount(1);
  const answer = await fillClaim(page, { subject: 'ZZTOP1', direction: 'promotes', quote: 'ZZTOP1 drives it.' });
  await expect(answer.getByRole('region', { name: 'Disagrees with' })).toContainText('No rule finds it at odds');
  await answer.getByRole('button', { name: 'Close' }).last().click();
  await expect(panel.getByRole('region', { name: 'Claims of this study' })).toContainText('ZZTOP1 drives it.');
  await expect(panel.getByRole('region', { name: 'Cited by rows' })).toBeVisible();
  await shot(page, 'claims-study');
});

test('in the table: added by hand, edited like any cell, counted, undone; a subject is needed', async ({ app: { page } }) => {
  const before = Number(((await count(page, 'Claims').textContent()) ?? '').replaceAll(',', ''));
  await goTo(page, 'Claims');
  await page.getByRole('button', { name: 'Add claim', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Add claim' });
  await expect(dialog.getByRole('button', { name: 'Add claim' })).toBeDisabled();
  const answer = await fillClaim(page, { subject: 'ZZTOP2', direction: 'no effect' });
  await answer.getByRole('button', { name: 'Show the claim' }).click();
  await expect(count(page, 'Claims')).toHaveText(String(before + 1));
  await search(page, 'ZZTOP2', 1);
  await type(page, cell(page, 0, 'object'), 'bone colonisation');
  await expect(field(page, 'Origin')).toHaveText('curator');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(cell(page, 0, 'object')).toHaveText('');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(count(page, 'Claims')).toHaveText(String(before));
});

test('a claim of a table row is not edited: it says which row to edit instead, and follows that row', async ({ app: { page } }) => {
  await goTo(page, 'Claims');
  await page.getByRole('button', { name: /^Origin/u }).click();
  await page.getByRole('checkbox', { name: /^table row/u }).check();
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox', { name: 'Search in Claims' }).fill('FAIM2');
  await expect(cell(page, 0, 'subject')).toHaveText('FAIM2');
  await cell(page, 0, 'direction').click();
  await page.keyboard.press('F2');
  await expect(said(page, 'read from its row in Factors')).toBeVisible();
  await expect(page.locator('.lg-editor')).toHaveCount(0);
  await expect(cell(page, 0, 'direction')).toHaveText('up');
  await goTo(page, 'Factors');
  await type(page, cell(page, 2, 'expression'), 'Down');
  await goTo(page, 'Claims');
  await expect(cell(page, 0, 'direction')).toHaveText('down');
});

test('hostile text in a claim is text, in the grid, the card and the inspector', async ({ app: { page } }) => {
  const hostile = '<img src=x onerror="document.title=1"><b>PRAME</b>';
  await cell(page, 1, 'factor').click();
  await page.keyboard.press('ControlOrMeta+Shift+l');
  const answer = await fillClaim(page, { direction: 'up', study: '30', quote: hostile });
  await answer.getByRole('button', { name: 'Close' }).last().click();
  await expect((await openEvidence(page)).getByText(hostile)).toBeVisible();
  await page.keyboard.press('F8');
  await card(page).waitFor();
  await expect(page.locator('img[src="x"], main b')).toHaveCount(0);
  expect(await page.title()).toContain('Lacuna');
});
