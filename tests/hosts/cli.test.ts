// The command line as a script uses it: every command with and without --json, its exit codes, and what it says when it
// is used wrongly. stdout is for the answer alone; what went wrong is said on stderr, and under --json on stdout too.
import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { exportFormats, exportTables } from '../../db/contract/exports';
import { runCli, type Ran } from './cliHarness';

let folder: string;
let data: string;
/** A built-in review that is made once; each test works on a copy. */
let review: string;
let path: string;

const lacuna = (...args: readonly string[]): Promise<Ran> => runCli(args, data, { cwd: folder });
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lacuna-cli-'));
  data = join(folder, 'data');
  review = join(folder, 'review.lacuna');
  expect(await lacuna('new', review)).toMatchObject({ code: 0 });
});
let copies = 0;
beforeEach(() => {
  copies += 1;
  path = join(folder, `copy ${copies}.lacuna`);
  copyFileSync(review, path);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sum = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Done: text on stdout and nothing on stderr. */
async function done(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await lacuna(...args);
  expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^\P{Cc}[^]*\n$/u);
  return stdout.trimEnd();
}
/** One JSON document on stdout, whatever the exit code. */
async function json(expectedCode: number, ...args: readonly string[]): Promise<Record<string, unknown>> {
  const { code, stdout } = await lacuna(...args, '--json');
  expect(code, stdout).toBe(expectedCode);
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  return JSON.parse(stdout) as Record<string, unknown>;
}
/** A sentence on stderr for a person; the same with a code on stdout for a program. */
async function refused(code: 1 | 2, errorCode: string, ...args: readonly string[]): Promise<string> {
  const said = await lacuna(...args, '--json');
  expect(said.code, said.stderr).toBe(code);
  const [sentence = ''] = said.stderr.split('\nUsage: ');
  expect(sentence.trim()).toMatch(/^.{10,}\.$/su);
  expect(said.stderr, 'no trace of the program').not.toMatch(/\bat .+:\d+:\d+/u);
  expect(JSON.parse(said.stdout)).toMatchObject({ ok: false, error: { code: errorCode, message: sentence.trim() } });
  return said.stderr;
}

function changeSetsIn(file: string): unknown {
  const database = new Database(file, { readonly: true });
  try {
    return database.prepare('SELECT count(*) FROM change_set').pluck().get();
  } finally {
    database.close();
  }
}

test('without --json, a refusal says nothing on stdout', async () => {
  const nowhere = join(folder, 'nowhere.lacuna');
  for (const args of [['new', path], ['export', nowhere, '--table', 'factors', '--format', 'csv', '--out', 'x'], ['set', path, '--table', 'factors', '--row', '99', '--column', 'factor', '--value', 'x'], ['undo', path], ['redo', path], ['history', nowhere], ['verify', nowhere], ['backup', path, '--out', path]]) {
    const { code, stdout, stderr } = await lacuna(...args);
    expect({ args, stdout, isRefused: code === 1 || code === 2 }).toEqual({ args, stdout: '', isRefused: true });
    expect(stderr).toMatch(/^.{10,}\.\n$/su);
  }
});

describe('new', () => {
  test('makes the built-in review', async () => {
    const made = join(folder, 'made.lacuna');
    expect(await done('new', made)).toBe(`Made ${made}: 28 factors, 15 trials, 146 studies.`);
    const other = join(folder, 'made too.lacuna');
    expect(await json(0, 'new', other)).toMatchObject({ ok: true, path: other, counts: { factors: 28, trials: 15, studies: 146, conflicts: 0 } });
  });
  test('makes an empty one', async () => {
    const made = join(folder, 'empty.lacuna');
    expect(await json(0, 'new', made, '--empty')).toMatchObject({ counts: { factors: 0, trials: 0, studies: 0, glossary: 0 } });
    expect((await done('history', made)).split('\n')).toEqual([expect.stringContaining('names of molecules')]);
  });
  test('never takes the place of a file', async () => {
    const before = sum(path);
    expect(await refused(2, 'file-exists', 'new', path)).toContain(`There is already a file at ${path}.`);
    expect(sum(path)).toBe(before);
  });
  test('names a folder that is not there', async () => {
    expect(await refused(2, 'file-not-writable', 'new', join(folder, 'no', 'a.lacuna'))).toContain(`There is no folder ${join(folder, 'no')}.`);
  });
});

describe('export', () => {
  const kinds: Readonly<Record<(typeof exportFormats)[number], RegExp>> = { csv: /,/u, tsv: /\t/u, xlsx: /^PK/u, docx: /^PK/u, md: /^#|^\||^\*\*/mu, json: /^\{|^\[/u, latex: /\\documentclass/u, html: /^<!doctype html>/u };
  const fewest: Readonly<Record<(typeof exportTables)[number], number>> = { factors: 28, trials: 15, studies: 146, glossary: 50, history: 100, conflicts: 0, notes: 0, claims: 28, results: 0, findings: 0, aliases: 1 };
  test.each(exportTables)('writes %s in every format', async (table) => {
    await Promise.all(exportFormats.map(async (format) => {
      const out = join(folder, `${table}.${format}`);
      const written = await json(0, 'export', path, '--table', table, '--format', format, '--out', out);
      expect(written).toEqual({ ok: true, table, format, path: out, manifestPath: `${out}.manifest.json`, packagePath: format === 'csv' || format === 'tsv' ? `${out}.datapackage.json` : null, rows: expect.any(Number), bytes: statSync(out).size, leftOut: [], undefinedAbbreviations: expect.any(Array) });
      if (table !== 'factors' && table !== 'trials' && table !== 'studies' && table !== 'conflicts' && table !== 'notes') expect(written['rows']).toBeGreaterThanOrEqual(fewest[table]);
      else expect(written['rows'], table === 'conflicts' || table === 'notes' ? 'the review comes without any' : '').toBe(fewest[table]);
      expect(readFileSync(out, 'latin1').slice(0, 4000)).toMatch(kinds[format]);
    }));
  });

  test('writes the whole document: all that has rows for programs, the published tables as pages, or those that are named', async () => {
    const [zip, page, named] = [join(folder, 'whole.zip'), join(folder, 'whole.docx'), join(folder, 'named.json')];
    expect(await json(0, 'export', path, '--table', 'document', '--format', 'csv', '--out', zip)).toMatchObject({ ok: true, table: 'document', packagePath: null, bytes: statSync(zip).size, empty: ['conflicts', 'notes'], leftOut: ['Not chosen: History.', 'Without rows: Conflicts, Notes.'], undefinedAbbreviations: [] });
    expect(readFileSync(zip, 'latin1')).toMatch(/^PK[^]*datapackage\.json/u);
    const [paged, chosen] = [await lacuna('export', path, '--table', 'document', '--format', 'docx', '--out', page), await lacuna('export', path, '--table', 'document', '--tables', 'conflicts, trials', '--format', 'json', '--out', named)];
    expect(paged).toEqual({ code: 0, stdout: `Wrote 43 rows of the document to ${page} (${statSync(page).size} bytes). Tables: factors 28, trials 15.\n`, stderr: 'Left out: not chosen: Studies, Claims, Results, Glossary, Names, Findings, Conflicts, Notes, History.\nNot in the glossary: TNM, HR, CI, ECOG-PS, RR.\n' });
    expect(chosen).toEqual({ code: 0, stdout: `Wrote 15 rows of the document to ${named} (${statSync(named).size} bytes). Tables: trials 15.\n`, stderr: 'Left out: not chosen: Factors, Studies, Claims, Results, Glossary, Names, Findings, Notes, History.\nLeft out: without rows: Conflicts.\n' });
    expect(Object.keys(JSON.parse(readFileSync(named, 'utf8')) as object)).toEqual(['trials']);
    const never = join(folder, 'never.csv');
    expect(await refused(2, 'invalid-input', 'export', path, '--table', 'document', '--format', 'csv', '--out', never)).toContain('Give a name that ends in .zip');
    expect(existsSync(never)).toBe(false);
  });

  test('says in words what it wrote', async () => {
    const out = join(folder, 'in words.tsv');
    expect(await done('export', path, '--table', 'trials', '--format', 'tsv', '--out', out)).toBe(`Wrote 15 rows of trials to ${out} (${statSync(out).size} bytes).`);
  });

  test('says on stderr, in the answer and in the manifest what the file lacks', async () => {
    const [csv, page] = [join(folder, 'lacking.csv'), join(folder, 'lacking.html')];
    expect(await json(0, 'column', path, '--table', 'factors', '--heading', 'Doubts', '--type', 'text')).toMatchObject({ ok: true });
    const table = ['export', path, '--table', 'factors', '--conflicts', 'all', '--style', 'vancouver'] as const;
    expect(await lacuna(...table, '--format', 'csv', '--out', csv)).toMatchObject({ code: 0, stderr: 'Left out: 1 private column.\nLeft out: notes and the reference list: this format has no place for them.\n' });
    expect(await lacuna(...table, '--format', 'html', '--out', page)).toMatchObject({ code: 0, stderr: 'Left out: 1 private column.\nNot in the glossary: TNM.\n' });
    const told = { leftOut: ['1 private column.'], undefinedAbbreviations: ['TNM'] };
    expect(await json(0, ...table, '--format', 'html', '--out', page)).toMatchObject(told);
    expect(JSON.parse(readFileSync(`${page}.manifest.json`, 'utf8'))).toMatchObject({ ...told, release: null, contentHash: null });
    for (const out of [csv, page]) expect(readFileSync(out, 'utf8')).not.toContain('Doubts');
  });

  test('a preset lets nothing private out by itself, and that is said', async () => {
    const out = join(folder, 'by preset.csv');
    await json(0, 'column', path, '--table', 'factors', '--heading', 'Doubts', '--type', 'text');
    const database = new Database(path);
    database.prepare('INSERT INTO preference (key, value) VALUES (?, ?)').run('export.presets', JSON.stringify([{ name: 'priv', table: 'factors', format: 'csv', choices: { includePrivate: true } }]));
    database.close();
    expect(await lacuna('export', path, '--preset', 'priv', '--out', out)).toMatchObject({ code: 0, stderr: 'The preset “priv” has what is private. From a shell that goes out with --include-private only, so it was left out.\nLeft out: 1 private column.\n' });
    expect(readFileSync(out, 'utf8')).not.toContain('Doubts');
    await done('export', path, '--preset', 'priv', '--out', out, '--include-private');
    expect(readFileSync(out, 'utf8')).toContain('Doubts');
  });

  test('CSV and TSV of one name keep a data package each', async () => {
    for (const format of ['csv', 'tsv']) await done('export', path, '--table', 'factors', '--format', format, '--out', join(folder, `pair.${format}`));
    for (const format of ['csv', 'tsv']) expect(JSON.parse(readFileSync(join(folder, `pair.${format}.datapackage.json`), 'utf8'))).toMatchObject({ resources: [{ path: `pair.${format}` }] });
    expect(existsSync(join(folder, 'pair.datapackage.json'))).toBe(false);
  });

  test.each([['ris', /^TY {2}- /u], ['bibtex', /^@/u], ['csl-json', /^\[\n\{"id"/u]] as const)('writes studies as %s, and says how many are only numbers', async (format, kind) => {
    const out = join(folder, `studies as ${format}`);
    const { rows, numberOnly, ...written } = await json(0, 'export', path, '--table', 'studies', '--format', format, '--out', out);
    expect(written).toEqual({ ok: true, table: 'studies', format, path: out, manifestPath: `${out}.manifest.json`, packagePath: null, bytes: statSync(out).size, leftOut: [`${String(numberOnly)} of which only the number is known.`], undefinedAbbreviations: [] });
    expect(Number(rows) + Number(numberOnly)).toBe(146);
    expect(await lacuna('export', path, '--table', 'studies', '--format', format, '--out', out)).toEqual({ code: 0, stdout: `Wrote ${String(rows)} rows of studies to ${out} (${statSync(out).size} bytes).\n`, stderr: `Left out: ${String(numberOnly)} of which only the number is known.\n` });
    expect(readFileSync(out, 'utf8')).toMatch(kind);
  });

  test('takes the place of an earlier export whole, and leaves the document as it was', async () => {
    const out = join(folder, 'again.csv');
    writeFileSync(out, 'old');
    const before = sum(path);
    await done('export', path, '--table', 'factors', '--format', 'csv', '--out', out);
    expect(readFileSync(out, 'utf8')).toContain('CXCR7');
    expect(sum(path)).toBe(before);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part') || name.endsWith('.lock'))).toEqual([]);
  });

  test.each([
    [['--table', 'factors', '--format', 'csv', '--out', 'x', '--notes', 'private'], 'wrong-use', /--notes takes one of none, published, not “private”\./u],
    [['--table', 'arms', '--format', 'csv', '--out', 'x'], 'wrong-use', /--table takes one of factors, trials, studies, claims, results, glossary, aliases, findings, conflicts, notes, history, document, not “arms”\./u],
    [['--table', 'factors', '--format', 'pdf', '--out', 'x'], 'wrong-use', /--format takes one of csv, tsv, xlsx, docx, md, json, latex, html, ris, bibtex, csl-json, not “pdf”\./u],
    [['--table', 'factors', '--format', 'ris', '--out', 'x'], 'invalid-input', /ris holds references: it is a format of studies, not of factors\. Choose studies, or another format\./u],
    [['--table', 'factors', '--format', 'csv'], 'wrong-use', /--out is missing\./u],
    [['--table', 'factors', '--table', 'trials', '--format', 'csv', '--out', 'x'], 'wrong-use', /--table is given twice\. Give it once\./u],
    [['--table', 'factors', '--format', 'csv', '--for-excel', '--for-excel', '--out', 'x'], 'wrong-use', /--for-excel is given twice\./u],
    [['--table', 'factors', '--format', 'csv', '--out', 'no/such/folder.csv'], 'file-not-writable', /There is no folder .*no\/such\./u],
    [['--table', 'factors', '--tables', 'trials', '--format', 'csv', '--out', 'x'], 'wrong-use', /--tables says which tables of the document: add --table document\./u],
    [['--table', 'document', '--tables', 'arms', '--format', 'csv', '--out', 'x'], 'wrong-use', /--tables takes one of factors, trials/u],
    [['--table', 'factors', '--format', 'csv', '--out', '.'], 'file-not-writable', /is a folder\. Give the name of a file\./u],
  ] as const)('refuses %j', async (options, code, sentence) => {
    expect(await refused(2, code, 'export', path, ...options)).toMatch(sentence);
  });

  test('refuses to write over the document itself', async () => {
    const before = sum(path);
    await refused(2, 'file-exists', 'export', path, '--table', 'factors', '--format', 'csv', '--out', path);
    expect(sum(path)).toBe(before);
  });
});

describe('set', () => {
  const cell = (value: string, ...more: readonly string[]) => ['set', path, '--table', 'factors', '--row', '9', '--column', 'expression', '--value', value, ...more] as const;

  test('sets a cell, with its reason, as one step of the history', async () => {
    expect(await done(...cell('Down', '--why', 'Read again'))).toBe('Done: edit Expression of CXCR7.');
    const { changeSets } = await json(0, 'history', path) as { readonly changeSets: readonly unknown[] };
    expect(changeSets[0]).toMatchObject({ label: 'edit Expression of CXCR7', reason: 'Read again', revisions: [{ before: 'Up', after: 'Down' }] });
    expect(changeSets).toHaveLength(4);
  });
  test('says what was and what is', async () => {
    expect(await json(0, ...cell('Down'))).toEqual({ ok: true, table: 'factors', row: 9, column: 'expression', before: 'Up', after: 'Down', changeSetId: expect.any(String), label: 'edit Expression of CXCR7' });
  });
  test('run again, finds nothing to do and nothing wrong', async () => {
    await done(...cell('Down'));
    expect(await json(0, ...cell('Down'))).toMatchObject({ ok: true, before: 'Down', after: 'Down', changeSetId: null });
    expect(await done(...cell('Down'))).toBe('Nothing to change: Expression of row 9 is this already.');
  });
  test('takes headings for keys, references by number, a dash at the beginning, and nothing at all', async () => {
    const set = (column: string, value: string) => json(0, 'set', path, '--table', 'Factors', '--row', '9', '--column', column, `--value=${value}`);
    expect(await set('Clinical significance', '-1.00')).toMatchObject({ column: 'clinicalSignificance', after: '-1.00' });
    expect(await json(0, ...cell('-2.00'))).toMatchObject({ after: '-2.00' });
    expect(await set('Reference', '[30, 66]')).toMatchObject({ column: 'references', after: [30, 66] });
    expect(await set('references', '[15–17, 99]')).toMatchObject({ before: [30, 66], after: [15, 16, 17, 99] });
    expect(await json(0, 'set', path, '--table', 'studies', '--row', '99', '--column', 'pmid', '--value', '12345678')).toMatchObject({ after: '12345678' });
    expect(await set('references', '30, PMID 12345678, 99')).toMatchObject({ after: [30, 99] });
    expect(await set('references', '')).toMatchObject({ before: [30, 99], after: [] });
    expect(await set('mechanism', 'no description')).toMatchObject({ after: 'No description' });
    expect(await set('Mechanism(s)', '')).toMatchObject({ before: 'No description', after: '' });
  });
  test.each([
    [['--table', 'arms', '--row', '1', '--column', 'a', '--value', 'x'], 'wrong-use', /--table takes one of factors, trials, studies, claims, results, findings, glossary, aliases, not “arms”\./u],
    [['--table', 'factors', '--row', 'nine', '--column', 'factor', '--value', 'x'], 'wrong-use', /--row takes the number of a row, not “nine”\./u],
    [['--table', 'factors', '--row', '-1', '--column', 'factor', '--value', 'x'], 'wrong-use', /--row takes the number of a row, not “-1”\./u],
    [['--table', 'factors', '--row', '99', '--column', 'factor', '--value', 'x'], 'not-found', /Factors has no row 99\./u],
    [['--table', 'factors', '--row', '9', '--column', 'colour', '--value', 'x'], 'wrong-use', /Factors has no column “colour”\. It has: factor, expression, /u],
    [['--table', 'factors', '--row', '9', '--column', 'factor', '--value', ''], 'invalid-value', /Factor of CXCR7 \(row 9\): Factor can't be empty\./u],
    [['--table', 'studies', '--row', '9', '--column', 'doi', '--value', 'doi:1'], 'invalid-value', /A DOI starts with "10\."/u],
    [['--table', 'factors', '--row', '9', '--column', 'references', '--value', '30, 999'], 'not-found', /There is no study \[999\] in this file\./u],
    [['--table', 'factors', '--row', '9', '--column', 'references', '--value', 'Wang et al.'], 'wrong-use', /Reference takes reference numbers and PMIDs/u],
    [['--table', 'factors', '--row', '9', '--column', 'references', '--value', '17-15'], 'wrong-use', /not “17-15”/u],
    [['--table', 'factors', '--row', '9', '--column', 'references', '--value', 'PMID 87654321'], 'not-found', /There is no study with PMID 87654321 in this file\. Add the study first\./u],
    [['--table', 'factors', '--row', '9', '--column', 'factor'], 'wrong-use', /--value is missing\./u],
    [['--table', 'factors', '--row', '9', '--column', 'factor', '--value'], 'wrong-use', /--value needs a value\./u],
  ] as const)('refuses %j and changes nothing', async (options, code, sentence) => {
    expect(await refused(2, code, 'set', path, ...options)).toMatch(sentence);
    expect(changeSetsIn(path)).toBe(3);
  });
});

describe('undo and redo', () => {
  test('take back and do again, with exit code 1 when there is nothing', async () => {
    expect(await refused(1, 'nothing-to-undo', 'undo', path)).toBe('There is nothing to undo.\n');
    await done('set', path, '--table', 'factors', '--row', '9', '--column', 'expression', '--value', 'Down');
    expect(await done('undo', path)).toBe('Undone: edit Expression of CXCR7.');
    expect(await json(0, 'redo', path)).toMatchObject({ ok: true, label: 'edit Expression of CXCR7', undoState: { undo: 'edit Expression of CXCR7', redo: null } });
    expect(await json(0, 'undo', path)).toMatchObject({ ok: true, undoState: { undo: null } });
    expect(await done('redo', path)).toBe('Done again: edit Expression of CXCR7.');
    expect(await refused(1, 'nothing-to-redo', 'redo', path)).toBe('There is nothing to redo.\n');
  });
});

describe('history', () => {
  test('has a line for every change, newest first', async () => {
    const lines = (await done('history', path)).split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^3 {2}\d{4}-\d\d-\d\dT\S+Z {2}Lacuna {2}correct what was misread {2}\(/u);
  });
});

describe('verify', () => {
  test('says yes to a sound document', async () => {
    expect((await done('verify', path)).split('\n').map((line) => line.slice(0, 7))).toEqual(['ok     ', 'ok     ', 'ok     ', 'ok     ', 'ok     ']);
    expect(await json(0, 'verify', path)).toMatchObject({ ok: true, isOk: true, path });
  });

  test.each([['in the text of a cell', 'CXCR7'], ['in the journal', '"lifecycle":"active","values":{"factor":"CXCR7"'], ['in the marks of the file', 'SQLite format 3']])('says no, with exit code 1, to one flipped bit %s', async (_what, text) => {
    const bytes = readFileSync(path);
    // Wherever it lies: some copies of a text are remains between the cells, which nobody reads.
    for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) bytes.writeUInt8((bytes[at] ?? 0) ^ 1, at);
    writeFileSync(path, bytes);
    const said = await lacuna('verify', path);
    expect({ code: said.code, stderr: said.stderr }).toEqual({ code: 1, stderr: '' });
    expect(said.stdout).toMatch(/^NOT OK {2}/mu);
    expect(await json(1, 'verify', path)).toMatchObject({ ok: false, isOk: false });
    expect(sum(path), 'and leaves the file as it is').toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  test('says no to a file that is cut short', async () => {
    writeFileSync(path, readFileSync(path).subarray(0, 30_000));
    expect(await json(1, 'verify', path)).toMatchObject({ ok: false, isOk: false });
  });
});

describe('backup', () => {
  test('writes a whole copy, and never over a file', async () => {
    const out = join(folder, 'backup.lacuna');
    expect(await done('backup', path, '--out', out)).toBe(`Wrote ${out} (${statSync(out).size} bytes), checked.`);
    expect(await json(0, 'verify', out)).toMatchObject({ ok: true });
    const before = sum(out);
    expect(await refused(2, 'file-exists', 'backup', path, '--out', out)).toContain('There is already a file');
    expect(sum(out)).toBe(before);
    expect(await json(0, 'backup', path, '--out', join(folder, 'other.lacuna'))).toMatchObject({ ok: true, bytes: expect.any(Number) });
    expect(await refused(2, 'file-exists', 'backup', path, '--out', path)).toContain('is the document that is open');
  });
});

describe('a file that can’t be read', () => {
  const commands: readonly (readonly [name: string, ...options: string[]])[] = [
    ['export', '--table', 'factors', '--format', 'csv', '--out', 'never.csv'], ['set', '--table', 'factors', '--row', '9', '--column', 'expression', '--value', 'Down'], ['undo'], ['redo'], ['history'], ['backup', '--out', 'never.lacuna'], ['verify'],
  ];
  test.each(commands)('%s: missing, foreign, a folder: exit code 2, and nothing is made', async (name, ...options) => {
    expect(await refused(2, 'document-missing', name, join(folder, 'nowhere.lacuna'), ...options)).toContain(join(folder, 'nowhere.lacuna'));
    const foreign = join(folder, 'notes.txt');
    writeFileSync(foreign, 'my notes');
    expect(await refused(2, 'document-foreign', name, foreign, ...options)).toContain(foreign);
    expect(readFileSync(foreign, 'utf8')).toBe('my notes');
    mkdirSync(join(folder, 'a folder.lacuna'), { recursive: true });
    await refused(2, 'document-foreign', name, join(folder, 'a folder.lacuna'), ...options);
    expect(readdirSync(folder).filter((each) => each.startsWith('never') || each.startsWith('nowhere'))).toEqual([]);
  });

  test.each(commands.filter(([name]) => name !== 'verify'))('%s: damaged: exit code 2', async (name, ...options) => {
    writeFileSync(path, 'not a database');
    expect(await refused(2, 'document-damaged', name, path, ...options)).toContain('restore one of its backups');
  });

  test('open in another Lacuna: read, but not written', async () => {
    writeFileSync(`${path}.lock`, JSON.stringify({ processId: process.pid, hostName: hostname(), sinceUtc: '2026-01-02T03:04:05.000Z' }));
    for (const name of ['undo', 'redo']) expect(await refused(2, 'document-locked', name, path)).toContain(`process ${process.pid} on ${hostname()}`);
    expect(await json(0, 'verify', path)).toMatchObject({ ok: true });
    await done('export', path, '--table', 'factors', '--format', 'csv', '--out', join(folder, 'locked.csv'));
    expect(existsSync(`${path}.lock`)).toBe(true);
  });
});
