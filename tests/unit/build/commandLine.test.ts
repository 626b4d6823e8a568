import { describe, expect, test } from 'vitest';
import { allRuns, readBenchArguments, readStartArguments, readTestArguments } from '../../../build/commandLine.mjs';

describe('npm start --', () => {
  test('alone opens the desktop window and no file', () => {
    expect(readStartArguments([])).toEqual({ isWeb: false, file: null, data: null, passedOn: [] });
  });
  test('passes on all words but --web', () => {
    expect(readStartArguments(['--web', 'a.lacuna', '--port', '0', '--data', 'there'])).toEqual({ isWeb: true, file: 'a.lacuna', data: 'there', passedOn: ['a.lacuna', '--port', '0', '--data', 'there'] });
  });
  test.each([['--no-open'], ['--port', '8080'], ['--read-only']])('%s is for the browser', (...argv) => {
    expect(readStartArguments(argv).isWeb).toBe(true);
  });
  test('a file and a folder for data do not forbid the desktop window', () => {
    expect(readStartArguments(['a.lacuna', '--data', 'there']).isWeb).toBe(false);
  });
  test.each([
    [['--wep'], /--wep/u], [['--port'], /--port/u], [['--port', 'x'], /0 to 65535, not “x”/u], [['--port', '65536'], /0 to 65535/u], [['--port=-1'], /0 to 65535/u], [['--data'], /--data/u], [['a', 'b'], /one file/u],
  ])('refuses %j with a sentence and the usage', (argv, message) => {
    expect(() => readStartArguments(argv)).toThrow(message);
    expect(() => readStartArguments(argv)).toThrow(/\nUsage: npm start --/u);
  });
});

describe('npm test --', () => {
  test('alone runs everything', () => {
    expect(readTestArguments([])).toEqual({ wanted: allRuns, notRun: [] });
  });
  test('--only names what to run; the rest is listed', () => {
    const { wanted, notRun } = readTestArguments(['--only', 'unit,types']);
    expect(wanted).toEqual(['types', 'unit']);
    expect(new Set([...wanted, ...notRun])).toEqual(new Set(allRuns));
  });
  test('--fast leaves out what takes long', () => {
    expect(readTestArguments(['--fast']).notRun).toEqual(['durability', 'e2e']);
  });
  test.each([[['--only', 'unti'], /no suite “unti”/u], [['--quick'], /--quick/u], [['--only'], /--only/u]])('refuses %j', (argv, message) => {
    expect(() => readTestArguments(argv)).toThrow(message);
  });
});

describe('npm run bench --', () => {
  test('alone measures everything with 100,000 rows', () => {
    expect(readBenchArguments([])).toEqual({ rows: 100_000, isCore: true, isWindow: true });
  });
  test('--rows and --only narrow it', () => {
    expect(readBenchArguments(['--rows', '20000', '--only', 'core'])).toEqual({ rows: 20_000, isCore: true, isWindow: false });
    expect(readBenchArguments(['--only=window']).isCore).toBe(false);
  });
  test.each([
    [['--rows', '50'], /1000 to 1000000, not “50”/u], [['--rows', '1e5'], /not “1e5”/u], [['--rows=-5'], /not “-5”/u], [['--rows', '9999999'], /not “9999999”/u], [['--rows'], /--rows/u],
    [['--only', 'grid'], /core or window, not “grid”/u], [['--row', '5'], /--row/u], [['100000'], /100000/u],
  ])('refuses %j with a sentence and the usage', (argv, message) => {
    expect(() => readBenchArguments(argv)).toThrow(message);
    expect(() => readBenchArguments(argv)).toThrow(/\nUsage: npm run bench --/u);
  });
});
