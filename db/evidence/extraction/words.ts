// Owns the closed word lists that several readers share: units of time, what is counted, words between compared values,
// function words, verbs of report. Refuses drug names and tumour types: nothing here knows a particular table.
import { tokenAt, type Token } from './tokens';

type TimeUnit = 'hours' | 'days' | 'weeks' | 'months' | 'years';

const timeUnits: ReadonlyMap<string, TimeUnit> = new Map([
  ['hour', 'hours'], ['hours', 'hours'], ['hr', 'hours'], ['hrs', 'hours'], ['h', 'hours'],
  ['day', 'days'], ['days', 'days'], ['d', 'days'],
  ['week', 'weeks'], ['weeks', 'weeks'], ['wk', 'weeks'], ['wks', 'weeks'],
  ['month', 'months'], ['months', 'months'], ['mo', 'months'], ['mos', 'months'], ['mth', 'months'], ['mths', 'months'], ['mon', 'months'],
  ['year', 'years'], ['years', 'years'], ['yr', 'years'], ['yrs', 'years'], ['y', 'years'],
]);
// Abbreviations have no plural: "12 mo" may be a value, "12 month" is not.
const singularUnits = new Set(['hour', 'day', 'week', 'month', 'year']);

/** The unit of time that a word is; null for other words. HR in capitals is a hazard ratio, never hours. */
export function timeUnitOf(token: Token): TimeUnit | null {
  if (token.kind !== 'word' || (token.raw !== token.text && token.text.length <= 2)) return null;
  return timeUnits.get(token.text) ?? null;
}

export function isSingularUnit(token: Token): boolean {
  return singularUnits.has(token.text);
}

const otherUnits = new Set(['points', 'point', 'mm', 'cm', 'm', 'kg', 'ml', 'mmhg', 'minutes', 'minute', 'min', 'mins', 'seconds', 'degrees', 'degree', 'ms', 'bpm', 'ng', 'pg', 'mmol', 'µmol', 'umol', 'meq', 'mg', 'g', 'ug', 'µg', 'u', 'iu', 'events', 'l', 'hu', 'kpa', 'msec', 'sec', 's']);
const unitSigns = new Set(['°']);

/** Whether the token is a unit that is no time: "mm", "points", "°". */
export function isOtherUnit(token: Token): boolean {
  return token.kind === 'word' ? otherUnits.has(token.text) : unitSigns.has(token.text);
}

export type Counted = 'patients' | 'lesions' | 'cycles' | 'person-years' | 'events' | 'other';

const countedNouns: ReadonlyMap<string, Counted> = new Map([
  ...['patients', 'patient', 'pts', 'pt', 'cases', 'case', 'subjects', 'participants', 'individuals', 'women', 'men', 'children', 'persons', 'people', 'adults', 'responders', 'survivors', 'recipients', 'evaluable', 'assessable', 'infants', 'eyes'].map((word) => [word, 'patients'] as const),
  ...['lesions', 'lesion', 'metastases', 'metastasis', 'tumors', 'tumours', 'tumor', 'tumour', 'sites', 'site', 'vertebrae', 'nodes', 'segments', 'targets', 'bones', 'nodules', 'treatments', 'implants', 'joints', 'hips', 'knees', 'shoulders', 'screws', 'procedures', 'courses', 'samples', 'specimens', 'eyes', 'limbs', 'fractures', 'grafts', 'vessels', 'stents', 'teeth'].map((word) => [word, 'lesions'] as const),
  ...['cycles', 'cycle', 'doses', 'dose', 'infusions', 'injections', 'visits', 'fractions', 'administrations', 'sessions'].map((word) => [word, 'cycles'] as const),
  ...['personyears', 'patientyears', 'person-years', 'patient-years'].map((word) => [word, 'person-years'] as const),
  ...['events', 'deaths', 'relapses', 'recurrences', 'failures', 'complications'].map((word) => [word, 'events'] as const),
  ...['cells', 'mice', 'studies', 'trials', 'variance', 'volume', 'animals', 'rats', 'questionnaires', 'responses', 'hospitals', 'centers', 'centres', 'weight', 'baseline', 'time', 'area'].map((word) => [word, 'other'] as const),
]);

/** What a noun counts; null for a word that counts nothing here. */
export function countedBy(word: string): Counted | null {
  return countedNouns.get(word) ?? null;
}

const functionWords = new Set([
  'the', 'a', 'an', 'of', 'in', 'on', 'at', 'to', 'for', 'with', 'by', 'from', 'and', 'or', 'as', 'was', 'were', 'is', 'are', 'be', 'been', 'had', 'has', 'have', 'that', 'which', 'who', 'whom', 'these', 'those',
  'this', 'their', 'its', 'it', 'they', 'both', 'all', 'after', 'before', 'under', 'over', 'than', 'but', 'not', 'no', 'when', 'while', 'whereas', 'into', 'per', 'also', 'only', 'respectively', 'among', 'between', 'within', 'during', 'following',
]);

export function isFunctionWord(word: string): boolean {
  return functionWords.has(word);
}

const reportVerbs = new Set([
  'was', 'were', 'is', 'are', 'had', 'has', 'have', 'showed', 'shown', 'experienced', 'achieved', 'developed', 'occurred', 'reported', 'observed', 'obtained', 'increased', 'decreased', 'improved', 'remained', 'reached', 'resulted',
  'received', 'regained', 'underwent', 'suffered', 'exhibited', 'demonstrated', 'attained', 'reduced', 'prolonged', 'died', 'survived', 'responded', 'maintained', 'required', 'found', 'noted', 'seen', 'recorded', 'did', 'led', 'favored', 'favoured', 'declined', 'rose', 'fell', 'dropped', 'averaged', 'yielded', 'gave', 'produced', 'provided',
  'can', 'could', 'may', 'might', 'differed', 'became', 'tended', 'got', 'complained', 'presented', 'progressed', 'relapsed', 'recovered', 'walked', 'ambulated', 'discontinued', 'completed',
]);

export function isReportVerb(token: Token): boolean {
  return token.kind === 'word' && reportVerbs.has(token.text);
}

/**
 * Reads "vs", "versus", "compared with", "as opposed to", "than", "whereas": words that set two values against each other.
 * Gives the index after it, or null.
 */
export function readVersus(tokens: readonly Token[], at: number): number | null {
  const token = tokenAt(tokens, at);
  if (token.kind !== 'word') return null;
  const next = tokenAt(tokens, at + 1);
  if (token.text === 'vs' || token.text === 'versus') return next.text === '.' && !next.isSpaced ? at + 2 : at + 1;
  if (token.text === 'v') return token.isSpaced && (next.text === '.' || next.isSpaced) ? (next.text === '.' ? at + 2 : at + 1) : null;
  if (token.text === 'compared' || token.text === 'comparison' || token.text === 'relative' || token.text === 'opposed' || token.text === 'contrast' || token.text === 'contrasted') return next.text === 'with' || next.text === 'to' ? at + 2 : null;
  if (token.text === 'as' && (next.text === 'compared' || next.text === 'opposed') && ['with', 'to', 'against'].includes(tokenAt(tokens, at + 2).text)) return at + 3;
  if (token.text === 'in' && next.text === 'contrast' && ['with', 'to'].includes(tokenAt(tokens, at + 2).text)) return at + 3;
  return token.text === 'against' || token.text === 'than' || token.text === 'whereas' || token.text === 'while' || token.text === 'whilst' ? at + 1 : null;
}
