// Owns one field of a row in a dialog: a line, a text, or a term with the words that the file and the contract know, most
// used first. Says at once what is wrong with it, in the words of the column.
import { Autocomplete, Textarea, TextInput } from '@mantine/core';
import { problemWith, valueFromText } from '../../../db/contract/cellRules';
import type { GridTable } from '../../../db/contract/tableNames';
import { useColumns } from '../../documentColumns';
import { useAnswer } from '../../client/useAnswer';

interface Props { readonly table: GridTable; readonly field: string; readonly text: string; readonly onChange: (text: string) => void; readonly isFirst?: boolean; readonly placeholder?: string }

const mostTerms = 60;

export function FieldInput({ table, field, text, onChange, isFirst = false, placeholder }: Props) {
  const column = useColumns().find(table, field);
  const isTerm = column?.kind === 'term';
  const facets = useAnswer('listFacets', isTerm ? { table, column: field } : null).value;
  if (column === null) return null;
  const problem = text.trim() === '' ? null : problemWith(column, valueFromText(column, text));
  const props = { label: column.heading, required: column.isRequired, size: 'xs', value: text, error: problem ?? undefined, placeholder, ...(isFirst ? { 'data-autofocus': true } : {}) } as const;
  if (isTerm) {
    const used = (facets ?? []).map(({ term }) => term);
    return <Autocomplete {...props} openOnFocus={false} onChange={onChange} limit={mostTerms} data={[...new Set([...used, ...column.terms])]} />;
  }
  return column.kind === 'long'
    ? <Textarea {...props} autosize minRows={2} maxRows={8} onChange={(event) => onChange(event.currentTarget.value)} />
    : <TextInput {...props} onChange={(event) => onChange(event.currentTarget.value)} />;
}
