// Owns whether the patients of two trials are comparable: by tumour, markers and line of therapy. Different tumours, EGFR+
// and EGFR−, first and later line never meet; where a population states none of it, two may meet and the answer says so.
// Refuses finer judgement: age, stage and the rest are the curator's.
import { cellText } from '../../../contract/values';
import { meetingOf, type EvidenceContext, type Meeting } from '../../claims/context';
import type { TrialEvidence } from '../rule';

const longest = 600;
const tumours: readonly (readonly [pattern: RegExp, name: string, within: string])[] = [
  [/\bnsclc\b|\bnon[- ]?small[- ]cell/iu, 'NSCLC', 'lung'], [/\bsclc\b|(?<!non[- ])\bsmall[- ]cell lung/iu, 'SCLC', 'lung'], [/\bluad\b|\blung adenocarcinoma/iu, 'LUAD', 'NSCLC lung'], [/\blusc\b|\blung squamous|\bsquamous (?:cell )?lung/iu, 'LUSC', 'NSCLC lung'],
  [/\blung\b|\bbronch/iu, 'lung', ''], [/\bbreast\b/iu, 'breast', ''], [/\bprostat/iu, 'prostate', ''], [/\b(?:renal|kidney)\b/iu, 'renal', ''], [/\b(?:colorectal|colon|rectal)\b/iu, 'colorectal', ''], [/\bmelanoma/iu, 'melanoma', ''],
  [/\bmyeloma/iu, 'myeloma', ''], [/\b(?:gastric|stomach)\b/iu, 'gastric', ''], [/\b(?:hepatocellular|liver cancer|hcc)\b/iu, 'liver', ''], [/\bthyroid/iu, 'thyroid', ''], [/\b(?:bladder|urothelial)\b/iu, 'urothelial', ''], [/\bpancrea/iu, 'pancreas', ''],
  [/\bovar/iu, 'ovary', ''], [/\b(?:esophag|oesophag)/iu, 'oesophagus', ''], [/\bsarcoma/iu, 'sarcoma', ''], [/\blymphoma/iu, 'lymphoma', ''], [/\bleuk/iu, 'leukaemia', ''], [/\bhead and neck|\bhnscc\b/iu, 'head and neck', ''],
];

function tumoursIn(text: string): ReadonlyMap<string, string> {
  const found = tumours.filter(([pattern]) => pattern.test(text));
  // "Lung" within "NSCLC" or "small cell lung" adds nothing.
  const held = new Set(found.flatMap(([, , within]) => within.split(' ')));
  return new Map(found.filter(([, name]) => !held.has(name)).map(([, name, within]) => [name, within]));
}

const blank: EvidenceContext = { cancer: '', specimen: '', comparator: '', model: '', setting: '' };
/** Without one of these, neither markers nor lines of therapy can part two texts. */
const parting = /[+−–-](?=[\s,;)/]|$)|\b(?:positive|negative|mutant|mutated|mutation|wild|wt|high|low|amplified|rearranged|line|na[iï]ve|untreated|treated|pretreated)\b/iu;

export interface Population { readonly words: string; readonly tumours: ReadonlyMap<string, string>; readonly setting: string | null }

export function readPopulation(row: TrialEvidence): Population {
  const text = cellText(row.values['population']).slice(0, longest);
  const setting = `${text} ${cellText(row.values['treatment']).slice(0, longest)}`;
  return { words: wordsOf(text), tumours: tumoursIn(text), setting: parting.test(setting) ? setting : null };
}

export function populationsMeet(left: Population, right: Population): Meeting {
  if (left.setting !== null && right.setting !== null && meetingOf({ ...blank, setting: left.setting }, { ...blank, setting: right.setting }) === 'different') return 'different';
  if (left.tumours.size === 0 || right.tumours.size === 0) return left.words === right.words && left.words !== '' ? 'same' : 'unstated';
  const [few, many] = left.tumours.size <= right.tumours.size ? [left.tumours, right.tumours] : [right.tumours, left.tumours];
  if ([...few.keys()].every((name) => many.has(name))) return few.size === many.size ? 'same' : 'kindred';
  const isKin = [...few].some(([name, within]) => [...many].some(([other, otherWithin]) => name === other || within.split(' ').includes(other) || otherWithin.split(' ').includes(name)));
  return isKin ? 'kindred' : 'different';
}

function wordsOf(text: string): string {
  return (text.normalize('NFKC').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).toSorted().join(' ');
}
