// Owns how a page comes by the list of references below it: in the style and under the numbers that an export was asked for.
import type { ParsedInput } from './contract/methods';
import type { PageControl } from './printedPage';
import type { LinesRequest, ListControl, ListedLine, ReferenceLists } from './referenceList';
import type { OpenDocument } from './session';
import type { ReadHandle } from './store/handle';

export interface ListingControl { readonly signal: AbortSignal; readonly lists: ReferenceLists; readonly onListing: ListControl['progress'] }
export interface StepsControl { readonly onReading: (done: number, total: number) => void }
type ListChoices = Pick<ParsedInput<'exportTable'>, 'style' | 'stylePath' | 'numbering' | 'language' | 'includePrivate'>;

export function pageControl(document: OpenDocument, request: ListChoices, control: ListingControl & StepsControl): PageControl {
  return { signal: control.signal, onStep: control.onReading, listReferences: (handle, studyIds) => linesOf(document, handle, request, { studyIds, under: null }, control) };
}

export function linesOf({ documentId }: OpenDocument, handle: ReadHandle, { style, stylePath, numbering, language, includePrivate }: ListChoices, wanted: Pick<LinesRequest, 'studyIds' | 'under'>, { signal, lists, onListing }: ListingControl): Promise<readonly ListedLine[]> {
  return lists.lines(documentId, handle, { style: style ?? '', stylePath, numbering, language, includePrivate, ...wanted }, { signal, progress: onListing });
}
