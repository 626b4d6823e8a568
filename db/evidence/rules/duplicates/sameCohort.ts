// D2, same registry or cohort: studies or trials of one registered trial, or trials with the same numbers of patients, arm
// by arm, in the same population. They may be reports of the same patients, counted twice. Leaves alone several rows of
// one study, numbers that stand alone and are round or small, and stated years of inclusion that differ.
import { cellText } from '../../../contract/values';
import { boundedKey } from '../boundedKey';
import { describedRow, headedLines, shareStudy } from '../described';
import type { EvidenceRow, Found, GroupRule, TrialEvidence } from '../rule';
import { isNotice, isStudy, textOf } from '../../references/studyIdentity';

const registered = /\b(?:NCT\d{8}|ISRCTN\d{8}|ChiCTR[A-Z-]{0,8}\d{8,12}|UMIN\d{9}|ACTRN\d{14}|DRKS\d{8}|IRCT[\dN]{10,20}|KCT\d{7}|CTRI\/\d{4}\/\d{2,3}\/\d{4,7}|JPRN-[A-Za-z]{2,8}\d{3,12}|jRCTs?\d{9,12}|NTR\d{3,5}|PACTR\d{15,16}|\d{4}-\d{6}-\d{2}(?:-\d{2})?)\b/giu;

/** Numbers of registration in a text, in capitals. */
export function registrationsIn(text: string): readonly string[] {
  return [...new Set(Array.from(text.slice(0, 500).matchAll(registered), ([number]) => number.toUpperCase()))].slice(0, 5);
}

export const sameCohort: GroupRule = {
  kind: 'group', id: 'D2', version: 1, tables: ['trials', 'studies'], least: 2,
  keysOf: (row) => [...registrationsOf(row).map((number) => `registry:${number}`), ...cohortKeys(row)],
  check: (rows, key) => (key.startsWith('registry:') ? sameRegistry(rows, key.slice('registry:'.length)) : sameNumbers(rows.filter((row) => row.table === 'trials'), key)),
  say: ({ printed, values }) => (values['kind'] === 'registry'
    ? `${String(values['count'])} ${String(values['of'])} name the registration ${printed}: they may report the same patients.`
    : `${String(values['count'])} trials have the same numbers of patients (${printed}) in the same population: they may report the same patients.`),
  arithmetic: ({ values }) => headedLines(values['of'] === 'studies' ? 'Study' : 'Trial', values['rows']),
};

function registrationsOf(row: EvidenceRow): readonly string[] {
  if (isStudy(row)) return isNotice(row) ? [] : registrationsIn(textOf(row, 'registryId'));
  return row.table === 'trials' ? [...new Set(row.studies.slice(0, 20).flatMap(({ registryId }) => registrationsIn(registryId)))].slice(0, 5) : [];
}

/** Trials where there are two of different studies; else the studies. */
function sameRegistry(rows: readonly EvidenceRow[], number: string): readonly Found[] {
  const trials = ofDifferentStudies(rows.filter((row) => row.table === 'trials'));
  const studies = rows.filter(isStudy);
  const members: readonly EvidenceRow[] = trials.length >= 2 ? trials : studies.length >= 2 ? studies : [];
  return members.length === 0 ? [] : [found(members, { kind: 'registry', printed: number, of: trials.length >= 2 ? 'trials' : 'studies', confidence: 'probable', severity: 'minor', field: trials.length >= 2 ? null : 'registryId', inputs: [number] })];
}

/** Without rows that only repeat the studies of one before. */
function ofDifferentStudies(rows: readonly EvidenceRow[]): readonly EvidenceRow[] {
  const hasTwo = rows.some((left) => rows.some((right) => left.rowId !== right.rowId && !shareStudy(left, right)));
  return hasTwo ? rows : [];
}

const fewest = 20;

function cohortKeys(row: EvidenceRow): readonly string[] {
  if (row.table !== 'trials') return [];
  const numbers = numbersOf(row);
  const words = populationWords(row);
  // One number that is small or round is shared by chance.
  const isTelling = numbers.length >= 2 ? numbers.reduce((sum, n) => sum + n, 0) >= fewest : (numbers[0] ?? 0) >= 50 && (numbers[0] ?? 0) % 10 !== 0;
  return isTelling && words.length >= 3 ? [boundedKey(`cohort:${numbers.join('+')}:${words.join(' ')}`)] : [];
}

/** In ascending order: two reports may name the arms the other way round. */
function numbersOf({ extracted: { arms, total } }: TrialEvidence): readonly number[] {
  const ns = arms.flatMap(({ n }) => n ?? []);
  if (arms.length >= 2) return ns.length === arms.length ? ns.toSorted((left, right) => left - right) : [];
  const n = ns[0] ?? total?.n;
  return n === undefined ? [] : [n];
}

const small: ReadonlySet<string> = new Set(['patient', 'patients', 'with', 'and', 'the', 'of', 'in', 'to', 'from', 'for', 'a', 'an', 'or', 'who', 'were']);

function populationWords(row: TrialEvidence): readonly string[] {
  const text = cellText(row.values['population']).slice(0, 600).normalize('NFKC').toLowerCase();
  return [...new Set((text.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !small.has(word)))].toSorted();
}

function sameNumbers(rows: readonly TrialEvidence[], key: string): readonly Found[] {
  const members = ofDifferentStudies(rows).filter((row): row is TrialEvidence => row.table === 'trials');
  const [first] = members;
  if (first === undefined || members.some((row) => row.studies.length === 0)) return [];
  const printed = numbersOf(first).join(', ');
  return [found(members, { kind: 'numbers', printed, of: 'trials', confidence: 'possible', severity: 'info', field: 'patients', inputs: [key] })];
}

interface Shared { readonly kind: string; readonly printed: string; readonly of: 'trials' | 'studies'; readonly confidence: Found['confidence']; readonly severity: Found['severity']; readonly field: string | null; readonly inputs: readonly string[] }

function found(members: readonly EvidenceRow[], { kind, printed, of, confidence, severity, field, inputs }: Shared): Found {
  return {
    members: members.map((row) => ({ table: row.table, rowId: row.rowId, field, side: '' })), span: null, quote: printed, severity, confidence, locus: kind, inputs,
    explanation: { printed, computed: [], fits: [], values: { kind, of, count: members.length, rows: members.map(describedRow) } },
  };
}
