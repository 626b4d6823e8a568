// What F2 (mutation and dosage), F3 (polarity of a row), F6 (prognosis) and F7 (direction missing) flag and leave alone.
import { describe, expect, test } from 'vitest';
import { directionMissing } from '../../../../../../db/evidence/rules/factors/directionMissing';
import { mutationAgainstDosage } from '../../../../../../db/evidence/rules/factors/mutationAgainstDosage';
import { prognosisDiscord } from '../../../../../../db/evidence/rules/factors/prognosis';
import { rowPolarity } from '../../../../../../db/evidence/rules/factors/rowPolarity';
import { clinicalValence, prognosisValence } from '../../../../../../db/evidence/rules/factors/valence';
import { ask, claim, factor, told, type Cells } from '../rows';

describe('F2', () => {
  const mutated = factor('GNAQ', { expression: 'Mutation' }, { ordinal: 1, studies: [1] });
  test('a mutation beside a level', () => {
    expect(told(mutationAgainstDosage, [mutated, factor('GNAQ', { expression: 'Down' }, { ordinal: 2, studies: [2] })])).toEqual([
      'info, possible: For GNAQ, a mutation stands beside a change of its amount: Mutation 1 · Down 1. Whether the mutation gains or loses function is not stated.',
    ]);
  });
  test('a mutation whose own study changed the amount', () => {
    const loss = (study: number) => claim('Knockdown of GNAQ', { predicate: 'promotes', object: 'EMT', direction: 'promotes', perturbation: 'loss of GNAQ' }, { ordinal: 2, studies: [study] });
    expect(ask(mutationAgainstDosage, [mutated, loss(1)]).map(({ confidence }) => confidence)).toEqual(['probable']);
    // Taking a mutated gene away is a usual experiment.
    expect(ask(mutationAgainstDosage, [mutated, loss(2)])).toEqual([]);
  });
  test('leaves alone two mutations, other molecules, and other tumours', () => {
    expect(ask(mutationAgainstDosage, [mutated, factor('GNAQ', { expression: 'Mutation' }, { ordinal: 2, studies: [2] })])).toEqual([]);
    expect(ask(mutationAgainstDosage, [mutated, factor('GNAS', { expression: 'Down' }, { ordinal: 2, studies: [2] })])).toEqual([]);
    const level = (direction: string, cancer: string, ordinal: number) => claim('KRAS', { predicate: 'is expressed', direction, cancer }, { ordinal, studies: [ordinal] });
    expect(ask(mutationAgainstDosage, [level('mutation', 'breast cancer', 1), level('up', 'prostate cancer', 2)])).toEqual([]);
    expect(ask(mutationAgainstDosage, [level('mutation', 'NSCLC', 1), level('up', 'NSCLC', 2)])).toHaveLength(1);
  });
});

describe('F3', () => {
  const row = (cells: Cells) => [factor('GENE1', cells, { ordinal: 1, studies: [1] })];
  test.each<[string, string, string, string, string]>([
    ['Up, hinders the tumour, bad for the patient', 'Up', 'Inhibits proliferation, migration', 'Poor prognosis, Bone metastasis', 'minor, probable'],
    ['Up, hinders the tumour, good for the patient', 'Up', 'Suppressing invasion', 'Longer OS', 'info, possible'],
    ['Up, hinders the tumour', 'Up', 'Suppressing invasion', '', 'info, possible'],
    ['Up, serves the tumour, good for the patient', 'Up', 'Promotes invasion', 'Better prognosis', 'minor, probable'],
    ['Down, serves the tumour, bad for the patient', 'Down', 'Promoting invasion, EMT', 'Bone metastasis', 'info, possible'],
    ['Down, hinders the tumour, good for the patient', 'Down', 'Inhibits invasion', 'Longer OS', 'minor, probable'],
    ['Up, promotes apoptosis', 'Up', 'Promotes apoptosis', 'Poor survival', 'minor, probable'],
  ])('%s', (_, expression, does, clinicalSignificance, expected) => {
    expect(ask(rowPolarity, row({ expression, function: does, clinicalSignificance })).map(({ severity, confidence }) => `${severity}, ${confidence}`)).toEqual([expected]);
  });
  test.each<[string, string, string, string]>([
    ['Up, serves, bad', 'Up', 'Promotes invasion', 'Bone metastasis'], ['Down, hinders, bad', 'Down', 'Inhibits invasion', 'Poor OS'], ['Down, serves, good', 'Down', 'Promotes invasion', 'Longer OS'],
    ['bare words', 'Up', 'Proliferation, Apoptosis', 'Longer OS'], ['effects that lean both ways', 'Up', 'Inhibits invasion, promotes proliferation', 'Poor OS'], ['mutation', 'Mutation', 'Inhibits invasion', 'Poor OS'],
    ['objects that are not known to serve', 'Up', 'Inhibits autophagy', 'Poor OS'], ['significance that leans both ways', 'Up', 'Promotes invasion', 'Poor OS, longer PFS'], ['no expression', '', 'Inhibits invasion', 'Poor OS'],
  ])('leaves alone: %s', (_, expression, does, clinicalSignificance) => {
    expect(ask(rowPolarity, row({ expression, function: does, clinicalSignificance }))).toEqual([]);
  });
  test('a row without verbs is read with the claims of its own study: info', () => {
    const plain = factor('miR-99b-3p', { expression: 'Up', function: 'Proliferation', clinicalSignificance: 'Bone metastasis' }, { ordinal: 1, studies: [39] });
    const says = (direction: 'promotes' | 'suppresses', object: string, study: number, ordinal: number) => claim('miR-99b-3p', { predicate: direction, object, direction }, { ordinal, studies: [study] });
    expect(told(rowPolarity, [plain, says('suppresses', 'proliferation', 39, 2), says('promotes', 'dormancy', 39, 3)])).toEqual([
      'info, possible: miR-99b-3p is Up, but all that is said of its effects hinders the tumour, and its clinical significance is adverse: suppresses proliferation, promotes dormancy. As printed these do not go together.',
    ]);
    expect(ask(rowPolarity, [plain, says('suppresses', 'proliferation', 40, 2)])).toEqual([]);
    expect(ask(rowPolarity, [plain, says('suppresses', 'proliferation', 39, 2), says('promotes', 'invasion', 39, 3)])).toEqual([]);
  });
});

describe('clinical terms', () => {
  test.each([['Shorter OS', 'adverse'], ['Poor prognosis', 'adverse'], ['Decreased OS', 'adverse'], ['Longer PFS', 'favourable'], ['Better prognosis', 'favourable'], ['Higher mortality', 'adverse'], ['Lower mortality', 'favourable'], ['Prognosis', null], ['Bone metastasis', null]])('prognosis: %s', (term, valence) => {
    expect(prognosisValence(term)).toBe(valence);
  });
  test.each([['Bone metastasis', 'adverse'], ['Advanced TNM stage', 'adverse'], ['Drug resistance', 'adverse'], ['Tumor suppressor', null], ['No metastasis', null], ['Chemosensitivity', 'favourable'], ['Age', null]])('any: %s', (term, valence) => {
    expect(clinicalValence(term)).toBe(valence);
  });
});

describe('F6', () => {
  const linked = (direction: string, object: string, more: Cells = {}): Cells => ({ predicate: 'is associated with', direction, object, cancer: 'NSCLC', ...more });
  const both = (left: Cells, right: Cells, name = 'OPN') => [claim(name, left, { ordinal: 1, studies: [1] }), claim(name, right, { ordinal: 2, studies: [2] })];
  test('much of it is bad here and good there', () => {
    expect(told(prognosisDiscord, both(linked('up', 'shorter OS'), linked('up', 'longer OS')))).toEqual(['major, certain: The prognosis with OPN is not consistent across its evidence: worse with more of it 1 · better with more of it 1.']);
  });
  test('rows and claims, by any name', () => {
    const rows = [factor('OPN', { expression: 'Up', clinicalSignificance: 'Shorter OS, Bone metastasis' }, { ordinal: 1, studies: [1] }), claim('SPP1', linked('up', 'better survival'), { ordinal: 2, studies: [2] })];
    expect(ask(prognosisDiscord, rows).map(({ severity, confidence }) => [severity, confidence])).toEqual([['minor', 'possible']]);
  });
  test('a difference against none: minor, on the same outcome only', () => {
    expect(ask(prognosisDiscord, both(linked('up', 'shorter OS'), linked('no effect', 'shorter OS'))).map(({ severity }) => severity)).toEqual(['minor']);
    expect(ask(prognosisDiscord, both(linked('up', 'shorter OS'), linked('no effect', 'shorter PFS')))).toEqual([]);
  });
  test('a treatment that improves survival and one study where it does not', () => {
    const improves = { predicate: 'improves', object: 'OS', direction: 'promotes', cancer: 'NSCLC' };
    expect(ask(prognosisDiscord, both(improves, { predicate: 'has no effect on', object: 'OS', direction: 'no effect', cancer: 'NSCLC' }, 'Denosumab')).map(({ severity, confidence }) => [severity, confidence])).toEqual([['minor', 'certain']]);
  });
  test.each<[string, Cells, Cells]>([
    ['high with shorter and low with longer survival', linked('up', 'shorter OS'), linked('down', 'longer OS')], ['low with poor and loss that worsens', linked('down', 'poor prognosis'), { predicate: 'causes', object: 'poor prognosis', direction: 'promotes', perturbation: 'loss of OPN', cancer: 'NSCLC' }],
    ['metastasis, which is no prognosis', linked('up', 'bone metastasis'), linked('up', 'longer OS')], ['other tumours', linked('up', 'shorter OS', { cancer: 'breast cancer' }), linked('up', 'longer OS')], ['no direction', linked('unspecified', 'prognosis'), linked('up', 'longer OS')],
    ['first and later line', linked('up', 'shorter OS', { setting: 'first-line' }), linked('up', 'longer OS', { setting: 'second-line' })], ['a claim that leans both ways', linked('up', 'shorter OS, longer PFS'), linked('up', 'longer OS')],
  ])('leaves alone: %s', (_, left, right) => {
    expect(ask(prognosisDiscord, both(left, right))).toEqual([]);
  });
});

describe('F7', () => {
  test.each<[string, Cells['expression'], string]>([
    ['empty', null, 'The expression of GENE1 is not stated.'], ['missing with a reason', { missing: 'No description' }, 'The expression of GENE1 is not stated (No description).'], ['no direction', 'Altered', 'The expression of GENE1 is given as “Altered”, which says no direction.'],
  ])('%s', (_, expression, sentence) => {
    expect(told(directionMissing, [factor('GENE1', { expression: expression ?? null })])).toEqual([`info, certain: ${sentence}`]);
  });
  test.each(['Up', 'Down', 'Mutation', 'Upregulated', 'Mixed', 'No change', 'High'])('leaves alone: %s', (expression) => {
    expect(ask(directionMissing, [factor('GENE1', { expression })])).toEqual([]);
  });
});
