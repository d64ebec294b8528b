-- People, what they sign in with, their sessions.
CREATE TABLE persons (
  id TEXT PRIMARY KEY,
  organisation TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('customer', 'staff')),
  name TEXT,
  first_name TEXT,
  last_name TEXT,
  email TEXT,
  phone TEXT,
  person_kind TEXT,
  password TEXT NOT NULL,
  must_change_password INTEGER NOT NULL DEFAULT 0,
  manager INTEGER NOT NULL DEFAULT -1,
  created_at INTEGER NOT NULL,
  blocked_at INTEGER,
  blocked_reason TEXT,
  details TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX persons_by_organisation ON persons (organisation, role, created_at);
