// Owns which outcome and which time a value is of. Outcomes and times that stand before a list make slots in order ("1-year
// and 5-year OS and 1-year DFS were a, b and c"); one value takes the nearest outcome before it, or what is said of
// its patients behind it. Refuses outcomes in brackets that closed before the value, except when there is no other.
import { firstFrom, inside } from './ranges';
import type { OutcomeClass, TimePoint } from '../../contract/evidence';
import type { ArmMention } from './armMentions';
import type { Layout } from './layout';
import type { OutcomeMark } from './outcomes';
import { listedSubjects, predicateIn, subjectIn, type TokenRange } from './subjects';
import type { TimeMark } from './times';
import { tokenAt } from './tokens';
import { isReportVerb } from './words';

export interface Slot {
  readonly outcome: TokenRange | null;
  readonly outcomeClass: OutcomeClass;
  readonly isMedianName: boolean;
  readonly time: TimePoint | null;
  /** Whether the outcome stands before the value in so many words. */
  readonly isSure: boolean;
}

export const noSlot: Slot = { outcome: null, outcomeClass: 'other', isMedianName: false, time: null, isSure: false };

export interface Window {
  /** From the end of what came before, to the value. */
  readonly from: number;
  readonly start: number;
  /** From the end of the value to the start of what comes next. */
  readonly end: number;
  readonly to: number;
}

export interface Names {
  readonly layout: Layout;
  readonly outcomes: readonly OutcomeMark[];
  readonly times: readonly TimeMark[];
  readonly mentions: readonly ArmMention[];
  /** Outcomes that a value before has taken from behind it. */
  readonly taken: Set<OutcomeMark>;
}

type Event = { readonly at: number; readonly outcome: OutcomeMark } | { readonly at: number; readonly time: TimeMark };

/** Outcomes and times before a position, as slots in order, and a time that holds for all of them. */
export function slotsBefore(names: Names, from: number, to: number): { readonly slots: readonly Slot[]; readonly time: TimePoint | null } {
  const events = eventsIn(names, from, to);
  const slots: { mark: OutcomeMark; time: TimePoint | null; isShared: boolean }[] = [];
  let pending: readonly TimePoint[] = [];
  let last: readonly TimePoint[] = [];
  let general: TimePoint | null = null;
  let previousEnd = -1;
  for (const event of events) {
    if ('time' in event) {
      const hasOutcome = slots.length > 0 && event.time.isPlaced && event.time.from - previousEnd <= 4;
      if (hasOutcome) placeBehind(slots, event.time.points);
      else if (event.time.isPlaced && event.time.points.length === 1) general = event.time.points[0] ?? null;
      else pending = [...pending, ...event.time.points];
      previousEnd = event.time.to;
      continue;
    }
    const mark = event.outcome;
    if (mark.outcomeClass === 'follow-up' && pending.length > 0) {
      general = pending[0] ?? null;
      pending = [];
    } else {
      const times: readonly TimePoint[] = pending.length > 0 ? pending : isListed(names.layout, previousEnd, mark.from) ? last : [];
      slots.push(...(times.length === 0 ? [{ mark, time: null, isShared: false }] : times.map((time) => ({ mark, time, isShared: false }))));
      last = times;
      pending = [];
    }
    previousEnd = mark.to;
  }
  if (pending.length === 1) general ??= pending[0] ?? null;
  if (pending.length > 1 && slots.length === 0) return { slots: pending.map((time) => ({ ...noSlot, time })), time: null };
  return { slots: slots.map(({ mark, time }) => ({ outcome: { from: mark.from, to: mark.to }, outcomeClass: mark.outcomeClass, isMedianName: mark.isMedian, time, isSure: true })), time: general };
}

// "OS at 1, 3 and 5 years": the last outcome, and those listed with it, at each of the times.
function placeBehind(slots: { mark: OutcomeMark; time: TimePoint | null; isShared: boolean }[], points: readonly TimePoint[]): void {
  const open: OutcomeMark[] = [];
  while (slots.length > 0 && slots.at(-1)?.time === null) {
    const slot = slots.pop();
    if (slot !== undefined) open.unshift(slot.mark);
  }
  for (const mark of open) for (const time of points) slots.push({ mark, time, isShared: true });
}

function isListed(layout: Layout, from: number, to: number): boolean {
  if (from < 0 || to - from > 3) return false;
  for (let at = from; at < to; at += 1) if (![',', 'and', '&', '/', 'or'].includes(tokenAt(layout.tokens, at).text)) return false;
  return true;
}

function eventsIn(names: Names, from: number, to: number): readonly Event[] {
  const { layout } = names;
  const isOpen = (at: number): boolean => {
    const bracket = layout.bracket[at] ?? -1;
    return bracket < 0 || (layout.partner[bracket] ?? -1) >= to || bracket < from;
  };
  const named = inside(names.outcomes, from, to).filter((mark) => !names.taken.has(mark));
  const open = named.filter((mark) => isOpen(mark.from));
  const outcomes: readonly Event[] = (open.length > 0 ? open : named).map((outcome) => ({ at: outcome.from, outcome }));
  const times: readonly Event[] = inside(names.times, from, to).filter((mark) => isOpen(mark.from)).map((time) => ({ at: time.from, time }));
  return [...outcomes, ...times].toSorted((left, right) => left.at - right.at);
}

const untilWords = new Set(['to', 'until', 'from']);

/** "median time from diagnosis to either pain or an SRE": the whole of it is the outcome, a time to an event. */
export function timeToEventIn(layout: Layout, from: number, to: number): TokenRange | null {
  for (let at = to - 1; at >= from; at -= 1) {
    if (tokenAt(layout.tokens, at).text !== 'time' || !untilWords.has(tokenAt(layout.tokens, at + 1).text)) continue;
    const range = subjectIn(layout, at, to);
    return range !== null && range.from === at ? range : null;
  }
  return null;
}

/** The slot of one value (or of values that stand against each other). */
export function slotOfOne(names: Names, window: Window, inherited: Slot | null): Slot {
  const time = timeBehind(names, window);
  const before = slotsBefore(names, window.from, window.start);
  // "5 CR (12%)"
  const within = inside(names.outcomes, window.start, window.end)[0];
  if (within !== undefined) return { outcome: { from: within.from, to: within.to }, outcomeClass: within.outcomeClass, isMedianName: false, time: before.time ?? time, isSure: true };
  const nearest = before.slots.findLast((slot) => slot.outcomeClass !== 'follow-up') ?? before.slots.at(-1);
  const ahead = outcomeBehind(names, window, nearest !== undefined && nearest.outcome !== null);
  if (ahead !== null && (nearest?.outcome === undefined || nearest.outcome === null || !isPredicated(names.layout, nearest.outcome.to, window.start))) {
    names.taken.add(ahead);
    return { outcome: { from: ahead.from, to: ahead.to }, outcomeClass: ahead.outcomeClass, isMedianName: false, time: before.time ?? time, isSure: true };
  }
  if (nearest !== undefined && nearest.outcome !== null) return { ...nearest, time: nearest.time ?? time ?? before.time };
  const timeFound = nearest?.time ?? before.time ?? time;
  const subject = outcomeSubject(names, window.from, window.start);
  // "…; new-onset AF 5%" names a new outcome, "… and in the subgroup 5%" another group of the same.
  const isNamed = subject !== null && !isPlacedAt(names.layout, window.from, subject.from);
  if (subject !== null && (isNamed || inherited === null)) return { ...noSlot, outcome: subject, outcomeClass: classOfWords(names.layout, subject), time: timeFound };
  const predicate = predicateIn(names.layout, window.end, window.to);
  if (predicate !== null && inherited === null) return { ...noSlot, outcome: predicate, outcomeClass: classOfWords(names.layout, predicate), time: timeFound };
  return inherited === null ? { ...noSlot, time: timeFound } : { ...inherited, time: timeFound ?? inherited.time, isSure: false };
}

const telling: readonly (readonly [string, OutcomeClass])[] = [
  ['toxic', 'adverse events'], ['adverse', 'adverse events'], ['complicat', 'adverse events'], ['fractur', 'fracture'], ['ambulat', 'function'], ['walk', 'function'], ['neurolog', 'function'], ['functional', 'function'], ['motor', 'function'],
  ['recurr', 'recurrence'], ['relaps', 'recurrence'], ['mortal', 'mortality'], ['pain', 'pain response'], ['analges', 'pain response'],
];

/** The class of an outcome that only its words tell: "post-treatment pain palliation". */
export function classOfWords(layout: Layout, { from, to }: TokenRange): OutcomeClass {
  const words = layout.tokens.slice(from, to).filter((token) => token.kind === 'word');
  return telling.find(([stem]) => words.some((word) => word.text.startsWith(stem)))?.[1] ?? 'other';
}

const placing = new Set(['in', 'for', 'with', 'among', 'at', 'of', 'under', 'after', 'following']);

function isPlacedAt(layout: Layout, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (placing.has(tokenAt(layout.tokens, at).text)) return true;
  return false;
}

// "The median age was 65 years, and 45% …": what stands before the comma had its own number.
function afterOtherValue(layout: Layout, from: number, to: number): number {
  let start = from;
  let hasNumber = false;
  for (let at = from; at < to; at += 1) {
    const token = tokenAt(layout.tokens, at);
    if (token.kind === 'number') hasNumber = true;
    else if ((token.text === ';' || (token.text === ',' && hasNumber)) && layout.bracket[at] === layout.bracket[to - 1]) start = at + 1;
  }
  return start;
}

/** The subject as an outcome: not one that only names an arm. */
export function outcomeSubject(names: Names, from: number, to: number): TokenRange | null {
  const isTime = (range: TokenRange): boolean => inside(names.times, range.from - 2, range.to + 1).some((mark) => mark.from <= range.from && mark.to >= range.to);
  return subjectIn(names.layout, afterOtherValue(names.layout, from, to), to, (range) => isTime(range) || inside(names.mentions, range.from - 1, range.to + 1).some((mention) => mention.from < range.to && mention.to > range.from && range.to - range.from <= mention.to - mention.from + 1));
}

// Between an outcome and its value stands a verb, a colon, "of", a bracket, or nothing.
function isPredicated(layout: Layout, from: number, to: number): boolean {
  if (to - from <= 1) return true;
  for (let at = from; at < to; at += 1) {
    const token = tokenAt(layout.tokens, at);
    if (isReportVerb(token) || [':', '=', '(', '['].includes(token.text)) return true;
  }
  return ['of', 'in', ',', 'for', 'to', 'by'].includes(tokenAt(layout.tokens, to - 1).text);
}

// "35% of patients had a complete response", "45% ORR", "10 (37%) mild complications"
function outcomeBehind(names: Names, window: Window, hasBefore: boolean): OutcomeMark | null {
  const { layout } = names;
  const mark = inside(names.outcomes, window.end, Math.min(window.to, window.end + 24)).find((outcome) => !names.taken.has(outcome));
  if (mark === undefined || layout.clause[mark.from] !== layout.clause[window.start]) return null;
  const gap = mark.from - window.end;
  let hasVerb = false;
  for (let at = window.end; at < mark.from; at += 1) {
    const token = tokenAt(layout.tokens, at);
    const closer = layout.partner[at] ?? -1;
    // "71% of cases (n = 107) had a complete response"
    if (closer > at && closer < mark.from) {
      at = closer;
      continue;
    }
    if (token.kind === 'sign' && !['-', '%', ')', ']', '/'].includes(token.text)) return null;
    if (isReportVerb(token)) hasVerb = true;
    if (token.text === 'and' && !hasVerb) return null;
  }
  if (gap <= 1 && !hasBefore) return mark;
  return gap <= 14 && (hasVerb || !hasBefore) ? mark : null;
}

/** A time directly behind the value: "45% at 5 years". */
export function timeBehind(names: Names, window: Window): TimePoint | null {
  return timeMarkBehind(names, window.end, window.to)?.points[0] ?? null;
}

export function timeMarkBehind(names: Names, from: number, to: number): TimeMark | null {
  const mark = firstFrom(names.times, from);
  return mark !== undefined && mark.to <= to && mark.isPlaced && mark.points.length === 1 && mark.from - from <= 5 && !isApart(names, from, mark.from) ? mark : null;
}

function isApart(names: Names, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if ([';', ',', ':', '.'].includes(tokenAt(names.layout.tokens, at).text)) return true;
  return inside(names.outcomes, from, to).length > 0;
}

/** Slots for a list of `count` values; null when the text does not say which is which. */
export function slotsOfList(names: Names, window: Window, count: number): readonly Slot[] | null {
  const before = slotsBefore(names, window.from, window.start);
  const behind = slotsBefore(names, window.end, window.to);
  if (before.slots.length === count) return before.slots.map((slot) => ({ ...slot, time: slot.time ?? before.time }));
  const isDealt = isDealtOut(names.layout, window.end, window.to);
  const [only] = before.slots;
  const timesBehind = inside(names.times, window.end, window.to).flatMap((mark) => mark.points);
  if (only !== undefined && before.slots.length === 1 && only.time === null && timesBehind.length === count) return timesBehind.map((time) => ({ ...only, time }));
  if (before.slots.length === 0 && behind.slots.length === count && isDealt) {
    for (const mark of inside(names.outcomes, window.end, window.to)) names.taken.add(mark);
    return behind.slots;
  }
  if (!isDealt) return null;
  const subject = subjectIn(names.layout, window.from, window.start);
  const listed = subject === null ? null : listedSubjects(names.layout, subject, count);
  return listed === null ? null : listed.map((outcome) => ({ ...noSlot, outcome, outcomeClass: classWithin(names, outcome), time: before.time }));
}

function classWithin(names: Names, range: TokenRange): OutcomeClass {
  return inside(names.outcomes, range.from, range.to)[0]?.outcomeClass ?? classOfWords(names.layout, range);
}

/** The outcome that "for …" names directly behind a p or a ratio; null when none is. */
export function outcomeNamedBehind({ layout, outcomes }: Pick<Names, 'layout' | 'outcomes'>, at: number): OutcomeMark | null {
  if (!['for', 'in', 'of'].includes(tokenAt(layout.tokens, at).text)) return null;
  const mark = inside(outcomes, at, at + 6)[0];
  if (mark === undefined) return null;
  for (let between = at + 1; between < mark.from; between += 1) if (tokenAt(layout.tokens, between).kind !== 'word') return null;
  return mark;
}

export function isDealtOut(layout: Layout, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (tokenAt(layout.tokens, at).text === 'respectively') return true;
  return false;
}
