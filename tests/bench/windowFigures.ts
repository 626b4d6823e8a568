// Measures the window with many rows in a real browser through the real host: the first grid that a curator can use,
// against the same with 50 rows, and scrolling through the whole table. Documents take turns.
import type { BrowserContext, Page } from '@playwright/test';
import { counted } from './coreFigures';
import { percentile, type Figure } from './figures';
import { smallRows, type BenchDocuments } from './largeDocument';
import { freePort, openBrowser, startHost, wallClockMs } from './windowHost';
import { startMarks, watchStart, type StartMarks } from './windowProbes';
import { scrollFigures } from './windowScroll';

const starts = 9;
const stepTimeoutMs = 60_000;

interface Start { readonly hostMs: number; readonly pageMs: number; readonly rowsMs: number; readonly keys: number }

export async function windowFigures(documents: BenchDocuments): Promise<readonly Figure[]> {
  const browser = await openBrowser(documents.folder);
  browser.setDefaultTimeout(stepTimeoutMs);
  try {
    const port = await freePort();
    return [...await startFigures(browser, documents, port), ...await runningFigures(browser, documents, port)];
  } finally {
    await browser.close();
  }
}

async function startFigures(browser: BrowserContext, { dataFolder, large, small, rows }: BenchDocuments, port: number): Promise<readonly Figure[]> {
  const taken = { large: [] as Start[], small: [] as Start[] };
  for (const file of [small, large, large, small]) await start(browser, file, dataFolder, port); // the caches are warm after these
  for (let turn = 0; turn < starts; turn += 1) {
    for (const which of turn % 2 === 0 ? (['small', 'large'] as const) : (['large', 'small'] as const)) {
      taken[which].push(await start(browser, which === 'large' ? large : small, dataFolder, port));
    }
  }
  const median = (which: 'large' | 'small', key: keyof Start): number => percentile(taken[which].map((sample) => sample[key]), 50);
  const ratio = (key: keyof Start, name: string, said: string): Figure => ({
    name: `${name}, ${counted(rows)} against ${smallRows}`, value: median('large', key) / median('small', key), unit: '×', limit: 1.5,
    note: `${median('large', key).toFixed(0)} ms against ${median('small', key).toFixed(0)} ms, medians of ${starts} alternating starts${said}`,
  });
  const early = [...taken.large, ...taken.small].filter(({ keys }) => keys > 1).length;
  const said = early === 0 ? '' : `; in ${early} starts the first key came too early`;
  return [
    ratio('hostMs', 'first interactive grid from starting Lacuna', said),
    ratio('pageMs', 'first interactive grid from opening the page', said),
    { name: `first rows drawn from opening the page, ${counted(rows)}`, value: median('large', 'rowsMs'), unit: 'ms', limit: null, note: `with ${smallRows} rows ${median('small', 'rowsMs').toFixed(0)} ms` },
  ];
}

/** One start: a new host, a new page, until a key has moved the focus in the grid of Trials. */
async function start(browser: BrowserContext, file: string, dataFolder: string, port: number): Promise<Start> {
  const host = await startHost(file, dataFolder, port);
  const page = await browser.newPage();
  try {
    await page.addInitScript(watchStart);
    const openedAtMs = wallClockMs();
    await page.goto(host.address);
    const cell = page.locator('.ag-row[row-index="0"] [col-id="treatment"]');
    let keys = 0;
    let marks: StartMarks | null = null;
    while (marks === null) {
      await cell.click();
      await page.keyboard.press('ArrowDown');
      keys += 1;
      marks = await movedMarks(page);
    }
    return { hostMs: marks.movedAtMs - host.startedAtMs, pageMs: marks.movedAtMs - openedAtMs, rowsMs: marks.shownAtMs - openedAtMs, keys };
  } finally {
    await page.close();
    await host.stop();
  }
}

/** Null when the key has not moved the focus within a second: it came too early, and is pressed again. */
async function movedMarks(page: Page): Promise<StartMarks | null> {
  try {
    const found = await page.waitForFunction(startMarks, null, { timeout: 1000 });
    return await found.jsonValue();
  } catch {
    return null;
  }
}

async function runningFigures(browser: BrowserContext, { dataFolder, large, rows }: BenchDocuments, port: number): Promise<readonly Figure[]> {
  const host = await startHost(large, dataFolder, port);
  const page = await browser.newPage();
  try {
    await page.goto(host.address);
    await page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name: /^Trials/u }).click();
    await page.locator('.ag-row[row-index="0"] [col-id="treatment"]').click();
    const scrolling = await scrollFigures(page, rows);
    const coreMB = host.coreMemoryMB();
    return [
      ...scrolling,
      await typingFigure(page, rows),
      { name: `memory of the core, ${counted(rows)}`, value: coreMB, unit: 'MB', limit: null, note: coreMB === null ? 'this system does not say' : 'resident, after scrolling through the table' },
      { name: `memory of the page, ${counted(rows)}`, value: await pageMemoryMB(page), unit: 'MB', limit: null, note: 'its JavaScript objects, after scrolling through the table' },
    ];
  } finally {
    await page.close();
    await host.stop();
  }
}

/** From the last key of a word to the rows that have it, the pause included after which the window asks. */
async function typingFigure(page: Page, rows: number): Promise<Figure> {
  const times: number[] = [];
  const box = page.locator('#quickSearch');
  for (const word of ['metastases', 'denosumab', 'progression', 'tgf-b', 'patients bone']) {
    const before = await page.locator('.sectionHead [role="status"]').textContent();
    await box.click();
    await page.keyboard.type(word.slice(0, -1), { delay: 60 });
    const at = await page.evaluate(() => performance.now());
    await page.keyboard.press(word.slice(-1));
    const took = await page.waitForFunction(([start, old]) => {
      const now = document.querySelector('.sectionHead [role="status"]')?.textContent;
      const hasRow = (document.querySelector('.ag-row[row-index="0"] [col-id="treatment"]')?.textContent ?? '') !== '';
      return now !== old && now?.includes(' of ') === true && hasRow ? performance.now() - Number(start) : null;
    }, [at, before] as const);
    times.push(Number(await took.jsonValue()));
    await page.waitForTimeout(300);
    await box.fill('');
    await page.waitForFunction((old) => document.querySelector('.sectionHead [role="status"]')?.textContent === old, before);
  }
  return { name: `search in the window, ${counted(rows)}: from the last key to the rows`, value: percentile(times, 50), unit: 'ms', limit: null, note: `median of ${times.length} words, with the 90 ms that the window waits for a further key` };
}

async function pageMemoryMB(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 2 ** 20;
}
