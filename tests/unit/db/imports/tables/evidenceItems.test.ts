// A release of CIViC's evidence items as claims: which columns become what, and that the check finds the contexts with
// evidence on both sides, counted here from the raw rows by themselves. All rows are made up.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FindingInfo } from '../../../../../db/contract/findings';
import { claimsOfEvidenceItems } from '../../../../../db/imports/tables/evidenceItems';
import { startCore, type TestCore } from '../../coreFixture';

interface Item { readonly gene: string; readonly variant: string; readonly disease: string; readonly drugs: string; readonly type: string; readonly significance: string; readonly direction: string; readonly pmid: string }
const supports = 'Supports';
const against = 'Does Not Support';

/** The same statement with these directions, each of a study of its own. */
let studies = 0;
function statement(gene: string, variant: string, disease: string, drugs: string, directions: readonly string[], more: Partial<Item> = {}): readonly Item[] {
  return directions.map((direction) => {
    studies += 1;
    return { gene, variant, disease, drugs, direction, type: drugs === '' ? 'Prognostic' : 'Predictive', significance: drugs === '' ? 'Poor Outcome' : 'Sensitivity', pmid: String(90_000_000 + studies), ...more };
  });
}

const items: readonly Item[] = [
  // On both sides.
  ...statement('QXA1', 'R12C', 'Marsh Sarcoma', 'Zolumab', [supports, supports, against, supports]),
  ...statement('QXA1', 'R12C', 'Marsh Sarcoma', 'Ferotinib,Zolumab', [supports]), ...statement('QXA1', 'R12C', 'Marsh Sarcoma', 'Zolumab, Ferotinib', [against]),
  ...statement('QXB2', 'EXPRESSION', 'Fen Carcinoma', '', [against, supports]),
  ...statement('KRAS', 'G91X', 'Fen Carcinoma', 'Zolumab', [supports, against], { pmid: '91234567' }),
  ...statement('ALK', 'QXF4-ALK E6;A20', 'Non-small Cell Lung Carcinoma', 'Ferotinib', [supports, against]),
  ...statement('QXC3', 'LOSS', 'Marsh Sarcoma', 'Zolumab', [supports, '', against]),
  ...statement('QXC3', 'LOSS', 'Marsh Sarcoma', 'Zolumab', [against, supports], { significance: 'Resistance' }),
  // One side only, however often.
  ...statement('QXB2', 'MUTATION', 'Fen Carcinoma', '', [supports, supports, supports]),
  ...statement('QXB2', 'AMPLIFICATION', 'Fen Carcinoma', 'Zolumab', [against, against]),
  ...statement('QXB2', 'OVEREXPRESSION', 'Fen Carcinoma', 'Zolumab', [supports, '']),
  // What differs in one part is another statement.
  ...statement('QXD4', 'V10E', 'Fen Carcinoma', 'Zolumab', [supports]), ...statement('QXD4', 'V10E', 'Fen Carcinoma', 'Zolumab', [against], { significance: 'Resistance' }),
  ...statement('QXD4', 'V11E', 'Fen Carcinoma', 'Zolumab', [supports]), ...statement('QXD4', 'V11E', 'Fen Carcinoma', 'Zolumab', [against], { type: 'Diagnostic' }),
  ...statement('QXD4', 'V12E', 'Fen Carcinoma', 'Zolumab', [supports]), ...statement('QXD4', 'V12E', 'Marsh Sarcoma', 'Zolumab', [against]),
  ...statement('QXD4', 'V13E', 'Fen Carcinoma', 'Zolumab', [supports]), ...statement('QXD4', 'V13E', 'Fen Carcinoma', 'Zolumab,Ferotinib', [against]),
  ...statement('QXD4', 'Q61', 'Fen Carcinoma', 'Zolumab', [supports]), ...statement('QXD4', 'Q61*', 'Fen Carcinoma', 'Zolumab', [against]),
  ...statement('QXE5', 'Q61', 'Fen Carcinoma', 'Zolumab', [against]), ...statement('KRAS', 'MUTATION', 'Fen Carcinoma', 'Zolumab', [supports]), ...statement('KRAS', 'EXPRESSION', 'Fen Carcinoma', 'Zolumab', [against]),
];

const partsOf = { gene: 'gene', entrez_id: null, variant: 'variant', disease: 'disease', drugs: 'drugs', evidence_type: 'type', evidence_direction: 'direction', clinical_significance: 'significance', pubmed_id: 'pmid' } as const;
function tsvOf(of: readonly Item[]): string {
  const line = (item: Item, index: number): string => [...Object.values(partsOf).map((part) => (part === null ? '1' : item[part])), `The so-called "${item.variant}"\u00a0was seen, and so on.`, `Author et al., 2031, No Journal ${item.pmid}`, String(index + 1)].join('\t');
  return [[...Object.keys(partsOf), 'evidence_statement', 'citation', 'evidence_id'].join('\t'), ...of.map(line)].join('\n');
}

/** From the raw rows alone: the numbers of the rows of each context with both directions. */
function contextsOf(of: readonly Item[]): readonly string[] {
  const contexts = new Map<string, { readonly directions: Set<string>; readonly rows: number[] }>();
  of.forEach(({ gene, variant, disease, drugs, type, significance, direction }, index) => {
    if (direction === '') return;
    const key = [gene, variant, disease, drugs.split(',').map((drug) => drug.trim()).toSorted().join(), type, significance].join('\n');
    const context = contexts.get(key) ?? { directions: new Set(), rows: [] };
    context.directions.add(direction);
    context.rows.push(index + 1);
    contexts.set(key, context);
  });
  return [...contexts.values()].filter(({ directions }) => directions.size === 2).map(({ rows }) => rows.join()).toSorted();
}

let lacuna: TestCore;
let folder: string;
beforeEach(async () => {
  lacuna = startCore();
  folder = mkdtempSync(join(tmpdir(), 'lacuna-items-'));
  await lacuna.call('createDocument', { path: join(folder, 'a.lacuna'), content: 'empty' });
});
afterEach(async () => {
  await lacuna.end();
  rmSync(folder, { recursive: true, force: true });
});

async function imported(text: string, name = 'items.tsv') {
  const path = join(folder, name);
  writeFileSync(path, text);
  return lacuna.call('importRows', { table: 'claims', path });
}
async function found(): Promise<readonly FindingInfo[]> {
  await lacuna.call('checkDocument', {});
  return (await lacuna.call('listFindings', { limit: 1000 })).findings;
}
const rowsOf = (findings: readonly FindingInfo[]): readonly string[] => findings.map(({ members }) => members.map(({ ordinal }) => ordinal).toSorted((left, right) => left - right).join()).toSorted();

describe('evidence on both sides', () => {
  test('is what the raw rows say, no more and no less', async () => {
    expect(contextsOf(items)).toHaveLength(7);
    expect(contextsOf(items).join().split(',')).toHaveLength(16);
    await imported(tsvOf(items));
    const findings = (await found()).filter(({ rule }) => rule === 'F4');
    expect(rowsOf(findings)).toEqual(contextsOf(items));
    for (const finding of findings) expect([finding.confidence, finding.members.every(({ side }) => side === 'supports' || side === 'does not support')]).toEqual(['certain', true]);
  });
  test('whatever the order of the rows', async () => {
    const turned = items.toReversed();
    await imported(tsvOf(turned));
    expect(rowsOf((await found()).filter(({ rule }) => rule === 'F4'))).toEqual(contextsOf(turned));
  });
  test('also of a CSV with the headings of claims', async () => {
    const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
    const lines = items.map(({ gene, variant, disease, drugs, type, significance, direction, pmid }) => [`${gene} ${variant}`, type, `${significance} ${drugs}`, direction, disease, `PMID ${pmid}`].map(quoted).join(','));
    await imported(['subject,Predicate,OBJECT,Direction,Cancer,Reference', ...lines].join('\r\n'), 'claims.csv');
    expect(rowsOf((await found()).filter(({ rule }) => rule === 'F4'))).toEqual(contextsOf(items));
  });
  test('of tumours that are akin is no sure disagreement', async () => {
    await imported(tsvOf([...statement('QXA1', 'R12C', 'Lung Adenocarcinoma', 'Zolumab', [supports]), ...statement('QXA1', 'R12C', 'Non-small Cell Lung Carcinoma', 'Zolumab', [against])]));
    expect((await found()).filter(({ rule }) => rule === 'F4').map(({ confidence }) => confidence)).toEqual(['probable']);
  });
});

describe('an item', () => {
  const mapped = (headings: readonly string[], ...rows: readonly (readonly string[])[]) => claimsOfEvidenceItems({ headings, rows: rows.map((cells, index) => ({ line: index + 2, cells })) });
  const old = ['gene', 'variant', 'disease', 'drugs', 'evidence_type', 'evidence_direction', 'clinical_significance', 'evidence_statement', 'pubmed_id', 'citation', 'evidence_id', 'rating'];
  test('is a claim, its study cited by PMID, each therapy named once', () => {
    expect(mapped(old, ['QXA1', 'R12C', 'Fen Carcinoma', 'Zolumab,Ferotinib, Zolumab', 'Predictive', 'Supports', 'Sensitivity', 'It was seen.', '90000001', 'Author, 2031', '17', '4'])).toEqual({
      rows: [{ line: 2, values: { subject: 'QXA1 R12C', predicate: 'Predictive', object: 'Sensitivity to Zolumab, Ferotinib', direction: 'Supports', cancer: 'Fen Carcinoma', quote: 'It was seen.', section: 'CIViC evidence item 17' }, references: [{ pmid: '90000001', label: 'Author, 2031' }] }],
      problems: [], unknownHeadings: ['rating'],
    });
  });
  test('is read under the names of today too; an abstract of a meeting has no PMID', () => {
    const today = ['molecular_profile', 'disease', 'therapies', 'evidence_type', 'evidence_direction', 'significance', 'citation_id', 'source_type'];
    const rows = mapped(today, ['QXA1 R12C AND QXB2 Loss', 'Fen Carcinoma', '', 'Prognostic', 'Does Not Support', 'Poor Outcome', '90000001', 'PubMed'], ['QXA1 R12C', '', 'Zolumab', 'Predictive', '', '', '12', 'ASCO'])?.rows;
    expect(rows?.map(({ values, references }) => [values['subject'], values['object'], values['direction'], references])).toEqual([
      ['QXA1 R12C AND QXB2 Loss', 'Poor Outcome', 'Does Not Support', [{ pmid: '90000001', label: null }]], ['QXA1 R12C', 'Zolumab', '', []],
    ]);
  });
  test('with a cell too few or too many is a problem of its line', () => {
    expect(mapped(old, old, old.slice(1))?.problems).toEqual([{ line: 3, field: '', message: 'It has 11 cells under 12 headings. Is the file whole?' }]);
  });
  test.each([[old.filter((name) => name !== 'variant')], [old.filter((name) => name !== 'evidence_direction')], [['Subject', 'Direction', 'Cancer']], [[]]])('is in no other table: %j', (headings) => {
    expect(mapped(headings)).toBeNull();
  });
});

describe('what items cite', () => {
  test('becomes one study for each PMID, named by its citation; a study of the file is not doubled', async () => {
    await lacuna.call('editRows', { table: 'studies', adds: [{ values: { label: 'Known, 2030', pmid: '90000001' } }], intention: 'add' });
    const of = statement('QXA1', 'R12C', 'Fen Carcinoma', 'Zolumab', [supports, supports, against]).map((item, index) => ({ ...item, pmid: ['90000001', '90000002', '90000002'][index] ?? '' }));
    expect(await imported(tsvOf(of))).toMatchObject({ rows: 3, studiesAdded: 1 });
    const { rows } = await lacuna.call('openView', { table: 'claims' });
    expect(rows.map(({ cites }) => cites.map(({ number, label }) => [number, label]))).toEqual([[[1, 'Known, 2030']], [[2, 'Author et al., 2031, No Journal 90000002']], [[2, 'Author et al., 2031, No Journal 90000002']]]);
    expect((await lacuna.call('openView', { table: 'studies' })).rows.map(({ values }) => values['pmid'])).toEqual(['90000001', '90000002']);
    expect((await lacuna.call('verifyDocument', {})).isOk).toBe(true);
    await lacuna.call('undo', {});
    expect(await imported(tsvOf(of))).toMatchObject({ rows: 3, studiesAdded: 1 });
  });
});
