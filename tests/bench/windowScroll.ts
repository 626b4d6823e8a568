// Measures scrolling through the whole table in the ways a curator has: the wheel, the scroll bar, held keys, jumps to
// the ends. For each the longest time in which a visible row was not there or had no text.
import type { Page } from '@playwright/test';
import { counted } from './coreFigures';
import type { Figure } from './figures';
import { blankReport, watchBlanks } from './windowProbes';

const restMs = 600;
/** A mouse reports about as often as a screen is drawn. */
const stepMs = 16;
const keyRepeatMs = 33;
/** The buttons at the ends of a scroll bar. */
const arrowPx = 15;

export async function scrollFigures(page: Page, rows: number): Promise<readonly Figure[]> {
  const ways: readonly (readonly [name: string, scroll: () => Promise<void>])[] = [
    ['the wheel', () => wheel(page)],
    ['the scroll bar, dragged slowly', () => dragSlowly(page)],
    ['the scroll bar, dragged from end to end', () => dragBar(page)],
    ['held keys', () => holdKeys(page)],
    ['jumps to both ends', () => jump(page)],
  ];
  const figures: Figure[] = [];
  for (const [name, scroll] of ways) {
    await page.evaluate(watchBlanks);
    await scroll();
    await page.waitForTimeout(restMs);
    const { longestBlankMs, frames, blankFrames, longestFrameMs, lastRow } = await page.evaluate(blankReport);
    figures.push({
      name: `scrolling ${counted(rows)}, ${name}: longest blank`, value: longestBlankMs, unit: 'ms', limit: 100,
      note: `${blankFrames} of ${frames} frames, down to row ${(lastRow + 1).toLocaleString('en')}; longest frame ${longestFrameMs.toFixed(0)} ms`,
    });
  }
  return figures;
}

interface Box { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

async function boxOf(page: Page, selector: string): Promise<Box> {
  const box = await page.locator(selector).first().boundingBox();
  if (box === null) throw new Error(`The page shows no ${selector}.`);
  return box;
}

/** Steps of the mouse or a key, as often as they come, whatever the machine makes of them. */
async function steps(count: number, step: (index: number) => Promise<void>, everyMs = stepMs): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const start = performance.now();
    await step(index);
    const left = everyMs - (performance.now() - start);
    if (left > 0) await new Promise((resolve) => { setTimeout(resolve, left); });
  }
}

async function wheel(page: Page): Promise<void> {
  const body = await boxOf(page, '.ag-grid-viewport');
  await page.mouse.move(body.x + body.width / 2, body.y + body.height / 2);
  await steps(250, () => page.mouse.wheel(0, 400));
  await steps(100, () => page.mouse.wheel(0, 1200));
  await steps(100, () => page.mouse.wheel(0, -1200));
}

/** From the first row to the last and back, past some 700 rows at each step. */
async function dragBar(page: Page): Promise<void> {
  await toTop(page);
  const bar = await boxOf(page, '.ag-body-vertical-scroll-viewport');
  const x = bar.x + bar.width / 2;
  const [top, bottom] = [bar.y + arrowPx + 4, bar.y + bar.height - arrowPx - 4];
  await page.mouse.move(x, top);
  await page.mouse.down();
  await steps(150, (index) => page.mouse.move(x, top + ((bottom - top) * index) / 149));
  await steps(150, (index) => page.mouse.move(x, bottom - ((bottom - top) * index) / 149));
  await page.mouse.up();
}

/** Slowly, as one looks for a row by its number: past some 150 rows at each step. */
async function dragSlowly(page: Page): Promise<void> {
  await toTop(page);
  const bar = await boxOf(page, '.ag-body-vertical-scroll-viewport');
  const x = bar.x + bar.width / 2;
  const top = bar.y + arrowPx + 4;
  await page.mouse.move(x, top);
  await page.mouse.down();
  await steps(200, (index) => page.mouse.move(x, top + index));
  await page.mouse.up();
}

async function holdKeys(page: Page): Promise<void> {
  await focusFirst(page);
  await steps(100, () => page.keyboard.press('PageDown'), keyRepeatMs);
  await steps(50, () => page.keyboard.press('PageUp'), keyRepeatMs);
  await steps(100, () => page.keyboard.press('ArrowDown'), keyRepeatMs);
}

async function jump(page: Page): Promise<void> {
  await focusFirst(page);
  for (let time = 0; time < 5; time += 1) {
    await page.keyboard.press('Control+ArrowDown');
    await page.waitForTimeout(restMs);
    await page.keyboard.press('Control+ArrowUp');
    await page.waitForTimeout(restMs);
  }
}

async function toTop(page: Page): Promise<void> {
  await page.evaluate(() => { document.querySelector('.ag-grid-viewport')?.scrollTo(0, 0); });
  await page.waitForTimeout(restMs);
}

async function focusFirst(page: Page): Promise<void> {
  await toTop(page);
  await page.locator('.ag-row[row-index="0"] [col-id="treatment"]').click();
}
