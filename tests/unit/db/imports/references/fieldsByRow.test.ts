// Embase's fields by row: one field a row, several values in it, an empty line between records.
import { describe, expect, it } from 'vitest';
import { read, readOne } from './reading';

const first = `"TITLE","RANKL, ""bone"" and β: a trial"
"AUTHOR NAMES","Okafor N.A.","Lindqvist P.","Müller-Lüdenscheidt H."
"AUTHOR ADDRESSES","(Okafor N.A.) Lagos, Nigeria","(Lindqvist P.) Umeå, Sweden"
"SOURCE","Lung Research (2021) 12:3 (101-109). Date of Publication: 1 Mar 2021"
"SOURCE TITLE","Lung Research"
"PUBLICATION YEAR","2021"
"VOLUME","12"
"ISSUE","3"
"FIRST PAGE","101"
"LAST PAGE","109"
"DATE OF PUBLICATION","1 Mar 2021"
"PUBLICATION TYPE","Article"
"ABSTRACT","BACKGROUND: One.

Two, three."
"EMTREE DRUG INDEX TERMS (MAJOR FOCUS)","denosumab","zoledronic acid"
"CLINICAL TRIAL NUMBERS","ClinicalTrials.gov (NCT01234567)"
"MEDLINE PMID","30000001"
"PUI","L1"
"DOI","10.1000/LR.12"`;

describe('Embase’s fields by row', () => {
  it('gives a study every field that the record states', () => {
    expect(readOne(first).fields).toEqual({
      title: 'RANKL, "bone" and β: a trial', authors: [{ family: 'Okafor', given: 'N.A.' }, { family: 'Lindqvist', given: 'P.' }, { family: 'Müller-Lüdenscheidt', given: 'H.' }], year: '2021', journal: 'Lung Research',
      volume: '12', issue: '3', pages: '101-109', doi: '10.1000/lr.12', pmid: '30000001', registryId: 'NCT01234567', abstract: 'BACKGROUND: One. Two, three.', publicationType: 'article-journal', further: { issued: '2021-03-01' },
    });
    expect(readOne(first)).toMatchObject({ line: 1, raw: first, unknownTags: ['AUTHOR ADDRESSES', 'SOURCE', 'EMTREE DRUG INDEX TERMS (MAJOR FOCUS)', 'PUI'] });
  });

  it('tells records apart by empty lines and titles, says what stands above, and counts titles', () => {
    const { format, records, started, problems } = read(`Embase session 1\n\n${first}\n\n"TITLE","Two"\n"PUBLICATION YEAR","2020"\n"TITLE","Three"\n"PUBLICATION YEAR","2019"\n"PUBLICATION TYPE","Erratum"\n`);
    expect(format).toBe('fields-by-row');
    expect(records.map(({ line, fields }) => [line, fields.title, fields.year, fields.publicationType])).toEqual([[3, 'RANKL, "bone" and β: a trial', '2021', 'article-journal'], [24, 'Two', '2020', 'article-journal'], [26, 'Three', '2019', 'erratum']]);
    expect(started).toBe(3);
    expect(problems.map(({ message }) => message)).toEqual(['One line belongs to no reference and was left out, first: "Embase session 1"']);
  });

  it('keeps a record without its title apart, and says that more were read than start', () => {
    const { records, problems } = read('"TITLE","One"\n"AUTHOR NAMES","Ng K."\n"DOI","10.1000/a"\n\n"AUTHOR NAMES","Li W."\n"DOI","10.1000/b"\n');
    expect(records.map(({ fields }) => [fields.title, fields.authors[0]?.family, fields.doi])).toEqual([['One', 'Ng', '10.1000/a'], [null, 'Li', '10.1000/b']]);
    expect(problems[0]?.message).toBe('The file starts 1 reference and 2 were read; compare before importing');
  });

  it('lets an unclosed quotation mark spoil its own row', () => {
    const { records } = read('"TITLE","One"\n"AUTHOR NAMES","Ng K."\n"VOLUME","12\nDOI,10.1000/a\n\nTITLE,Two\nDOI,10.1000/b\n');
    expect(records.map(({ fields }) => [fields.title, fields.doi])).toEqual([['One', '10.1000/a'], ['Two', '10.1000/b']]);
  });
});
