import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nastyMatrix, nastyRows, printedTable, tableOf, textOf } from './printed';

describe('json', () => {
  it('is title, columns and rows by key', async () => {
    const text = await textOf(printedTable([['66', 'a "b"', ''], ['1', '2', '3']]), 'json');
    expect(text).toBe(`{
"title": "Table 1. Factors contributing to bone metastasis of NSCLC",
"columns": [
  {"key": "key0", "heading": "Heading 0"},
  {"key": "key1", "heading": "Heading 1"},
  {"key": "key2", "heading": "Heading 2"}
],
"rows": [
  {"key0": "66", "key1": "a \\"b\\"", "key2": ""},
  {"key0": "1", "key1": "2", "key2": "3"}
]
}
`);
  });

  it('reads back as the very same cells', async () => {
    await fc.assert(fc.asyncProperty(nastyMatrix, async (matrix) => {
      const read: unknown = JSON.parse(await textOf(tableOf(matrix), 'json'));
      expect(read).toEqual({
        title: 'Table 1. Factors contributing to bone metastasis of NSCLC',
        columns: matrix.headings.map((heading, index) => ({ key: `key${index}`, heading })),
        rows: matrix.rows.map((row) => Object.fromEntries(row.map((cell, index) => [`key${index}`, cell]))),
      });
    }));
  });

  it('keeps one row on one line, across batches', async () => {
    const rows = Array.from({ length: 1_501 }, () => nastyRows[0] ?? []);
    const lines = (await textOf(printedTable(rows), 'json')).split('\n');
    expect(lines.filter((line) => line.startsWith('  {"key0": '))).toHaveLength(1_501);
    expect(() => JSON.parse(lines.join('\n'))).not.toThrow();
  });

  it('keeps even a lone surrogate', async () => {
    expect(JSON.parse(await textOf(printedTable([['\uD800', 'a\uDC00b', '']]), 'json'))).toMatchObject({ rows: [{ key0: '\uD800', key1: 'a\uDC00b' }] });
  });

  it('is valid without rows', async () => {
    expect(JSON.parse(await textOf(printedTable([]), 'json'))).toMatchObject({ rows: [] });
  });
});
