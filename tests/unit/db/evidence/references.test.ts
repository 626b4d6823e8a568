// What a row of Studies says as a reference: its cells win over the record behind them, whatever that record looks like.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCslJson } from '../../../../db/evidence/references/cslItem';
import { studyFieldsOf } from '../../../../db/evidence/references/studyFields';
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

  test('as it was corrected: the cells win, also where they were cleared', () => {
    expect(studyFieldsOf({ ...cells, title: 'RANK ligand', firstAuthor: 'Quilt', doi: null, csl: JSON.stringify(toCslJson(fields, 'x')) })).toEqual({ ...fields, title: 'RANK ligand', doi: null, authors: [{ family: 'Quilt', given: 'Ada, Jr' }, { family: 'The Group', given: '' }] });
  });

  test('of which only a number is known', () => {
    expect(studyFieldsOf({ label: '[1]', title: null })).toEqual({ title: null, authors: [], year: null, journal: null, volume: null, issue: null, pages: null, doi: null, pmid: null, registryId: null, abstract: null, publicationType: 'article-journal' });
  });

  test.each(['', '{', '[]', 'null', '3', '{"author": 3, "volume": {}, "type": []}', '{"author": [null, 1, {"family": 3}, {}]}'])('with the record %s', (csl) => {
    expect(studyFieldsOf({ ...cells, csl })).toMatchObject({ title: 'RANKL', authors: [{ family: 'Quill', given: '' }], publicationType: 'article-journal' });
  });

  test('with any record at all', () => {
    fc.assert(fc.property(fc.json(), (csl) => { expect(studyFieldsOf({ ...cells, csl }).title).toBe('RANKL'); }));
  });
});
