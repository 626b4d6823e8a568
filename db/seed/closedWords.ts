// Owns reading one word of a closed list from the built-in review's files. Refuses, with a sentence, any other word.

/** Throws when `word` is not in `words`. */
export function oneOf<const Word extends string>(words: readonly Word[], word: string): Word {
  const found = words.find((candidate) => candidate === word);
  if (found === undefined) throw new Error(`The built-in review says “${word}” where only these may stand: ${words.join(', ')}.`);
  return found;
}
