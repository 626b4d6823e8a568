// Owns what a trial's cells were read as: its arms, and its results grouped by what they measure. Choosing one shows the
// sentence that it stands in and points at it in the grid; each leads to its row in Results.
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Arm, PlacedResult } from '../../../db/contract/evidence';
import type { GridRow } from '../../../db/contract/types';
import { cellText } from '../../../db/contract/values';
import { useAnswer } from '../../client/useAnswer';
import { getState, openDialog, showRow, useWorkspace } from '../../workspace';
import { armsInWords, excerptOf, groupedByOutcome, resultInWords } from './trialResults';

export function TrialEvidence({ row }: { readonly row: GridRow }) {
  const { value: evidence, problem } = useAnswer('getTrialEvidence', { rowId: row.id });
  const isReadOnly = useWorkspace((state) => state.document?.isReadOnly !== false);
  const [chosen, setChosen] = useState<string | null>(null);
  const grid = useWorkspace((state) => state.grid);
  const rowId = row.id;
  useEffect(() => {
    if (chosen === null || grid === null) return;
    grid.pointAt(rowId, chosen);
    return () => grid.pointAt(rowId, null);
  }, [chosen, grid, rowId]);
  if (problem !== null) return <p role="alert">{problem}</p>;
  if (evidence === null) return null;
  const results = evidence.results.filter(({ lifecycle }) => lifecycle !== 'withdrawn');
  const choose = (result: PlacedResult): void => {
    const isOpen = chosen === result.resultId;
    setChosen(isOpen ? null : result.resultId);
    if (!isOpen && getState().section === 'trials') void showRow('trials', rowId, result.span.field);
  };
  return (
    <>
      <Arms arms={evidence.arms} total={evidence.total?.printedN ?? null} />
      <section className="card" aria-label="Results read from the text">
        <h3>Results read from the text <span className="muted">{results.length}</span></h3>
        {results.length === 0 && <p className="muted">None: the cells of this trial state no statistic that could be read.</p>}
        {groupedByOutcome(results).map((group) => (
          <div key={group.outcome} className="resultGroup">
            <h4>{group.outcome}</h4>
            <ul>
              {group.results.map((result) => (
                <Result key={result.resultId} result={result} arms={evidence.arms} text={cellText(row.values[result.span.field])} isOpen={chosen === result.resultId} onChoose={() => choose(result)} />
              ))}
            </ul>
          </div>
        ))}
        {!isReadOnly && <Button size="compact-xs" variant="subtle" onClick={() => openDialog({ kind: 'addResult', trialId: rowId })}>Add result…</Button>}
      </section>
    </>
  );
}

export function Arms({ arms, total }: { readonly arms: readonly Arm[]; readonly total: string | null }) {
  if (arms.length === 0 && total === null) return null;
  return (
    <section className="card" aria-label="Arms">
      <h3>Arms <span className="muted">{total === null ? arms.length : `${total} patients`}</span></h3>
      <ul className="plainList">
        {arms.map((arm, index) => <li key={`${index} ${arm.label}`}>{arm.label === '' ? <span className="missing">without a name</span> : arm.label}{arm.printedN === null ? '' : <span className="muted"> n = {arm.printedN}</span>}{arm.role === null ? '' : <span className="muted"> · {arm.role}</span>}</li>)}
      </ul>
    </section>
  );
}

interface ResultProps { readonly result: PlacedResult; readonly arms: readonly Arm[]; readonly text: string; readonly isOpen: boolean; readonly onChoose: () => void }

function Result({ result, arms, text, isOpen, onChoose }: ResultProps) {
  const excerpt = isOpen && result.state === 'current' ? excerptOf(result, text) : null;
  const names = armsInWords(result, arms);
  return (
    <li>
      <button type="button" className="resultLine" aria-expanded={isOpen} onClick={onChoose}>
        {names !== '' && <span className="muted">{names} · </span>}<strong>{resultInWords(result).map((part, index) => <span key={part}>{index > 0 && ' · '}<span className="unbroken">{part}</span></span>)}</strong>
        {result.state === 'stale' && <span className="badge minor">stale</span>}
        {result.origin === 'curator' && <span className="badge info">by a curator</span>}
        {result.confidence === 'possible' && <span className="badge info">possible</span>}
      </button>
      {isOpen && (
        <div className="resultMore">
          {result.state === 'stale' && <p>The text has changed since this was read; correct it, or withdraw it.</p>}
          {excerpt !== null && <p>{excerpt.before}<mark>{excerpt.marked}</mark>{excerpt.after}</p>}
          <Button size="compact-xs" variant="subtle" onClick={() => void showRow('results', result.resultId)}>Show in Results</Button>
        </div>
      )}
    </li>
  );
}
