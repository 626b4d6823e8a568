// Results read from the text of trials: underlined where they stand, listed with their arms in the inspector, corrected in
// their own table; a curator's correction is kept when the text is read anew.
import { expect, test } from './fixture';
import { count, field, inspector, openEvidence, shot } from './evidenceDriver';
import { cell, goTo, said, search, type } from './steps';

const karnofsky = 4;

test('a trial lists its arms and its results by outcome; choosing one shows its sentence and points at it in the cell', async ({ app: { page } }) => {
  await goTo(page, 'Trials');
  await cell(page, karnofsky, 'treatment').click();
  const panel = await openEvidence(page);
  await expect(panel.getByRole('region', { name: 'Arms' })).toContainText('n = 32');
  await expect(panel.getByRole('region', { name: 'Arms' })).toContainText('n = 22');
  const results = panel.getByRole('region', { name: 'Results read from the text' });
  await expect(results).toContainText('sphincter function');
  const line = results.getByRole('button', { name: /p = 0\.016/u });
  await line.click();
  await expect(line).toHaveAttribute('aria-expanded', 'true');
  await expect(results.locator('mark')).toContainText('0.016');
  await expect(page.locator('.ag-cell-focus')).toHaveAttribute('col-id', 'results');
  await expect(cell(page, karnofsky, 'results').locator('.lg-pointedAt')).toContainText('0.016');
  await shot(page, 'results-trial');
  await line.click();
  await expect(cell(page, karnofsky, 'results').locator('.lg-pointedAt')).toHaveCount(0);
  await line.click();
  await results.getByRole('button', { name: 'Show in Results' }).click();
  await expect(page.getByRole('heading', { name: 'Results', level: 1 })).toBeVisible();
  await expect(inspector(page)).toContainText('Urgent surgery and radiotherapy');
});

test('results are underlined quietly in their cells, and View switches that off for good', async ({ app }) => {
  const { page } = app;
  await goTo(page, 'Trials');
  await expect(cell(page, karnofsky, 'results').locator('.lg-result, .lg-finding').first()).toContainText('0.016');
  await expect(cell(page, karnofsky, 'results')).toContainText('The Karnofsky functional score improved');
  await page.getByRole('button', { name: 'View ▾' }).click();
  await page.getByRole('checkbox', { name: 'Underline results read from the text' }).uncheck();
  await page.keyboard.press('Escape');
  await expect(page.locator('.lg-result')).toHaveCount(0);
  await page.waitForTimeout(600);
  await app.restart();
  await goTo(app.page, 'Trials');
  await app.page.waitForTimeout(500);
  await expect(app.page.locator('.lg-result')).toHaveCount(0);
});

test('the table is narrowed by measure and class, and a result leads to its trial', async ({ app: { page } }) => {
  const all = Number(await count(page, 'Results').textContent());
  expect(all).toBeGreaterThan(50);
  await goTo(page, 'Results');
  await shot(page, 'results-table');
  await page.getByRole('button', { name: /^Measure/u }).click();
  await page.getByRole('checkbox', { name: /^HR/u }).check();
  await page.keyboard.press('Escape');
  await expect(page.locator('.sectionHead .sub')).toContainText(` of ${all} rows`);
  await expect(cell(page, 0, 'measure')).toHaveText('HR');
  await expect(cell(page, 0, 'estimate')).toHaveText('4.18');
  await cell(page, 0, 'estimate').click();
  await (await openEvidence(page)).getByRole('region', { name: 'Trial' }).getByRole('button', { name: 'Show' }).click();
  await expect(page.getByRole('heading', { name: 'Trials', level: 1 })).toBeVisible();
  await expect(page.locator('.ag-cell-focus')).toHaveAttribute('col-id', 'results');
});

test('a correction is the curator’s, is kept when the trial’s text changes, and Undo makes it parsed again', async ({ app: { page } }) => {
  await goTo(page, 'Results');
  await search(page, '0.65', 1);
  await type(page, cell(page, 0, 'estimate'), '0.56');
  await expect(field(page, 'Origin')).toHaveText('curator');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(field(page, 'Origin')).toHaveText('parsed');
  await expect(cell(page, 0, 'estimate')).toHaveText('0.65');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(cell(page, 0, 'estimate')).toHaveText('0.56');
  await goTo(page, 'Trials');
  await type(page, cell(page, 2, 'results'), 'Definitive local therapy to the primary tumor prolonged survival (HR, 0.65, P = 0.043), as expected.');
  await cell(page, 2, 'treatment').click();
  await (await openEvidence(page)).getByRole('region', { name: 'Results read from the text' }).getByText('stale').first().waitFor();
  await shot(page, 'results-stale');
  await goTo(page, 'Results');
  await search(page, '0.56', 1);
  await expect(cell(page, 0, 'estimate')).toHaveText('0.56');
  await cell(page, 0, 'estimate').click();
  await inspector(page).getByText('Row', { exact: true }).click();
  await expect(field(page, 'State')).toHaveText('stale');
});

test('what no number is, is refused with the reason; a word outside the lists too', async ({ app: { page } }) => {
  await goTo(page, 'Results');
  await cell(page, 0, 'estimate').click();
  await page.keyboard.type('much');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'Give the number as it is printed' }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.lg-editor')).toHaveCount(0);
});

test('a result is added to a trial by hand; the trial itself is not edited here', async ({ app: { page } }) => {
  const all = Number(await count(page, 'Results').textContent());
  await goTo(page, 'Trials');
  await cell(page, karnofsky, 'treatment').click();
  await (await openEvidence(page)).getByRole('button', { name: 'Add result…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add result' });
  await expect(dialog).toContainText('Urgent surgery and radiotherapy');
  await expect(dialog.getByRole('button', { name: 'Add result' })).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Outcome' }).fill('pain at 24 h');
  await dialog.getByRole('textbox', { name: 'p', exact: true }).fill('nearly');
  await expect(dialog).toContainText('Give p with its operator');
  await dialog.getByRole('textbox', { name: 'p', exact: true }).fill('= 0.04');
  await shot(page, 'results-dialog');
  await dialog.getByRole('button', { name: 'Add result' }).click();
  await expect(page.getByRole('heading', { name: 'Results', level: 1 })).toBeVisible();
  await expect(count(page, 'Results')).toHaveText(String(all + 1));
  await expect(said(page, 'Done:')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(count(page, 'Results')).toHaveText(String(all));
});
