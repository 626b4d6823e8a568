// Owns which tables of the document are exported: a list in the order in which they print.
import { Checkbox } from '@mantine/core';
import { exportTables } from '../../../../db/contract/exports';
import { chosenTables, tableName, withChosen, type ExportState } from './exportChoices';

export function ExportTables({ state, onChange }: { readonly state: ExportState; readonly onChange: (state: ExportState) => void }) {
  const chosen = chosenTables(state);
  return (
    <fieldset className="group">
      <legend>Tables</legend>
      <div className="exportFacts">
        {exportTables.map((table) => {
          const isChosen = chosen.includes(table);
          return <Checkbox key={table} size="xs" label={tableName(table)} checked={isChosen} disabled={isChosen && chosen.length === 1} onChange={(event) => onChange(withChosen(state, table, event.currentTarget.checked))} />;
        })}
      </div>
    </fieldset>
  );
}
