// Owns `datapackage.json`, which says what a CSV or TSV export holds (Frictionless Tabular Data Package 1,
// https://specs.frictionlessdata.io/tabular-data-package/). Pure: facts in, text out. Refuses dates, so that the same
// export has the same description; and types other than string: a cell is its text, `5.0` and `007` as they are.
import { formatFacts } from './formats';
import type { PrintedColumn } from './printedTable';

export interface ResourceFacts {
  /** Any text; its name for machines is made from it. */
  readonly name: string;
  readonly title: string;
  /** The file that was written, beside which this one will lie: its name alone, no folder. */
  readonly fileName: string;
  readonly format: 'csv' | 'tsv';
  readonly columns: readonly PrintedColumn[];
  readonly bytes: number;
  /** SHA-256 of the file, 64 hexadecimal digits. */
  readonly sha256: string;
}

export interface DataPackageFacts extends ResourceFacts {
  /** Only what is known: an identifier of Open Definition such as "CC-BY-4.0", or an address, or both. */
  readonly licenses?: readonly { readonly name?: string; readonly path?: string; readonly title?: string }[];
}

/**
 * The text of the file; ends in a line feed. A `RangeError` for a sum that is none and for a file name that the
 * specification's paths can not have: folders, or `.` or `~` first.
 */
export function dataPackageText({ licenses = [], ...facts }: DataPackageFacts): string {
  return packageText(facts, licenses, [facts]);
}

/** Of several files that lie beside it; their names for machines differ. */
export function dataPackageOf(about: { readonly name: string; readonly title: string }, resources: readonly ResourceFacts[]): string {
  return packageText(about, [], resources);
}

function packageText({ name, title }: { readonly name: string; readonly title: string }, licenses: NonNullable<DataPackageFacts['licenses']>, resources: readonly ResourceFacts[]): string {
  const whole = { profile: 'tabular-data-package', name: packageName(name), ...(title === '' ? {} : { title }), ...(licenses.length === 0 ? {} : { licenses }), resources: resources.map(resourceOf) };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

function resourceOf({ name, title, fileName, format, columns, bytes, sha256 }: ResourceFacts): object {
  if (!/^(?!file:)[^./~\\][^/\\]*$/s.test(fileName)) throw new RangeError(`${fileName} is no name of a file`);
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError(`${sha256} is no SHA-256`);
  const { mimeType } = formatFacts[format];
  return {
    name: packageName(name), path: fileName, profile: 'tabular-data-resource', ...(title === '' ? {} : { title }), format, mediatype: mimeType.split(';')[0], encoding: 'utf-8', bytes, hash: `sha256:${sha256}`,
    dialect: {
      csvddfVersion: 1.2, delimiter: format === 'csv' ? ',' : '\t', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, skipInitialSpace: false, header: true, caseSensitiveHeader: true,
    },
    schema: { fields: fieldsOf(columns), missingValues: [''] },
  };
}

/** Names are the headings, because a reader compares them with the first line; a heading that comes again is counted. */
function fieldsOf(columns: readonly PrintedColumn[]): readonly object[] {
  const taken = new Set(columns.map(({ heading }) => heading));
  const seen = new Set<string>();
  return columns.map(({ heading, description = '' }, index) => {
    let name = heading === '' ? `Column ${index + 1}` : heading;
    for (let count = 2; seen.has(name) || (name !== heading && taken.has(name)); count += 1) name = `${heading} (${count})`;
    seen.add(name);
    return { name, title: heading, type: 'string', ...(description === '' ? {} : { description }) };
  });
}

/** Lower-case letters, digits, `.`, `_`, `-`: all that the specification lets a name have. */
export function packageName(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9._]+/g, '-').replace(/^[-.]+|[-.]+$/g, '');
  return plain === '' ? 'table' : plain;
}
