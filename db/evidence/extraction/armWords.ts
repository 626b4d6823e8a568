// Owns what distinguishes the arms of one trial: the telling words of each label, what its abbreviations stand for, and the
// part it plays (placebo, control, alone). Refuses a tail that all arms share: in "Definitive vs nondefinitive primary
// therapy" the word primary tells nothing.
import type { Arm } from '../../contract/evidence';
import { contentWordsOf, initialsOf, isAbbreviationWord, stemOf, type ContentWord } from './contentWords';
import type { Layout } from './layout';
import { tokensOf } from './tokens';
import type { TreatmentPart } from './treatment';

export interface ArmWords {
  /** Per arm, the stems that tell it. */
  readonly stems: readonly ReadonlySet<string>[];
  /** Abbreviation (its letters, see `lettersOf`) → the stems that it stands for. */
  readonly abbreviations: ReadonlyMap<string, readonly string[]>;
  /** Abbreviations that labels use and that a text may spell out: letters in lower case → the stem in the label. */
  readonly spelledOut: ReadonlyMap<string, string>;
  readonly roles: readonly Arm['role'][];
  /** Aliases of several tokens: "N+I". */
  readonly phrases: readonly { readonly arm: number; readonly tokens: readonly string[] }[];
}

const controlWords = new Set(['placebo', 'control', 'conventional', 'standard', 'alone', 'observation', 'observational', 'supportive', 'sham', 'untreated', 'usual', 'surveillance', 'delayed', 'bsc', 'soc', 'deferred', 'other', 'no', 'none', 'without', 'nonsurgical', 'nonoperative']);
const mostWords = 40;
const contrasting = new Set(['early', 'late', 'delayed', 'immediate', 'single', 'multiple', 'high', 'low', 'short', 'long', 'intensive', 'standard', 'open', 'closed', 'minimally', 'cemented', 'uncemented', 'cementless', 'continuous', 'intermittent', 'upfront', 'deferred', 'proximal', 'distal', 'anterior', 'posterior', 'first', 'second']);

export function armWordsOf(layout: Layout, parts: readonly TreatmentPart[]): ArmWords {
  const words = parts.map((part) => contentWordsOf(layout, afterSharedHead(layout, parts, part), part.labelTo).slice(0, mostWords));
  const own = withoutSharedTail(words);
  const abbreviations = new Map<string, readonly string[]>();
  const spelledOut = new Map<string, string>();
  parts.forEach((part, arm) => {
    const label = own[arm] ?? [];
    for (const alias of part.aliases) abbreviations.set(lettersOf(alias), meaningOf(alias, label));
    for (const entry of runsByInitials(label)) if (!abbreviations.has(lettersOf(entry.initials))) abbreviations.set(lettersOf(entry.initials), entry.stems);
    for (const word of label) if (isAbbreviationWord(word.raw)) spelledOut.set(lettersOf(word.raw), word.stem);
  });
  const phrases = parts.flatMap((part, arm) => part.aliases.flatMap((alias) => {
    const tokens = tokensOf(alias).map((token) => token.raw);
    return tokens.length > 1 ? [{ arm, tokens }] : [];
  }));
  return { phrases, stems: own.map((label) => new Set(label.map((word) => word.stem))), abbreviations, spelledOut, roles: rolesOf(layout, parts) };
}

// "ACL reconstruction: BPTB vs hamstring": what stands before the only colon belongs to all arms.
function afterSharedHead(layout: Layout, parts: readonly TreatmentPart[], part: TreatmentPart): number {
  const colonIn = ({ from, labelTo }: TreatmentPart): number => layout.tokens.findIndex((token, at) => at >= from && at < labelTo && token.text === ':');
  const own = colonIn(part);
  return own >= 0 && parts.filter((other) => colonIn(other) >= 0).length === 1 ? own + 1 : part.from;
}

/** The letters of an abbreviation in lower case, without a plural s; I, l and 1 are one, for scans mix them up. */
export function lettersOf(raw: string): string {
  const singular = raw.endsWith('s') && raw.length > 2 ? raw.slice(0, -1) : raw;
  return singular.replaceAll('I', 'l').replaceAll('1', 'l').toLowerCase();
}

// "Definitive" against "Nondefinitive primary therapy", "Early" against "Delayed radiotherapy": what follows the contrast
// belongs to both.
function withoutSharedTail(words: readonly (readonly ContentWord[])[]): readonly (readonly ContentWord[])[] {
  const last = words.at(-1) ?? [];
  const [head, ...tail] = last;
  const others = words.slice(0, -1);
  if (head === undefined || tail.length === 0 || others.length === 0) return words;
  const isContrast = others.every((label) => label.length === 1 && isOpposite(label[0]?.stem ?? '', head.stem));
  return isContrast ? [...others, [head]] : words;
}

function isOpposite(left: string, right: string): boolean {
  const isNegated = (plain: string, negated: string): boolean => ['non', 'un', 'in', 'no', 'not'].some((prefix) => negated === `${prefix}${plain}`);
  return isNegated(left, right) || isNegated(right, left) || (contrasting.has(left) && contrasting.has(right));
}

// An alias stands for the words whose initials it has; else for the whole label.
function meaningOf(alias: string, label: readonly ContentWord[]): readonly string[] {
  const run = runsByInitials(label).find((entry) => entry.initials === alias.toUpperCase());
  return run?.stems ?? label.map((word) => word.stem);
}

function runsByInitials(label: readonly ContentWord[]): readonly { readonly initials: string; readonly stems: readonly string[] }[] {
  const initials = initialsOf(label);
  const runs: { initials: string; stems: readonly string[] }[] = [];
  const longest = Math.min(label.length, 12);
  for (let from = 0; from < longest; from += 1) {
    let letters = '';
    for (let to = from; to < longest && letters.length < 7; to += 1) {
      letters += (initials[to] ?? '').toUpperCase();
      if (letters.length >= 2) runs.push({ initials: letters, stems: label.slice(from, to + 1).map((word) => word.stem) });
      // "radiation therapy" keeps its T although therapy tells nothing.
      if (letters.length >= 1 && to === label.length - 1) runs.push({ initials: `${letters}T`, stems: label.slice(from, to + 1).map((word) => word.stem) });
    }
  }
  return runs;
}

function rolesOf(layout: Layout, parts: readonly TreatmentPart[]): readonly Arm['role'][] {
  const isControl = parts.map((part) => layout.tokens.slice(part.from, part.to).some((token) => token.kind === 'word' && controlWords.has(stemOf(token.text))));
  const controls = isControl.filter(Boolean).length;
  if (controls === 0 || controls === parts.length) return parts.map(() => null);
  return isControl.map((is) => (is ? 'control' : 'experimental'));
}
