// Owns when two titles are one title that was exported twice: spelled in other letters, its subtitle left out, cut short,
// or with a few words that differ. Refuses what tells works apart: other numbers ("phase 2", "Part I", miR-21), a reply,
// a protocol, an update. Whether two studies are one takes more than their titles: studyLikeness.ts. Pure.
import { greekLetters } from '../greekLetters';

export interface TitleWords {
  /** In lower case without accents; letters and digits apart, so that CXCR-4 is CXCR4; Greek letters by their names. */
  readonly words: readonly string[];
  /** All of them as one word; digits that meet stay apart. */
  readonly joined: string;
  /** Where in `joined` each word ends. */
  readonly ends: readonly number[];
  /** The words behind which a subtitle may start: a colon, a question mark, a dash, a bracket. */
  readonly marks: ReadonlySet<number>;
  /** Digits, Roman numbers and single letters, in their order. */
  readonly numbers: string;
  /** It ends in "…", or is so long that exporters cut there. */
  readonly isCut: boolean;
  readonly length: number;
}

export interface TitleLikeness {
  /** 'spelling': the same words but for letters and articles. 'cut': one is the beginning of the other. 'words': a few words differ. */
  readonly kind: 'equal' | 'spelling' | 'cut' | 'words';
  /** The share of words in common, 0 to 1. */
  readonly share: number;
}

const longestTitle = 1000;
const mostWords = 80;
const lettersOf: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ı: 'i' };
/** A map: of an object a title could ask for “constructor”. */
const romans: ReadonlyMap<string, string> = new Map([['ii', '2'], ['iii', '3'], ['iv', '4'], ['vi', '6'], ['vii', '7'], ['viii', '8'], ['ix', '9']]);
const numbered: ReadonlySet<string> = new Set(['phase', 'stage', 'type', 'grade', 'part', 'class', 'study', 'trial', 'level', 'collagen', 'topoisomerase']);
const small: ReadonlySet<string> = new Set(['a', 'an', 'the', 'of', 'in', 'on', 'for', 'and', 'with', 'to', 'by', 'from', 'at', 'as', 'its']);
/** Words that make another work of the same title. */
const telling: ReadonlySet<string> = new Set(
  ('part reply replies response responses respond comment comments commentary letter letters editorial erratum errata corrigendum correction retraction retracted addendum protocol protocols rationale design update updates updated interim final '
    + 'follow followup year years month months long term extended extension subgroup subset secondary post hoc pilot abstract poster supplement appendix preliminary cost economic quality no not non without plain summary author authors discussion invited '
    + 're guideline guidelines edition volume chapter trial trials study studies cohort series').split(' '),
);
/** Of these a subtitle speaks that only names the design. */
const designs: ReadonlySet<string> = new Set(['trial', 'trials', 'study', 'studies', 'cohort', 'series']);

/** Lower case without accents, Greek letters by their names. */
export function foldedLetters(text: string): string {
  const lower = text.toLowerCase();
  if (/^[ -~]*$/u.test(lower)) return lower;
  return lower.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll(/[ßøłđðþæœıα-ω]/gu, (letter) => lettersOf[letter] ?? greekLetters[letter]?.[0] ?? letter).toLowerCase();
}

export function titleWords(title: string): TitleWords {
  const text = plainTitle(title);
  const words: string[] = [];
  const ends: number[] = [];
  const marks = new Set<number>();
  const numbers: string[] = [];
  let joined = '';
  let before = 0;
  runs.lastIndex = 0;
  for (let found = runs.exec(text); found !== null && words.length < mostWords; found = runs.exec(text)) {
    const [run] = found;
    if (words.length > 0 && found.index > before + 1 && subtitleMark.test(text.slice(before, found.index))) marks.add(words.length - 1);
    before = found.index + run.length;
    const last = words.at(-1) ?? '';
    const word = run === 'vs' ? 'versus' : (romans.get(run) ?? (run === 'i' && numbered.has(last) ? '1' : run));
    const isNumeric = isNumber(word);
    if (isNumeric) numbers.push(word);
    joined += isNumeric && startsWithDigit(word) && startsWithDigit(last) ? `-${word}` : word;
    words.push(word);
    ends.push(joined.length);
  }
  const bare = title.trim();
  return { words, joined, ends, marks, numbers: numbers.join(' '), isCut: bare.length >= 100 || /(?:…|\.{2,})\W{0,3}$/u.test(bare), length: bare.length };
}

const runs = /\p{L}+|\p{N}+/gu;
const subtitleMark = /[:?!.;–—([]| -{1,3} /u;

/** Without markup, apostrophes and what is set before a retracted title; charges as words. */
function plainTitle(title: string): string {
  let text = foldedLetters(title.slice(0, longestTitle));
  if (text.includes('<')) text = text.replaceAll(/<\/?[a-z]{1,6}>/gu, '');
  if (text.includes('+')) text = text.replaceAll(/\(\s?\+\s?\)|\+(?=[\s,;:)\]]|$)/gu, ' plus ');
  if (/\(\s?[-–]\s?\)|−/u.test(text)) text = text.replaceAll(/\(\s?[-−–]\s?\)|−(?=[\s,;:)\]]|$)/gu, ' minus ');
  if (/['’‘`´]/u.test(text)) text = text.replaceAll(/(?<=\p{L})['’‘`´](?=\p{L})/gu, '');
  return /^\W{0,5}(?:retracted|withdrawn|preprint)/u.test(text) ? text.replace(/^\W{0,5}(?:retracted(?: article)?|withdrawn|preprint)\s?[:.-]\s?/u, '') : text;
}

/** Digits, Roman numbers, which are digits by now, and single letters. */
function isNumber(word: string): boolean {
  return startsWithDigit(word) || (word.length === 1 && word !== 'a');
}

function startsWithDigit(word: string): boolean {
  const code = word.charCodeAt(0);
  return (code >= 0x30 && code <= 0x39) || (code > 0x7f && /^\p{N}/u.test(word));
}

/**
 * For keys by which likely pairs are found: the first words that carry a title and the last, so that a change in one place
 * leaves one key; of each its beginning, which most spellings share.
 */
export function titleEnds({ words }: TitleWords): readonly string[] {
  const carrying = words.filter((word) => !small.has(word)).map((word) => word.slice(0, 4));
  return carrying.length < 4 ? [] : [carrying.slice(0, 3).join(' '), carrying.slice(-3).join(' ')];
}

const leastLength = 20;
const leastToCut = { words: 6, length: 35 };
/** Of titles in which whole words differ; the same pages have to say the rest. */
const leastShare = 0.7;

export function titleLikeness(left: TitleWords, right: TitleWords): TitleLikeness | null {
  if (left.joined === right.joined) return left.joined.length >= leastLength && left.words.length >= 4 ? { kind: 'equal', share: 1 } : null;
  const [shorter, longer] = left.joined.length <= right.joined.length ? [left, right] : [right, left];
  if (longer.joined.startsWith(shorter.joined)) return cutTitle(shorter, longer);
  return left.numbers === right.numbers ? otherWords(left, right) : null;
}

function cutTitle(shorter: TitleWords, longer: TitleWords): TitleLikeness | null {
  if (shorter.words.length < leastToCut.words || shorter.joined.length < leastToCut.length) return null;
  const at = longer.ends.indexOf(shorter.joined.length);
  const isSubtitle = at !== -1 && longer.marks.has(at);
  if (at === -1 ? /\d$/u.test(shorter.joined) || shorter.length < 60 : !isSubtitle && !shorter.isCut) return null;
  const rest = at === -1 ? longer.words.slice(longer.ends.findIndex((end) => end > shorter.joined.length) + 1) : longer.words.slice(at + 1);
  const isApart = rest.some((word, index) => (telling.has(word) && !(isSubtitle && designs.has(word))) || (isSubtitle && isNumber(word) && !['phase', 'stage'].includes(rest[index - 1] ?? '')) || (isNumber(word) && designs.has(rest[index - 1] ?? '')));
  return isApart ? null : { kind: 'cut', share: shorter.words.length / longer.words.length };
}

/** Between words that both titles begin and end with. */
const longestMiddle = 16;

function otherWords(left: TitleWords, right: TitleWords): TitleLikeness | null {
  const least = Math.min(left.words.length, right.words.length);
  if (Math.abs(left.words.length - right.words.length) > 6 || least < 4) return null;
  let from = 0;
  while (from < least && left.words[from] === right.words[from]) from += 1;
  let back = 0;
  while (back < least - from && left.words.at(-1 - back) === right.words.at(-1 - back)) back += 1;
  const [middle, other] = [left, right].map(({ words }) => words.slice(from, words.length - back));
  if (middle === undefined || other === undefined || Math.min(middle.length, other.length) > longestMiddle) return null;
  let others = 0;
  for (const [mine, theirs] of gapsBetween(middle, other)) {
    if (mine.join('') === theirs.join('')) continue;
    const open = theirs.filter((word) => !small.has(word));
    const alone: string[] = [];
    for (const word of mine) {
      if (small.has(word)) continue;
      const twin = open.findIndex((other) => isOneWord(word, other));
      if (twin === -1) alone.push(word);
      else open.splice(twin, 1);
    }
    if ([...alone, ...open].some((word) => telling.has(word) || isNumber(word))) return null;
    others += Math.max(alone.length, open.length);
  }
  const share = 1 - others / Math.max(left.words.length, right.words.length);
  if (others === 0) return least >= 6 ? { kind: 'spelling', share } : null;
  return others <= 4 && share >= leastShare ? { kind: 'words', share } : null;
}

/** What stands between the longest run of words that both have, on either side. */
function gapsBetween(left: readonly string[], right: readonly string[]): readonly (readonly [readonly string[], readonly string[]])[] {
  const width = right.length + 1;
  const lengths = new Uint8Array((left.length + 1) * width);
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let at = right.length - 1; at >= 0; at -= 1) {
      lengths[row * width + at] = left[row] === right[at] ? (lengths[(row + 1) * width + at + 1] ?? 0) + 1 : Math.max(lengths[(row + 1) * width + at] ?? 0, lengths[row * width + at + 1] ?? 0);
    }
  }
  const gaps: [string[], string[]][] = [];
  let gap: [string[], string[]] = [[], []];
  let [row, at] = [0, 0];
  while (row < left.length || at < right.length) {
    if (row < left.length && at < right.length && left[row] === right[at]) {
      if (gap[0].length + gap[1].length > 0) gaps.push(gap);
      gap = [[], []];
      row += 1;
      at += 1;
    } else if (at === right.length || (row < left.length && (lengths[(row + 1) * width + at] ?? 0) >= (lengths[row * width + at + 1] ?? 0))) {
      gap[0].push(left[row] ?? '');
      row += 1;
    } else {
      gap[1].push(right[at] ?? '');
      at += 1;
    }
  }
  if (gap[0].length + gap[1].length > 0) gaps.push(gap);
  return gaps;
}

/**
 * One word in two spellings: a letter more, two letters that changed places, s for z, "metastases" for "metastasis". Not a letter
 * for another, which makes an osteoclast of an osteoblast, and not a letter before the word, which makes symptomatic asymptomatic.
 */
function isOneWord(left: string, right: string): boolean {
  if (left === right) return true;
  const [shorter, longer] = left.length <= right.length ? [left, right] : [right, left];
  if (shorter.length < 5) return false;
  let at = 0;
  while (at < shorter.length && shorter.charAt(at) === longer.charAt(at)) at += 1;
  if (at === 0) return false;
  if (longer.length === shorter.length + 1) return shorter.slice(at) === longer.slice(at + 1);
  if (longer.length !== shorter.length) return false;
  const [mine, theirs] = [shorter.charAt(at), longer.charAt(at)];
  const isSwapped = mine === longer.charAt(at + 1) && theirs === shorter.charAt(at + 1) && shorter.slice(at + 2) === longer.slice(at + 2);
  const isAlike = shorter.slice(at + 1) === longer.slice(at + 1) && (('sz'.includes(mine) && 'sz'.includes(theirs)) || ('ei'.includes(mine) && 'ei'.includes(theirs) && shorter.slice(at + 1) === 's'));
  return isSwapped || isAlike;
}
