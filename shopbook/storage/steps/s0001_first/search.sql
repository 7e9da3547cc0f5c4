-- The search index: derived from customers and numbers, local, never journaled.
-- One row a customer, from the customer's texts and phones; "|" in raw and fine ends the name.
CREATE TABLE customer_search (
  customer_id INTEGER PRIMARY KEY,
  raw TEXT NOT NULL, fine TEXT NOT NULL, skel TEXT NOT NULL, digits TEXT NOT NULL
) STRICT;
-- The default unicode61 cuts at every vowel sign and hasant (রহিম -> রহ, ম): Mc and Mn keep words whole, Cf the ZWJ of
-- র‍্যাম inside its word. detail=column forbids phrases, which are never asked, and is a third of the size;
-- prefix='1 2 3' takes the p95 of a keystroke from 7 to 2 ms at 100,000 customers.
CREATE VIRTUAL TABLE customer_fts USING fts5(
  raw, fine, skel, content='customer_search', content_rowid='customer_id',
  detail='column', columnsize=0, prefix='1 2 3', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mc Mn Cf'");
CREATE VIRTUAL TABLE customer_tel USING fts5(
  digits, content='customer_search', content_rowid='customer_id', columnsize=0, tokenize='trigram');
CREATE TRIGGER customer_search_ai AFTER INSERT ON customer_search BEGIN
  INSERT INTO customer_fts(rowid, raw, fine, skel) VALUES (new.customer_id, new.raw, new.fine, new.skel);
  INSERT INTO customer_tel(rowid, digits) VALUES (new.customer_id, new.digits);
END;
CREATE TRIGGER customer_search_ad AFTER DELETE ON customer_search BEGIN
  INSERT INTO customer_fts(customer_fts, rowid, raw, fine, skel)
    VALUES ('delete', old.customer_id, old.raw, old.fine, old.skel);
  INSERT INTO customer_tel(customer_tel, rowid, digits) VALUES ('delete', old.customer_id, old.digits);
END;
CREATE TRIGGER customer_search_au AFTER UPDATE ON customer_search BEGIN
  INSERT INTO customer_fts(customer_fts, rowid, raw, fine, skel)
    VALUES ('delete', old.customer_id, old.raw, old.fine, old.skel);
  INSERT INTO customer_fts(rowid, raw, fine, skel) VALUES (new.customer_id, new.raw, new.fine, new.skel);
  INSERT INTO customer_tel(customer_tel, rowid, digits) VALUES ('delete', old.customer_id, old.digits);
  INSERT INTO customer_tel(rowid, digits) VALUES (new.customer_id, new.digits);
END;
-- Distinct skeletons of single words, for the repair of a mistyped consonant; read forward by id into memory.
CREATE TABLE search_word (
  id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE
) STRICT;
-- Memo, card, serial and receipt numbers. kind is a place in CODE_KINDS; tail is the last eight characters of folded,
-- backwards, so "the last digits" are a prefix too. No customer: a sale over the counter.
CREATE TABLE search_code (
  row_id INTEGER NOT NULL, kind INTEGER NOT NULL, customer_id INTEGER,
  shown TEXT NOT NULL, folded TEXT NOT NULL, tail TEXT NOT NULL,
  PRIMARY KEY (row_id, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_code_folded ON search_code(folded);
CREATE INDEX search_code_tail ON search_code(tail);
-- fold_version: the fold the keys were made with; generation: counts rebuilds, so that memory caches notice one.
CREATE TABLE search_state (
  key TEXT PRIMARY KEY, value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO search_state(key, value) VALUES ('fold_version', 1), ('generation', 0);
