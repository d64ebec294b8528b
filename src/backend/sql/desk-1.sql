-- What customers have with an organisation: cards, documents, accounts, receipts.

-- Documents name their organisation by a small key.
CREATE TABLE document_organisations (
  id INTEGER PRIMARY KEY,
  organisation TEXT NOT NULL UNIQUE
);

-- A card may be older than the person's login; then person is null until somebody registers who it is.
CREATE TABLE customers (
  id INTEGER PRIMARY KEY,
  organisation TEXT NOT NULL,
  person TEXT UNIQUE REFERENCES persons (id),
  name TEXT NOT NULL,
  phone TEXT,
  email TEXT
);
CREATE INDEX customers_by_phone ON customers (organisation, phone);
CREATE INDEX customers_by_email ON customers (organisation, email);

-- An application has no customer yet: only staff see it.
CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  organisation INTEGER NOT NULL REFERENCES document_organisations (id),
  customer INTEGER REFERENCES customers (id),
  type TEXT NOT NULL,
  number TEXT NOT NULL,
  subject TEXT NOT NULL,
  date INTEGER NOT NULL,
  amount INTEGER,
  currency TEXT NOT NULL,
  state TEXT NOT NULL,
  open INTEGER NOT NULL,
  waits TEXT,
  due_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  thing TEXT,
  flow TEXT,
  search TEXT NOT NULL,
  details TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX documents_by_customer ON documents (customer, date);
CREATE INDEX documents_by_organisation ON documents (organisation, date);
CREATE INDEX documents_open_by_customer ON documents (customer, waits) WHERE open = 1;
CREATE INDEX documents_open_by_organisation ON documents (organisation, waits) WHERE open = 1;
CREATE INDEX documents_by_flow ON documents (flow) WHERE flow IS NOT NULL;

CREATE TABLE document_lines (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  part TEXT,
  title TEXT NOT NULL,
  note TEXT,
  quantity TEXT,
  unit TEXT,
  price INTEGER,
  amount INTEGER
);
CREATE INDEX document_lines_by_document ON document_lines (document, position);

CREATE TABLE document_timeline (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  title TEXT NOT NULL,
  text TEXT,
  by TEXT
);
CREATE INDEX document_timeline_by_document ON document_timeline (document, at);

-- The register of personal accounts; number_key is the number folded for comparison.
CREATE TABLE accounts (
  id INTEGER PRIMARY KEY,
  organisation TEXT NOT NULL,
  number TEXT NOT NULL,
  number_key TEXT NOT NULL,
  holder TEXT NOT NULL,
  address TEXT NOT NULL,
  phone TEXT,
  registered INTEGER NOT NULL DEFAULT 0,
  residents INTEGER NOT NULL DEFAULT 0,
  currency TEXT NOT NULL,
  UNIQUE (organisation, number_key)
);

CREATE TABLE account_links (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES accounts (id),
  person TEXT NOT NULL REFERENCES persons (id),
  linked_at INTEGER NOT NULL,
  UNIQUE (person, account)
);
CREATE INDEX account_links_by_account ON account_links (account);

-- opening + charged + recalculated + penalty - paid is what is to pay; it is never stored.
CREATE TABLE account_months (
  account INTEGER NOT NULL REFERENCES accounts (id),
  month TEXT NOT NULL,
  opening INTEGER NOT NULL,
  charged INTEGER NOT NULL,
  recalculated INTEGER NOT NULL,
  penalty INTEGER NOT NULL,
  paid INTEGER NOT NULL,
  paid_on TEXT,
  PRIMARY KEY (account, month)
) WITHOUT ROWID;

CREATE TABLE receipts (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES accounts (id),
  month TEXT NOT NULL,
  number TEXT NOT NULL,
  issued_at INTEGER NOT NULL,
  due_on TEXT NOT NULL,
  paid_on TEXT,
  UNIQUE (account, month)
);

CREATE TABLE receipt_lines (
  receipt INTEGER NOT NULL REFERENCES receipts (id),
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  quantity TEXT NOT NULL,
  unit TEXT NOT NULL,
  price INTEGER NOT NULL,
  charged INTEGER NOT NULL,
  recalculated INTEGER NOT NULL,
  PRIMARY KEY (receipt, position)
) WITHOUT ROWID;
