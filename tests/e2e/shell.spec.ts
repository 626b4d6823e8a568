// The window: first start, Ctrl+K, keys, what is said when the service goes away, and access for everybody.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { cell, goTo, type } from './steps';

interface Violation { readonly id: string; readonly nodes: readonly { readonly html: string }[] }

async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { readonly axe: { run: (context: Document, options: unknown) => Promise<{ readonly violations: readonly Violation[] }> } };
    return (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa'] })).violations;
  });
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

test.describe('the first start', () => {
  test.use({ skipsWelcome: false });
  test('says in three lines what can be done, asks the name that signs, and never again', async ({ app }) => {
    const dialog = app.page.getByRole('dialog', { name: 'Welcome to Lacuna' });
    await expect(dialog.getByRole('listitem')).toHaveCount(3);
    await dialog.getByLabel('Your name').fill('Amara Osei');
    await dialog.getByRole('button', { name: 'Start' }).click();
    await expect(dialog).toBeHidden();
    await expect(app.page.locator('.statusBar')).toContainText('Amara Osei');
    await app.restart();
    await expect(app.page.locator('.statusBar')).toContainText('Amara Osei');
    await expect(app.page.getByRole('dialog')).toHaveCount(0);
  });
});

test('Ctrl+K finds rows of every table and runs commands by keyboard', async ({ app: { page } }) => {
  await page.keyboard.press('ControlOrMeta+k');
  const box = page.getByRole('combobox', { name: 'Search everything or run a command' });
  await box.fill('denosumab');
  await expect(page.getByRole('option', { name: /^trial/u }).first()).toBeVisible();
  await box.fill('TGFβ');
  await expect(page.getByRole('option', { name: /factor 1: TGF-β/u })).toBeVisible();
  await box.fill('go to trials');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Trials', level: 1 })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox').fill('surgery');
  await page.getByRole('option', { name: /^trial 5: Urgent surgery/u }).click();
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('Urgent surgery and radiotherapy');
});

test('what is typed right after Ctrl+K never reaches the cell behind it', async ({ app: { page } }) => {
  await cell(page, 4, 'mechanism').click();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('zz');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await expect(cell(page, 4, 'mechanism')).toHaveText('Activating STAT3 signaling-induced EMT');
  await expect(page.locator('.statusBar')).not.toContainText('Undo');
});

test('by keyboard alone: to a section, into a cell, out again, flag, undo', async ({ app: { page } }) => {
  await page.keyboard.press('ControlOrMeta+2');
  await expect(page.getByRole('heading', { name: 'Trials', level: 1 })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+1');
  await page.locator('.ag-row').first().waitFor();
  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.type('prame');
  await expect(page.locator('.sectionHead .sub')).toContainText('1 of');
  await page.keyboard.press('Escape');
  for (let tabs = 0; tabs < 30 && (await page.locator('.ag-cell-focus').count()) === 0; tabs += 1) await page.keyboard.press('Tab');
  await expect(page.locator('.ag-cell-focus')).toHaveCount(1);
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('when the service is killed the page says so, and goes on by itself when it is back', async ({ app }) => {
  await type(app.page, cell(app.page, 1, 'expression'), 'Up');
  await expect(app.page.locator('.statusBar')).toContainText('edit Expression of PRAME');
  app.kill();
  await expect(app.page.locator('.notice.problem')).toContainText('does not answer');
  await app.restart();
  await expect(cell(app.page, 1, 'expression')).toHaveText('Up');
  expect(existsSync(app.filePath)).toBe(true);
});

test('the page has nothing to report to its console', async ({ app: { page } }) => {
  const reports: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warning') reports.push(message.text()); });
  page.on('pageerror', (error) => reports.push(error.message));
  await page.reload();
  await page.locator('.ag-row').first().waitFor();
  for (const section of ['Trials', 'Findings', 'Conflicts', 'History'] as const) await goTo(page, section);
  expect(reports).toEqual([]);
});

test('a part of the window that can not be drawn says so, and the window is a button away', async ({ app: { page } }) => {
  await page.route('**/assets/HistorySection*', (route) => route.abort());
  await page.getByRole('navigation').getByRole('button', { name: 'History' }).click();
  await expect(page.getByRole('alert')).toContainText('The window could not be drawn');
  await page.unroute('**/assets/HistorySection*');
  await page.getByRole('button', { name: 'Load the window again' }).click();
  await page.locator('.ag-row').first().waitFor();
  await goTo(page, 'History');
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`in ${scheme}`, () => {
    test.use({ colorScheme: scheme });
    test('every section and dialog passes the accessibility rules of WCAG 2 A and AA', async ({ app: { page } }) => {
      test.slow();
      for (const section of ['Factors', 'Trials', 'Studies', 'Glossary', 'Conflicts', 'History'] as const) {
        await goTo(page, section);
        expect(await violations(page), section).toEqual([]);
      }
      await goTo(page, 'Factors');
      await cell(page, 0, 'factor').click();
      for (const keys of ['ControlOrMeta+k', 'ControlOrMeta+e', 'ControlOrMeta+Shift+a', 'ControlOrMeta+Shift+f', 'F1']) {
        await page.keyboard.press(keys);
        await page.getByRole('dialog').waitFor();
        expect(await violations(page), keys).toEqual([]);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'hidden' });
      }
    });
  });
}
