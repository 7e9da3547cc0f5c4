-- Staff who sign in, customers who were written down twice, customers who asked to be forgotten.
ALTER TABLE staff ADD COLUMN pin_set_on TEXT CHECK (pin_set_on IS date(pin_set_on));
ALTER TABLE customer ADD COLUMN erased_on TEXT CHECK (erased_on IS date(erased_on));

CREATE TABLE merge_log (                                                    -- one customer page laid into another, and how to part them again
  id INTEGER PRIMARY KEY,
  kept_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  merged_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  choices TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(choices)),           -- {column: "kept" | "merged" | "both"}
  before TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(before)),             -- the kept page's columns that were changed: {column: [old, new]}
  moved TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(moved)),               -- {"table.column": [row ids]}: what went over
  merged_on TEXT NOT NULL CHECK (merged_on IS date(merged_on)),
  unmerged_on TEXT CHECK (unmerged_on IS date(unmerged_on)),
  staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX merge_log_kept ON merge_log(kept_id);
CREATE INDEX merge_log_merged ON merge_log(merged_id);

CREATE TABLE not_same (                                                     -- id is a hash of the pair: "these are two people", said once
  id INTEGER PRIMARY KEY,
  one_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,    -- the smaller id
  other_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT,
  CHECK (one_id < other_id)
) STRICT;

CREATE TABLE erasure (                                                      -- words that were taken out of the book for good; money stays
  id INTEGER PRIMARY KEY,
  tbl TEXT NOT NULL, row_id INTEGER NOT NULL,
  erased_on TEXT NOT NULL CHECK (erased_on IS date(erased_on)),
  staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX erasure_of ON erasure(row_id, tbl);

-- local to this counter, never journaled --------------------------------------------------------------------------
CREATE TABLE sign_in (                                                      -- who signed in when, and who tried
  id INTEGER PRIMARY KEY,
  staff_id INTEGER NOT NULL REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
  at TEXT NOT NULL, outcome TEXT NOT NULL CHECK (outcome IN ('in', 'wrong_pin', 'out', 'locked'))
) STRICT;
CREATE INDEX sign_in_of ON sign_in(staff_id, id);
CREATE TABLE pin_guard (                                                    -- wrong PINs in a row make the next try wait
  staff_id INTEGER PRIMARY KEY REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
  failed INTEGER NOT NULL DEFAULT 0 CHECK (failed >= 0), wait_until TEXT
) STRICT;
