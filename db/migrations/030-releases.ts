// Releases: a state of the document under a version, as a place in the journal, with the rows that follow from it as
// they stood (a newer Lacuna may read more out of the same evidence). Frozen: a later change is a later migration.
// Like the journal they are only ever added to, and chained by hash.
export const releases = `
CREATE TABLE release (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL UNIQUE,
  note TEXT,
  curator TEXT NOT NULL,
  madeAtUtc TEXT NOT NULL,
  changeSetSeq INTEGER NOT NULL,
  chainHash TEXT NOT NULL,
  contentHash TEXT NOT NULL,
  followingHash TEXT NOT NULL,
  openConflicts INTEGER NOT NULL,
  waitingFindings INTEGER NOT NULL,
  previousHash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
-- What follows from the evidence, in pieces of JSON, deflated.
CREATE TABLE release_part (
  releaseNo INTEGER NOT NULL REFERENCES release (no),
  position INTEGER NOT NULL,
  content BLOB NOT NULL,
  UNIQUE (releaseNo, position)
) STRICT;

CREATE TRIGGER release_is_kept BEFORE DELETE ON release BEGIN SELECT raise(ABORT, 'A release is kept.'); END;
CREATE TRIGGER release_is_fixed BEFORE UPDATE ON release BEGIN SELECT raise(ABORT, 'A release is kept as it was made.'); END;
CREATE TRIGGER release_part_is_kept BEFORE DELETE ON release_part BEGIN SELECT raise(ABORT, 'A release is kept.'); END;
CREATE TRIGGER release_part_is_fixed BEFORE UPDATE ON release_part BEGIN SELECT raise(ABORT, 'A release is kept as it was made.'); END;
`;
