-- Settings, imports, numbers and the journal's own state.
CREATE TABLE setting (                                                     -- id is a hash of key
  id INTEGER PRIMARY KEY, key TEXT NOT NULL, value TEXT CHECK (json_valid(value)),
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;

CREATE TABLE import_batch (
  id INTEGER PRIMARY KEY,
  file_name TEXT NOT NULL, file_kind TEXT NOT NULL CHECK (file_kind IN ('csv', 'xlsx', 'xls', 'ods', 'vcard')),
  file_hash TEXT NOT NULL, mapping TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(mapping)),
  rows_count INTEGER NOT NULL DEFAULT 0, added_count INTEGER NOT NULL DEFAULT 0, matched_count INTEGER NOT NULL DEFAULT 0,
  rejected_count INTEGER NOT NULL DEFAULT 0, review_count INTEGER NOT NULL DEFAULT 0, opening_paisa INTEGER NOT NULL DEFAULT 0,
  undone_on TEXT CHECK (undone_on IS date(undone_on)),
  staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;

-- local to this counter, never journaled --------------------------------------------------------------------------
CREATE TABLE import_row (                                                  -- the evidence of a batch, and what its undo needs
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES import_batch(id) DEFERRABLE INITIALLY DEFERRED,
  row_no INTEGER NOT NULL, row_hash TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('added', 'matched', 'rejected')),
  customer_id INTEGER REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  ledger_id INTEGER REFERENCES ledger(id) DEFERRABLE INITIALLY DEFERRED,
  reasons TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(reasons)),
  filled TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(filled))             -- blanks this row filled on a matched customer, phones added
) STRICT;
CREATE INDEX import_row_of ON import_row(batch_id, row_no);
CREATE INDEX import_row_hash ON import_row(row_hash);
CREATE INDEX import_row_customer ON import_row(customer_id) WHERE customer_id IS NOT NULL;

CREATE TABLE number_series (
  series TEXT PRIMARY KEY NOT NULL, next INTEGER NOT NULL DEFAULT 1 CHECK (next >= 1)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (                                                       -- what was being typed when the power went
  name TEXT PRIMARY KEY NOT NULL, body TEXT NOT NULL CHECK (json_valid(body)), saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE journal_state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  site TEXT NOT NULL,                                                      -- counter letter + incarnation, e.g. A1
  writer INTEGER NOT NULL CHECK (writer BETWEEN 0 AND 1023),               -- this computer's part of every id
  seq INTEGER NOT NULL DEFAULT 0, hlc INTEGER NOT NULL DEFAULT 0, operation INTEGER NOT NULL DEFAULT 0,
  at_ms INTEGER NOT NULL DEFAULT 0,                                        -- the shop's clock inside an operation; 0: use SQLite's
  actor INTEGER, app TEXT, muted INTEGER NOT NULL DEFAULT 0 CHECK (muted IN (0, 1))
) STRICT;

CREATE TABLE journal (
  site TEXT NOT NULL, seq INTEGER NOT NULL,
  hlc INTEGER NOT NULL,                                                    -- hybrid clock: milliseconds << 16 | counter
  operation INTEGER NOT NULL,                                              -- rows of one saved operation share it: the unit of undo
  deed TEXT NOT NULL CHECK (deed IN ('i', 'u')),
  tbl TEXT NOT NULL, row_id INTEGER NOT NULL,
  changed TEXT NOT NULL,                                                   -- insert: {column: new}; update: {column: [old, new]}
  actor INTEGER, app TEXT,
  PRIMARY KEY (site, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_row ON journal(row_id, tbl);
CREATE INDEX journal_operation ON journal(operation);
