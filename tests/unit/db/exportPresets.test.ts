// Export presets: what is refused when one is kept, so that it does not fail when it is used; and what becomes of those that
// do not fit any more.
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Input } from '../../../db/contract/methods';
import { startReview, type TestCore } from './coreFixture';

let lacuna: TestCore;
let path: string;
beforeEach(async () => { [lacuna, path] = await startReview(); });
afterEach(() => lacuna.end());

const preset = (more: Partial<Input<'savePreset'>>): Input<'savePreset'> => ({ name: 'Mine', table: 'factors', format: 'csv', choices: {}, ...more });

test.each<[string, Partial<Input<'savePreset'>>, RegExp]>([
  ['a column that the table does not have', { choices: { columns: ['factor', 'colour'] } }, /^Factors has no column “colour”\. It has: factor, /u],
  ['a column twice', { choices: { columns: ['factor', 'factor'] } }, /^A column prints once: one is chosen twice\.$/u],
  ['a format of another table', { format: 'ris' }, /^ris holds references: it is a format of studies, not of factors\./u],
  ['columns of the whole document', { table: 'document', choices: { columns: ['factor'] } }, /^Columns, widths, rows, title and page are those of each table/u],
  ['a control character in the source', { choices: { sourceNote: 'a\u0002b' } }, /^This has a control character, or one that turns the direction of writing\. Remove it\.$/u],
  ['a name that reads backwards', { name: 'for \u202Eeditor' }, /^This has a control character, or one that turns/u],
])('%s is refused, and nothing is kept', async (_what, more, message) => {
  expect((await lacuna.refusal('savePreset', preset(more))).message).toMatch(message);
  expect(await lacuna.call('listPresets', {})).toEqual([]);
});

test('a format that is none is refused', async () => {
  const reply = await lacuna.core.dispatch({ callId: 'x', method: 'savePreset', input: { name: 'Mine', table: 'factors', format: 'pdf', choices: {} } });
  expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-input', message: expect.stringMatching(/^Format is one of csv, tsv, .*, not “pdf”\.$/u) } });
});

test('a column twice is refused in an export as well, in words', async () => {
  expect((await lacuna.refusal('exportTable', { table: 'factors', format: 'csv', path: `${path}.csv`, columns: ['factor', 'factor'] })).message).toBe('A column prints once: one is chosen twice.');
});

test('one that does not fit any more is not listed, breaks no list, and stays in the file until its name is taken', async () => {
  await lacuna.call('savePreset', preset({}));
  await lacuna.call('closeDocument', {});
  const kept = (): readonly { readonly name: string }[] => {
    const database = new Database(path);
    try {
      return JSON.parse(String(database.prepare("SELECT value FROM preference WHERE key = 'export.presets'").pluck().get()));
    } finally {
      database.close();
    }
  };
  const database = new Database(path);
  database.prepare("UPDATE preference SET value = ? WHERE key = 'export.presets'").run(JSON.stringify([...kept(), { name: 'Old', table: 'factors', format: 'pdf', choices: {} }, 7]));
  database.close();
  await lacuna.call('openDocument', { path });
  expect((await lacuna.call('listPresets', {})).map(({ name }) => name)).toEqual(['Mine']);
  await lacuna.call('savePreset', preset({ name: 'A second' }));
  expect((await lacuna.call('listPresets', {})).map(({ name }) => name)).toEqual(['A second', 'Mine']);
  expect(kept().map(({ name }) => name)).toEqual(['Mine', 'Old', undefined, 'A second']);
  await lacuna.call('savePreset', preset({ name: 'Old' }));
  expect((await lacuna.call('listPresets', {})).map(({ name, format }) => [name, format])).toEqual([['A second', 'csv'], ['Mine', 'csv'], ['Old', 'csv']]);
  await lacuna.call('removePreset', { name: 'Old' });
  expect(kept()).toHaveLength(3);
});
