// What corrects or retracts a study is not that study, however its record quotes it. Most cases are what must be left alone.
import { describe, expect, it } from 'vitest';
import { isNotice, noticeInTitle } from '../../../../../db/evidence/references/notices';
import { readOne } from './reading';

describe('a title says by itself that it is', () => {
  it.each([
    ['Erratum: RANKL in bone', 'erratum'], ['Erratum to “RANKL in bone” [Lung 12 (2019) 1–9]', 'erratum'], ['Corrigendum to: RANKL in bone', 'erratum'], ['Errata', 'erratum'], ['[Erratum] RANKL in bone', 'erratum'],
    ['Correction: RANKL in bone', 'erratum'], ['Author Correction: RANKL in bone', 'erratum'], ['Publisher’s correction to: RANKL in bone', 'erratum'], ['Correction to Lancet 2019; 393: 1', 'erratum'], ['Addendum to: RANKL', 'erratum'],
    ['RANKL in bone (vol 12, pg 101, 2020)', 'erratum'], ['RANKL in bone (vol 12, 101, 2020)', 'erratum'], ['RANKL in bone (Corrigendum)', 'erratum'], ['RANKL in bone. Erratum.', 'erratum'],
    ['Retraction: RANKL in bone', 'retraction'], ['Retraction Note to: RANKL in bone', 'retraction'], ['Notice of retraction', 'retraction'], ['Expression of Concern: RANKL in bone', 'expression-of-concern'],
    ['Correction of scoliosis with rods', null], ['Correction for multiple testing in trials', null], ['Error correction in bone scans', null], ['RETRACTED: RANKL in bone', null], ['Retraction of the tibia in surgery', null], ['Withdrawal symptoms after denosumab', null],
    ['Addendum guidelines for bone', null], ['Bone age (volume 12)', null], ['Concern for bone', null], [null, null],
  ])('%s: %s', (title, notice) => { expect(noticeInTitle(title)).toBe(notice); });
});

describe('a record says so in', () => {
  it.each([
    ['RIS', 'TY  - JOUR\nTI  - RANKL in bone\nDO  - 10.1000/x\nM3  - Published Erratum\nER  - '], ['NBIB', 'PMID- 1\nTI  - RANKL in bone.\nLID - 10.1000/x [doi]\nPT  - Journal Article\nPT  - Published Erratum\n'],
    ['BibTeX', '@article{x, title={RANKL in bone}, doi={10.1000/x}, document_type={Erratum}}'], ['CSL-JSON', '[{"type":"article-journal","title":"RANKL in bone","DOI":"10.1000/x","genre":"Published Erratum"}]'],
    ['Web of Science', 'PT J\nTI RANKL in bone\nDI 10.1000/x\nDT Correction\nER'], ['a table', 'Title,DOI,Document Type\nRANKL in bone,10.1000/x,Erratum'],
    ['PubMed XML', '<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>RANKL in bone</ArticleTitle><ELocationID EIdType="doi">10.1000/x</ELocationID><PublicationTypeList><PublicationType>Published Erratum</PublicationType></PublicationTypeList></Article></MedlineCitation></PubmedArticle>'],
    ['EndNote XML', '<records><record><titles><title>RANKL in bone</title></titles><electronic-resource-num>10.1000/x</electronic-resource-num><work-type>Erratum</work-type></record></records>'],
  ])('%s', (_, text) => {
    const { fields } = readOne(text);
    expect(fields).toMatchObject({ title: 'RANKL in bone', doi: '10.1000/x', publicationType: 'erratum' });
    expect(isNotice(fields.publicationType)).toBe(true);
  });
  it('not in a note about another record, nor for a study that was retracted', () => {
    expect(readOne('TY  - JOUR\nTI  - RANKL in bone\nN1  - Erratum in: Lung. 2020;13:1\nER  - ').fields.publicationType).toBe('article-journal');
    expect(readOne('PMID- 1\nTI  - RETRACTED: RANKL in bone.\nPT  - Retracted Publication\nEIN - Lung. 2020;13:1\n').fields.publicationType).toBe('article-journal');
  });
});
