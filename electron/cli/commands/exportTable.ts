// `export FILE --table T --format F --out PATH [--release V]`: one table as a file, all active rows in printed order; studies
// also as references; of a release byte by byte as it was; with `--tracked [--since V]` as Word with the changes since a
// release, the latest where none is named.
import { exportFormats, exportTables } from '../../../db/contract/exports';
import { studyFormats } from '../../../db/contract/references';
import { resolve } from 'node:path';
import type { TrackedChanges } from '../../../db/contract/exports';
import { oneOf, openDocument, textOption, UsageError, type Ask, type Command, type Options } from '../commandLine';

const formats = [...exportFormats, ...studyFormats];

export const exportTable: Command = {
  name: 'export', usage: `export FILE --table ${exportTables.join('|')} --format ${formats.join('|')} --out PATH [--release VERSION] [--tracked [--since VERSION]]`, summary: `Write a table to a file, as it is or as it was in a release; ${studyFormats.join(', ')} are for studies; --tracked is for docx`,
  options: { table: 'text', format: 'text', out: 'text', release: 'text', tracked: 'flag', since: 'text' }, required: ['table', 'format', 'out'],
  run: async (file, options, ask) => {
    const table = oneOf('table', textOption(options, 'table'), exportTables);
    const format = oneOf('format', textOption(options, 'format'), formats);
    const path = resolve(textOption(options, 'out'));
    await openDocument(ask, file, 'read');
    const version = options['release'] === undefined ? null : textOption(options, 'release');
    if (version !== null) await ask('openRelease', { version });
    const since = await sinceOption(options, ask);
    const written = await ask('exportTable', { table, format, path, since });
    return { exitCode: 0, json: { ok: true, table, format, ...(version === null ? {} : { release: version }), ...written }, text: `Wrote ${written.rows} rows of ${table}${version === null ? '' : ` of release ${version}`} to ${written.path} (${written.bytes} bytes).${leftOutText(written.leftOut ?? 0)}${trackedText(written.tracked)}` };
  },
};

function leftOutText(leftOut: number): string {
  return leftOut === 0 ? '' : ` Left out: ${leftOut} of which only the number is known.`;
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
