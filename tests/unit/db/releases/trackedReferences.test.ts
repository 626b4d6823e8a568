// The list of references below a table with tracked changes: entries by their studies, under the numbers of the later state; who
// made each; lists that come or go as a whole, and texts that break programs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startCore, type TestCore } from '../coreFixture';
import { nastyTexts } from '../exports/printed';
import { all, parsedXml, settled } from '../exports/settledWord';
import { rowsOf } from './releaseFixture';
import { cleanPage, expectLaw, pageIn, trackedXml, type Choices } from './trackedFixture';

let lacuna: TestCore;
/** 1 to 4: Quill's “One”, Marsh's “Two”, Reed's “Three”, Quill's “Zero”. */
let studies: readonly string[];
/** A cites 1 and 2; B cites 3. */
let [a, b] = ['', ''];
beforeEach(async () => {
  lacuna = startCore();
  await lacuna.call('createDocument', { path: join(lacuna.folder, 'made up.lacuna'), content: 'empty' });
  studies = [await addStudy('Quill', '2019', 'One'), await addStudy('Marsh', '2020', 'Two'), await addStudy('Reed', '2021', 'Three'), await addStudy('Quill', '2019', 'Zero')];
  [a, b] = [await addFactor('A', 1, 2), await addFactor('B', 3)];
});
afterEach(() => lacuna.end());

async function addStudy(family: string, year: string, title: string): Promise<string> {
  const fields = { title, authors: [{ family, given: 'A' }], year, journal: null, volume: null, issue: null, pages: null, doi: null, pmid: null, registryId: null, abstract: null, publicationType: 'article-journal' };
  return (await lacuna.call('addStudy', { study: { kind: 'new', fields, label: `${family} ${year}` }, use: { kind: 'none' } })).studyId;
}
const study = (number: number): string => studies[number - 1] ?? '';
async function addFactor(factor: string, ...cited: readonly number[]): Promise<string> {
  await lacuna.call('editRows', { table: 'factors', adds: [{ values: { factor, references: cited.map(study) } }], intention: 'add' });
  return (await rowsOf(lacuna, 'factors')).find(({ values }) => values['factor'] === factor)?.id ?? '';
}
async function edit(table: 'factors' | 'studies', rowId: string, field: string, after: string | readonly string[]): Promise<void> {
  const row = (await rowsOf(lacuna, table)).find(({ id }) => id === rowId);
  await lacuna.call('editRows', { table, edits: [{ rowId, field, before: row?.values[field] ?? null, after }] });
}
const withdraw = (...rowIds: readonly string[]): Promise<unknown> => lacuna.call('setLifecycle', { table: 'factors', rowIds: [...rowIds], lifecycle: 'withdrawn', reason: 'Retracted' });
const list = (xml: string, choice: 'accept' | 'reject'): readonly string[] => { const { below } = pageIn(settled(xml, choice)); return below.slice(below.indexOf('References') + 1); };
/** Around runs, with who made them where that is asked. */
const revisions = (xml: string, hasAuthor = false): readonly string[] => all(parsedXml(xml), '*').filter(({ nodeName, parentNode }) => (nodeName === 'w:ins' || nodeName === 'w:del') && parentNode?.nodeName === 'w:p')
  .map((element) => `${hasAuthor ? `${element.getAttribute('w:author') ?? ''}: ` : ''}${element.nodeName.slice(2)} ${element.textContent ?? ''}`);

const choices: Choices = { style: 'nature', numbering: 'appearance' };
/** The tracked document since release 1.0, which holds the law. */
async function lawful(work: () => Promise<unknown>, chosen: Choices = choices): Promise<Awaited<ReturnType<typeof trackedXml>>> {
  await lacuna.call('makeRelease', { version: '1.0' });
  const then = await cleanPage(lacuna, 'factors', chosen);
  await work();
  const document = await trackedXml(lacuna, 'factors', '1.0', chosen);
  expectLaw(document, then, await cleanPage(lacuna, 'factors', chosen));
  return document;
}

describe('what is marked', () => {
  test('a study that came, one that went, one that is known better; numbers and places are no changes', async () => {
    const { xml, tracked } = await lawful(async () => {
      await edit('factors', a, 'references', [4, 2, 1].map(study));
      await withdraw(b);
      await edit('studies', study(2), 'title', 'Two, and more');
    });
    expect(tracked).toMatchObject({ changed: 1, inserted: 0, deleted: 1, entries: { changed: 1, inserted: 1, deleted: 1 } });
    const renumbered = 'References renumbered: 1 → 3. Without a number now: 3 (as ref. 3).';
    expect(list(xml, 'accept')).toEqual(['1. Quill, A. Zero. (2019).', '2. Marsh, A. Two, and more. (2020).', '3. Quill, A. One. (2019).', renumbered]);
    expect(list(xml, 'reject')).toEqual(['2. Marsh, A. Two. (2020).', 'ref. 3. Reed, A. Three. (2021).', '3. Quill, A. One. (2019).', renumbered]);
    expect(revisions(xml)).toEqual(['del [2, 3]', 'ins [1–3]', 'del B', 'del [ref. 3]', 'ins 1. Quill, A. Zero. (2019).', 'del Two.', 'ins Two, and more.', 'del ref. 3. Reed, A. Three. (2021).']);
  });

  test('the letters of authors and years are those of now, and no changes either', async () => {
    const chosen: Choices = { style: 'apa', numbering: 'author-year' };
    const { xml, tracked } = await lawful(async () => {
      await edit('factors', b, 'references', [4].map(study));
      await edit('studies', study(4), 'title', 'A zero');
    }, chosen);
    expect(tracked.renumbered).toEqual([{ before: 'Quill 2019a', after: 'Quill 2019b' }]);
    expect(list(xml, 'reject')).toEqual(['Marsh, A. (2020). Two.', 'Quill, A. (2019b). One.', 'Reed, A. (2021). Three.', 'References renumbered: Quill 2019a → Quill 2019b.']);
    expect(list(xml, 'accept')).toEqual(['Marsh, A. (2020). Two.', 'Quill, A. (2019a). A zero.', 'Quill, A. (2019b). One.', 'References renumbered: Quill 2019a → Quill 2019b.']);
  });

  test('with who made it: the words by the curator of the study, an entry by the one of the row that cites it, the rest by the last', async () => {
    const { xml } = await lawful(async () => {
      const at = async (curator: string, work: () => Promise<unknown>): Promise<void> => {
        await lacuna.call('setPreferences', { curator });
        await work();
      };
      await at('Words', () => edit('studies', study(1), 'title', 'One and all'));
      await at('Cited', () => edit('factors', b, 'references', [4].map(study)));
      await at('Row', () => addFactor('C', 3));
      await at('Gone', () => edit('factors', a, 'references', [1].map(study)));
      await at('Last', () => lacuna.call('editRows', { table: 'glossary', adds: [{ values: { abbreviation: 'NEW', expansion: 'newest' } }], intention: 'add' }));
    }, { style: 'nature', columns: ['factor'] });
    expect(revisions(xml, true)).toEqual(['Row: ins C', 'Words: del One.', 'Words: ins One and all.', 'Gone: del 2. Marsh, A. Two. (2020).', 'Cited: ins 4. Quill, A. Zero. (2019).']);
  });

  test('a study that was withdrawn keeps its number where that is free', async () => {
    const { xml } = await lawful(async () => {
      await withdraw(b);
      await lacuna.call('setLifecycle', { table: 'studies', rowIds: [study(3)], lifecycle: 'withdrawn', reason: 'Retracted' });
    }, { style: 'ieee' });
    expect(revisions(xml).at(-1)).toBe('del [3] A. Reed, “Three,” 2021.');
  });

  test('a study that is private now is in neither list, unless it is ticked', async () => {
    await lacuna.call('makeRelease', { version: '1.0' });
    await edit('studies', study(2), 'sharing', 'private');
    await edit('factors', b, 'references', [3, 4].map(study));
    const { xml, tracked } = await trackedXml(lacuna, 'factors', '1.0', choices);
    expect(xml).not.toContain('Marsh');
    expect(tracked.entries).toEqual({ inserted: 1, deleted: 0, changed: 0 });
    expect(list(xml, 'reject').slice(0, 2)).toEqual(['1. Quill, A. One. (2019).', '2. Reed, A. Three. (2021).']);
    expect((await trackedXml(lacuna, 'factors', '1.0', { ...choices, includePrivate: true })).xml).toContain('2. Marsh, A. Two. (2020).');
  });

  test('nothing since the release: the clean document, list and all', async () => {
    const { xml, tracked } = await lawful(() => Promise.resolve());
    expect(revisions(xml)).toEqual([]);
    expect(readFileSync(join(lacuna.folder, 'clean.docx')).equals(readFileSync(join(lacuna.folder, 'tracked.docx')))).toBe(true);
    expect(tracked).toEqual({ since: '1.0', until: null, inserted: 0, deleted: 0, changed: 0, entries: { inserted: 0, deleted: 0, changed: 0 }, renumbered: [] });
    expect(list(xml, 'accept')).toHaveLength(3);
  });
});

describe('lists as a whole', () => {
  test('come with the first row that cites, and go with the last; a table may have been empty', async () => {
    await withdraw(a, b);
    const come = await lawful(async () => { await addFactor('C', 2); });
    expect(revisions(come.xml)).toEqual(['ins C', 'ins [1]', 'ins References', 'ins 1. Marsh, A. Two. (2020).']);
    expect(list(come.xml, 'accept')).toEqual(['1. Marsh, A. Two. (2020).', '']);
    expect(pageIn(settled(come.xml, 'reject')).cells).toHaveLength(1);
    await lacuna.call('makeRelease', { version: '2.0' });
    await withdraw(...(await lacuna.call('openView', { table: 'factors' })).rows.map(({ id }) => id));
    const gone = await trackedXml(lacuna, 'factors', '2.0', choices);
    expect(revisions(gone.xml)).toEqual(['del C', 'del [ref. 2]', 'del References', 'del ref. 2. Marsh, A. Two. (2020).']);
    expect(pageIn(settled(gone.xml, 'accept')).cells).toHaveLength(1);
  });

  test('hold texts that break programs, in entries as in cells', async () => {
    const texts = nastyTexts.filter((text) => text.trim() !== '' && text.length < 1000 && !/[^\P{Cc}\t\n]|[\uFFFE\uFFFF]/u.test(text)); // control characters can't be typed
    const long = 'A\u0301 long '.repeat(3700).trim();
    const { tracked } = await lawful(async () => {
      studies = [...studies, await addStudy('עברית', '2022', texts.join(' ')), await addStudy('Long', '2023', long)];
      await addFactor('C', 5, 6);
      await edit('studies', study(1), 'title', texts.join(' '));
      await edit('studies', study(2), 'title', long);
      await edit('factors', b, 'mechanism', `${texts.join(' ')} ${long}`);
    });
    expect(tracked).toMatchObject({ changed: 1, inserted: 1, entries: { changed: 2, inserted: 2, deleted: 0 } });
  });

  test('with excluded rows, of some columns, in the order of a preset', async () => {
    const preset: Choices = { ...choices, columns: ['references', 'ordinal', 'factor'], includeExcluded: true, sourceNote: 'Made up.' };
    const { tracked } = await lawful(async () => {
      await lacuna.call('setLifecycle', { table: 'factors', rowIds: [b], lifecycle: 'excluded', reason: 'Off topic' });
      await addFactor('C', 4);
    }, preset);
    // A row that was excluded still prints, but the numbering no longer counts it.
    expect(tracked).toMatchObject({ inserted: 1, deleted: 0 });
  });
});
