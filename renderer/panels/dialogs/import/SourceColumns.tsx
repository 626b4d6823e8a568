// Owns which column of a source becomes which of ours: each with its heading, first cells, what it was taken for and why,
// and a select to say otherwise. Says when earlier choices for the same headings are used.
import { Button, NativeSelect } from '@mantine/core';
import type { ImportSourceReport } from '../../../../db/contract/imports';
import { whenText } from '../../ChangeSets';
import type { SourceInDialog } from './importSources';
import { counted, guessWords, targetName, targetsOf } from './importWords';

interface Props {
  readonly source: SourceInDialog;
  readonly report: ImportSourceReport;
  /** `undefined`: as guessed. */
  readonly onColumn: (index: number, target: string | null | undefined) => void;
  readonly onGuessAgain: () => void;
}

const mostShown = 200;
const notImported = '';

export function SourceColumns({ source, report, onColumn, onGuessAgain }: Props) {
  const { columns, table } = report;
  const targets = targetsOf(table);
  const taken = columns.filter(({ target }) => target !== null).length;
  return (
    <fieldset className="group importColumns">
      <legend>{taken.toLocaleString('en')} of {counted(columns.length, 'column')} {taken === 1 ? 'is' : 'are'} imported</legend>
      {source.recalled !== null && <p role="status">As you chose for these headings on {whenText(source.recalled.chosenAtUtc)}. <Button size="compact-xs" variant="subtle" onClick={onGuessAgain}>Guess instead</Button></p>}
      <div className="importColumnsScroll">
        <table className="plainTable">
          <thead><tr><th scope="col">Heading</th><th scope="col">First cells</th><th scope="col">Becomes</th></tr></thead>
          <tbody>
            {columns.slice(0, mostShown).map((column, index) => {
              const heading = column.heading === '' ? `Column ${index + 1}` : column.heading;
              return (
                <tr key={index}>
                  <th scope="row">{column.heading === '' ? <em>{heading}</em> : heading}</th>
                  <td className="importSample">{column.sample.map((cell) => cell.slice(0, 80)).join(' · ')}</td>
                  <td>
                    <NativeSelect size="xs" aria-label={`What “${heading}” becomes`} value={(source.columns.has(index) ? source.columns.get(index) : column.target) ?? notImported} onChange={(event) => onColumn(index, event.currentTarget.value === notImported ? null : event.currentTarget.value)}
                      data={[{ value: notImported, label: 'Not imported' }, ...targets.map((target) => ({ value: target, label: targetName(table, target) }))]} />
                    <span className="muted importWhy">{guessWords(column, source.columns.has(index), source.recalled !== null && source.recalled.targets[column.heading] === column.target)}
                      {source.columns.has(index) && source.recalled === null && <Button size="compact-xs" variant="subtle" aria-label={`Guess what “${heading}” is`} onClick={() => onColumn(index, undefined)}>Guess</Button>}
                    </span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {columns.length > mostShown && <p className="muted">and {counted(columns.length - mostShown, 'column')} more, which {columns.length - mostShown === 1 ? 'is' : 'are'} shown nowhere; those with our headings are imported.</p>}
    </fieldset>
  );
}
