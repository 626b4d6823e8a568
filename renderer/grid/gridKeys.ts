// Owns the keys of the grid beyond moving by one cell or page, which is AG Grid's: editing, ranges, fill, clear, and the
// ends of rows and table as spreadsheets have them. One table, so that the list of shortcuts can be read from it.
// Refuses keys while text is being edited.
import type { Direction } from './ranges/rangeGeometry';

export type GridCommand =
  | { readonly kind: 'edit' } | { readonly kind: 'type'; readonly text: string } | { readonly kind: 'clear' } | { readonly kind: 'fillDown' }
  | { readonly kind: 'selectAll' } | { readonly kind: 'selectRow' } | { readonly kind: 'selectColumn' } | { readonly kind: 'collapse' }
  | { readonly kind: 'goTo'; readonly place: 'rowStart' | 'rowEnd' | 'start' | 'end' }
  | { readonly kind: 'extend'; readonly direction: Direction; readonly reach: 'step' | 'page' | 'edge' };

export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'>;

const arrows: Readonly<Record<string, Direction>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' };

export function commandOf(press: KeyPress): GridCommand | null {
  const { key, shiftKey, altKey } = press;
  const isControl = press.ctrlKey || press.metaKey;
  if (press.isComposing || altKey) return null;
  const direction = arrows[key];
  if (direction !== undefined) return shiftKey ? { kind: 'extend', direction, reach: isControl ? 'edge' : 'step' } : null;
  if (shiftKey) {
    switch (key) {
      case 'PageUp': return { kind: 'extend', direction: 'up', reach: 'page' };
      case 'PageDown': return { kind: 'extend', direction: 'down', reach: 'page' };
      case 'Home': return { kind: 'extend', direction: isControl ? 'up' : 'left', reach: 'edge' };
      case 'End': return { kind: 'extend', direction: isControl ? 'down' : 'right', reach: 'edge' };
      case ' ': return { kind: 'selectRow' };
      default: break;
    }
  }
  if (isControl) {
    switch (key.toLowerCase()) {
      case 'a': return shiftKey ? null : { kind: 'selectAll' };
      case 'd': return shiftKey ? null : { kind: 'fillDown' };
      case ' ': return { kind: 'selectColumn' };
      case 'home': return { kind: 'goTo', place: 'start' };
      case 'end': return { kind: 'goTo', place: 'end' };
      default: return null;
    }
  }
  switch (key) {
    case 'F2':
    case 'Enter': return shiftKey ? null : { kind: 'edit' };
    case 'Delete': return { kind: 'clear' };
    case 'Backspace': return { kind: 'type', text: '' };
    case 'Escape': return { kind: 'collapse' };
    case 'Home': return { kind: 'goTo', place: 'rowStart' };
    case 'End': return { kind: 'goTo', place: 'rowEnd' };
    default: return [...key].length === 1 && key !== ' ' ? { kind: 'type', text: key } : null;
  }
}
