// Owns which molecule, or which thing, a row of factors or claims speaks of: rows and claims about one subject share its
// key. A claim about something that was done to a molecule is about that molecule. Refuses ratios of two molecules, and
// keeps an axis and a combination apart from their members.
import { cellText } from '../../../contract/values';
import { isVerdict, perturbationOf } from '../../claims/directions';
import { findMolecules } from '../../names/findMolecules';
import { normalSymbol } from '../../names/normalSymbol';
import type { EvidenceRow, Molecule } from '../rule';
import { plainWords } from './effectWords';

export interface Subject { readonly key: string; readonly name: string }

const ratio = /\bratios?\b/iu;
const joining = /\b(?:axis|axes|pathway|signal(?:l)?ing|complex|network|combined|combination|plus|with)\b|\+/iu;
/** "CX3CL1/ICAM-1", "EML4-ALK E6;A20": two names of one thing, or one thing of two. */
const joined = /[/;]/u;
const sayNothing: ReadonlySet<string> = new Set([
  'gene', 'protein', 'lncrna', 'mirna', 'microrna', 'circrna', 'mrna', 'expression', 'level', 'the', 'of', 'and', 'or', 'exosomal', 'exosome', 'serum', 'plasma', 'circulating', 'high', 'human', 'axis', 'pathway', 'signaling', 'signalling', 'hsa',
]);

/** What was done to the subject of a claim; null where nothing was, and for rows of factors. */
export function perturbationIn(row: EvidenceRow): 'loss' | 'gain' | null {
  return row.table === 'claims' ? (perturbationOf(cellText(row.values['perturbation']))?.change ?? null) : null;
}

/** "Elimination of MDSCs combined with ZA": what was found may be the other half's. */
export function isCombination(row: EvidenceRow): boolean {
  return row.table === 'claims' && /\b(?:combined|combination|plus|together)\b|\s\+\s|\band\b/iu.test(cellText(row.values['subject']).slice(0, 300));
}

export function subjectsOf(row: EvidenceRow): readonly Subject[] {
  if (row.table === 'factors') return distinct([...row.molecules.map(({ key, printed }) => ({ key, name: printed })), ...(joined.test(row.rowName) && row.molecules.length > 1 ? [together(row.molecules, row.rowName)] : [])]);
  if (row.table !== 'claims') return [];
  const text = (perturbationOf(cellText(row.values['perturbation']))?.of ?? cellText(row.values['subject'])).slice(0, 300);
  if (isVerdict(cellText(row.values['direction']).trim().toLowerCase())) return distinct([whole(text, row.molecules)]);
  if (ratio.test(text)) return [];
  const qualifier = qualifierOf(text, row.molecules);
  const named = (key: string, name: string): Subject => ({ key: qualifier === '' ? key : `${key} ${qualifier}`, name: qualifier === '' ? name : text.trim() });
  if (row.molecules.length > 1 && (joining.test(text) || joined.test(text))) return [together(row.molecules, text)];
  return distinct(row.molecules.map(({ key, printed }) => named(key, printed)));
}

/** "BRAF V600E": what a statement that holds or does not is about is the whole of its subject, by any name of its molecules. */
function whole(text: string, molecules: readonly Molecule[]): Subject {
  let rest = text;
  for (const { printed } of molecules) rest = rest.replace(printed, ' ');
  const found = findMolecules(rest);
  for (const { start, end } of found) rest = `${rest.slice(0, start)}${' '.repeat(end - start)}${rest.slice(end)}`;
  const words = rest.normalize('NFKC').toLowerCase().match(/[^\s,;()[\]]+/gu) ?? [];
  return { key: [...molecules.map(({ key }) => key), ...found.map(({ name, approved }) => normalSymbol(approved ?? name)), ...words].toSorted().join(' '), name: text.trim() };
}

function together(molecules: readonly Molecule[], name: string): Subject {
  return { key: molecules.map(({ key }) => key).toSorted().join('/'), name: name.trim() };
}

/** "mutation" of "KRAS mutation": a gene's mutation is not its level. */
function qualifierOf(text: string, molecules: readonly Molecule[]): string {
  let rest = text;
  for (const { printed } of molecules.slice(0, 10)) rest = rest.replace(printed, ' ');
  return plainWords(rest).filter((word) => !sayNothing.has(word)).join(' ');
}

function distinct(subjects: readonly Subject[]): readonly Subject[] {
  return [...new Map(subjects.filter(({ key }) => key !== '').map((subject) => [subject.key, subject])).values()];
}
