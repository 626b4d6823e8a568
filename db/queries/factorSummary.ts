// Owns what the file's claims say of each molecule of a factor or a claim: the claims of all table rows that name it, of the
// narrative and of curators, summed up with a breakdown and listed behind it. Withdrawn and excluded claims are left out.
import type { CitedStudy, MoleculeSummary, SummaryClaim } from '../contract/types';
import { cellText } from '../contract/values';
import { tumourFamily } from '../evidence/claims/context';
import { effectSummary, expressionSummary, usualFamily } from '../evidence/claims/summary';
import { requireRow } from '../journal/applyChangeSet';
import { rowNameOf } from '../journal/changeSet';
import type { ReadHandle } from '../store/handle';
import { readRows } from '../store/rows';
import { listGridRows } from './gridRows';

const mostClaims = 500;

interface Named { readonly printed: string; readonly key: string; readonly approved: string | null; readonly kind: string }

export function getFactorSummary(handle: ReadHandle, table: 'factors' | 'claims', rowId: string): { readonly molecules: readonly MoleculeSummary[] } {
  const row = requireRow(handle, table, rowId);
  const named = handle.all<Named>(`SELECT printed, key, approved, kind FROM symbol WHERE tableName = ? AND rowId = ? ORDER BY position`, table, rowId);
  const usual = usualFamily(new Map(handle.all<{ cancer: string; count: number }>(`SELECT cancer, count(*) AS count FROM claim WHERE lifecycle = 'active' AND cancer IS NOT NULL GROUP BY cancer`).reduce((counts, { cancer, count }) => {
    const family = tumourFamily(cancer);
    return family === null ? counts : counts.set(family, (counts.get(family) ?? 0) + count);
  }, new Map<string, number>())));
  if (named.length === 0) {
    const own = handle.column<string>(`SELECT id FROM claim WHERE ${table === 'factors' ? 'aboutRowId' : 'id'} = ? AND lifecycle = 'active' ORDER BY sortKey, ordinal LIMIT ?`, rowId, mostClaims);
    return { molecules: [summaryOf(handle, { printed: rowNameOf(table, row), key: '', approved: null, kind: '' }, own, usual)] };
  }
  return {
    molecules: named.map((molecule) => {
      const ids = handle.column<string>(
        `SELECT claim.id FROM symbol JOIN claim ON claim.id = symbol.rowId WHERE symbol.key = ? AND symbol.tableName = 'claims' AND claim.lifecycle = 'active' ORDER BY claim.origin <> 'table row', claim.sortKey, claim.ordinal LIMIT ?`, molecule.key, mostClaims,
      );
      return summaryOf(handle, molecule, [...new Set(ids)], usual);
    }),
  };
}

function summaryOf(handle: ReadHandle, { printed, approved, kind }: Named, claimIds: readonly string[], usual: string | null): MoleculeSummary {
  const rows = listGridRows(handle, 'claims', claimIds);
  const factors = new Map(readRows(handle, 'factors', [...new Set(rows.flatMap(({ values }) => (values['origin'] === 'table row' ? [cellText(values['aboutRowId'])] : [])))]).map((row) => [row.id, row]));
  const claims = rows.map(({ id, values, cites }): SummaryClaim => {
    const text = (key: string): string => cellText(values[key]);
    const family = tumourFamily(text('cancer'));
    const factor = text('origin') === 'table row' ? factors.get(text('aboutRowId')) : undefined;
    return {
      claimId: id, subject: text('subject'), predicate: text('predicate'), object: text('object'), direction: text('direction'), cancer: text('cancer'), model: text('model'), quote: text('quote'), section: text('section'), origin: text('origin'),
      cites: cites.map((study): CitedStudy => ({ ...study })), isOtherCancer: family !== null && usual !== null && family !== usual,
      fromRow: factor === undefined ? null : { rowId: factor.id, ordinal: factor.ordinal, rowName: rowNameOf('factors', factor) },
    };
  });
  // What was said under a knock-down or overexpression is no statement about the molecule's own level or effect.
  const plain = claims.filter(({ claimId }) => cellText(rows.find((row) => row.id === claimId)?.values['perturbation']) === '');
  return { printed, approved, kind, expression: expressionSummary(plain), effect: effectSummary(plain), claims };
}
