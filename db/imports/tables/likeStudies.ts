// Owns finding a study again that has no identifier in common: by likeness, among many, without comparing all. Pure. Where
// very many share a key, so many are looked at and no more, so that a long list takes time by its length.
import { textNumber } from '../../evidence/rules/boundedKey';
import { likenessKeys, studyLikeness } from '../../evidence/references/studyLikeness';
import type { ComparedRow } from './rowIdentity';

export interface LikeStudies<Row extends ComparedRow> {
  readonly add: (row: Row) => void;
  /** The first of those added that is likely the same, and why. */
  readonly find: (row: ComparedRow) => { readonly row: Row; readonly because: string } | null;
}

const mostLookedAt = 200;

export function createLikeStudies<Row extends ComparedRow>(): LikeStudies<Row> {
  // Numbers instead of texts: two keys that fall on one number cost a comparison, nothing else.
  const byKey = new Map<number, Row[]>();
  return {
    add: (row) => {
      for (const key of likenessKeys(row)) {
        const number = textNumber(key);
        const rows = byKey.get(number);
        if (rows === undefined) byKey.set(number, [row]);
        else if (rows.length < mostLookedAt) rows.push(row);
      }
    },
    find: (row) => {
      for (const key of likenessKeys(row)) {
        for (const other of byKey.get(textNumber(key)) ?? []) {
          const like = studyLikeness(other, row);
          if (like !== null) return { row: other, because: like.because };
        }
      }
      return null;
    },
  };
}
