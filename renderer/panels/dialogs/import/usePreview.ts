// Owns asking the core what an import would do: again whenever a source, a choice or the document changes, with the rows
// block by block as they come into sight. What was shown stays until the new answer is here. Refuses older answers.
import { useEffect, useMemo, useState } from 'react';
import { LacunaError } from '../../../../db/contract/errors';
import type { DuplicateChoice, ImportCounts, ImportSource, ImportSourceReport, PlannedRowInfo } from '../../../../db/contract/imports';
import { lacuna, messageOf } from '../../../client/lacuna';
import { endProgress, useWorkspace } from '../../../workspace';
import { askedSource, type SourceInDialog } from './importSources';
import type { PlannedKind } from './importWords';

export interface Previewed {
  /** The sources that were asked about, in the order of the answer. */
  readonly sourceIds: readonly string[];
  readonly sources: readonly ImportSource[];
  readonly reports: readonly ImportSourceReport[];
  readonly total: ImportCounts;
  /** Of the kinds that were asked for. */
  readonly rowCount: number;
  readonly rows: ReadonlyMap<number, PlannedRowInfo>;
}
export interface Preview {
  readonly shown: Previewed | null;
  /** The question that is on its way; null when `shown` is the answer to what stands now. */
  readonly callId: string | null;
  /** Why there is no answer to what stands now. */
  readonly problem: string | null;
  /** The curator stopped it. */
  readonly isStopped: boolean;
  readonly cancel: () => void;
  readonly askAgain: () => void;
  /** Rows that come into sight, as places among those of the wanted kinds. */
  readonly need: (first: number, last: number) => void;
}
interface Question { readonly sourceIds: readonly string[]; readonly sources: readonly ImportSource[]; readonly onDuplicate: DuplicateChoice; readonly kinds: readonly PlannedKind[] | null }

const rowsPerBlock = 200;

/** `onRefused`: one source could not be read; the others are asked about without it. */
export function usePreview(sources: readonly SourceInDialog[], onDuplicate: DuplicateChoice, kinds: readonly PlannedKind[] | null, onRefused: (sourceId: string, message: string) => void): Preview {
  const revision = useWorkspace((state) => state.revision);
  /** Another window may open another document. */
  const documentPath = useWorkspace((state) => state.document?.path);
  const [shown, setShown] = useState<{ readonly question: Question; readonly answer: Previewed } | null>(null);
  const [callId, setCallId] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isStopped, setStopped] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const [asking] = useState(() => new Set<number>());
  const question = useMemo((): Question | null => {
    const asked = sources.flatMap((source) => {
      const input = askedSource(source);
      return input === null ? [] : [{ id: source.id, input }];
    });
    return asked.length === 0 ? null : { sourceIds: asked.map(({ id }) => id), sources: asked.map(({ input }) => input), onDuplicate, kinds };
  }, [sources, onDuplicate, kinds]);

  useEffect(() => {
    setProblem(null);
    setStopped(false);
    if (question === null) {
      setShown(null);
      return;
    }
    let isCurrent = true;
    let isAnswered = false;
    const id = crypto.randomUUID();
    setCallId(id);
    const ended = (): void => {
      isAnswered = true;
      endProgress(id);
      if (isCurrent) setCallId(null);
    };
    lacuna.call('previewImport', { ...inputOf(question), start: 0, end: rowsPerBlock }, { callId: id }).then((answer) => {
      ended();
      if (!isCurrent) return;
      asking.clear();
      asking.add(0);
      setShown({ question, answer: { sourceIds: question.sourceIds, sources: question.sources, reports: answer.sources, total: answer.total, rowCount: answer.rowCount, rows: new Map(answer.rows.map((row, index) => [index, row])) } });
    }, (refusal: unknown) => {
      ended();
      if (!isCurrent) return;
      const sourceId = refusedSource(question, refusal);
      if (refusal instanceof LacunaError && refusal.code === 'cancelled') setStopped(true);
      else if (sourceId === null) setProblem(messageOf(refusal));
      else onRefused(sourceId, messageOf(refusal));
    });
    return () => {
      isCurrent = false;
      if (!isAnswered) lacuna.cancel(id);
    };
  }, [question, revision, documentPath, attempt, asking, onRefused]);

  const need = (first: number, last: number): void => {
    if (shown === null || shown.question !== question || callId !== null) return;
    for (let block = Math.floor(first / rowsPerBlock); block <= Math.floor(Math.min(last, shown.answer.rowCount - 1) / rowsPerBlock); block += 1) {
      if (asking.has(block)) continue;
      asking.add(block);
      const start = block * rowsPerBlock;
      lacuna.call('previewImport', { ...inputOf(question), start, end: start + rowsPerBlock }).then(({ rows }) => {
        setShown((now) => (now === null || now.question !== question ? now : { question, answer: { ...now.answer, rows: new Map([...now.answer.rows, ...rows.map((row, index) => [start + index, row] as const)]) } }));
      }, (refusal: unknown) => {
        asking.delete(block);
        setProblem(messageOf(refusal));
      });
    }
  };
  return {
    shown: shown?.answer ?? null, callId: question === null ? null : callId, problem, isStopped,
    cancel: () => { if (callId !== null) lacuna.cancel(callId); },
    askAgain: () => setAttempt(attempt + 1),
    need,
  };
}

function inputOf({ sources, onDuplicate, kinds }: Question) {
  return { sources: [...sources], onDuplicate, kinds: kinds === null ? null : [...kinds] };
}

/** Which source a refusal is about: the core names its file. */
function refusedSource({ sourceIds, sources }: Question, refusal: unknown): string | null {
  if (!(refusal instanceof LacunaError) || refusal.code === 'cancelled') return null;
  const { path, name } = refusal.details ?? {};
  const index = sources.findIndex((source) => ('path' in source ? source.path === path : source.name === name));
  return sourceIds[index] ?? null;
}
