// Owns what an outcome means for the patient: which family it belongs to, whether more of it is better, and on which side
// of its null value a ratio favours the treatment. Refuses what is ambiguous (a risk ratio "for survival", the time to a
// response): null.
import type { OutcomeClass, TrialResult } from '../../../contract/evidence';
import { isRatio } from './decisions';

export type OutcomeFamily = 'survival' | 'response' | 'pain' | 'events' | 'harm' | 'function' | 'other';

const families: Readonly<Record<OutcomeClass, OutcomeFamily>> = {
  ORR: 'response', CR: 'response', PR: 'response', SD: 'response', PD: 'response', DCR: 'response', OS: 'survival', PFS: 'survival', DFS: 'survival', EFS: 'survival', TTP: 'survival', DOR: 'response',
  survival: 'survival', mortality: 'survival', 'local control': 'response', recurrence: 'survival', 'pain response': 'pain', 'complete pain response': 'pain', SRE: 'events', fracture: 'events',
  'adverse events': 'harm', function: 'function', 'quality of life': 'function', 'follow-up': 'other', other: 'other',
};

export function familyOf(outcomeClass: OutcomeClass): OutcomeFamily {
  return families[outcomeClass];
}

const goodShares: ReadonlySet<OutcomeClass> = new Set(['ORR', 'CR', 'PR', 'DCR', 'OS', 'PFS', 'DFS', 'EFS', 'survival', 'local control', 'pain response', 'complete pain response', 'function', 'quality of life']);
const badShares: ReadonlySet<OutcomeClass> = new Set(['PD', 'mortality', 'recurrence', 'SRE', 'fracture', 'adverse events']);
const timesToHarm: ReadonlySet<OutcomeClass> = new Set(['OS', 'PFS', 'DFS', 'EFS', 'TTP', 'survival', 'DOR']);
/** HRs of these count the harm: death, progression, the event. */
const hazards: ReadonlySet<OutcomeClass> = new Set(['OS', 'PFS', 'DFS', 'EFS', 'TTP', 'survival', 'DOR', 'mortality', 'recurrence', 'PD', 'SRE', 'fracture', 'adverse events']);
const harmWords = /\b(?:death|mortality|dying|die[ds]?|failure|progression|recurrence|relapse|fracture|risk|toxicit\w{1,4}|adverse|complication|event|loss)/iu;
const goodWords = /\b(?:response|respond\w{0,4}|recovery|improve\w{0,5}|relief|control|ambulat\w{0,5}|benefit|remission)\b/iu;

/** +1: more is better, of a percentage, or a longer time; −1: worse; null: not known. */
export function directionOfMore({ outcomeClass, measure, outcome }: TrialResult): 1 | -1 | null {
  const text = outcome.slice(0, 300);
  if (measure === 'percentage') return goodShares.has(outcomeClass) ? 1 : badShares.has(outcomeClass) ? -1 : null;
  if (measure !== 'median') return null;
  if (timesToHarm.has(outcomeClass)) return 1;
  return (outcomeClass === 'SRE' || outcomeClass === 'fracture') && /\btime\b/iu.test(text) ? 1 : null;
}

/** Which values of a ratio favour the arm that it is of: −1 below 1, +1 above 1; null where it can't be told. */
export function favourableSide({ outcomeClass, measure, outcome }: TrialResult): 1 | -1 | null {
  if (!isRatio(measure)) return null;
  const text = outcome.slice(0, 300);
  if (measure === 'HR') {
    if (!hazards.has(outcomeClass)) return null;
    // "Time to response", "pain improvement": the event is a good one.
    return goodWords.test(text) && !harmWords.test(text) && !timesToHarm.has(outcomeClass) ? null : -1;
  }
  if (badShares.has(outcomeClass)) return -1;
  if (timesToHarm.has(outcomeClass)) return /\b(?:death|mortality|dying|progression|risk|hazard)\b/iu.test(text) ? -1 : null;
  if (!goodShares.has(outcomeClass)) return null;
  return harmWords.test(text) ? null : 1;
}
