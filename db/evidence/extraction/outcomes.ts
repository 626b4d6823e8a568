// Owns the names of outcomes: a lexicon of phrases with their classes, the words that may stand before them ("bone PFS",
// "grade 3-4 adverse events"), and which classes are times to an event. Refuses to name what it does not know: those
// outcomes are taken as written by subjects.ts.
import type { OutcomeClass } from '../../contract/evidence';
import type { Layout } from './layout';
import { tokenAt } from './tokens';

export interface OutcomeMark {
  readonly from: number;
  readonly to: number;
  readonly outcomeClass: OutcomeClass;
  /** "mOS", "mPFS": the median is in the name. */
  readonly isMedian: boolean;
  /** How specific the phrase is, in words: "local progression-free survival" before "progression". */
  readonly words: number;
}

// A phrase in lower case; capitals mean that it counts only in capitals (OS, SD, CR). Hyphens and spaces are one.
const phrases: readonly (readonly [OutcomeClass, readonly string[]])[] = [
  ['ORR', ['ORR', 'ORRs', 'OR', 'objective response', 'objective response rate', 'objective response rates', 'objective responses', 'objective remission rate', 'overall response', 'overall response rate', 'overall response rates', 'overall responses', 'response rate', 'response rates', 'tumor response', 'tumour response', 'clinical response', 'RR', 'response', 'responses', 'confirmed response rate', 'responded', 'best overall response', 'confirmed response', 'remission rate', 'overall remission']],
  ['CR', ['CR', 'CRs', 'CRR', 'complete response', 'complete responses', 'complete response rate', 'complete response rates', 'complete remission', 'complete remission rate', 'complete remissions', 'pCR', 'pathological complete response', 'pathologic complete response', 'complete regression', 'complete metabolic response', 'clinical complete response', 'cCR']],
  ['PR', ['PR', 'PRs', 'partial response', 'partial responses', 'partial response rate', 'partial remission', 'partial remissions', 'partial regression']],
  ['SD', ['SD', 'stable disease', 'disease stabilization', 'disease stabilisation']],
  ['PD', ['PD', 'progressive disease', 'disease progression', 'tumor progression', 'tumour progression', 'progressed']],
  ['DCR', ['DCR', 'DCRs', 'disease control', 'disease control rate', 'disease control rates', 'clinical benefit rate', 'clinical benefit', 'CBR', 'tumor control rate']],
  ['OS', ['OS', 'mOS', 'overall survival', 'death', 'death from any cause', 'all cause death', 'all cause mortality', 'overall mortality']],
  ['PFS', ['PFS', 'mPFS', 'progression free survival', 'progression or death', 'disease progression or death', 'rPFS', 'radiographic progression free survival', 'progression free', 'PFS2', 'failure free survival', 'FFS']],
  ['DFS', ['DFS', 'mDFS', 'disease free survival', 'relapse free survival', 'recurrence free survival', 'RFS', 'mRFS', 'metastasis free survival', 'MFS', 'DMFS', 'distant metastasis free survival', 'invasive disease free survival', 'iDFS', 'disease free', 'relapse free', 'recurrence free', 'bDFS', 'biochemical recurrence free survival']],
  ['EFS', ['EFS', 'mEFS', 'event free survival', 'event free', 'SRE free survival', 'fracture free survival', 'MACE free survival', 'implant survival', 'prosthesis survival', 'graft survival', 'revision free survival', 'survivorship', 'ambulation survival', 'amputation free survival', 'primary patency', 'patency', 'freedom from']],
  ['TTP', ['TTP', 'mTTP', 'time to progression', 'time to treatment failure', 'TTF', 'time to disease progression', 'time to first SRE', 'time to first skeletal related event', 'time to SRE', 'time to skeletal related events', 'time to relapse', 'time to recurrence', 'time to local failure', 'time to next treatment', 'TTNT', 'time to bone metastasis', 'time to event', 'bone metastasis free survival', 'BMFS']],
  ['DOR', ['DOR', 'DoR', 'mDOR', 'mDoR', 'duration of response', 'response duration', 'duration of disease control', 'duration of pain relief']],
  ['survival', ['survival', 'mST', 'MST', 'CSS', 'DSS', 'cancer specific survival', 'disease specific survival', 'survival time', 'survival rate', 'survival rates', 'survival times', 'cause specific survival', 'lung cancer specific survival', 'alive']],
  ['mortality', ['mortality', 'mortality rate', 'mortality rates', 'deaths', 'cardiovascular death', 'cardiac death', 'perioperative mortality', 'operative mortality', 'in hospital mortality', 'hospital mortality', 'died', 'cardiovascular mortality', 'treatment related death', 'treatment related deaths', 'toxic deaths']],
  ['local control', ['LC', 'LCR', 'LRC', 'local control', 'local control rate', 'local control rates', 'locoregional control', 'local tumor control', 'local tumour control', 'LPFS', 'local progression free survival', 'intracranial control', 'freedom from local progression']],
  ['recurrence', ['recurrence', 'recurrence rate', 'recurrences', 'relapse', 'relapse rate', 'relapses', 'local recurrence', 'local recurrence rate', 'distant recurrence', 'local failure', 'locoregional recurrence', 'distant metastasis', 'distant metastases', 'distant failure', 'local progression', 'CIR', 'LR', 'treatment failure', 'relapsed', 'recurred']],
  ['pain response', ['pain response', 'pain response rate', 'pain relief', 'pain relief rate', 'pain control', 'pain reduction', 'pain palliation', 'overall pain response', 'analgesic response', 'pain improvement', 'improvement in pain', 'improvement of pain', 'response for pain', 'reduction in pain', 'pain responders', 'relief of pain', 'overall pain response rate', 'partial pain relief', 'partial pain response', 'reduced pain', 'pain free']],
  ['complete pain response', ['complete pain response', 'complete pain response rate', 'complete pain relief', 'complete response for pain', 'complete pain control', 'complete response of pain', 'complete relief of pain', 'complete pain responses']],
  ['SRE', ['SRE', 'SREs', 'SRE rate', 'SRE incidence', 'skeletal related event', 'skeletal related events', 'skeletal events', 'skeletal event', 'SSE', 'SSEs', 'symptomatic skeletal events', 'skeletal complications', 'SMR']],
  ['fracture', ['fracture', 'fractures', 'pathological fracture', 'pathologic fracture', 'pathological fractures', 'vertebral fracture', 'vertebral fractures', 'vertebral compression fracture', 'VCF', 'nonunion', 'hip fracture', 'clinical fractures', 'union rate', 'fracture rate', 'refracture']],
  ['adverse events', ['AE', 'AEs', 'adverse event', 'adverse events', 'adverse effects', 'adverse reactions', 'TRAE', 'TRAEs', 'irAE', 'irAEs', 'SAE', 'SAEs', 'toxicity', 'toxicities', 'complications', 'complication', 'complication rate', 'side effects', 'postoperative complications', 'surgical complications', 'wound complications', 'treatment related adverse events', 'serious adverse events', 'hematologic toxicity', 'haematological toxicity', 'bleeding', 'major bleeding', 'neutropenia', 'hypocalcemia', 'hypocalcaemia', 'osteonecrosis of the jaw', 'ONJ', 'osteonecrosis of jaw', 'pneumonitis', 'MRONJ', 'pain flare', 'surgical site infection', 'infection', 'infections', 'reoperation', 'reoperation rate', 'revision rate', 'stroke', 'myocardial infarction', 'MACE', 'MI', 'thrombosis', 'readmission', 'diarrhea', 'diarrhoea', 'anemia', 'nausea', 'fatigue', 'dysphagia', 'esophagitis', 'transfusion', 'infection rate', 'restenosis', 'target lesion revascularization', 'heart failure hospitalization', 'hospitalization for heart failure', 'hospitalisation for heart failure']],
  ['function', ['ambulation', 'ambulatory', 'ambulatory rate', 'ambulatory function', 'regained ambulation', 'neurological improvement', 'neurologic improvement', 'functional improvement', 'functional outcome', 'motor function', 'sphincter function', 'Frankel grade', 'KPS', 'ODI', 'Oswestry disability index', 'Harris hip score', 'HHS', 'MSTS', 'MSTS score', 'WOMAC', 'ECOG PS improvement', 'Karnofsky score', 'Karnofsky performance status', 'Karnofsky', 'LVEF', 'Oxford knee score', 'Oxford hip score', 'range of motion', 'DASH score', 'Constant score']],
  ['quality of life', ['QoL', 'QOL', 'HRQoL', 'HRQOL', 'quality of life', 'overall QoL', 'overall quality of life', 'global health status', 'EQ 5D', 'SF 36', 'EORTC QLQ C30', 'global QoL']],
  ['follow-up', ['follow up', 'followup', 'follow up time', 'follow up period', 'follow up duration', 'duration of follow up', 'FU']],
];

const modifiers = new Set([
  'bone', 'brain', 'intracranial', 'extracranial', 'skeletal', 'pain', 'local', 'distant', 'severe', 'major', 'minor', 'mild', 'moderate', 'serious', 'any', 'overall', 'objective', 'complete', 'partial', 'best', 'confirmed', 'clinical', 'radiological', 'radiographic', 'metabolic', 'biochemical', 'acute', 'late', 'early',
  'hematologic', 'haematologic', 'hematological', 'gastrointestinal', 'postoperative', 'perioperative', 'surgical', 'wound', 'treatment-related', 'immune-related', 'global', 'cumulative', 'actuarial', 'symptomatic', 'pathological', 'pathologic', 'vertebral', 'new', 'first', 'cardiovascular', 'cardiac', 'ischemic', 'ischaemic', 'deep', 'superficial', 'ipsilateral', 'lumbar', 'hip', 'nonvertebral', 'overt', 'intraoperative', 'in-hospital', 'cancer-specific', 'freedom', 'biochemical', 'grade', 'high-grade', 'pathological',
]);

const timeToEvent: ReadonlySet<OutcomeClass> = new Set(['OS', 'PFS', 'DFS', 'EFS', 'TTP', 'DOR', 'survival', 'local control']);

/** Whether an outcome of this class is a time to an event: its rate at a time is estimated, not counted. */
export function isTimeToEvent(outcomeClass: OutcomeClass): boolean {
  return timeToEvent.has(outcomeClass);
}

interface Entry {
  readonly words: readonly string[];
  /** The capitals that the phrase must have, word by word; null where case does not matter. */
  readonly capitals: readonly (string | null)[];
  readonly outcomeClass: OutcomeClass;
}

const entriesByFirst: ReadonlyMap<string, readonly Entry[]> = indexOfPhrases();

function indexOfPhrases(): ReadonlyMap<string, readonly Entry[]> {
  const index = new Map<string, Entry[]>();
  for (const [outcomeClass, texts] of phrases) {
    for (const text of texts) {
      const written = text.split(' ');
      const entry: Entry = { words: written.map((word) => word.toLowerCase()), capitals: written.map((word) => (isAbbreviation(word) ? word : null)), outcomeClass };
      const first = entry.words[0] ?? '';
      index.set(first, [...(index.get(first) ?? []), entry]);
    }
  }
  for (const entries of index.values()) entries.sort((left, right) => right.words.length - left.words.length);
  return index;
}

function isAbbreviation(word: string): boolean {
  return word.slice(1) !== word.slice(1).toLowerCase() || (word.length <= 2 && word !== word.toLowerCase());
}

/** Every outcome that the text names, in order, longest first; none overlap. */
export function outcomesOf(layout: Layout): readonly OutcomeMark[] {
  const marks: OutcomeMark[] = [];
  let at = 0;
  while (at < layout.tokens.length) {
    const found = matchAt(layout, at);
    if (found === null) at += 1;
    else {
      const to = withFollowers(layout, found.to);
      const sum = sumOf(layout, marks.at(-1), found);
      if (sum !== null) {
        marks[marks.length - 1] = sum;
        at = sum.to;
        continue;
      }
      const from = withModifiers(layout, found.from, marks.at(-1)?.to ?? 0);
      marks.push({ ...found, from, to, outcomeClass: ofPain(layout, from, found) });
      at = to;
    }
  }
  return marks;
}

// "CR + PR" is the response, "CR + PR + SD" the control.
function sumOf(layout: Layout, before: OutcomeMark | undefined, found: OutcomeMark): OutcomeMark | null {
  if (before === undefined || found.from !== before.to + 1 || !['+', 'plus'].includes(tokenAt(layout.tokens, before.to).text)) return null;
  const sums: Readonly<Record<string, OutcomeClass>> = { 'CR PR': 'ORR', 'ORR SD': 'DCR', 'complete pain response PR': 'pain response' };
  const outcomeClass = sums[`${before.outcomeClass} ${found.outcomeClass}`];
  return outcomeClass === undefined ? null : { ...before, to: found.to, outcomeClass };
}

// "pain CR", "complete pain response" are of pain, not of tumours.
function ofPain(layout: Layout, from: number, { from: head, outcomeClass }: OutcomeMark): OutcomeClass {
  const isPain = layout.tokens.slice(from, head).some((token) => token.text === 'pain');
  if (!isPain) return outcomeClass;
  return outcomeClass === 'CR' ? 'complete pain response' : outcomeClass === 'ORR' || outcomeClass === 'PR' ? 'pain response' : outcomeClass;
}

/** Whether a known outcome starts at this token. */
export function startsOutcomeAt(layout: Layout, at: number): boolean {
  return matchAt(layout, at) !== null || (modifiers.has(tokenAt(layout.tokens, at).text) && matchAt(layout, at + 1) !== null);
}

function matchAt(layout: Layout, at: number): OutcomeMark | null {
  const token = tokenAt(layout.tokens, at);
  if (token.kind !== 'word') return null;
  for (const entry of entriesByFirst.get(token.text) ?? []) {
    const to = phraseEnd(layout, at, entry);
    if (to !== null && !isPartOfName(layout, entry, to)) return { from: at, to, outcomeClass: entry.outcomeClass, isMedian: token.raw.startsWith('m') && /^m[A-Z]/u.test(token.raw), words: entry.words.length };
  }
  return null;
}

// "PD-L1", "PR-104": an abbreviation that goes on is a name.
function isPartOfName(layout: Layout, entry: Entry, to: number): boolean {
  const dash = tokenAt(layout.tokens, to);
  const next = tokenAt(layout.tokens, to + 1);
  return entry.capitals.at(-1) !== null && dash.text === '-' && !dash.isSpaced && !next.isSpaced && next.kind !== 'sign' && next.number?.decimals !== 1;
}

function phraseEnd(layout: Layout, from: number, entry: Entry): number | null {
  let at = from;
  for (const [index, word] of entry.words.entries()) {
    if (index > 0 && tokenAt(layout.tokens, at).text === '-') at += 1;
    const token = tokenAt(layout.tokens, at);
    const capitals = entry.capitals[index] ?? null;
    if (token.kind !== 'word' || token.text !== word || (capitals !== null && token.raw !== capitals)) return null;
    at += 1;
  }
  return at;
}

// "Grade 3-4", "grade ≥ 3", "grade 3 or higher" before an outcome: its first token.
function gradeBefore(layout: Layout, end: number, floor: number): number | null {
  for (let at = end - 1; at >= floor && at >= end - 7; at -= 1) {
    const token = tokenAt(layout.tokens, at);
    if (token.text === 'grade' || token.text === 'grades') return at < end - 1 ? at : null;
    const isPart = (token.number !== null && token.number.value <= 5) || ['-', '/', '≥', '≤', '>', 'to', 'or', 'and', 'higher', 'more', 'worse', 'above', ',', 'iii', 'iv', 'i', 'ii', 'v'].includes(token.text);
    if (!isPart) return null;
  }
  return null;
}

const followers = new Set(['score', 'scores', 'scale', 'index', 'status', 'functional', 'performance']);

// "Karnofsky functional score"
function withFollowers(layout: Layout, from: number): number {
  let at = from;
  while (at < from + 3 && followers.has(tokenAt(layout.tokens, at).text)) at += 1;
  return at;
}

// "30-day" and numbers stay outside; "treatment-related" is three tokens.
function withModifiers(layout: Layout, from: number, floor: number): number {
  let at = from;
  while (at > floor) {
    const before = tokenAt(layout.tokens, at - 1);
    const isPair = tokenAt(layout.tokens, at - 2).text === '-' && !before.isSpaced && at - 3 >= floor;
    const word = isPair ? `${tokenAt(layout.tokens, at - 3).text}-${before.text}` : before.text;
    const grade = gradeBefore(layout, at, floor);
    if (grade !== null) {
      at = grade;
      continue;
    }
    if (before.kind !== 'word' || !modifiers.has(word) || layout.sentence[at - 1] !== layout.sentence[from] || layout.bracket[at - 1] !== layout.bracket[from]) return at;
    at -= isPair ? 3 : 1;
  }
  return at;
}
