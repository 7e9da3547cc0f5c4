-- The call desk's own things: people who help, the shop's words, and the sheets that were printed.
CREATE TABLE helper (                                                       -- a mechanic, a doctor, an electrician to recommend
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200), skill TEXT NOT NULL,
  phone TEXT, key10 TEXT, area TEXT, note TEXT,
  customer_id INTEGER REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX helper_by_skill ON helper(skill, area) WHERE deleted_at IS NULL;

CREATE TABLE wording (                                                      -- id is a hash of (kind, code): two counters edit one row
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('message', 'script')),                -- a message to send, or what to say on the phone
  code TEXT NOT NULL,                                                      -- the rule it belongs to, a mood, or the shop's own name for it
  title TEXT, body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 2000),
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;

CREATE TABLE call_sheet (                                                   -- a printed list, so that the filled paper can be entered
  id INTEGER PRIMARY KEY,
  on_day TEXT NOT NULL CHECK (on_day IS date(on_day)), printed_at TEXT NOT NULL,
  staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX call_sheet_by_day ON call_sheet(on_day, id);
CREATE TABLE call_sheet_line (
  id INTEGER PRIMARY KEY,
  call_sheet_id INTEGER NOT NULL REFERENCES call_sheet(id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,                                               -- the number printed before the name
  household TEXT NOT NULL, customer_id INTEGER REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT, phone TEXT, why TEXT,
  keys TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(keys)),                -- the items it stands for
  interaction_id INTEGER REFERENCES interaction(id) DEFERRABLE INITIALLY DEFERRED,   -- the call that was entered for it
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX call_sheet_line_of ON call_sheet_line(call_sheet_id, position);
