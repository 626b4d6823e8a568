// X2, abbreviations: one is used in Table 1 or Table 2 and the glossary does not have it (nor does a cell spell it out), or
// the glossary has it twice with different expansions. Shown once, at the first row that uses it. Leaves alone genes and
// other molecules, units and words, plurals and "m" for median of what is defined, and the cells that list molecules.
import { cellText } from '../../../contract/values';
import { describedRow, headedLines, shortened } from '../described';
import type { EvidenceRow, Found, GroupRule } from '../rule';
import { abbreviationKey, abbreviationsIn, definedIn } from './abbreviationWords';

/** Factor and Mechanism(s) are full of symbols that are no abbreviations to spell out. */
const fields = { factors: ['clinicalSignificance', 'function'], trials: ['studyType', 'treatment', 'population', 'patients', 'results', 'conclusions'] } as const;
const mostOfRow = 12;
/** So many rows are not all of them: a definition may be among the others. */
const crowded = 200;

export const abbreviations: GroupRule = {
  kind: 'group', id: 'X2', version: 1, tables: ['factors', 'trials', 'glossary'], mostOfTable: 12,
  keysOf: (row) => [...new Set(row.table === 'glossary' ? [abbreviationKey(cellText(row.values['abbreviation']).trim().slice(0, 40))] : usedIn(row).map(({ key }) => key))].filter((key) => key !== '').slice(0, mostOfRow).map((key) => `abbr:${key}`),
  check: (rows, key) => {
    const defining = rows.filter((row) => row.table === 'glossary');
    if (rows.length >= crowded && defining.length === 0) return [];
    return defining.length === 0 ? undefinedOnes(rows, key.slice('abbr:'.length)) : definedTwice(defining);
  },
  say: ({ printed, values }) => (values['kind'] === 'undefined'
    ? `The abbreviation ${printed} is used, but the glossary does not have it.`
    : `The abbreviation ${printed} has more than one expansion in the glossary.`),
  arithmetic: ({ values }) => [...headedLines('Used in', values['used']), ...headedLines('Expansion', values['expansions'])],
};

interface Used { readonly key: string; readonly printed: string; readonly field: string; readonly start: number; readonly end: number }

// A row is asked about once for each of its abbreviations: what was read in it is kept as long as the row itself.
const usesOfRow = new WeakMap<EvidenceRow, readonly Used[]>();
const definitionsOfRow = new WeakMap<EvidenceRow, ReadonlySet<string>>();

function usedIn(row: EvidenceRow): readonly Used[] {
  const known = usesOfRow.get(row) ?? readUses(row);
  usesOfRow.set(row, known);
  return known;
}

function definedBy(row: EvidenceRow): ReadonlySet<string> {
  if (row.table !== 'factors' && row.table !== 'trials') return new Set();
  const known = definitionsOfRow.get(row) ?? new Set(fields[row.table].flatMap((field) => [...definedIn(cellText(row.values[field]))]));
  definitionsOfRow.set(row, known);
  return known;
}

function readUses(row: EvidenceRow): readonly Used[] {
  if (row.table !== 'factors' && row.table !== 'trials') return [];
  return fields[row.table].flatMap((field) => {
    const value = row.values[field];
    return typeof value !== 'string' ? [] : abbreviationsIn(value).map((used) => ({ ...used, field }));
  });
}

function undefinedOnes(rows: readonly EvidenceRow[], key: string): readonly Found[] {
  const isDefinedInPlace = rows.some((row) => definedBy(row).has(key));
  const uses = rows.flatMap((row) => { const used = usedIn(row).find((each) => each.key === key); return used === undefined ? [] : [{ row, used }]; });
  const [first] = uses;
  if (isDefinedInPlace || first === undefined) return [];
  return [{
    members: [{ table: first.row.table === 'factors' ? 'factors' : 'trials', rowId: first.row.rowId, field: first.used.field, side: '' }], span: { field: first.used.field, start: first.used.start, end: first.used.end }, quote: first.used.printed,
    severity: 'info', confidence: 'probable', locus: key, inputs: [key], explanation: { printed: first.used.printed, computed: [], fits: [], values: { kind: 'undefined', used: uses.map(({ row }) => describedRow(row)), expansions: [] } },
  }];
}

/** The same letters in the same case only: "mOS" is not "OS". */
function definedTwice(rows: readonly EvidenceRow[]): readonly Found[] {
  return [...Map.groupBy(rows, (row) => cellText(row.values['abbreviation']).trim().replace(/(?<=[A-Z]{2})s$/u, ''))].flatMap(([printed, group]): readonly Found[] => {
    const expansions = new Map(group.map((row) => [expansionKey(cellText(row.values['expansion'])), shortened(cellText(row.values['expansion']), 200)]));
    if (expansions.size < 2 || printed === '') return [];
    return [{
      members: group.map((row) => ({ table: 'glossary', rowId: row.rowId, field: 'expansion', side: shortened(cellText(row.values['expansion']), 100) })), span: null, quote: printed, severity: 'minor', confidence: 'certain', locus: printed,
      inputs: [...expansions.keys()].toSorted(), explanation: { printed, computed: [], fits: [], values: { kind: 'twice', used: [], expansions: [...expansions.values()] } },
    }];
  });
}

/** "interleukin", "Interleukins" and "inter-leukin" are one expansion. */
function expansionKey(text: string): string {
  const words = text.slice(0, 400).normalize('NFKC').toLowerCase().replaceAll(/[‐‑–-]/gu, '').match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word) => (word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word).replaceAll('our', 'or').replaceAll('ae', 'e')).join(' ');
}
