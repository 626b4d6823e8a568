// The reference list in the window: styles and numberings, more entries as one scrolls, the clipboard, files, a style of
// one's own and what is said of files that are none; by keyboard alone, in light and dark, and without a complaint by axe.
import { readFileSync } from 'node:fs';
import type { Download, Locator, Page } from '@playwright/test';
import { smallStyle } from '../contract/referenceSuccesses';
import { complaints, shot } from './evidenceDriver';
import { expect, test } from './fixture';
import { choose, goTo, said } from './steps';

const ris = `TY  - JOUR
AU  - Quill, Ada B.
AU  - Marsh, Jon
PY  - 2019
TI  - RANKL & the <i>lacuna</i> <script>window.isBroken = true</script>
T2  - Journal of Made-up Bone
VL  - 12
IS  - 3
SP  - 101
EP  - 109
DO  - 10.1000/jmb.1
ER  - 

TY  - JOUR
AU  - Marsh, Jon
PY  - 2020
TI  - Bone from within
T2  - Journal of Made-up Bone
ER  - 
`;

/** Studies as a paste into the import would bring them, past the dialog. */
async function bring(page: Page, calls: readonly { readonly method: string; readonly input: unknown }[]): Promise<void> {
  await page.evaluate(async (wanted) => {
    const batch = { calls: wanted.map((call, index) => ({ callId: `bring ${index}`, ...call })), cancel: [] };
    const bridge: unknown = Reflect.get(window, 'lacuna');
    if (bridge !== undefined) await (bridge as { call: (sent: unknown) => Promise<unknown> }).call(batch);
    else await fetch('/call', { method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${sessionStorage.getItem('lacuna.secret')}` }, body: JSON.stringify(batch) });
  }, calls);
}
const importRis = (page: Page): Promise<void> => bring(page, [{ method: 'importTables', input: { sources: [{ name: 'made up.ris', text: ris, table: 'studies', options: { firstNumber: 1 } }] } }]);

async function opened(page: Page): Promise<Locator> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Search everything or run a command' }).fill('Reference list');
  await page.getByRole('option', { name: /Reference list…/u }).waitFor();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Reference list' });
  await dialog.getByRole('region', { name: /^Reference list in/u }).waitFor();
  return dialog;
}
const entries = (dialog: Locator): Locator => dialog.getByRole('region', { name: /^Reference list in/u }).locator('p');

async function saved(page: Page, dialog: Locator, button: string): Promise<{ readonly name: string; readonly text: string }> {
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: button }).click();
  const download: Download = await downloading;
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

test('the review as it comes says what is not known yet, and how to complete it', async ({ app: { page } }) => {
  const dialog = await opened(page);
  await expect(dialog.getByRole('status').first()).toContainText('146 references. Of 146 the title is not yet known: import them');
  await expect(entries(dialog).first()).toHaveText('1. Not yet known: the document has only the number of this reference.');
  await expect(entries(dialog)).toHaveCount(50);
  await shot(page, 'references-unknown');
});

test('styles and numberings; the choice is there again', async ({ app }) => {
  const { page } = app;
  await importRis(page);
  const dialog = await opened(page);
  await expect(entries(dialog).first()).toHaveText('1. Quill AB, Marsh J. RANKL & the lacuna <script>window.isBroken = true</script>. Journal of Made-up Bone. 2019;12(3):101–9. doi:10.1000/jmb.1');
  await choose(dialog, 'Style', 'Nature');
  await expect(entries(dialog).first().locator('b')).toHaveText('12');
  await expect(entries(dialog).nth(1)).toHaveText('2. Marsh, J. Bone from within. Journal of Made-up Bone (2020).');
  expect(await page.evaluate(() => Reflect.get(window, 'isBroken'))).toBeUndefined();
  await choose(dialog, 'Numbering', 'As in the review, moved by …');
  await dialog.getByLabel('Moved by').fill('1000');
  await expect(entries(dialog).nth(1)).toHaveText('1002. Marsh, J. Bone from within. Journal of Made-up Bone (2020).');
  await dialog.getByText('Old → new: 146 numbers change').click();
  await expect(dialog.getByRole('list', { name: 'Old and new numbers' }).getByRole('listitem').first()).toHaveText('1 → 1001');
  await shot(page, 'references-offset');
  await dialog.getByLabel('Moved by').fill('many');
  await expect(dialog.getByText('Write a whole number, for example 100 or -12.')).toBeVisible();
  await dialog.getByLabel('Moved by').fill('-1');
  await expect(dialog.getByText('1 study to look at')).toBeVisible();
  await choose(dialog, 'Style', 'APA (7th edition)');
  await expect(dialog.getByLabel('Numbering')).toHaveValue('Author and year');
  await expect(entries(dialog).first()).toHaveText(/^[^0-9[].*\(?\d{4}/u);
  await app.restart();
  const again = await opened(app.page);
  await expect(again.getByLabel('Style')).toHaveValue('APA (7th edition)');
  await expect(again.getByLabel('Numbering')).toHaveValue('Author and year');
});

test('by first citation: only what the tables cite, from 1 on', async ({ app: { page } }) => {
  const dialog = await opened(page);
  await choose(dialog, 'Numbering', 'By first citation in the tables');
  await expect(dialog.getByRole('status').first()).toContainText('46 references.');
  await dialog.getByText('100 studies to look at').click();
  await expect(dialog.getByRole('list', { name: 'Studies to look at' })).toContainText('No printed row cites it, so it gets no number and is not in the list. So for 100: [1], [2]');
});

test('more entries come as the end is near, or all at once', async ({ app: { page } }) => {
  await bring(page, [{ method: 'editRows', input: { table: 'studies', adds: Array.from({ length: 400 }, (_, index) => ({ values: { label: `Quill ${index}`, title: `Title ${index + 147}`, firstAuthor: 'Quill', year: '2019' } })) } }]);
  const dialog = await opened(page);
  await expect(entries(dialog)).toHaveCount(50);
  const region = dialog.getByRole('region', { name: /^Reference list in/u });
  await region.focus();
  await page.keyboard.press('End');
  await expect(entries(dialog)).toHaveCount(250);
  await dialog.getByRole('button', { name: 'Show all' }).click();
  await expect(entries(dialog)).toHaveCount(546);
  await expect(entries(dialog).last()).toHaveText('546. Quill. Title 546. 2019.');
  await expect(dialog.getByRole('button', { name: 'Show all' })).toHaveCount(0);
});

test('copied as text and as HTML, whole', async ({ app: { page } }) => {
  await importRis(page);
  const dialog = await opened(page);
  await choose(dialog, 'Style', 'Nature');
  await expect(entries(dialog).first().locator('b')).toHaveText('12');
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await said(page, 'Copied 146 references, as text and as HTML.').waitFor();
  const { text, html } = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return { text: await (await item?.getType('text/plain'))?.text() ?? '', html: await (await item?.getType('text/html'))?.text() ?? '' };
  });
  expect(text.split('\n')).toHaveLength(146);
  expect(text).toContain('2. Marsh, J. Bone from within. Journal of Made-up Bone (2020).');
  expect(html).toContain('<i>Journal of Made-up Bone</i>');
  expect(html).not.toContain('<script');
});

test('saved as text and as a page', async ({ app: { page } }) => {
  await importRis(page);
  const dialog = await opened(page);
  const text = await saved(page, dialog, 'Save as text…');
  expect(text.name).toBe('References.txt');
  expect(text.text.split('\n')).toHaveLength(147);
  expect(text.text).toContain('2. Marsh J. Bone from within. Journal of Made-up Bone. 2020.\n');
  const html = await saved(page, dialog, 'Save as HTML…');
  expect(html.name).toBe('References.html');
  expect(html.text).toContain('RANKL &amp; the <i>lacuna</i> &lt;script&gt;');
});

test('a style of one\'s own: added, used, removed; what is none is said in place', async ({ app: { page } }) => {
  await importRis(page);
  const dialog = await opened(page);
  const add = async (name: string, text: string): Promise<void> => {
    const choosing = page.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: 'Add style…' }).click();
    await (await choosing).setFiles({ name, mimeType: 'application/xml', buffer: Buffer.from(text) });
  };
  await add('page.csl', '<!DOCTYPE html><html><body>Not found</body></html>');
  await expect(dialog.getByRole('alert')).toHaveText('page.csl: The XML of this file can\'t be read: it has a document type (<!DOCTYPE …>), which no style has and which can do harm.');
  await add('dependent.csl', '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><title>Bone</title><id>bone</id><link href="http://www.zotero.org/styles/elsevier-harvard" rel="independent-parent"/></info></style>');
  await expect(dialog.getByRole('alert')).toHaveText('dependent.csl: “Bone” only says that it is the same as the style “elsevier-harvard”. Choose the file of that style.');
  await shot(page, 'references-refused-style');
  await add('titles.csl', smallStyle);
  await said(page, 'Added the style “Titles only”.').waitFor();
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await expect(dialog.getByLabel('Style')).toHaveValue('Titles only (added)');
  await expect(entries(dialog).nth(1)).toHaveText('(2) Bone from within');
  await dialog.getByRole('button', { name: 'Remove this style' }).click();
  await said(page, 'Removed the style “Titles only”.').waitFor();
  await expect(dialog.getByLabel('Style')).toHaveValue('NLM/Vancouver');
});

test('by keyboard alone', async ({ app: { page } }) => {
  await importRis(page);
  const first = await opened(page);
  await expect(first.getByLabel('Style')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(first, 'nothing had opened that Escape would have closed first').toBeHidden();
  const dialog = await opened(page);
  await expect(dialog.getByLabel('Style')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('ieee');
  await page.getByRole('option', { name: 'IEEE' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(entries(dialog).nth(1)).toHaveText('[2] J. Marsh, “Bone from within,” Journal of Made-up Bone, 2020.');
  for (let presses = 0; presses < 30 && !(await dialog.getByRole('button', { name: 'Copy', exact: true }).evaluate((button) => button === document.activeElement)); presses += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await said(page, 'Copied 146 references').waitFor();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });
    test('nothing to complain about', async ({ app: { page } }) => {
      await importRis(page);
      const dialog = await opened(page);
      await choose(dialog, 'Numbering', 'As in the review, moved by …');
      await dialog.getByLabel('Moved by').fill('-3');
      await dialog.getByText('3 studies to look at').click();
      await dialog.getByText(/^Old → new/u).click();
      expect(await complaints(page)).toEqual([]);
      await shot(page, `references-${scheme}`);
    });
  });
}

test('the export offers studies as references, and tables of other rows not', async ({ app: { page } }) => {
  await importRis(page);
  await goTo(page, 'Studies');
  await page.keyboard.press('ControlOrMeta+e');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await choose(dialog, 'Format', 'References: BibTeX (.bib)');
  await expect(dialog.getByRole('group', { name: 'Columns' })).toHaveCount(0);
  await shot(page, 'references-export');
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('Studies.bib');
  expect(readFileSync(await download.path(), 'utf8')).toContain('@article{Marsh2020,');
  await expect(dialog.getByRole('status')).toHaveText(/^Downloaded Studies\.bib\. \d+ rows\. Left out: \d+ of which only the number is known\./u);
  await choose(dialog, 'Format', 'References: RIS (.ris)');
  await choose(dialog, 'Table', 'Factors');
  await expect(dialog.getByLabel('Format')).toHaveValue('Word: three-line table (.docx)');
});
