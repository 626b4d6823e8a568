// Owns whether two statements about effects or prognosis speak of circumstances that can meet. As for expression, but a
// specimen or comparator that neither states parts nothing. Says also when two contexts are the same word for word.
import { meetingOf, type EvidenceContext, type Meeting } from '../../claims/context';
import { plainWords } from './effectWords';

const stated = 'stated alike';

export function effectMeeting(left: EvidenceContext, right: EvidenceContext): Meeting {
  const both = (key: 'specimen' | 'comparator', context: EvidenceContext): string => (left[key] === '' && right[key] === '' ? stated : context[key]);
  const filled = (context: EvidenceContext): EvidenceContext => ({ ...context, specimen: both('specimen', context), comparator: both('comparator', context) });
  const meeting = meetingOf(filled(left), filled(right));
  return meeting === 'same' && contextKey(left) !== contextKey(right) ? 'kindred' : meeting;
}

/** Equal of statements in the same circumstances, whatever the order of their words. */
export function contextKey({ cancer, specimen, comparator, model, setting }: EvidenceContext): string {
  return [cancer, specimen, comparator, model, setting].map((text) => plainWords(text).join(' ')).join('|');
}

/** Nothing at all is stated of the circumstances. */
export function isBare({ cancer }: EvidenceContext): boolean {
  return cancer.trim() === '';
}

export function confidenceOf(meeting: Meeting): 'certain' | 'probable' | 'possible' {
  return meeting === 'same' ? 'certain' : meeting === 'kindred' ? 'probable' : 'possible';
}
