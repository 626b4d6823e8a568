// Owns what a study is used for: nothing yet, a new row of a table, or a further citation of a row that is there.
import { Select, TextInput, Textarea } from '@mantine/core';
import { missingReasons, valueFromText } from '../../../db/contract/cellRules';
import type { Values } from '../../../db/contract/types';
import { cellText } from '../../../db/contract/values';
import { columnsNow, useColumns } from '../../documentColumns';
import { useAnswer } from '../../client/useAnswer';
import type { GridSelection } from '../../grid/gridTypes';
import { claimStart } from '../findings/claimStart';
import { ClaimFields, type Texts } from './ClaimFields';
import { RowSearch, rowTitle } from './RowSearch';

export type ChosenUse =
  | { readonly kind: 'none' }
  | { readonly kind: 'row'; readonly table: 'factors' | 'trials' | 'claims'; readonly values: Values }
  | { readonly kind: 'citation'; readonly table: 'factors' | 'trials'; readonly rowId: string | null };

const citing = ['factors', 'trials'] as const;
const choices = [
  { value: 'none', label: 'Just the study' },
  { value: 'row factors', label: 'A new factor' },
  { value: 'citation', label: 'A further study of a row that is there' },
  { value: 'row trials', label: 'A new trial' },
  { value: 'row claims', label: 'A claim' },
] as const;

export function StudyUse({ use, onChange, selection }: { readonly use: ChosenUse; readonly onChange: (use: ChosenUse) => void; readonly selection: GridSelection | null }) {
  const value = use.kind === 'row' ? `row ${use.table}` : use.kind;
  const choose = (next: string | null): void => {
    if (next === 'row factors') onChange({ kind: 'row', table: 'factors', values: {} });
    else if (next === 'row trials') onChange({ kind: 'row', table: 'trials', values: {} });
    else if (next === 'row claims') void claimStart(selection).then(({ values, about }) => onChange({ kind: 'row', table: 'claims', values: { ...values, ...(about === null ? {} : { aboutTable: about.table, aboutRowId: about.rowId }) } }));
    else if (next === 'citation') {
      const rowId = selection !== null && (selection.table === 'factors' || selection.table === 'trials') ? (selection.focused?.rowId ?? null) : null;
      onChange({ kind: 'citation', table: selection?.table === 'trials' ? 'trials' : 'factors', rowId });
    } else onChange({ kind: 'none' });
  };
  return (
    <fieldset className="group stack">
      <legend>What it is used for</legend>
      <Select aria-label="What it is used for" allowDeselect={false} data={[...choices]} value={value} onChange={choose} />
      {use.kind === 'row' && use.table !== 'claims' && <RowFields table={use.table} values={use.values} onChange={(values) => onChange({ ...use, values })} />}
      {use.kind === 'row' && use.table === 'claims' && <ClaimFields texts={textsOf(use.values)} onChange={(key, text) => onChange({ ...use, values: { ...use.values, ...valueOf(key, text) } })} />}
      {use.kind === 'citation' && (
        <>
          <RowSearch label="Row" tables={citing} onChoose={(table, row) => { if (table === 'factors' || table === 'trials') onChange({ kind: 'citation', table, rowId: row.id }); }} />
          <ChosenRow table={use.table} rowId={use.rowId} />
        </>
      )}
    </fieldset>
  );
}

function textsOf(values: Values): Texts {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, cellText(value)]));
}

function valueOf(key: string, text: string): Values {
  const column = columnsNow().find('claims', key);
  return column === null ? {} : { [key]: valueFromText(column, text) };
}

function ChosenRow({ table, rowId }: { readonly table: 'factors' | 'trials'; readonly rowId: string | null }) {
  const row = useAnswer('getRows', rowId === null ? null : { table, rowIds: [rowId] }).value?.[0];
  return <span className="muted" role="status">{row === undefined ? 'No row is chosen yet.' : `Chosen: ${rowTitle({ table, row })}`}</span>;
}

function RowFields({ table, values, onChange }: { readonly table: 'factors' | 'trials'; readonly values: Values; readonly onChange: (values: Values) => void }) {
  const columns = useColumns();
  return (
    <div className="stack">
      {columns.of(table).filter((column) => column.isEditable && column.kind !== 'references').map((column) => {
        const props = {
          label: column.heading, required: column.isRequired, value: cellText(values[column.key]),
          description: column.kind === 'terms' ? 'Terms, parted by commas' : column.mayBeMissing && column.kind === 'long' ? `Leave empty, or write ${missingReasons[0]}` : undefined,
          onChange: (event: { readonly currentTarget: { readonly value: string } }) => onChange({ ...values, [column.key]: valueFromText(column, event.currentTarget.value) }),
        };
        return column.kind === 'long' ? <Textarea key={column.key} autosize minRows={1} {...props} /> : <TextInput key={column.key} {...props} />;
      })}
    </div>
  );
}
