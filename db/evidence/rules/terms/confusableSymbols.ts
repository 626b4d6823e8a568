// X3, confusable symbol: a symbol has letters that look like others: a capital I or a 1 for the l of lncRNA, Cyrillic or
// Greek letters that look Latin within a Latin word, or O for 0, l for 1 and the like, so that it is not the known symbol
// it looks like. Leaves alone Greek letters that mean Greek (TGF-β, Δ), microRNAs whose letter and number are both real,
// and pairs of which both are known.
import { cellText } from '../../../contract/values';
import { shippedMolecules } from '../../names/aliasIndex';
import { normalSymbol, readMicroRna, unconfused } from '../../names/normalSymbol';
import { boundedKey } from '../boundedKey';
import { describedRow, headedLines } from '../described';
import type { EvidenceRow, Found, GroupRule, Molecule } from '../rule';

const fields: Readonly<Record<EvidenceRow['table'], readonly string[]>> = {
  factors: ['factor', 'clinicalSignificance', 'function', 'mechanism'], trials: ['treatment', 'population', 'results', 'conclusions'], claims: ['subject', 'object', 'perturbation', 'specimen', 'quote'], glossary: ['abbreviation', 'expansion'], studies: [],
};
const longestText = 12_000;
/** Look-alikes in order of their Latin letters below. */
const foreign = 'АВЕЅІЈКМНОРСТУХаеорсухіѕјΑΒΕΖΗΙΚΜΝΟΡΤΥΧονιυ';
const latin = 'ABESIJKMHOPCTYXaeopcyxisjABEZHIKMNOPTYXoviu';
const suspicious = new RegExp(`[${foreign}]|[I1|]ncRNA`, 'u');
const misreadLong = /(?<![\p{L}\p{N}])[I1|]ncRNAs?/gu;
const word = /[\p{L}\p{N}]+/gu;

export const confusableSymbols: GroupRule = {
  kind: 'group', id: 'X3', version: 1, tables: ['factors', 'trials', 'claims', 'glossary'], mostOfTable: 40,
  keysOf: (row) => [...(fields[row.table].some((field) => suspicious.test(textIn(row, field))) ? [`row:${row.table}:${row.rowId}`] : []), ...moleculesOf(row).map((molecule) => boundedKey(`alike:${lookOf(molecule.printed)}`))],
  check: (rows, key) => (key.startsWith('row:') ? rows.flatMap(lookAlikes) : alikeSymbols(rows, key.slice('alike:'.length))),
  say: ({ printed, values }) => (values['kind'] === 'letters'
    ? `“${printed}” has a letter that looks like another: it reads ${String(values['meant'])}, and is not found as that.`
    : `“${printed}” looks like ${String(values['meant'])}, but is not the same symbol as printed.`),
  arithmetic: ({ values }) => [...headedLines('Letter', values['letters']), ...headedLines('Known from', values['rows'])],
};

function textIn(row: EvidenceRow, field: string): string {
  const value = row.values[field];
  return typeof value === 'string' ? value.slice(0, longestText) : '';
}

function lookAlikes(row: EvidenceRow): readonly Found[] {
  return fields[row.table].flatMap((field) => {
    const text = textIn(row, field);
    if (!suspicious.test(text)) return [];
    const long = Array.from(text.matchAll(misreadLong), (match) => ({ start: match.index, printed: match[0], meant: `l${match[0].slice(1)}`, letters: [`${match[0].charAt(0)} for l`] }));
    const mixedUp = Array.from(text.matchAll(word), (match) => ({ start: match.index, printed: match[0] })).flatMap(({ start, printed }) => { const read = asLatin(printed); return read === null ? [] : [{ start, printed, ...read }]; });
    return [...long, ...mixedUp].slice(0, 20).map(({ start, printed, meant, letters }, index, all): Found => ({
      members: [{ table: row.table, rowId: row.rowId, field, side: '' }], span: { field, start, end: start + printed.length }, quote: printed, severity: 'minor', confidence: 'certain', locus: `${field} ${printed} ${all.slice(0, index).filter((other) => other.printed === printed).length + 1}`, inputs: [printed],
      explanation: { printed, computed: [], fits: [meant], values: { kind: 'letters', meant, letters: [...letters], rows: [] } },
    }));
  });
}

/** A word that is Latin but for letters that look so; null of a word in one script, and of Greek letters at its end or alone. */
function asLatin(printed: string): { readonly meant: string; readonly letters: readonly string[] } | null {
  if (printed.length < 2 || printed.length > 60 || !/[A-Za-z]/u.test(printed)) return null;
  const letters: string[] = [];
  let meant = '';
  for (const letter of printed) {
    const at = foreign.indexOf(letter);
    if (at < 0) {
      // Another letter of that script: a word of it, or Greek that means Greek.
      if (/\p{Script=Cyrillic}/u.test(letter)) return null;
      meant += letter;
      continue;
    }
    const plain = latin.charAt(at);
    letters.push(`${/\p{Script=Greek}/u.test(letter) ? 'Greek' : 'Cyrillic'} ${letter} for ${plain}`);
    meant += plain;
  }
  return letters.length === 0 ? null : { meant, letters: [...new Set(letters)] };
}

const leastLength = 4;
let shippedLooks: ReadonlyMap<string, readonly string[]> | null = null;

/** O and 0, I, l and 1 as one. No more: S and 5, B and 8 tell real symbols apart (IL-1B, IL-18). */
function lookOf(printed: string): string {
  return normalSymbol(printed).replaceAll('o', '0').replaceAll(/[il|]/gu, '1');
}

/** Shipped names of one word by what they look like; built at the first question. */
function shippedByLook(look: string): readonly string[] {
  shippedLooks ??= Map.groupBy(shippedMolecules.flatMap(({ approved, aliases }) => [approved, ...aliases]).filter((name) => !name.includes(' ')), lookOf);
  return shippedLooks.get(look) ?? [];
}

function moleculesOf(row: EvidenceRow): readonly Molecule[] {
  if (row.table !== 'factors' && row.table !== 'claims') return [];
  return row.molecules.filter(({ printed }) => printed.length <= 40 && !printed.trim().includes(' ') && lookOf(printed).length >= leastLength && /\p{L}/u.test(printed) && readMicroRna(printed) === null);
}

/** Molecules of one look: what is not known beside what is, of the file or as shipped. */
function alikeSymbols(rows: readonly EvidenceRow[], look: string): readonly Found[] {
  const named = rows.flatMap((row) => moleculesOf(row).filter(({ printed }) => lookOf(printed) === look).map((molecule) => ({ row, molecule })));
  const known = named.find(({ molecule }) => molecule.approved !== null);
  const shipped = shippedByLook(look);
  const meant = known?.molecule.printed ?? shipped.find((name) => named.some(({ molecule }) => molecule.printed.length === name.length)) ?? shipped[0];
  if (meant === undefined) return [];
  const odd = named.filter(({ molecule }) => molecule.approved === null && normalSymbol(molecule.printed) !== normalSymbol(meant) && normalSymbol(unconfused(molecule.printed)) !== normalSymbol(meant));
  return [...Map.groupBy(odd, ({ molecule }) => molecule.printed)].map(([printed, of]): Found => ({
    members: [...new Map(of.map(({ row }) => [row.rowId, row])).values()].map((row) => ({ table: row.table, rowId: row.rowId, field: row.table === 'factors' ? 'factor' : 'subject', side: '' })), span: spanOf(of[0]?.row, printed), quote: printed,
    severity: 'minor', confidence: 'probable', locus: printed, inputs: [printed, meant], explanation: { printed, computed: [], fits: [meant], values: { kind: 'symbol', meant, letters: [], rows: known === undefined ? [] : [describedRow(known.row)] } },
  }));
}

function spanOf(row: EvidenceRow | undefined, printed: string): Found['span'] {
  const field = row?.table === 'factors' ? 'factor' : 'subject';
  const start = row === undefined ? -1 : cellText(row.values[field]).indexOf(printed);
  return start < 0 ? null : { field, start, end: start + printed.length };
}
