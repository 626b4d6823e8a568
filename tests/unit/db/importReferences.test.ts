// Lists of references imported into Studies: tried before they are written, one change, found again however they are
// exported, and the review's stubs completed by number, identifier, or author and year.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImportSource } from '../../../db/contract/imports';
import type { StudyFields } from '../../../db/contract/types';
import { bibtexPieces } from '../../../db/exports/references/bibtex';
import { cslJsonPieces } from '../../../db/exports/references/cslJson';
import { risPieces } from '../../../db/exports/references/ris';
import { startCore, type TestCore } from './coreFixture';

let lacuna: TestCore;
beforeEach(async () => {
  lacuna = startCore();
  await lacuna.call('createDocument', { path: join(lacuna.folder, 'a.lacuna'), content: 'empty' });
});
afterEach(() => lacuna.end());

const study = (given: Partial<StudyFields>): StudyFields => ({
  title: null, authors: [], year: null, journal: null, volume: null, issue: null, pages: null, doi: null, pmid: null, registryId: null, abstract: null, publicationType: 'article-journal', ...given,
});
const library: readonly StudyFields[] = [
  study({ title: 'Periostin and the osteoclast niche of lung adenocarcinoma', authors: [{ family: 'Okafor', given: 'Ngozi' }, { family: 'Lindqvist', given: 'Per' }], year: '2024', journal: 'Journal of Skeletal Oncology', doi: '10.1234/jso.2024.1' }),
  study({ title: 'Vertebroplasty or observation after palliative radiotherapy', authors: [{ family: 'García', given: 'Lucía' }], year: '2021', journal: 'Spine Trials' }),
  study({ title: 'Denosumab holidays in long survivors', authors: [{ family: 'Haddad', given: 'Rami' }], year: '2019', pmid: '31234567', doi: '10.1234/za.2019.8' }),
];
const entries = library.map((fields, index) => ({ id: `key${index}`, fields }));
const written = (name: string, text: string): string => {
  const path = join(lacuna.folder, name);
  writeFileSync(path, text);
  return path;
};
const source = (path: string, options: ImportSource['options'] = {}, table: ImportSource['table'] = null): ImportSource => ({ path, table, options });
const preview = (...sources: ImportSource[]) => lacuna.call('previewImport', { sources, start: 0, end: 100 });
const bring = (...sources: ImportSource[]) => lacuna.call('importTables', { sources });
const counts = ({ total }: { readonly total: object }) => total;
const ris = (fields: readonly StudyFields[]): string => [...risPieces(fields.map((each, index) => ({ id: `k${index}`, fields: each })))].join('');
const studies = async () => (await lacuna.call('openView', { table: 'studies', end: 200 })).rows;

describe('a library', () => {
  test('is new, then unchanged, and new again after Undo; one change', async () => {
    const path = written('library.ris', ris(library));
    const tried = await preview(source(path));
    expect(tried.sources[0]).toMatchObject({ table: 'studies', format: 'ris', encoding: 'UTF-8', problems: [] });
    expect(counts(tried)).toMatchObject({ records: 3, new: 3 });
    expect(await studies()).toEqual([]);
    expect((await bring(source(path))).committed?.label).toBe('import 3 rows into Studies from library.ris');
    expect((await studies()).map(({ values }) => [values['label'], values['doi']])).toEqual([['Okafor & Lindqvist 2024', '10.1234/jso.2024.1'], ['García 2021', null], ['Haddad 2019', '10.1234/za.2019.8']]);
    expect(counts(await preview(source(path)))).toMatchObject({ new: 0, changed: 0, unchanged: 3 });
    await lacuna.call('undo', {});
    expect(counts(await preview(source(path)))).toMatchObject({ new: 3 });
  });

  test('of four exports comes once', async () => {
    const paths = [
      written('a.txt', ris(library)), written('b.ris', [...bibtexPieces(entries)].join('')), written('c.bib', [...cslJsonPieces(entries)].join('')),
      written('d.csv', `Title,Authors,Year,DOI,PMID\n${library.map(({ title, authors, year, doi, pmid }) => [title, authors.map(({ family, given }) => `${family}, ${given}`).join('; '), year, doi, pmid].map((cell) => `"${cell ?? ''}"`).join(',')).join('\n')}\n`),
    ];
    const { total, sources } = await preview(...paths.map((path) => source(path, {}, 'studies')));
    expect(sources.map(({ format }) => format)).toEqual(['ris', 'bibtex', 'csl-json', 'csv']);
    expect(total).toMatchObject({ records: 12, new: 3, duplicates: 9, refused: 0 });
    await bring(...paths.map((path) => source(path, {}, 'studies')));
    expect(await studies()).toHaveLength(3);
  });

  test('as a table keeps volume, pages and abstract in the full reference, whatever a cell of Studies holds', async () => {
    await bring(source(written('scopus.csv', 'Authors,Title,Year,Source title,Volume,Issue,Page start,Page end,DOI,Abstract,Document Type\n"Okafor N., Lindqvist P.",Periostin and the osteoclast niche,2024,Journal of Skeletal Oncology,12,3,201,212,10.1234/jso.2024.1,What was done.,Article\n'), {}, 'studies'));
    const [row] = await studies();
    expect(row?.values).toMatchObject({ title: 'Periostin and the osteoclast niche', journal: 'Journal of Skeletal Oncology', firstAuthor: 'Okafor', doi: '10.1234/jso.2024.1' });
    expect(JSON.parse(String(row?.values['csl']))).toMatchObject({ volume: '12', issue: '3', page: '201-212', abstract: 'What was done.', author: [{ family: 'Okafor' }, { family: 'Lindqvist' }] });
  });

  test('pasted as a printed list, or as identifiers, brings its studies without being asked for, and is known again', async () => {
    const pasted = (text: string): ImportSource => ({ name: 'Clipboard', text, html: '', table: null, options: {} });
    const list = 'References\n1. Okafor N, Lindqvist P. Periostin and the osteoclast niche of lung adenocarcinoma. J Skelet Oncol 2024;12:201–12.\n   https://doi.org/10.1234/jso.2024.1\n2. García L. Vertebroplasty or observation after\n   palliative radiotherapy. Spine Trials. 2021;3(2):1-9.\n';
    const tried = await preview(pasted(list));
    expect(tried.sources[0]).toMatchObject({ table: 'studies', format: 'plain' });
    expect(counts(tried)).toMatchObject({ records: 2, new: 2 });
    await bring(pasted(list));
    expect((await studies()).map(({ values }) => values['label'])).toEqual(['Okafor & Lindqvist 2024', 'García 2021']);
    expect(counts(await preview(source(written('library.ris', ris(library)))))).toMatchObject({ new: 1, changed: 1, unchanged: 1 });
    expect(counts(await preview(pasted('10.1234/jso.2024.1\nPMID: 31234567')))).toMatchObject({ records: 2, new: 1, unchanged: 1 });
  });

  test('an erratum that quotes the DOI of its article is no duplicate of it', async () => {
    const erratum = study({ title: 'Erratum to: Periostin and the osteoclast niche of lung adenocarcinoma', authors: library[0]?.authors ?? [], year: '2024', doi: '10.1234/jso.2024.1' });
    expect(counts(await preview(source(written('both.ris', ris([...library, erratum])))))).toMatchObject({ new: 4, duplicates: 0 });
  });

  test('whose records stand on one line numbers them, and any one can be left out', async () => {
    const path = written('one.json', JSON.stringify(library.map(({ title, doi }) => ({ type: 'article-journal', title, DOI: doi ?? undefined, author: [{ family: 'Sato' }] }))));
    const { rows } = await preview(source(path));
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 3]);
    expect((await lacuna.call('importTables', { sources: [source(path)], leaveOut: [{ source: 0, line: 2 }] })).rows).toBe(2);
  });
});

describe('what is a list of references', () => {
  test('a list of printed ones; a single one and any JSON only when a curator says so; trials in JSON stay trials', async () => {
    const printed = written('printed.txt', '1. Okafor N, Lindqvist P. Periostin and the osteoclast niche. J Skelet Oncol. 2024;12(3):201-212. doi:10.1234/jso.2024.1.\n2. García L. Vertebroplasty or observation. Spine Trials. 2021;4:7.\n');
    expect((await preview(source(printed, {}, 'studies'))).sources[0]).toMatchObject({ format: 'plain', counts: { records: 2, new: 2 } });
    expect((await preview(source(printed))).sources[0]).toMatchObject({ table: 'studies', format: 'plain' });
    const one = written('one.txt', 'Okafor N, Lindqvist P. Periostin and the osteoclast niche. J Skelet Oncol. 2024;12(3):201-212.\n');
    expect((await preview(source(one, {}, 'studies'))).sources[0]).toMatchObject({ format: 'plain', counts: { new: 1 } });
    expect((await lacuna.refusal('previewImport', { sources: [source(one)] })).message).toContain('one.txt');
    const table = written('table.csv', '"Okafor N, Li W","Denosumab, 2019",10.1000/a\n"Ng K","Zoledronic acid, 2020",10.1000/b\n');
    expect((await lacuna.refusal('previewImport', { sources: [source(table)] })).message).toContain('table.csv');
    const trials = written('trials.json', JSON.stringify([{ treatment: 'SBRT vs cEBRT', patients: '114 vs 115', results: 'Pain response 40/114 vs 16/115' }]));
    expect((await preview(source(trials))).sources[0]).toMatchObject({ table: 'trials', format: 'json', counts: { new: 1 } });
  });

  test('what a reader had to say is a note, with its record and line', async () => {
    const [note] = (await preview(source(written('cut.ris', 'TY  - JOUR\nTI  - A title that stands alone\nZZ  - kept\nTY  - JOUR\nTI  - Another title that stands alone\nER  - \n')))).sources[0]?.notes ?? [];
    expect(note).toMatch(/record 1|line \d/iu);
  });
});

describe('the review’s stubs', () => {
  const addStudies = (rows: readonly Readonly<Record<string, string>>[]) => lacuna.call('editRows', { table: 'studies', adds: rows.map((values) => ({ values })) });

  test('are completed by number, in one preview; one of another first author stays', async () => {
    await addStudies([{ label: 'Reference 1', citedFor: 'what the review says' }, { label: 'Reference 2', firstAuthor: 'García' }, { label: 'Reference 3', firstAuthor: 'Nakamura' }]);
    const path = written('list.ris', ris(library));
    const { total, rows } = await preview(source(path, { firstNumber: 1 }));
    expect(total).toMatchObject({ changed: 2, new: 1 });
    expect(rows[0]?.changes.map(({ field }) => field)).toEqual(expect.arrayContaining(['label', 'title', 'firstAuthor', 'year', 'doi']));
    await bring(source(path, { firstNumber: 1 }));
    expect((await studies()).map(({ ordinal, values }) => [ordinal, values['label'], values['citedFor']])).toEqual([[1, 'Okafor & Lindqvist 2024', 'what the review says'], [2, 'García 2021', null], [3, 'Reference 3', null], [4, 'Haddad 2019', null]]);
  });

  test('are completed by DOI or PMID, and by first author and year where nothing tells them apart', async () => {
    await addStudies([{ label: 'Reference 1', doi: '10.1234/jso.2024.1' }, { label: 'Reference 2', firstAuthor: 'Garcia', year: '2021' }, { label: 'Reference 3', firstAuthor: 'García', year: '2021' }, { label: 'Haddad 2019' }]);
    const path = written('list.ris', ris(library));
    await bring(source(path));
    expect((await studies()).map(({ ordinal, values }) => [ordinal, values['title'] === null ? null : String(values['title']).slice(0, 12)])).toEqual([[1, 'Periostin an'], [2, null], [3, 'Vertebroplas'], [4, 'Denosumab ho']]);
  });

  test('two of one author and year are not told apart by them: the record is new', async () => {
    await addStudies([{ label: 'Reference 1', firstAuthor: 'García', year: '2021' }, { label: 'Reference 2', firstAuthor: 'García', year: '2021' }]);
    expect(counts(await preview(source(written('list.ris', ris(library.slice(1, 2))))))).toMatchObject({ new: 1, changed: 0 });
  });
});
