// Owns EndNote's XML, which Rayyan, Zotero and others write as well: <record> elements whose texts are wrapped in
// <style>. Refuses to take an accession number for a PubMed id unless PubMed is named as its source.
import { furtherOf } from '../../evidence/references/furtherFields';
import { endnoteTypes } from './endnoteTypes';
import { dateIn, editionIn, pagesIn, yearIn } from './fieldText';
import { citedUrl, normalDoi, normalPmid, normalRegistryId } from './identifiers';
import { publicationTypeOf } from '../../evidence/references/notices';
import { personOf } from './personNames';
import type { FoundProblem, PersonName, ReadStep, StudyFields } from './types';
import { nodeAt, textOf, textsAt, xmlPieces, xmlTree } from './xmlElements';
import type { XmlNode } from './xmlElements';

const knownElements: ReadonlySet<string> = new Set(
  ('database source-app rec-number foreign-keys ref-type contributors auth-address auth-affiliaton titles periodical alt-periodical full-title pages volume number issue num-vols edition section reprint-edition reprint-status keywords '
    + 'dates pub-location publisher orig-pub isbn accession-num call-num report-id coden electronic-resource-num abstract label image caption notes research-notes work-type reviewed-item availability '
    + 'remote-source meeting-place work-location work-extent pack-method size repro-ratio remote-database-name remote-database-provider language urls access-date modified-date custom1 custom2 custom3 '
    + 'custom4 custom5 custom6 custom7 misc1 misc2 misc3 added-date rec-cdate').split(' '),
);

export function* readEndnoteXml(text: string): Generator<ReadStep, void> {
  for (const piece of xmlPieces(text, ['record'])) {
    const problems: FoundProblem[] = [];
    const root = xmlTree(piece, problems);
    const unknown = new Set(root.children.flatMap((child) => (typeof child === 'object' && !knownElements.has(child.name) ? [child.name] : [])));
    yield { at: piece.at, record: { fields: fieldsOf(root, piece.line, problems), raw: piece.source, line: piece.line, unknownTags: [...unknown] }, problems };
  }
}

function fieldsOf(record: XmlNode, line: number, problems: FoundProblem[]): StudyFields {
  const text = (...path: readonly string[]): string | null => textOf(nodeAt(record, ...path));
  const kind = nodeAt(record, 'ref-type')?.attributes['name']?.toLowerCase() ?? null;
  const type = kind === null ? 'article-journal' : endnoteTypes[kind];
  if (type === undefined) problems.push({ line, message: `The type "${kind?.slice(0, 40) ?? ''}" is not known; taken as a document` });
  const title = text('titles', 'title');
  const statedDoi = text('electronic-resource-num');
  const links = textsAt(record, 'urls', 'related-urls', 'url').concat(textsAt(record, 'urls', 'web-urls', 'url')).flatMap((value) => value.split(/\s+/u));
  const doi = normalDoi(statedDoi ?? '') ?? links.filter((link) => /^(?:https?:\/\/)?(?:dx\.)?doi\.org\//iu.test(link)).map(normalDoi).find((each) => each !== null) ?? null;
  if (statedDoi !== null && normalDoi(statedDoi) === null) problems.push({ line, message: `electronic-resource-num is not a DOI: "${statedDoi.slice(0, 80)}"` });
  const fields = {
    title,
    authors: authorsIn(record),
    year: yearIn(text('dates', 'year')) ?? yearIn(text('dates', 'pub-dates', 'date')) ?? text('dates', 'year'),
    journal: text('periodical', 'full-title') ?? text('titles', 'secondary-title') ?? text('alt-periodical', 'full-title') ?? text('titles', 'alt-title') ?? text('periodical', 'abbr-1'),
    volume: text('volume'),
    issue: text('number') ?? text('issue'),
    pages: pagesIn(text('pages')),
    doi,
    pmid: pmidOf(text, links),
    registryId: [text('accession-num'), ...links].map((each) => normalRegistryId(each ?? '')).find((id) => id !== null) ?? null,
    abstract: text('abstract'),
    publicationType: publicationTypeOf(type ?? 'document', [text('work-type'), text('custom3'), text('notes')], title),
  };
  return {
    ...fields,
    ...furtherOf(fields, {
      editor: textsAt(record, 'contributors', 'secondary-authors', 'author').flatMap((names) => names.split(';')).map(personOf).filter((person) => person !== null),
      'container-title-short': text('periodical', 'abbr-1') ?? text('alt-periodical', 'abbr-1') ?? text('titles', 'alt-title'), publisher: text('publisher'), 'publisher-place': text('pub-location'), edition: editionIn(text('edition')),
      'collection-title': text('titles', 'tertiary-title') ?? (type === 'book' ? text('titles', 'secondary-title') : null), number: type === 'report' ? (text('report-id') ?? text('isbn')) : null, genre: text('work-type'),
      URL: citedUrl(links), issued: dateIn(text('dates', 'pub-dates', 'date'), fields.year), accessed: dateIn(text('access-date')),
    }),
  };
}

function pmidOf(text: (...path: readonly string[]) => string | null, links: readonly string[]): string | null {
  const number = text('accession-num') ?? '';
  const source = [text('remote-database-name'), text('remote-database-provider')].join(' ');
  const isPubMed = /\b(?:pubmed|medline|nlm)\b/iu.test(source) || !/^\d+$/u.test(number);
  return (isPubMed ? normalPmid(number) : null) ?? links.filter((link) => link.includes('/')).map(normalPmid).find((pmid) => pmid !== null) ?? null;
}

// Some writers put all authors into one element.
function authorsIn(record: XmlNode): readonly PersonName[] {
  const names = textsAt(record, 'contributors', 'authors', 'author');
  return (names.length > 0 ? names : textsAt(record, 'contributors', 'author')).flatMap((names) => names.split(';')).map(personOf).filter((person) => person !== null);
}
