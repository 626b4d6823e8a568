// Adding a study that the file has already, or that looks like one that it has; and what a record is read from.
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StudyFields } from '../../../db/contract/types';
import { startCore, type TestCore } from './coreFixture';

let lacuna: TestCore;
beforeEach(async () => {
  lacuna = startCore();
  await lacuna.call('createDocument', { path: join(lacuna.folder, 'a.lacuna'), content: 'empty' });
});
afterEach(() => lacuna.end());

const article: StudyFields = {
  title: 'Periostin and TGF-β in the osteoclast niche of lung adenocarcinoma', authors: [{ family: 'Müller', given: 'Ngozi' }], year: '2020', journal: 'Bone', volume: '12', issue: null, pages: '101-109',
  doi: '10.1000/a', pmid: null, registryId: null, abstract: null, publicationType: 'article-journal',
};
const add = (changes: Partial<StudyFields> = {}, evenIfAlike = false) => ({ study: { kind: 'new' as const, fields: { ...article, ...changes }, evenIfAlike }, use: { kind: 'none' as const } });
const ris = ({ title, year, doi }: Partial<StudyFields>): string => `TY  - JOUR\nAU  - Mueller, N.\nTI  - ${title ?? ''}\nPY  - ${year ?? ''}\n${doi === null || doi === undefined ? '' : `DO  - ${doi}\n`}ER  - \n`;
const existing = async (text: string) => (await lacuna.call('readReferences', { text })).references.map((reference) => reference.existing);

describe('a study that is here already', () => {
  beforeEach(() => lacuna.call('addStudy', add()));

  test('is known by its DOI, and never doubled', async () => {
    expect(await lacuna.refusal('addStudy', add({ title: 'Another title' }, true))).toMatchObject({ code: 'duplicate-study', message: 'This study is already here as [1] Müller 2020 (the same DOI). Use that one; nothing was added.', details: { number: 1, isSure: true } });
  });
  test.each<[string, Partial<StudyFields>]>([['by its title', { title: `Erratum: ${article.title ?? ''}` }], ['by its type alone', { publicationType: 'erratum' }]])('is not what an erratum is that quotes its DOI: %s', async (_, changes) => {
    await lacuna.call('addStudy', add(changes));
    expect(await lacuna.refusal('addStudy', add(changes))).toMatchObject({ details: { number: 2 } });
    expect(await lacuna.refusal('addStudy', add())).toMatchObject({ details: { number: 1 } });
  });
  test('is known by its likeness, and added anyway if a curator says so', async () => {
    const alike = { title: 'Periostin and TGFbeta in the osteoclast niche of lung adenocarcinoma: a cohort study', authors: [{ family: 'Mueller', given: 'N.' }], year: '2021', doi: null };
    expect(await lacuna.refusal('addStudy', add(alike))).toMatchObject({
      code: 'duplicate-study', message: 'This looks like [1] Müller 2020: the same first author, one title is the beginning of the other, a year apart. Use that one, or add it anyway; nothing was added.', details: { number: 1, isSure: false },
    });
    await lacuna.call('previewStudy', add(alike));
    expect(await existing(ris(alike))).toMatchObject([{ number: 1, isSure: false, because: 'the same first author, one title is the beginning of the other, a year apart' }]);
    await lacuna.call('addStudy', add(alike, true));
    expect((await lacuna.call('openView', { table: 'studies', end: 10 })).rows).toHaveLength(2);
  });
  test.each<[string, Partial<StudyFields>]>([['another DOI', { doi: '10.1000/b' }], ['another author', { authors: [{ family: 'Okafor', given: 'N.' }], doi: null }], ['other years', { year: '2015', doi: null }], ['a reply', { title: `${article.title ?? ''}: a reply`, doi: null }], ['no title', { title: null, doi: null, pmid: '12345' }]])('is not what has %s', async (_, changes) => {
    await lacuna.call('addStudy', add(changes));
    expect((await lacuna.call('openView', { table: 'studies', end: 10 })).rows).toHaveLength(2);
  });
  test('and withdrawn is known, too', async () => {
    const [row] = (await lacuna.call('openView', { table: 'studies', end: 10 })).rows;
    await lacuna.call('setLifecycle', { table: 'studies', rowIds: [row?.id ?? ''], lifecycle: 'withdrawn', reason: 'x' });
    expect((await existing(ris({ ...article, doi: null })))[0]?.because).toBe('the same first author and year, the same title; it is withdrawn');
  });
});

describe('a file of references', () => {
  test('comes as bytes, and the core says how they are text', async () => {
    const base64 = Buffer.from('%0 Journal Article\n%A Müller, Ärne\n%T Größe\n%D 2020\n', 'latin1').toString('base64');
    expect(await lacuna.call('readReferences', { base64 })).toMatchObject({ format: 'endnote-tagged', encoding: 'Latin-1', references: [{ label: 'Müller 2020', fields: { title: 'Größe' } }] });
    expect(await lacuna.call('readReferences', { text: 'TY  - JOUR\nTI  - A\nER  - ' })).toMatchObject({ format: 'ris', encoding: null });
  });
  test('that is none is refused in the readers’ words', async () => {
    expect(await lacuna.refusal('readReferences', { base64: Buffer.from('%PDF-1.7').toString('base64') })).toMatchObject({ code: 'unreadable-reference', message: expect.stringContaining('a PDF') });
    expect(await lacuna.refusal('readReferences', { base64: 'no base64!' })).toMatchObject({ code: 'invalid-input' });
  });
});
