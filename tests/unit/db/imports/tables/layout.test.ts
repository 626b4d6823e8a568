import { describe, expect, test } from 'vitest';
import { runToEnd } from '../../../../../db/imports/steps';
import { bestTable } from '../../../../../db/imports/tables/bestTable';
import { mapColumns } from '../../../../../db/imports/tables/columnMapping';
import { findDecimalCommas, withDecimalPoints } from '../../../../../db/imports/tables/decimalCommas';
import { prepareSource, type PreparedSource } from '../../../../../db/imports/tables/tableImport';
import type { ImportedTable, SourceOptions } from '../../../../../db/contract/imports';
import { read } from './workbooks';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const termsFor = (_: ImportedTable, key: string): readonly string[] => (key === 'expression' ? ['Up', 'Down', 'Mutation'] : []);
function prepared(table: ImportedTable | null, text: string, options: SourceOptions = {}): PreparedSource {
  const preparation = runToEnd(prepareSource(table, { kind: 'bytes', bytes: utf8(text) }, options, termsFor));
  if (!preparation.isPrepared) throw new Error(preparation.message);
  return preparation.source;
}
const targetsOf = (source: PreparedSource): readonly (string | null)[] => source.mapping.columns.map(({ target }) => target);

describe('the row of the headings', () => {
  test.each([
    ['the first', 'Factor,Expression\nCXCR7,Up\n', 1],
    ['below titles and a preamble', 'Supplementary Table 2\nExported on 2024-01-02,,\n\nGene,Expression,Ref\nCXCR7,Up,1\n', 4],
    ['below a line of group headings', ',Tumour,,\nMarker,Expression,Function,Reference\nCXCR7,Up,Growth,[1]\n', 2],
    ['of words that nobody knows, above rows of numbers', 'Numbers of the trial\nuno,due,tre\n1,2,3\n4,5,6\n', 2],
    ['after a long preamble', `${'About this file, and more\n'.repeat(20)}Factor,Expression,Function,Mechanism\nA,Up,x,y\n`, 21],
  ])('is found: %s', (_name, text, line) => {
    expect(prepared('factors', text).layout.headingLine).toBe(line);
  });
  test('what stands above is kept and told', () => {
    const source = prepared('factors', 'Table 1\n\nGene,Expression\nCXCR7,Up\n');
    expect(source.layout.above).toEqual([{ line: 1, cells: ['Table 1'] }]);
    expect(source.notes).toEqual(['The headings are on line 3; 1 line above is no part of the table.']);
  });
  test('may be chosen, or there are none', () => {
    expect(prepared('factors', 'a,b\nGene,Expression\nCXCR7,Up\n', { headingLine: 1, columns: { a: 'factor' } }).rows.map(({ values }) => values['factor'])).toEqual(['Gene', 'CXCR7']);
    const source = prepared('factors', 'CXCR7,Up\nOPN,Down\n', { headingLine: 0, columns: { 'Column 1': 'factor', 2: 'expression' } });
    expect(source.rows.map(({ line, values }) => [line, values['factor'], values['expression']])).toEqual([[1, 'CXCR7', 'Up'], [2, 'OPN', 'Down']]);
    expect(runToEnd(prepareSource('factors', { kind: 'bytes', bytes: utf8('a,b\n1,2\n') }, { headingLine: 9 }, termsFor))).toMatchObject({ isPrepared: false, line: 9 });
  });
  test('that stands again on each page is left out, and that is told', () => {
    const source = prepared('factors', 'Factor,Expression\nA,Up\nFactor,Expression\nB,Down\n');
    expect(source.rows.map(({ line }) => line)).toEqual([2, 4]);
    expect(source.notes).toEqual(['The headings are repeated on line 3; left out.']);
  });
  test('notes below the table are refused like rows, and rows that only look short are not', () => {
    const source = prepared('factors', 'Factor,Expression,Function\nA,Up,x\nB,,\nAbbreviations: NSCLC,,\n* p < 0.05,,\n');
    expect([...source.refusedLines.keys()]).toEqual([4, 5]);
    expect(source.rows.map(({ line }) => line)).toEqual([2, 3, 4, 5]);
  });
  test('a column without a heading that has cells is told', () => {
    expect(prepared('factors', 'Factor,,Expression\nA,lost,Up\n').notes).toEqual(['Column 2 has cells and no heading; not imported.']);
  });
});

describe('columns', () => {
  test.each([
    ['factors', 'Gene Symbol,Regulation,Prognostic value,Biological role,Signaling pathway,Refs', ['factor', 'expression', 'clinicalSignificance', 'function', 'mechanism', 'references']],
    ['trials', 'Study design,Intervention,Cancer type,Sample size (n),Main findings,Authors’ conclusions,Citation', ['studyType', 'treatment', 'population', 'patients', 'results', 'conclusions', 'references']],
    ['trials', 'TREATMENT ARMS;population_;No of  patients;results', ['treatment', 'population', 'patients', 'results']],
    ['studies', 'Authors,Article Title,Source title,Publication Year,DOI,PubMed ID,Affiliations', ['firstAuthor', 'title', 'journal', 'year', 'doi', 'pmid', null]],
    ['claims', 'Gene,Relation,Outcome,Expression,Tumour type,Sample,Quotation,Ref', ['subject', 'predicate', 'object', 'direction', 'cancer', 'specimen', 'quote', 'references']],
  ] as const)('of %s are known by everyday names: %s', (table, headings, targets) => {
    expect(targetsOf(prepared(table, `${headings}\n`))).toEqual(targets);
  });
  test('that are named like ours and hold nothing that fits are left out, unless the name is our own', () => {
    const cited = (heading: string): string | null => targetsOf(prepared('trials', `Treatment,${heading}\nA,Wang et al.\nB,Li 2020\n`))[1] ?? null;
    expect([cited('Citation'), cited('Reference')]).toEqual([null, 'references']);
  });
  test('are known by what they hold: terms, DOIs, numbers in brackets', () => {
    const rows = ['CXCR7,Up,[1]', 'OPN,Down,"[2, 3]"', 'BSP,Up,[4]'];
    expect(prepared('factors', `Factor,Spalte B,Spalte C\n${rows.join('\n')}\n`).mapping.columns).toMatchObject([{ target: 'factor', confidence: 1 }, { target: 'expression', because: 'what its cells hold' }, { target: 'references' }]);
    expect(targetsOf(prepared('studies', 'Title,Link\nOne,https://doi.org/10.1000/a\nTwo,10.1000/b\n'))).toEqual(['title', 'doi']);
  });
  test('that hold something else are less sure than their names', () => {
    const confidence = (cells: string): number => prepared('studies', `Title,Year\na,${cells}\nb,${cells}\n`).mapping.columns[1]?.confidence ?? 0;
    expect(confidence('2021')).toBe(1);
    expect(confidence('in press')).toBe(0.5);
  });
  test('are never two of ours; two that are named alike have to be told apart', () => {
    expect(targetsOf(prepared('factors', 'Factor,Gene,Marker\nA,B,C\n'))).toEqual(['factor', null, null]);
    expect(prepared('factors', 'Factor,factor\nA,B\n').mapping.problems).toEqual([expect.stringContaining('Two columns are headed “Factor”')]);
    expect(prepared('factors', 'Factor,factor\nA,B\n', { columns: { factor: null } })).toMatchObject({ mapping: { problems: [] }, rows: [{ values: { factor: 'A' } }] });
  });
  test('are what a curator says, whatever their names', () => {
    const source = prepared('factors', 'Gene,Expression,Remark\nA,Up,note\n', { columns: { Remark: 'mechanism', expression: null, gene: 'Factor' } });
    expect(targetsOf(source)).toEqual(['factor', null, 'mechanism']);
    expect(source.mapping.columns[2]).toMatchObject({ confidence: 1, because: 'chosen' });
  });
  test.each([
    [{ Nowhere: 'factor' }, /no column “Nowhere” in the file/u], [{ Gene: 'colour' }, /Factors has no column “colour”/u], [{ Gene: 'factor', Remark: 'factor' }, /Two columns are mapped to Factor/u], [{ Gene: null }, /no column “Factor”, which every row of Factors needs/u],
  ])('chosen wrongly are a problem: %j', (columns, sentence) => {
    expect(prepared('factors', 'Gene,Remark\nA,x\n', { columns }).mapping.problems.join(' ')).toMatch(sentence);
  });
  test('of a row id make the required ones unnecessary', () => {
    const source = prepared('factors', 'Row ID,Expression\n01890a5d-ac96-774b-bcce-b302099a8057,Up\n');
    expect(source).toMatchObject({ mapping: { problems: [] }, rows: [{ rowId: '01890a5d-ac96-774b-bcce-b302099a8057', values: { expression: 'Up' } }] });
  });
  test('say into which table a file belongs, where nobody does', () => {
    const rows = (text: string) => read(utf8(text)).rows;
    expect(bestTable(rows('Treatment,Results,Conclusions\na,b,c\n'))).toBe('trials');
    expect(bestTable(rows('Gene,Expression,Function,Mechanism(s)\na,b,c,d\n'))).toBe('factors');
    expect(bestTable(rows('Authors,Title,Year,DOI\na,b,2021,10.1000/a\n'))).toBe('studies');
    expect(bestTable(rows('Subject,Predicate,Object\na,b,c\n'))).toBe('claims');
    expect(bestTable(rows('uno,due\n1,2\n'))).toBeNull();
  });
  test('of 30,000 letters are only longer to read', () => {
    const heading = 'a'.repeat(30_000);
    expect(mapColumns('factors', { headings: ['Factor', heading], rows: [] }, () => []).columns[1]?.target).toBeNull();
  });
});

describe('a cell', () => {
  test('stays as it is: zeros, places, long numbers, dates in words, symbols', () => {
    const cells = ['007', '5.0', '1234567890123456789', '1 January', 'SEPT2', '1e5', '+1', '=1+1', 'TRUE'];
    expect(prepared('factors', `Factor,Mechanism\n${cells.map((cell) => `${cell},${cell}`).join('\n')}\n`).rows.map(({ values }) => [values['factor'], values['mechanism']])).toEqual(cells.map((cell) => [cell, cell]));
  });
  test('of one line takes several as one; the paper’s reasons mark it as missing', () => {
    expect(prepared('factors', 'Factor,Function,Mechanism\n"CXC\nR7",no description,"a\nb"\n').rows[0]?.values).toEqual({ factor: 'CXC R7', function: { missing: 'No description' }, mechanism: 'a\nb' });
  });
  test('of a study gives its first author, year, bare DOI, a label, and is kept as it came', () => {
    const [row] = prepared('studies', 'Authors,Title,Date,DOI,Cited by\n"Wang X; Li Y; Chen Z",CXCR7 in bone,2021 Mar 5,https://doi.org/10.1000/ABC,17\n').rows;
    expect(row).toMatchObject({ made: ['label'], values: { label: 'Wang et al. 2021', firstAuthor: 'Wang', year: '2021', doi: '10.1000/abc', title: 'CXCR7 in bone', rawRecord: expect.stringContaining('Cited by: 17') } });
  });
});

describe('decimal commas', () => {
  const found = (text: string): PreparedSource['commas'] => prepared('trials', text).commas;
  test('are asked about, with examples, and left as they are until then', () => {
    const text = 'Treatment;Results;Reference\nA;HR 0,65 (0,40–1,05);[15,17]\nB;none;[3]\n';
    expect(found(text)).toEqual({ state: 'maybe', cells: 1, examples: [{ line: 2, column: 1, text: 'HR 0,65 (0,40–1,05)' }] });
    expect(prepared('trials', text).notes).toEqual([expect.stringContaining('Numbers may have decimal commas (“HR 0,65')]);
    expect(prepared('trials', text).rows[0]?.values['results']).toBe('HR 0,65 (0,40–1,05)');
    const answered = prepared('trials', text, { decimalComma: true });
    expect(answered.rows[0]).toMatchObject({ values: { results: 'HR 0.65 (0.40–1.05)' }, references: [{ number: 15 }, { number: 17 }] });
    expect(answered.notes).toEqual([]);
    expect(prepared('trials', text, { decimalComma: false }).rows[0]?.values['results']).toBe('HR 0,65 (0,40–1,05)');
  });
  test.each([['1,023 patients', 'none'], ['1,234,567', 'none'], ['see 1, 2', 'none'], ['[15,17]', 'none'], ['2,4-diamine', 'none'], ['miR-17,18a', 'none'], ['0,5', 'maybe'], ['1.234,5', 'maybe'], ['12,5%', 'maybe']] as const)('%s: %s', (cell, state) => {
    expect(runToEnd(findDecimalCommas([{ line: 1, cells: [cell] }], new Set(), false)).state).toBe(state);
  });
  test('where semicolons part the cells, "1,234" may be one too', () => {
    expect(found('Treatment;Results\nA;HR 1,234\n').state).toBe('maybe');
    expect(found('Treatment\tResults\nA\tn 1,234\n').state).toBe('none');
  });
  test.each([['0,65', '0.65'], ['1.234,5 mg', '1234.5 mg'], ['[15,17], 1, 2', '[15.17], 1, 2'], ['1,2,3', '1,2,3'], ['HR 0,4–1,05', 'HR 0.4–1.05']])('%s is read as %s', (text, points) => {
    expect(withDecimalPoints(text)).toBe(points);
  });
});
