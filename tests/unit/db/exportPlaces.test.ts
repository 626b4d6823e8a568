// Where an export may land and what it does to what stands there: files only, through links, with the permissions that the
// earlier file had, all of its files or none, and never on what belongs to a document or is read for it.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, linkSync, lstatSync, mkdirSync, readFileSync, readdirSync, readlinkSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LacunaErrorBody } from '../../../db/contract/errors';
import { startCore, type TestCore } from './coreFixture';

let lacuna: TestCore;
let document: string;
beforeEach(async () => {
  lacuna = startCore();
  document = at('a.lacuna');
  await lacuna.call('createDocument', { path: document, content: 'empty' });
  await lacuna.call('editRows', { table: 'factors', adds: [{ values: { factor: 'CXCR7' } }] });
});
afterEach(() => lacuna.end());

const at = (name: string): string => join(lacuna.folder, name);
const csv = (path: string) => ({ table: 'factors', format: 'csv', path }) as const;
const vancouver = { style: 'vancouver', format: 'text', path: '' } as const;
/** Every method that writes a file of the curator's choosing beside the document. */
const ways: readonly (readonly [name: string, refusal: (path: string) => Promise<LacunaErrorBody>])[] = [
  ['exportTable', (path) => lacuna.refusal('exportTable', csv(path))],
  ['exportTable of references', (path) => lacuna.refusal('exportTable', { table: 'studies', format: 'ris', path })],
  ['formatReferences', (path) => lacuna.refusal('formatReferences', { ...vancouver, path })],
  ['exportComparison', (path) => lacuna.refusal('exportComparison', { from: { kind: 'beginning' }, to: { kind: 'now' }, format: 'csv', path })],
  ['saveCopy', (path) => lacuna.refusal('saveCopy', { path, replace: true })],
];
const names = (): readonly string[] => readdirSync(lacuna.folder).toSorted();

describe.skipIf(process.platform === 'win32')('what is no file', () => {
  test.for(['p', 'c'])('a special file of kind %s is refused and stays', async (kind, context) => {
    const made = spawnSync('mknod', [at('odd.csv'), kind, ...(kind === 'p' ? [] : ['1', '3'])]);
    if (made.status !== 0) context.skip('only the superuser makes devices');
    const before = names();
    for (const [name, refusal] of ways) {
      expect(await refusal(at('odd.csv')), name).toMatchObject({ code: 'file-not-writable', message: `${at('odd.csv')} is ${kind === 'p' ? 'a pipe' : 'a device'}, not a file. Give the name of a file; nothing was written.` });
    }
    expect(lstatSync(at('odd.csv')).isFile()).toBe(false);
    expect(names()).toEqual(before);
  });

  test('a socket is refused and stays, also behind a link', async () => {
    const server = createServer();
    await new Promise<void>((listens) => { server.listen(at('socket'), listens); });
    symlinkSync('socket', at('link.csv'));
    for (const name of ['socket', 'link.csv']) expect(await lacuna.refusal('exportTable', csv(at(name)))).toMatchObject({ code: 'file-not-writable', message: expect.stringContaining(`${at(name)} is a socket, not a file.`) });
    expect(lstatSync(at('socket')).isSocket()).toBe(true);
    server.close();
  });
});

describe('a link', () => {
  test('stays, and the file that it leads to is replaced', async () => {
    mkdirSync(at('kept'));
    writeFileSync(at('kept/table.csv'), 'old');
    symlinkSync('kept', at('folder'));
    symlinkSync('folder/../kept/table.csv', at('second.csv'));
    symlinkSync('second.csv', at('first.csv'));
    await lacuna.call('exportTable', csv(at('first.csv')));
    expect([readlinkSync(at('first.csv')), readlinkSync(at('second.csv'))]).toEqual(['second.csv', 'folder/../kept/table.csv']);
    expect(readFileSync(at('kept/table.csv'), 'utf8')).toContain('CXCR7');
    expect(readdirSync(at('kept'))).toEqual(['table.csv']);
    expect(existsSync(at('first.csv.manifest.json')), 'beside the name that was given').toBe(true);
  });

  test('that leads to no file yet makes it', async () => {
    mkdirSync(at('kept'));
    symlinkSync(at('kept/table.csv'), at('link.csv'));
    await lacuna.call('exportTable', csv(at('link.csv')));
    expect(lstatSync(at('link.csv')).isSymbolicLink()).toBe(true);
    expect(readFileSync(at('kept/table.csv'), 'utf8')).toContain('CXCR7');
  });

  test('that leads into no folder, or in a circle, is refused with a sentence', async () => {
    symlinkSync(at('nowhere/table.csv'), at('lost.csv'));
    expect(await lacuna.refusal('exportTable', csv(at('lost.csv')))).toMatchObject({ code: 'file-not-writable', message: `There is no folder ${at('nowhere')}. Make it first, or choose another place.` });
    symlinkSync('there.csv', at('here.csv'));
    symlinkSync('here.csv', at('there.csv'));
    expect(await lacuna.refusal('exportTable', csv(at('here.csv')))).toMatchObject({ code: 'file-not-writable', message: `${at('here.csv')} is a link that leads back to itself. Choose another name.` });
  });
});

test.skipIf(process.platform === 'win32')('the permissions of an earlier file go over to the new one', async () => {
  for (const mode of [0o640, 0o666, 0o600]) {
    writeFileSync(at('table.csv'), 'old');
    chmodSync(at('table.csv'), mode);
    await lacuna.call('exportTable', csv(at('table.csv')));
    expect(statSync(at('table.csv')).mode & 0o777).toBe(mode);
  }
  expect(readFileSync(at('table.csv'), 'utf8')).toContain('CXCR7');
});

describe('files that belong together', () => {
  test('a folder in the way of one of them is found before anything is written', async () => {
    writeFileSync(at('x.csv'), 'OLD');
    for (const name of ['x.csv.datapackage.json', 'x.csv.manifest.json']) {
      mkdirSync(at(name));
      const before = names();
      expect(await lacuna.refusal('exportTable', csv(at('x.csv')))).toEqual({ code: 'file-not-writable', message: `${name} is written beside x.csv, and ${at(name)} is a folder. Move it away, or choose another name; nothing was written.`, details: { path: at(name) } });
      expect(readFileSync(at('x.csv'), 'utf8')).toBe('OLD');
      expect(names()).toEqual(before);
      rmSync(at(name), { recursive: true });
    }
  });

  test('names that lead to one file are refused', async () => {
    symlinkSync('x.csv', at('x.csv.datapackage.json'));
    expect(await lacuna.refusal('exportTable', csv(at('x.csv')))).toMatchObject({ code: 'file-not-writable', message: expect.stringContaining('leads to the same file') });
    const longest = `${'a'.repeat(200)}.manifest.json`;
    expect(await lacuna.refusal('exportTable', csv(at(longest)))).toMatchObject({ code: 'file-not-writable', message: expect.stringContaining('leads to the same file') });
    expect(existsSync(at(longest))).toBe(false);
  });

  test('with names that begin alike for 80 bytes are three files', async () => {
    const long = 'a'.repeat(120);
    await lacuna.call('exportTable', csv(at(`${long}.csv`)));
    expect(names().filter((name) => name.startsWith('aaa'))).toEqual([`${long}.csv`, `${long}.csv.datapackage.json`, `${long}.csv.manifest.json`]);
  });

  test('leave nothing aside when all is well', async () => {
    await lacuna.call('exportTable', csv(at('x.csv')));
    const before = names();
    await lacuna.call('exportTable', csv(at('x.csv')));
    expect(names()).toEqual(before);
  });
});

describe('what belongs to a document', () => {
  const ends = ['-wal', '-shm', '-journal', '.lock', '.lock.turn', '.lock.12-0a1b2c3d'];
  test('is never written over, be the document open here, elsewhere or closed', async () => {
    const theirs = startCore({ hostName: 'elsewhere', processId: 4 });
    await theirs.call('createDocument', { path: at('theirs.lacuna'), content: 'empty' });
    await lacuna.call('saveCopy', { path: at('closed.db') });
    for (const owner of [document, at('theirs.lacuna'), at('closed.db')]) {
      for (const end of ends) {
        const before = existsSync(`${owner}${end}`) ? readFileSync(`${owner}${end}`) : null;
        for (const [name, refusal] of ways) {
          expect(await refusal(`${owner}${end}`), `${name} ${owner}${end}`).toMatchObject({ code: 'file-not-writable', message: `${owner}${end} is one of the names under which Lacuna keeps what belongs to ${owner}. Choose another name; nothing was written.` });
        }
        expect(existsSync(`${owner}${end}`) ? readFileSync(`${owner}${end}`) : null).toEqual(before);
      }
    }
    await theirs.end();
  });

  test('is found through links to it and to its document', async () => {
    mkdirSync(at('links'));
    symlinkSync(document, at('links/b.lacuna'));
    symlinkSync(`${document}-wal`, at('links/table.csv'));
    symlinkSync(lacuna.folder, at('links/folder'));
    for (const path of [at('links/b.lacuna.lock'), at('links/table.csv'), at('links/folder/a.lacuna-shm')]) expect((await lacuna.refusal('exportTable', csv(path))).message, path).toContain('keeps what belongs to');
    symlinkSync(`${document}-wal`, at('x.csv.manifest.json'));
    expect((await lacuna.refusal('exportTable', csv(at('x.csv')))).message).toContain('keeps what belongs to');
    expect(existsSync(at('x.csv'))).toBe(false);
  });

  test('of a damaged document, or of one that was moved away while it is open, is not taken either', async () => {
    writeFileSync(at('broken.lacuna'), 'not a database');
    expect((await lacuna.refusal('exportTable', csv(at('broken.lacuna-wal')))).message).toContain('keeps what belongs to');
    renameSync(document, at('moved'));
    expect((await lacuna.refusal('saveCopy', { path: `${document}-wal`, replace: true })).message).toContain('keeps what belongs to');
  });

  test('a name that only looks like it is a file like any other', async () => {
    for (const name of ['table.csv-wal', 'yarn.lock', 'none.lacuna-wal']) await lacuna.call('exportTable', csv(at(name)));
    expect(names()).toEqual(expect.arrayContaining(['table.csv-wal', 'yarn.lock', 'none.lacuna-wal']));
  });
});

test('the citation style that is asked for is not written over', async () => {
  const style = `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>Own</title><id>own</id><updated>2026-01-01T00:00:00+00:00</updated></info>
    <citation><layout><text variable="citation-number"/></layout></citation><bibliography><layout><text variable="title"/></layout></bibliography></style>`;
  writeFileSync(at('s.csl'), style);
  linkSync(at('s.csl'), at('other name'));
  for (const path of [at('s.csl'), at('other name')]) {
    const said = { code: 'file-exists', message: `${path} is the citation style of this list, and the list would take its place. Choose another name; nothing was written.` };
    expect(await lacuna.refusal('formatReferences', { ...vancouver, stylePath: at('s.csl'), path })).toMatchObject(said);
    expect(await lacuna.refusal('exportTable', { ...csv(path), stylePath: at('s.csl') })).toMatchObject(said);
  }
  expect(readFileSync(at('s.csl'), 'utf8')).toBe(style);
});

describe('what a killed export left', () => {
  const id = '0190c3b4-1a2b-7c3d-8e4f-0123456789ab';
  test('goes a day later with the next one to the same path, and nothing else does', async () => {
    const old = [`.k.docx.${id}.part`, `.k.docx.${id}-2.part`, `.k.docx.manifest.json.${id}-1.part`];
    const others = [`.l.docx.${id}.part`, `.k.docx.${id}.kept`, '.k.docx.notes.part', `k.docx.${id}.part`, `.k.docx.${id}.part.txt`, `.k.docx.more.${id}.part`];
    for (const name of [...old, ...others, `.k.docx.${id}-3.part`]) writeFileSync(at(name), 'half');
    mkdirSync(at(`.k.docx.${id}-4.part`));
    const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 3600;
    for (const name of [...old, ...others, `.k.docx.${id}-4.part`]) utimesSync(at(name), twoDaysAgo, twoDaysAgo);
    await lacuna.call('exportTable', { table: 'factors', format: 'docx', path: at('k.docx') });
    for (const name of old) expect(existsSync(at(name)), name).toBe(false);
    for (const name of [...others, `.k.docx.${id}-3.part`, `.k.docx.${id}-4.part`]) expect(existsSync(at(name)), name).toBe(true);
  });
});
