// Owns the SQL functions that grid queries use on every connection: comparable text, natural sorting, and terms of a
// comma-separated cell. Deterministic; NULL in, NULL out.
import type { Database } from 'better-sqlite3';
import { termsOf } from '../contract/values';

/** Text for comparing: accents and case folded, all dashes one, spaces single. */
export function comparable(text: string): string {
  // A filter asks this of every row: plain text has nothing but case to fold. (The flag u makes such a search slow.)
  if (!/[^ -~]/.test(text) && !text.includes('  ')) return text.toLowerCase();
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[\u2010-\u2015\u2212]/gu, '-').replaceAll(/\s+/gu, ' ');
}

/** A key in whose binary order numbers inside text sort by value: "miR-17" before "miR-182". */
export function naturalKey(text: string): string {
  return comparable(text).trim().replaceAll(/\d+/g, (digits) => {
    const bare = digits.startsWith('0') ? digits.replace(/^0+(?=\d)/u, '') : digits;
    return `${bare.length < 10 ? '0' : ''}${Math.min(bare.length, 99)}${bare}`;
  });
}

export function registerFunctions(database: Database): void {
  const options = { deterministic: true, directOnly: true } as const;
  const onText = (name: string, work: (text: string) => string): void => {
    database.function(name, options, (text: unknown) => (typeof text === 'string' ? work(text) : null));
  };
  onText('comparable', comparable);
  onText('natural_key', naturalKey);
  let lastWanted = '';
  let wantedTerms: ReadonlySet<string> = new Set();
  database.function('has_any_term', options, (text: unknown, wanted: unknown) => {
    if (typeof text !== 'string' || typeof wanted !== 'string') return 0;
    if (wanted !== lastWanted) {
      wantedTerms = new Set((JSON.parse(wanted) as readonly string[]).map(comparable));
      lastWanted = wanted;
    }
    return termsOf(text).some((term) => wantedTerms.has(comparable(term))) ? 1 : 0;
  });
}
