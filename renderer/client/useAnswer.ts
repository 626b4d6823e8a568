// Owns asking the core for what a panel shows: again with every committed change, never an older answer over a newer
// one. What was shown stays until the new answer is here.
import { useEffect, useState } from 'react';
import type { Input, MethodName, Output } from '../../db/contract/methods';
import { useWorkspace } from '../workspace';
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
    lacuna.call(method, JSON.parse(question)).then(
      (value) => { if (isCurrent) setAnswer({ value: value as Output<Name>, problem: null }); },
      (problem: unknown) => { if (isCurrent) setAnswer({ value: null, problem: messageOf(problem) }); },
    );
    return () => { isCurrent = false; };
  }, [method, question, revision, documentId]);
  return answer;
}
