// Owns the steps that specs of the grids share, in a curator's words: cells by row and column, editing, the clipboard.
import type { Locator, Page } from '@playwright/test';
import { expect } from './fixture';

export type Section = 'Factors' | 'Trials' | 'Studies' | 'Glossary' | 'Conflicts' | 'History';

/** `row` counts from 0, as shown; `column` is a column key. */
export function cell(page: Page, row: number, column: string): Locator {
  return page.locator(`.ag-row[row-index="${row}"] .ag-cell[col-id="${column}"]`);
}

export function head(page: Page, column: string): Locator {
  return page.locator(`.ag-header-cell[col-id="${column}"]`);
}

export function editor(page: Page): Locator {
  return page.locator('.lg-editor');
}

/** What the page said just now. */
export function said(page: Page): Locator {
  return page.locator('.toasts');
}

export async function go(page: Page, section: Section): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: section }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(section);
  if (section !== 'Conflicts' && section !== 'History') await page.locator('.ag-row').first().waitFor();
}

export async function openEditor(page: Page, row: number, column: string): Promise<Locator> {
  await cell(page, row, column).click();
  await page.keyboard.press('F2');
  await editor(page).waitFor();
  return editor(page);
}

/** Types over what the cell holds and saves with Enter. */
export async function rewrite(page: Page, row: number, column: string, text: string): Promise<void> {
  await cell(page, row, column).click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await expect(editor(page)).toHaveCount(0);
}

/** The texts of a column as the grid shows them, from the top. */
export function shownColumn(page: Page, column: string): Promise<readonly string[]> {
  return page.locator(`.ag-row .ag-cell[col-id="${column}"]`).evaluateAll((cells) => cells
    .map((each) => ({ at: Number(each.closest('[row-index]')?.getAttribute('row-index')), text: each.textContent ?? '' }))
    .toSorted((left, right) => left.at - right.at).map(({ text }) => text));
}

export async function expectRows(page: Page, said: string): Promise<void> {
  await expect(page.locator('.sectionHead .sub')).toHaveText(new RegExp(`(^|· )${said}$`, 'u'));
}

export async function command(page: Page, title: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: /run a command/u }).fill(title);
  await page.getByRole('option', { name: title }).first().click();
}

export async function undo(page: Page): Promise<void> {
  await page.getByRole('contentinfo').getByRole('button').filter({ hasNotText: 'Curator' }).nth(1).click();
}

export interface ClipboardText { readonly text: string; readonly html: string }

export function readClipboard(page: Page): Promise<ClipboardText> {
  return page.evaluate(async () => {
    const [kept] = await navigator.clipboard.read();
    const of = async (type: string): Promise<string> => (kept?.types.includes(type) === true ? (await kept.getType(type)).text() : '');
    return { text: await of('text/plain'), html: await of('text/html') };
  });
}

/** Puts texts on the clipboard as another program would; an empty flavour is left out. */
export async function writeClipboard(page: Page, { text, html }: ClipboardText): Promise<void> {
  await page.evaluate(async (given) => {
    const flavours = { ...(given.text === '' ? {} : { 'text/plain': new Blob([given.text], { type: 'text/plain' }) }), ...(given.html === '' ? {} : { 'text/html': new Blob([given.html], { type: 'text/html' }) }) };
    await navigator.clipboard.write([new ClipboardItem(flavours)]);
  }, { text, html });
}

export async function paste(page: Page, given: Partial<ClipboardText>): Promise<void> {
  await writeClipboard(page, { text: given.text ?? '', html: given.html ?? '' });
  await page.keyboard.press('ControlOrMeta+v');
}
