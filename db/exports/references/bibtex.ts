// Owns BibTeX, with BibLaTeX's types where BibTeX has none: Unicode as it is, what means something to TeX escaped so that
// braces stay balanced in every reader, capitals of titles protected, keys that are unique in the file. Refuses to say
// what the study does not. The syntax: https://ctan.org/pkg/btxdoc, N. Markey, "Tame the BeaST".
import type { StudyFields } from '../../contract/types';
import { givenAndSuffix } from '../../evidence/references/nameSuffix';
import { isNotice, noticeNames } from '../../evidence/references/notices';
import { oneLine, paragraphsOf } from './referenceEntry';
import type { ReferenceEntry } from './referenceEntry';

const typeOf: ReadonlyMap<string, string> = new Map([
  ['article-journal', 'article'], ['article-magazine', 'article'], ['article-newspaper', 'article'], ['book', 'book'], ['chapter', 'incollection'], ['paper-conference', 'inproceedings'], ['thesis', 'phdthesis'],
  ['report', 'techreport'], ['manuscript', 'unpublished'], ['webpage', 'online'], ['dataset', 'dataset'], ['software', 'software'], ['patent', 'patent'], ['standard', 'standard'], ['pamphlet', 'booklet'],
  ['entry-encyclopedia', 'inreference'], ['periodical', 'periodical'], ['personal_communication', 'letter'],
]);

/** The file as text, a piece per study. */
export function* bibtexPieces(entries: Iterable<ReferenceEntry>): Generator<string> {
  const keys = new Map<string, number>();
  for (const { fields } of entries) {
    const base = keyOf(fields);
    const before = keys.get(base.toLowerCase()) ?? 0;
    keys.set(base.toLowerCase(), before + 1);
    // A hyphen keeps "Li2020-2" apart from every key that has none.
    yield entryOf(before === 0 ? base : `${base}-${before + 1}`, fields);
  }
}

function keyOf({ authors: [first], title, year }: StudyFields): string {
  const name = (first?.family ?? title?.split(' ')[0] ?? '').normalize('NFKD').replaceAll(/[^A-Za-z]/gu, '').slice(0, 40);
  return `${name === '' ? 'study' : name}${/^\d{4}$/u.test(year ?? '') ? (year ?? '') : ''}`;
}

function entryOf(key: string, fields: StudyFields): string {
  const { publicationType: type, pages, further = {} } = fields;
  const hasNumber = type === 'report' || type === 'patent' || type === 'standard';
  const [, month, day] = (further.issued ?? '').split('-').map(Number);
  const isPart = type === 'chapter' || type === 'paper-conference';
  const subtype = type === 'article-magazine' ? 'magazine' : type === 'article-newspaper' ? 'newspaper' : null;
  const values: readonly (readonly [string, string])[] = [
    ['author', fields.authors.map(nameOf).join(' and ')],
    ['editor', (further.editor ?? []).map(nameOf).join(' and ')],
    ['title', titleOf(fields.title ?? '')],
    [isPart ? 'booktitle' : 'journal', texOf(fields.journal ?? '')],
    ['shortjournal', texOf(further['container-title-short'] ?? '')],
    ['series', texOf(further['collection-title'] ?? '')],
    ['edition', texOf(further.edition ?? '')],
    [type === 'thesis' ? 'school' : type === 'report' ? 'institution' : 'publisher', texOf(further.publisher ?? '')],
    ['address', texOf(further['publisher-place'] ?? '')],
    ['eventtitle', texOf(further['event-title'] ?? '')],
    ['venue', texOf(further['event-place'] ?? '')],
    ['year', texOf(fields.year ?? '')],
    ['month', month === undefined ? '' : String(month)],
    ['day', day === undefined ? '' : String(day)],
    ['volume', texOf(fields.volume ?? '')],
    [hasNumber ? 'issue' : 'number', texOf(fields.issue ?? '')],
    [hasNumber ? 'number' : 'eid', texOf(further.number ?? '')],
    ['pages', texOf(pages ?? '').replaceAll('-', '--').replaceAll('--{}--', '--')],
    ['doi', verbatim(fields.doi ?? '')],
    ['url', oneLine(further.URL ?? '').replaceAll(/[{}\\]/gu, (letter) => encodeURIComponent(letter))],
    ['urldate', further.accessed ?? ''],
    ['pmid', verbatim(fields.pmid ?? '')],
    ['registryid', verbatim(fields.registryId ?? '')],
    ['type', isNotice(type) ? noticeNames[type] : texOf(further.genre ?? '')],
    ['entrysubtype', subtype ?? ''],
    ['howpublished', type === 'article' ? 'Preprint' : ''],
    ['abstract', paragraphsOf(fields.abstract).map(paragraphOf).join('\n\n')],
  ];
  const lines = values.filter(([, value]) => value !== '').map(([name, value]) => `  ${name} = {${value}},\n`);
  // BibTeX's own two theses are a doctor's and a master's; of others it is not known.
  const entryType = isNotice(type) ? 'article' : type === 'thesis' && further.genre === undefined ? 'thesis' : (typeOf.get(type) ?? 'misc');
  return `@${entryType}{${key},\n${lines.join('')}}\n\n`;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['\\', '{\\textbackslash}'], ['{', '{\\textbraceleft}'], ['}', '{\\textbraceright}'], ['~', '{\\textasciitilde}'], ['^', '{\\textasciicircum}'], ['$', '\\$'], ['&', '\\&'], ['%', '\\%'], ['#', '\\#'], ['_', '\\_'],
]);

// "--", "''" and "``" would become a dash and quotation marks.
function texOf(text: string): string {
  return oneLine(text).replaceAll(/[\\{}~^$&%#_]/gu, (letter) => escapes.get(letter) ?? letter).replaceAll(/(?<=([-'`]))(?=\1)/gu, '{}');
}

// A line that looks like the start of a reference would be counted as one.
function paragraphOf(paragraph: string): string {
  return `${/^(?:TY|ER|PMID|PT|@)/u.test(paragraph) ? '{}' : ''}${texOf(paragraph)}`;
}

// Styles put titles in lower case; words with capitals beyond the title's first letter are kept from it.
function titleOf(title: string): string {
  return oneLine(title).split(' ').map((word, index) => {
    const tex = texOf(word);
    if (!/\p{Lu}/u.test(index === 0 ? word.replace(/^\P{L}*\p{Lu}/u, '') : word)) return tex;
    return grouped(tex);
  }).join(' ');
}

// A group that starts with a command would be a letter with an accent to BibTeX.
function grouped(tex: string): string {
  return tex.startsWith('\\') || tex.startsWith('{') ? `{{${tex}}}` : `{${tex}}`;
}

function nameOf({ family, given }: StudyFields['authors'][number]): string {
  if (given === '') return grouped(texOf(family));
  const { given: names, suffix } = givenAndSuffix(oneLine(given));
  return [family, ...(suffix === null ? [] : [suffix]), names].map(namePart).join(', ');
}

function namePart(text: string): string {
  const tex = texOf(text);
  return /,|=|\band\b/iu.test(tex) ? grouped(tex) : tex;
}

// Identifiers are not TeX; what would break the entry is written as in a URL, which readers of DOIs undo.
function verbatim(text: string): string {
  const line = oneLine(text);
  return /[{}\\]/u.test(line) ? `https://doi.org/${line.replaceAll('%', '%25').replaceAll(/[{}\\]/gu, (letter) => encodeURIComponent(letter))}` : line;
}
