// Owns a core for tests: a folder of its own, a clock that ticks a second per look, ids in order, and every event kept.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCore, type Core, type CoreDeps } from '../../../db/core';
import type { GridTable } from '../../../db/contract/tableNames';
import type { LacunaErrorBody } from '../../../db/contract/errors';
import type { LacunaEvent } from '../../../db/contract/events';
import type { Input, MethodName, Output } from '../../../db/contract/methods';
import type { GridRow } from '../../../db/contract/types';

export interface TestCore {
  readonly core: Core;
  readonly folder: string;
  readonly events: LacunaEvent[];
  /** The value of a call; a refusal fails the test. */
  call<Name extends MethodName>(method: Name, input: Input<Name>): Promise<Output<Name>>;
  /** The error of a call; an answer fails the test. */
  refusal<Name extends MethodName>(method: Name, input: Input<Name>): Promise<LacunaErrorBody>;
  end(): Promise<void>;
}

export function startCore(changes: Partial<CoreDeps> = {}): TestCore {
  const folder = changes.dataFolder ?? mkdtempSync(join(tmpdir(), 'lacuna-test-'));
  const events: LacunaEvent[] = [];
  let ticks = Date.parse('2026-01-02T03:04:05.000Z');
  let ids = 0;
  const deps: CoreDeps = {
    dataFolder: folder,
    now: () => { ticks += 1000; return new Date(ticks); },
    newId: () => { ids += 1; return `id-${String(ids).padStart(6, '0')}-${changes.processId ?? process.pid}`; },
    systemUserName: 'tester', hostName: 'here', processId: process.pid, version: '0.0.0',
    emit: (event) => { events.push(event); },
    ...changes,
  };
  const core = createCore(deps);
  let calls = 0;
  const reply = async (method: MethodName, input: unknown) => {
    calls += 1;
    return core.dispatch({ callId: `call-${calls}`, method, input: JSON.parse(JSON.stringify(input)) });
  };
  return {
    core, folder, events,
    call: async (method, input) => {
      const answer = await reply(method, input);
      if (!answer.ok) throw new Error(`${method} was refused: ${answer.error.code}: ${answer.error.message}`);
      return answer.value as never;
    },
    refusal: async (method, input) => {
      const answer = await reply(method, input);
      if (answer.ok) throw new Error(`${method} was answered: ${JSON.stringify(answer.value).slice(0, 300)}`);
      return answer.error;
    },
    end: async () => {
      await core.close();
      if (changes.dataFolder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A row of the open document; one that is not there fails the test. */
export async function rowOf(lacuna: TestCore, table: GridTable, rowId: string): Promise<GridRow> {
  const [found] = await lacuna.call('getRows', { table, rowIds: [rowId] });
  if (found === undefined) throw new Error(`There is no row ${rowId} in ${table}.`);
  return found;
}

/** A core with a built-in review open, and where it lies. */
export async function startReview(): Promise<readonly [lacuna: TestCore, path: string]> {
  const lacuna = startCore();
  const path = join(lacuna.folder, 'a.lacuna');
  await lacuna.call('createDocument', { path, content: 'review' });
  return [lacuna, path];
}
