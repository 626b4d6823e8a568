// Owns EndNote's tagged text (.enw), which Google Scholar and publishers write as well, and refer's, from which it comes:
// "%A Okafor, N.", one tag a line, lines without a tag go on, an empty line between records. Refuses nothing: tags that
// it does not know are counted. An accession number is a PubMed id only where PubMed is named as its source.
// The tags: EndNote's manual, "Creating a Tagged EndNote Import File".
import { publicationTypeOf } from '../../evidence/references/notices';
import { furtherOf } from '../../evidence/references/furtherFields';
import { endnoteTypes } from './endnoteTypes';
import { dateIn, editionIn, pagesIn, spoken, yearIn } from './fieldText';
import { citedUrl, normalDoi, normalPmid, normalRegistryId } from './identifiers';
import { personOf } from './personNames';
import { closingStep, onlyValue, openRecord, strayLines, valuesOf, type OpenRecord, type TaggedRecord } from './taggedRecord';
import { linesOf } from './textLines';
import type { FoundProblem, PersonName, ReadStep, StudyFields } from './types';

const tagForm = /^\s{0,4}(%[!-$&-`{-~])(?:[ \t](.*)|)$/u;
const knownTags: ReadonlySet<string> = new Set('0 1 2 3 4 6 7 8 9 A B C D E F G H I J K L M N O P Q R S T U V W X Y Z @ ! # $ & ( ) * + < = > ? [ ] ^ ~ |'.split(' ').map((tag) => `%${tag}`));
/** What a record begins with where its type is not printed. */
const leadingTags: ReadonlySet<string> = new Set(['%A', '%T']);

/** Text of refer's kind, without types: tags for an author or a title, and one thing more. */
export function isRefer(text: string): boolean {
  const lines = text.slice(0, 20_000).split('\n').filter((line) => line.trim() !== '');
  const tags = new Set(lines.map((line) => tagForm.exec(line)?.[1]).filter((tag) => tag !== undefined));
  return tagForm.test(lines[0] ?? '') && [...leadingTags].some((tag) => tags.has(tag)) && tags.size >= 2;
}

/** How many records stand apart by empty lines; for text whose records have no type line. */
export function referStarts(text: string): number {
  return text.match(/(?<![^\n]\n|[^\n])[ \t]{0,4}%[AT][ \t]/gu)?.length ?? 0;
}

export function* readEndnoteTagged(text: string): Generator<ReadStep, void> {
  const stray = strayLines();
  const isTyped = /^\s{0,4}%0[ \t]{1,4}\S/mu.test(text);
  // Some exports print an empty line between any two tags; there only the types say where a record starts.
  const isSpaced = /^\s{0,4}%0[ \t]{1,4}\S[^\n]{0,100}\n[ \t]{0,20}\n%[^0]/mu.test(text);
  let open: OpenRecord | null = null;
  let isApart = true;
  const closed = (record: OpenRecord, to: number): ReadStep => closingStep(record, text, to, { typeTag: isTyped ? '%0' : null, fieldsOf, knownTags });
  for (const { text: whole, line, from, to } of linesOf(text)) {
    const found = tagForm.exec(whole);
    const tag = found?.[1];
    if (tag === undefined) {
      if (open === null) stray.add(line, whole);
      else if (whole.trim() !== '') open.tags.at(-1)?.pieces.push(whole.trim());
      isApart = whole.trim() === '';
      continue;
    }
    if (open !== null && (tag === '%0' || (isApart && !isSpaced && leadingTags.has(tag) && open.tags.some((each) => leadingTags.has(each.tag))))) {
      yield closed(open, from);
      open = null;
    }
    open ??= openRecord(line, from);
    open.tags.push({ tag, pieces: [(found?.[2] ?? '').trim()], line });
    isApart = false;
    if (line % 2_000 === 0) yield { at: to, record: null, problems: [] };
  }
  if (open !== null) yield closed(open, text.length);
  yield { at: text.length, record: null, problems: stray.problems() };
}

function fieldsOf(record: TaggedRecord, problems: FoundProblem[]): StudyFields {
  const value = (...tags: readonly string[]): string | null => onlyValue(record, tags, problems);
  const kind = value('%0')?.toLowerCase() ?? null;
  const type = kind === null ? 'article-journal' : endnoteTypes[kind];
  if (type === undefined) problems.push({ line: record.line, message: `The type "${kind?.slice(0, 40) ?? ''}" is not known; taken as a document` });
  const title = value('%T', '%!', '%Q');
  const statedDoi = value('%R');
  const doi = normalDoi(statedDoi ?? '');
  if (statedDoi !== null && doi === null) problems.push({ line: record.line, message: `%R is not a DOI: "${statedDoi.slice(0, 80)}"` });
  const links = [...valuesOf(record, '%U'), ...valuesOf(record, '%>')].flatMap((each) => each.split(/\s+/u)).filter((link) => link.includes('/'));
  const fields = {
    title,
    authors: peopleIn(record, '%A'),
    year: yearIn(value('%D')) ?? yearIn(value('%8')) ?? value('%D'),
    journal: type === 'book' ? null : value('%J', '%B'),
    volume: value('%V'),
    issue: value('%N'),
    pages: pagesIn(value('%P')),
    doi: doi ?? links.filter((link) => /^(?:https?:\/\/)?(?:dx\.)?doi\.org\//iu.test(link)).map(normalDoi).find((each) => each !== null) ?? null,
    pmid: pmidIn(record, links),
    registryId: [...valuesOf(record, '%M'), ...links].map(normalRegistryId).find((id) => id !== null) ?? null,
    abstract: spoken(valuesOf(record, '%X').join('\n')) === null ? null : valuesOf(record, '%X').map((text) => text.replaceAll(/[^\S\n]+/gu, ' ')).join('\n'),
    publicationType: publicationTypeOf(type ?? 'document', [value('%9'), ...valuesOf(record, '%Z')], title),
  };
  return {
    ...fields,
    ...furtherOf(fields, {
      editor: peopleIn(record, '%E'), publisher: value('%I'), 'publisher-place': value('%C'), edition: editionIn(value('%7')), 'collection-title': value('%S'), number: type === 'report' ? value('%@') : null, genre: value('%9'),
      URL: citedUrl(links), issued: dateIn(value('%8'), fields.year), accessed: dateIn(value('%[')),
    }),
  };
}

// Most print one author a line; some put all of them into one, between semicolons.
function peopleIn(record: TaggedRecord, tag: '%A' | '%E'): readonly PersonName[] {
  return valuesOf(record, tag).flatMap((names) => names.split(';')).map(personOf).filter((person) => person !== null);
}

function pmidIn(record: TaggedRecord, links: readonly string[]): string | null {
  const source = [...valuesOf(record, '%~'), ...valuesOf(record, '%W')].join('\n');
  const numbers = valuesOf(record, '%M').filter((number) => /\b(?:pubmed|medline|nlm)\b/iu.test(source) || !/^\d+$/u.test(number));
  return [...numbers, ...links].map(normalPmid).find((pmid) => pmid !== null) ?? null;
}
