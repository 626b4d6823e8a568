// Owns writing what an import refused to a file that can be mended and imported: a temporary file, the rename. Refuses to
// take the place of a document, and of a file that is imported, which holds the other rows.
import { encodedText } from './store/encodedText';
import { requireExportPlace, type ExportSources } from './store/writePlace';
import { writeWhole } from './store/writeWhole';

export async function saveRefused(sources: ExportSources, path: string, uniqueName: string, { rows, pieces }: { readonly rows: number; readonly pieces: Iterable<string> }): Promise<{ readonly path: string; readonly rows: number; readonly bytes: number }> {
  requireExportPlace(sources, path);
  return { path, rows, bytes: await writeWhole(path, uniqueName, encodedText(pieces)) };
}
