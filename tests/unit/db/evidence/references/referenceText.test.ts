// What a reference says beyond a study's columns, in one line.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { referenceText } from '../../../../../db/evidence/references/referenceText';

test('names what there is and nothing else', () => {
  expect(referenceText(JSON.stringify({ id: 'x', type: 'article-journal', title: 'A', DOI: '10.1/a', author: [{ family: 'Osei', given: 'A', suffix: 'Jr.' }, { literal: 'The Group' }], volume: 12, page: '3-9', abstract: 'It helped.' })))
    .toBe('Authors: Osei A Jr.; The Group. Volume: 12. Pages: 3-9. Abstract: It helped.');
  expect(referenceText(JSON.stringify({ id: 'x', type: 'article-journal', genre: 'Retraction Notice', issue: '2' }))).toBe('Type: Retraction Notice. Issue: 2.');
  expect(referenceText(JSON.stringify({ type: 'book' }))).toBe('Type: book.');
  expect(referenceText('{}')).toBe('');
});
test('gives what is no CSL-JSON as it stands, whatever it is', () => {
  for (const text of ['', 'Osei A. Bone. 2021.', '[1]', 'null', '{"author": 7}', '{"author": "x"']) expect(referenceText(text)).toBe(text);
  fc.assert(fc.property(fc.string(), (text) => { referenceText(text); }));
  fc.assert(fc.property(fc.json(), (text) => { referenceText(text); }));
});
