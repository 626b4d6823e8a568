// Releases: made with what waits said, listed, opened for reading and left again, compared word by word, narrowed, saved
// as a change list and as Word with tracked changes; all of it by keyboard, and for everybody.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from './fixture';
import { cell, choose, goTo, said, type } from './steps';

async function makeRelease(page: Page, version: string | null, note = ''): Promise<void> {
  await goTo(page, 'Releases');
  await page.getByRole('button', { name: 'Make release…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Make release' });
  await expect(dialog.getByRole('textbox', { name: 'Version' })).not.toHaveValue('');
  if (version !== null) await dialog.getByRole('textbox', { name: 'Version' }).fill(version);
  if (note !== '') await dialog.getByRole('textbox', { name: 'Note' }).fill(note);
  await dialog.getByRole('button', { name: 'Make release' }).click();
  await expect(dialog).toBeHidden();
}

async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { readonly axe: { run: (context: Document, options: unknown) => Promise<{ readonly violations: readonly { readonly id: string }[] }> } };
    return (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa'] })).violations.map(({ id }) => id);
  });
}

const changed = (page: Page, name: RegExp) => page.getByRole('region', { name });

test('the empty state says what to do; the first release takes the proposed number and counts what waits', async ({ app: { page } }) => {
  await goTo(page, 'Releases');
  await expect(page.getByText('No release yet. Make release…')).toBeVisible();
  await expect(page.getByText('Nothing differs')).toBeVisible();
  await page.getByRole('button', { name: 'Make release…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Make release' });
  await expect(dialog.getByRole('textbox', { name: 'Version' })).toHaveValue('1.0');
  await expect(dialog).toContainText(/No conflict is open, \d+ findings wait/u);
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('textbox', { name: 'Note' }).fill('Submitted');
  await dialog.getByRole('button', { name: 'Make release' }).click();
  await expect(said(page, 'Release 1.0 is made.')).toBeVisible();
  await expect(page.getByRole('row', { name: /1\.0.+Submitted.+no change/u })).toBeVisible();
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Releases 1' })).toBeVisible();
  await page.getByRole('button', { name: 'Make release…' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Version' })).toHaveValue('1.1');
  await dialog.getByRole('textbox', { name: 'Version' }).fill('1.0');
  await dialog.getByRole('button', { name: 'Make release' }).click();
  await expect(dialog.getByRole('alert')).toContainText('There is a release 1.0 already');
});

test('a release opens as it was, for reading only, and the document is there again afterwards', async ({ app: { page } }) => {
  await makeRelease(page, '1.0');
  await goTo(page, 'Factors');
  const before = await cell(page, 1, 'expression').textContent();
  await type(page, cell(page, 1, 'expression'), 'Mutation');
  await goTo(page, 'Releases');
  await page.getByRole('button', { name: 'Open release 1.0' }).click();
  await expect(page.locator('.documentName')).toHaveText('Release 1.0 (read-only) of NSCLC bone metastasis.lacuna');
  await expect(page.getByText('You are reading release 1.0')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Make release…' })).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
  await goTo(page, 'Factors');
  await expect(cell(page, 1, 'expression')).toHaveText(before ?? '');
  await page.getByRole('button', { name: 'Back to the document' }).click();
  await expect(page.locator('.documentName')).toHaveText('NSCLC bone metastasis.lacuna');
  await expect(cell(page, 1, 'expression')).toHaveText('Mutation');
  await expect(page.getByText('You are reading release')).toHaveCount(0);
});

test('two states are compared word by word, narrowed by table, and a click leads to the row', async ({ app: { page } }) => {
  await makeRelease(page, '1.0');
  await goTo(page, 'Factors');
  await type(page, cell(page, 1, 'expression'), 'Mutation');
  await goTo(page, 'Trials');
  await type(page, cell(page, 2, 'conclusions'), 'Improved survival of patients in both arms');
  await goTo(page, 'Releases');
  await expect(page.getByText('Factors 1 changed · Trials 1 changed')).toBeVisible();
  const factor = changed(page, /^factor 2 · PRAME, changed$/u);
  await expect(factor.locator('ins')).toHaveText('Mutation');
  await expect(factor.locator('del')).not.toHaveText('');
  expect(await violations(page)).toEqual([]);
  await choose(page, 'Table', 'Trials');
  await expect(factor).toHaveCount(0);
  await expect(changed(page, /^trial 3 · .+, changed$/u)).toContainText('Conclusions:');
  await choose(page, 'From', 'Now');
  await expect(page.getByText('That is the same state twice.')).toBeVisible();
  await choose(page, 'From', 'The beginning');
  await factor.getByRole('button', { name: 'factor 2 · PRAME' }).click();
  await expect(page.getByRole('heading', { name: 'Factors', level: 1 })).toBeVisible();
  await expect(page.locator('.ag-cell-focus')).toHaveText('Mutation');
});

test('a row that was withdrawn says so and why; the change list is saved', async ({ app: { page } }) => {
  await makeRelease(page, '1.0');
  await goTo(page, 'Factors');
  await cell(page, 0, 'factor').click();
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Search everything or run a command' }).fill('withdraw rows');
  await page.keyboard.press('Enter');
  const withdrawing = page.getByRole('dialog', { name: /^Withdraw/u });
  await withdrawing.getByLabel('Reason').fill('Retracted');
  await withdrawing.getByRole('button', { name: 'Withdraw' }).click();
  await goTo(page, 'Releases');
  await expect(changed(page, /^factor 1 · .+, withdrawn$/u)).toContainText('Retracted');
  await page.getByRole('button', { name: 'Save change list…' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'CSV (.csv)', exact: true }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('Changes.csv');
  const lines = readFileSync(await download.path(), 'utf8').trim().split('\r\n');
  expect(lines[0]).toBe('Table,No.,Row,Change,Field,Before,After,Who,When (UTC),Why');
  expect(lines[1]).toMatch(/^Factors,1,.+,withdrawn,Lifecycle,active,withdrawn,.+,Retracted$/u);
});

test('a table is saved as Word with the changes since the release tracked', async ({ app: { page } }) => {
  await makeRelease(page, '1.0');
  await goTo(page, 'Factors');
  const before = await cell(page, 1, 'expression').textContent() ?? '';
  await type(page, cell(page, 1, 'expression'), 'Mutation');
  await goTo(page, 'Releases');
  const button = page.getByRole('button', { name: 'Word with tracked changes…' });
  await choose(page, 'From', 'The beginning');
  await expect(button).toBeDisabled();
  await choose(page, 'From', 'Release 1.0');
  await expect(button).toBeEnabled();
  expect(await violations(page)).toEqual([]);
  await button.click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Table 1, Factors' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('Table 1 tracked.docx');
  await expect(said(page, '1 row changed, 0 inserted, 0 deleted since release 1.0.')).toBeVisible();
  const xml = strFromU8(unzipSync(readFileSync(await download.path()))['word/document.xml'] ?? new Uint8Array());
  const revisions = [...xml.matchAll(/<w:(ins|del) w:id="(\d+)" w:author="[^"]+" w:date="[\d-]+T[\d:]+Z"><w:r><w:(?:t|delText) xml:space="preserve">([^<]*)</gu)].map(([, kind, id, text]) => [kind, id, text]);
  expect(revisions).toEqual([['del', '1', before], ['ins', '2', 'Mutation']]);
});

test('between two releases, as they are compared; and from the export dialog with the reference list', async ({ app: { page } }) => {
  await makeRelease(page, '1.0');
  await goTo(page, 'Factors');
  await type(page, cell(page, 1, 'expression'), 'Mutation');
  await makeRelease(page, '1.1');
  await goTo(page, 'Factors');
  await type(page, cell(page, 2, 'expression'), 'Mutation');
  await goTo(page, 'Releases');
  const button = page.getByRole('button', { name: 'Word with tracked changes…' });
  await choose(page, 'From', 'Release 1.1');
  await choose(page, 'To', 'Release 1.0');
  await expect(button, 'backwards').toBeDisabled();
  await choose(page, 'From', 'Release 1.0');
  await choose(page, 'To', 'Release 1.1');
  await button.click();
  let downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Table 1, Factors' }).click();
  await downloading;
  await expect(said(page, '1 row changed, 0 inserted, 0 deleted from release 1.0 to release 1.1.')).toBeVisible();
  await goTo(page, 'Factors');
  await page.keyboard.press('ControlOrMeta+e');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await choose(dialog, 'Changes tracked since', 'Release 1.0');
  await choose(dialog, 'Reference list', 'NLM/Vancouver');
  downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  const xml = strFromU8(unzipSync(readFileSync(await (await downloading).path()))['word/document.xml'] ?? new Uint8Array());
  await expect(dialog.getByText('2 rows changed, 0 inserted, 0 deleted since release 1.0.')).toBeVisible();
  expect(xml).toMatch(/>References<[^]+>\d+\. Not yet known/u);
});

test('by keyboard alone: from the palette to the dialog, and from there to the comparison', async ({ app: { page } }) => {
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Search everything or run a command' }).fill('make release');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Version' })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Draft');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Releases', level: 1 })).toBeVisible();
  await expect(page.getByRole('row', { name: /Draft/u })).toBeVisible();
  await page.getByRole('button', { name: 'Open release Draft' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.documentName')).toContainText('Release Draft (read-only)');
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Search everything or run a command' }).fill('back to the document');
  await page.keyboard.press('Enter');
  await expect(page.locator('.documentName')).toHaveText('NSCLC bone metastasis.lacuna');
});
