// How the extractor's tests write results: one line each, so that a table of sentences reads as a specification.
//   "ORR: 45% 54/120 p=0.02 #0"   "OS @5 years: 66.7%"   "OS: HR 0.65 [0.50, 0.85] 95% p=0.001"   "QoL: p<0.001"
import type { ExtractedTrial, PValue, StatedValue, TrialCells, TrialResult } from '../../../../../db/contract/evidence';
import { extractTrial } from '../../../../../db/evidence/extraction/extractTrial';

const empty: TrialCells = { studyType: '', treatment: '', population: '', patients: '', results: '', conclusions: '' };

export const oneArm = { treatment: 'Radiotherapy', patients: '120' };
export const twoArms = { treatment: 'Zolomab vs Placebo', patients: '120 vs 118' };

export function extract(cells: Partial<TrialCells>): ExtractedTrial {
  return extractTrial({ ...empty, ...cells });
}

/** The results of a sentence, without arms. */
export function said(results: string, cells: Partial<TrialCells> = oneArm): readonly string[] {
  return extract({ ...cells, results }).results.map(lineOf);
}

/** The same with the arms: "→ 0", "→ 0,1", "→ 0 or 1" for both orders, "→ ?" for none. */
export function saidOfArms(results: string, cells: Partial<TrialCells> = twoArms): readonly string[] {
  return extract({ ...cells, results }).results.map((result) => `${lineOf(result)} → ${armsOf(result)}`);
}

export function armsOf({ arms, otherArms }: TrialResult): string {
  return [arms, ...otherArms].map((reading) => (reading.length === 0 ? '?' : reading.join(','))).join(' or ');
}

export function lineOf(result: TrialResult): string {
  const time = result.timePoint === null ? '' : ` @${result.timePoint.value} ${result.timePoint.unit}`;
  const parts = [valueOf(result), ...intervalOf(result), ...pOf(result.p), ...(result.comparison === null ? [] : [`#${result.comparison}`])];
  return `${nameOf(result)}${time}: ${parts.filter((part) => part !== '').join(' ')}`;
}

// Its class where it has one, else its words.
function nameOf({ outcome, outcomeClass }: TrialResult): string {
  return outcomeClass === 'other' ? `“${outcome}”` : outcomeClass;
}

function valueOf(result: TrialResult): string {
  const { measure, percentage, k, n, estimate, unit, spread, spreadKind } = result;
  if (measure === 'p only') return '';
  if (measure === 'percentage') {
    const count = k === null ? (n === null ? '' : `of ${n.text}`) : n === null ? k.text : `${k.text}/${n.text}`;
    return [percentage === null ? '' : `${percentage.text}%`, count, spread === null ? '' : `±${spread.text}`].filter((part) => part !== '').join(' ');
  }
  return [measure, textOf(estimate), spread === null ? '' : spreadKind === 'SD' ? `±${spread.text}` : `SE ${spread.text}`, unit ?? ''].filter((part) => part !== '').join(' ');
}

function textOf(value: StatedValue | null): string {
  return value === null ? '' : 'open' in value ? value.open : value.text;
}

function intervalOf({ lower, upper, intervalKind, level }: TrialResult): readonly string[] {
  if (lower === null || upper === null) return [];
  const kind = intervalKind === 'range' ? 'range ' : intervalKind === 'interquartile' ? 'IQR ' : intervalKind === 'credible' ? 'credible ' : '';
  return [`${kind}[${textOf(lower)}, ${textOf(upper)}]`, ...(level === null ? [] : [`${Number((level * 100).toFixed(2))}%`])];
}

function pOf(p: PValue | null): readonly string[] {
  if (p === null) return [];
  const value = p.operator === 'NS' ? 'p NS' : `p${p.operator}${p.value?.text ?? ''}`;
  return [value, ...(p.test === null ? [] : [p.test]), ...(p.sides === null ? [] : [`${p.sides}-sided`])];
}
