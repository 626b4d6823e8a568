// Owns keeping an export preset: with a view, its rows are those that the view asks for, then and later. Refuses what no export
// could follow: columns that the table does not have, choices that are not the document's, a format of other tables.
import { isGridTable } from './contract/tableNames';
import type { ExportPreset } from './contract/exports';
import type { ParsedInput } from './contract/methods';
import { requireSubject } from './exportDocument';
import { isStudyFormat, requireStudies } from './exportReferences';
import { columnsIn } from './journal/customColumns';
import { printedColumns } from './queries/printedColumns';
import type { OpenDocument } from './session';
import { keepPreset } from './store/presets';

export function savePreset({ file, views }: Pick<OpenDocument, 'file' | 'views'>, { viewId, ...preset }: ParsedInput<'savePreset'>): ExportPreset {
  const { table, format, choices } = preset;
  requireSubject({ ...choices, table, format, viewId, path: null });
  if (isStudyFormat(format)) requireStudies(format, table);
  if (isGridTable(table)) printedColumns(columnsIn(file.handle), table, choices.columns, true);
  const view = viewId === null ? null : views.queryOf(viewId);
  const kept = view === null ? preset : { ...preset, choices: { ...choices, rows: { search: view.search, filters: [...view.filters], sort: [...view.sort] } } };
  keepPreset(file, kept);
  return kept;
}
