// Owns what is said of one column of the lab, a new one or one that is there. Refuses nothing itself: what the core refuses is said
// beside the form, and the form keeps what was typed.
import { Button, Radio, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { tables } from '../../../../db/contract/columns';
import { customTypes, type CustomTable } from '../../../../db/contract/tableNames';
import type { CountedColumn } from '../../../../db/contract/customColumns';
import { sharings } from '../../../../db/contract/sharing';
import { lacuna, messageOf } from '../../../client/lacuna';
import { Problem } from '../../../ui/Problem';
import { tell } from '../../../workspace';
import { sharingHints, sharingNames, typeHints, typeNames } from './columnWords';

interface Props { readonly table: CustomTable; /** null: a new one. */ readonly column: CountedColumn | null; readonly onDone: () => void }

export function ColumnForm({ table, column, onDone }: Props) {
  const [heading, setHeading] = useState(column?.heading ?? '');
  const [type, setType] = useState(column?.type ?? 'text');
  const [sharing, setSharing] = useState(column?.sharing ?? 'private');
  const [description, setDescription] = useState(column?.description ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const [isWriting, setWriting] = useState(false);
  const isChanged = column === null || heading.trim() !== column.heading || type !== column.type || sharing !== column.sharing || description.trim() !== column.description;

  const save = async (): Promise<void> => {
    setWriting(true);
    setProblem(null);
    try {
      const said = { heading, type, sharing, description };
      const { label } = column === null ? await lacuna.call('addCustomColumn', { table, ...said }) : await lacuna.call('editCustomColumn', { columnId: column.columnId, ...said });
      tell(`Done: ${label}.`);
      onDone();
    } catch (refusal) {
      setProblem(messageOf(refusal));
      setWriting(false);
    }
  };

  return (
    <form className="stack" aria-label={column === null ? `New column of ${tables[table].name}` : `Column ${column.heading} of ${tables[table].name}`} onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <TextInput label="Heading" required data-autofocus autoFocus maxLength={100} value={heading} onChange={(event) => setHeading(event.currentTarget.value)} />
      <Select label="Its cells hold" description={typeHints[type]} allowDeselect={false} data={customTypes.map((each) => ({ value: each, label: typeNames[each] }))} value={type} onChange={(value) => setType(customTypes.find((each) => each === value) ?? 'text')} />
      <Radio.Group label="Who sees it" value={sharing} onChange={(value) => setSharing(sharings.find((each) => each === value) ?? 'private')}>
        <div className="stack" style={{ gap: 6, marginTop: 4 }}>{sharings.map((each) => <Radio key={each} value={each} label={sharingNames[each]} description={sharingHints[each]} />)}</div>
      </Radio.Group>
      <Textarea label="What it is for" description="Said with the heading, and in the description of exported files." autosize minRows={2} maxRows={6} maxLength={2000} value={description} onChange={(event) => setDescription(event.currentTarget.value)} />
      <Problem text={problem} />
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={onDone}>Cancel</Button>
        <Button type="submit" loading={isWriting} disabled={heading.trim() === '' || !isChanged}>{column === null ? 'Add column' : 'Save'}</Button>
      </div>
    </form>
  );
}
