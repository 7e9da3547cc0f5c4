-- What people said, what was promised, and what a person did to the day's list.
CREATE TABLE note_kind (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL, label TEXT,                                          -- label NULL: a built-in kind, named by the catalogs
  offsets TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(offsets)),          -- follow-up days after the anchor
  anchor TEXT NOT NULL DEFAULT 'today' CHECK (anchor IN ('today', 'event')),
  opening TEXT, gift_hint INTEGER NOT NULL DEFAULT 0 CHECK (gift_hint IN (0, 1)),
  quiet_days INTEGER NOT NULL DEFAULT 0 CHECK (quiet_days BETWEEN 0 AND 400),
  yearly INTEGER NOT NULL DEFAULT 0 CHECK (yearly IN (0, 1)),
  needs_closing INTEGER NOT NULL DEFAULT 0 CHECK (needs_closing IN (0, 1)),
  sensitivity TEXT NOT NULL DEFAULT 'open' CHECK (sensitivity IN ('open', 'staff', 'owner')),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;

CREATE TABLE note (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  family_member_id INTEGER REFERENCES family_member(id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL, body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 4000),
  noted_on TEXT NOT NULL CHECK (noted_on IS date(noted_on)), event_on TEXT CHECK (event_on IS date(event_on)),
  quiet_until TEXT CHECK (quiet_until IS date(quiet_until)),               -- last day without dues and offers
  heard_via TEXT, mood TEXT CHECK (mood IN ('happy', 'normal', 'sad', 'angry')),
  sensitivity TEXT NOT NULL DEFAULT 'open' CHECK (sensitivity IN ('open', 'staff', 'owner')),
  needs_closing INTEGER NOT NULL DEFAULT 0 CHECK (needs_closing IN (0, 1)),
  resolved_on TEXT CHECK (resolved_on IS date(resolved_on)), resolution TEXT,
  pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
  staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX note_of ON note(customer_id, noted_on);
CREATE INDEX note_quiet ON note(quiet_until, customer_id) WHERE quiet_until IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX note_unresolved ON note(noted_on) WHERE needs_closing = 1 AND resolved_on IS NULL AND deleted_at IS NULL;

CREATE TABLE note_followup (
  id INTEGER PRIMARY KEY,
  note_id INTEGER NOT NULL REFERENCES note(id) DEFERRABLE INITIALLY DEFERRED,
  due_on TEXT NOT NULL CHECK (due_on IS date(due_on)),
  yearly INTEGER NOT NULL DEFAULT 0 CHECK (yearly IN (0, 1)),
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX note_followup_of ON note_followup(note_id);
CREATE INDEX note_followup_due ON note_followup(due_on) WHERE deleted_at IS NULL;
CREATE INDEX note_followup_yearly ON note_followup(substr(due_on, 6)) WHERE yearly = 1 AND deleted_at IS NULL;

CREATE TABLE gift (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  family_member_id INTEGER REFERENCES family_member(id) DEFERRABLE INITIALLY DEFERRED,
  note_id INTEGER REFERENCES note(id) DEFERRABLE INITIALLY DEFERRED,
  occasion TEXT, what TEXT NOT NULL, cost_paisa INTEGER CHECK (cost_paisa BETWEEN 0 AND 1000000000000),
  given_on TEXT NOT NULL CHECK (given_on IS date(given_on)),
  place TEXT CHECK (place IN ('hospital', 'home', 'shop', 'courier', 'other')), carried_by TEXT,
  reached TEXT NOT NULL DEFAULT 'unknown' CHECK (reached IN ('unknown', 'yes', 'no')),
  staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX gift_of ON gift(customer_id, given_on);
CREATE INDEX gift_unreached ON gift(given_on) WHERE reached = 'unknown' AND deleted_at IS NULL;

CREATE TABLE callback (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT, phone TEXT NOT NULL, key10 TEXT NOT NULL,
  topic TEXT, source TEXT NOT NULL DEFAULT 'phone' CHECK (source IN ('phone', 'missed', 'counter', 'whatsapp', 'imo', 'messenger', 'form', 'other')),
  asked_at TEXT NOT NULL, wanted_at TEXT,                                  -- wanted_at: "call me after five"
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'done', 'dropped')),
  closed_at TEXT, close_reason TEXT,
  staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX callback_open ON callback(asked_at) WHERE status = 'open' AND deleted_at IS NULL;
CREATE INDEX callback_of ON callback(customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX callback_phone ON callback(key10);

CREATE TABLE interaction (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  callback_id INTEGER REFERENCES callback(id) DEFERRABLE INITIALLY DEFERRED,
  phone TEXT, key10 TEXT,
  direction TEXT NOT NULL DEFAULT 'out' CHECK (direction IN ('out', 'in')),
  channel TEXT NOT NULL DEFAULT 'phone' CHECK (channel IN ('phone', 'counter', 'whatsapp', 'imo', 'messenger', 'sms', 'visit')),
  at TEXT NOT NULL, on_day TEXT NOT NULL CHECK (on_day IS date(on_day)),
  outcome TEXT NOT NULL CHECK (outcome IN ('talked', 'no_answer', 'busy', 'switched_off', 'wrong_number', 'call_later', 'refused',
    'promised_pay', 'paid', 'promised_buy', 'bought', 'complaint', 'message_left', 'do_not_call')),
  said TEXT, answered TEXT,
  mood TEXT CHECK (mood IN ('happy', 'normal', 'sad', 'angry')), score INTEGER CHECK (score BETWEEN 1 AND 3),
  next_on TEXT CHECK (next_on IS date(next_on)), next_at TEXT,             -- next_at: HH:MM on that day, when one was given
  next_closed_on TEXT CHECK (next_closed_on IS date(next_closed_on)),      -- the later talk that answered next_on
  reasons TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(reasons)),          -- the item keys this call closed or tried
  staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX interaction_of ON interaction(customer_id, at);
CREATE INDEX interaction_by_day ON interaction(on_day, id);
CREATE INDEX interaction_phone ON interaction(key10, at) WHERE key10 IS NOT NULL;
CREATE INDEX interaction_next ON interaction(next_on) WHERE next_on IS NOT NULL AND next_closed_on IS NULL AND deleted_at IS NULL;

CREATE TABLE manual_reminder (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
  start_on TEXT NOT NULL CHECK (start_on IS date(start_on)),
  every INTEGER NOT NULL DEFAULT 1 CHECK (every BETWEEN 1 AND 1000),
  unit TEXT NOT NULL DEFAULT 'once' CHECK (unit IN ('once', 'day', 'week', 'month', 'year')),
  calendar TEXT NOT NULL DEFAULT 'gregorian' CHECK (calendar IN ('gregorian', 'bangla')),
  until_on TEXT CHECK (until_on IS date(until_on)), lead_days INTEGER NOT NULL DEFAULT 0 CHECK (lead_days BETWEEN 0 AND 365),
  importance TEXT NOT NULL DEFAULT 'normal' CHECK (importance IN ('low', 'normal', 'high')),
  paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
  done_through TEXT CHECK (done_through IS date(done_through)),            -- occurrences up to this day are done
  staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX manual_reminder_of ON manual_reminder(customer_id);
CREATE INDEX manual_reminder_start ON manual_reminder(start_on) WHERE deleted_at IS NULL AND paused = 0;

-- The id is a hash of (rule, source_kind, source_id, base_on): two counters that act on the same item meet in one row.
CREATE TABLE followup_state (
  id INTEGER PRIMARY KEY,
  rule TEXT NOT NULL, source_kind TEXT NOT NULL, source_id INTEGER NOT NULL, base_on TEXT NOT NULL CHECK (base_on IS date(base_on)),
  customer_id INTEGER REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  snoozed_until TEXT, snooze_count INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0, last_attempt_at TEXT,
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'done', 'skipped', 'expired')),
  closed_at TEXT, reason TEXT,
  staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX followup_state_source ON followup_state(source_kind, source_id);
CREATE INDEX followup_state_of ON followup_state(customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX followup_state_open ON followup_state(base_on) WHERE status = 'open';
CREATE INDEX followup_state_done ON followup_state(closed_at) WHERE status = 'done';
