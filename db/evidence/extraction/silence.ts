// Owns what must stay silent: numbers that are no statistics. Names (Sr-89, CXCR4, n-3), stages, grades, phases, doses and
// fractions, dates and years, ages, versions and references, allocation ratios, thresholds (> 50%, PD-L1 ≥ 1%), ranges of
// percentages without a label. Refuses nothing else: what it does not mark, a reader may still not understand.
import type { Layout } from './layout';
import { tokenAt, type Token } from './tokens';
import { timeUnitOf } from './words';

// After these a number names a level, whatever it is; after the others only a small whole number that no unit follows does.
const numbered = new Set([
  'stage', 'stages', 'grade', 'grades', 'phase', 'phases', 'type', 'types', 'fig', 'figure', 'figures', 'table', 'tables', 'ref', 'refs', 'reference', 'version', 'ver', 'chapter', 'section', 'exon', 'exons', 'codon', 'chromosome', 'ecog', 'asa', 'gleason',
  'grant', 'protocol', 'icd', 'ctcae', 'recist', 'isup', 'category', 'frankel', 'nyha', 'gcs', 'appendix', 'equation', 'her2', 'class', 'killip',
]);
const looselyNumbered = new Set(['group', 'groups', 'arm', 'arms', 'cohort', 'trial', 'model', 'step', 'quartile', 'tertile', 'score', 'ps', 'kps', 'level', 'levels', 'part', 'period', 'time', 'study', 'line']);
const doseUnits = new Set(['gy', 'cgy', 'mg', 'mcg', 'µg', 'ug', 'iu', 'mbq', 'gbq', 'kbq', 'mci', 'fractions', 'fraction', 'fx', 'fr', 'frs', 'fxs', 'cycles', 'cycle', 'doses', 'dose', 'times', 'tesla', 'kv', 'mv', 'courses', 'course', 'tablets', 'injections', 'sessions', 'lines', 'arms', 'centers', 'centres', 'hospitals', 'fold', 'µl', 'c', 'f']);
const months = new Set(['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december', 'jan', 'feb', 'mar', 'apr', 'jun', 'jul', 'aug', 'sep', 'sept', 'oct', 'nov', 'dec']);
const operators = new Set(['<', '>', '≤', '≥']);
const thresholdWords = new Set(['power', 'alpha', 'isodose', 'tps', 'cps', 'cutoff', 'threshold', 'margin', 'coverage', 'fio2', 'spo2', 'confidence', 'level']);
const percentKinds = new Set(['ci', 'confidence', 'power', 'isodose', 'saline', 'dextrose', 'lidocaine', 'ethanol', 'humidity', 'cutoff', 'threshold', 'oxygen', 'margin', 'prediction']);
const openWords = new Set(['ne', 'nr', 'na', 'not', 'to', 'unreached', 'infinity', 'inf', 'nc']);

/** One flag a token: 1 where a number (or its sign) says nothing about a result. */
export function silencedTokens(layout: Layout): Uint8Array {
  const { tokens } = layout;
  const silenced = new Uint8Array(tokens.length);
  silenceAges(layout, silenced);
  tokens.forEach((token, at) => {
    if (token.kind === 'sign' && token.raw !== token.text && token.text === '?') silenced[at] = 1;
    if (token.number === null) return;
    if (isListedThousands(tokens, at) || isLoneZero(tokens, at) || isJoined(tokens, at) || isNumbered(tokens, at, silenced) || isDose(tokens, at) || isDate(tokens, at) || isPartOfRatio(tokens, at) || isCommaPair(tokens, at) || isSize(tokens, at) || isTestStatistic(tokens, at) || isThreshold(layout, at) || isRange(tokens, at) || isReferenceList(layout, at)) silenced[at] = 1;
  });
  return silenced;
}

// "Sr-89", "n-3", "IL-6"; "5FU", "1st", "30-day" as a property of something.
function isJoined(tokens: readonly Token[], at: number): boolean {
  const token = tokenAt(tokens, at);
  const before = tokenAt(tokens, at - 1);
  if (!token.isSpaced && before.text === '-' && !before.isSpaced) {
    const name = tokenAt(tokens, at - 2);
    if (name.kind === 'word' && !openWords.has(name.text) && !isLabel(name.text)) return true;
  }
  if (!token.isSpaced && before.kind === 'word' && !isLabel(before.text)) return true;
  const next = tokenAt(tokens, at + 1);
  if (next.isSpaced) return false;
  if (next.kind === 'word') return !isAttachedUnit(next);
  const word = tokenAt(tokens, at + 2);
  return next.text === '-' && word.kind === 'word' && !word.isSpaced && !openWords.has(word.text);
}

function isLabel(word: string): boolean {
  return ['p', 'hr', 'rr', 'or', 'ci', 'ahr', 'aor', 'shr', 'arr', 'vs', 'of', 'was', 'to', 'and', 'cl', 'cli', 'cri', 'v', 'in', 'n'].includes(word);
}

function isAttachedUnit(token: Token): boolean {
  return timeUnitOf(token) !== null || ['vs', 'ci', 'to', 'of', 'mm', 'cm', 'points', 'mmhg', 'and', 'kg', 'm', 'patients', 'pts', 'percent', 'min', 'x', 'months'].includes(token.text);
}

// "stage 3", "grade 3-4", "grades 3 and 4", "phase 2/3", "ECOG 0-1", "version 4.0", "v5.0"
function isNumbered(tokens: readonly Token[], at: number, silenced: Uint8Array): boolean {
  let before = at - 1;
  while (before >= at - 3 && (['≥', '≤', '>', '<', '.', ':', '#', '=', '-', 'of', 'was', '('].includes(tokenAt(tokens, before).text))) before -= 1;
  const word = tokenAt(tokens, before);
  if (numbered.has(word.text) && word.kind === 'word' && tokenAt(tokens, at + 1).text !== '%') return true;
  if (looselyNumbered.has(word.text) && isSmallName(tokens, at, before)) return true;
  if (word.kind === 'word' && word.raw === 'v' && before === at - 1 && !tokenAt(tokens, at).isSpaced) return true;
  // The second number of such a pair.
  const link = tokenAt(tokens, at - 1);
  const isLink = ['/', '-', 'or', 'to', 'and', '&'].includes(link.text);
  const number = tokenAt(tokens, at).number;
  return isLink && silenced[at - 2] === 1 && number !== null && number.decimals === 0 && number.value <= 10 && isNumberedChain(tokens, at - 2) && !['%', '('].includes(tokenAt(tokens, at + 1).text);
}

function isNumberedChain(tokens: readonly Token[], at: number): boolean {
  for (let back = at - 1; back >= at - 7; back -= 1) {
    const token = tokenAt(tokens, back);
    if (token.kind === 'word' && numbered.has(token.text)) return true;
  }
  return false;
}

// "group 2" and "KPS ≥ 70" are names; "SBRT group 12 months", "score 7.2 vs 3.1" and "arm: 40 (35%)" are results.
function isSmallName(tokens: readonly Token[], at: number, wordAt: number): boolean {
  const number = tokenAt(tokens, at).number;
  const next = tokenAt(tokens, at + 1);
  if (number === null || number.decimals > 0 || timeUnitOf(next) !== null || ['%', '(', '/', 'of', 'vs', 'versus', '±'].includes(next.text)) return false;
  const isBounded = ['≥', '≤', '>', '<'].includes(tokenAt(tokens, at - 1).text);
  return isBounded || (wordAt === at - 1 && number.value <= 9);
}

function isDose(tokens: readonly Token[], at: number): boolean {
  const next = tokenAt(tokens, at + 1);
  const after = tokenAt(tokens, at + 2);
  if (next.text === '×' || (next.text === 'x' && after.kind === 'number')) return true;
  const before = tokenAt(tokens, at - 1);
  if (before.text === '×' || (before.text === 'x' && tokenAt(tokens, at - 2).kind === 'number')) return true;
  const unit = next.text === '-' ? after : next;
  if (unit.kind === 'word' && doseUnits.has(unit.text)) return !isConcentration(tokens, next.text === '-' ? at + 3 : at + 2) && isDoseRaw(unit);
  // "8 Gy in 1 fraction", "30 Gy/10"
  if (['/', 'in'].includes(before.text) && ['gy', 'cgy', 'mg'].includes(tokenAt(tokens, at - 2).text)) return true;
  // "20-30 Gy", "5 or 10 mg"
  const far = tokenAt(tokens, at + 3);
  return ['-', 'to', 'or', 'and', '/'].includes(next.text) && after.kind === 'number' && far.kind === 'word' && doseUnits.has(far.text) && !isConcentration(tokens, at + 4) && isDoseRaw(far);
}

function isDoseRaw(token: Token): boolean {
  return token.text.length > 1 || token.raw === 'C' || token.raw === 'F';
}

// "70 mg/dL", "1.2 g/dL": a measured level, not a dose.
function isConcentration(tokens: readonly Token[], at: number): boolean {
  return tokenAt(tokens, at).text === '/' && ['dl', 'l', 'ml', 'mmol', 'g', 'cm2'].includes(tokenAt(tokens, at + 1).text);
}

// "0 .65": the number is the one with the point.
function isLoneZero(tokens: readonly Token[], at: number): boolean {
  return tokenAt(tokens, at).text === '0' && tokenAt(tokens, at + 1).kind === 'number' && tokenAt(tokens, at + 1).text.startsWith('.');
}

// "378,190, 170 and 172 days": a number so much larger than the next of its list is two numbers that lost their space.
function isListedThousands(tokens: readonly Token[], at: number): boolean {
  const number = tokenAt(tokens, at);
  const next = tokenAt(tokens, at + 2).number;
  return number.groups !== null && number.number !== null && tokenAt(tokens, at + 1).text === ',' && next !== null && number.number.value > 100 * next.value;
}

const statistics = new Set(['χ2', 'χ', 't', 'f', 'z', 'r', 'u', 'w', 'q', 'd', 'df', 'i2', 'kappa', 'κ', 'chi', 'rho', 'ρ', 'r2', 'x2', 'auc', 'square', 'squared', 'power', 'alpha']);

// "χ² = 4.51", "t = 2.3", "r = 0.41", "AUC 0.81": of a test, or of a prediction.
function isTestStatistic(tokens: readonly Token[], at: number): boolean {
  let before = at - 1;
  if (!['=', ':', 'of', 'was'].includes(tokenAt(tokens, before).text) && tokenAt(tokens, before).text !== 'auc') return false;
  while (before > at - 3 && (['=', ':', 'of', 'was'].includes(tokenAt(tokens, before).text) || tokenAt(tokens, before).raw === '²')) before -= 1;
  const word = tokenAt(tokens, tokenAt(tokens, before).raw === '²' ? before - 1 : before);
  return word.kind === 'word' && statistics.has(word.text);
}

// "12,5": two numbers or one with a decimal comma; not understood.
function isCommaPair(tokens: readonly Token[], at: number): boolean {
  const isPair = (left: number): boolean => {
    const comma = tokenAt(tokens, left + 1);
    const [first, second] = [tokenAt(tokens, left), tokenAt(tokens, left + 2)];
    return comma.text === ',' && !comma.isSpaced && !second.isSpaced && first.number?.decimals === 0 && second.number?.decimals === 0;
  };
  return isPair(at) || isPair(at - 2);
}

// "n = 114": the size of a group, read where groups are.
function isSize(tokens: readonly Token[], at: number): boolean {
  return ['=', ':'].includes(tokenAt(tokens, at - 1).text) && tokenAt(tokens, at - 2).text === 'n';
}

function isYear(token: Token): boolean {
  const number = token.number;
  return number !== null && number.decimals === 0 && number.value >= 1900 && number.value <= 2099 && number.text.length === 4;
}

function isDate(tokens: readonly Token[], at: number): boolean {
  const token = tokenAt(tokens, at);
  const before = tokenAt(tokens, at - 1);
  const next = tokenAt(tokens, at + 1);
  if (months.has(before.text) && before.raw !== 'may' && before.raw !== 'mar') return true;
  if (months.has(next.text) && next.raw !== 'may' && next.kind === 'word' && token.number?.decimals === 0 && token.number.value <= 31) return true;
  if (isYear(token)) return next.text !== '%' && next.text !== '/' && !['patients', 'pts', 'cases'].includes(next.text) && (['in', 'since', 'from', 'between', 'to', 'until', 'and', 'and', '-', 'during', 'of', ',', '('].includes(before.text) || months.has(tokenAt(tokens, at - 2).text));
  // 12/03/2014: more slashes than a k/n has.
  return isSlashed(tokens, at - 1, -1) || isSlashed(tokens, at + 1, 1) || (['/', '-'].includes(before.text) && ['/', '-'].includes(next.text) && before.text === next.text && isYear(tokenAt(tokens, at + 2)));
}

function isSlashed(tokens: readonly Token[], at: number, step: 1 | -1): boolean {
  const isDateLike = tokenAt(tokens, at).text === '/' && tokenAt(tokens, at + step).kind === 'number' && tokenAt(tokens, at + 2 * step).text === '/' && tokenAt(tokens, at + 3 * step).kind === 'number';
  return isDateLike && (isYear(tokenAt(tokens, at + 3 * step)) || isYear(tokenAt(tokens, at - step)));
}

// "1:1 randomisation", "2 : 1"
function isPartOfRatio(tokens: readonly Token[], at: number): boolean {
  const isWhole = (token: Token): boolean => token.number !== null && token.number.decimals === 0;
  const isPair = (left: number): boolean => isWhole(tokenAt(tokens, left)) && tokenAt(tokens, left + 1).text === ':' && isWhole(tokenAt(tokens, left + 2)) && !tokenAt(tokens, left + 2).isSpaced;
  return isPair(at) || isPair(at - 2);
}

function isThreshold(layout: Layout, at: number): boolean {
  const { tokens } = layout;
  const before = tokenAt(tokens, at - 1);
  const isPercent = tokenAt(tokens, at + 1).text === '%';
  if (operators.has(before.text) || before.text === '^') return true;
  if (isPercent && (isAtLeast(tokens, at + 2) || isMoreThan(tokens, at))) return true;
  if (isPercent && percentKinds.has(tokenAt(tokens, at + 2).text) && tokenAt(tokens, at + 2).kind === 'word') return true;
  if (!isPercent) return before.text === '/' && tokenAt(tokens, at - 2).text === 'and';
  const owner = ['of', ':', '=', 'was'].includes(before.text) ? tokenAt(tokens, at - 2) : before;
  return owner.kind === 'word' && thresholdWords.has(owner.text);
}

// "25% or more of the cells", "with more than 1% of the alleles"
function isAtLeast(tokens: readonly Token[], at: number): boolean {
  return tokenAt(tokens, at).text === 'or' && ['more', 'less', 'greater', 'higher', 'lower', 'above'].includes(tokenAt(tokens, at + 1).text);
}

function isMoreThan(tokens: readonly Token[], at: number): boolean {
  return tokenAt(tokens, at - 1).text === 'than' && ['more', 'less', 'greater', 'fewer', 'higher', 'lower'].includes(tokenAt(tokens, at - 2).text) && ['with', 'having'].includes(tokenAt(tokens, at - 3).text);
}

// "[12, 15-17]": a list of whole numbers in square brackets that does not follow a value.
function isReferenceList(layout: Layout, at: number): boolean {
  const { tokens, partner, bracket } = layout;
  const opener = bracket[at] ?? -1;
  if (opener < 0 || tokenAt(tokens, opener).text !== '[') return false;
  const before = tokenAt(tokens, opener - 1);
  if (before.kind === 'number' || before.text === '%' || timeUnitOf(before) !== null) return false;
  const end = partner[opener] ?? -1;
  if (end - opener > 40) return false;
  for (let index = opener + 1; index < end; index += 1) {
    const token = tokenAt(tokens, index);
    if (token.number === null ? !['-', ','].includes(token.text) : token.number.decimals > 0) return false;
  }
  return true;
}

// "30-40% of patients", "(18-60)" state no single value. An interval is read before this matters.
function isRange(tokens: readonly Token[], at: number): boolean {
  const isPair = (left: number): boolean => {
    const dash = tokenAt(tokens, left + 1);
    const second = tokenAt(tokens, left + 2);
    return dash.text === '-' && second.kind === 'number' && tokenAt(tokens, left).kind === 'number' && second.isSpaced === dash.isSpaced;
  };
  return isPair(at) || isPair(at - 2);
}

const ageEnds = new Set([';', '%', 'p', 'hr', 'or', 'rr', '.']);

// From "aged" or "age" to the years and the bracket behind them; before "years old" and "years of age".
function silenceAges(layout: Layout, silenced: Uint8Array): void {
  const { tokens, sentence } = layout;
  tokens.forEach((token, at) => {
    if (token.kind !== 'word') return;
    if (token.text === 'age' || token.text === 'aged' || token.text === 'ages') silenced.fill(1, at + 1, endOfAge(layout, at));
    const isOld = token.text === 'old' && timeUnitOf(tokenAt(tokens, at - 1)) !== null;
    const isOfAge = token.text === 'age' && tokenAt(tokens, at - 1).text === 'of' && timeUnitOf(tokenAt(tokens, at - 2)) !== null;
    if (isOld || isOfAge) for (let index = at - 1; index >= at - 6 && sentence[index] === sentence[at] && tokenAt(tokens, index).text !== '%'; index -= 1) silenced[index] = 1;
  });
}

function endOfAge(layout: Layout, from: number): number {
  const { tokens, sentence, bracket, partner } = layout;
  let at = from + 1;
  for (; at < from + 20 && sentence[at] === sentence[from]; at += 1) {
    const token = tokenAt(tokens, at);
    if (ageEnds.has(token.text) || (token.text === ',' && at > from + 2 && bracket[at] === bracket[from])) return at;
    if (timeUnitOf(token) !== null && bracket[at] === bracket[from]) {
      const next = tokenAt(tokens, at + 1).text;
      if (next === 'vs' || next === 'versus') continue;
      return (next === '(' || next === '[') && (partner[at + 1] ?? -1) > at ? (partner[at + 1] ?? at) + 1 : at + 1;
    }
  }
  return at;
}
