// Owns the list of suggestions under an editor's input; the input keeps the focus.
import type { ReactNode } from 'react';

interface Props {
  readonly id: string;
  /** The highlighted line, or -1. */
  readonly at: number;
  readonly lines: readonly { readonly text: string; readonly note: string }[];
  readonly onChoose: (index: number) => void;
}

export function Suggestions({ id, at, lines, onChoose }: Props): ReactNode {
  return (
    <ul className="lg-suggestions" id={id} role="listbox" aria-label="Suggestions" hidden={lines.length === 0}>
      {lines.map(({ text, note }, index) => (
        <li key={`${index} ${text}`} id={`${id}-${index}`} role="option" aria-selected={index === at} onMouseDown={(event) => { event.preventDefault(); onChoose(index); }}>
          <span>{text}</span> <small>{note}</small>
        </li>
      ))}
    </ul>
  );
}
