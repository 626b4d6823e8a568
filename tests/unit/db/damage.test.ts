// What verifying notices: everything that SQLite takes for sound and that is not what a curator wrote. And what it must
// leave alone: a document that was only edited, undone, redone and reverted.
import Database from 'better-sqlite3';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startCore, type TestCore } from './coreFixture';

let lacuna: TestCore;
let path: string;
beforeEach(async () => {
  lacuna = startCore();
  path = join(lacuna.folder, 'a.lacuna');
  await lacuna.call('createDocument', { path, content: 'review' });
  const { rows } = await lacuna.call('openView', { table: 'factors' });
  const [first, second] = [rows[8]?.id ?? '', rows[7]?.id ?? ''];
  const edit = (before: string, after: string) => lacuna.call('editRows', { table: 'factors', edits: [{ rowId: first, field: 'expression', before, after }] });
  const { changeSetId } = await edit('Up', 'Down');
  const member = (rowId: string, side: string) => ({ table: 'factors' as const, rowId, field: 'expression', side });
  await lacuna.call('flagConflict', { kind: 'opposite expression', severity: 'major', rationale: 'Read again', members: [member(first, 'Down'), member(second, 'Up')] });
  await lacuna.call('undo', {});
  await lacuna.call('redo', {});
  await lacuna.call('revertChangeSet', { changeSetId, reason: 'Misread' });
  await lacuna.call('editRows', { table: 'factors', adds: [{ values: { factor: 'ACKR1', expression: 'Sideways' } }], edits: [] });
  await lacuna.call('undo', {});
  await lacuna.call('redo', {});
  await lacuna.call('undo', {});
});
afterEach(() => lacuna.end());

test('a document that was only used is sound', async () => {
  expect((await lacuna.call('verifyDocument', {})).checks.filter((check) => !check.isOk)).toEqual([]);
});

/** All rows of all tables but the search index. */
function contentOf(file: string): string {
  const database = new Database(file, { readonly: true });
  try {
    const names = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%_search%'").pluck().all();
    return JSON.stringify(names.map((name) => database.prepare(`SELECT * FROM ${String(name)}`).all()));
  } finally {
    database.close();
  }
}

async function failedAfter(change: (database: Database.Database) => void): Promise<readonly string[]> {
  await lacuna.call('closeDocument', {});
  const database = new Database(path);
  for (const name of ['change_set_is_kept', 'change_set_is_fixed', 'revision_is_kept', 'revision_is_fixed']) database.exec(`DROP TRIGGER ${name}`);
  change(database);
  database.pragma('foreign_keys = OFF');
  database.close();
  const report = await lacuna.call('verifyDocument', { path });
  expect(report.isOk).toBe(false);
  return report.checks.filter((check) => !check.isOk && check.name !== 'Lacuna file').map((check) => `${check.name}: ${check.detail}`);
}

describe('verifying notices', () => {
  const newest = '(SELECT max(seq) FROM change_set)';
  test.each([
    ['a letter of a cell', "UPDATE factor SET mechanism = replace(mechanism, 'a', 'e') WHERE ordinal = 8", /Mechanism\(s\) of “CXCR4” is not what the journal says/u],
    ['a missing-reason', `UPDATE factor SET missing = replace(missing, 'description', 'descriptiom') WHERE missing IS NOT NULL`, /is not what the journal says/u],
    ['a number of a row', 'UPDATE trial SET ordinal = 99 WHERE ordinal = 3', /No\. of .* is not what the journal says/u],
    ['a lifecycle', "UPDATE trial SET lifecycle = 'withdrawn' WHERE ordinal = 3", /Lifecycle of .* is not what the journal says/u],
    ['a version', 'UPDATE factor SET version = version + 1 WHERE ordinal = 8', /“CXCR4” is in version \d+, but its changes add up to/u],
    ['the order of citations', "UPDATE citation SET position = position + 10 WHERE tableName = 'trials' AND position = 0; DELETE FROM citation WHERE tableName = 'trials' AND position = 10", /Reference of .* is not what the journal says/u],
    ['a side of a conflict', "UPDATE conflict_member SET side = 'Op' WHERE side = 'Up'", /Members of .* is not what the journal says/u],
    ['a row that nobody added', "INSERT INTO glossary (id, ordinal, lifecycle, version, abbreviation, expansion) VALUES ('x', 900, 'active', 1, 'X', 'Y')", /“X” is in the table but not in the journal/u],
    ['a row that is gone', 'DELETE FROM glossary WHERE ordinal = 3', /a row that the journal knows is missing/u],
    ['who changed', `UPDATE change_set SET curator = 'B' WHERE seq = ${newest}`, /is not what was written then/u],
    ['why', "UPDATE change_set SET reason = 'x' WHERE seq = 4", /is not what was written then/u],
    ['what was before', "UPDATE revision SET before = '\"Op\"' WHERE changeSetSeq = 3 AND position = 0", /Change 3 .* is not what was written then/u],
    ['a revision that is gone', 'DELETE FROM revision WHERE changeSetSeq = 3 AND position = 0', /Change 3 .* is not what was written then/u],
    ['a change set that is gone', 'DELETE FROM revision WHERE changeSetSeq = 4; DELETE FROM change_set WHERE seq = 4', /Change 4 is missing from the journal/u],
    ['what Undo would take back', `UPDATE change_set SET undoTop = 3 WHERE seq = ${newest}`, /What Undo and Redo would do after change \d+/u],
    ['what Redo would do', `UPDATE change_set SET redoTop = NULL WHERE seq = ${newest}`, /What Undo and Redo would do/u],
    ['what lies below in the stacks', 'UPDATE change_set SET below = 1 WHERE below IS NOT NULL', /What Undo and Redo would do/u],
    ['text that is no JSON any more', "PRAGMA ignore_check_constraints = ON; UPDATE revision SET after = '{\"' WHERE changeSetSeq = 3 AND position = 0", /can't be read through/u],
    ['a reason that is no JSON any more', "PRAGMA ignore_check_constraints = ON; UPDATE factor SET missing = '{' WHERE ordinal = 8", /can't be read through/u],
    ['a citation of nothing', "PRAGMA foreign_keys = OFF; UPDATE citation SET studyId = 'x' WHERE tableName = 'factors'", /lead nowhere/u],
  ])('%s', async (_what, sql, sentence) => {
    expect((await failedAfter((database) => database.exec(sql))).join('\n')).toMatch(sentence);
  });

  test.each([
    ['an index that is gone', 'DROP INDEX factor_order', 'the index factor_order is missing'],
    ['a trigger that is gone', 'DROP TRIGGER revision_is_kept', 'the trigger revision_is_kept is missing'],
    ['a table more', 'CREATE TABLE extra (a)', 'the table extra is not as Lacuna makes it'],
  ])('%s', async (_what, sql, sentence) => {
    await lacuna.call('closeDocument', {});
    const database = new Database(path);
    database.exec(sql);
    database.close();
    const report = await lacuna.call('verifyDocument', { path });
    expect(report.checks[0]).toEqual({ name: 'Lacuna file', isOk: false, detail: `Not a whole Lacuna file: ${sentence}.` });
  });

  test('one flipped bit in any place where text of the review lies', async () => {
    await lacuna.call('closeDocument', {});
    const plain = join(lacuna.folder, 'plain.lacuna');
    const database = new Database(path);
    database.exec(`VACUUM INTO '${plain}'`); // no remains of earlier versions between the cells
    database.close();
    const whole = readFileSync(plain);
    const texts = ['CXCR7', 'Bone metastasis, Poor prognosis', '"lifecycle":"active"', 'built-in review, as read from print', 'Misread', 'Sideways'];
    const places = texts.flatMap((text) => {
      const found: number[] = [];
      for (let at = whole.indexOf(text); at >= 0 && found.length < 3; at = whole.indexOf(text, at + 1)) found.push(at);
      return found.map((at) => at + text.length - 2);
    });
    const held = contentOf(plain);
    let live = 0;
    for (const at of places) {
      const flipped = Buffer.from(whole);
      flipped.writeUInt8((flipped[at] ?? 0) ^ 1, at);
      writeFileSync(path, flipped);
      if (contentOf(path) === held) continue; // between the cells, where nobody reads
      live += 1;
      expect((await lacuna.call('verifyDocument', { path })).isOk, `the bit at ${at}, in “${whole.toString('latin1', at - 20, at + 10)}”`).toBe(false);
    }
    expect(live).toBeGreaterThan(8);
  });
});
