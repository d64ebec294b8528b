-- What is filed, written and sent about documents.

-- The last number that a kind of document was given.
CREATE TABLE document_counters (
  organisation INTEGER NOT NULL REFERENCES document_organisations (id),
  type TEXT NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (organisation, type)
) WITHOUT ROWID;

-- A document that came out of another one.
CREATE TABLE document_links (
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  PRIMARY KEY (document, other)
) WITHOUT ROWID;
CREATE INDEX document_links_by_other ON document_links (other);

CREATE TABLE document_messages (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  role TEXT NOT NULL,
  by TEXT NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX document_messages_by_document ON document_messages (document, id);

-- A file belongs to whoever brought it until it hangs on a document; then to all who see that.
CREATE TABLE files (
  id TEXT PRIMARY KEY,
  organisation TEXT NOT NULL,
  person TEXT NOT NULL,
  document INTEGER REFERENCES documents (id) ON DELETE CASCADE,
  message INTEGER REFERENCES document_messages (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  content_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  data BLOB NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE INDEX files_by_document ON files (document, created_at);
CREATE INDEX files_loose ON files (created_at) WHERE document IS NULL;

-- Parts of an order on their way; a line that is in none of them has not been sent.
CREATE TABLE shipments (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  carrier TEXT NOT NULL,
  tracking_number TEXT,
  created_at INTEGER NOT NULL
);
CREATE INDEX shipments_by_document ON shipments (document);

CREATE TABLE shipment_lines (
  shipment INTEGER NOT NULL REFERENCES shipments (id) ON DELETE CASCADE,
  line INTEGER NOT NULL REFERENCES document_lines (id) ON DELETE CASCADE,
  PRIMARY KEY (shipment, line)
) WITHOUT ROWID;

CREATE TABLE shipment_stages (
  id INTEGER PRIMARY KEY,
  shipment INTEGER NOT NULL REFERENCES shipments (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  stage TEXT NOT NULL,
  text TEXT
);
CREATE INDEX shipment_stages_by_shipment ON shipment_stages (shipment, at);

-- The line of another document that a line came from: what is returned of an order.
ALTER TABLE document_lines ADD COLUMN origin INTEGER;
CREATE INDEX document_lines_by_origin ON document_lines (origin) WHERE origin NOT NULL;
