-- Riddles that were set; the answers as hashes.
CREATE TABLE captchas (
  id TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  picture TEXT NOT NULL,
  words TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX captchas_by_owner ON captchas (owner);
