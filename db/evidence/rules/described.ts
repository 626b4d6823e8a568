// Owns how a rule names a row in its arithmetic ("factor 12 CXCR7 [30]") and lists such names. Refuses to say what the
// row states: that is the rule's.
import type { EvidenceRow, EvidenceTable } from './rule';

const names: Readonly<Record<EvidenceTable, string>> = { factors: 'factor', trials: 'trial', claims: 'claim', studies: 'study', glossary: 'abbreviation' };

export function describedRow(row: EvidenceRow): string {
  const numbers = row.studies.map((study) => study.number);
  return `${names[row.table]} ${row.ordinal} ${shortened(row.rowName, 80)}${numbers.length === 0 ? '' : ` [${numbers.slice(0, 8).join(', ')}]`}`;
}

export function shortened(text: string, longest: number): string {
  const line = text.slice(0, longest * 4).replaceAll(/\s+/gu, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1).trimEnd()}…`;
}

/** The entries of a list in an explanation, each with its heading. */
export function headedLines(heading: string, list: unknown): readonly string[] {
  return textsIn(list).map((entry) => `${heading}: ${entry}`);
}

export function textsIn(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.map(String) : [];
}

/** Whether two rows cite a study in common. */
export function shareStudy(left: EvidenceRow, right: EvidenceRow): boolean {
  return left.studies.some(({ studyId }) => right.studies.some((other) => other.studyId === studyId));
}
