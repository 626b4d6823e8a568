// What a key press on a cell means; and which presses are left to the grid, the browser or the window.
import { describe, expect, test } from 'vitest';
import { commandOf, type KeyPress } from '../../../../renderer/grid/gridKeys';

function press(keys: string): KeyPress {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  return { key: key === 'Space' ? ' ' : key, ctrlKey: parts.includes('Ctrl'), metaKey: parts.includes('Meta'), altKey: parts.includes('Alt'), shiftKey: parts.includes('Shift'), isComposing: false };
}

describe('keys on a cell', () => {
  test.each([
    ['F2', { kind: 'edit' }], ['Enter', { kind: 'edit' }], ['Delete', { kind: 'clear' }], ['Backspace', { kind: 'type', text: '' }], ['a', { kind: 'type', text: 'a' }], ['β', { kind: 'type', text: 'β' }],
    ['Escape', { kind: 'collapse' }], ['Ctrl+a', { kind: 'selectAll' }], ['Meta+a', { kind: 'selectAll' }], ['Ctrl+d', { kind: 'fillDown' }], ['Shift+Space', { kind: 'selectRow' }], ['Ctrl+Space', { kind: 'selectColumn' }],
    ['Home', { kind: 'goTo', place: 'rowStart' }], ['End', { kind: 'goTo', place: 'rowEnd' }], ['Ctrl+Home', { kind: 'goTo', place: 'start' }], ['Ctrl+End', { kind: 'goTo', place: 'end' }],
    ['Shift+ArrowDown', { kind: 'extend', direction: 'down', reach: 'step' }], ['Ctrl+Shift+ArrowRight', { kind: 'extend', direction: 'right', reach: 'edge' }], ['Shift+PageUp', { kind: 'extend', direction: 'up', reach: 'page' }],
    ['Shift+End', { kind: 'extend', direction: 'right', reach: 'edge' }], ['Ctrl+Shift+Home', { kind: 'extend', direction: 'up', reach: 'edge' }],
  ])('%s', (keys, command) => {
    expect(commandOf(press(keys))).toEqual(command);
  });
  test.each(['ArrowDown', 'Ctrl+ArrowDown', 'PageDown', 'Tab', 'Shift+Tab', 'Space', 'F1', 'F5', 'Ctrl+c', 'Ctrl+v', 'Ctrl+x', 'Ctrl+z', 'Ctrl+Shift+a', 'Ctrl+Shift+d', 'Shift+Enter', 'Alt+a', 'Alt+ArrowDown', 'Shift', 'Control', 'Dead', 'Process', 'ContextMenu'])('%s is not the grid’s', (keys) => {
    expect(commandOf(press(keys))).toBeNull();
  });
  test('a letter beyond the first plane is one letter; composing belongs to the input method', () => {
    expect(commandOf(press('𝒜'))).toEqual({ kind: 'type', text: '𝒜' });
    expect(commandOf({ ...press('a'), isComposing: true })).toBeNull();
  });
});
