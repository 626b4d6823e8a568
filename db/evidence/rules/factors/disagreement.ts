// Owns what the rules on opposite functions, mechanisms and prognosis have in common: which pairs of statements may
// disagree, how a group becomes a finding, and how it reads. Leaves alone what one study found by taking something away,
// alone and in a combination, and a row with the claims of its own study: another rule compares those.
import type { Explanation } from '../../../contract/findings';
import { describedRow, headedLines, shareStudy } from '../described';
import type { EvidenceRow, Found } from '../rule';
import { confidenceOf } from './meeting';
import type { Opposed, Statement } from './opposed';
import { isCombination } from './subjects';

export function mayDisagree(left: Statement, right: Statement): boolean {
  if (left.row.table === 'factors' && right.row.table === 'factors') return true;
  if (isPartial(left) || isPartial(right)) return false;
  if (!shareStudy(left.row, right.row)) return true;
  return left.row.table === right.row.table && left.isSure && right.isSure && !isCombination(left.row) && !isCombination(right.row);
}

/** Read through what was done to the subject together with something else. */
function isPartial({ row, isSure }: Statement): boolean {
  return !isSure && isCombination(row);
}

export interface Told { readonly name: string; readonly object: string; readonly locus: string }

export function disagreement({ statements, meeting, isStrong }: Opposed, { name, object, locus }: Told): Found {
  const sides = sidesOf(statements);
  const counted = sides.map(({ side, of }) => `${side} ${of.length}`).join(' · ');
  const isUnsure = meeting === 'unstated';
  return {
    members: statements.map(({ row, side, field }) => ({ table: row.table, rowId: row.rowId, field, side })),
    span: null, quote: `${name}${object === '' ? '' : `, ${object}`}: ${counted}`, severity: !isStrong ? (isUnsure ? 'info' : 'minor') : isUnsure ? 'minor' : 'major', confidence: confidenceOf(meeting), locus,
    inputs: statements.map(({ row, side, context }) => `${row.rowId} ${side} ${Object.values(context).join(' | ').toLowerCase()}`).toSorted(),
    explanation: { printed: counted, computed: [], fits: [], values: { name, object, meeting, sides: sides.map(({ side, of }) => ({ side, rows: of.map(described) })) } },
  };
}

/** Each side with its statements, in the order of the first of each; one row once. */
function sidesOf(statements: readonly Statement[]): readonly { readonly side: string; readonly of: readonly Statement[] }[] {
  return [...Map.groupBy(statements, ({ side }) => side)].map(([side, of]) => ({ side, of }));
}

function described({ row, context, isSure }: Statement): string {
  const circumstances = Object.values(context).filter((text) => text !== '').join(', ');
  return `${describedRow(row)}${circumstances === '' ? '' : ` (${circumstances})`}${isSure ? '' : `, ${unsureBecause(row)}`}`;
}

function unsureBecause(row: EvidenceRow): string {
  return row.table === 'factors' ? 'in a row that is Down' : 'seen when its amount was changed';
}

export function circumstances({ values }: Explanation): string {
  return values['meeting'] === 'unstated' ? ' Not every row states its circumstances, so they may differ.' : values['meeting'] === 'kindred' ? ' Their circumstances are akin, not the same.' : '';
}

export function sideLines({ values }: Explanation): readonly string[] {
  const { sides } = values;
  if (!Array.isArray(sides)) return [];
  return sides.flatMap((entry) => (entry !== null && typeof entry === 'object' && !Array.isArray(entry) ? headedLines(capitalised(String(entry['side'])), entry['rows']) : []));
}

export function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
