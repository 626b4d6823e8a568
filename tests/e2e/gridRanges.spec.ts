// Ranges of cells by keyboard and mouse, and what goes through the clipboard: to and from spreadsheets, as text and as an
// HTML table, with line breaks, quotes, new rows and refusals; cut, fill and one text into many cells.
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { cell, editor, expectRows, go, head, paste, readClipboard, shownColumn, undo, writeClipboard } from './gridDriver';

async function ranged(page: Page): Promise<readonly string[]> {
  return page.locator('.ag-cell[data-range]').evaluateAll((cells) => cells.map((each) => `${each.closest('[row-index]')?.getAttribute('row-index')} ${each.getAttribute('col-id')}`).toSorted());
}

function status(page: Page) {
  return page.getByRole('contentinfo');
}

test('Shift+arrows, Shift+click, dragging, whole rows and columns select, and the size is said aloud', async ({ app: { page } }) => {
  await cell(page, 1, 'factor').click();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(() => ranged(page)).toEqual(['1 expression', '1 factor', '2 expression', '2 factor', '3 expression', '3 factor']);
  await expect(page.locator('[aria-live="polite"]', { hasText: '6 cells selected, 3 rows by 2 columns' })).toHaveCount(1);
  await expect(cell(page, 1, 'factor')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect.poll(() => ranged(page)).toEqual([]);

  await cell(page, 2, 'expression').click();
  await cell(page, 3, 'function').click({ modifiers: ['Shift'] });
  await expect.poll(() => ranged(page).then((cells) => cells.length)).toBe(6);

  const from = await cell(page, 0, 'factor').boundingBox();
  const to = await cell(page, 2, 'expression').boundingBox();
  await page.mouse.move((from?.x ?? 0) + 20, (from?.y ?? 0) + 20);
  await page.mouse.down();
  await page.mouse.move((to?.x ?? 0) + 20, (to?.y ?? 0) + 20, { steps: 8 });
  await page.mouse.up();
  await expect.poll(() => ranged(page).then((cells) => cells.length)).toBe(6);

  await page.keyboard.press('Shift+Space');
  await expect.poll(() => ranged(page).then((cells) => cells.length)).toBe(18);
  await cell(page, 4, 'ordinal').click();
  await expect.poll(() => ranged(page).then((cells) => cells.length)).toBe(6);
  await cell(page, 0, 'mechanism').click();
  await page.keyboard.press('ControlOrMeta+Shift+ArrowDown');
  await expect(page.locator('[aria-live="polite"]', { hasText: '28 cells selected' })).toHaveCount(1);
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.locator('[aria-live="polite"]', { hasText: '168 cells selected, 28 rows by 6 columns' })).toHaveCount(1);
});

test('keys that come faster than the grid tells of its focus act on the cell that has it', async ({ app: { page } }) => {
  await cell(page, 0, 'mechanism').click();
  await expect(cell(page, 0, 'mechanism')).toBeFocused();
  await page.evaluate(() => {
    for (const key of ['ArrowDown', 'Delete']) document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  });
  await expect(cell(page, 1, 'mechanism')).toHaveText('');
  await expect(cell(page, 0, 'mechanism')).toHaveText('Promoting TGF-β/SMAD2/3 signaling pathway');
});

test('dragging below the last row in sight scrolls on', async ({ app: { page } }) => {
  const from = await cell(page, 2, 'factor').boundingBox();
  const grid = await page.locator('.lg-grid').boundingBox();
  await page.mouse.move((from?.x ?? 0) + 20, (from?.y ?? 0) + 20);
  await page.mouse.down();
  await page.mouse.move((from?.x ?? 0) + 20, (grid?.y ?? 0) + (grid?.height ?? 0) - 6, { steps: 6 });
  await expect(page.locator('.ag-row[row-index="27"]')).toBeVisible({ timeout: 15_000 });
  await page.mouse.up();
  await expect.poll(() => ranged(page).then((cells) => cells.includes('27 factor'))).toBe(true);
});

test('copies a range as TSV and as an HTML table, whole texts, in the columns shown', async ({ app: { page } }) => {
  await go(page, 'Trials');
  await cell(page, 3, 'patients').click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ControlOrMeta+c');
  const { text, html } = await readClipboard(page);
  const lines = text.split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]?.split('\t')).toHaveLength(2);
  expect(lines[1]).toMatch(/^32 vs 22\tThe Karnofsky functional score .* did not reach statistical significance\.$/u);
  expect(html).toContain('<td');
  expect(html.match(/<tr>/gu)).toHaveLength(2);

  await go(page, 'Factors');
  await cell(page, 8, 'mechanism').click();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ControlOrMeta+c');
  expect((await readClipboard(page)).text).toBe('No description\t[30]');
  await cell(page, 0, 'factor').click();
  await page.keyboard.press('ControlOrMeta+c');
  expect((await readClipboard(page)).text).toBe('TGF-β');
});

test('pastes tab-separated text as spreadsheets write it: quotes, line breaks in cells, references, one step to undo', async ({ app: { page } }) => {
  await cell(page, 1, 'mechanism').click();
  await paste(page, { text: '"Line one\nline ""two"""\t[66; 67]\r\nplain, "not quoted"\t15-16\r\n' });
  await expect(cell(page, 1, 'mechanism')).toHaveText('Line one\nline "two"', { useInnerText: true });
  await expect(cell(page, 1, 'references')).toHaveText('[66, 67]');
  await expect(cell(page, 2, 'mechanism')).toHaveText('plain, "not quoted"');
  await expect(cell(page, 2, 'references')).toHaveText('[15, 16]');
  await expect(status(page)).toContainText('Undo: paste 4 cells of Factors');
  await undo(page);
  await expect(cell(page, 1, 'mechanism')).toHaveText('Regulating E-cadherin signaling pathway');
  await expect(cell(page, 2, 'references')).toHaveText('[17]');
});

test('pastes an HTML table as spreadsheets and pages write it, and its own copies to the letter', async ({ app: { page } }) => {
  await cell(page, 3, 'factor').click();
  await paste(page, {
    text: 'wrong\tflavour',
    html: '<html><style>td{mso-number-format:"\\@"}</style><table><tr><td>SPP1<br style="mso-data-placement:same-cell">(OPN)</td><td>&nbsp;Down </td></tr><tr><td><script>alert(1)</script><b>miR</b>-17-5p</td><td>Up</td></tr></table></html>',
  });
  await page.getByRole('dialog', { name: 'Paste' }).getByRole('button', { name: 'Cancel' }).click();
  await expect(cell(page, 3, 'factor'), 'a line break is refused in a column of one line; nothing was written').toHaveText('GNAQ');

  await paste(page, { text: '', html: '<table><tr><td><b>SPP1</b> (OPN)</td><td>&nbsp;Down </td></tr><tr><td><script>alert(1)</script><i>miR</i>-17-5p</td><td>Up</td></tr></table>' });
  await expect(cell(page, 3, 'factor')).toHaveText('SPP1 (OPN)');
  await expect(cell(page, 3, 'expression')).toHaveText('Down');
  await expect(cell(page, 4, 'factor')).toHaveText('miR-17-5p');

  await go(page, 'Trials');
  await cell(page, 0, 'results').click();
  await page.keyboard.type('  two  spaces');
  await page.keyboard.press('Alt+Enter');
  await page.keyboard.type('and a line');
  await page.keyboard.press('Enter');
  await cell(page, 0, 'results').click();
  await page.keyboard.press('ControlOrMeta+c');
  await cell(page, 1, 'conclusions').click();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(cell(page, 1, 'conclusions')).toHaveText('  two  spaces\nand a line', { useInnerText: true });
});

test('HTML from anywhere gives its text and nothing else: no script runs, nothing is fetched, nothing enters the page', async ({ app: { page } }) => {
  const asked: string[] = [];
  page.on('request', (request) => { if (!request.url().endsWith('/call')) asked.push(request.url()); });
  const hostile: readonly (readonly [html: string, text: string])[] = [
    ['<table><tr><td><img src="https://example.org/pixel.png" onerror="window.broken = 1">seen</td></tr></table>', 'seen'],
    ['<table><tr><td><svg onload="window.broken = 1"></svg><style>.ag-root { display: none }</style>styled</td></tr></table>', 'styled'],
    ['<meta http-equiv="refresh" content="0;url=https://example.org"><base href="https://example.org"><link rel="stylesheet" href="x.css"><table><tr><td>meta</td></tr></table>', 'meta'],
    ['<table><tr><td>&lt;b&gt;not bold&lt;/b&gt; &amp;amp;</td></tr></table>', '<b>not bold</b> &amp;'],
    ['<table><tr><td><table><tr><td>inner</td><td>table</td></tr></table></td></tr></table>', 'inner table'],
    ['<table><tr><td>a<!-- comment -->b<template>hidden</template><noscript>off</noscript></td></tr></table>', 'ab'],
    ['<p>no table here</p>', 'as text'],
    ['<table></table>', 'as text'],
    ['<table><tr><td>unclosed <b>and <i>nested', 'unclosed and nested'],
    ['<table><tr><td>\u202eright to left\u2066</td></tr></table>', '\u202eright to left\u2066'],
  ];
  for (const [html, text] of hostile) {
    await cell(page, 0, 'mechanism').click();
    await page.evaluate(([given]) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/html', given ?? '');
      clipboardData.setData('text/plain', 'as text');
      document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, [html]);
    await expect(cell(page, 0, 'mechanism'), html).toHaveText(text);
  }
  expect(await page.evaluate(() => 'broken' in window)).toBe(false);
  expect(asked).toEqual([]);
  await expect(page.locator('.ag-root img, .ag-root svg[onload], base, link[href="x.css"]')).toHaveCount(0);
});

test('spanning cells stand at their top left, and a ragged table is filled up', async ({ app: { page } }) => {
  await go(page, 'Trials');
  await cell(page, 0, 'studyType').click();
  await paste(page, { html: '<table><tr><td colspan="2">A</td><td>B</td></tr><tr><td rowspan="2">C</td><td>D</td></tr><tr><td>E</td><td>F</td></tr></table>' });
  await expect(page.getByRole('dialog', { name: 'Paste' })).toContainText('Treatment of Radical treatment');
  await page.getByRole('button', { name: 'Write the valid ones' }).click();
  await expect.poll(() => Promise.all([0, 1, 2].map((row) => Promise.all(['studyType', 'treatment', 'population'].map((key) => cell(page, row, key).textContent()))))).toEqual([['A', 'Radical treatment (surgery and/or chemotherapy and/or radiotherapy)', 'B'], ['C', 'D', ''], ['', 'E', 'F']]);
});

test('a paste beyond the last row shows what would be added, and adds it in the same step', async ({ app: { page } }) => {
  await go(page, 'Trials');
  await cell(page, 0, 'ordinal').click();
  await page.keyboard.press('ControlOrMeta+End');
  await cell(page, 14, 'studyType').click();
  await paste(page, { text: 'Retrospective\tA\tB\t10\nProspective\tC\tD\t20\nProspective\t\tno treatment\t30' });
  const review = page.getByRole('dialog', { name: 'Paste' });
  await expect(review).toContainText('1 row is added to Trials');
  await expect(review).toContainText('Treatment of new row 2');
  await expect(review).toContainText('Treatment can\'t be empty');
  await page.screenshot({ path: 'test-results/e2e-shots/paste-review.png' });
  await review.getByRole('button', { name: 'Write the valid ones' }).click();
  await expectRows(page, '16 rows');
  await expect(cell(page, 15, 'treatment')).toHaveText('C');
  await expect(cell(page, 14, 'patients')).toHaveText('10');
  await undo(page);
  await expectRows(page, '15 rows');
  await expect(cell(page, 14, 'patients')).not.toHaveText('10');
});

test('cells that fail a check are listed with the reason; the valid ones can be written alone', async ({ app: { page } }) => {
  await go(page, 'Studies');
  await cell(page, 0, 'year').click();
  await paste(page, { text: '2019\tNature\t10.1000/182\t123\nsoon\tCell\tnot a doi\t456' });
  const review = page.getByRole('dialog', { name: 'Paste' });
  await expect(review).toContainText('2 cells are refused');
  await expect(review.getByRole('row').filter({ hasText: 'Year of Reference 2' })).toContainText('A year has four digits');
  await expect(review.getByRole('row').filter({ hasText: 'DOI of Reference 2' })).toContainText('A DOI starts with');
  await page.keyboard.press('Escape');
  await expect(cell(page, 0, 'year')).toHaveText('');
  await expect(cell(page, 0, 'year')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+v');
  await review.getByRole('button', { name: 'Write the valid ones' }).click();
  await expect(cell(page, 1, 'journal')).toHaveText('Cell');
  await expect(cell(page, 1, 'year')).toHaveText('');
  await expect(cell(page, 0, 'doi')).toHaveText('10.1000/182');

  await go(page, 'Factors');
  await cell(page, 0, 'references').click();
  await paste(page, { text: '[15]\n[999]\nWang' });
  await expect(page.getByRole('dialog', { name: 'Paste' })).toContainText('No study of this file has the number 999');
  await expect(page.getByRole('dialog', { name: 'Paste' })).toContainText('“Wang” is not a reference number');
  await page.keyboard.press('Escape');
});

test('one text fills the range; Ctrl+D fills down; cut moves; Delete empties; what is required stays', async ({ app: { page } }) => {
  await cell(page, 0, 'expression').click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await paste(page, { text: 'Mixed' });
  await expect.poll(() => shownColumn(page, 'expression').then((shown) => shown.slice(0, 4))).toEqual(['Mixed', 'Mixed', 'Mixed', 'Mutation']);
  await expect(status(page)).toContainText('Undo: paste 3 cells of Factors');

  await cell(page, 3, 'function').click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('ControlOrMeta+d');
  await expect(cell(page, 5, 'function')).toHaveText('Proliferation, Invasion, EMT');
  await expect(cell(page, 4, 'function')).toHaveText('Proliferation, Invasion, EMT');

  await cell(page, 3, 'mechanism').click();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ControlOrMeta+x');
  await expect(cell(page, 3, 'mechanism')).toHaveText('');
  await expect(cell(page, 3, 'references')).toHaveText('');
  await cell(page, 8, 'mechanism').click();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(cell(page, 8, 'mechanism')).toContainText('cancer stem cell (CSC)-like properties');
  await expect(cell(page, 8, 'references')).toHaveText('[18]');

  await cell(page, 6, 'factor').click();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Delete');
  const review = page.getByRole('dialog', { name: 'Clear cells' });
  await expect(review).toContainText('Factor can\'t be empty');
  await review.getByRole('button', { name: 'Write the valid ones' }).click();
  await expect(cell(page, 6, 'expression')).toHaveText('');
  await expect(cell(page, 6, 'factor')).toHaveText('BSP');
});

test('copy and paste follow the columns as they are shown, and go by the menu too', async ({ app: { page } }) => {
  await head(page, 'expression').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Hide', exact: true }).click();
  await cell(page, 0, 'factor').click();
  await page.keyboard.press('Shift+ArrowRight');
  for (const title of ['Copy', 'Paste']) {
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('combobox', { name: /run a command/u }).fill(title);
    if (title === 'Paste') await writeClipboard(page, { text: 'A\tB', html: '' });
    await page.getByRole('option', { name: title, exact: true }).click();
    if (title === 'Copy') await expect.poll(() => readClipboard(page).then(({ text }) => text)).toBe('TGF-β\tBone metastasis');
  }
  await expect(cell(page, 0, 'factor')).toHaveText('A');
  await expect(cell(page, 0, 'clinicalSignificance')).toHaveText('B');
});

test('text that is being edited or selected elsewhere keeps its own clipboard', async ({ app: { page } }) => {
  await cell(page, 0, 'factor').click();
  await page.keyboard.press('F2');
  await page.keyboard.press('ControlOrMeta+c');
  expect((await readClipboard(page)).text).toBe('TGF-β');
  await page.keyboard.press('End');
  await writeClipboard(page, { text: '\tnot a table', html: '' });
  await page.keyboard.press('ControlOrMeta+v');
  await expect(editor(page).getByRole('textbox')).toHaveValue('TGF-β\tnot a table');
  await page.keyboard.press('Escape');
  await expect(cell(page, 0, 'factor')).toHaveText('TGF-β');
});
