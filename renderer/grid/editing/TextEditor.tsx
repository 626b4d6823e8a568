// Owns the editor of plain text: one line over the cell, or a large field for long text. The text is never cut.
import { useCallback, useEffect, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { valueOfText } from '../cells/valueText';
import type { EditorParts } from './CellEditor';

interface Props extends EditorParts { readonly isLong: boolean; readonly height: number }

const leastLongHeight = 132;

export function TextEditor({ editor, attach, onText, describedBy, isLong, height }: Props): ReactNode {
  const field = useRef<HTMLTextAreaElement>(null);
  const { column } = editor;

  const fit = useCallback((input: HTMLTextAreaElement): void => {
    input.style.height = 'auto';
    input.style.height = `${Math.max(input.scrollHeight, isLong ? Math.max(leastLongHeight, height) : 34)}px`;
  }, [height, isLong]);

  useEffect(() => attach({ read: async () => ({ isRead: true, value: valueOfText(column, field.current?.value ?? ''), cites: [] }) }), [attach, column]);
  useLayoutEffect(() => {
    const input = field.current;
    if (input === null) return;
    input.focus();
    if (editor.mode === 'whole' && !isLong) input.select();
    else input.setSelectionRange(input.value.length, input.value.length);
  }, [editor.mode, isLong]);
  useLayoutEffect(() => { if (field.current !== null) fit(field.current); }, [fit]);

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (!isLong || event.key !== 'Enter' || !event.altKey) return;
    event.preventDefault();
    const input = event.currentTarget;
    input.setRangeText('\n', input.selectionStart, input.selectionEnd, 'end');
    fit(input);
    onText(input.value);
  };

  return (
    <textarea
      ref={field} className="lg-textEditor" rows={1} defaultValue={editor.text} aria-label={`${column.heading} of ${editor.rowName}`} aria-describedby={describedBy} aria-invalid={describedBy !== undefined}
      spellCheck={isLong} onKeyDown={onKeyDown} onInput={(event) => { fit(event.currentTarget); onText(event.currentTarget.value); }}
    />
  );
}
