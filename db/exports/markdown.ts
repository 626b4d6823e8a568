// Owns the Markdown export: GitHub tables (https://github.github.com/gfm/#tables-extension-), each with its title above and its
// notes below. Every character is shown as itself: what Markdown or HTML would interpret is escaped. Refuses nothing, but
// the format cannot keep blanks at the edges of a cell.
import { htmlTags, taggedRuns, type MarkTags, type TextRun } from '../contract/references';
import { kindOf, rowBatches, runsOf } from './printedTable';
import type { PrintedFile, PrintedNote, PrintedTable, WriteControl } from './printedTable';

/** The file as text, a piece per batch of rows. */
export async function* markdownPieces({ tables, closing }: PrintedFile, control: WriteControl): AsyncGenerator<string> {
  for (const [index, table] of tables.entries()) {
    if (index > 0) yield '\n';
    yield* tablePieces(table, control);
  }
  if (closing !== null) yield `\n## ${cellText(closing.heading)}\n${closing.lines.map((entry) => `\n${entryText(runsOf(entry))}`).join('')}`;
}

async function* tablePieces(table: PrintedTable, control: WriteControl): AsyncGenerator<string> {
  const rule = table.columns.map(() => '---');
  const title = paragraph(table.title);
  yield `${title === '' ? '' : `${title}\n`}${line(table.columns.map((column) => cellText(column.heading)))}${line(rule)}`;
  for await (const batch of rowBatches(table, control)) {
    yield batch.rows.map((row, index) => line(row.map((text, column) => cellText(text) + raised(table.marksAt(batch.firstRow + index - 1, column))))).join('');
  }
  for (const note of table.notes()) yield `\n${noteText(note)}`;
}

function noteText(note: PrintedNote): string {
  const kind = kindOf(note);
  if (kind === 'heading') return `**${cellText(note.text)}**\n`;
  if (kind === 'entry') return entryText(runsOf(note));
  return note.mark === '' ? paragraph(note.text) : `${raised(note.mark)} ${cellText(note.text.trim())}\n`;
}

/** Elements, because asterisks are marks of their own only between certain neighbours. GitHub has none for small capitals. */
const tags: MarkTags = { ...htmlTags, 'small-caps': ['', ''] };

function entryText(runs: readonly TextRun[]): string {
  const text = taggedRuns(runs, tags, cellText).trim();
  return text === '' ? '' : `${text.replace(startsBlock, escapeBlockMark)}\n`;
}

/** The letter of a note; GitHub takes this element, and whoever reads the source sees what it is. */
function raised(mark: string): string {
  return mark === '' ? '' : `<sup>${cellText(mark)}</sup>`;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

function paragraph(text: string): string {
  if (text.trim() === '') return '';
  return `${cellText(text.trimStart()).replace(startsBlock, escapeBlockMark)}\n`;
}

// "$" starts a formula on GitHub. "[66]" alone is text; only "](" makes a link or an image of it.
const marks = /[\\|*_`~$]/g;

function cellText(text: string): string {
  return text
    .replace(marks, '\\$&')
    .replaceAll('](', ']\\(')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/\r\n|\r|\n/g, '<br>');
}

// A heading, a quotation, a list or a rule at the start of a paragraph of text.
const startsBlock = /^(?:[#>+=-]|\d{1,9}[.)])/;

function escapeBlockMark(mark: string): string {
  return `${mark.slice(0, -1)}\\${mark.slice(-1)}`;
}
