-- Lines of documents on their own: where each stands, what was decided about it, estimates as they were sent.
-- A decision stays as it was given, also when its line is later written anew or gone: title and amount are those
-- that were agreed to.
CREATE TABLE document_decisions (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  line INTEGER NOT NULL,
  version INTEGER NOT NULL,
  title TEXT NOT NULL,
  amount INTEGER NOT NULL,
  accepted INTEGER NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  through TEXT NOT NULL
);
CREATE INDEX document_decisions_by_document ON document_decisions (document, version, line);
CREATE TRIGGER document_decisions_stay BEFORE UPDATE ON document_decisions
BEGIN
  SELECT raise (ABORT, 'a decision stays as it was given');
END;

-- The id of a line that is gone is never given to another one: decisions and estimates speak of lines by their ids.
CREATE TABLE document_lines_kept (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  part TEXT,
  title TEXT NOT NULL,
  note TEXT,
  quantity TEXT,
  unit TEXT,
  price INTEGER,
  amount INTEGER,
  state TEXT,
  decision INTEGER -- the one about the line as it is now
);
INSERT INTO document_lines_kept (id, document, position, part, title, note, quantity, unit, price, amount)
  SELECT id, document, position, part, title, note, quantity, unit, price, amount FROM document_lines;
DROP TABLE document_lines;
ALTER TABLE document_lines_kept RENAME TO document_lines;
CREATE INDEX document_lines_by_document ON document_lines (document, position);

CREATE TABLE document_versions (
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  by TEXT,
  total INTEGER NOT NULL,
  lines TEXT NOT NULL,
  PRIMARY KEY (document, version)
) WITHOUT ROWID;
