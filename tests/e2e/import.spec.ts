// Importing tables in the window: files chosen, dropped and pasted; what they are read as, and changed; what becomes of
// every row before anything is written; one change, one undo, and the same again. Each state leaves a screenshot.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { Locator, Page } from '@playwright/test';
import { complaints, shot } from './evidenceDriver';
import { expect, startLoopback, test } from './fixture';
import { paste, writeClipboard } from './gridDriver';
import { cell, choose, goTo, said, search } from './steps';

let folder: string;
test.beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'lacuna-import-')); });
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
/** A file in a folder of its own, as other tests run beside this one. */
function file(name: string, content: string | Uint8Array): string {
  files += 1;
  const own = join(folder, `${process.pid}-${files}`);
  mkdirSync(own);
  writeFileSync(join(own, name), content);
  return join(own, name);
}

/** As German spreadsheets write them: a title, an empty line, semicolons, decimal commas, Latin-1. */
const trials = (): string => file('Bone trials.csv', Buffer.from([
  'Trials of bone-targeted agents;;;;;;', 'Exported on 3 May;;;;;;', '',
  'Intervention;Study design;Population;N;Results;Conclusions;Comment',
  'Risedronate vs placebo;RCT;Bronchial carcinoma, M\u00fcnchen;120;Median OS 7,5 vs 6,1 months;Longer survival;a',
  'Odanacatib alone;Phase II;Solid tumours;64;Pain relief in 71,5%;No difference;b',
  'Odanacatib alone;Phase II;Solid tumours;64;Pain relief in 71,5%;No difference;b',
].join('\r\n'), 'latin1'));
/** Against the built-in review: one changed, one unchanged, two new, one that repeats a new one, one refused. */
const factors = (name = 'factors.csv'): string => file(name, ['Factor,Expression,Mechanism(s)', 'CXCR7,Down,', 'PRAME,,', 'Sclerostin,Down,Wnt', 'Periostin,Up,', 'Periostin,Up,', ',Up,nameless'].join('\n'));

const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Import', exact: true });
const rows = (page: Page): Locator => dialogOf(page).getByRole('listbox', { name: 'Rows of the import' });
const count = (page: Page, table: string): Locator => page.getByRole('navigation').getByRole('button', { name: table });
const importButton = (page: Page, label: string | RegExp): Locator => dialogOf(page).getByRole('button', { name: label, exact: true });

async function openImport(page: Page): Promise<Locator> {
  await page.keyboard.press('ControlOrMeta+Shift+e');
  await dialogOf(page).waitFor();
  return dialogOf(page);
}

async function add(page: Page, ...paths: readonly string[]): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await dialogOf(page).getByRole('button', { name: /files…$/u }).click();
  await (await choosing).setFiles([...paths]);
}

/** The counts on the chips: new, changed, unchanged, duplicates, refused. */
async function expectCounts(page: Page, ...counts: readonly number[]): Promise<void> {
  const chips = dialogOf(page).getByRole('group', { name: 'Show rows that are' }).getByRole('button');
  await expect(chips).toHaveText(['New', 'Changed', 'Unchanged', 'Duplicates', 'Refused'].map((kind, index) => `${kind} ${(counts[index] ?? 0).toLocaleString('en')}`));
}

async function drop(page: Page, ...paths: readonly string[]): Promise<void> {
  const carried = await page.evaluateHandle((dropped) => {
    const transfer = new DataTransfer();
    for (const { name, text } of dropped) transfer.items.add(new File([text], name));
    return transfer;
  }, paths.map((path) => ({ name: basename(path), text: readFileSync(path, 'utf8') })));
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: carried });
  await expect(page.getByText('Drop files to import them')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: carried });
  await expect(page.getByText('Drop files to import them')).toBeHidden();
}

test('a file as spreadsheets write it: found out, asked about, imported, undone, and imported again the same', async ({ app: { page } }) => {
  const path = trials();
  for (const round of [1, 2]) {
    const dialog = await openImport(page);
    await expect(dialog.getByRole('button', { name: 'Choose files…' })).toBeFocused();
    await add(page, path);
    await expectCounts(page, 2, 0, 0, 1, 0);
    await expect(dialog.getByRole('combobox', { name: 'Goes into' })).toHaveText(/^Trials, as found/u);
    await expect(dialog.getByRole('combobox', { name: 'Delimiter' })).toHaveText(/^semicolon \(;\), as found/u);
    await expect(dialog.getByRole('combobox', { name: 'Encoding' })).toHaveText(/^Latin-1, as found/u);
    await expect(dialog.getByRole('textbox', { name: 'Line of the headings' })).toHaveValue('4');
    await dialog.getByText('Above the headings').click();
    await expect(dialog.getByText('Exported on 3 May')).toBeVisible();
    await expect(dialog.getByRole('combobox', { name: 'What “Intervention” becomes' })).toHaveValue('treatment');
    await expect(dialog.getByText('Sure: its name is like “intervention”')).toBeVisible();
    await expect(dialog.getByText('Not imported: no column is called so')).toBeVisible();
    const detail = dialog.getByRole('region', { name: 'The row' });
    await expect(detail).toContainText('Median OS 7,5 vs 6,1 months');
    await expect(dialog.getByRole('radio', { name: /^Yes/u }), 'nobody has answered').not.toBeChecked();
    await dialog.getByRole('radio', { name: /^Yes/u }).check();
    await expect(detail).toContainText('Median OS 7.5 vs 6.1 months');
    await expect(rows(page).getByRole('option').nth(2)).toHaveAccessibleName(/Duplicate.*7.*of line 6: the same in every cell; left out/u);
    await shot(page, 'import-found');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Brought from the register');
    await importButton(page, 'Import 2 rows').click();
    await expect(said(page, 'Imported 2 rows from Bone trials.csv.')).toBeVisible();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('heading', { name: 'Trials', level: 1 })).toBeVisible();
    await expect(count(page, 'Trials')).toContainText('17');
    await search(page, 'Risedronate', 1);
    await expect(cell(page, 0, 'population')).toContainText('München');
    await expect(cell(page, 0, 'results')).toContainText('7.5 vs 6.1');
    if (round === 2) break;
    await page.getByRole('heading', { name: 'Trials', level: 1 }).click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+z');
    await expect(count(page, 'Trials')).toContainText('15');
    await search(page, '', 15);
  }
  await goTo(page, 'History');
  await expect(page.getByText('Brought from the register').first()).toBeVisible();
});

test('what becomes of each row is seen, and any can be taken out, by keyboard alone', async ({ app: { page } }) => {
  const dialog = await openImport(page);
  await add(page, factors());
  await expectCounts(page, 2, 1, 1, 1, 1);
  const list = rows(page);
  await list.focus();
  await expect(list.getByRole('option', { selected: true })).toHaveAccessibleName(/Changed 2 CXCR7 Expression: Up → Down/u);
  const detail = dialog.getByRole('region', { name: 'The row' });
  await expect(detail.locator('del')).toHaveText('Up');
  await expect(detail.locator('ins')).toHaveText('Down');
  await page.keyboard.press('End');
  await expect(detail).toContainText('Factor can\'t be empty');
  await page.keyboard.press(' ');
  await expect(importButton(page, 'Import 3 rows'), 'a refused row is not to be taken out').toBeEnabled();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press(' ');
  await expect(list.getByRole('option', { selected: true })).toHaveAttribute('aria-checked', 'false');
  await expect(importButton(page, 'Import 2 rows')).toBeEnabled();
  await dialog.getByRole('checkbox', { name: 'Import this row' }).check();
  await expect(importButton(page, 'Import 3 rows')).toBeEnabled();
  await list.focus();
  await page.keyboard.press(' ');
  await dialog.getByRole('button', { name: /^Refused/u }).click();
  await expect(list.getByRole('option')).toHaveCount(1);
  await dialog.getByRole('button', { name: /^New/u }).click();
  await expect(list.getByRole('option')).toHaveCount(3);
  await shot(page, 'import-rows');
  await importButton(page, 'Import 2 rows').focus();
  await page.keyboard.press('Enter');
  await expect(said(page, 'Imported 2 rows from factors.csv. Not written: 1 row refused, 1 unchanged.')).toBeVisible();
  await expect(count(page, 'Factors')).toContainText('29');
  await search(page, 'Sclerostin', 0);
  await search(page, 'CXCR7', 1);
  await expect(cell(page, 0, 'expression')).toContainText('Down');
  await page.getByRole('heading', { name: 'Factors', level: 1 }).click();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(count(page, 'Factors')).toContainText('28');
  await expect(cell(page, 0, 'expression')).toContainText('Up');
});

test('duplicates are left out, or added as rows of their own', async ({ app: { page } }) => {
  const dialog = await openImport(page);
  await add(page, factors());
  await dialog.getByRole('button', { name: /^Duplicates/u }).click();
  await expect(rows(page).getByRole('option')).toHaveCount(1);
  await expect(rows(page).getByRole('option')).toHaveAccessibleName(/of line 5: the same in every cell; left out/u);
  await dialog.getByRole('combobox', { name: 'Duplicates' }).selectOption('Fill empty cells of the row that is there');
  await expect(importButton(page, 'Import up to 4 rows')).toBeEnabled();
  await dialog.getByRole('combobox', { name: 'Duplicates' }).selectOption('Add them as rows of their own');
  await expect(rows(page).getByRole('option')).toHaveAccessibleName(/added as a row of its own/u);
  await importButton(page, 'Import 4 rows').click();
  await expect(count(page, 'Factors')).toContainText('31');
});

test('an exported workbook comes back unchanged; of a foreign one its sheets are there to choose, hidden ones too', async ({ app: { page } }) => {
  await page.keyboard.press('ControlOrMeta+e');
  const exporting = page.getByRole('dialog', { name: 'Export' });
  await choose(exporting, 'Format', 'Excel, all cells as text (.xlsx)');
  const downloading = page.waitForEvent('download');
  await exporting.getByRole('button', { name: 'Export', exact: true }).click();
  const exported = file('Factors.xlsx', readFileSync(await (await downloading).path()));
  await page.keyboard.press('Escape');
  const dialog = await openImport(page);
  await add(page, exported);
  await expectCounts(page, 0, 0, 28, 0, 0);
  await expect(dialog.getByText('Nothing to import.')).toBeVisible();
  await expect(importButton(page, 'Import')).toBeDisabled();
  await dialog.getByRole('button', { name: 'Remove from the import' }).click();
  await expect(dialog.getByRole('button', { name: 'Choose files…' })).toBeFocused();
  await add(page, file('Two sheets.xlsx', workbook([['Shown', false, [['Factor', 'Expression'], ['Asporin', 'Up']]], ['Old', true, [['Factor', 'Expression'], ['Decorin', 'Down'], ['Biglycan', 'Down']]]])));
  await expectCounts(page, 1, 0, 0, 0, 0);
  await expect(dialog.getByText('1 sheet is hidden: Old.')).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Sheet' }).selectOption('Old (hidden)');
  await expectCounts(page, 2, 0, 0, 0, 0);
  await expect(rows(page).getByRole('option').first()).toHaveAccessibleName(/Decorin/u);
});

test('dropped files open the dialog, further ones join, each is judged by itself; a dropped document is opened', async ({ app: { page } }) => {
  await drop(page, factors());
  const dialog = dialogOf(page);
  await expectCounts(page, 2, 1, 1, 1, 1);
  await drop(page, file('more.tsv', 'Factor\tExpression\nAsporin\tUp\nPeriostin\tUp\n'), file('trials.csv', 'Treatment,No. of Patients\nOdanacatib,64\n'));
  await expectCounts(page, 4, 1, 1, 2, 1);
  await dialog.getByRole('button', { name: /^Duplicates/u }).click();
  await expect(rows(page).getByRole('option').nth(1)).toHaveAccessibleName(/2:3 Periostin of line 5 of factors\.csv/u);
  const tabs = dialog.getByRole('tab');
  await expect(tabs).toHaveText(['1: factors.csv 6 rows', '2: more.tsv 2 rows', '3: trials.csv 1 row']);
  await tabs.first().focus();
  await page.keyboard.press('ArrowLeft');
  await expect(tabs.nth(2)).toBeFocused();
  await expect(dialog.getByRole('combobox', { name: 'Goes into' })).toHaveText(/^Trials, as found/u);
  await shot(page, 'import-three');
  await dialog.getByRole('button', { name: 'Remove from the import' }).click();
  await expect(tabs).toHaveCount(2);
  await importButton(page, 'Import 4 rows').click();
  await expect(said(page, 'Imported 4 rows from 2 sources.')).toBeVisible();
  await expect(count(page, 'Factors')).toContainText('31');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(count(page, 'Factors')).toContainText('28');
  await drop(page, file('Not one of ours.lacuna', 'This is text.'));
  await expect(page.getByText(/Not one of ours\.lacuna/u).first()).toBeVisible();
  await expect(dialog).toBeHidden();
});

test('a copied table is pasted into the dialog, from HTML and from text', async ({ app: { page } }) => {
  const dialog = await openImport(page);
  await paste(page, { html: '<table><tr><th>Factor</th><th>Expression</th></tr><tr><td>Asporin</td><td>Up</td></tr></table>', text: 'Factor Expression Asporin Up' });
  await expectCounts(page, 1, 0, 0, 0, 0);
  await expect(dialog.getByText('What it is: HTML table')).toBeVisible();
  await paste(page, { text: 'Factor\tExpression\nDecorin\tDown\nBiglycan\tDown' });
  await expectCounts(page, 3, 0, 0, 0, 0);
  await expect(dialog.getByRole('tab')).toHaveText(['1: Pasted table 1 row', '2: Pasted table 2 2 rows']);
  await dialog.getByRole('textbox', { name: 'Reason' }).focus();
  await writeClipboard(page, { text: 'from a letter', html: '' });
  await page.keyboard.press('ControlOrMeta+v');
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toHaveValue('from a letter');
  await importButton(page, 'Import 3 rows').click();
  await expect(count(page, 'Factors')).toContainText('31');
});

test('what a column is can be said otherwise, is used for the same headings again, and can be let go', async ({ app: { page } }) => {
  const first = file('first.csv', 'Name,Level,Remark\nAsporin,Up,binds TGF-β\n');
  const second = file('second.csv', 'Remark,Name,Level\nbinds collagen,Decorin,Down\n');
  const dialog = await openImport(page);
  await add(page, first);
  const remark = dialog.getByRole('combobox', { name: 'What “Remark” becomes' });
  await dialog.getByRole('combobox', { name: 'Goes into' }).selectOption('Factors');
  await expect(remark).toHaveValue('');
  await remark.selectOption('Mechanism(s)');
  await expect(dialog.getByText('You chose this')).toBeVisible();
  await expect(dialog.getByRole('region', { name: 'The row' })).toContainText('binds TGF-β');
  await importButton(page, 'Import 1 row').click();
  await expect(said(page, 'Imported 1 row from first.csv')).toBeVisible();
  await openImport(page);
  await add(page, second);
  await expect(dialog.getByText(/^As you chose for these headings on /u)).toBeVisible();
  await expect(remark).toHaveValue('mechanism');
  await expect(dialog.getByRole('region', { name: 'The row' })).toContainText('binds collagen');
  await dialog.getByRole('button', { name: 'Guess instead' }).click();
  await expect(dialog.getByText(/^As you chose for these headings on /u)).toBeHidden();
});

test('what is refused can be saved with its reasons, mended and imported', async ({ app: { page } }) => {
  const dialog = await openImport(page);
  await add(page, factors());
  await expectCounts(page, 2, 1, 1, 1, 1);
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save 1 refused row of factors.csv…' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('factors refused.csv');
  const text = readFileSync(await download.path(), 'utf8');
  expect(text).toContain(',Up,nameless,7,');
  await importButton(page, 'Cancel').or(importButton(page, 'Close')).first().click();
  await openImport(page);
  await add(page, file('mended.csv', text.replace('\n,Up', '\nMended,Up')));
  await expectCounts(page, 1, 0, 0, 0, 0);
});

test('a list of references, however it was exported: new studies, or the review’s own ones completed by their numbers', async ({ app: { page } }) => {
  const record = (author: string, title: string): string => `TY  - JOUR\nAU  - ${author}\nTI  - ${title}\nPY  - 2020\nDO  - 10.1234/${author.slice(0, 3).toLowerCase()}.1\nER  - \n`;
  const dialog = await openImport(page);
  await add(page, file('library.txt', `${record('Okafor, Ngozi', 'Periostin and the osteoclast niche')}\n${record('Lindqvist, Per', 'Denosumab holidays in long survivors')}`));
  await expectCounts(page, 2, 0, 0, 0, 0);
  await expect(dialog.getByText('What it is: RIS')).toBeVisible();
  await expect(dialog.getByRole('combobox', { name: 'Goes into' })).toHaveText(/^Studies, as found/u);
  await dialog.getByRole('textbox', { name: 'First record is reference' }).fill('3');
  await dialog.getByRole('textbox', { name: 'First record is reference' }).press('Enter');
  await expectCounts(page, 0, 2, 0, 0, 0);
  await expect(dialog.getByRole('region', { name: 'The row' })).toContainText('Periostin and the osteoclast niche');
  await shot(page, 'import-references');
  await importButton(page, /^(?:Import|Change) 2 rows$/u).click();
  await expect(dialog).toBeHidden();
  await expect(count(page, 'Studies')).toContainText('146');
  await search(page, 'holidays', 1);
  await expect(cell(page, 0, 'ordinal')).toHaveText('4');
  await expect(cell(page, 0, 'label')).toHaveText('Lindqvist 2020');
  await page.getByRole('heading', { name: 'Studies', level: 1 }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(cell(page, 0, 'label'), 'it stays until the search is made anew').toHaveText('Reference 4');
});

test('what can not be read says why in its place, and the rest goes on once it is mended or removed', async ({ app: { page } }) => {
  const huge = file('huge.csv', 'Factor\nAsporin\n');
  truncateSync(huge, 201 * 1024 ** 2);
  const dialog = await openImport(page);
  for (const [path, sentence] of [
    [file('picture.csv', Buffer.from('\u0089PNG\r\n\u001a\n\u0000\u0000binary\u0000', 'latin1')), /picture/u], [file('empty.csv', ''), /empty/iu], [file('notes.csv', 'Dear colleague,\nthank you.\n'), /table/u],
    [file('broken.xlsx', 'PK\u0003\u0004 and no more'), /broken\.xlsx/u], [huge, /huge\.csv is larger than 200 MB/u],
  ] as const) {
    await add(page, path);
    await expect(dialog.getByRole('alert').filter({ hasText: sentence })).toBeVisible({ timeout: 30_000 });
    await expect(importButton(page, /^Import/u)).toBeDisabled();
    await dialog.getByRole('button', { name: 'Remove from the import' }).click();
  }
  await add(page, factors(), file('unnamed.csv', 'Alpha,Beta\nAsporin,Up\n'));
  await expectCounts(page, 2, 1, 1, 1, 1);
  await dialog.getByRole('tab', { name: /unnamed/u }).click();
  await expect(dialog.getByRole('alert')).toContainText('Name the table');
  await expect(dialog.getByText('Mend unnamed.csv or remove it from the import.')).toBeVisible();
  await shot(page, 'import-unread');
  await dialog.getByRole('combobox', { name: 'Goes into' }).selectOption('Factors');
  await expect(dialog.getByRole('alert').filter({ hasText: 'There is no column “Factor”' })).toBeVisible();
  await dialog.getByRole('combobox', { name: 'What “Alpha” becomes' }).selectOption('Factor');
  await expectCounts(page, 3, 1, 1, 1, 1);
  await importButton(page, 'Import 4 rows').click();
  await expect(count(page, 'Factors')).toContainText('31');
});

test('a file that is gone when it is to be imported costs nothing', async ({ app: { page, dataFolder } }) => {
  const dialog = await openImport(page);
  await add(page, factors());
  await expectCounts(page, 2, 1, 1, 1, 1);
  rmSync(join(dataFolder, 'uploads'), { recursive: true });
  await importButton(page, 'Import 3 rows').click();
  await expect(dialog.getByRole('alert')).toContainText('There is no file at');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(count(page, 'Factors')).toContainText('28');
});

test('reading a large file shows how far it is and can be cancelled; its rows are drawn as they come into sight', async ({ app: { page } }) => {
  test.slow();
  const lines = Array.from({ length: 60_000 }, (_, index) => `"Agent ${index} vs placebo",RCT,"NSCLC, centre ${index % 97}",${100 + (index % 900)},"Median OS ${index % 300} months","Longer in group ${index % 13}"`);
  const dialog = await openImport(page);
  await add(page, file('large.csv', ['Treatment,Type of study,Population,No. of Patients,Results,Conclusions', ...lines].join('\n')));
  const progress = dialog.getByRole('progressbar');
  await expect(progress).toBeVisible();
  await expect(dialog.getByText(/^(?:Reading large\.csv|Comparing rows): [\d,]+ of [\d,]+$/u)).toBeVisible();
  await shot(page, 'import-reading');
  await dialog.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(dialog.getByText('Reading was cancelled.')).toBeVisible();
  await expect(importButton(page, /^Import/u)).toBeDisabled();
  await dialog.getByRole('button', { name: 'Read again' }).click();
  await expect(dialog.getByRole('button', { name: 'New 60,000' })).toBeVisible({ timeout: 60_000 });
  await rows(page).focus();
  await page.keyboard.press('End');
  await expect(rows(page).getByRole('option', { selected: true })).toHaveAccessibleName(/New 60,001 Agent 59999 vs placebo/u);
  expect(await rows(page).locator('.importRow').count(), 'only what is in sight is drawn').toBeLessThan(80);
  await page.keyboard.press(' ');
  await expect(importButton(page, 'Import 59,999 rows')).toBeEnabled();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(count(page, 'Trials')).toContainText('15');
});

test('what another window changes meanwhile is judged anew', async ({ app: { page, url }, context }) => {
  const dialog = await openImport(page);
  await add(page, factors());
  await expectCounts(page, 2, 1, 1, 1, 1);
  const other = await context.newPage();
  const secret = await page.evaluate(() => sessionStorage.getItem('lacuna.secret'));
  await other.addInitScript((kept) => sessionStorage.setItem('lacuna.secret', kept ?? ''), secret);
  await other.goto(url);
  await other.locator('.ag-row').first().waitFor();
  await openImport(other);
  await add(other, factors('the same.csv'));
  await importButton(other, 'Import 3 rows').click();
  await expect(count(other, 'Factors')).toContainText('30');
  await expectCounts(page, 0, 0, 4, 1, 1);
  await expect(dialog.getByText('Nothing to import.')).toBeVisible();
  await expect(importButton(page, 'Import')).toBeDisabled();
});

test('a document that is open for reading takes no import: no command, and a dropped file is told why', async ({ app, browser }) => {
  const own = mkdtempSync(join(folder, 'second-'));
  const host = await startLoopback(own, app.filePath);
  const page = await browser.newPage();
  try {
    // The welcome comes when there is a document, which is before or after this one's refusal.
    await page.addLocatorHandler(page.getByRole('button', { name: 'Start' }), (start) => start.click());
    await page.goto(host.address);
    await page.getByRole('button', { name: 'Open for reading only' }).click();
    await expect(page.getByText('This document is open for reading only.')).toBeVisible();
    await page.getByRole('button', { name: 'Document ▾' }).click();
    await expect(page.getByRole('menuitem', { name: /^Import…/u })).toBeDisabled();
    await page.keyboard.press('Escape');
    await drop(page, factors());
    await expect(said(page, 'open for reading only: nothing can be imported')).toBeVisible();
  } finally {
    await page.close();
    await host.stop();
  }
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`in ${scheme} colours`, () => {
    test.use({ colorScheme: scheme });
    test('nothing is held against the dialog: empty, with what there is to choose, with a file that is not read, at 200%', async ({ app: { page } }) => {
      const dialog = await openImport(page);
      expect(await complaints(page), 'empty').toEqual([]);
      await shot(page, `import-empty-${scheme}`);
      await add(page, trials(), factors(), file('picture.csv', Buffer.from('\u0089PNG\r\n\u001a\n\u0000\u0000\u0000', 'latin1')));
      await expectCounts(page, 4, 1, 1, 2, 1);
      await rows(page).focus();
      await page.keyboard.press(' ');
      expect(await complaints(page), 'three sources').toEqual([]);
      await dialog.getByRole('tab', { name: /picture/u }).click();
      await expect(dialog.getByRole('alert')).toBeVisible();
      expect(await complaints(page), 'a file that is not read').toEqual([]);
      await dialog.getByRole('tab', { name: /Bone/u }).click();
      await page.setViewportSize({ width: 640, height: 360 });
      expect(await complaints(page), 'at 200%').toEqual([]);
      expect(await dialog.evaluate((shown) => shown.scrollWidth - shown.clientWidth), 'nothing is cut off sideways').toBeLessThanOrEqual(0);
      const submit = importButton(page, /^Import \d/u);
      await submit.scrollIntoViewIfNeeded();
      await expect(submit).toBeInViewport();
      await shot(page, `import-zoomed-${scheme}`);
    });
  });
}

test('the ways there: the palette, the menu of the document, Rows, and F1 says the key', async ({ app: { page } }) => {
  await page.getByRole('button', { name: 'Rows ▾' }).click();
  await page.getByRole('menuitem', { name: /^Import from files…/u }).click();
  await dialogOf(page).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Document ▾' }).click();
  await page.getByRole('menuitem', { name: /^Import…/u }).click();
  await dialogOf(page).waitFor();
  await page.keyboard.press('Escape');
  await expect(dialogOf(page)).toBeHidden();
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: /run a command/u }).fill('Import');
  await page.getByRole('option', { name: /^Import…/u }).first().click();
  await dialogOf(page).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  await expect(page.getByRole('row', { name: /Import$/u })).toBeVisible();
});

/** The least of a workbook: text in cells, sheets of which some are hidden. */
function workbook(sheets: readonly (readonly [name: string, isHidden: boolean, cells: readonly (readonly string[])[]])[]): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packed = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const part = (text: string): Uint8Array => strToU8(`<?xml version="1.0" encoding="UTF-8"?>${text}`);
  const letter = (column: number): string => String.fromCodePoint(65 + column);
  return zipSync({
    '[Content_Types].xml': part(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${sheets.map((_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`),
    '_rels/.rels': part(`<Relationships xmlns="${packed}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
    'xl/workbook.xml': part(`<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheets.map(([name, isHidden], index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"${isHidden ? ' state="hidden"' : ''}/>`).join('')}</sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': part(`<Relationships xmlns="${packed}">${sheets.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}</Relationships>`),
    ...Object.fromEntries(sheets.map(([, , cells], index) => [`xl/worksheets/sheet${index + 1}.xml`, part(`<worksheet xmlns="${main}"><sheetData>${cells.map((row, at) => `<row r="${at + 1}">${row.map((text, column) => `<c r="${letter(column)}${at + 1}" t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`).join('')}</sheetData></worksheet>`)])),
  });
}
