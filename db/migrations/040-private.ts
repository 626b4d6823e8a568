// What a lab keeps to itself: private studies, notes on rows, cells and stretches of text, and custom columns, whose cells lie
// beside a row's own as JSON by key. And the study that a merged one went into. Frozen: a later change is a later migration.
const rowColumns = `
  num INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  ordinal INTEGER NOT NULL,
  lifecycle TEXT NOT NULL CHECK (lifecycle IN ('active', 'withdrawn', 'excluded')),
  version INTEGER NOT NULL,
  missing TEXT CHECK (missing IS NULL OR json_valid(missing))`;

export const privateThings = `
ALTER TABLE study ADD COLUMN sharing TEXT;
ALTER TABLE study ADD COLUMN mergedInto TEXT;
CREATE INDEX study_merged ON study (mergedInto) WHERE mergedInto IS NOT NULL;
CREATE INDEX study_private ON study (id) WHERE sharing = 'private';
${['factor', 'trial', 'study', 'claim', 'glossary'].map((sqlName) => `ALTER TABLE ${sqlName} ADD COLUMN custom TEXT CHECK (custom IS NULL OR json_valid(custom));`).join('\n')}

CREATE TABLE note (${rowColumns},
  text TEXT, sharing TEXT, quote TEXT, tableName TEXT, rowId TEXT, field TEXT, prefix TEXT, suffix TEXT, start TEXT
) STRICT;
CREATE INDEX note_order ON note (ordinal, num, lifecycle);
CREATE INDEX note_row ON note (rowId);
CREATE VIRTUAL TABLE note_search USING fts5(text, content='', columnsize=0, detail=none, prefix='1 2 3 4 5 6 7 8', tokenize='unicode61 remove_diacritics 0');
INSERT INTO note_search (note_search, rank) VALUES ('automerge', 0), ('crisismerge', 64), ('hashsize', 33554432);

CREATE TABLE custom_column (${rowColumns},
  heading TEXT, type TEXT, sharing TEXT, description TEXT, tableName TEXT, columnKey TEXT
) STRICT;
CREATE INDEX custom_column_order ON custom_column (ordinal, num, lifecycle);
`;
