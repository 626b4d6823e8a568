// R6, wording against p: "significant" beside a p of α and more, or "not significant" and "no difference" beside a smaller
// one. A p belongs to the words of its own clause before it, or right after it. Leaves alone borderline and one-sided p
// values, clinical significance, trends, definitions of α, thresholds corrected for many tests, and a p whose clause says
// nothing of significance.
import type { PValue } from '../../../contract/evidence';
import { cellText } from '../../../contract/values';
import { shortened } from '../described';
import type { Found, RowRule, TrialEvidence } from '../rule';
import { sentencesOf, type Clause } from './clauses';
import { decisionOf, pRange, pText } from './decisions';
import { printedPValues } from './printedPValues';
import { saidAlike, saidIn, type SaidSignificance } from './significanceWords';

interface Said extends SaidSignificance { readonly isNear: boolean }

export const wordingAgainstP: RowRule<'trials'> = {
  kind: 'row', id: 'R6', version: 1, table: 'trials',
  check: (row, { alpha }) => {
    const all = pValuesOf(row);
    const sentences = new Map([...new Set(all.map((p) => p.span.field))].map((field) => [field, sentencesOf(cellText(row.values[field]))]));
    return all.flatMap((p, index) => checkP(row, p, all, index, alpha, sentences.get(p.span.field) ?? []));
  },
  say: ({ printed, values }) => (values['says'] === 'significant'
    ? `“${String(values['wording'])}” is not consistent as printed with ${printed}: that is not below ${String(values['alpha'])}.`
    : `“${String(values['wording'])}” is not consistent as printed with ${printed}: that is below ${String(values['alpha'])}.`),
  arithmetic: ({ printed, values }) => [`α = ${String(values['alpha'])}; printed is ${printed}, which is ${values['says'] === 'significant' ? 'not ' : ''}significant.`],
};

interface PlacedP extends PValue { readonly outcome: string }

/** Each printed p once, with the first outcome that it is of. */
function pValuesOf(row: TrialEvidence): readonly PlacedP[] {
  const seen = new Map<string, PlacedP>();
  for (const { p, outcome } of row.extracted.results.slice(0, 400)) {
    const place = p === null ? '' : `${p.span.field} ${p.span.start}`;
    if (p !== null && !seen.has(place)) seen.set(place, { ...p, outcome: shortened(outcome, 80) });
  }
  return [...seen.values(), ...printedPValues(cellText(row.values['conclusions']), 'conclusions').filter((p) => !seen.has(`${p.span.field} ${p.span.start}`)).map((p) => ({ ...p, outcome: '' }))].toSorted((left, right) => (left.span.field === right.span.field ? left.span.start - right.span.start : left.span.field < right.span.field ? -1 : 1));
}

const corrected = /\bbonferroni\b|\bholm\b|\bcorrected (?:α|alpha|threshold|p)|\bmultiple (?:testing|comparisons)\b|\bmultiplicity\b|\bprespecified (?:boundary|threshold)\b|\bsignificance (?:level|threshold|boundary)\b|\badjusted (?:α|alpha|significance)\b/iu;

function checkP(row: TrialEvidence, p: PlacedP, all: readonly PlacedP[], index: number, alpha: number, sentences: readonly Clause[]): readonly Found[] {
  const decision = decisionOf(p, alpha);
  if (p.operator === 'NS' || p.test === 'heterogeneity' || p.test === 'noninferiority' || decision === null || decision === 'borderline') return [];
  const text = cellText(row.values[p.span.field]);
  const said = saidAbout(text, sentences, p, all[index - 1] ?? null, all[index + 1] ?? null);
  if (said === null || said.says === decision) return [];
  if (said.says === 'not significant' && (p.sides === 1 || corrected.test(`${text} ${cellText(row.values['studyType'])}`.slice(0, 14_000)))) return [];
  const [start, end] = [Math.min(said.start, p.span.start), Math.max(said.end, p.span.end)];
  const quote = shortened(text.slice(start, end), 300);
  const range = pRange(p, alpha);
  const isFar = range !== null && (decision === 'significant' ? range[1] <= alpha / 2 : range[0] >= alpha * 2);
  const wording = shortened(text.slice(said.start, said.end), 120);
  const place = all.slice(0, index + 1).filter((other) => other.span.field === p.span.field && other.outcome === p.outcome).length;
  return [{
    members: [{ table: 'trials', rowId: row.rowId, field: p.span.field, side: '' }], span: { field: p.span.field, start, end }, quote,
    severity: isFar && said.isNear ? 'major' : 'minor', confidence: said.isNear ? 'certain' : 'possible', locus: `${p.span.field} ${p.outcome} ${place}`, inputs: [String(alpha), pText(p), said.says, wording.toLowerCase()],
    explanation: { printed: pText(p), computed: range === null ? [] : [{ name: 'p', low: range[0], high: range[1] }], fits: [decision === 'significant' ? 'significant' : 'not significant'], values: { says: said.says, wording, quote, alpha } },
  }];
}

const brackets = /^\s*[)\]]?\s*[,;:–-]?\s*(?:\(|which |that |a difference that |and )?(?:was |is |were |are )?((?:not |non-?|in)?\s?(?:statistically |quite )?significant)\b(?!ly|\s+(?:level|threshold|at))/iu;

/** The words that a p stands beside. Places in the whole text. */
function saidAbout(text: string, sentences: readonly Clause[], p: PValue, previous: PValue | null, next: PValue | null): Said | null {
  const sentence = sentences.find(({ start, end }) => start <= p.span.start && p.span.start < end);
  if (sentence === undefined) return null;
  const after = text.slice(p.span.end, Math.min(sentence.end, next !== null && next.span.field === p.span.field ? next.span.start : sentence.end, p.span.end + 80));
  const following = brackets.exec(after);
  const followed = following?.[1];
  if (following !== null && followed !== undefined) {
    const start = p.span.end + following.index + following[0].lastIndexOf(followed);
    return { says: /^(?:not|non|in)/iu.test(followed) ? 'not significant' : 'significant', start, end: start + followed.length, isNear: true };
  }
  const isAfterP = previous !== null && previous.span.field === p.span.field && previous.span.end > sentence.start;
  const from = isAfterP ? previous.span.end : sentence.start;
  const open = openBracket(text, from, p.span.start);
  const inside = open === null ? null : saidIn(text.slice(open + 1, p.span.start));
  if (open !== null && inside !== null) return { ...inside, start: open + 1 + inside.start, end: open + 1 + inside.end, isNear: true };
  const own = ownClause(text.slice(from, open ?? p.span.start), from);
  const direct = isOtherVerb(own.text) ? null : (saidIn(own.text) ?? saidAlike(own.text));
  if (direct !== null) return { ...direct, start: own.start + direct.start, end: own.start + direct.end, isNear: true };
  if (!isAfterP || !isContinuation(own.text)) return null;
  return inherited(text, previous, sentence.start);
}

/** The bracket that a p stands in: "(12% vs 14%; P = 0.02)" belongs to the words before it. */
function openBracket(text: string, from: number, to: number): number | null {
  const open = Math.max(text.lastIndexOf('(', to - 1), text.lastIndexOf('[', to - 1));
  return open < from || /[)\]]/u.test(text.slice(open, to)) ? null : open;
}

const splits = /[;:]\s|,?\s(?:but|although|though|whereas|while|however|yet)\s/giu;

/** What follows the last turn of the statement. */
function ownClause(text: string, offset: number): { readonly text: string; readonly start: number } {
  let start = 0;
  for (const match of text.matchAll(splits)) start = match.index + match[0].length;
  return { text: text.slice(start), start: offset + start };
}

/** "ORR was significantly higher and OS was longer (": the p is of the second statement, which says nothing of significance. */
function isOtherVerb(text: string): boolean {
  const at = text.toLowerCase().lastIndexOf('significan');
  return at >= 0 && /(?:\sand|,)\s[^,;]{0,120}\b(?:was|were|is|are|did|had|showed|remained|increased|decreased|improved)\b/iu.test(text.slice(at, at + 400));
}

const says = /\b(?:was|were|is|are|did|had|has|showed|longer|shorter|higher|lower|better|worse|improved?|increased?|decreased?|reduced?|prolonged|trend|numerically|not|no|similar|comparable|only|by contrast|significan\p{L}{0,5})\b/iu;

/** " or PFS (" after "no significant difference in OS (p = 0.5)": a list goes on. */
function isContinuation(text: string): boolean {
  return text.length <= 80 && /(?:\b(?:or|nor|and)\b|,|\/)/iu.test(text) && !says.test(text);
}

function inherited(text: string, previous: PValue, sentenceStart: number): Said | null {
  const own = ownClause(text.slice(sentenceStart, previous.span.start), sentenceStart);
  const said = isOtherVerb(own.text) ? null : (saidIn(own.text) ?? saidAlike(own.text));
  return said === null ? null : { ...said, start: own.start + said.start, end: own.start + said.end, isNear: false };
}

