// Owns what is seen of a long call: what it does, how far it is, and Cancel. Short ones are over before anything shows.
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useWorkspace } from '../../../workspace';

const shownAfterMs = 300;

export function WorkProgress({ callId, label, onCancel }: { readonly callId: string | null; readonly label: string; readonly onCancel: () => void }) {
  const progress = useWorkspace((state) => (callId === null ? undefined : state.progress[callId]));
  const [lateId, setLateId] = useState<string | null>(null);
  const [cancelledId, setCancelledId] = useState<string | null>(null);
  useEffect(() => {
    if (callId === null) return;
    const timer = setTimeout(() => setLateId(callId), shownAfterMs);
    return () => clearTimeout(timer);
  }, [callId]);
  if (callId === null || lateId !== callId) return null;
  const { done, total } = progress ?? { done: 0, total: null };
  const isCancelled = cancelledId === callId;
  const said = isCancelled ? 'Cancelling' : (progress?.label ?? label);
  return (
    <div className="importProgress">
      <progress aria-label={said} {...(total === null || total === 0 ? {} : { value: Math.min(done, total), max: total })} />
      <span className="muted" role="status">{said}{done === 0 || isCancelled ? ' …' : `: ${done.toLocaleString('en')}${total === null ? '' : ` of ${total.toLocaleString('en')}`}`}</span>
      <Button size="compact-xs" variant="default" disabled={isCancelled} onClick={() => { setCancelledId(callId); onCancel(); }}>Cancel</Button>
    </div>
  );
}
