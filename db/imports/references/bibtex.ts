// Owns which BibTeX or BibLaTeX field says what about a study. Titles keep the case that they were written in.
// Refuses fields it does not know: they stay in `raw` and are counted. The fields: BibTeX's btxdoc, BibLaTeX's manual
// (https://ctan.org/pkg/biblatex), and what PubMed, Scopus, JabRef, Zotero and Mendeley add.
import { bibtexEntries } from './bibtexEntries';
import type { BibtexEntry, BibtexStep } from './bibtexEntries';
import { bibtexAuthors } from './bibtexNames';
import { furtherOf } from '../../evidence/references/furtherFields';
import { dateIn, editionIn, excerpt, pagesIn, spoken, yearIn } from './fieldText';
import { citedUrl, normalDoi, normalPmid, normalRegistryId } from './identifiers';
import { latexDecoder } from './latex';
import type { LatexDecoder } from './latex';
import { publicationTypeOf } from '../../evidence/references/notices';
import type { FoundProblem, ReadStep, StudyFields } from './types';

const typeOf: Readonly<Record<string, string>> = {
  article: 'article-journal', 'review': 'article-journal', 'suppperiodical': 'article-journal', book: 'book', mvbook: 'book', booklet: 'pamphlet', collection: 'book', proceedings: 'book', manual: 'report',
  inbook: 'chapter', incollection: 'chapter', bookinbook: 'chapter', inreference: 'entry-encyclopedia', inproceedings: 'paper-conference', conference: 'paper-conference',
  phdthesis: 'thesis', mastersthesis: 'thesis', thesis: 'thesis', bachelorsthesis: 'thesis', techreport: 'report', report: 'report', unpublished: 'manuscript', online: 'webpage', electronic: 'webpage', www: 'webpage',
  dataset: 'dataset', data: 'dataset', software: 'software', patent: 'patent', periodical: 'periodical', preprint: 'article', misc: 'document', standard: 'standard', letter: 'personal_communication',
};
const knownFields: ReadonlySet<string> = new Set(
  ('abbrev_source_title abstract accessdate address affiliation affiliations annotation annote author-email art_number article-number article_number articleno author author_keywords bdsk-file-1 bdsk-url-1 '
    + 'bookauthor booktitle booksubtitle chapter citation-subset clinicaltrials cited-references coden comment copyright correspondence_address1 crossref date date-added date-modified day doc-delivery-number document_type doi editor '
    + 'editors edition eid eissn eventtitle entrysubtype eprint eprintclass eprinttype archiveprefix file funding-acknowledgement funding-text funding_details funding_text funding_text_1 funding_text_2 funding_text_3 groups howpublished institution isbn '
    + 'issn issue issuetitle journal journal-iso journalsubtitle journaltitle key keywords keywords-plus langid language location lr mendeley-tags month mrnumber nct note notes number number-of-cited-references orcid-numbers numpages '
    + 'organization owner page pages pagetotal part pii place pmc pmcid pmid primaryclass priority publisher publication_stage pubmedid pubmed_id pubstate references registryid research-areas researcherid-numbers '
    + 'rn school series shortauthor shortjournal shorttitle source subtitle timestamp times-cited title titleaddon translator type unique-id usage-count-last-180-days usage-count-since-2013 url urldate venue version volume volumes web-of-science-categories year').split(' '),
);

export function* readBibtex(text: string): Generator<ReadStep, void> {
  const latex = latexDecoder();
  const entries = new Map<string, BibtexEntry>();
  const keys = new Set<string>();
  const step = ({ at, entry, problems: found }: BibtexStep): ReadStep => {
    if (entry === null) return { at, record: null, problems: found };
    const problems = [...found];
    const key = entry.key.toLowerCase();
    if (key !== '' && keys.has(key)) problems.push({ line: entry.line, message: `The key ${excerpt(entry.key)} was used before; both references are kept` });
    keys.add(key);
    const fields = fieldsOf(withParents(entry, entries), latex, problems);
    return { at, record: { fields, raw: entry.raw, line: entry.line, unknownTags: [...entry.fields.keys()].filter((name) => !knownFields.has(name)) }, problems };
  };
  // A parent may stand behind its children.
  const hasParents = /\bcrossref\s{0,20}=/iu.test(text);
  const waiting: BibtexStep[] = [];
  for (const found of bibtexEntries(text)) {
    if (found.entry !== null && hasParents && !entries.has(found.entry.key.toLowerCase())) entries.set(found.entry.key.toLowerCase(), found.entry);
    if (!hasParents) yield step(found);
    else {
      waiting.push(found);
      yield { at: 0, record: null, problems: [] };
    }
  }
  for (const found of waiting) yield step(found);
}

// A crossref lends what the entry lacks; the parent's title is the book's.
function withParents(entry: BibtexEntry, byKey: ReadonlyMap<string, BibtexEntry>): BibtexEntry {
  const parent = byKey.get(entry.fields.get('crossref')?.[0]?.trim().toLowerCase() ?? '');
  if (parent === undefined || parent === entry) return entry;
  const lent = new Map([...parent.fields].filter(([name]) => !['title', 'author', 'pages', 'doi', 'pmid', 'abstract', 'crossref'].includes(name)));
  const title = parent.fields.get('title');
  if (title !== undefined) lent.set(entry.type === 'article' ? 'journal' : 'booktitle', title);
  return { ...entry, fields: new Map([...lent, ...entry.fields]) };
}

function fieldsOf(entry: BibtexEntry, latex: LatexDecoder, problems: FoundProblem[]): StudyFields {
  const written = (...names: readonly string[]): string | null => {
    for (const name of names) {
      const values = (entry.fields.get(name) ?? []).filter((value) => value.trim() !== '');
      const [first] = values;
      if (first === undefined) continue;
      if (values.some((value) => value.trim() !== first.trim())) problems.push({ line: entry.line, message: `${entry.key}: a second ${name} differs from the first, which was taken` });
      return first;
    }
    return null;
  };
  const text = (...names: readonly string[]): string | null => {
    const value = written(...names);
    return value === null ? null : spoken(latex.decoded(value));
  };
  const plain = (...names: readonly string[]): string | null => spoken(written(...names)?.replaceAll(/\\([_%&#{}$])/gu, '$1').replaceAll(/^[{\s]+|[}\s]+$/gu, ''));
  const notes = [text('note'), text('annote')].filter((note) => note !== null);
  const title = text('title');
  const subtitle = text('subtitle');
  const statedYear = text('year') ?? text('date');
  const list = written('author');
  const { authors, message } = bibtexAuthors(list ?? '', latex);
  if (message !== null) problems.push({ line: entry.line, message: `${entry.key}: ${message}` });
  const whole = title === null || subtitle === null ? title : `${title}: ${subtitle}`;
  const type = typeIn(entry, problems);
  const isNumbered = type === 'report' || type === 'patent' || type === 'standard';
  const fields = {
    title: whole,
    authors,
    year: yearIn(statedYear) ?? yearIn(text('date')) ?? statedYear,
    journal: text('journal', 'journaltitle', 'booktitle', 'shortjournal', 'journal-iso', 'abbrev_source_title'),
    volume: text('volume'),
    issue: isNumbered ? text('issue') : text('number', 'issue'),
    pages: pagesIn(text('pages', 'page', ...articleNumbers)),
    doi: doiOf(plain('doi'), plain('url'), entry, problems),
    pmid: pmidOf(plain, notes, entry, problems),
    registryId: registryIdOf(plain, notes),
    abstract: paragraphs(written('abstract'), latex),
    publicationType: publicationTypeOf(type, [text('document_type'), text('type'), ...notes], whole),
  };
  const month = text('month');
  const date = fields.year === null || month === null ? null : /^\d{1,2}$/u.test(month) ? dateIn([fields.year, month, ...(text('day') === null ? [] : [text('day')])].join('-')) : dateIn([month, ...(text('day') === null ? [] : [text('day')])].join(' '), fields.year);
  return {
    ...fields,
    ...furtherOf(fields, {
      editor: bibtexAuthors(written('editor', 'editors') ?? '', latex).authors, 'container-title-short': text('shortjournal', 'journal-iso', 'abbrev_source_title'), publisher: text('publisher', 'institution', 'school', 'organization'), 'publisher-place': text('address', 'location'),
      edition: editionIn(text('edition')), 'collection-title': text('series'), 'event-title': text('eventtitle'), 'event-place': text('venue'), number: isNumbered ? text('number') : text(...articleNumbers), genre: genreIn(text('type') ?? entry.type),
      URL: citedUrl([plain('url'), /https?:\/\/[^\s{}]{1,2000}/u.exec(written('howpublished') ?? '')?.[0] ?? null]), issued: date ?? dateIn(text('date')), accessed: dateIn(text('urldate')),
    }),
  };
}

/** BibTeX's types of theses are kinds of them; BibLaTeX states them as words of its own. */
function genreIn(type: string): string | null {
  const word = type.toLowerCase();
  if (word === 'phdthesis') return 'PhD thesis';
  if (word === 'mastersthesis' || word === 'mathesis') return 'Master’s thesis';
  if (word === 'bachelorsthesis' || word === 'bathesis') return 'Bachelor’s thesis';
  return word === 'thesis' || word === 'techreport' || word === 'report' || word === 'manual' ? null : type;
}

const articleNumbers = ['eid', 'article-number', 'art_number', 'article_number', 'articleno'] as const;

// An empty line parts paragraphs, as in any LaTeX.
function paragraphs(value: string | null, latex: LatexDecoder): string | null {
  const texts = (value ?? '').split(/\n[ \t]{0,100}\n/u).map((part) => spoken(latex.decoded(part))).filter((text) => text !== null);
  return texts.length === 0 ? null : texts.join('\n');
}

function doiOf(stated: string | null, url: string | null, entry: BibtexEntry, problems: FoundProblem[]): string | null {
  const doi = normalDoi(stated ?? '');
  if (stated !== null && doi === null) problems.push({ line: entry.line, message: `${entry.key}: doi is not a DOI: "${stated.slice(0, 80)}"` });
  return doi ?? (url !== null && /^(?:https?:\/\/)?(?:dx\.)?doi\.org\//iu.test(url) ? normalDoi(url) : null);
}

type Plain = (...names: readonly string[]) => string | null;

function pmidOf(plain: Plain, notes: readonly string[], entry: BibtexEntry, problems: FoundProblem[]): string | null {
  const stated = plain('pmid', 'pubmedid', 'pubmed_id');
  const pmid = normalPmid(stated ?? '');
  if (stated !== null && pmid === null) problems.push({ line: entry.line, message: `${entry.key}: pmid is not a PubMed id: "${stated.slice(0, 80)}"` });
  const eprint = /^(?:pubmed|pmid|medline)$/iu.test(plain('eprinttype', 'archiveprefix') ?? '') ? normalPmid(plain('eprint') ?? '') : null;
  const url = plain('url');
  const noted = notes.map((note) => normalPmid(/^PMID\s*:?\s*\d{1,8}(?=\D|$)/iu.exec(note)?.[0] ?? '')).find((id) => id !== null);
  return pmid ?? eprint ?? (url !== null && url.includes('/') ? normalPmid(url) : null) ?? noted ?? null;
}

function registryIdOf(plain: Plain, notes: readonly string[]): string | null {
  const stated = [plain('registryid', 'nct', 'clinicaltrials'), /^clinicaltrials(?:\.gov)?$/iu.test(plain('eprinttype') ?? '') ? plain('eprint') : null, plain('url'), ...notes];
  return stated.map((text) => normalRegistryId(text ?? '')).find((id) => id !== null) ?? null;
}

function typeIn(entry: BibtexEntry, problems: FoundProblem[]): string {
  const said = (name: string): string => entry.fields.get(name)?.[0]?.trim().toLowerCase() ?? '';
  if (entry.type === 'article' && /^(?:magazine|newspaper)$/u.test(said('entrysubtype'))) return `article-${said('entrysubtype')}`;
  if (entry.type === 'misc' && said('howpublished') === 'preprint') return 'article';
  const known = typeOf[entry.type];
  if (known === undefined) problems.push({ line: entry.line, message: `The type "@${entry.type}" is not known; taken as a document` });
  return known ?? 'document';
}
