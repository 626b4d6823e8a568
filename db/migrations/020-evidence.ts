// Claims, results, findings, names and dismissals, and what the checks keep for themselves. Frozen: a later change is a
// later migration. Everything that follows from other rows (parsed results, claims of table rows, findings, symbols,
// keys) is made anew when the file is opened, because it carries no signature of the rules that checked it.
const rowColumns = `
  num INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  ordinal INTEGER NOT NULL,
  lifecycle TEXT NOT NULL CHECK (lifecycle IN ('active', 'withdrawn', 'excluded')),
  version INTEGER NOT NULL,
  missing TEXT CHECK (missing IS NULL OR json_valid(missing))`;

const searchTable = (sqlName: string): string => `
CREATE VIRTUAL TABLE ${sqlName}_search USING fts5(text, content='', columnsize=0, detail=none, prefix='1 2 3 4 5 6 7 8', tokenize='unicode61 remove_diacritics 0');
INSERT INTO ${sqlName}_search (${sqlName}_search, rank) VALUES ('automerge', 0), ('crisismerge', 64), ('hashsize', 33554432);`;

export const evidence = `
ALTER TABLE factor ADD COLUMN molecules TEXT;
ALTER TABLE conflict ADD COLUMN findingKey TEXT;
ALTER TABLE conflict ADD COLUMN scopeHash TEXT;
CREATE INDEX conflict_finding ON conflict (findingKey) WHERE findingKey IS NOT NULL;

CREATE TABLE claim (${rowColumns},
  subject TEXT, predicate TEXT, object TEXT, direction TEXT, perturbation TEXT, cancer TEXT, specimen TEXT, comparator TEXT, model TEXT, n TEXT, setting TEXT,
  quote TEXT, section TEXT, origin TEXT, aboutTable TEXT, aboutRowId TEXT, sortKey TEXT
) STRICT;
CREATE INDEX claim_order ON claim (sortKey, ordinal, num, lifecycle);
CREATE INDEX claim_about ON claim (aboutRowId) WHERE aboutRowId IS NOT NULL;

CREATE TABLE result (${rowColumns},
  trial TEXT, outcome TEXT, outcomeClass TEXT, measure TEXT, arms TEXT, estimate TEXT, lower TEXT, upper TEXT, level TEXT, p TEXT, k TEXT, n TEXT, percentage TEXT,
  unit TEXT, timePoint TEXT, quote TEXT, origin TEXT, state TEXT, trialId TEXT, field TEXT, start TEXT, end TEXT, sourceHash TEXT, extracted TEXT, sortKey TEXT
) STRICT;
CREATE INDEX result_order ON result (sortKey, ordinal, num, lifecycle);
CREATE INDEX result_trial ON result (trialId);
CREATE INDEX result_curator ON result (trialId) WHERE origin = 'curator';

CREATE TABLE finding (${rowColumns},
  rule TEXT, severity TEXT, confidence TEXT, state TEXT, place TEXT, field TEXT, quote TEXT, message TEXT,
  ruleVersion TEXT, findingKey TEXT, scopeHash TEXT, explanation TEXT, memberList TEXT, span TEXT, tableName TEXT, rowId TEXT, sortKey TEXT
) STRICT;
CREATE INDEX finding_order ON finding (sortKey, ordinal, num, lifecycle);
CREATE INDEX finding_key ON finding (findingKey);
CREATE INDEX finding_waiting ON finding (state) WHERE state IN ('open', 'reopened');
CREATE TABLE finding_member (
  findingId TEXT NOT NULL REFERENCES finding (id),
  position INTEGER NOT NULL,
  tableName TEXT NOT NULL,
  rowId TEXT NOT NULL,
  PRIMARY KEY (findingId, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_member_row ON finding_member (tableName, rowId);
-- Which question gave a finding: a row, or a key that rows share. Without any it goes.
CREATE TABLE finding_source (
  rule TEXT NOT NULL,
  key TEXT NOT NULL,
  findingId TEXT NOT NULL REFERENCES finding (id),
  PRIMARY KEY (rule, key, findingId)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_source_finding ON finding_source (findingId);

CREATE TABLE alias (${rowColumns},
  alias TEXT, symbol TEXT, kind TEXT, origin TEXT
) STRICT;
CREATE INDEX alias_order ON alias (ordinal, num, lifecycle);

CREATE TABLE dismissal (${rowColumns},
  about TEXT, rule TEXT, reason TEXT, findingKey TEXT, scopeHash TEXT
) STRICT;
CREATE INDEX dismissal_order ON dismissal (ordinal, num, lifecycle);
CREATE INDEX dismissal_finding ON dismissal (findingKey);

CREATE TABLE symbol (
  tableName TEXT NOT NULL,
  rowId TEXT NOT NULL,
  position INTEGER NOT NULL,
  printed TEXT NOT NULL,
  key TEXT NOT NULL,
  approved TEXT,
  kind TEXT NOT NULL,
  PRIMARY KEY (tableName, rowId, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX symbol_key ON symbol (key);

-- The rows that were checked, with the keys by which rules compare them, as JSON by rule; \`place\` is table and ordinal.
CREATE TABLE evidence_row (
  no INTEGER PRIMARY KEY,
  tableName TEXT NOT NULL,
  rowId TEXT NOT NULL,
  place INTEGER NOT NULL,
  keys TEXT NOT NULL CHECK (json_valid(keys)),
  UNIQUE (tableName, rowId)
) STRICT;
-- In the order in which rows are compared, so that the first of a key are found without reading all of them.
CREATE TABLE evidence_key (
  rule TEXT NOT NULL,
  key TEXT NOT NULL,
  place INTEGER NOT NULL,
  row INTEGER NOT NULL REFERENCES evidence_row (no),
  PRIMARY KEY (rule, key, place, row)
) STRICT, WITHOUT ROWID;
CREATE TABLE check_queue (
  position INTEGER PRIMARY KEY,
  tableName TEXT NOT NULL,
  rowId TEXT NOT NULL,
  UNIQUE (tableName, rowId)
) STRICT;
CREATE TABLE check_key_queue (
  rule TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (rule, key)
) STRICT, WITHOUT ROWID;

${['claim', 'result', 'finding', 'alias'].map(searchTable).join('\n')}
`;
