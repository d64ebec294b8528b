-- What has changed, as hints for those who are listening. Without a person it is for the staff.
CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organisation TEXT NOT NULL,
  person TEXT,
  type TEXT NOT NULL,
  subject TEXT NOT NULL,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL
);
CREATE INDEX events_by_at ON events (at);
