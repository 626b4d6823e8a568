// `diff FILE [--from R] [--to R] [--format json|csv|docx] [--out PATH] [--include-private]`: what differs between two states, as text, as one
// JSON document, or as a change list: CSV is printed where no file is named. Without --from since the last release, or since the document was made.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { tables } from '../../../db/contract/columns';
import type { ChangedField, ChangedRow, Comparison, StateRef } from '../../../db/contract/releases';
import { oneOf, openDocument, textOption, UsageError, type Ask, type Command, type Options, type Outcome } from '../commandLine';

const formats = ['json', 'csv', 'docx'] as const;
const rowsPerAnswer = 500;

interface States { readonly from: StateRef; readonly to: StateRef; readonly includePrivate: boolean }

export const diff: Command = {
  name: 'diff', usage: `diff FILE [--from RELEASE|beginning] [--to RELEASE|now] [--format ${formats.join('|')}] [--out PATH] [--include-private]`, summary: 'Compare two states of a document; what is private is left out without --include-private',
  options: { from: 'text', to: 'text', format: 'text', out: 'text', 'include-private': 'flag' }, required: [],
  run: async (file, options, ask) => {
    const format = options['format'] === undefined ? null : oneOf('format', textOption(options, 'format'), formats);
    const path = options['out'] === undefined ? null : resolve(textOption(options, 'out'));
    if (path !== null && format === null) throw new UsageError('--out needs a --format.');
    if (path === null && format === 'docx') throw new UsageError(`--format ${format} needs an --out.`);
    await openDocument(ask, file, 'read');
    const states = { from: await fromState(options, ask), to: stateNamed(options, 'to') ?? { kind: 'now' as const }, includePrivate: options['include-private'] === true };
    if (path !== null && format !== null) {
      const { total, from, to } = await ask('compareStates', { ...states, limit: 0 });
      const written = await ask('exportComparison', { ...states, format, path });
      return { exitCode: 0, json: { ok: true, from, to, total, format, ...written }, text: `Wrote ${written.rows} changed ${written.rows === 1 ? 'field' : 'fields'} of ${total} ${total === 1 ? 'row' : 'rows'} to ${written.path} (${written.bytes} bytes).` };
    }
    if (format === 'csv') return await printedList(ask, states);
    const whole = await wholeComparison(ask, states);
    return { exitCode: 0, json: { ok: true, ...whole }, text: format === 'json' ? JSON.stringify(whole, null, 2) : asText(whole) };
  },
};

/** The change list itself, as it would stand in the file. */
async function printedList(ask: Ask, states: States): Promise<Outcome> {
  const { total, from, to } = await ask('compareStates', { ...states, limit: 0 });
  const folder = mkdtempSync(join(tmpdir(), 'lacuna-diff-'));
  try {
    const { path, rows } = await ask('exportComparison', { ...states, format: 'csv', path: join(folder, 'changes.csv') });
    const text = readFileSync(path, 'utf8');
    return { exitCode: 0, json: { ok: true, from, to, total, format: 'csv', rows, text }, text };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fromState(options: Options, ask: Ask): Promise<StateRef> {
  const named = stateNamed(options, 'from');
  if (named !== null) return named;
  const [last] = (await ask('listReleases', {})).releases;
  return last === undefined ? { kind: 'beginning' } : { kind: 'release', version: last.version };
}

function stateNamed(options: Options, name: 'from' | 'to'): StateRef | null {
  if (options[name] === undefined) return null;
  const version = textOption(options, name).trim();
  const word = version.toLowerCase();
  if (version === '') throw new UsageError(`--${name} names a release, now or beginning.`);
  return word === 'now' || word === 'beginning' ? { kind: word } : { kind: 'release', version };
}

async function wholeComparison(ask: Ask, states: States): Promise<Comparison> {
  const first = await ask('compareStates', { ...states, limit: rowsPerAnswer });
  const rows: ChangedRow[] = [...first.rows];
  while (rows.length < first.total) rows.push(...(await ask('compareStates', { ...states, start: rows.length, limit: rowsPerAnswer })).rows);
  return { ...first, rows };
}

function asText({ from, to, total, counts, rows }: Comparison): string {
  const head = `From ${from.name} (up to change ${from.seq}) to ${to.name} (up to change ${to.seq}): `;
  if (total === 0) return `${head}no difference.`;
  return [`${head}${counts.map(({ table, kind, rows: count }) => `${tables[table].name} ${count} ${kind}`).join(', ')}.`, ...rows.map(rowText)].join('\n');
}

function rowText({ table, ordinal, rowName, kind, fields }: ChangedRow): string {
  return [`${tables[table].name} ${ordinal} ${rowName}: ${kind}`, ...fields.map((field) => `  ${field.heading}: ${wordsText(field)}${whoText(field)}`)].join('\n');
}

/** "Promoting [-TGF-3-]{+TGF-β+} signaling", as word differences are written in shells. */
function wordsText({ words }: ChangedField): string {
  return words.map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `[-${text}-]`)).join('').replaceAll(/\s*\n\s*/gu, ' ');
}

function whoText({ revisions }: ChangedField): string {
  const last = revisions.at(-1);
  return last === undefined ? '' : `  (${last.curator}, ${last.madeAtUtc.slice(0, 10)}${last.why === null ? '' : `: ${last.why}`})`;
}
