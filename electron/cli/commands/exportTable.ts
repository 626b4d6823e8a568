// `export FILE --table T --format F --out PATH [--release V]`: one table as a file, all active rows in printed order; studies
// also as references; of a release byte by byte as it was.
import { exportFormats, exportTables } from '../../../db/contract/exports';
import { studyFormats } from '../../../db/contract/references';
import { resolve } from 'node:path';
import { oneOf, openDocument, textOption, type Command } from '../commandLine';

const formats = [...exportFormats, ...studyFormats];

export const exportTable: Command = {
  name: 'export', usage: `export FILE --table ${exportTables.join('|')} --format ${formats.join('|')} --out PATH [--release VERSION]`, summary: `Write a table to a file, as it is or as it was in a release; ${studyFormats.join(', ')} are for studies`,
  options: { table: 'text', format: 'text', out: 'text', release: 'text' }, required: ['table', 'format', 'out'],
  run: async (file, options, ask) => {
    const table = oneOf('table', textOption(options, 'table'), exportTables);
    const format = oneOf('format', textOption(options, 'format'), formats);
    const path = resolve(textOption(options, 'out'));
    await openDocument(ask, file, 'read');
    const version = options['release'] === undefined ? null : textOption(options, 'release');
    if (version !== null) await ask('openRelease', { version });
    const written = await ask('exportTable', { table, format, path });
    return { exitCode: 0, json: { ok: true, table, format, ...(version === null ? {} : { release: version }), ...written }, text: `Wrote ${written.rows} rows of ${table}${version === null ? '' : ` of release ${version}`} to ${written.path} (${written.bytes} bytes).${leftOutText(written.leftOut ?? 0)}` };
  },
};

function leftOutText(leftOut: number): string {
  return leftOut === 0 ? '' : ` Left out: ${leftOut} of which only the number is known.`;
}
