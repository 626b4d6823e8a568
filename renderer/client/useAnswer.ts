// Owns asking the core for what a panel shows: again with every committed change, never an older answer over a newer
// one. What was shown stays until the new answer is here. An answer that takes long says how far it is in the line at the
// bottom, and is stopped when something else is asked.
import { useEffect, useState } from 'react';
import type { Input, MethodName, Output } from '../../db/contract/methods';
import { endProgress, getState, useWorkspace } from '../workspace';
import { lacuna, messageOf } from './lacuna';

export interface Answer<Value> { readonly value: Value | null; readonly problem: string | null }

/** `input` null: nothing is asked. */
export function useAnswer<Name extends MethodName>(method: Name, input: Input<Name> | null): Answer<Output<Name>> {
  const revision = useWorkspace((state) => state.revision);
  // A release has the id of its document, and another path.
  const documentId = useWorkspace((state) => (state.document === null ? null : `${state.document.documentId} ${state.document.path}`));
  const [answer, setAnswer] = useState<Answer<Output<Name>>>({ value: null, problem: null });
  const question = input === null ? null : JSON.stringify(input);
  useEffect(() => {
    if (question === null) return setAnswer({ value: null, problem: null });
    let isCurrent = true;
    const callId = crypto.randomUUID();
    const isLong = (): boolean => Object.hasOwn(getState().progress, callId);
    lacuna.call(method, JSON.parse(question), { callId }).then(
      (value) => { if (isCurrent) setAnswer({ value: value as Output<Name>, problem: null }); },
      (problem: unknown) => { if (isCurrent) setAnswer({ value: null, problem: messageOf(problem) }); },
    ).finally(() => { if (isLong()) endProgress(callId); });
    return () => {
      isCurrent = false;
      if (isLong()) lacuna.cancel(callId);
    };
  }, [method, question, revision, documentId]);
  return answer;
}
