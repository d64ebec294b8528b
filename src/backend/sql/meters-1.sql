-- Meters of accounts and what they showed. Values are whole numbers of the counter's last decimal place.
CREATE TABLE meters (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES accounts (id),
  number TEXT NOT NULL,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  unit TEXT NOT NULL,
  digits INTEGER NOT NULL,
  decimals INTEGER NOT NULL,
  verified_until TEXT,
  removed_on TEXT,
  UNIQUE (account, number)
);

-- One for a meter that counts all alike; then its title is null.
CREATE TABLE meter_zones (
  meter INTEGER NOT NULL REFERENCES meters (id),
  zone TEXT NOT NULL,
  position INTEGER NOT NULL,
  title TEXT,
  PRIMARY KEY (meter, zone)
) WITHOUT ROWID;

-- One a month: what comes later in the month takes the place of what came before. used is null for the first one.
CREATE TABLE readings (
  id INTEGER PRIMARY KEY,
  meter INTEGER NOT NULL REFERENCES meters (id),
  zone TEXT NOT NULL,
  month TEXT NOT NULL,
  value INTEGER NOT NULL,
  used INTEGER,
  source TEXT NOT NULL,
  state TEXT NOT NULL,
  answer TEXT,
  note TEXT,
  sent_at INTEGER NOT NULL,
  taken_at INTEGER,
  UNIQUE (meter, zone, month)
);

-- Where staff have opened or closed a month's window by hand.
CREATE TABLE reading_windows (
  organisation TEXT NOT NULL,
  month TEXT NOT NULL,
  opens TEXT NOT NULL,
  closes TEXT NOT NULL,
  closed INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (organisation, month)
) WITHOUT ROWID;

-- The documents that staff work on: a sheet for each account and month, and one for each window.
CREATE TABLE reading_sheets (
  account INTEGER NOT NULL REFERENCES accounts (id),
  month TEXT NOT NULL,
  document INTEGER NOT NULL UNIQUE REFERENCES documents (id),
  PRIMARY KEY (account, month)
) WITHOUT ROWID;
CREATE TABLE reading_window_documents (
  organisation TEXT NOT NULL,
  month TEXT NOT NULL,
  document INTEGER NOT NULL UNIQUE REFERENCES documents (id),
  PRIMARY KEY (organisation, month)
) WITHOUT ROWID;
