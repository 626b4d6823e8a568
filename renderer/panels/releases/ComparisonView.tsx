// Owns comparing two states: which two, what differs as a list by table and row, narrowed by table and curator, and saved
// as a change list.
import { Button, Menu, Select } from '@mantine/core';
import { useEffect, useState } from 'react';
import { tables } from '../../../db/contract/columns';
import { journalTables, type JournalTable } from '../../../db/contract/tableNames';
import type { ChangedRow, ReleaseInfo } from '../../../db/contract/releases';
import { chooseDestination, deliver } from '../../client/files';
import { lacuna, messageOf } from '../../client/lacuna';
import { useAnswer } from '../../client/useAnswer';
import { Problem } from '../../ui/Problem';
import { endProgress, tell, useWorkspace } from '../../workspace';
import { ChangedRowCard } from './ChangedRowCard';
import { countsText, stateChoices, stateOf } from './states';
import { TrackedMenu } from './TrackedMenu';

const pageSize = 100;
const formats = { docx: 'Word (.docx)', csv: 'CSV (.csv)', json: 'JSON (.json)' } as const;

export interface Compared { readonly from: string; readonly to: string }

export function ComparisonView({ releases, compared, onCompare }: { readonly releases: readonly ReleaseInfo[]; readonly compared: Compared; readonly onCompare: (compared: Compared) => void }) {
  const [table, setTable] = useState<JournalTable | null>(null);
  const [curator, setCurator] = useState<string | null>(null);
  const [further, setFurther] = useState<readonly ChangedRow[]>([]);
  const revision = useWorkspace((state) => state.revision);
  const question = { from: stateOf(compared.from), to: stateOf(compared.to), tables: table === null ? null : [table], curator };
  const { value: first, problem } = useAnswer('compareStates', { ...question, limit: pageSize });
  useEffect(() => setFurther([]), [revision, compared.from, compared.to, table, curator]);
  useEffect(() => { setTable(null); setCurator(null); }, [compared.from, compared.to]);
  const rows = [...(first?.rows ?? []), ...further];
  const choices = stateChoices(releases);
  const showMore = async (): Promise<void> => {
    try {
      const block = await lacuna.call('compareStates', { ...question, start: rows.length, limit: pageSize });
      setFurther([...further, ...block.rows]);
    } catch (refusal) {
      tell(messageOf(refusal), 'problem');
    }
  };
  const save = async (format: keyof typeof formats, includePrivate: boolean): Promise<void> => {
    const callId = crypto.randomUUID();
    try {
      const path = await chooseDestination(`Changes.${format}`, format, 'Save change list');
      if (path === null) return;
      const done = await lacuna.call('exportComparison', { ...question, includePrivate, format, path }, { callId });
      tell(`${await deliver(done.path)} ${done.rows.toLocaleString()} changed ${done.rows === 1 ? 'field' : 'fields'}.`);
    } catch (refusal) {
      tell(messageOf(refusal), 'problem');
    } finally {
      endProgress(callId);
    }
  };
  const changedTables = journalTables.filter((each) => first?.counts.some((count) => count.table === each) === true);
  return (
    <section aria-labelledby="compareHeading">
      <h2 id="compareHeading" className="subHead">Compare</h2>
      <div className="row">
        <Select label="From" allowDeselect={false} searchable={choices.length > 12} data={[...choices]} value={compared.from} onChange={(value) => onCompare({ ...compared, from: value ?? 'beginning' })} w={190} />
        <Select label="To" allowDeselect={false} searchable={choices.length > 12} data={[...choices]} value={compared.to} onChange={(value) => onCompare({ ...compared, to: value ?? 'now' })} w={190} />
        <Select label="Table" placeholder="All tables" clearable data={changedTables.map((each) => ({ value: each, label: tables[each].name }))} value={table} onChange={(value) => setTable(changedTables.find((each) => each === value) ?? null)} w={150} disabled={changedTables.length === 0} />
        <Select label="Curator" placeholder="All curators" clearable data={first?.curators ?? []} value={curator} onChange={setCurator} w={170} disabled={(first?.curators ?? []).length === 0} />
        <Menu position="bottom-start">
          <Menu.Target><Button variant="default" style={{ alignSelf: 'end' }} disabled={rows.length === 0}>Save change list…</Button></Menu.Target>
          <Menu.Dropdown>
            {([false, true] as const).flatMap((includePrivate) => (['docx', 'csv', 'json'] as const).map((format) => (
              <Menu.Item key={`${format} ${includePrivate}`} onClick={() => void save(format, includePrivate)}>{formats[format]}{includePrivate ? ', with what is private' : ''}</Menu.Item>
            )))}
          </Menu.Dropdown>
        </Menu>
        <TrackedMenu releases={releases} from={question.from} to={question.to} />
      </div>
      <Problem text={problem} />
      {first === null && problem === null && <p className="muted">Comparing …</p>}
      {first !== null && <p className="muted" role="status">{first.total === 0 && first.counts.length === 0 ? sameText(compared) : `${countsText(first.counts)}${first.total === sum(first.counts.map((count) => count.rows)) ? '' : ` · ${first.total.toLocaleString()} shown`}`}</p>}
      {rows.map((row, index) => (
        <div key={`${row.table} ${row.rowId}`}>
          {row.table !== rows[index - 1]?.table && <h3 className="subHead">{tables[row.table].name}</h3>}
          <ChangedRowCard row={row} />
        </div>
      ))}
      {first !== null && rows.length < first.total && <p><Button variant="default" onClick={() => void showMore()}>Show more ({(first.total - rows.length).toLocaleString()} left)</Button></p>}
    </section>
  );
}

function sameText({ from, to }: Compared): string {
  return from === to ? 'That is the same state twice. Choose another one to see what changed between them.' : 'Nothing differs: every change in between was taken back, or there was none.';
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
