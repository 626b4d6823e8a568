// PubMed XML and EndNote XML: fields, dirt, and what must not be done with a DTD.
import { describe, expect, it } from 'vitest';
import { readReferences } from '../../../../../db/imports/references/readReferences';
import { read, readOne } from './reading';

const doctype = '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">';
const article = `<PubmedArticle>
  <MedlineCitation Status="MEDLINE"><PMID Version="1">30000001</PMID>
    <Article PubModel="Print"><Journal><JournalIssue><Volume>12</Volume><Issue>3</Issue><PubDate><MedlineDate>2019 Nov-Dec</MedlineDate></PubDate></JournalIssue><Title>Lung research</Title><ISOAbbreviation>Lung Res</ISOAbbreviation></Journal>
      <ArticleTitle><i>RANKL</i> at 10<sup>5</sup> cells &amp; p &lt; 0.05, &#945;-SMA &#x1D6C3;.</ArticleTitle><Pagination><StartPage>101</StartPage><EndPage>109</EndPage><MedlinePgn>101-9</MedlinePgn></Pagination>
      <ELocationID EIdType="pii" ValidYN="Y">S1</ELocationID><ELocationID EIdType="doi" ValidYN="Y">10.1000/LR.12</ELocationID>
      <Abstract><AbstractText Label="BACKGROUND">One.</AbstractText><AbstractText Label="METHODS">Two <b>arms</b>.</AbstractText></Abstract>
      <AuthorList><Author ValidYN="Y"><LastName>Okafor</LastName><ForeName>Ngozi A</ForeName><Initials>NA</Initials></Author><Author ValidYN="Y"><LastName>Smith</LastName><ForeName>John</ForeName><Suffix>Jr</Suffix></Author><Author ValidYN="N"><LastName>Okafr</LastName></Author><Author><CollectiveName>BONE-X Study Group</CollectiveName></Author></AuthorList>
      <DataBankList><DataBank><DataBankName>ClinicalTrials.gov</DataBankName><AccessionNumberList><AccessionNumber>NCT01234567</AccessionNumber></AccessionNumberList></DataBank></DataBankList>
      <PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList></Article>
  </MedlineCitation>
  <PubmedData><ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.1000/cited</ArticleId><ArticleId IdType="pubmed">1</ArticleId></ArticleIdList></Reference></ReferenceList><ArticleIdList><ArticleId IdType="pubmed">30000001</ArticleId></ArticleIdList></PubmedData>
</PubmedArticle>`;
const set = (...articles: readonly string[]): string => `<?xml version="1.0" ?>\n${doctype}\n<PubmedArticleSet>\n${articles.join('\n')}\n</PubmedArticleSet>`;

describe('PubMed XML', () => {
  it('gives a study every field that the record states', () => {
    expect(read(set(article)).problems).toEqual([]);
    expect(readOne(set(article)).fields).toEqual({
      title: 'RANKL at 10⁵ cells & p < 0.05, α-SMA 𝛃', authors: [{ family: 'Okafor', given: 'Ngozi A' }, { family: 'Smith', given: 'John, Jr' }, { family: 'BONE-X Study Group', given: '' }], year: '2019',
      journal: 'Lung research', volume: '12', issue: '3', pages: '101-9', doi: '10.1000/lr.12', pmid: '30000001', registryId: 'NCT01234567', abstract: 'BACKGROUND: One.\nMETHODS: Two arms.', publicationType: 'article-journal', further: { 'container-title-short': 'Lung Res' },
    });
    expect(readOne(set(article))).toMatchObject({ line: 4, raw: article });
  });
  it('takes no DOI of what the article cites', () => {
    expect(readOne(set(article.replace(/<ELocationID EIdType="doi"[^]*?<\/ELocationID>/u, ''))).fields.doi).toBeNull();
  });
  it('reads a book, and MEDLINE’s older set', () => {
    const book = '<PubmedBookArticle><BookDocument><PMID>2</PMID><Book><BookTitle>Bone.</BookTitle><PubDate><Year>2020</Year></PubDate></Book><ArticleTitle>Lung</ArticleTitle></BookDocument></PubmedBookArticle>';
    expect(readOne(set(book)).fields).toMatchObject({ title: 'Lung', journal: 'Bone', year: '2020', pmid: '2', publicationType: 'chapter' });
    expect(readOne('<MedlineCitationSet><MedlineCitation><PMID>3</PMID><Article><ArticleTitle>T.</ArticleTitle></Article></MedlineCitation></MedlineCitationSet>').fields).toMatchObject({ title: 'T', pmid: '3' });
  });
  it('lets a broken or cut record spoil only itself, and says so', () => {
    const broken = '<PubmedArticle><MedlineCitation><PMID>7</PMID><Article><ArticleTitle>Kept</Title></Article></PubmedArticle>';
    const { records, problems, started } = read(set(broken, article, '<PubmedArticle><MedlineCitation><PMID>8</PMID><Arti').replace(/\n<\/PubmedArticleSet>$/u, ''));
    expect(records.map(({ fields }) => [fields.pmid, fields.title?.slice(0, 5) ?? null])).toEqual([['7', 'Kept'], ['30000001', 'RANKL'], ['8', null]]);
    expect(started).toBe(3);
    expect(problems.map(({ record, message }) => [record, message])).toEqual([[1, expect.stringMatching(/^The XML of this reference is broken/u)], [3, 'The reference is not closed; the file may be cut short']]);
  });
  it('does not take what stands in comments and CDATA for records', () => {
    expect(read(set('<!-- <PubmedArticle> -->', article.replace('One.', '<![CDATA[</PubmedArticle>One.]]>'))).records).toHaveLength(1);
  });
});

const record = `<record><database name="My.enl">My.enl</database><rec-number>7</rec-number><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal" font="default" size="100%">Okafor, Ngozi</style></author><author><style>BONE-X Study Group</style></author></authors></contributors>
<titles><title><style face="normal">RANKL at 10</style><style face="superscript">5</style><style> cells</style></title><secondary-title>Lung Research</secondary-title></titles>
<periodical><full-title>Lung Research</full-title></periodical><pages>101–109</pages><volume>12</volume><number>3</number><dates><year><style>2021</style></year></dates>
<accession-num>30000001</accession-num><electronic-resource-num>https://doi.org/10.1000/LR.12</electronic-resource-num><abstract>One.&#xD;Two.</abstract><remote-database-name>PubMed</remote-database-name><shade>blue</shade></record>`;
const endnote = (...records: readonly string[]): string => `<?xml version="1.0" encoding="UTF-8" ?><xml><records>${records.join('')}</records></xml>`;

describe('EndNote XML', () => {
  it('gives a study every field that the record states', () => {
    expect(read(endnote(record)).problems).toEqual([]);
    expect(readOne(endnote(record)).fields).toEqual({
      title: 'RANKL at 10⁵ cells', authors: [{ family: 'Okafor', given: 'Ngozi' }, { family: 'BONE-X Study Group', given: '' }], year: '2021', journal: 'Lung Research', volume: '12', issue: '3', pages: '101-109',
      doi: '10.1000/lr.12', pmid: '30000001', registryId: null, abstract: 'One. Two.', publicationType: 'article-journal',
    });
    expect(readOne(endnote(record))).toMatchObject({ raw: record, unknownTags: ['shade'] });
  });
  it('takes an accession number for a PubMed id only where PubMed is named', () => {
    expect(readOne(endnote(record.replace('PubMed', 'Embase'))).fields.pmid).toBeNull();
  });
  it('reads seven thousand authors and twenty thousand records within seconds', () => {
    const started = performance.now();
    expect(readOne(endnote(record.replace('</authors>', `${Array.from({ length: 7_000 }, (_, index) => `<author>Author${index}, A.</author>`).join('')}</authors>`))).fields.authors).toHaveLength(7_002);
    expect(read(endnote(...Array.from({ length: 20_000 }, () => '<record><titles><title>T</title></titles></record>'))).records).toHaveLength(20_000);
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});

describe('a DTD', () => {
  const lol = '<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">';
  it.each([
    ['entities of its own', `<?xml version="1.0"?><!DOCTYPE records [${lol}]><records><record><titles><title>&lol2;</title></titles></record></records>`],
    ['an external entity', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><records><record><titles><title>&x;</title></titles></record></records>'],
    ['a bracket behind its identifiers', `<!DOCTYPE PubmedArticleSet PUBLIC "-//X//[>//EN" "a.dtd" [ ${lol} ]>${set(article)}`],
    ['a declaration that does not end', `<!DOCTYPE r ${'x'.repeat(6_000)}><records><record><titles/></record></records>`],
  ])('with %s is refused', (_, text) => {
    const reading = readReferences(text);
    expect(reading.format === null && reading.message).toMatch(/declares entities or elements of its own/u);
  });
  it('that is only named is passed over', () => {
    expect(readReferences(set(article)).format).toBe('pubmed-xml');
  });
  it('inside a reference declares nothing; what it would name stays as it stands', () => {
    const { records, problems } = read(endnote('<record><!DOCTYPE x [<!ENTITY y "z">]><titles><title>A &y; &eacute; B</title></titles></record>'));
    expect(records[0]?.fields.title).toBe('A &y; &eacute; B');
    expect(problems.map((problem) => problem.message)).toContain('Not known, and left as they stand: &y; &eacute;');
  });
  it('is not needed: deep, wide and unclosed XML is read in linear time', () => {
    const started = performance.now();
    read(endnote(`<record><titles>${'<a>'.repeat(200_000)}</titles></record>`));
    read(endnote('<record><titles/><!--'.repeat(10_000)));
    read(endnote('<record><titles/><![CDATA['.repeat(10_000)));
    read(endnote(`<record><titles><title ${'a="'.repeat(100_000)}>`));
    read(endnote('<record><titles/></record><record '.repeat(10_000)));
    read(endnote(`<record><titles/>${'<!DOCTYPE '.repeat(20_000)}`));
    expect(performance.now() - started).toBeLessThan(12_000);
  });
});
