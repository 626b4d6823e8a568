// Owns what the columns of our tables are called elsewhere: keys, headings, and everyday synonyms; a lab's own columns go by their
// headings. Data and the folding by which they compare: case, spaces, punctuation and plurals of headings differ from file to file.
import type { ColumnDefinition } from '../../contract/columnDefinition';
import { foldedName, ownColumns, type DocumentColumns } from '../../contract/customColumns';
import type { ImportedTable } from '../../contract/imports';

/** What a column of a file can be, beside a column of the table: the row's own id, its printed number. */
export const rowIdTarget = 'rowId';
export const ordinalTarget = 'ordinal';

export function targetsOf(table: ImportedTable, columns: DocumentColumns = ownColumns): readonly string[] {
  return [...editableColumns(table, columns).map(({ key }) => key), ordinalTarget, rowIdTarget];
}

export function editableColumns(table: ImportedTable, columns: DocumentColumns = ownColumns): readonly ColumnDefinition[] {
  return columns.of(table).filter((column) => column.isEditable && column.kind !== 'hidden');
}

export { foldedName };

/** The words of a heading, folded one by one. */
export function nameWords(heading: string): readonly string[] {
  return heading.normalize('NFKC').replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2').toLowerCase().split(/[^\p{L}\p{N}#]+/u).filter((word) => word !== '');
}

const references = 'references, ref, refs, ref no, ref nos, reference no, reference number, reference numbers, citation, citations, cited, cites, source, sources, literature, study number';
const ordinal = '#, no, nr, number, row, row number, row no, ordinal, s no, serial number, item';
const rowId = 'row id, lacuna id, record id, uuid';

const synonyms: Readonly<Record<ImportedTable, Readonly<Record<string, string>>>> = {
  factors: {
    factor: 'factors, gene, gene name, gene symbol, symbol, marker, biomarker, molecule, protein, mirna, target, target gene, molecular factor, name',
    expression: 'expression level, expression change, expression in tumor, expression in tumour, regulation, dysregulation, up or down, up/down, change, alteration',
    clinicalSignificance: 'clinical relevance, significance, clinical outcome, clinical implication, clinical implications, prognosis, prognostic value, prognostic significance, association',
    function: 'functions, biological function, biological role, role, roles, effect, effects, biological process',
    mechanism: 'mechanism, mechanisms, mechanism of action, pathway, pathways, signaling pathway, signalling pathway, axis, signaling, signalling',
    molecules: 'molecule list, symbols',
    references, ordinal, rowId,
  },
  trials: {
    studyType: 'study type, type, design, study design, trial design, type of trial, trial type, phase, study phase',
    treatment: 'treatments, intervention, interventions, drug, drugs, therapy, therapies, regimen, arms, treatment arms, comparison, treatment arm',
    population: 'patient population, study population, participants, cohort, tumor type, tumour type, cancer type, disease, condition, indication, tumor, tumour, eligibility',
    patients: 'no of patients, number of patients, patients, n, n of patients, no patients, sample size, enrollment, enrolment, patient number, patients n, no of pts, participants n, subjects',
    results: 'result, outcome, outcomes, findings, main results, key results, main findings, key findings, efficacy, efficacy results',
    conclusions: 'conclusion, authors conclusion, authors conclusions, interpretation, main conclusion',
    references, ordinal, rowId,
  },
  claims: {
    subject: 'gene, factor, molecule, marker, biomarker, protein, treatment, drug, name',
    predicate: 'relation, relationship, verb, effect type, interaction',
    object: 'target, outcome, process, phenotype, endpoint, affects',
    direction: 'expression, regulation, expression change, up or down, up/down, effect direction',
    perturbation: 'intervention, manipulation, modification',
    cancer: 'cancer type, tumor, tumour, tumor type, tumour type, disease, condition',
    specimen: 'sample, sample type, tissue, specimen type, material',
    comparator: 'control, compared with, compared to, reference group, versus',
    model: 'model system, evidence type, experimental model, system, study model',
    n: 'sample size, no of patients, number of patients, patients, cases',
    setting: 'context, line, stage',
    quote: 'quotation, sentence, statement, text, evidence, evidence statement, claim',
    section: 'heading, part, chapter',
    references, ordinal, rowId,
  },
  studies: {
    label: 'citation key, citekey, short citation, short reference, study, study label, study name, reference',
    title: 'article title, document title, item title, study title, paper title, publication title, ti',
    firstAuthor: 'first author, author, authors, author names, authors names, au, lead author',
    year: 'publication year, pub year, year of publication, published year, py, publication date, date published, published, date',
    journal: 'source title, journal title, journal name, journal/book, journal book, source, secondary title, so, venue, publication',
    doi: 'doi link, doi url, digital object identifier, article doi',
    pmid: 'pubmed id, pubmedid, pubmed, medline id, pm id',
    registryId: 'registry id, registry number, registration, registration number, trial registration, trial id, nct, nct id, nct number, clinicaltrials gov id, clinical trial number',
    citedFor: 'what the review says, note, notes, remark, remarks',
    ordinal: '#, no, nr, number, ref no, reference number, reference no, ordinal', rowId,
  },
};

export interface KnownName { readonly target: string; readonly name: string; readonly isOwn: boolean }

/** Every name of every target, the table's own before synonyms; a name that two targets share is the first one's. */
export function namesOf(table: ImportedTable, columns: DocumentColumns = ownColumns): readonly KnownName[] {
  const own = editableColumns(table, columns).flatMap(({ key, heading }) => [{ target: key, name: key, isOwn: true }, { target: key, name: heading, isOwn: true }]);
  const others = Object.entries(synonyms[table]).flatMap(([target, names]) => names.split(', ').map((name) => ({ target, name, isOwn: false })));
  return [...own, { target: ordinalTarget, name: 'ordinal', isOwn: true }, { target: rowIdTarget, name: 'rowId', isOwn: true }, ...others];
}
