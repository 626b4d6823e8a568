// Owns rows for the tests of the rules: each with the few cells that matter, everything else empty; molecules and numbers
// are read by the application's own readers, so that a test gives only text.
import { emptyValues } from '../../../../../db/contract/columns';
import type { Explanation } from '../../../../../db/contract/findings';
import type { Lifecycle, Values } from '../../../../../db/contract/types';
import { cellText } from '../../../../../db/contract/values';
import { perturbationOf } from '../../../../../db/evidence/claims/directions';
import { extractTrial } from '../../../../../db/evidence/extraction/extractTrial';
import { normalSymbol } from '../../../../../db/evidence/names/normalSymbol';
import { readMolecules } from '../../../../../db/evidence/names/readMolecules';
import type { CitedEvidence, ClaimEvidence, EvidenceRow, FactorEvidence, Found, GlossaryEvidence, Molecule, Rule, StudyEvidence, TrialEvidence } from '../../../../../db/evidence/rules/rule';

export type Cells = Readonly<Record<string, string | null | { readonly missing: string }>>;
interface Place { readonly ordinal?: number; readonly studies?: readonly number[]; readonly lifecycle?: Lifecycle }

let made = 0;

export function cited(number: number, fields: Partial<CitedEvidence> = {}): CitedEvidence {
  return { studyId: `study-${number}`, number, label: `Reference ${number}`, title: '', year: '', doi: '', pmid: '', registryId: '', lifecycle: 'active', ...fields };
}

function base(table: 'factors' | 'trials' | 'claims' | 'studies' | 'glossary', name: string, cells: Cells, { ordinal, studies = [], lifecycle = 'active' }: Place): Pick<EvidenceRow, 'rowId' | 'ordinal' | 'rowName' | 'lifecycle' | 'values' | 'studies'> {
  made += 1;
  const values: Values = { ...emptyValues(table), ...cells };
  return { rowId: `${table}-${ordinal ?? made}`, ordinal: ordinal ?? made, rowName: cellText(values[name]), lifecycle, values, studies: studies.map((number) => cited(number)) };
}

export function moleculesIn(text: string): readonly Molecule[] {
  return readMolecules(text).map(({ name, key, approved, kind }) => ({ printed: name, key: approved === null ? key : normalSymbol(approved), approved, kind }));
}

export function factor(name: string, cells: Cells = {}, place: Place = {}): FactorEvidence {
  return { ...base('factors', 'factor', { factor: name, ...cells }, place), table: 'factors', molecules: moleculesIn(name) };
}

export function claim(subject: string, cells: Cells = {}, place: Place = {}): ClaimEvidence {
  const whole: Cells = { subject, ...cells };
  const of = perturbationOf(typeof whole['perturbation'] === 'string' ? whole['perturbation'] : '')?.of ?? subject;
  return { ...base('claims', 'subject', whole, place), table: 'claims', molecules: moleculesIn(of) };
}

export function trial(cells: Cells, place: Place = {}): TrialEvidence {
  const text = (key: string): string => { const value = cells[key]; return typeof value === 'string' ? value : ''; };
  const extracted = extractTrial({ studyType: text('studyType'), treatment: text('treatment'), population: text('population'), patients: text('patients'), results: text('results'), conclusions: text('conclusions') });
  return { ...base('trials', 'treatment', cells, place), table: 'trials', extracted };
}

export function study(number: number, cells: Cells = {}, place: Place = {}): StudyEvidence {
  return { ...base('studies', 'label', { label: `Reference ${number}`, ...cells }, { ordinal: number, ...place }), rowId: `study-${number}`, table: 'studies' };
}

export function abbreviation(short: string, expansion: string, place: Place = {}): GlossaryEvidence {
  return { ...base('glossary', 'abbreviation', { abbreviation: short, expansion }, place), table: 'glossary' };
}

const order = ['factors', 'trials', 'claims', 'studies', 'glossary'];
const most = 200;

/** What a rule finds in these rows, asked as the engine asks: single rows, or the rows that share a key, in printed order; each finding once. */
export function ask(rule: Rule, rows: readonly EvidenceRow[], alpha = 0.05): readonly Found[] {
  const active = rows.filter(({ lifecycle }) => lifecycle === 'active').toSorted((left, right) => order.indexOf(left.table) - order.indexOf(right.table) || left.ordinal - right.ordinal || (left.rowId < right.rowId ? -1 : 1));
  const found = rule.kind === 'row' ? active.flatMap((row) => checkOne(rule, row, alpha)) : askKeys(rule, active, alpha);
  return [...new Map(found.map((each) => [findingKey(each), each])).values()];
}

function checkOne(rule: Exclude<Rule, { readonly kind: 'group' }>, row: EvidenceRow, alpha: number): readonly Found[] {
  if (rule.table === 'factors') return row.table === 'factors' ? rule.check(row, { alpha }) : [];
  if (rule.table === 'trials') return row.table === 'trials' ? rule.check(row, { alpha }) : [];
  if (rule.table === 'claims') return row.table === 'claims' ? rule.check(row, { alpha }) : [];
  if (rule.table === 'studies') return row.table === 'studies' ? rule.check(row, { alpha }) : [];
  return row.table === 'glossary' ? rule.check(row, { alpha }) : [];
}

function askKeys(rule: Extract<Rule, { readonly kind: 'group' }>, rows: readonly EvidenceRow[], alpha: number): readonly Found[] {
  const byKey = new Map<string, EvidenceRow[]>();
  for (const row of rows.filter(({ table }) => rule.tables.includes(table))) {
    for (const key of new Set(rule.keysOf(row))) {
      const sharing = byKey.get(key) ?? [];
      sharing.push(row);
      byKey.set(key, sharing);
    }
  }
  return [...byKey].toSorted(([left], [right]) => (left < right ? -1 : 1)).flatMap(([key, sharing]) => {
    const shown = rule.mostOfTable === undefined ? sharing.slice(0, most) : order.flatMap((table) => sharing.filter((row) => row.table === table).slice(0, rule.mostOfTable));
    return shown.length < (rule.least ?? 1) ? [] : rule.check(shown, key, { alpha });
  });
}

/** What makes two findings one. */
export function findingKey({ members, locus }: Found): string {
  return JSON.stringify([members.map(({ table, rowId, field }) => `${table}/${rowId}/${field ?? ''}`).toSorted(), locus]);
}

export function scope({ members, inputs }: Found): string {
  return JSON.stringify([members.map(({ table, rowId, field }) => `${table}/${rowId}/${field ?? ''}`).toSorted(), inputs]);
}

/** As a curator reads it: severity, confidence and the sentence. */
export function told(rule: Rule, rows: readonly EvidenceRow[], alpha = 0.05): readonly string[] {
  return ask(rule, rows, alpha).map((found) => `${found.severity}, ${found.confidence}: ${rule.say(throughJson(found.explanation))}`);
}

/** An explanation has to survive being stored. */
export function throughJson(explanation: Explanation): Explanation {
  return JSON.parse(JSON.stringify(explanation)) as Explanation;
}
