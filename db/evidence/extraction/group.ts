// Owns the two shapes between series and results: a group of values with its outcome, arms and words; and a statement, one
// value (or a lone p) of it. No behaviour but handing the pairing its surroundings.
import type { OutcomeClass, PrintedNumber } from '../../contract/evidence';
import type { PlacedP } from './attachP';
import type { Slot, Window } from './outcomeSlots';
import type { Pairing, Scene } from './pairing';
import type { Quantity } from './quantities';
import { sentenceOf, type ResultsScene } from './scene';
import type { TokenRange } from './subjects';

export interface Group {
  readonly values: readonly Quantity[];
  readonly slot: Slot;
  readonly pairing: Pairing;
  readonly isCompared: boolean;
  readonly isBeforeAfter: boolean;
  /** The words that are this group's. */
  readonly window: Window;
  readonly p: PlacedP | null;
}

export interface Statement {
  /** Null for a p that stands alone. */
  readonly quantity: Quantity | null;
  readonly slot: Slot;
  readonly arms: readonly number[];
  readonly otherArms: readonly (readonly number[])[];
  readonly isArmCertain: boolean;
  readonly group: TokenRange | null;
  /** n of the value's own group, where each compared group states one. */
  readonly groupSize: PrintedNumber | null;
  readonly p: PlacedP | null;
  readonly comparison: number | null;
  readonly isBeforeAfter: boolean;
  readonly window: Window;
}

export function sceneFor(scene: ResultsScene, window: Window, outcomeClass: OutcomeClass): Scene {
  return { layout: scene.layout, mentions: scene.mentions, armCount: scene.armCount, from: window.from, to: window.to, outcomeClass, ...sentenceOf(scene.layout, window.start) };
}
