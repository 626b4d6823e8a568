// Owns the whole of one row of an import: what changes word by word, what it is a duplicate of, why it is refused, every
// cell as it was read, and what the file says about a cell that its text does not.
import type { ImportSourceReport, PlannedRowInfo } from '../../../../db/contract/imports';
import { useColumns } from '../../../documentColumns';
import { Change } from '../../ChangeSets';
import { isWritten, kindOf, reasonWords, sameWords, targetName } from './importWords';

interface Props { readonly row: PlannedRowInfo; readonly report: ImportSourceReport; readonly sourceNames: readonly string[]; readonly isLeftOut: boolean; readonly onToggle: (row: PlannedRowInfo) => void }

const markNames: Readonly<Record<PlannedRowInfo['marks'][number]['kind'], string>> = { error: 'an error of the workbook', date: 'a date', rounded: 'shown rounded', uncalculated: 'a formula without a result' };

export function PlannedRowDetail({ row, report, sourceNames, isLeftOut, onToggle }: Props) {
  const { table } = report;
  const changed = new Set(row.changes.map(({ field }) => field));
  const order = useColumns().of(table).map(({ key }) => key);
  const cells = Object.entries(row.cells).filter(([key, text]) => text !== '' && !changed.has(key)).toSorted(([left], [right]) => order.indexOf(left) - order.indexOf(right));
  const same = sameWords(table, row, sourceNames);
  return (
    <section className="importDetail" aria-label="The row" tabIndex={0}>
      <p className="importDetailHead">
        <strong>{kindOf(row.kind)}</strong>{row.rowName !== '' && <span>{row.rowName}</span>} <span className="muted">line {row.line.toLocaleString('en')} of {sourceNames[row.source]}</span>
        {isWritten(row) && <label className="importTake"><input type="checkbox" checked={!isLeftOut} onChange={() => onToggle(row)} /> Import this row</label>}
      </p>
      {row.kind === 'duplicate' && <p>It may be {same}: {row.because}. {row.outcome === 'merged' ? 'It fills the empty cells there.' : row.outcome === 'kept' ? 'It is added as a row of its own.' : 'It is left out.'}</p>}
      {(row.kind === 'changed' || row.kind === 'unchanged') && <p className="muted">It is {same}{row.kind === 'unchanged' ? ', and says nothing new' : ''}.</p>}
      {row.kind === 'refused' && <ul className="importReasons">{reasonWords(table, row.reasons).map((reason) => <li key={reason}>{reason}</li>)}</ul>}
      {row.changes.length > 0 && <dl className="importCells">{row.changes.map(({ field, heading, before, after }) => <div key={field}><dt>{heading}</dt><dd><Change before={before} after={after} /></dd></div>)}</dl>}
      {row.marks.map(({ column, kind, detail }) => <p key={`${column} ${kind}`} className="importMark">{report.columns[column]?.heading || `Column ${column + 1}`} is {markNames[kind]}{detail === '' ? '' : `: ${detail}`}.</p>)}
      {cells.length > 0 && <dl className="importCells">{cells.map(([key, text]) => <div key={key}><dt>{targetName(table, key)}</dt><dd>{text}</dd></div>)}</dl>}
    </section>
  );
}
