-- Failed attempts that must outlive a restart, and answers to POSTs that may be asked for again.
CREATE TABLE attempts (
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  failures INTEGER NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (scope, key)
) WITHOUT ROWID;

CREATE TABLE idempotency (
  hash TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  answer BLOB NOT NULL,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;
