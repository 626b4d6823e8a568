// Each reference format is read back as it was written: whatever a study says, in every letter that Unicode has.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StudyFields } from '../../../../../db/contract/types';
import { bibtexPieces } from '../../../../../db/exports/references/bibtex';
import { cslJsonPieces } from '../../../../../db/exports/references/cslJson';
import type { ReferenceEntry } from '../../../../../db/exports/references/referenceEntry';
import { risPieces } from '../../../../../db/exports/references/ris';
import { furtherOf } from '../../../../../db/evidence/references/furtherFields';
import { editionIn } from '../../../../../db/imports/references/fieldText';
import { readReferences } from '../../../../../db/imports/references/readReferences';

const study: StudyFields = {
  title: 'RANKL at 10⁵ cells: 50% of {TGF}-β & “EGFR”_1 -- a $5 trial', authors: [{ family: 'van der Berg', given: 'J., Jr' }, { family: 'Müller', given: 'József' }, { family: 'Department of Health, UK', given: '' }, { family: 'Cancer Research UK', given: '' }, { family: 'Smith and Sons', given: '' }],
  year: '2021', journal: 'Lung & Bone', volume: '12', issue: '3', pages: '101-109', doi: '10.1000/lr_12(3)', pmid: '30000001', registryId: 'NCT01234567', abstract: 'BACKGROUND: One.\nTI - two, (p < 0.05)\nthree', publicationType: 'article-journal',
};
const chapter: StudyFields = {
  ...study, publicationType: 'chapter', doi: null,
  further: {
    editor: [{ family: 'Holt', given: 'Eve, Jr' }, { family: 'Bone Institute, Leiden', given: '' }], publisher: 'Lacuna & Sons', 'publisher-place': 'Leiden', edition: '2', 'collection-title': 'Bones_of {Europe}', 'container-title-short': 'Lung B.',
    URL: 'https://lacuna.example/a_b?c=d%20e&f=#g', issued: '2021-03-05', accessed: '2021-06-07',
  },
};
const report: StudyFields = { ...chapter, publicationType: 'report', issue: null, further: { publisher: 'Bone Institute', number: '17-4', genre: 'Technical report', issued: '2021-03' } };
const thesis: StudyFields = { ...chapter, publicationType: 'thesis', further: { publisher: 'University of Lacuna', genre: 'PhD thesis', URL: 'https://lacuna.example/t' } };
const numbered: StudyFields = { ...study, pages: 'e12', further: { 'container-title-short': 'Lung B.', number: 'e12' } };
const paper: StudyFields = { ...chapter, publicationType: 'paper-conference', further: { 'event-title': 'Bone Congress', 'event-place': 'Oslo', publisher: 'Lacuna Press' } };
const empty: StudyFields = { title: null, authors: [], year: null, journal: null, volume: null, issue: null, pages: null, doi: null, pmid: null, registryId: null, abstract: null, publicationType: 'article-journal' };

const writers = { ris: risPieces, bibtex: bibtexPieces, 'csl-json': cslJsonPieces };
type Format = keyof typeof writers;
const formats: readonly Format[] = ['ris', 'bibtex', 'csl-json'];
const written = (format: Format, studies: readonly StudyFields[]): string => [...writers[format](studies.map((fields, index): ReferenceEntry => ({ id: `s${index}`, fields })))].join('');

function readBack(format: Format, studies: readonly StudyFields[]): readonly StudyFields[] {
  const reading = readReferences(written(format, studies));
  if (reading.format !== format) throw new Error(`read as ${reading.format ?? 'nothing'}`);
  expect(reading.problems).toEqual([]);
  expect(reading.unknownTags).toEqual([]);
  return reading.records.map(({ fields }) => fields);
}

// Strings that mean something to one of the formats, and any others; as readers leave them, with single blanks.
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('bone', 'RANKL', ' and ', 'and', '{', '}', '\\', '"', '--', '---', "''", '``', '$', '$5', '%', '&', '#', '_', '^', '~', '@article{', 'TY  - JOUR', 'ER  -', 'ER -', 'TI - ', 'AB - x', 'PMID- 1', '\\alpha', '{\\"u}', '10.', 'β', '😀', '\u202e', 'é', 'e\u0301', '[', ']', ',', ';', ':', '.', '=', "'", '`', '-', '!', '?', '\u0000', '\u0007') },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) }, fc.string({ maxLength: 8 }),
);
const text = fc.array(piece, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(' ').replaceAll(/\s+/gu, ' ').trim()).filter((line) => line !== '');
const word = fc.stringMatching(/^[A-Za-zÀ-žΑ-ω0-9]{1,8}$/u);
const person = fc.oneof(
  fc.record({ family: fc.tuple(fc.constantFrom('', 'van der ', 'de ', "O'", 'Smith-'), word).map((parts) => parts.join('')), given: fc.tuple(word, fc.constantFrom('', ' B.', '-C', ', Jr', ' $', ' {x}', ' & Y')).map((parts) => parts.join('')) }),
  fc.record({ family: fc.tuple(word, fc.constantFrom('', ' Group', ' UK', ', UK', ' and Sons', ' X', ' {Y}', ', Dept. of Z', ' Jr', ' & Co', ' A.B.')).map((parts) => parts.join('')), given: fc.constant('') }),
).filter(({ family, given }) => !/^(?:Jr|Sr|Jnr|Snr|II|III|IV)$/iu.test(family) && !/^(?:Jr|Sr|Jnr|Snr|II|III|IV)\b/iu.test(given) && family.toLowerCase() !== 'others');
const types: Readonly<Record<Format, readonly string[]>> = {
  ris: ['article-journal', 'article', 'article-magazine', 'article-newspaper', 'chapter', 'paper-conference', 'thesis', 'report', 'manuscript', 'webpage', 'dataset', 'software', 'patent', 'standard', 'pamphlet', 'document', 'erratum', 'retraction', 'expression-of-concern'],
  bibtex: ['article-journal', 'article', 'article-magazine', 'article-newspaper', 'book', 'chapter', 'paper-conference', 'thesis', 'report', 'manuscript', 'webpage', 'dataset', 'software', 'patent', 'standard', 'pamphlet', 'document', 'erratum', 'retraction', 'expression-of-concern'],
  'csl-json': ['article-journal', 'article', 'article-magazine', 'book', 'chapter', 'thesis', 'webpage', 'document', 'interview', 'erratum', 'retraction', 'expression-of-concern'],
};
/** What a study may state beyond an article's fields. */
const statedBy = (line: fc.Arbitrary<string>) => {
  const orNull = fc.option(line);
  // What would be a notice, or a DOI, is one.
  const genre = fc.constantFrom(null, 'PhD thesis', 'Technical report', 'Working {paper} & more');
  return fc.record({
    editor: fc.array(person, { maxLength: 3 }), publisher: orNull, 'publisher-place': orNull, edition: orNull.map(editionIn), 'collection-title': orNull, 'container-title-short': orNull, genre, 'event-title': orNull, 'event-place': orNull, number: orNull,
    URL: fc.option(fc.stringMatching(/^[a-z0-9._;()/:#&$%=?-]{0,12}[a-z0-9]$/u).map((tail) => `https://lacuna.example/${tail}`)), issued: fc.constantFrom(null, '03', '12-31'), accessed: fc.constantFrom(null, '2021-06-07', '2021-06'),
  });
};
type Stated = ReturnType<typeof statedBy> extends fc.Arbitrary<infer Value> ? Value : never;

/** Where a format has no field it stays silent: RIS of a conference's name and place and of any other number than a report's, BibTeX of a number without pages. */
function furtherFor(format: Format, fields: StudyFields, stated: Stated): Pick<StudyFields, 'further'> {
  const { publicationType, year, pages } = fields;
  const isPaper = publicationType === 'paper-conference' && format !== 'ris';
  const hasNumber = publicationType === 'report' || (publicationType === 'article-journal' && format !== 'ris' && pages !== null);
  return furtherOf(fields, {
    ...stated, issued: stated.issued === null ? null : `${year ?? ''}-${stated.issued}`, number: hasNumber ? stated.number : null,
    ...(isPaper ? {} : { 'event-title': null, 'event-place': null }),
  });
}
const studies = (format: Format): fc.Arbitrary<StudyFields> => {
  // CSL-JSON's titles hold markup, so that "<i>" in one is not text.
  const line = format === 'csl-json' ? text.map((each) => each.replaceAll('<', '‹')) : text;
  const orNull = fc.option(line);
  const fields = fc.record({
    title: orNull, authors: fc.array(person, { maxLength: 5 }), year: fc.option(fc.oneof(fc.integer({ min: 1500, max: 2099 }).map(String), fc.constant('in press'))), journal: orNull, volume: orNull, issue: orNull,
    pages: fc.option(fc.oneof(fc.constantFrom('101-109', 'e1234', '1-1', '12, 15-17', 'S1_2-S4', '9'), word)), doi: fc.option(fc.stringMatching(/^[a-z0-9._;()/:<>%#&$-]{0,12}[a-z0-9]$/u).map((tail) => `10.1000/${tail}`)),
    pmid: fc.option(fc.integer({ min: 1, max: 99_999_999 }).map(String)), registryId: fc.option(fc.constantFrom('NCT01234567', 'ISRCTN12345678', '2010-012345-67', 'CHICTR1900012345')),
    abstract: fc.option(fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'))), publicationType: fc.constantFrom(...types[format]),
  });
  return fc.tuple(fields, fc.option(statedBy(line))).map(([known, stated]) => (stated === null ? known : { ...known, ...furtherFor(format, known, stated) }));
};

describe.each(formats)('%s', (format) => {
  it('gives every field back', () => {
    expect(readBack(format, [study])).toEqual([study]);
  });
  it.each(format === 'ris' ? [chapter, report, thesis, numbered] : [chapter, report, thesis, numbered, paper])('gives back what a $publicationType states beyond an article’s fields', (fields) => {
    expect(readBack(format, [fields])).toEqual([fields]);
  });
  it('says nothing of what a study does not', () => {
    expect(readBack(format, [empty])).toEqual([empty]);
  });
  it('gives any studies back, as many as there were (property)', () => {
    fc.assert(fc.property(fc.array(studies(format), { minLength: 1, maxLength: 4 }), (several) => { expect(readBack(format, several)).toEqual(several); }), { numRuns: 500, seed: 20_211_126 });
  });
  it('is the same text for the same studies', () => {
    expect(written(format, [study, empty])).toBe(written(format, [study, empty]));
  });
});

describe('what others read', () => {
  it('RIS', () => {
    expect(written('ris', [study])).toBe([
      'TY  - JOUR', 'AU  - van der Berg, J., Jr', 'AU  - Müller, József', 'AU  - Department of Health,, UK', 'AU  - Cancer Research UK,', 'AU  - Smith and Sons', 'PY  - 2021', 'TI  - RANKL at 10⁵ cells: 50% of {TGF}-β & “EGFR”_1 -- a $5 trial', 'T2  - Lung & Bone',
      'VL  - 12', 'IS  - 3', 'SP  - 101', 'EP  - 109', 'DO  - 10.1000/lr_12(3)', 'AN  - 30000001', 'DB  - PubMed', 'C1  - NCT01234567', 'AB  - BACKGROUND: One.', 'AB  - TI - two, (p < 0.05)', 'AB  - three', 'ER  - ', '', '',
    ].join('\r\n'));
  });
  it('RIS, a chapter', () => {
    expect(written('ris', [{ ...chapter, authors: [], title: 'T', abstract: null, pmid: null, registryId: null }])).toBe([
      'TY  - CHAP', 'PY  - 2021', 'TI  - T', 'T2  - Lung & Bone', 'J2  - Lung B.', 'T3  - Bones_of {Europe}', 'A2  - Holt, Eve, Jr', 'A2  - Bone Institute,, Leiden', 'ET  - 2', 'CY  - Leiden', 'PB  - Lacuna & Sons', 'DA  - 2021/03/05/', 'VL  - 12', 'IS  - 3', 'SP  - 101', 'EP  - 109',
      'UR  - https://lacuna.example/a_b?c=d%20e&f=#g', 'Y2  - 2021/06/07/', 'ER  - ', '', '',
    ].join('\r\n'));
  });
  it('RIS has no tag for the name and place of a conference', () => {
    expect(readBack('ris', [paper])).toEqual([{ ...paper, further: { publisher: 'Lacuna Press' } }]);
  });
  it('BibTeX, a doctor’s thesis and one of which it is not known', () => {
    const text = written('bibtex', [thesis, { ...thesis, further: { publisher: 'University of Lacuna' } }]);
    expect([...text.matchAll(/^@(\w+)\{|^ {2}(school|type) = (.*),$/gmu)].map(([, type, name, value]) => type ?? `${name ?? ''} ${value ?? ''}`)).toEqual(['phdthesis', 'school {University of Lacuna}', 'type {PhD thesis}', 'thesis', 'school {University of Lacuna}']);
  });
  it('BibTeX, with keys of their own and capitals protected', () => {
    const text = written('bibtex', [study, { ...empty, authors: [{ family: 'van der Berg', given: 'K.' }], year: '2021', title: 'A title of RANKL' }, empty]);
    expect([...text.matchAll(/^@(\w+)\{([^,]+),$/gmu)].map(([, type, key]) => [type, key])).toEqual([['article', 'vanderBerg2021'], ['article', 'vanderBerg2021-2'], ['article', 'study']]);
    expect(text).toContain('title = {{RANKL} at 10⁵ cells: 50\\% of {{{\\textbraceleft}TGF{\\textbraceright}-β}} \\& {“EGFR”\\_1} -{}- a \\$5 trial}');
    expect(text).toContain('author = {van der Berg, Jr, J. and Müller, József and {Department of Health, UK} and {Cancer Research UK} and {Smith and Sons}}');
    expect(text).toContain('title = {A title of {RANKL}}');
  });
  it('CSL-JSON, a line for each study', () => {
    expect(written('csl-json', [])).toBe('[]\n');
    expect(written('csl-json', [empty, empty])).toBe('[\n{"id":"s0","type":"article-journal"},\n{"id":"s1","type":"article-journal"}\n]\n');
  });
});
