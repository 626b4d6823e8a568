// Owns where a note on a stretch of text belongs: the quote with up to 32 characters on each side and its start, and finding
// it again in the text as it is now. Pure; places and lengths are UTF-16 code units.
// Refuses to cut a character in two, and to guess: of several places without a word of the old context, none is taken.
export interface Anchor {
  readonly quote: string;
  /** Up to 32 code units before the quote, and behind it. */
  readonly prefix: string;
  readonly suffix: string;
  readonly start: number;
}

/** orphaned: the quote stands nowhere that could be told. */
export type Place = { readonly state: 'anchored' | 'moved'; readonly start: number; readonly end: number } | { readonly state: 'orphaned' };

const contextLength = 32;

/** The anchor of `text.slice(from, to)`; ends that would cut a character move outwards. */
export function anchorOf(text: string, from: number, to: number): Anchor {
  const within = (at: number): number => Math.max(0, Math.min(text.length, at));
  const start = wholeBefore(text, within(Math.min(from, to)));
  const end = wholeAfter(text, within(Math.max(from, to)));
  return {
    quote: text.slice(start, end), start,
    prefix: text.slice(wholeAfter(text, Math.max(0, start - contextLength)), start),
    suffix: text.slice(end, wholeBefore(text, Math.min(text.length, end + contextLength))),
  };
}

/** Where the quote stands in `text`: the place whose context agrees longest with the anchor's; of equal ones the nearest. */
export function placeOf(anchor: Anchor, text: string): Place {
  const { quote, start } = anchor;
  if (standsAsItStood(anchor, text)) return { state: 'anchored', start, end: start + quote.length };
  const places = quote === '' ? [] : placesOf(quote, text).map((at) => ({ at, agreeing: agreement(anchor, text, at) }));
  const [best] = places.toSorted((left, right) => right.agreeing - left.agreeing || Math.abs(left.at - start) - Math.abs(right.at - start));
  if (best === undefined) return { state: 'orphaned' };
  if (best.at !== start && best.agreeing === 0 && places.length > 1) return { state: 'orphaned' };
  return { state: best.at === start ? 'anchored' : 'moved', start: best.at, end: best.at + quote.length };
}

/** Nothing can agree longer, and nothing is nearer: the others need not be looked at. */
function standsAsItStood({ quote, prefix, suffix, start }: Anchor, text: string): boolean {
  return quote !== '' && start >= prefix.length && text.startsWith(prefix + quote + suffix, start - prefix.length) && !cutsCharacter(text, start) && !cutsCharacter(text, start + quote.length);
}

function placesOf(quote: string, text: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (!cutsCharacter(text, at) && !cutsCharacter(text, at + quote.length)) places.push(at);
  }
  return places;
}

/** How many code units of context agree, from the quote outwards; spaces and punctuation alone agree with anything. */
function agreement({ quote, prefix, suffix }: Anchor, text: string, at: number): number {
  const end = at + quote.length;
  let before = 0;
  while (before < prefix.length && before < at && prefix[prefix.length - 1 - before] === text[at - 1 - before]) before += 1;
  let after = 0;
  while (after < suffix.length && end + after < text.length && suffix[after] === text[end + after]) after += 1;
  const spoken = (agreed: string): number => (/[\p{L}\p{N}]/u.test(agreed) ? agreed.length : 0);
  return spoken(text.slice(at - before, at)) + spoken(text.slice(end, end + after));
}

const joinsWhatPrecedes = /^[\p{M}\u200D\p{Emoji_Modifier}]/u;

/** Whether a cut at `at` parts a surrogate pair, a letter from its marks, joined emoji, or the two halves of a line end. */
export function cutsCharacter(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  if (before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff) return true;
  if (before === 0x200d || (before === 0x0d && after === 0x0a)) return true;
  return joinsWhatPrecedes.test(text.slice(at, at + 2));
}

function wholeBefore(text: string, from: number): number {
  let at = from;
  while (cutsCharacter(text, at)) at -= 1;
  return at;
}

function wholeAfter(text: string, from: number): number {
  let at = from;
  while (cutsCharacter(text, at)) at += 1;
  return at;
}
