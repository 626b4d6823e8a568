// Owns where a text names an arm: by the telling words of its label, by an abbreviation or its expansion, as "the control
// group", as "arm B". Refuses a mention that fits two arms equally, and one that says more than the arm does
// ("ICIs + something else" is not "ICIs").
import { contentWordsOf, initialsOf, isAbbreviationWord, type ContentWord } from './contentWords';
import { lettersOf, type ArmWords } from './armWords';
import type { Layout } from './layout';
import { tokenAt } from './tokens';
import { isFunctionWord, isReportVerb } from './words';

export interface ArmMention {
  readonly arm: number;
  readonly from: number;
  readonly to: number;
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly stems: readonly string[];
}

const connectors = new Set(['+', '/', '-', '&', ',', '(', ')', 'and', 'plus', 'with', 'of', 'the', 'as', 'in', 'or', 'combination', 'combined', 'therapy', 'treatment', 'followed', 'by', 'to', 'based', 'then', 'a']);

/** Every mention of an arm, in order. A trial of one arm has none to tell apart. */
export function armMentionsOf(layout: Layout, words: ArmWords): readonly ArmMention[] {
  if (words.stems.length < 2) return [];
  const mentions: ArmMention[] = [];
  const pieces = piecesOf(layout, words);
  let index = 0;
  while (index < pieces.length) {
    const run = runFrom(layout, pieces, index, words);
    const arm = armOf(layout, run, words);
    if (arm !== null && run[0] !== undefined && isOfGroup(layout, run.at(-1)?.to ?? 0)) mentions.push({ arm, from: run[0].from, to: run.at(-1)?.to ?? run[0].to });
    index += run.length;
  }
  return [...aliasesNamed(layout, words), ...mentions, ...rolesNamed(layout, words), ...lettersNamed(layout, words)].toSorted((left, right) => left.from - right.from).filter((mention, at, all) => at === 0 || mention.from >= (all[at - 1]?.to ?? 0));
}

// Short names of more than a word ("N+I"), token by token.
function aliasesNamed(layout: Layout, words: ArmWords): readonly ArmMention[] {
  if (words.phrases.length === 0) return [];
  return layout.tokens.flatMap((token, at) => words.phrases.flatMap(({ arm, tokens }) => (token.raw === tokens[0] && tokens.every((raw, index) => tokenAt(layout.tokens, at + index).raw === raw) ? [{ arm, from: at, to: at + tokens.length }] : [])));
}

// The words of the text that any label has, with abbreviations resolved.
function piecesOf(layout: Layout, words: ArmWords): readonly Piece[] {
  const known = new Set(words.stems.flatMap((stems) => [...stems]));
  const all = contentWordsOf(layout, 0, layout.tokens.length);
  const pieces: Piece[] = [];
  let index = 0;
  while (index < all.length) {
    const word = all[index];
    if (word === undefined) break;
    const expansion = expansionAt(layout, all, index, words);
    if (expansion !== null) {
      pieces.push({ from: word.from, to: all[expansion.last]?.to ?? word.to, stems: [expansion.stem] });
      index = expansion.last + 1;
      continue;
    }
    const stems = known.has(word.stem) ? [word.stem] : ((mayAbbreviate(word.raw) ? words.abbreviations.get(lettersOf(word.raw)) : undefined) ?? likeStem(word, known));
    if (stems.length > 0 && (known.has(word.stem) || stems.length === 1 || mayAbbreviate(word.raw))) pieces.push({ from: word.from, to: word.to, stems });
    index += 1;
  }
  return pieces;
}

// "DnI", and "Dnl" as a scan may have it.
function mayAbbreviate(raw: string): boolean {
  return isAbbreviationWord(raw) || (raw.length <= 4 && raw.charAt(0) !== raw.charAt(0).toLowerCase());
}

// "chemo" for "chemotherapy", and the other way round.
function likeStem(word: ContentWord, known: ReadonlySet<string>): readonly string[] {
  if (word.stem.length < 5) return [];
  const alike = [...known].filter((stem) => stem.length >= 5 && (stem.startsWith(word.stem) || word.stem.startsWith(stem)));
  return alike.length === 1 ? alike : [];
}

// "stereotactic body radiotherapy" where the label says SBRT.
function expansionAt(layout: Layout, all: readonly ContentWord[], index: number, words: ArmWords): { readonly stem: string; readonly last: number } | null {
  if (words.spelledOut.size === 0) return null;
  let letters = '';
  for (let last = index; last < index + 5 && last < all.length; last += 1) {
    const word = all[last];
    const before = all[last - 1];
    if (word === undefined || (last > index && before !== undefined && word.from - before.to > 2)) return null;
    letters += initialsOf([word])[0] ?? '';
    const next = tokenAt(layout.tokens, word.to).text;
    const stem = words.spelledOut.get(lettersOf(letters)) ?? (next === 'therapy' || next === 'treatment' ? words.spelledOut.get(`${lettersOf(letters)}t`) : undefined);
    if (stem !== undefined && last > index) return { stem, last };
  }
  return null;
}

// As many pieces as one arm has together, with nothing but connecting words between.
function runFrom(layout: Layout, pieces: readonly Piece[], start: number, words: ArmWords): readonly Piece[] {
  const first = pieces[start];
  if (first === undefined) return [];
  const run = [first];
  const stems = new Set(first.stems);
  for (let index = start + 1; index < pieces.length && run.length < 16; index += 1) {
    const piece = pieces[index];
    const before = run.at(-1);
    if (piece === undefined || before === undefined || !isConnected(layout, before.to, piece.from)) break;
    const together = new Set([...stems, ...piece.stems]);
    // "surgery + RT, RT and BSC": a word that comes again begins another name.
    if (!words.stems.some((own) => isWithin(together, own)) || together.size === stems.size) break;
    run.push(piece);
    for (const stem of piece.stems) stems.add(stem);
  }
  return run;
}

function isConnected(layout: Layout, from: number, to: number): boolean {
  if (to - from > 4 || layout.sentence[from] !== layout.sentence[to]) return false;
  for (let at = from; at < to; at += 1) if (!connectors.has(tokenAt(layout.tokens, at).text)) return false;
  return true;
}

function isWithin(part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean {
  for (const stem of part) if (!whole.has(stem)) return false;
  return true;
}

function armOf(layout: Layout, run: readonly Piece[], words: ArmWords): number | null {
  const stems = new Set(run.flatMap((piece) => piece.stems));
  const from = run[0]?.from ?? 0;
  const to = run.at(-1)?.to ?? 0;
  if (isCombinedWithUnknown(layout, from, to)) return null;
  const scored = words.stems.map((own, arm) => ({ arm, score: isWithin(stems, own) ? stems.size / sizeOf(own, stems) : 0 }));
  const best = scored.reduce((top, entry) => (entry.score > top.score ? entry : top), { arm: -1, score: 0 });
  const isUnique = best.score > 0 && scored.filter((entry) => entry.score === best.score).length === 1;
  const isTelling = best.score >= 0.5 || (isPlaced(layout, from) && (best.score >= 0.25 || isDistinctive(stems, best.arm, words)));
  return isUnique && isTelling ? best.arm : null;
}

// "following surgery", "vs surgery", "(surgery": where a part of a label may stand for the arm.
function isPlaced(layout: Layout, from: number): boolean {
  const before = tokenAt(layout.tokens, from - 1);
  const lead = ['the', 'a', 'those', 'patients', 'receiving', 'urgent'].includes(before.text) ? tokenAt(layout.tokens, from - 2) : before;
  return lead.text === '' || (lead.kind === 'sign' && !['-', '.', '/'].includes(lead.text)) || ['in', 'with', 'for', 'following', 'after', 'under', 'by', 'to', 'than', 'vs', 'versus', 'and', 'without', 'receiving', 'on'].includes(lead.text) || lead.text === '.';
}

const groupHeads = new Set(['group', 'groups', 'arm', 'arms', 'patients', 'patient', 'therapy', 'therapies', 'treatment', 'treatments', 'surgery', 'cohort', 'recipients', 'regimen', 'monotherapy', 'alone', 'only', 'combination', 'pts', 'cases', 'subjects', 'side']);
const presentVerbs = new Set(['improves', 'reduces', 'prolongs', 'increases', 'delays', 'decreases', 'shows', 'has', 'is', 'versus', 'vs', 'v', 'respectively', 'better', 'worse', 'superior', 'inferior', 'higher', 'lower', 'longer', 'shorter']);

// A name that only describes something else ("radiation pneumonitis", "hip procedures") is of no group.
function isOfGroup(layout: Layout, to: number): boolean {
  for (let at = to; at < to + 4; at += 1) {
    const token = tokenAt(layout.tokens, at);
    if (groupHeads.has(token.text)) return true;
    const isEnd = token.kind !== 'word' || isFunctionWord(token.text) || isReportVerb(token) || presentVerbs.has(token.text) || token.text.endsWith('ed') || token.text.endsWith('ly') || (at === to && isAbbreviationWord(token.raw));
    if (isEnd) return at === to;
  }
  return false;
}

// "alone" is what an arm lacks: a mention without it names the arm as well.
function sizeOf(own: ReadonlySet<string>, stems: ReadonlySet<string>): number {
  return own.has('alone') && !stems.has('alone') ? Math.max(1, own.size - 1) : own.size;
}

function isDistinctive(stems: ReadonlySet<string>, arm: number, words: ArmWords): boolean {
  return [...stems].some((stem) => words.stems.every((own, other) => other === arm || !own.has(stem)));
}

// "+ denosumab" behind or before the mention, where no label has that word.
function isCombinedWithUnknown(layout: Layout, from: number, to: number): boolean {
  const behind = tokenAt(layout.tokens, to).text;
  const before = tokenAt(layout.tokens, from - 1).text;
  return (['+', 'plus'].includes(behind) && tokenAt(layout.tokens, to + 1).kind === 'word') || (['+', 'plus'].includes(before) && tokenAt(layout.tokens, from - 2).kind === 'word');
}

const controlNames = new Set(['control', 'controls', 'placebo', 'untreated', 'observation', 'comparator', 'sham']);
const experimentalNames = new Set(['experimental', 'intervention', 'investigational', 'treatment', 'study', 'treated', 'active']);
const groupWords = new Set(['group', 'groups', 'arm', 'arms', 'patients', 'cohort']);

// "the control group", "untreated patients", "the experimental arm": the one arm that plays this part.
function rolesNamed(layout: Layout, words: ArmWords): readonly ArmMention[] {
  const control = onlyIndex(words.roles, 'control');
  const experimental = onlyIndex(words.roles, 'experimental');
  return layout.tokens.flatMap((token, at) => {
    // "placebo-treated patients" are no treated patients.
    const isJoined = tokenAt(layout.tokens, at - 1).text === '-' && !token.isSpaced;
    if (token.kind !== 'word' || isJoined || !groupWords.has(tokenAt(layout.tokens, at + 1).text)) return [];
    if (controlNames.has(token.text) && control !== null) return [{ arm: control, from: at, to: at + 2 }];
    return experimentalNames.has(token.text) && experimental !== null && control !== null ? [{ arm: experimental, from: at, to: at + 2 }] : [];
  });
}

function onlyIndex(roles: ArmWords['roles'], role: 'control' | 'experimental'): number | null {
  const at = roles.indexOf(role);
  return at >= 0 && roles.indexOf(role, at + 1) < 0 ? at : null;
}

const letters: ReadonlyMap<string, number> = new Map([['A', 0], ['B', 1], ['C', 2], ['D', 3], ['E', 4], ['1', 0], ['2', 1], ['3', 2], ['4', 3], ['5', 4], ['I', 0], ['II', 1], ['III', 2], ['IV', 3]]);
const letterCarriers = new Set(['group', 'groups', 'arm', 'arms', 'cohort', 'cohorts']);

// "arm A", "groups A, B and C": the printed order of Treatment.
function lettersNamed(layout: Layout, words: ArmWords): readonly ArmMention[] {
  const mentions: ArmMention[] = [];
  layout.tokens.forEach((token, at) => {
    if (token.kind !== 'word' || !letterCarriers.has(token.text)) return;
    let next = at + 1;
    while (next < at + 14) {
      const arm = letters.get(tokenAt(layout.tokens, next).raw);
      if (arm === undefined || arm >= words.stems.length) return;
      mentions.push({ arm, from: next === at + 1 ? at : next, to: next + 1 });
      next += 1;
      while ([',', 'and', 'or', '&', '/', 'vs', '.', 'versus'].includes(tokenAt(layout.tokens, next).text)) next += 1;
    }
  });
  return mentions;
}
