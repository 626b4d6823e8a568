// Owns the frame of the open editor: it stands over its cell and follows it, takes the keys that commit, move and
// discard, commits when the pointer goes elsewhere, and shows why a text was refused with what can be done.
import { useEffect, useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react';
import { assertNever } from '../../../db/contract/assertNever';
import type { FacetContext } from '../columns/facets';
import type { GridClient } from '../gridClient';
import type { EditorReader, OpenEditor } from '../gridUi';
import type { CellEditing } from './cellEditing';
import { ReferencesEditor } from './ReferencesEditor';
import { TermsEditor } from './TermsEditor';
import { TextEditor } from './TextEditor';

export interface EditorParts {
  readonly editor: OpenEditor;
  readonly attach: (reader: EditorReader) => () => void;
  /** Every change of the text, for the draft. */
  readonly onText: (text: string) => void;
  readonly describedBy: string | undefined;
}

export interface CellRect { readonly left: number; readonly top: number; readonly width: number; readonly height: number }

interface Props {
  readonly editor: OpenEditor;
  readonly editing: CellEditing;
  readonly client: Pick<GridClient, 'call'>;
  readonly facets: FacetContext;
  /** Where the cell is on the screen; null while it is not rendered. */
  readonly rectOf: (editor: OpenEditor) => CellRect | null;
  readonly onScroll: (listener: () => void) => () => void;
}

const margin = 8;
const leastWidths: Readonly<Record<string, number>> = { long: 420, short: 180, term: 240, terms: 340, references: 380 };

export function CellEditor({ editor, editing, client, facets, rectOf, onScroll }: Props): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const [rect, setRect] = useState<CellRect | null>(() => rectOf(editor));
  const { column, problem } = editor;

  useLayoutEffect(() => {
    const place = (): void => setRect((before) => rectOf(editor) ?? before);
    place();
    window.addEventListener('resize', place);
    const stop = onScroll(place);
    return () => {
      window.removeEventListener('resize', place);
      stop();
    };
  }, [editor, onScroll, rectOf]);

  useEffect(() => {
    const onDown = (event: PointerEvent): void => {
      if (event.target instanceof Node && frame.current?.contains(event.target) === true) return;
      void editing.commit('leave');
    };
    document.addEventListener('pointerdown', onDown, true);
    return () => document.removeEventListener('pointerdown', onDown, true);
  }, [editing]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    const isInButtons = event.target instanceof HTMLButtonElement;
    const handled = (): void => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (event.key === 'Escape') {
      handled();
      editing.discard();
    } else if (event.key === 'Enter' && !isInButtons && !(column.kind === 'long' && (event.shiftKey || event.altKey))) {
      handled();
      void editing.commit(event.ctrlKey || event.metaKey ? 'stay' : event.shiftKey ? 'up' : 'down');
    } else if (event.key === 'Tab' && problem === null) {
      handled();
      void editing.commit(event.shiftKey ? 'left' : 'right');
    }
  };

  /** The focus went elsewhere in the page by a key or a command. */
  const onBlur = ({ relatedTarget }: FocusEvent): void => {
    if (relatedTarget instanceof Node && frame.current?.contains(relatedTarget) === false) void editing.commit('leave');
  };

  if (rect === null) return null;
  const width = Math.min(Math.max(rect.width, leastWidths[column.kind] ?? 180), window.innerWidth - 2 * margin);
  const left = Math.max(margin, Math.min(rect.left, window.innerWidth - width - margin));
  const most = Math.min(440, window.innerHeight - 2 * margin);
  const top = Math.max(margin, Math.min(rect.top, window.innerHeight - Math.min(most, Math.max(rect.height, column.kind === 'short' ? 44 : 200)) - margin));
  const problemId = `lg-problem-${editor.id}`;
  const parts: EditorParts = { editor, attach: editing.attach, onText: editing.note, describedBy: problem === null ? undefined : problemId };
  return (
    <div ref={frame} className="lg-editor" data-kind={column.kind} role="group" aria-label={`Edit ${column.heading} of ${editor.rowName}`} style={{ left, top, width, minHeight: rect.height, maxHeight: most }} onKeyDown={onKeyDown} onBlur={onBlur} aria-busy={editor.isWriting}>
      {editorFor(parts, client, facets, rect.height)}
      {problem !== null && (
        <div className="lg-problem" id={problemId} role="alert">
          <p>{problem.message}</p>
          <div className="lg-problemActions">
            {problem.current === null
              ? <button type="button" onClick={() => void editing.commit('stay')}>Try again</button>
              : <button type="button" onClick={() => void editing.overwrite()}>Write mine</button>}
            <button type="button" onClick={() => editing.discard()}>{problem.current === null ? 'Discard' : `Keep “${shortened(problem.current.text)}”`}</button>
          </div>
        </div>
      )}
      <p className="lg-hint">{hintOf(column.kind)}</p>
    </div>
  );
}

function shortened(text: string): string {
  if (text === '') return 'the empty cell';
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function hintOf(kind: OpenEditor['column']['kind']): string {
  switch (kind) {
    case 'long': return 'Enter saves · Shift+Enter breaks the line · Esc discards';
    case 'terms': return 'A comma ends a term · Backspace edits the last · Enter saves · Esc discards';
    case 'references': return 'Number or name · Alt+← → moves a study · Enter saves · Esc discards';
    default: return 'Enter saves · Esc discards';
  }
}

function editorFor(parts: EditorParts, client: Pick<GridClient, 'call'>, facets: FacetContext, height: number): ReactNode {
  const { kind, key } = parts.editor.column;
  switch (kind) {
    case 'short': return <TextEditor key={parts.editor.id} {...parts} isLong={false} height={height} />;
    case 'long': return <TextEditor key={parts.editor.id} {...parts} isLong height={height} />;
    case 'term': return <TermsEditor key={parts.editor.id} {...parts} facets={() => facets.facets(key)} isSingle />;
    case 'terms': return <TermsEditor key={parts.editor.id} {...parts} facets={() => facets.facets(key)} isSingle={false} />;
    case 'references': return <ReferencesEditor key={parts.editor.id} {...parts} client={client} />;
    case 'members':
    case 'hidden': return null;
    default: return assertNever(kind);
  }
}
