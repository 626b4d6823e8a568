// A table with tracked changes since a release: accepted it is the export of now, rejected the export of then; who, when, what
// is listed instead of tracked, what is refused, and that nothing of the release's copy is left.
import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input } from '../../../../db/contract/methods';
import type { GridRow } from '../../../../db/contract/types';
import { startCore, startReview, type TestCore } from '../coreFixture';
import { all, parsedXml, settled } from '../exports/settledWord';
import { rowsOf, step, take } from './releaseFixture';
import { cleanPage, expectLaw, pageIn, trackedXml, type Choices, type Page } from './trackedFixture';

let lacuna: TestCore;
beforeEach(async () => { [lacuna] = await startReview(); });
afterEach(() => lacuna.end());

const tracked = ['factors', 'trials', 'studies', 'claims', 'results', 'glossary'] as const;
const row = async (table: (typeof tracked)[number], index: number): Promise<GridRow> => (await rowsOf(lacuna, table))[index] as GridRow;
async function edit(table: (typeof tracked)[number], index: number, field: string, after: string | readonly string[]): Promise<void> {
  const { id, values } = await row(table, index);
  await lacuna.call('editRows', { table, edits: [{ rowId: id, field, before: values[field] ?? null, after }] });
}
const leftBehind = (): readonly string[] => (existsSync(join(lacuna.folder, 'releases')) ? readdirSync(join(lacuna.folder, 'releases')) : []);
const revisions = (xml: string): readonly Element[] => all(parsedXml(xml), '*').filter(({ nodeName }) => nodeName === 'w:ins' || nodeName === 'w:del');

describe('the law', () => {
  test('the built-in review with real edits: both tables, notes and letters with them', async () => {
    const choices: Choices = { conflicts: 'open', sourceNote: 'Data of the review.' };
    await lacuna.call('makeRelease', { version: '1.0' });
    const then = { factors: await cleanPage(lacuna, 'factors', choices), trials: await cleanPage(lacuna, 'trials', choices) };
    await edit('factors', 0, 'mechanism', 'Read quite otherwise: the CXCL12/CXCR4 axis, and MMP9 besides');
    await edit('factors', 3, 'expression', 'Down');
    await edit('trials', 2, 'conclusions', 'Improved OS of patients in both arms');
    await lacuna.call('setLifecycle', { table: 'factors', rowIds: [(await row('factors', 5)).id], lifecycle: 'withdrawn', reason: 'Retracted' });
    const { values } = await row('factors', 1);
    await lacuna.call('editRows', { table: 'factors', adds: [{ values: { ...values, factor: 'miR-17', mechanism: 'First line\nsecond & <third>' } }], intention: 'add' });
    const [up, down] = [await row('factors', 0), await row('factors', 3)];
    await lacuna.call('flagConflict', { kind: 'opposite expression', severity: 'major', rationale: 'A later cohort', members: [{ table: 'factors', rowId: up.id, field: 'expression', side: 'Up' }, { table: 'factors', rowId: down.id, field: 'expression', side: 'Down' }] });
    for (const table of ['factors', 'trials'] as const) {
      const document = await trackedXml(lacuna, table, '1.0', choices);
      expectLaw(document, then[table], await cleanPage(lacuna, table, choices));
      // Nothing was renumbered: rejected, it is the old export to the letter.
      expect(pageIn(settled(document.xml, 'reject')).cells).toEqual(then[table].cells);
      expect(document.tracked).toMatchObject({ since: '1.0', renumbered: [], ...(table === 'factors' ? { inserted: 1, deleted: 1, changed: 2 } : { inserted: 0, deleted: 0, changed: 1 }) });
      expect((await trackedXml(lacuna, table, '1.0', choices)).xml, 'the same bytes').toBe(document.xml);
    }
    expect(leftBehind()).toEqual([]);
  });

  test('whatever was done before, between and after, in every table, under every numbering, with and without its references (property)', async () => {
    let version = 0;
    const steps = fc.array(step, { minLength: 1, maxLength: 8 });
    const choices = fc.record({ numbering: fc.constantFrom('original', 'appearance', 'offset:10', 'author-year'), conflicts: fc.constantFrom('none' as const, 'open' as const, 'all' as const), includeExcluded: fc.boolean(), numberStyle: fc.constantFrom('as-printed' as const, 'raised-point' as const), style: fc.constantFrom(null, 'vancouver', 'nature', 'ieee', 'apa') })
      // A numbered style numbers a list by authors by its places, which stand in no cell.
      .map((chosen) => (chosen.numbering === 'author-year' && chosen.style !== null ? { ...chosen, style: 'apa' } : chosen));
    // With steps that come after the later state that one is a release as well.
    await fc.assert(fc.asyncProperty(steps, steps, fc.option(steps), choices, fc.constantFrom(...tracked), async (earlier, later, after, chosen, table) => {
      for (const each of earlier) await take(lacuna, each);
      version += 1;
      await lacuna.call('makeRelease', { version: `1.${version}` });
      const then = await cleanPage(lacuna, table, chosen);
      for (const each of later) await take(lacuna, each);
      const now = await cleanPage(lacuna, table, chosen);
      const until = after === null ? null : `2.${version}`;
      if (until !== null) await lacuna.call('makeRelease', { version: until });
      for (const each of after ?? []) await take(lacuna, each);
      expectLaw(await trackedXml(lacuna, table, `1.${version}`, { ...chosen, until }), then, now);
    }), { numRuns: 25 });
    expect(leftBehind()).toEqual([]);
  }, 240_000);
});

describe('what is marked', () => {
  test('who made the change of a cell, the row or the rest, and when: the last of several', async () => {
    await edit('factors', 0, 'expression', 'Down');
    await lacuna.call('makeRelease', { version: '1.0' });
    const at = async (curator: string, work: () => Promise<unknown>): Promise<string> => {
      await lacuna.call('setPreferences', { curator });
      await work();
      const [last] = (await lacuna.call('listHistory', { scope: { kind: 'file' }, limit: 1 })).changeSets;
      return `${curator} ${last?.madeAtUtc.slice(0, 19) ?? ''}Z`;
    };
    await at('Before', () => edit('factors', 0, 'function', 'Something'));
    const word = await at('Word', () => edit('factors', 0, 'function', 'Something else'));
    const gone = await at('Gone', async () => lacuna.call('setLifecycle', { table: 'factors', rowIds: [(await row('factors', 1)).id], lifecycle: 'withdrawn', reason: 'Retracted' }));
    const come = await at('Come', () => lacuna.call('editRows', { table: 'factors', adds: [{ values: { factor: 'NEW' } }], intention: 'add' }));
    const last = await at('Last', () => lacuna.call('editRows', { table: 'glossary', adds: [{ values: { abbreviation: 'NEW', expansion: 'newest factor' } }], intention: 'add' }));
    const { xml } = await trackedXml(lacuna, 'factors', '1.0');
    expect([...new Set(revisions(xml).map((element) => `${element.getAttribute('w:author') ?? ''} ${element.getAttribute('w:date') ?? ''}`))]).toEqual([word, gone, come, last]);
  });

  test('references that print under another number are listed; a cell that cites other studies is tracked, under the numbers of now', async () => {
    const choices: Choices = { numbering: 'appearance', columns: ['factor', 'references'] };
    await lacuna.call('makeRelease', { version: '1.0' });
    const then = await cleanPage(lacuna, 'factors', choices);
    const first = await row('factors', 0);
    const cited = (from: GridRow): readonly string[] => { const { references } = from.values; return Array.isArray(references) ? references.map(String) : []; };
    // The first row cites two studies that no row cited: they take 1 and 2, what was 1 is no longer cited, and all others move on.
    const studies = await rowsOf(lacuna, 'studies');
    const citedNow = new Set([...await rowsOf(lacuna, 'factors'), ...await rowsOf(lacuna, 'trials')].flatMap(cited));
    const uncited = studies.filter(({ id }) => !citedNow.has(id)).slice(0, 2);
    const dropped = studies.find(({ id }) => id === cited(first)[0]);
    await edit('factors', 0, 'references', uncited.map(({ id }) => id));
    const document = await trackedXml(lacuna, 'factors', '1.0', choices);
    expectLaw(document, then, await cleanPage(lacuna, 'factors', choices));
    expect(document.tracked.changed).toBe(1);
    expect(document.tracked.renumbered[0]).toEqual({ before: '1', after: `ref. ${dropped?.ordinal ?? 0}` });
    expect(pageIn(settled(document.xml, 'accept')).below.at(-1)).toMatch(new RegExp(`^References renumbered: 2 → 3, 3 → 4, .+\\. Without a number now: 1 \\(as ref\\. ${dropped?.ordinal ?? 0}\\)\\.$`, 'u'));
    expect(revisions(document.xml).map((element) => `${element.nodeName} ${element.textContent ?? ''}`)).toEqual([`w:del [ref. ${dropped?.ordinal ?? 0}]`, 'w:ins [1, 2]']);
  });

  test('nothing since the release: the clean document', async () => {
    await lacuna.call('makeRelease', { version: '1.0' });
    const { xml, tracked: counts } = await trackedXml(lacuna, 'trials', '1.0');
    expect(revisions(xml)).toEqual([]);
    expect(counts).toEqual({ since: '1.0', until: null, inserted: 0, deleted: 0, changed: 0, entries: { inserted: 0, deleted: 0, changed: 0 }, renumbered: [] });
    const clean = join(lacuna.folder, 'clean.docx');
    await lacuna.call('exportTable', { table: 'trials', format: 'docx', path: clean });
    expect(readFileSync(clean).equals(readFileSync(join(lacuna.folder, 'tracked.docx')))).toBe(true);
  });

  test('rows as a view shows them, asked for in both states; of an open release since an earlier one', async () => {
    await lacuna.call('makeRelease', { version: '1.0' });
    await edit('factors', 2, 'factor', 'ZZZ1');
    await edit('factors', 0, 'expression', 'Down');
    await lacuna.call('makeRelease', { version: '2.0' });
    await edit('factors', 0, 'expression', 'Mutation');
    const { viewId } = await lacuna.call('openView', { table: 'factors', search: 'zzz1' });
    expect((await trackedXml(lacuna, 'factors', '1.0', { viewId })).tracked).toMatchObject({ inserted: 1, deleted: 0, changed: 0 });
    await lacuna.call('openRelease', { version: '2.0' });
    const now: Page = await cleanPage(lacuna, 'factors');
    const { xml, tracked: counts } = await trackedXml(lacuna, 'factors', '1.0');
    expect(counts).toMatchObject({ inserted: 0, deleted: 0, changed: 2 });
    expect(pageIn(settled(xml, 'accept')).cells).toEqual(now.cells);
    expect((await lacuna.call('getDocument', {}))?.release, 'the open release stays open').toMatchObject({ version: '2.0' });
  });

  test('between two releases, whatever came after; the same bytes as of the later one when it is open', async () => {
    const choices: Choices = { conflicts: 'open', style: 'vancouver', numbering: 'appearance' };
    await lacuna.call('makeRelease', { version: '1.0' });
    const then = await cleanPage(lacuna, 'factors', choices);
    await edit('factors', 2, 'factor', 'ZZZ1');
    await edit('factors', 0, 'references', [(await row('studies', 3)).id]);
    await lacuna.call('makeRelease', { version: '1.1' });
    const now = await cleanPage(lacuna, 'factors', choices);
    await lacuna.call('setPreferences', { curator: 'Afterwards' });
    await edit('factors', 0, 'expression', 'Mutation');
    await edit('factors', 2, 'factor', 'YYY2');
    const { viewId } = await lacuna.call('openView', { table: 'factors', search: 'zzz1' });
    expect((await trackedXml(lacuna, 'factors', '1.0', { viewId, until: '1.1' })).tracked, 'rows as a view would show them in each').toMatchObject({ inserted: 1, deleted: 0, changed: 0 });
    const document = await trackedXml(lacuna, 'factors', '1.0', { ...choices, until: ' 1.1' });
    expectLaw(document, then, now);
    expect(document.tracked).toMatchObject({ since: '1.0', until: '1.1', inserted: 0, deleted: 0, changed: 2, entries: { inserted: 1 } });
    expect(revisions(document.xml).filter((element) => element.getAttribute('w:author') === 'Afterwards')).toEqual([]);
    const bytes = readFileSync(join(lacuna.folder, 'tracked.docx'));
    const manifest = JSON.parse(readFileSync(join(lacuna.folder, 'tracked.docx.manifest.json'), 'utf8')) as { readonly document: { readonly change: number } };
    expect(manifest).toMatchObject({ release: '1.1', tracked: { since: '1.0', until: '1.1' } });
    expect(leftBehind()).toEqual([]);
    await lacuna.call('openRelease', { version: '1.1' });
    await trackedXml(lacuna, 'factors', '1.0', choices);
    expect(readFileSync(join(lacuna.folder, 'tracked.docx')).equals(bytes)).toBe(true);
    expect(JSON.parse(readFileSync(join(lacuna.folder, 'tracked.docx.manifest.json'), 'utf8'))).toMatchObject({ release: '1.1', document: manifest.document });
  });

  test('the manifest says since when, and what', async () => {
    await lacuna.call('makeRelease', { version: '1.0' });
    await edit('factors', 0, 'expression', 'Down');
    await trackedXml(lacuna, 'factors', '1.0');
    expect(JSON.parse(readFileSync(join(lacuna.folder, 'tracked.docx.manifest.json'), 'utf8'))).toMatchObject({ release: null, tracked: { since: '1.0', until: null, changed: 1 } });
  });
});

describe('refusals', () => {
  test('other formats, tables without rows of their own, a release that is not there, the wrong way round; nothing is written', async () => {
    for (const version of ['1.0', '1.1']) await lacuna.call('makeRelease', { version });
    const wanted = join(lacuna.folder, 'never');
    const refused: readonly (readonly [string, Omit<Input<'exportTable'>, 'path'>])[] = [
      ['Only Word has tracked changes: choose docx instead of csv', { table: 'factors', format: 'csv', since: '1.0' }],
      ['Only Word has tracked changes: choose docx instead of ris', { table: 'studies', format: 'ris', since: '1.0' }],
      ['History can\'t be exported with tracked changes', { table: 'history', format: 'docx', since: '1.0' }],
      ['There is no release “7”. There is: 1.1, 1.0.', { table: 'factors', format: 'docx', since: '7' }],
      ['There is no release “7”. There is: 1.1, 1.0.', { table: 'factors', format: 'docx', since: '1.0', until: '7' }],
      ['1.1 was made after 1.0. Track since 1.0 until 1.1.', { table: 'factors', format: 'docx', since: '1.1', until: '1.0' }],
      ['Release 1.1 is named on both sides.', { table: 'factors', format: 'docx', since: '1.1', until: '1.1' }],
      ['name that one as well as the one up to which they are', { table: 'factors', format: 'docx', until: '1.1' }],
      ['name that one as well as the one up to which they are', { table: 'factors', format: 'csv', until: '1.1' }],
      ['nothing like it', { table: 'factors', format: 'docx', since: '1.0', style: 'nothing like it' }],
      ['has no column “nothing”', { table: 'factors', format: 'docx', since: '1.0', columns: ['nothing'] }],
    ];
    for (const [message, input] of refused) expect((await lacuna.refusal('exportTable', { ...input, path: wanted })).message).toContain(message);
    expect(readdirSync(lacuna.folder).filter((name) => name.startsWith('never'))).toEqual([]);
    expect(leftBehind()).toEqual([]);
  });

  test.each(['at once', 'while it copies'])('a cancel %s leaves nothing, and the document open', async (when) => {
    let isWanted = false;
    const other = startCore({ emit: (event) => { if (isWanted && event.type === 'progress') other.core.cancel('exporting'); } });
    await other.call('createDocument', { path: join(other.folder, 'b.lacuna'), content: 'review' });
    await other.call('makeRelease', { version: '1.0' });
    isWanted = true;
    const wanted = join(other.folder, 'never.docx');
    const exporting = other.core.dispatch({ callId: 'exporting', method: 'exportTable', input: { table: 'factors', format: 'docx', path: wanted, since: '1.0' } });
    if (when === 'at once') other.core.cancel('exporting');
    expect(await exporting).toMatchObject({ ok: false, error: { code: 'cancelled', message: 'The export was cancelled. Nothing was written.' } });
    expect(existsSync(wanted)).toBe(false);
    expect(readdirSync(join(other.folder, 'releases'))).toEqual([]);
    expect(await other.call('getDocument', {})).toMatchObject({ name: 'b.lacuna', isReadOnly: false });
    await other.end();
  });
});
