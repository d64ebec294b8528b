-- What the five lines of a month are made of, and what owners add to the register themselves.

-- Data of the account by name, beside the columns that every account has.
ALTER TABLE accounts ADD COLUMN details TEXT NOT NULL DEFAULT '{}';

-- kind: charge, recalculation or penalty.
CREATE TABLE account_charges (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES accounts (id),
  month TEXT NOT NULL,
  kind TEXT NOT NULL,
  service TEXT,
  quantity TEXT,
  unit TEXT,
  tariff INTEGER,
  amount INTEGER NOT NULL,
  reason TEXT
);
CREATE INDEX account_charges_by_account ON account_charges (account, month);

-- state: expected, posted, moved or returned. A reference is posted once, however often it comes.
CREATE TABLE account_payments (
  id INTEGER PRIMARY KEY,
  organisation TEXT NOT NULL,
  account INTEGER NOT NULL REFERENCES accounts (id),
  at INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  method TEXT NOT NULL,
  state TEXT NOT NULL,
  reference TEXT NOT NULL,
  note TEXT,
  UNIQUE (organisation, reference)
);
CREATE INDEX account_payments_by_account ON account_payments (account, at);

-- What months and receipts had before there were postings.
INSERT INTO account_charges (account, month, kind, service, quantity, unit, tariff, amount)
  SELECT r.account, r.month, 'charge', l.title, l.quantity, l.unit, l.price, l.charged
  FROM receipts r JOIN receipt_lines l ON l.receipt = r.id ORDER BY r.account, r.month, l.position;
INSERT INTO account_charges (account, month, kind, service, amount)
  SELECT r.account, r.month, 'recalculation', l.title, l.recalculated
  FROM receipts r JOIN receipt_lines l ON l.receipt = r.id WHERE l.recalculated <> 0;
INSERT INTO account_charges (account, month, kind, amount)
  SELECT account, month, 'penalty', penalty FROM account_months WHERE penalty <> 0;
INSERT INTO account_payments (organisation, account, at, amount, method, state, reference)
  SELECT a.organisation, m.account, CAST (strftime ('%s', m.paid_on) AS INTEGER) + 32400, m.paid, '', 'posted',
    m.month || '-' || a.number
  FROM account_months m JOIN accounts a ON a.id = m.account WHERE m.paid <> 0 AND m.paid_on NOT NULL;
