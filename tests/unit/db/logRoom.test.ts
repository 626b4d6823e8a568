// The write-ahead log beside a document: it is lengthened ahead of its use, and whatever it is lengthened with, every
// commit is there after a crash.
import Database from 'better-sqlite3';
import { copyFileSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogRoom } from '../../../db/store/logRoom';

let folder: string;
let path: string;
let database: Database.Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lacuna-log-'));
  path = join(folder, 'a.sqlite');
  database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.pragma('wal_autocheckpoint = 0');
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

function logBytes(): number {
  return statSync(`${path}-wal`).size;
}

/** What a crash leaves: the file and its log, without the index that the processes shared. */
function valuesAfterCrash(): readonly unknown[] {
  const left = join(folder, 'left.sqlite');
  copyFileSync(path, left);
  copyFileSync(`${path}-wal`, `${left}-wal`);
  const opened = new Database(left);
  try {
    expect(opened.pragma('integrity_check', { simple: true })).toBe('ok');
    return opened.prepare('SELECT value FROM entry ORDER BY value').pluck().all();
  } finally {
    opened.close();
    for (const end of ['', '-wal', '-shm']) rmSync(`${left}${end}`, { force: true });
  }
}

function write(from: number, to: number, room: { keep(): void }): void {
  const insert = database.prepare('INSERT INTO entry (value) VALUES (?)');
  for (let value = from; value < to; value += 1) {
    room.keep();
    insert.run(value);
  }
}

test('commits find room that is there already, and every one of them survives a crash', () => {
  database.exec('CREATE TABLE entry (value INTEGER PRIMARY KEY) STRICT');
  const room = createLogRoom(database, path);
  write(0, 20, room);
  const ahead = logBytes();
  write(20, 60, room);
  expect(logBytes()).toBe(ahead);
  expect(ahead).toBeGreaterThan(1_000_000);
  expect(valuesAfterCrash()).toHaveLength(60);
  write(60, 1500, room);
  expect(logBytes()).toBeGreaterThan(ahead);
  expect(valuesAfterCrash()).toHaveLength(1500);
});

test('a log that begins anew after a checkpoint keeps its length, and what is in it', () => {
  database.exec('CREATE TABLE entry (value INTEGER PRIMARY KEY) STRICT');
  const room = createLogRoom(database, path);
  write(0, 300, room);
  expect(room.frames()).toBeGreaterThan(300);
  const ahead = logBytes();
  database.pragma('wal_checkpoint(PASSIVE)');
  write(300, 310, room);
  expect(room.frames()).toBeLessThan(40);
  expect(logBytes()).toBe(ahead);
  expect(valuesAfterCrash()).toHaveLength(310);
});

test('a log that SQLite has not begun is left alone, and so is a file without one', () => {
  const room = createLogRoom(database, path);
  for (let time = 0; time < 50; time += 1) room.keep();
  expect(statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
  database.pragma('journal_mode = DELETE');
  for (let time = 0; time < 50; time += 1) room.keep();
  expect([room.frames(), statSync(`${path}-wal`, { throwIfNoEntry: false })]).toEqual([0, undefined]);
});

test('a log that was torn in the middle of its room is read to its last whole commit', () => {
  database.exec('CREATE TABLE entry (value INTEGER PRIMARY KEY) STRICT');
  const room = createLogRoom(database, path);
  write(0, 50, room);
  const torn = join(folder, 'torn.sqlite');
  copyFileSync(path, torn);
  copyFileSync(`${path}-wal`, `${torn}-wal`);
  truncateSync(`${torn}-wal`, logBytes() - 12_345);
  const opened = new Database(torn);
  expect(opened.prepare('SELECT count(*) FROM entry').pluck().get()).toBe(50);
  opened.close();
});

test('where the log may not be written, keeping room refuses nothing', () => {
  database.exec('CREATE TABLE entry (value INTEGER PRIMARY KEY) STRICT');
  const room = createLogRoom(database, join(folder, 'gone', 'other.sqlite'));
  for (let time = 0; time < 20; time += 1) room.keep();
  expect(logBytes()).toBeGreaterThan(0);
});
