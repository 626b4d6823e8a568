// D3, near-duplicate rows: two rows of a table say nearly the same in the same words and numbers. Each is shown with the
// first row that it repeats. Leaves alone one molecule from different studies (independent evidence), different molecules
// in the same words, rows with other numbers, rows too short to tell, and studies that something tells apart.
import { cellText } from '../../../contract/values';
import { boundedKey } from '../boundedKey';
import { describedRow, shareStudy } from '../described';
import type { EvidenceRow, FactorEvidence, Found, GroupRule, StudyEvidence, TrialEvidence } from '../rule';
import { bandKeys, likeness, mayBeNear, numbersAlike, shingled, type Shingled } from './shingles';
import { doiOf, isNotice, isStudy, pmidOf, titleKey, yearsAgree } from '../../references/studyIdentity';
import { areApart, likenessKeys, studyLikeness } from '../../references/studyLikeness';

const near = 0.8;
const leastRuns = 12;
const factorFields = ['expression', 'clinicalSignificance', 'function', 'mechanism'] as const;
const trialFields = ['studyType', 'treatment', 'population', 'patients', 'results', 'conclusions'] as const;

export const nearDuplicates: GroupRule = {
  kind: 'group', id: 'D3', version: 2, tables: ['factors', 'trials', 'studies'], least: 2,
  keysOf: (row) => {
    if (row.table === 'trials') return trialText(row).length === 0 ? [] : trialKeys(row);
    if (row.table === 'factors') return factorKeys(row);
    return isStudy(row) ? studyKeys(row) : [];
  },
  check: (rows, key) => {
    const [first] = rows;
    if (first === undefined) return [];
    if (first.table === 'trials') return repeated(rows.filter((row) => row.table === 'trials'), key, trialLikeness, trialKeys);
    if (first.table === 'factors') return repeated(rows.filter((row) => row.table === 'factors'), key, factorLikeness, factorKeys);
    return repeated(rows.filter(isStudy), key, studiesAlike, studyKeys);
  },
  say: ({ printed, values }) => `${String(values['row'])} says nearly the same as ${String(values['first'])} (${printed}): one of them may be a duplicate.`,
  arithmetic: ({ computed }) => computed.map(({ name, low }) => `${name}: ${low === null ? '' : `${Math.round(low * 100)}%`}`),
};

interface Alike { readonly text: number; readonly numbers: number; readonly isSure: boolean }

/**
 * Each row with the first one before it that it repeats. A pair that shares several keys is reported under the first of
 * them only.
 */
function repeated<Row extends EvidenceRow>(rows: readonly Row[], key: string, alike: (left: Row, right: Row) => Alike | null, keysOf: (row: Row) => readonly string[]): readonly Found[] {
  return rows.flatMap((row, index): readonly Found[] => {
    for (const before of rows.slice(0, index)) {
      const how = alike(before, row);
      if (how === null) continue;
      const mine = new Set(keysOf(row));
      const [least] = keysOf(before).filter((other) => mine.has(other)).toSorted();
      return least === key ? [found(before, row, how)] : [];
    }
    return [];
  });
}

function found(first: EvidenceRow, row: EvidenceRow, { text, numbers, isSure }: Alike): Found {
  const printed = text === 1 ? 'the same words' : `${Math.round(text * 100)}% of its wording`;
  return {
    members: [row, first].map((member) => ({ table: member.table, rowId: member.rowId, field: null, side: '' })), span: null, quote: describedRow(row), severity: 'minor', confidence: isSure ? 'certain' : 'probable', locus: '',
    inputs: [row, first].map((member) => `${member.rowId} ${boundedKey(textOfRow(member))}`).toSorted(),
    explanation: { printed, computed: [{ name: 'wording in common', low: text, high: text }, { name: 'numbers in common', low: numbers, high: numbers }], fits: [], values: { row: describedRow(row), first: describedRow(first) } },
  };
}

function textOfRow(row: EvidenceRow): string {
  const fields = row.table === 'trials' ? trialFields : row.table === 'factors' ? ['factor', ...factorFields] : ['title', 'firstAuthor', 'year'];
  return fields.map((field) => cellText(row.values[field])).join(' \n ').toLowerCase();
}

const known = new WeakMap<EvidenceRow, Shingled>();
function shinglesOf(row: EvidenceRow, text: string): Shingled {
  const before = known.get(row) ?? shingled(text);
  known.set(row, before);
  return before;
}

function trialText(row: TrialEvidence): string {
  return trialFields.map((field) => (typeof row.values[field] === 'string' ? row.values[field] : '')).join(' \n ').trim();
}

function trialKeys(row: TrialEvidence): readonly string[] {
  const shingles = shinglesOf(row, trialText(row));
  return shingles.runs.size < leastRuns ? [] : bandKeys(shingles).map((key) => `trial ${key}`);
}

function trialLikeness(left: TrialEvidence, right: TrialEvidence): Alike | null {
  const [first, second] = [shinglesOf(left, trialText(left)), shinglesOf(right, trialText(right))];
  if (!mayBeNear(first, second)) return null;
  const [text, numbers] = [likeness(first, second), numbersAlike(first, second)];
  return text >= near && numbers >= near ? { text, numbers, isSure: text === 1 && numbers === 1 } : null;
}

function moleculesKey(row: FactorEvidence): string {
  return [...new Set(row.molecules.map(({ key }) => key))].toSorted().join('+');
}

/** Rows of one molecule and one study; without a study, of one molecule. */
function factorKeys(row: FactorEvidence): readonly string[] {
  const molecules = moleculesKey(row);
  if (molecules === '') return [];
  return row.studies.length === 0 ? [boundedKey(`factor none ${molecules}`)] : row.studies.slice(0, 20).map(({ studyId }) => boundedKey(`factor ${studyId} ${molecules}`));
}

function factorLikeness(left: FactorEvidence, right: FactorEvidence): Alike | null {
  if (moleculesKey(left) !== moleculesKey(right) || (left.studies.length > 0 && !shareStudy(left, right))) return null;
  const [first, second] = [left, right].map((row) => new Set(factorFields.flatMap((field) => cellText(row.values[field]).slice(0, 4000).toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])));
  if (first === undefined || second === undefined || first.size === 0) return null;
  const shared = [...first].filter((word) => second.has(word)).length;
  const text = shared / (first.size + second.size - shared);
  return text >= near ? { text, numbers: 1, isSure: text === 1 } : null;
}

function studyKeys(row: StudyEvidence): readonly string[] {
  const title = titleKey(row);
  return isNotice(row) ? [] : [...(title === '' ? [] : [`study ${title}`]), ...likenessKeys(row).map((key) => `like ${key}`)].map(boundedKey);
}

/** What an import takes for one study; one title where an author or a year is not known, too. Not what D1 or D4 say. */
function studiesAlike(left: StudyEvidence, right: StudyEvidence): Alike | null {
  const areOne = (of: (row: StudyEvidence) => string): boolean => of(left) !== '' && of(left) === of(right);
  if (areOne(doiOf) || areOne(pmidOf)) return null;
  const like = studyLikeness(left, right);
  if (like !== null) return { text: like.share, numbers: 1, isSure: like.share === 1 };
  const isUnknown = [left, right].some((row) => ['firstAuthor', 'year'].some((field) => cellText(row.values[field]).trim() === ''));
  return isUnknown && titleKey(left) !== '' && titleKey(left) === titleKey(right) && yearsAgree(left, right, 1) && !areApart(left, right) ? { text: 1, numbers: 1, isSure: false } : null;
}
