// Owns comparing two rows of a table side by side and making them one: which of them stays, what each field takes, what
// else moves, and why. Nothing is written before Merge; leaving with changed choices asks first.
import { Button, Checkbox, Modal, NativeSelect, Textarea } from '@mantine/core';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { GridTable } from '../../../../db/contract/tableNames';
import type { GridRow } from '../../../../db/contract/types';
import { lacuna, messageOf } from '../../../client/lacuna';
import { useAnswer } from '../../../client/useAnswer';
import { isMac, shownShortcut } from '../../../commands';
import { Problem } from '../../../ui/Problem';
import { getState, showRow, tell } from '../../../workspace';
import { changedValues, choiceOf, linesOf, offeredStay, problemOfLine, type Choices, type Place } from './mergeChoices';
import { MergeField } from './MergeField';
import { mergeName, mergeTitle, movesWords, shortName } from './mergeWords';
import { recallOnlyDiffering, rememberOnlyDiffering } from './onlyDiffering';
import './merge.css';

const storage = (): Storage => window.localStorage;

interface Props {
  readonly table: GridTable;
  /** Two rows; of more, the two that are compared are chosen in the dialog. */
  readonly rowIds: readonly string[];
  readonly onClose: () => void;
}

export function MergeDialog({ table, rowIds, onClose }: Props) {
  const rows = useAnswer('getRows', { table, rowIds: [...rowIds] });
  const [pair, setPair] = useState<readonly [string, string]>([rowIds[0] ?? '', rowIds[1] ?? '']);
  const [isDirty, setDirty] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [first, second] = pair.map((id) => rows.value?.find((row) => row.id === id));
  /** Back to the cells that the rows were chosen in. */
  const leave = (): void => {
    onClose();
    setTimeout(() => getState().grid?.focusCells());
  };
  const close = (): void => {
    if (isAsking) setAsking(false);
    else if (isDirty) setAsking(true);
    else leave();
  };
  return (
    <Modal opened onClose={close} title={mergeTitle(table)} size="min(1120px, 97vw)" yOffset="4vh" closeOnClickOutside={false} classNames={{ content: 'mergeModal', body: 'mergeBody' }}>
      <Problem text={rows.problem ?? (rows.value !== null && (first === undefined || second === undefined) ? 'One of these rows is not in this file any more. Close this and look again.' : null)} />
      {first !== undefined && second !== undefined && (
        <Comparison
          key={pair.join(' ')} table={table} first={first} second={second} others={rowIds.length > 2 ? (rows.value ?? []) : []} onPair={setPair}
          isAsking={isAsking} onKeep={() => setAsking(false)} onDirty={setDirty} onCancel={close} onLeave={leave} onMerged={onClose}
        />
      )}
    </Modal>
  );
}

interface ComparisonProps {
  readonly table: GridTable;
  readonly first: GridRow;
  readonly second: GridRow;
  /** Where there are more than two: all of them. */
  readonly others: readonly GridRow[];
  readonly onPair: (pair: readonly [string, string]) => void;
  readonly isAsking: boolean;
  readonly onKeep: () => void;
  readonly onDirty: (isDirty: boolean) => void;
  readonly onCancel: () => void;
  readonly onLeave: () => void;
  readonly onMerged: () => void;
}

function Comparison({ table, first, second, others, onPair, isAsking, onKeep, onDirty, onCancel, onLeave, onMerged }: ComparisonProps) {
  const offered = offeredStay(first, second);
  const [stays, setStays] = useState<Place>(offered);
  const [choices, setChoices] = useState<Choices>({});
  const [reason, setReason] = useState('');
  const [isOnly, setOnly] = useState(() => recallOnlyDiffering(storage));
  const [problem, setProblem] = useState<string | null>(null);
  const [isWriting, setWriting] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => frame.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), []);
  const [kept, gone] = stays === 'first' ? [first, second] : [second, first];
  const preview = useAnswer('previewMerge', { table, staysId: kept.id, goesId: gone.id });
  const lines = linesOf(table, first, second);
  const shown = isOnly ? lines.filter(({ isSame }) => !isSame) : lines;
  const differing = lines.filter(({ isSame }) => !isSame).length;
  const firstOpen = lines.find(({ isSame }) => !isSame);
  const names = { first: shortName(table, first), second: shortName(table, second) };
  const cites = new Map([...first.cites, ...second.cites].map((study) => [study.studyId, study]));
  const isReady = !isWriting && preview.value !== null && preview.problem === null && lines.every((line) => problemOfLine(line, choiceOf(line, choices, stays), stays) === null);

  const change = (next: { readonly stays?: Place; readonly choices?: Choices; readonly reason?: string }): void => {
    const [place, chosen, why] = [next.stays ?? stays, next.choices ?? choices, next.reason ?? reason];
    setStays(place);
    setChoices(chosen);
    setReason(why);
    setProblem(null);
    onDirty(place !== offered || Object.keys(chosen).length > 0 || why.trim() !== '');
  };
  const merge = async (): Promise<void> => {
    if (!isReady || isAsking) return;
    setWriting(true);
    setProblem(null);
    try {
      const { label } = await lacuna.call('mergeRows', {
        table, stays: { rowId: kept.id, version: kept.version }, goes: { rowId: gone.id, version: gone.version }, values: { ...changedValues(lines, choices, stays) }, reason: reason.trim() === '' ? null : reason.trim(),
      });
      tell(`Done: ${label}. ${shownShortcut('Ctrl+Z')} takes all of it back.`);
      onMerged();
      await showRow(table, kept.id);
    } catch (refusal) {
      setProblem(messageOf(refusal));
      setWriting(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(isMac ? event.metaKey : event.ctrlKey)) return;
    event.preventDefault();
    void merge();
  };
  const head = (place: Place, row: GridRow) => (
    <div className="mergeHead" data-stays={stays === place ? true : undefined}>
      {others.length > 0
        ? <NativeSelect size="xs" aria-label={place === 'first' ? 'The row on the left' : 'The row on the right'} value={row.id} data={others.filter(({ id }) => id === row.id || (id !== first.id && id !== second.id)).map((other) => ({ value: other.id, label: mergeName(table, other) }))}
            onChange={(event) => { onDirty(false); onPair(place === 'first' ? [event.currentTarget.value, second.id] : [first.id, event.currentTarget.value]); }} />
        : <strong>{mergeName(table, row)}</strong>}
      <label className="mergeStay"><input type="radio" name="merge-stays" aria-label={`${stays === place ? 'Stays' : 'Is withdrawn'}: ${mergeName(table, row)}`} checked={stays === place} onChange={() => change({ stays: place })} {...(firstOpen === undefined && stays === place ? { 'data-autofocus': true } : {})} /> <span>{stays === place ? 'Stays' : 'Is withdrawn'}</span>{row.lifecycle === 'excluded' && <span className="muted"> · excluded from exports</span>}</label>
    </div>
  );
  return (
    <div ref={frame} className="mergeComparison" onKeyDown={onKeyDown}>
      <div className="mergeTop" role="radiogroup" aria-label="Which row stays">
        <Checkbox size="xs" label="Only what differs" checked={isOnly} onChange={(event) => { setOnly(event.currentTarget.checked); rememberOnlyDiffering(storage, event.currentTarget.checked); }} />
        {head('first', first)}
        {head('second', second)}
      </div>
      <div className="mergeLines" role="region" aria-label="Fields" tabIndex={0}>
        {shown.map((line) => (
          <MergeField key={line.column.key} table={table} line={line} choice={choiceOf(line, choices, stays)} stays={stays} names={names} cites={cites} isFirst={line === firstOpen} onChoose={(choice) => change({ choices: { ...choices, [line.column.key]: choice } })} />
        ))}
        {differing === 0 && <p className="muted">They say the same in every field.</p>}
      </div>
      <div className="mergeFoot">
        <p className="mergeMoves" role="status">{preview.value === null ? '' : movesWords(table, kept, gone, preview.value)}</p>
        <Textarea label="Reason (optional)" autosize minRows={1} maxRows={4} maxLength={5000} value={reason} onChange={(event) => change({ reason: event.currentTarget.value })} />
        <Problem text={problem ?? (isWriting ? null : preview.problem)} />
        {isAsking
          ? <Leaving onKeep={onKeep} onLeave={onLeave} />
          : (
            <div className="row" style={{ justifyContent: 'flex-end' }}>
              <Button variant="default" onClick={onCancel}>Cancel</Button>
              <Button disabled={!isReady} loading={isWriting} onClick={() => void merge()}>Merge into {shortName(table, kept)} <kbd className="mergeKey">{shownShortcut('Ctrl+Enter')}</kbd></Button>
            </div>
          )}
      </div>
    </div>
  );
}

/** Stands in the place of the buttons; the answer that loses nothing has the focus. */
function Leaving({ onKeep, onLeave }: { readonly onKeep: () => void; readonly onLeave: () => void }) {
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  return (
    <div className="row mergeAsk" role="alertdialog" aria-label="Leave without merging?" aria-describedby="mergeAskText">
      <span id="mergeAskText">Leave without merging? What you chose here is lost.</span>
      <Button variant="default" ref={keep} onClick={onKeep}>Go on comparing</Button>
      <Button variant="default" onClick={onLeave}>Leave</Button>
    </div>
  );
}
