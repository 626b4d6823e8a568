// Owns adding a row by hand: it asks for what the row can't be without; the rest is written in the grid.
import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { problemWith } from '../../db/contract/cellRules';
import { tables } from '../../db/contract/columns';
import type { GridTable } from '../../db/contract/tableNames';
import type { Values } from '../../db/contract/types';
import { valueOfText } from './cells/valueText';

interface Props { readonly table: GridTable; readonly onAdd: (values: Values) => Promise<void>; readonly onClose: () => void }

export function NewRowDialog({ table, onAdd, onClose }: Props): ReactNode {
  const { columns, rowName } = tables[table];
  const required = columns.filter((column) => column.isRequired);
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [isAsked, setAsked] = useState(false);
  const [isWriting, setWriting] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const values: Values = Object.fromEntries(required.map((column) => [column.key, valueOfText(column, texts[column.key] ?? '')]));
  const problems = new Map(required.flatMap((column) => {
    const message = problemWith(column, values[column.key] ?? null);
    return message === null ? [] : [[column.key, message] as const];
  }));

  const add = (): void => {
    setAsked(true);
    if (problems.size > 0 || isWriting) return;
    setWriting(true);
    onAdd(values).catch((thrown: unknown) => {
      setWriting(false);
      setProblem(thrown instanceof Error ? thrown.message : String(thrown));
    });
  };

  return (
    <Modal opened returnFocus={false} onClose={onClose} title={`New ${rowName}`} closeOnClickOutside={Object.values(texts).every((text) => text === '')}>
      <form noValidate onSubmit={(event) => { event.preventDefault(); add(); }}>
        {required.map((column, index) => (
          <Textarea
            key={column.key} label={column.heading} autosize minRows={column.kind === 'long' ? 3 : 1} mb="sm" data-autofocus={index === 0 ? true : undefined} required
            value={texts[column.key] ?? ''} error={isAsked ? problems.get(column.key) : undefined}
            onChange={({ currentTarget: { value } }) => setTexts((before) => ({ ...before, [column.key]: value }))}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
              event.preventDefault();
              add();
            }}
          />
        ))}
        {problem !== null && <p className="lg-problem" role="alert">{problem}</p>}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>Cancel</Button>
          <Button type="submit" loading={isWriting}>Add {rowName}</Button>
        </Group>
      </form>
    </Modal>
  );
}
