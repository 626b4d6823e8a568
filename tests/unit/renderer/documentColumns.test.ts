// The columns of the open document as the page asks for them: in the grid, its layouts and filters, in exports and imports.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CustomColumn } from '../../../db/contract/customColumns';
import { columnsNow, setColumns } from '../../../renderer/documentColumns';
import { columnDefs, columnName, shownColumns, stateOfLayout } from '../../../renderer/grid/columns/columnDefs';
import { hasTermFilter, isHeaderFilter } from '../../../renderer/grid/columns/filterModel';
import { valueOfText } from '../../../renderer/grid/cells/valueText';
import { keptKeys, listedColumns, plainChoices, recall, remember, withColumn, withTable, type ExportState } from '../../../renderer/panels/dialogs/export/exportChoices';
import { choicesOf, recalledInto, type SourceInDialog } from '../../../renderer/panels/dialogs/import/importSources';
import { targetName, targetsOf } from '../../../renderer/panels/dialogs/import/importWords';
import type { ImportSourceReport } from '../../../db/contract/imports';

const site: CustomColumn = { columnId: 'a', table: 'factors', key: 'custom1', heading: 'Site', type: 'term', sharing: 'published', description: 'Where', isWithdrawn: false };
const doubts: CustomColumn = { ...site, columnId: 'b', key: 'custom2', heading: 'Doubts', type: 'yes or no', sharing: 'private' };
const gone: CustomColumn = { ...site, columnId: 'c', key: 'custom3', heading: 'Gone', isWithdrawn: true };
beforeEach(() => setColumns([site, doubts, gone]));
afterEach(() => setColumns([]));

test('the same columns again change nothing, so that nothing is drawn again', () => {
  const before = columnsNow();
  setColumns([site, doubts, gone].map((column) => ({ ...column })));
  expect(columnsNow()).toBe(before);
});

describe('the grid', () => {
  test('has them behind its own and before the status, shown at first, and not those that were withdrawn', () => {
    const defs = columnDefs('factors', columnsNow());
    expect(defs.map(({ colId }) => colId).slice(-4)).toEqual(['molecules', 'custom1', 'custom2', 'flags']);
    expect(defs.filter(({ initialHide }) => initialHide === true).map(({ colId }) => colId)).toEqual(['molecules']);
    expect(defs.find(({ colId }) => colId === 'custom2')?.headerTooltip).toBe('Doubts\nWhere\nPrivate: it leaves the document only where that is chosen.');
    expect(shownColumns('trials').some(({ custom }) => custom !== null)).toBe(false);
    expect([columnName('factors', 'custom1'), columnName('factors', 'custom3'), columnName('factors', 'flags')]).toEqual(['Site', 'Gone', 'Status']);
  });
  test('puts columns that a kept layout does not know before the status', () => {
    const laid = (key: string) => ({ key, width: 100, isHidden: false, pinned: null, sort: null, sortIndex: null });
    expect(stateOfLayout('factors', { columns: ['factor', 'custom2', 'flags', 'custom3'].map(laid) }).map(({ colId }) => colId)).toEqual(['factor', 'custom2', 'custom1', 'flags', 'custom3']);
  });
  test('filters by their kinds, and not by what is gone', () => {
    expect([hasTermFilter('factors', 'custom1'), hasTermFilter('trials', 'custom1'), hasTermFilter('factors', 'custom3')]).toEqual([true, false, false]);
    expect(isHeaderFilter('factors', { column: 'custom1', operator: 'anyTerm', terms: ['rib'] })).toBe(true);
    expect(isHeaderFilter('factors', { column: 'custom3', operator: 'notBlank' })).toBe(false);
  });
  test('reads yes and no however they are typed', () => {
    const column = columnsNow().find('factors', 'custom2');
    if (column === null) throw new Error('no column');
    expect(['y', ' YES', 'true', 'n', 'No', '0', '', 'maybe'].map((text) => valueOfText(column, text))).toEqual(['Yes', 'Yes', 'Yes', 'No', 'No', 'No', null, 'maybe']);
  });
});

describe('an export', () => {
  const factors: ExportState = { table: 'factors', format: 'docx', isAsSeen: false, choices: plainChoices(), preset: null, since: null };
  const withPrivate: ExportState = { ...factors, choices: { ...factors.choices, includePrivate: true } };

  test('offers the published ones before the references; private ones only where private is included', () => {
    expect(keptKeys(factors)).toEqual(['factor', 'expression', 'clinicalSignificance', 'function', 'mechanism', 'custom1', 'references']);
    expect(keptKeys(withPrivate)).toEqual(['factor', 'expression', 'clinicalSignificance', 'function', 'mechanism', 'custom1', 'custom2', 'references']);
    const offered = (state: ExportState) => listedColumns(state).find(({ column }) => column.key === 'custom2');
    expect(offered(factors)).toMatchObject({ isKept: false, mayBeKept: false });
    expect(offered(withPrivate)).toMatchObject({ isKept: true, mayBeKept: true });
    const without = withColumn(withPrivate, 'custom2', false);
    expect(without.choices.columns).not.toContain('custom2');
    expect(withColumn(without, 'custom2', true).choices.columns).toBeNull();
    expect(keptKeys({ ...withPrivate, choices: { ...plainChoices(), columns: ['custom2', 'factor'] } })).toEqual(['factor']);
  });

  test('is remembered without what is private, and without columns that another document does not have', () => {
    const kept = new Map<string, string>();
    const storage = { getItem: (key: string): string | null => kept.get(key) ?? null, setItem: (key: string, value: string): void => { kept.set(key, value); } };
    remember(storage, { ...withPrivate, choices: { ...withPrivate.choices, columns: ['custom1', 'factor'] } });
    expect(recall(storage, 'factors')?.choices.includePrivate).toBe(false);
    expect(withTable(factors, 'factors', storage).choices.columns).toEqual(['custom1', 'factor']);
    setColumns([]);
    expect(withTable(factors, 'factors', storage).choices.columns).toEqual(['factor']);
    remember(storage, { ...factors, choices: { ...factors.choices, columns: ['custom1'] } });
    expect(withTable(factors, 'factors', storage).choices.columns).toBeNull();
  });
});

describe('an import', () => {
  test('offers them by their headings', () => {
    expect(targetsOf('factors').slice(-4)).toEqual(['custom1', 'custom2', 'ordinal', 'rowId']);
    expect(targetName('factors', 'custom1')).toBe('Site');
  });
  test('remembers one by its heading: in another document it may have another key, or none', () => {
    const source: SourceInDialog = { id: '1', name: 'a.csv', origin: { kind: 'file', path: 'a.csv' }, table: null, reading: {}, columns: new Map([[0, 'factor'], [1, 'custom1']]), recalled: null, problem: null };
    const report = { table: 'factors', columns: ['Gene', 'Where'].map((heading) => ({ heading, target: null, confidence: 0, because: '', sample: [] })) } as unknown as ImportSourceReport;
    const known = choicesOf(source, report, '2026-01-02T03:04:05.000Z');
    expect(known?.targets).toEqual({ Gene: 'factor', Where: 'Site' });
    const fresh = { ...source, columns: new Map() };
    setColumns([{ ...site, key: 'custom7' }]);
    expect([...recalledInto(fresh, report, known).columns]).toEqual([[0, 'factor'], [1, 'custom7']]);
    setColumns([]);
    expect([...recalledInto(fresh, report, known).columns]).toEqual([[0, 'factor']]);
  });
});
