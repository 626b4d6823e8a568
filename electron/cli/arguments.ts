// Owns reading the words of one command: its file and its options. Refuses what the command does not know, and an option
// that comes twice, with a sentence; a value may begin with a dash.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError, type Options, type Spoken } from './commandLine';

export interface Words { readonly file: string; readonly sources: readonly string[]; readonly options: Options }

export function readWords(command: Spoken, argv: readonly string[]): Words {
  const declared = Object.fromEntries(Object.entries(command.options).map(([name, kind]) => [name, { type: kind === 'flag' ? 'boolean' : 'string' } as const]));
  const { values, positionals, tokens } = parsed(() => parseArgs({ args: joined(command, argv), allowPositionals: true, tokens: true, options: { ...declared, json: { type: 'boolean' } } }));
  refuseTwice(tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : [])));
  const [file, ...further] = positionals;
  const [second, ...more] = command.secondFile === undefined ? [undefined, ...further] : further;
  if (file === undefined || file === '') throw new UsageError('Name the FILE.');
  if (command.secondFile !== undefined && (second === undefined || second === '')) throw new UsageError(`Name the ${command.secondFile}.`);
  if (more.length > 0 && command.takesFurtherFiles !== true) throw new UsageError(`One file at a time; “${more.join(' ')}” is too much. Put quotes around a value of several words.`);
  const options: Record<string, string | true> = {};
  for (const [name, value] of Object.entries(values)) if (typeof value === 'string' || value === true) options[name] = value;
  if (options['out'] === '-') throw new UsageError('--out takes the name of a file, and “-” is none: a file is written whole and then named, so it can\'t go to stdout. Name a file; one that is called so is ./-.');
  for (const name of command.required) if (options[name] === undefined) throw new UsageError(`--${name} is missing.`);
  return { file: resolve(file), sources: [second, ...more].flatMap((each) => (each === undefined ? [] : [resolve(each)])), options };
}

/** The last one would win, and nobody would hear of the first. */
function refuseTwice(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw new UsageError(`--${twice} is given twice. Give it once.`);
}

function parsed<Result>(parse: () => Result): Result {
  try {
    return parse();
  } catch (thrown) {
    const [sentence = ''] = (thrown instanceof Error ? thrown.message : String(thrown)).split(/\. |\n/u);
    throw new UsageError(`${sentence.replace(/\.$/u, '')}.`);
  }
}

/** `--value -1.00` as `--value=-1.00`: a value may begin with a dash, unless it is one of our own options (`--value=--json`). */
function joined(command: Spoken, argv: readonly string[]): string[] {
  const isOption = (argument: string): boolean => ['--json', ...Object.keys(command.options).map((name) => `--${name}`)].includes(argument);
  const args: string[] = [];
  for (let at = 0; at < argv.length; at += 1) {
    const argument = argv[at] ?? '';
    const next = argv[at + 1];
    if (argument.startsWith('--') && command.options[argument.slice(2)] === 'text') {
      if (next === undefined || isOption(next)) throw new UsageError(`${argument} needs a value.`);
      args.push(`${argument}=${next}`);
      at += 1;
    } else args.push(argument);
  }
  return args;
}
