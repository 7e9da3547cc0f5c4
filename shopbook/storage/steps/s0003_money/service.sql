-- After-sales: cards that live on or end, jobs in the workshop, and free servicing.
-- days a repair kept the thing from its owner, added to this promise
ALTER TABLE coverage ADD COLUMN extended_days INTEGER NOT NULL DEFAULT 0 CHECK (extended_days BETWEEN 0 AND 36500);
-- the promise begins anew on this day, after a repair or an exchange
ALTER TABLE coverage ADD COLUMN restarted_on TEXT CHECK (restarted_on IS date(restarted_on));
-- when it was voided, replaced or handed on
ALTER TABLE warranty ADD COLUMN closed_on TEXT CHECK (closed_on IS date(closed_on));
-- frozen at issue: a free servicing every so many days, so many times
ALTER TABLE warranty ADD COLUMN service_every_days INTEGER CHECK (service_every_days BETWEEN 1 AND 3650);
ALTER TABLE warranty ADD COLUMN service_count INTEGER CHECK (service_count BETWEEN 0 AND 100);
-- the repairs that moved its days, the promises' ends follow from them: [{"effect","received_on","delivered_on"}]
ALTER TABLE warranty ADD COLUMN repairs TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(repairs));
-- the short promises a customer is told of before they end
CREATE INDEX coverage_short ON coverage(ends_on) WHERE kind IN ('money_back', 'replacement') AND deleted_at IS NULL;
CREATE INDEX warranty_replaced ON warranty(replaced_by_id) WHERE replaced_by_id IS NOT NULL;

CREATE TABLE job (                                                                    -- a claim or a repair
  id INTEGER PRIMARY KEY,
  job_no TEXT NOT NULL,
  customer_id INTEGER REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT, phone TEXT, key10 TEXT,                                                  -- who brought it, when they are not in the book
  warranty_id INTEGER REFERENCES warranty(id) DEFERRABLE INITIALLY DEFERRED,
  product_name TEXT NOT NULL CHECK (length(product_name) BETWEEN 1 AND 200),
  brand TEXT, model TEXT, serial TEXT, serial_folded TEXT,
  received_on TEXT NOT NULL CHECK (received_on IS date(received_on)),
  problem TEXT NOT NULL CHECK (length(problem) BETWEEN 1 AND 2000),
  condition TEXT, accessories TEXT,
  cover TEXT NOT NULL DEFAULT 'none' CHECK (cover IN ('covered', 'ended', 'void', 'none')),  -- frozen: what the card said that day
  coverages TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(coverages)),                 -- frozen: [{"kind","component","state","ends_on"}]
  status TEXT NOT NULL DEFAULT 'received' CHECK (status IN ('received', 'checking', 'sent_to_company', 'waiting_part', 'ready', 'delivered', 'rejected', 'cancelled')),
  promised_on TEXT CHECK (promised_on IS date(promised_on)),
  estimate_paisa INTEGER CHECK (estimate_paisa BETWEEN 0 AND 1000000000000),
  company TEXT, company_reference TEXT,
  sent_on TEXT CHECK (sent_on IS date(sent_on)), expected_back_on TEXT CHECK (expected_back_on IS date(expected_back_on)),
  back_on TEXT CHECK (back_on IS date(back_on)),
  ready_on TEXT CHECK (ready_on IS date(ready_on)),
  outcome TEXT CHECK (outcome IN ('repaired', 'replaced', 'refunded', 'no_fault', 'rejected')),
  work_done TEXT, new_serial TEXT,
  cover_effect TEXT NOT NULL DEFAULT 'none' CHECK (cover_effect IN ('none', 'extend', 'restart', 'new')),
  new_warranty_id INTEGER REFERENCES warranty(id) DEFERRABLE INITIALLY DEFERRED,
  charge_paisa INTEGER NOT NULL DEFAULT 0 CHECK (charge_paisa BETWEEN 0 AND 1000000000000),
  discount_paisa INTEGER NOT NULL DEFAULT 0 CHECK (discount_paisa BETWEEN 0 AND 1000000000000),  -- of the charge, let off with the delivery
  cost_paisa INTEGER CHECK (cost_paisa BETWEEN 0 AND 1000000000000),                  -- what it cost the shop; never printed
  paid_paisa INTEGER NOT NULL DEFAULT 0 CHECK (paid_paisa BETWEEN 0 AND 1000000000000),  -- at the counter, with the delivery
  paid_method TEXT CHECK (paid_method IN ('cash', 'bkash', 'nagad', 'rocket', 'upay', 'bank', 'card', 'cheque')),
  closed_on TEXT CHECK (closed_on IS date(closed_on)),                                -- delivered, handed back rejected, or cancelled
  close_reason TEXT,
  staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT,
  CHECK ((status IN ('delivered', 'rejected', 'cancelled')) = (closed_on IS NOT NULL))
) STRICT;
CREATE INDEX job_of ON job(customer_id, received_on);
CREATE INDEX job_by_no ON job(job_no);
CREATE INDEX job_by_day ON job(received_on, id);
CREATE INDEX job_by_serial ON job(serial_folded) WHERE serial_folded IS NOT NULL;
CREATE INDEX job_by_card ON job(warranty_id) WHERE warranty_id IS NOT NULL;
CREATE INDEX job_new_card ON job(new_warranty_id) WHERE new_warranty_id IS NOT NULL;
CREATE INDEX job_by_phone ON job(key10) WHERE key10 IS NOT NULL;
CREATE INDEX job_open ON job(promised_on, received_on) WHERE closed_on IS NULL AND deleted_at IS NULL;
CREATE INDEX job_ready ON job(ready_on) WHERE status = 'ready' AND deleted_at IS NULL;
CREATE INDEX job_by_ready ON job(ready_on) WHERE ready_on IS NOT NULL;
CREATE INDEX job_at_company ON job(sent_on) WHERE status = 'sent_to_company' AND deleted_at IS NULL;
CREATE INDEX job_closed ON job(closed_on) WHERE closed_on IS NOT NULL AND deleted_at IS NULL;

CREATE TABLE job_event (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job(id) DEFERRABLE INITIALLY DEFERRED,
  on_day TEXT NOT NULL CHECK (on_day IS date(on_day)),
  deed TEXT NOT NULL DEFAULT 'move' CHECK (deed IN ('take_in', 'move', 'send', 'chase', 'came_back', 'ready', 'deliver', 'reject', 'cancel', 'promise')),
  status TEXT NOT NULL, note TEXT,                                                    -- where it stood after it
  before TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(before)),                       -- what the step changed in job, as it was: the way back
  staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT                  -- deleted: the step was taken back
) STRICT;
CREATE INDEX job_event_of ON job_event(job_id, id);

CREATE TABLE service_visit (                                                          -- free servicing a card promises
  id INTEGER PRIMARY KEY,
  warranty_id INTEGER NOT NULL REFERENCES warranty(id) DEFERRABLE INITIALLY DEFERRED,
  customer_id INTEGER REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  sequence INTEGER NOT NULL CHECK (sequence BETWEEN 1 AND 100),
  due_on TEXT NOT NULL CHECK (due_on IS date(due_on)),
  done_on TEXT CHECK (done_on IS date(done_on)), note TEXT,
  job_id INTEGER REFERENCES job(id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT                  -- deleted with a card that ends
) STRICT;
CREATE INDEX service_visit_of ON service_visit(warranty_id, sequence);
CREATE INDEX service_visit_customer ON service_visit(customer_id, due_on);
CREATE INDEX service_visit_due ON service_visit(due_on) WHERE done_on IS NULL AND deleted_at IS NULL;
