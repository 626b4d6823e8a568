// The menu and the page together: every entry arrives in the page and does what it says, and its shortcut is the one that
// the page itself listens to. The page is the real one, with the built-in review.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import type { MenuItemConstructorOptions } from 'electron';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { menuCommands, type MenuCommand } from '../../db/contract/events';
import { answerWelcome, editFirstFactor, firstFactor, launchBrowser, openedTitle, reviewName, saveCopy, showReview, startApplication, until, type Started } from './electronHarness';

let browser: Browser;
let folder: string;
let application: Started;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'lacuna-electron-menu-'));
  application = await startApplication(browser);
  page = await showReview(application);
  await answerWelcome(page);
});
afterAll(async () => {
  await application.stop();
  await browser.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const dialog = (name: string) => page.getByRole('dialog', { name, exact: true });
const opensDialog = (name: string) => async (): Promise<void> => {
  await dialog(name).waitFor();
  await page.keyboard.press('Escape');
  await dialog(name).waitFor({ state: 'hidden' });
};
const shows = (heading: string) => () => page.getByRole('heading', { name: heading, level: 1 }).waitFor();
const said = (text: RegExp) => () => page.locator('.toast').filter({ hasText: text }).first().waitFor();
const asked = (title: string) => async (): Promise<void> => {
  await until(`the dialog “${title}”`, () => application.electron.dialogs.asked.some((question) => 'title' in question && question.title === title));
};
const role = async (): Promise<void> => expect.unreachable('The system’s own roles are not clicked here.');

const leadsToFinding = async (): Promise<void> => {
  await page.getByRole('dialog', { name: 'Finding', exact: true }).waitFor();
  await page.keyboard.press('Escape');
};

/** What is seen when the command has arrived. */
const effects: Readonly<Record<MenuCommand, () => Promise<unknown>>> = {
  newReview: opensDialog('New document with the built-in review'), newEmpty: opensDialog('New empty document'),
  open: asked('Open a document'), saveCopy: asked('Save a copy'),
  export: opensDialog('Export'), exportDocument: opensDialog('Export'), references: opensDialog('Reference list'), import: opensDialog('Import'), verify: opensDialog('Verify document'),
  backUp: async () => {
    await said(/^Backed up and checked/u)();
    await until('a backup', async () => (await readdir(join(application.dataFolder, 'backups'), { recursive: true })).some((name) => name.endsWith('.lacuna')));
  },
  undo: said(/^Undone: /u), redo: said(/^Done again: /u),
  cut: role, copy: role, paste: role,
  addStudy: opensDialog('Add study'), addClaim: opensDialog('Add claim'), checks: opensDialog('Checks'), addRow: opensDialog('New factor'), flag: opensDialog('Flag conflict'),
  find: () => until('the focus', () => page.evaluate(() => document.activeElement?.id === 'quickSearch')),
  commandPalette: async () => {
    await page.getByRole('combobox', { name: 'Search everything or run a command' }).waitFor();
    await page.keyboard.press('Escape');
  },
  nextFinding: leadsToFinding, previousFinding: leadsToFinding,
  showFactors: shows('Factors'), showTrials: shows('Trials'), showStudies: shows('Studies'), showClaims: shows('Claims'), showResults: shows('Results'), showGlossary: shows('Glossary'), showNames: shows('Names'),
  showFindings: shows('Findings'), showConflicts: shows('Conflicts'), showHistory: shows('History'), showReleases: shows('Releases'), makeRelease: opensDialog('Make release'),
  shortcuts: opensDialog('Keyboard shortcuts'), about: opensDialog('About Lacuna'),
  openRecent: async () => openedTitle(application, reviewName),
};
const isRole = (command: MenuCommand): boolean => effects[command] === role;

describe('a click in the menu', () => {
  beforeEach(async () => {
    application.electron.clickMenu('showFactors');
    await shows('Factors')();
    await page.locator('.ag-row').first().waitFor();
  });

  test.each(menuCommands.filter((command) => !isRole(command) && !['undo', 'redo', 'openRecent'].includes(command)))('%s does what it says', async (command) => {
    if (command === 'showFactors') application.electron.clickMenu('showTrials');
    application.electron.clickMenu(command);
    await effects[command]();
  });

  test('undo and redo do, and say which step', async () => {
    const before = (await firstFactor(application)).values['expression'];
    await editFirstFactor(application, 'Sideways');
    application.electron.clickMenu('undo');
    await effects.undo();
    expect((await firstFactor(application)).values['expression']).toBe(before);
    application.electron.clickMenu('redo');
    await effects.redo();
    expect((await firstFactor(application)).values['expression']).toBe('Sideways');
  });

  test('undo and redo in an open editor take back typing, not the last step of the journal', async () => {
    await editFirstFactor(application, 'Confirmed');
    await page.locator('.ag-row[row-index="0"] [col-id="mechanism"]').click();
    await page.keyboard.press('F2');
    const editor = page.locator('.lg-editor textarea');
    const before = await editor.inputValue();
    await page.keyboard.type(' typed');
    application.electron.clickMenu('undo');
    await until('the typing taken back', async () => (await editor.inputValue()) !== `${before} typed`);
    application.electron.clickMenu('redo');
    await until('the typing again', async () => (await editor.inputValue()) === `${before} typed`);
    expect((await firstFactor(application)).values['expression']).toBe('Confirmed');
    await page.keyboard.press('Escape');
  });

  test('nothing of an open dialog is lost to another command', async () => {
    application.electron.clickMenu('flag');
    const reason = dialog('Flag conflict').getByRole('textbox', { name: /reason|rationale/iu }).first();
    await reason.fill('Half a reason');
    application.electron.clickMenu('export');
    await said(/close the dialog/u)();
    expect(await reason.inputValue()).toBe('Half a reason');
    await page.keyboard.press('Escape');
    await dialog('Flag conflict').waitFor({ state: 'hidden' });
  });

  test('a recent document opens, and the one before is there to go back to', async () => {
    const path = join(folder, 'a copy.lacuna');
    await saveCopy(application, path);
    application.electron.dialogs.openPath = path;
    application.electron.clickMenu('open');
    await openedTitle(application, 'a copy.lacuna');
    const recents = await until('both', () => {
      const { submenu } = application.electron.menuEntry('openRecent');
      return Array.isArray(submenu) && submenu.length === 2 ? submenu : null;
    });
    expect(recents.map(({ label }) => label)).toEqual(['a copy.lacuna', reviewName]);
    // Electron passes the entry, the window and the event; Lacuna's entries take none of them.
    (recents[1]?.click as (() => void) | undefined)?.();
    await effects.openRecent();
  });
});

describe('shortcuts', () => {
  const flat = (template: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] => template.flatMap((entry) => [entry, ...(Array.isArray(entry.submenu) ? flat(entry.submenu) : [])]);
  const asPage = (accelerator: string): string => accelerator.replace('CmdOrCtrl', 'Ctrl').replace('CommandOrControl', 'Ctrl');
  let entries: readonly MenuItemConstructorOptions[];
  let commands: readonly { readonly id: string; readonly shortcut: string | null }[];

  beforeAll(async () => {
    entries = flat(application.electron.settings.applicationMenu);
    // What the page's commands look at when they are loaded.
    vi.stubGlobal('window', { lacuna: { call: () => new Promise(() => undefined), on: () => () => undefined } });
    ({ commands } = await import('../../renderer/commands'));
    vi.unstubAllGlobals();
  });

  test('in the menu are the page’s own', () => {
    const shown = entries.flatMap(({ id, accelerator }) => (id === undefined || accelerator === undefined ? [] : [[id, asPage(String(accelerator))]]));
    expect(shown.length).toBeGreaterThan(10);
    expect(shown).toEqual(shown.map(([id]) => [id, commands.find((command) => command.id === id)?.shortcut]));
  });

  test('of the page are not taken by the system’s roles, which hear them first on macOS', () => {
    // https://github.com/electron/electron/blob/main/lib/browser/api/menu-item-roles.ts
    const ofRoles = ['Ctrl+X', 'Ctrl+C', 'Ctrl+V', 'Ctrl+Shift+V', 'Ctrl+A', 'Ctrl+Q', 'Ctrl+W', 'Ctrl+M', 'Ctrl+H', 'Ctrl+Alt+H', 'Ctrl+0', 'Ctrl++', 'Ctrl+=', 'Ctrl+-', 'F11', 'Ctrl+Shift+I', 'Alt+Ctrl+I', 'Ctrl+R', 'Ctrl+Shift+R'];
    expect(commands.flatMap(({ shortcut }) => shortcut ?? []).filter((shortcut) => ofRoles.includes(shortcut))).toEqual([]);
  });

  test('every command of the menu is one of the page’s', () => {
    const known = commands.map(({ id }) => id);
    expect(menuCommands.filter((command) => command !== 'openRecent' && !known.includes(command))).toEqual([]);
  });
});
