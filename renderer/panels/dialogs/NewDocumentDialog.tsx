// Owns making a new document: with the built-in review or empty, under a name, where the host keeps documents.
import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { chooseDestination } from '../../client/files';
import { lacuna, messageOf } from '../../client/lacuna';
import { Problem } from '../../ui/Problem';
import { commitEditor } from '../../workspace';

export function NewDocumentDialog({ content, onClose }: { readonly content: 'review' | 'empty'; readonly onClose: () => void }) {
  const [name, setName] = useState(content === 'review' ? 'NSCLC bone metastasis' : 'New table');
  const [problem, setProblem] = useState<string | null>(null);
  const make = async (): Promise<void> => {
    try {
      if (!(await commitEditor())) return;
      // In the browser a document lies in the user's own data folder; on the desktop the curator says where.
      const path = lacuna.upload === null ? await chooseDestination(`${name}.lacuna`, 'lacuna', 'New document') : undefined;
      if (path === null) return;
      await lacuna.call('createDocument', { content, name, ...(path === undefined ? {} : { path, replace: true }) });
      onClose();
    } catch (refusal) {
      setProblem(messageOf(refusal));
    }
  };
  return (
    <Modal opened onClose={onClose} title={content === 'review' ? 'New document with the built-in review' : 'New empty document'} centered>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); void make(); }}>
        <TextInput label="Name" required value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus maxLength={120} />
        <Problem text={problem} />
        <div className="row" style={{ justifyContent: 'flex-end' }}><Button variant="default" onClick={onClose}>Cancel</Button><Button type="submit" disabled={name.trim() === ''}>Make it</Button></div>
      </form>
    </Modal>
  );
}
