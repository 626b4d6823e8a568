// Owns what long work on releases calls between two pieces: it may let other calls through, report, or throw to stop.
export type Pause = (done: number, total: number) => Promise<void>;
