// Owns which format a text is, by what it contains and never by its name, and how many references it starts: counted
// apart from the readers, which is what makes a comparison worth something. Refuses, with what to do instead, all else.
import { formatNames } from '../../contract/imports';
import { bibtexStart } from './bibtexEntries';
import { isRefer, referStarts } from './endnoteTagged';
import { fieldRowDialect, fieldsByRowStarts } from './fieldsByRow';
import { jsonStarts } from './jsonElements';
import { identifierStarts, isIdentifierList, isReferenceText } from './plainText';
import { pubmedXmlNames } from './pubmedXml';
import { studyDialect, studyTableStarts } from './studyTable';
import { linePieces } from './textLines';
import type { ReferenceFormat } from './types';
import { xmlRefusal } from './xmlElements';

type LineFormat = 'ris' | 'nbib' | 'bibtex' | 'web-of-science' | 'endnote-tagged';
export type Starts = Readonly<Record<LineFormat, number>>;
const lineForms: Readonly<Record<LineFormat, RegExp>> = { ris: /(?:^\s{0,4}(?:ER {1,2}- ?|\[?\d{1,7}[\].:)]?\s{1,4}(?=.. {2}-))?|ER {2}- {0,2})TY {1,2}-/gmu, nbib: /^(?:\d{1,7}[.:)]?\s{1,4})?PMID ?- ?\d/gmu, bibtex: bibtexStart, 'web-of-science': /^PT [A-Z]{1,2}[ \t]{0,4}$/gmu, 'endnote-tagged': /^\s{0,4}%0[ \t]{1,4}\S/gmu };
const lineFormats = ['ris', 'nbib', 'bibtex', 'web-of-science', 'endnote-tagged'] as const;

export type Recognition = { readonly format: ReferenceFormat; readonly starts: Starts | null } | { readonly format: null; readonly message: string };

/** Steps say how far the looking has come. `text` has \n line ends. */
export function* recognised(text: string): Generator<number, Recognition> {
  if (/^\s*<(?!(?:https?:|doi:|10\.))/iu.test(text)) return xmlFormat(text);
  if (/^\s*(?:\[\s*(?:\{|\])|\{\s*")/u.test(text)) return { format: 'csl-json', starts: null };
  const starts: Record<LineFormat, number> = { ris: 0, nbib: 0, bibtex: 0, 'web-of-science': 0, 'endnote-tagged': 0 };
  let ends = 0;
  for (const { at, piece } of linePieces(text)) {
    for (const format of lineFormats) starts[format] += countOf(piece, lineForms[format]);
    ends += countOf(piece, /^ER {2}-/gmu);
    yield at;
  }
  const most = lineFormats.reduce((best, each) => (starts[each] > starts[best] ? each : best));
  if (starts[most] > 0) return { format: most, starts };
  // Every TY is gone, as when the head of a record was not copied.
  if (ends > 0) return { format: 'ris', starts };
  if (isRefer(text)) return { format: 'endnote-tagged', starts: null };
  if (isIdentifierList(text)) return { format: 'identifiers', starts: null };
  if (fieldRowDialect(text) !== null) return { format: 'fields-by-row', starts: null };
  if (studyDialect(text) !== null) return { format: 'table', starts: null };
  if (isReferenceText(text)) return { format: 'plain', starts: null };
  return { format: null, message: refusal(text) };
}

function xmlFormat(text: string): Recognition {
  const danger = xmlRefusal(text);
  if (danger !== null) return { format: null, message: danger };
  if (/<(?:Pubmed(?:Book)?Article|MedlineCitation)[\s>]/u.test(text)) return { format: 'pubmed-xml', starts: null };
  if (/<record[\s>]/u.test(text) && /<(?:ref-type|titles|contributors|rec-number)[\s/>]/u.test(text)) return { format: 'endnote-xml', starts: null };
  return { format: null, message: refusal(text) };
}

/** Null where a format has no mark of a start of its own. */
export function* startsOf(format: ReferenceFormat, text: string, starts: Starts | null): Generator<number, number | null> {
  switch (format) {
    case 'ris':
    case 'nbib':
    case 'bibtex':
    case 'web-of-science':
      return starts?.[format] ?? null;
    case 'endnote-tagged':
      return starts?.[format] ?? referStarts(text);
    case 'fields-by-row':
      return fieldsByRowStarts(text);
    case 'csl-json':
      return yield* jsonStarts(text);
    case 'pubmed-xml':
      return countOf(text, new RegExp(`<(?:${pubmedXmlNames(text).join('|')})(?=[\\s/>])`, 'gu'));
    case 'endnote-xml':
      return countOf(text, /<record(?=[\s/>])/gu);
    case 'table':
      return yield* studyTableStarts(text);
    case 'identifiers':
      return identifierStarts(text);
    case 'plain':
      return null;
  }
}

function countOf(text: string, form: RegExp): number {
  let count = 0;
  form.lastIndex = 0;
  while (form.exec(text) !== null) count += 1;
  return count;
}

/** Two formats in one file: the second would be taken for text inside the first. */
export function otherFormats(format: ReferenceFormat, starts: Starts | null): readonly string[] {
  if (starts === null) return [];
  return lineFormats.flatMap((other) => {
    const count = starts[other];
    return other === format || count === 0 ? [] : [`Read as ${formatNames[format]}, but ${count} ${count === 1 ? 'line starts' : 'lines start'} a reference in ${formatNames[other]}; keep the formats in separate files`];
  });
}

const others: readonly (readonly [RegExp, string, string])[] = [
  [/^\s{0,200}<(?:!doctype|html|\?xml|[a-z])/iu, 'a web page or other XML', 'Export the references as RIS, PubMed format, BibTeX or CSL-JSON'],
  [/^\s{0,200}(?:\[|\{)/u, 'JSON that is not a list of references', 'Export as CSL-JSON (in Zotero: CSL JSON)'],
  [/^[^\n.]{0,2000}[,;\t|][^\n.]{0,2000}[,;\t|]/u, 'a table without the headings of studies', 'The first rows have to hold headings such as Title, Authors, Year, DOI'],
];

function refusal(text: string): string {
  const looked = 'No reference was found: no RIS, PubMed format, BibTeX, CSL-JSON, Web of Science, EndNote or PubMed XML, no table of studies, no list of DOIs or PubMed ids.';
  if (text.trim() === '') return `${looked} The text is empty.`;
  const head = text.slice(0, 200_000);
  const known = others.find(([form]) => form.test(head));
  if (known === undefined) return `${looked} Export the references as RIS, PubMed format, BibTeX or CSL-JSON and choose that file.`;
  return `${looked} This looks like ${known[1]}, which is not read here. ${known[2]}.`;
}
