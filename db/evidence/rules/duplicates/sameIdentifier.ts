// D1, equal DOI or PMID: two studies have one identifier, so they are one work, counted twice. Leaves alone an erratum or
// a comment beside its article, whose record may quote the article's DOI, and a PMID where the DOI has been reported.
import { describedRow, headedLines } from '../described';
import type { GroupRule, StudyEvidence } from '../rule';
import { doiOf, isNotice, isStudy, pmidOf } from '../../references/studyIdentity';

export const sameIdentifier: GroupRule = {
  kind: 'group', id: 'D1', version: 1, tables: ['studies'], least: 2,
  keysOf: (row) => (isStudy(row) ? [['doi', doiOf(row)], ['pmid', pmidOf(row)]].filter(([, value]) => value !== '').map(([name, value]) => `${name ?? ''}:${value ?? ''}`) : []),
  check: (rows, key) => {
    const isDoi = key.startsWith('doi:');
    const studies = rows.filter(isStudy);
    const groups = [studies.filter((row) => !isNotice(row)), studies.filter(isNotice)];
    return groups.flatMap((group) => {
      const [first] = group;
      if (first === undefined || group.length < 2) return [];
      const dois = new Set(group.map(doiOf));
      // All of them share a DOI as well: that finding says it.
      if (!isDoi && dois.size === 1 && !dois.has('')) return [];
      const others = new Set(group.map(isDoi ? pmidOf : doiOf).filter((value) => value !== ''));
      const [name, value] = [isDoi ? 'DOI' : 'PMID', isDoi ? doiOf(first) : pmidOf(first)];
      return [{
        members: group.map((row) => ({ table: row.table, rowId: row.rowId, field: isDoi ? 'doi' : 'pmid', side: '' })), span: null, quote: `${name} ${value}`, severity: 'major' as const, confidence: others.size > 1 ? ('probable' as const) : ('certain' as const), locus: name,
        inputs: [key.toLowerCase()], explanation: { printed: `${name} ${value}`, computed: [], fits: [], values: { name, count: group.length, rows: group.map(described), others: [...others].toSorted() } },
      }];
    });
  },
  say: ({ printed, values }) => `${String(values['count'])} studies have the same ${printed}: they are one work as printed.`,
  arithmetic: ({ values }) => [...headedLines('Study', values['rows']), ...(Array.isArray(values['others']) && values['others'].length > 1 ? [`Their ${values['name'] === 'DOI' ? 'PMIDs' : 'DOIs'} differ: ${values['others'].map(String).join(', ')}`] : [])],
};

function described(row: StudyEvidence): string {
  return describedRow(row);
}
