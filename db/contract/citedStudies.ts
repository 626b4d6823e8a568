// Owns reading a cell of references as files and command lines have it: "[66, 67]", "66; 67", "[15–17]", "PMID 12345678".
// Pure. Refuses everything else, and ranges that no article cites.

/** A study that a row cites: by its number in the document, or by its PMID, with what a new one is called (null: by its PMID). */
export type CitedStudy = { readonly number: number } | { readonly pmid: string; readonly label: string | null };

const mostReferences = 200;
const longestCell = 4000;

/** In the order written, each once; null when the text says anything else. */
export function citedStudies(text: string): readonly CitedStudy[] | null {
  if (text.length > longestCell) return null;
  const cited = new Map<string, CitedStudy>();
  const parts = text.replaceAll(/[[\]]/gu, ' ').replaceAll(/\bPMID\s{0,9}:?\s{0,9}0{0,9}(?=[1-9])/giu, 'PMID').split(/[,;\s]+/u).filter((each) => each !== '');
  for (const part of parts) {
    const pmid = /^PMID(\d{1,8})$/u.exec(part)?.[1];
    if (pmid !== undefined) {
      cited.set(part, { pmid, label: null });
      continue;
    }
    const range = /^(\d{1,6})(?:[-–](\d{1,6}))?$/u.exec(part);
    if (range === null) return null;
    const first = Number(range[1]);
    const last = Number(range[2] ?? range[1]);
    if (last < first || last - first > mostReferences) return null;
    for (let number = first; number <= last; number += 1) cited.set(String(number), { number });
  }
  return [...cited.values()];
}

/** "66", "PMID 12345678": by which two citations are the same or not. */
export function citedKey(cited: CitedStudy): string {
  return 'number' in cited ? String(cited.number) : `PMID ${cited.pmid}`;
}

/** "[66, 67]", or "66, PMID 12345678" where one has no number yet. */
export function printedKeys(keys: readonly string[]): string {
  if (keys.length === 0) return '';
  return keys.every((key) => /^\d+$/u.test(key)) ? `[${keys.join(', ')}]` : keys.join(', ');
}
