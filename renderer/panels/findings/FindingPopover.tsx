// Owns the card beside a cell: over which cell, how it follows the grid, what Escape and Tab do. One that F8 led to takes
// the focus and gives it back; one that the pointer brought takes none. Refuses to cover a dialog or an open editor.
import { Button } from '@mantine/core';
import { useCallback, useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useAnswer } from '../../client/useAnswer';
import { runCommand, shownShortcut } from '../../commands';
import { getState, setState, useWorkspace, type FindingCardPlace } from '../../workspace';
import { cancelCard, leaveCard } from './cardPointing';
import { FindingCard } from './FindingCard';

const width = 390;
const margin = 8;

export function FindingPopover() {
  const card = useWorkspace((state) => state.card);
  const isFree = useWorkspace((state) => state.dialog === null);
  return card === null || !isFree ? null : <Popover key={`${card.rowId} ${card.field ?? ''} ${card.findingIds?.join(' ') ?? ''}`} place={card} />;
}

function Popover({ place }: { readonly place: FindingCardPlace }) {
  const { table, rowId, findingIds, walk } = place;
  const grid = useWorkspace((state) => state.grid);
  const frame = useRef<HTMLDivElement>(null);
  const [rect, setRect] = useState<DOMRect | null>(null);
  const [height, setHeight] = useState(0);
  const answer = useAnswer('listFindings', findingIds === null ? { ...(table === 'results' || table === 'findings' || table === 'aliases' ? {} : { table }), rowId, states: ['open', 'reopened'], limit: 50 } : { findingIds: [...findingIds] });
  const findings = answer.value?.findings ?? [];
  const messageId = useId();
  const isWalk = walk !== null;
  const hasFindings = findings.length > 0;

  const follow = useCallback((): void => setRect(grid?.rectOfFindings(place) ?? null), [grid, place]);
  useLayoutEffect(() => {
    follow();
    // The grid scrolls to the row a moment after it was asked to.
    const timers = [80, 250, 600].map((ms) => setTimeout(follow, ms));
    const stop = grid?.onScroll(follow);
    window.addEventListener('resize', follow);
    return () => {
      for (const timer of timers) clearTimeout(timer);
      stop?.();
      window.removeEventListener('resize', follow);
    };
  }, [follow, grid]);
  useEffect(() => {
    const [first] = findingIds ?? [];
    if (first === undefined || grid === null) return;
    grid.pointAt(rowId, first);
    return () => grid.pointAt(rowId, null);
  }, [grid, rowId, findingIds]);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const measure = new ResizeObserver(() => setHeight(element.offsetHeight));
    measure.observe(element);
    return () => measure.disconnect();
  }, [hasFindings]);
  const isPlaced = rect !== null;
  useEffect(() => { if (isWalk && hasFindings && isPlaced) frame.current?.focus({ preventScroll: true }); }, [isWalk, hasFindings, isPlaced]);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== 'Escape' || frame.current === null) return;
      event.preventDefault();
      event.stopPropagation();
      close(frame.current.contains(document.activeElement));
    };
    // A press anywhere else means that the curator goes on.
    const onDown = (event: PointerEvent): void => { if (event.target instanceof Node && frame.current?.contains(event.target) === false) close(false); };
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('pointerdown', onDown, true);
    return () => {
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener('pointerdown', onDown, true);
    };
  }, []);

  if (rect === null || !hasFindings) return null;
  const left = Math.max(margin, Math.min(rect.left, window.innerWidth - width - margin));
  const below = window.innerHeight - rect.bottom - 2 * margin;
  const above = rect.top - 2 * margin;
  const isBelow = below >= Math.min(height, 320) || below >= above;
  const room = Math.max(140, isBelow ? below : above);
  const top = isBelow ? rect.bottom + 6 : Math.max(margin, rect.top - 6 - Math.min(height, room));
  return (
    <div ref={frame} className="findingPopover" role="dialog" aria-label={findings.length === 1 ? 'Finding' : `${findings.length} findings`} aria-describedby={messageId} tabIndex={-1} style={{ left, top, width, maxHeight: room }}
      onPointerEnter={cancelCard} onPointerLeave={leaveCard} onKeyDown={(event) => keepFocus(event, frame.current)}>
      {findings.map((finding, index) => <FindingCard key={finding.findingId} finding={finding} isElsewhere={false} {...(index === 0 ? { messageId } : {})} />)}
      <p className="cardFoot muted">
        {walk !== null && <span>{walk.position.toLocaleString()} of {walk.total.toLocaleString()}</span>}
        <span className="spacer" />
        {walk !== null && <Button size="compact-xs" variant="subtle" color="gray" onClick={() => void runCommand('previousFinding')}>Previous <kbd>{shownShortcut('Shift+F8')}</kbd></Button>}
        {walk !== null && <Button size="compact-xs" variant="subtle" color="gray" onClick={() => void runCommand('nextFinding')}>Next <kbd>F8</kbd></Button>}
        <span><kbd>Esc</kbd> closes</span>
      </p>
    </div>
  );
}

function close(givesFocusBack: boolean): void {
  cancelCard();
  setState({ card: null });
  if (givesFocusBack) getState().grid?.focusCells();
}

/** Tab stays among the card's controls while the focus is in it. */
function keepFocus(event: KeyboardEvent, frame: HTMLElement | null): void {
  if (event.key !== 'Tab' || frame === null) return;
  const controls = [...frame.querySelectorAll<HTMLElement>('button:not(:disabled)')];
  const at = controls.findIndex((control) => control === document.activeElement);
  const next = controls.at(event.shiftKey ? (at <= 0 ? -1 : at - 1) : (at + 1) % controls.length);
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
