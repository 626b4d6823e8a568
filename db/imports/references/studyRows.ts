// Owns studies in the rows of a table, whoever cut them (CSV, TSV, a worksheet): which heading of which database means
// which field, and how each writes authors. Refuses to guess: a heading that it does not know is counted, authors that
// cannot be told apart stay one name and are a problem.
import { furtherOf } from '../../evidence/references/furtherFields';
import { dateIn, editionIn, excerpt, pagesIn, spoken, withoutJats, yearIn } from './fieldText';
import { citedUrl, normalDoi, normalPmid, normalRegistryId } from './identifiers';
import { publicationTypeOf } from '../../evidence/references/notices';
import { medlineName, personOf } from './personNames';
import type { FoundProblem, PersonName, ReferenceRecord, StudyFields } from './types';

export interface StudyRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** The row as it stands in its file; rows of a worksheet have none and get "heading: cell" lines. */
  readonly source: string | null;
}

type StudyField = Exclude<keyof StudyFields, 'further'> | 'fullAuthors' | 'firstAuthor' | 'firstPage' | 'lastPage' | 'articleNumber' | 'date' | 'link' | 'note' | 'documentType' | 'sourceType' | 'accession' | 'editors' | 'shortJournal' | 'publisher' | 'place' | 'edition' | 'series' | 'conference' | 'conferencePlace' | 'accessed' | 'entryDate';

// Scopus, Web of Science, Embase, PubMed, Lens, Dimensions, Covidence, Rayyan, Zotero, EBSCO, IEEE Xplore, ProQuest, the
// Cochrane Library, ClinicalTrials.gov, Ovid, and the tags of RIS and Web of Science as headings. Letters and digits only.
const headings: Readonly<Record<StudyField, string>> = {
  title: 'title articletitle documenttitle itemtitle primarytitle ti t1 studytitle titleofarticle publicationtitleoriginal',
  fullAuthors: 'authorfullnames authorsfullnames fullauthornames af',
  authors: 'authors author authornames au authorlist authorsnames contributors a1 creators authornamesfull',
  firstAuthor: 'firstauthor',
  year: 'year publicationyear pubyear publishedyear py yearpublished publishyear yearofpublication',
  date: 'datepublished publicationdate date pubdate pd da coverdate y1 publisheddate dateofpublication',
  entryDate: 'entrydate',
  journal: 'sourcetitle journal journalbook publicationtitle publicationname journaltitle so jf jo secondarytitle pubtitle source journalname fulljournalname t2 containertitle sourcepublicationtitle',
  volume: 'volume vl journalvolume',
  issue: 'issue issuenumber number is journalissue issueno',
  pages: 'pages pagination page pg pagerange',
  firstPage: 'pagestart startpage firstpage bp sp beginningpage',
  lastPage: 'pageend endpage lastpage ep endingpage',
  articleNumber: 'artno articlenumber ar articleno eid2 eloc elocation',
  doi: 'doi do di digitalobjectidentifier digitalobjectidentifierdoi doinumber doilink',
  pmid: 'pmid pubmedid medlinepmid pm pubmed',
  registryId: 'nctnumber trialregistrynumber registrynumber clinicaltrialnumber clinicaltrialnumbers trialregistration nct mainid trialid',
  abstract: 'abstract abstractnote ab n2 summary briefsummary',
  publicationType: 'itemtype referencetype reftype ty typeofreference',
  documentType: 'documenttype publicationtype doctype dt articletype pt worktype publicationtypes type',
  sourceType: 'database db sourcedatabase databaseprovider',
  accession: 'accessionnumber an ut uniquewosid accessionno ui',
  link: 'url link ur links sourceurls externalurl doiurl articleurl studyurl',
  note: 'notes note n1 extra',
  editors: 'editors editor bookeditors be ed a2',
  shortJournal: 'abbreviatedsourcetitle journalabbreviation journalisoabbreviation isosourceabbreviation ji j2 ja ta',
  publisher: 'publisher publishername pu pb',
  place: 'place publicationplace placeofpublication publishercity pi cy location',
  edition: 'edition et',
  series: 'seriestitle bookseriestitle series se t3',
  conference: 'conferencename conferencetitle ct',
  conferencePlace: 'conferencelocation cl',
  accessed: 'accessdate dateaccessed y2',
};
interface Meaning { readonly field: StudyField; readonly rank: number }
const meaningOf: ReadonlyMap<string, Meaning> = new Map(Object.entries(headings).flatMap(([field, names]) => names.split(' ').map((name, rank) => [name, { field: isStudyField(field) ? field : 'note', rank }] as const)));

function isStudyField(name: string): name is StudyField {
  return Object.hasOwn(headings, name);
}

function plain(heading: string): string {
  return heading.toLowerCase().replaceAll(/\([^()]{0,60}\)/gu, '').replaceAll(/[^\p{L}\p{N}]/gu, '');
}

export interface StudyHeadings {
  readonly names: readonly string[];
  readonly fields: readonly (StudyField | null)[];
}

/** The headings of a table of studies; null when the cells are none: it takes a title or an identifier, and one thing more. */
export function studyHeadings(cells: readonly string[]): StudyHeadings | null {
  if (cells.some((cell) => cell.trim().length > 200)) return null;
  const heads = headingsOfRow(cells);
  const fields = new Set(heads.fields.filter((field) => field !== null));
  return identifying.some((field) => fields.has(field)) && fields.size >= 2 ? heads : null;
}

const identifying = ['title', 'doi', 'pmid', 'registryId'] as const;

/** What each of these cells says as a heading, whether or not they make a table. */
export function headingsOfRow(cells: readonly string[]): StudyHeadings {
  const names = cells.map((cell) => cell.trim().replace(/^\uFEFF/u, ''));
  const meanings = names.map((name) => meaningOf.get(plain(name)) ?? null);
  const has = (field: StudyField): boolean => meanings.some((meaning) => meaning?.field === field);
  const fields = meanings.map((meaning, index): StudyField | null => {
    if (meaning === null) return null;
    // "Number" is an issue beside a volume only; else it numbers the rows.
    if (plain(names[index] ?? '') === 'number' && !has('volume')) return null;
    // Of columns that mean the same, the one with the plainest heading: "Source title" before "Source".
    const isBest = meanings.every((other, place) => other?.field !== meaning.field || other.rank > meaning.rank || (other.rank === meaning.rank && place >= index));
    return isBest ? meaning.field : null;
  });
  return { names, fields };
}

/** Headings that say nothing to a study, as a reader of tagged text would call unknown tags. */
export function unknownHeadings({ names, fields }: StudyHeadings): readonly string[] {
  return names.filter((name, index) => name !== '' && fields[index] === null);
}

export function studyOfRow(heads: StudyHeadings, { line, cells, source }: StudyRow, problems: FoundProblem[]): ReferenceRecord {
  const stated = new Map<StudyField, string>();
  heads.fields.forEach((field, index) => {
    const cell = (cells[index] ?? '').trim();
    if (field !== null && cell !== '') stated.set(field, cell);
  });
  if (cells.slice(heads.names.length).some((cell) => cell.trim() !== '')) problems.push({ line, message: `It has ${cells.length} cells under ${heads.names.length} headings; cells beyond them are kept in the record's text only` });
  const raw = source ?? heads.names.map((name, index) => `${name}: ${cells[index] ?? ''}`).join('\n');
  const unknown = unknownHeadings(heads).filter((name) => (cells[heads.names.indexOf(name)] ?? '').trim() !== '');
  return { fields: fieldsOf(stated, line, problems), raw, line, unknownTags: [...new Set(unknown)] };
}

function fieldsOf(stated: ReadonlyMap<StudyField, string>, line: number, problems: FoundProblem[]): StudyFields {
  const text = (...fields: readonly StudyField[]): string | null => fields.map((field) => spoken(stated.get(field))).find((value) => value !== null) ?? null;
  const links = (stated.get('link') ?? '').split(/[\s;|]+/u).filter((link) => link.includes('/'));
  const title = text('title');
  const abstract = text('abstract');
  const year = text('year');
  const date = text('date');
  const entryDate = text('entryDate');
  const isChapter = /\b(?:chapter|book section)\b/iu.test(text('publicationType', 'documentType') ?? '');
  const fields = {
    title,
    authors: authorsIn(stated, line, problems),
    year: yearIn(year) ?? yearIn(date) ?? yearIn(entryDate) ?? year ?? date ?? entryDate,
    journal: text('journal'),
    volume: text('volume'),
    issue: text('issue'),
    pages: pagesOf(text),
    doi: doiOf(text('doi'), links, line, problems),
    pmid: pmidOf(text, links, line, problems),
    registryId: [text('registryId'), text('accession'), ...links].flatMap((each) => each?.split(/[;,|()\s]+/u) ?? []).map(normalRegistryId).find((id) => id !== null) ?? null,
    abstract: abstract === null ? null : spoken(withoutJats(abstract)),
    publicationType: publicationTypeOf(isChapter ? 'chapter' : typeOf(text('publicationType') ?? text('documentType')), [text('documentType'), text('publicationType')], title),
  };
  const editors = stated.get('editors');
  return {
    ...fields,
    ...furtherOf(fields, {
      editor: editors === undefined ? [] : authorsOfCell(editors).authors, 'container-title-short': text('shortJournal'), publisher: text('publisher'), 'publisher-place': text('place'), edition: editionIn(text('edition')), 'collection-title': text('series'),
      'event-title': text('conference'), 'event-place': text('conferencePlace'), number: text('articleNumber'), URL: citedUrl(links), issued: dateIn(date, fields.year), accessed: dateIn(text('accessed')),
    }),
  };
}

const typeWords: readonly (readonly [RegExp, string])[] = [
  [/^(?:jour|journalarticle|journal[- ]article|article|review|editorial|letter|note|short survey|j)\b/iu, 'article-journal'], [/^preprint/iu, 'article'], [/conference|proceeding/iu, 'paper-conference'], [/thesis|dissertation/iu, 'thesis'],
  [/^(?:book|b)\b|monograph/iu, 'book'], [/^(?:report|rprt)\b/iu, 'report'], [/^data ?(?:set|base)/iu, 'dataset'], [/^web ?page/iu, 'webpage'], [/^patent/iu, 'patent'],
];

function typeOf(stated: string | null): string {
  return stated === null ? 'article-journal' : (typeWords.find(([form]) => form.test(stated))?.[1] ?? 'article-journal');
}

type Text = (...fields: readonly StudyField[]) => string | null;

function pagesOf(text: Text): string | null {
  const [first, last] = [text('firstPage'), text('lastPage')];
  if (first !== null) return pagesIn(last === null || last === first || /[-–]/u.test(first) ? first : `${first}-${last}`);
  return pagesIn(text('pages') ?? text('articleNumber') ?? last);
}

function doiOf(stated: string | null, links: readonly string[], line: number, problems: FoundProblem[]): string | null {
  const doi = normalDoi(stated ?? '');
  if (stated !== null && doi === null && !/^(?:n\/?a|none|null|-+)$/iu.test(stated)) problems.push({ line, message: `The DOI is not one: "${excerpt(stated)}"` });
  return doi ?? links.filter((link) => /^(?:https?:\/\/)?(?:dx\.)?doi\.org\//iu.test(link)).map(normalDoi).find((each) => each !== null) ?? null;
}

function pmidOf(text: Text, links: readonly string[], line: number, problems: FoundProblem[]): string | null {
  const stated = text('pmid');
  const pmid = normalPmid(stated?.replace(/\.0$/u, '') ?? '');
  if (stated !== null && pmid === null && !/^(?:n\/?a|none|null|-+)$/iu.test(stated)) problems.push({ line, message: `The PubMed id is not one: "${excerpt(stated)}"` });
  const accession = text('accession') ?? '';
  const isPubMed = /\b(?:pubmed|medline)\b/iu.test(text('sourceType') ?? '') || /^(?:pmid|medline)\b/iu.test(accession);
  return pmid ?? (isPubMed ? normalPmid(accession) : null) ?? links.map(normalPmid).find((each) => each !== null) ?? null;
}

function authorsIn(stated: ReadonlyMap<StudyField, string>, line: number, problems: FoundProblem[]): readonly PersonName[] {
  const list = stated.get('fullAuthors') ?? stated.get('authors') ?? stated.get('firstAuthor');
  if (list === undefined) return [];
  const { authors, isSure } = authorsOfCell(list);
  if (!isSure) problems.push({ line, message: `The authors could not be told apart and stay one name: "${excerpt(list)}"` });
  return authors;
}

/** The row keeps the rest. */
const longestName = 400;
const initials = /^(?:\p{Lu}\.?[- ]?){1,5}$/u;
const familyAndInitials = /^\p{L}[\p{L}\p{M}'’. -]*? (?:\p{Lu}\.?[- ]?){1,5}$/u;

/** Semicolons (Scopus, Covidence, Lens), " and " (Rayyan), or commas ("Li W., Dou Z.", "Li, W., Dou, Z."). */
export function authorsOfCell(list: string): { readonly authors: readonly PersonName[]; readonly isSure: boolean } {
  const people = (names: readonly string[]): readonly PersonName[] => names.map((name) => name.trim().replace(/\s?\(\d{1,20}\)$/u, '').replace(/^\.$|^et al\.?$/iu, '')).map(personOf).filter((person) => person !== null);
  const line = list.replaceAll(/\s+/gu, ' ').trim().replace(/[;,] ?$/u, '');
  const parted = [';', '|', ' and ', ' & '].find((mark) => line.includes(mark));
  if (parted !== undefined) {
    const names = line.split(parted);
    // "Li W, Dou Z and Cui L": commas between whole names.
    const isMixed = parted.length > 1 && names.some((name) => name.split(',').length > 2 || (name.includes(',') && name.split(',').every((part) => familyAndInitials.test(part.trim().slice(0, 100)))));
    return isMixed ? authorsOfCell(line.replaceAll(parted, ', ')) : { authors: people(names), isSure: true };
  }
  const parts = line.split(',').map((part) => part.trim()).filter((part) => part !== '');
  if (parts.length <= 1) return { authors: people([line]), isSure: true };
  if (parts.every((part) => part.length < 100 && familyAndInitials.test(part))) return { authors: parts.map(medlineName), isSure: true };
  if (parts.length % 2 === 0 && parts.every((part, index) => index % 2 === 0 || (part.length < 40 && initials.test(part)))) {
    return { authors: people(parts.flatMap((part, index) => (index % 2 === 0 ? [`${part}, ${parts[index + 1] ?? ''}`] : []))), isSure: true };
  }
  if (parts.length === 2) return { authors: people([line]), isSure: true };
  // Whole names, given name first: "Wei Li, Zhiguo Dou, Lijuan Cui".
  if (parts.every((part) => part.includes(' '))) return { authors: parts.map((part) => nameInOrder(part)), isSure: true };
  return { authors: [{ family: line.length > longestName ? `${line.slice(0, longestName)}…` : line, given: '' }], isSure: false };
}

function nameInOrder(name: string): PersonName {
  const words = name.split(' ');
  const von = words.findIndex((word, index) => index > 0 && index < words.length - 1 && /^(?:van|von|de|del|della|der|den|di|da|dos|la|le|ter|al|bin)$/u.test(word));
  const at = von === -1 ? words.length - 1 : von;
  return { family: words.slice(at).join(' '), given: words.slice(0, at).join(' ') };
}
