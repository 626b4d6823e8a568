// Owns the editor of terms: chips in the order written, with suggestions from the column's own vocabulary; free terms are
// welcome. A missing cell is typed as its reason. Refuses nothing: what is written is what the cell will say.
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { missingReasons } from '../../../db/contract/cellRules';
import type { Facet } from '../../../db/contract/types';
import { termsOf } from '../../../db/contract/values';
import { valueOfText } from '../cells/valueText';
import { useLatest } from '../../ui/useLatest';
import type { EditorParts } from './CellEditor';
import { Suggestions } from './Suggestions';

interface Props extends EditorParts { readonly facets: () => Promise<readonly Facet[]>; readonly isSingle: boolean }

const mostSuggestions = 8;

function joined(chips: readonly string[], text: string): string {
  return [...chips, text.trim()].filter((term) => term !== '').join(', ');
}

export function TermsEditor({ editor, attach, onText, describedBy, facets, isSingle }: Props): ReactNode {
  const { column } = editor;
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const [chips, setChips] = useState<readonly string[]>(() => (isSingle || editor.mode === 'typed' ? [] : termsOf(editor.text)));
  const [text, setText] = useState(isSingle || editor.mode === 'typed' ? editor.text : '');
  const [vocabulary, setVocabulary] = useState<readonly Facet[]>([]);
  const [at, setAt] = useState(-1);
  const [isTouched, setTouched] = useState(editor.mode === 'typed');
  const latest = useLatest({ chips, text, isTouched });

  useEffect(() => attach({
    read: async () => {
      const now = latest.get();
      // An editor that was only opened leaves spacing and spelling as they were.
      return { isRead: true, value: now.isTouched ? valueOfText(column, joined(now.chips, now.text)) : editor.before, cites: [] };
    },
  }), [attach, column, editor.before, latest]);
  useEffect(() => {
    let isCurrent = true;
    facets().then((found) => { if (isCurrent) setVocabulary(found); }, () => {}); // without suggestions the editor still edits
    return () => { isCurrent = false; };
  }, [facets]);
  useLayoutEffect(() => {
    input.current?.focus();
    if (isSingle && editor.mode === 'whole') input.current?.select();
  }, [editor.mode, isSingle]);

  const put = (nextChips: readonly string[], nextText: string): void => {
    setChips(nextChips);
    setText(nextText);
    setTouched(true);
    setAt(-1);
    onText(joined(nextChips, nextText));
  };

  const suggestions = useMemo(() => {
    const wanted = text.trim().toLocaleLowerCase();
    if (isSingle && wanted === editor.text.toLocaleLowerCase() && !isTouched) return vocabulary.slice(0, mostSuggestions);
    const used = new Set(chips);
    const matching = vocabulary.filter(({ term }) => !used.has(term) && (isSingle || wanted !== '') && term.toLocaleLowerCase().includes(wanted) && term !== text.trim());
    return matching.toSorted((left, right) => Number(right.term.toLocaleLowerCase().startsWith(wanted)) - Number(left.term.toLocaleLowerCase().startsWith(wanted))).slice(0, mostSuggestions);
  }, [chips, editor.text, isSingle, isTouched, text, vocabulary]);

  const onChange = (typed: string): void => {
    if (isSingle) return put([], typed);
    const isEnded = /,\s*$/u.test(typed);
    const terms = termsOf(typed);
    if (isEnded && termsOf(`${typed}x`).length > terms.length) return put([...chips, ...terms], '');
    if (terms.length > 1) return put([...chips, ...terms.slice(0, -1)], terms.at(-1) ?? '');
    put(chips, typed);
  };
  const choose = (term: string): void => {
    if (isSingle) put([], term);
    else put([...chips, term], '');
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const suggested = suggestions[at];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const count = suggestions.length;
      if (count > 0) setAt(event.key === 'ArrowDown' ? (at + 1) % count : (at <= 0 ? count : at) - 1);
    } else if (event.key === 'Escape' && suggested !== undefined) {
      event.preventDefault();
      setAt(-1);
    } else if (event.key === 'Enter' && suggested !== undefined) {
      event.preventDefault();
      choose(suggested.term);
    } else if (event.key === 'Backspace' && !isSingle && event.currentTarget.selectionStart === 0 && event.currentTarget.selectionEnd === 0 && chips.length > 0) {
      event.preventDefault();
      put(chips.slice(0, -1), `${chips.at(-1) ?? ''}${text}`);
    }
  };

  return (
    <div className="lg-chipEditor">
      <div className="lg-chips" onMouseDown={(event) => { if (event.target === event.currentTarget) { event.preventDefault(); input.current?.focus(); } }}>
        {chips.map((chip, index) => (
          <span className={missingReasons.includes(chip) ? 'lg-chip lg-missing' : 'lg-chip'} key={`${index} ${chip}`}>
            {chip}
            <button type="button" tabIndex={-1} aria-label={`Remove ${chip}`} onClick={() => { put(chips.filter((_, other) => other !== index), text); input.current?.focus(); }}>×</button>
          </span>
        ))}
        <input
          ref={input} value={text} role="combobox" aria-expanded={suggestions.length > 0} aria-controls={listId} aria-autocomplete="list" aria-activedescendant={at >= 0 ? `${listId}-${at}` : undefined}
          aria-label={chips.length === 0 ? `${column.heading} of ${editor.rowName}` : `${column.heading} of ${editor.rowName}: ${chips.join(', ')}. Next term`} aria-describedby={describedBy} aria-invalid={describedBy !== undefined}
          onChange={(event) => onChange(event.currentTarget.value)} onKeyDown={onKeyDown}
        />
      </div>
      <Suggestions id={listId} at={at} onChoose={(index) => { const found = suggestions[index]; if (found !== undefined) choose(found.term); }} lines={suggestions.map(({ term, count }) => ({ text: term, note: count === 0 ? '' : String(count) }))} />
    </div>
  );
}
