// Owns the fields of a claim in a dialog: the statement, its quote, and what it rests on. What stands between the
// statement and the quote (its study, its row) is the dialog's own.
import type { ReactNode } from 'react';
import { FieldInput } from './FieldInput';

const statement = ['subject', 'predicate', 'object', 'direction'] as const;
const context = ['cancer', 'model', 'specimen', 'comparator', 'n', 'perturbation', 'setting', 'section'] as const;
export type Texts = Readonly<Record<string, string>>;

interface Props { readonly texts: Texts; readonly onChange: (key: string, text: string) => void; readonly firstField?: string; readonly children?: ReactNode }

export function ClaimFields({ texts, onChange, firstField, children }: Props) {
  const field = (key: string) => <FieldInput key={key} table="claims" field={key} isFirst={key === firstField} text={texts[key] ?? ''} onChange={(text) => onChange(key, text)} />;
  return (
    <>
      <div className="fields four">{statement.map(field)}</div>
      {children}
      {field('quote')}
      <fieldset className="group"><legend>Context</legend><div className="fields four">{context.map(field)}</div></fieldset>
    </>
  );
}
