// Owns reading delimited text (CSV, TSV and their kin) into text cells: any delimiter, quotes, line breaks in cells, a
// byte order mark. Pure. A cell stays the text that it is: `5.0`, `007` and a 19-digit id are not numbers here.
// Refuses text without a heading line and broken quoting, naming the line.
import Papa from 'papaparse';

export interface TextRow { readonly line: number; readonly cells: readonly string[] }
export interface TextTable { readonly headings: readonly string[]; readonly rows: readonly TextRow[] }
export type DelimitedReading = { readonly isRead: true; readonly table: TextTable } | { readonly isRead: false; readonly message: string };

const delimiters = [',', '\t', ';', '|'] as const;

export function readDelimited(text: string): DelimitedReading {
  const plain = text.replace(/^\uFEFF/u, '');
  const lines: number[] = [];
  const cells: string[][] = [];
  let line = 1;
  let start = 0;
  let broken: string | null = null;
  Papa.parse<string[]>(plain, {
    header: false, skipEmptyLines: false, delimiter: delimiterOf(plain),
    step: ({ data, errors, meta }, parser) => {
      const [problem] = errors.filter(({ type }) => type === 'Quotes');
      if (problem !== undefined) {
        broken = `Line ${line}: a quotation mark that opens a cell is never closed, or something follows one that closes it. Mend the quotes and try again.`;
        parser.abort();
        return;
      }
      if (data.some((cell) => cell.trim() !== '')) {
        cells.push(data);
        lines.push(line);
      }
      for (let at = plain.indexOf('\n', start); at !== -1 && at < meta.cursor; at = plain.indexOf('\n', start)) {
        line += 1;
        start = at + 1;
      }
    },
  });
  if (broken !== null) return { isRead: false, message: broken };
  const [headings, ...rest] = cells;
  if (headings === undefined) return { isRead: false, message: 'There is nothing in it. The first line holds the headings of the columns, each further line a row.' };
  return { isRead: true, table: { headings: headings.map((heading) => heading.trim()), rows: rest.map((row, index) => ({ line: lines[index + 1] ?? 0, cells: row })) } };
}

/** The one that parts most headings; cells may hold the others, as decimal commas do. */
function delimiterOf(text: string): string {
  const head = (/^\s*(.*)/u.exec(text.slice(0, 100_000))?.[1] ?? '').replaceAll(/"[^"]*"/gu, '');
  const counts = delimiters.map((delimiter) => head.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
}
