// Owns saving Table 1 or Table 2 as Word with the changes since a release tracked, as published. Refuses states that can't be
// tracked: the later one is the present, the earlier one a release.
import { Button, Menu } from '@mantine/core';
import { tables } from '../../../db/contract/columns';
import type { StateRef } from '../../../db/contract/releases';
import { chooseDestination, deliver } from '../../client/files';
import { lacuna, messageOf } from '../../client/lacuna';
import { endProgress, tell } from '../../workspace';
import { trackedText } from './states';

const printedTables = { factors: 'Table 1', trials: 'Table 2' } as const;
type PrintedTableName = keyof typeof printedTables;

export function TrackedMenu({ from, to }: { readonly from: StateRef; readonly to: StateRef }) {
  const since = from.kind === 'release' && to.kind === 'now' ? from.version : null;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="default" style={{ alignSelf: 'end' }} disabled={since === null} title={since === null ? 'Choose a release under From, and Now under To.' : `The table as it is, with the changes since release ${since} to accept or reject.`}>Word with tracked changes…</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['factors', 'trials'] as const).map((table) => <Menu.Item key={table} onClick={() => { if (since !== null) void save(table, since); }}>{printedTables[table]}, {tables[table].name}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  );
}

async function save(table: PrintedTableName, since: string): Promise<void> {
  const callId = crypto.randomUUID();
  try {
    const path = await chooseDestination(`${printedTables[table]} tracked.docx`, 'docx', 'Save with tracked changes');
    if (path === null) return;
    const { path: written, tracked } = await lacuna.call('exportTable', { table, format: 'docx', path, since }, { callId });
    tell(`${await deliver(written)} ${tracked === undefined ? '' : trackedText(tracked)}`);
  } catch (refusal) {
    tell(messageOf(refusal), 'problem');
  } finally {
    endProgress(callId);
  }
}
