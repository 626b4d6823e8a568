// What X1 (references), X2 (abbreviations), X3 (confusable symbols) and X4 (table and narrative) flag, and what they leave
// alone.
import { describe, expect, test } from 'vitest';
import { abbreviations } from '../../../../../../db/evidence/rules/terms/abbreviations';
import { abbreviationsIn, definedIn } from '../../../../../../db/evidence/rules/terms/abbreviationWords';
import { confusableSymbols } from '../../../../../../db/evidence/rules/terms/confusableSymbols';
import { references } from '../../../../../../db/evidence/rules/terms/references';
import { tableAgainstNarrative } from '../../../../../../db/evidence/rules/terms/tableAgainstNarrative';
import { abbreviation, ask, claim, factor, study, told, trial, type Cells } from '../rows';

describe('X1', () => {
  test('a row without a study', () => {
    expect(told(references, [factor('OPN', {}, { ordinal: 3 }), trial({ treatment: 'Surgery' }, { ordinal: 4 }), claim('OPN', {}, { ordinal: 5 })])).toEqual([
      'minor, certain: Claim 5 OPN cites no study.', 'minor, certain: Factor 3 OPN cites no study.', 'minor, certain: Trial 4 Surgery cites no study.',
    ]);
  });
  test('a study that nothing cites', () => {
    expect(told(references, [factor('OPN', {}, { studies: [1] }), study(1), study(2)])).toEqual(['info, certain: Study 2 Reference 2 is cited by no row.']);
  });
  test.each(['RETRACTED: Denosumab in lung cancer', 'Retracted Article: Denosumab in lung cancer', '[Retracted] Denosumab in lung cancer', 'Denosumab in lung cancer (Retracted)'])('a retracted study, by its title: %s', (title) => {
    const [found, ...more] = ask(references, [factor('OPN', {}, { ordinal: 1, studies: [1] }), study(1, { title })]);
    expect(more).toEqual([]);
    expect([found?.severity, found?.members.map(({ table }) => table)]).toEqual(['major', ['studies', 'factors']]);
  });
  test('a retracted study, by the type of its record', () => {
    expect(ask(references, [factor('OPN', {}, { studies: [1] }), study(1, { title: 'Denosumab', rawRecord: 'PT  - Journal Article\nPT  - Retracted Publication\n' })]).map(({ severity }) => severity)).toEqual(['major']);
  });
  test.each(['Retraction Note: Denosumab in lung cancer', 'Why retracted articles are still cited', 'Retracted stapes in otosclerosis'])('leaves alone: %s', (title) => {
    expect(ask(references, [factor('OPN', {}, { studies: [1] }), study(1, { title })])).toEqual([]);
  });
  test('a study that only excluded rows cite is unused', () => {
    expect(ask(references, [factor('OPN', {}, { studies: [1], lifecycle: 'excluded' }), study(1)])).toHaveLength(1);
  });
});

describe('X2', () => {
  const row = (results: string, ordinal = 1) => trial({ treatment: 'Surgery', results }, { ordinal, studies: [ordinal] });
  test('which words are abbreviations', () => {
    const read = (text: string): readonly string[] => abbreviationsIn(text).map(({ printed }) => printed);
    expect(read('ORRs and mPFS by ECOG-PS; HR 0.5 (95% CI 0.3-0.8); SREs in the EBRT arm')).toEqual(['ORRs', 'mPFS', 'ECOG-PS', 'HR', 'CI', 'SREs', 'EBRT']);
    expect(read('EGFR, RANKL, STAT3 and PD-L1 in stage III and IV, CD8+ T cells, CTLA-4, 10 MBq, DNA, CT, KRAS, T790M, N0-1, miR-21')).toEqual([]);
    expect(read('THE PATIENTS WERE TREATED WITH SURGERY AND EBRT')).toEqual([]);
    expect(read('anti-PD-1 agents, non-ICI therapy')).toEqual(['ICI']);
  });
  test('which ones a text spells out', () => {
    expect([...definedIn('ICIs + bone-targeted therapy (BTT), 8.2-not evaluable (NE), SBRT (stereotactic body radiotherapy); (HR, 0.65)')]).toEqual(['BTT', 'NE', 'SBRT']);
  });
  test('used and not defined: once, at the first row that uses it', () => {
    const rows = [row('QTL rose.', 1), row('QTL fell.', 2), row('OS rose.', 3), abbreviation('OS', 'overall survival')];
    expect(told(abbreviations, rows)).toEqual(['info, probable: The abbreviation QTL is used, but the glossary does not have it.']);
    expect(ask(abbreviations, rows)[0]?.members.map(({ rowId }) => rowId)).toEqual(['trials-1']);
    expect(ask(abbreviations, rows)[0]?.span).toEqual({ field: 'results', start: 0, end: 3 });
  });
  test('a further row that uses it changes nothing', () => {
    const inputs = (rows: readonly ReturnType<typeof row>[]) => JSON.stringify(ask(abbreviations, rows).map(({ members, inputs: scope, locus }) => [members, scope, locus]));
    expect(inputs([row('QTL rose.', 1)])).toBe(inputs([row('QTL rose.', 1), row('QTL fell.', 2)]));
  });
  test.each<[string, string, string]>([['a plural', 'SREs rose.', 'SRE'], ['a singular', 'The SRE rate.', 'SREs'], ['m for median', 'mPFS rose.', 'PFS'], ['its head', 'ECOG-PS rose.', 'ECOG']])('leaves alone %s', (_, text, defined) => {
    expect(ask(abbreviations, [row(text), abbreviation(defined, 'spelled out')])).toEqual([]);
  });
  test('leaves alone what a cell spells out, symbols of a factor’s first and last cell, and an excluded row', () => {
    expect(ask(abbreviations, [row('Bone-targeted therapy (BTT) helped.', 1), row('BTT helped.', 2)])).toEqual([]);
    expect(ask(abbreviations, [factor('QXZT', { mechanism: 'Promoting ABCD' }, { studies: [1] })])).toEqual([]);
    expect(ask(abbreviations, [trial({ treatment: 'Surgery', results: 'QTL rose.' }, { lifecycle: 'excluded' })])).toEqual([]);
  });
  test('two expansions in the glossary', () => {
    expect(told(abbreviations, [abbreviation('PI', 'Phosphates + ICIs', { ordinal: 1 }), abbreviation('PI', 'principal investigator', { ordinal: 2 })])).toEqual(['minor, certain: The abbreviation PI has more than one expansion in the glossary.']);
  });
  test('leaves alone one expansion in two spellings, and mOS beside OS', () => {
    expect(ask(abbreviations, [abbreviation('IL', 'interleukin'), abbreviation('IL', 'Interleukins'), abbreviation('OS', 'overall survival'), abbreviation('mOS', 'median overall survival'), abbreviation('TME', 'tumor micro-environment'), abbreviation('TME', 'tumour microenvironment')])).toEqual([]);
  });
});

describe('X3', () => {
  const printed = (rows: Parameters<typeof ask>[1]): readonly string[] => ask(confusableSymbols, rows).map(({ quote, explanation }) => `${quote} → ${explanation.fits.join()}`);
  test('a capital I or a 1 for the l of lncRNA', () => {
    expect(printed([factor('IncRNA HOTAIR', { mechanism: 'Sponged by 1ncRNAs' }, { studies: [1] })])).toEqual(['IncRNA → lncRNA', '1ncRNAs → lncRNAs']);
  });
  test('Cyrillic and Greek letters that look Latin', () => {
    expect(printed([factor('ЕGFR', {}, { studies: [1] }), trial({ treatment: 'Surgery', results: 'ΚRAS and ОS' }, { ordinal: 9, studies: [1] })])).toEqual(['ЕGFR → EGFR', 'ΚRAS → KRAS', 'ОS → OS'].toSorted((left, right) => (left.startsWith('Е') ? -1 : right.startsWith('Е') ? 1 : 0)));
  });
  test('O for 0, l for 1: what looks like a known symbol and is none', () => {
    expect(printed([factor('lncRNA-SOX20T', {}, { studies: [1] })])).toEqual(['SOX20T → SOX2OT']);
    expect(printed([factor('STAT3', {}, { ordinal: 1, studies: [1] }), claim('ICAM-l', {}, { ordinal: 2, studies: [1] })])).toEqual(['ICAM-l → ICAM-1']);
  });
  test.each(['TGF-β', 'IFN-γ', 'NF-κB', 'ΔNp63', 'HIF-1α', 'αvβ3', 'lncRNA HOTAIR', 'miR-18b', 'miR-188', 'IL-18', 'IL-1B', 'S100A8', 'CXCL5', 'CXCR7', 'χ2 test', 'клетка'])('leaves alone: %s', (name) => {
    expect(printed([factor(name, { mechanism: name }, { studies: [1] })])).toEqual([]);
  });
});

describe('X4', () => {
  const row = (cells: Cells) => factor('CXCR7', { expression: 'Up', ...cells }, { ordinal: 1, studies: [30] });
  const level = (direction: string, study: number, ordinal = 2) => claim('CXCR7', { predicate: 'is expressed', direction, quote: 'CXCR7 is expressed' }, { ordinal, studies: [study] });
  test('the direction of expression', () => {
    expect(told(tableAgainstNarrative, [row({}), level('down', 30)])).toEqual(['minor, probable: The table and the narrative differ on the expression of CXCR7: the table has Up, the narrative Down.']);
    expect(ask(tableAgainstNarrative, [row({}), level('up', 30)])).toEqual([]);
    expect(ask(tableAgainstNarrative, [row({}), level('down', 31)])).toEqual([]);
    expect(ask(tableAgainstNarrative, [row({}), level('down', 30, 2), level('up', 30, 3)])).toEqual([]);
    expect(ask(tableAgainstNarrative, [row({}), level('unknown', 30)])).toEqual([]);
  });
  test('what is done to one object', () => {
    const effect = (direction: 'promotes' | 'suppresses', object: string, more: Cells = {}) => claim('CXCR7', { predicate: direction, object, direction, ...more }, { ordinal: 2, studies: [30] });
    expect(told(tableAgainstNarrative, [row({ mechanism: 'Inhibiting STAT3 signaling' }), effect('promotes', 'STAT3')])).toEqual(['minor, probable: The table and the narrative differ on the effect of CXCR7 on STAT3 signaling: the table has “suppresses STAT3 signaling”, the narrative “promotes STAT3”.']);
    expect(ask(tableAgainstNarrative, [row({ mechanism: 'Inhibiting STAT3 signaling' }), effect('suppresses', 'STAT3')])).toEqual([]);
    expect(ask(tableAgainstNarrative, [row({ mechanism: 'Regulating STAT3 signaling' }), effect('promotes', 'STAT3')])).toEqual([]);
    expect(ask(tableAgainstNarrative, [row({ mechanism: 'Inhibiting STAT3 signaling' }), effect('suppresses', 'STAT3', { perturbation: 'loss of CXCR7' })]).map(({ confidence }) => confidence)).toEqual(['possible']);
  });
  test('a claim about all miRNAs of a study is about its miRNA: possible', () => {
    const miRna = factor('miR-328-3p', { expression: 'Up', mechanism: 'Inhibiting NF2-mediated Hippo axis' }, { ordinal: 6, studies: [20] });
    const all = (studies: readonly number[]) => claim('Exosome-mediated delivery of miRNAs', { predicate: 'promotes', object: 'Hippo pathway', direction: 'promotes' }, { ordinal: 38, studies });
    expect(ask(tableAgainstNarrative, [miRna, all([19, 20])]).map(({ confidence }) => confidence)).toEqual(['possible']);
    expect(ask(tableAgainstNarrative, [miRna, all([19])])).toEqual([]);
  });
  test('the number of patients', () => {
    const table = trial({ treatment: 'Pembrolizumab vs Nivolumab', patients: '58 vs 52' }, { ordinal: 11, studies: [129] });
    const counted = (n: string, studies = [129]) => claim('Pembrolizumab', { predicate: 'improves', object: 'ORR', direction: 'promotes', n }, { ordinal: 1, studies });
    expect(told(tableAgainstNarrative, [table, counted('120')])).toEqual(['minor, probable: The table and the narrative differ on the number of patients: the table has 58 vs 52, the narrative 120.']);
    expect(ask(tableAgainstNarrative, [table, counted('45')]).map(({ confidence }) => confidence)).toEqual(['possible']);
    for (const n of ['110', '58', '52', '', 'about 100']) expect(ask(tableAgainstNarrative, [table, counted(n)])).toEqual([]);
    expect(ask(tableAgainstNarrative, [table, counted('120', [128, 129])])).toEqual([]);
    expect(ask(tableAgainstNarrative, [table, counted('120', [130])])).toEqual([]);
  });
  test('which treatment did significantly better', () => {
    const table = (results: string) => trial({ treatment: 'Denosumab vs Zoledronic acid', patients: '100 vs 110', results }, { ordinal: 1, studies: [5] });
    const better = (subject: string) => claim(subject, { predicate: 'improves', object: 'OS', direction: 'promotes' }, { ordinal: 2, studies: [5] });
    const results = 'OS was 8.0 months with denosumab vs 12.0 months with zoledronic acid (p = 0.01).';
    expect(ask(tableAgainstNarrative, [table(results), better('Denosumab')])).toHaveLength(1);
    expect(ask(tableAgainstNarrative, [table(results), better('Zoledronic acid')])).toEqual([]);
    expect(ask(tableAgainstNarrative, [table(results.replace('0.01', '0.3')), better('Denosumab')])).toEqual([]);
  });
});
