// Owns saving Table 1 or Table 2 as Word with the changes between the two states compared tracked, as published. Refuses
// states that can't be tracked: the beginning, which is no release, and a later one before an earlier one.
import { Button, Menu } from '@mantine/core';
import { tables } from '../../../db/contract/columns';
import type { ReleaseInfo, StateRef } from '../../../db/contract/releases';
import { chooseDestination, deliver } from '../../client/files';
import { lacuna, messageOf } from '../../client/lacuna';
import { endProgress, tell } from '../../workspace';
import { trackedBetween, trackedText, type TrackedBetween } from './states';

const printedTables = { factors: 'Table 1', trials: 'Table 2' } as const;
type PrintedTableName = keyof typeof printedTables;

export function TrackedMenu({ releases, from, to }: { readonly releases: readonly ReleaseInfo[]; readonly from: StateRef; readonly to: StateRef }) {
  const between = trackedBetween(releases, from, to);
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="default" style={{ alignSelf: 'end' }} disabled={between === null} title={between === null ? 'Choose a release under From, and a later one or Now under To.' : `The table as it is ${between.until === null ? 'now' : `in release ${between.until}`}, with the changes since release ${between.since} to accept or reject.`}>Word with tracked changes…</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['factors', 'trials'] as const).map((table) => <Menu.Item key={table} onClick={() => { if (between !== null) void save(table, between); }}>{printedTables[table]}, {tables[table].name}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  );
}

async function save(table: PrintedTableName, between: TrackedBetween): Promise<void> {
  const callId = crypto.randomUUID();
  try {
    const path = await chooseDestination(`${printedTables[table]} tracked.docx`, 'docx', 'Save with tracked changes');
    if (path === null) return;
    const { path: written, tracked } = await lacuna.call('exportTable', { table, format: 'docx', path, ...between }, { callId });
    tell(`${await deliver(written)} ${tracked === undefined ? '' : trackedText(tracked)}`);
  } catch (refusal) {
    tell(messageOf(refusal), 'problem');
  } finally {
    endProgress(callId);
  }
}
