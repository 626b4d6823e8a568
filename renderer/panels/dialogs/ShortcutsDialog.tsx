// Owns the list of keys: the commands' own, and those of the grid.
import { Modal } from '@mantine/core';
import { commands, shownShortcut } from '../../commands';

const gridKeys: readonly (readonly [string, string])[] = [
  ['F2, Enter or typing', 'Edit the cell'], ['Escape', 'Leave the editor without a change'], ['Tab, Shift+Tab', 'Next, previous cell'], ['Shift+arrows', 'Extend the range of cells'],
  ['Ctrl+A', 'Select all cells'], ['Ctrl+C, Ctrl+X, Ctrl+V', 'Copy, cut, paste cells'], ['Delete', 'Clear the cells'], ['Alt+Enter or Shift+Enter', 'A line break inside an editor'],
];

export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Keyboard shortcuts" size="lg">
      <table className="plainTable"><thead><tr><th>Keys</th><th>What they do</th></tr></thead><tbody>
        {commands.filter((command) => command.shortcut !== null).map((command) => <tr key={command.id}><td><kbd>{shownShortcut(command.shortcut ?? '')}</kbd></td><td>{command.title.replace('…', '')}</td></tr>)}
        {gridKeys.map(([keys, what]) => <tr key={keys}><td><kbd>{shownShortcut(keys)}</kbd></td><td>{what}, in a table</td></tr>)}
      </tbody></table>
    </Modal>
  );
}
