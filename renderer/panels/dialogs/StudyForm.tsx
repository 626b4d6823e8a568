// Owns the form for a study by hand, and the fields that it states.
import { TextInput, Textarea } from '@mantine/core';
import type { StudyFields } from '../../../db/contract/types';

export interface StudyFormValues { readonly label: string; readonly title: string; readonly authors: string; readonly year: string; readonly journal: string; readonly doi: string; readonly pmid: string; readonly registryId: string }
export const emptyForm: StudyFormValues = { label: '', title: '', authors: '', year: '', journal: '', doi: '', pmid: '', registryId: '' };

const inputs: readonly (readonly [keyof StudyFormValues, string, string])[] = [
  ['year', 'Year', '2024'], ['journal', 'Journal', ''], ['doi', 'DOI', '10.1000/182'], ['pmid', 'PMID', ''], ['registryId', 'Registry ID', 'NCT01234567'], ['label', 'Label', 'Made from authors and year when empty'],
];

export function StudyForm({ values, onChange }: { readonly values: StudyFormValues; readonly onChange: (values: StudyFormValues) => void }) {
  const set = (key: keyof StudyFormValues, value: string): void => onChange({ ...values, [key]: value });
  return (
    <div className="stack">
      <Textarea label="Title" autosize minRows={1} value={values.title} onChange={(event) => set('title', event.currentTarget.value)} data-autofocus />
      <TextInput label="Authors" description="Family, Given; Family, Given" value={values.authors} onChange={(event) => set('authors', event.currentTarget.value)} />
      <div style={{ display: 'grid', gridTemplateColumns: 'repeat(3, 1fr)', gap: 8 }}>
        {inputs.map(([key, label, placeholder]) => <TextInput key={key} label={label} placeholder={placeholder} value={values[key]} onChange={(event) => set(key, event.currentTarget.value)} />)}
      </div>
    </div>
  );
}

function stated(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

/** What the form states; empty fields state nothing. Authors are parted by semicolons. */
export function fieldsOfForm(values: StudyFormValues): StudyFields {
  const authors = values.authors.split(';').map((author) => author.trim()).filter((author) => author !== '').map((author) => {
    const [family, ...given] = author.split(',');
    return { family: (family ?? '').trim(), given: given.join(',').trim() };
  });
  return {
    title: stated(values.title), authors, year: stated(values.year), journal: stated(values.journal), volume: null, issue: null, pages: null,
    doi: stated(values.doi), pmid: stated(values.pmid), registryId: stated(values.registryId), abstract: null, publicationType: 'article-journal',
  };
}
