-- Products, sales, money and warranties.
CREATE TABLE product (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  brand TEXT, model TEXT, category TEXT, unit TEXT,
  price_paisa INTEGER CHECK (price_paisa BETWEEN 0 AND 1000000000000),
  durable INTEGER NOT NULL DEFAULT 1 CHECK (durable IN (0, 1)),            -- 1: worth an "is it working well?" call
  service_every_days INTEGER CHECK (service_every_days BETWEEN 1 AND 3650), service_count INTEGER CHECK (service_count BETWEEN 0 AND 100),
  consumable_days INTEGER CHECK (consumable_days BETWEEN 1 AND 3650),
  usage_tip TEXT, questions TEXT, terms TEXT,
  coverages TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(coverages)),      -- [{"kind","component","length","unit"}]: offered on a new sale
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT,
  sort_key BLOB NOT NULL DEFAULT x'', folded TEXT NOT NULL DEFAULT '',     -- derived: order and completion
  last_sold_on TEXT
) STRICT;
CREATE INDEX product_by_name ON product(sort_key, id) WHERE deleted_at IS NULL;

CREATE TABLE sale (
  id INTEGER PRIMARY KEY,
  memo_no TEXT NOT NULL,
  customer_id INTEGER REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  sold_on TEXT NOT NULL CHECK (sold_on IS date(sold_on)),
  staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
  discount_paisa INTEGER NOT NULL DEFAULT 0 CHECK (discount_paisa BETWEEN 0 AND 1000000000000),
  total_paisa INTEGER NOT NULL CHECK (total_paisa BETWEEN 0 AND 1000000000000),
  paid_paisa INTEGER NOT NULL DEFAULT 0 CHECK (paid_paisa BETWEEN 0 AND 1000000000000),   -- paid at the counter with this memo
  paid_method TEXT CHECK (paid_method IN ('cash', 'bkash', 'nagad', 'rocket', 'upay', 'bank', 'card', 'cheque')),  -- without a customer no ledger row tells
  paid_reference TEXT,
  delivery TEXT NOT NULL DEFAULT 'none' CHECK (delivery IN ('none', 'needed', 'out', 'delivered', 'returned')),
  delivery_address TEXT, deliver_on TEXT CHECK (deliver_on IS date(deliver_on)),
  delivered_on TEXT CHECK (delivered_on IS date(delivered_on)),
  cash_on_delivery INTEGER NOT NULL DEFAULT 0 CHECK (cash_on_delivery IN (0, 1)),
  demo_given INTEGER NOT NULL DEFAULT 0 CHECK (demo_given IN (0, 1)),
  origin TEXT NOT NULL DEFAULT 'counter' CHECK (origin IN ('counter', 'followup', 'campaign', 'referral', 'import')),
  note TEXT,
  voided_on TEXT CHECK (voided_on IS date(voided_on)), void_reason TEXT,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX sale_of ON sale(customer_id, sold_on);
CREATE INDEX sale_by_day ON sale(sold_on, id);
CREATE INDEX sale_by_memo ON sale(memo_no);
CREATE INDEX sale_voided ON sale(voided_on) WHERE voided_on IS NOT NULL;
CREATE INDEX sale_delivered ON sale(delivered_on) WHERE delivered_on IS NOT NULL AND voided_on IS NULL;
CREATE INDEX sale_to_deliver ON sale(deliver_on) WHERE delivery IN ('needed', 'out') AND voided_on IS NULL;

CREATE TABLE sale_item (
  id INTEGER PRIMARY KEY,
  sale_id INTEGER NOT NULL REFERENCES sale(id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL DEFAULT 0,
  product_id INTEGER REFERENCES product(id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL, brand TEXT, model TEXT, unit TEXT,
  quantity_milli INTEGER NOT NULL DEFAULT 1000 CHECK (quantity_milli BETWEEN 1 AND 1000000000),  -- thousandths: 1.5 kg is 1500
  unit_price_paisa INTEGER NOT NULL CHECK (unit_price_paisa BETWEEN 0 AND 1000000000000),
  amount_paisa INTEGER NOT NULL CHECK (amount_paisa BETWEEN 0 AND 1000000000000),
  returned_milli INTEGER NOT NULL DEFAULT 0 CHECK (returned_milli >= 0),
  durable INTEGER NOT NULL DEFAULT 1 CHECK (durable IN (0, 1)),
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX sale_item_of ON sale_item(sale_id, position);
CREATE INDEX sale_item_product ON sale_item(product_id) WHERE product_id IS NOT NULL;

CREATE TABLE item_serial (
  id INTEGER PRIMARY KEY,
  sale_item_id INTEGER NOT NULL REFERENCES sale_item(id) DEFERRABLE INITIALLY DEFERRED,
  serial TEXT NOT NULL CHECK (length(serial) BETWEEN 1 AND 100), folded TEXT NOT NULL,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX item_serial_of ON item_serial(sale_item_id);
CREATE INDEX item_serial_folded ON item_serial(folded) WHERE deleted_at IS NULL;

CREATE TABLE ledger (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  entry_on TEXT NOT NULL CHECK (entry_on IS date(entry_on)),
  kind TEXT NOT NULL CHECK (kind IN ('opening', 'sale', 'payment', 'return', 'discount', 'cashback', 'adjust', 'writeoff', 'advance', 'reversal')),
  amount_paisa INTEGER NOT NULL CHECK (amount_paisa <> 0 AND amount_paisa BETWEEN -1000000000000 AND 1000000000000),  -- + they owe, - they paid
  method TEXT CHECK (method IN ('cash', 'bkash', 'nagad', 'rocket', 'upay', 'bank', 'card', 'cheque')),
  reference TEXT, receipt_no TEXT,
  sale_id INTEGER REFERENCES sale(id) DEFERRABLE INITIALLY DEFERRED,
  reverses_id INTEGER REFERENCES ledger(id) DEFERRABLE INITIALLY DEFERRED,
  batch_id INTEGER REFERENCES import_batch(id) DEFERRABLE INITIALLY DEFERRED,
  staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
  note TEXT, created_at TEXT NOT NULL
) STRICT;
CREATE INDEX ledger_of ON ledger(customer_id, entry_on, id);
CREATE INDEX ledger_sale ON ledger(sale_id) WHERE sale_id IS NOT NULL;
CREATE INDEX ledger_reversed ON ledger(reverses_id) WHERE reverses_id IS NOT NULL;
CREATE INDEX ledger_batch ON ledger(batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX ledger_by_day ON ledger(entry_on, id);
CREATE INDEX ledger_reference ON ledger(reference) WHERE reference IS NOT NULL;
CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'ledger is append-only: add a reversal'); END;
CREATE TRIGGER ledger_balance AFTER INSERT ON ledger BEGIN
  UPDATE customer SET balance_paisa = balance_paisa + new.amount_paisa WHERE id = new.customer_id;
END;

CREATE TABLE pay_promise (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  sale_id INTEGER REFERENCES sale(id) DEFERRABLE INITIALLY DEFERRED,
  made_on TEXT NOT NULL CHECK (made_on IS date(made_on)), due_on TEXT NOT NULL CHECK (due_on IS date(due_on)),
  amount_paisa INTEGER NOT NULL CHECK (amount_paisa BETWEEN 1 AND 1000000000000),
  paid_paisa INTEGER NOT NULL DEFAULT 0 CHECK (paid_paisa >= 0),
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'kept', 'partly', 'broken', 'replaced')),
  closed_on TEXT CHECK (closed_on IS date(closed_on)),
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX pay_promise_of ON pay_promise(customer_id, due_on);
CREATE INDEX pay_promise_open ON pay_promise(due_on) WHERE closed_on IS NULL AND deleted_at IS NULL;

CREATE TABLE warranty (
  id INTEGER PRIMARY KEY,
  card_no TEXT NOT NULL,
  customer_id INTEGER REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  sale_item_id INTEGER REFERENCES sale_item(id) DEFERRABLE INITIALLY DEFERRED,
  product_name TEXT NOT NULL, brand TEXT, model TEXT, serial TEXT, serial_folded TEXT,
  issued_on TEXT NOT NULL CHECK (issued_on IS date(issued_on)),
  start_on TEXT NOT NULL CHECK (start_on IS date(start_on)),
  starts_from TEXT NOT NULL DEFAULT 'sale' CHECK (starts_from IN ('sale', 'delivery', 'typed')),
  status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'void', 'replaced', 'transferred')),
  void_reason TEXT, replaced_by_id INTEGER REFERENCES warranty(id) DEFERRABLE INITIALLY DEFERRED,
  terms TEXT, usage_tip TEXT,                                             -- frozen at issue
  print_count INTEGER NOT NULL DEFAULT 0 CHECK (print_count >= 0),
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT,
  last_ends_on TEXT                                                        -- derived: the longest dated coverage; NULL when one is for life
) STRICT;
CREATE INDEX warranty_of ON warranty(customer_id, start_on);
CREATE INDEX warranty_by_card ON warranty(card_no);
CREATE INDEX warranty_by_item ON warranty(sale_item_id);
CREATE INDEX warranty_by_serial ON warranty(serial_folded) WHERE serial_folded IS NOT NULL;
CREATE INDEX warranty_ending ON warranty(last_ends_on) WHERE status = 'active' AND deleted_at IS NULL AND last_ends_on IS NOT NULL;

CREATE TABLE coverage (
  id INTEGER PRIMARY KEY,
  warranty_id INTEGER NOT NULL REFERENCES warranty(id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL DEFAULT 0,
  kind TEXT NOT NULL CHECK (kind IN ('money_back', 'replacement', 'parts', 'service', 'guarantee', 'software')),
  component TEXT,
  length INTEGER CHECK (length BETWEEN 1 AND 36500), unit TEXT NOT NULL CHECK (unit IN ('day', 'month', 'year', 'life')),
  ends_on TEXT CHECK (ends_on IS date(ends_on)),                           -- inclusive; NULL for life
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX coverage_of ON coverage(warranty_id, position);
