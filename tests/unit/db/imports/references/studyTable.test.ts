// Studies in rows: the headings of the databases, how they write authors, and tables that are not whole.
import { describe, expect, it } from 'vitest';
import { authorsOfCell } from '../../../../../db/imports/references/studyRows';
import { studiesOfRows } from '../../../../../db/imports/references/studyTable';
import { read, readOne } from './reading';

const okafor = { title: 'RANKL in lung cancer', authors: [{ family: 'Okafor', given: 'Ngozi' }, { family: 'Lindqvist', given: 'Per' }], year: '2021', journal: 'Lung Research', volume: '12', issue: '3', pages: '101-109', doi: '10.1000/lr.12', abstract: 'One, two; three.' };

describe('a table', () => {
  it.each([
    ['Scopus', '"Authors","Author full names","Author(s) ID","Title","Year","Source title","Volume","Issue","Art. No.","Page start","Page end","Page count","Cited by","DOI","Link","Abstract","Document Type","EID"\n"Okafor N.; Lindqvist P.","Okafor, Ngozi (57000000001); Lindqvist, Per (57000000002)","1; 2","RANKL in lung cancer","2021","Lung Research","12","3","","101","109","9","4","10.1000/LR.12","https://www.example.org","One, two; three.","Article","2-s2.0-1"', { pmid: null }],
    ['Lens', 'Lens ID,Title,Date Published,Publication Year,Publication Type,Source Title,Author/s,Abstract,Volume,Issue Number,Start Page,End Page,PMID,DOI,Is Open Access\n000-001,RANKL in lung cancer,2021-03-01,2021,journal article,Lung Research,Ngozi Okafor; Per Lindqvist,"One, two; three.",12,3,101,109,30000001,10.1000/LR.12,true', { pmid: '30000001', authors: [{ family: 'Ngozi Okafor', given: '' }, { family: 'Per Lindqvist', given: '' }], further: { issued: '2021-03-01' } }],
    ['Rayyan', 'key,title,year,month,day,journal,issn,volume,issue,pages,authors,url,language,publisher,location,abstract,notes,doi,pubmed_id,pmc_id\nrayyan-1,RANKL in lung cancer,2021,3,1,Lung Research,,12,3,101-109,"Okafor, Ngozi and Lindqvist, Per",,eng,,,"One, two; three.",,10.1000/LR.12,30000001,', { pmid: '30000001' }],
    ['Covidence', 'Title,Authors,Abstract,Published Year,Published Month,Journal,Volume,Issue,Pages,Accession Number,DOI,Ref,Covidence #,Study,Notes,Tags\nRANKL in lung cancer,"Okafor, Ngozi; Lindqvist, Per","One, two; three.",2021,Mar,Lung Research,12,3,101-109,,10.1000/LR.12,1,#1,Okafor 2021,,', { pmid: null }],
    ['Embase', 'Title,Author Names,Publication Year,Source Title,Volume,Issue,First Page,Last Page,Medline PMID,DOI,Abstract,Publication Type\nRANKL in lung cancer,"Okafor N., Lindqvist P.",2021,Lung Research,12,3,101,109,30000001,10.1000/LR.12,"One, two; three.",Article', { pmid: '30000001', authors: [{ family: 'Okafor', given: 'N.' }, { family: 'Lindqvist', given: 'P.' }] }],
    ['Dimensions, with a line above', 'About the data: Exported on Mar 01, 2021\nRank,Publication ID,DOI,PMID,Title,Abstract,Source title,PubYear,Volume,Issue,Pagination,Authors\n1,pub.1,10.1000/LR.12,30000001,RANKL in lung cancer,"One, two; three.",Lung Research,2021,12,3,101-109,"Okafor, Ngozi; Lindqvist, Per"', { pmid: '30000001' }],
    ['tags as headings, by tabs', 'TY\tAU\tyear\tTI\tJO\tSP\tEP\tVL\tIS\tAB\tDO\tPM\nJOUR\tOkafor, Ngozi and Lindqvist, Per\t2021\tRANKL in lung cancer\tLung Research\t101\t109\t12\t3\tOne, two; three.\t10.1000/LR.12\t30000001', { pmid: '30000001' }],
    ['semicolons between cells', 'Title;Authors;Year;Journal;Volume;Issue;Pages;DOI;Abstract\nRANKL in lung cancer;"Okafor, Ngozi; Lindqvist, Per";2021;Lung Research;12;3;101-109;10.1000/LR.12;"One, two; three."', { pmid: null }],
  ])('of %s', (_, text, others) => {
    expect(readOne(text).fields).toEqual({ ...okafor, registryId: null, publicationType: 'article-journal', ...others });
  });

  it('keeps the text and line of each row, over cells with line breaks, and counts headings that it does not know', () => {
    const { records, unknownTags, problems, started } = read('Title,DOI,Colour,Empty\n"A ""b"", c\nd",10.1000/a,blue,\n\nB,10.1000/b,,\n');
    expect(records.map(({ line, raw, fields }) => [line, raw, fields.title])).toEqual([[2, '"A ""b"", c\nd",10.1000/a,blue,', 'A "b", c d'], [5, 'B,10.1000/b,,', 'B']]);
    expect(unknownTags).toEqual([{ tag: 'Colour', records: 1 }]);
    expect([started, problems]).toEqual([2, []]);
  });

  it('reads exports that never quote, whatever marks stand in them', () => {
    const { records, problems } = read('PT\tAU\tTI\tDI\tPY\nJ\tOkafor, N\t"Living on the edge": nests\t10.1000/a\t2019\nJ\tLi, W\t5" pipes\t10.1000/b\t2020\nJ\tNg, K\t"Whole"\t10.1000/c\t2021');
    expect(records.map(({ fields }) => fields.title)).toEqual(['"Living on the edge": nests', '5" pipes', '"Whole"']);
    expect(problems).toEqual([]);
  });

  it('lets an unclosed quotation mark spoil only its own row', () => {
    const rows = Array.from({ length: 30 }, (_, index) => `"Title ${index}",10.1000/${index},2020`);
    const { records, problems } = read(['Title,DOI,Year', ...rows.slice(0, 10), '"Lost end,10.1000/x,2021', ...rows.slice(10)].join('\n'));
    expect(records).toHaveLength(31);
    expect(records.map(({ fields }) => fields.doi)).toContain('10.1000/x');
    expect(problems).toContainEqual({ line: 12, record: 11, message: 'A quotation mark of this row is never closed; the row was taken to end with its line' });
  });

  it('says which rows have too many cells, no DOI where one should be, or are none', () => {
    const { records, problems } = read('Title,DOI,Year,PMID\nA,x,2020,PMC1\nB,10.1000/b,2021,,more\nEnd of export\n');
    expect(records).toHaveLength(2);
    expect(problems.map(({ record, line, message }) => [record, line, message])).toEqual([
      [null, 1, 'The file starts 3 references and 2 were read; compare before importing'], [null, 4, 'One line belongs to no reference and was left out, first: "End of export"'],
      [1, 2, 'The DOI is not one: "x"'], [1, 2, 'The PubMed id is not one: "PMC1"'], [2, 3, 'It has 5 cells under 4 headings; cells beyond them are kept in the record\'s text only'],
    ]);
  });

  it('takes rows that others cut, as those of a worksheet', () => {
    const rows = [['Library of March'], ['Title', 'Authors', 'Year', 'DOI'], ['A', 'Okafor, Ngozi', '2020', '10.1000/a'], ['B', '', '', '']].map((cells, index) => ({ line: index + 1, cells, source: null, at: index }));
    const steps = [...studiesOfRows(rows)];
    expect(steps.flatMap(({ record }) => (record === null ? [] : [[record.line, record.fields.title, record.raw]]))).toEqual([[3, 'A', 'Title: A\nAuthors: Okafor, Ngozi\nYear: 2020\nDOI: 10.1000/a'], [4, 'B', 'Title: B\nAuthors: \nYear: \nDOI: ']]);
    expect(steps.at(-1)?.problems).toEqual([{ line: 1, message: 'One line belongs to no reference and was left out, first: "Library of March"' }]);
  });
});

describe('authors in one cell', () => {
  it.each([
    ['Li, W.; Dou, Z.', ['Li|W.', 'Dou|Z.']], ['Li W., Dou Z.Y.', ['Li|W.', 'Dou|Z.Y.']], ['Li, W., Dou, Z.', ['Li|W.', 'Dou|Z.']], ['Li, Wei', ['Li|Wei']], ['van der Berg J, Li W', ['van der Berg|J', 'Li|W']],
    ['Li W, Dou Z and Cui L', ['Li|W', 'Dou|Z', 'Cui|L']], ['Li, Wei and Dou, Zhiguo', ['Li|Wei', 'Dou|Zhiguo']], ['Wei Li, Jan van den Berg, Lijuan Cui', ['Li|Wei', 'van den Berg|Jan', 'Cui|Lijuan']], ['Li, Wei (57000000001);', ['Li|Wei']],
    ['BONE-X Study Group', ['BONE-X Study Group|']],
  ])('%s', (list, names) => {
    const { authors, isSure } = authorsOfCell(list);
    expect([authors.map(({ family, given }) => `${family}|${given}`), isSure]).toEqual([names, true]);
  });
  it('that cannot be told apart stay one name', () => {
    expect(authorsOfCell('Li, Dou Z, Cui')).toEqual({ authors: [{ family: 'Li, Dou Z, Cui', given: '' }], isSure: false });
  });
});

it('a table with hostile quotation marks is read in linear time', () => {
  const started = performance.now();
  read(`title,doi\n${'"a b\n'.repeat(30_000)}`);
  read(`title,doi\n${'"a"",\n'.repeat(30_000)}`);
  read(`title,doi\n${'"'.repeat(500_001)}`);
  read(`title,doi\n${'a,'.repeat(100_000)}`);
  expect(performance.now() - started).toBeLessThan(12_000);
});
