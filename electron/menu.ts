// Owns the application menu: every entry either is one of the system's own roles or says a command of the contract to
// the page, which knows what an open editor holds. Refuses to act on a document itself.
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../db/contract/events';
import type { UndoState } from '../db/contract/types';
import type { RecentDocuments } from './hostAnswers';

export interface MenuState {
  readonly hasDocument: boolean;
  readonly isReadOnly: boolean;
  readonly undoState: UndoState;
  readonly recents: RecentDocuments;
}

export interface MenuDeps {
  readonly isMac: boolean;
  readonly hasDevTools: boolean;
  say(command: MenuCommand, argument: string | null): void;
}

export const emptyMenuState: MenuState = { hasDocument: false, isReadOnly: false, undoState: { undo: null, redo: null }, recents: [] };
const mostRecents = 10;
const separator: MenuItemConstructorOptions = { type: 'separator' };

export function showMenu(state: MenuState, deps: MenuDeps): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate([...menuTemplate(state, deps)]));
}

export function menuTemplate(state: MenuState, deps: MenuDeps): readonly MenuItemConstructorOptions[] {
  const entry = (command: MenuCommand, label: string, accelerator?: string, enabled = true): MenuItemConstructorOptions => ({
    id: command, label, enabled, click: () => deps.say(command, null),
    // The page hears its keys itself, as in a browser, and knows what an open editor keeps; the menu only shows them.
    // (macOS registers them all the same, but asks the page first.)
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
  });
  const ofDocument = (command: MenuCommand, label: string, accelerator?: string): MenuItemConstructorOptions => entry(command, label, accelerator, state.hasDocument);
  const ofWritable = (command: MenuCommand, label: string, accelerator?: string): MenuItemConstructorOptions => entry(command, label, accelerator, state.hasDocument && !state.isReadOnly);
  const { undo, redo } = state.undoState;

  const application: MenuItemConstructorOptions = {
    label: 'Lacuna', submenu: [
      entry('about', 'About Lacuna'), separator, { role: 'services' }, separator, { role: 'hide' }, { role: 'hideOthers' }, { role: 'unhide' }, separator, { role: 'quit' },
    ],
  };
  const file: MenuItemConstructorOptions = {
    label: '&File', submenu: [
      entry('newEmpty', 'New empty document…'),
      entry('newReview', 'New document with the built-in review…'),
      entry('open', 'Open document…', 'CmdOrCtrl+O'),
      { id: 'openRecent', label: 'Open recent', enabled: state.recents.length > 0, submenu: recentEntries(state.recents, deps) },
      separator,
      ofDocument('saveCopy', 'Save a copy…', 'CmdOrCtrl+Shift+S'),
      ofDocument('export', 'Export…', 'CmdOrCtrl+E'),
      ofDocument('exportDocument', 'Export the whole document…'),
      ofDocument('references', 'Reference list…'),
      ofWritable('import', 'Import…', 'CmdOrCtrl+Shift+E'),
      separator,
      ofWritable('makeRelease', 'Make release…'),
      separator,
      ofDocument('checks', 'Checks…'),
      ofDocument('backUp', 'Back up now'),
      ofDocument('verify', 'Verify document'),
      separator,
      deps.isMac ? { role: 'close' } : { role: 'quit' },
    ],
  };
  const edit: MenuItemConstructorOptions = {
    label: '&Edit', submenu: [
      // Never grey: in an open editor they take back typing, which the page knows and the journal does not.
      ofDocument('undo', undo === null ? 'Undo' : `Undo ${shown(undo)}`, 'CmdOrCtrl+Z'),
      ofDocument('redo', redo === null ? 'Redo' : `Redo ${shown(redo)}`, 'CmdOrCtrl+Shift+Z'),
      separator,
      // The system's roles: in a text field they edit its text, elsewhere the page hears the same clipboard events.
      { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' },
      separator,
      ofWritable('addRow', 'Add row', 'CmdOrCtrl+Shift+Enter'),
      ofWritable('addStudy', 'Add study…', 'CmdOrCtrl+Shift+A'),
      ofWritable('addClaim', 'Add claim…', 'CmdOrCtrl+Shift+L'),
      ofWritable('flag', 'Flag conflict…', 'CmdOrCtrl+Shift+F'),
      separator,
      ofDocument('find', 'Search in this table', 'CmdOrCtrl+F'),
      entry('commandPalette', 'Search or run a command', 'CmdOrCtrl+K'),
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: '&View', submenu: [
      ofDocument('showFactors', 'Factors', 'CmdOrCtrl+1'),
      ofDocument('showTrials', 'Trials', 'CmdOrCtrl+2'),
      ofDocument('showStudies', 'Studies', 'CmdOrCtrl+3'),
      ofDocument('showClaims', 'Claims', 'CmdOrCtrl+4'),
      ofDocument('showResults', 'Results', 'CmdOrCtrl+5'),
      ofDocument('showGlossary', 'Glossary', 'CmdOrCtrl+6'),
      ofDocument('showNames', 'Names'),
      ofDocument('showFindings', 'Findings', 'CmdOrCtrl+7'),
      ofDocument('showConflicts', 'Conflicts', 'CmdOrCtrl+8'),
      ofDocument('showHistory', 'History', 'CmdOrCtrl+9'),
      ofDocument('showReleases', 'Releases'),
      separator,
      ofDocument('nextFinding', 'Next finding', 'F8'),
      ofDocument('previousFinding', 'Previous finding', 'Shift+F8'),
      separator,
      { role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomIn', visible: false, accelerator: 'CmdOrCtrl+=' }, { role: 'zoomOut' }, separator, { role: 'togglefullscreen' },
      ...(deps.hasDevTools ? [separator, { role: 'toggleDevTools' as const }] : []),
    ],
  };
  const help: MenuItemConstructorOptions = {
    role: 'help', label: '&Help', submenu: [entry('shortcuts', 'Keyboard shortcuts', 'F1'), ...(deps.isMac ? [] : [entry('about', 'About Lacuna')])],
  };
  return [...(deps.isMac ? [application] : []), file, edit, view, { role: 'windowMenu' }, help];
}

function recentEntries(recents: RecentDocuments, deps: MenuDeps): MenuItemConstructorOptions[] {
  return recents.slice(0, mostRecents).map(({ path, name, isThere }) => ({
    label: shown(name), toolTip: path, sublabel: path, enabled: isThere, click: () => deps.say('openRecent', path),
  }));
}

/** A single ampersand would underline the next letter instead of being shown. */
function shown(text: string): string {
  return text.replaceAll('&', '&&');
}
