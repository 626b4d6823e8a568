// Owns reading CSL-JSON: a list of items, one item, or an object with `items`. Each item is cut out of the text and
// parsed by itself, so that its own text and line are kept and a broken one does not take the others with it.
// Refuses an item that is not an object; keys outside the CSL schema are counted.
import { furtherOf } from '../../evidence/references/furtherFields';
import { dateIn, editionIn, pagesIn, spoken, withoutJats, withoutMarkup, yearIn } from './fieldText';
import { jsonElements } from './jsonElements';
import { citedUrl, normalDoi, normalPmid, normalRegistryId } from './identifiers';
import { publicationTypeOf } from '../../evidence/references/notices';
import type { FoundProblem, PersonName, ReadStep, StudyFields } from './types';

const cslTypes: ReadonlySet<string> = new Set(
  ('article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing '
    + 'interview legal_case legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical personal_communication post post-weblog regulation report '
    + 'review review-book software song speech standard thesis treaty webpage').split(' '),
);
// Crossref and older exports use their own words.
const otherTypes: Readonly<Record<string, string>> = { 'journal-article': 'article-journal', 'book-chapter': 'chapter', 'proceedings-article': 'paper-conference', 'posted-content': 'article', dissertation: 'thesis', monograph: 'book' };
const knownKeys: ReadonlySet<string> = new Set(
  ('type id citation-key categories language journalAbbreviation shortTitle author chair collection-editor compiler composer container-author contributor curator director editor editorial-director '
    + 'executive-producer guest host illustrator interviewer narrator organizer original-author performer producer recipient reviewed-author script-writer series-creator translator accessed '
    + 'available-date event-date issued original-date submitted abstract annote archive archive_collection archive_location archive-place authority call-number chapter-number citation-number '
    + 'citation-label collection-number collection-title container-title container-title-short dimensions division DOI edition event event-title event-place first-reference-note-number genre ISBN '
    + 'ISSN issue jurisdiction keyword locator medium note number number-of-pages number-of-volumes original-publisher original-publisher-place original-title page page-first part part-title PMCID '
    + 'PMID printing publisher publisher-place references reviewed-genre reviewed-title scale section source status supplement title title-short URL version volume volume-title '
    + 'volume-title-short year-suffix custom').split(' '),
);

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `text` starts with [ or {. */
export function* readCslJson(text: string): Generator<ReadStep, void> {
  for (const element of jsonElements(text)) {
    if (element.kind !== 'element') {
      yield { at: element.at, record: null, problems: element.kind === 'pause' ? [] : [{ line: element.line, message: element.message }] };
      continue;
    }
    const { source, line, at } = element;
    const parsed = parsedJson(source);
    if (parsed.ok && isObject(parsed.value)) {
      const problems: FoundProblem[] = [];
      const fields = fieldsOf(parsed.value, line, problems);
      yield { at, record: { fields, raw: source, line, unknownTags: Object.keys(parsed.value).filter((key) => !knownKeys.has(key)) }, problems };
    } else yield { at, record: null, problems: [{ line, message: parsed.ok ? 'An entry of the list is not a reference and was left out' : `A reference could not be read and was left out: ${parsed.message}` }] };
  }
}

function parsedJson(source: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string } {
  try {
    return { ok: true, value: JSON.parse(source) };
  } catch (problem) {
    return { ok: false, message: problem instanceof Error ? problem.message : String(problem) };
  }
}

function fieldsOf(entry: JsonObject, line: number, problems: FoundProblem[]): StudyFields {
  const text = (key: string): string | null => spoken(textOf(entry[key]));
  const marked = (key: string): string | null => spoken(withoutMarkup(textOf(entry[key]) ?? ''));
  const notes = (textOf(entry['note']) ?? '').split('\n');
  const noted = (label: RegExp): string => notes.find((note) => label.test(note)) ?? '';
  const statedDoi = text('DOI');
  const doi = normalDoi(statedDoi ?? noted(/^\s*doi\s*:/iu));
  if (statedDoi !== null && doi === null) problems.push({ line, message: `DOI is not a DOI: "${statedDoi.slice(0, 80)}"` });
  const statedPmid = text('PMID');
  const pmid = normalPmid(statedPmid ?? noted(/^\s*PMID\s*:/iu));
  if (statedPmid !== null && pmid === null) problems.push({ line, message: `PMID is not a PubMed id: "${statedPmid.slice(0, 80)}"` });
  const url = text('URL') ?? '';
  const title = marked('title');
  const fields = {
    title,
    authors: authorsIn(entry['author']),
    year: yearOf(entry['issued']) ?? text('year'),
    journal: marked('container-title') ?? marked('container-title-short') ?? text('journalAbbreviation'),
    volume: text('volume'),
    issue: text('issue'),
    pages: pagesIn(text('page') ?? text('page-first') ?? text('article-number')),
    doi: doi ?? (/doi\.org\//iu.test(url) ? normalDoi(url) : null),
    pmid: pmid ?? (url.includes('/') ? normalPmid(url) : null),
    registryId: notes.map((note) => normalRegistryId(note.replace(/^\s*(?:registry|trial registration|registration)\s*:\s*/iu, ''))).find((id) => id !== null) ?? normalRegistryId(url),
    abstract: abstractOf(entry['abstract']),
    publicationType: publicationTypeOf(typeOf(text('type'), line, problems), [text('genre')], title),
  };
  return {
    ...fields,
    ...furtherOf(fields, {
      editor: authorsIn(entry['editor']), 'container-title-short': marked('container-title-short') ?? marked('journalAbbreviation'), publisher: marked('publisher'), 'publisher-place': text('publisher-place') ?? text('publisher-location'),
      edition: editionIn(text('edition')), 'collection-title': marked('collection-title'), 'event-title': marked('event-title') ?? marked('event'), 'event-place': text('event-place'),
      number: text('number') ?? text('article-number'), genre: text('genre'), URL: citedUrl([url]), issued: dateOf(entry['issued']), accessed: dateOf(entry['accessed']),
    }),
  };
}

function typeOf(stated: string | null, line: number, problems: FoundProblem[]): string {
  if (stated === null) return 'article-journal';
  if (cslTypes.has(stated)) return stated;
  const other = otherTypes[stated];
  if (other === undefined) problems.push({ line, message: `The type "${stated.slice(0, 40)}" is not known; taken as a document` });
  return other ?? 'document';
}

// Numbers are allowed where text is; Crossref wraps titles in lists.
function textOf(value: unknown): string | null {
  if (Array.isArray(value)) return value.map(wordOf).find((each) => each !== null) ?? null;
  return wordOf(value);
}

function wordOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : null;
}

function abstractOf(value: unknown): string | null {
  const lines = withoutMarkup(withoutJats(textOf(value) ?? '')).split('\n').map(spoken).filter((line) => line !== null);
  return lines.length === 0 ? null : lines.join('\n');
}

function authorsIn(value: unknown): readonly PersonName[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isObject).flatMap((name) => {
    const part = (key: string): string | null => spoken(textOf(name[key]));
    const literal = part('literal') ?? part('name');
    if (literal !== null) return [{ family: literal, given: '' }];
    const family = [part('dropping-particle'), part('non-dropping-particle'), part('family')].filter((each) => each !== null).join(' ');
    const given = [part('given'), part('suffix')].filter((each) => each !== null).join(', ');
    if (family === '') return given === '' ? [] : [{ family: given, given: '' }];
    return [{ family, given }];
  });
}

function dateOf(date: unknown): string | null {
  if (!isObject(date)) return dateIn(textOf(date));
  const parts = date['date-parts'];
  const first: unknown = Array.isArray(parts) ? parts[0] : undefined;
  return Array.isArray(first) ? dateIn(first.map((part: unknown) => textOf(part) ?? '').join('-')) : dateIn(textOf(date['raw']) ?? textOf(date['literal']));
}

function yearOf(issued: unknown): string | null {
  if (!isObject(issued)) return yearIn(textOf(issued)) ?? spoken(textOf(issued));
  const parts = issued['date-parts'];
  const first: unknown = Array.isArray(parts) ? parts[0] : undefined;
  const year = Array.isArray(first) ? textOf(first[0]) : textOf(first);
  const stated = spoken(year) ?? spoken(textOf(issued['raw'])) ?? spoken(textOf(issued['literal']));
  return yearIn(stated) ?? stated;
}
