import { describe, expect, it } from 'vitest';
import { read, readOne } from './reading';

const clean = `PMID- 30000001
OWN - NLM
VI  - 7
IP  - 2
DP  - 2019 Nov 15
TI  - Denosumab and survival in patients with bone
      metastases from lung cancer.
PG  - e12-9
LID - S0000-0000(19)30001-1 [pii]
LID - 10.1000/BM.2019.1 [doi]
AB  - BACKGROUND: Bone is a common site (NCT09999999).
      METHODS: Two arms.
FAU - Okafor, Ngozi A
AU  - Okafor NA
AD  - Somewhere.
FAU - Smith, John Jr
AU  - Smith J Jr
CN  - BONE-X Study Group
PT  - Journal Article
SI  - ClinicalTrials.gov/NCT01234567
TA  - Bone Metab
JT  - Bone and metabolism
`;

describe('NBIB', () => {
  it('gives a study every field that the record states', () => {
    expect(read(clean).problems).toEqual([]);
    expect(readOne(clean).fields).toEqual({
      title: 'Denosumab and survival in patients with bone metastases from lung cancer',
      authors: [{ family: 'Okafor', given: 'Ngozi A' }, { family: 'Smith', given: 'John Jr' }, { family: 'BONE-X Study Group', given: '' }],
      year: '2019', journal: 'Bone and metabolism', volume: '7', issue: '2', pages: 'e12-9', doi: '10.1000/bm.2019.1', pmid: '30000001', registryId: 'NCT01234567',
      abstract: 'BACKGROUND: Bone is a common site (NCT09999999). METHODS: Two arms.', publicationType: 'article-journal', further: { 'container-title-short': 'Bone Metab', issued: '2019-11-15' },
    });
  });

  it('reads records with CRLF, and with a blank line or none between them', () => {
    const { records, problems } = read(`\n${clean}\n${clean}${clean}`.replaceAll('\n', '\r\n'));
    expect(records.map((record) => record.line)).toEqual([2, 25, 47]);
    expect(problems).toEqual([]);
    expect(records[1]?.fields).toEqual(readOne(clean).fields);
  });

  it('takes the short author where the full one is missing', () => {
    expect(readOne('PMID- 1\nAU  - McGuinness LA\nFAU - Li, Wei\nAU  - Li W\nAU  - van der Berg J\n').fields.authors).toEqual([{ family: 'McGuinness', given: 'LA' }, { family: 'Li', given: 'Wei' }, { family: 'van der Berg', given: 'J' }]);
  });

  it('does not take a registry id from an abstract, nor a pii for a DOI', () => {
    expect(readOne('PMID- 1\nAB  - NCT01234567\nLID - 10.1000/x [pii]\n').fields).toMatchObject({ registryId: null, doi: null });
  });

  it('lists tags that it does not know, and lines before the first record', () => {
    const { records, problems } = read('Search results\nPMID- 1\nXYZ - what\n');
    expect(records[0]?.unknownTags).toEqual(['XYZ']);
    expect(problems).toEqual([{ line: 1, record: null, message: 'One line belongs to no reference and was left out, first: "Search results"' }]);
  });

  it('reads numbered records', () => {
    expect(read('1: PMID- 1\nTI  - One.\n\n2: PMID- 2\nTI  - Two.\n')).toMatchObject({ started: 2, problems: [], records: [{ fields: { pmid: '1' } }, { fields: { pmid: '2', title: 'Two' } }] });
  });

  it('says when a record starts without its PMID', () => {
    const { records, problems } = read('TI  - Cut off.\n\nPMID- 2\nTI  - Whole.\n');
    expect(records.map((record) => record.fields.title)).toEqual(['Cut off', 'Whole']);
    expect(problems.map((problem) => problem.message)).toEqual(['The file starts 1 reference and 2 were read; compare before importing', 'A reference starts without a PMID line']);
  });
});
