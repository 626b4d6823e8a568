// Owns what rows of factors and claims state of effects, as statements that rules compare: subject, object, sign,
// circumstances. Function and Mechanism(s) of a row need a verb; a claim has its Direction. What was found by taking a
// subject away counts the other way round, and is never sure.
import type { Values } from '../../../contract/types';
import { contextOf } from '../../claims/context';
import { directionOfExpression, isVerdict } from '../../claims/directions';
import { boundedKey } from '../boundedKey';
import type { EvidenceRow } from '../rule';
import { objectTerms, readObject, wordedEffects, type ObjectKey } from './effectWords';
import type { Sign, Statement } from './opposed';
import { perturbationIn, subjectsOf, type Subject } from './subjects';
import { isPrognosis } from './valence';

export interface EffectStatement extends Statement { readonly object: ObjectKey; readonly printed: string }

/** Words of Direction that speak of an effect, and words that say that a statement holds or does not. */
const signs: ReadonlyMap<string, Sign> = new Map([
  ['promotes', '+'], ['suppresses', '−'], ['no effect', '0'], ['supports', '+'], ['does not support', '0'],
]);
/** Their objects are lists of effects; of others ("predicts") the whole object is one thing. */
const listing: ReadonlySet<string> = new Set(['promotes', 'suppresses', 'has no effect on', 'regulates', 'improves', 'reduces', 'delays', 'causes', 'produces']);

/** The effects that one row states, prognosis aside; the same for each of its subjects. */
export function effectsOf(row: EvidenceRow): readonly EffectStatement[] {
  if (row.table === 'factors') return effectsOfFactor(row);
  return row.table === 'claims' ? effectsOfClaim(row) : [];
}

function effectsOfFactor(row: EvidenceRow): readonly EffectStatement[] {
  const expression = directionOfExpression(textIn(row.values, 'expression'));
  // What a mutated molecule does is not what the molecule does.
  if (expression === 'mutation') return [];
  return (['function', 'mechanism'] as const).flatMap((field) => wordedEffects(textIn(row.values, field)).map(({ direction, printed, object }): EffectStatement => ({
    row, field, object, printed, sign: direction === 'raises' ? '+' : '−', side: direction === 'raises' ? 'promotes' : 'suppresses', context: contextOf({}), about: object.key, isSure: expression !== 'down',
  })));
}

function effectsOfClaim(row: EvidenceRow): readonly EffectStatement[] {
  const direction = textIn(row.values, 'direction').trim().toLowerCase();
  const sign = signs.get(direction);
  const predicate = textIn(row.values, 'predicate').trim().toLowerCase();
  if (sign === undefined) return [];
  const change = perturbationIn(row);
  const turned: Sign = change !== 'loss' || sign === '0' ? sign : sign === '+' ? '−' : '+';
  const side = isVerdict(direction) ? direction : turned === '+' ? 'promotes' : turned === '−' ? 'suppresses' : 'no effect';
  const text = textIn(row.values, 'object').slice(0, 1000);
  const statement = (printed: string, object: ObjectKey, isReversed: boolean): EffectStatement => ({
    row, field: 'direction', object, printed, sign: isReversed && turned !== '0' ? (turned === '+' ? '−' : '+') : turned, side: isReversed && turned !== '0' ? (turned === '+' ? 'suppresses' : 'promotes') : side,
    context: contextOf(row.values), about: object.key, isSure: change === null,
  });
  if (!isVerdict(direction) && !listing.has(predicate) && isPrognosis(text)) return [];
  if (isVerdict(direction) || !listing.has(predicate)) return wholeObject(text, predicate).map((object) => statement(text.trim(), object, false));
  return objectTerms(text).filter((term) => !isPrognosis(term)).flatMap((term): readonly EffectStatement[] => {
    const read = readObject(term);
    return read === null ? [] : [statement(term, read.object, read.isReversed)];
  });
}

/** "Sensitivity to trastuzumab, lapatinib" is one thing, in any order of its words. */
function wholeObject(text: string, predicate: string): readonly ObjectKey[] {
  const words = (text.slice(0, 500).normalize('NFKC').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).toSorted().join(' ');
  return [{ key: `${predicate}: ${words}`, kind: 'process' }];
}

/** A cell's own text; '' of one that is missing, whatever the reason. */
export function textIn(values: Values, field: string): string {
  const value = values[field];
  return typeof value === 'string' ? value : '';
}

function keyOf(subject: Subject, object: ObjectKey): string {
  return boundedKey(`${subject.key} ▸ ${object.key}`);
}

export function effectKeys(row: EvidenceRow, kind: ObjectKey['kind']): readonly string[] {
  const subjects = subjectsOf(row);
  if (subjects.length === 0) return [];
  const effects = effectsOf(row).filter(({ object }) => object.kind === kind);
  return [...new Set(subjects.flatMap((subject) => effects.map(({ object }) => keyOf(subject, object))))];
}

/** What the rows state that share a key of `effectKeys`. */
export function statementsOfKey(rows: readonly EvidenceRow[], key: string, kind: ObjectKey['kind']): { readonly name: string; readonly statements: readonly EffectStatement[] } {
  const stated = rows.flatMap((row) => {
    const effects = effectsOf(row).filter(({ object }) => object.kind === kind);
    return effects.length === 0 ? [] : subjectsOf(row).flatMap((subject) => effects.filter(({ object }) => keyOf(subject, object) === key).map((effect) => ({ subject, effect })));
  });
  return { name: stated[0]?.subject.name ?? key, statements: stated.map(({ effect }) => effect) };
}
