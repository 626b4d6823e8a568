// Which number or name a reference prints under: each way of numbering on a few studies, and the laws that hold for any.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printedReferences, collapsedNumbers } from '../../../../../db/evidence/references/citation';
import { formatCitation, letterOf, numberingOf, numberReferences, type Numbering, type StudyToNumber } from '../../../../../db/exports/references/numbering';

const study = (number: number, authors: string | null = null, year: string | null = null, title: string | null = null): StudyToNumber => ({ studyId: `s${number}`, number, authors: authors?.split('; ') ?? [], year, title });
const studies = [study(12, 'Wang', '2020', 'B first'), study(3, 'Smith', '2019'), study(66, 'Wang', '2020', 'A second'), study(67), study(15, 'Ångström', '2001')];
const rows = [['s66', 's67'], [], ['s3', 's66'], ['gone']];
const labels = (numbering: Numbering): readonly string[] => numberReferences(studies, rows, numbering).changes.map(({ before, after }) => `${before} → ${after}`);

describe('each way', () => {
  test('the review\'s own numbers', () => {
    expect(labels({ mode: 'original' })).toEqual(['3 → 3', '12 → 12', '15 → 15', '66 → 66', '67 → 67']);
  });

  test('by first citation in reading order; what no row cites gets none, and is told', () => {
    const references = numberReferences(studies, rows, { mode: 'appearance' });
    expect(references.changes.map(({ before, after }) => `${before} → ${after}`)).toEqual(['66 → 1', '67 → 2', '3 → 3']);
    expect(references.problems.map(({ before, message }) => `${before}: ${message}`)).toEqual(['12: No printed row cites it, so it gets no number and is not in the list.', '15: No printed row cites it, so it gets no number and is not in the list.']);
  });

  test('moved by so many; below 1 there is no number', () => {
    expect(labels({ mode: 'offset', by: 100 })).toEqual(['3 → 103', '12 → 112', '15 → 115', '66 → 166', '67 → 167']);
    const down = numberReferences(studies, rows, { mode: 'offset', by: -12 });
    expect(down.order).toEqual(['s15', 's66', 's67']);
    expect(down.problems).toEqual([
      { studyId: 's3', before: '3', message: 'Its number would be -9. Numbers begin at 1: choose a smaller step down.' },
      { studyId: 's12', before: '12', message: 'Its number would be 0. Numbers begin at 1: choose a smaller step down.' },
    ]);
    expect(formatCitation(down, ['s66', 's3'])).toBe('[54, ref. 3]');
  });

  test('by author and year, with letters in the order of the titles; without either by the own number, at the end', () => {
    const references = numberReferences(studies, rows, { mode: 'author-year' });
    expect(references.changes.map(({ before, after }) => `${before} → ${after}`)).toEqual(['15 → Ångström 2001', '3 → Smith 2019', '66 → Wang 2020a', '12 → Wang 2020b', '67 → [67]']);
    expect(references.problems).toEqual([{ studyId: 's67', before: '67', message: 'Its first author and year are not known, so it is cited as [67] and stands at the end of the list.' }]);
    expect(numberReferences([study(1, 'Wang', null, 'Known'), study(2, null, '2020'), study(3, 'Li', '2019a'), study(4, 'Liu')], [], { mode: 'author-year' }).problems.map(({ message }) => message)).toEqual([
      'Its year is not known, so it is cited as “Wang n.d.”', 'Its first author is not known, so it is cited as [2] and stands at the end of the list.', 'Its year, “2019a”, is none, so it is cited as [3] and stands at the end of the list.',
      'Its year is not known, so it is cited as [4] and stands at the end of the list.',
    ]);
  });

  test('by author and year as journals print it: two by both names, more by the first, letters where the printed name and the year are the same', () => {
    const many = [
      study(1, 'Smith; Young; Abel', '2019', 'B'), study(2, 'Smith; Jones', '2019'), study(3, 'Smith', '2020'), study(4, 'Smith; Adler; Zorn; Pike', '2019', 'A'), study(5, 'Smith', '2018'), study(6, 'Smith; Adler', '2021'), study(7, 'Smith and Jones', '2019', 'Z'),
      study(8, 'Smith; Young; Abel', '2001'), study(9, 'van der Berg; Li; Okafor', null, 'B'), study(10, 'van der Berg; Osei; Novák', '', 'A'), study(11, 'Smith', 'in press'),
    ];
    const references = numberReferences(many, [], { mode: 'author-year' });
    expect(references.changes.map(({ before, after }) => `${before} → ${after}`)).toEqual([
      '5 → Smith 2018', '3 → Smith 2020', '11 → Smith in press', '6 → Smith and Adler 2021', '2 → Smith and Jones 2019a', '8 → Smith et al. 2001', '4 → Smith et al. 2019a', '1 → Smith et al. 2019b', '7 → Smith and Jones 2019b', '10 → van der Berg et al. n.d.-a', '9 → van der Berg et al. n.d.-b',
    ]);
    expect(['s1', 's3', 's9', 's11'].map((id) => references.printed.get(id))).toEqual([
      { label: 'Smith et al. 2019b', number: null, letter: 1, undated: null }, { label: 'Smith 2020', number: null, letter: null, undated: null }, { label: 'van der Berg et al. n.d.-b', number: null, letter: null, undated: 'n.d.-b' }, { label: 'Smith in press', number: null, letter: null, undated: 'in press' },
    ]);
  });

  test('letters that look alike are one name, however they are composed', () => {
    expect(numberReferences([study(1, 'N\u006f\u0301va', '2020'), study(2, 'N\u00f3va', '2020')], [], { mode: 'author-year' }).changes.map(({ after }) => after.slice(-5))).toEqual(['2020a', '2020b']);
  });

  test('two studies under one number: the second is told', () => {
    const references = numberReferences([study(5), { ...study(5), studyId: 'other' }], [], { mode: 'original' });
    expect(references.order).toEqual(['s5']);
    expect(references.problems).toEqual([{ studyId: 'other', before: '5', message: 'Another study has the number 5.' }]);
  });

  test('as words', () => {
    expect(['original', 'appearance', 'author-year', 'offset:7', 'offset:-7', 'offset:+7'].map(numberingOf)).toEqual([{ mode: 'original' }, { mode: 'appearance' }, { mode: 'author-year' }, { mode: 'offset', by: 7 }, { mode: 'offset', by: -7 }, { mode: 'offset', by: 7 }]);
    expect(() => numberingOf('offset:')).toThrow('no numbering');
  });
});

describe('citations', () => {
  const numbered = numberReferences([15, 16, 17, 20].map((number) => study(number)), [], { mode: 'original' });
  test.each([
    [['s15', 's16', 's17', 's20'], '[15–17, 20]'], [['s20', 's15', 's16'], '[15, 16, 20]'], [['s17', 's17'], '[17]'], [[], ''],
    [['gone'], '[ref. ?]'],
  ])('%j print as %s', (ids, expected) => {
    expect(formatCitation(numbered, ids)).toBe(expected);
  });

  test('by author and year', () => {
    const references = numberReferences(studies, rows, { mode: 'author-year' });
    expect(formatCitation(references, ['s12', 's3'])).toBe('(Smith 2019; Wang 2020b)');
    expect(formatCitation(references, ['s67', 's66'])).toBe('([67]; Wang 2020a)');
  });

  test('a table as it is printed keeps its own order', () => {
    expect([[66, 67], [67, 66], [15, 16, 17, 20], [], [3, 4, 5, 6, 1, 2, 3]].map(printedReferences)).toEqual(['[66, 67]', '[67, 66]', '[15–17, 20]', '', '[3–6, 1–3]']);
  });

  test('letters go on after z', () => {
    expect([null, 0, 25, 26, 51, 52, 701, 702].map(letterOf)).toEqual(['', 'a', 'z', 'aa', 'az', 'ba', 'zz', 'aaa']);
  });
});

function parsed(text: string): readonly number[] {
  if (text === '') return [];
  return text.split(', ').flatMap((part) => {
    const [first = 0, last = first] = part.split('–').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

describe('laws', () => {
  test('what was collapsed reads back as it was, and three in a row never stand apart', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 40 }), (numbers) => {
      const text = collapsedNumbers(numbers);
      expect(parsed(text)).toEqual(numbers);
      const parts = text.split(', ');
      for (const [index, part] of parts.entries()) expect(Number(parts[index + 2]) === Number(part) + 2 && Number(parts[index + 1]) === Number(part) + 1).toBe(false);
    }));
  });

  const anyStudies = fc.uniqueArray(fc.record({ number: fc.integer({ min: 1, max: 200 }), authors: fc.array(fc.constantFrom('Li', 'LI', ' Li ', 'Wang', 'Li 2019a', '[3]', '', 'Li et al.', 'Li and Wang', 'Li in'), { maxLength: 3 }), year: fc.constantFrom('2019', '2020', '2019a', 'in press', 'press', 'n.d.', 'n.d.-a', '', null), title: fc.constantFrom('A', 'B', null) }), { selector: ({ number }) => number, maxLength: 60 })
    .map((list) => list.map(({ number, ...rest }): StudyToNumber => ({ studyId: `s${number}`, number, ...rest })));
  const anyNumbering: fc.Arbitrary<Numbering> = fc.oneof(fc.constantFrom({ mode: 'original' } as const, { mode: 'appearance' } as const, { mode: 'author-year' } as const), fc.integer({ min: -50, max: 50 }).map((by) => ({ mode: 'offset', by }) as const));
  const anyRows = fc.array(fc.array(fc.integer({ min: 1, max: 200 }).map((number) => `s${number}`), { maxLength: 5 }), { maxLength: 20 });

  test('labels and studies are one to one, each study is in the list once or told, and the order of the studies given is of no account', () => {
    fc.assert(fc.property(anyStudies, anyRows, anyNumbering, (list, cited, numbering) => {
      const references = numberReferences(list, cited, numbering);
      const printed = [...references.printed.values()].map(({ label }) => label);
      expect(new Set(printed).size).toBe(printed.length);
      expect([...references.printed.keys()].toSorted()).toEqual(references.order.toSorted());
      expect(references.changes.map(({ studyId }) => studyId)).toEqual(references.order);
      const told = new Set(references.problems.map(({ studyId }) => studyId));
      for (const { studyId } of list) expect(references.printed.has(studyId) || told.has(studyId)).toBe(true);
      expect(numberReferences(list.toReversed(), cited, numbering)).toEqual(references);
    }));
  });

  test('by first appearance the numbers are 1 to n, and earlier rows have smaller ones', () => {
    fc.assert(fc.property(anyStudies, anyRows, (list, cited) => {
      const references = numberReferences(list, cited, { mode: 'appearance' });
      expect(references.order.map((id) => references.printed.get(id)?.number)).toEqual(references.order.map((_, index) => index + 1));
      const firsts = [...new Set(cited.flat())].filter((id) => references.printed.has(id));
      expect(references.order).toEqual(firsts);
    }));
  });
});
