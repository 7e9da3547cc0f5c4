-- What a customer said and what the shop promised: complaints, promises, demand, feedback, rewards.
CREATE TABLE complaint (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,  -- NULL: a rumour nobody in particular told
  kind TEXT NOT NULL DEFAULT 'other' CHECK (kind IN ('product', 'service', 'delay', 'price', 'behaviour', 'bill', 'rumour', 'other')),
  severity TEXT NOT NULL DEFAULT 'normal' CHECK (severity IN ('low', 'normal', 'high')),
  what TEXT NOT NULL CHECK (length(what) BETWEEN 1 AND 4000),
  product_name TEXT,
  sale_id INTEGER REFERENCES sale(id) DEFERRABLE INITIALLY DEFERRED,
  interaction_id INTEGER REFERENCES interaction(id) DEFERRABLE INITIALLY DEFERRED,
  note_id INTEGER REFERENCES note(id) DEFERRABLE INITIALLY DEFERRED,
  opened_at TEXT NOT NULL, opened_on TEXT NOT NULL CHECK (opened_on IS date(opened_on)),
  promised_on TEXT CHECK (promised_on IS date(promised_on)),               -- the day the shop said it would be settled
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'resolved', 'withdrawn')),
  resolved_at TEXT, resolved_on TEXT CHECK (resolved_on IS date(resolved_on)),
  resolution TEXT, compensation TEXT, compensation_paisa INTEGER CHECK (compensation_paisa BETWEEN 0 AND 1000000000000),
  satisfied TEXT CHECK (satisfied IN ('yes', 'no')), checked_on TEXT CHECK (checked_on IS date(checked_on)),
  cleared_on TEXT CHECK (cleared_on IS date(cleared_on)),                  -- the happy contact after it; until then the customer is at risk
  times_reopened INTEGER NOT NULL DEFAULT 0 CHECK (times_reopened >= 0),
  reopened_why TEXT,                                                       -- what was still wrong when the shop asked again
  agreed_answer TEXT,                                                      -- what everybody in the shop answers to a rumour
  staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,     -- who takes care of it
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX complaint_of ON complaint(customer_id, opened_on);
CREATE INDEX complaint_open ON complaint(opened_on) WHERE status = 'open' AND deleted_at IS NULL;
CREATE INDEX complaint_to_check ON complaint(resolved_on) WHERE status = 'resolved' AND satisfied IS NULL AND deleted_at IS NULL;
CREATE INDEX complaint_at_risk ON complaint(customer_id, status) WHERE cleared_on IS NULL AND status <> 'withdrawn' AND customer_id IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX complaint_by_day ON complaint(opened_on, id);
CREATE INDEX complaint_closed ON complaint(resolved_on) WHERE resolved_on IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX complaint_note ON complaint(note_id) WHERE note_id IS NOT NULL;
CREATE INDEX complaint_rumour ON complaint(opened_on) WHERE kind = 'rumour' AND deleted_at IS NULL;

CREATE TABLE complaint_asker (                                              -- who asked about a rumour, to be told the agreed answer
  id INTEGER PRIMARY KEY,
  complaint_id INTEGER NOT NULL REFERENCES complaint(id) DEFERRABLE INITIALLY DEFERRED,
  customer_id INTEGER REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT, asked_on TEXT NOT NULL CHECK (asked_on IS date(asked_on)),
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX complaint_asker_of ON complaint_asker(complaint_id);

CREATE TABLE shop_promise (                                                 -- the shop's word: "the stand comes on Sunday"
  id INTEGER PRIMARY KEY,
  customer_id INTEGER REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  what TEXT NOT NULL CHECK (length(what) BETWEEN 1 AND 500),
  made_on TEXT NOT NULL CHECK (made_on IS date(made_on)), due_on TEXT NOT NULL CHECK (due_on IS date(due_on)),
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'kept', 'cancelled')),
  closed_on TEXT CHECK (closed_on IS date(closed_on)), close_note TEXT,
  complaint_id INTEGER REFERENCES complaint(id) DEFERRABLE INITIALLY DEFERRED,
  interaction_id INTEGER REFERENCES interaction(id) DEFERRABLE INITIALLY DEFERRED,
  staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX shop_promise_of ON shop_promise(customer_id, due_on);
CREATE INDEX shop_promise_open ON shop_promise(due_on) WHERE status = 'open' AND deleted_at IS NULL;
CREATE INDEX shop_promise_by_day ON shop_promise(made_on, id);
CREATE INDEX shop_promise_closed ON shop_promise(closed_on) WHERE closed_on IS NOT NULL AND deleted_at IS NULL;

CREATE TABLE buy_promise (                                                  -- a verbal order
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  what TEXT NOT NULL CHECK (length(what) BETWEEN 1 AND 500),
  product_id INTEGER REFERENCES product(id) DEFERRABLE INITIALLY DEFERRED,
  amount_paisa INTEGER CHECK (amount_paisa BETWEEN 1 AND 1000000000000),
  made_on TEXT NOT NULL CHECK (made_on IS date(made_on)), expected_on TEXT NOT NULL CHECK (expected_on IS date(expected_on)),
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'won', 'lost')),
  closed_on TEXT CHECK (closed_on IS date(closed_on)), lost_reason TEXT,
  sale_id INTEGER REFERENCES sale(id) DEFERRABLE INITIALLY DEFERRED,
  interaction_id INTEGER REFERENCES interaction(id) DEFERRABLE INITIALLY DEFERRED,
  staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX buy_promise_of ON buy_promise(customer_id, expected_on);
CREATE INDEX buy_promise_open ON buy_promise(expected_on) WHERE status = 'open' AND deleted_at IS NULL;
CREATE INDEX buy_promise_by_day ON buy_promise(made_on, id);
CREATE INDEX buy_promise_closed ON buy_promise(closed_on) WHERE closed_on IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX pay_promise_closed ON pay_promise(closed_on) WHERE closed_on IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX buy_promise_sale ON buy_promise(sale_id) WHERE sale_id IS NOT NULL;

CREATE TABLE demand (                                                       -- asked for and not bought: with or without a name
  id INTEGER PRIMARY KEY,
  customer_id INTEGER REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT, phone TEXT, key10 TEXT,                                       -- of somebody who is no customer
  what TEXT NOT NULL CHECK (length(what) BETWEEN 1 AND 200), folded TEXT NOT NULL,
  product_id INTEGER REFERENCES product(id) DEFERRABLE INITIALLY DEFERRED,
  asked_on TEXT NOT NULL CHECK (asked_on IS date(asked_on)),
  reason TEXT NOT NULL DEFAULT 'not_in_stock' CHECK (reason IN ('not_in_stock', 'never_sold', 'price', 'model', 'quality', 'credit', 'only_looking', 'other')),
  alternative TEXT, alternative_taken INTEGER NOT NULL DEFAULT 0 CHECK (alternative_taken IN (0, 1)),
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'arrived', 'told', 'closed')),
  arrived_on TEXT CHECK (arrived_on IS date(arrived_on)), told_on TEXT CHECK (told_on IS date(told_on)),
  closed_on TEXT CHECK (closed_on IS date(closed_on)),
  interaction_id INTEGER REFERENCES interaction(id) DEFERRABLE INITIALLY DEFERRED,
  staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX demand_of ON demand(customer_id, asked_on);
CREATE INDEX demand_open ON demand(folded) WHERE status = 'open' AND deleted_at IS NULL;
CREATE INDEX demand_arrived ON demand(arrived_on) WHERE status = 'arrived' AND deleted_at IS NULL;
CREATE INDEX demand_by_day ON demand(asked_on, id);

CREATE TABLE feedback (                                                     -- one question: happy 3, so-so 2, unhappy 1
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  interaction_id INTEGER REFERENCES interaction(id) DEFERRABLE INITIALLY DEFERRED,
  asked_on TEXT NOT NULL CHECK (asked_on IS date(asked_on)),
  score INTEGER NOT NULL CHECK (score BETWEEN 1 AND 3), why TEXT,
  testimonial TEXT, may_quote INTEGER NOT NULL DEFAULT 0 CHECK (may_quote IN (0, 1)), quoted_as TEXT,
  staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX feedback_of ON feedback(customer_id, asked_on);
CREATE INDEX feedback_by_day ON feedback(asked_on, id);
CREATE INDEX feedback_quotable ON feedback(asked_on) WHERE may_quote = 1 AND deleted_at IS NULL;

CREATE TABLE reward (                                                       -- thanks to one who sent another customer, and other thanks
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL DEFAULT 'referral' CHECK (kind IN ('referral', 'loyalty', 'other')),
  referred_id INTEGER REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  what TEXT NOT NULL CHECK (length(what) BETWEEN 1 AND 200), cost_paisa INTEGER CHECK (cost_paisa BETWEEN 0 AND 1000000000000),
  given_on TEXT NOT NULL CHECK (given_on IS date(given_on)),
  staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX reward_of ON reward(customer_id, given_on);
CREATE INDEX reward_for ON reward(referred_id) WHERE referred_id IS NOT NULL;

-- A complaint that was a note until now goes on as a complaint; its note keeps the words.
INSERT INTO complaint(id, customer_id, what, interaction_id, note_id, opened_at, opened_on, created_at, updated_at)
  SELECT id, customer_id, body, NULL, id, created_at, noted_on, created_at, created_at
  FROM note WHERE kind = 'complaint' AND needs_closing = 1 AND resolved_on IS NULL AND deleted_at IS NULL;
UPDATE note SET needs_closing = 0 WHERE id IN (SELECT note_id FROM complaint);
UPDATE note_followup SET deleted_at = (SELECT created_at FROM note WHERE note.id = note_followup.note_id)
  WHERE deleted_at IS NULL AND note_id IN (SELECT note_id FROM complaint);
