// The first shape of a Lacuna file. Frozen: a later change is a later migration.
// `num` is SQLite's own row number for joins with the search index and never leaves the store; `id` is the identity.
const rowColumns = `
  num INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  ordinal INTEGER NOT NULL,
  lifecycle TEXT NOT NULL CHECK (lifecycle IN ('active', 'withdrawn', 'excluded')),
  version INTEGER NOT NULL,
  missing TEXT CHECK (missing IS NULL OR json_valid(missing))`;

// Contentless and without column sizes: the index holds words and row numbers, and the store writes what changed of a
// row, not the row. Prefix lists for up to eight letters, because a union of long lists is what makes search as typed
// slow. No automatic merging, and merging by need only of 64 pieces: an edit would wait for it; the store merges when
// the curator pauses. A paste gathers 32 MB of words before it writes a piece, so that it leaves few of them.
const searchTable = (sqlName: string): string => `
CREATE VIRTUAL TABLE ${sqlName}_search USING fts5(text, content='', columnsize=0, detail=none, prefix='1 2 3 4 5 6 7 8', tokenize='unicode61 remove_diacritics 0');
INSERT INTO ${sqlName}_search (${sqlName}_search, rank) VALUES ('automerge', 0), ('crisismerge', 64), ('hashsize', 33554432);`;

export const firstFile = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE preference (key TEXT PRIMARY KEY, value TEXT NOT NULL CHECK (json_valid(value))) STRICT, WITHOUT ROWID;

CREATE TABLE factor (${rowColumns},
  factor TEXT, expression TEXT, clinicalSignificance TEXT, function TEXT, mechanism TEXT
) STRICT;
CREATE TABLE trial (${rowColumns},
  studyType TEXT, treatment TEXT, population TEXT, patients TEXT, results TEXT, conclusions TEXT
) STRICT;
CREATE TABLE study (${rowColumns},
  label TEXT, title TEXT, firstAuthor TEXT, year TEXT, journal TEXT, doi TEXT, pmid TEXT, registryId TEXT, citedFor TEXT, csl TEXT, rawRecord TEXT
) STRICT;
CREATE TABLE glossary (${rowColumns},
  abbreviation TEXT, expansion TEXT, origin TEXT
) STRICT;
CREATE TABLE vocabulary (${rowColumns},
  field TEXT, term TEXT
) STRICT;
CREATE TABLE conflict (${rowColumns},
  title TEXT, kind TEXT, severity TEXT, status TEXT, disposition TEXT, rationale TEXT, verdictReason TEXT, correctingChangeSetId TEXT
) STRICT;

-- With the lifecycle, so that counting and ordering a table reads this list and not the texts of its rows.
CREATE INDEX factor_order ON factor (ordinal, num, lifecycle);
CREATE INDEX trial_order ON trial (ordinal, num, lifecycle);
CREATE INDEX study_order ON study (ordinal, num, lifecycle);
CREATE INDEX study_doi ON study (doi) WHERE doi IS NOT NULL;
CREATE INDEX study_pmid ON study (pmid) WHERE pmid IS NOT NULL;
CREATE INDEX glossary_order ON glossary (ordinal, num, lifecycle);
CREATE INDEX vocabulary_term ON vocabulary (field, term);
CREATE INDEX conflict_order ON conflict (ordinal, num, lifecycle);

CREATE TABLE citation (
  tableName TEXT NOT NULL,
  rowId TEXT NOT NULL,
  position INTEGER NOT NULL,
  studyId TEXT NOT NULL REFERENCES study (id),
  PRIMARY KEY (tableName, rowId, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX citation_study ON citation (studyId);

CREATE TABLE conflict_member (
  conflictId TEXT NOT NULL REFERENCES conflict (id),
  position INTEGER NOT NULL,
  tableName TEXT NOT NULL,
  rowId TEXT NOT NULL,
  field TEXT,
  version INTEGER NOT NULL,
  side TEXT NOT NULL,
  PRIMARY KEY (conflictId, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX conflict_member_row ON conflict_member (tableName, rowId);

CREATE TABLE change_set (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('seed', 'edit', 'undo', 'redo', 'revert')),
  label TEXT NOT NULL,
  reason TEXT,
  curator TEXT NOT NULL,
  madeAtUtc TEXT NOT NULL,
  target TEXT,
  below INTEGER,
  undoTop INTEGER,
  redoTop INTEGER,
  previousHash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE TABLE revision (
  changeSetSeq INTEGER NOT NULL REFERENCES change_set (seq),
  position INTEGER NOT NULL,
  tableName TEXT NOT NULL,
  rowId TEXT NOT NULL,
  op TEXT NOT NULL CHECK (op IN ('set', 'add', 'remove')),
  field TEXT NOT NULL,
  before TEXT CHECK (before IS NULL OR json_valid(before)),
  after TEXT CHECK (after IS NULL OR json_valid(after)),
  why TEXT,
  PRIMARY KEY (changeSetSeq, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX revision_row ON revision (rowId, changeSetSeq);

CREATE TRIGGER change_set_is_kept BEFORE DELETE ON change_set BEGIN SELECT raise(ABORT, 'The journal is append-only.'); END;
CREATE TRIGGER change_set_is_fixed BEFORE UPDATE ON change_set BEGIN SELECT raise(ABORT, 'The journal is append-only.'); END;
CREATE TRIGGER revision_is_kept BEFORE DELETE ON revision BEGIN SELECT raise(ABORT, 'The journal is append-only.'); END;
CREATE TRIGGER revision_is_fixed BEFORE UPDATE ON revision BEGIN SELECT raise(ABORT, 'The journal is append-only.'); END;

${['factor', 'trial', 'study', 'glossary'].map(searchTable).join('\n')}
`;
