// Owns asking the curator's name: at the first start together with three lines on what can be done, later on demand.
import { Button, Modal, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { lacuna, messageOf } from '../../client/lacuna';
import { useAnswer } from '../../client/useAnswer';
import { Problem } from '../../ui/Problem';
import { setState } from '../../workspace';

export function CuratorDialog({ isFirst, onClose }: { readonly isFirst: boolean; readonly onClose: () => void }) {
  const preferences = useAnswer('getPreferences', {}).value;
  const [name, setName] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => { if (preferences !== null) setName((typed) => typed ?? preferences.curator); }, [preferences]);
  const save = async (curator: string | null): Promise<void> => {
    try {
      await lacuna.call('setPreferences', { hasSeenWelcome: true, ...(curator === null || curator.trim() === '' ? {} : { curator }) });
      setState((state) => ({ revision: state.revision + 1 }));
      onClose();
    } catch (refusal) {
      setProblem(messageOf(refusal));
    }
  };
  return (
    <Modal opened onClose={() => void (isFirst ? save(null) : onClose())} title={isFirst ? 'Welcome to Lacuna' : "The curator's name"} centered>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); void save(name); }}>
        {isFirst && (
          <ul style={{ margin: 0, paddingLeft: 18, lineHeight: 1.6 }}>
            <li>The review's two tables are open: correct any cell, add studies and rows; every change is saved at once.</li>
            <li>Select rows or cells that disagree and flag a conflict; settle it later with a verdict.</li>
            <li>Export a table for a journal whenever you like; undo and History keep everything.</li>
          </ul>
        )}
        <TextInput label="Your name, which signs each change" required value={name ?? ''} onChange={(event) => setName(event.currentTarget.value)} data-autofocus maxLength={200} />
        <Problem text={problem} />
        <div className="row" style={{ justifyContent: 'flex-end' }}><Button type="submit" disabled={(name ?? '').trim() === ''}>{isFirst ? 'Start' : 'Save'}</Button></div>
      </form>
    </Modal>
  );
}
