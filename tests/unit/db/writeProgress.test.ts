// How far a large change is on its way to the disk: always forward, through every stage, to the end; and nothing of small ones.
import { describe, expect, test } from 'vitest';
import { createWriteProgress, type WriteStage } from '../../../db/journal/writeProgress';

function told(revisions: number, rows: number): readonly (readonly [done: number, total: number])[] {
  const said: (readonly [number, number])[] = [];
  const progress = createWriteProgress((done, total) => said.push([done, total]));
  progress.begin(revisions);
  progress.end('built');
  const through = (stage: WriteStage, count: number): void => { for (let at = 0; at < count; at += 1) progress.step(stage); };
  through('applied', revisions);
  through('written', rows);
  through('hashed', revisions);
  through('journaled', revisions);
  progress.end('followed');
  return said;
}

describe('the progress of a large change', () => {
  test('goes forward only, often, and to its end', () => {
    const said = told(20_000, 20_000);
    const total = said[0]?.[1] ?? 0;
    expect(said.every(([, of]) => of === total)).toBe(true);
    expect(said.every(([done], index) => done > (said[index - 1]?.[0] ?? 0))).toBe(true);
    expect(said.at(-1)?.[0]).toBe(total);
    expect(said.length).toBeGreaterThan(100);
  });
  test('goes on where a row has several revisions, or more revisions come than were planned', () => {
    for (const rows of [2_000, 30_000]) {
      const said = told(20_000, rows);
      expect(said.every(([done, total], index) => done > (said[index - 1]?.[0] ?? 0) && done <= total)).toBe(true);
      expect(said.at(-1)?.[0]).toBe(said[0]?.[1]);
    }
  });
  test('says nothing of an edit', () => {
    expect(told(3, 1)).toEqual([]);
  });
});
