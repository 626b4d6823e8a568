// The folding of evidence.md, section 2, against the index that it is made for: FTS5, contentless, detail=none.
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { foldedWords, searchExpression } from '../../../../db/evidence/fold';

const database = new Database(':memory:');
database.exec("create virtual table s using fts5(text, content='', contentless_delete=1, detail=none, tokenize='unicode61 remove_diacritics 0')");
const empty = database.prepare('delete from s');
const insert = database.prepare('insert into s(rowid, text) values (1, ?)');
const match = database.prepare('select rowid from s where s match ?');
afterAll(() => { database.close(); });

function isFound(query: string, text: string): boolean {
  empty.run();
  insert.run(foldedWords(text));
  const expression = searchExpression(query);
  return expression !== null && match.all(expression).length === 1;
}

describe('a query finds', () => {
  it.each([
    ['TGF-β', ['tgf-b', 'TGFβ', 'TGF b', 'tgfb', 'tgf beta', 'TGF-beta', 'tgfbeta', 'TGF–β', 'TGF‑B', 'TGF']],
    ['Promoting TGF-β/SMAD2/3 signaling pathway', ['tgf-b', 'TGFβ', 'tgfb smad2', 'smad2/3', 'tgf-β/smad', 'signal']],
    ['TGF-β1', ['tgf-b', 'tgfb1', 'TGFβ1', 'tgf-beta1', 'tgf beta', 'TGF-β']],
    ['TGF-B', ['TGF-β', 'tgfβ', 'tgfb']],
    ['TGF-beta1', ['TGFβ1', 'tgfb1', 'tgf-b1', 'tgf-β']],
    ['TGFB1 signaling', ['tgf-b signaling', 'TGF-β1', 'tgf-beta1']],
    ['NF-κB', ['nf-kb', 'NFκB', 'nf kappa b', 'nfkb', 'NF-kappaB', 'nf-kappa-b', 'nfkappab', 'NF kB']],
    ['NF-kB', ['NF-κB', 'nfkb']],
    ['miR-17-5p', ['mir17', 'miR-17', 'miR-17-5p', 'mir17-5p', 'mir 17', 'MIR-17-5P', 'mir-17 5p', 'miR‐17‐5p']],
    ['miR-193a-3p, miR-210-3p', ['mir193a', 'miR-193a-3p', 'mir-210', 'mir193a-3p mir210']],
    ['PD-L1', ['pdl1', 'pd-l1', 'PD L1', 'PDL-1', 'pd-l']],
    ['PDL1', ['pd-l1', 'PD-L1']],
    ['bone metastases', ['metastas', 'bone metastas', 'metastases bone']],
    ['denosumab 80 mg daily', ['80 mg', '80mg', '80-mg']],
    ['osimertinib 80mg', ['80 mg', '80mg', '80']],
    ['HR 0.63, p = 0.05', ['0.63', '0.05', '0.6', '0·63', 'HR 0.63']],
    ['¹⁸F-FDG and x²', ['18f-fdg', '18F', 'fdg', 'x2']],
    ['β-catenin', ['beta-catenin', 'b-catenin', 'beta catenin', 'betacatenin', 'β-cat', 'catenin']],
    ['αvβ3 integrin', ['avb3', 'alphavbeta3', 'αvβ3', 'αv']],
    ['IFN-γ', ['ifng', 'ifn-gamma', 'IFNγ', 'ifn']],
    ['5 μg', ['5 ug', '5µg', 'µg']],
    ['Müller, Åström, Łukasz, Sørensen, Weiß', ['muller', 'astrom', 'lukasz', 'sorensen', 'weiss', 'MÜLLER']],
    ["Crohn's disease", ['crohns', 'Crohn’s', 'crohn']],
    ['肺癌骨转移的研究', ['骨转移', '肺癌', '转移', '骨']],
    ['PD-L1抑制剂', ['pdl1', '抑制', 'PD-L1抑制剂']],
    ['Метастазы в кости', ['метастаз', 'КОСТИ']],
    ['Οστική μετάσταση', ['μεταστ', 'ΟΣΤΙΚΗ']],
    ['non-small-cell lung cancer', ['non-small-cell', 'nonsmall', 'non small cell', 'small-cell lung']],
  ])('%s', (text, queries) => {
    for (const query of queries) expect(isFound(query, text), `"${query}" finds "${text}"`).toBe(true);
  });
});

describe('a query leaves alone', () => {
  it.each([
    ['miR-17-5p', ['miR-175p', 'mir175', 'miR-15-7p', 'mir17-3p', 'mir1-75p']],
    ['miR-175p', ['miR-17-5p', 'mir-17-5p']],
    ['miR-193a-5p', ['miR-193a-3p', 'mir193a3p', 'mir193b']],
    ['miR-210 in lung cancer', ['miR-21 lung', 'mir21 cancer']],
    ['PD-L1', ['pdl2', 'pd-l2', 'pd1']],
    ['TGF-β', ['tgf-a', 'TGFα', 'tgfa', 'tgf alpha', 'β-catenin']],
    ['NF-κB', ['nf-kx', 'kbnf', 'nfb']],
    ['bone metastases', ['metastasis', 'bone liver', 'etastases', 'meta bone metal']],
    ['80 mg', ['80 kg', '8 mg', '80g']],
    ['HR 0.63', ['0.36', '6.3', '063']],
    ['5 μg', ['5 mg']],
    ['a trial of alendronate', ['α']],
    ['骨转移', ['转骨', '肺']],
  ])('%s', (text, queries) => {
    for (const query of queries) expect(isFound(query, text), `"${query}" leaves "${text}"`).toBe(false);
  });
});

describe('the expression', () => {
  it.each(['', '   ', '"', '***', '()', '\0', '- – —', '☃ ✓', "''", '%', '\ud800'])('of %j is null: nothing to search for', (query) => {
    expect(searchExpression(query)).toBeNull();
  });

  it.each(['AND', 'or not near', 'NEAR(a b)', 'text:bone', '"bone" OR 1', 'a*b^c', '{text}: x', 'bone -lung', "'; drop table s; --", 'x\0y', 'a\ud800b', 'bone + lung'])('of %j means its words, not operators', (query) => {
    const words = `${foldedWords(query)} other`;
    expect(isFound(query, words)).toBe(true);
  });

  it('of thousands of words is answered at once', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `w${index}-β`).join(' ');
    const started = performance.now();
    expect(isFound(many, 'w1')).toBe(false);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('the index words', () => {
  it('are the parts, the joined word and the readings of a Greek letter, once each', () => {
    expect(foldedWords('TGF-β, TGF-β').split(' ').toSorted()).toEqual(['b', 'beta', 'tgf', 'tgfb', 'tgfbeta']);
    expect(foldedWords('miR-17-5p').split(' ').toSorted()).toEqual(['17', '5p', 'mir', 'mir17']);
    expect(foldedWords('')).toBe('');
  });

  it('stay within what the tokenizer keeps whole', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      for (const token of foldedWords(text).split(' ')) expect(token).toMatch(/^[\p{L}\p{N}]*$/u);
    }), { numRuns: 300 });
  });
});

describe('for any text', () => {
  const spiced = fc.array(fc.oneof(
    fc.constantFrom('TGF-β', 'miR-17-5p', 'αβγ', 'αβγδ', '0.05', '.5', "'", '-', '1-2-3', '80mg', 'a·b', '骨', '\u00ad', 'İ', 'ς', 'Σ', '"', '\0', '\ufeff', '½', '´', '\u19b0', 'ꙮ', '5·', 'mu', 'beta1', '、', '・', 'ー', '゠'),
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.constant(' '),
  ), { maxLength: 12 }).map((pieces) => pieces.join(''));

  it('no query makes SQLite fail', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), spiced), (query) => {
      const expression = searchExpression(query);
      expect(expression === null || Array.isArray(match.all(expression))).toBe(true);
    }), { numRuns: 3_000 });
  });

  it('each of its own words finds it', () => {
    fc.assert(fc.property(spiced, (text) => {
      empty.run();
      insert.run(foldedWords(text));
      for (const word of text.split(/\s+/u)) {
        const expression = searchExpression(word);
        if (expression !== null) expect(match.all(expression), `${JSON.stringify(word)}: ${expression}`).toHaveLength(1);
      }
    }), { numRuns: 3_000 });
  });
});
