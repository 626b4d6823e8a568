// Owns putting together what a Results text states, value by value: groups, the p of each, comparisons, and the p values that
// stand alone. Works on token indexes; results.ts turns statements into results.
// Refuses values that nothing names: a bare fraction without an outcome, a time without "median" that no survival explains.
import type { OutcomeClass } from '../../contract/evidence';
import { placePs } from './attachP';
import { groupSizes } from './denominators';
import type { Group, Statement } from './group';
import { groupsIn } from './groups';
import { numberComparisons, type NumberedGroup } from './joining';
import type { Layout } from './layout';
import { loneStatements } from './lonePs';
import { isTimeToEvent } from './outcomes';
import { outcomeNamedBehind, type Slot } from './outcomeSlots';
import { inside } from './ranges';
import type { ResultsScene } from './scene';

export function statementsOf(scene: ResultsScene): readonly Statement[] {
  const groups = groupsIn(scene);
  const { ofGroup, alone } = placePs(scene.layout, groups, scene.ps, {
    isNewOutcome: (from, to) => inside(scene.names.outcomes, from, to).some((mark) => !scene.names.taken.has(mark)),
    classBehind: (at) => outcomeNamedBehind(scene.names, at)?.outcomeClass ?? null,
  });
  const withP = groups.map((group) => ({ ...group, p: ofGroup.get(group) ?? null }));
  const judged = withP.map((group) => ({ group, isTold: isUnderstood(scene.layout, group) }));
  const told = judged.flatMap(({ group, isTold }) => (isTold ? [group] : []));
  const untold = judged.flatMap(({ group, isTold }) => (isTold || group.p === null ? [] : [group]));
  return [...numberComparisons(scene, told).flatMap((group) => statementsOfGroup(scene.layout, group)), ...untold.map(pOnly), ...alone.flatMap((placed) => loneStatements(scene, placed, withP))];
}

function statementsOfGroup(layout: Layout, group: NumberedGroup): readonly Statement[] {
  const sizes = groupSizes(layout, group.values, group.window);
  return group.values.map((quantity, index) => ({
    quantity, slot: group.slot, arms: group.pairing.arms[index] ?? [], otherArms: group.pairing.others.map((other) => other[index] ?? []), isArmCertain: group.pairing.isCertain,
    group: group.pairing.groups[index] ?? null, groupSize: sizes[index] ?? null, p: group.p, comparison: group.comparison, isBeforeAfter: group.isBeforeAfter, window: group.window,
  }));
}

// The values were not understood; that they were compared was.
function pOnly(group: Group): Statement {
  const together = (arms: readonly (readonly number[])[]): readonly number[] => [...new Set(arms.flat())];
  return {
    quantity: null, slot: group.slot, arms: together(group.pairing.arms), otherArms: group.pairing.others.map(together), isArmCertain: group.pairing.isCertain,
    group: null, groupSize: null, p: group.p, comparison: null, isBeforeAfter: group.isBeforeAfter, window: group.window,
  };
}

// A bare fraction needs an outcome; a time without its label one that is a time to an event; a bare number is nothing.
function isUnderstood(layout: Layout, group: Group): boolean {
  return group.values.every((quantity) => {
    if (quantity.kind === 'loose') return false;
    if (quantity.kind === 'share') return !quantity.isBareFraction || (group.slot.isSure && group.slot.outcomeClass !== 'other') || (group.isCompared && group.slot.outcome !== null);
    if (quantity.kind === 'average' && isOfDose(layout, group.slot)) return false;
    if (quantity.kind !== 'average' || quantity.label !== null) return true;
    const isDelay = group.isCompared && group.p !== null && timedEvents.has(group.slot.outcomeClass) && quantity.unit !== null;
    return isDelay || isTimeToEvent(group.slot.outcomeClass) || group.slot.outcomeClass === 'follow-up' || group.slot.isMedianName || quantity.spread !== null || quantity.interval?.kind === 'range' || quantity.interval?.kind === 'interquartile';
  });
}

// "delayed SREs (15.6 vs 9.8 months, p < 0.001)": times to them.
const timedEvents: ReadonlySet<OutcomeClass> = new Set(['SRE', 'fracture', 'recurrence', 'PD', 'local control']);

// "median number of cycles", "mean dose": what was given, not what came of it.
function isOfDose(layout: Layout, { outcome }: Slot): boolean {
  return outcome !== null && layout.tokens.slice(outcome.from, outcome.to).some((token) => ['dose', 'doses', 'dosage', 'cycles', 'cycle', 'fractions', 'age', 'ages'].includes(token.text));
}
