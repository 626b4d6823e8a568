// Importing through the door of the core: a preview writes nothing, an import is one change and one undo, and what stops
// it half way leaves the document as it was.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startCore, type TestCore } from '../../coreFixture';
import { workbook } from './workbooks';

let lacuna: TestCore;
beforeEach(async () => {
  lacuna = startCore();
  await lacuna.call('openDocument', {});
});
afterEach(() => lacuna.end());
let files = 0;
function file(content: string | Uint8Array, name?: string): string {
  files += 1;
  const path = join(lacuna.folder, name ?? `rows ${files}.csv`);
  writeFileSync(path, content);
  return path;
}
const counts = async () => (await lacuna.call('getDocument', {}))?.counts;
const lastChange = async (): Promise<string | undefined> => (await lacuna.call('listHistory', { scope: { kind: 'file' }, limit: 1 })).changeSets[0]?.changeSetId;
/** Every row of a table with all that it says. */
const state = async (table: 'factors' | 'trials' | 'studies') => JSON.stringify((await lacuna.call('openView', { table, end: 1000 })).rows.map(({ ordinal, lifecycle, values, cites }) => [ordinal, lifecycle, { ...values, references: undefined }, cites.map(({ number }) => number)]));

describe('a preview', () => {
  test('says what each row would become, block by block and kind by kind, and writes nothing', async () => {
    const before = [await lastChange(), await state('factors')];
    const sources = [{ path: file('No.,Gene,Expression,Ref\n9,CXCR7,Down,\n,Periostin,Up,[15]\n,Periostin,Up,[15]\n,,Up,\n'), table: null }];
    const preview = await lacuna.call('previewImport', { sources, end: 10 });
    expect(preview.total).toEqual({ records: 4, new: 1, changed: 1, unchanged: 0, duplicates: 1, refused: 1 });
    expect(preview.rows).toMatchObject([
      { record: 1, line: 2, kind: 'changed', rowName: 'CXCR7', same: { ordinal: 9 }, changes: [{ field: 'expression', heading: 'Expression', before: 'Up', after: 'Down' }] },
      { record: 2, kind: 'new', cells: { factor: 'Periostin', expression: 'Up', references: '[15]' } },
      { record: 3, kind: 'duplicate', same: { source: 0, line: 3, rowId: null }, because: 'the same in every cell', outcome: 'skipped' },
      { record: 4, kind: 'refused', reasons: [{ field: 'factor' }] },
    ]);
    expect(preview.sources).toMatchObject([{ table: 'factors', columns: [{ heading: 'No.', target: 'ordinal', sample: ['9'] }, { target: 'factor' }, { target: 'expression' }, { target: 'references' }], refused: [{ record: 4, line: 5, reason: expect.stringContaining('Factor can\'t be empty') }] }]);
    expect(await lacuna.call('previewImport', { sources, kinds: ['new', 'refused'], start: 1, end: 2 })).toMatchObject({ rowCount: 2, rows: [{ kind: 'refused' }] });
    expect([await lastChange(), await state('factors')]).toEqual(before);
  });
  test('is made anew when the file or the document changed', async () => {
    const path = file('Factor,Expression\nPeriostin,Up\n');
    const source = { path, table: 'factors' } as const;
    const kindOf = async (): Promise<string | undefined> => (await lacuna.call('previewImport', { sources: [source], end: 1 })).rows[0]?.kind;
    expect(await kindOf()).toBe('new');
    await lacuna.call('editRows', { table: 'factors', adds: [{ values: { factor: 'Periostin', expression: 'Up' } }] });
    expect(await kindOf()).toBe('unchanged');
    writeFileSync(path, 'Factor,Expression\nPeriostin,Down and longer\n');
    expect(await kindOf()).toBe('changed');
  });
  test('of a source whose columns are not clear says what to choose; importing it is refused', async () => {
    const source = { path: file('Marker of bone,Level\nPeriostin,Up\n'), table: 'trials' } as const;
    expect((await lacuna.call('previewImport', { sources: [source] })).sources[0]).toMatchObject({ problems: [expect.stringContaining('no column “Treatment”')], counts: { records: 0 } });
    expect(await lacuna.refusal('importTables', { sources: [source] })).toMatchObject({ code: 'invalid-input', message: expect.stringMatching(/no column “Treatment”.*Nothing was imported\.$/u) });
    const mapped = { ...source, options: { columns: { 'Marker of bone': 'treatment', Level: null } } };
    expect(await lacuna.call('importTables', { sources: [mapped] })).toMatchObject({ rows: 1, sources: [{ unknownHeadings: ['Level'] }] });
  });
  test('takes workbooks and what a clipboard holds; marks come with their rows', async () => {
    const path = file(workbook({ formats: [14], sheets: [{ rows: '<row><c t="inlineStr"><is><t>Factor</t></is></c><c t="inlineStr"><is><t>Mechanism</t></is></c></row><row><c s="0"><v>44440</v></c><c t="e"><v>#REF!</v></c></row>' }] }), 'book.dat');
    expect(await lacuna.call('previewImport', { sources: [{ path, table: 'factors' }], end: 5 })).toMatchObject({
      sources: [{ format: 'xlsx', sheet: 'Sheet1', encoding: null }], rows: [{ kind: 'new', cells: { factor: '2021-09-01', mechanism: '#REF!' }, marks: [{ column: 0, kind: 'date' }, { column: 1, kind: 'error' }] }],
    });
    const pasted = { name: 'clipboard', text: '', html: '<table><tr><th>Factor</th><th>Expression</th></tr><tr><td>Periostin<script>x</script></td><td>Up</td></tr></table>', table: 'factors' } as const;
    expect(await lacuna.call('previewImport', { sources: [pasted], end: 5 })).toMatchObject({ sources: [{ name: 'clipboard', format: 'html' }], rows: [{ cells: { factor: 'Periostin', expression: 'Up' } }] });
  });
});

describe('an import', () => {
  const text = 'Factor,Expression,Function,Ref\nCXCR7,Down,,\nPeriostin,Up,Growth,"[15, 800]"\nBad,Up,bell \u0007,\nOPN again,Up,,PMID 90000001\n';
  test('is one change and one undo, after which importing again gives the same', async () => {
    const before = [await state('factors'), await state('studies')];
    const path = file(text, 'rows.csv');
    const after: string[] = [];
    for (let time = 0; time < 2; time += 1) {
      const done = await lacuna.call('importTables', { sources: [{ path, table: 'factors' }], reason: 'New review' });
      expect(done).toMatchObject({ committed: { label: 'import 2 rows into Factors, changes of 1 row of Factors from rows.csv' }, rows: 3, studiesAdded: 2, total: { new: 2, changed: 1, refused: 1 } });
      expect(await counts()).toMatchObject({ factors: 30, studies: 148 });
      expect((await lacuna.call('verifyDocument', {})).isOk).toBe(true);
      after.push(await state('factors'), await state('studies'));
      expect(await lacuna.call('importTables', { sources: [{ path, table: 'factors' }] }), 'again, there is nothing to do').toMatchObject({ committed: null, total: { unchanged: 3, refused: 1 } });
      expect(await lacuna.call('undo', {})).toMatchObject({ label: 'import 2 rows into Factors, changes of 1 row of Factors from rows.csv' });
      expect([await state('factors'), await state('studies')]).toEqual(before);
    }
    expect(after.slice(2)).toEqual(after.slice(0, 2));
  });
  test('of several files is one change too; a study that one brings is cited by another', async () => {
    const studies = file('No.,Label,Title,PMID\n900,Wang 2021,CXCR7 in bone,90000007\n,Li 2022,Another,90000008\n');
    const trials = file('Treatment,Reference\nA vs B,"[900], PMID 90000008"\n');
    const done = await lacuna.call('importTables', { sources: [{ path: trials, table: 'trials' }, { path: studies, table: 'studies' }] });
    expect(done).toMatchObject({ rows: 3, studiesAdded: 0, committed: { label: expect.stringContaining('2 rows into Studies, 1 row into Trials') } });
    const { rows } = await lacuna.call('openView', { table: 'trials', start: 15 });
    expect(rows[0]?.cites).toMatchObject([{ number: 900, label: 'Wang 2021' }, { number: 901, label: 'Li 2022' }]);
    expect((await lacuna.call('verifyDocument', {})).isOk).toBe(true);
    await lacuna.call('undo', {});
    expect(await counts()).toMatchObject({ trials: 15, studies: 146 });
  });
  test('leaves out the rows that a curator took out', async () => {
    const sources = [{ path: file(text), table: 'factors' as const }];
    expect(await lacuna.call('importTables', { sources, leaveOut: [{ source: 0, line: 2 }, { source: 0, line: 3 }] })).toMatchObject({ rows: 1 });
    expect(await counts()).toMatchObject({ factors: 29 });
    await lacuna.call('undo', {});
    const { committed } = await lacuna.call('importTables', { sources, leaveOut: [2, 3, 5].map((line) => ({ source: 0, line })) });
    expect(committed).toBeNull();
  });
  test('merges duplicates or keeps them, if that is asked for', async () => {
    await lacuna.call('editRows', { table: 'trials', adds: [{ values: { treatment: 'Denosumab', population: 'NSCLC' } }] });
    const sources = [{ path: file('Treatment,Population,Results\nDenosumab,NSCLC,HR 0.9\n'), table: 'trials' as const }];
    const last = async () => (await lacuna.call('openView', { table: 'trials', end: 100 })).rows.slice(15).map(({ values }) => values['results']);
    await lacuna.call('importTables', { sources, onDuplicate: 'skip' });
    expect(await last()).toEqual([null]);
    await lacuna.call('importTables', { sources, onDuplicate: 'merge' });
    expect(await last()).toEqual(['HR 0.9']);
    await lacuna.call('undo', {});
    await lacuna.call('importTables', { sources, onDuplicate: 'keep' });
    expect(await last()).toEqual([null, 'HR 0.9']);
  });
  test('that is cancelled writes nothing', async () => {
    const before = [await lastChange(), await state('trials')];
    const path = file(`Treatment,Results\n${Array.from({ length: 60_000 }, (_, index) => `Drug ${index},result ${index}`).join('\n')}\n`);
    const running = lacuna.core.dispatch({ callId: 'long', method: 'importTables', input: { sources: [{ path, table: 'trials' }] } });
    while (!lacuna.events.some((event) => event.type === 'progress' && event.callId === 'long')) await new Promise((resolve) => { setTimeout(resolve, 1); });
    lacuna.core.cancel('long');
    expect(await running).toMatchObject({ ok: false, error: { code: 'cancelled', message: 'The import was cancelled. Nothing was written.' } });
    expect([await lastChange(), await state('trials')]).toEqual(before);
  });
  test('beside another of the same file brings every row once', async () => {
    const path = file(`Treatment,Results\n${Array.from({ length: 3000 }, (_, index) => `Drug ${index},result ${index}`).join('\n')}\n`);
    const ask = () => lacuna.call('importTables', { sources: [{ path, table: 'trials' }] }).then(({ rows }) => rows, (problem: Error) => problem.message);
    const done = await Promise.all([ask(), ask()]);
    expect(await counts()).toMatchObject({ trials: 3015 });
    expect(done).toContain(3000);
    expect(done.filter((each) => each !== 3000)).toEqual([expect.stringMatching(/^0$|Nothing was left to import/u)]);
  });
  test('lets other calls through while it reads', async () => {
    const path = file(`Treatment,Results\n${Array.from({ length: 60_000 }, (_, index) => `Drug ${index},result ${index}`).join('\n')}\n`);
    const order: string[] = [];
    const running = lacuna.call('previewImport', { sources: [{ path, table: 'trials' }] }).finally(() => { order.push('done'); });
    for (let time = 0; time < 3; time += 1) {
      await new Promise((resolve) => { setTimeout(resolve, 1); });
      await lacuna.call('getPreferences', {});
      order.push('answered');
    }
    expect((await running).total.new).toBe(60_000);
    expect(order).toEqual(['answered', 'answered', 'answered', 'done']);
  });
  test.each([
    ['missing', (): string => join(lacuna.folder, 'none.csv'), 'document-missing', /There is no file/u],
    ['a folder', (): string => lacuna.folder, 'invalid-input', /is a folder/u],
    ['empty', (): string => file(''), 'invalid-input', /It is empty/u],
    ['a picture', (): string => file(Uint8Array.from([0x89, 0x50, 0x4e, 0x47]), 'a.csv'), 'invalid-input', /^a\.csv: It is a picture/u],
    ['broken', (): string => file('Factor\n"A\n'), 'invalid-input', /Line 2: a quotation mark/u],
    ['of nobody knows what', (): string => file('a,b\n1,2\n'), 'invalid-input', /into which table it belongs/u],
  ] as const)('of a file that is %s says so, and writes nothing of the others', async (_name, path, code, sentence) => {
    const before = await lastChange();
    expect(await lacuna.refusal('importTables', { sources: [{ path: file('Factor\nPeriostin\n'), table: 'factors' }, { path: path(), table: null }] })).toMatchObject({ code, message: expect.stringMatching(sentence) });
    expect(await lastChange()).toBe(before);
  });
  test('of our own exports brings nothing that is there', async () => {
    for (const table of ['factors', 'trials', 'studies', 'claims'] as const) {
      for (const format of ['csv', 'tsv', 'xlsx', 'json'] as const) {
        const path = join(lacuna.folder, `${table}.${format}`);
        await lacuna.call('exportTable', { table, format, path });
        const { total } = await lacuna.call('previewImport', { sources: [{ path, table: null }] });
        expect({ table, format, ...total }).toMatchObject({ table, format, new: 0, changed: 0, refused: 0 });
        expect(total.unchanged + total.duplicates).toBe(total.records);
      }
    }
  });
});
