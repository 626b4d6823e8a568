// Owns whether a clinical term is bad or good for the patient ("Shorter OS", "Better prognosis"), which terms speak of
// prognosis, and whether a process serves the tumour. Refuses terms that lean both ways, and leaves unknown words unknown.

export type Valence = 'adverse' | 'favourable';

const longestTerm = 200;
const prognosis = /\b(?:prognos[ei]s|prognostic|survival|outcomes?|m?(?:OS|PFS|DFS|RFS|EFS|CSS|DSS|MFS|TTP)|mortality|death|life expectancy)\b/iu;
const worse = /\b(?:poor(?:er)?|worse(?:ned)?|short(?:er|ened)?|decreas(?:e[ds]?|ing)|reduc(?:e[ds]?|ing)|low(?:er)?|unfavou?rable|adverse|inferior|dismal|bad|impaired|limited)\b/iu;
const better = /\b(?:better|longer|improv(?:e[ds]?|ing)|increas(?:e[ds]?|ing)|prolong(?:s|ed|ing)?|extend(?:s|ed)?|high(?:er)?|favou?rable|good|superior|enhanced)\b/iu;
const dying = /\b(?:mortality|death)\b/iu;
const bad = /\b(?:metasta\w{0,8}|recurrence|relapse|resistance|progression|invasion|advanced|stage|tnm|tumou?r growth|lesions?|aggressiv\w{0,6})\b/iu;
const good = /\b(?:chemosensitivity|radiosensitivity|drug sensitivity|protective|anti-?tumou?r|tumou?r suppress\w{0,6})\b/iu;
const turning = /\b(?:no|not|without|absence|inverse(?:ly)?|negative(?:ly)?|lack|loss|inhibit\w{0,6}|suppress\w{0,6}|reduced metasta\w*|less|fewer)\b/iu;

export function isPrognosis(term: string): boolean {
  return prognosis.test(term.slice(0, longestTerm));
}

/** Of a term of prognosis: "Shorter OS" is adverse, "longer PFS" favourable, "higher mortality" adverse; "prognosis" alone says nothing. */
export function prognosisValence(term: string): Valence | null {
  const text = term.slice(0, longestTerm);
  if (!prognosis.test(text) || turning.test(text)) return null;
  const [isWorse, isBetter] = [worse.test(text), better.test(text)];
  if (isWorse === isBetter) return null;
  const isTurned = dying.test(text);
  return isWorse !== isTurned ? 'adverse' : 'favourable';
}

/** Which prognosis: two papers may differ on OS, or one speaks of OS and the other of PFS. */
export function prognosisOutcome(term: string): string {
  const text = term.slice(0, longestTerm).toUpperCase();
  const named = /\bM?(OS|PFS|DFS|RFS|EFS|CSS|DSS|MFS|TTP)\b/u.exec(text)?.[1];
  if (named !== undefined) return named;
  if (/OVERALL SURVIVAL/u.test(text)) return 'OS';
  if (/PROGRESSION[- ]FREE/u.test(text)) return 'PFS';
  return /DISEASE[- ]FREE/u.test(text) ? 'DFS' : 'prognosis';
}

/** Of any clinical term. */
export function clinicalValence(term: string): Valence | null {
  const text = term.slice(0, longestTerm);
  if (prognosis.test(text)) return prognosisValence(text);
  if (turning.test(text)) return null;
  const [isBad, isGood] = [bad.test(text), good.test(text)];
  return isBad === isGood ? null : isBad ? 'adverse' : 'favourable';
}

const serves: ReadonlySet<string> = new Set([
  'proliferation', 'migration', 'invasion', 'emt', 'metastasis', 'bone metastasis', 'bone osteolytic metastasis', 'osteolytic metastasis', 'angiogenesis', 'osteoclastogenesis', 'bone resorption', 'bone destruction', 'stemness', 'cell-like csc property', 'drug resistance',
  'chemoresistance', 'colonization', 'progression', 'tumorigenesis', 'immune escape', 'bone specific metastasis', 'bone-specific metastasis', 'anchorage growth independent', 'bone colonization the', 'bone colonization',
]);
const hinders: ReadonlySet<string> = new Set(['apoptosis', 'dormancy', 'ferroptosis', 'pyroptosis', 'senescence', 'death', 'arrest cycle', 'chemosensitivity', 'radiosensitivity', 'immunity anti', 'anti immunity']);

/** Whether raising a process, by its key, serves the tumour; null of what is not known to. */
export function servesTumour(processKey: string): boolean | null {
  if (serves.has(processKey)) return true;
  return hinders.has(processKey) ? false : null;
}
