// Owns what every command shares: its outcome, the core it talks to, and the words that curators may use for tables
// and columns. Exit codes: 0 done, 1 the answer is no, 2 wrong use or a file that can't be read.
import { resolve } from 'node:path';
import type { ColumnDefinition } from '../../db/contract/columnDefinition';
import { tables } from '../../db/contract/columns';
import { gridTables, type GridTable } from '../../db/contract/tableNames';
import type { DocumentColumns } from '../../db/contract/customColumns';
import type { ErrorCode } from '../../db/contract/errors';
import { LacunaError } from '../../db/contract/errors';
import type { Input, MethodName, Output } from '../../db/contract/methods';
import { numberingModes, NumberingWord } from '../../db/contract/references';

export interface Outcome {
  readonly exitCode: 0 | 1;
  /** What `--json` prints. */
  readonly json: unknown;
  /** What a person reads. */
  readonly text: string;
  /** What has to be said beside the answer, whoever reads it: on stderr. */
  readonly notes?: readonly string[];
}

/** Wrong use of the command line: a sentence, then the usage. */
export class UsageError extends Error {}

/** Calls the core; a refusal is thrown as the core's own error. */
export type Ask = <Name extends MethodName>(method: Name, input: Input<Name>) => Promise<Output<Name>>;

export type Options = Readonly<Record<string, string | true>>;

/** What a command is called and which words it takes. */
export interface Spoken {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, 'text' | 'flag'>>;
  readonly required: readonly string[];
  /** What a second file is called, where the command takes one: SOURCE. */
  readonly secondFile?: string;
  /** Whether more files of that kind may follow. */
  readonly takesFurtherFiles?: true;
}
export interface Place {
  /** The files after the first; none where the command takes one only. */
  readonly sources: readonly string[];
  /** The core's own. */
  readonly folder: string;
}
export interface Command extends Spoken {
  /** It works on copies: the core gets a folder that goes with it, and neither lists them as recent nor backs them up. */
  readonly isAside?: boolean;
  run(file: string, options: Options, ask: Ask, place: Place): Promise<Outcome>;
}

/** Refusals that answer the question with no; all others mean that the command could not be carried out. */
export const answersNo: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['nothing-to-undo', 'nothing-to-redo', 'stale-edit', 'later-change-depends']);

export function textOption(options: Options, name: string): string {
  const value = options[name];
  if (typeof value !== 'string') throw new UsageError(`--${name} needs a value.`);
  return value;
}

export function oneOf<Word extends string>(option: string, value: string, words: readonly Word[]): Word {
  const found = words.find((word) => plain(word) === plain(value));
  if (found === undefined) throw new UsageError(`--${option} takes one of ${words.join(', ')}, not “${value}”.`);
  return found;
}

/** `--numbering`, if it is given. */
export function numberingOption(options: Options): string | undefined {
  if (options['numbering'] === undefined) return undefined;
  const numbering = textOption(options, 'numbering');
  if (!NumberingWord.safeParse(numbering).success) throw new UsageError(`--numbering takes one of ${numberingWords}, not “${numbering}”.`);
  return numbering;
}
/** `--style`: the name of a style, or a .csl file. Names have neither dots nor slashes. */
export function styleOption(options: Options): { readonly style: string; readonly stylePath: string | null } {
  const style = textOption(options, 'style');
  return { style, stylePath: /[\\/]|\.(?:csl|xml)$/iu.test(style) ? resolve(style) : null };
}
const numberingWords = numberingModes.map((mode) => (mode === 'offset' ? 'offset:N' : mode)).join(', ');

/** A column by its key or its heading, whatever the case, spaces and punctuation; a lab's own too. */
export function columnNamed(columns: DocumentColumns, table: GridTable, name: string): ColumnDefinition {
  const editable = columns.of(table).filter((column) => column.isEditable);
  const found = editable.find((column) => plain(column.key) === plain(name) || plain(column.heading) === plain(name));
  if (found === undefined) throw new UsageError(`${tables[table].name} has no column “${name}”. It has: ${editable.map((column) => column.key).join(', ')}.`);
  return found;
}

export function tableNamed(name: string): GridTable {
  return oneOf('table', name, gridTables);
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

export async function openDocument(ask: Ask, file: string, access: 'write' | 'read'): Promise<Output<'openDocument'>> {
  const document = await ask('openDocument', { path: file, access });
  if (access === 'write' && document.isReadOnly) throw new LacunaError('document-read-only', `${document.path} can't be changed. ${document.readOnlyReason ?? ''}`.trim(), { path: document.path });
  return document;
}
