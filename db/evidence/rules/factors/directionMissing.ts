// F7, direction missing: a factor's Expression is empty, missing with a reason, or says no direction ("Altered"). Leaves
// alone Up, Down, Mutation, mixed and no change, each of which is one.
import { isMissing } from '../../../contract/values';
import { directionOfExpression } from '../../claims/directions';
import { shortened } from '../described';
import type { RowRule } from '../rule';

export const directionMissing: RowRule<'factors'> = {
  kind: 'row', id: 'F7', version: 1, table: 'factors',
  check: (row) => {
    const value = row.values['expression'];
    const reason = isMissing(value) ? value.missing : '';
    const text = typeof value === 'string' ? value.trim() : '';
    if (directionOfExpression(text) !== null && directionOfExpression(text) !== 'unknown') return [];
    const printed = text === '' ? reason : text;
    return [{
      members: [{ table: 'factors', rowId: row.rowId, field: 'expression', side: '' }], span: null, quote: shortened(printed, 200), severity: 'info', confidence: 'certain', locus: '', inputs: [printed.toLowerCase()],
      explanation: { printed: shortened(printed, 200), computed: [], fits: ['Up', 'Down', 'Mutation'], values: { name: row.rowName, kind: text !== '' ? 'no direction' : reason === '' ? 'empty' : 'missing' } },
    }];
  },
  say: ({ printed, values }) => (values['kind'] === 'no direction'
    ? `The expression of ${String(values['name'])} is given as “${printed}”, which says no direction.`
    : `The expression of ${String(values['name'])} is not stated${values['kind'] === 'missing' ? ` (${printed})` : ''}.`),
  arithmetic: () => [],
};
