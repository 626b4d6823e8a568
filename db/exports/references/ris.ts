// Owns RIS: two letters of tag, two blanks, a dash, CRLF, as reference managers read it back. A name that must not be
// divided ends in a comma, or doubles its commas, as EndNote has it. Refuses to say what the study does not. RIS has no
// semicolon inside a name (it becomes a comma), no journal of a whole book, and no tag on which programs agree for the name
// and the place of a conference beside the proceedings: those two are left out.
// The tags: https://github.com/aurimasv/translators/wiki/RIS-Tag-Map
import type { StudyFields } from '../../contract/types';
import { isNotice, noticeNames } from '../../evidence/references/notices';
import { oneLine, paragraphsOf } from './referenceEntry';
import type { ReferenceEntry } from './referenceEntry';

const typeOf: ReadonlyMap<string, string> = new Map([
  ['article-journal', 'JOUR'], ['article', 'PREPRINT'], ['article-magazine', 'MGZN'], ['article-newspaper', 'NEWS'], ['book', 'BOOK'], ['chapter', 'CHAP'], ['paper-conference', 'CPAPER'], ['thesis', 'THES'],
  ['report', 'RPRT'], ['manuscript', 'UNPB'], ['webpage', 'ELEC'], ['dataset', 'DATA'], ['software', 'COMP'], ['patent', 'PAT'], ['standard', 'STAND'], ['pamphlet', 'PAMP'], ['post-weblog', 'BLOG'],
  ['entry-encyclopedia', 'ENCYC'], ['entry-dictionary', 'DICT'], ['personal_communication', 'PCOMM'], ['legal_case', 'CASE'], ['speech', 'SLIDE'], ['motion_picture', 'VIDEO'],
]);

/** The file as text, a piece per study. */
export function* risPieces(entries: Iterable<ReferenceEntry>): Generator<string> {
  for (const { fields } of entries) yield `${risLines(fields).join('\r\n')}\r\n\r\n`;
}

function risLines(fields: StudyFields): readonly string[] {
  const { publicationType, pages, further = {} } = fields;
  const notice = isNotice(publicationType) ? noticeNames[publicationType] : null;
  const [, first, last] = /^([^\s,;-]+)-([^\s,;-]+)$/u.exec(pages ?? '') ?? [];
  const isRange = first !== undefined && first !== last;
  const tagged = (tag: string, value: string | null | undefined): readonly string[] => (value === null || value === undefined || oneLine(value) === '' ? [] : [`${tag}  - ${oneLine(value)}`]);
  return [
    `TY  - ${notice === null ? (typeOf.get(publicationType) ?? 'GEN') : 'JOUR'}`,
    ...fields.authors.flatMap((author) => tagged('AU', printedName(author))),
    ...tagged('PY', fields.year),
    ...tagged('TI', fields.title),
    ...tagged('T2', fields.journal),
    ...tagged('J2', further['container-title-short']),
    ...tagged('T3', further['collection-title']),
    ...(further.editor ?? []).flatMap((editor) => tagged('A2', printedName(editor))),
    ...tagged('ET', further.edition),
    ...tagged('CY', further['publisher-place']),
    ...tagged('PB', further.publisher),
    ...tagged('DA', slashed(further.issued)),
    ...tagged('VL', fields.volume),
    ...tagged('IS', fields.issue),
    ...tagged('SP', isRange ? first : pages),
    ...tagged('EP', isRange ? last : null),
    ...tagged(publicationType === 'report' ? 'SN' : 'C7', further.number),
    ...tagged('M3', notice ?? further.genre),
    ...tagged('DO', fields.doi),
    ...tagged('UR', further.URL),
    ...tagged('Y2', slashed(further.accessed)),
    ...tagged('AN', fields.pmid),
    ...tagged('DB', fields.pmid === null ? null : 'PubMed'),
    ...tagged('C1', fields.registryId),
    ...abstractLines(fields.abstract),
    'ER  - ',
  ];
}

/** "2021-03-05" as RIS has it: year, month, day and a word of one's own between slashes. */
function slashed(date: string | undefined): string | null {
  return date === undefined ? null : `${[...date.split('-'), '', ''].slice(0, 3).join('/')}/`;
}

function printedName({ family, given }: StudyFields['authors'][number]): string {
  const whole = oneLine(family).replaceAll(';', ',');
  if (given !== '') return `${whole}, ${oneLine(given).replaceAll(';', ',')}`;
  if (whole.includes(',')) return whole.replaceAll(/,(?=.)/gu, ',,');
  // Without the comma, readers would take the last word for initials.
  return /\s(?:\p{Lu}{1,4}|(?:\p{Lu}\.-?){1,5}|Jr|Sr|Jnr|Snr|2nd|3rd|4th)\.?$/u.test(whole) ? `${whole},` : whole;
}

// A further line goes on where the one before ended a sentence and it looks like no tag of any format; else it gets its own
// tag.
function abstractLines(abstract: string | null): readonly string[] {
  const paragraphs = paragraphsOf(abstract);
  return paragraphs.map((paragraph, index) => {
    const goesOn = index > 0 && /[.:;?!]$/u.test(paragraphs[index - 1] ?? '') && !/^(?:[A-Z][A-Z0-9] ?-|PMID|PT|@|\uFEFF)/u.test(paragraph) && !/ER\s*-\s*$/u.test(paragraph);
    return goesOn ? paragraph : `AB  - ${paragraph}`;
  });
}
