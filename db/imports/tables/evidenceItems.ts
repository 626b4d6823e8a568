// Owns reading a release of CIViC's evidence items (https://civicdb.org/releases) as claims: gene and variant (or molecular
// profile) are the subject, significance and therapies the object, and its own Supports and Does Not Support the
// direction. Pure. Refuses other tables: null; columns that no claim has are left out and named.
import type { CitedStudy } from '../../contract/citedStudies';
import type { CellValue } from '../../contract/values';
import type { TextTable } from './textTable';

/** Each under its names of 2018 and of today. */
const headingsOf = {
  gene: ['gene'], variant: ['variant'], profile: ['molecular_profile'], disease: ['disease'], therapies: ['drugs', 'therapies'], type: ['evidence_type'], direction: ['evidence_direction'],
  significance: ['clinical_significance', 'significance'], statement: ['evidence_statement'], pmid: ['pubmed_id', 'citation_id'], source: ['source_type'], citation: ['citation'], item: ['evidence_id'],
} as const;
type Part = keyof typeof headingsOf;

const needed: readonly Part[] = ['disease', 'type', 'direction', 'significance'];

export interface ItemRow { readonly line: number; readonly values: Readonly<Record<string, CellValue>>; readonly references: readonly CitedStudy[] }
export interface EvidenceItems { readonly rows: readonly ItemRow[]; readonly problems: readonly { readonly line: number; readonly field: string; readonly message: string }[]; readonly unknownHeadings: readonly string[] }

/** null where the headings are not those of such a release. */
export function claimsOfEvidenceItems({ headings, rows }: TextTable): EvidenceItems | null {
  const names = headings.map((heading) => heading.toLowerCase());
  const columnOf = (part: Part): number => names.findIndex((name) => headingsOf[part].some((known) => known === name));
  const isThere = (part: Part): boolean => columnOf(part) >= 0;
  if (!needed.every(isThere) || !(isThere('profile') || (isThere('gene') && isThere('variant')))) return null;
  const parts = new Map((Object.keys(headingsOf) as Part[]).map((part) => [part, columnOf(part)]));
  const taken = new Set(parts.values());
  const problems: { line: number; field: string; message: string }[] = [];
  const mapped = rows.map(({ line, cells }) => {
    const text = (part: Part): string => (cells[parts.get(part) ?? -1] ?? '').replaceAll(/\s+/gu, ' ').trim();
    if (cells.length !== headings.length) problems.push({ line, field: '', message: `It has ${cells.length} cells under ${headings.length} headings. Is the file whole?` });
    const item = text('item');
    const values: Record<string, CellValue> = {
      subject: isThere('profile') ? text('profile') : `${text('gene')} ${text('variant')}`.trim(), predicate: text('type'), object: objectOf(text('significance'), text('therapies')), direction: text('direction'),
      cancer: text('disease'), quote: text('statement'), section: item === '' ? null : `CIViC evidence item ${item}`,
    };
    return { line, values, references: citedIn(text('pmid'), text('source'), text('citation')) };
  });
  return { rows: mapped, problems, unknownHeadings: headings.filter((heading, index) => heading !== '' && !taken.has(index)) };
}

/** "Sensitivity to Trastuzumab, Lapatinib", each therapy once. */
function objectOf(significance: string, therapies: string): string {
  const distinct = [...new Set(therapies.split(',').map((therapy) => therapy.trim()).filter((therapy) => therapy !== ''))].join(', ');
  return significance === '' || distinct === '' ? `${significance}${distinct}` : `${significance} to ${distinct}`;
}

/** Abstracts of meetings have ids of their own, which are no PMIDs. */
function citedIn(id: string, source: string, citation: string): readonly CitedStudy[] {
  const isPubMed = source === '' || /^pubmed$/iu.test(source);
  return isPubMed && /^[1-9]\d{0,7}$/u.test(id) ? [{ pmid: id, label: citation === '' ? null : citation }] : [];
}

const targetOf: Readonly<Record<Part, string | null>> = { gene: 'subject', variant: 'subject', profile: 'subject', disease: 'cancer', therapies: 'object', type: 'predicate', direction: 'direction', significance: 'object', statement: 'quote', pmid: 'references', source: 'references', citation: 'references', item: 'section' };

/** Which column of a claim a heading of such a release goes into; null: none. */
export function targetOfItemHeading(heading: string): string | null {
  const part = (Object.keys(headingsOf) as Part[]).find((each) => headingsOf[each].some((known) => known === heading.toLowerCase()));
  return part === undefined ? null : targetOf[part];
}
