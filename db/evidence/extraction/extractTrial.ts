// Owns the extractor's one door: a trial's cells in, its arms and results with spans out. Pure, deterministic, bounded:
// of each cell it reads at most what a cell may hold. Refuses to say what the text does not.
import type { Arm, CellSpan, EvaluableCount, ExtractedTrial, StatedCount, TrialCells, TrialField } from '../../contract/evidence';
import { maxCellLength } from '../../contract/values';
import { armMentionsOf } from './armMentions';
import { armWordsOf, type ArmWords } from './armWords';
import { layoutOf, type Layout } from './layout';
import { patientNumbers, type PatientCount, type PatientNumbers } from './patients';
import { leadOf } from './denominators';
import { inside } from './ranges';
import { resultsOf } from './results';
import { sceneOf } from './scene';
import { statementsOf } from './statements';
import { tokenAt } from './tokens';
import { treatmentParts, type TreatmentPart } from './treatment';

const mostArms = 12;

/** Arms and results of one row. Spans count UTF-16 units in the cell that `field` names. */
export function extractTrial(cells: TrialCells): ExtractedTrial {
  const treatment = layoutOf(bounded(cells.treatment));
  const patients = layoutOf(bounded(cells.patients));
  const isRandomised = /randomi[sz]ed|\brct\b/iu.test(cells.studyType.slice(0, 500));
  const groups = patientNumbers(patients, 0).groups.length;
  const parts = treatmentParts(treatment, groups, isRandomised).slice(0, mostArms);
  const numbers = patientNumbers(patients, parts.length);
  const words = armWordsOf(treatment, parts);
  const order = orderOfGroups(patients, numbers, words);
  const arms = parts.map((part, index) => armOf(treatment, patients, part, order[index] ?? null, words.roles[index] ?? null));
  const scene = sceneOf(bounded(cells.results), bounded(cells.studyType), words);
  return {
    arms, treatmentArms: parts.length, patientGroups: numbers.groups.length > 0 ? numbers.groups.length : numbers.total === null ? 0 : 1,
    total: numbers.total === null ? null : statedCount(patients, numbers.total),
    evaluable: [...numbers.evaluable.map(({ count, group }) => evaluableOf(patients, count, group === null ? null : numbers.groups[group] ?? null, order)), ...evaluableInResults(scene.layout)],
    results: resultsOf(scene, 'results', statementsOf(scene)),
  };
}

function bounded(text: string): string {
  return text.length > maxCellLength ? text.slice(0, maxCellLength) : text;
}

// Per arm, its count: by names in the cell where they tell, else in printed order; none where the numbers differ.
function orderOfGroups(patients: Layout, numbers: PatientNumbers, words: ArmWords): readonly (PatientCount | null)[] {
  const armCount = words.stems.length;
  if (numbers.groups.length === 0) return armCount === 1 ? [numbers.total] : words.stems.map(() => null);
  const mentions = armMentionsOf(patients, words);
  const named = numbers.groups.map((count) => {
    const behind = inside(mentions, count.at, count.to).map((mention) => mention.arm);
    const before = inside(mentions, count.from, count.at).map((mention) => mention.arm);
    return { before: before.at(-1) ?? null, behind: behind[0] ?? null };
  });
  const byName = distinctArms(named.map((entry) => entry.before)) ?? distinctArms(named.map((entry) => entry.behind));
  if (byName !== null) return words.stems.map((_stems, arm) => numbers.groups[byName.indexOf(arm)] ?? null);
  return numbers.groups.length === armCount ? numbers.groups : words.stems.map(() => null);
}

function distinctArms(arms: readonly (number | null)[]): readonly (number | null)[] | null {
  const known = arms.filter((arm) => arm !== null);
  return known.length === arms.length && new Set(known).size === arms.length ? arms : null;
}

// The n of the No. of patients cell; else the one that Treatment states.
function armOf(treatment: Layout, patients: Layout, part: TreatmentPart, count: PatientCount | null, role: Arm['role']): Arm {
  const own = part.nAt === null ? null : tokenAt(treatment.tokens, part.nAt);
  const counted = count === null ? null : { n: count.n, printedN: tokenAt(patients.tokens, count.at).raw, nSpan: spanOfCount(patients, count) };
  const named = own === null || own.number === null ? null : { n: own.number.value, printedN: own.number.text, nSpan: span('treatment', own.start, own.end) };
  return { label: treatment.text.slice(part.start, part.end), labelSpan: span('treatment', part.start, part.end), aliases: part.aliases, ...(counted ?? named ?? { n: null, printedN: null, nSpan: null }), role };
}

function span(field: TrialField, start: number, end: number): CellSpan {
  return { field, start, end };
}

function spanOfCount(patients: Layout, count: PatientCount): CellSpan {
  const token = tokenAt(patients.tokens, count.at);
  return span('patients', token.start, token.end);
}

function statedCount(patients: Layout, count: PatientCount): StatedCount {
  return { n: count.n, printedN: tokenAt(patients.tokens, count.at).raw, span: spanOfCount(patients, count) };
}

function evaluableInResults(layout: Layout): readonly EvaluableCount[] {
  return layout.sentenceStarts.slice(0, -1).flatMap((start) => {
    const lead = leadOf(layout, start);
    const token = lead === null ? null : tokenAt(layout.tokens, lead.at);
    return lead === null || token === null || !lead.isEvaluable ? [] : [{ n: lead.n.value, printedN: lead.n.text, span: span('results', token.start, token.start + lead.n.text.length), arm: null }];
  });
}

function evaluableOf(patients: Layout, count: PatientCount, group: PatientCount | null, order: readonly (PatientCount | null)[]): EvaluableCount {
  const arm = group === null ? -1 : order.indexOf(group);
  return { ...statedCount(patients, count), arm: arm < 0 ? null : arm };
}
