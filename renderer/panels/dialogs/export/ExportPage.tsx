// Owns the choices of the printed page: title, orientation, numbers of references, decimal points, language, and the notes
// below the table. Choices that a format has no place for are not shown, nor those that each table of a document has for itself.
import { Checkbox, NumberInput, Select, TextInput, Textarea } from '@mantine/core';
import { tables } from '../../../../db/contract/columns';
import { isPageFormat, type ExportChoices } from '../../../../db/contract/exports';
import { listLanguages } from '../../../../db/contract/references';
import { useAnswer } from '../../../client/useAnswer';
import { chosenTables, columnsOf, type ExportState } from './exportChoices';

interface Props { readonly state: ExportState; readonly onChange: (state: ExportState) => void }

const languages: Readonly<Record<(typeof listLanguages)[number], string>> = { 'en-US': 'English (US)', 'en-GB': 'English (UK)', 'de-DE': 'Deutsch', 'fr-FR': 'Français' };
const usualOffset = 100;

export function ExportNumbers({ state, onChange }: Props) {
  const { choices } = state;
  const set = (changed: Partial<ExportChoices>): void => onChange({ ...state, choices: { ...choices, ...changed } });
  const [mode = 'original', by] = choices.numbering.split(':');
  return (
    <div className="exportFacts">
      <Select size="xs" label="References" allowDeselect={false} value={mode} onChange={(value) => set({ numbering: value === 'offset' ? `offset:${usualOffset}` : (value ?? 'original') })} data={[
        { value: 'original', label: 'Numbers of the review' }, { value: 'appearance', label: '1, 2, 3 by first appearance' }, { value: 'offset', label: 'Numbers shifted' }, { value: 'author-year', label: 'Author and year' },
      ]} />
      {mode === 'offset' && <NumberInput size="xs" label="Shifted by" value={Number(by)} min={-99_999} max={99_999} allowDecimal={false} onChange={(value) => { if (typeof value === 'number') set({ numbering: `offset:${value}` }); }} />}
      <Select size="xs" label="Decimal point" allowDeselect={false} value={choices.numberStyle} onChange={(value) => set({ numberStyle: value === 'raised-point' ? 'raised-point' : 'as-printed' })} data={[{ value: 'as-printed', label: 'As in the cells: 3.4' }, { value: 'raised-point', label: 'Raised: 3·4' }]} />
    </div>
  );
}

export function ExportPage({ state, onChange }: Props) {
  const { table, choices } = state;
  const set = (changed: Partial<ExportChoices>): void => onChange({ ...state, choices: { ...choices, ...changed } });
  const published = table === 'document' ? null : table === 'history' ? 'History' : tables[table].title;
  return (
    <>
      {published !== null && <TextInput size="xs" label="Title" value={choices.title ?? published} maxLength={500} onChange={(event) => { const { value } = event.currentTarget; set({ title: value === published ? null : value }); }} />}
      <div className="exportFacts">
        {published !== null && <Select size="xs" label="Page" allowDeselect={false} value={choices.orientation ?? 'published'} onChange={(value) => set({ orientation: value === 'portrait' || value === 'landscape' ? value : null })} data={[{ value: 'published', label: 'As usual for the table' }, { value: 'portrait', label: 'Portrait' }, { value: 'landscape', label: 'Landscape' }]} />}
        <Select size="xs" label="Language" allowDeselect={false} value={choices.language} onChange={(value) => set({ language: listLanguages.find((each) => each === value) ?? 'en-US' })} data={listLanguages.map((each) => ({ value: each, label: languages[each] }))} />
      </div>
    </>
  );
}

export function ExportNotes({ state, onChange }: Props) {
  const { table, format, choices } = state;
  const styles = useAnswer('listStyles', {}).value ?? [];
  const isDocument = table === 'document';
  const citesStudies = (isDocument ? chosenTables(state) : [table]).some((each) => columnsOf(each).some(({ kind }) => kind === 'references'));
  const set = (changed: Partial<ExportChoices>): void => onChange({ ...state, choices: { ...choices, ...changed } });
  return (
    <fieldset className="group">
      <legend>{isDocument ? 'Below each table' : 'Below the table'}</legend>
      <div className="stack">
        {table !== 'glossary' && <Checkbox size="xs" label="The abbreviations that it uses" checked={choices.hasAbbreviations} onChange={(event) => set({ hasAbbreviations: event.currentTarget.checked })} />}
        <Textarea size="xs" label="Source note" autosize minRows={1} maxRows={4} maxLength={2000} value={choices.sourceNote} onChange={(event) => set({ sourceNote: event.currentTarget.value })} />
        <Select size="xs" label="Conflicts as lettered notes" allowDeselect={false} value={choices.conflicts} onChange={(value) => set({ conflicts: value === 'open' || value === 'all' ? value : 'none' })} data={[{ value: 'none', label: 'None' }, { value: 'open', label: 'Those that are not settled' }, { value: 'all', label: 'Settled ones too, with their verdict' }]} />
        {isPageFormat(format) && citesStudies && <Select size="xs" label={isDocument ? 'Reference list, after the last table' : 'Reference list'} clearable searchable placeholder="None" value={choices.style} onChange={(style) => set({ style })} data={styles.map(({ styleId, title }) => ({ value: styleId, label: title }))} />}
      </div>
    </fieldset>
  );
}
