// The six styles on board, as they print made-up studies: read these lists by eye against a journal's instructions. Then what
// a list must stand: titles with markup, other scripts, control characters, thousands of names, and studies of which
// nothing is known.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boardStyle, boardStyles } from '../../../../../db/exports/references/boardStyles';
import { readStyle, type CitationStyle } from '../../../../../db/exports/references/readStyle';
import { article, furtherMadeUp, htmls, listed, madeUp, nothingKnown, texts } from './madeUpStudies';

function onBoard(styleId: string): CitationStyle {
  const style = boardStyle(styleId);
  if (style === null) throw new Error(`${styleId} is not on board`);
  return style;
}
const vancouver = onBoard('nlm-citation-sequence');

const printed: Readonly<Record<string, readonly string[]>> = {
  'nlm-citation-sequence': [
    '1. Quill AB, Marsh J. RANKL and the lacuna. Journal of Made-up Bone. 2019;12(3):101–9. doi:10.1000/jmb.1 PubMed PMID: 101.',
    '2. Quill A, Marsh J, Reed C, Vale D, Holt E, Dunn F, et al. Eight hands. Journal of Made-up Bone. 2021;12(3):101–9.',
    '3. Marsh J. Not yet reviewed. bioRxiv. 2024. doi:10.1101/000001',
    '4. Reed C. Heard in a hall. In: Proceedings of the Made-up Congress. 2018. p. 7.',
    '5. Vale D. On cavities. In: A Book of Bones. 2001. p. 3–44.',
    '6. The LACUNA Group. A trial by many. Journal of Made-up Bone. 2020;12(3):e12. doi:10.1000/jmb.2',
    '7. Müller-Žižek Å Jr, 王丽. TGF-β in Knochenhöhlen. Journal of Made-up Bone. 2022;12(3):101–9.',
    '8. Not yet known: the document has only the number of this reference.',
    '9. Li. 2015. Title not yet known.',
  ],
  'american-medical-association': [
    '1. Quill AB, Marsh J. RANKL and the lacuna. Journal of Made-up Bone. 2019;12(3):101-109. doi:10.1000/jmb.1',
    '2. Quill A, Marsh J, Reed C, et al. Eight hands. Journal of Made-up Bone. 2021;12(3):101-109.',
    '3. Marsh J. Not yet reviewed. bioRxiv. Published online 2024. doi:10.1101/000001',
    '4. Reed C. Heard in a hall. In: Proceedings of the Made-up Congress. 2018:7.',
    '5. Vale D. On cavities. In: A Book of Bones. 2001:3-44.',
    '6. The LACUNA Group. A trial by many. Journal of Made-up Bone. 2020;12(3):e12. doi:10.1000/jmb.2',
    '7. Müller-Žižek Å Jr, 王丽. TGF-β in Knochenhöhlen. Journal of Made-up Bone. 2022;12(3):101-109.',
    '8. Not yet known: the document has only the number of this reference.',
    '9. Li. 2015. Title not yet known.',
  ],
  'nature': [
    '1. Quill, A. B. & Marsh, J. RANKL and the lacuna. Journal of Made-up Bone 12, 101–109 (2019).',
    '2. Quill, A. et al. Eight hands. Journal of Made-up Bone 12, 101–109 (2021).',
    '3. Marsh, J. Not yet reviewed. bioRxiv Preprint at https://doi.org/10.1101/000001 (2024).',
    '4. Reed, C. Heard in a hall. in Proceedings of the Made-up Congress 7 (2018).',
    '5. Vale, D. On cavities. in A Book of Bones 3–44 (2001).',
    '6. The LACUNA Group. A trial by many. Journal of Made-up Bone 12, e12 (2020).',
    '7. Müller-Žižek, Å., Jr & 王丽. TGF-β in Knochenhöhlen. Journal of Made-up Bone 12, 101–109 (2022).',
    '8. Not yet known: the document has only the number of this reference.',
    '9. Li. 2015. Title not yet known.',
  ],
  'ieee': [
    '[1] A. B. Quill and J. Marsh, “RANKL and the lacuna,” Journal of Made-up Bone, vol. 12, no. 3, pp. 101–109, 2019, doi: 10.1000/jmb.1.',
    '[2] A. Quill et al., “Eight hands,” Journal of Made-up Bone, vol. 12, no. 3, pp. 101–109, 2021.',
    '[3] J. Marsh, “Not yet reviewed,” bioRxiv. 2024. doi: 10.1101/000001.',
    '[4] C. Reed, “Heard in a hall,” in Proceedings of the Made-up Congress, 2018, p. 7.',
    '[5] D. Vale, “On cavities,” in A Book of Bones, 2001, pp. 3–44.',
    '[6] The LACUNA Group, “A trial by many,” Journal of Made-up Bone, vol. 12, no. 3, p. e12, 2020, doi: 10.1000/jmb.2.',
    '[7] Å. Müller-Žižek Jr and 王丽, “TGF-β in Knochenhöhlen,” Journal of Made-up Bone, vol. 12, no. 3, pp. 101–109, 2022.',
    '[8] Not yet known: the document has only the number of this reference.',
    '[9] Li. 2015. Title not yet known.',
  ],
  'apa': [
    '1. Quill, A. B., & Marsh, J. (2019). RANKL and the lacuna. Journal of Made-up Bone, 12(3), 101–109. https://doi.org/10.1000/jmb.1',
    '2. Quill, A., Marsh, J., Reed, C., Vale, D., Holt, E., Dunn, F., Pike, G., & Wren, H. (2021). Eight hands. Journal of Made-up Bone, 12(3), 101–109.',
    '3. Marsh, J. (2024). Not yet reviewed. In bioRxiv. https://doi.org/10.1101/000001',
    '4. Reed, C. (2018). Heard in a hall. Proceedings of the Made-up Congress, 7.',
    '5. Vale, D. (2001). On cavities. In A Book of Bones (pp. 3–44).',
    '6. The LACUNA Group. (2020). A trial by many. Journal of Made-up Bone, 12(3), e12. https://doi.org/10.1000/jmb.2',
    '7. Müller-Žižek, Å., Jr, & 王丽. (2022). TGF-β in Knochenhöhlen. Journal of Made-up Bone, 12(3), 101–109.',
    '8. Not yet known: the document has only the number of this reference.',
    '9. Li. 2015. Title not yet known.',
  ],
  'elsevier-harvard': [
    '1. Quill, A.B., Marsh, J., 2019. RANKL and the lacuna. Journal of Made-up Bone 12, 101–109. https://doi.org/10.1000/jmb.1',
    '2. Quill, A., Marsh, J., Reed, C., Vale, D., Holt, E., Dunn, F., Pike, G., Wren, H., 2021. Eight hands. Journal of Made-up Bone 12, 101–109.',
    '3. Marsh, J., 2024. Not yet reviewed. bioRxiv. https://doi.org/10.1101/000001',
    '4. Reed, C., 2018. Heard in a hall, in: Proceedings of the Made-up Congress. p. 7.',
    '5. Vale, D., 2001. On cavities, in: A Book of Bones. pp. 3–44.',
    '6. The LACUNA Group, 2020. A trial by many. Journal of Made-up Bone 12, e12. https://doi.org/10.1000/jmb.2',
    '7. Müller-Žižek, Å., Jr, 王丽, 2022. TGF-β in Knochenhöhlen. Journal of Made-up Bone 12, 101–109.',
    '8. Not yet known: the document has only the number of this reference.',
    '9. Li. 2015. Title not yet known.',
  ],
};

/** By the published rules: Citing Medicine (NLM) chapters 1 to 5 and 25, AMA 11 chapter 3, Nature's and IEEE's guides for authors, APA 7 chapter 10, Elsevier's Harvard. AMA, APA and Nature print no place of publication. */
const printedFurther: Readonly<Record<string, readonly string[]>> = {
  'nlm-citation-sequence': [
    '1. Quill AB, Marsh J. RANKL and the lacuna. J Made-up Bone. 2019 Mar 5;12(3):101–9. doi:10.1000/jmb.1 PubMed PMID: 101.',
    '2. Quill AB, Marsh J. RANKL and the lacuna. J Made-up Bone. 2019;12(3):e12. doi:10.1000/jmb.1 PubMed PMID: 101.',
    '3. Aaronson Z. A book on bones. 2nd ed. Leiden: Lacuna Press; 2001.',
    '4. Holt E, Dunn FC, editors. Bones of many. Leiden: Lacuna Press; 2001.',
    '5. Vale D. On cavities. In: Holt E, Dunn FC, editors. A Book of Bones. 2nd ed. Leiden: Lacuna Press; 2001. p. 3–44.',
    '6. Reed C. Heard in a hall. In: Proceedings of the Made-up Congress. Leiden: Lacuna Press; 2018. p. 7–9.',
    '7. Marsh J. Bones of mice [PhD thesis]. [Leiden]: University of Lacuna; 2016.',
    '8. Bone Institute. Bone in numbers [Technical report] [Internet]. Leiden: Bone Institute; 2017. Technical report no.: 17-4. Available from: https://lacuna.example/17-4.pdf',
    '9. Bone Institute. Bone Institute [Internet]. 2020 [cited 2021 Jun 7]. Facts on bone. Available from: https://lacuna.example/facts',
  ],
  'american-medical-association': [
    '1. Quill AB, Marsh J. RANKL and the lacuna. J Made-up Bone. 2019;12(3):101-109. doi:10.1000/jmb.1',
    '2. Quill AB, Marsh J. RANKL and the lacuna. J Made-up Bone. 2019;12(3):e12. doi:10.1000/jmb.1',
    '3. Aaronson Z. A Book on Bones. 2nd ed. Lacuna Press; 2001.',
    '4. Holt E, Dunn FC, eds. Bones of Many. Lacuna Press; 2001.',
    '5. Vale D. On cavities. In: Holt E, Dunn FC, eds. A Book of Bones. 2nd ed. Lacuna Press; 2001:3-44.',
    '6. Reed C. Heard in a hall. In: Proceedings of the Made-up Congress. Lacuna Press; 2018:7-9.',
    '7. Marsh J. Bones of Mice. PhD thesis. University of Lacuna; 2016.',
    '8. Bone Institute. Bone in Numbers. Bone Institute; 2017. https://lacuna.example/17-4.pdf',
    '9. Bone Institute. Facts on bone. Bone Institute. Published February 3, 2020. Accessed June 7, 2021. https://lacuna.example/facts',
  ],
  'nature': [
    '1. Quill, A. B. & Marsh, J. RANKL and the lacuna. J Made-up Bone 12, 101–109 (2019).',
    '2. Quill, A. B. & Marsh, J. RANKL and the lacuna. J Made-up Bone 12, e12 (2019).',
    '3. Aaronson, Z. A book on bones. (Lacuna Press, 2001).',
    '4. Bones of many. (Lacuna Press, 2001).',
    '5. Vale, D. On cavities. in A Book of Bones (eds. Holt, E. & Dunn, F. C.) 3–44 (Lacuna Press, 2001).',
    '6. Reed, C. Heard in a hall. in Proceedings of the Made-up Congress 7–9 (Lacuna Press, 2018).',
    '7. Marsh, J. Bones of mice. (University of Lacuna, 2016).',
    '8. Bone Institute. Bone in numbers. https://lacuna.example/17-4.pdf (2017).',
    '9. Bone Institute. Facts on bone. Bone Institute https://lacuna.example/facts (2020).',
  ],
  'ieee': [
    '[1] A. B. Quill and J. Marsh, “RANKL and the lacuna,” J Made-up Bone, vol. 12, no. 3, pp. 101–109, Mar. 2019, doi: 10.1000/jmb.1.',
    '[2] A. B. Quill and J. Marsh, “RANKL and the lacuna,” J Made-up Bone, vol. 12, no. 3, Art. no. e12, 2019, doi: 10.1000/jmb.1.',
    '[3] Z. Aaronson, A book on bones, 2nd ed. Leiden: Lacuna Press, 2001.',
    '[4] E. Holt and F. C. Dunn, Eds., Bones of many. Leiden: Lacuna Press, 2001.',
    '[5] D. Vale, “On cavities,” in A Book of Bones, 2nd ed., E. Holt and F. C. Dunn, Eds. Leiden: Lacuna Press, 2001, pp. 3–44.',
    '[6] C. Reed, “Heard in a hall,” in Proceedings of the Made-up Congress, Oslo, May 2018, pp. 7–9.',
    '[7] J. Marsh, “Bones of mice,” PhD thesis, University of Lacuna, Leiden, 2016.',
    '[8] Bone Institute, “Bone in numbers,” Bone Institute, Leiden, Technical report 17-4, 2017. [Online]. Available: https://lacuna.example/17-4.pdf',
    '[9] Bone Institute, “Facts on bone,” Bone Institute, Feb. 03, 2020. https://lacuna.example/facts (accessed June 07, 2021).',
  ],
  'apa': [
    '1. Quill, A. B., & Marsh, J. (2019). RANKL and the lacuna. Journal of Made-up Bone, 12(3), 101–109. https://doi.org/10.1000/jmb.1',
    '2. Quill, A. B., & Marsh, J. (2019). RANKL and the lacuna. Journal of Made-up Bone, 12(3), Article e12. https://doi.org/10.1000/jmb.1',
    '3. Aaronson, Z. (2001). A book on bones (2nd ed.). Lacuna Press.',
    '4. Holt, E., & Dunn, F. C. (Eds.). (2001). Bones of many. Lacuna Press.',
    '5. Vale, D. (2001). On cavities. In E. Holt & F. C. Dunn (Eds.), A Book of Bones (2nd ed., pp. 3–44). Lacuna Press.',
    '6. Reed, C. (2018). Heard in a hall. Proceedings of the Made-up Congress, 7–9.',
    '7. Marsh, J. (2016). Bones of mice [PhD thesis]. University of Lacuna.',
    '8. Bone Institute. (2017). Bone in numbers (Technical Report No. 17-4). Bone Institute. https://lacuna.example/17-4.pdf',
    '9. Bone Institute. (2020, February 3). Facts on bone. Bone Institute. https://lacuna.example/facts',
  ],
  'elsevier-harvard': [
    '1. Quill, A.B., Marsh, J., 2019. RANKL and the lacuna. J Made-up Bone 12, 101–109. https://doi.org/10.1000/jmb.1',
    '2. Quill, A.B., Marsh, J., 2019. RANKL and the lacuna. J Made-up Bone 12, e12. https://doi.org/10.1000/jmb.1',
    '3. Aaronson, Z., 2001. A book on bones, 2nd ed. Lacuna Press, Leiden.',
    '4. Holt, E., Dunn, F.C. (Eds.), 2001. Bones of many. Lacuna Press, Leiden.',
    '5. Vale, D., 2001. On cavities, in: Holt, E., Dunn, F.C. (Eds.), A Book of Bones. Lacuna Press, Leiden, pp. 3–44.',
    '6. Reed, C., 2018. Heard in a hall, in: Proceedings of the Made-up Congress. Presented at the Made-up Congress, Lacuna Press, Leiden, pp. 7–9.',
    '7. Marsh, J., 2016. Bones of mice (PhD thesis). University of Lacuna, Leiden.',
    '8. Bone Institute, 2017. Bone in numbers (Technical report No. 17-4). Bone Institute, Leiden.',
    '9. Bone Institute, 2020. Facts on bone [WWW Document]. Bone Institute. URL https://lacuna.example/facts (accessed 6.7.21).',
  ],
};

describe('on board', () => {
  test('six styles, four of them numbered', () => {
    expect(boardStyles.map(({ styleId }) => styleId)).toEqual(Object.keys(printed));
    expect(boardStyles.filter(({ styleId }) => !onBoard(styleId).isNumbered).map(({ styleId }) => styleId)).toEqual(['apa', 'elsevier-harvard']);
  });

  test.each(boardStyles)('$title says whose work it is, and under which licence', ({ styleId }) => {
    const { authors, rights, updated } = onBoard(styleId);
    expect(authors.length).toBeGreaterThan(0);
    expect(rights).toContain('Creative Commons Attribution-ShareAlike 3.0');
    expect(updated).toMatch(/^20\d\d-/u);
  });

  test.each(Object.entries(printed))('%s', (styleId, expected) => {
    expect(texts(listed(onBoard(styleId), Object.values(madeUp)))).toEqual(expected);
  });

  test.each(Object.entries(printedFurther))('%s, of books, chapters, papers, theses, reports and web pages', (styleId, expected) => {
    expect(texts(listed(onBoard(styleId), Object.values(furtherMadeUp)))).toEqual(expected);
  });

  test('with the marks that a style sets', () => {
    expect(htmls(listed(onBoard('nature'), [article]))).toEqual(['1. Quill, A. B. &amp; Marsh, J. RANKL and the lacuna. <i>Journal of Made-up Bone</i> <b>12</b>, 101–109 (2019).']);
  });

  test.each([
    ['en-GB', '1. A. Quill et al., ‘Eight hands’, Journal of Made-up Bone, vol. 12, no. 3, pp. 101–109, 2021.'],
    ['de-DE', '1. A. Quill u. a., „Eight hands“, Journal of Made-up Bone, Bd. 12, Nr. 3, S. 101–109, 2021.'],
    ['fr-FR', '1. A. Quill et al., « Eight hands », Journal of Made-up Bone, vol. 12, nᵒ 3, p. 101‑109, 2021.'],
  ] as const)('in the words of %s', (language, expected) => {
    const [entry = ''] = texts(listed(onBoard('ieee'), [madeUp['eight authors'] ?? article], language));
    expect(entry.replace('[1]', '1.').replaceAll(/[\u00A0\u202F]/gu, ' ')).toBe(expected);
  });
});

describe('numbers', () => {
  const at = (number: number) => ({ label: String(number), number, letter: null, undated: null });
  test('are those of the numbering, as the style prints them', () => {
    expect(texts(listed(onBoard('ieee'), [article, nothingKnown], null, [at(66), at(1234)])).map((text) => text.slice(0, 7))).toEqual(['[66] A.', '[1234] ']);
  });

  test('stand before the entries of a style that has none', () => {
    expect(texts(listed(onBoard('apa'), [article, nothingKnown], null, [at(66), at(7)])).map((text) => text.slice(0, 10))).toEqual(['66. Quill,', '7. Not yet']);
  });

  test('letters after the year are those of the tables; a numbered style counts its places', () => {
    const label = { label: 'Quill 2019b', number: null, letter: 1, undated: null };
    expect(texts(listed(onBoard('apa'), [article], null, [label]))[0]).toMatch(/^Quill, A\. B\., & Marsh, J\. \(2019b\)\./u);
    expect(texts(listed(vancouver, [nothingKnown, article], null, [{ label: '[66]', number: null, letter: null, undated: null }, label]))).toEqual([
      '1. Not yet known: the document has only the number of this reference.',
      '2. Quill AB, Marsh J. RANKL and the lacuna. Journal of Made-up Bone. 2019b;12(3):101–9. doi:10.1000/jmb.1 PubMed PMID: 101.',
    ]);
  });

  test('what stands in place of a year is that of the citations, letter and all, in every style', () => {
    const undated = (text: string) => ({ label: `Quill and Marsh ${text}`, number: null, letter: null, undated: text });
    const without = { ...article, year: null };
    for (const [style, expected] of [['apa', '(n.d.-b).'], ['elsevier-harvard', ' n.d.-b.'], ['nature', '(n.d.-b)'], ['ieee', ' n.d.-b,']] as const) expect(texts(listed(onBoard(style), [without], 'de-DE', [undated('n.d.-b')]))[0], style).toContain(expected);
    expect(texts(listed(onBoard('apa'), [without, { ...article, year: 'in press' }, { ...without, title: null }], null, [undated('n.d.'), undated('in press'), undated('n.d.-a')])).map((text) => text.slice(0, 64))).toEqual([
      'Quill, A. B., & Marsh, J. (n.d.). RANKL and the lacuna. Journal ', 'Quill, A. B., & Marsh, J. (in press). RANKL and the lacuna. Jour', 'Quill and Marsh. Journal of Made-up Bone. n.d.-a. doi:10.1000/jm',
    ]);
  });

  test('a study without a title keeps its letter, too', () => {
    expect(texts(listed(onBoard('apa'), [{ ...nothingKnown, authors: article.authors, year: '2019' }], null, [{ label: 'Quill and Marsh 2019b', number: null, letter: 1, undated: null }]))).toEqual(['Quill and Marsh. 2019b. Title not yet known.']);
  });

  test('of a study that has none there its label stands in the place of a number', () => {
    const label = { label: 'ref. 17', number: null, letter: null, undated: null };
    for (const [style, start] of [['nlm-citation-sequence', 'ref. 17. Quill AB'], ['american-medical-association', 'ref. 17. Quill AB'], ['nature', 'ref. 17. Quill, A.'], ['ieee', '[ref. 17] A. B. Quill'], ['apa', 'ref. 17. Quill, A.']] as const) {
      expect(texts(listed(onBoard(style), [article], null, [label], null))[0]?.slice(0, start.length), style).toBe(start);
      expect(texts(listed(onBoard(style), [nothingKnown], null, [label], null))[0], style).toContain('ref. 17');
    }
  });

  test('a list by author names a study without author and year by its own number', () => {
    expect(texts(listed(onBoard('apa'), [nothingKnown], null, [{ label: '[66]', number: null, letter: null, undated: null }]))).toEqual(['[66] Not yet known: the document has only the number of this reference.']);
  });

  test('an entry depends on no other: a block of a list reads like the same block of the whole', () => {
    const whole = listed(onBoard('apa'), Object.values(madeUp));
    expect(listed(onBoard('apa'), Object.values(madeUp).slice(0, 2))).toEqual(whole.slice(0, 2));
  });
});

describe('hostile studies', () => {
  const withTitle = (title: string) => ({ ...nothingKnown, title, authors: article.authors, year: '2019' });
  const html = (title: string): string => htmls(listed(vancouver, [withTitle(title)]))[0] ?? '';

  test.each([
    ['<script>alert(1)</script> in bone', '&lt;script&gt;alert(1)&lt;/script&gt; in bone'],
    ['<i>EGFR</i> and <b onclick="x()">bone</b>', '<i>EGFR</i> and &lt;b onclick=&quot;x()&quot;&gt;bone&lt;/b&gt;'],
    ['Ca<sup>2+</sup> and H<sub>2</sub>O', 'Ca<sup>2+</sup> and H<sub>2</sub>O'],
    ['<span style="font-variant:small-caps;">d</span>-glucose', '<span style="font-variant: small-caps">d</span>-glucose'],
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['p < 0.05 & n > 3 &#60;script&#62;', 'p &lt; 0.05 &amp; n &gt; 3 &amp;#60;script&amp;#62;'],
    ['</div></p><style>*{}</style>', '&lt;/div&gt;&lt;/p&gt;&lt;style&gt;*{}&lt;/style&gt;'],
    ['a\u0000b\u0007c\u001B[31m\r\nd', 'a b c [31m d'],
    ['עצם ورم TGF-β', 'עצם ورم TGF-β'],
    ['constructor __proto__', 'constructor __proto__'],
    ['%%STRING%% $& $1', '%%STRING%% $&amp; $1'],
  ])('%s', (title, expected) => {
    expect(html(title)).toContain(expected);
  });

  test('raised letters stay raised in plain text, whichever way they came', () => {
    expect(texts(listed(vancouver, [withTitle('Ca²⁺ and Ca<sup>2+</sup>, H<sub>2</sub>O, x<sup>ab</sup>')]))[0]).toBe('1. Quill AB, Marsh J. Ca²⁺ and Ca²⁺, H₂O, xab. 2019.');
  });

  test('whatever a study says, only five kinds of tags come out, and each is closed', () => {
    const words = fc.stringMatching(/^[<>&"'/a-z =;:.,()[\]{}$%*_~|\\-]{0,60}$/u).map((text) => text.replaceAll('a', '<i>').replaceAll('b', '</i>').replaceAll('c', '<span style="font-variant:small-caps;">'));
    const field = fc.oneof(words, fc.string({ maxLength: 60, unit: 'binary' }), fc.constant(null));
    fc.assert(fc.property(field, field, field, field, fc.constantFrom(...boardStyles), (title, family, journal, pages, { styleId }) => {
      const fields = { ...nothingKnown, title, journal, pages, year: '2020', authors: family === null ? [] : [{ family, given: 'A' }] };
      const [entry] = listed(onBoard(styleId), [fields]);
      expect(entry?.runs.length).toBeGreaterThan(0);
      const [out = ''] = htmls(entry === undefined ? [] : [entry]);
      const open: string[] = [];
      for (const [tag, slash, name = ''] of out.matchAll(/<(\/?)([a-z]*)[^>]*>?/gu)) {
        expect(['<i>', '</i>', '<b>', '</b>', '<sup>', '</sup>', '<sub>', '</sub>', '<span style="font-variant: small-caps">', '</span>']).toContain(tag);
        if (slash === '') open.push(name);
        else expect(open.pop()).toBe(name);
      }
      expect(open).toEqual([]);
    }), { numRuns: 150 });
  });

  test('30,000 letters, and 5,000 authors, print', () => {
    const [long = '', many = ''] = texts(listed(vancouver, [withTitle('bone "lacuna" '.repeat(2143)), { ...article, authors: Array.from({ length: 5000 }, (_, index) => ({ family: `Quill${index}`, given: 'A' })) }]));
    expect(long.length).toBeGreaterThan(29_000);
    expect(many).toMatch(/^2\. Quill0 A, .* et al\. RANKL and the lacuna\./u);
  });

  test('nothing at all of a study but a DOI or a registration', () => {
    expect(texts(listed(onBoard('apa'), [{ ...nothingKnown, doi: '10.1000/x' }, { ...nothingKnown, registryId: 'NCT00000001' }, { ...nothingKnown, title: ' ' }]))).toEqual(['1. doi:10.1000/x. Title not yet known.', '2. NCT00000001. Title not yet known.', '3. Not yet known: the document has only the number of this reference.']);
  });
});

test('a style that fails on a study still lists it', () => {
  const style = readStyle('<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>Only volumes</title><id>only-volumes</id></info><citation><layout><text variable="title"/></layout></citation><bibliography><layout><text variable="volume"/></layout></bibliography></style>');
  expect(texts(listed(style, [article, { ...article, volume: null }]))).toEqual(['1. 12', '2. Quill and Marsh. RANKL and the lacuna. Journal of Made-up Bone. 2019. doi:10.1000/jmb.1. PMID 101.']);
});
