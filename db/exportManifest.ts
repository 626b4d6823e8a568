// Owns what is said beside a file that was exported: what it lacks, in sentences that may go out with it, and its manifest.
// `privates`: what was left out of it.
import { basename } from 'node:path';
import { ExportChoices, type ExportedTable, type TrackedChanges } from './contract/exports';
import type { ParsedInput } from './contract/methods';
import { isGridTable } from './contract/tableNames';
import type { manifestTables } from './exportDocument';
import { manifestText } from './exports/manifest';
import { privateFilterSentence, publicChoices, publicQuery } from './exports/publicChoices';
import { readHead } from './journal/applyChangeSet';
import { noPlaceFor } from './notesBelow';
import type { PrintedPage } from './printedPage';
import { listConflicts } from './queries/listConflicts';
import { listReleases } from './queries/listReleases';
import type { PrivateRows } from './queries/privateRows';
import type { OpenDocument } from './session';
import type { ReadHandle } from './store/handle';

type Request = ParsedInput<'exportTable'>;
export interface WrittenFile { readonly rows: number; readonly bytes: number; readonly sha256: string; readonly columns: readonly string[]; readonly page: PrintedPage | null; readonly numberOnly?: number; readonly privateStudies?: number; readonly tracked?: TrackedChanges; readonly ofDocument?: { readonly tables: ReturnType<typeof manifestTables>; readonly empty: readonly ExportedTable[] } }

/** Sentences on what the file lacks, as they may go out with it. */
export function leftOutOf(document: OpenDocument, privates: PrivateRows, request: Request, { page, numberOnly = 0, privateStudies = 0 }: WrittenFile): readonly string[] {
  const view = request.viewId === null ? null : document.views.queryOf(request.viewId);
  return [
    ...(page?.leftOut ?? []), ...privateFilterSentence([view, request.rows], privateColumns(privates, request)), ...noPlaceFor(request),
    ...(numberOnly === 0 ? [] : [`${numberOnly} of which only the number is known.`]), ...(privateStudies === 0 ? [] : [`Private studies: ${privateStudies}.`]),
  ];
}

function privateColumns(privates: PrivateRows, { table }: Request): (key: string) => boolean {
  return (key) => table !== 'document' && table !== 'history' && privates.isColumn(table, key);
}

export function manifestOf(document: OpenDocument, handle: ReadHandle, privates: PrivateRows, request: Request, { rows, bytes, sha256, columns, page, tracked, ofDocument }: WrittenFile, leftOut: readonly string[], version: string): string {
  const { table, format, path, viewId, preset, since: _since, until: _until, stylePath: _stylePath, ...choices } = request;
  const { seq, hash } = readHead(handle);
  const isPrivate = privateColumns(privates, request);
  const view = viewId === null ? null : document.views.queryOf(viewId);
  const named = tracked?.until ?? document.release?.version ?? null;
  const release = listReleases(handle).find((each) => (named === null ? each.seq === seq : each.version === named));
  return manifestText({
    lacunaVersion: version, document: { id: document.documentId, title: document.title, change: seq, changeHash: hash }, release: named ?? release?.version ?? null, contentHash: release?.contentHash ?? null,
    file: { name: basename(path), format, bytes, sha256 }, table, ...(ofDocument === undefined ? {} : { tables: ofDocument.tables }), rows, columns, preset, choices: publicChoices(ExportChoices.parse(choices), isPrivate), view: publicQuery(view === null ? null : { search: view.search, filters: [...view.filters], sort: [...view.sort] }, isPrivate),
    leftOut, undefinedAbbreviations: page?.undefinedAbbreviations ?? [], renumbered: page?.references?.changes ?? [], ...(tracked === undefined ? {} : { tracked }),
    openConflicts: isGridTable(table) || table === 'document' ? listConflicts(handle, { ...(table === 'document' ? {} : { table }), statuses: ['open', 'under review'] }).filter(({ conflictId }) => !privates.idsOf('conflicts').has(conflictId)).map(({ ordinal, title, severity, status }) => ({ number: ordinal, title, severity, status })) : [],
  });
}
