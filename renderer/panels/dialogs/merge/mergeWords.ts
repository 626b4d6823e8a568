// Owns the words of merging: how the two rows are called, what else moves, and how a record that is kept whole reads.
import { tables } from '../../../../db/contract/columns';
import type { GridTable } from '../../../../db/contract/tableNames';
import type { MergeMoves } from '../../../../db/contract/merging';
import type { GridRow } from '../../../../db/contract/types';
import { cellText } from '../../../../db/contract/values';

const longestName = 60;
const longestRecord = 240;

/** "[66] Li 2021" of a study, else "factor 12 CXCR7". */
export function mergeName(table: GridTable, row: GridRow): string {
  const name = cellText(row.values[tables[table].nameKey]).replaceAll(/\s+/gu, ' ').trim();
  return `${shortName(table, row)} ${name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name}`.trim();
}

/** "[66]" of a study, else "factor 12". */
export function shortName(table: GridTable, { ordinal }: GridRow): string {
  return table === 'studies' ? `[${ordinal}]` : `${tables[table].rowName} ${ordinal}`;
}

export function mergeTitle(table: GridTable): string {
  const plurals: Partial<Record<GridTable, string>> = { studies: 'studies' };
  return `Merge two ${plurals[table] ?? `${tables[table].rowName}s`}`;
}

/** What else a merge does, beside the fields. */
export function movesWords(table: GridTable, stays: GridRow, goes: GridRow, { citations, claims, results, conflicts, notes, settled }: MergeMoves): string {
  const [kept, gone] = [shortName(table, stays), shortName(table, goes)];
  const said = (count: number, one: string, more: string): readonly string[] => (count === 0 ? [] : [count === 1 ? one : `${count.toLocaleString('en')} ${more}`]);
  const moves = [
    ...said(citations, `1 row cites ${gone} and will cite ${kept}.`, `rows cite ${gone} and will cite ${kept}.`),
    ...said(claims, `1 claim is about ${gone} and will be about ${kept}.`, `claims are about ${gone} and will be about ${kept}.`),
    ...said(results, `1 corrected result of ${gone} comes along.`, `corrected results of ${gone} come along.`),
    ...said(conflicts, `1 conflict goes on with ${kept} as its member.`, `conflicts go on with ${kept} as their member.`),
    ...said(notes, `1 note is on ${gone} and will be on ${kept}.`, `notes are on ${gone} and will be on ${kept}.`),
    ...said(settled, '1 conflict between the two is closed as “duplicate merged”.', 'conflicts between the two are closed as “duplicate merged”.'),
  ];
  const withdrawn = `${gone.charAt(0).toUpperCase()}${gone.slice(1)} is withdrawn, not deleted.`;
  return moves.length === 0 ? `Nothing else points to ${gone}. ${withdrawn}` : [...moves, withdrawn].join(' ');
}

/** A kept record at a glance: what kind it is, whose, where it appeared; or how it begins. */
export function recordWords(key: string, text: string): string {
  const summary = key === 'csl' ? cslWords(text) : '';
  if (summary !== '') return summary;
  const flat = text.replaceAll(/\s+/gu, ' ').trim();
  return flat.length > longestRecord ? `${flat.slice(0, longestRecord)}… (${text.length.toLocaleString('en')} characters)` : flat;
}

function cslWords(text: string): string {
  const parsed = readJson(text);
  if (typeof parsed !== 'object' || parsed === null) return '';
  const fields = new Map<string, unknown>(Object.entries(parsed));
  const word = (key: string): string => { const value = fields.get(key); return typeof value === 'string' || typeof value === 'number' ? String(value) : ''; };
  const authors = fields.get('author');
  const count = Array.isArray(authors) ? authors.length : 0;
  const issue = word('issue') === '' ? '' : `(${word('issue')})`;
  const place = [word('container-title'), `${word('volume')}${issue}${word('page') === '' ? '' : `: ${word('page')}`}`].filter((part) => part !== '').join(' ');
  return [word('type'), count === 0 ? '' : count === 1 ? '1 author' : `${count} authors`, place, word('abstract') === '' ? '' : 'with abstract'].filter((part) => part !== '').join(' · ');
}

/** null of what is no JSON: what was imported may be anything. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
