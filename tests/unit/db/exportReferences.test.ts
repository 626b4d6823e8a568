// Studies as references: each format reads back as what was written; only numbers are left out and counted; other tables
// are refused; views and excluded studies as in every export.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { studyFormats } from '../../../db/contract/references';
import { startCore, type TestCore } from './coreFixture';

let lacuna: TestCore;
const ids: string[] = [];
beforeEach(async () => {
  lacuna = startCore();
  ids.length = 0;
  await lacuna.call('createDocument', { path: join(lacuna.folder, 'made up.lacuna'), content: 'empty' });
  for (const [family, title] of [['Quill', 'RANKL & the {lacuna}'], ['Marsh', 'Knochenhöhlen: 100% of $5'], [null, null], ['Reed', 'Excluded']] as const) {
    const fields = { title, authors: family === null ? [] : [{ family, given: 'Ada' }], year: title === null ? null : '2019', journal: null, volume: null, issue: null, pages: '1-9', doi: family === 'Quill' ? '10.1000/x_1' : null, pmid: null, registryId: null, abstract: null, publicationType: 'article-journal' };
    ids.push((await lacuna.call('addStudy', { study: { kind: 'new', fields: { ...fields, pages: title === null ? null : '1-9' }, label: family }, use: { kind: 'none' } })).studyId);
  }
  await lacuna.call('setLifecycle', { table: 'studies', rowIds: [ids[3] ?? ''], lifecycle: 'excluded', reason: 'x' });
});
afterEach(() => lacuna.end());

describe.each(studyFormats)('%s', (format) => {
  test('reads back as it was written', async () => {
    const path = join(lacuna.folder, 'references');
    expect(await lacuna.call('exportTable', { table: 'studies', format, path })).toMatchObject({ path, rows: 2, numberOnly: 1, leftOut: ['1 of which only the number is known.'] });
    const { references, problems } = await lacuna.call('readReferences', { text: readFileSync(path, 'utf8') });
    expect(problems).toEqual([]);
    expect(references.map(({ fields }) => [fields.title, fields.authors, fields.year, fields.pages, fields.doi])).toEqual([
      ['RANKL & the {lacuna}', [{ family: 'Quill', given: 'Ada' }], '2019', '1-9', '10.1000/x_1'],
      ['Knochenhöhlen: 100% of $5', [{ family: 'Marsh', given: 'Ada' }], '2019', '1-9', null],
    ]);
  });

  test('with excluded studies on request, and as a view shows them', async () => {
    const path = join(lacuna.folder, 'references');
    expect(await lacuna.call('exportTable', { table: 'studies', format, path, includeExcluded: true })).toMatchObject({ rows: 3, numberOnly: 1, leftOut: ['1 of which only the number is known.'] });
    const { viewId } = await lacuna.call('openView', { table: 'studies', search: 'knochenhohlen' });
    expect(await lacuna.call('exportTable', { table: 'studies', format, path, viewId })).toMatchObject({ rows: 1, numberOnly: 0, leftOut: [] });
  });

  test('is no format of another table', async () => {
    const path = join(lacuna.folder, 'references');
    expect(await lacuna.refusal('exportTable', { table: 'factors', format, path })).toMatchObject({ code: 'invalid-input', message: `${format} holds references: it is a format of studies, not of factors. Choose studies, or another format.` });
    expect(existsSync(path)).toBe(false);
  });
});

test('a correction in the table goes out, not what was imported', async () => {
  await lacuna.call('editRows', { table: 'studies', edits: [{ rowId: ids[0] ?? '', field: 'firstAuthor', before: 'Quill', after: 'Quilt' }] });
  const path = join(lacuna.folder, 'references.ris');
  await lacuna.call('exportTable', { table: 'studies', format: 'ris', path });
  expect(readFileSync(path, 'utf8')).toContain('AU  - Quilt, Ada\r\n');
});
