// Owns showing that the grid is at work of its own, with a count and a way out. Comes only after a while: what is done
// at once needs no notice.
import { Button, Progress } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import type { GridProgress } from '../gridUi';

const shownAfterMs = 300;

export function GridProgressBar({ progress: { label, done, total, cancel } }: { readonly progress: GridProgress }): ReactNode {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), shownAfterMs);
    return () => clearTimeout(timer);
  }, []);
  if (!isShown) return null;
  return (
    <div className="lg-progress" role="status">
      <span>{label}: {done.toLocaleString('en')} of {total.toLocaleString('en')}</span>
      <Progress value={(100 * done) / total} aria-label={label} w={160} />
      <Button size="compact-xs" variant="default" onClick={cancel}>Cancel</Button>
    </div>
  );
}
