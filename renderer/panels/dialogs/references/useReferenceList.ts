// Owns asking for a reference list block by block: the first entries at once, more as they are wanted, all of it for the
// clipboard. Another choice, or a change of the document, begins anew and stops what is on its way.
import { useCallback, useEffect, useState } from 'react';
import type { Output } from '../../../../db/contract/methods';
import { lacuna, messageOf } from '../../../client/lacuna';
import { useLatest } from '../../../ui/useLatest';
import { endProgress, useWorkspace } from '../../../workspace';
import type { KeptChoice } from './listChoice';

type Answered = Output<'formatReferences'>;
export interface ReferenceList {
  /** Facts of the whole list, and its entries as far as they are here; the last ones until the next are. */
  readonly list: Answered | null;
  readonly isCurrent: boolean;
  readonly problem: string | null;
  readonly callId: string | null;
  /** Asks for so many entries from the first. */
  readonly want: (entries: number) => void;
}

const firstBlock = 50;

export function useReferenceList(choice: KeptChoice | null, includePrivate: boolean): ReferenceList {
  const revision = useWorkspace((state) => state.revision);
  const key = choice === null ? null : JSON.stringify([{ ...choice, includePrivate }, revision]);
  const [asked, setAsked] = useState({ key: '', entries: firstBlock });
  const [known, setKnown] = useState<{ readonly key: string; readonly list: Answered } | null>(null);
  const [failed, setFailed] = useState<{ readonly key: string; readonly problem: string } | null>(null);
  const [callId, setCallId] = useState<string | null>(null);
  const latest = useLatest(known);
  const wanted = asked.key === key ? asked.entries : firstBlock;

  useEffect(() => {
    if (key === null) return;
    const before = latest.get();
    const here = before?.key === key ? before.list.entries : [];
    if (before?.key === key && here.length >= Math.min(wanted, before.list.total)) return;
    const id = crypto.randomUUID();
    let isMeant = true;
    setCallId(id);
    const [request] = JSON.parse(key) as [KeptChoice & { readonly includePrivate: boolean }, number];
    lacuna.call('formatReferences', { ...request, start: here.length, end: Math.max(wanted, firstBlock) }, { callId: id }).then(
      (list) => { if (isMeant) { setFailed(null); setKnown({ key, list: { ...list, entries: [...here, ...list.entries] } }); } },
      (refusal: unknown) => { if (isMeant) setFailed({ key, problem: messageOf(refusal) }); },
    ).finally(() => {
      endProgress(id);
      setCallId((current) => (current === id ? null : current));
    });
    return () => {
      isMeant = false;
      lacuna.cancel(id);
    };
  }, [key, wanted, latest]);

  const want = useCallback((entries: number) => { if (key !== null) setAsked({ key, entries }); }, [key]);
  return { list: known?.list ?? null, isCurrent: known !== null && known.key === key, problem: failed !== null && failed.key === key ? failed.problem : null, callId, want };
}
