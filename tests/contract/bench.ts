// Owns asking a way by the contract: typed calls whose every answer is held against its schema and against JSON, and a
// fresh document for each case. Refuses to let an answer pass that the contract does not describe.
import { expect } from 'vitest';
import { LacunaErrorBody } from '../../db/contract/errors';
import type { LacunaEvent } from '../../db/contract/events';
import { hostMethods, isHostMethod, type HostInput, type HostMethodName, type HostOutput } from '../../db/contract/hostMethods';
import { methods, type Input, type MethodName, type Output } from '../../db/contract/methods';
import type { AnyReply } from '../../db/contract/rpc';
import type { DocumentInfo, GridRow } from '../../db/contract/types';
import { until } from '../hosts/electronHarness';
import type { Way } from './way';

export interface Bench {
  readonly way: Way;
  /** The document that was open when the case began: a built-in review of its own. */
  readonly document: DocumentInfo;
  /** Every method that was answered with a value. */
  readonly answered: ReadonlySet<string>;
  call<Name extends MethodName>(method: Name, input: Input<Name>, callId?: string): Promise<Output<Name>>;
  callHost<Name extends HostMethodName>(method: Name, input: HostInput<Name>): Promise<HostOutput<Name>>;
  /** The refusal of a call that need not fit the contract; an answer fails the case. */
  refusal(method: string, input: unknown, callId?: string): Promise<LacunaErrorBody>;
  /** Events since the case began, once there is one of that kind that `isMeant`. */
  event<Type extends LacunaEvent['type']>(type: Type, isMeant?: (event: Extract<LacunaEvent, { readonly type: Type }>) => boolean): Promise<Extract<LacunaEvent, { readonly type: Type }>>;
  eventsSinceStart(): Promise<readonly LacunaEvent[]>;
  factors(): Promise<readonly GridRow[]>;
  factor(name: string): Promise<GridRow>;
}

/** Long enough for a busy machine. */
const patienceMs = 30_000;
let documents = 0;

/** A bench with a fresh built-in review open. */
export async function benchOn(way: Way): Promise<Bench> {
  const answered = new Set<string>();
  let heardBefore = 0;

  const ask = async (method: string, input: unknown, callId: string = crypto.randomUUID()): Promise<AnyReply> => {
    const { replies } = await way.send({ calls: [{ callId, method, input }], cancel: [] });
    expect(replies).toHaveLength(1);
    const [reply] = replies;
    if (reply === undefined) throw new Error(`${method} got no reply.`);
    expect(JSON.parse(JSON.stringify(reply)), `${method} answers JSON and nothing else`).toStrictEqual(reply);
    return reply;
  };
  const answerTo = async (method: MethodName | HostMethodName, input: unknown, callId?: string): Promise<unknown> => {
    const reply = await ask(method, input, callId);
    if (!reply.ok) throw new Error(`${method} was refused: ${reply.error.code}: ${reply.error.message}`);
    const { output } = isHostMethod(method) ? hostMethods[method] : methods[method];
    expect(output.parse(reply.value), `${method} answers by its schema`).toEqual(reply.value);
    answered.add(method);
    return reply.value;
  };

  const bench: Omit<Bench, 'document'> = {
    way, answered,
    // The schema has just proved that it is what the contract says.
    call: async (method, input, callId) => (await answerTo(method, input, callId)) as never,
    callHost: async (method, input) => (await answerTo(method, input)) as never,
    refusal: async (method, input, callId) => {
      const reply = await ask(method, input, callId);
      if (reply.ok) throw new Error(`${method} was answered: ${JSON.stringify(reply.value).slice(0, 300)}`);
      const error = LacunaErrorBody.parse(reply.error);
      expect(error.message, 'a refusal is a sentence').toMatch(/^.{10,}\.$/su);
      return error;
    },
    event: (type, isMeant = () => true) => until(`the event ${type}`, async () => {
      const found = (await bench.eventsSinceStart()).find((event) => event.type === type && isMeant(event as never));
      return found as never;
    }, patienceMs),
    eventsSinceStart: async () => (await way.heard()).slice(heardBefore),
    factors: async () => (await bench.call('openView', { table: 'factors' })).rows,
    factor: async (name) => {
      const row = (await bench.factors()).find((each) => each.values['factor'] === name);
      if (row === undefined) throw new Error(`The review has no factor ${name}.`);
      return row;
    },
  };
  documents += 1;
  const document = await bench.call('createDocument', { name: `case ${documents}`, content: 'review' });
  await until('the document to be said', async () => (await way.heard()).some((event) => event.type === 'documentChanged' && event.document?.documentId === document.documentId), patienceMs);
  heardBefore = (await way.heard()).length;
  answered.clear();
  return { ...bench, document };
}
