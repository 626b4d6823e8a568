// X1, references: a row cites no study, a study is cited by nothing, or a study was retracted (its title or its record's
// type says so), with the rows that rest on it. Leaves alone notices about a retraction, excluded and withdrawn rows, and
// the word "retracted" within a title about something else.
import { cellText } from '../../../contract/values';
import { describedRow, headedLines, shortened } from '../described';
import type { EvidenceRow, Found, GroupRule } from '../rule';

const retractedTitle = /^\W{0,3}(?:retracted(?: article| paper)?\s*[:.\]–—-]|\[?retracted(?: article)?\]?\s*:)|[([]\s*retracted(?: article)?\s*[)\]]\.?\s*$/iu;
const retractedType = /retracted publication/iu;
const longestRecord = 200_000;

type Kind = 'missing' | 'unused' | 'retracted';

export const references: GroupRule = {
  kind: 'group', id: 'X1', version: 1, tables: ['factors', 'trials', 'claims', 'studies'], mostOfTable: 20,
  keysOf: (row) => {
    if (row.table === 'studies') return [`study:${row.rowId}`];
    if (row.table === 'glossary') return [];
    const ids = [...new Set(row.studies.map(({ studyId }) => studyId))];
    return ids.length === 0 ? [`row:${row.table}:${row.rowId}`] : ids.map((studyId) => `study:${studyId}`);
  },
  check: (rows, key) => {
    const [first] = rows;
    if (first === undefined) return [];
    if (key.startsWith('row:')) return [found('missing', [first], 'references', 'minor', 'no study')];
    const study = rows.find((row) => row.table === 'studies');
    const citing = rows.filter((row) => row.table !== 'studies');
    if (study === undefined) return [];
    if (isRetracted(study)) return [found('retracted', [study, ...citing], 'title', 'major', shortened(cellText(study.values['title']) || study.rowName, 300))];
    return citing.length === 0 ? [found('unused', [study], null, 'info', study.rowName)] : [];
  },
  say: ({ printed, values }) => {
    if (values['kind'] === 'missing') return `${String(values['row'])} cites no study.`;
    if (values['kind'] === 'unused') return `${String(values['row'])} is cited by no row.`;
    return `${String(values['row'])} was retracted: “${printed}”.${values['count'] === 0 ? '' : ` ${String(values['count'])} ${values['count'] === 1 ? 'row cites' : 'rows cite'} it.`}`;
  },
  arithmetic: ({ values }) => headedLines('Cited by', values['citing']),
};

function isRetracted(study: EvidenceRow): boolean {
  if (retractedTitle.test(cellText(study.values['title']).slice(0, 2000))) return true;
  return ['csl', 'rawRecord'].some((field) => retractedType.test(cellText(study.values[field]).slice(0, longestRecord)));
}

function found(kind: Kind, members: readonly EvidenceRow[], field: string | null, severity: Found['severity'], printed: string): Found {
  const [first, ...citing] = members;
  return {
    members: members.map((row, index) => ({ table: row.table, rowId: row.rowId, field: index === 0 ? field : 'references', side: '' })), span: null, quote: shortened(printed, 200), severity, confidence: 'certain', locus: kind, inputs: [kind],
    explanation: { printed, computed: [], fits: [], values: { kind, row: first === undefined ? '' : capitalised(describedRow(first)), count: citing.length, citing: citing.map(describedRow) } },
  };
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
