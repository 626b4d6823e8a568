// Owns the "Jr" of a name, which follows the given names after a comma. Pure.

export const suffixForm = /^(?:Jr|Sr|Jnr|Snr|II|III|IV|2nd|3rd|4th)\.?$/iu;

/** `given` as CSL and BibTeX want it: the names, and "Jr" apart. */
export function givenAndSuffix(given: string): { readonly given: string; readonly suffix: string | null } {
  const comma = given.lastIndexOf(', ');
  const tail = given.slice(comma + 2);
  return comma > 0 && suffixForm.test(tail) ? { given: given.slice(0, comma), suffix: tail } : { given, suffix: null };
}
