// The rules are those that are published, as publishedPackage.ts has them.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { dataPackageText } from '../../../../db/exports/dataPackage';
import type { DataPackageFacts } from '../../../../db/exports/dataPackage';
import { nastyMatrix, nastyText, tableOf, textOf } from './printed';
import { readPackage } from './publishedPackage';

const facts: DataPackageFacts = {
  name: 'Factors', title: 'Table 1. Factors', fileName: 'Factors.csv', format: 'csv', bytes: 12, sha256: 'a'.repeat(64),
  columns: [{ key: 'factor', heading: 'Factor', widthShare: 1, description: 'The molecule.' }, { key: 'references', heading: 'Reference', widthShare: 1 }],
};

describe('datapackage.json', () => {
  it('follows the published rules and says what each column holds', () => {
    const { resources, ...about } = readPackage(dataPackageText(facts));
    expect(about).toEqual({ profile: 'tabular-data-package', name: 'factors', title: 'Table 1. Factors' });
    expect(resources[0]).toMatchObject({ path: 'Factors.csv', mediatype: 'text/csv', bytes: 12, hash: `sha256:${'a'.repeat(64)}`, dialect: { delimiter: ',' } });
    expect(resources[0]?.schema.fields).toEqual([{ name: 'Factor', title: 'Factor', type: 'string', description: 'The molecule.' }, { name: 'Reference', title: 'Reference', type: 'string' }]);
  });

  it('follows them whatever the table is called and holds', () => {
    fc.assert(fc.property(nastyText, nastyText, fc.array(nastyText, { minLength: 1, maxLength: 6 }), (name, title, headings) => {
      const columns = headings.map((heading, index) => ({ key: `${index}`, heading, widthShare: 1, description: heading }));
      const fields = readPackage(dataPackageText({ ...facts, name, title, columns })).resources[0]?.schema.fields ?? [];
      expect(fields.map((field) => field.title)).toEqual(headings);
      expect(new Set(fields.map((field) => field.name)).size).toBe(headings.length);
    }));
  });

  it('describes the file as it is written: dialect and names of fields', async () => {
    await fc.assert(fc.asyncProperty(nastyMatrix, fc.constantFrom('csv', 'tsv'), async ({ headings, rows }, format) => {
      const unlike = headings.map((heading, index) => `${index} ${heading}`);
      const table = tableOf({ headings: unlike, rows });
      const written = await textOf(table, format);
      const described = readPackage(dataPackageText({ ...facts, format, columns: table.columns, sha256: createHash('sha256').update(written).digest('hex') })).resources[0];
      expect(written.endsWith(described?.dialect.lineTerminator ?? 'none')).toBe(true);
      const cells = Papa.parse<string[]>(written.slice(0, -2), { delimiter: described?.dialect.delimiter, newline: '\r\n' }).data;
      expect(cells).toEqual([described?.schema.fields.map((field) => field.name), ...rows]);
    }), { numRuns: 60 });
  });

  it('counts a heading that comes again, and names one that says nothing', () => {
    const columns = ['A', 'A', '', 'A (2)', 'A'].map((heading, index) => ({ key: `${index}`, heading, widthShare: 1 }));
    expect(readPackage(dataPackageText({ ...facts, columns })).resources[0]?.schema.fields.map((field) => field.name)).toEqual(['A', 'A (3)', 'Column 3', 'A (2)', 'A (4)']);
  });

  it('makes a name for machines of any name', () => {
    for (const [given, made] of [['Études & trials', 'etudes-trials'], ['骨', 'table'], ['..', 'table'], ['Table_1.2', 'table_1.2']]) expect(readPackage(dataPackageText({ ...facts, name: given ?? '' })).name).toBe(made);
  });

  it('names licences only when they are known', () => {
    expect(readPackage(dataPackageText({ ...facts, licenses: [{ name: 'CC-BY-4.0', title: 'Creative Commons Attribution 4.0' }] })).licenses).toEqual([{ name: 'CC-BY-4.0', title: 'Creative Commons Attribution 4.0' }]);
    expect(dataPackageText(facts)).not.toContain('licenses');
  });

  it('says nothing of the time, and the same of the same file', () => {
    expect(dataPackageText(facts)).toBe(dataPackageText({ ...facts }));
    expect(dataPackageText(facts)).not.toMatch(/created|date|time/iu);
  });

  it.each(['', '../a.csv', '/a.csv', 'a/b.csv', 'a\\b.csv', '.a.csv', '~a.csv', 'file:a.csv'])('refuses the file name %j', (fileName) => {
    expect(() => dataPackageText({ ...facts, fileName })).toThrow(RangeError);
  });

  it.each(['', 'A'.repeat(64), 'a'.repeat(63)])('refuses the sum %j', (sha256) => {
    expect(() => dataPackageText({ ...facts, sha256 })).toThrow(RangeError);
  });
});
