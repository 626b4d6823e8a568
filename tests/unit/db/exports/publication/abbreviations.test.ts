// The abbreviations below a table: those that it uses, each once, as the glossary has them; and those that the glossary lacks.
import { describe, expect, test } from 'vitest';
import { abbreviationLine, createAbbreviationReader, type GlossaryEntry } from '../../../../../db/exports/publication/abbreviations';

const glossary: readonly GlossaryEntry[] = [
  { abbreviation: 'OS', expansion: 'overall survival' }, { abbreviation: 'SREs', expansion: 'skeletal-related events' }, { abbreviation: 'mPFS', expansion: 'median progression-free survival' },
  { abbreviation: 'ICIs', expansion: 'immune checkpoint inhibitors' }, { abbreviation: 'EMT', expansion: 'epithelial-mesenchymal transition' }, { abbreviation: 'QoL', expansion: 'quality of life' },
  { abbreviation: 'PI', expansion: 'Phosphates + ICIs' }, { abbreviation: '', expansion: 'nothing' }, { abbreviation: 'XX', expansion: ' ' },
];

function read(...texts: readonly string[]) {
  const reader = createAbbreviationReader(glossary);
  for (const text of texts) reader.read(text, true);
  return { line: abbreviationLine(reader.used()), undefinedOnes: reader.undefinedOnes() };
}

describe('abbreviations that a table uses', () => {
  test('are spelled out once, by alphabet', () => {
    expect(read('OS and QoL', 'OS again; EMT').line).toBe('EMT, epithelial-mesenchymal transition; OS, overall survival; QoL, quality of life.');
  });
  test('in the singular and the plural are one', () => {
    expect(read('an ICI, then ICIs; an SRE').line).toBe('ICIs, immune checkpoint inhibitors; SREs, skeletal-related events.');
  });
  test('are found within joined words, and where a median is meant', () => {
    expect(read('ICIs/EMT-driven').line).toBe('EMT, epithelial-mesenchymal transition; ICIs, immune checkpoint inhibitors.');
    expect(read('mOS 12 months').line).toBe('OS, overall survival.');
    expect(read('mPFS').line).toBe('mPFS, median progression-free survival.');
  });
  test('are no parts of words', () => {
    expect(read('OSX, PIK3CA, cOS, EMTs2, ost').line).toBe('');
  });
  test('that the glossary lacks are named once, unless the table spells them out', () => {
    expect(read('Poor DFS, DFS again', 'objective response rate (ORR) and ORR', 'RANKL').undefinedOnes).toEqual(['DFS']);
  });
  test('are not looked for among symbols', () => {
    const reader = createAbbreviationReader(glossary);
    reader.read('ABCDE', false);
    expect(reader.undefinedOnes()).toEqual([]);
  });
  test('cost time in proportion to the text', () => {
    const reader = createAbbreviationReader(glossary);
    const time = (length: number): number => {
      const text = 'A-B/C-D+'.repeat(length);
      const start = performance.now();
      reader.read(text, false);
      return performance.now() - start;
    };
    time(1000);
    expect(time(200_000)).toBeLessThan(4000);
  });
});
