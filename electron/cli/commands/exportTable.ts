// `export FILE --table T|document --format F --out PATH [--tables T,T] [--preset NAME] [--numbering …] [--conflicts …] [--notes published] [--source TEXT] [--style S] [--for-excel] [--release V]`
// and `[--tracked] [--since V] [--until V]`: one table as a file, all active rows in printed order or as a preset of the document has it, or the whole document; studies also as references; of
// a release byte by byte as it was; as Word with the changes since a release, up to now or to a later one; where none is named since the latest before that. A manifest lies beside it.
// Private things leave with --include-private alone: a preset is a name among others, and its wish is said instead. What is left out goes to stderr.
import { resolve } from 'node:path';
import { exportFormats, exportSubjects, exportTables, printedConflicts, printedNotes, type ExportedTable, type ExportPreset, type TrackedChanges } from '../../../db/contract/exports';
import { LacunaError } from '../../../db/contract/errors';
import type { Output } from '../../../db/contract/methods';
import { studyFormats } from '../../../db/contract/references';
import { numberingOption, styleOption, oneOf, openDocument, textOption, UsageError, type Ask, type Command, type Options } from '../commandLine';

const formats = [...exportFormats, ...studyFormats];

export const exportTable: Command = {
  name: 'export',
  usage: `export FILE --table ${exportSubjects.join('|')} --format ${formats.join('|')} --out PATH [--tables TABLE,TABLE,…] [--preset NAME] [--numbering original|appearance|offset:N|author-year] [--conflicts ${printedConflicts.join('|')}] [--notes ${printedNotes.join('|')}] [--source TEXT] [--style NAME|FILE.csl] [--for-excel] [--release VERSION] [--tracked] [--since VERSION] [--until VERSION] [--include-private]`,
  summary: `Write a table to a file, or with document all that have rows, as they are or as they were in a release; --tables says which of the document (pages have factors and trials), and csv and tsv of it are a .zip; a preset brings table, format and choices; ${studyFormats.join(', ')} are for studies; --tracked, --since and --until are for docx; private studies, notes and columns are left out without --include-private, whatever the preset says; what is left out is said on stderr`,
  options: { table: 'text', format: 'text', out: 'text', tables: 'text', preset: 'text', numbering: 'text', conflicts: 'text', notes: 'text', source: 'text', style: 'text', 'for-excel': 'flag', release: 'text', tracked: 'flag', since: 'text', until: 'text', 'include-private': 'flag' }, required: ['out'],
  run: async (file, options, ask) => {
    const path = resolve(textOption(options, 'out'));
    const numbering = numberingOption(options);
    const conflicts = options['conflicts'] === undefined ? undefined : oneOf('conflicts', textOption(options, 'conflicts'), printedConflicts);
    const notes = options['notes'] === undefined ? undefined : oneOf('notes', textOption(options, 'notes'), printedNotes);
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
    const tracked = await trackedOptions(options, version, ask);
    const includePrivate = options['include-private'] === true;
    const written = await ask('exportTable', { ...preset?.choices, table, format, path, preset: preset?.name ?? null, includePrivate, ...(numbering === undefined ? {} : { numbering }), ...(conflicts === undefined ? {} : { conflicts }), ...(notes === undefined ? {} : { notes }), ...(sourceNote === undefined ? {} : { sourceNote }), ...style, ...tracked, ...(chosen === undefined ? {} : { tables: chosen }), ...(options['for-excel'] === true ? { isForExcel: true } : {}) });
    return {
      exitCode: 0, json: { ok: true, table, format, ...(version === null ? {} : { release: version }), ...written },
      text: `Wrote ${written.rows} rows of ${table === 'document' ? 'the document' : table}${version === null ? '' : ` of release ${version}`} to ${written.path} (${written.bytes} bytes).${tablesText(written)}${trackedText(written.tracked)}`,
      notes: [...(preset?.choices.includePrivate === true && !includePrivate ? [`The preset “${preset.name}” has what is private. From a shell that goes out with --include-private only, so it was left out.`] : []), ...missingNotes(written)],
    };
  },
};

async function presetNamed(ask: Ask, name: string): Promise<ExportPreset> {
  const presets = await ask('listPresets', {});
  const found = presets.find((preset) => preset.name === name.trim());
  if (found === undefined) throw new LacunaError('not-found', `This document has no preset “${name}”. ${presets.length === 0 ? 'It has none: make one in the Export dialog.' : `It has: ${presets.map((preset) => preset.name).join(', ')}.`}`);
  return found;
}

const mostAbbreviations = 40;

/** What the file lacks, a sentence each. */
function missingNotes({ leftOut, undefinedAbbreviations: undefinedOnes }: Output<'exportTable'>): readonly string[] {
  const more = undefinedOnes.length > mostAbbreviations ? ` and ${undefinedOnes.length - mostAbbreviations} more` : '';
  return [
    ...leftOut.map((sentence) => `Left out: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`),
    ...(undefinedOnes.length === 0 ? [] : [`Not in the glossary: ${undefinedOnes.slice(0, mostAbbreviations).join(', ')}${more}.`]),
  ];
}

/** `--tables factors,trials`. */
function tablesOption(list: string): ExportedTable[] {
  return list.split(',').map((word) => oneOf('tables', word.trim(), exportTables));
}

/** What a document has in the file. */
function tablesText({ tables }: Pick<Output<'exportTable'>, 'tables'>): string {
  return tables === undefined ? '' : ` Tables: ${tables.map(({ table, rows }) => `${table} ${rows}`).join(', ')}.`;
}

/** The releases from which and up to which changes are tracked; to name one is to ask for it. `opened`: the release that stands for now. */
async function trackedOptions(options: Options, opened: string | null, ask: Ask): Promise<{ readonly since?: string; readonly until?: string }> {
  if (options['tracked'] !== true && options['since'] === undefined && options['until'] === undefined) return {};
  const until = options['until'] === undefined ? {} : { until: textOption(options, 'until') };
  if (options['since'] !== undefined) return { since: textOption(options, 'since'), ...until };
  const newestFirst = (await ask('listReleases', {})).releases;
  const last = until.until ?? opened;
  const before = last === null ? newestFirst : newestFirst.slice(newestFirst.findIndex(({ version }) => isNamed(version, last)) + 1);
  const [latest] = before;
  if (latest === undefined) throw new UsageError(newestFirst.length === 0 ? 'Changes are tracked since a release, and this document has none yet. Make one with lacuna release.' : `Changes are tracked since an earlier release, and before ${last ?? 'now'} there is none.`);
  return { since: latest.version, ...until };
}

function isNamed(version: string, name: string): boolean {
  return version.toLowerCase() === name.normalize('NFC').trim().toLowerCase();
}

function trackedText(tracked: TrackedChanges | undefined): string {
  if (tracked === undefined) return '';
  const { since, until, changed, inserted, deleted, entries, renumbered } = tracked;
  const ofList = entries.changed + entries.inserted + entries.deleted === 0 ? '' : `; of the reference list ${entries.changed} changed, ${entries.inserted} inserted, ${entries.deleted} deleted`;
  const listed = renumbered.length === 0 ? '' : `; renumbered references listed: ${renumbered.length}`;
  return ` Tracked since release ${since}${until === null ? '' : ` until release ${until}`}: ${changed} ${changed === 1 ? 'row' : 'rows'} changed, ${inserted} inserted, ${deleted} deleted${ofList}${listed}.`;
}
