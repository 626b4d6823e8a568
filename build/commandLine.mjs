// Owns what the words after `npm start --`, `npm test --` and `npm run bench --` mean. Pure. Refuses what it does not know, with the usage.
import util from 'node:util'; // by name, an old Node could not even say that it is too old
import { SetupProblem } from './speech.mjs';

const startUsage = 'npm start -- [FILE] [--web] [--no-open] [--port N] [--data DIR] [--read-only]';
const testUsage = 'npm test -- [--only NAME[,NAME]] [--fast]';

const benchUsage = 'npm run bench -- [--rows N] [--only core|window]';

export const suites = /** @type {const} */ (['unit', 'contract', 'migrations', 'security', 'hosts', 'packaging', 'durability']);
const slow = ['durability', 'e2e'];
export const allRuns = /** @type {readonly string[]} */ (['types', 'lint', ...suites, 'e2e']);

/**
 * @param {readonly string[]} argv
 * @returns {{ readonly isWeb: boolean, readonly file: string | null, readonly data: string | null, readonly passedOn: readonly string[] }}
 *   `passedOn` is what the loopback host gets, which reads the same words but `--web`
 */
export function readStartArguments(argv) {
  return orUsage(startUsage, () => {
    const { values, positionals } = util.parseArgs({
      args: [...argv], allowPositionals: true,
      options: { web: { type: 'boolean' }, 'no-open': { type: 'boolean' }, port: { type: 'string' }, data: { type: 'string' }, 'read-only': { type: 'boolean' } },
    });
    if (positionals.length > 1) throw new Error('Name one file');
    const { port } = values;
    if (port !== undefined && !(/^\d{1,5}$/u.test(port) && Number(port) <= 65_535)) throw new Error(`--port takes a number from 0 to 65535, not “${port}”`);
    const isWeb = values.web === true || values['no-open'] === true || port !== undefined || values['read-only'] === true;
    return { isWeb, file: positionals[0] ?? null, data: values.data ?? null, passedOn: argv.filter((word) => word !== '--web') };
  });
}

/**
 * @param {readonly string[]} argv
 * @returns {{ readonly wanted: readonly string[], readonly notRun: readonly string[] }}
 */
export function readTestArguments(argv) {
  return orUsage(testUsage, () => {
    const { values, positionals } = util.parseArgs({ args: [...argv], allowPositionals: true, options: { only: { type: 'string' }, fast: { type: 'boolean' } } });
    const named = [...(values.only?.split(',') ?? []), ...positionals];
    const unknown = named.find((name) => !allRuns.includes(name));
    if (unknown !== undefined) throw new Error(`There is no suite “${unknown}”; there are ${allRuns.join(', ')}`);
    const wanted = allRuns.filter((name) => (named.length === 0 || named.includes(name)) && (values.fast !== true || !slow.includes(name)));
    return { wanted, notRun: allRuns.filter((name) => !wanted.includes(name)) };
  });
}

/**
 * @param {readonly string[]} argv
 * @returns {{ readonly rows: number, readonly isCore: boolean, readonly isWindow: boolean }}
 */
export function readBenchArguments(argv) {
  return orUsage(benchUsage, () => {
    const { values } = util.parseArgs({ args: [...argv], options: { rows: { type: 'string', default: '100000' }, only: { type: 'string' } } });
    const { rows, only } = values;
    if (!/^\d{4,7}$/u.test(rows) || Number(rows) < 1000 || Number(rows) > 1_000_000) throw new Error(`--rows takes a number from 1000 to 1000000, not “${rows}”`);
    if (only !== undefined && only !== 'core' && only !== 'window') throw new Error(`--only takes core or window, not “${only}”`);
    return { rows: Number(rows), isCore: only !== 'window', isWindow: only !== 'core' };
  });
}

/** @template Answer @param {string} usage @param {() => Answer} read @returns {Answer} */
function orUsage(usage, read) {
  try {
    return read();
  } catch (problem) {
    const sentence = (problem instanceof Error ? problem.message : String(problem)).split('. To specify')[0] ?? '';
    throw new SetupProblem(`${sentence.replace(/\.$/u, '')}.\nUsage: ${usage}`);
  }
}
