// Owns one field of two rows side by side: what each says with the words that differ marked, and which of them, both, or
// an edit of one's own is to stand. A field in which they agree is one quiet line.
import { tables } from '../../../../db/contract/columns';
import type { GridTable } from '../../../../db/contract/tableNames';
import type { CitedStudy } from '../../../../db/contract/types';
import { cellText, isMissing, studyIdsOf, type CellValue } from '../../../../db/contract/values';
import { wordDiff, type DiffPart } from '../../../../db/contract/wordDiff';
import { FieldInput } from '../FieldInput';
import { StudyPicker } from '../StudyPicker';
import { editFrom, problemOfLine, valueOfChoice, type Choice, type MergeLine, type Place } from './mergeChoices';
import { recordWords } from './mergeWords';

interface Props {
  readonly table: GridTable;
  readonly line: MergeLine;
  readonly choice: Choice;
  readonly stays: Place;
  readonly names: Readonly<Record<Place, string>>;
  readonly cites: ReadonlyMap<string, CitedStudy>;
  readonly isFirst: boolean;
  readonly onChoose: (choice: Choice) => void;
}

export function MergeField({ table, line, choice, stays, names, cites, isFirst, onChoose }: Props) {
  const { column, hasUnion, isSame, isWhole } = line;
  const name = `merge-${column.key}`;
  const words = (value: CellValue): string => wordsOf(line, value, cites);
  if (isSame) {
    return (
      <div className="mergeLine same">
        <span className="mergeHeading">{column.heading}</span>
        <div className="mergeAgreed muted"><span className="visuallyHidden">The same in both: </span>{words(line.first)}</div>
      </div>
    );
  }
  const parts = markedParts(words(line.first), words(line.second));
  const radio = (from: Choice['from'], value: Choice) => <input type="radio" name={name} checked={choice.from === from} onChange={() => onChoose(value)} {...(isFirst && choice.from === from ? { 'data-autofocus': true } : {})} />;
  const side = (place: Place) => (
    <label className="mergeOption" data-chosen={choice.from === place ? true : undefined}>
      {radio(place, { from: place })}
      <span className="mergeText"><span className="visuallyHidden">{names[place]}: </span><Marked value={line[place]} parts={parts} kind={place === 'first' ? 'removed' : 'added'} /></span>
    </label>
  );
  const problem = problemOfLine(line, choice, stays);
  return (
    <div className="mergeLine" role="radiogroup" aria-label={column.heading}>
      <span className="mergeHeading" aria-hidden>{column.heading}</span>
      {side('first')}
      {side('second')}
      {!isWhole && <label className="mergeOption mergeEdit" data-chosen={choice.from === 'edited' ? true : undefined}>{radio('edited', editFrom(line, choice, stays))}<span>Edit</span></label>}
      {hasUnion && <label className="mergeOption mergeBoth" data-chosen={choice.from === 'both' ? true : undefined}>{radio('both', { from: 'both' })}<span className="mergeText"><strong>Both:</strong> {words(valueOfChoice(line, { from: 'both' }, stays))}</span></label>}
      {choice.from === 'edited' && (
        <div className="mergeInput">
          {column.kind === 'references'
            ? <StudyPicker label="Reference, edited" studyIds={choice.studyIds} onChange={(studyIds) => onChoose({ ...choice, studyIds })} />
            : <FieldInput table={table} field={column.key} text={choice.text} onChange={(text) => onChoose({ ...choice, text })} />}
        </div>
      )}
      {problem !== null && choice.from !== 'edited' && <p className="mergeProblem" role="alert">{problem} Choose the other, or edit it.</p>}
      {problem !== null && choice.from === 'edited' && column.isRequired && choice.text.trim() === '' && <p className="mergeProblem" role="alert">{problem.replace(`, or withdraw the ${tables[table].rowName}`, '')}</p>}
    </div>
  );
}

/** Word by word where the two share a third of their letters; texts that have little in common are not marked all over. */
function markedParts(first: string, second: string): readonly DiffPart[] {
  const parts = wordDiff(first, second);
  const lettersOf = (text: string): number => text.replaceAll(/\s/gu, '').length;
  const shared = parts.reduce((sum, part) => sum + (part.kind === 'same' ? lettersOf(part.text) : 0), 0);
  if (shared * 3 >= Math.min(lettersOf(first), lettersOf(second))) return parts;
  return [{ kind: 'removed', text: first }, { kind: 'added', text: second }];
}

/** A cell as it reads in a comparison: references with their labels, kept records at a glance. */
function wordsOf({ column, isWhole }: MergeLine, value: CellValue, cites: ReadonlyMap<string, CitedStudy>): string {
  if (column.kind === 'references') return studyIdsOf(value).map((id) => { const study = cites.get(id); return study === undefined ? '…' : `[${study.number}] ${study.label}`; }).join(', ');
  return isWhole ? recordWords(column.key, cellText(value)) : cellText(value);
}

/** The words of one side; those that the other has not are marked. */
function Marked({ value, parts, kind }: { readonly value: CellValue; readonly parts: readonly DiffPart[]; readonly kind: 'removed' | 'added' }) {
  const own = parts.filter((part) => part.kind === 'same' || part.kind === kind);
  if (own.every((part) => part.text === '')) return <em className="missing">empty</em>;
  const isWholly = !parts.some((part) => part.kind === 'same');
  const text = own.map((part, index) => (part.kind === 'same' || isWholly ? <span key={index}>{part.text}</span> : <Marking key={index} text={part.text} />));
  return isMissing(value) ? <em className="missing">missing: {text}</em> : <>{text}</>;
}

/** White space around a marked stretch stays unmarked. */
function Marking({ text }: { readonly text: string }) {
  const words = text.trim();
  const at = text.indexOf(words);
  return words === '' ? <>{text}</> : <>{text.slice(0, at)}<mark>{words}</mark>{text.slice(at + words.length)}</>;
}
