// When two records without a common identifier are taken for one study, and what is left alone. Every pair is asked both
// ways, and a pair that is alike shares a key by which it is found.
import { describe, expect, test } from 'vitest';
import type { CellValue } from '../../../../../db/contract/values';
import { areApart, areOneJournal, likenessKeys, studyLikeness } from '../../../../../db/evidence/references/studyLikeness';
import { titleLikeness, titleWords } from '../../../../../db/evidence/references/titleLikeness';

type Cells = Readonly<Record<string, CellValue>>;
const title = 'Zoledronic acid and osteoblast markers in lung cancer with bone metastases';
const base: Cells = { title, firstAuthor: 'Okafor', year: '2020' };
const printed = (page: string, more: Readonly<Record<string, unknown>> = {}): Cells => ({ csl: JSON.stringify({ type: 'article-journal', volume: '12', page, ...more }) });

function because(left: Cells, right: Cells): string | null {
  const [mine, theirs] = [{ values: { ...base, ...left } }, { values: { ...base, ...right } }];
  const like = studyLikeness(mine, theirs);
  expect(studyLikeness(theirs, mine)).toEqual(like);
  if (like !== null) expect(likenessKeys(mine).filter((key) => likenessKeys(theirs).includes(key))).not.toEqual([]);
  return like?.because ?? null;
}

describe('one study are', () => {
  test.each<[string, Cells, Cells, string]>([
    ['a title in other letters and dashes', { title: 'TGFβ1 and α-catenin in non-small-cell lung cancer' }, { title: 'TGF-beta 1 and alpha‑catenin in non–small cell lung cancer.' }, 'the same first author and year, the same title'],
    ['a title without its accents and apostrophes', { title: 'Paget’s disease and Müller cells of the bone marrow' }, { title: 'Pagets disease and Muller cells of the bone marrow' }, 'the same first author and year, the same title'],
    ['Roman and other numbers', { title: 'A phase III trial of denosumab in lung cancer' }, { title: 'A phase 3 trial of denosumab in lung cancer' }, 'the same first author and year, the same title'],
    ['words that programs know', { title: 'A constructor and its prototype in lung cancer' }, { title: 'A constructor and its prototype in lung cancer.' }, 'the same first author and year, the same title'],
    ['print a year after the first appearance', {}, { year: '2021' }, 'the same first author, the same title, a year apart'],
    ['a year in one of them only', {}, { year: null }, 'the same first author, the same title, one without a year'],
    ['an author with and without given names', { firstAuthor: 'Ngozi Okafor' }, { firstAuthor: 'Okafor, N.' }, 'the same first author and year, the same title'],
    ['an author in two transliterations', { firstAuthor: 'Müller-Lüdenscheidt' }, { firstAuthor: 'Mueller-Luedenscheidt' }, 'the same first author and year, the same title'],
    ['an author with particles', { firstAuthor: 'van der Berg' }, { firstAuthor: 'Berg' }, 'the same first author and year, the same title'],
    ['a retracted study', { title: `RETRACTED: ${title}` }, {}, 'the same first author and year, the same title'],
    ['articles left out and a letter more', { title: 'The effect of zoledronic acid on a bone tumor in mice' }, { title: 'Effects of zoledronic acid on bone tumour in mice' }, 'the same first author and year, the same title in other letters'],
    ['a subtitle left out', { title: `${title}: a randomised, double-blind, phase 3 trial` }, {}, 'the same first author and year, one title is the beginning of the other'],
    ['a subtitle behind a question', { title: 'Do bisphosphonates help patients with lung cancer? A systematic review' }, { title: 'Do bisphosphonates help patients with lung cancer' }, 'the same first author and year, one title is the beginning of the other'],
    ['a title that its exporter cut', { title: `${title} after twelve weeks of treatment` }, { title: `${title} after twelve…` }, 'the same first author and year, one title is the beginning of the other'],
    ['a title that was cut in a word', { title: `${title} after twelve weeks` }, { title: `${title} after twe` }, 'the same first author and year, one title is the beginning of the other'],
    ['other words, and the same pages', printed('101-109'), { title: title.replace('osteoblast', 'osteoblastic cell'), ...printed('101-9') }, 'the same first author and year, the same pages, nearly the same title'],
    ['a first name and its initial', printed('101', { author: [{ family: 'Okafor', given: 'Ngozi' }] }), printed('101', { author: [{ family: 'Okafor', given: 'N.' }] }), 'the same first author and year, the same title'],
    ['a journal and its abbreviation', { journal: 'Journal of Thoracic Oncology', year: '2021' }, { journal: 'J Thorac Oncol' }, 'the same first author, the same title, a year apart'],
    ['pages and an article’s number', printed('1-12'), printed('e1034'), 'the same first author and year, the same title'],
    ['an identifier in one of them only', { doi: '10.1000/a', pmid: '12345' }, {}, 'the same first author and year, the same title'],
  ])('records that differ in %s', (_, left, right, said) => { expect(because(left, right)).toBe(said); });
});

describe('two studies stay', () => {
  const titled = (first: string, second: string): [string, Cells, Cells] => [`“${first}” and “${second}”`, { title: first }, { title: second }];
  test.each<[string, Cells, Cells]>([
    titled(`${title}: Part I`, `${title}: Part II`), titled(title, `${title}: Part 2`), titled(title, `${title}: a reply`), titled(title, `Reply to: ${title}`), titled(title, `${title}: authors’ response`), titled(title, `Erratum: ${title}`),
    titled(title, `Correction to: ${title}`), titled(title, `${title} (retraction)`), titled(title, `Protocol for ${title}`), titled(title, `${title}: study protocol`), titled(title, `${title}: protocol for a randomised trial`), titled(title, `${title}: five-year follow-up`),
    titled(title, `${title}: final results`), titled(title, `${title}: a plain language summary`), titled(title, `${title}: rationale and design`), titled(title, `Comment on “${title}”`), titled(title, `${title}: study 2`),
    titled('A phase 2 trial of denosumab in lung cancer', 'A phase 3 trial of denosumab in lung cancer'), titled('A phase II trial of denosumab in lung cancer', 'A phase I trial of denosumab in lung cancer'), titled('Denosumab in lung cancer with bone metastases: trial 1', 'Denosumab in lung cancer with bone metastases: trial 2'),
    titled('miR-21 promotes bone metastasis of lung cancer', 'miR-210 promotes bone metastasis of lung cancer'), titled('miR-17-5p promotes bone metastasis of lung cancer', 'miR-175p promotes bone metastasis of lung cancer'), titled('CXCR4 promotes bone metastasis of lung cancer', 'CXCR7 promotes bone metastasis of lung cancer'),
    titled('The role of CD4+ T cells in bone metastasis', 'The role of CD4 T cells in bone metastasis'), titled('Vitamin D in patients with bone metastases of the lung', 'Vitamin K in patients with bone metastases of the lung'),
    titled(title, title.replace('osteoblast', 'osteoclast')), titled(title, title.replace('lung', 'breast')), titled('Symptomatic bone metastases of lung cancer in adults', 'Asymptomatic bone metastases of lung cancer in adults'),
    titled(title, title.replace('with bone', 'without bone')), titled(title, `${title} and renal failure`), titled('Lung cancer', 'Lung cancer'), titled('Editorial', 'Editorial'),
    ['with other DOIs', { doi: '10.1000/a' }, { doi: '10.1000/b' }], ['with other PubMed ids', { pmid: '12345' }, { pmid: '12346' }], ['with other registrations', { registryId: 'NCT01234567' }, { registryId: 'NCT01234568' }], ['of other authors', {}, { firstAuthor: 'Lindqvist' }],
    ['of no known author', { firstAuthor: null }, { firstAuthor: null }], ['two years apart', {}, { year: '2022' }], ['a preprint and its article', { journal: 'medRxiv' }, { journal: 'Bone' }], ['errata', { title: `Erratum: ${title}` }, { title: `Erratum: ${title}` }],
    ['on other pages', printed('101-109'), printed('201-209')], ['a congress’s abstract and the article', printed('S12', { volume: '11' }), { ...printed('201-209'), year: '2021' }], ['in other journals', { journal: 'Bone' }, { journal: 'Lung Cancer', year: '2021' }],
    ['an article and a thesis', printed('', { type: 'thesis' }), printed('')], ['by brothers', printed('', { author: [{ given: 'Ngozi' }] }), printed('', { author: [{ given: 'Adaeze' }] })],
    ['an erratum by its genre alone', {}, { csl: JSON.stringify({ type: 'article-journal', genre: 'Published Erratum' }) }],
    ['of nearly one title, on unknown pages', {}, { title: title.replace('osteoblast', 'osteoblastic cell') }],
  ])('%s', (_, left, right) => { expect(because(left, right)).toBeNull(); });
});

test('two records of one letter are not told apart by being letters', () => {
  const letter = { values: { ...base, title: 'Letter to the editor on bone metastases' } };
  expect([areApart(letter, { values: { ...letter.values } }), areApart(letter, { values: base })]).toEqual([false, true]);
});

describe('titles', () => {
  test('are compared in time by their length, whatever they hold', () => {
    const startedAt = performance.now();
    for (const piece of ['a ', '1 ', ': ', '(+)', 'β', 'x−', '’', '<i>', 'retracted: ']) {
      const long = titleWords(`bone ${piece.repeat(100_000)}`);
      titleLikeness(long, titleWords(`lung ${piece.repeat(100_000)}`));
    }
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

describe('a journal', () => {
  test.each([['J Clin Oncol', 'Journal of Clinical Oncology'], ['JCO', 'Journal of Clinical Oncology'], ['The Lancet', 'Lancet (London, England)'], ['Natl Med J', 'National Medical Journal'], ['', 'Bone'], ['Proc Natl Acad Sci U S A', 'Proceedings of the National Academy of Sciences of the United States of America']])('%j may be %j', (left, right) => {
    expect([areOneJournal(left, right), areOneJournal(right, left)]).toEqual([true, true]);
  });
  test.each([['Bone', 'Lung Cancer'], ['Cancer Research', 'Clinical Cancer Letters'], ['Annals of Oncology', 'Journal of Clinical Oncology']])('%j is not %j', (left, right) => {
    expect([areOneJournal(left, right), areOneJournal(right, left)]).toEqual([false, false]);
  });
});
