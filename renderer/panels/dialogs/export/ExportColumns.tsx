// Owns which columns print, in which order and how wide: a list that works by keyboard, those that print first.
import { ActionIcon, Checkbox, NumberInput } from '@mantine/core';
import { isPageFormat } from '../../../../db/contract/exports';
import { listedColumns, movedColumn, widthOf, withColumn, withWidth, type ExportState } from './exportChoices';

export function ExportColumns({ state, onChange }: { readonly state: ExportState; readonly onChange: (state: ExportState) => void }) {
  const columns = listedColumns(state);
  const kept = columns.filter(({ isKept }) => isKept).length;
  return (
    <fieldset className="group">
      <legend>Columns</legend>
      <ol className="exportColumns">
        {columns.map(({ column, isKept }, index) => (
          <li key={column.key}>
            <Checkbox size="xs" label={column.heading} checked={isKept} disabled={isKept && kept === 1} onChange={(event) => onChange(withColumn(state, column.key, event.currentTarget.checked))} />
            {isKept && (
              <span className="exportColumnTools">
                <ActionIcon variant="subtle" size="sm" aria-label={`Move ${column.heading} up`} disabled={index === 0} onClick={() => onChange(movedColumn(state, column.key, -1))}>↑</ActionIcon>
                <ActionIcon variant="subtle" size="sm" aria-label={`Move ${column.heading} down`} disabled={index === kept - 1} onClick={() => onChange(movedColumn(state, column.key, 1))}>↓</ActionIcon>
                {isPageFormat(state.format) && <NumberInput size="xs" w={70} min={1} max={5000} hideControls aria-label={`Width of ${column.heading}`} value={widthOf(state, column)} onChange={(width) => { if (typeof width === 'number') onChange(withWidth(state, column, width)); }} />}
              </span>
            )}
          </li>
        ))}
      </ol>
    </fieldset>
  );
}
