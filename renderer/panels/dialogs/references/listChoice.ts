// Owns how a reference list is chosen to be made, and the words for it. What was chosen is kept with the curator's own
// preferences.
import { listLanguages, NumberingWord, type ListLanguage, type ListedReference, type StyleInfo, htmlOfRuns, textOfRuns } from '../../../../db/contract/references';

export type NumberingMode = 'original' | 'appearance' | 'offset' | 'author-year';
export interface ListChoice { readonly style: string; readonly mode: NumberingMode; /** As typed, for `offset` alone. */ readonly by: string; readonly language: ListLanguage | null; readonly scope: 'all' | 'cited' }
export interface KeptChoice { readonly style: string; readonly numbering: string; readonly language: ListLanguage | null; readonly scope: 'all' | 'cited' }

export const firstChoice: ListChoice = { style: 'nlm-citation-sequence', mode: 'original', by: '100', language: null, scope: 'all' };

export const numberingWords: Readonly<Record<NumberingMode, string>> = {
  original: 'As in the review', appearance: 'By first citation in the tables', offset: 'As in the review, moved by …', 'author-year': 'Author and year',
};
export const languageWords: Readonly<Record<ListLanguage, string>> = { 'en-US': 'English (US)', 'en-GB': 'English (UK)', 'de-DE': 'German', 'fr-FR': 'French' };
export const languageOf = (value: string | null): ListLanguage | null => listLanguages.find((language) => language === value) ?? null;

/** null while the step of an offset is no number. */
export function keptChoice({ style, mode, by, language, scope }: ListChoice): KeptChoice | null {
  const numbering = mode === 'offset' ? `offset:${by.trim().replace('−', '-')}` : mode;
  return NumberingWord.safeParse(numbering).success ? { style, numbering, language, scope } : null;
}

export function choiceOf({ style, numbering, language, scope }: KeptChoice): ListChoice {
  const by = /^offset:(.+)$/u.exec(numbering)?.[1];
  return { ...firstChoice, style, language, scope, ...(by === undefined ? { mode: numbering === 'appearance' || numbering === 'author-year' ? numbering : 'original' } : { mode: 'offset' as const, by }) };
}

/** A style that is not numbered is cited by author and year, and the other way round; what fits already stays. */
export function withStyle(choice: ListChoice, style: StyleInfo): ListChoice {
  const mode = style.isNumbered ? (choice.mode === 'author-year' ? 'original' : choice.mode) : 'author-year';
  return { ...choice, style: style.styleId, mode };
}

export function listText(entries: readonly ListedReference[]): string {
  return entries.map(({ runs }) => textOfRuns(runs)).join('\n');
}

export function listHtml(entries: readonly ListedReference[]): string {
  return entries.map(({ runs }) => `<p dir="auto">${htmlOfRuns(runs)}</p>`).join('\n');
}
