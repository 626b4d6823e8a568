// What a curator reads when input does not fit: the schema's own sentence as it is, else the field and what is wrong with it.
import { expect, test } from 'vitest';
import { fitting } from '../../../../db/contract/fitting';
import { methods, type MethodName } from '../../../../db/contract/methods';

const said = (method: MethodName, input: unknown): string => {
  const fits = fitting(method, methods[method].input, input);
  return fits.isFitting ? 'fits' : fits.error.message;
};
const exported = { table: 'factors', format: 'csv', path: '/x' };

test.each<[MethodName, unknown, string]>([
  ['makeRelease', { version: ' ' }, 'Give the version a name, for example 1.0.'],
  ['makeRelease', { version: 'x'.repeat(61) }, 'A version has at most 60 characters.'],
  ['makeRelease', { version: '1.0\u202E2' }, 'A version has no control characters, and none that turn the direction of writing. Remove them.'],
  ['makeRelease', { version: '1.0\u2067' }, 'A version has no control characters, and none that turn the direction of writing. Remove them.'],
  ['makeRelease', { version: 'a\nb' }, 'A version is one line.'],
  ['makeRelease', { version: '1', note: 'x'.repeat(5001) }, 'Note has more than 5,000 characters.'],
  ['makeRelease', {}, 'Version is missing.'],
  ['exportTable', { ...exported, sourceNote: 'x'.repeat(2001) }, 'A source note has up to 2,000 characters. Shorten it.'],
  ['exportTable', { ...exported, sourceNote: 'a\u0002b' }, 'This has a control character, or one that turns the direction of writing. Remove it.'],
  ['exportTable', { ...exported, style: 'x'.repeat(301) }, 'Style has more than 300 characters.'],
  ['exportTable', { ...exported, format: 'pdf' }, 'Format is one of csv, tsv, xlsx, docx, md, json, latex, html, ris, bibtex, csl-json, not “pdf”.'],
  ['exportTable', { ...exported, isForExcel: 'yes' }, 'Is for excel takes yes or no.'],
  ['exportTable', { ...exported, columns: [] }, 'Columns is empty.'],
  ['exportTable', { ...exported, widths: { factor: 0 } }, 'Factor (widths.factor) is less than 1.'],
  ['exportTable', { ...exported, widths: { factor: 1e9 } }, 'Factor (widths.factor) is more than 5,000.'],
  ['exportTable', { ...exported, colour: 1, shade: 2 }, 'What was sent has no field “colour”, “shade”.'],
  ['exportTable', { ...exported, path: 7, format: 'x' }, 'Format is one of csv, tsv, xlsx, docx, md, json, latex, html, ris, bibtex, csl-json, not “x” (and 1 more).'],
  ['editRows', { table: 'factors', edits: [{ rowId: 'x', field: 'expression', before: null }] }, 'After (edits.0.after) is none of what it may be.'],
  ['getRows', null, 'What was sent takes fields and their values.'],
  ['listNotes', { start: 1.5 }, 'Start takes a whole number.'],
])('%s %j', (method, input, sentence) => {
  expect(said(method, input)).toBe(sentence);
});

test('a name may have slashes, and a source note line breaks, tabs and any script', () => {
  expect(said('makeRelease', { version: '2/../x' })).toBe('fits');
  expect(said('exportTable', { ...exported, sourceNote: 'مراجعة\n骨\tוגם' })).toBe('fits');
});

test('the method and the place are in the details', () => {
  expect(fitting('editRows', methods.editRows.input, { table: 'factors', edits: [{}] })).toMatchObject({ isFitting: false, error: { code: 'invalid-input', details: { method: 'editRows', field: 'edits.0.rowId' } } });
});
