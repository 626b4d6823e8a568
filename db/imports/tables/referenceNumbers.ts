// Owns reading a cell of reference numbers: "[66, 67]", "66; 67", "[15–17]". Pure. Refuses everything else, and ranges
// that no article cites.

const mostReferences = 200;

/** null when the text says anything but numbers. */
export function referenceNumbers(text: string): readonly number[] | null {
  if (text.length > 4000) return null;
  const numbers = new Set<number>();
  for (const part of text.replaceAll(/[[\]]/gu, ' ').replaceAll(/(\d)\s*[-–—]\s*(?=\d)/gu, '$1–').split(/[,;\s]+/u)) {
    if (part === '') continue;
    const range = /^(\d{1,6})(?:–(\d{1,6}))?$/u.exec(part);
    if (range === null) return null;
    const first = Number(range[1]);
    const last = Number(range[2] ?? range[1]);
    if (first < 1 || last < first || last - first > mostReferences) return null;
    for (let number = first; number <= last; number += 1) numbers.add(number);
  }
  return [...numbers];
}
