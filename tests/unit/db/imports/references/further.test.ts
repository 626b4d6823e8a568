// What references to books, chapters, theses, reports and web pages state beyond an article's fields, in every format that has
// it; and what is not taken, because it would print wrong.
import { describe, expect, it, test } from 'vitest';
import { dateIn, editionIn } from '../../../../../db/imports/references/fieldText';
import { citedUrl } from '../../../../../db/imports/references/identifiers';
import { readOne } from './reading';

const holt = { family: 'Holt', given: 'Eve' };
const dunn = { family: 'Dunn', given: 'Finn C.' };
const chapter = { editor: [holt, dunn], publisher: 'Lacuna Press', 'publisher-place': 'Leiden', edition: '2' };
const pubmedBook = (authors: string): string => `<PubmedBookArticle><BookDocument><PMID>2</PMID><Book><Publisher><PublisherName>Lacuna Press</PublisherName><PublisherLocation>Leiden</PublisherLocation></Publisher><BookTitle>Bone.</BookTitle><PubDate><Year>2020</Year><Month>03</Month></PubDate><AuthorList Type="editors"><Author><LastName>Holt</LastName><ForeName>Eve</ForeName></Author><Author><LastName>Dunn</LastName><ForeName>Finn C.</ForeName></Author></AuthorList><Edition>2nd edition</Edition></Book><ArticleTitle>Lung</ArticleTitle>${authors}</BookDocument></PubmedBookArticle>`;

describe('is read', () => {
  it.each<[string, string, object]>([
    ['RIS', 'TY  - CHAP\nAU  - Ng, K\nTI  - On cavities\nT2  - Bones\nA2  - Holt, Eve\nA2  - Dunn, Finn C.\nT3  - A series\nPB  - Lacuna Press\nCY  - Leiden\nET  - Second edition\nPY  - 2001\nDA  - 2001/03/05/\nUR  - https://lacuna.example/c\nY2  - 2021/06/07/\nER  - ', { ...chapter, 'collection-title': 'A series', issued: '2001-03-05', accessed: '2021-06-07', URL: 'https://lacuna.example/c' }],
    ['RIS, a book in a series', 'TY  - BOOK\nAU  - Ng, K\nTI  - Bones\nT2  - A series\nED  - Holt, Eve\nPB  - Lacuna Press\nPP  - Leiden\nPY  - 2001\nER  - ', { editor: [holt], 'collection-title': 'A series', publisher: 'Lacuna Press', 'publisher-place': 'Leiden' }],
    ['RIS, a thesis', 'TY  - THES\nAU  - Ng, K\nTI  - Bones\nM3  - PhD thesis\nPB  - University of Lacuna\nPY  - 2001\nER  - ', { genre: 'PhD thesis', publisher: 'University of Lacuna' }],
    ['RIS, a report', 'TY  - RPRT\nAU  - Ng, K\nTI  - Bones\nSN  - 17-4\nPB  - Bone Institute\nPY  - 2001\nER  - ', { number: '17-4', publisher: 'Bone Institute' }],
    ['RIS, an article with a number', 'TY  - JOUR\nTI  - T\nT2  - Lung Research\nJ2  - Lung Res\nC7  - e12\nPY  - 2001\nER  - ', { 'container-title-short': 'Lung Res', number: 'e12' }],
    ['NBIB, a book', 'PMID- 1\nBTI - Bone.\nFED - Holt, Eve\nED  - Holt E\nFED - Dunn, Finn C.\nED  - Dunn FC\nPB  - Lacuna Press\nPL  - Leiden\nEN  - 2nd\nCTI - A series.\nDP  - 2001 Mar 5\nPT  - Book\n', { ...chapter, 'collection-title': 'A series', issued: '2001-03-05' }],
    ['PubMed XML, a chapter', pubmedBook('<AuthorList Type="authors"><Author><LastName>Ng</LastName><ForeName>K</ForeName></Author></AuthorList>'), { ...chapter, issued: '2020-03' }],
    ['BibTeX', '@incollection{k, author={Ng, K}, title={On cavities}, booktitle={Bones}, editor={Holt, Eve and Dunn, Finn C.}, publisher={Lacuna Press}, address={Leiden}, edition={Second}, series={A series}, year=2001, month=mar, day=5, url={https://lacuna.example/c}, urldate={2021-06-07}}', { ...chapter, 'collection-title': 'A series', issued: '2001-03-05', accessed: '2021-06-07', URL: 'https://lacuna.example/c' }],
    ['BibTeX, a thesis', '@phdthesis{k, author={Ng, K}, title={Bones}, school={University of Lacuna}, year=2001}', { genre: 'PhD thesis', publisher: 'University of Lacuna' }],
    ['BibTeX, a report', '@techreport{k, author={Ng, K}, title={Bones}, institution={Bone Institute}, number={17-4}, type={Working paper}, year=2001}', { number: '17-4', publisher: 'Bone Institute', genre: 'Working paper' }],
    ['BibTeX, a paper', '@inproceedings{k, title={Bones}, booktitle={Proceedings}, eventtitle={Bone Congress}, venue={Oslo}, date={2018-05-04}}', { 'event-title': 'Bone Congress', 'event-place': 'Oslo', issued: '2018-05-04' }],
    ['BibTeX, a page', '@misc{k, title={Bones}, howpublished={\\url{https://lacuna.example/p}}, year=2001}', { URL: 'https://lacuna.example/p' }],
    ['BibTeX, an article', '@article{k, title={Bones}, journal={Lung Research}, shortjournal={Lung Res.}, eid={e12}, year=2001, month={5 March}}', { 'container-title-short': 'Lung Res.', number: 'e12' }],
    ['CSL-JSON', '[{"type":"chapter","title":"On cavities","container-title":"Bones","editor":[{"family":"Holt","given":"Eve"},{"family":"Dunn","given":"Finn C."}],"publisher":"Lacuna Press","publisher-place":"Leiden","edition":"2nd","issued":{"date-parts":[[2001,3,5]]},"accessed":{"date-parts":[["2021","6"]]},"URL":"https://lacuna.example/c","event":"Bone Congress"}]', { ...chapter, issued: '2001-03-05', accessed: '2021-06', URL: 'https://lacuna.example/c', 'event-title': 'Bone Congress' }],
    ['CSL-JSON of Crossref', '[{"type":"journal-article","title":["T"],"container-title":["Lung Research"],"container-title-short":["Lung Res"],"article-number":"e12","publisher":"A House","issued":{"date-parts":[[2001,3]]}}]', { 'container-title-short': 'Lung Res', number: 'e12', issued: '2001-03' }],
    ['Web of Science', 'PT B\nAU Ng, K\nBE Holt, Eve\n   Dunn, Finn C.\nTI On cavities\nSO Bones\nSE A series\nCT Bone Congress\nCL Oslo\nPU Lacuna Press\nPI Leiden\nPY 2001\nPD MAR 5\nDT Book Chapter\nER', { editor: [holt, dunn], 'collection-title': 'A series', 'event-title': 'Bone Congress', 'event-place': 'Oslo', publisher: 'Lacuna Press', 'publisher-place': 'Leiden', issued: '2001-03-05' }],
    ['Web of Science, an article', 'PT J\nAU Ng, K\nTI T\nSO LUNG RESEARCH\nJI Lung Res.\nPU A HOUSE\nAR e12\nPY 2001\nPD NOV-DEC\nEA JUN 2000\nER', { 'container-title-short': 'Lung Res.', number: 'e12' }],
    ['EndNote, tagged', '%0 Book Section\n%A Ng, K\n%T On cavities\n%B Bones\n%E Holt, Eve\n%E Dunn, Finn C.\n%I Lacuna Press\n%C Leiden\n%7 2nd\n%S A series\n%D 2001\n%U https://lacuna.example/c\n%[ 7 June 2021', { ...chapter, 'collection-title': 'A series', URL: 'https://lacuna.example/c', accessed: '2021-06-07' }],
    ['EndNote XML', '<xml><records><record><ref-type name="Book Section">5</ref-type><contributors><authors><author>Ng, K</author></authors><secondary-authors><author>Holt, Eve</author><author>Dunn, Finn C.</author></secondary-authors></contributors><titles><title>On cavities</title><secondary-title>Bones</secondary-title><tertiary-title>A series</tertiary-title></titles><edition>2nd ed.</edition><dates><year>2001</year><pub-dates><date>March 5</date></pub-dates></dates><pub-location>Leiden</pub-location><publisher>Lacuna Press</publisher></record></records></xml>', { ...chapter, 'collection-title': 'A series', issued: '2001-03-05' }],
    ['EndNote XML, an article', '<xml><records><record><ref-type name="Journal Article">17</ref-type><titles><title>T</title></titles><periodical><full-title>Lung Research</full-title><abbr-1>Lung Res</abbr-1></periodical></record></records></xml>', { 'container-title-short': 'Lung Res' }],
    ['a table', 'Title,Authors,Editors,Year,Source title,Publisher,Place,Edition,Series,Conference name,Conference location,Document Type,Date,URL\nOn cavities,"Ng, K","Holt, Eve; Dunn, Finn C.",2001,Bones,Lacuna Press,Leiden,2,A series,Bone Congress,Oslo,Book chapter,2001-03-05,https://lacuna.example/c', { ...chapter, 'collection-title': 'A series', 'event-title': 'Bone Congress', 'event-place': 'Oslo', issued: '2001-03-05', URL: 'https://lacuna.example/c' }],
    ['Scopus’ table', 'Authors,Title,Year,Source title,Art. No.,Abbreviated Source Title,Publisher,DOI,Link\n"Ng, K",T,2001,Lung Research,e12,Lung Res.,A House,,https://www.scopus.com/inward/record.uri?eid=1', { 'container-title-short': 'Lung Res.', number: 'e12' }],
  ])('in %s', (_, text, further) => {
    expect(readOne(text).fields.further).toEqual(further);
  });
});

describe('is not taken', () => {
  it('where an article’s record states what its journal has', () => {
    expect(readOne('@article{k, title={T}, journal={Lung}, editor={Holt, Eve}, publisher={A House}, address={Leiden}, series={2}}').fields).not.toHaveProperty('further');
  });
  it('where it says nothing more: the whole name again, a year, an address beside a DOI', () => {
    expect(readOne('TY  - JOUR\nTI  - T\nT2  - Lung Research\nJO  - LUNG  RESEARCH\nPY  - 2001\nDA  - 2001\nDO  - 10.1000/x\nUR  - https://lacuna.example/x\nER  - ').fields).not.toHaveProperty('further');
  });
  it('where the date is of another year, as that of an export', () => {
    expect(readOne('TY  - JOUR\nTI  - T\nPY  - 2001\nDA  - 2002/01/05\nER  - ').fields).not.toHaveProperty('further');
  });
  it('where editors stand as the authors, because nobody else is named', () => {
    const { authors, further } = readOne(pubmedBook('')).fields;
    expect([authors, further?.editor]).toEqual([[holt, dunn], undefined]);
  });
});

test.each<[string, string | null, string | null]>([
  ['2021/03/05/', null, '2021-03-05'], ['2021-3-5', null, '2021-03-05'], ['2021 Mar 5', null, '2021-03-05'], ['2021 Mar', null, '2021-03'], ['March 5, 2021', null, '2021-03-05'], ['5. März 2021', null, null], ['5 March 2021', null, '2021-03-05'], ['MAR 5', '2021', '2021-03-05'], ['MAR', null, null],
  ['2021', null, null], ['2021//', null, null], ['2021 Mar-Apr', null, null], ['2021 Spring', null, null], ['05/03/2021', null, null], ['2021/13/01', null, null], ['', '2021', null], ['2021-03-05T10:00:00Z', null, '2021-03-05'],
])('the date in %j (%j) is %j', (text, year, date) => { expect(dateIn(text, year)).toBe(date); });

test.each([['2nd ed.', '2'], ['Second Edition', '2'], ['3', '3'], ['3rd', '3'], ['2. Aufl.', '2'], ['Revised ed.', 'Revised ed.'], ['ed.', 'ed.'], ['Global', 'Global']])('the edition %j is %j', (text, edition) => { expect(editionIn(text)).toBe(edition); });

test('an address is that of the work, not of a database’s record of it', () => {
  const others = ['https://doi.org/10.1000/x', 'https://www.scopus.com/inward/record.uri?eid=1', 'https://pubmed.ncbi.nlm.nih.gov/12345678/', 'https://clinicaltrials.gov/study/NCT01234567', 'www.lacuna.example', 'javascript:alert(1)', null, ''];
  expect(citedUrl(others)).toBeNull();
  expect(citedUrl([...others, 'https://lacuna.example/a_(b)?c=d'])).toBe('https://lacuna.example/a_(b)?c=d');
});
