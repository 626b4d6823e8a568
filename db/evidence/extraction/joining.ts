// Owns which groups are one comparison beyond their own series: a ratio or difference behind the values that it is of ("35% vs
// 14% (RR 2.5 …; p = …)"), and values that parallel clauses give to different arms ("In A, ORR was 35%; in B it was 14%").
// One comparison has one p. Refuses to join across sentences, outcomes, or factors.
import type { OutcomeClass } from '../../contract/evidence';
import { speaksOfFactors } from './directions';
import type { Group } from './group';
import { isTimeToEvent } from './outcomes';
import type { Pairing } from './pairing';
import { startOf, type ResultsScene } from './scene';
import { tokenAt } from './tokens';

export interface NumberedGroup extends Group {
  /** Number shared by the values that stand against each other; null for a value alone. */
  readonly comparison: number | null;
}

export function numberComparisons(scene: ResultsScene, groups: readonly Group[]): readonly NumberedGroup[] {
  const numbered: NumberedGroup[] = [];
  let next = 0;
  // The comparison that an effect may still be of: where it starts in `numbered`.
  let open: number | null = null;
  for (const group of groups) {
    if (!isEffect(group)) {
      open = group.isCompared ? numbered.length : null;
      numbered.push({ ...group, comparison: group.isCompared ? next : null });
      if (group.isCompared) next += 1;
      continue;
    }
    const head = open === null ? undefined : numbered[open];
    if (open === null || head === undefined || !isJoinable(scene, head, group)) {
      numbered.push({ ...group, comparison: null });
      continue;
    }
    const isApart = head.p !== null && (group.p !== null || !isOfSameTest(scene, head, group));
    const p = group.p ?? (isApart ? null : head.p);
    const slot = group.slot.isSure ? group.slot : head.slot;
    numbered.push({ ...group, slot, pairing: asOnePairing(head.pairing), p, comparison: isApart ? null : head.comparison });
    if (!isApart) shareP(numbered, open, p);
  }
  return tieParallels(scene, numbered, next);
}

function isEffect(group: Group): boolean {
  return group.values.every((quantity) => quantity.kind === 'ratio' || quantity.kind === 'difference');
}

// A p that stands before the effect is of it too within the same brackets, and where both are of one table or one log-rank
// test: not where a p of two percentages is followed by a hazard ratio.
function isOfSameTest({ layout }: ResultsScene, comparison: NumberedGroup, effect: Group): boolean {
  const [value] = effect.values;
  const [compared] = comparison.values;
  if (value === undefined || compared === undefined || comparison.p === null) return false;
  const bracket = layout.bracket[comparison.p.from] ?? -1;
  if (bracket >= 0 && bracket === (layout.bracket[value.from] ?? -1)) return true;
  return compared.kind === 'share' ? value.label?.measure !== 'HR' : value.label?.measure === 'HR' || value.kind === 'difference';
}

function shareP(numbered: NumberedGroup[], from: number, p: Group['p']): void {
  const comparison = numbered[from]?.comparison ?? null;
  for (let index = from; index < numbered.length; index += 1) {
    const group = numbered[index];
    if (group !== undefined && group.comparison === comparison) numbered[index] = { ...group, p };
  }
}

// The arms of the compared values, in their order, are what the effect compares.
function asOnePairing({ arms, others, isCertain }: Pairing): Pairing {
  return { arms: [arms.flat()], others: others.map((other) => [other.flat()]), isCertain, groups: [null] };
}

function isJoinable(scene: ResultsScene, comparison: Group, effect: Group): boolean {
  const { layout } = scene;
  const end = Math.max(...comparison.values.map((quantity) => quantity.to));
  const start = startOf({ slots: [effect.values], from: effect.values[0]?.from ?? 0 });
  if (layout.sentence[end - 1] !== layout.sentence[start] || start - end > 24 || comparison.isBeforeAfter) return false;
  if (effect.slot.isSure && effect.slot.outcomeClass !== comparison.slot.outcomeClass && comparison.slot.outcomeClass !== 'other' && !isDeathOf(comparison.slot.outcomeClass, effect.slot.outcomeClass)) return false;
  const isAside = (layout.bracket[start] ?? -1) >= 0 || [',', ';', ':', ')'].includes(tokenAt(layout.tokens, start - 1).text) || start - end <= 3;
  return isAside && !speaksOfFactors(layout, end, start);
}

// "hazard ratio for death" beside survival times.
function isDeathOf(comparison: OutcomeClass, effect: OutcomeClass): boolean {
  return isTimeToEvent(comparison) && ['OS', 'survival', 'mortality', 'PFS', 'DFS', 'EFS', 'PD', 'recurrence', 'TTP'].includes(effect);
}

// One value each of as many arms, of one outcome and time, in one sentence.
function tieParallels(scene: ResultsScene, numbered: readonly NumberedGroup[], first: number): readonly NumberedGroup[] {
  const byKey = new Map<string, number[]>();
  numbered.forEach((group, index) => {
    const key = parallelKey(scene, group);
    if (key !== null) byKey.set(key, [...(byKey.get(key) ?? []), index]);
  });
  const tied = [...numbered];
  let next = first;
  for (const indexes of byKey.values()) {
    const members = indexes.flatMap((index) => numbered[index] ?? []);
    const arms = new Set(members.map((member) => member.pairing.arms[0]?.[0]));
    if (members.length < 2 || arms.size !== members.length) continue;
    const ps = members.flatMap((member) => member.p ?? []);
    for (const index of indexes) {
      const group = tied[index];
      if (group !== undefined) tied[index] = { ...group, comparison: next, p: ps.length === 1 ? ps[0] ?? null : null };
    }
    next += 1;
  }
  return tied;
}

function parallelKey(scene: ResultsScene, { values, comparison, pairing, slot, isBeforeAfter }: NumberedGroup): string | null {
  const [value, ...more] = values;
  const [arm, ...others] = pairing.arms[0] ?? [];
  if (value === undefined || more.length > 0 || comparison !== null || isBeforeAfter || arm === undefined || others.length > 0 || !pairing.isCertain || slot.outcome === null || scene.armCount < 2) return null;
  if (value.kind !== 'share' && value.kind !== 'average') return null;
  const { tokens, sentence } = scene.layout;
  const words = tokens.slice(slot.outcome.from, slot.outcome.to).map((token) => token.text).join(' ');
  const name = slot.outcomeClass === 'other' ? words : slot.outcomeClass;
  return [sentence[value.from], value.kind, value.unit, value.label?.measure, name, slot.time?.value, slot.time?.unit].join('|');
}
