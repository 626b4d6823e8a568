// Owns the header filter of columns with terms: rows with one of the terms ticked, with their counts, or the empty cells.
// The core does the filtering; the terms are asked for when the filter opens.
import { useGridFilter, type CustomFilterProps } from 'ag-grid-react';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Facet, GridRow } from '../../../db/contract/types';
import type { TermModel } from './filterModel';
import type { FacetContext } from './facets';

const mostShown = 300;

export function TermFilter({ model: given, onModelChange, column, context }: CustomFilterProps<GridRow, FacetContext, TermModel>): ReactNode {
  const [facets, setFacets] = useState<readonly Facet[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [wanted, setWanted] = useState('');
  const [openings, setOpenings] = useState(0);
  const key = column.getColId();
  // AG Grid gives `undefined` for a filter that was lifted from outside.
  const model = given ?? null;

  useGridFilter({ doesFilterPass: () => true, afterGuiAttached: () => setOpenings((count) => count + 1) });
  useEffect(() => {
    if (openings === 0) return;
    let isCurrent = true;
    context.facets(key).then(
      (found) => { if (isCurrent) setFacets(found); },
      (thrown: unknown) => { if (isCurrent) setProblem(thrown instanceof Error ? thrown.message : String(thrown)); },
    );
    return () => { isCurrent = false; };
  }, [context, key, openings]);

  const chosen = useMemo(() => new Set(model?.terms ?? []), [model]);
  const isBlank = model !== null && model.terms === null;
  const matching = useMemo(() => {
    const text = wanted.trim().toLocaleLowerCase();
    return (facets ?? []).filter(({ term }) => text === '' || term.toLocaleLowerCase().includes(text));
  }, [facets, wanted]);

  const choose = (terms: readonly string[]): void => onModelChange(terms.length === 0 ? null : { filterType: 'terms', terms });
  const toggle = (term: string): void => choose(chosen.has(term) ? [...chosen].filter((other) => other !== term) : [...chosen, term]);

  return (
    <div className="lg-termFilter">
      <input type="search" placeholder="Find a term" aria-label="Find a term" value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} />
      {problem !== null && <p role="alert">{problem}</p>}
      <ul aria-label="Terms">
        <li><label><input type="checkbox" checked={isBlank} onChange={() => onModelChange(isBlank ? null : { filterType: 'terms', terms: null })} /> <em>Empty cells</em></label></li>
        {matching.slice(0, mostShown).map(({ term, count }) => (
          <li key={term}>
            <label><input type="checkbox" checked={chosen.has(term)} onChange={() => toggle(term)} /> <span>{term}</span> <small>{count}</small></label>
          </li>
        ))}
      </ul>
      {facets !== null && matching.length === 0 && <p>No term reads like this.</p>}
      {matching.length > mostShown && <p>{matching.length - mostShown} more: write more letters.</p>}
      <button type="button" disabled={model === null} onClick={() => onModelChange(null)}>Show all</button>
    </div>
  );
}
