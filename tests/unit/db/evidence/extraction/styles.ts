// Prints structured statements in the styles of journals' tables, and says what must be read back from them. The printing
// knows nothing of the extractor: it is put together from parts as authors do.
import fc from 'fast-check';

export interface Printed {
  readonly text: string;
  /** Lines as `saidOfArms` writes them. */
  readonly lines: readonly string[];
}

export interface Trial {
  readonly treatment: string;
  readonly patients: string;
  /** How a sentence names each arm. */
  readonly names: readonly string[];
}

const trials: readonly Trial[] = [
  { treatment: 'Zolomab vs Placebo', patients: '120 vs 118', names: ['zolomab', 'placebo'] },
  { treatment: 'SBRT versus Conventional EBRT', patients: '114/115', names: ['SBRT', 'conventional EBRT'] },
  { treatment: 'Cemented stem vs. Uncemented stem', patients: '60 vs 58', names: ['cemented', 'uncemented'] },
  { treatment: 'PCI compared with CABG', patients: '1,023 vs 1,019', names: ['PCI', 'CABG'] },
  { treatment: 'Denosumab + ICIs (DI) vs Bisphosphonates + ICIs (BI)', patients: '80 (40 vs 40)', names: ['DI', 'BI'] },
  { treatment: 'Kyphoplasty vs Nonsurgical management', patients: 'n = 65 vs n = 64', names: ['kyphoplasty', 'nonsurgical'] },
];
const longTrials: readonly Trial[] = [
  { treatment: 'Docetaxel vs Erlotinib vs Best supportive care', patients: '40 vs 42 vs 41', names: ['docetaxel', 'erlotinib', 'best supportive care'] },
  { treatment: 'Low dose (LD) vs Medium dose (MD) vs High dose (HD) vs Sham', patients: '30/31/29/33', names: ['LD', 'MD', 'HD', 'sham'] },
];

export const anyTrial = fc.constantFrom(...trials, ...longTrials);
export const twoArmTrial = fc.constantFrom(...trials);

const points = ['.', '.', '.', '·'];
const pick = <Value>(...values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values);

interface PrintedP {
  readonly text: string;
  readonly line: string;
}

/** "p = 0.012", "P<.001", "p value = 4.7×10⁻⁴" … */
export const anyP: fc.Arbitrary<PrintedP> = fc.record({
  label: pick('p', 'P', 'p-value', 'P value', 'p value'),
  operator: pick('=', '<', '≤', '>'),
  spacing: pick('', ' '),
  number: fc.oneof(
    fc.integer({ min: 1, max: 999 }).map((thousandths) => (thousandths / 1000).toFixed(3)),
    fc.integer({ min: 1, max: 99 }).map((hundredths) => `.${String(hundredths).padStart(2, '0')}`),
    pick('0.0001', '.001', '1.2e-4', '4.7×10⁻⁴', '3.1 × 10−5', '0·04'),
  ),
}).map(({ label, operator, spacing, number }) => ({ text: `${label}${spacing}${operator}${spacing}${number}`, line: `p${operator}${number}` }));

interface PrintedInterval {
  readonly text: (lower: string, upper: string) => string;
  readonly level: string;
}

const labelled = pick('95% CI ', '95% CI, ', '95% CI: ', '95%CI ', '95% confidence interval, ', '95% confidence interval [CI], ', 'CI 95% ', '95% CI = ', '95% CI of ');
const dashes = pick('-', '–', ' - ', ' to ', ', ', '—', '; ');

export const anyInterval: fc.Arbitrary<PrintedInterval> = fc.oneof(
  fc.tuple(labelled, dashes, pick('()', '[]', ';', ',')).map(([label, dash, around]) => ({
    text: (lower: string, upper: string): string => (around.length === 2 ? ` ${around.charAt(0)}${label}${lower}${dash}${upper}${around.charAt(1)}` : `${around} ${label}${lower}${dash}${upper}`), level: ' 95%',
  })),
  fc.tuple(dashes, pick('()', '[]')).map(([dash, around]) => ({ text: (lower: string, upper: string): string => ` ${around.charAt(0)}${lower}${dash}${upper}${around.charAt(1)}`, level: '' })),
);

const decimal = (min: number, max: number, decimals: number): fc.Arbitrary<string> => fc.integer({ min: Math.ceil(min * 10 ** decimals), max: Math.floor(max * 10 ** decimals) }).map((units) => (units / 10 ** decimals).toFixed(decimals));

const ratioLabels = pick(['HR', 'HR'], ['HR', 'hazard ratio'], ['HR', 'hazard ratio [HR]'], ['HR', 'aHR'], ['RR', 'relative risk'], ['RR', 'RR'], ['RR', 'risk ratio (RR)'], ['OR', 'OR'], ['OR', 'odds ratio'], ['OR', 'adjusted OR']);
const outcomes = pick(['OS', 'OS'], ['PFS', 'PFS'], ['OS', 'overall survival'], ['SRE', 'skeletal-related events'], ['mortality', 'mortality'], ['fracture', 'vertebral fracture'], ['recurrence', 'local recurrence']);

/** "OS: HR 0.65 (95% CI 0.50–0.85), p = 0.001" and its kin. */
export const anyRatio = (trial: Trial): fc.Arbitrary<Printed> => fc.record({
  label: ratioLabels, equals: pick(' ', ' = ', '=', ': ', ', ', ' of '), outcome: outcomes, frame: pick('colon', 'brackets', 'for'), interval: anyInterval, p: fc.option(anyP, { nil: null }),
  point: fc.constantFrom(...points), estimate: decimal(0.2, 4, 2), lower: decimal(0.05, 0.19, 2), upper: fc.oneof(decimal(4.1, 9, 2), decimal(10, 30, 1)), join: pick('; ', ', '),
}).map(({ label: [measure, name], equals, outcome: [outcomeClass, outcome], frame, interval, p, point, estimate, lower, upper, join }) => {
  const raised = (number: string): string => number.replace('.', point);
  const statistic = `${equals}${raised(estimate)}${interval.text(raised(lower), raised(upper))}${p === null ? '' : `${join}${p.text}`}`;
  const text = frame === 'colon' ? `${outcome}: ${name}${statistic}` : frame === 'brackets' ? `There was a difference in ${outcome} (${name}${statistic})` : `The ${name} for ${outcome} was${equals === ' = ' || equals === '=' ? ' ' : equals === ', ' ? ' ' : equals}${statistic.slice(equals.length)}`;
  const reversed = trial.names.length === 2 ? ' or 1,0' : '';
  return { text, lines: [`${outcomeClass}: ${measure} ${raised(estimate)} [${raised(lower)}, ${raised(upper)}]${interval.level}${p === null ? '' : ` ${p.line}`} → ${trial.names.map((_name, index) => index).join(',')}${reversed}`] };
});

const shareOutcomes: fc.Arbitrary<readonly [string, string]> = pick<readonly [string, string]>(['ORR', 'ORR'], ['DCR', 'disease control rate'], ['pain response', 'pain response'], ['adverse events', 'adverse events'], ['CR', 'complete response'], ['SRE', 'SREs'], ['“reintervention”', 'reintervention']);
type ShareForm = (k: number, n: number, percentage: string) => readonly [text: string, line: string];
const shareForms = pick<ShareForm>(
  (_k, _n, percentage) => [`${percentage}%`, `${percentage}%`],
  (k, n, percentage) => [`${k}/${n} (${percentage}%)`, `${percentage}% ${k}/${n}`],
  (k, _n, percentage) => [`${k} (${percentage}%)`, `${percentage}% ${k}`],
  (k, n, percentage) => [`${percentage}% (${k}/${n})`, `${percentage}% ${k}/${n}`],
  (k, n, percentage) => [`${k} of ${n} (${percentage}%)`, `${percentage}% ${k}/${n}`],
  (k, n, percentage) => [`${k} of ${n} patients (${percentage}%)`, `${percentage}% ${k}/${n}`],
  (k, n, percentage) => [`${k} (${percentage}%) of ${n}`, `${percentage}% ${k}/${n}`],
  (k, n, percentage) => [`${percentage} % [${k}/${n}]`, `${percentage}% ${k}/${n}`],
  (k, n) => [`${k}/${n}`, `${k}/${n}`],
);

/** Values that stand against each other: named behind, before, in a heading, dealt out, or not at all. */
const anyComparison = (trial: Trial, printed: readonly (readonly [text: string, line: string])[], outcome: string, p: PrintedP | null): fc.Arbitrary<{ readonly text: string; readonly isNamed: boolean }> => {
  const last = trial.names.length - 1;
  const listed = (parts: readonly string[]): string => (parts.length === 2 ? parts.join(' and ') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`);
  const values = printed.map(([text]) => text);
  return fc.record({ versus: pick(' vs ', ' versus ', ' vs. ', ' v '), frame: pick('none', 'brackets', 'behind', 'with', 'before', 'heading', 'dealt', 'and'), join: pick(', ', '; ', ' (') }).map(({ versus, frame, join }) => {
    const closing = p === null ? '' : join === ' (' ? ` (${p.text})` : `${join}${p.text}`;
    const compared = values.join(versus);
    if (frame === 'brackets') return { text: `The ${outcome} differed (${compared}${p === null ? '' : `, ${p.text}`})`, isNamed: false };
    if (frame === 'behind') return { text: `${outcome}: ${values.map((value, index) => `${value} in the ${trial.names[index] ?? ''} group`).join(versus)}${closing}`, isNamed: true };
    if (frame === 'with') return { text: `${outcome} was ${values.map((value, index) => `${value} with ${trial.names[index] ?? ''}`).join(versus)}${closing}`, isNamed: true };
    if (frame === 'and') return { text: `${outcome} was ${listed(values.map((value, index) => `${value} in the ${trial.names[index] ?? ''} arm`))}${closing}`, isNamed: true };
    if (frame === 'before') return { text: `${outcome}: ${values.map((value, index) => `${trial.names[index] ?? ''} ${value}`).join(versus)}${closing}`, isNamed: true };
    if (frame === 'heading') return { text: `${trial.names.join(versus)}: ${outcome} ${compared}${closing}`, isNamed: true };
    if (frame === 'dealt') return { text: `${outcome} was ${listed(values)} in the ${listed(trial.names)} groups, respectively${closing}`, isNamed: true };
    return { text: `${outcome}${last === 1 ? ': ' : ' '}${compared}${closing}`, isNamed: false };
  });
};

function comparisonLines(trial: Trial, name: string, printed: readonly (readonly [text: string, line: string])[], p: PrintedP | null, isNamed: boolean): readonly string[] {
  const last = trial.names.length - 1;
  return printed.map(([, line], index) => `${name}: ${line}${p === null ? '' : ` ${p.line}`} #0 → ${index}${isNamed ? '' : ` or ${last - index}`}`);
}

export const anyShares = (trial: Trial): fc.Arbitrary<Printed> => fc.record({
  outcome: shareOutcomes, form: shareForms, decimals: pick(0, 1, 2), p: fc.option(anyP, { nil: null }), counts: fc.array(fc.tuple(fc.integer({ min: 20, max: 900 }), fc.integer({ min: 2, max: 90 })), { minLength: trial.names.length, maxLength: trial.names.length }),
}).chain(({ outcome: [name, outcome], form, decimals, p, counts }) => {
  const printed = counts.map(([n, hundredths]) => {
    const k = Math.max(1, Math.round((n * hundredths) / 100));
    return form(k, n, ((100 * k) / n).toFixed(decimals));
  });
  return anyComparison(trial, printed, outcome, p).map(({ text, isNamed }) => ({ text, lines: comparisonLines(trial, name, printed, p, isNamed) }));
});

const averageOutcomes: fc.Arbitrary<readonly [string, string]> = pick<readonly [string, string]>(['OS', 'median OS'], ['PFS', 'median PFS'], ['PFS', 'mPFS'], ['OS', 'mOS'], ['TTP', 'median time to progression'], ['DOR', 'median duration of response']);

/** Median times over the arms, each perhaps with its interval. */
export const anyMedians = (trial: Trial): fc.Arbitrary<Printed> => fc.record({
  outcome: averageOutcomes, unit: pick<readonly [string, string]>(['months', 'months'], ['mo', 'months'], ['weeks', 'weeks'], ['days', 'days']), interval: fc.option(anyInterval, { nil: null }), p: fc.option(anyP, { nil: null }),
  estimates: fc.array(decimal(3, 30, 1), { minLength: trial.names.length, maxLength: trial.names.length }), isOpen: fc.boolean(),
}).chain(({ outcome: [name, outcome], unit: [shown, unit], interval, p, estimates, isOpen }) => {
  const printed = estimates.map((estimate) => {
    const upper = isOpen ? 'NE' : '44.0';
    return [`${estimate} ${shown}${interval === null ? '' : interval.text('1.2', upper)}`, `median ${estimate} ${unit}${interval === null ? '' : ` [1.2, ${upper}]${interval.level}`}`] as const;
  });
  return anyComparison(trial, printed, outcome, p).map(({ text, isNamed }) => ({ text, lines: comparisonLines(trial, name, printed, p, isNamed) }));
});

const rateOutcomes = pick(['OS', 'OS'], ['DFS', 'DFS'], ['local control', 'local control']);

/** "The 1-, 3- and 5-year OS rates were a, b and c": each at its time. */
export const anyRates = (trial: Trial): fc.Arbitrary<Printed> => fc.record({
  outcome: rateOutcomes, times: pick([1, 3, 5], [1, 2], [2, 5]), values: fc.array(decimal(10, 99, 1), { minLength: 3, maxLength: 3 }), frame: pick('before', 'behind', 'single'), respectively: fc.boolean(),
}).map(({ outcome: [name, outcome], times, values, frame, respectively }) => {
  const shown = values.slice(0, times.length).map((value) => `${value}%`);
  const and = (parts: readonly string[]): string => `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
  const end = respectively ? ', respectively' : '';
  const text = frame === 'before' ? `The ${times.slice(0, -1).map((time) => `${time}-`).join(', ')} and ${times.at(-1) ?? ''}-year ${outcome} rates were ${and(shown)}${end}`
    : frame === 'behind' ? `${outcome} at ${and(times.map(String))} years was ${and(shown)}${end}` : times.map((time, index) => `${time}-year ${outcome} ${shown[index] ?? ''}`).join(', ');
  const all = trial.names.map((_arm, index) => index).join(',');
  return { text, lines: times.map((time, index) => `${name} @${time} years: ${shown[index] ?? ''} → ${all}`) };
});
