-- Registrations, recoveries and linkings on their way. A handle is what a client holds; a person who begins
-- again elsewhere gets another handle to the same flow once the address is confirmed anew.
CREATE TABLE flows (
  id TEXT PRIMARY KEY,
  organisation TEXT NOT NULL,
  flow TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'done', 'rejected')),
  step TEXT NOT NULL,
  accepted TEXT NOT NULL DEFAULT '{}',
  confirmed TEXT NOT NULL DEFAULT '{}',
  password TEXT,
  person TEXT,
  login TEXT,
  resumes TEXT,
  reference TEXT,
  submitted_at INTEGER,
  latest_at INTEGER,
  reason TEXT,
  address TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ticket_until INTEGER,
  decided_by TEXT
);
CREATE INDEX flows_by_expiry ON flows (expires_at);

CREATE TABLE flow_handles (
  id TEXT PRIMARY KEY,
  token TEXT NOT NULL,
  flow TEXT NOT NULL REFERENCES flows (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX flow_handles_by_flow ON flow_handles (flow);

-- Addresses that were given in flows, to find a half-done one again.
CREATE TABLE flow_addresses (
  flow TEXT NOT NULL REFERENCES flows (id) ON DELETE CASCADE,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (flow, field)
) WITHOUT ROWID;
CREATE INDEX flow_addresses_by_value ON flow_addresses (value);

-- Codes and links that were sent, as hashes. One that is void was never sent: nobody has that address here.
CREATE TABLE challenges (
  flow TEXT NOT NULL REFERENCES flows (id) ON DELETE CASCADE,
  step TEXT NOT NULL,
  target TEXT NOT NULL,
  code TEXT NOT NULL,
  link TEXT UNIQUE,
  void INTEGER NOT NULL,
  sent_at INTEGER NOT NULL,
  resend_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  attempts_left INTEGER NOT NULL,
  resends_left INTEGER NOT NULL,
  delivery INTEGER,
  PRIMARY KEY (flow, step)
) WITHOUT ROWID;

CREATE TABLE counters (
  organisation TEXT NOT NULL,
  name TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (organisation, name)
) WITHOUT ROWID;
