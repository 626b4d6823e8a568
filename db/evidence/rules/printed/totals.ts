// N7, totals: arms that don't add up to the stated total, and Treatment naming more or fewer arms than No. of patients
// counts. Leaves alone cells that count anything but the arms (evaluable, lost, by sex), crossover studies, and a total
// without its arms.
import type { CellSpan, ExtractedTrial } from '../../../contract/evidence';
import type { Explanation } from '../../../contract/findings';
import { cellText } from '../../../contract/values';
import type { Found, RowRule, TrialEvidence } from '../rule';
import { calmNumber, numberIn, textOf, textsOf } from './calm';
import { hasUnclearSizes } from './denominators';
import { membersAt, quoteOf, stretchOf } from './places';

export const totals: RowRule<'trials'> = {
  kind: 'row', id: 'N7', version: 1, table: 'trials',
  check: (row) => {
    const patients = cellText(row.values['patients']);
    if (!countsArmsOnly(row, patients) || isCrossover(row)) return [];
    return [...wrongSum(row), ...wrongNumber(row, patients)];
  },
  say: (explanation) => {
    const sum = numberIn(explanation, 'sum');
    if (sum === null) return `Treatment names ${armsText(explanation, 'treatmentArms', 'arm', 'arms')}, No. of patients (“${explanation.printed}”) counts ${armsText(explanation, 'patientGroups', 'group', 'groups')}: not consistent as printed.`;
    return `“${explanation.printed}” is not consistent as printed: the arms make ${calmNumber(sum)}, the stated total is ${calmNumber(numberIn(explanation, 'total') ?? 0)}.`;
  },
  arithmetic: (explanation) => {
    const sum = numberIn(explanation, 'sum');
    if (sum === null) return [`Treatment: “${textOf(explanation, 'treatment')}”.`, `No. of patients: “${explanation.printed}”.`];
    return [`${textsOf(explanation, 'arms').join(' + ')} = ${calmNumber(sum)}; stated: ${calmNumber(numberIn(explanation, 'total') ?? 0)}.`];
  },
};

function armsText(explanation: Explanation, key: string, one: string, many: string): string {
  const count = numberIn(explanation, key) ?? 0;
  return `${calmNumber(count)} ${count === 1 ? one : many}`;
}

function wrongSum(row: TrialEvidence): readonly Found[] {
  const { arms, total } = row.extracted;
  const sizes = arms.flatMap(({ n }) => (n === null ? [] : [n]));
  if (total === null || arms.length < 2 || sizes.length !== arms.length) return [];
  const sum = sizes.reduce((all, n) => all + n, 0);
  if (sum === total.n || !Number.isSafeInteger(sum)) return [];
  const span = stretchOf([total.span, ...arms.flatMap(({ nSpan }) => (nSpan === null ? [] : [nSpan]))]);
  if (span === null) return [];
  const quote = quoteOf(row, span);
  return [{
    members: membersAt(row, span.field), span, quote, severity: 'minor', confidence: 'probable', locus: 'total', inputs: [String(total.n), ...sizes.map(String)],
    explanation: { printed: quote, computed: [{ name: 'sum of the arms', low: sum, high: sum }], fits: [`total ${sum}`], values: { sum, total: total.n, arms: sizes.map(String) } },
  }];
}

function wrongNumber(row: TrialEvidence, patients: string): readonly Found[] {
  const { treatmentArms, patientGroups } = row.extracted;
  if (treatmentArms < 1 || patientGroups < 2 || treatmentArms === patientGroups || hasUnclearSizes(row.extracted)) return [];
  // What is no comparison at all may count its patients by anything.
  if (treatmentArms === 1 && !/\b(?:vs?\.?|versus)\s/iu.test(patients)) return [];
  const span: CellSpan = { field: 'patients', start: 0, end: patients.length };
  const quote = quoteOf(row, span);
  return [{
    members: [...membersAt(row, 'patients'), ...membersAt(row, 'treatment')], span: null, quote, severity: 'minor', confidence: treatmentArms === 1 ? 'possible' : 'probable', locus: 'number of arms',
    inputs: [String(treatmentArms), String(patientGroups)],
    explanation: { printed: quote, computed: [], fits: [], values: { treatmentArms, patientGroups, treatment: quoteOf(row, { field: 'treatment', start: 0, end: cellText(row.values['treatment']).length }) } },
  }];
}

function isCrossover({ values, extracted }: TrialEvidence): boolean {
  const sizes = extracted.arms.map(({ n }) => n);
  return /cross-?\s?over/iu.test(`${cellText(values['studyType'])} ${cellText(values['treatment'])}`.slice(0, 2000)) || (extracted.total !== null && sizes.every((n) => n === extracted.total?.n));
}

const longestCell = 400;
const plainWords = new Set(['vs', 'v', 'versus', 'and', 'n', 'no', 'total', 'overall', 'all', 'of', 'in', 'the', 'patients', 'patient', 'pts', 'cases', 'subjects', 'participants', 'group', 'groups', 'arm', 'arms', 'each']);

/** Every word of the cell counts patients or names an arm. */
function countsArmsOnly(row: TrialEvidence, patients: string): boolean {
  if (patients.length > longestCell) return false;
  const named = wordsOf(armWords(row.extracted));
  return [...wordsOf(patients)].every((word) => plainWords.has(word) || named.has(word));
}

function armWords({ arms }: ExtractedTrial): string {
  return arms.flatMap(({ label, aliases }) => [label.slice(0, longestCell), ...aliases]).join(' ');
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/\p{L}+/gu) ?? []);
}
