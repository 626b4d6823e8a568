import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCslJson } from '../../../../../db/evidence/references/cslItem';
import { labelOf } from '../../../../../db/imports/references/labels';
import type { StudyFields } from '../../../../../db/imports/references/types';
import { read, readOne } from './reading';

const study: StudyFields = {
  title: 'RANKL in NSCLC', authors: [{ family: 'van der Berg', given: 'J., Jr' }, { family: 'BONE-X Study Group', given: '' }], year: '2021', journal: 'Lung Research', volume: '12', issue: '3', pages: '101-109',
  doi: '10.1000/lr.12', pmid: '30000001', registryId: 'NCT01234567', abstract: 'One.\nTwo.', publicationType: 'article-journal',
};

describe('CSL-JSON', () => {
  it('reads its several ways of saying the same', () => {
    const { fields, unknownTags } = readOne('[{"id":1,"type":"journal-article","title":["<i>EGFR</i> at 10<sup>5</sup>"],"author":[{"family":"Berg","given":"J","non-dropping-particle":"van der","suffix":"Jr"},{"literal":"WHO"},{"name":"X Group"}],"issued":{"date-parts":[["2021",3]]},"volume":12,"page":"1–9","DOI":"https://doi.org/10.1000/X","note":"PMID: 30000001\\nRegistry: NCT01234567","colour":"blue"}]');
    expect(fields).toMatchObject({
      title: 'EGFR at 10⁵', authors: [{ family: 'van der Berg', given: 'J, Jr' }, { family: 'WHO', given: '' }, { family: 'X Group', given: '' }], year: '2021', volume: '12', pages: '1-9',
      doi: '10.1000/x', pmid: '30000001', registryId: 'NCT01234567', publicationType: 'article-journal',
    });
    expect(unknownTags).toEqual(['colour']);
  });

  it.each([['{"raw":"Nov 2019"}', '2019'], ['{"literal":"in press"}', 'in press'], ['{"date-parts":[[2018]]}', '2018'], ['{}', null], ['null', null]])('reads issued %s', (issued, year) => {
    expect(readOne(`[{"type":"book","issued":${issued}}]`).fields.year).toBe(year);
  });

  it('keeps the text and line of each item, and the others when one is broken', () => {
    const { records, problems } = read('[\n  {"type": "book", "title": "A, ] }"},\n  {"type": "book" "title": "B"},\n  7,\n  {"type": "book", "title": "C"}\n]');
    expect(records.map(({ line, raw, fields }) => [line, raw, fields.title])).toEqual([[2, '{"type": "book", "title": "A, ] }"}', 'A, ] }'], [5, '{"type": "book", "title": "C"}', 'C']]);
    expect(problems.map((problem) => problem.line)).toEqual([1, 3, 4]);
  });

  it('says when the list is cut short', () => {
    const { records, problems } = read('[{"type":"book","title":"A"},{"type":"book","ti');
    expect(records).toHaveLength(1);
    expect(problems.map((problem) => problem.message)).toContain('The list of references does not end; the file may be cut short');
  });

  it('reads one item, and a list under "items"', () => {
    expect(read('{"type":"book","title":"A"}').records).toHaveLength(1);
    expect(read('{"version":"x","items":[{"type":"book"},{"type":"book"}]}').records).toHaveLength(2);
  });

  it('is read back as it was written', () => {
    expect(readOne(JSON.stringify([toCslJson(study, 'a')])).fields).toEqual(study);
    const word = fc.stringMatching(/^[A-Za-zÀ-ž][A-Za-zÀ-ž0-9 :-]{0,20}[a-z]$/u).map((text) => text.replaceAll(/\s+/gu, ' '));
    const orNull = fc.option(word);
    const fields = fc.record({
      title: orNull, authors: fc.array(fc.record({ family: word, given: word })), year: fc.option(fc.integer({ min: 1500, max: 2099 }).map(String)), journal: orNull, volume: fc.option(fc.nat().map(String)),
      issue: orNull.map(() => null), pages: fc.option(fc.nat().map(String)), doi: fc.option(fc.nat().map((n) => `10.1000/${n}`)), pmid: fc.option(fc.integer({ min: 1, max: 99_999_999 }).map(String)), registryId: fc.constant(null), abstract: orNull, publicationType: fc.constantFrom('book', 'article-journal', 'erratum', 'retraction'),
    });
    fc.assert(fc.property(fields, (each) => { expect(readOne(JSON.stringify([toCslJson(each, 'a')], null, 2)).fields).toEqual(each); }), { numRuns: 200 });
  });

  it('has no key for what a study does not say', () => {
    const bare: StudyFields = { title: null, authors: [], year: null, journal: null, volume: null, issue: null, pages: null, doi: null, pmid: null, registryId: null, abstract: null, publicationType: 'article-journal' };
    expect(toCslJson(bare, 'a')).toEqual({ id: 'a', type: 'article-journal' });
  });

  it('reads a list of one long line in linear time', () => {
    const started = performance.now();
    expect(read(JSON.stringify(Array.from({ length: 20_000 }, (_, id) => ({ id, type: 'book', title: `T${id}` })))).records).toHaveLength(20_000);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

describe('a label', () => {
  const named = (families: readonly string[], year: string | null): string => labelOf({ authors: families.map((family) => ({ family, given: 'A' })), title: 'Bone', year });
  it.each([[['Wang'], '2021', 'Wang 2021'], [['Wang', 'Li'], '2021', 'Wang & Li 2021'], [['Wang', 'Li', 'Ng'], '2021', 'Wang et al. 2021'], [['Wang'], null, 'Wang n.d.'], [[], '2021', 'Bone 2021']])('of %j in %s is %s', (families, year, label) => {
    expect(named(families, year)).toBe(label);
  });
});
