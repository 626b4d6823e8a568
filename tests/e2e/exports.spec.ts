// Exporting: every format through the dialog, as a download; whole and as seen; what an open editor holds is in it.
import { strFromU8, unzipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { cell, choose, goTo, search } from './steps';

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

test('the other tables too: studies, glossary, conflicts, history', async ({ app: { page } }) => {
  for (const [table, expected] of [['Studies', '146'], ['Glossary', 'Abbreviation'], ['Conflicts', 'Title'], ['History', 'correct what was misread']] as const) {
    const { bytes } = await exported(page, { table, format: 'CSV (.csv)' });
    expect(bytes.toString('utf8').includes(expected), table).toBe(true);
  }
});
