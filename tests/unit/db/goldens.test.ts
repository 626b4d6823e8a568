// Exports that a reader can open and check by eye, compared byte by byte: a change of what is printed is a change of a file
// in tests/goldens. With LACUNA_GOLDENS=write they are written anew, and nothing is compared.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GridTable } from '../../../db/contract/tableNames';
import { textOfRuns } from '../../../db/contract/references';
import type { GridRow } from '../../../db/contract/types';
import type { CellValue } from '../../../db/contract/values';
import { boardStyles } from '../../../db/exports/references/boardStyles';
import { startCore, type TestCore } from './coreFixture';
import { textOfParts } from './sharing/exportedText';

const goldens = join(import.meta.dirname, '../../goldens');
const isWriting = process.env['LACUNA_GOLDENS'] === 'write';
const names = ['changes.csv', 'changes.docx', 'document.docx', 'document.tex', 'document.zip', 'references.md', 'table-1-tracked.docx', 'table-1.csv', 'table-1.docx', 'table-1.html', 'table-1.json', 'table-1.md', 'table-1.tex', 'table-1.xlsx', 'table-2.docx', 'table-2.tex'];
let lacuna: TestCore;
let folder: string;

beforeAll(async () => {
  // A clock that stands: background work looks at it as often as it likes.
  lacuna = startCore({ now: () => new Date('2026-01-02T03:04:05.000Z') });
  folder = join(lacuna.folder, 'goldens');
  mkdirSync(folder);
  await lacuna.call('createDocument', { path: join(lacuna.folder, 'review.lacuna'), content: 'review' });
  await lacuna.call('setPreferences', { curator: 'A. Curator' });
  await prepare();
  await writeAll();
  if (isWriting) for (const name of names) copyFileSync(join(folder, name), join(goldens, name));
}, 120_000);
afterAll(() => lacuna.end());

async function rowNamed(table: GridTable, name: string): Promise<GridRow> {
  const found = (await lacuna.call('openView', { table, search: name, end: 50 })).rows.find(({ values }) => Object.values(values).includes(name));
  if (found === undefined) throw new Error(`${name} is not in ${table}.`);
  return found;
}

async function edit(row: GridRow, field: string, after: CellValue, reason: string): Promise<void> {
  await lacuna.call('editRows', { table: 'factors', edits: [{ rowId: row.id, field, before: row.values[field] ?? null, after }], reason });
}

/** A conflict that is open and one that is settled; a release; then a corrected sentence, a row that comes and one that goes. */
async function prepare(): Promise<void> {
  const [cxcr7, prame, opn] = [await rowNamed('factors', 'CXCR7'), await rowNamed('factors', 'PRAME'), await rowNamed('factors', 'OPN')];
  const members = (field: string, sides: readonly (readonly [GridRow, string])[]) => sides.map(([row, side]) => ({ table: 'factors' as const, rowId: row.id, field, side }));
  await lacuna.call('flagConflict', { kind: 'opposite expression', severity: 'major', rationale: 'Two cohorts, one direction each.', members: members('expression', [[cxcr7, 'Up'], [prame, 'Down']]) });
  const { conflictId } = await lacuna.call('flagConflict', { title: 'Survival is read from two end points', kind: 'other', severity: 'minor', rationale: 'One says overall, one disease-free.', members: members('clinicalSignificance', [[opn, 'Overall'], [prame, 'Disease-free']]) });
  await lacuna.call('setConflictStatus', { conflictId, status: 'resolved', disposition: 'explained by population', reason: 'One cohort was metastatic at entry.' });
  await lacuna.call('makeRelease', { version: '1.0', note: 'As submitted' });
  await edit(cxcr7, 'mechanism', 'Enhancing migration and polarization of lung cancer cells', 'Read in the text of reference 30');
  await edit(await rowNamed('factors', 'TGF-β'), 'mechanism', 'Promoting the TGF-β/SMAD2/3 signaling axis', 'Wording of the authors');
  const fields = { title: 'Periostin in bone metastasis', authors: [{ family: 'Writer', given: 'Ann' }], year: '2025', journal: 'Journal of Examples', volume: '3', issue: '1', pages: '10-19', doi: '10.1000/periostin', pmid: null, registryId: null, abstract: null, publicationType: 'article-journal' };
  await lacuna.call('addStudy', { study: { kind: 'new', fields }, use: { kind: 'row', table: 'factors', values: { factor: 'Periostin', expression: 'Up', clinicalSignificance: 'Bone metastasis, Poor prognosis', function: 'Adhesion', mechanism: 'Binding αvβ3 integrin' } } });
  await lacuna.call('setLifecycle', { table: 'factors', rowIds: [(await rowNamed('factors', 'FAIM2')).id], lifecycle: 'withdrawn', reason: 'Retracted' });
}

async function writeAll(): Promise<void> {
  const to = (name: string): string => join(folder, name);
  for (const [format, ending] of [['docx', 'docx'], ['latex', 'tex'], ['html', 'html'], ['md', 'md'], ['xlsx', 'xlsx'], ['csv', 'csv'], ['json', 'json']] as const) {
    await lacuna.call('exportTable', { table: 'factors', format, path: to(`table-1.${ending}`), conflicts: 'all', sourceNote: 'Adapted from the review on bone metastasis in non-small cell lung cancer.' });
  }
  for (const [format, ending] of [['docx', 'docx'], ['latex', 'tex']] as const) await lacuna.call('exportTable', { table: 'trials', format, path: to(`table-2.${ending}`), numbering: 'appearance', numberStyle: 'raised-point' });
  for (const [format, ending] of [['docx', 'docx'], ['latex', 'tex']] as const) await lacuna.call('exportTable', { table: 'document', format, path: to(`document.${ending}`), numbering: 'appearance', style: 'ieee' });
  await lacuna.call('exportTable', { table: 'document', format: 'csv', path: to('document.zip'), tables: ['factors', 'trials', 'conflicts', 'glossary'] });
  await lacuna.call('exportTable', { table: 'factors', format: 'docx', path: to('table-1-tracked.docx'), since: '1.0', style: 'ieee' });
  for (const format of ['csv', 'docx'] as const) await lacuna.call('exportComparison', { from: { kind: 'release', version: '1.0' }, to: { kind: 'now' }, format, path: to(`changes.${format}`) });
  writeFileSync(to('references.md'), await referencesInEveryStyle());
}

async function referencesInEveryStyle(): Promise<string> {
  await lacuna.call('createDocument', { path: join(lacuna.folder, 'references.lacuna'), content: 'empty' });
  const study = (title: string, authors: readonly string[], year: string, more: Readonly<Record<string, string>> = {}) => lacuna.call('addStudy', {
    study: { kind: 'new', fields: { title, authors: authors.map((family) => ({ family, given: 'Ann Bea' })), year, journal: 'Journal of Examples', volume: '12', issue: '4', pages: '101-109', doi: null, pmid: null, registryId: null, abstract: null, publicationType: 'article-journal', ...more } }, use: { kind: 'none' },
  });
  await study('A trial of an example in bone metastasis', ['Writer'], '2021', { doi: '10.1000/182' });
  await study('Osteoclasts in examples: a cohort study', ['Writer', 'Author'], '2021', { pmid: '12345678' });
  await study('β-catenin and “quoted” words', ['van der Example', 'O’Author', 'Müller', 'Núñez', 'Writer', 'Reader', 'Printer', 'Binder'], '2019');
  await lacuna.call('editRows', { table: 'studies', adds: [{ values: { label: 'Reference 4' } }], intention: 'add' });
  const lists: string[] = [];
  for (const { styleId, title, isNumbered } of (await lacuna.call('listStyles', {})).filter((style) => boardStyles.some((board) => board.styleId === style.styleId))) {
    const { entries } = await lacuna.call('formatReferences', { style: styleId, numbering: isNumbered ? 'original' : 'author-year', end: 10 });
    lists.push(`## ${title}\n\n${entries.map(({ runs }) => `    ${textOfRuns(runs)}`).join('\n')}\n`);
  }
  return `# Four made-up studies in each style on board\n\n${lists.join('\n')}`;
}

test('there is a file of each, and no other', () => {
  expect(readdirSync(goldens).filter((name) => name !== 'README.md').toSorted()).toEqual(names);
});

test.skipIf(isWriting).each(names)('%s is as it was looked at', (name) => {
  const [made, kept] = [readFileSync(join(folder, name)), readFileSync(join(goldens, name))];
  // The parts first: their difference can be read.
  expect(textOfParts(made)).toBe(textOfParts(kept));
  expect(made.equals(kept)).toBe(true);
});

