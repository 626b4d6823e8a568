// A lab's own columns from a shell: adding and listing them, setting a cell, importing and exporting by heading, and wrong words.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCli, type CliDocument } from './cliHarness';

let folder: string;
let path: string;
let lacuna: CliDocument['lacuna'];
let json: CliDocument['json'];
let end: CliDocument['end'];
beforeAll(async () => { ({ folder, path, lacuna, json, end } = await startCli('columns')); });
afterAll(() => end());

test('a column is added, listed, written, imported and exported by its heading', async () => {
  expect((await lacuna('columns', path)).stdout).toBe('No columns of its own yet.\n');
  expect((await lacuna('column', path, '--table', 'factors', '--heading', 'Sample site', '--type', 'term', '--published', '--note', 'Where it was taken')).stdout).toBe('Done: add column Sample site to Factors. It is published; its key is custom1.\n');
  expect(await json(0, 'column', path, '--table', 'factors', '--heading', 'Seen by two', '--type', 'yes or no')).toMatchObject({ ok: true, key: 'custom2', sharing: 'private' });
  expect(await lacuna('set', path, '--table', 'factors', '--row', '1', '--column', 'Sample site', '--value', 'rib')).toMatchObject({ code: 0 });
  expect(await json(0, 'set', path, '--table', 'factors', '--row', '1', '--column', 'custom2', '--value', 'y')).toMatchObject({ after: 'Yes' });
  writeFileSync(join(folder, 'more.csv'), 'Factor,Sample site,Seen by two\nNew one,hip,no\n');
  expect(await json(0, 'import', path, 'more.csv', '--into', 'factors')).toMatchObject({ rows: 1, unknownHeadings: [] });
  expect((await lacuna('columns', path, '--table', 'factors')).stdout).toBe('Factors  custom1  Sample site  term  published  2 filled  (Where it was taken)\nFactors  custom2  Seen by two  yes or no  private  2 filled\n');
  expect((await json(0, 'columns', path, '--table', 'trials'))['columns']).toEqual([]);
  expect(await lacuna('export', path, '--table', 'factors', '--format', 'csv', '--out', 'out.csv')).toMatchObject({ code: 0 });
  expect(readFileSync(join(folder, 'out.csv'), 'utf8').split('\r\n')[0]).toBe('Factor,Expression,Clinical significance,Function,Mechanism(s),Sample site,Reference');
});

test('wrong words and a value that does not fit are refused', async () => {
  expect((await lacuna('column', path, '--table', 'results', '--heading', 'X', '--type', 'text')).stderr).toContain('--table takes one of factors, trials, studies, claims, glossary');
  expect((await lacuna('column', path, '--table', 'trials', '--heading', 'X', '--type', 'date')).stderr).toContain('--type takes one of text, long text, term, terms, number, yes or no');
  expect((await lacuna('column', path, '--table', 'trials', '--heading', 'results', '--type', 'text')).stderr).toContain('Trials has a column “Results” already.');
  expect(await lacuna('column', path, '--table', 'trials', '--heading', 'Reads', '--type', 'number')).toMatchObject({ code: 0 });
  expect((await lacuna('set', path, '--table', 'trials', '--row', '1', '--column', 'Reads', '--value', 'many')).stderr).toContain('Give the number as it is printed');
  expect((await lacuna('set', path, '--table', 'trials', '--row', '1', '--column', 'Site', '--value', 'x')).stderr).toMatch(/Trials has no column “Site”\. It has: .*custom1\./u);
});
