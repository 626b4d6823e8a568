// Owns turning studies into the entries of a reference list in a CSL style, one study at a time, in steps. Numbers, letters
// and order come from the numbering; citeproc sets each entry as if it stood alone, so that time grows with the list and
// the letters are those of the tables. Pure. Refuses to invent what a study lacks: it prints as what is known of it.
import CSL from 'citeproc';
import type { ListedReference, ListLanguage, TextRun } from '../../contract/references';
import type { StudyFields } from '../../contract/types';
import { toCslJson } from '../../evidence/references/cslItem';
import { localeTree } from './boardStyles';
import { letterOf, shownNames, type PrintedLabel } from './numbering';
import type { CitationStyle } from './readStyle';
import { oneLine } from './referenceEntry';
import { entryText, type EntryText } from './richText';
import { StyleError, type StyleNode } from './styleTree';

export interface StudyToList { readonly studyId: string; readonly fields: StudyFields; readonly label: PrintedLabel; /** In the list, from 1: the number where the numbering gives none and the style prints one. null: it has none there, and its label stands where a number would. */ readonly place: number | null }
export interface ListRequest { readonly style: CitationStyle; /** null: the style's own, else American English. */ readonly language: ListLanguage | null; readonly studies: readonly StudyToList[] }

/** citeproc says what it makes of a style on the console, where the command line prints its answers. */
CSL.debug = () => {};

export function* listSteps({ style, language, studies }: ListRequest): Generator<{ readonly done: number; readonly total: number }, readonly ListedReference[]> {
  const set = setterOf(style, language);
  const listed: ListedReference[] = [];
  for (const study of studies) {
    listed.push(listedReference(style, style.isNumbered && study.label.number === null ? { ...study, label: { ...study.label, number: study.place } } : study, set));
    yield { done: listed.length, total: studies.length };
  }
  return listed;
}

type Setter = (study: StudyToList) => EntryText | null;
/** Reading a large style takes citeproc most of a second, so that the pages of one list share its engine. */
const setters = new WeakMap<StyleNode, Map<ListLanguage | null, Setter>>();

function setterOf(style: CitationStyle, language: ListLanguage | null): Setter {
  const known = setters.get(style.tree) ?? new Map<ListLanguage | null, Setter>();
  const setter = known.get(language) ?? newSetter(style, language);
  setters.set(style.tree, known.set(language, setter));
  return setter;
}

function newSetter(style: CitationStyle, language: ListLanguage | null): Setter {
  let item: unknown = null;
  const system = { retrieveLocale: localeTree, retrieveItem: () => item };
  const engine = attempted(() => new CSL.Engine(system, structuredClone(style.tree), language ?? 'en-US', language !== null));
  if (engine === null) throw new StyleError(`“${style.title}” can't be used: ${unknownElement(style.tree) ?? 'something in it is not as CSL has it'}.`);
  return ({ studyId, fields, label, place }) => attempted(() => {
    item = itemOf(studyId, fields, label);
    engine.updateItems([]);
    engine.updateItems([studyId]);
    const registered = engine.registry.registry[studyId];
    if (registered === undefined) return null;
    if (label.number !== null || place === null) registered.seq = label.number ?? label.label;
    registered.disambig.year_suffix = label.letter ?? false;
    const made = engine.makeBibliography();
    const [html] = made === false ? [] : made[1];
    return html === undefined || html.includes('[CSL STYLE ERROR') ? null : entryText(html);
  });
}

/** The elements of CSL 1.0.2 outside <info>: https://docs.citationstyles.org/en/stable/specification.html */
const elements: ReadonlySet<string> = new Set(
  'style info locale style-options terms term single multiple date date-part macro citation bibliography layout sort key text number names name name-part et-al label substitute institution group choose if else-if else intext'.split(' '),
);

/** citeproc does not say what it stumbles over: the first element that CSL does not have. */
function unknownElement(node: StyleNode): string | null {
  if (!elements.has(node.name)) return `it has an element <${node.name.slice(0, 60)}>, which CSL does not have`;
  if (node.name === 'info') return null;
  for (const child of node.children) {
    const found = typeof child === 'string' ? null : unknownElement(child);
    if (found !== null) return found;
  }
  return null;
}

/** citeproc throws texts as well as errors; none of them says more than that it could not. */
function attempted<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}

function itemOf(studyId: string, fields: StudyFields, { undated }: PrintedLabel): unknown {
  const { abstract: _, note: __, ...known } = toCslJson(fields, studyId);
  const item = {
    ...known,
    // The list says what the citations do; citeproc would translate it, and few styles letter it.
    ...(undated === null ? {} : { issued: { literal: undated } }),
    // Styles older than CSL 1.0.2 call it so.
    ...(known['event-title'] === undefined ? {} : { event: known['event-title'] }),
    // "17-4" is one number, not a range of them.
    ...(known.number === undefined ? {} : { number: known.number.replaceAll('-', '\\-') }),
  };
  return JSON.parse(JSON.stringify(item), (_key, value: unknown) => (typeof value === 'string' ? oneLine(value.replaceAll(/\p{Cc}/gu, ' ')) : value));
}

function listedReference(style: CitationStyle, study: StudyToList, set: Setter): ListedReference {
  const { studyId, fields, label } = study;
  const hasNumber = label.number !== null || study.place === null;
  const isKnown = fields.title !== null && fields.title.trim() !== '';
  const entry = set(isKnown ? study : { ...study, fields: { ...fields, title: '–' } });
  const margin = entry?.margin ?? [];
  const isSet = isKnown && entry !== null && entry.rest.length > 0;
  const rest = isSet ? entry.rest : [plain(isKnown ? knownText(fields, label) : unknownText(fields, label))];
  // A style that sorts by author prints no number, and one without a margin prints it in an entry that was not to be had.
  const isNumberMissing = margin.length === 0 && (hasNumber ? !isSet || !style.isNumbered : label.label.startsWith('['));
  const head = isNumberMissing ? [plain(hasNumber ? `${label.label}. ` : `${label.label} `)] : margin.length === 0 ? [] : [...margin, plain(' ')];
  return { studyId, label: label.label, runs: [...head, ...rest], isKnown };
}

function plain(text: string): TextRun {
  return { text, marks: [] };
}

/** What is known of a study, in no journal's style: where the style has nothing to say of it. */
function knownText(fields: StudyFields, { letter, undated }: PrintedLabel): string {
  const when = undated ?? (fields.year === null ? null : `${fields.year}${letterOf(letter)}`);
  const parts = [shownNames(fields.authors.map(({ family }) => family)), fields.title, fields.journal, when, fields.doi === null ? null : `doi:${fields.doi}`, fields.pmid === null ? null : `PMID ${fields.pmid}`, fields.registryId];
  return parts.flatMap((part) => (part === null || oneLine(part) === '' ? [] : [oneLine(part)])).map((part) => (/[.?!]$/u.test(part) ? part : `${part}.`)).join(' ');
}

function unknownText(fields: StudyFields, label: PrintedLabel): string {
  const known = knownText(fields, label);
  return known === '' ? 'Not yet known: the document has only the number of this reference.' : `${known} Title not yet known.`;
}
