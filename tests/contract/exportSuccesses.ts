// One success at least for every method that exports tables, the same over every way.
import { readFileSync, statSync } from 'node:fs';
import { expect } from 'vitest';
import { exportFormats, exportTables } from '../../db/contract/exports';
import type { MethodName } from '../../db/contract/methods';
import { studyFormats } from '../../db/contract/references';
import type { Bench } from './bench';

async function flaggedPair({ call, factor }: Bench): Promise<void> {
  const [up, down] = [await factor('CXCR4'), await factor('CXCR7')];
  await call('flagConflict', {
    kind: 'opposite expression', severity: 'major', rationale: 'A later cohort finds it down',
    members: [{ table: 'factors', rowId: up.id, field: 'expression', side: 'Up' }, { table: 'factors', rowId: down.id, field: 'expression', side: 'Down' }],
  });
}

export const exportSuccesses = {
  exportTable: async (bench) => {
    await flaggedPair(bench);
    await bench.call('editRows', { table: 'factors', adds: [{ values: { factor: 'CXCR4', expression: 'Down' } }] });
    await bench.call('addNote', { table: 'factors', rowId: (await bench.factor('CXCR7')).id, text: 'Look again.', sharing: 'published' });
    for (const table of exportTables) {
      const path = await bench.way.place(`${table}.tsv`);
      const written = await bench.call('exportTable', { table, format: 'tsv', path });
      expect(written, table).toEqual({ path, manifestPath: `${path}.manifest.json`, packagePath: `${path}.datapackage.json`, rows: expect.any(Number), bytes: statSync(path).size, leftOut: [], undefinedAbbreviations: [] });
      expect(written.rows, table).toBeGreaterThan(0);
    }
    for (const format of exportFormats) {
      const path = await bench.way.place(`whole.${format === 'csv' || format === 'tsv' ? 'zip' : format}`);
      const whole = await bench.call('exportTable', { table: 'document', format, path, tables: ['trials', 'factors', 'conflicts'], style: 'vancouver' });
      expect(whole, format).toEqual({ path, manifestPath: `${path}.manifest.json`, packagePath: null, rows: 45, bytes: statSync(path).size, leftOut: expect.arrayContaining([expect.stringMatching(/^Not chosen: /u)]), undefinedAbbreviations: expect.any(Array), tables: [{ table: 'factors', rows: 29 }, { table: 'trials', rows: 15 }, { table: 'conflicts', rows: 1 }], empty: [] });
    }
    for (const format of studyFormats) {
      const path = await bench.way.place(`studies.${format === 'csl-json' ? 'json' : format}`);
      const written = await bench.call('exportTable', { table: 'studies', format, path });
      expect(written.rows + (written.numberOnly ?? 0), format).toBe(146);
    }
    const { version } = await bench.call('makeRelease', { version: 'Before tracking' });
    await bench.call('editRows', { table: 'factors', adds: [{ values: { factor: 'miR-17' } }] });
    expect(await bench.call('exportTable', { table: 'factors', format: 'docx', path: await bench.way.place('tracked.docx'), since: version })).toMatchObject({ tracked: { since: version, inserted: 1, deleted: 0, changed: 0, renumbered: [] } });
    const { version: later } = await bench.call('makeRelease', { version: 'After tracking' });
    expect(await bench.call('exportTable', { table: 'factors', format: 'docx', path: await bench.way.place('between.docx'), since: version, until: later, style: 'vancouver' })).toMatchObject({ tracked: { since: version, until: later, inserted: 1, entries: { inserted: 0, deleted: 0, changed: 0 } } });
    const { viewId } = await bench.call('openView', { table: 'factors', search: 'cxcr7' });
    for (const format of exportFormats) {
      const path = await bench.way.place(`as seen.${format}`);
      expect(await bench.call('exportTable', { table: 'factors', format, path, viewId, columns: ['factor', 'references'] }), format).toMatchObject({ rows: 1 });
      if (format === 'tsv') expect(readFileSync(path, 'utf8').replaceAll('\r', '').trimEnd()).toMatch(/^Factor\tReference\nCXCR7\t"?\[\d+\]"?$/u);
    }
  },

  previewExport: async (bench) => {
    await flaggedPair(bench);
    const preview = await bench.call('previewExport', { table: 'factors', columns: ['factor', 'expression', 'references'], conflicts: 'open', numbering: 'appearance', sourceNote: 'The review.' });
    expect(preview).toMatchObject({ title: 'Table 1. Factors contributing to bone metastasis of NSCLC', orientation: 'landscape', total: 28, columns: [{ key: 'factor' }, { key: 'expression' }, { key: 'references' }] });
    expect(preview.rows).toHaveLength(28);
    expect(preview.rows[0]?.cells.at(-1)).toBe('[1]');
    expect(preview.rows.filter(({ marks }) => marks[1] === 'a').map(({ cells }) => cells[0])).toEqual(['CXCR4', 'CXCR7']);
    expect(preview.notes.map(({ mark }) => mark)).toEqual(['', '', 'a']);
    expect(preview.renumbered[0]).toMatchObject({ after: '1' });
    expect(preview.leftOut).toEqual(['The columns Clinical significance, Function, Mechanism(s).']);
    expect(preview).toMatchObject({ following: [], closing: null });
    expect((await bench.call('previewExport', { table: 'factors', format: 'json', conflicts: 'open', style: 'vancouver' })).leftOut).toEqual(['Notes and the reference list: this format has no place for them.']);
    const whole = await bench.call('previewExport', { table: 'document', style: 'vancouver' });
    expect(whole).toMatchObject({ title: 'Table 1. Factors contributing to bone metastasis of NSCLC', following: [{ title: 'Table 2. Treatment of bone metastasis from solid tumors including NSCLC', total: 15 }], closing: { heading: 'References' } });
  },

  savePreset: async ({ call }) => {
    const { viewId } = await call('openView', { table: 'factors', search: 'cxcr' });
    const kept = await call('savePreset', { name: ' For the journal ', table: 'factors', format: 'docx', choices: { numbering: 'offset:10' }, viewId });
    expect(kept).toMatchObject({ name: 'For the journal', choices: { numbering: 'offset:10', rows: { search: 'cxcr' } } });
    expect((await call('previewExport', { table: 'factors', ...kept.choices })).total).toBe(2);
  },

  listPresets: async ({ call }) => {
    for (const name of ['Second', 'First']) await call('savePreset', { name, table: 'trials', format: 'csv', choices: {} });
    await call('savePreset', { name: 'First', table: 'trials', format: 'xlsx', choices: {} });
    expect((await call('listPresets', {})).map(({ name, format }) => [name, format])).toEqual([['First', 'xlsx'], ['Second', 'csv']]);
  },

  removePreset: async ({ call }) => {
    await call('savePreset', { name: 'Short-lived', table: 'trials', format: 'csv', choices: {} });
    expect(await call('removePreset', { name: 'Short-lived' })).toBeNull();
    expect(await call('listPresets', {})).toEqual([]);
  },
} as const satisfies { readonly [Name in MethodName]?: (bench: Bench) => Promise<void> };
