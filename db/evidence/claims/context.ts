// Owns whether two statements speak of the same circumstances: tumour, marker status, line of therapy, specimen,
// comparator, model. Different circumstances are no disagreement (evidence.md, 3); where one of them is not stated, two
// statements may still meet, and the answer says so. Refuses to know tumours beyond lung: others are equal by their words.
import type { Values } from '../../contract/types';
import { cellText } from '../../contract/values';

export interface EvidenceContext {
  readonly cancer: string; readonly specimen: string; readonly comparator: string; readonly model: string; readonly setting: string;
}

/** A row of claims has these columns; a factor states none of them, and all are ''. */
export function contextOf(values: Values): EvidenceContext {
  const text = (key: string): string => cellText(values[key]).trim();
  return { cancer: text('cancer'), specimen: text('specimen'), comparator: text('comparator'), model: text('model'), setting: text('setting') };
}

/** Longer texts are no phrase that a context is stated in. */
const longestPhrase = 300;

export type Meeting = 'same' | 'kindred' | 'unstated' | 'different';

/** `kindred`: one speaks of a part of the other (LUAD, NSCLC), or the models differ. `unstated`: what is stated does not part them. */
export function meetingOf(left: EvidenceContext, right: EvidenceContext): Meeting {
  const parts = [
    tumourMeeting(left.cancer, right.cancer), wordsMeeting(left.specimen, right.specimen), wordsMeeting(left.comparator, right.comparator),
    markersMeet(`${left.cancer} ${left.setting}`, `${right.cancer} ${right.setting}`) && linesMeet(left.setting, right.setting) ? 'same' : 'different',
    left.model !== '' && right.model !== '' && left.model.toLowerCase() !== right.model.toLowerCase() ? 'kindred' : 'same',
  ] as const satisfies readonly Meeting[];
  for (const meeting of ['different', 'unstated', 'kindred'] as const) if (parts.some((part) => part === meeting)) return meeting;
  return 'same';
}

/** Each tumour under those that hold it; the words are searched for in this order. */
const lungTumours: readonly (readonly [pattern: RegExp, name: string, within: readonly string[]])[] = [
  [/\bsmall cell lung|\bsclc\b/iu, 'SCLC', ['lung']],
  [/\bluad\b|adenocarcinoma of the lung|lung adenocarcinoma|pulmonary adenocarcinoma/iu, 'LUAD', ['NSCLC', 'lung']],
  [/\blusc\b|\blscc\b|squamous (?:cell )?(?:carcinoma|cancer) of the lung|lung squamous/iu, 'LUSC', ['NSCLC', 'lung']],
  [/\bnsclc\b|non[- ]?small[- ]cell/iu, 'NSCLC', ['lung']],
  [/\blung\b|bronchial carcinoma|bronchogenic/iu, 'lung', []],
];
const general = /\b(?:various|several|multiple|different|solid|pan|all)\b.*\b(?:cancers?|tumou?rs?|malignanc)|\bpan-?cancer\b|^(?:cancers?|tumou?rs?)$/iu;

interface Tumour { readonly name: string; readonly within: readonly string[]; readonly isGeneral: boolean }

/** The tumour that a text names; null when it names none. "Non-small cell" is looked for before "small cell". */
export function tumourOf(text: string): Tumour | null {
  const trimmed = text.trim().slice(0, longestPhrase);
  if (trimmed === '') return null;
  const rest = trimmed.replaceAll(/non[-\u2010-\u2013 ]?small[-\u2010-\u2013 ]cell lung/giu, 'NSCLC lung').replaceAll(/small[-\u2010-\u2013 ]cell lung/giu, 'small cell lung');
  for (const [pattern, name, within] of lungTumours) if (pattern.test(rest)) return { name, within, isGeneral: false };
  return { name: plainWords(trimmed).join(' '), within: [], isGeneral: general.test(trimmed) };
}

/** The widest name of a tumour: "lung" of LUAD. Null when none is named. */
export function tumourFamily(text: string): string | null {
  const tumour = tumourOf(text);
  return tumour === null ? null : (tumour.within.at(-1) ?? tumour.name);
}

function tumourMeeting(left: string, right: string): Meeting {
  const [first, second] = [tumourOf(left), tumourOf(right)];
  if (first === null || second === null || first.isGeneral || second.isGeneral) return 'unstated';
  if (first.name === second.name) return 'same';
  return first.within.includes(second.name) || second.within.includes(first.name) ? 'kindred' : 'different';
}

/** Words of two short phrases: the same, a part of the other, or something else. */
function wordsMeeting(left: string, right: string): Meeting {
  if (left === '' || right === '') return 'unstated';
  const [first, second] = [plainWords(left), plainWords(right)];
  const [short, long] = first.length <= second.length ? [first, new Set(second)] : [second, new Set(first)];
  if (short.length === 0) return 'unstated';
  if (!short.every((word) => long.has(word))) return 'different';
  return short.length === long.size ? 'same' : 'kindred';
}

function plainWords(text: string): readonly string[] {
  const words = text.slice(0, longestPhrase).toLowerCase().normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.filter((word) => !fillers.has(word)).map((word) => (word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word)))].toSorted();
}
const fillers: ReadonlySet<string> = new Set(['the', 'a', 'an', 'of', 'with', 'in', 'and', 'from', 'patient', 'patients', 'sample', 'samples']);

const positive = /\b([a-z][a-z0-9-]{1,11}?)(?:[- ](?:positive|mutant|mutated|mutation|mut|amplified|rearranged|high)\b|\+)/giu;
const negative = /\b([a-z][a-z0-9-]{1,11}?)(?:[- ](?:negative|wild[- ]?type|wt|low)\b|[-−–](?=[\s,;)/]|$))/giu;

/** False where one is positive for a marker that the other is negative for. */
function markersMeet(left: string, right: string): boolean {
  const marked = (text: string, pattern: RegExp): ReadonlySet<string> => new Set([...text.slice(0, 2 * longestPhrase).matchAll(pattern)].map((match) => (match[1] ?? '').toLowerCase()));
  const parted = (first: string, second: string): boolean => [...marked(first, positive)].some((marker) => marked(second, negative).has(marker));
  return !parted(left, right) && !parted(right, left);
}

function linesMeet(left: string, right: string): boolean {
  const lineOf = (text: string): 'first' | 'later' | null => (/\b(?:first|1st)[- ]line\b|treatment[- ]na[iï]ve|previously untreated/iu.test(text) ? 'first' : /\b(?:second|third|fourth|later|further|2nd|3rd)[- ]line\b|previously treated|pretreated/iu.test(text) ? 'later' : null);
  const [first, second] = [lineOf(left), lineOf(right)];
  return first === null || second === null || first === second;
}
