// `export FILE --table T|document --format F --out PATH [--tables T,T] [--preset NAME] [--numbering …] [--conflicts …] [--source TEXT] [--style S] [--for-excel] [--release V]`
// and `[--tracked [--since V]]`: one table as a file, all active rows in printed order or as a preset of the document has it, or the whole document; studies also as references; of
// a release byte by byte as it was; as Word with the changes since a release, the latest where none is named. A manifest lies beside it.
import { resolve } from 'node:path';
import { exportFormats, exportSubjects, exportTables, printedConflicts, type ExportedTable, type ExportPreset, type TrackedChanges } from '../../../db/contract/exports';
import { LacunaError } from '../../../db/contract/errors';
import type { Output } from '../../../db/contract/methods';
import { studyFormats } from '../../../db/contract/references';
import { numberingOption, styleOption, oneOf, openDocument, textOption, UsageError, type Ask, type Command, type Options } from '../commandLine';

const formats = [...exportFormats, ...studyFormats];

export const exportTable: Command = {
  name: 'export',
  usage: `export FILE --table ${exportSubjects.join('|')} --format ${formats.join('|')} --out PATH [--tables TABLE,TABLE,…] [--preset NAME] [--numbering original|appearance|offset:N|author-year] [--conflicts ${printedConflicts.join('|')}] [--source TEXT] [--style NAME|FILE.csl] [--for-excel] [--release VERSION] [--tracked [--since VERSION]] [--include-private]`,
  summary: `Write a table to a file, or with document all that have rows, as they are or as they were in a release; --tables says which of the document (pages have factors and trials), and csv and tsv of it are a .zip; a preset brings table, format and choices; ${studyFormats.join(', ')} are for studies; --tracked is for docx; private studies, notes and columns are left out without --include-private`,
  options: { table: 'text', format: 'text', out: 'text', tables: 'text', preset: 'text', numbering: 'text', conflicts: 'text', source: 'text', style: 'text', 'for-excel': 'flag', release: 'text', tracked: 'flag', since: 'text', 'include-private': 'flag' }, required: ['out'],
  run: async (file, options, ask) => {
    const path = resolve(textOption(options, 'out'));
    const numbering = numberingOption(options);
    const conflicts = options['conflicts'] === undefined ? undefined : oneOf('conflicts', textOption(options, 'conflicts'), printedConflicts);
    const sourceNote = options['source'] === undefined ? undefined : textOption(options, 'source');
    const style = options['style'] === undefined ? {} : styleOption(options);
    const named = { table: options['table'] === undefined ? undefined : oneOf('table', textOption(options, 'table'), exportSubjects), format: options['format'] === undefined ? undefined : oneOf('format', textOption(options, 'format'), formats) };
    const missing = (['table', 'format'] as const).find((name) => named[name] === undefined && options['preset'] === undefined);
    if (missing !== undefined) throw new UsageError(`--${missing} is missing.`);
    const chosen = options['tables'] === undefined ? undefined : tablesOption(textOption(options, 'tables'));
    const version = options['release'] === undefined ? null : textOption(options, 'release');
    await openDocument(ask, file, 'read');
    const preset = options['preset'] === undefined ? null : await presetNamed(ask, textOption(options, 'preset'));
    if (version !== null) await ask('openRelease', { version });
    const table = named.table ?? preset?.table ?? 'factors';
    const format = named.format ?? oneOf('format', preset?.format ?? 'docx', formats);
    if (preset !== null && preset.table !== table) throw new UsageError(`The preset “${preset.name}” is of ${preset.table}, not of ${table}.`);
    if (chosen !== undefined && table !== 'document') throw new UsageError('--tables says which tables of the document: add --table document.');
    const since = await sinceOption(options, ask);
    const written = await ask('exportTable', { ...preset?.choices, table, format, path, preset: preset?.name ?? null, ...(numbering === undefined ? {} : { numbering }), ...(conflicts === undefined ? {} : { conflicts }), ...(sourceNote === undefined ? {} : { sourceNote }), ...style, since, ...(chosen === undefined ? {} : { tables: chosen }), ...(options['for-excel'] === true ? { isForExcel: true } : {}), ...(options['include-private'] === true ? { includePrivate: true } : {}) });
    return { exitCode: 0, json: { ok: true, table, format, ...(version === null ? {} : { release: version }), ...written }, text: `Wrote ${written.rows} rows of ${table === 'document' ? 'the document' : table}${version === null ? '' : ` of release ${version}`} to ${written.path} (${written.bytes} bytes).${leftOutText(written.leftOut ?? 0, written.leftOutPrivate ?? 0)}${tablesText(written)}${trackedText(written.tracked)}` };
  },
};

async function presetNamed(ask: Ask, name: string): Promise<ExportPreset> {
  const presets = await ask('listPresets', {});
  const found = presets.find((preset) => preset.name === name.trim());
  if (found === undefined) throw new LacunaError('not-found', `This document has no preset “${name}”. ${presets.length === 0 ? 'It has none: make one in the Export dialog.' : `It has: ${presets.map((preset) => preset.name).join(', ')}.`}`);
  return found;
}

function leftOutText(leftOut: number, leftOutPrivate: number): string {
  const parts = [...(leftOut === 0 ? [] : [`${leftOut} of which only the number is known`]), ...(leftOutPrivate === 0 ? [] : [`${leftOutPrivate} private ${leftOutPrivate === 1 ? 'one' : 'ones'}`])];
  return parts.length === 0 ? '' : ` Left out: ${parts.join(', ')}.`;
}

/** `--tables factors,trials`. */
function tablesOption(list: string): ExportedTable[] {
  return list.split(',').map((word) => oneOf('tables', word.trim(), exportTables));
}

/** What a document has in the file, and what it has not. */
function tablesText({ tables, empty = [] }: Pick<Output<'exportTable'>, 'tables' | 'empty'>): string {
  if (tables === undefined) return '';
  return ` Tables: ${tables.map(({ table, rows }) => `${table} ${rows}`).join(', ')}.${empty.length === 0 ? '' : ` Left out, without rows: ${empty.join(', ')}.`}`;
}

/** The release since which changes are tracked; null where they are not. */
async function sinceOption(options: Options, ask: Ask): Promise<string | null> {
  const isTracked = options['tracked'] === true;
  if (options['since'] !== undefined && !isTracked) throw new UsageError('--since says since which release changes are tracked: add --tracked.');
  if (!isTracked) return null;
  if (options['since'] !== undefined) return textOption(options, 'since');
  const [latest] = (await ask('listReleases', {})).releases;
  if (latest === undefined) throw new UsageError('Changes are tracked since a release, and this document has none yet. Make one with lacuna release.');
  return latest.version;
}

function trackedText(tracked: TrackedChanges | undefined): string {
  if (tracked === undefined) return '';
  const { since, changed, inserted, deleted, renumbered } = tracked;
  const listed = renumbered.length === 0 ? '' : `; renumbered references listed: ${renumbered.length}`;
  return ` Tracked since release ${since}: ${changed} ${changed === 1 ? 'row' : 'rows'} changed, ${inserted} inserted, ${deleted} deleted${listed}.`;
}
