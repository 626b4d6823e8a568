// How the desktop application ends, or does not: what an open editor holds, a page that crashed or hangs, a core that died.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { answerWelcome, firstFactor, launchBrowser, reviewName, showReview, startApplication, until, type Started, type StartOptions } from './electronHarness';

let browser: Browser;
let folder: string;
let started: Started | null = null;

beforeAll(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'lacuna-electron-closing-'));
});
afterEach(async () => {
  await started?.stop();
  started = null;
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function startWithReview(options: StartOptions = {}): Promise<Started> {
  started = await startApplication(browser, options);
  await showReview(started);
  return started;
}

describe('closing', () => {
  test('asks the page, stops the core and quits', async () => {
    const { electron } = await startWithReview();
    const core = electron.cores[0];
    electron.window().close();
    expect(electron.windows).toHaveLength(1);
    expect(await electron.exitCode).toBe(0);
    expect(electron.windows).toEqual([]);
    expect(core?.exitCode).toBe(0);
  });

  test('quitting asks too', async () => {
    const { electron } = await startWithReview();
    (electron.module['app'] as { quit(): void }).quit();
    expect(electron.windows).toHaveLength(1);
    expect(await electron.exitCode).toBe(0);
  });

  test('a window that is closed while it still loads closes, and nobody is told that something is missing', async () => {
    started = await startApplication(browser);
    const { electron } = started;
    electron.window().close();
    expect(await electron.exitCode).toBe(0);
    expect(electron.dialogs.asked).toEqual([]);
  });

  test('a crashed page is offered again, with the document still open', async () => {
    const application = await startWithReview();
    const { electron, page } = application;
    electron.dialogs.press = (question) => question.buttons?.indexOf('Reload') ?? 0;
    const crashed = await page();
    const session = await crashed.context().newCDPSession(crashed);
    session.send('Page.crash').catch(() => undefined);
    await until('the offer', () => electron.dialogs.asked.some((asked) => 'message' in asked && asked.message === 'The window stopped working.'));
    await until('the new page', async () => (await page()) !== crashed);
    expect(await application.call('getDocument', {})).toMatchObject({ ok: true, value: { name: reviewName } });
  });

  test('a page that hangs is replaced when the curator says so, without a second question', async () => {
    const application = await startWithReview();
    const { electron, page } = application;
    electron.dialogs.press = (question) => question.buttons?.indexOf('Reload') ?? 0;
    const hung = await page();
    electron.window().emit('unresponsive');
    await until('the new page', async () => (await page()) !== hung);
    expect(await application.call('getDocument', {})).toMatchObject({ ok: true, value: { name: reviewName } });
    expect(electron.dialogs.asked.map((asked) => 'message' in asked && asked.message)).toEqual(['The window does not react.']);
  });

  test('the question about a hanging page goes away when it comes back', async () => {
    const { electron, page } = await startWithReview();
    await page();
    electron.dialogs.press = () => null;
    electron.window().emit('unresponsive');
    const [question] = electron.dialogs.asked;
    electron.window().emit('responsive');
    expect(question !== undefined && 'signal' in question && question.signal?.aborted).toBe(true);
    expect(electron.windows).toHaveLength(1);
  });

  test('a crashed page does not hold the window back', async () => {
    const { electron, page } = await startWithReview();
    electron.dialogs.press = (question) => question.buttons?.indexOf('Close') ?? 0;
    const shown = await page();
    const session = await shown.context().newCDPSession(shown);
    session.send('Page.crash').catch(() => undefined);
    expect(await electron.exitCode).toBe(0);
  });
});

/** Opens the editor of the first factor's mechanism, a long text, and types into it. */
async function typeMechanism(page: Page, text: string): Promise<void> {
  await page.locator('.ag-row[row-index="0"] [col-id="mechanism"]').click();
  await page.keyboard.press('F2');
  await page.locator('.lg-editor textarea').fill(text);
}

describe('what an open editor holds', () => {
  test('is written before the window closes, and there at the next start', async () => {
    const dataFolder = await mkdtemp(join(folder, 'editor-'));
    const { electron, page } = await startWithReview({ dataFolder });
    await answerWelcome(await page());
    await typeMechanism(await page(), 'Typed and not confirmed');
    electron.window().close();
    expect(await electron.exitCode).toBe(0);
    await started?.stop();
    expect((await firstFactor(await startWithReview({ dataFolder }))).values['mechanism']).toBe('Typed and not confirmed');
  });

  test('and can not be written keeps the window; discarded, it lets it close', async () => {
    const { electron, page, call } = await startWithReview();
    const shown = await page();
    await answerWelcome(shown);
    await shown.getByRole('navigation').getByRole('button', { name: 'Studies' }).click();
    await shown.locator('.ag-row[row-index="0"] [col-id="year"]').click();
    await shown.keyboard.press('F2');
    await shown.locator('.lg-editor textarea').fill('last spring');
    electron.window().close();
    await shown.locator('.lg-problem').waitFor();
    expect(electron.windows).toHaveLength(1);
    expect(await shown.locator('.lg-editor textarea').inputValue()).toBe('last spring');
    expect(await call('getDocument', {})).toMatchObject({ ok: true });
    await shown.keyboard.press('Escape');
    electron.window().close();
    expect(await electron.exitCode).toBe(0);
  });

  test('survives a core that dies: the page says so, and the text is written when the core is back', async () => {
    const application = await startWithReview();
    const { electron, page } = application;
    const shown = await page();
    await answerWelcome(shown);
    await typeMechanism(shown, 'Typed while the core died');
    electron.cores[0]?.kill('SIGKILL');
    await shown.locator('.toast').filter({ hasText: 'core ended unexpectedly' }).waitFor();
    expect(await shown.locator('.lg-editor textarea').inputValue()).toBe('Typed while the core died');
    await shown.keyboard.press('Enter');
    await until('the text in the file', async () => (await firstFactor(application)).values['mechanism'] === 'Typed while the core died');
  });
});
