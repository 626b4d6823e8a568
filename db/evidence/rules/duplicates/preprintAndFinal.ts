// D4, preprint and final: one work stands in the file as a preprint and as the article that it became: the same title and
// first author, other identifiers. Leaves alone two articles or two preprints of one title, notices about an article, and
// titles too short to tell works apart.
import { boundedKey } from '../boundedKey';
import { describedRow, headedLines } from '../described';
import type { GroupRule } from '../rule';
import { authorKey, doiOf, isNotice, isPreprint, isStudy, pmidOf, textOf, titleKey, yearsAgree } from '../../references/studyIdentity';

export const preprintAndFinal: GroupRule = {
  kind: 'group', id: 'D4', version: 1, tables: ['studies'], least: 2,
  keysOf: (row) => {
    if (!isStudy(row) || isNotice(row)) return [];
    const [title, author] = [titleKey(row), authorKey(row)];
    return title === '' || author === '' ? [] : [boundedKey(`${author} ${title}`)];
  },
  check: (rows) => {
    const studies = rows.filter(isStudy);
    const finals = studies.filter((row) => !isPreprint(row));
    const [final] = finals;
    if (final === undefined) return [];
    // An article appears up to four years after its preprint.
    const preprints = studies.filter((row) => isPreprint(row) && yearsAgree(row, final, 4) && !finals.some((other) => doiOf(other) !== '' && doiOf(other) === doiOf(row)) && !finals.some((other) => pmidOf(other) !== '' && pmidOf(other) === pmidOf(row)));
    if (preprints.length === 0) return [];
    const members = [...preprints, ...finals];
    return [{
      members: members.map((row) => ({ table: row.table, rowId: row.rowId, field: 'title', side: isPreprint(row) ? 'preprint' : 'final' })), span: null, quote: textOf(final, 'title').slice(0, 300), severity: 'minor', confidence: 'probable', locus: '',
      inputs: members.map((row) => `${row.rowId} ${isPreprint(row) ? 'preprint' : 'final'} ${titleKey(row)}`).toSorted(),
      explanation: { printed: textOf(final, 'title').slice(0, 300), computed: [], fits: [], values: { preprints: preprints.map(describedRow), finals: finals.map(describedRow) } },
    }];
  },
  say: ({ printed }) => `A preprint and its final article both stand among the studies: “${printed}”. They are one work.`,
  arithmetic: ({ values }) => [...headedLines('Preprint', values['preprints']), ...headedLines('Final', values['finals'])],
};
