// Owns the editor of references: studies as chips in printed order, found by number, name, title, DOI or PMID. Refuses
// a number that no study of the file has, and says so; studies are added in their own table.
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Output } from '../../../db/contract/methods';
import type { CitedStudy } from '../../../db/contract/types';
import { referenceNumbersOf, referencesText } from '../cells/valueText';
import type { GridClient } from '../gridClient';
import { readReferences, studiesByNumber, type ReadText } from '../ranges/cellWrites';
import { useLatest } from '../../ui/useLatest';
import type { EditorParts } from './CellEditor';
import { Suggestions } from './Suggestions';

interface Props extends EditorParts { readonly client: Pick<GridClient, 'call'> }
type FoundStudy = Output<'findStudies'>[number];

const mostSuggestions = 8;
const searchAfterMs = 120;

/** Everything that the editor holds, so that a draft of it reads the same again. */
function writtenOut(chips: readonly CitedStudy[], text: string): string {
  return [...chips.map(({ number }) => String(number)), text.trim()].filter((part) => part !== '').join(', ');
}

export function ReferencesEditor({ editor, attach, onText, describedBy, client }: Props): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const [chips, setChips] = useState<readonly CitedStudy[]>(editor.mode === 'typed' ? [] : editor.cites);
  const [text, setText] = useState(editor.mode === 'typed' ? editor.text : '');
  /** The chip that arrows and Backspace act on; -1: the input. */
  const [chosen, setChosen] = useState(-1);
  const [found, setFound] = useState<readonly FoundStudy[]>([]);
  const [at, setAt] = useState(-1);
  const [complaint, setComplaint] = useState<string | null>(null);
  const latest = useLatest({ chips, text });
  const reading = useRef<Promise<unknown>>(Promise.resolve());

  const put = (nextChips: readonly CitedStudy[], nextText: string): void => {
    setChips(nextChips);
    setText(nextText);
    latest.set({ chips: nextChips, text: nextText });
    setComplaint(null);
    setAt(-1);
    onText(writtenOut(nextChips, nextText));
  };
  const withStudies = (before: readonly CitedStudy[], more: readonly CitedStudy[]): readonly CitedStudy[] => [...before, ...more.filter(({ studyId }) => !before.some((other) => other.studyId === studyId))];

  /** The studies that a text names. */
  const studiesOf = async (typed: string): Promise<{ readonly isRead: true; readonly studies: readonly CitedStudy[] } | { readonly isRead: false; readonly message: string }> => {
    const numbers = referenceNumbersOf(typed);
    if (numbers.isRead) {
      const read = readReferences(typed, await studiesByNumber(client, numbers.numbers));
      return read.isRead ? { isRead: true, studies: read.cites } : read;
    }
    const found = await client.call('findStudies', { text: typed, limit: 2 });
    const [only] = found;
    if (found.length === 1 && only !== undefined) return { isRead: true, studies: [{ studyId: only.studyId, number: only.number, label: only.label }] };
    return { isRead: false, message: found.length === 0 ? `No study reads like “${typed.trim()}”. Write its number, or add the study first.` : `Several studies read like “${typed.trim()}”. Choose one of the list.` };
  };
  /** Turns a text at the start of the input into chips; what was typed on meanwhile stays. */
  const resolveStart = async (start: string): Promise<string | null> => {
    const typed = start.replace(/[,;\s]+$/u, '');
    if (typed === '') return null;
    const read = await studiesOf(typed);
    if (!read.isRead) return read.message;
    const now = latest.get();
    if (now.text.startsWith(start)) put(withStudies(now.chips, read.studies), now.text.slice(start.length).trimStart());
    return null;
  };
  const resolve = async (): Promise<ReadText> => {
    await reading.current;
    const message = await resolveStart(latest.get().text);
    const now = latest.get();
    return message === null ? { isRead: true, value: now.chips.map(({ studyId }) => studyId), cites: now.chips } : { isRead: false, message, typed: writtenOut(now.chips, now.text) };
  };
  const resolveNow = useLatest(resolve);

  useEffect(() => attach({ read: () => resolveNow.get()() }), [attach, resolveNow]);
  useLayoutEffect(() => input.current?.focus(), []);
  useEffect(() => {
    if (text.trim() === '') {
      setFound([]);
      return;
    }
    let isCurrent = true;
    const timer = setTimeout(() => {
      client.call('findStudies', { text, limit: mostSuggestions }).then((studies) => { if (isCurrent) setFound(studies); }, () => {}); // the editor reads numbers without suggestions too
    }, searchAfterMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [client, text]);

  const suggestions = found.filter(({ studyId }) => !chips.some((chip) => chip.studyId === studyId));
  const choose = (study: FoundStudy | undefined): void => {
    if (study !== undefined) put(withStudies(chips, [{ studyId: study.studyId, number: study.number, label: study.label }]), '');
    input.current?.focus();
  };
  const move = (by: number): void => {
    const from = chosen < 0 ? chips.length - 1 : chosen;
    const to = from + by;
    const chip = chips[from];
    if (chip === undefined || to < 0 || to >= chips.length) return;
    put(chips.toSpliced(from, 1).toSpliced(to, 0, chip), text);
    setChosen(to);
  };
  const onChange = (typed: string): void => {
    setChosen(-1);
    put(latest.get().chips, typed);
    if (/[,;]\s*$/u.test(typed)) reading.current = resolveStart(typed).then(setComplaint, () => {}); // read again when the editor is saved
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const field = event.currentTarget;
    const isAtStart = field.selectionStart === 0 && field.selectionEnd === 0;
    const take = (): void => event.preventDefault();
    if ((event.key === 'ArrowLeft' || event.key === 'ArrowRight') && event.altKey) {
      take();
      move(event.key === 'ArrowLeft' ? -1 : 1);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      take();
      if (suggestions.length > 0) setAt(event.key === 'ArrowDown' ? (at + 1) % suggestions.length : (at <= 0 ? suggestions.length : at) - 1);
    } else if (event.key === 'Escape' && suggestions[at] !== undefined) {
      take();
      setAt(-1);
    } else if (event.key === 'Enter' && suggestions[at] !== undefined) {
      take();
      choose(suggestions[at]);
    } else if (event.key === 'ArrowLeft' && isAtStart && chips.length > 0) {
      take();
      setChosen(chosen < 0 ? chips.length - 1 : Math.max(0, chosen - 1));
    } else if (event.key === 'ArrowRight' && chosen >= 0) {
      take();
      setChosen(chosen + 1 >= chips.length ? -1 : chosen + 1);
    } else if ((event.key === 'Backspace' && isAtStart) || (event.key === 'Delete' && chosen >= 0)) {
      take();
      const index = chosen < 0 ? chips.length - 1 : chosen;
      if (chips.length > 0) put(chips.toSpliced(index, 1), text);
      setChosen(chosen < 0 ? -1 : Math.min(chosen, chips.length - 2));
    }
  };

  return (
    <div className="lg-chipEditor">
      <div className="lg-chips" onMouseDown={(event) => { if (event.target === event.currentTarget) { event.preventDefault(); input.current?.focus(); } }}>
        {chips.map((chip, index) => (
          <span className="lg-chip" key={chip.studyId} data-chosen={index === chosen ? 'true' : undefined}>
            [{chip.number}] {chip.label}
            <button type="button" tabIndex={-1} aria-label={`Remove [${chip.number}] ${chip.label}`} onClick={() => { put(chips.toSpliced(index, 1), text); input.current?.focus(); }}>×</button>
          </span>
        ))}
        <input
          ref={input} value={text} role="combobox" aria-expanded={suggestions.length > 0} aria-controls={listId} aria-autocomplete="list" aria-activedescendant={at >= 0 ? `${listId}-${at}` : undefined}
          aria-label={`${editor.column.heading} of ${editor.rowName}${chips.length === 0 ? '' : `: ${referencesText(chips)}`}. Study by number or name`} aria-describedby={describedBy} aria-invalid={describedBy !== undefined || complaint !== null}
          onChange={(event) => onChange(event.currentTarget.value)} onKeyDown={onKeyDown}
        />
      </div>
      {complaint !== null && <p className="lg-complaint" role="alert">{complaint}</p>}
      <Suggestions id={listId} at={at} onChoose={(index) => choose(suggestions[index])} lines={suggestions.map(({ number, label, title }) => ({ text: `[${number}] ${label}`, note: title }))} />
    </div>
  );
}
