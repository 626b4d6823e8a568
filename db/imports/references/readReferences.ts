// Owns the door of the study readers: which of the four formats a text is, by what it contains and never by its name,
// and whether as many references came out as the text starts. Refuses, with what to do instead, every other format.
// Pure: text in, records out; encodings are the caller's.
import { readBibtex } from './bibtex';
import { bibtexStarts } from './bibtexEntries';
import { readCslJson } from './cslJson';
import { plainLines } from './fieldText';
import { readNbib } from './nbib';
import { readRis } from './ris';
import type { FormatReading, ReferenceFormat, ReferenceProblem, ReferenceReading } from './types';

export interface UnknownReferences {
  readonly format: null;
  /** What was looked for, what the text looks like, what to do. */
  readonly message: string;
}

const risStart = /^\s{0,4}TY {1,2}-/gmu;
const nbibStart = /^PMID ?- ?\d/gmu;

const readers: Readonly<Record<ReferenceFormat, (text: string) => FormatReading>> = { ris: readRis, nbib: readNbib, bibtex: readBibtex, 'csl-json': readCslJson };

export function readReferences(text: string): ReferenceReading | UnknownReferences {
  const plain = plainLines(text);
  const format = formatOf(plain);
  if (format === null) return { format, message: refusal(plain) };
  const { records, problems } = readers[format](plain);
  const checks = [...countProblem(format, plain, records.length), ...otherFormats(format, plain)];
  return { format, records, problems: [...checks, ...problems] };
}

function formatOf(text: string): ReferenceFormat | null {
  if (/^\s*(?:\[\s*(?:\{|\])|\{\s*")/u.test(text)) return 'csl-json';
  const counts: readonly (readonly [ReferenceFormat, number])[] = [['ris', startsOf('ris', text)], ['nbib', startsOf('nbib', text)], ['bibtex', startsOf('bibtex', text)]];
  const most = counts.reduce((best, each) => (each[1] > best[1] ? each : best));
  return most[1] === 0 ? null : most[0];
}

// Independent of the readers, which is what makes the comparison worth something.
function startsOf(format: ReferenceFormat, text: string): number {
  if (format === 'ris') return text.match(risStart)?.length ?? 0;
  if (format === 'nbib') return text.match(nbibStart)?.length ?? 0;
  if (format === 'bibtex') return bibtexStarts(text).length;
  return jsonCount(text);
}

function jsonCount(text: string): number {
  try {
    const parsed: unknown = JSON.parse(text);
    if (Array.isArray(parsed)) return parsed.length;
    const items: unknown = typeof parsed === 'object' && parsed !== null && 'items' in parsed ? parsed.items : null;
    return Array.isArray(items) ? items.length : 1;
  } catch {
    // Broken as a whole: every item is at least opened.
    return text.match(/"type"\s{0,20}:/gu)?.length ?? 0;
  }
}

function countProblem(format: ReferenceFormat, text: string, read: number): readonly ReferenceProblem[] {
  const started = startsOf(format, text);
  return started === read ? [] : [{ line: 1, message: `The file starts ${started} ${started === 1 ? 'reference' : 'references'} and ${read} ${read === 1 ? 'was' : 'were'} read; compare before importing` }];
}

// Two formats in one file: the second would be taken for text inside the first.
function otherFormats(format: ReferenceFormat, text: string): readonly ReferenceProblem[] {
  if (format === 'csl-json') return [];
  const names: readonly ('ris' | 'nbib' | 'bibtex')[] = ['ris', 'nbib', 'bibtex'];
  return names.flatMap((other) => {
    const count = other === format ? 0 : startsOf(other, text);
    return count === 0 ? [] : [{ line: 1, message: `Read as ${nameOf[format]}, but ${count} ${count === 1 ? 'line starts' : 'lines start'} a reference in ${nameOf[other]}; keep the formats in separate files` }];
  });
}

const nameOf: Readonly<Record<ReferenceFormat, string>> = { ris: 'RIS', nbib: 'PubMed format', bibtex: 'BibTeX', 'csl-json': 'CSL-JSON' };

const others: readonly (readonly [RegExp, string, string])[] = [
  [/^(?:FN (?:Clarivate|ISI|Thomson)|PT [JBSPC]$)/mu, 'Web of Science tagged text', 'In Web of Science, export as RIS or BibTeX'],
  [/<(?:PubmedArticle|MedlineCitation)\b/u, 'PubMed XML', 'In PubMed, choose Send to: Citation manager'],
  [/<(?:xml|records|record)\b[^<>]{0,200}>\s{0,200}<(?:records|record|database)\b/iu, 'EndNote XML', 'In EndNote, export with the style RefMan (RIS)'],
  [/^%0 \S/mu, 'EndNote tagged text', 'In EndNote, export with the style RefMan (RIS)'],
  [/^\s{0,200}<(?:!doctype|html|\?xml)/iu, 'a web page or XML', 'Export the references as RIS, PubMed format, BibTeX or CSL-JSON'],
  [/^[^\n]{0,2000}[,;\t](?:"?)(?:doi|title|ti|authors?|au|pmid|year|py)(?:"?)[,;\t\n]/iu, 'a table', 'Import it as a table, or export the references as RIS'],
  [/^\s{0,200}(?:\[|\{)/u, 'JSON that is not a list of references', 'Export as CSL-JSON (in Zotero: CSL JSON)'],
];

function refusal(text: string): string {
  const looked = 'No reference was found: no line "TY  -" (RIS), "PMID-" (PubMed), "@article{" (BibTeX) and no CSL-JSON list.';
  if (text.trim() === '') return `${looked} The text is empty.`;
  const known = others.find(([form]) => form.test(text.slice(0, 200_000)));
  if (known === undefined) return `${looked} Export the references as RIS, PubMed format, BibTeX or CSL-JSON and choose that file.`;
  return `${looked} This looks like ${known[1]}, which is not read here. ${known[2]}.`;
}
