// Owns CSL-JSON: a list of items, one a line, so that two exports can be compared line by line.
import { toCslJson } from '../../evidence/references/cslItem';
import type { ReferenceEntry } from './referenceEntry';

/** The file as text, a piece per study; ends in a line feed. */
export function* cslJsonPieces(entries: Iterable<ReferenceEntry>): Generator<string> {
  let before = '[';
  for (const { id, fields } of entries) {
    yield `${before}\n${JSON.stringify(toCslJson(fields, id))}`;
    before = ',';
  }
  yield before === '[' ? '[]\n' : '\n]\n';
}
