// Owns the preview: the table as it will print, its first rows, its notes, and what will be missing; of a document its tables
// one after another. Text only: nothing of a cell is ever read as HTML.
import type { ExportPreview, PreviewedTable } from '../../../../db/contract/exports';
import { Problem } from '../../../ui/Problem';

const mostListed = 40;

export function ExportPreviewPane({ preview, problem, isPage }: { readonly preview: ExportPreview | null; readonly problem: string | null; readonly isPage: boolean }) {
  if (problem !== null) return <div className="exportPreview"><Problem text={problem} /></div>;
  if (preview === null) return <div className="exportPreview"><p className="muted">Reading the table …</p></div>;
  const { following, closing, leftOut, undefinedAbbreviations, renumbered } = preview;
  return (
    <div className="exportPreview" role="region" aria-label="Preview" tabIndex={0}>
      {(leftOut.length > 0 || (isPage && undefinedAbbreviations.length > 0)) && (
        <ul className="exportMissing">
          {leftOut.map((sentence) => <li key={sentence}>Left out: {sentence.charAt(0).toLowerCase()}{sentence.slice(1)}</li>)}
          {isPage && undefinedAbbreviations.length > 0 && <li>Not in the glossary: {undefinedAbbreviations.slice(0, mostListed).join(', ')}{undefinedAbbreviations.length > mostListed ? ` and ${undefinedAbbreviations.length - mostListed} more` : ''}.</li>}
        </ul>
      )}
      {[preview, ...following].map((table, index) => <PreviewedPage key={index} table={table} isPage={isPage} isNamed={isPage || following.length > 0} />)}
      {isPage && closing !== null && (
        <div className="exportPaper">
          <p><b>{closing.heading}</b></p>
          {closing.lines.slice(0, mostListed).map((text) => <p key={text} className="exportNote">{text}</p>)}
          {closing.lines.length > mostListed && <p className="muted">… and {(closing.lines.length - mostListed).toLocaleString()} more.</p>}
        </div>
      )}
      {renumbered.length > 0 && (
        <details className="exportNumbers">
          <summary>References, old → new ({renumbered.length.toLocaleString()})</summary>
          <p>{renumbered.slice(0, 500).map(({ before, after }) => `${before} → ${after}`).join(', ')}{renumbered.length > 500 ? ' …' : ''}</p>
        </details>
      )}
    </div>
  );
}

/** `isNamed`: under its title, on a page and among others. */
function PreviewedPage({ table: { title, columns, rows, total, notes }, isPage, isNamed }: { readonly table: PreviewedTable; readonly isPage: boolean; readonly isNamed: boolean }) {
  const width = columns.reduce((sum, column) => sum + column.widthShare, 0);
  return (
    <div className="exportPaper">
      <table>
        {isNamed && title !== '' && <caption>{title}</caption>}
        <colgroup>{columns.map((column) => <col key={column.key} style={{ width: `${(100 * column.widthShare) / width}%` }} />)}</colgroup>
        <thead><tr>{columns.map((column) => <th key={column.key} scope="col">{column.heading}</th>)}</tr></thead>
        <tbody>{rows.map(({ cells, marks }, row) => <tr key={row}>{cells.map((text, column) => <td key={columns[column]?.key ?? column}>{text}{isPage && (marks[column] ?? '') !== '' && <sup>{marks[column]}</sup>}</td>)}</tr>)}</tbody>
      </table>
      {total > rows.length && <p className="muted">… and {(total - rows.length).toLocaleString()} more rows.</p>}
      {total === 0 && <p className="muted">No rows.</p>}
      {isPage && notes.map(({ mark, text }) => <p key={`${mark} ${text}`} className="exportNote">{mark !== '' && <sup>{mark} </sup>}{text}</p>)}
    </div>
  );
}
