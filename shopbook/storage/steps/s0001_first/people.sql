-- The shop, its staff, its customers, their phones and families.
CREATE TABLE shop (
  id INTEGER PRIMARY KEY,
  name_bn TEXT, name_en TEXT, owner TEXT, hotline TEXT, address TEXT, hours_text TEXT, memo_footer TEXT, warranty_terms TEXT,
  opens_at TEXT NOT NULL DEFAULT '10:00' CHECK (opens_at GLOB '[0-2][0-9]:[0-5][0-9]'),
  closes_at TEXT NOT NULL DEFAULT '21:00' CHECK (closes_at GLOB '[0-2][0-9]:[0-5][0-9]'),
  weekly_holiday INTEGER CHECK (weekly_holiday BETWEEN 0 AND 6),           -- 0 = Monday, as Python counts; NULL = open every day
  day_capacity INTEGER NOT NULL DEFAULT 20 CHECK (day_capacity BETWEEN 1 AND 500),
  reserve_pct INTEGER NOT NULL DEFAULT 20 CHECK (reserve_pct BETWEEN 0 AND 100),
  contact_cap_days INTEGER NOT NULL DEFAULT 7 CHECK (contact_cap_days BETWEEN 0 AND 365),
  feb29 TEXT NOT NULL DEFAULT 'feb28' CHECK (feb29 IN ('feb28', 'mar1')),
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;

CREATE TABLE staff (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL, phone TEXT,
  role TEXT NOT NULL DEFAULT 'seller' CHECK (role IN ('owner', 'manager', 'seller', 'helper')),
  pin_hash TEXT, active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;

CREATE TABLE customer (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  name TEXT CHECK (length(name) <= 200), nickname TEXT, guardian_name TEXT,
  guardian_relation TEXT CHECK (guardian_relation IN ('father', 'husband', 'mother')),
  honorific TEXT CHECK (honorific IN ('bhai', 'apa', 'chacha', 'khala', 'sir', 'madam', 'dada', 'didi')),
  area TEXT, address TEXT, landmark TEXT, occupation TEXT,
  birth_y INTEGER CHECK (birth_y BETWEEN 1880 AND 2200),
  birth_m INTEGER CHECK (birth_m BETWEEN 1 AND 12), birth_d INTEGER CHECK (birth_d BETWEEN 1 AND 31),
  birth_estimated INTEGER NOT NULL DEFAULT 0 CHECK (birth_estimated IN (0, 1)),   -- 1: the year comes from a spoken age
  wedding_y INTEGER CHECK (wedding_y BETWEEN 1880 AND 2200),
  wedding_m INTEGER CHECK (wedding_m BETWEEN 1 AND 12), wedding_d INTEGER CHECK (wedding_d BETWEEN 1 AND 31),
  festivals TEXT,                                                          -- comma list of eid, puja, boro_din, buddha
  tier TEXT NOT NULL DEFAULT 'normal' CHECK (tier IN ('normal', 'silver', 'vip')),
  touch_days INTEGER CHECK (touch_days BETWEEN 1 AND 3650),
  best_from TEXT CHECK (best_from GLOB '[0-2][0-9]:[0-5][0-9]'), best_to TEXT CHECK (best_to GLOB '[0-2][0-9]:[0-5][0-9]'),
  do_not_call INTEGER NOT NULL DEFAULT 0 CHECK (do_not_call IN (0, 1)), do_not_call_reason TEXT,
  do_not_call_until TEXT CHECK (do_not_call_until IS date(do_not_call_until)),
  no_gift INTEGER NOT NULL DEFAULT 0 CHECK (no_gift IN (0, 1)),
  credit_limit_paisa INTEGER CHECK (credit_limit_paisa BETWEEN 0 AND 1000000000000),
  source TEXT, referred_by_id INTEGER REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  remark TEXT,
  needs_review INTEGER NOT NULL DEFAULT 0 CHECK (needs_review IN (0, 1)), review_reason TEXT,
  merged_into_id INTEGER REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT,
  -- derived: kept in the same transaction as the fact, never journaled, proved by `check`
  sort_key BLOB NOT NULL DEFAULT x'',
  balance_paisa INTEGER NOT NULL DEFAULT 0,
  oldest_unpaid_on TEXT, last_payment_on TEXT, first_sale_on TEXT, last_sale_on TEXT, last_contact_on TEXT, last_seen_on TEXT,
  sales_count INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX customer_by_name ON customer(sort_key, id) WHERE deleted_at IS NULL AND merged_into_id IS NULL;
CREATE INDEX customer_by_balance ON customer(balance_paisa, id) WHERE deleted_at IS NULL AND merged_into_id IS NULL;
CREATE INDEX customer_by_seen ON customer(last_seen_on, id) WHERE deleted_at IS NULL AND merged_into_id IS NULL;
CREATE INDEX customer_by_birthday ON customer(birth_m, birth_d) WHERE birth_m IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX customer_by_wedding ON customer(wedding_m, wedding_d) WHERE wedding_m IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX customer_by_first_sale ON customer(first_sale_on) WHERE sales_count = 1 AND deleted_at IS NULL;
CREATE INDEX customer_by_unpaid ON customer(oldest_unpaid_on) WHERE oldest_unpaid_on IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX customer_by_contact ON customer(last_contact_on) WHERE last_contact_on IS NOT NULL;
CREATE INDEX customer_to_review ON customer(id) WHERE needs_review = 1 AND deleted_at IS NULL;
CREATE INDEX customer_in_trash ON customer(deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX customer_by_code ON customer(code);

CREATE TABLE customer_phone (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL DEFAULT 0,
  raw TEXT NOT NULL, e164 TEXT, key10 TEXT NOT NULL CHECK (key10 NOT GLOB '*[^0-9]*'),
  label TEXT NOT NULL DEFAULT 'own' CHECK (label IN ('own', 'spouse', 'shop', 'home', 'other')),
  note TEXT,                                                               -- whose it is, in the shop's words: "ভাই"
  apps TEXT,                                                               -- comma list of whatsapp, imo, messenger
  state TEXT NOT NULL DEFAULT 'ok' CHECK (state IN ('ok', 'off', 'wrong')),
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX customer_phone_of ON customer_phone(customer_id, position) WHERE deleted_at IS NULL;
CREATE INDEX customer_phone_key ON customer_phone(key10) WHERE deleted_at IS NULL;

CREATE TABLE family_member (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  relation TEXT NOT NULL CHECK (relation IN ('son', 'daughter', 'child', 'wife', 'husband', 'father', 'mother', 'brother', 'sister',
    'grandchild', 'other')),
  name TEXT, head_count INTEGER NOT NULL DEFAULT 1 CHECK (head_count BETWEEN 1 AND 30),
  birth_y INTEGER CHECK (birth_y BETWEEN 1880 AND 2200), birth_m INTEGER CHECK (birth_m BETWEEN 1 AND 12),
  birth_d INTEGER CHECK (birth_d BETWEEN 1 AND 31), birth_estimated INTEGER NOT NULL DEFAULT 0 CHECK (birth_estimated IN (0, 1)),
  expected_on TEXT CHECK (expected_on IS date(expected_on)), school_class TEXT,
  linked_customer_id INTEGER REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  deceased_on TEXT CHECK (deceased_on IS date(deceased_on)),
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX family_member_of ON family_member(customer_id) WHERE deleted_at IS NULL;
CREATE INDEX family_member_by_birthday ON family_member(birth_m, birth_d) WHERE birth_m IS NOT NULL AND deleted_at IS NULL AND deceased_on IS NULL;
CREATE INDEX family_member_expected ON family_member(expected_on) WHERE expected_on IS NOT NULL AND deleted_at IS NULL;

CREATE TABLE tag (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, colour TEXT,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE TABLE customer_tag (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
  tag_id INTEGER NOT NULL REFERENCES tag(id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX customer_tag_of ON customer_tag(customer_id) WHERE deleted_at IS NULL;
CREATE INDEX customer_tag_by ON customer_tag(tag_id, customer_id) WHERE deleted_at IS NULL;
