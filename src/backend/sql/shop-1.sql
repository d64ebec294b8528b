-- A shop: what is sold, carts, promotions and watched prices. Words are found through one
-- full-text table for each organisation, which the part makes itself.

CREATE TABLE catalogue_items (
  id INTEGER PRIMARY KEY,
  organisation INTEGER NOT NULL REFERENCES document_organisations (id),
  article TEXT NOT NULL,
  article_key TEXT NOT NULL,
  title TEXT NOT NULL,
  maker TEXT NOT NULL,
  part TEXT NOT NULL,
  unit TEXT NOT NULL,
  step INTEGER NOT NULL DEFAULT 1,
  price INTEGER NOT NULL,
  currency TEXT NOT NULL,
  stock INTEGER NOT NULL,
  lead INTEGER,
  added_at INTEGER NOT NULL,
  gone INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  watchers INTEGER NOT NULL DEFAULT 0,
  properties TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX catalogue_by_article ON catalogue_items (organisation, article_key);
CREATE INDEX catalogue_by_price ON catalogue_items (organisation, price);
CREATE INDEX catalogue_by_added ON catalogue_items (organisation, added_at);
CREATE INDEX catalogue_by_part ON catalogue_items (organisation, part, maker);
CREATE INDEX catalogue_by_maker ON catalogue_items (organisation, maker);
CREATE INDEX catalogue_watched ON catalogue_items (organisation, watchers) WHERE watchers > 0;

-- Numbers under which other makers sell the same part.
CREATE TABLE catalogue_numbers (
  organisation INTEGER NOT NULL,
  number_key TEXT NOT NULL,
  item INTEGER NOT NULL REFERENCES catalogue_items (id),
  number TEXT NOT NULL,
  PRIMARY KEY (organisation, number_key, item)
) WITHOUT ROWID;
CREATE INDEX catalogue_numbers_by_item ON catalogue_numbers (item);

CREATE TABLE catalogue_vehicles (
  id INTEGER PRIMARY KEY,
  organisation INTEGER NOT NULL,
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  search TEXT NOT NULL,
  UNIQUE (organisation, code)
);

-- The beginnings of identification numbers, the longest one that fits wins.
CREATE TABLE catalogue_vins (
  organisation INTEGER NOT NULL,
  prefix TEXT NOT NULL,
  vehicle INTEGER NOT NULL REFERENCES catalogue_vehicles (id),
  PRIMARY KEY (organisation, prefix)
) WITHOUT ROWID;

CREATE TABLE catalogue_fits (
  vehicle INTEGER NOT NULL REFERENCES catalogue_vehicles (id),
  item INTEGER NOT NULL REFERENCES catalogue_items (id),
  PRIMARY KEY (vehicle, item)
) WITHOUT ROWID;
CREATE INDEX catalogue_fits_by_item ON catalogue_fits (item);

-- Every price that an item has had, from when on.
CREATE TABLE catalogue_prices (
  item INTEGER NOT NULL REFERENCES catalogue_items (id),
  at INTEGER NOT NULL,
  price INTEGER NOT NULL,
  PRIMARY KEY (item, at)
) WITHOUT ROWID;

CREATE TABLE carts (
  person TEXT PRIMARY KEY REFERENCES persons (id),
  organisation TEXT NOT NULL,
  version INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX carts_by_organisation ON carts (organisation, changed_at);

-- price is what the person saw last.
CREATE TABLE cart_lines (
  person TEXT NOT NULL REFERENCES persons (id),
  item INTEGER NOT NULL REFERENCES catalogue_items (id),
  position INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  price INTEGER NOT NULL,
  PRIMARY KEY (person, item)
) WITHOUT ROWID;

-- Which item a line of an order was, so that it can be ordered again.
CREATE TABLE order_items (
  line INTEGER PRIMARY KEY REFERENCES document_lines (id) ON DELETE CASCADE,
  item INTEGER NOT NULL REFERENCES catalogue_items (id)
);

CREATE TABLE watches (
  id INTEGER PRIMARY KEY,
  person TEXT NOT NULL REFERENCES persons (id),
  item INTEGER NOT NULL REFERENCES catalogue_items (id),
  threshold INTEGER,
  first_price INTEGER NOT NULL,
  since INTEGER NOT NULL,
  told_price INTEGER,
  UNIQUE (person, item)
);
CREATE INDEX watches_by_item ON watches (item);

CREATE TABLE promotions (
  id INTEGER PRIMARY KEY,
  organisation INTEGER NOT NULL REFERENCES document_organisations (id),
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  percent INTEGER NOT NULL,
  part TEXT,
  maker TEXT,
  from_at INTEGER NOT NULL,
  until_at INTEGER NOT NULL,
  joining INTEGER NOT NULL
);
CREATE INDEX promotions_by_organisation ON promotions (organisation, until_at);

CREATE TABLE promotion_members (
  promotion INTEGER NOT NULL REFERENCES promotions (id),
  person TEXT NOT NULL REFERENCES persons (id),
  joined_at INTEGER NOT NULL,
  PRIMARY KEY (promotion, person)
) WITHOUT ROWID;

CREATE TABLE discounts (
  person TEXT PRIMARY KEY REFERENCES persons (id),
  percent INTEGER NOT NULL,
  reason TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL
) WITHOUT ROWID;
