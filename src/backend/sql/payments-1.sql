-- What a payment has beside its document: who pays, for what, which way, and where it is on that way.

CREATE TABLE payments (
  document INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  organisation TEXT NOT NULL,
  person TEXT REFERENCES persons (id),
  purpose TEXT NOT NULL,
  method TEXT NOT NULL,
  account INTEGER REFERENCES accounts (id),
  target INTEGER REFERENCES documents (id),
  expires_at INTEGER,
  paid_at INTEGER,
  expected_by INTEGER,
  -- A moment after which something happens by itself: it expires, the bank tells of it, it is late.
  next_at INTEGER,
  -- What the bank calls it; no entry of the bank is taken twice.
  reference TEXT,
  posted_at INTEGER,
  -- How often it was moved to another account: each time it is posted anew.
  moves INTEGER NOT NULL DEFAULT 0,
  fiscal TEXT
);
CREATE INDEX payments_by_person ON payments (person, document);
CREATE INDEX payments_by_next ON payments (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX payments_by_target ON payments (target) WHERE target IS NOT NULL;
CREATE UNIQUE INDEX payments_by_reference ON payments (organisation, reference) WHERE reference IS NOT NULL;
CREATE UNIQUE INDEX payments_by_fiscal ON payments (organisation, fiscal) WHERE fiscal IS NOT NULL;

-- What a payment is for, account by account; an entry is on its account once it is posted.
CREATE TABLE payment_parts (
  payment INTEGER NOT NULL REFERENCES payments (document) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  receipt INTEGER REFERENCES receipts (id),
  account INTEGER REFERENCES accounts (id),
  amount INTEGER NOT NULL,
  PRIMARY KEY (payment, position)
) WITHOUT ROWID;
CREATE INDEX payment_parts_by_receipt ON payment_parts (receipt) WHERE receipt IS NOT NULL;

-- The numbers of personal accounts that were made for people who top up.
CREATE TABLE payment_accounts (
  person TEXT PRIMARY KEY REFERENCES persons (id),
  account INTEGER NOT NULL REFERENCES accounts (id)
) WITHOUT ROWID;
