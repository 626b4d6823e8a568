// The curator's preferences: read from memory while the file is the same, and anew when another Lacuna changed it.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPreferences } from '../../../db/store/preferences';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'lacuna-preferences-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a name that another Lacuna wrote is seen at once, and neither loses what the other wrote', () => {
  const [mine, theirs] = [openPreferences(folder), openPreferences(folder)];
  mine.change({ curator: 'Ada' });
  expect([mine.read().curator, theirs.read().curator]).toEqual(['Ada', 'Ada']);
  theirs.change({ curator: 'Grace' });
  expect(mine.read().curator).toBe('Grace');
  mine.change({ hasSeenWelcome: true });
  expect(theirs.read()).toMatchObject({ curator: 'Grace', hasSeenWelcome: true });
});

test('a file that is gone counts as none, an unreadable one is set aside', () => {
  const preferences = openPreferences(folder);
  preferences.change({ curator: 'Ada' });
  expect(preferences.read().curator).toBe('Ada');
  rmSync(join(folder, 'preferences.json'));
  expect(preferences.read().curator).toBeNull();
  writeFileSync(join(folder, 'preferences.json'), '{"curator":');
  expect(preferences.read().curator).toBeNull();
  expect(readdirSync(folder)).toEqual(['preferences.json.unreadable']);
});
