// Owns reading a table out of JSON: Lacuna's own export ({title, columns, rows}) and any list of flat objects. Pure.
// Numbers stay the digits that the file has: `5.0` is not 5, and a 19-digit id is whole. Refuses everything else.
import { isBlank, mostCells, mostColumns, type TextRow } from './textTable';

/** `records`: rows under their headings; the first row holds these. */
export type JsonReading = { readonly isRead: true; readonly rows: readonly TextRow[]; readonly notes: readonly string[] } | { readonly isRead: false; readonly message: string };

export function readJsonTable(text: string): JsonReading {
  const parsed = parsedJson(text);
  if (!parsed.isRead) return parsed;
  const { value } = parsed;
  const list = Array.isArray(value) ? value : isObject(value) && Array.isArray(value['rows']) ? value['rows'] : null;
  if (list === null) return { isRead: false, message: 'It holds no list of rows. A table in JSON is a list of objects, or an object with “rows”.' };
  if (!list.every(isObject)) return { isRead: false, message: 'Not every entry of its list is an object with named cells.' };
  const declared = isObject(value) ? declaredColumns(value['columns']) : [];
  const headings = new Map(declared);
  for (const row of list) for (const key of Object.keys(row)) if (!headings.has(key)) headings.set(key, key);
  if (headings.size === 0) return { isRead: false, message: 'There is nothing in it.' };
  if (headings.size > mostColumns || headings.size * list.length > mostCells) return { isRead: false, message: 'It has too many cells. Import it in smaller parts.' };
  const keys = [...headings.keys()];
  const rows = list.map((row, index): TextRow => ({ line: index + 1, cells: keys.map((key) => (Object.hasOwn(row, key) ? cellOf(row[key]) : '')) })).filter(({ cells }) => !isBlank(cells));
  return { isRead: true, rows: [{ line: 0, cells: keys.map((key) => headings.get(key) ?? key) }, ...rows], notes: [] };
}

/** A number as it was written. */
class Written { constructor(readonly digits: string) {} }

function parsedJson(text: string): { readonly isRead: true; readonly value: unknown } | { readonly isRead: false; readonly message: string } {
  try {
    const keep = (_: string, value: unknown, context?: { readonly source?: string }): unknown => (typeof value === 'number' ? new Written(context?.source ?? String(value)) : value);
    return { isRead: true, value: JSON.parse(text, keep) };
  } catch (thrown) {
    // Nesting beyond the stack ends here too.
    return { isRead: false, message: `It is no JSON: ${thrown instanceof SyntaxError ? thrown.message : 'it is nested too deeply'}.` };
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Written);
}

function declaredColumns(columns: unknown): readonly (readonly [string, string])[] {
  if (!Array.isArray(columns)) return [];
  return columns.flatMap((column: unknown) => {
    if (!isObject(column) || typeof column['key'] !== 'string') return [];
    const { key, heading } = column;
    return [[key, typeof heading === 'string' ? heading : key] as const];
  });
}

function cellOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Written) return value.digits;
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return String(value);
  return JSON.stringify(value, (_, inner: unknown) => (inner instanceof Written ? inner.digits : inner));
}
