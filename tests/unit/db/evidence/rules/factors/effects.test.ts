// What F4 (opposite function) and F5 (opposite mechanism) flag, and what they leave alone.
import { describe, expect, test } from 'vitest';
import { oppositeFunction } from '../../../../../../db/evidence/rules/factors/oppositeFunction';
import { oppositeMechanism } from '../../../../../../db/evidence/rules/factors/oppositeMechanism';
import { wordedEffects } from '../../../../../../db/evidence/rules/factors/effectWords';
import { ask, claim, factor, told, type Cells } from '../rows';

const promotes = (object: string, more: Cells = {}): Cells => ({ predicate: 'promotes', object, direction: 'promotes', cancer: 'NSCLC', ...more });
const suppresses = (object: string, more: Cells = {}): Cells => ({ predicate: 'suppresses', object, direction: 'suppresses', cancer: 'NSCLC', ...more });

describe('reading what a text does to what', () => {
  const read = (text: string): readonly string[] => wordedEffects(text).map(({ direction, object }) => `${direction} ${object.key}`);
  test.each([
    ['Inhibiting NF2-mediated Hippo axis', ['lowers hippo']],
    ['Promoting the EMT process and Wnt/β-catenin signaling pathway', ['raises emt', 'raises ctnnb1/wnt']],
    ['Activating NF-κB and c-Fos/NFATc1 signaling pathways', ['raises nfkappab', 'raises fos/nfatc1']],
    ['Inhibiting the expression of PTEN', ['lowers pten']],
    ['Promoting degradation of PTEN', ['lowers pten']],
    ['Inhibits proliferation, migration and invasion', ['lowers proliferation', 'lowers migration', 'lowers invasion']],
    ['↑ Migration, ↓ Apoptosis', ['raises migration', 'lowers apoptosis']],
    ['Promoting EMT by inhibiting PTEN', ['raises emt', 'lowers pten']],
    ['Promotes osteoclast differentiation', ['raises osteoclastogenesis']],
  ])('%s', (text, effects) => {
    expect(read(text)).toEqual(effects);
  });
  test.each(['Proliferation, Migration, Invasion', 'Regulating RANK/RANKL/OPG axis', 'Targeting TGF-β/PTHrP/RANKL pathway', 'Through an autocrine regulatory mechanism', 'Not promoting invasion', 'mTOR inhibitor', ''])('says no direction: %s', (text) => {
    expect(read(text)).toEqual([]);
  });
});

describe('F4', () => {
  test('one molecule promotes and suppresses one process in the same tumour: major, certain', () => {
    const rows = [claim('miR-21', promotes('proliferation'), { ordinal: 1, studies: [1] }), claim('microRNA-21', suppresses('cell growth'), { ordinal: 2, studies: [2] })];
    expect(told(oppositeFunction, rows)).toEqual(['major, certain: What miR-21 does is not consistent across its evidence (proliferation): promotes 1 · suppresses 1.']);
  });
  test('rows whose Function has a verb: possible, because they state no circumstances', () => {
    const rows = [factor('miR-21', { expression: 'Up', function: 'Promotes migration' }, { ordinal: 1, studies: [1] }), factor('miR-21', { expression: 'Up', function: 'Inhibits migration, invasion' }, { ordinal: 2, studies: [2] })];
    expect(told(oppositeFunction, rows)).toEqual(['minor, possible: What miR-21 does is not consistent across its evidence (migration): promotes 1 · suppresses 1. Not every row states its circumstances, so they may differ.']);
  });
  test('an effect against none is a weaker disagreement', () => {
    const rows = [claim('CXCR7', promotes('invasion'), { ordinal: 1, studies: [1] }), claim('ACKR3', { predicate: 'has no effect on', object: 'invasion', direction: 'no effect', cancer: 'NSCLC' }, { ordinal: 2, studies: [2] })];
    expect(told(oppositeFunction, rows)).toEqual(['minor, certain: What CXCR7 does is not consistent across its evidence (invasion): promotes 1 · no effect 1.']);
  });
  test('all evidence of one circumstance stands in one finding, each with its side', () => {
    const rows = [1, 2, 3, 4].map((n) => claim('TP53 R175H', n === 3 ? suppresses('metastasis') : promotes('metastasis'), { ordinal: n, studies: [n] }));
    const [found, ...more] = ask(oppositeFunction, rows);
    expect(more).toEqual([]);
    expect(found?.members.map(({ side }) => side)).toEqual(['promotes', 'promotes', 'suppresses', 'promotes']);
  });
  test('what was found by taking a molecule away counts the other way round, and is possible only', () => {
    const loss = claim('Knockdown of GNAQ', { ...promotes('EMT'), perturbation: 'loss of GNAQ' }, { ordinal: 1, studies: [1] });
    expect(told(oppositeFunction, [loss, claim('GNAQ', promotes('EMT'), { ordinal: 2, studies: [2] })])).toHaveLength(1);
    expect(ask(oppositeFunction, [loss, claim('GNAQ', promotes('EMT'), { ordinal: 2, studies: [2] })])[0]?.confidence).toBe('possible');
    expect(ask(oppositeFunction, [loss, claim('GNAQ', suppresses('EMT'), { ordinal: 2, studies: [2] })])).toEqual([]);
  });
  test('words that say that a statement holds or does not', () => {
    const statement = (subject: string, direction: string, n: number, object = 'Sensitivity to Lapatinib, Trastuzumab', cancer = 'Breast cancer') => claim(subject, { predicate: 'predicts', object, direction, cancer }, { ordinal: n, studies: [n] });
    const rows = [
      statement('ERBB2 amplification', 'Supports', 1), statement('ERBB2 amplification', 'Does Not Support', 2, 'Sensitivity to Trastuzumab, Lapatinib'),
      statement('ERBB2 amplification', 'Supports', 3, 'Sensitivity to Trastuzumab'), statement('ERBB2 mutation', 'Supports', 4), statement('ERBB2 amplification', 'Does Not Support', 5, 'Sensitivity to Lapatinib, Trastuzumab', 'Gastric cancer'),
    ];
    expect(ask(oppositeFunction, rows).map(({ members }) => members.map(({ rowId }) => rowId))).toEqual([['claims-1', 'claims-2']]);
  });
  describe('leaves alone', () => {
    test.each<[string, Parameters<typeof claim>, Parameters<typeof claim>]>([
      ['two tumours', ['TGF-β', promotes('proliferation', { cancer: 'breast cancer' }), { studies: [1] }], ['TGF-β', suppresses('proliferation', { cancer: 'prostate cancer' }), { studies: [2] }]],
      ['EGFR+ and EGFR−', ['miR-21', promotes('proliferation', { setting: 'EGFR-positive' }), { studies: [1] }], ['miR-21', suppresses('proliferation', { setting: 'EGFR-negative' }), { studies: [2] }]],
      ['other cells', ['TGF-β', promotes('proliferation', { specimen: 'fibroblasts' }), { studies: [1] }], ['TGF-β', suppresses('proliferation', { specimen: 'epithelial cells' }), { studies: [2] }]],
      ['other processes', ['miR-21', promotes('proliferation'), { studies: [1] }], ['miR-21', suppresses('apoptosis'), { studies: [2] }]],
      ['other arms of a microRNA', ['miR-193a-3p', promotes('invasion'), { studies: [1] }], ['miR-193a-5p', suppresses('invasion'), { studies: [2] }]],
      ['a mutation beside the gene', ['KRAS mutation', promotes('invasion'), { studies: [1] }], ['KRAS', suppresses('invasion'), { studies: [2] }]],
      ['a claim without a direction', ['miR-21', promotes('invasion'), { studies: [1] }], ['miR-21', { predicate: 'regulates', object: 'invasion', direction: 'unspecified', cancer: 'NSCLC' }, { studies: [2] }]],
      ['one study that reports no effect alone and one in combination', ['Elimination of MDSCs', { predicate: 'has no effect on', object: 'tumor growth', direction: 'no effect', perturbation: 'loss of MDSCs' }, { studies: [1] }], ['anti-Gr1 combined with ZA', suppresses('tumor growth', { perturbation: 'loss of MDSCs', cancer: '' }), { studies: [1] }]],
      ['a ratio of two molecules', ['RANKL/OPG ratio', promotes('invasion'), { studies: [1] }], ['RANKL', suppresses('invasion'), { studies: [2] }]],
    ])('%s', (_, left, right) => {
      expect(ask(oppositeFunction, [claim(left[0], left[1], { ...left[2], ordinal: 1 }), claim(right[0], right[1], { ...right[2], ordinal: 2 })])).toEqual([]);
    });
    test('bare words, a mutated molecule, and a row with the claims of its own study', () => {
      const row = (cells: Cells) => factor('miR-21', { expression: 'Up', ...cells }, { ordinal: 1, studies: [1] });
      const other = claim('miR-21', suppresses('migration'), { ordinal: 2, studies: [2] });
      expect(ask(oppositeFunction, [row({ function: 'Migration, Invasion' }), other])).toEqual([]);
      expect(ask(oppositeFunction, [factor('miR-21', { expression: 'Mutation', function: 'Promotes migration' }, { ordinal: 1, studies: [1] }), other])).toEqual([]);
      expect(ask(oppositeFunction, [row({ function: 'Promotes migration' }), claim('miR-21', suppresses('migration'), { ordinal: 2, studies: [1] })])).toEqual([]);
      expect(ask(oppositeFunction, [row({ function: 'Promotes migration' }), other])).toHaveLength(1);
    });
    test('excluded rows', () => {
      expect(ask(oppositeFunction, [claim('miR-21', promotes('invasion'), { ordinal: 1, studies: [1], lifecycle: 'excluded' }), claim('miR-21', suppresses('invasion'), { ordinal: 2, studies: [2] })])).toEqual([]);
    });
  });
});

describe('F5', () => {
  test('one molecule raises a pathway here and lowers it there', () => {
    const rows = [
      factor('FAIM2', { expression: 'Up', mechanism: 'Promoting Wnt/β-catenin signaling pathway' }, { ordinal: 1, studies: [1] }), factor('FAIM2', { expression: 'Up', mechanism: 'Inhibiting the Wnt/β-catenin pathway' }, { ordinal: 2, studies: [2] }),
    ];
    expect(told(oppositeMechanism, rows)).toEqual(['minor, possible: How FAIM2 acts on Wnt/β-catenin signaling pathway is not consistent across its evidence: promotes 1 · suppresses 1. Not every row states its circumstances, so they may differ.']);
  });
  test('by any name of the object', () => {
    const rows = [claim('miR-99b-3p', promotes('RANKL expression'), { ordinal: 1, studies: [1] }), claim('miR-99b-3p', suppresses('TNFSF11'), { ordinal: 2, studies: [2] })];
    expect(ask(oppositeMechanism, rows).map(({ severity, confidence }) => [severity, confidence])).toEqual([['major', 'certain']]);
  });
  test('leaves alone verbs without a direction, other objects, and part of a pathway', () => {
    const row = (mechanism: string, ordinal: number) => factor('FAIM2', { expression: 'Up', mechanism }, { ordinal, studies: [ordinal] });
    expect(ask(oppositeMechanism, [row('Promoting STAT3', 1), row('Regulating STAT3', 2), row('Targeting STAT3', 3)])).toEqual([]);
    expect(ask(oppositeMechanism, [row('Promoting STAT3', 1), row('Inhibiting PTEN', 2)])).toEqual([]);
    expect(ask(oppositeMechanism, [row('Promoting TGF-β/SMAD2/3 signaling', 1), row('Inhibiting SMAD2', 2)])).toEqual([]);
    expect(ask(oppositeMechanism, [row('Promoting STAT3', 1), { ...row('Inhibiting STAT3', 2), molecules: [] }])).toEqual([]);
  });
});
