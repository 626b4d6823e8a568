// Owns the grid's client over a real core in this process: refusals reject as they do in a page.
import { LacunaError } from '../../../../db/contract/errors';
import type { GridClient } from '../../../../renderer/grid/gridClient';
import type { TestCore } from '../../db/coreFixture';

export function coreClient({ core }: Pick<TestCore, 'core'>): Pick<GridClient, 'call'> {
  let calls = 0;
  return {
    call: async (method, input) => {
      calls += 1;
      const answer = await core.dispatch({ callId: `grid-${calls}`, method, input: JSON.parse(JSON.stringify(input)) });
      if (!answer.ok) throw new LacunaError(answer.error.code, answer.error.message, answer.error.details);
      return answer.value as never;
    },
  };
}
