// Owns the title bar: the name, the document and its menu, and the box that searches everything or runs a command.
import { Button, Menu } from '@mantine/core';
import { shownName } from '../../db/contract/shownName';
import { openPath } from '../documents';
import { commands, runCommand, shownShortcut } from '../commands';
import { useAnswer } from '../client/useAnswer';
import { useWorkspace } from '../workspace';

const documentCommands = ['newReview', 'newEmpty', 'open', 'saveCopy', 'export', 'exportDocument', 'references', 'import', 'makeRelease', 'compareStates', 'closeRelease', 'checks', 'verify', 'backUp', 'backups', 'curator', 'shortcuts', 'about'];

export function TitleBar() {
  const document = useWorkspace((state) => state.document);
  const recents = useAnswer('listRecentDocuments', {}).value ?? [];
  return (
    <header className="titleBar">
      <strong>Lacuna</strong>
      <Menu position="bottom-start" width={330}>
        <Menu.Target><Button variant="subtle" color="gray">Document ▾</Button></Menu.Target>
        <Menu.Dropdown>
          {commands.filter((command) => documentCommands.includes(command.id)).map((command) => (
            <Menu.Item key={command.id} disabled={!command.isEnabled()} onClick={() => void runCommand(command.id)} rightSection={command.shortcut === null ? null : <kbd>{shownShortcut(command.shortcut)}</kbd>}>{command.title}</Menu.Item>
          ))}
          {recents.length > 0 && <><Menu.Divider /><Menu.Label>Recent documents</Menu.Label></>}
          {recents.slice(0, 6).map((recent) => (
            <Menu.Item key={recent.path} disabled={!recent.isThere || recent.path === document?.path} onClick={() => void openPath(recent.path)} title={recent.path}>
              {recent.name}{recent.isThere ? '' : ' (not there)'}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <span className="documentName" title={document?.path}>{document === null ? '' : shownName(document)}{document?.isReadOnly === true && document.release === null ? ' · for reading only' : ''}</span>
      <span className="spacer" />
      <button type="button" className="searchButton" onClick={() => void runCommand('commandPalette')}>Search everything or run a command <kbd>{shownShortcut('Ctrl+K')}</kbd></button>
    </header>
  );
}
