// Owns reading what a text does to what: "Inhibiting NF2-mediated Hippo axis" lowers hippo. A verb governs what follows
// until the next verb. Refuses to guess: words without a verb ("Proliferation", "Regulating RANK") say no direction, and
// neither do nouns of agents (inhibitor, promoter). Looks at each word a bounded number of times.
import { findMolecules } from '../../names/findMolecules';
import { normalSymbol } from '../../names/normalSymbol';

export type Direction = 'raises' | 'lowers';
export interface WordedEffect { readonly direction: Direction; readonly printed: string; readonly object: ObjectKey }
/** `molecule` covers pathways and axes. Objects with one key are the same. */
export interface ObjectKey { readonly key: string; readonly kind: 'molecule' | 'process' }

const longestText = 4000;
const endings = '(?:e|es|s|ed|ing|ion|ation|ment|ting|ted|ying|ies|ied)?';
const stems = (list: readonly string[]): RegExp => new RegExp(`^(?:${list.join('|')})${endings}$`, 'iu');
const raising = stems([
  'promot', 'activat', 'induc', 'enhanc', 'increas', 'up-?regulat', 'stimulat', 'facilitat', 'accelerat', 'trigger', 'driv', 'elevat', 'potentiat', 'augment', 'boost', 'foster', 'strengthen', 'over-?express', 'upregulat',
]);
const lowering = stems([
  'inhibit', 'suppress', 'block', 'reduc', 'reduct', 'decreas', 'down-?regulat', 'attenuat', 'silenc', 'repress', 'impair', 'antagoni[sz]', 'prevent', 'abrogat', 'inactivat', 'disrupt', 'abolish', 'diminish', 'restrain', 'imped', 'hamper', 'counteract', 'lower', 'abat',
]);
const neutral = stems(['regulat', 'target', 'modulat', 'mediat', 'affect', 'alter', 'bind', 'interact', 'involv', 'dysregulat', 'deregulat', 'control']);
const endsVerb: ReadonlySet<string> = new Set(['by', 'via', 'through', 'thereby', 'thus', 'in', 'with', 'when', 'under', 'during', 'leading', 'resulting', 'causing', 'without', 'out', 'independent', 'dependent']);
const negating: ReadonlySet<string> = new Set(['not', 'no', 'neither', 'nor', 'without', 'never', 'fails', 'failed']);

interface Word { readonly text: string; readonly start: number; readonly end: number }

/** In order of the text. */
export function wordedEffects(text: string): readonly WordedEffect[] {
  if (text.length > longestText) return [];
  const effects: WordedEffect[] = [];
  let governing: Direction | null = null;
  let objects: Word[] = [];
  let before = '';
  const close = (): void => {
    const [first] = objects;
    const last = objects.at(-1);
    if (governing !== null && first !== undefined && last !== undefined) effects.push(...effectsOn(text.slice(first.start, last.end), governing));
    objects = [];
  };
  for (const match of text.matchAll(/\S+/gu)) {
    const [raw] = match;
    const arrow = /^[↑⇑↓⇓]/u.exec(raw)?.[0];
    const word = raw.replaceAll(/^[([{"“↑⇑↓⇓]+|[)\]}"”.,;:]+$/gu, '');
    const direction: Direction | null = arrow !== undefined ? (arrow === '↑' || arrow === '⇑' ? 'raises' : 'lowers') : raising.test(word) ? 'raises' : lowering.test(word) ? 'lowers' : null;
    const isNegated = negating.has(before);
    if (direction !== null || neutral.test(word) || endsVerb.has(word.toLowerCase())) {
      close();
      governing = isNegated ? null : direction;
      if (arrow !== undefined && word !== '') objects.push({ text: word, start: match.index + raw.indexOf(word), end: match.index + raw.indexOf(word) + word.length });
    } else if (word !== '') objects.push({ text: word, start: match.index, end: match.index + raw.length });
    before = word.toLowerCase();
    if (/[.;]$/u.test(raw)) {
      close();
      governing = null;
    }
  }
  close();
  return effects;
}

/** Terms such as "Migration, Invasion" or "NF-κB and PTHrP expression". */
function effectsOn(text: string, direction: Direction): readonly WordedEffect[] {
  return objectTerms(text).flatMap((term): readonly WordedEffect[] => {
    const read = readObject(term);
    return read === null ? [] : [{ direction: read.isReversed ? opposite(direction) : direction, printed: term, object: read.object }];
  });
}

export function opposite(direction: Direction): Direction {
  return direction === 'raises' ? 'lowers' : 'raises';
}

const pair = /\b(?:binding|interaction|crosstalk|balance|ratio)\b/iu;
const longestTerm = 200;

/** Parts at commas, semicolons and "and", outside brackets; what joins two things ("binding of RANK and RANKL") stays whole. */
export function objectTerms(text: string): readonly string[] {
  if (pair.test(text)) return [text.trim()].filter((term) => term !== '');
  const terms: string[] = [];
  let depth = 0;
  let from = 0;
  for (const match of text.matchAll(/[([\])]|[,;]|\s(?:and|or|as well as)\s/gu)) {
    const [mark] = match;
    if (mark === '(' || mark === '[') depth += 1;
    else if (mark === ')' || mark === ']') depth = Math.max(0, depth - 1);
    else if (depth === 0) {
      terms.push(text.slice(from, match.index));
      from = match.index + mark.length;
    }
  }
  terms.push(text.slice(from));
  return terms.map((term) => term.trim()).filter((term) => term !== '' && term.length <= longestTerm).slice(0, 30);
}

const reversing = /^(?:the )?(?:inhibition|suppression|degradation|ubiquitination|downregulation|down-regulation|silencing|inactivation|loss|repression|decrease|reduction) of /iu;
const carrying = /^(?:the )?(?:expressions?|activation|activity|activities|secretion|production|release|levels?|phosphorylation|transcription|translation|stability|synthesis|induction|upregulation|up-regulation|mrna|function|process) of /iu;
const trailing = /\s+(?:expressions?|secretion|production|release|levels?|signaling pathways?|signalling pathways?|pathways?|signaling|signalling|axis|axes|cascades?|networks?|process|processes|activity|activation|phosphorylation|genes?|proteins?|mrna)$/iu;
const broughtAbout = /(?<!\S)\S{1,60}-(?:mediated|induced|dependent|driven|related|associated|triggered)\s+/giu;
const pathwayWords = /\b(?:pathways?|axis|axes|signal(?:l)?ing|cascade)\b/iu;

/** What a term is about, whatever is said of its expression or its pathway. Null where nothing is left. */
export function readObject(term: string): { readonly object: ObjectKey; readonly isReversed: boolean } | null {
  let rest = term.replaceAll(/^[([{"“]+|[)\]}"”.,;:]+$/gu, '').replace(/^(?:the|its|their|of|both)\s+/iu, '').trim();
  const isReversed = reversing.test(rest);
  rest = rest.replace(reversing, '').replace(carrying, '').replace(/^the\s+/iu, '').replaceAll(broughtAbout, '');
  for (let times = 0; times < 2; times += 1) rest = rest.replace(trailing, '');
  rest = rest.trim();
  if (rest === '') return null;
  const isPathway = pathwayWords.test(term);
  const found = findMolecules(rest);
  if (found.length > 0) return { object: { key: [...new Set(found.map((molecule) => normalSymbol(molecule.approved ?? molecule.name)))].toSorted().join('/'), kind: 'molecule' }, isReversed };
  const key = isPathway ? plainWords(rest).join(' ') : processKey(rest);
  return key === '' ? null : { object: { key, kind: isPathway ? 'molecule' : 'process' }, isReversed };
}

const fillers: ReadonlySet<string> = new Set(['the', 'a', 'an', 'of', 'in', 'to', 'and', 'or', 'by', 'cell', 'cancer', 'tumor', 'tumour', 'nsclc', 'luad', 'lung', 'human', 'process', 'mature', 'these', 'its', 'their']);
const synonyms: ReadonlyMap<string, string> = new Map([
  ['growth', 'proliferation'], ['proliferative', 'proliferation'], ['migratory', 'migration'], ['motility', 'migration'], ['invasiveness', 'invasion'], ['invasive', 'invasion'], ['metastatic', 'metastasis'], ['metastase', 'metastasis'],
  ['osteoclastogenesi', 'osteoclastogenesis'], ['apoptotic', 'apoptosis'], ['angiogenic', 'angiogenesis'], ['epithelial-mesenchymal transition', 'emt'],
]);

export function plainWords(text: string): readonly string[] {
  const words = text.slice(0, 300).normalize('NFKC').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.map((word) => (word.length > 3 && word.endsWith('s') && !/(?:ss|is|us)$/u.test(word) ? word.slice(0, -1) : word)))].toSorted();
}

/** A process by its words, in any order: "differentiation of osteoclasts" and "osteoclast formation" are osteoclastogenesis. */
export function processKey(text: string): string {
  const plain = text.toLowerCase();
  if (/\bosteoclast(?:ogenesis|s?\b.{0,20}\b(?:differentiation|formation|maturation))|\b(?:differentiation|formation|maturation)\b.{0,12}\bosteoclast/u.test(plain)) return 'osteoclastogenesis';
  if (/\bepithelial(?:[- ]to)?[-–/ ]+mesenchymal[- ]transition\b|\bemt\b/u.test(plain)) return 'emt';
  const words = plainWords(text).filter((word) => !fillers.has(word)).map((word) => synonyms.get(word) ?? word);
  return [...new Set(words)].toSorted().join(' ');
}
