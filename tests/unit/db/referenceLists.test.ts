// Reference lists through the core: which studies and under which numbers, styles that come and go, files, and what is
// refused and leaves everything as it was.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { textOfRuns } from '../../../db/contract/references';
import type { Input, Output } from '../../../db/contract/methods';
import { boardStyles } from '../../../db/exports/references/boardStyles';
import { startCore, type TestCore } from './coreFixture';

let lacuna: TestCore;
let documentPath: string;
beforeEach(async () => {
  lacuna = startCore();
  documentPath = join(lacuna.folder, 'made up.lacuna');
  await lacuna.call('createDocument', { path: documentPath, content: 'empty' });
});
afterEach(() => lacuna.end());

async function addStudy(family: string | null, year: string | null, title: string | null): Promise<string> {
  const fields = { title, authors: family === null ? [] : [{ family, given: 'A' }], year, journal: null, volume: null, issue: null, pages: null, doi: null, pmid: null, registryId: null, abstract: null, publicationType: 'article-journal' };
  return (await lacuna.call('addStudy', { study: { kind: 'new', fields, label: `${family ?? 'Nobody'} ${year ?? ''}` }, use: { kind: 'none' } })).studyId;
}
const list = (request: Input<'formatReferences'> = {}): Promise<Output<'formatReferences'>> => lacuna.call('formatReferences', request);
const texts = ({ entries }: Output<'formatReferences'>): readonly string[] => entries.map(({ runs }) => textOfRuns(runs));
const style = (name: string): string => (boardStyles.find(({ styleId }) => styleId === name)?.text ?? '').replaceAll(`/styles/${name}`, '/styles/of-a-journal').replace(/<title>[^<]*</u, '<title>Of a journal<');
const fileOf = (name: string, text: string | Uint8Array): string => {
  const path = join(lacuna.folder, name);
  writeFileSync(path, text);
  return path;
};

/** Three studies, cited by a trial (2), and by factors (3, 1). */
async function citedStudies(): Promise<readonly string[]> {
  const ids = [await addStudy('Quill', '2019', 'One'), await addStudy('Marsh', '2020', 'Two'), await addStudy('Quill', '2019', 'Another')];
  const [first = '', second = '', third = ''] = ids;
  await lacuna.call('editRows', { table: 'trials', adds: [{ values: { treatment: 'T', references: [second] } }] });
  await lacuna.call('editRows', { table: 'factors', adds: [{ values: { factor: 'F', references: [third, first] } }] });
  return ids;
}

describe('numbers', () => {
  test('the review\'s own, moved, by reading order of Table 1 and then Table 2, and by author and year', async () => {
    await citedStudies();
    await addStudy('Reed', '2001', 'Uncited');
    const afterOf = async (numbering: string) => (await list({ numbering })).changes.map(({ before, after }) => `${before} → ${after}`);
    expect(await afterOf('original')).toEqual(['1 → 1', '2 → 2', '3 → 3', '4 → 4']);
    expect(await afterOf('offset:-2')).toEqual(['3 → 1', '4 → 2']);
    expect(await afterOf('appearance')).toEqual(['3 → 1', '1 → 2', '2 → 3']);
    expect(await afterOf('author-year')).toEqual(['2 → Marsh 2020', '3 → Quill 2019a', '1 → Quill 2019b', '4 → Reed 2001']);
    expect((await list({ numbering: 'appearance' })).problems.map(({ before }) => before)).toEqual(['4']);
    expect(texts(await list({ numbering: 'appearance', style: 'nature' }))).toEqual(['1. Quill, A. Another. (2019).', '2. Quill, A. One. (2019).', '3. Marsh, A. Two. (2020).']);
    expect(texts(await list({ numbering: 'author-year', style: 'apa' }))).toEqual(['Marsh, A. (2020). Two.', 'Quill, A. (2019a). Another.', 'Quill, A. (2019b). One.', 'Reed, A. (2001). Uncited.']);
    expect(texts(await list({ scope: 'cited' }))).toHaveLength(3);
  });

  test('a study that was withdrawn stays in the list as long as a printed row cites it, and that is told', async () => {
    const [first = ''] = await citedStudies();
    const uncited = await addStudy('Reed', '2001', 'Uncited');
    await lacuna.call('setLifecycle', { table: 'studies', rowIds: [first, uncited], lifecycle: 'withdrawn', reason: 'x' });
    const { changes, problems } = await list();
    expect(changes.map(({ before }) => before)).toEqual(['1', '2', '3']);
    expect(problems).toEqual([{ studyId: first, before: '1', message: 'It is withdrawn, but a printed row cites it, so it is in the list.' }]);
  });

  test('rows that do not print cite nothing', async () => {
    await citedStudies();
    const { rows: [factor] } = await lacuna.call('openView', { table: 'factors' });
    await lacuna.call('setLifecycle', { table: 'factors', rowIds: [factor?.id ?? ''], lifecycle: 'excluded', reason: 'x' });
    expect((await list({ numbering: 'appearance' })).changes.map(({ before }) => before)).toEqual(['2']);
  });

  test('follow the document: a correction shows at once', async () => {
    const [first = ''] = await citedStudies();
    expect(texts(await list({ end: 1 }))).toEqual(['1. Quill A. One. 2019.']);
    await lacuna.call('editRows', { table: 'studies', edits: [{ rowId: first, field: 'title', before: 'One', after: 'One, corrected' }] });
    expect(texts(await list({ end: 1 }))).toEqual(['1. Quill A. One, corrected. 2019.']);
  });

  test('follow the document, not its number of changes: a copy that went on from there has its own list', async () => {
    const [first = ''] = await citedStudies();
    const correct = (title: string): Promise<unknown> => lacuna.call('editRows', { table: 'studies', edits: [{ rowId: first, field: 'title', before: 'One', after: title }] });
    const copyPath = join(lacuna.folder, 'copy.lacuna');
    await lacuna.call('saveCopy', { path: copyPath });
    await correct('One, corrected');
    expect(texts(await list({ end: 1 }))).toEqual(['1. Quill A. One, corrected. 2019.']);
    await lacuna.call('openDocument', { path: copyPath });
    await correct('One, read otherwise');
    expect(texts(await list({ end: 1 }))).toEqual(['1. Quill A. One, read otherwise. 2019.']);
  });

  test('of studies that are only numbers are counted', async () => {
    await addStudy(null, null, null);
    expect(await list()).toMatchObject({ total: 1, unknown: 1, entries: [{ isKnown: false }] });
    expect(texts(await list())).toEqual(['1. Not yet known: the document has only the number of this reference.']);
  });

  test('an empty document has an empty list', async () => {
    expect(await list()).toMatchObject({ total: 0, unknown: 0, entries: [], changes: [], problems: [] });
  });
});

describe('styles', () => {
  test.each(['nlm-citation-sequence', 'Vancouver', 'NLM/Vancouver', 'ama', 'AMA (11th edition)', 'IEEE', 'Nature', 'apa', 'Elsevier Harvard (author and date)', 'harvard'])('%s is found', async (name) => {
    expect((await list({ style: name })).style.isOnBoard).toBe(true);
  });

  test('an unknown one is refused with those on board', async () => {
    expect(await lacuna.refusal('formatReferences', { style: 'chicago' })).toMatchObject({ code: 'not-found', message: 'There is no style “chicago”. On board are: nlm-citation-sequence, american-medical-association, nature, ieee, apa, elsevier-harvard. Any other is used from its .csl file.' });
  });

  test('one from a file is kept for all documents, used by id or title, and removed', async () => {
    await citedStudies();
    const path = fileOf('journal.csl', style('nature'));
    expect(await lacuna.call('addStyle', { path })).toMatchObject({ styleId: 'of-a-journal', title: 'Of a journal', isOnBoard: false });
    await lacuna.call('createDocument', { path: join(lacuna.folder, 'other.lacuna'), content: 'empty' });
    await addStudy('Quill', '2019', 'One');
    expect(texts(await list({ style: 'of a journal' }))).toEqual(['1. Quill, A. One. (2019).']);
    await lacuna.call('addStyle', { path: fileOf('journal.csl', style('ieee')) });
    expect(texts(await list({ style: 'of-a-journal' }))[0]).toMatch(/^\[1\] A\. Quill, “One,” 2019/u);
    expect((await lacuna.call('listStyles', {})).filter(({ isOnBoard }) => !isOnBoard)).toHaveLength(1);
    await lacuna.call('removeStyle', { styleId: 'of-a-journal' });
    expect((await lacuna.refusal('formatReferences', { style: 'of-a-journal' })).code).toBe('not-found');
    expect((await lacuna.refusal('removeStyle', { styleId: 'of-a-journal' })).code).toBe('not-found');
  });

  test('one of a name on board stands beside it, and none on board can be removed', async () => {
    const changed = (boardStyles.find(({ styleId }) => styleId === 'nature')?.text ?? '').replace('<title>Nature<', '<title>Nature, as our group has it<');
    expect(await lacuna.call('addStyle', { path: fileOf('nature.csl', changed) })).toMatchObject({ styleId: 'nature-added', title: 'Nature, as our group has it' });
    expect((await list({ style: 'nature' })).style.isOnBoard).toBe(true);
    expect(await lacuna.refusal('removeStyle', { styleId: 'nature' })).toMatchObject({ code: 'invalid-value' });
  });

  test('one from a file may be used without keeping it', async () => {
    await citedStudies();
    expect(texts(await list({ stylePath: fileOf('once.csl', style('ieee')), end: 1 }))[0]).toMatch(/^\[1\] A\. Quill/u);
    expect((await lacuna.call('listStyles', {})).every(({ isOnBoard }) => isOnBoard)).toBe(true);
  });

  test.each([
    ['a folder', null, /is no file\. Choose a \.csl file\./u],
    ['a page', '<!DOCTYPE html><html></html>', /^refused\.csl: The XML of this file can't be read: it has a document type/u],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe]), /is not text, so it is no citation style/u],
    ['five megabytes', 'x'.repeat(5_000_000), /larger than a megabyte/u],
  ])('%s is no style: a sentence, and nothing is kept', async (_, content, sentence) => {
    const path = join(lacuna.folder, 'refused.csl');
    if (content === null) mkdirSync(path);
    else writeFileSync(path, content);
    const error = await lacuna.refusal('addStyle', { path });
    expect(error.message).toMatch(sentence);
    expect(existsSync(join(lacuna.folder, 'styles'))).toBe(false);
    expect((await lacuna.refusal('formatReferences', { stylePath: path })).message).toMatch(sentence);
  });

  test('a file in the folder that was spoilt since is not offered, and stands in nobody\'s way', async () => {
    await lacuna.call('addStyle', { path: fileOf('journal.csl', style('nature')) });
    writeFileSync(join(lacuna.folder, 'styles', 'of-a-journal.csl'), '<style');
    expect((await lacuna.call('listStyles', {})).map(({ styleId }) => styleId)).not.toContain('of-a-journal');
    expect(await list()).toMatchObject({ total: 0 });
  });
});

describe('files', () => {
  test('as text and as a page, whole, whatever block was asked for', async () => {
    await citedStudies();
    const textPath = join(lacuna.folder, 'list.txt');
    expect(await list({ path: textPath, end: 1 })).toMatchObject({ path: textPath, bytes: 73, entries: [{ label: '1' }] });
    expect(readFileSync(textPath, 'utf8')).toBe('1. Quill A. One. 2019.\n2. Marsh A. Two. 2020.\n3. Quill A. Another. 2019.\n');
    const pagePath = join(lacuna.folder, 'list.html');
    await list({ path: pagePath, format: 'html', language: 'de-DE' });
    expect(readFileSync(pagePath, 'utf8')).toBe('<!DOCTYPE html>\n<html lang="de-DE">\n<head><meta charset="utf-8"><title>References</title></head>\n<body>\n<h1>References</h1>\n<p dir="auto">1. Quill A. One. 2019.</p>\n<p dir="auto">2. Marsh A. Two. 2020.</p>\n<p dir="auto">3. Quill A. Another. 2019.</p>\n</body>\n</html>\n');
  });

  test('never take the place of a document, and leave an earlier one where they fail', async () => {
    expect(await lacuna.refusal('formatReferences', { path: documentPath })).toMatchObject({ code: 'file-exists' });
    expect((await lacuna.refusal('formatReferences', { path: join(lacuna.folder, 'no', 'list.txt') })).code).toBe('file-not-writable');
    const path = fileOf('list.txt', 'earlier');
    expect((await lacuna.refusal('formatReferences', { path, style: 'none' })).code).toBe('not-found');
    expect(readFileSync(path, 'utf8')).toBe('earlier');
    expect(readdirSync(lacuna.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('a long list gives way to other calls, tells how far it is, and can be stopped', async () => {
    for (let batch = 0; batch < 2; batch += 1) await lacuna.call('editRows', { table: 'studies', adds: Array.from({ length: 400 }, (_, index) => ({ values: { label: `Q${index}`, title: `Title ${index}`, firstAuthor: 'Quill', year: '2019' } })) });
    const path = join(lacuna.folder, 'long.txt');
    let answered = 0;
    const running = lacuna.core.dispatch({ callId: 'long', method: 'formatReferences', input: { path, style: 'apa' } });
    for (const _ of [1, 2, 3]) {
      await lacuna.call('getPreferences', {});
      answered += 1;
    }
    await new Promise((resolve) => { setTimeout(resolve, 100); });
    expect(answered).toBe(3);
    lacuna.core.cancel('long');
    expect(await running).toMatchObject({ ok: false, error: { code: 'cancelled', message: 'The list was cancelled. Nothing was written.' } });
    expect(existsSync(path)).toBe(false);
    expect(lacuna.events.some((event) => event.type === 'progress' && event.callId === 'long' && event.total === 800)).toBe(true);
  });
});
