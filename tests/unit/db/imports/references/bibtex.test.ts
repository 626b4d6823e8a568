import { describe, expect, it } from 'vitest';
import { read, readOne } from './reading';

const entry = String.raw`@article{Okafor2021,
  author = {M{\"u}ller, J{\'o}zsef and {The BONE-X Consortium} and de la Cruz, Ana and Ng, Jr., K. and Ludwig van Beethoven},
  title = {{RANKL} in Non-Small Cell Lung Cancer: {TGF}-$\beta$ and \textit{EGFR} at 10\textsuperscript{5}~cells, 50\%},
  journal = jlr, year = 2021, month = mar, volume = {12}, number = {3}, pages = {101--109},
  doi = {https://doi.org/10.1000/LR\_12}, pmid = {30000001}, shade = {blue}, abstract = {Line one
  and two \& three (p$<$0.05).},
}`;
const clean = `@string{jlr = "Journal of " # lung}\n@string(lung = {Lung R\\'esum\\'es})\n`.split('\n').toReversed().join('\n');

describe('BibTeX', () => {
  it('gives a study every field, in Unicode and in the case it was written', () => {
    const { records, problems } = read(`${clean}\n${entry}`);
    expect(problems).toEqual([]);
    expect(records[0]?.fields).toEqual({
      title: 'RANKL in Non-Small Cell Lung Cancer: TGF-β and EGFR at 10⁵ cells, 50%',
      authors: [{ family: 'Müller', given: 'József' }, { family: 'The BONE-X Consortium', given: '' }, { family: 'de la Cruz', given: 'Ana' }, { family: 'Ng', given: 'K., Jr.' }, { family: 'van Beethoven', given: 'Ludwig' }],
      year: '2021', journal: 'Journal of Lung Résumés', volume: '12', issue: '3', pages: '101-109', doi: '10.1000/lr_12', pmid: '30000001', registryId: null,
      abstract: 'Line one and two & three (p<0.05).', publicationType: 'article-journal', further: { issued: '2021-03' },
    });
    expect(records[0]).toMatchObject({ line: 4, raw: entry, unknownTags: ['shade'] });
  });

  it('keeps entries that share a key, on one line or many', () => {
    const { records, problems, started } = read('@article{k, title={One}} @article{k, title={Two}}\n@book(k, title="Three")');
    expect(records.map((record) => record.fields.title)).toEqual(['One', 'Two', 'Three']);
    expect(started).toBe(3);
    expect(problems).toEqual([{ line: 1, record: 2, message: 'The key k was used before; both references are kept' }, { line: 2, record: 3, message: 'The key k was used before; both references are kept' }]);
  });

  it('lets an unclosed entry spoil only itself', () => {
    const { records, problems } = read('@article{a, author={A, B}, title={Unclosed\n@article{b, title={Whole}}\n');
    expect(records.map((record) => record.fields.title)).toEqual([null, 'Whole']);
    expect(records[0]?.fields.authors).toEqual([{ family: 'A', given: 'B' }]);
    expect(records[0]?.raw).toContain('Unclosed');
    expect(problems).toEqual([{ line: 1, record: 1, message: 'a: the value of title does not end before the next entry and was left out' }]);
  });

  it('reads names of fields with blanks, missing commas, an @ in a value, and text between entries', () => {
    const { records, problems } = read('Scopus\n\n@ARTICLE{Li2020,\nfunding_text 1={Grant},\ntitle={T} year={2020},\ncorrespondence={a@rcees.ac.cn},\n}\n% a comment\n@comment{jabref-meta: x}\n');
    expect(records[0]?.fields).toMatchObject({ title: 'T', year: '2020' });
    expect(records[0]?.unknownTags).toEqual(['correspondence']);
    expect(problems.map((problem) => problem.message)).toEqual(['One line belongs to no reference and was left out, first: "Scopus"']);
  });

  it('reads BibLaTeX', () => {
    const { fields } = readOne('@article{x, author={family=Berg, given=Jan, prefix=van den}, title={T}, subtitle={S}, date={2019-05-02}, journaltitle={J}, eprint={30000001}, eprinttype={pubmed}}');
    expect(fields).toMatchObject({ authors: [{ family: 'van den Berg', given: 'Jan' }], title: 'T: S', year: '2019', journal: 'J', pmid: '30000001' });
  });

  it('takes from a crossref what the entry lacks', () => {
    const { records } = read('@inproceedings{c, title={Paper}, crossref={p}}\n@proceedings{p, title={Meeting}, year=1999}');
    expect(records[0]?.fields).toMatchObject({ title: 'Paper', journal: 'Meeting', year: '1999', publicationType: 'paper-conference' });
  });

  it('says what it could not do: others, an undefined @string, a field without value, a DOI that is none', () => {
    const { problems } = read('@article{x, author={A, B and others}, journal = nature, loose, doi = {none}}');
    expect(problems.map((problem) => problem.message)).toEqual([
      'x, journal: @string nature is not defined; kept as it stands',
      'x: no field is read from "loose,"',
      'x: the authors end in "and others"; 1 are named',
      'x: doi is not a DOI: "none"',
    ]);
  });

  it.each([
    [String.raw`{\O}stergaard \o re`, 'Østergaard øre'], [String.raw`\v{S}koda, Fran\c{c}ois, na\"{\i}ve`, 'Škoda, François, naïve'], [String.raw`{{Double} Braces}`, 'Double Braces'],
    [String.raw`\alpha-SMA and $^{18}$F-FDG`, 'α-SMA and ¹⁸F-FDG'], [String.raw`costs $5 in a and $6 in b`, 'costs $5 in a and $6 in b'], ['``Quoted\'\' -- dash', '“Quoted” – dash'],
    [String.raw`\unheardof{x} y`, String.raw`\unheardof{x} y`], [String.raw`{\it in vivo} and \emph{in vitro}`, 'in vivo and in vitro'], ['p < 0.05 <i>', 'p < 0.05 <i>'],
  ])('decodes %s', (written, text) => {
    expect(readOne(`@article{x, title = {${written}}}`).fields.title).toBe(text);
  });

  it('reads megabytes within seconds, whatever its braces', () => {
    const started = performance.now();
    expect(read(`${entry}\n`.repeat(3_000)).records).toHaveLength(3_000);
    expect(read('@article{x, title={{{{\n'.repeat(20_000)).records).toHaveLength(20_000);
    expect(read(`@article{x, title="${'{'.repeat(200_000)}"}`).records).toHaveLength(1);
    expect(read(`@article{x, title={${'{'.repeat(50_000)}${'}'.repeat(50_000)}}}`).records).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});
