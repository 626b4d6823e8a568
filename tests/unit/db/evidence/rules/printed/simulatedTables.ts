// Prints trials that are consistent by construction: counts are drawn, shares, ratios, intervals and p values computed from
// them by the usual tests, rounded, and put into words as tables do. The printing knows nothing of the extractor or the
// rules. Deterministic: one seed, one table.
import { twoByTwoPValues } from '../../../../../../db/evidence/statistics/twoByTwo';
import { rByTwoPValues } from '../../../../../../db/evidence/statistics/rByTwo';
import { twoSidedPOfZ } from '../../../../../../db/evidence/statistics/normal';

export interface SimulatedTrial {
  readonly studyType: string; readonly treatment: string; readonly population: string; readonly patients: string; readonly results: string; readonly conclusions: string;
}

export type Random = () => number;

/** Mulberry32: small, and the same on every machine. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export interface Sampler {
  readonly real: (from: number, to: number) => number;
  readonly whole: (from: number, to: number) => number;
  readonly one: <Value>(...of: readonly Value[]) => Value;
  readonly chance: (share: number) => boolean;
  readonly normal: () => number;
}

export function samplerOf(random: Random): Sampler {
  const real = (from: number, to: number): number => from + (to - from) * random();
  return {
    real, whole: (from, to) => Math.floor(real(from, to + 1)), chance: (share) => random() < share,
    one: <Value>(...of: readonly Value[]): Value => of[Math.floor(random() * of.length)] as Value,
    normal: () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  };
}

interface ArmNames { readonly treatment: readonly string[]; readonly names: readonly string[] }

const pairs: readonly ArmNames[] = [
  { treatment: ['SBRT', 'Conventional EBRT'], names: ['SBRT', 'conventional EBRT'] },
  { treatment: ['Denosumab', 'Zoledronic acid'], names: ['denosumab', 'zoledronic acid'] },
  { treatment: ['Pembrolizumab + chemotherapy', 'Chemotherapy alone'], names: ['pembrolizumab + chemotherapy', 'chemotherapy alone'] },
  { treatment: ['Surgery and radiotherapy', 'Radiotherapy alone'], names: ['surgery', 'radiotherapy'] },
  { treatment: ['Erlotinib', 'Docetaxel'], names: ['erlotinib', 'docetaxel'] },
  { treatment: ['Zoledronic acid', 'Placebo'], names: ['zoledronic acid', 'placebo'] },
  { treatment: ['Kyphoplasty', 'Nonsurgical management'], names: ['kyphoplasty', 'nonsurgical'] },
  { treatment: ['Single-fraction RT (8 Gy)', 'Multifraction RT (20 Gy in 5 fractions)'], names: ['single-fraction', 'multifraction'] },
  { treatment: ['Early palliative care', 'Standard care'], names: ['early palliative care', 'standard care'] },
];
const triples: readonly ArmNames[] = [
  { treatment: ['Docetaxel', 'Erlotinib', 'Best supportive care'], names: ['docetaxel', 'erlotinib', 'best supportive care'] },
  { treatment: ['Low dose (LD)', 'High dose (HD)', 'Placebo'], names: ['LD', 'HD', 'placebo'] },
  { treatment: ['Surgery', 'Radiotherapy', 'Observation'], names: ['surgery', 'radiotherapy', 'observation'] },
];
const fours: readonly ArmNames[] = [
  { treatment: ['Denosumab + ICIs (DI)', 'Bisphosphonates + ICIs (BI)', 'Denosumab + chemotherapy (DC)', 'Bisphosphonates + chemotherapy (BC)'], names: ['DI', 'BI', 'DC', 'BC'] },
];
const singles: readonly ArmNames[] = [
  { treatment: ['Sr-89'], names: ['Sr-89'] }, { treatment: ['Surgery'], names: ['surgery'] }, { treatment: ['Radiotherapy (30 Gy in 10 fractions)'], names: ['radiotherapy'] }, { treatment: ['Denosumab 120 mg every 4 weeks'], names: ['denosumab'] },
];

/** Each stands for one thing: a table says a number once. */
const outcomes = [['ORR', 'Objective response rate', 'Overall response rate'], ['Pain response', 'Overall pain response'], ['Grade 3-4 adverse events', 'Grade ≥3 toxicity'], ['SREs', 'Skeletal-related events'], ['Pathological fracture', 'New fractures'], ['Hypocalcemia'], ['Neurological improvement'], ['Retreatment', 'Reoperation'], ['Ambulatory status'], ['Hospital readmission'], ['Pain flare'], ['Wound infection']] as const;

interface CountedArm { readonly k: number; readonly n: number }

/** Percentages as programs round them: half up, half to even, or by the binary number. */
function percentageOf(sample: Sampler, { k, n }: CountedArm, places: number): string {
  const exact = (100 * k) / n;
  if (sample.chance(0.5)) return exact.toFixed(places);
  const scale = 10 ** places;
  return (Math.floor(exact * scale + 0.5 + 1e-9) / scale).toFixed(places);
}

export function printedPOf(sample: Sampler, p: number): string {
  const label = sample.one('p', 'P', 'p', 'P', 'p-value', 'P value');
  const space = sample.one('', ' ');
  const bare = (text: string): string => (sample.chance(0.15) ? text.replace(/^0\./u, '.') : text);
  if (sample.chance(0.05)) return p < 0.05 ? `${label} ${sample.one('<', '<')} 0.05` : sample.one(`${label} > 0.05`, `${label} = NS`);
  const least = sample.one(0.001, 0.0001);
  if (p < least) return `${label}${space}<${space}${bare(String(least))}`;
  const places = p < 0.01 ? 4 : sample.one(2, 3, 3, 3);
  const text = p.toFixed(places);
  return `${label}${space}=${space}${bare(Number(text) === 0 ? p.toFixed(4) : text)}`;
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')}${parts.length > 2 ? ',' : ''} and ${parts.at(-1) ?? ''}`;
}

/** A p of these counts by a test that a paper may have used; null where there is none. */
export function drawnP(sample: Sampler, arms: readonly CountedArm[]): number | null {
  const [first, second] = arms;
  const tests = arms.length === 2 && first !== undefined && second !== undefined ? twoByTwoPValues(first, second) : rByTwoPValues(arms);
  return tests.length === 0 ? null : sample.one(...tests).p;
}

const z95 = 1.959963984540054;

/** RR or OR with its Wald interval: " (RR 2.52, 95% CI 1.50-4.24". */
function ratioOf(sample: Sampler, first: CountedArm, second: CountedArm): { readonly label: string; readonly log: number; readonly error: number } | null {
  if ([first, second].some(({ k, n }) => k === 0 || k === n)) return null;
  const isOdds = sample.chance(0.5);
  const log = isOdds ? Math.log((first.k * (second.n - second.k)) / ((first.n - first.k) * second.k)) : Math.log(first.k / first.n / (second.k / second.n));
  const error = Math.sqrt(isOdds ? 1 / first.k + 1 / (first.n - first.k) + 1 / second.k + 1 / (second.n - second.k) : 1 / first.k - 1 / first.n + 1 / second.k - 1 / second.n);
  return { label: isOdds ? sample.one('OR', 'odds ratio') : sample.one('RR', 'relative risk', 'risk ratio'), log, error };
}

function printedRatio(sample: Sampler, label: string, log: number, error: number): string {
  const places = (value: number): number => (value >= 10 ? sample.one(1, 2) : 2);
  const [at, low, high] = [log, log - z95 * error, log + z95 * error].map((x) => Math.exp(x).toFixed(places(Math.exp(x)))) as [string, string, string];
  const equals = sample.one(' ', ' = ', ': ', '=');
  const dash = sample.one('-', '–', ' to ', ', ');
  return sample.one(`${label}${equals}${at}, 95% CI ${low}${dash}${high}`, `${label}${equals}${at} [95% CI: ${low}${dash}${high}]`, `${label}${equals}${at}; 95% CI, ${low}${dash}${high}`);
}

function shareSentence(sample: Sampler, names: readonly string[], sizes: readonly number[], outcome: string): string {
  const base = sample.real(0.08, 0.8);
  const arms = sizes.map((n) => {
    const share = Math.min(0.98, Math.max(0.02, base + 0.15 * sample.normal()));
    return { n, k: Math.min(n, Math.max(0, Math.round(n * share + Math.sqrt(n * share * (1 - share)) * sample.normal()))) };
  });
  const places = sample.one(0, 1, 1, 1, 2);
  const percentages = arms.map((arm) => percentageOf(sample, arm, places));
  const tested = drawnP(sample, arms);
  const p = tested === null ? '' : printedPOf(sample, tested);
  const form = sample.one('percentage', 'percentage', 'k/n (x%)', 'k (x%)', 'x% (k/n)', 'k of n (x%)');
  const values = arms.map(({ k, n }, at) => {
    const x = percentages[at] ?? '';
    return form === 'percentage' ? `${x}%` : form === 'k/n (x%)' ? `${k}/${n} (${x}%)` : form === 'k (x%)' ? `${k} (${x}%)` : form === 'x% (k/n)' ? `${x}% (${k}/${n})` : `${k} of ${n} patients (${x}%)`;
  });
  const versus = sample.one(' vs ', ' vs. ', ' versus ');
  const [first, second] = arms;
  if (arms.length === 1) return sample.one(`${outcome} was ${values[0] ?? ''}.`, `${outcome}: ${values[0] ?? ''}.`, `${outcome} was observed in ${values[0] ?? ''} of patients.`.replace(/(patients \([\d.]+%\)|\)) of patients/u, '$1'));
  const ratio = arms.length === 2 && first !== undefined && second !== undefined && sample.chance(0.3) ? ratioOf(sample, first, second) : null;
  const before = ratio === null ? '' : `${printedRatio(sample, ratio.label, ratio.log, ratio.error)}; `;
  const ofRatio = ratio !== null && sample.chance(0.5) ? printedPOf(sample, twoSidedPOfZ(ratio.log / ratio.error)) : p;
  const close = p === '' ? '' : ` (${before}${ofRatio})`;
  const behind = p === '' ? '' : ratio === null ? `, ${p}` : `, ${before}${ofRatio}`;
  const named = values.map((value, at) => `${value} in the ${names[at] ?? ''} ${sample.one('group', 'arm')}`);
  return sample.one(
    `${outcome}: ${values.join(versus)}${behind}.`, `${outcome}: ${values.join(versus)}${close}.`, `${outcome} was ${named.join(versus)}${close}.`, `${outcome} was ${listed(named)}${close}.`,
    `${outcome} was ${listed(values)} in the ${listed(names)} groups, respectively${close}.`, `${names.map((name) => name).join(versus)}: ${outcome} ${values.join(versus)}${behind}.`,
    `${outcome} was ${values.map((value, at) => `${value} with ${names[at] ?? ''}`).join(versus)}${behind}.`,
  );
}

function effectSentence(sample: Sampler, names: readonly string[]): string {
  const log = sample.normal() * 0.4;
  const error = sample.real(0.08, 0.45);
  const label = sample.one('HR', 'hazard ratio', 'HR', 'adjusted HR');
  const outcome = sample.one('OS', 'PFS', 'overall survival', 'progression-free survival', 'time to first SRE');
  // A p of the same data by another route than the interval: score, likelihood, log-rank.
  const isLogRank = sample.chance(0.2);
  const z = log / error + (sample.chance(0.5) ? 0.05 * sample.normal() : 0);
  const p = printedPOf(sample, twoSidedPOfZ(isLogRank ? z + 0.4 * sample.normal() : z));
  const ratio = printedRatio(sample, label, log, error);
  const test = isLogRank ? sample.one('; log-rank ', ', log-rank ') : sample.one('; ', ', ');
  return sample.one(`${outcome} differed between the groups (${ratio}${test}${p}).`, `${names[0] ?? ''} vs ${names[1] ?? ''}: ${outcome} ${ratio}${test}${p}.`, `Multivariate analysis showed that ${sample.one('EGFR mutation', 'ECOG PS ≥ 2', 'age over 65 years', 'liver metastasis')} predicted ${outcome} (${ratio}${test.replace('log-rank ', '')}${isLogRank ? 'p < 0.9' : p}).`);
}

function timesSentence(sample: Sampler, names: readonly string[]): string {
  const progression = names.map(() => sample.real(2, 14));
  const survival = progression.map((time) => time * sample.real(1.05, 3));
  const limits = (time: number): string => `95% CI ${(time * sample.real(0.6, 0.9)).toFixed(1)}${sample.one('-', '–', ' to ')}${sample.chance(0.15) ? sample.one('NE', 'NR', 'not reached') : (time * sample.real(1.1, 1.7)).toFixed(1)}`;
  const shown = (time: number): string => (sample.chance(0.5) ? `${time.toFixed(1)} months` : `${time.toFixed(1)} months (${limits(time)})`);
  const versus = sample.one(' vs ', ' vs. ', ' versus ');
  const p = names.length === 1 ? '' : `, ${printedPOf(sample, sample.real(0, 0.6))}`;
  return `Median PFS was ${progression.map(shown).join(versus)}${p}${sample.one(';', '.')} ${sample.one('Median OS was', 'median OS', 'mOS:')} ${survival.map(shown).join(versus)}${p}.`;
}

function ratesSentence(sample: Sampler, names: readonly string[]): string {
  const outcome = sample.one('OS', 'PFS', 'local control', 'overall survival', 'DFS', 'survival');
  const years = sample.one([1, 2], [1, 3, 5], [1, 5], [2, 5]);
  let rate = sample.real(60, 95);
  const rates = years.map(() => {
    rate *= sample.real(0.4, 0.95);
    return `${rate.toFixed(sample.one(0, 1))}%`;
  });
  if (names.length === 1 || sample.chance(0.5)) return `The ${listed(years.map((year) => `${year}-`))}year ${outcome} rates were ${listed(rates)}, respectively.`;
  const [year] = years;
  return `The ${year ?? 1}-year ${outcome} rate was ${names.map((name) => `${sample.real(20, 80).toFixed(1)}% in the ${name} group`).join(' vs ')} (${printedPOf(sample, sample.real(0, 0.5))}).`;
}

function responsesSentence(sample: Sampler, names: readonly string[], sizes: readonly number[]): string {
  const counts = sizes.map((n) => {
    const controlled = sample.whole(0, n);
    const responded = sample.whole(0, controlled);
    return { n, controlled, responded, complete: sample.whole(0, responded) };
  });
  const shown = (of: (counts: { readonly controlled: number; readonly responded: number; readonly complete: number }) => number): string => counts.map((each) => `${percentageOf(sample, { k: of(each), n: each.n }, 1)}%`).join(' vs ');
  return `CR: ${shown(({ complete }) => complete)}; ORR: ${shown(({ responded }) => responded)}; DCR: ${shown(({ controlled }) => controlled)}.`;
}

const fillers = [
  'Median follow-up was 14.2 months (range, 3-41).', 'PD-L1 expression ≥ 50% was seen in most tumors.', 'The dose was 8 Gy in 1 fraction or 30 Gy in 10 fractions.', 'Treatment was well tolerated.', 'No treatment-related deaths occurred.',
  'A dose reduction of 25% was allowed.', 'The median age was 63 years (range 34-82).', 'Quality of life improved in both groups (p > 0.05).', 'VAS decreased from 7.2 to 2.4 (p < 0.001).', 'Approximately 60% of patients had two or more bone metastases.', '',
  'The study had 80% power to detect a 15% difference at a two-sided α of 0.05.', 'The AUC was 0.78 (95% CI 0.70-0.86, p < 0.001).', 'Serum NTx fell by 64.3% (p < 0.001).', 'Pain scores correlated with NTx (r = 0.45, p = 0.002).', 'Patients with KPS ≥ 70 lived longer.',
];

/** What is true of the table and of no arm: parts of the patients, lesions, models, pairs, other tests. */
function aside(sample: Sampler, names: readonly string[], sizes: readonly number[]): string {
  const n = sizes.reduce((sum, size) => sum + size, 0);
  const part = { k: 0, n: sample.whole(5, Math.max(6, Math.floor(n / 2))) };
  const k = sample.whole(0, part.n);
  const rest = { k: sample.whole(0, n - part.n), n: n - part.n };
  const x = (arm: CountedArm): string => percentageOf(sample, arm, 1);
  const p = printedPOf(sample, sample.real(0, 0.4));
  const wald = (log: number, error: number): string => printedPOf(sample, twoSidedPOfZ(log / error));
  const [log, error] = [sample.normal() * 0.5, sample.real(0.1, 0.4)];
  const marker = sample.one('EGFR mutation', 'visceral metastases', 'prior fracture', 'diabetes', 'age over 65 years');
  const lesions = sample.whole(n, 3 * n);
  const mean = sample.real(2, 8);
  const spread = sample.real(0.5, 2);
  return sample.one(
    () => `Among ${part.n} patients with ${marker}, ${k} (${x({ k, n: part.n })}%) responded.`,
    () => `In patients with ${marker}, the response rate was ${x({ k, n: part.n })}%.`,
    () => `Response was ${x({ k, n: part.n })}% (${k}/${part.n}) with ${marker} vs ${x(rest)}% (${rest.k}/${rest.n}) without (${printedPOf(sample, drawnP(sample, [{ k, n: part.n }, rest]) ?? 1)}).`,
    () => `Of ${lesions} lesions, ${x({ k: sample.whole(0, lesions), n: lesions })}% were controlled.`,
    () => `Local control was ${x({ k: sample.whole(0, lesions), n: lesions })}% of lesions.`,
    () => `Pain was present in ${x({ k: sample.whole(0, n), n })}% of patients before and ${x({ k: sample.whole(0, n), n })}% after treatment (McNemar ${p}).`,
    () => `On multivariable logistic regression, ${marker} predicted response (${printedRatio(sample, sample.one('adjusted OR', 'aOR', 'OR'), log, error)}; ${wald(log, error)}).`,
    () => `After propensity score matching, response was ${sample.real(20, 60).toFixed(1)}% vs ${sample.real(20, 60).toFixed(1)}% (${p}).`,
    () => `The adjusted response rates were ${sample.real(20, 60).toFixed(1)}% and ${sample.real(20, 60).toFixed(1)}%, respectively (${p}).`,
    () => `Mean pain score was ${names.map(() => `${(mean + sample.normal()).toFixed(1)} ± ${spread.toFixed(1)}`).join(' vs ')} (${p}).`,
    () => `There was no interaction with ${marker} (p for interaction = ${sample.real(0.1, 0.9).toFixed(2)}).`,
    () => `The cumulative incidence of fracture at 2 years was ${names.map(() => `${sample.real(2, 30).toFixed(1)}%`).join(' vs ')} (Gray's test ${p}).`,
    () => `The 1-year local recurrence rate was ${names.map(() => `${sample.real(2, 30).toFixed(1)}%`).join(' vs ')} (${p}).`,
    () => `Median hospital stay was ${names.map(() => `${sample.whole(4, 9)} (IQR ${sample.whole(2, 3)}–${sample.whole(10, 14)})`).join(' vs ')} days (${p}).`,
    () => `Toxicity included fatigue (${x({ k: sample.whole(0, n), n })}%), nausea (${x({ k: sample.whole(0, n), n })}%) and rash (${x({ k: sample.whole(0, n), n })}%).`,
    () => `Skeletal events occurred at ${sample.real(0.3, 1).toFixed(2)} vs ${sample.real(0.3, 1).toFixed(2)} per person-year (rate ratio ${Math.exp(log).toFixed(2)}, 95% CI ${Math.exp(log - z95 * error).toFixed(2)}-${Math.exp(log + z95 * error).toFixed(2)}, ${wald(log, error)}).`,
    () => `${sample.whole(20, 60)}.${sample.whole(0, 9)}% of patients were women.`.replace(/^[\d.]+%/u, `${x({ k: sample.whole(0, n), n })}%`),
    () => `Overall, ${x({ k, n: n })}% of all patients responded.`.replace(/[\d.]+%/u, `${x({ k: sample.whole(0, n), n })}%`),
    () => `PFS was noninferior (HR ${Math.exp(log).toFixed(2)}, 90% CI ${Math.exp(log - 1.6449 * error).toFixed(2)}-${Math.exp(log + 1.6449 * error).toFixed(2)}; p for noninferiority = ${sample.real(0.001, 0.04).toFixed(3)}).`,
    () => `The response was higher in the ${names[0] ?? ''} group, with a reduction of opioid use by ${sample.real(10, 60).toFixed(1)}%.`,
    () => `Response did not differ between men and women (${x({ k, n: part.n })}% vs ${x(rest)}%, ${printedPOf(sample, drawnP(sample, [{ k, n: part.n }, rest]) ?? 1)}).`,
  )();
}

export function simulatedTrial(seed: number): SimulatedTrial {
  const sample = samplerOf(randomOf(seed * 7919 + 17));
  const arms = sample.one(sample.one(...pairs), sample.one(...pairs), sample.one(...pairs), sample.one(...triples), sample.one(...fours), sample.one(...singles));
  const scale = sample.one(25, 60, 120, 300, 600);
  const sizes = arms.names.map(() => Math.max(8, Math.round(scale * sample.real(0.5, 1.5))));
  const total = sizes.reduce((sum, n) => sum + n, 0);
  const treatment = arms.treatment.join(sample.one(' vs ', ' vs. ', ' versus ', ' compared with '));
  const patients = sizes.length === 1 ? sample.one(String(total), `n = ${total}`, `${total} patients`)
    : sample.one(sizes.join(' vs '), sizes.join(' vs '), `${total} (${sizes.join(' vs ')})`, sizes.map((n) => `n = ${n}`).join(' vs '), sizes.join('/'));
  const left = [...outcomes];
  const shares = (): string => {
    const [names] = left.splice(sample.whole(0, left.length - 1), 1);
    return shareSentence(sample, arms.names, sizes, sample.one(...(names ?? ['Retreatment'])));
  };
  const once = [() => timesSentence(sample, arms.names), () => ratesSentence(sample, arms.names), () => effectSentence(sample, arms.names), () => (left[0]?.[0] === 'ORR' ? (left.shift(), responsesSentence(sample, arms.names, sizes)) : ''), () => sample.one(...fillers), () => sample.one(...fillers)];
  const sentences = Array.from({ length: sample.whole(1, 5) }, () => (sample.chance(0.3) ? aside(sample, arms.names, sizes) : sample.chance(0.5) || once.length === 0 ? shares() : once.splice(sample.whole(0, once.length - 1), 1)[0]?.() ?? ''));
  return { studyType: sample.one('Retrospective', 'Prospective', 'Randomized controlled trial', 'Phase 3'), treatment, population: 'Patients with bone metastases', patients, results: sentences.filter((sentence) => sentence !== '').join(sample.one(' ', ' ', '\n')), conclusions: '' };
}
