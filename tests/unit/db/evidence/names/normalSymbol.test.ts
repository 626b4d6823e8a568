// The keys of symbols (evidence.md, 2): what is the same, what never is.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confusableKey, longestSymbol, normalSymbol, readMicroRna, writeMicroRna } from '../../../../../db/evidence/names/normalSymbol';

describe('one symbol has one key', () => {
  it.each([
    ['tgfbeta', ['TGF-β', 'TGFβ', 'TGF β', 'tgf beta', 'TGF-beta', 'TGF–β', 'TGF‑β', 'TGF-ß', 'ＴＧＦ-β']],
    ['tgfbeta1', ['TGF-β1', 'TGFβ1', 'TGF-beta1', 'TGF-beta-1']],
    ['nfkappab', ['NF-κB', 'NFκB', 'NF-kappaB', 'NF kappa B', 'NF-кB']],
    ['tnfalpha', ['TNF-α', 'TNFα', 'TNF-ɑ', 'TNF alpha']],
    ['pdl1', ['PD-L1', 'PDL1', 'PD L1', 'pd‐l1']],
    ['il20rb', ['IL-20RB', 'IL20RB', 'il 20rb']],
    ['cx3cl1', ['CX3CL1', 'CX3-CL1']],
    ['nm23h1', ['nm23-H1', 'NM23H1', 'nm23 h1']],
    ['mir-17-5p', ['miR-17-5p', 'hsa-miR-17-5p', 'miRNA-17-5p', 'microRNA-17-5p', 'microRNA 17-5p', 'micro-RNA-17-5p', 'MiR17-5p', 'MIR-17-5P', 'miR‐17‐5p', 'miR–17–5p', 'miR 17 5p', 'ｍｉＲ-17-5p']],
    ['mir-193a-3p', ['miR-193a-3p', 'hsa-mir-193a-3p', 'miR193a-3p', 'miR-193a3p']],
    ['mir-182', ['miR-182', 'miR182', 'MIR182', 'miRNA-182']],
    ['mir-16-1', ['miR-16-1', 'hsa-mir-16-1']],
    ['mir-199a*', ['miR-199a*']],
    ['mir-17-92', ['miR-17~92', 'miR-17-92']],
    ['let-7a-5p', ['let-7a-5p', 'hsa-let-7a-5p', 'Let7a-5p']],
    ['pre-mir-21', ['pre-miR-21', 'hsa-pre-miR-21']],
    ['lncrnahotair', ['lncRNA HOTAIR', 'IncRNA HOTAIR', '1ncRNA-HOTAIR', 'LncRNA HOTAIR', 'lncRNA-HOTAIR']],
  ])('%s', (key, texts) => {
    expect(texts.map((text) => [text, normalSymbol(text)])).toEqual(texts.map((text) => [text, key]));
  });
});

describe('two symbols have two keys', () => {
  it.each([
    ['miR-17-5p', 'miR-175p'], ['miR-17-5p', 'miR-175-p'], ['miR-193a-3p', 'miR-193a-5p'], ['miR-193a', 'miR-193a-3p'], ['miR-193a', 'miR-193b'], ['miR-193', 'miR-193a'], ['miR-21', 'miR-210'], ['miR-2-10', 'miR-210'],
    ['miR-199a', 'miR-199a*'], ['miR-16-1', 'miR-161'], ['let-7a', 'let-7b'], ['miR-17', 'pre-miR-17'], ['MIR17HG', 'miR-17'], ['mmu-miR-17', 'miR-17'], ['SMAD2', 'SMAD3'], ['IL-1α', 'IL-1β'], ['CD1-1', 'CD11'], ['circHIPK3', 'HIPK3'], ['lncRNA-p21', 'p21'],
    ['TGF-β1', 'TGF-β2'], ['IL-1', 'IL-I'], ['ICAM-1', 'ICAM-l'],
  ])('%s is never %s', (one, other) => {
    expect(normalSymbol(one)).not.toBe(normalSymbol(other));
    expect(normalSymbol(one)).not.toBe('');
  });

  it('keeps number, letter and arm of every microRNA apart', () => {
    const names = fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.constantFrom('', 'a', 'b', 'c', 'p'), fc.constantFrom('', '-3p', '-5p'));
    fc.assert(fc.property(names, names, (one, other) => {
      const isSame = one.join('|') === other.join('|');
      expect(normalSymbol(`miR-${one.join('')}`) === normalSymbol(`miR-${other.join('')}`)).toBe(isSame);
    }), { numRuns: 2000 });
    fc.assert(fc.property(fc.integer({ min: 1, max: 999 }), fc.constantFrom('', 'a', 'b'), fc.constantFrom('3p', '5p'), fc.constantFrom('miR-', 'hsa-miR-', 'miRNA-', 'microRNA-', 'MIR'), fc.constantFrom('-', '‐', '–', '−', ' '), (number, letter, arm, prefix, dash) => {
      expect(normalSymbol(`${prefix}${number}${letter}${dash}${arm}`)).toBe(`mir-${number}${letter}-${arm}`);
      expect(normalSymbol(`${prefix}${number}${letter}${dash}${arm}`)).not.toBe(normalSymbol(`${prefix}${number}${arm}`));
    }));
  });
});

describe('a key', () => {
  it('is the key of itself', () => {
    const pieces = fc.array(fc.constantFrom('T', 'GF', '-', ' ', 'β', 'κ', '1', '23', 'a', 'lnc', 'RNA', 'ß', '/', '+', '*', '3p', 'Ø'), { maxLength: 12 });
    fc.assert(fc.property(pieces, (found) => {
      const key = normalSymbol(found.join(''));
      expect(normalSymbol(key)).toBe(key);
    }), { numRuns: 2000 });
    for (const text of ['miR-17-5p', 'hsa-let-7a', 'pre-miR-16-1', 'miR-199a*']) expect(normalSymbol(normalSymbol(text))).toBe(normalSymbol(text));
  });

  it('folds confusable letters in symbols only', () => {
    expect(normalSymbol('Weiß')).toBe('weiss');
    expect(normalSymbol('кальций')).toBe('кальций'.normalize('NFKD').replaceAll(/\p{M}/gu, ''));
    expect(normalSymbol('IncRNA')).toBe('lncrna');
    expect(normalSymbol('INC1')).toBe('inc1');
    expect(normalSymbol('pincRNA')).toBe('pincrna');
  });

  it('is empty where nothing of a symbol is left, or far too much', () => {
    for (const text of ['', ' ', '-', '/', '\u200b', 'x'.repeat(longestSymbol + 1)]) expect(normalSymbol(text)).toBe('');
  });

  it('comes of any text without harm', () => {
    fc.assert(fc.property(fc.array(fc.nat(0xff_ff), { maxLength: 130 }), (codes) => typeof normalSymbol(String.fromCharCode(...codes)) === 'string'), { numRuns: 1000 });
    const started = performance.now();
    for (const text of ['mir-'.repeat(30), 'microrna '.repeat(13), 'hsa-pre-mirnas-1'.repeat(7), '1'.repeat(120), 'ß'.repeat(120), '-'.repeat(120)]) for (let time = 0; time < 200; time += 1) normalSymbol(text);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe('a microRNA', () => {
  it.each([['hsa-mir-193A-3P', 'miR-193a-3p'], ['let7f-1', 'let-7f-1'], ['microRNA 21', 'miR-21'], ['pri-miR-155', 'pri-miR-155'], ['miR-548ah-5p', 'miR-548ah-5p']])('%s is written %s', (text, written) => {
    const found = readMicroRna(text);
    expect(found === null ? null : writeMicroRna(found)).toBe(written);
  });

  it.each(['MIR17HG', 'miRNA', 'miR', 'mirror', 'let-8', 'let-7-mediated', 'miR-17-5p axis', 'miR-123456', 'admir-12', 'CMIR1'])('%s is none', (text) => {
    expect(readMicroRna(text)).toBeNull();
  });
});

describe('symbols that print alike', () => {
  it.each([['SOX2OT', 'SOX20T'], ['ICAM-1', 'ICAM-l'], ['ZEB1-AS1', 'ZEBI-ASl'], ['BMP2', '8MP2'], ['CXCL12', 'CXCLI2']])('%s and %s have two keys and one likeness', (one, other) => {
    expect(normalSymbol(one)).not.toBe(normalSymbol(other));
    expect(confusableKey(one)).toBe(confusableKey(other));
  });

  it.each([['SMAD2', 'SMAD3'], ['miR-17-5p', 'miR-17-3p'], ['RANK', 'RANKL']])('%s and %s are unlike', (one, other) => {
    expect(confusableKey(one)).not.toBe(confusableKey(other));
  });
});
