// One success at least for every method that concerns the document and the curator, the same over every way.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { MethodName } from '../../db/contract/methods';
import type { Bench } from './bench';

export const documentSuccesses = {
  getDocument: async ({ call, document }) => {
    expect(await call('getDocument', {})).toMatchObject({ documentId: document.documentId, counts: { factors: 28, trials: 15, studies: 146 }, isReadOnly: false });
  },

  createDocument: async ({ call, document, event }) => {
    const empty = await call('createDocument', { name: 'empty one', content: 'empty' });
    expect(empty).toMatchObject({ title: 'empty one', counts: { factors: 0, trials: 0, studies: 0, glossary: 0, claims: 0, results: 0, findings: 0, conflicts: 0 }, checksWaiting: 0, undoState: { undo: null, redo: null } });
    expect(empty.counts.aliases, 'the names of molecules come with every document').toBeGreaterThan(500);
    expect(empty.documentId).not.toBe(document.documentId);
    expect(existsSync(empty.path)).toBe(true);
    await event('documentChanged', (changed) => changed.document?.documentId === empty.documentId);
  },

  openDocument: async ({ call, document, event }) => {
    await call('closeDocument', {});
    expect(await call('openDocument', { path: document.path })).toMatchObject({ documentId: document.documentId, isReadOnly: false });
    await event('documentChanged', (changed) => changed.document?.documentId === document.documentId);
    expect(await call('openDocument', { path: document.path, access: 'read' })).toMatchObject({ isReadOnly: true, readOnlyReason: 'It was opened for reading only.' });
    expect((await call('openDocument', {})).title).toBe('NSCLC bone metastasis');
  },

  closeDocument: async ({ call, document, event }) => {
    expect(await call('closeDocument', {})).toBeNull();
    await event('documentChanged', (changed) => changed.document === null);
    expect(await call('getDocument', {})).toBeNull();
    expect(existsSync(`${document.path}.lock`)).toBe(false);
  },

  saveCopy: async ({ call, way, document }) => {
    const path = await way.place('a copy.lacuna');
    const copy = await call('saveCopy', { path });
    expect(copy).toEqual({ path, bytes: statSync(path).size });
    expect((await call('getDocument', {}))?.path).toBe(document.path);
  },

  verifyDocument: async ({ call, document }) => {
    expect(await call('verifyDocument', {})).toMatchObject({ path: document.path, isOk: true });
    await call('closeDocument', {});
    const { checks } = await call('verifyDocument', { path: document.path });
    expect(checks.map((check) => check.name)).toEqual(['Lacuna file', 'SQLite integrity', 'References between rows', 'Journal', 'Releases']);
  },

  backUpDocument: async ({ call, document }) => {
    const backup = await call('backUpDocument', {});
    expect(backup.isVerified).toBe(true);
    expect(readFileSync(join(backup.path, '..', 'document.json'), 'utf8')).toContain(document.documentId);
  },

  listBackups: async ({ call, document }) => {
    const made = await call('backUpDocument', {});
    expect((await call('listBackups', {})).map((backup) => backup.name)).toContain(made.name);
    await call('closeDocument', {});
    expect((await call('listBackups', { path: document.path })).map((backup) => backup.name)).toContain(made.name);
  },

  restoreBackup: async ({ call, document, factor }) => {
    const { path: backupPath } = await call('backUpDocument', {});
    const row = await factor('CXCR7');
    await call('editRows', { table: 'factors', edits: [{ rowId: row.id, field: 'expression', before: 'Up', after: 'Down' }] });
    const restored = await call('restoreBackup', { path: document.path, backupPath });
    expect(restored.document).toMatchObject({ documentId: document.documentId, path: document.path });
    expect((await factor('CXCR7')).values['expression']).toBe('Up');
    expect(existsSync(restored.setAsidePath ?? '')).toBe(true);
  },

  listRecentDocuments: async ({ call, document }) => {
    expect((await call('listRecentDocuments', {}))[0]).toMatchObject({ path: document.path, name: document.name, isThere: true });
  },

  getPreferences: async ({ call }) => {
    expect((await call('getPreferences', {})).curator).not.toBe('');
  },

  setPreferences: async ({ call }) => {
    const referenceList = { style: 'nature', numbering: 'offset:100', language: 'en-GB', scope: 'cited' } as const;
    expect(await call('setPreferences', { curator: '  A. Curator ', hasSeenWelcome: true, referenceList })).toBeNull();
    expect(await call('getPreferences', {})).toEqual({ curator: 'A. Curator', isCuratorChosen: true, hasSeenWelcome: true, referenceList });
  },

  getLayout: async ({ call }) => {
    expect(await call('getLayout', { table: 'glossary' })).toEqual({ layout: null });
  },

  saveLayout: async ({ call }) => {
    const layout = { columns: [{ key: 'expansion', width: 300.5, isHidden: false }], search: null };
    expect(await call('saveLayout', { table: 'glossary', layout })).toBeNull();
    expect(await call('getLayout', { table: 'glossary' })).toEqual({ layout });
  },
} as const satisfies { readonly [Name in MethodName]?: (bench: Bench) => Promise<void> };
