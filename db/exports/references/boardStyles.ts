// Owns the citation styles and locales on board: texts of the CSL project as they are, with their authors and licence in
// them (NOTICE.md beside them credits each). Refuses other languages: a style that asks for one gets American English.
import type { ListLanguage } from '../../contract/references';
import deDe from './locales/locales-de-DE.xml?raw';
import enGb from './locales/locales-en-GB.xml?raw';
import enUs from './locales/locales-en-US.xml?raw';
import frFr from './locales/locales-fr-FR.xml?raw';
import { readStyle, type CitationStyle } from './readStyle';
import { styleTree, type StyleNode } from './styleTree';
import ama from './styles/american-medical-association.csl?raw';
import apa from './styles/apa.csl?raw';
import elsevierHarvard from './styles/elsevier-harvard.csl?raw';
import ieee from './styles/ieee.csl?raw';
import nature from './styles/nature.csl?raw';
import vancouver from './styles/nlm-citation-sequence.csl?raw';

interface BoardStyle { readonly styleId: string; /** As curators know it. */ readonly title: string; /** What else it may be asked for by. */ readonly otherNames: readonly string[]; readonly text: string }

/** The first is the one that a journal of medicine asks for unless it says otherwise. */
export const boardStyles: readonly BoardStyle[] = [
  { styleId: 'nlm-citation-sequence', title: 'NLM/Vancouver', otherNames: ['vancouver', 'nlm', 'icmje'], text: vancouver },
  { styleId: 'american-medical-association', title: 'AMA (11th edition)', otherNames: ['ama', 'jama'], text: ama },
  { styleId: 'nature', title: 'Nature', otherNames: [], text: nature },
  { styleId: 'ieee', title: 'IEEE', otherNames: [], text: ieee },
  { styleId: 'apa', title: 'APA (7th edition)', otherNames: ['apa-7th-edition'], text: apa },
  { styleId: 'elsevier-harvard', title: 'Elsevier Harvard (author and date)', otherNames: ['harvard', 'elsevier'], text: elsevierHarvard },
];

const read = new Map<string, CitationStyle>();

export function boardStyle(styleId: string): CitationStyle | null {
  const found = boardStyles.find((style) => style.styleId === styleId);
  if (found === undefined) return null;
  const style = read.get(styleId) ?? { ...readStyle(found.text), title: found.title };
  read.set(styleId, style);
  return style;
}

const locales: Readonly<Record<ListLanguage, string>> = { 'en-US': enUs, 'en-GB': enGb, 'de-DE': deDe, 'fr-FR': frFr };
const localeTrees = new Map<string, StyleNode>();

/** A tree of its own each time: citeproc writes into it. */
export function localeTree(language: string): StyleNode {
  const text = Object.hasOwn(locales, language) ? locales[language as ListLanguage] : enUs;
  const tree = localeTrees.get(text) ?? styleTree(text);
  localeTrees.set(text, tree);
  return structuredClone(tree);
}
