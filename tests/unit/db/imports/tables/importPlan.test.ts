import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DuplicateChoice, ImportedTable } from '../../../../../db/contract/imports';
import type { CellValue } from '../../../../../db/contract/values';
import { runToEnd } from '../../../../../db/imports/steps';
import { createPlanner, countsOf, type PlannedRow } from '../../../../../db/imports/tables/importPlan';
import type { MappedRow } from '../../../../../db/imports/tables/mappedRows';
import { reasonHeading, refusedRowsCsv } from '../../../../../db/imports/tables/refusedRows';
import type { ExistingRow } from '../../../../../db/imports/tables/rowIndex';
import { prepareSource } from '../../../../../db/imports/tables/tableImport';
import { read } from './workbooks';

type Values = Readonly<Record<string, CellValue>>;
const row = (line: number, values: Values, references: readonly number[] | null = null, more: Partial<MappedRow> = {}): MappedRow => ({ line, values, references: references?.map((number) => ({ number })) ?? null, rowId: null, ordinal: null, made: [], problems: [], ...more });
const there = (ordinal: number, values: Values, references: readonly number[] = [], more: Partial<ExistingRow> = {}): ExistingRow => ({ rowId: `row-${ordinal}`, ordinal, lifecycle: 'active', isDerived: false, values, references: references.map(String), ...more });
const none = (): null => null;
function plan(table: ImportedTable, existing: readonly ExistingRow[], rows: readonly MappedRow[], onDuplicate: DuplicateChoice = 'skip', ofPmid: (pmid: string) => number | null = none): readonly PlannedRow[] {
  return runToEnd(runToEnd(createPlanner(table, { rows: existing, standingNumbers: { ofPmid, ofNumber: (number) => number } }, onDuplicate)).plan(0, rows));
}
const kinds = (planned: readonly PlannedRow[]): readonly string[] => planned.map(({ kind }) => kind);

const cxcr7 = there(9, { factor: 'CXCR7', expression: 'Up', function: 'Growth', mechanism: 'AKT' }, [66]);
const opn = there(10, { factor: 'OPN', expression: 'Up' }, [30, 31]);
const factors = [cxcr7, opn];

describe('a row of a file', () => {
  test('that nobody has is new', () => {
    expect(plan('factors', factors, [row(2, { factor: 'Periostin', expression: 'Up' }, [15])])).toEqual([{ kind: 'new', source: 0, line: 2, values: { factor: 'Periostin', expression: 'Up' }, references: ['15'], cited: [{ number: 15 }], number: null }]);
  });
  test('that says the same is unchanged, also if it says less', () => {
    expect(plan('factors', factors, [row(2, { factor: 'CXCR7', expression: 'Up', function: 'Growth', mechanism: 'AKT' }, [66]), row(3, { factor: 'OPN', expression: null }, [31, 30])])).toMatchObject([{ kind: 'unchanged', rowId: 'row-9', ordinal: 9 }, { kind: 'changed', changes: [{ field: 'references', before: ['30', '31'], after: [{ number: 31 }, { number: 30 }] }] }]);
    expect(plan('factors', factors, [row(3, { factor: 'OPN', expression: null }, [30, 31])])).toMatchObject([{ kind: 'unchanged', rowId: 'row-10' }]);
  });
  test('of the same factor and studies is changed, each cell with both values; an empty cell says nothing', () => {
    expect(plan('factors', factors, [row(2, { factor: 'cxcr7', expression: 'Down', function: null }, [66])])).toEqual([{
      kind: 'changed', source: 0, line: 2, rowId: 'row-9', ordinal: 9, changes: [{ kind: 'text', field: 'factor', before: 'CXCR7', after: 'cxcr7' }, { kind: 'text', field: 'expression', before: 'Up', after: 'Down' }],
    }]);
  });
  test('of the same factor and other studies is new', () => {
    expect(kinds(plan('factors', factors, [row(2, { factor: 'CXCR7', expression: 'Down' }, [99])]))).toEqual(['new']);
  });
  test('of a factor without studies is that factor, if there is one of it on both sides', () => {
    expect(plan('factors', factors, [row(2, { factor: 'CXCR7', expression: 'Down' })])).toMatchObject([{ kind: 'changed', rowId: 'row-9' }]);
    expect(kinds(plan('factors', factors, [row(2, { factor: 'CXCR7', expression: 'Down' }), row(3, { factor: 'CXCR7', expression: 'Mutation' })]))).toEqual(['new', 'new']);
    expect(kinds(plan('factors', [...factors, there(11, { factor: 'CXCR7', expression: 'Mutation' }, [70])], [row(2, { factor: 'CXCR7', expression: 'Down' })]))).toEqual(['new']);
  });
  test('of the same treatment without studies is new as soon as one cell differs', () => {
    const trials = [there(1, { treatment: 'Denosumab', population: 'NSCLC', patients: '100' }, [104])];
    expect(kinds(plan('trials', trials, [row(2, { treatment: 'Denosumab', population: 'Breast' }), row(3, { treatment: 'Denosumab', population: 'NSCLC' })]))).toEqual(['new', 'duplicate']);
  });
  test('with the id of a row is that row, whatever it says', () => {
    expect(plan('factors', factors, [row(2, { factor: 'ACKR3' }, null, { rowId: 'row-9' })])).toMatchObject([{ kind: 'changed', rowId: 'row-9', changes: [{ before: 'CXCR7', after: 'ACKR3' }] }]);
    expect(kinds(plan('factors', factors, [row(2, { factor: 'ACKR3' }, null, { rowId: 'elsewhere' })]))).toEqual(['new']);
  });
  test('with the number of a row is that row only if its name or most of its cells agree', () => {
    expect(plan('factors', factors, [row(2, { factor: 'ACKR3', expression: 'Up', function: 'Growth' }, [66], { ordinal: 9 })])).toMatchObject([{ kind: 'changed', rowId: 'row-9', changes: [{ field: 'factor' }] }]);
    expect(kinds(plan('factors', factors, [row(2, { factor: 'EGFR', expression: 'Mutation', function: 'Growth' }, [70], { ordinal: 9 })]))).toEqual(['new']);
  });
  test('cites by PMID what the document has by number', () => {
    const known = (pmid: string): number | null => (pmid === '123' ? 66 : null);
    const cites = (pmid: string): MappedRow => ({ ...row(2, { factor: 'CXCR7', expression: 'Up', function: 'Growth', mechanism: 'AKT' }), references: [{ pmid, label: null }] });
    expect(kinds(plan('factors', factors, [cites('123')], 'skip', known))).toEqual(['unchanged']);
    expect(plan('factors', factors, [cites('456')], 'skip', known)).toMatchObject([{ kind: 'new', references: ['PMID 456'] }]);
  });
  test('that is a claim of the same evidence item is that claim, and of another item another', () => {
    const claims = [there(1, { subject: 'BRAF V600E', predicate: 'Predictive', object: 'x', section: 'CIViC evidence item 7', quote: 'a' }, [5])];
    expect(kinds(plan('claims', claims, [row(2, { subject: 'BRAF V600E', predicate: 'Predictive', object: 'y', section: 'CIViC evidence item 7' }, [6]), row(3, { subject: 'BRAF V600E', predicate: 'Predictive', object: 'x', section: 'CIViC evidence item 8', quote: 'a' }, [5])]))).toEqual(['changed', 'new']);
  });
});

describe('a duplicate', () => {
  test('repeats a row before it, in every cell or in those that both fill', () => {
    expect(plan('trials', [], [row(2, { treatment: 'A', population: 'x' }), row(3, { treatment: 'A', population: 'x' }), row(4, { treatment: 'a', results: 'new' }), row(5, { treatment: 'A', population: 'y' })])).toMatchObject([
      { kind: 'new' }, { kind: 'duplicate', of: { kind: 'line', line: 2 }, because: 'the same in every cell', outcome: 'skipped' }, { kind: 'duplicate', of: { line: 2 } }, { kind: 'new' },
    ]);
  });
  test('meets as many equal rows as there are, then the last of them again', () => {
    const twice = [there(1, { treatment: 'A' }), there(2, { treatment: 'A' })];
    expect(plan('trials', twice, [row(2, { treatment: 'A' }), row(3, { treatment: 'A' }), row(4, { treatment: 'A' })])).toMatchObject([{ kind: 'unchanged', rowId: 'row-1' }, { kind: 'unchanged', rowId: 'row-2' }, { kind: 'duplicate', of: { kind: 'line', line: 3 } }]);
  });
  test('of a withdrawn row, or of one that follows from another, changes nothing', () => {
    expect(plan('factors', [{ ...cxcr7, lifecycle: 'withdrawn' }], [row(2, { factor: 'CXCR7', expression: 'Down' }, [66])], 'merge')).toMatchObject([{ kind: 'duplicate', because: expect.stringContaining('withdrawn'), outcome: 'skipped' }]);
    expect(plan('claims', [there(1, { subject: 'CXCR7' }, [66], { isDerived: true })], [row(2, { subject: 'CXCR7' }, [66])])).toMatchObject([{ kind: 'duplicate', because: expect.stringContaining('follows from') }]);
  });
  test('is left out, merged into what is there, or kept, as is asked for', () => {
    const trials = [there(1, { treatment: 'Denosumab', population: 'NSCLC', results: null })];
    const twin = row(2, { treatment: 'Denosumab', population: 'NSCLC', results: 'HR 0.9' });
    expect(plan('trials', trials, [twin], 'skip')).toMatchObject([{ outcome: 'skipped', of: { kind: 'row', rowId: 'row-1', ordinal: 1 } }]);
    expect(plan('trials', trials, [twin], 'merge')).toMatchObject([{ outcome: 'merged', rowId: 'row-1', changes: [{ field: 'results', before: null, after: 'HR 0.9' }] }]);
    expect(plan('trials', trials, [twin], 'keep')).toMatchObject([{ outcome: 'kept', values: { treatment: 'Denosumab' } }]);
  });
  test('of a study has its DOI, PMID, or title and year; an erratum is not its article', () => {
    const study = there(66, { label: 'Wang 2021', title: 'CXCR7 in bone metastasis of lung cancer', year: '2021', doi: '10.1000/a', csl: '{}', rawRecord: 'x' });
    const title = 'CXCR7 in bone metastasis of lung cancer';
    expect(plan('studies', [study], [row(2, { label: 'Other', doi: '10.1000/A', pmid: '12345' }, null, { made: ['label'] })])).toMatchObject([{ kind: 'changed', rowId: 'row-66', changes: [{ field: 'doi' }, { field: 'pmid' }] }]);
    expect(plan('studies', [study], [row(2, { label: 'Wang', title: `${title}.`, year: '2021' }, null, { made: ['label'] })])).toMatchObject([{ kind: 'changed', changes: [{ field: 'title' }] }]);
    expect(kinds(plan('studies', [study], [row(2, { label: 'Wang', title: `Erratum: ${title}`, year: '2021', doi: '10.1000/a' })]))).toEqual(['new']);
    expect(plan('studies', [], [row(2, { label: 'A', pmid: '1' }), row(3, { label: 'B', pmid: '1' })])).toMatchObject([{ kind: 'new' }, { kind: 'duplicate', because: 'the same PMID', of: { line: 2 } }]);
  });
  test('of a study that is alike is a duplicate, which changes nothing unasked', () => {
    const study = there(12, { label: 'Okafor 2020', title: 'Periostin and the osteoclast niche of lung adenocarcinoma', firstAuthor: 'Okafor', year: '2020', doi: '10.1000/a' });
    const again = { label: 'Okafor 2021', title: 'PERIOSTIN and the osteoclast niche of lung adenocarcinoma: a cohort study', firstAuthor: 'Okafor', year: '2021', pmid: '12345' };
    const because = 'the same first author, one title is the beginning of the other, a year apart';
    expect(plan('studies', [study], [row(2, again)])).toMatchObject([{ kind: 'duplicate', of: { kind: 'row', rowId: 'row-12', ordinal: 12 }, because, outcome: 'skipped' }]);
    expect(plan('studies', [study], [row(2, again)], 'merge')).toMatchObject([{ kind: 'duplicate', outcome: 'merged', changes: [{ field: 'pmid', before: null, after: '12345' }] }]);
    expect(plan('studies', [study], [row(2, again)], 'keep')).toMatchObject([{ kind: 'duplicate', outcome: 'kept' }]);
    expect(plan('studies', [], [row(2, again), row(3, study.values)])).toMatchObject([{ kind: 'new' }, { kind: 'duplicate', of: { kind: 'line', line: 2 }, because }]);
    // The row that is there to the letter comes first, wherever it stands.
    expect(plan('studies', [study], [row(2, again), row(3, study.values)])).toMatchObject([{ kind: 'duplicate', of: { kind: 'line', line: 3 } }, { kind: 'unchanged' }]);
  });
  test('of a study with the title and year of another, and something that tells them apart, is new', () => {
    const study = { label: 'Okafor 2020', title: 'Bone metastases of lung cancer', firstAuthor: 'Okafor', year: '2020', doi: '10.1000/a' };
    for (const other of [{ doi: '10.1000/b' }, { firstAuthor: 'Lindqvist', doi: null }, { doi: null, journal: 'medRxiv' }]) {
      expect(kinds(plan('studies', [there(1, study)], [row(2, { ...study, ...other })]))).toEqual(['new']);
      expect(kinds(plan('studies', [], [row(2, study), row(3, { ...study, ...other })]))).toEqual(['new', 'new']);
    }
  });
  test('of an erratum is not its article, if only its type says so', () => {
    const study = { label: 'A', title: 'Bone metastases of lung cancer', year: '2020', doi: '10.1000/a', csl: '{"type":"article-journal"}' };
    expect(kinds(plan('studies', [], [row(2, study), row(3, { ...study, csl: '{"type":"article-journal","genre":"Published Erratum"}' })]))).toEqual(['new', 'new']);
  });
  test('does not stand in the way of the row that it resembles, whichever comes first', () => {
    const trials = [there(1, { treatment: 'A', population: 'x' }, [1])];
    const [exact, keyed, near] = [{ treatment: 'A', population: 'x' }, { treatment: 'A', population: 'y' }, { treatment: 'A' }];
    for (const lines of [[2, 3, 4], [4, 3, 2], [3, 4, 2]]) {
      const rows = [row(2, exact, [1]), row(3, keyed, [2]), row(4, near)].toSorted((left, right) => lines.indexOf(left.line) - lines.indexOf(right.line));
      expect(plan('trials', trials, rows).toSorted((left, right) => left.line - right.line)).toMatchObject([{ kind: 'unchanged' }, { kind: 'new' }, { kind: 'duplicate' }]);
    }
  });
  test('is known across files', () => {
    const planner = runToEnd(createPlanner('factors', { rows: factors, standingNumbers: { ofPmid: none, ofNumber: (number) => number } }, 'skip'));
    expect(kinds(runToEnd(planner.plan(0, [row(2, { factor: 'A' }, [1]), row(3, { factor: 'CXCR7', expression: 'Down' }, [66])])))).toEqual(['new', 'changed']);
    expect(runToEnd(planner.plan(1, [row(2, { factor: 'A' }, [1]), row(3, { factor: 'CXCR7', expression: 'Down' }, [66])]))).toMatchObject([{ kind: 'duplicate', of: { source: 0, line: 2 } }, { kind: 'duplicate', of: { source: 0, line: 3 } }]);
  });
});

describe('a refused row', () => {
  test('says why, and the others go on', () => {
    const rows = [row(2, { factor: null, expression: 'Up' }), row(3, { factor: 'A', function: 'bell \u0007' }), row(4, { factor: 'B' }, null, { problems: [{ field: 'references', message: 'No numbers.' }] }), row(5, { factor: 'C' })];
    const planned = plan('factors', factors, rows);
    expect(kinds(planned)).toEqual(['refused', 'refused', 'refused', 'new']);
    expect(planned[0]).toMatchObject({ reasons: [{ field: 'factor', message: expect.stringContaining('can\'t be empty') }] });
    expect(countsOf(planned)).toEqual({ records: 4, new: 1, changed: 0, unchanged: 0, duplicates: 0, refused: 3 });
  });
  test('goes into a file with its reason, which is read again once it is mended', () => {
    const text = 'Gene,Note,Ref\r\n"A, B","say ""x""",see text\r\nC,,[1]\r\n,y,\r\n';
    const preparation = runToEnd(prepareSource('factors', { kind: 'bytes', bytes: new TextEncoder().encode(text) }, {}, () => []));
    if (!preparation.isPrepared) throw new Error(preparation.message);
    const { source } = preparation;
    const csv = [...refusedRowsCsv('factors', source.layout.table, plan('factors', [], source.rows))].join('');
    const again = read(new TextEncoder().encode(csv)).rows.map(({ cells }) => cells);
    expect(again).toEqual([['Gene', 'Note', 'Ref', 'Line in the file', reasonHeading], ['A, B', 'say "x"', 'see text', '2', expect.stringContaining('takes reference numbers')], ['', 'y', '', '4', expect.stringContaining('Factor can\'t be empty')]]);
  });
});

describe('laws of a plan', () => {
  const text = fc.constantFrom('A', 'B', 'a', 'x y', null);
  const files = fc.array(fc.record({ treatment: text, population: text, results: text }), { maxLength: 12 }).map((values) => values.map((each, index) => row(index + 2, each, index % 3 === 0 ? null : [index % 4])));
  const applied = (planned: readonly PlannedRow[], before: readonly ExistingRow[]): readonly ExistingRow[] => {
    const changed = before.map((each) => {
      const own = planned.find((one) => 'changes' in one && one.rowId === each.rowId);
      if (own === undefined || !('changes' in own)) return each;
      return own.changes.reduce<ExistingRow>((now, change) => (change.kind === 'references' ? { ...now, references: change.after.map((cited) => ('number' in cited ? String(cited.number) : '')) } : { ...now, values: { ...now.values, [change.field]: change.after } }), each);
    });
    const added = planned.filter((one) => one.kind === 'new').map((one, index) => there(before.length + index + 1, one.values, one.references.map(Number)));
    return [...changed, ...added];
  };
  test('importing again brings nothing new (property)', () => {
    fc.assert(fc.property(files, files, (first, second) => {
      const document = applied(plan('trials', [], first), []);
      const after = applied(plan('trials', document, second), document);
      expect(kinds(plan('trials', after, second)).filter((kind) => kind === 'new')).toEqual([]);
    }), { seed: 20_261_126, numRuns: 500 });
  });
  test('every row has one verdict, in the order of the file, whatever the rows (property)', () => {
    fc.assert(fc.property(files, (rows) => {
      const planned = plan('trials', [], rows);
      expect(planned.map(({ line }) => line)).toEqual(rows.map(({ line }) => line));
      expect(countsOf(planned).records).toBe(rows.length);
      expect(plan('trials', [], rows)).toEqual(planned);
    }));
  });
  test('rows that are all alike cost no more than others', () => {
    const alike = Array.from({ length: 30_000 }, (_, index) => row(index + 2, { treatment: 'A', population: `${index % 2}` }, [1]));
    const document = Array.from({ length: 30_000 }, (_, index) => there(index + 1, { treatment: 'A', population: `${index % 3}` }, [1]));
    const start = performance.now();
    plan('trials', document, alike);
    expect(performance.now() - start).toBeLessThan(8000);
  });
});
