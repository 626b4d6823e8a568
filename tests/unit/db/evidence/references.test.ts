// What a row of Studies says as a reference: its cells win over the record behind them, whatever that record looks like.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCslJson } from '../../../../db/evidence/references/cslItem';
import { studyFieldsOf } from '../../../../db/evidence/references/studyFields';
import { referenceText } from '../../../../db/evidence/references/referenceText';
import { studyLikeness } from '../../../../db/evidence/references/studyLikeness';
import type { StudyFields } from '../../../../db/contract/types';

const fields: StudyFields = {
  title: 'RANKL', authors: [{ family: 'Quill', given: 'Ada, Jr' }, { family: 'The Group', given: '' }], year: '2019', journal: 'Bone', volume: '1', issue: '2', pages: '3-4',
  doi: '10.1000/x', pmid: '5', registryId: 'NCT00000001', abstract: 'Long.', publicationType: 'chapter',
};
const cells = { title: fields.title, firstAuthor: 'Quill', year: fields.year, journal: fields.journal, doi: fields.doi, pmid: fields.pmid, registryId: fields.registryId };

describe('a study', () => {
  test.each(['chapter', 'article-journal', 'retraction'])('as it was imported (%s)', (publicationType) => {
    const stated = { ...fields, publicationType };
    expect(studyFieldsOf({ ...cells, csl: JSON.stringify(toCslJson(stated, 'x')) })).toEqual(stated);
  });

  const further = {
    editor: [{ family: 'Holt', given: 'Eve' }], 'container-title-short': 'B', publisher: 'Lacuna Press', 'publisher-place': 'Leiden', edition: '2', number: '17-4', 'collection-title': 'A series', 'event-title': 'Congress', 'event-place': 'Oslo', issued: '2019-03-05', accessed: '2021-06', URL: 'https://lacuna.example/x',
  };
  test('as it was imported, with all that a book states', () => {
    const stated = { ...fields, doi: null, further };
    expect(studyFieldsOf({ ...cells, doi: null, csl: JSON.stringify(toCslJson(stated, 'x')) })).toEqual(stated);
  });

  test('as it was corrected: the date and abbreviation of another year and journal, and an address beside a DOI, are of no use', () => {
    const { 'container-title-short': _, issued: __, URL: ___, ...rest } = further;
    expect(studyFieldsOf({ ...cells, year: '2020', journal: 'Bones', csl: JSON.stringify(toCslJson({ ...fields, doi: null, further }, 'x')) })).toEqual({ ...fields, year: '2020', journal: 'Bones', further: rest });
  });

  test('as it was corrected: the cells win, also where they were cleared', () => {
    expect(studyFieldsOf({ ...cells, title: 'RANK ligand', firstAuthor: 'Quilt', doi: null, csl: JSON.stringify(toCslJson(fields, 'x')) })).toEqual({ ...fields, title: 'RANK ligand', doi: null, authors: [{ family: 'Quilt', given: 'Ada, Jr' }, { family: 'The Group', given: '' }] });
  });

  test('of which only a number is known', () => {
    expect(studyFieldsOf({ label: '[1]', title: null })).toEqual({ title: null, authors: [], year: null, journal: null, volume: null, issue: null, pages: null, doi: null, pmid: null, registryId: null, abstract: null, publicationType: 'article-journal' });
  });

  test.each(['', '{', '[]', 'null', '3', '{"author": 3, "volume": {}, "type": []}', '{"author": [null, 1, {"family": 3}, {}]}', '{"editor": 3, "publisher": [], "issued": {"date-parts": [[2019, {}, null]]}, "accessed": {"date-parts": 1}}'])('with the record %s', (csl) => {
    expect(studyFieldsOf({ ...cells, csl })).toMatchObject({ title: 'RANKL', authors: [{ family: 'Quill', given: '' }], publicationType: 'article-journal' });
  });

  test('with any record at all', () => {
    fc.assert(fc.property(fc.json(), (csl) => { expect(studyFieldsOf({ ...cells, csl }).title).toBe('RANKL'); }));
  });
});

test('in one line, for comparisons: all that a record states beyond the columns', () => {
  const csl = JSON.stringify(toCslJson({ ...fields, doi: null, further: { editor: [{ family: 'Holt', given: 'Eve' }], publisher: 'Lacuna Press', 'publisher-place': 'Leiden', edition: '2', issued: '2019-03', 'container-title-short': 'B', URL: 'https://lacuna.example/x' } }, 'x'));
  expect(referenceText(csl)).toBe('Type: chapter. Authors: Quill Ada Jr; The Group. Editors: Holt Eve. Date: 2019-03. Volume: 1. Issue: 2. Pages: 3-4. Abbreviated journal: B. Edition: 2. Publisher: Lacuna Press. Place: Leiden. Address: https://lacuna.example/x. Abstract: Long.');
});

describe('likeness', () => {
  const book = { ...fields, publicationType: 'book', doi: null, pmid: null, registryId: null };
  const row = (stated: StudyFields) => ({ values: { title: 'Bones of the lacuna in four volumes', firstAuthor: 'Quill', year: stated.year, journal: stated.journal, csl: JSON.stringify(toCslJson(stated, 'x')) } });
  test('asks no more than before: two records are one study whatever publishers, dates and editors they state', () => {
    const other = { ...book, further: { publisher: 'A preprint house', 'publisher-place': 'Oslo', edition: '3', issued: '2019-03', editor: [{ family: 'Holt', given: 'Zoe' }] } };
    expect(studyLikeness(row(book), row(other))).toEqual(studyLikeness(row(book), row(book)));
    expect(studyLikeness(row(book), row(other))).not.toBeNull();
  });
});
