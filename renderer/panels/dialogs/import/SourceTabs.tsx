// Owns going from one source of an import to another: tabs, by mouse and by arrow keys. Not drawn for a single source.
import type { KeyboardEvent } from 'react';
import type { SourceInDialog } from './importSources';
import { counted } from './importWords';

interface Props { readonly sources: readonly SourceInDialog[]; readonly chosenId: string | null; readonly recordsOf: (id: string) => number | null; readonly onChoose: (id: string) => void }

export function SourceTabs({ sources, chosenId, recordsOf, onChoose }: Props) {
  if (sources.length < 2) return null;
  const onKey = (event: KeyboardEvent<HTMLDivElement>): void => {
    const at = sources.findIndex(({ id }) => id === chosenId);
    const steps: Readonly<Record<string, number>> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: sources.length - 1 };
    const step = steps[event.key];
    const next = step === undefined ? undefined : sources[(step + sources.length) % sources.length];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next.id);
    event.currentTarget.querySelectorAll<HTMLButtonElement>('[role="tab"]')[sources.indexOf(next)]?.focus();
  };
  return (
    <div className="importTabs" role="tablist" aria-label="Sources" onKeyDown={onKey}>
      {sources.map(({ id, name, problem }, index) => {
        const records = recordsOf(id);
        return (
          <button key={id} type="button" role="tab" aria-selected={id === chosenId} aria-controls="importSource" tabIndex={id === chosenId ? 0 : -1} onClick={() => onChoose(id)}>
            {index + 1}: {name} <span className={problem === null ? 'muted' : 'problem'}>{problem === null ? (records === null ? '…' : counted(records, 'row')) : 'not read'}</span>
          </button>
        );
      })}
    </div>
  );
}
