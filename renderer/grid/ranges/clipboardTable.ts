// Owns tables of text on the clipboard: tab-separated text as spreadsheets quote it, and HTML tables. Refuses to put
// foreign HTML into the page: it is parsed into a document of its own, and only its text is taken.
export type TextTable = readonly (readonly string[])[];

/** Marks our own tables, whose cells are read to the letter. */
const ownMark = 'data-lacuna';
const mostCells = 2_000_000;

export function writeTsv(table: TextTable): string {
  const [first] = table;
  if (table.length === 1 && first?.length === 1) return first[0] ?? '';
  return tsvLines(table) + tsvEnd(table);
}

function tsvLines(table: TextTable): string {
  return table.map((row) => row.map(quoted).join('\t')).join('\r\n');
}

/** A reader drops the line break at the end, and with it a last row that is one empty cell. */
function tsvEnd(table: TextTable): string {
  const last = table.at(-1);
  return last?.length === 1 && last[0] === '' ? '\r\n' : '';
}

/** A table that comes in pieces, as text and as HTML, each in parts that a Blob takes as they are. */
export async function writePieces(pieces: AsyncIterable<TextTable>): Promise<{ readonly tsv: readonly string[]; readonly html: readonly string[]; readonly cells: number }> {
  const [start = '', end = ''] = writeHtml([]).split(/(?<=<tbody>)/u);
  const tsv: string[] = [];
  const html: string[] = [start];
  let cells = 0;
  let last: TextTable = [];
  for await (const piece of pieces) {
    if (piece.length === 0) continue;
    if (last.length > 0) tsv.push('\r\n');
    tsv.push(tsvLines(piece));
    html.push(htmlRows(piece));
    cells += piece.reduce((sum, row) => sum + row.length, 0);
    last = piece;
  }
  return { tsv: [...tsv, tsvEnd(last)], html: [...html, end], cells };
}

function quoted(text: string): string {
  return /[\t\r\n]/u.test(text) || text.startsWith('"') ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Reads tab-separated text; a cell that starts with a quote and does not end like one is taken as it stands. */
export function readTsv(text: string): TextTable {
  const rows: string[][] = [[]];
  let at = 0;
  let cells = 0;
  for (;;) {
    const cell = readCell(text, at);
    rows.at(-1)?.push(cell.text);
    cells += 1;
    at = cell.end;
    if (at >= text.length || cells >= mostCells) break;
    if (text[at] === '\t') at += 1;
    else {
      at += text.startsWith('\r\n', at) ? 2 : 1;
      rows.push([]);
    }
    if (at >= text.length) {
      rows.at(-1)?.push('');
      break;
    }
  }
  const last = rows.at(-1);
  if (rows.length > 1 && last?.length === 1 && last[0] === '') rows.pop();
  return rows;
}

const cellEnd = /[\t\r\n]/gu;

function readCell(text: string, start: number): { readonly text: string; readonly end: number } {
  if (text[start] === '"') {
    let read = '';
    for (let at = start + 1; at < text.length;) {
      const quote = text.indexOf('"', at);
      if (quote < 0) break;
      read += text.slice(at, quote);
      if (text[quote + 1] === '"') {
        read += '"';
        at = quote + 2;
        continue;
      }
      const next = text[quote + 1];
      if (next === undefined || next === '\t' || next === '\n' || next === '\r') return { text: read, end: quote + 1 };
      break;
    }
  }
  cellEnd.lastIndex = start;
  const end = cellEnd.exec(text)?.index ?? text.length;
  return { text: text.slice(start, end), end };
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/gu, (character) => escapes[character] ?? character);
}

/** An HTML table of text cells; spreadsheets keep "007" as text and line breaks inside their cell. */
export function writeHtml(table: TextTable, heading: readonly string[] | null = null): string {
  const head = heading === null ? '' : `<thead><tr>${heading.map((text) => `<th>${escapeHtml(text)}</th>`).join('')}</tr></thead>`;
  return `<table ${ownMark}="1">${head}<tbody>${htmlRows(table)}</tbody></table>`;
}

function htmlRows(table: TextTable): string {
  const style = `style="white-space:pre-wrap;mso-number-format:'\\@'"`;
  return table.map((row) => `<tr>${row.map((text) => `<td ${style}>${escapeHtml(text).replaceAll(/\r\n|\r|\n/gu, '<br style="mso-data-placement:same-cell">')}</td>`).join('')}</tr>`).join('');
}

/** The first table of an HTML page as text; null when there is none. Spanning cells stand at their top left. */
export function readHtml(html: string, parser: Pick<DOMParser, 'parseFromString'>): TextTable | null {
  const table = parser.parseFromString(html, 'text/html').querySelector('table');
  if (table === null) return null;
  const isOwn = table.hasAttribute(ownMark);
  const rows: string[][] = [];
  const taken = new Map<number, Set<number>>();
  const body = [...table.rows].filter((row) => !isOwn || row.parentElement?.tagName !== 'THEAD');
  body.forEach((row, rowIndex) => {
    const read: string[] = rows[rowIndex] ?? [];
    rows[rowIndex] = read;
    let column = 0;
    for (const cell of row.cells) {
      while (taken.get(rowIndex)?.has(column) === true) {
        read[column] ??= '';
        column += 1;
      }
      read[column] = textOfCell(cell, isOwn);
      const width = Math.min(Math.max(1, cell.colSpan), 1000);
      const height = Math.min(Math.max(1, cell.rowSpan), body.length - rowIndex);
      for (let down = 1; down < height; down += 1) {
        const below = taken.get(rowIndex + down) ?? new Set<number>();
        for (let across = 0; across < width; across += 1) below.add(column + across);
        taken.set(rowIndex + down, below);
      }
      for (let across = 1; across < width; across += 1) read[column + across] = '';
      column += width;
    }
  });
  const widest = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const squared = rows.map((row) => Array.from({ length: widest }, (_, column) => row[column] ?? ''));
  return squared.length === 0 || widest === 0 ? null : squared;
}

const blocks: ReadonlySet<string> = new Set(['P', 'DIV', 'LI', 'UL', 'OL', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'PRE', 'BLOCKQUOTE', 'TR']);
const silent: ReadonlySet<string> = new Set(['STYLE', 'SCRIPT', 'TEMPLATE', 'NOSCRIPT']);

function textOfCell(cell: Element, isOwn: boolean): string {
  const isExact = isOwn || /white-space:\s*(?:pre|break-spaces)/u.test(cell.getAttribute('style') ?? '');
  let text = '';
  const visit = (node: Node): void => {
    if (node.nodeType === 3) {
      const piece = node.nodeValue ?? '';
      text += isExact ? piece : piece.replaceAll(/[ \t\r\n\f]+/gu, ' ');
      return;
    }
    if (silent.has(node.nodeName)) return;
    if (node.nodeName === 'BR') {
      text += '\n';
      return;
    }
    // Cells of a table inside a cell.
    if ((node.nodeName === 'TD' || node.nodeName === 'TH') && text !== '' && !/\s$/u.test(text)) text += ' ';
    const isBlock = blocks.has(node.nodeName);
    if (isBlock && text.trim() !== '' && !text.endsWith('\n')) text += '\n';
    for (const child of node.childNodes) visit(child);
    if (isBlock && !text.endsWith('\n')) text += '\n';
  };
  for (const child of cell.childNodes) visit(child);
  if (isExact) return text;
  // Non-breaking spaces pad the empty cells of spreadsheets.
  return text.replaceAll('\u00A0', ' ').replaceAll(/ +/gu, ' ').replaceAll(/ ?\n ?/gu, '\n').trim();
}
