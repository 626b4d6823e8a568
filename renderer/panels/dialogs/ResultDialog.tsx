// Owns adding a result that a trial states elsewhere than in its cells, or that was not read from them. One change set.
import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { problemWith, valueFromText } from '../../../db/contract/cellRules';
import { columnOf, tables } from '../../../db/contract/columns';
import type { Values } from '../../../db/contract/types';
import { lacuna, messageOf } from '../../client/lacuna';
import { useAnswer } from '../../client/useAnswer';
import { Problem } from '../../ui/Problem';
import { showRow, tell } from '../../workspace';
import { FieldInput } from './FieldInput';
import { RowSearch, rowTitle } from './RowSearch';

const trialsOnly = ['trials'] as const;

export function ResultDialog({ trialId, onClose }: { readonly trialId: string | null; readonly onClose: () => void }) {
  const [trial, setTrial] = useState(trialId);
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isWriting, setWriting] = useState(false);
  const row = useAnswer('getRows', trial === null ? null : { table: 'trials', rowIds: [trial] }).value?.[0];
  const columns = tables.results.columns.filter((column) => column.isEditable);
  const values: Values = Object.fromEntries(Object.entries(texts).flatMap(([key, text]) => {
    const column = columnOf('results', key);
    return column === null || text.trim() === '' ? [] : [[key, valueFromText(column, text.trim())]];
  }));
  const isFit = trial !== null && Object.keys(values).length > 0 && columns.every((column) => values[column.key] === undefined || problemWith(column, values[column.key] ?? null) === null);
  const save = async (): Promise<void> => {
    if (trial === null) return;
    setWriting(true);
    try {
      const { label, addedRowIds } = await lacuna.call('editRows', { table: 'results', intention: 'add', adds: [{ values: { ...values, trialId: trial } }] });
      tell(`Done: ${label}.`);
      onClose();
      const [added] = addedRowIds;
      if (added !== undefined) await showRow('results', added);
    } catch (refusal) {
      setProblem(messageOf(refusal));
    } finally {
      setWriting(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title="Add result" size="xl">
      <form noValidate className="stack" onSubmit={(event) => { event.preventDefault(); if (isFit && !isWriting) void save(); }}>
        {trialId === null && <RowSearch label="Trial" tables={trialsOnly} onChoose={(_, chosen) => setTrial(chosen.id)} />}
        <span className="muted" role="status">{row === undefined ? 'Choose the trial that it is a result of.' : `Of ${rowTitle({ table: 'trials', row })}`}</span>
        <div className="fields four">{columns.map((column, index) => <FieldInput key={column.key} table="results" field={column.key} isFirst={index === 0} text={texts[column.key] ?? ''} onChange={(text) => setTexts((before) => ({ ...before, [column.key]: text }))} />)}</div>
        <Problem text={problem} />
        <div className="row" style={{ justifyContent: 'flex-end' }}><Button variant="default" onClick={onClose}>Cancel</Button><Button type="submit" disabled={!isFit} loading={isWriting}>Add result</Button></div>
      </form>
    </Modal>
  );
}
