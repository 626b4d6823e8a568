// Rows of other tables: each is left alone as it stands, and found out by one change.
import { describe, expect, it } from 'vitest';
import type { TrialCells } from '../../../../../../db/contract/evidence';
import { accused } from './checking';
import { twins, type Twin } from './otherTables';

function cellsOf({ treatment, patients, results, studyType = '' }: Twin): Partial<TrialCells> {
  return { treatment, patients, results, studyType };
}

function changed(twin: Twin): Partial<TrialCells> {
  const field = twin.field ?? 'results';
  const text = cellsOf(twin)[field] ?? '';
  if (!text.includes(twin.from)) throw new Error(`“${twin.from}” is not in “${text}”.`);
  return { ...cellsOf(twin), [field]: text.replace(twin.from, twin.to) };
}

describe('rows of other tables', () => {
  it.each(twins.map((twin) => [`${twin.treatment}: ${twin.results || twin.patients}`, twin] as const))('leaves alone %s', (_, twin) => {
    expect(accused(cellsOf(twin))).toEqual([]);
  });

  it.each(twins.map((twin) => [twin.flags.join(', '), twin.from, twin.to, twin] as const))('finds %s once “%s” reads “%s”', (_flags, _from, _to, twin) => {
    expect(accused(changed(twin))).toEqual(expect.arrayContaining([...twin.flags]));
  });
});
