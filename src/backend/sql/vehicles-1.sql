-- Vehicles of customers: what was typed, where each stands with staff, when maintenance comes next, and the logs.
CREATE TABLE vehicles (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organisation TEXT NOT NULL,
  customer INTEGER NOT NULL REFERENCES customers (id),
  title TEXT NOT NULL,
  vin TEXT,
  search TEXT NOT NULL,
  typed TEXT NOT NULL,
  state TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  next_day TEXT,
  next_km INTEGER,
  next_title TEXT,
  next_document INTEGER REFERENCES documents (id),
  removed_at INTEGER
);
CREATE INDEX vehicles_by_customer ON vehicles (customer, title);
CREATE INDEX vehicles_by_organisation ON vehicles (organisation, state, title);
CREATE INDEX vehicles_by_vin ON vehicles (organisation, vin);

CREATE TABLE vehicle_mileage (
  id INTEGER PRIMARY KEY,
  vehicle INTEGER NOT NULL REFERENCES vehicles (id),
  day TEXT NOT NULL,
  km INTEGER NOT NULL,
  reason TEXT,
  by TEXT,
  at INTEGER NOT NULL
);
CREATE INDEX vehicle_mileage_by_vehicle ON vehicle_mileage (vehicle, day, id);

CREATE TABLE vehicle_history (
  id INTEGER PRIMARY KEY,
  vehicle INTEGER NOT NULL REFERENCES vehicles (id),
  at INTEGER NOT NULL,
  title TEXT NOT NULL,
  text TEXT,
  by TEXT
);
CREATE INDEX vehicle_history_by_vehicle ON vehicle_history (vehicle, at);
