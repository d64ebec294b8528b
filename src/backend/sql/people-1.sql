-- People, what they sign in with, their sessions. Tokens are kept as hashes alone.
CREATE TABLE persons (
  id TEXT PRIMARY KEY,
  organisation TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('customer', 'staff')),
  login TEXT NOT NULL,
  name TEXT,
  first_name TEXT,
  last_name TEXT,
  email TEXT,
  phone TEXT,
  person_kind TEXT,
  password TEXT,
  must_change_password INTEGER NOT NULL DEFAULT 0,
  manager INTEGER NOT NULL DEFAULT -1,
  created_at INTEGER NOT NULL,
  blocked_at INTEGER,
  blocked_reason TEXT,
  details TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX persons_by_organisation ON persons (organisation, role, created_at);

CREATE TABLE logins (
  organisation TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('email', 'phone', 'account_number', 'login')),
  value TEXT NOT NULL,
  person TEXT NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
  PRIMARY KEY (organisation, kind, value)
) WITHOUT ROWID;
CREATE INDEX logins_by_person ON logins (person);

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  person TEXT NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL,
  client TEXT,
  remember INTEGER NOT NULL,
  revoked_at INTEGER
);
CREATE INDEX sessions_by_person ON sessions (person);

CREATE TABLE access_tokens (
  hash TEXT PRIMARY KEY,
  session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX access_tokens_by_session ON access_tokens (session);

-- The successor of a used token is sealed with a key that only the used token itself yields.
CREATE TABLE refresh_tokens (
  hash TEXT PRIMARY KEY,
  session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  successor BLOB
) WITHOUT ROWID;
CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session);

CREATE TABLE tickets (
  hash TEXT PRIMARY KEY,
  person TEXT NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
  family TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE consents (
  id INTEGER PRIMARY KEY,
  person TEXT REFERENCES persons (id) ON DELETE CASCADE,
  flow TEXT,
  document TEXT NOT NULL,
  version TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  locale TEXT,
  said_at TEXT,
  given_at INTEGER NOT NULL,
  address TEXT NOT NULL,
  withdrawn_at INTEGER
);
CREATE INDEX consents_by_person ON consents (person);
CREATE INDEX consents_by_flow ON consents (flow);
