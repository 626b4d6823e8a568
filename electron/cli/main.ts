// Owns the command line: `lacuna COMMAND FILE [options]`. Reads arguments, runs one command with the core in this
// process, prints text or one JSON document, and ends with 0 (done), 1 (the answer is no), 2 (wrong use, unreadable) or, when
// a signal stopped it, what shells expect of that.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { createCore, defaultDataFolder, systemDeps } from '../../db/core';
import { LacunaError } from '../../db/contract/errors';
import { readWords, type Words } from './arguments';
import { answersNo, UsageError, type Ask, type Command, type Outcome, type Spoken } from './commandLine';
import { backup } from './commands/backup';
import { check } from './commands/check';
import { addColumn, columns } from './commands/columns';
import { diff } from './commands/diff';
import { exportTable } from './commands/exportTable';
import { history } from './commands/history';
import { importTables } from './commands/importTables';
import { newDocument } from './commands/newDocument';
import { references } from './commands/references';
import { release, releases } from './commands/releases';
import { setCell } from './commands/setCell';
import { redo, undo } from './commands/undo';
import { verify } from './commands/verify';
import { watchSignals, type Interruption } from './interruption';
import { serve, serveCommand } from './serve';

const commands: readonly Command[] = [newDocument, importTables, check, exportTable, references, setCell, columns, addColumn, undo, redo, history, release, releases, diff, verify, backup];
const spoken: readonly Spoken[] = [...commands, serveCommand];

const usageOf = ({ usage }: Spoken): string => `lacuna ${usage} [--json]`;

function help(): string {
  const lines = spoken.map(({ usage, summary }) => `  ${usage}\n      ${summary}`);
  return `Lacuna: curate the evidence tables of a review.\n\n${lines.join('\n')}\n\nEach takes --json, which prints one JSON document.\nExit codes: 0 done, 1 the answer is no, 2 wrong use or a file that can't be read or written.`;
}

async function main([name, ...rest]: readonly string[]): Promise<number> {
  const isJson = rest.includes('--json') || name === '--json';
  if (name === undefined) {
    console.error(help());
    return 2;
  }
  if (['--help', '-h', 'help'].includes(name)) {
    console.log(help());
    return 0;
  }
  const wanted = spoken.find((candidate) => candidate.name === name);
  if (wanted === undefined) return refuse({ code: 'wrong-use', message: `Lacuna has no command “${name}”. It has: ${spoken.map((each) => each.name).join(', ')}.` }, isJson, 'lacuna COMMAND FILE [options]');
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(`Usage: ${usageOf(wanted)}\n${wanted.summary}.`);
    return 0;
  }
  let interruption: Interruption | null = null;
  try {
    const words = readWords(wanted, rest);
    const command = commands.find((candidate) => candidate.name === name);
    if (command === undefined) return await serve(words.file, words.options);
    interruption = watchSignals();
    const outcome = await run(command, words, interruption);
    for (const note of outcome.notes ?? []) console.error(note);
    // A text that ends its last line goes out as it is: a CSV ends as its file would.
    process.stdout.write((isJson ? JSON.stringify(outcome.json) : outcome.text).replace(/(?<!\n)$/u, '\n'));
    return outcome.exitCode;
  } catch (thrown) {
    const stopped = interruption?.exitCode() ?? null;
    if (thrown instanceof LacunaError && thrown.code === 'cancelled' && stopped !== null) return refuse(thrown.toBody(), isJson, null, stopped);
    if (thrown instanceof LacunaError) return refuse(thrown.toBody(), isJson, null, answersNo.has(thrown.code) ? 1 : 2);
    if (thrown instanceof UsageError) return refuse({ code: 'wrong-use', message: thrown.message }, isJson, usageOf(wanted));
    return refuse({ code: 'internal', message: `Something in Lacuna went wrong: ${thrown instanceof Error ? thrown.message : String(thrown)}. Please report it with these words.` }, isJson, null);
  }
}

/** A person reads stderr, a program stdout. */
function refuse(error: { readonly code: string; readonly message: string }, isJson: boolean, usage: string | null, code = 2): number {
  if (isJson) console.log(JSON.stringify({ ok: false, error }));
  console.error(usage === null ? error.message : `${error.message}\nUsage: ${usage}`);
  return code;
}

async function run(command: Command, { file, sources, options }: Words, interruption: Interruption): Promise<Outcome> {
  const dataFolder = command.isAside === true ? mkdtempSync(join(tmpdir(), 'lacuna-aside-')) : defaultDataFolder(process.env, process.platform);
  const core = createCore(systemDeps({ dataFolder, emit: () => {} }));
  const ask: Ask = async (method, input) => {
    const callId = v7();
    const reply = await interruption.run(() => core.dispatch({ callId, method, input: JSON.parse(JSON.stringify(input)) }), () => core.cancel(callId));
    if (!reply.ok) throw new LacunaError(reply.error.code, reply.error.message, reply.error.details);
    return reply.value as never; // the core answers what the contract says
  };
  try {
    return await command.run(file, options, ask, { sources, folder: dataFolder });
  } finally {
    await core.close();
    if (command.isAside === true) rmSync(dataFolder, { recursive: true, force: true });
  }
}

// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', (problem: NodeJS.ErrnoException) => {
  if (problem.code === 'EPIPE') process.exit(0);
  throw problem;
});
// Nor is a terminal that was closed: there is nobody left to tell.
process.stderr.on('error', () => {});
process.exitCode = await main(process.argv.slice(2));
