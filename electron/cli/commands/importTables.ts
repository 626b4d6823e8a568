// `import FILE SOURCE… [--into studies|factors|trials|claims] [--dry-run] [--map FILE] [--on-duplicate skip|merge|keep]`:
// the rows of CSV, TSV, XLSX, HTML or JSON tables, or CIViC's evidence items into claims, as one change; what is refused is said row by row. Ends with 1 when there
// were rows and every one of them was refused.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { duplicateChoices, SourceOptions, type ImportCounts, type ImportSource, type ImportedTable, type ImportSourceReport } from '../../../db/contract/imports';
import { oneOf, openDocument, textOption, UsageError, type Ask, type Command, type Options, type Outcome } from '../commandLine';

const places = ['studies', 'factors', 'trials', 'claims'] as const satisfies readonly ImportedTable[];

export const importTables: Command = {
  name: 'import', usage: `import FILE SOURCE… [--into ${places.join('|')}] [--dry-run] [--map FILE] [--on-duplicate ${duplicateChoices.join('|')}]`,
  summary: 'Add and change rows from CSV, TSV, XLSX or JSON as one change; evidence items of CIViC go into claims as they are; --map names a JSON file {"Heading": "column" or null}',
  options: { into: 'text', 'dry-run': 'flag', map: 'text', 'on-duplicate': 'text' }, required: [], secondFile: 'SOURCE', takesFurtherFiles: true,
  run: async (file, options, ask, { sources: paths }) => {
    const table = options['into'] === undefined ? null : oneOf('into', textOption(options, 'into'), places);
    const onDuplicate = options['on-duplicate'] === undefined ? 'skip' : oneOf('on-duplicate', textOption(options, 'on-duplicate'), duplicateChoices);
    const chosen = options['map'] === undefined ? {} : readMap(resolve(textOption(options, 'map')));
    const sources = paths.map((path): ImportSource => ({ path, table, options: chosen }));
    return options['dry-run'] === true ? preview(ask, file, sources, onDuplicate) : importNow(ask, file, sources, onDuplicate, options);
  },
};

async function preview(ask: Ask, file: string, sources: readonly ImportSource[], onDuplicate: (typeof duplicateChoices)[number]): Promise<Outcome> {
  await openDocument(ask, file, 'read');
  const { sources: reports, total } = await ask('previewImport', { sources: [...sources], onDuplicate });
  const isClear = reports.every(({ problems }) => problems.length === 0);
  return {
    exitCode: isClear && !isWhollyRefused(total) ? 0 : 1,
    json: { ok: isClear, dryRun: true, sources: reports.map(toldSource), total },
    text: [...reports.flatMap(linesOf), `Nothing was written: ${inWords(total)}.`].join('\n'),
  };
}

async function importNow(ask: Ask, file: string, sources: readonly ImportSource[], onDuplicate: (typeof duplicateChoices)[number], options: Options): Promise<Outcome> {
  await openDocument(ask, file, 'write');
  const { committed, sources: reports, total, rows, studiesAdded } = await ask('importTables', { sources: [...sources], onDuplicate });
  const unknownHeadings = [...new Set(reports.flatMap((report) => report.unknownHeadings))];
  const studies = studiesAdded === 0 ? '' : ` ${studiesAdded} cited ${studiesAdded === 1 ? 'study is' : 'studies are'} new here and came as ${studiesAdded === 1 ? 'a stub' : 'stubs'}.`;
  const left = unknownHeadings.length === 0 ? '' : ` Not imported, because no column is called so: ${unknownHeadings.join(', ')}.`;
  const done = committed === null ? 'Nothing to import.' : `Done: ${committed.label}.`;
  return {
    exitCode: isWhollyRefused(total) ? 1 : 0,
    json: {
      ok: true, dryRun: false, table: options['into'] === undefined ? null : (reports[0]?.table ?? null), rows, studiesAdded, unknownHeadings,
      changeSetId: committed?.changeSetId ?? null, label: committed?.label ?? null, sources: reports.map(toldSource), total,
    },
    text: [`${done}${studies}${left}`, ...reports.flatMap(linesOf)].join('\n'),
  };
}

function isWhollyRefused({ records, refused }: ImportCounts): boolean {
  return records > 0 && refused === records;
}

function toldSource(report: ImportSourceReport): Readonly<Record<string, unknown>> {
  const { name, table, format, encoding, delimiter, sheet, headingLine, columns, decimalComma, notes, problems, counts, refused } = report;
  return {
    file: name, table, format, encoding, delimiter, sheet, headingLine, ...counts, refused,
    columns: columns.map(({ heading, target, confidence }) => ({ heading, target, confidence })), decimalComma: decimalComma.state, notes, problems,
  };
}

const mostRefusedLines = 20;

function linesOf({ name, format, encoding, counts, notes, problems, refused }: ImportSourceReport): readonly string[] {
  return [
    `${name} (${format}${encoding === null ? '' : `, ${encoding}`}): ${counts.records} ${counts.records === 1 ? 'row' : 'rows'}; ${inWords(counts)}.`,
    ...[...problems, ...notes].map((sentence) => `  ${sentence}`),
    ...refused.slice(0, mostRefusedLines).map(({ line, reason }) => `  Line ${line} was refused: ${reason}`),
    ...(refused.length > mostRefusedLines ? [`  ${refused.length - mostRefusedLines} more were refused.`] : []),
  ];
}

function inWords({ new: added, changed, unchanged, duplicates, refused }: ImportCounts): string {
  return `${added} new, ${changed} changed, ${unchanged} unchanged, ${duplicates} ${duplicates === 1 ? 'duplicate' : 'duplicates'}, ${refused} refused`;
}

const Columns = z.record(z.string(), z.string().nullable());

/** A map of headings to columns; or the whole of what may be chosen, with the map under `columns`. */
function readMap(path: string): SourceOptions {
  const value = parsedMap(path);
  const columns = Columns.safeParse(value);
  if (columns.success) return { columns: columns.data };
  const whole = SourceOptions.safeParse(value);
  if (whole.success) return whole.data;
  const [first] = whole.error.issues;
  throw new UsageError(`--map: ${path} is no map. It holds {"Heading": "column" or null, …}, or {"columns": {…}, "delimiter": ";", …}${first === undefined || first.path.length === 0 ? '' : `; ${first.path.join('.')} does not fit`}.`);
}

function parsedMap(path: string): unknown {
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new UsageError(`--map: there is no file at ${path} that can be read.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`--map: ${path} is no JSON.`);
  }
}
