// One curator's day, whole: correct a cell, add a study, flag a conflict, undo, close, come back, export both tables.
// Its pictures are those of the README: they go to test-results/tour, or to the folder that LACUNA_TOUR names.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { cell, choose, goTo, said, search, type } from './steps';

const pictures = process.env['LACUNA_TOUR'] ?? resolve(import.meta.dirname, '../../test-results/tour');
const record = 'TY  - JOUR\nAU  - Okafor, Ngozi\nAU  - Lindqvist, Per\nTI  - CXCR7 is lost in bone metastases of lung adenocarcinoma\nT2  - Journal of Skeletal Oncology\nPY  - 2024\nDO  - 10.1234/jso.2024.0201\nER  - \n';

async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await expect(page.locator('.toast')).toHaveCount(0, { timeout: 15_000 });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

test('a curator corrects, adds, flags, undoes, closes, comes back, and exports both tables', async ({ app }) => {
  test.slow();
  let { page } = app;
  await page.locator('.statusBar').getByRole('button').first().click();
  await page.getByRole('dialog').getByLabel('Your name').fill('A. Curator');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();

  await goTo(page, 'Trials');
  await cell(page, 2, 'treatment').click();
  await picture(page, 'trials');

  await goTo(page, 'Factors');
  await cell(page, 4, 'clinicalSignificance').click();
  await page.keyboard.press('F2');
  await page.keyboard.press('End');
  await page.keyboard.insertText('Poor');
  await picture(page, 'editing');
  await page.keyboard.press('Escape');

  await search(page, 'CXCR7', 1);
  await page.keyboard.press('ControlOrMeta+Shift+a');
  const adding = page.getByRole('dialog', { name: 'Add study' });
  await adding.getByRole('textbox', { name: 'Reference record' }).fill(record);
  await expect(adding.getByText('RIS: 1 record')).toBeVisible();
  await choose(adding, 'What it is used for', 'A new factor');
  await adding.getByRole('textbox', { name: 'Factor' }).fill('CXCR7');
  await adding.getByLabel('Expression').fill('Down');
  await picture(page, 'adding');
  await adding.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(said(page, 'add factor CXCR7')).toBeVisible();

  await search(page, 'CXCR7', 2);
  await cell(page, 0, 'expression').click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('ControlOrMeta+Shift+f');
  const flagging = page.getByRole('dialog', { name: 'Flag conflict' });
  await expect(flagging.getByText('Breakdown: Up 1 · Down 1')).toBeVisible();
  await flagging.getByLabel('Reason').fill('Raised in primary tumours, lost in bone metastases: look at the specimens.');
  await picture(page, 'flagging');
  await flagging.getByRole('button', { name: 'Flag', exact: true }).click();
  await expect(said(page, 'flag conflict')).toBeVisible();
  await picture(page, 'flagged');

  await search(page, '', 29);
  await expect(cell(page, 1, 'factor'), 'the whole table is drawn').toHaveText('PRAME');
  await type(page, cell(page, 1, 'expression'), 'Up');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(cell(page, 1, 'expression')).toHaveText('Down');

  await app.restart();
  ({ page } = app);
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Conflicts' })).toContainText('1 open');
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Studies' })).toContainText('147');
  await expect(page.locator('.statusBar')).toContainText('Redo: edit Expression of PRAME');
  await goTo(page, 'Conflicts');
  await page.getByRole('main').getByRole('row', { name: /Up 1 · Down 1/u }).click();
  await picture(page, 'conflict');
  await goTo(page, 'History');
  await picture(page, 'history');

  for (const table of ['Factors', 'Trials'] as const) {
    await goTo(page, table);
    await page.keyboard.press('ControlOrMeta+e');
    const exporting = page.getByRole('dialog', { name: 'Export' });
    await expect(exporting.getByRole('region', { name: 'Preview' })).toContainText(table === 'Trials' ? 'Table 2.' : 'Table 1.');
    if (table === 'Trials') await picture(page, 'exporting');
    const downloading = page.waitForEvent('download');
    await exporting.getByRole('button', { name: 'Export', exact: true }).click();
    expect((await downloading).suggestedFilename()).toBe(`${table}.docx`);
    await page.keyboard.press('Escape');
    await expect(exporting).toBeHidden();
  }
});
