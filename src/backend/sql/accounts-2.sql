-- Which document staff have of an account, and of a person who wants to link one.
CREATE TABLE account_documents (
  account INTEGER PRIMARY KEY REFERENCES accounts (id),
  document INTEGER NOT NULL UNIQUE REFERENCES documents (id) ON DELETE CASCADE
);
CREATE TABLE link_documents (
  person TEXT PRIMARY KEY REFERENCES persons (id),
  document INTEGER NOT NULL UNIQUE REFERENCES documents (id) ON DELETE CASCADE
) WITHOUT ROWID;
