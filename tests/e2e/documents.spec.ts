// Documents: new, open, recent, a copy, backups, verify; and what a file gets that is damaged, foreign, locked or read-only.
import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, startLoopback, test } from './fixture';
import { cell, goTo, said, type } from './steps';

async function fromMenu(page: Page, item: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Document ▾' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

async function openFile(page: Page, name: string, bytes: Buffer): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await fromMenu(page, /^Open document/u);
  await (await choosing).setFiles({ name, mimeType: 'application/octet-stream', buffer: bytes });
}

async function copyOf(page: Page): Promise<Buffer> {
  const downloading = page.waitForEvent('download');
  await fromMenu(page, /^Save a copy/u);
  return readFileSync(await (await downloading).path());
}

test('a new empty document says what would be here; the review is one of the recent documents', async ({ app: { page, dataFolder } }) => {
  await fromMenu(page, 'New empty document…');
  const dialog = page.getByRole('dialog', { name: 'New empty document' });
  await dialog.getByLabel('Name').fill('Breast cancer factors');
  await dialog.getByRole('button', { name: 'Make it' }).click();
  await expect(page.getByText('Breast cancer factors.lacuna').first()).toBeVisible();
  await expect(page.getByText('No factor yet.')).toBeVisible();
  expect(existsSync(join(dataFolder, 'Breast cancer factors.lacuna'))).toBe(true);
  await fromMenu(page, 'NSCLC bone metastasis.lacuna');
  await expect(page.locator('.ag-row').first()).toBeVisible();
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Factors' })).toContainText('28');
});

test('a saved copy is a whole document: it opens with the edits and the history', async ({ app: { page } }) => {
  await type(page, cell(page, 1, 'expression'), 'Up');
  const copy = await copyOf(page);
  expect(copy.subarray(0, 15).toString()).toBe('SQLite format 3');
  await openFile(page, 'mine.lacuna', copy);
  await expect(page.getByText(/mine.*\.lacuna/u).first()).toBeVisible();
  await expect(cell(page, 1, 'expression')).toHaveText('Up');
  await goTo(page, 'History');
  await expect(page.getByRole('region', { name: 'Edit Expression of PRAME' })).toBeVisible();
});

test('verify checks the file and says so; a backup is made, listed and restored, and the document is set aside', async ({ app: { page, dataFolder } }) => {
  await fromMenu(page, 'Verify document');
  await expect(page.getByRole('dialog', { name: 'Verify document' })).toContainText('Everything is sound.');
  await page.getByRole('dialog', { name: 'Verify document' }).getByRole('button', { name: 'Close', exact: true }).last().click();
  await fromMenu(page, 'Back up now');
  await expect(said(page, 'Backed up and checked')).toBeVisible();
  await type(page, cell(page, 1, 'expression'), 'Up');
  await fromMenu(page, 'Backups…');
  const dialog = page.getByRole('dialog', { name: 'Backups' });
  await dialog.getByRole('radio').first().check();
  await dialog.getByRole('button', { name: 'Restore' }).click();
  await expect(said(page, 'The backup is open.')).toBeVisible();
  await expect(cell(page, 1, 'expression')).toHaveText('Down');
  expect(readdirSync(dataFolder).filter((name) => name.includes('set aside') || /NSCLC bone metastasis .*\.lacuna$/u.test(name))).not.toEqual([]);
});

test('damaged and foreign files are refused in a sentence, and the open document stays', async ({ app: { page, filePath } }) => {
  await openFile(page, 'notes.lacuna', Buffer.from('These are my notes.'));
  await expect(page.getByRole('alert')).toContainText("can't be read as a Lacuna document");
  await page.getByRole('button', { name: 'Back to the open document' }).click();
  await expect(page.locator('.ag-row').first()).toBeVisible();

  const damaged = Buffer.from(readFileSync(filePath));
  damaged.fill(0x5a, 4096);
  await openFile(page, 'damaged.lacuna', damaged);
  await expect(page.getByRole('alert')).toContainText(/damaged|malformed/u);
  await page.getByRole('button', { name: 'Back to the open document' }).click();
  await type(page, cell(page, 1, 'expression'), 'Up');
});

test('a document that another Lacuna has open is offered for reading', async ({ app, browser }) => {
  const other = await startLoopback(join(app.dataFolder, 'second'), app.filePath);
  const page = await browser.newPage();
  // It has a review of its own behind the refusal, whose welcome may come first.
  await page.addLocatorHandler(page.getByRole('dialog', { name: 'Welcome to Lacuna' }), async (welcome) => { await welcome.getByRole('button', { name: 'Start' }).click(); });
  await page.goto(other.address);
  await expect(page.getByRole('alert')).toContainText('open in another Lacuna');
  await page.getByRole('button', { name: 'Open for reading only' }).click();
  await expect(page.getByText('This document is open for reading only.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add study' })).toBeDisabled();
  await cell(page, 0, 'factor').dblclick();
  await expect(said(page, 'reading only')).toBeVisible();
  await page.close();
  await other.stop();
});

test('a vanished file takes no edit; the text stays in the cell with the reason, and a copy saves everything', async ({ app: { page, filePath } }) => {
  renameSync(filePath, `${filePath}.moved`);
  await cell(page, 1, 'expression').click();
  await page.keyboard.press('F2');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('Up');
  await page.keyboard.press('Enter');
  await expect(said(page, /no longer|not there|vanished|moved/u)).toBeVisible();
  await expect(cell(page, 1, 'expression')).toContainText('Up');
  renameSync(`${filePath}.moved`, filePath);
});
