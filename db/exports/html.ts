// Owns the web page: three-line tables with caption, head and notes, as HTML 5; several are sections. Refuses scripts, and anything from
// elsewhere: the page's own policy allows its one style sheet, by hash, and nothing else. Every character is shown as
// itself; what HTML cannot hold (control characters, lone surrogates) is dropped or becomes U+FFFD.
import { documentStyle, documentStyleHash, htmlStyle, htmlStyleHash } from './htmlStyle';
import { htmlTags, taggedRuns, type MarkTags } from '../contract/references';
import { columnWidths, kindOf, rowBatches, runsOf } from './printedTable';
import type { ClosingList, PrintedFile, PrintedNote, PrintedTable, WriteControl } from './printedTable';
import { withoutForbidden } from './xmlText';

/** The page as text, a piece per batch of rows. The first cell of a row is its head for screen readers. */
export async function* htmlPieces({ title: given, language: tag, tables, keys, closing }: PrintedFile, control: WriteControl): AsyncGenerator<string> {
  const isDocument = keys !== null;
  const language = /^[A-Za-z0-9-]+$/.test(tag) ? tag : 'und';
  const title = given.trim();
  yield `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${isDocument ? documentStyleHash : htmlStyleHash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width">
<title>${htmlText(title === '' ? (tables[0]?.name ?? '') : title, ' ')}</title>
<style>${isDocument ? documentStyle : htmlStyle}</style>
</head>
${isDocument ? '<body>\n' : ''}`;
  for (const table of tables) {
    yield `<${isDocument ? 'section' : 'body'}${table.orientation === 'landscape' ? ' class="landscape"' : ''}>\n`;
    yield* tablePieces(table, control);
    if (isDocument) yield '</section>\n';
  }
  if (closing !== null) yield `<section>\n<h2>${htmlText(closing.heading)}</h2>\n${closing.lines.map(entryHtml).join('')}</section>\n`;
  yield '</body>\n</html>\n';
}

async function* tablePieces(table: PrintedTable, control: WriteControl): AsyncGenerator<string> {
  const title = table.title.trim();
  const widths = columnWidths(table.columns, 100).map((width) => `<col class="w${Math.max(1, width)}">`);
  const heads = table.columns.map(({ heading }) => `<th scope="col">${htmlText(heading)}</th>`);
  yield `<table>
${title === '' ? '' : `<caption>${captionHtml(title)}</caption>\n`}<colgroup>${widths.join('')}</colgroup>
<thead>
<tr>${heads.join('')}</tr>
</thead>
<tbody>
`;
  for await (const batch of rowBatches(table, control)) {
    yield batch.rows.map((row, index) => {
      const cells = row.map((text, column) => {
        const content = cellHtml(text) + raised(table.marksAt(batch.firstRow + index - 1, column));
        return column === 0 ? `<th scope="row">${content}</th>` : `<td>${content}</td>`;
      });
      return `<tr>${cells.join('')}</tr>\n`;
    }).join('');
  }
  yield `</tbody>\n</table>\n${table.notes().map(noteHtml).join('')}`;
}

function noteHtml(note: PrintedNote): string {
  const kind = kindOf(note);
  if (kind === 'heading') return `<h2>${htmlText(note.text)}</h2>\n`;
  return kind === 'entry' ? entryHtml(note) : `<p>${raised(note.mark)}${note.mark === '' ? '' : ' '}${htmlText(note.text)}</p>\n`;
}

/** The page's policy forbids style attributes. */
const tags: MarkTags = { ...htmlTags, 'small-caps': ['<span class="caps">', '</span>'] };

function entryHtml(entry: ClosingList['lines'][number]): string {
  return `<p class="entry">${taggedRuns(runsOf(entry), tags, (text) => htmlText(text))}</p>\n`;
}

function captionHtml(title: string): string {
  const label = /^Table \d+\./.exec(title)?.[0] ?? '';
  return `${label === '' ? '' : `<b>${label}</b>`}${htmlText(title.slice(label.length))}`;
}

/** A name with hyphens goes to the next line as a whole, unless it is wider than its column: "miR-210-3p", "Wnt/β-catenin". */
function cellHtml(text: string): string {
  if (!text.includes('-')) return htmlText(text);
  return text.split(/(\s+)/u).map((word) => (hyphenated.test(word) && ofNames.test(word) ? `<span class="name">${htmlText(word)}</span>` : htmlText(word))).join('');
}

const hyphenated = /[\p{L}\p{N}]-[\p{L}\p{N}]/u;
const ofNames = /[\p{Lu}\p{N}\p{Script=Greek}]/u;

/** The letter of a note. */
function raised(mark: string): string {
  return mark === '' ? '' : `<sup>${htmlText(mark)}</sup>`;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const forbiddenInHtml = /[\u007F-\u009F]|\p{Noncharacter_Code_Point}/gu;

function htmlText(text: string, lineBreak = '<br>'): string {
  return withoutForbidden(text)
    .replace(forbiddenInHtml, '')
    .replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)
    .replace(/\r\n|\r|\n/g, lineBreak);
}
