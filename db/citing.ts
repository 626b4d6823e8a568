// Owns how the references of a state print in cells, under the numbering that was chosen; and how those of an earlier state
// print under the numbers of a later one, so that a study that was only renumbered is no change of the rows that cite it.
import { collapsedNumbers } from './evidence/references/citation';
import { formatCitation, type NumberedReferences } from './exports/references/numbering';
import { numberedStudies } from './numberedStudies';
import { studyNumbers } from './queries/findStudies';
import { nothingPrivate, type PrivateRows } from './queries/privateRows';
import type { Cite } from './queries/printedRows';
import type { ReadHandle } from './store/handle';

export interface Citing {
  readonly cite: Cite;
  /** As it prints in a cell by itself, without brackets. */
  readonly labelOf: (studyId: string) => string;
  /** Those of the review, of every study whatever became of it. */
  readonly numbers: ReadonlyMap<string, number>;
  /** null where references keep the review's numbers. */
  readonly references: NumberedReferences | null;
  /** Studies that no cell cites. */
  readonly hidden: ReadonlySet<string>;
}

/** `numbering` as the contract has it. */
export function citingOf(handle: ReadHandle, numbering: string, privates: PrivateRows = nothingPrivate): Citing {
  const hidden = privates.studyIds;
  const numbers = new Map([...studyNumbers(handle)].filter(([id]) => !hidden.has(id)));
  return hiding(numbering === 'original' ? byNumbers(numbers, new Map()) : byReferences(numberedStudies(handle, numbering, 'all', privates).references, numbers), hidden);
}

function hiding(citing: Omit<Citing, 'hidden'>, hidden: ReadonlySet<string>): Citing {
  return { ...citing, hidden, cite: hidden.size === 0 ? citing.cite : (ids) => citing.cite(ids.filter((id) => !hidden.has(id))) };
}

/**
 * A study that has no number in the later state prints as "ref. 17", by the number that the review gave it, so that it is
 * never taken for the study that has its number now; under the review's own numbers it keeps one that is free.
 */
export function citingUnder(earlier: Citing, later: Citing): Citing {
  if (later.references !== null) return hiding(byReferences(later.references, new Map([...earlier.numbers, ...later.numbers])), earlier.hidden);
  const taken = new Set(later.numbers.values());
  const others = [...earlier.numbers].filter(([id]) => !later.numbers.has(id));
  return hiding(byNumbers(new Map([...later.numbers, ...others.filter(([, number]) => !taken.has(number))]), new Map(others.filter(([, number]) => taken.has(number)))), earlier.hidden);
}

/** In the order of the cell: "[66, 67]". `former`: studies whose number is another's now. */
function byNumbers(numbers: ReadonlyMap<string, number>, former: ReadonlyMap<string, number>): Omit<Citing, 'hidden'> {
  const formerOf = (id: string): readonly string[] => { const number = former.get(id); return number === undefined ? [] : [`ref. ${number}`]; };
  return {
    numbers, references: null,
    cite: (ids) => {
      const parts = [collapsedNumbers(ids.flatMap((id) => numbers.get(id) ?? [])), ...ids.flatMap(formerOf)].filter((part) => part !== '');
      return parts.length === 0 ? '' : `[${parts.join(', ')}]`;
    },
    labelOf: (id) => numbers.get(id)?.toString() ?? formerOf(id)[0] ?? '',
  };
}

/** A claim may cite a study that is neither active nor in a table: it has no number, and is in no list of problems either. */
function byReferences(references: NumberedReferences, numbers: ReadonlyMap<string, number>): Omit<Citing, 'hidden'> {
  const known = new Set([...references.printed.keys(), ...references.problems.map(({ studyId }) => studyId)]);
  const others = [...numbers].filter(([id]) => !known.has(id)).map(([studyId, number]) => ({ studyId, before: String(number), message: '' }));
  const whole = { ...references, problems: [...references.problems, ...others] };
  return {
    numbers, references, cite: (ids) => formatCitation(whole, ids),
    labelOf: (id) => whole.printed.get(id)?.label ?? `ref. ${whole.problems.find(({ studyId }) => studyId === id)?.before ?? '?'}`,
  };
}
