// Owns how far a large change is on its way to the disk: its stages, what each takes of the whole, and how often that is
// told. Refuses to tell of small changes, which are done before anybody could read it.

/** Told within the transaction, which goes on at once: how much of a large change is done, in steps of its own. */
export type OnWritten = (done: number, total: number) => void;

/** Steps per revision. A row with its words for the search takes several times as long as its place in the journal. */
const shares = { built: 1, applied: 1, written: 6, hashed: 1, journaled: 1, followed: 1 } as const;
export type WriteStage = keyof typeof shares;

export interface WriteProgress {
  /** How many revisions there are, once that is known. */
  begin(revisions: number): void;
  /** One more revision is through this stage. */
  step(stage: WriteStage): void;
  end(stage: WriteStage): void;
}

const stepsPerWord = 1000;

export function createWriteProgress(onWritten: OnWritten): WriteProgress {
  const stages = Object.keys(shares) as readonly WriteStage[];
  const starts = Object.fromEntries(stages.map((stage, index) => [stage, stages.slice(0, index).reduce((sum, before) => sum + shares[before], 0)])) as Record<WriteStage, number>;
  const whole = Object.values(shares).reduce((sum, share) => sum + share, 0);
  const through: Record<WriteStage, number> = { built: 0, applied: 0, written: 0, hashed: 0, journaled: 0, followed: 0 };
  let count = 0;
  let told = 0;
  const reach = (done: number): void => {
    if (done - told < stepsPerWord) return;
    told = done;
    onWritten(done, count * whole);
  };
  return {
    begin: (revisions) => { count = revisions; },
    step: (stage) => {
      through[stage] = Math.min(through[stage] + 1, count);
      reach(starts[stage] * count + through[stage] * shares[stage]);
    },
    end: (stage) => reach((starts[stage] + shares[stage]) * count),
  };
}
