// Exporting: every format through the dialog, as a download; whole and as seen; what an open editor holds is in it.
import { strFromU8, unzipSync } from 'fflate';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { complaints } from './evidenceDriver';
import { cell, choose, goTo, said, search } from './steps';

interface Choice { readonly table?: string; readonly format: string; readonly isAsSeen?: boolean; readonly without?: readonly string[] }

async function exported(page: Page, { table, format, isAsSeen = false, without = [] }: Choice): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  await page.keyboard.press('ControlOrMeta+e');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  if (table !== undefined) await choose(dialog, 'Table', table);
  await choose(dialog, 'Format', format);
  if (isAsSeen) await dialog.getByText('As seen').click();
  for (const column of without) await dialog.getByRole('checkbox', { name: column }).uncheck();
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  const download = await downloading;
  await expect(dialog.getByRole('status')).toContainText(`Downloaded ${download.suggestedFilename()}`);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

const part = (bytes: Buffer, path: string): string => strFromU8(unzipSync(new Uint8Array(bytes))[path] ?? new Uint8Array());

test('Factors in every format: published headings, all rows, references as printed', async ({ app: { page } }) => {
  const csv = await exported(page, { format: 'CSV (.csv)' });
  expect(csv.name).toBe('Factors.csv');
  const lines = csv.bytes.toString('utf8').trim().split('\r\n');
  expect(lines[0]).toContain('Factor,Expression,Clinical significance,Function,Mechanism(s),Reference');
  expect(lines).toHaveLength(29);
  expect(csv.bytes.toString('utf8')).toContain('"[66, 67]"');
  const tsv = await exported(page, { format: 'Tab-separated (.tsv)' });
  expect(tsv.bytes.toString('utf8')).toContain('Factor\tExpression\tClinical significance');
  const markdown = await exported(page, { format: 'Markdown (.md)' });
  expect(markdown.bytes.toString('utf8')).toContain('| Factor | Expression |');
  const json = await exported(page, { format: 'JSON (.json)' });
  expect(JSON.parse(json.bytes.toString('utf8'))).toBeTruthy();
  const docx = await exported(page, { format: 'Word: three-line table (.docx)' });
  expect(part(docx.bytes, 'word/document.xml')).toContain('Factors contributing to bone metastasis of NSCLC');
  expect(part(docx.bytes, 'word/document.xml').match(/<w:tr[ >]/gu)).toHaveLength(29);
  const xlsx = await exported(page, { format: 'Excel, all cells as text (.xlsx)' });
  expect(part(xlsx.bytes, 'xl/worksheets/sheet1.xml').match(/<row /gu)).toHaveLength(29);
});

test('as seen: the filtered rows in the order shown, and only the columns chosen', async ({ app: { page } }) => {
  await goTo(page, 'Trials');
  await search(page, 'surgery', 4);
  const { bytes } = await exported(page, { format: 'CSV (.csv)', isAsSeen: true, without: ['Conclusions', 'Results'] });
  const text = bytes.toString('utf8');
  expect(text).toContain('Type of study,Treatment,Population,No. of Patients,Reference');
  expect(text).not.toContain('Conclusions');
  expect(text).not.toContain('Pembrolizumab');
  expect(text).toContain('Urgent surgery');
});

test('what an open editor holds is written first, and so is in the export', async ({ app: { page } }) => {
  await cell(page, 0, 'factor').click();
  await page.keyboard.press('F2');
  await page.keyboard.press('End');
  await page.keyboard.insertText(' (all isoforms)');
  const { bytes } = await exported(page, { format: 'CSV (.csv)' });
  expect(bytes.toString('utf8')).toContain('(all isoforms)');
});

test('a study kept private leaves its row out of what is exported, until it is ticked', async ({ app: { page } }) => {
  await goTo(page, 'Studies');
  await search(page, 'CXCR7', 2);
  await page.getByRole('gridcell', { name: 'Reference 30', exact: true }).click();
  await page.getByRole('button', { name: 'Rows ▾' }).click();
  await page.getByRole('menuitem', { name: 'Keep private' }).click();
  await expect(said(page, 'Done: keep Reference 30 private.')).toBeVisible();
  await goTo(page, 'Factors');
  await expect(page.getByRole('gridcell', { name: /Private/u })).toHaveCount(1);
  await page.keyboard.press('ControlOrMeta+e');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await expect(dialog.getByText('Left out: 1 private row, which cites private studies only.')).toBeVisible();
  await expect(dialog.getByRole('row')).toHaveCount(28);
  await dialog.getByRole('checkbox', { name: 'With what is private: studies, notes, columns' }).check();
  await expect(dialog.getByRole('row')).toHaveCount(29);
  await expect(dialog.getByText('private row', { exact: false })).toHaveCount(0);
  expect(await complaints(page)).toEqual([]);
});

test('the other tables too: studies, glossary, conflicts, history', async ({ app: { page } }) => {
  for (const [table, expected] of [['Studies', '146'], ['Glossary', 'Abbreviation'], ['Conflicts', 'Title'], ['History', 'correct what was misread']] as const) {
    const { bytes } = await exported(page, { table, format: 'CSV (.csv)' });
    expect(bytes.toString('utf8').includes(expected), table).toBe(true);
  }
});

test('the page is previewed with its notes and what is missing, kept as a preset, and written with its manifest', async ({ app: { page } }) => {
  await cell(page, 7, 'expression').click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByRole('button', { name: 'Flag conflict' }).click();
  const flagging = page.getByRole('dialog', { name: 'Flag conflict' });
  await flagging.getByLabel('Reason').fill('A later cohort finds it down');
  await flagging.getByRole('button', { name: 'Flag', exact: true }).click();
  await expect(flagging).toBeHidden();

  await page.keyboard.press('ControlOrMeta+e');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  const preview = dialog.getByRole('region', { name: 'Preview' });
  await expect(preview.getByRole('row')).toHaveCount(29);
  await expect(preview).toContainText('EMT, epithelial');
  await dialog.getByRole('textbox', { name: 'Source note' }).fill('Source: the review, revised.');
  await choose(dialog, 'Conflicts as lettered notes', 'Those that are not settled');
  await expect(preview).toContainText('Source: the review, revised.');
  await expect(preview.getByRole('row').nth(8).locator('sup')).toHaveText('a');
  await choose(dialog, 'References', '1, 2, 3 by first appearance');
  await expect(preview.getByRole('row').nth(1)).toContainText('[1]');
  await expect(preview.getByText('References, old → new')).toBeVisible();
  await dialog.getByRole('button', { name: 'Move Expression up' }).press('Enter');
  await expect(preview.getByRole('columnheader').first()).toHaveText('Expression');
  await dialog.getByRole('checkbox', { name: 'Function' }).uncheck();
  await expect(preview.getByRole('listitem').filter({ hasText: 'Left out' })).toContainText('the column Function.');

  await dialog.getByRole('button', { name: 'Keep as preset…' }).click();
  await dialog.getByRole('textbox', { name: 'Name of the preset' }).fill('For the journal');
  await page.keyboard.press('Enter');
  await expect(said(page, 'Kept as the preset “For the journal”')).toBeVisible();
  await page.screenshot({ path: 'test-results/e2e-shots/export-preview.png' });
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  const docx = readFileSync(await (await downloading).path());
  expect(part(docx, 'word/document.xml')).toContain('Source: the review, revised.');
  const manifest = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download its manifest' }).click();
  const facts: unknown = JSON.parse(readFileSync(await (await manifest).path(), 'utf8'));
  expect(facts).toMatchObject({ preset: 'For the journal', rows: 28, file: { sha256: createHash('sha256').update(docx).digest('hex') }, openConflicts: [{ status: 'open' }] });
  await page.keyboard.press('Escape');

  await page.keyboard.press('ControlOrMeta+e');
  await expect(preview.getByRole('columnheader').first(), 'what was exported last').toHaveText('Expression');
  await choose(dialog, 'Table', 'Trials');
  await expect(preview.getByRole('row')).toHaveCount(16);
  await choose(dialog, 'Preset', 'For the journal');
  await expect(preview.getByRole('columnheader').first()).toHaveText('Expression');
  await dialog.getByRole('button', { name: 'Remove preset' }).click();
  await expect(dialog.getByPlaceholder('None yet')).toBeDisabled();
});

test('the whole document: its pages in turn, more tables where they are ticked, a workbook, and a ZIP of CSV files', async ({ app: { page } }) => {
  await page.getByRole('button', { name: 'Document ▾' }).click();
  await page.getByRole('menuitem', { name: 'Export the whole document…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  const preview = dialog.getByRole('region', { name: 'Preview' });
  await expect(preview.getByRole('table')).toHaveCount(2);
  await expect(preview.getByRole('table').nth(1)).toContainText('Table 2. Treatment of bone metastasis');
  await expect(preview.getByRole('listitem').first()).toContainText('not chosen: Studies, Claims, Results, Glossary, Names, Findings, Conflicts, Notes, History.');
  for (const ofOneTable of ['Title', 'Page']) await expect(dialog.getByLabel(ofOneTable, { exact: true })).toHaveCount(0);
  await expect(dialog.getByRole('group', { name: 'Columns' })).toHaveCount(0);
  await choose(dialog, 'Reference list, after the last table', 'NLM/Vancouver');
  await expect(preview.getByText('References', { exact: true })).toHaveCount(1);
  await dialog.getByRole('checkbox', { name: 'Glossary' }).check();
  await expect(preview.getByRole('table')).toHaveCount(3);
  await page.screenshot({ path: 'test-results/e2e-shots/export-document.png' });
  const written = async (): Promise<{ readonly name: string; readonly parts: Readonly<Record<string, Uint8Array>> }> => {
    const downloading = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    const download = await downloading;
    await expect(dialog.getByRole('status')).toContainText(`Downloaded ${download.suggestedFilename()}`);
    return { name: download.suggestedFilename(), parts: unzipSync(new Uint8Array(readFileSync(await download.path()))) };
  };
  const { parts: word } = await written();
  const body = strFromU8(word['word/document.xml'] ?? new Uint8Array());
  expect([body.match(/<w:tbl>/gu)?.length, body.match(/<w:sectPr>/gu)?.length, body.match(/ SEQ Table /gu)?.length]).toEqual([3, 4, 2]);
  await expect(dialog.getByRole('status')).toContainText('127 rows. 3 tables.');

  await dialog.getByRole('checkbox', { name: 'Glossary' }).uncheck();
  await dialog.getByRole('button', { name: 'Keep as preset…' }).click();
  await dialog.getByRole('textbox', { name: 'Name of the preset' }).fill('As submitted');
  await page.keyboard.press('Enter');
  await expect(said(page, 'Kept as the preset “As submitted”')).toBeVisible();

  await choose(dialog, 'Format', 'Excel, all cells as text (.xlsx)');
  await expect(dialog.getByRole('checkbox', { name: 'Studies', exact: true })).toBeChecked();
  const { parts: workbook } = await written();
  expect(strFromU8(workbook['xl/workbook.xml'] ?? new Uint8Array())).toMatch(/name="Factors".*name="Trials".*name="Studies".*name="Columns"/u);
  await expect(dialog.getByRole('status')).toContainText('Left out, without rows: Conflicts, Notes.');
  await choose(dialog, 'Format', 'CSV, a file a table (.zip)');
  const { name, parts } = await written();
  expect(name).toMatch(/metastasis\.zip$/u);
  expect(strFromU8(parts['factors.csv'] ?? new Uint8Array()).split('\r\n')).toHaveLength(30);
  expect(JSON.parse(strFromU8(parts['datapackage.json'] ?? new Uint8Array()))).toMatchObject({ profile: 'tabular-data-package', resources: [{ path: 'factors.csv' }, { path: 'trials.csv' }, { path: 'studies.csv' }, {}, {}, {}, {}, {}] });
  await choose(dialog, 'Table', 'Trials');
  await choose(dialog, 'Preset', 'As submitted');
  await expect(preview.getByRole('table'), 'the preset is of the document').toHaveCount(2);
  expect(await complaints(page)).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });
    test('nothing is held against the export dialog', async ({ app: { page } }) => {
      await page.keyboard.press('ControlOrMeta+e');
      const dialog = page.getByRole('dialog', { name: 'Export' });
      await expect(dialog.getByRole('region', { name: 'Preview' }).getByRole('row')).toHaveCount(29);
      expect(await complaints(page)).toEqual([]);
      await page.setViewportSize({ width: 720, height: 450 });
      expect(await complaints(page)).toEqual([]);
    });
  });
}
