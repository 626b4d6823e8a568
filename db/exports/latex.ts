// Owns the LaTeX document: three-line tables (booktabs, longtable, threeparttablex) that compile as they are with
// pdflatex, xelatex and lualatex, several on pages of their own. Refuses vertical rules and page furniture, and to lose text: longtable cannot break a
// row, a head or its notes across pages, so what is too tall to repeat or to keep together is set so that it can break.
import { latexRuns, latexText, printableText, runningText, unsetCodePoints } from './latexText';
import { latexPage, latexPreamble } from './latexPreamble';
import { linesOf, slicesOf } from './latexSlices';
import { columnWidths, kindOf, rowBatches, runsOf } from './printedTable';
import type { ClosingList, PrintedFile, PrintedNote, PrintedTable, WriteControl } from './printedTable';

/** What is measured in lines of 9.5 pt (\footnotesize); guesses, with room to spare. */
const most = { linesOfHead: 12, linesOfTitle: 6, linesOfNotes: 16 } as const;
const pointsPerLine = 9.5;
const pointsPerCharacter = 4.3;
const leastColumnPt = 12;

/** What a document counts on its way: the characters that pdflatex sets as code points. */
interface Unset { readonly counts: ReadonlyMap<string, number>; readonly counted: (latex: string) => string }

/** The document as text, a piece per batch of rows. */
export async function* latexPieces({ language, tables, closing }: PrintedFile, control: WriteControl): AsyncGenerator<string> {
  // The references stand upright; pages are turned only among others that are not.
  const isUpright = closing !== null || tables.some((table) => table.orientation === 'portrait');
  const isTurned = ({ orientation }: PrintedTable): boolean => isUpright && orientation === 'landscape';
  const unset = createUnset();
  yield unset.counted(`${latexPreamble(isUpright ? 'portrait' : 'landscape', language, tables.some(isTurned))}\\begin{document}\n`);
  for (const [index, table] of tables.entries()) {
    if (isTurned(table)) yield '\\begin{landscape}\n\\setlength\\LTcapwidth{\\linewidth}\n';
    else if (index > 0) yield '\\clearpage\n';
    yield* tablePieces(table, unset, control);
    if (isTurned(table)) yield '\\end{landscape}\n';
  }
  if (closing !== null) yield unset.counted(closingLatex(closing));
  yield `\\end{document}\n${unsetComment(unset.counts)}`;
}

function createUnset(): Unset {
  const counts = new Map<string, number>();
  return {
    counts,
    counted: (latex) => {
      for (const code of unsetCodePoints(latex)) counts.set(code, (counts.get(code) ?? 0) + 1);
      return latex;
    },
  };
}

function closingLatex({ heading, lines }: ClosingList): string {
  const paragraphs = lines.map((line) => `\\listentry{${lineLatex(line)}}\\smallskip\n`);
  return `\\clearpage\n{\\small\\bfseries\\boldmath\\raggedright ${latexText(printableText(heading), runningText)}\\par}\\medskip\n{\\footnotesize\\raggedright\n${paragraphs.join('')}}\n`;
}

async function* tablePieces(table: PrintedTable, { counted }: Unset, control: WriteControl): AsyncGenerator<string> {
  const page = latexPage[table.orientation];
  const layout = layoutOf(table);
  const notes = table.notes();
  const noteLines = notes.reduce((sum, { text }) => sum + linesOf(printableText(text), page.width / pointsPerCharacter), 0);
  const isKept = notes.length > 0 && noteLines <= most.linesOfNotes;
  const title = printableText(table.title).trim();
  const isCaption = title !== '' && linesOf(title, page.width / pointsPerCharacter) <= most.linesOfTitle;
  const headings = table.columns.map(({ heading }) => printableText(heading));
  const isRepeated = headings.every((heading, column) => linesOf(heading, layout.charactersPerLine[column] ?? 1) <= most.linesOfHead);
  const head = isRepeated ? headOf(headings, layout) : rowsOf(headings, layout, () => '', boldText);

  yield counted(`\\footnotesize
\\setlength\\tabcolsep{${layout.gapPt}pt}
\\renewcommand\\TPTminimum{${layout.widthsPt.reduce((sum, width) => sum + width, 2 * layout.gapPt * (layout.widthsPt.length - 1))}pt}
${isCaption || title === '' ? '' : `{\\small\\bfseries\\boldmath\\raggedright ${latexText(title, runningText)}\\par}\\medskip\n`}\\begin{ThreePartTable}
${isKept ? `${notesLatex(notes, 'TableNotes')}\n` : ''}${isCaption ? numberBefore(title) : ''}\\begin{longtable}{@{}${layout.widthsPt.map((width) => `L{${width}pt}`).join('')}@{}}
${isCaption ? `${captionLatex(title)}\\\\\n` : ''}\\toprule
${isRepeated ? `${head} \\\\\n\\midrule\n` : ''}\\endfirsthead
\\toprule
${isRepeated ? `${head} \\\\\n\\midrule\n` : ''}\\endhead
\\bottomrule
\\endfoot
${isKept ? '\\noalign{\\vskip0pt}' : '\\bottomrule'}
\\endlastfoot
${isRepeated ? '' : `${head} \\\\\n\\midrule\n`}`);
  let rowCount = 0;
  for await (const batch of rowBatches(table, control)) {
    yield counted(batch.rows.map((row, index) => {
      const at = batch.firstRow + index - 1;
      return `${at === 0 ? '' : ' \\\\\n\\addlinespace[2pt]\n'}${rowsOf(row.map(printableText), layout, (column) => table.marksAt(at, column), '')}`;
    }).join(''));
    rowCount += batch.rows.length;
  }
  const below = notes.length === 0 || isKept ? '' : counted(`{\\let\\TPToverlap\\relax\\scriptsize\\raggedright\\smallskip\n${notesLatex(notes, 'tablenotes')}}\n`);
  // The notes are a row, which begins with the last rule and goes where the last row goes. In the last foot, longtable
  // would leave them a page of their own, below a head without rows.
  const end = `${rowCount === 0 ? '' : ` \\\\${isKept ? '*' : ''}\n`}${isKept ? '\\insertTableNotes \\\\\n' : ''}`;
  yield `${end}\\end{longtable}\n${below}\\end{ThreePartTable}\n`;
}

interface Layout {
  readonly gapPt: number;
  readonly widthsPt: readonly number[];
  readonly charactersPerLine: readonly number[];
  readonly linesPerRow: number;
}

function layoutOf({ columns, orientation }: PrintedTable): Layout {
  const page = latexPage[orientation];
  const gapPt = columns.length > 12 ? 2 : 4;
  const room = Math.floor(page.width - 2 * gapPt * (columns.length - 1));
  const widthsPt = columnWidths(columns, Math.max(room, 0)).map((width) => Math.max(leastColumnPt, width));
  const charactersPerLine = widthsPt.map((width) => Math.max(2, Math.floor(width / pointsPerCharacter)));
  return { gapPt, widthsPt, charactersPerLine, linesPerRow: Math.floor((page.height / pointsPerLine) * 0.6) };
}

const boldText = '\\bfseries\\boldmath ';

/** A head that fits a page, its words down at the rule. */
function headOf(headings: readonly string[], { widthsPt, charactersPerLine }: Layout): string {
  return headings.map((text, column) => {
    const [left, right] = [column === 0 ? '@{}' : '', column === headings.length - 1 ? '@{}' : ''];
    const latex = text === '' ? '' : `${boldText}${latexText(text, { charactersPerLine: charactersPerLine[column] ?? 1, lineBreak: '\\newline{}' })}`;
    return `\\multicolumn{1}{${left}B{${widthsPt[column] ?? leastColumnPt}pt}${right}}{${latex}}`;
  }).join('\n & ');
}

/** One row of the table: as rows of LaTeX, as many as it takes for none to be taller than a page. */
function rowsOf(cells: readonly string[], layout: Layout, markOf: (column: number) => string, before: string): string {
  const slices = cells.map((text, column) => slicesOf(text, layout.charactersPerLine[column] ?? 1, layout.linesPerRow));
  const rowCount = Math.max(...slices.map((each) => each.length));
  return Array.from({ length: rowCount }, (_, row) => slices.map((each, column) => {
    const text = each[row] ?? '';
    const charactersPerLine = layout.charactersPerLine[column] ?? 1;
    const latex = text === '' ? '' : `${before}${latexText(text, { charactersPerLine, lineBreak: '\\newline{}' })}`;
    const mark = row === each.length - 1 ? markOf(column) : '';
    return `${latex}${mark === '' ? '' : `\\textsuperscript{${latexText(printableText(mark), runningText)}}`}`;
  }).join('\n & ')).join(' \\\\\n');
}

const numbered = /^Table (\d{1,6})\. /;

/** "Table 2. …" is a caption with that number; another title stands without label. */
function captionLatex(title: string): string {
  const label = numbered.exec(title)?.[0];
  if (label === undefined) return `\\caption*{\\textbf{${latexText(title, runningText)}}}`;
  // The empty entry keeps the text out of the list of tables, which is not printed.
  return `\\caption[]{${latexText(title.slice(label.length), runningText)}}`;
}

/** longtable counts one on at its beginning. */
function numberBefore(title: string): string {
  const number = numbered.exec(title)?.[1];
  return number === undefined ? '' : `\\setcounter{table}{${Number(number) - 1}}\n`;
}

function notesLatex(notes: readonly PrintedNote[], environment: 'TableNotes' | 'tablenotes'): string {
  const lines = notes.map((note) => {
    const kind = kindOf(note);
    if (kind === 'heading') return `\\listheading{${lineLatex(note)}}`;
    if (kind === 'entry') return `\\plainnote\\listentry{${lineLatex(note)}}`;
    return `${note.mark === '' ? '\\plainnote' : `\\item[{${latexText(printableText(note.mark), runningText)}}]`} ${lineLatex(note)}`;
  });
  return `\\begin{${environment}}[flushleft]\n${lines.join('\n')}\n\\end{${environment}}`;
}

function lineLatex(line: ClosingList['lines'][number]): string {
  return latexRuns(runsOf(line), { ...runningText, lineBreak: '\\newline{}' });
}

/** TeX reads nothing after the document's end. */
function unsetComment(unset: ReadonlyMap<string, number>): string {
  if (unset.size === 0) return '';
  const list = Array.from(unset).sort(([left], [right]) => Number.parseInt(left, 16) - Number.parseInt(right, 16)).map(([code, times]) => `%   U+${code}: ${times}`);
  return `% pdflatex prints these characters as their code points, xelatex and lualatex print them where a font holds them:\n${list.join('\n')}\n`;
}
