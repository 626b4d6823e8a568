// Findings where they stand: underlines, badges, the card by pointer and by F8, adopting, dismissing with a reason, bulk work
// in the table, the settings of the checks, and the same for everybody. The built-in review has its own findings (Table 2 as
// printed); PRAME is contradicted by a claim where a spec needs one that it can change.
import { expect, test } from './fixture';
import { card, complaints, contradictOwn, contradictPrame, count, inspector, openEvidence, shot } from './evidenceDriver';
import { cell, goTo, said, search, type } from './steps';

test.describe('in the cells', () => {
  test('the text that a finding is about is underlined, by form and not by colour alone, and the row has a badge', async ({ app: { page } }) => {
    await contradictPrame(page);
    const mark = cell(page, 1, 'expression').locator('.lg-finding');
    await expect(mark).toHaveText('Down');
    expect(await mark.evaluate((element) => getComputedStyle(element).textDecorationStyle)).toBe('wavy');
    await expect(cell(page, 1, 'flags')).toContainText('1 finding');
    await expect(cell(page, 1, 'flags')).toContainText('major');
    await page.getByRole('button', { name: 'With findings' }).click();
    await expect(cell(page, 0, 'factor')).toBeVisible();
    await expect(page.locator('.sectionHead .sub')).toContainText(' of 28');
  });

  test('resting on a mark or a badge shows the card; it stays while the pointer is on it, and Escape takes it away', async ({ app: { page } }) => {
    await contradictPrame(page);
    await cell(page, 1, 'expression').locator('.lg-finding').hover();
    await expect(card(page)).toContainText('Opposite expression');
    await expect(card(page)).toContainText('F1 · major');
    await expect(card(page)).toContainText(/Up 1 · Down \d/u);
    await expect(card(page).getByRole('button', { name: 'factor 2 PRAME' })).toBeVisible();
    await card(page).hover();
    await page.waitForTimeout(600);
    await expect(card(page)).toBeVisible();
    await shot(page, 'findings-card');
    await page.keyboard.press('Escape');
    await expect(card(page)).toHaveCount(0);
    await page.mouse.move(400, 700);
    await page.waitForTimeout(400);
    await cell(page, 1, 'flags').getByText('1 finding').hover();
    await expect(card(page)).toBeVisible();
    await page.mouse.move(400, 700);
    await expect(card(page)).toHaveCount(0);
  });

  test('an edit that settles it takes underline and badge away, and Undo brings them back', async ({ app: { page } }) => {
    await contradictOwn(page);
    const before = await count(page, 'Findings').textContent();
    await type(page, cell(page, 0, 'expression'), 'Up');
    await expect(cell(page, 0, 'flags')).not.toContainText('finding');
    await expect(cell(page, 0, 'expression').locator('.lg-finding')).toHaveCount(0);
    await expect(count(page, 'Findings')).not.toHaveText(before ?? '');
    await page.keyboard.press('ControlOrMeta+z');
    await expect(cell(page, 0, 'expression').locator('.lg-finding')).toHaveText('Down');
    await expect(count(page, 'Findings')).toHaveText(before ?? '');
  });
});

test.describe('F8', () => {
  test('walks through all that wait, in the order of the table of findings, across sections, and comes round', async ({ app: { page } }) => {
    await contradictPrame(page);
    await goTo(page, 'Findings');
    const total = Number(await count(page, 'Findings').textContent());
    expect(total).toBeGreaterThan(0);
    const listed = await page.locator('.ag-row').evaluateAll((rows) => rows.map((row) => ({ at: Number(row.getAttribute('row-index')), rule: row.querySelector('.lg-rule')?.textContent ?? '' })).toSorted((left, right) => left.at - right.at).map(({ rule }) => rule));
    await goTo(page, 'History');
    const walked: string[] = [];
    for (let step = 1; step <= Math.min(total, listed.length); step += 1) {
      await page.keyboard.press('F8');
      await expect(card(page)).toContainText(`${step} of ${total}`);
      await expect(card(page)).toBeFocused();
      await expect(page.locator('.ag-cell-focus')).toHaveCount(1);
      walked.push(((await card(page).locator('h3 .muted').first().textContent()) ?? '').split(' ')[0] ?? '');
    }
    expect(walked).toEqual(listed);
    if (walked.length === total) {
      await page.keyboard.press('F8');
      await expect(card(page)).toContainText(`1 of ${total}`);
      await page.keyboard.press('Shift+F8');
      await expect(card(page)).toContainText(`${total} of ${total}`);
    }
    await page.keyboard.press('Escape');
    await expect(card(page)).toHaveCount(0);
    await expect(page.locator('.ag-cell-focus')).toBeFocused();
  });

  test('begins at the row in focus; Tab reaches the buttons of the card, and F2 edits the cell', async ({ app: { page } }) => {
    await contradictPrame(page);
    await cell(page, 0, 'factor').click();
    await page.keyboard.press('F8');
    await expect(card(page)).toContainText('PRAME');
    await page.keyboard.press('Tab');
    await expect(card(page).getByRole('button').first()).toBeFocused();
    await page.keyboard.press('F2');
    await expect(page.locator('.lg-editor')).toBeVisible();
    await expect(card(page)).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(cell(page, 1, 'expression')).toHaveText('Down');
  });
});

test.describe('a decision', () => {
  test('adopt: a conflict with its rows as members, the rule that it came from, and the finding says so; Undo takes it back', async ({ app: { page } }) => {
    await contradictOwn(page);
    await cell(page, 0, 'factor').click();
    const panel = await openEvidence(page);
    await panel.getByRole('button', { name: 'Adopt as conflict' }).click();
    await expect(said(page, 'Done:')).toBeVisible();
    await expect(cell(page, 0, 'flags')).toContainText('Up 1');
    await expect(panel.getByText('1 finding is settled')).toBeVisible();
    await goTo(page, 'Conflicts');
    await expect(page.getByRole('group', { name: 'Kinds' })).toContainText('opposite expression 1');
    await expect(page.getByRole('row', { name: /opposite expression/u })).toContainText('F1 Opposite expression');
    await page.getByRole('row', { name: /opposite expression/u }).click();
    await expect(page.getByRole('region', { name: /^Conflict/u })).toContainText('claim');
    await shot(page, 'findings-adopted');
    await page.keyboard.press('ControlOrMeta+z');
    await expect(page.getByText('No conflicts here.')).toBeVisible();
    await goTo(page, 'Factors');
    await expect(cell(page, 0, 'flags')).toContainText('1 finding');
  });

  test('dismiss: only with a reason; it returns as reopened when its cell changes', async ({ app: { page } }) => {
    await contradictOwn(page);
    await cell(page, 0, 'factor').click();
    const panel = await openEvidence(page);
    await panel.getByRole('button', { name: 'Dismiss…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Dismiss this finding' });
    await expect(dialog.getByRole('button', { name: 'Dismiss' })).toBeDisabled();
    await dialog.getByLabel('Reason').fill('Two tumour types.');
    await shot(page, 'findings-dismiss');
    await dialog.getByRole('button', { name: 'Dismiss' }).click();
    await expect(cell(page, 0, 'flags')).not.toContainText('finding');
    await panel.getByText('1 finding is settled').click();
    await expect(panel).toContainText('dismissed: Two tumour types.');
    await goTo(page, 'Claims');
    await page.getByRole('searchbox', { name: 'Search in Claims' }).fill('LACT1');
    await type(page, cell(page, 0, 'cancer'), 'LUAD');
    await goTo(page, 'Findings');
    await expect(page.locator('.ag-cell[col-id="state"]').filter({ hasText: 'reopened' }).first()).toBeVisible();
  });

  test('in bulk over the selected rows of the table, restored again, and one Undo for all', async ({ app: { page } }) => {
    await contradictPrame(page);
    const total = Number(await count(page, 'Findings').textContent());
    await goTo(page, 'Findings');
    await shot(page, 'findings-table');
    await cell(page, 0, 'message').click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.getByRole('main').getByRole('button', { name: 'Dismiss…' }).click();
    const dialog = page.getByRole('dialog', { name: total === 1 ? 'Dismiss this finding' : `Dismiss ${total} findings` });
    await dialog.getByLabel('Reason').fill('Looked at, as printed.');
    await dialog.getByRole('button', { name: 'Dismiss' }).click();
    await expect(count(page, 'Findings')).toHaveText('0');
    await expect(cell(page, 0, 'state')).toHaveText(/dismissed|not a duplicate/u);
    await page.getByRole('button', { name: 'More ▾' }).click();
    await page.getByRole('menuitem', { name: 'Restore the selected findings' }).click();
    await expect(count(page, 'Findings')).toHaveText(String(total));
    await page.keyboard.press('ControlOrMeta+z');
    await expect(count(page, 'Findings')).toHaveText('0');
    await page.keyboard.press('ControlOrMeta+z');
    await expect(count(page, 'Findings')).toHaveText(String(total));
  });
});

test('the table of findings: narrowed by rule, read in full in the inspector, Enter leads to the row', async ({ app: { page } }) => {
  await contradictPrame(page);
  await goTo(page, 'Findings');
  await page.getByRole('button', { name: /^Rule/u }).click();
  await page.getByRole('checkbox', { name: /^F1 Opposite expression/u }).check();
  await page.keyboard.press('Escape');
  await expect(cell(page, 0, 'rule')).toContainText('F1');
  await cell(page, 0, 'message').click();
  await expect(inspector(page).getByRole('article')).toContainText('PRAME');
  await expect(page.getByRole('button', { name: 'Flag conflict' })).toHaveCount(0);
  await page.keyboard.press('x');
  await expect(page.locator('.lg-editor')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Factors', level: 1 })).toBeVisible();
  await expect(card(page)).toContainText('PRAME');
});

test.describe('the checks', () => {
  test('a rule that is switched off takes its findings away, switched on they are back; α is a number', async ({ app }) => {
    const { page } = app;
    await contradictPrame(page);
    const total = await count(page, 'Findings').textContent();
    const open = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Document ▾' }).click();
      await page.getByRole('menuitem', { name: 'Checks…' }).click();
    };
    await open();
    const dialog = page.getByRole('dialog', { name: 'Checks' });
    await expect(dialog.getByLabel('α, the level of significance')).toHaveValue('0.05');
    await expect(dialog.getByRole('checkbox')).toHaveCount(30);
    await shot(page, 'checks-dialog');
    await dialog.getByLabel('α, the level of significance').fill('5');
    await expect(dialog).toContainText('from 0.0001 to 0.5');
    await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
    await dialog.getByLabel('α, the level of significance').fill('0.01');
    await dialog.getByRole('checkbox', { name: 'F1 Opposite expression' }).uncheck();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();
    await expect(cell(page, 1, 'flags')).not.toContainText('finding');
    await open();
    await expect(dialog.getByLabel('α, the level of significance')).toHaveValue('0.01');
    await dialog.getByRole('checkbox', { name: 'F1 Opposite expression' }).check();
    await dialog.getByLabel('α, the level of significance').fill('0.05');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(cell(page, 1, 'flags')).toContainText('1 finding');
    await expect(count(page, 'Findings')).toHaveText(total ?? '');
  });

  test('everything can be checked now, which says how many rows it looked at and adds nothing', async ({ app: { page } }) => {
    await contradictPrame(page);
    const total = await count(page, 'Findings').textContent();
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('combobox', { name: /run a command/u }).fill('checks');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Checks' });
    await dialog.getByRole('button', { name: 'Check now' }).click();
    await expect(dialog.getByRole('status')).toContainText(/\d+ rows are checked: \d+ findings?\./u);
    await page.keyboard.press('Escape');
    await expect(count(page, 'Findings')).toHaveText(total ?? '');
    await expect(page.getByRole('contentinfo')).not.toContainText('Checking');
  });
});

test('the findings of the built-in review: [97] shows what no test gives, with the axis of p values in words', async ({ app: { page } }) => {
  await goTo(page, 'Trials');
  await search(page, 'Karnofsky', 1);
  await cell(page, 0, 'treatment').click();
  const finding = (await openEvidence(page)).getByRole('article', { name: /N5/u });
  await expect(finding).toContainText('N5 · major');
  await expect(finding).toContainText('0.199');
  await expect(finding.getByRole('img', { name: /^p values on a logarithmic axis from 0\.0001 to 1\. Printed: at most 0\.0001\. Computed: 0\.1\d* to 0\.2/u })).toBeVisible();
  await shot(page, 'findings-n5');
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`in ${scheme}`, () => {
    test.use({ colorScheme: scheme });
    test('the sections, cards and dialogs of the evidence pass the accessibility rules of WCAG 2.1 A and AA', async ({ app: { page } }) => {
      test.slow();
      await contradictPrame(page);
      await cell(page, 1, 'factor').click();
      await openEvidence(page);
      expect(await complaints(page), 'a factor with its evidence').toEqual([]);
      await page.keyboard.press('F8');
      await card(page).waitFor();
      expect(await complaints(page), 'the card').toEqual([]);
      await shot(page, `findings-card-${scheme}`);
      await page.keyboard.press('Escape');
      for (const section of ['Trials', 'Claims', 'Results', 'Names', 'Findings', 'Conflicts'] as const) {
        await goTo(page, section);
        if (section !== 'Conflicts') await page.locator('.ag-row .ag-cell').nth(1).click();
        expect(await complaints(page), section).toEqual([]);
        await shot(page, `section-${section}-${scheme}`);
      }
      await goTo(page, 'Factors');
      await cell(page, 1, 'factor').click();
      for (const name of ['Add claim', 'Checks', 'Add result']) {
        if (name === 'Add result') await goTo(page, 'Results');
        await page.keyboard.press('ControlOrMeta+k');
        await page.getByRole('combobox', { name: /run a command/u }).fill(name === 'Add result' ? 'add row' : name);
        await page.keyboard.press('Enter');
        await page.getByRole('dialog', { name, exact: true }).waitFor();
        expect(await complaints(page), name).toEqual([]);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'hidden' });
      }
    });
  });
}
