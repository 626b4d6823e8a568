// Identifiers: one normal form, or null. What must be left alone counts as much as what is read.
import { describe, expect, it } from 'vitest';
import { normalDoi, normalPmid, normalRegistryId } from '../../../../../db/imports/references/identifiers';

describe('a DOI', () => {
  it.each([
    ['10.1000/ABC.1_2', '10.1000/abc.1_2'],
    ['https://doi.org/10.1000/x', '10.1000/x'],
    ['http://dx.doi.org/10.1000/x', '10.1000/x'],
    ['https://doi.org/10.1186%2Fs13750-015-0039-2', '10.1186/s13750-015-0039-2'],
    ['doi:10.1000/x.', '10.1000/x'],
    ['DOI: https://doi.org/10.1000/x,', '10.1000/x'],
    ['10.1000/x [doi]', '10.1000/x'],
    ['(10.1000/x).', '10.1000/x'],
    ['10.1016/S0140-6736(20)30183-5', '10.1016/s0140-6736(20)30183-5'],
    ['10.1002/(SICI)1097-0142(19990101)85:1<1::AID-CNCR1>3.0.CO;2-A', '10.1002/(sici)1097-0142(19990101)85:1<1::aid-cncr1>3.0.co;2-a'],
  ])('%s is %s', (text, doi) => { expect(normalDoi(text)).toBe(doi); });

  it.each(['', '10.1000', '10.1000/', '10.12/x', 'S0048-9697(17)30912-9', 'https://example.org/10.1000/x', 'see 10.1000/x', 'PMC1234567', '10.5 mg/day'])('is not %j', (text) => { expect(normalDoi(text)).toBeNull(); });
});

describe('a PubMed id', () => {
  it.each([['28441597', '28441597'], ['PMID: 00123', '123'], ['123[pmid]', '123'], ['https://pubmed.ncbi.nlm.nih.gov/31234567/', '31234567'], ['http://www.ncbi.nlm.nih.gov/pubmed/31234567', '31234567']])('%s is %s', (text, pmid) => { expect(normalPmid(text)).toBe(pmid); });
  it.each(['', '0', '123456789', 'PMC1234567', '10.1000/1', '20203152553', 'WOS:000708474900001'])('is not %j', (text) => { expect(normalPmid(text)).toBeNull(); });
});

describe('a registry id', () => {
  it.each([['nct01234567', 'NCT01234567'], ['ClinicalTrials.gov/NCT01234567', 'NCT01234567'], ['https://clinicaltrials.gov/ct2/show/NCT01234567', 'NCT01234567'], ['ISRCTN12345678', 'ISRCTN12345678'], ['EudraCT 2010-012345-67', '2010-012345-67'], ['ChiCTR1900012345', 'CHICTR1900012345']])('%s is %s', (text, id) => { expect(normalRegistryId(text)).toBe(id); });
  it.each(['', 'NCT123', 'registered as NCT01234567 in 2012', 'GENBANK/AB123456', '2010-01-05'])('is not %j', (text) => { expect(normalRegistryId(text)).toBeNull(); });
});
