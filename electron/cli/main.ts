// Owns the command line: `lacuna COMMAND FILE [options]`. Reads arguments, runs one command with the core in this
// process, prints text or one JSON document, and ends with 0 (done), 1 (the answer is no) or 2 (wrong use, unreadable).
import { v7 } from 'uuid';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createCore, defaultDataFolder, systemDeps } from '../../db/core';
import { LacunaError } from '../../db/contract/errors';
import { answersNo, UsageError, type Ask, type Command, type Outcome } from './commandLine';
import { backup } from './commands/backup';
import { exportTable } from './commands/exportTable';
import { history } from './commands/history';
import { newDocument } from './commands/newDocument';
import { setCell } from './commands/setCell';
import { redo, undo } from './commands/undo';
import { verify } from './commands/verify';
import { serve, serveUsage } from './serve';

const commands: readonly Command[] = [newDocument, exportTable, setCell, undo, redo, history, verify, backup];

function help(): string {
  const lines = commands.map((command) => `  ${command.usage}\n      ${command.summary}`);
  return `Lacuna: curate the evidence tables of a review.\n\n${lines.join('\n')}\n  ${serveUsage}\n      Open the application in the browser, on this machine only\n\nEach takes --json. Exit codes: 0 done, 1 the answer is no, 2 wrong use or unreadable file.`;
}

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === 'serve') return serve(rest);
  const isJson = rest.includes('--json') || name === '--json';
  const fail = (code: number, error: { readonly code: string; readonly message: string }, usage: string | null): number => {
    if (isJson) console.log(JSON.stringify({ ok: false, error }));
    console.error(usage === null ? error.message : `${error.message}\nUsage: lacuna ${usage}`);
    return code;
  };
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? console.error : console.log)(help());
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) return fail(2, { code: 'wrong-use', message: `Lacuna has no command “${name}”. It has: ${[...commands.map((each) => each.name), 'serve'].join(', ')}.` }, 'COMMAND FILE [options]');
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(`Usage: lacuna ${command.usage}\n${command.summary}`);
    return 0;
  }
  try {
    const outcome = await runCommand(command, rest);
    console.log(isJson ? JSON.stringify(outcome.json) : outcome.text);
    return outcome.exitCode;
  } catch (thrown) {
    if (thrown instanceof LacunaError) return fail(answersNo.has(thrown.code) ? 1 : 2, thrown.toBody(), null);
    return fail(2, { code: thrown instanceof UsageError ? 'wrong-use' : 'internal', message: thrown instanceof Error ? thrown.message : String(thrown) }, thrown instanceof UsageError ? command.usage : null);
  }
}

async function runCommand(command: Command, argv: readonly string[]): Promise<Outcome> {
  const { file, options } = readArguments(command, argv);
  const core = createCore(systemDeps({ dataFolder: defaultDataFolder(process.env, process.platform), emit: () => {} }));
  const ask: Ask = async (method, input) => {
    const reply = await core.dispatch({ callId: v7(), method, input: JSON.parse(JSON.stringify(input)) });
    if (!reply.ok) throw new LacunaError(reply.error.code, reply.error.message, reply.error.details);
    return reply.value as never; // the core answers what the contract says
  };
  try {
    return await command.run(file, options, ask);
  } finally {
    await core.close();
  }
}

function readArguments(command: Command, argv: readonly string[]): { readonly file: string; readonly options: Readonly<Record<string, string | true>> } {
  const declared = Object.fromEntries(Object.entries(command.options).map(([name, kind]) => [name, { type: kind === 'flag' ? 'boolean' : 'string' } as const]));
  let parsed: { readonly values: Readonly<Record<string, unknown>>; readonly positionals: readonly string[] };
  try {
    parsed = parseArgs({ args: joined(command, argv), allowPositionals: true, options: { ...declared, json: { type: 'boolean' } } });
  } catch (thrown) {
    throw new UsageError(thrown instanceof Error ? thrown.message.split('. To specify')[0] ?? thrown.message : String(thrown));
  }
  const [file, ...more] = parsed.positionals;
  if (file === undefined) throw new UsageError('Name the FILE.');
  if (more.length > 0) throw new UsageError(`One file at a time; “${more.join(' ')}” is too much.`);
  const options: Record<string, string | true> = {};
  for (const [name, value] of Object.entries(parsed.values)) if (typeof value === 'string' || value === true) options[name] = value;
  for (const name of command.required) if (options[name] === undefined) throw new UsageError(`--${name} is missing.`);
  return { file: resolve(file), options };
}

/** `--value -1.00` as `--value=-1.00`: a value may begin with a dash, unless it is one of our own options. */
function joined(command: Command, argv: readonly string[]): string[] {
  const isOption = (argument: string): boolean => ['--json', ...Object.keys(command.options).map((name) => `--${name}`)].includes(argument);
  const args: string[] = [];
  for (let at = 0; at < argv.length; at += 1) {
    const argument = argv[at] ?? '';
    const next = argv[at + 1];
    if (next !== undefined && next.startsWith('-') && !isOption(next) && command.options[argument.slice(2)] === 'text') {
      args.push(`${argument}=${next}`);
      at += 1;
    } else args.push(argument);
  }
  return args;
}

process.exitCode = await main(process.argv.slice(2));
