// Owns the sources of an open import dialog: files that arrive, what is pasted, what is chosen for each, and earlier
// choices for the same headings. A file that can't be had says why and stays, to be removed.
import { useCallback, useEffect, useState } from 'react';
import type { ImportSourceReport } from '../../../../db/contract/imports';
import { uploaded } from '../../../client/files';
import { lacuna, messageOf } from '../../../client/lacuna';
import { nameOf } from '../../../dropping';
import type { OfferedFile } from '../../../workspace';
import { useLatest } from '../../../ui/useLatest';
import { askedSource, newSource, recalledInto, type SourceInDialog } from './importSources';
import { isAnythingRemembered, recallColumns } from './rememberedColumns';

export interface Sources {
  readonly all: readonly SourceInDialog[];
  readonly change: (id: string, change: (source: SourceInDialog) => SourceInDialog) => void;
  readonly remove: (id: string) => void;
  readonly paste: (text: string, html: string) => void;
  readonly refuse: (id: string, message: string) => void;
  /** Uses what was chosen for the headings of these sources before. */
  readonly recall: (reports: readonly (readonly [id: string, report: ImportSourceReport])[]) => void;
}

/** Headings that say nothing to the core may have been explained before: they are read as if for some table. null: they were not. */
async function knownByItsHeadings(source: SourceInDialog): Promise<SourceInDialog | null> {
  const asked = askedSource({ ...source, table: 'factors' });
  if (asked === null || !isAnythingRemembered(window.localStorage)) return null;
  try {
    const [report] = (await lacuna.call('previewImport', { sources: [asked] })).sources;
    const known = report === undefined ? null : recallColumns(window.localStorage, report.columns.map(({ heading }) => heading));
    const recalled = report === undefined ? source : recalledInto(source, report, known);
    return recalled === source ? null : recalled;
  } catch {
    return null; // it can't be read at all, which was said
  }
}

export function useSources(offered: readonly OfferedFile[]): Sources {
  const [all, setAll] = useState<readonly SourceInDialog[]>([]);
  const [taken] = useState(() => new Set<string>());
  const [pasted] = useState(() => new Set<string>());
  /** The headings for which earlier choices were looked for, so that a choice is not taken back by an older one. */
  const [looked] = useState(() => new Map<string, string>());
  const change = useCallback((id: string, changed: (source: SourceInDialog) => SourceInDialog): void => {
    setAll((sources) => sources.map((source) => (source.id === id ? changed(source) : source)));
  }, []);

  useEffect(() => {
    for (const { id, file } of offered) {
      if (taken.has(id)) continue;
      taken.add(id);
      setAll((sources) => [...sources, newSource(id, nameOf(file), typeof file === 'string' ? { kind: 'file', path: file } : { kind: 'arriving' })]);
      if (typeof file === 'string') continue;
      uploaded(file).then(
        (path) => change(id, (source) => ({ ...source, origin: { kind: 'file', path } })),
        (problem: unknown) => change(id, (source) => ({ ...source, problem: messageOf(problem) })),
      );
    }
  }, [offered, taken, change]);

  const sources = useLatest(all);
  const refuse = useCallback((id: string, message: string): void => {
    change(id, (source) => ({ ...source, problem: message }));
    const source = sources.get().find((each) => each.id === id);
    if (source?.table === null && !looked.has(id)) void knownByItsHeadings(source).then((known) => { if (known !== null) change(id, (now) => (now.problem === message && now.table === null ? { ...known, problem: null } : now)); });
  }, [change, looked, sources]);
  const paste = useCallback((text: string, html: string): void => {
    const name = pasted.size === 0 ? 'Pasted table' : `Pasted table ${pasted.size + 1}`;
    pasted.add(name);
    setAll((sources) => [...sources, newSource(crypto.randomUUID(), name, { kind: 'pasted', text, html })]);
  }, [pasted]);
  const recall = useCallback((reports: readonly (readonly [id: string, report: ImportSourceReport])[]): void => {
    for (const [id, report] of reports) {
      const headings = report.columns.map(({ heading }) => heading);
      if (headings.length === 0 || looked.get(id) === headings.join('\n')) continue;
      looked.set(id, headings.join('\n'));
      const known = recallColumns(window.localStorage, headings);
      if (known !== null) change(id, (source) => recalledInto(source, report, known));
    }
  }, [looked, change]);
  return { all, change, remove: (id) => setAll((sources) => sources.filter((source) => source.id !== id)), paste, refuse, recall };
}
