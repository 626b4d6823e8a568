// Owns names that share a stem across a slash: SMAD2/3, miR-17/20a, IL-17A/F. Refuses tails that are names of their own.

const shortTail = /^(?:\d{1,4}[a-zα-ω]?|[A-Za-zα-ω]|I{1,3}|IV|V)(?<arm>-[35]p)?$/u;
const armOnly = /^[35]p$/u;

/** "3" after SMAD2 is SMAD3, "20a" after miR-17 is miR-20a, "F" after IL-17A is IL-17F, "5p" after miR-193a-3p is the other arm. */
export function withStem(before: string, tail: string): string | null {
  if (armOnly.test(tail)) return /-[35]p$/u.test(before) ? `${before.slice(0, -2)}${tail}` : null;
  if (!shortTail.test(tail)) return null;
  const [, stem, number = '', letter = '', roman = ''] = /^(.*?[^\d])(?:(\d{1,4})([a-zA-Zα-ω]?)|-(I{1,3}|IV|V))(?:-[35]p)?$/u.exec(before) ?? [];
  if (stem === undefined) return null;
  if (roman !== '') return /^[IV]+$/u.test(tail) ? `${stem}-${tail}` : null;
  if (/^\d/u.test(tail)) return `${stem}${tail}`;
  return letter === '' ? null : `${stem}${number}${tail}`;
}
