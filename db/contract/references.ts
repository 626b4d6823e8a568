// Owns the words and shapes of reference lists: styles, numberings, languages, and an entry as runs of text, which the
// page draws, and files and the clipboard carry as text or as HTML. Refuses every mark that is not named here.
import { z } from 'zod';
import { RowId } from './types';

/** What goes out as references instead of a table: studies only. */
export const studyFormats = ['ris', 'bibtex', 'csl-json'] as const;
export type StudyFormat = (typeof studyFormats)[number];
export const listFormats = ['text', 'html'] as const;
/** The languages of the words that a style adds ("In", "et al.", "doi"). */
export const listLanguages = ['en-US', 'en-GB', 'de-DE', 'fr-FR'] as const;
export type ListLanguage = (typeof listLanguages)[number];

/** The review's own numbers; 1, 2, 3 in the order of the printed rows; the own numbers and so many more or fewer; "Wang 2020a". */
export const numberingModes = ['original', 'appearance', 'offset', 'author-year'] as const;
export const NumberingWord = z.string().regex(/^(?:original|appearance|author-year|offset:[-+]?\d{1,6})$/u, 'A numbering is one of original, appearance, offset:N, author-year.');

export const StyleId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/u, 'A style is called by letters, digits and hyphens.');
export const StyleInfo = z.strictObject({
  styleId: StyleId,
  title: z.string(),
  /** Whether its lists are numbered; the others are sorted by author. */
  isNumbered: z.boolean(),
  /** false: the curator added it. */
  isOnBoard: z.boolean(),
  /** Who wrote it, as the style says. */
  authors: z.array(z.string()),
  updated: z.string(),
});
export type StyleInfo = Readonly<Omit<z.infer<typeof StyleInfo>, 'authors'>> & { readonly authors: readonly string[] };

export const textMarks = ['italic', 'bold', 'sup', 'sub', 'small-caps'] as const;
export type TextMark = (typeof textMarks)[number];
export const TextRun = z.strictObject({ text: z.string(), marks: z.array(z.enum(textMarks)).readonly() });
export type TextRun = Readonly<z.infer<typeof TextRun>>;

export const ListedReference = z.strictObject({ studyId: RowId, /** "12", "Wang 2020a". */ label: z.string(), runs: z.array(TextRun).readonly(), /** false: of the study only its number, or little more, is in the document. */ isKnown: z.boolean() });
export type ListedReference = Readonly<z.infer<typeof ListedReference>>;

const plainLetters = '0123456789+-−=()no';
const scripts = [['sup', [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿᵒ']], ['sub', [...'₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎']]] as const;

/** Raised and lowered letters as Unicode has them, where it has all of them: "Ca²⁺". */
export function textOfRuns(runs: readonly TextRun[]): string {
  return runs.map(({ text, marks }) => {
    const letters = scripts.find(([mark]) => marks.includes(mark))?.[1] ?? [];
    const written = [...text].map((letter) => letters[plainLetters.indexOf(letter)]);
    return written.every((letter) => letter !== undefined) ? written.join('') : text;
  }).join('');
}

export function hasSameMarks({ marks }: TextRun, other: TextRun): boolean {
  return marks.length === other.marks.length && marks.every((mark) => other.marks.includes(mark));
}

/** Neighbours with the same marks as one; none that is empty. */
export function joinedRuns(runs: readonly TextRun[]): readonly TextRun[] {
  return runs.reduce<TextRun[]>((all, run) => {
    const last = all.at(-1);
    if (last !== undefined && hasSameMarks(last, run)) all[all.length - 1] = { text: last.text + run.text, marks: last.marks };
    else if (run.text !== '') all.push(run);
    return all;
  }, []);
}

export type MarkTags = Readonly<Record<TextMark, readonly [open: string, close: string]>>;

/** Each run as `written`, within what opens and closes its marks. */
export function taggedRuns(runs: readonly TextRun[], tags: MarkTags, written: (text: string) => string): string {
  return runs.map(({ text, marks }) => marks.reduce((inner, mark) => `${tags[mark][0]}${inner}${tags[mark][1]}`, written(text))).join('');
}

export const htmlTags: MarkTags = {
  italic: ['<i>', '</i>'], bold: ['<b>', '</b>'], sup: ['<sup>', '</sup>'], sub: ['<sub>', '</sub>'], 'small-caps': ['<span style="font-variant: small-caps">', '</span>'],
};

/** No other tag than these five comes out, whatever the text holds. */
export function htmlOfRuns(runs: readonly TextRun[]): string {
  return taggedRuns(runs, htmlTags, escapedHtml);
}

export function escapedHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
