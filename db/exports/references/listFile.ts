// Owns a reference list as a file: plain text, one entry a line, or a page of HTML that word processors take, with an entry a
// paragraph. Pure. Refuses scripts, styles and links: the five marks of an entry are all there is.
import { escapedHtml, htmlOfRuns, textOfRuns, type ListedReference } from '../../contract/references';

export function* listPieces(format: 'text' | 'html', title: string, entries: Iterable<ListedReference>, language: string): Generator<string> {
  if (format === 'text') {
    for (const { runs } of entries) yield `${textOfRuns(runs)}\n`;
    return;
  }
  yield `<!DOCTYPE html>\n<html lang="${escapedHtml(language)}">\n<head><meta charset="utf-8"><title>${escapedHtml(title)}</title></head>\n<body>\n<h1>${escapedHtml(title)}</h1>\n`;
  for (const { runs } of entries) yield `<p dir="auto">${htmlOfRuns(runs)}</p>\n`;
  yield '</body>\n</html>\n';
}
