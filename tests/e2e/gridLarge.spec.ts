// A table of some thousand rows: its end is a key away, rows are never blank while the scroll bar is dragged, however
// slowly they come, and a range that is too large for the clipboard says so at once.
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { cell, expectRows, go, readClipboard, rewrite, said, writeClipboard } from './gridDriver';

const added = 29_985;

/** Adds rows to Trials as a paste does, past the clipboard. */
async function fillTrials(page: Page): Promise<void> {
  await page.evaluate(async (count) => {
    const adds = Array.from({ length: count }, (_, index) => ({ values: { treatment: `Treatment ${index + 16}`, patients: `${index}` } }));
    const batch = { calls: [{ callId: 'fill', method: 'editRows', input: { table: 'trials', adds, intention: 'paste' } }], cancel: [] };
    const bridge: unknown = Reflect.get(window, 'lacuna');
    if (bridge !== undefined) await (bridge as { call: (sent: unknown) => Promise<unknown> }).call(batch);
    else await fetch('/call', { method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${sessionStorage.getItem('lacuna.secret')}` }, body: JSON.stringify(batch) });
  }, added);
  await go(page, 'Trials');
  await expectRows(page, '30,000 rows');
}

/** Takes the scroll bar and moves it through these shares of its way, one a frame, and waits until the rows have rested so long; answers what they showed after each frame was painted. */
function dragBar(page: Page, shares: readonly number[], restMs: number): Promise<readonly { readonly first: number; readonly blank: number }[]> {
  return page.evaluate(async ([way, rest]) => {
    const bar = document.querySelector('.ag-body-vertical-scroll-viewport');
    const viewport = document.querySelector('.ag-grid-viewport');
    if (bar === null || viewport === null) throw new Error('The grid has no scroll bar.');
    const seen: { first: number; blank: number }[] = [];
    const look = (): void => {
      const top = document.querySelector('.ag-header')?.getBoundingClientRect().bottom ?? 0;
      const bottom = viewport.getBoundingClientRect().bottom;
      const rows = [...document.querySelectorAll('.ag-grid-scrolling-container .ag-row')].filter((row) => row.getBoundingClientRect().bottom > top + 1 && row.getBoundingClientRect().top < bottom - 1);
      seen.push({ first: Math.min(...rows.map((row) => Number(row.getAttribute('row-index')))), blank: rows.length === 0 ? 1 : rows.filter((row) => (row.querySelector('[col-id="treatment"]')?.textContent ?? '') === '').length });
    };
    const painted = (): Promise<void> => new Promise((resolve) => { requestAnimationFrame(() => { setTimeout(resolve); }); });
    bar.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    for (const share of way) {
      bar.scrollTop = (bar.scrollHeight - bar.clientHeight) * share;
      await painted();
      look();
    }
    const end = performance.now() + 20_000;
    for (let still = performance.now(); performance.now() < Math.min(still + rest, end);) {
      await painted();
      look();
      if (seen.at(-1)?.first !== seen.at(-2)?.first) still = performance.now();
    }
    return seen;
  }, [shares, restMs] as const);
}

test.slow(); // each fills a table with 30,000 rows first

test('the last row is a key away, can be edited, and is found again', async ({ app: { page } }) => {
  await fillTrials(page);
  await cell(page, 0, 'treatment').click();
  await page.keyboard.press('ControlOrMeta+ArrowDown');
  await expect(cell(page, 29_999, 'treatment')).toBeFocused();
  await rewrite(page, 29_999, 'treatment', 'The last of all treatments');
  await expect(cell(page, 29_999, 'treatment')).toHaveText('The last of all treatments');
  await page.keyboard.press('ControlOrMeta+Home');
  await expect(cell(page, 0, 'studyType')).toBeFocused();
  await page.getByRole('searchbox', { name: 'Search in Trials' }).fill('last of all');
  await expectRows(page, '1 of 30,000 rows');
  await expect(cell(page, 0, 'ordinal')).toHaveText('30000');
});

test('while the scroll bar is dragged the rows stay until the next ones are here, and none is blank', async ({ app: { page } }, { project }) => {
  test.skip(project.name === 'electron', 'Delaying the answers of the core needs HTTP.');
  await fillTrials(page);
  await page.route('**/call', async (route) => {
    await new Promise((resolve) => { setTimeout(resolve, 150); });
    await route.continue();
  });
  const seen = await dragBar(page, Array.from({ length: 40 }, (_, index) => (index + 1) / 50), 1500);
  expect(seen.filter(({ blank }) => blank > 0)).toEqual([]);
  expect(seen[0]?.first).toBe(0);
  expect(seen.at(-1)?.first).toBeGreaterThan(23_800);
  expect(new Set(seen.map(({ first }) => first)).size, 'places shown on the way').toBeGreaterThan(2);
  const back = await dragBar(page, [0.5, 0.2, 0], 1500);
  expect(back.filter(({ blank }) => blank > 0)).toEqual([]);
  expect(back.at(-1)?.first).toBe(0);
});

test('after the scroll bar the wheel and the keys scroll as ever', async ({ app: { page } }) => {
  await fillTrials(page);
  await dragBar(page, [0.25, 0.5], 800);
  const middle = page.locator('.ag-row').first();
  await middle.waitFor();
  const box = await page.locator('.lg-grid').boundingBox();
  await page.mouse.move((box?.x ?? 0) + 300, (box?.y ?? 0) + 300);
  await page.mouse.wheel(0, 3000);
  await expect.poll(() => page.evaluate(() => document.querySelector('.ag-grid-viewport')?.scrollTop === document.querySelector('.ag-body-vertical-scroll-viewport')?.scrollTop)).toBe(true);
  await page.evaluate(() => { document.querySelector('.ag-grid-viewport')?.scrollTo(0, 0); });
  await cell(page, 0, 'treatment').click();
  for (let press = 0; press < 12; press += 1) {
    await page.keyboard.press('PageDown');
    await page.waitForTimeout(120);
  }
  await expect(page.locator('.ag-cell:focus')).not.toHaveText('');
  expect(await dragBar(page, [], 300).then((seen) => seen.at(-1)?.blank)).toBe(0);
});

test('a large range is copied whole; one that is too large is refused and leaves the clipboard alone', async ({ app: { page } }) => {
  await fillTrials(page);
  await writeClipboard(page, { text: 'kept', html: '' });
  await cell(page, 0, 'studyType').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+c');
  await expect(said(page)).toContainText('The clipboard takes at most 200,000 cells from here; these are 210,000. Select fewer, or export the table.');
  expect((await readClipboard(page)).text).toBe('kept');

  await cell(page, 1, 'patients').click();
  await page.keyboard.press('ControlOrMeta+Space');
  await page.keyboard.press('ControlOrMeta+c');
  await expect.poll(async () => (await readClipboard(page)).text.split('\r\n').length, { timeout: 30_000 }).toBe(30_000);
  const { text, html } = await readClipboard(page);
  expect(text.split('\r\n').at(-1)).toBe('29984');
  expect(html.match(/<tr>/gu)?.length).toBe(30_000);
  await page.keyboard.press('F2');
  await expect(page.locator('.lg-editor')).toBeVisible();
});
