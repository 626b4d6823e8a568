// Owns PubMed's XML (PubmedArticleSet, its books, MEDLINE's older MedlineCitationSet): what each element says about a
// study. Refuses identifiers that are not the article's own: a record lists the DOIs of everything that it cites.
// The elements: https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/250101/index.html
import { furtherOf } from '../../evidence/references/furtherFields';
import { dateIn, editionIn, pagesIn, spoken, yearIn } from './fieldText';
import { normalDoi, normalPmid, normalRegistryId } from './identifiers';
import { pubmedType } from './nbib';
import { publicationTypeOf } from '../../evidence/references/notices';
import type { FoundProblem, PersonName, ReadStep, StudyFields } from './types';
import { childrenOf, nodeAt, textOf, textsAt, xmlPieces, xmlTree } from './xmlElements';
import type { XmlNode } from './xmlElements';

/** Where a reference starts; MedlineCitation stands inside PubmedArticle, too. */
export function pubmedXmlNames(text: string): readonly string[] {
  return /<Pubmed(?:Book)?Article[\s>]/u.test(text) ? ['PubmedArticle', 'PubmedBookArticle'] : ['MedlineCitation'];
}

export function* readPubmedXml(text: string): Generator<ReadStep, void> {
  for (const piece of xmlPieces(text, pubmedXmlNames(text))) {
    const problems: FoundProblem[] = [];
    const root = xmlTree(piece, problems);
    const fields = root.name === 'PubmedBookArticle' ? bookFields(root, problems) : articleFields(root);
    if (fields.pmid === null) problems.push({ line: piece.line, message: 'The reference states no PubMed id' });
    yield { at: piece.at, record: { fields, raw: piece.source, line: piece.line, unknownTags: unknownIn(root) }, problems };
  }
}

const knownElements: ReadonlySet<string> = new Set(
  ('MedlineCitation PubmedData BookDocument PubmedBookData PMID DateCompleted DateRevised DateCreated Article MedlineJournalInfo ChemicalList SupplMeshList CitationSubset CommentsCorrectionsList GeneSymbolList '
    + 'MeshHeadingList NumberOfReferences PersonalNameSubjectList OtherID OtherAbstract KeywordList CoiStatement SpaceFlightMission InvestigatorList GeneralNote History PublicationStatus ArticleIdList ObjectList '
    + 'ReferenceList Journal ArticleTitle Pagination ELocationID Abstract AuthorList Language DataBankList GrantList PublicationTypeList PublicationType VernacularTitle ArticleDate Book LocationLabel Sections '
    + 'ContributionDate ItemList').split(' '),
);

function unknownIn(root: XmlNode): readonly string[] {
  const citation = citationOf(root);
  const nodes = [root, citation, nodeAt(citation, 'Article'), nodeAt(root, 'PubmedData'), nodeAt(root, 'BookDocument')].filter((node) => node !== null);
  return [...new Set(nodes.flatMap((node) => node.children.flatMap((child) => (typeof child === 'object' && !knownElements.has(child.name) ? [child.name] : []))))];
}

function citationOf(root: XmlNode): XmlNode | null {
  return root.name === 'MedlineCitation' ? root : nodeAt(root, 'MedlineCitation');
}

function articleFields(root: XmlNode): StudyFields {
  const citation = citationOf(root);
  const article = nodeAt(citation, 'Article');
  const issue = nodeAt(article, 'Journal', 'JournalIssue');
  const types = textsAt(article, 'PublicationTypeList', 'PublicationType').map((type) => type.toLowerCase());
  const title = plainTitle(textOf(nodeAt(article, 'ArticleTitle'))) ?? plainTitle(textOf(nodeAt(article, 'VernacularTitle')));
  const fields = {
    title,
    authors: authorsIn(childrenOf(article, 'AuthorList')[0] ?? null),
    year: yearIn(dateText(nodeAt(issue, 'PubDate'))) ?? yearIn(textOf(nodeAt(article, 'ArticleDate', 'Year'))),
    journal: textOf(nodeAt(article, 'Journal', 'Title')) ?? textOf(nodeAt(article, 'Journal', 'ISOAbbreviation')) ?? textOf(nodeAt(citation, 'MedlineJournalInfo', 'MedlineTA')),
    volume: textOf(nodeAt(issue, 'Volume')),
    issue: textOf(nodeAt(issue, 'Issue')),
    pages: pagesOf(nodeAt(article, 'Pagination')),
    doi: ownDoi(childrenOf(article, 'ELocationID'), 'EIdType') ?? ownDoi(childrenOf(nodeAt(root, 'PubmedData', 'ArticleIdList'), 'ArticleId'), 'IdType'),
    pmid: normalPmid(textOf(nodeAt(citation, 'PMID')) ?? ''),
    registryId: textsAt(article, 'DataBankList', 'DataBank', 'AccessionNumberList', 'AccessionNumber').map(normalRegistryId).find((id) => id !== null) ?? null,
    abstract: abstractIn(nodeAt(article, 'Abstract')) ?? abstractIn(nodeAt(citation, 'OtherAbstract')),
    publicationType: publicationTypeOf(pubmedType(types), types, title),
  };
  const short = textOf(nodeAt(article, 'Journal', 'ISOAbbreviation')) ?? textOf(nodeAt(citation, 'MedlineJournalInfo', 'MedlineTA'));
  const printed = nodeAt(issue, 'PubDate');
  return { ...fields, ...furtherOf(fields, { 'container-title-short': short, issued: dateOf(dateText(printed) === null ? nodeAt(article, 'ArticleDate') : printed) }) };
}

function bookFields(root: XmlNode, problems: FoundProblem[]): StudyFields {
  const document = nodeAt(root, 'BookDocument');
  if (document === null) problems.push({ line: 1, message: 'The reference has no BookDocument' });
  const book = nodeAt(document, 'Book');
  const chapter = plainTitle(textOf(nodeAt(document, 'ArticleTitle')));
  const bookTitle = plainTitle(textOf(nodeAt(book, 'BookTitle')));
  const ownAuthors = authorsIn(childrenOf(document, 'AuthorList')[0] ?? null);
  const editors = childrenOf(book, 'AuthorList').filter(({ attributes }) => attributes['Type'] === 'editors').flatMap(authorsIn);
  const fields = {
    title: chapter ?? bookTitle,
    authors: ownAuthors.length > 0 ? ownAuthors : authorsIn(childrenOf(book, 'AuthorList')[0] ?? null),
    year: yearIn(dateText(nodeAt(book, 'PubDate'))) ?? yearIn(textOf(nodeAt(document, 'ContributionDate', 'Year'))),
    journal: chapter === null ? null : bookTitle,
    volume: textOf(nodeAt(book, 'Volume')),
    issue: null,
    pages: pagesOf(nodeAt(document, 'Pagination')),
    doi: ownDoi(childrenOf(nodeAt(document, 'ArticleIdList'), 'ArticleId'), 'IdType'),
    pmid: normalPmid(textOf(nodeAt(document, 'PMID')) ?? ''),
    registryId: null,
    abstract: abstractIn(nodeAt(document, 'Abstract')),
    publicationType: chapter === null ? 'book' : 'chapter',
  };
  return {
    ...fields,
    ...furtherOf(fields, {
      // Where nobody else is named, the editors stand as the authors.
      editor: ownAuthors.length > 0 || childrenOf(book, 'AuthorList')[0]?.attributes['Type'] !== 'editors' ? editors : [], publisher: textOf(nodeAt(book, 'Publisher', 'PublisherName')), 'publisher-place': textOf(nodeAt(book, 'Publisher', 'PublisherLocation')),
      edition: editionIn(textOf(nodeAt(book, 'Edition'))), 'collection-title': plainTitle(textOf(nodeAt(book, 'CollectionTitle'))), issued: dateOf(nodeAt(book, 'PubDate')),
    }),
  };
}

// PubMed ends every title with a full stop that is not the title's, and brackets translated ones.
function plainTitle(title: string | null): string | null {
  return spoken(title?.replace(/(?<!\.)\.$/u, ''));
}

function dateText(date: XmlNode | null): string | null {
  return textOf(nodeAt(date, 'Year')) ?? textOf(nodeAt(date, 'MedlineDate'));
}

function dateOf(date: XmlNode | null): string | null {
  const [year, month, day] = ['Year', 'Month', 'Day'].map((part) => textOf(nodeAt(date, part)));
  return dateIn([year, month, day].filter((part) => part !== null).join(month !== null && /^\d/u.test(month ?? '') ? '-' : ' '));
}

function pagesOf(pagination: XmlNode | null): string | null {
  const printed = textOf(nodeAt(pagination, 'MedlinePgn'));
  if (printed !== null) return pagesIn(printed);
  const first = textOf(nodeAt(pagination, 'StartPage'));
  const last = textOf(nodeAt(pagination, 'EndPage'));
  return pagesIn(first === null || last === null || first === last ? (first ?? last) : `${first}-${last}`);
}

function ownDoi(nodes: readonly XmlNode[], attribute: string): string | null {
  const stated = nodes.filter((node) => node.attributes[attribute] === 'doi' && node.attributes['ValidYN'] !== 'N');
  return stated.map((node) => normalDoi(textOf(node) ?? '')).find((doi) => doi !== null) ?? null;
}

function authorsIn(list: XmlNode | null): readonly PersonName[] {
  return childrenOf(list, 'Author').filter((author) => author.attributes['ValidYN'] !== 'N').flatMap((author) => {
    const part = (name: string): string | null => textOf(nodeAt(author, name));
    const collective = part('CollectiveName');
    if (collective !== null) return [{ family: collective, given: '' }];
    const family = part('LastName');
    const given = [part('ForeName') ?? part('FirstName') ?? part('Initials'), part('Suffix')].filter((each) => each !== null).join(', ');
    return family === null ? [] : [{ family, given }];
  });
}

function abstractIn(node: XmlNode | null): string | null {
  const parts = childrenOf(node, 'AbstractText').flatMap((part) => {
    const text = textOf(part);
    const label = spoken(part.attributes['Label']);
    return text === null ? [] : [label === null || label === 'UNLABELLED' ? text : `${label}: ${text}`];
  });
  return parts.length === 0 ? null : parts.join('\n');
}
