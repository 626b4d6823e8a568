// Owns an outcome's name as the text has it, where the lexicon knows none: the words before the verb ("Sphincter function
// was regained in …"), or after the patients ("… of patients regained sphincter function").
// Refuses whole paragraphs, and leads such as "In the SBRT group,".
import type { Layout } from './layout';
import { tokenAt } from './tokens';
import { countedBy, isFunctionWord, isReportVerb, readVersus } from './words';

export interface TokenRange {
  readonly from: number;
  readonly to: number;
}

const longestName = 28;
const edgeWords = new Set(['vs', 'versus', 'v', 'respectively', 'significantly', 'significant', 'median', 'mean', 'average', 'rate', 'rates', 'approximately', 'about', 'nearly', 'only', 'however', 'moreover', 'also', 'found', 'observed', 'reported', 'noted', 'seen', 'n', 'there', 'we', 'results', 'overall']);

/** The subject in a range that ends where the value begins; null when it has no telling word. */
export function subjectIn(layout: Layout, from: number, to: number, isMereName: (range: TokenRange) => boolean = () => false): TokenRange | null {
  // "A vs B: retreatment 18%": what follows the last colon, if it tells anything; else what stands before it.
  let colon = to - 1;
  while (colon > from && tokenAt(layout.tokens, colon).text !== ':') colon -= 1;
  const behind = colon > from ? plainSubject(layout, colon + 1, to) : null;
  if (behind !== null && !isMereName(behind)) return behind;
  const whole = plainSubject(layout, from, to);
  return whole === null || isMereName(whole) ? null : whole;
}

function plainSubject(layout: Layout, from: number, to: number): TokenRange | null {
  const start = afterLead(layout, from, to);
  // A participle at the head ("Reduced pain was …") is no verb yet.
  let end = isParticiple(layout, start) ? start + 1 : start;
  while (end < to && !isReportVerb(tokenAt(layout.tokens, end)) && tokenAt(layout.tokens, end).text !== ':' && !isComparedNumber(layout, end)) end += 1;
  if (end > to) return null;
  const own = trimmed(layout, start, end);
  return own ?? (isImpersonal(layout, start, end) ? trimmed(layout, end + 1, to) : null);
}

// "HF hospitalizations 388 vs 553": the numbers are not part of the name.
function isComparedNumber(layout: Layout, at: number): boolean {
  return tokenAt(layout.tokens, at).kind === 'number' && readVersus(layout.tokens, at + 1) !== null;
}

function isParticiple(layout: Layout, at: number): boolean {
  const next = tokenAt(layout.tokens, at + 1);
  return ['reduced', 'improved', 'increased', 'decreased', 'prolonged', 'maintained', 'reported', 'observed'].includes(tokenAt(layout.tokens, at).text) && next.kind === 'word' && !isFunctionWord(next.text);
}

// "There was an improvement in pain", "We observed …"
function isImpersonal(layout: Layout, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (['there', 'we'].includes(tokenAt(layout.tokens, at).text)) return true;
  return ['there', 'we'].includes(tokenAt(layout.tokens, from - 1).text);
}

// "In the SBRT group, …", "Of 26 patients, …": the subject comes after the comma.
function afterLead(layout: Layout, from: number, to: number): number {
  const { tokens, bracket } = layout;
  let start = from;
  while (start < to && !isReportVerb(tokenAt(tokens, start)) && (isEdge(layout, start) || ['and', 'but', 'while', 'whereas', 'although'].includes(tokenAt(tokens, start).text)) && !['in', 'of', 'among', 'at', 'for', 'with', 'after', 'during', 'from'].includes(tokenAt(tokens, start).text)) start += 1;
  if (!['in', 'of', 'among', 'at', 'for', 'with', 'after', 'during', 'compared', 'from'].includes(tokenAt(tokens, start).text)) return start;
  for (let at = start + 1; at < to; at += 1) if (tokenAt(tokens, at).text === ',' && bracket[at] === bracket[start]) return at + 1;
  return start;
}

function isEdge(layout: Layout, at: number): boolean {
  const token = tokenAt(layout.tokens, at);
  if (token.kind === 'sign') return !['<', '>', '≤', '≥', '('].includes(token.text) || (token.text === '(' && (layout.partner[at] ?? -1) < 0);
  return token.kind === 'word' && (isFunctionWord(token.text) || edgeWords.has(token.text));
}

function trimmed(layout: Layout, rawFrom: number, rawTo: number): TokenRange | null {
  const { tokens, partner, bracket } = layout;
  let from = rawFrom;
  let to = rawTo;
  let isTrimming = true;
  while (isTrimming && from < to) {
    isTrimming = false;
    if (isEdge(layout, from)) {
      from += 1;
      isTrimming = true;
    } else if (isEdge(layout, to - 1) || isReportVerb(tokenAt(tokens, to - 1)) || tokenAt(tokens, to - 1).text === '(' || tokenAt(tokens, to - 1).text === '[') {
      const opener = partner[to - 1] ?? -1;
      to = opener > from && opener < to - 1 ? opener : to - 1;
      isTrimming = true;
    }
  }
  // Not from inside one bracket to outside of it.
  if (from < to && bracket[from] !== bracket[to - 1]) return null;
  if (from >= to || to - from > longestName) return null;
  for (let at = from; at < to; at += 1) if (tokenAt(tokens, at).kind === 'word' && countedBy(tokenAt(tokens, at).text) === null) return { from, to };
  return null;
}

const carriers = new Set(['had', 'have', 'has', 'experienced', 'achieved', 'showed', 'developed', 'reported', 'were', 'was', 'attained', 'exhibited', 'demonstrated', 'suffered', 'obtained', 'underwent']);
const stops = new Set(['following', 'after', 'under', 'during', 'at', 'in', 'with', 'within', 'for', 'by', 'and', 'but', 'while', 'whereas', 'on', 'when', 'respectively', 'as']);

/** What is said of the patients behind a share: "regained sphincter function". */
export function predicateIn(layout: Layout, from: number, to: number): TokenRange | null {
  const { tokens } = layout;
  let start = from;
  while (start < to && (['of', 'the', 'all', 'these', 'those', ')', ']', 'in', 'who', 'that'].includes(tokenAt(tokens, start).text) || countedBy(tokenAt(tokens, start).text) !== null)) start += 1;
  if (tokenAt(tokens, start).kind !== 'word') return null;
  const head = start;
  while (start < to && carriers.has(tokenAt(tokens, start).text)) start += 1;
  const isSaid = start > head;
  let end = start;
  while (end < to && end - start < longestName) {
    const token = tokenAt(tokens, end);
    if ((token.kind === 'sign' && !['-', '/', '≥', '≤', '>', '<'].includes(token.text)) || stops.has(token.text) || readVersus(tokens, end) !== null) break;
    end += 1;
  }
  // "45% were responders": behind a verb a counted noun tells something.
  return trimmed(layout, start, end) ?? (isSaid && end === start + 1 ? { from: start, to: end } : null);
}

/** A subject that lists several outcomes, cut at its commas and "and"; null unless there are as many as asked for. */
export function listedSubjects(layout: Layout, subject: TokenRange, count: number): readonly TokenRange[] | null {
  const parts: TokenRange[] = [];
  let from = subject.from;
  for (let at = subject.from; at <= subject.to; at += 1) {
    const text = tokenAt(layout.tokens, at).text;
    if (at < subject.to && text !== ',' && text !== 'and' && text !== '&') continue;
    const part = trimmed(layout, from, at);
    if (part !== null) parts.push(part);
    from = at + 1;
  }
  return parts.length === count ? parts : null;
}
