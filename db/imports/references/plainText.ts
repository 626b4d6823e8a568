// Owns what people paste that is no export: a list of DOIs, PubMed ids or registry ids, and printed references. Of a
// printed reference only what is certain becomes a field (DOI, PubMed id, registry id, year; authors, title and journal
// where its form says where they end); its text stays whole in the record. Refuses prose: a paragraph is a reference if it states an identifier, or starts with authors and has a year.
import { spoken } from './fieldText';
import { normalDoi, normalPmid, normalRegistryId } from './identifiers';
import { strayLines } from './taggedRecord';
import { linesOf, type TextLine } from './textLines';
import type { ReadStep, StudyFields } from './types';
import { vancouverFields } from './vancouver';

const none: StudyFields = { title: null, authors: [], year: null, journal: null, volume: null, issue: null, pages: null, doi: null, pmid: null, registryId: null, abstract: null, publicationType: 'document' };

const bullet = /^\s{0,20}(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}(?:[.):](?!\d)|\t)|[•*–-](?=\s))\s{0,20}/u;

interface Identified { readonly doi: string | null; readonly pmid: string | null; readonly registryId: string | null }

/** The identifiers of a line that holds nothing else; null for any other line. */
function identifiersOf(line: string): readonly Identified[] | null {
  if (line.length > 5_000) return null;
  const bare = line.replace(bullet, '').trim();
  const whole = identified(bare);
  if (whole !== null) return [whole];
  const words = bare.replaceAll(/\b(doi|pmid|pubmed(?: id)?)\s{0,5}[:=]?\s{1,5}(?=\S)/giu, '$1:').split(/[\s,;]+/u).filter((word) => word !== '');
  const found = words.map(identified).filter((each) => each !== null);
  return found.length === words.length && words.length > 0 ? found : null;
}

function identified(word: string): Identified | null {
  const doi = /\s\S/u.test(word) && !/^(?:doi|https?)/iu.test(word) ? null : wholeDoi(word);
  // A bare number may be anything; PubMed's are long by now.
  const pmid = doi !== null || /^0*\d{1,4}$/u.test(word) ? null : normalPmid(word);
  const registryId = doi === null && pmid === null ? normalRegistryId(word) : null;
  return doi === null && pmid === null && registryId === null ? null : { doi, pmid, registryId };
}

// "10.1000/x and 10.1000/y" is not one DOI.
function wholeDoi(text: string): string | null {
  const bare = text.replace(/^(?:doi|digital object identifier)\s{0,5}[:=]?\s{0,5}/iu, '');
  return /\s/u.test(bare.trim()) ? null : normalDoi(text);
}

/** Whether most lines hold identifiers and nothing else; a heading or a remark may stand among them. */
export function isIdentifierList(text: string): boolean {
  let said = 0;
  let identifying = 0;
  for (const line of linesOf(text.slice(0, 200_000))) {
    if (line.text.trim() === '') continue;
    said += 1;
    if (identifiersOf(line.text) !== null) identifying += 1;
  }
  return identifying > 0 && identifying * 2 > said;
}

export function* readIdentifiers(text: string): Generator<ReadStep, void> {
  const stray = strayLines();
  const seen = new Set<string>();
  let count = 0;
  for (const { text: whole, line, to } of linesOf(text)) {
    const found = identifiersOf(whole);
    if (found === null) stray.add(line, whole);
    for (const each of found ?? []) {
      const key = each.doi ?? each.pmid ?? each.registryId ?? '';
      const problems = seen.has(key) ? [{ line, message: `${key} stands in the list twice` }] : [];
      seen.add(key);
      count += 1;
      yield { at: to, record: { fields: { ...none, ...each }, raw: whole.trim(), line, unknownTags: [] }, problems };
    }
  }
  const message = `A list of identifiers: ${count === 1 ? 'the study has its identifier' : `the ${count} studies have their identifiers`} and nothing else. For titles and authors, export the records themselves.`;
  yield { at: text.length, record: null, problems: [{ line: 1, message }, ...stray.problems()] };
}

/** How many identifiers there are by their marks alone. */
export function identifierStarts(text: string): number {
  return text.match(/\b10\.\d{4,9}(?:\.\d{1,9}){0,4}(?:\/|%2f)|(?<![\w./-])(?:PMID\D{0,5}|https?:\/\/\S{0,60}(?:pubmed|nih)\S{0,20}\/)?\d{5,8}(?![\w-])(?!\.\d)|\b(?:NCT|ISRCTN)\d{5,8}\b|(?<![\w/])\d{4}-\d{6}-\d{2}|\b(?:ACTRN|CHICTR|DRKS|IRCT|JRCT|KCT|PACTR|TCTR|UMIN|CTRI)[\w/-]{5,30}/giu)?.length ?? 0;
}

interface Paragraph { readonly text: string; readonly line: number; readonly to: number }

const authorStart = /^(?:\p{Lu}[\p{L}\p{M}'’-]{1,40},? (?:\p{Lu}[.\p{Lu}-]{0,6}(?=[\s,;.&])|et al)|(?:(?:van|von|de|der|den|del|di|la|le|ten|ter|al|el) ){1,3}\p{Lu}[\p{L}'’-]{1,40},? \p{Lu}|\p{Lu}\. ?(?:\p{Lu}\. ?){0,3}\p{Lu}[\p{L}'’-]{1,40}(?:,| and | et al)|(?:The )?\p{Lu}[\p{L} -]{3,60} (?:Group|Consortium|Collaboration|Network|Investigators)[.,;:])/u;
const yearMark = /(?:\(|[.,;:] ?|\b[A-Z][a-z]{2,8} )((?:19|20)\d{2})(?=[a-z]?(?:\)|,|;|:|\.(?:\s|$)| (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|$))/gu;

function looksLikeReference(text: string): boolean {
  if (text.length < 20 || text.length > 5_000) return false;
  const bare = text.replace(bullet, '');
  return certain(bare).some((each) => each !== null) || (authorStart.test(bare) && /(?<!\d)(?:19|20)\d{2}(?!\d)/u.test(bare));
}

function certain(text: string): readonly [string | null, string | null, string | null] {
  const doi = /(?<![\w/])(?:https?:\/\/(?:dx\.)?doi\.org\/)?10\.\d{4,9}(?:\.\d{1,9}){0,4}(?:\/|%2f)\S{1,500}/iu.exec(text)?.[0] ?? '';
  const pmid = /\bPMID\s{0,3}:?\s{0,3}(\d{1,8})(?!\d)|pubmed\.ncbi\.nlm\.nih\.gov\/(\d{1,8})(?!\d)/iu.exec(text);
  const registryId = /\b(?:NCT\d{8}|ISRCTN\d{8})\b/u.exec(text)?.[0] ?? '';
  return [normalDoi(doi), normalPmid(pmid?.[1] ?? pmid?.[2] ?? ''), normalRegistryId(registryId)];
}

/** The year, if the reference prints one year only where a year stands: "2002 Jul 25;", "(2002)", ", 2002." */
function printedYear(text: string): string | null {
  const bare = text.replaceAll(/https?:\/\/\S{1,500}|\b10\.\d{4,9}\/\S{1,500}/gu, ' ');
  const years = new Set([...bare.matchAll(yearMark)].map((found) => found[1] ?? ''));
  const [only] = years;
  return years.size === 1 && only !== undefined ? only : null;
}

const numberForms = [/^\s{0,20}\[(\d{1,4})\]/u, /^\s{0,20}\((\d{1,4})\)\s/u, /^\s{0,20}(\d{1,4})[.):](?!\d)\s/u, /^\s{0,20}(\d{1,4})\t/u] as const;
const mostMissing = 50;

/** The lines that start an entry of a numbered list: numbers in one form that rise; "(2019) 11–19" at the start of a line is none. */
function numberedLines(lines: readonly TextLine[]): ReadonlySet<number> {
  const lists = numberForms.map((form) => {
    const starts = new Set<number>();
    let last: number | null = null;
    for (const { text, line } of lines) {
      const number = Number(form.exec(text)?.[1] ?? Number.NaN);
      if (Number.isNaN(number) || (last === null ? number > 1500 : number <= last || number > last + mostMissing)) continue;
      starts.add(line);
      last = number;
    }
    return starts;
  });
  return lists.reduce((longest, each) => (each.size > longest.size ? each : longest));
}

/** Numbered entries, else blocks between empty lines, else lines; a block whose lines are references is a list of them. */
function* paragraphsOf(text: string): Generator<Paragraph, void> {
  const lines = [...linesOf(text)];
  const numbered = numberedLines(lines);
  const isNumbered = numbered.size >= 2;
  const isListed = !isNumbered && lines.filter((line) => looksLikeReference(line.text)).length >= 2;
  let open: { readonly parts: string[]; readonly line: number } | null = null;
  for (const { text: whole, line, to } of lines) {
    const isStart = isNumbered ? numbered.has(line) : isListed && authorStart.test(whole.replace(bullet, ''));
    if (open !== null && (whole.trim() === '' || isStart)) {
      yield { text: open.parts.join('\n'), line: open.line, to };
      open = null;
    }
    if (whole.trim() === '') continue;
    open ??= { parts: [], line };
    open.parts.push(whole);
  }
  if (open !== null) yield { text: open.parts.join('\n'), line: open.line, to: text.length };
}

/** As one line, without its number. A DOI that was broken behind one of its marks is one word again. */
function inOneLine(text: string): string {
  return spoken(text.replace(bullet, '').replaceAll(/(\b10\.\d{4,9}\/\S{0,200}[-/_])[ \t]{0,20}\n\s{0,20}(?=[\da-z])/giu, '$1').replaceAll(/(\bdoi\.org\/)[ \t]{0,20}\n\s{0,20}(?=10\.)/giu, '$1')) ?? '';
}

/** Whether nothing else can be meant: two references or more that start with their authors, and at most a heading beside them. */
export function isReferenceList(text: string): boolean {
  if (text.length > 2_000_000) return false;
  let others = 0;
  let listed = 0;
  for (const paragraph of paragraphsOf(text)) {
    const printed = inOneLine(paragraph.text);
    if (looksLikeReference(printed) && authorStart.test(printed)) listed += 1;
    else others += 1;
  }
  return listed >= 2 && others * 5 <= listed + 4;
}

/** Whether at least half of the paragraphs are printed references. */
export function isReferenceText(text: string): boolean {
  if (text.length > 2_000_000) return false;
  let said = 0;
  let referring = 0;
  for (const paragraph of paragraphsOf(text)) {
    said += 1;
    if (looksLikeReference(inOneLine(paragraph.text))) referring += 1;
  }
  return referring > 0 && referring * 2 >= said;
}

export function* readPlainReferences(text: string): Generator<ReadStep, void> {
  const stray = strayLines();
  let count = 0;
  let divisible = 0;
  for (const { text: whole, line, to } of paragraphsOf(text)) {
    const printed = inOneLine(whole);
    if (!looksLikeReference(printed)) {
      stray.add(line, printed);
      continue;
    }
    count += 1;
    const [doi, pmid, registryId] = certain(printed);
    const divided = vancouverFields(printed);
    if (divided !== null) divisible += 1;
    yield { at: to, record: { fields: { ...none, year: printedYear(printed), ...divided, doi, pmid, registryId }, raw: whole.trim(), line, unknownTags: [] }, problems: [] };
  }
  const taken = divisible === 0 ? 'only DOI, PubMed id and year are taken where they are certain' : divisible === count ? 'authors, title and journal are taken by the form; look them over' : `authors, title and journal are taken from the ${divisible} of ${count} whose form says where they end, else only DOI, PubMed id and year`;
  const message = `Printed ${count === 1 ? 'reference' : 'references'}: ${taken}; the text stays in the record. ${divisible === count ? 'For abstracts' : 'For all authors and titles'}, export the ${count === 1 ? 'record itself' : 'records themselves'}.`;
  yield { at: text.length, record: null, problems: [{ line: 1, message }, ...stray.problems()] };
}
