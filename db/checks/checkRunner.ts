// Owns when a document is checked: within a commit what it touched, as long as that is little; the rest after it, bit by
// bit with pauses, also after a restart. One runner a document; it stops when the document closes, and goes on where it
// was. A check of the whole document is the same work with every row in the queue.
import type { LacunaEvent } from '../contract/events';
import type { CheckSettings } from '../contract/findings';
import { announced, type FollowUp } from '../journal/commit';
import type { WriteHandle } from '../store/handle';
import { affectedBy } from './affectedRows';
import { createChanges, type Changes } from './changes';
import { createCheckContext, type CheckContext, type Failures } from './checkContext';
import { countWaitingRows, enqueueAll, enqueueQuestions, enqueueRows, isWaiting, takeQuestions, takeRows } from './checkQueue';
import { answer, checkRows, rowsAbout } from './checkRows';
import { readCheckSettings, readSignature, writeCheckSettings, writeSignature } from './checkSettings';
import { isShared, mostRowsOfKey } from './evidenceKeys';
import { signatureOf, type EvidenceParts } from './evidenceParts';
import { refreshStates, removeFinding, type Question } from './findingRows';
import { createReaders, type DocumentReaders } from './readers';

/** Rows that a commit checks itself; more wait. */
const mostAtOnce = 200;
/** Rows that are compared at once, each counted for each key; in a commit the keys of more wait. */
const mostCompared = 400;
/** A commit that comes between two batches waits for one of them: some 40 ms. */
const rowsPerBatch = 15;
const questionsPerBatch = 200;
const batchesPerEvent = 30;

export interface RunnerDeps {
  readonly handle: WriteHandle;
  readonly parts: EvidenceParts;
  /** Throws when the file can't be written. */
  readonly requireWritable: () => void;
  readonly emit: (event: LacunaEvent) => void;
  readonly onFailure: (what: string) => void;
}

export interface CheckControl { readonly signal: AbortSignal; readonly onProgress: (done: number, total: number) => void }

export interface CheckRunner {
  readonly readers: DocumentReaders;
  readonly followUp: FollowUp;
  /** Queues everything if other rules than these checked the file last, and goes on with what waits. */
  resume(): void;
  /** Works off what waits, in the background. */
  start(): void;
  /** Puts every row into the queue. */
  queueAll(): void;
  changeSettings(settings: CheckSettings): void;
  /** Until nothing waits; false when it was stopped before. */
  settle(control: CheckControl): Promise<boolean>;
  stop(): void;
}

export function createCheckRunner({ handle, parts, requireWritable, emit, onFailure }: RunnerDeps): CheckRunner {
  const failures: Failures = new Map();
  const told = new Set<string>();
  const readers = createReaders(handle, parts, failures);
  const contextOf = (): CheckContext => createCheckContext(handle, parts, readers.current(), failures);
  let running: Promise<void> | null = null;
  /** stopped: the document closed. paused: cancelled, until there is something new. */
  const state: { now: 'going' | 'paused' | 'stopped' } = { now: 'going' };
  let done = 0;
  let control: CheckControl | null = null;

  const tellFailures = (): void => {
    for (const [what, why] of failures) {
      if (told.has(what)) continue;
      told.add(what);
      onFailure(`${what} could not look at every row (${why}). What it would have found is missing.`);
    }
  };
  const say = (changes: Changes): void => {
    const waiting = countWaitingRows(handle);
    emit({ type: 'checked', touched: announced(changes.list()), done, total: done + waiting, waiting: isWaiting(handle) ? Math.max(1, waiting) : 0 });
    tellFailures();
  };

  const work = async (): Promise<void> => {
    let changes = createChanges();
    for (let batches = 1; state.now === 'going'; batches += 1) {
      requireWritable();
      const batch = handle.transaction(() => workOffSome(contextOf()));
      done += batch.rows;
      for (const { table, rowIds, isStructural } of batch.changes.list()) for (const rowId of rowIds) changes.touch(table, rowId, isStructural);
      if (control !== null) {
        control.onProgress(done, done + countWaitingRows(handle));
        if (control.signal.aborted && !batch.isLast) state.now = 'paused';
      }
      if (batch.isLast) break;
      if (batches % batchesPerEvent === 0) {
        say(changes);
        changes = createChanges();
      }
      await new Promise((resolve) => { setImmediate(resolve); });
    }
    if (state.now !== 'stopped') say(changes);
  };

  const start = (): void => {
    if (running !== null || state.now === 'stopped' || !isWaiting(handle)) return;
    state.now = 'going';
    done = 0;
    const mine = work().finally(() => { running = null; });
    running = mine;
    // A failing disk ends the work; what waits is kept, and the next change of the file says what is wrong.
    mine.catch(() => undefined);
  };

  return {
    readers, start,
    followUp: (_, revisions) => {
      const affected = affectedBy(handle, revisions);
      if (affected.hasNewNames) readers.forgetNames();
      const context = contextOf();
      refreshAndCheck(context, affected);
      // Read in a transaction that may yet be rolled back.
      if (affected.hasNewNames) readers.forgetNames();
      tellFailures();
      return context.changes.list();
    },
    resume: () => {
      const signature = signatureOf(parts);
      if (readSignature(handle) !== signature) {
        handle.transaction(() => {
          dropOtherRules(contextOf());
          enqueueAll(handle);
          writeSignature(handle, signature);
        });
      }
      start();
    },
    queueAll: () => {
      handle.transaction(() => {
        dropOtherRules(contextOf());
        enqueueAll(handle);
      });
    },
    changeSettings: (settings) => {
      const before = readCheckSettings(handle);
      const changes = handle.transaction(() => {
        writeCheckSettings(handle, settings);
        const context = contextOf();
        dropOtherRules(context);
        if (settings.alpha !== before.alpha || before.off.some((rule) => !settings.off.includes(rule))) enqueueAll(handle);
        return context.changes;
      });
      say(changes);
      start();
    },
    settle: async (wanted) => {
      control = wanted;
      try {
        start();
        await running;
      } finally {
        control = null;
      }
      return !isWaiting(handle);
    },
    stop: () => { state.now = 'stopped'; },
  };
}

/** Checks a new document through before it is opened, in the caller's transaction. */
export function checkNewDocument(handle: WriteHandle, parts: EvidenceParts): void {
  const failures: Failures = new Map();
  const readers = createReaders(handle, parts, failures);
  enqueueAll(handle);
  writeSignature(handle, signatureOf(parts));
  for (let isLast = false; !isLast;) ({ isLast } = workOffSome(createCheckContext(handle, parts, readers.current(), failures)));
}

function refreshAndCheck(context: CheckContext, { refs, findingKeys }: ReturnType<typeof affectedBy>): void {
  refreshStates(context.handle, findingKeys, context.changes);
  if (refs.length > mostAtOnce) {
    enqueueRows(context.handle, refs);
    return;
  }
  const waiting: Question[] = [...checkRows(context, refs)];
  const asked = new Set<string>();
  let left = mostCompared;
  for (let question = waiting.shift(); question !== undefined; question = waiting.shift()) {
    const name = `${question.rule} ${question.key}`;
    if (asked.has(name)) continue;
    asked.add(name);
    const rows = left > 0 ? rowsAbout(context, question, Math.min(mostRowsOfKey, left + 1)) : [];
    if (rows === null) continue;
    if (left <= 0 || rows.length > left) enqueueQuestions(context.handle, [question]);
    else {
      if (rows.length > 1) left -= rows.length;
      waiting.push(...answer(context, question, rows));
    }
  }
}

interface Batch { readonly rows: number; readonly changes: Changes; readonly isLast: boolean }

/** Some rows of the queue; when there are none left, some of the questions that they raised. */
function workOffSome(context: CheckContext): Batch {
  const { handle, changes } = context;
  const refs = takeRows(handle, rowsPerBatch);
  if (refs.length > 0) {
    const shared: Question[] = [];
    for (const question of checkRows(context, refs)) {
      if (isShared(handle, question)) shared.push(question);
      else shared.push(...answer(context, question, rowsAbout(context, question) ?? []));
    }
    enqueueQuestions(handle, shared);
    return { rows: refs.length, changes, isLast: !isWaiting(handle) };
  }
  const questions = takeQuestions(handle, questionsPerBatch);
  let left = mostCompared;
  for (const [index, question] of questions.entries()) {
    if (left <= 0) {
      enqueueQuestions(handle, questions.slice(index));
      break;
    }
    const rows = rowsAbout(context, question) ?? [];
    left -= rows.length;
    enqueueQuestions(handle, answer(context, question, rows));
  }
  return { rows: 0, changes, isLast: !isWaiting(handle) };
}

/** Findings of rules that are switched off, or that there are no more. */
function dropOtherRules({ handle, rules, changes }: CheckContext): void {
  const ids = handle.column<string>('SELECT id FROM finding WHERE rule NOT IN (SELECT value FROM json_each(?))', JSON.stringify(rules.map(({ id }) => id)));
  for (const id of ids) removeFinding(handle, id, changes);
  handle.run('DELETE FROM finding_source WHERE rule NOT IN (SELECT value FROM json_each(?))', JSON.stringify(rules.map(({ id }) => id)));
}
