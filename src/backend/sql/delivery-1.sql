-- Messages on their way out. The content is sealed, and dropped as soon as a real transport has taken it.
CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organisation TEXT NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('sms', 'email')),
  content BLOB,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'failed')),
  tries INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  error TEXT
);
CREATE INDEX deliveries_queued ON deliveries (next_at) WHERE state = 'queued';
