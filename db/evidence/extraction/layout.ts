// Owns how a text hangs together: which brackets match, where sentences and their clauses end.
// Refuses to look at numbers' meaning. An unmatched bracket encloses nothing; a stop after "vs" ends nothing.
import { tokenAt, tokensOf, type Token } from './tokens';

export interface Layout {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** For a matched bracket the index of its partner; -1 for every other token. */
  readonly partner: Int32Array;
  /** The innermost matched opening bracket around a token; -1 outside brackets. A bracket itself lies outside of itself. */
  readonly bracket: Int32Array;
  /** Number of the sentence, from 0, never falling. */
  readonly sentence: Int32Array;
  /** Number of the clause: sentences cut at semicolons outside brackets. Never falling. */
  readonly clause: Int32Array;
  /** First token of each sentence, and one past the last token at the end. */
  readonly sentenceStarts: readonly number[];
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']' };
const farthestPartner = 400;
const abbreviations = new Set(['vs', 'v', 'al', 'fig', 'approx', 'ca', 'e.g', 'i.e', 'g', 'e', 'no', 'nos', 'resp', 'dr', 'st', 'cf', 'incl', 'dept', 'conf', 'pts', 'mo', 'mos', 'yr', 'yrs', 'wk', 'wks', 'n.s']);
const openEnds = new Set(['the', 'a', 'an', 'of', 'in', 'and', 'or', 'vs', 'versus', 'with', 'by', 'to', 'for', 'at', 'was', 'were', 'than', 'from', 'on', 'as']);

export function layoutOf(text: string): Layout {
  const tokens = tokensOf(text);
  const partner = partnersOf(tokens);
  const bracket = new Int32Array(tokens.length).fill(-1);
  const sentence = new Int32Array(tokens.length);
  const clause = new Int32Array(tokens.length);
  const sentenceStarts: number[] = [0];
  const open: number[] = [];
  let clauses = 0;
  tokens.forEach((token, index) => {
    if (index > 0 && open.length === 0) {
      if (endsSentence(tokens, index - 1)) {
        sentenceStarts.push(index);
        clauses += 1;
      } else if (tokenAt(tokens, index - 1).text === ';') clauses += 1;
    }
    if (open.length > 0 && partner[index] === open.at(-1)) open.pop();
    bracket[index] = open.at(-1) ?? -1;
    if (token.kind === 'sign' && closers[token.text] !== undefined && (partner[index] ?? -1) > index) open.push(index);
    sentence[index] = sentenceStarts.length - 1;
    clause[index] = clauses;
  });
  return { text, tokens, partner, bracket, sentence, clause, sentenceStarts: [...sentenceStarts, tokens.length] };
}

// Only brackets that close within a few hundred tokens: one that was never closed must not swallow the cell.
function partnersOf(tokens: readonly Token[]): Int32Array {
  const partner = new Int32Array(tokens.length).fill(-1);
  let open: number[] = [];
  tokens.forEach((token, index) => {
    if (token.kind !== 'sign') return;
    if (closers[token.text] !== undefined) open.push(index);
    else if (token.text === ')' || token.text === ']') {
      const at = open.findLastIndex((opener) => closers[tokenAt(tokens, opener).text] === token.text);
      const opener = open[at];
      if (opener === undefined || index - opener > farthestPartner) return;
      partner[opener] = index;
      partner[index] = opener;
      open = open.slice(0, at);
    }
    if (open.length > 12) open = open.slice(-12);
  });
  return partner;
}

function endsSentence(tokens: readonly Token[], index: number): boolean {
  const token = tokenAt(tokens, index);
  const next = tokenAt(tokens, index + 1);
  if (next.hasBreak && startsLine(next)) return !(token.kind === 'word' && openEnds.has(token.text)) && token.text !== ',' && token.text !== '-' && token.text !== '=';
  if (token.kind !== 'sign' || !next.isSpaced) return token.text === '.' && token.raw === '。';
  if (token.text === '!' || token.text === '?') return token.raw === '!' || token.raw === '?';
  if (token.text !== '.') return false;
  const before = tokenAt(tokens, index - 1);
  if (before.kind === 'word' && !token.isSpaced && abbreviations.has(before.text)) return isUpperWord(next) && before.text !== 'vs' && before.text !== 'v' && next.raw.length > 1 && isUnit(before.text);
  if (before.kind === 'word' && before.raw.length === 1 && !token.isSpaced && tokenAt(tokens, index - 2).text === '.') return false;
  return true;
}

// "6 mo. The ORR": an abbreviated unit may end a sentence, "vs." never does.
function isUnit(word: string): boolean {
  return ['mo', 'mos', 'yr', 'yrs', 'wk', 'wks', 'pts'].includes(word);
}

function startsLine(token: Token): boolean {
  return isUpperWord(token) || token.raw === '•' || token.raw === '-' || token.raw === '–' || token.raw === '*';
}

function isUpperWord(token: Token): boolean {
  return token.kind === 'word' && token.raw.charAt(0) !== token.raw.charAt(0).toLowerCase();
}
