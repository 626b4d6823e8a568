// A name stands for a whole file or for what stood there before: also where several are written together and the last of them
// fails, and whatever the disk says.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writingProblemOf } from '../../../db/store/sqliteProblem';
import { writeTogether, writeWhole } from '../../../db/store/writeWhole';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'lacuna-whole-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);
const names = (): readonly string[] => readdirSync(folder).toSorted();

describe('files that belong together', () => {
  test('one that can’t be written leaves them all as they were', async () => {
    writeFileSync(at('x.csv'), 'OLD');
    const before = names();
    const writing = writeTogether('one', async (write) => {
      await write(at('x.csv'), [Buffer.from('new')]);
      await write(at('x.json'), (function* half() { yield Buffer.from('half'); throw new Error('the disk went'); })());
    });
    await expect(writing).rejects.toThrow('the disk went');
    expect(readFileSync(at('x.csv'), 'utf8')).toBe('OLD');
    expect(names()).toEqual(before);
  });

  test.each(['first', 'second', 'third'])('when the %s can’t take its name the others get back what they were', async (stuck) => {
    for (const name of ['first', 'second']) writeFileSync(at(name), `OLD ${name}`);
    rmSync(at(stuck), { force: true });
    const writing = writeTogether('one', async (write) => {
      for (const name of ['first', 'second', 'third']) await write(at(name), [Buffer.from('new')]);
      mkdirSync(at(stuck)); // meanwhile
    });
    await expect(writing).rejects.toMatchObject({ message: expect.stringContaining(`${at(stuck)} is a folder`) });
    for (const name of ['first', 'second']) if (name !== stuck) expect(readFileSync(at(name), 'utf8')).toBe(`OLD ${name}`);
    expect(names().filter((name) => name === 'third')).toEqual(stuck === 'third' ? ['third'] : []);
    expect(names().filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('what the disk says of an export', () => {
  test.each([
    ['EROFS', 'file-not-writable', '/x.csv can\'t be written: its disk is read-only. Choose another place.'],
    ['ENOSPC', 'disk-full', 'The disk of /x.csv is full. Nothing was written. Free some space, or choose another place.'],
    ['EIO', 'file-not-writable', 'The disk did not take /x.csv. Nothing was written. Check the disk, or choose another place.'],
    ['EBUSY', 'file-not-writable', 'Another program holds /x.csv. Close it there, or choose another name; nothing was written.'],
    ['EFBIG', 'file-not-writable', '/x.csv would be larger than its disk takes a file. Nothing was written. Choose another place.'],
  ])('%s is advice for an export, not for a document', (cause, code, message) => {
    expect(writingProblemOf(Object.assign(new Error(cause), { code: cause }), '/x.csv')).toMatchObject({ code, message });
  });

  test('what reading the document throws is not said of the file that is written', async () => {
    const damaged = Object.assign(new Error('malformed'), { code: 'SQLITE_CORRUPT' });
    await expect(writeWhole(at('x.csv'), 'one', (function* rows() { yield Buffer.from('a'); throw damaged; })())).rejects.toBe(damaged);
    expect(existsSync(at('x.csv'))).toBe(false);
  });
});
