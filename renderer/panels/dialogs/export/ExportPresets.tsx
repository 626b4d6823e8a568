// Owns the presets of the document in the dialog: one is taken, what stands is kept under a name, one is let go of.
import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ExportPreset } from '../../../../db/contract/exports';
import { lacuna, messageOf } from '../../../client/lacuna';
import { Problem } from '../../../ui/Problem';
import { tell } from '../../../workspace';

interface Props {
  readonly presets: readonly ExportPreset[];
  readonly chosen: string | null;
  readonly isReadOnly: boolean;
  readonly onChoose: (preset: ExportPreset | null) => void;
  /** Keeps what stands under this name. */
  readonly keep: (name: string) => Promise<ExportPreset>;
  readonly onChanged: () => void;
}

export function ExportPresets({ presets, chosen, isReadOnly, onChoose, keep, onChanged }: Props) {
  const [name, setName] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const run = async (work: () => Promise<void>): Promise<void> => {
    setProblem(null);
    try {
      await work();
      onChanged();
    } catch (refusal) {
      setProblem(messageOf(refusal));
    }
  };
  const save = (): Promise<void> => run(async () => {
    const kept = await keep(name ?? '');
    setName(null);
    onChoose(kept);
    tell(`Kept as the preset “${kept.name}” in this document.`);
  });
  return (
    <>
      <div className="row" style={{ alignItems: 'end' }}>
        <Select size="xs" label="Preset" placeholder={presets.length === 0 ? 'None yet' : 'None chosen'} clearable data={presets.map((preset) => preset.name)} value={chosen} onChange={(value) => onChoose(presets.find((preset) => preset.name === value) ?? null)} disabled={presets.length === 0} w={190} />
        {!isReadOnly && name === null && <Button size="xs" variant="default" onClick={() => setName(chosen ?? '')}>Keep as preset…</Button>}
        {!isReadOnly && name === null && chosen !== null && <Button size="xs" variant="subtle" onClick={() => void run(async () => { await lacuna.call('removePreset', { name: chosen }); onChoose(null); })}>Remove preset</Button>}
      </div>
      {name !== null && (
        <div className="row" style={{ alignItems: 'end' }}>
          <TextInput size="xs" label="Name of the preset" value={name} maxLength={60} data-autofocus autoFocus onChange={(event) => setName(event.currentTarget.value)} onKeyDown={(event) => {
            if (event.key === 'Enter') { event.preventDefault(); void save(); }
            if (event.key === 'Escape') { event.stopPropagation(); setName(null); }
          }} />
          <Button size="xs" disabled={name.trim() === ''} onClick={() => void save()}>{presets.some((preset) => preset.name === name.trim()) ? 'Replace' : 'Keep'}</Button>
          <Button size="xs" variant="default" onClick={() => setName(null)}>Cancel</Button>
        </div>
      )}
      <Problem text={problem} />
    </>
  );
}
