// Owns writing what an import refused to a file that can be mended and imported: a temporary file, the rename. Refuses to
// take the place of a document.
import { requireExportPlace } from './exportTable';
import { writeWhole } from './store/writeWhole';

const pieceLength = 65_536;

export async function saveRefused(documentPath: string, path: string, uniqueName: string, { rows, pieces }: { readonly rows: number; readonly pieces: Iterable<string> }): Promise<{ readonly path: string; readonly rows: number; readonly bytes: number }> {
  requireExportPlace(documentPath, path);
  return { path, rows, bytes: await writeWhole(path, uniqueName, encoded(pieces)) };
}

function* encoded(pieces: Iterable<string>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < pieceLength) continue;
    yield encoder.encode(text);
    text = '';
  }
  yield encoder.encode(text);
}
