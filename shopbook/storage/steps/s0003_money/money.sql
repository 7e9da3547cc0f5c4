-- Money: what a ledger row is about, goods that come back, instalments, and the new year's drive for old dues.
-- a repair's charge and the money for it
ALTER TABLE ledger ADD COLUMN job_id INTEGER REFERENCES job(id) DEFERRABLE INITIALLY DEFERRED;
-- money taken at a halkhata
ALTER TABLE ledger ADD COLUMN halkhata_id INTEGER REFERENCES halkhata(id) DEFERRABLE INITIALLY DEFERRED;
-- the entry it was written beside: the discount of a payment, the payment of a memo, the refund of a return
ALTER TABLE ledger ADD COLUMN together_id INTEGER REFERENCES ledger(id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX ledger_together ON ledger(together_id) WHERE together_id IS NOT NULL;
CREATE INDEX ledger_job ON ledger(job_id) WHERE job_id IS NOT NULL;
CREATE INDEX ledger_halkhata ON ledger(halkhata_id) WHERE halkhata_id IS NOT NULL;

-- who brings the goods, and since when they are under way
ALTER TABLE sale ADD COLUMN carrier TEXT;
ALTER TABLE sale ADD COLUMN sent_on TEXT CHECK (sent_on IS date(sent_on));
CREATE INDEX sale_under_way ON sale(delivery, sold_on) WHERE delivery IN ('needed', 'out') AND voided_on IS NULL AND deleted_at IS NULL;
CREATE INDEX sale_cash_at_door ON sale(sold_on) WHERE cash_on_delivery = 1 AND voided_on IS NULL AND deleted_at IS NULL;
-- the few that were taken out: with them the list of all memos is read along sale_by_day alone
CREATE INDEX sale_gone ON sale(deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE sale_return (
  id INTEGER PRIMARY KEY,
  return_no TEXT NOT NULL,
  sale_id INTEGER NOT NULL REFERENCES sale(id) DEFERRABLE INITIALLY DEFERRED,
  customer_id INTEGER REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  returned_on TEXT NOT NULL CHECK (returned_on IS date(returned_on)),
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  total_paisa INTEGER NOT NULL CHECK (total_paisa BETWEEN 0 AND 1000000000000),      -- what the goods are taken back for
  refund_paisa INTEGER NOT NULL DEFAULT 0 CHECK (refund_paisa BETWEEN 0 AND total_paisa),  -- of it, given back in the hand
  refund_method TEXT CHECK (refund_method IN ('cash', 'bkash', 'nagad', 'rocket', 'upay', 'bank', 'card', 'cheque')),
  refund_reference TEXT,
  exchange_sale_id INTEGER REFERENCES sale(id) DEFERRABLE INITIALLY DEFERRED,        -- the memo of what was taken instead
  exchanged_paisa INTEGER NOT NULL DEFAULT 0 CHECK (exchanged_paisa BETWEEN 0 AND total_paisa - refund_paisa),  -- of it, paid towards that memo
  entry_id INTEGER REFERENCES ledger(id) DEFERRABLE INITIALLY DEFERRED,              -- its rows in the ledger: what lessens the due,
  exchange_entry_id INTEGER REFERENCES ledger(id) DEFERRABLE INITIALLY DEFERRED,     -- what goes towards the memo of the exchange,
  refund_entry_id INTEGER REFERENCES ledger(id) DEFERRABLE INITIALLY DEFERRED,       -- and the money handed back
  voided_on TEXT CHECK (voided_on IS date(voided_on)), void_reason TEXT,
  staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX sale_return_of ON sale_return(customer_id, returned_on);
CREATE INDEX sale_return_sale ON sale_return(sale_id);
CREATE INDEX sale_return_by_day ON sale_return(returned_on, id);
CREATE INDEX sale_return_voided ON sale_return(voided_on) WHERE voided_on IS NOT NULL;
CREATE INDEX sale_return_exchange ON sale_return(exchange_sale_id) WHERE exchange_sale_id IS NOT NULL;

CREATE TABLE sale_return_item (
  id INTEGER PRIMARY KEY,
  return_id INTEGER NOT NULL REFERENCES sale_return(id) DEFERRABLE INITIALLY DEFERRED,
  sale_item_id INTEGER NOT NULL REFERENCES sale_item(id) DEFERRABLE INITIALLY DEFERRED,
  quantity_milli INTEGER NOT NULL CHECK (quantity_milli BETWEEN 1 AND 1000000000),   -- thousandths
  amount_paisa INTEGER NOT NULL CHECK (amount_paisa BETWEEN 0 AND 1000000000000),    -- its part of the memo's discount taken off
  serial_id INTEGER REFERENCES item_serial(id) DEFERRABLE INITIALLY DEFERRED,
  fit TEXT NOT NULL DEFAULT 'good' CHECK (fit IN ('good', 'faulty', 'damaged')),     -- faulty counts in the fault rate
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX sale_return_item_of ON sale_return_item(return_id);
CREATE INDEX sale_return_item_sold ON sale_return_item(sale_item_id);

-- the return with which the card of a piece ended
ALTER TABLE warranty ADD COLUMN return_id INTEGER REFERENCES sale_return(id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX warranty_return ON warranty(return_id) WHERE return_id IS NOT NULL;

CREATE TABLE plan (                                                                   -- kisti: a memo paid in instalments
  id INTEGER PRIMARY KEY,
  plan_no TEXT NOT NULL,
  sale_id INTEGER NOT NULL REFERENCES sale(id) DEFERRABLE INITIALLY DEFERRED,
  customer_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  made_on TEXT NOT NULL CHECK (made_on IS date(made_on)),
  financed_paisa INTEGER NOT NULL CHECK (financed_paisa BETWEEN 1 AND 1000000000000), -- what the instalments come to
  every TEXT NOT NULL CHECK (every IN ('week', 'month')),
  note TEXT,
  ended_on TEXT CHECK (ended_on IS date(ended_on)), end_reason TEXT,                 -- given up or made anew; paid off is settled_on
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT,
  left_paisa INTEGER NOT NULL DEFAULT 0, settled_on TEXT                             -- derived from the ledger
) STRICT;
CREATE INDEX plan_of ON plan(customer_id, made_on);
CREATE INDEX plan_sale ON plan(sale_id);
CREATE INDEX plan_open ON plan(customer_id) WHERE settled_on IS NULL AND ended_on IS NULL AND deleted_at IS NULL;

CREATE TABLE instalment (
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plan(id) DEFERRABLE INITIALLY DEFERRED,
  customer_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 520),
  due_on TEXT NOT NULL CHECK (due_on IS date(due_on)),
  amount_paisa INTEGER NOT NULL CHECK (amount_paisa BETWEEN 1 AND 1000000000000),
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT,               -- deleted with a plan that was ended
  paid_paisa INTEGER NOT NULL DEFAULT 0, settled_on TEXT                             -- derived from the ledger, the oldest first
) STRICT;
CREATE INDEX instalment_of ON instalment(plan_id, position);
CREATE INDEX instalment_due ON instalment(due_on) WHERE settled_on IS NULL AND deleted_at IS NULL;
CREATE INDEX instalment_owed ON instalment(customer_id, due_on) WHERE settled_on IS NULL AND deleted_at IS NULL;

CREATE TABLE guarantor (
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plan(id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL DEFAULT 0,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  phone TEXT, key10 TEXT, relation TEXT, address TEXT,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX guarantor_of ON guarantor(plan_id, position);

CREATE TABLE halkhata (                                                               -- a day on which old dues are cleared and the new book begins
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  held_on TEXT NOT NULL CHECK (held_on IS date(held_on)),
  least_paisa INTEGER NOT NULL DEFAULT 1 CHECK (least_paisa BETWEEN 1 AND 1000000000000),
  words TEXT,                                                                        -- what the invitation says
  amount_shown TEXT NOT NULL DEFAULT 'folded' CHECK (amount_shown IN ('open', 'folded', 'none')),
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed', 'cancelled')),
  closed_on TEXT CHECK (closed_on IS date(closed_on)),
  until_id INTEGER,                                                                  -- closed: the newest ledger row that still counts
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX halkhata_by_day ON halkhata(held_on) WHERE deleted_at IS NULL;

-- The id is a hash of (halkhata, customer): nobody is invited twice, not even from two counters.
CREATE TABLE halkhata_guest (
  id INTEGER PRIMARY KEY,
  halkhata_id INTEGER NOT NULL REFERENCES halkhata(id) DEFERRABLE INITIALLY DEFERRED,
  customer_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  due_paisa INTEGER NOT NULL CHECK (due_paisa BETWEEN -1000000000000 AND 1000000000000), -- what they owed when the list was made; < 0: an advance
  since_id INTEGER NOT NULL DEFAULT 0,                                               -- the newest ledger row of that moment; later ones count
  printed_on TEXT CHECK (printed_on IS date(printed_on)),
  came_on TEXT CHECK (came_on IS date(came_on)),
  carried_paisa INTEGER CHECK (carried_paisa BETWEEN 0 AND 1000000000000),            -- what went over into the new book
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX halkhata_guest_of ON halkhata_guest(halkhata_id, due_paisa DESC);
CREATE INDEX halkhata_guest_customer ON halkhata_guest(customer_id);

-- who owes, the oldest first: the dues book reads its list, its ages and its areas from this alone
CREATE INDEX customer_owing ON customer(oldest_unpaid_on, balance_paisa DESC, area, deleted_at, merged_into_id)
  WHERE balance_paisa > 0 AND deleted_at IS NULL AND merged_into_id IS NULL;
