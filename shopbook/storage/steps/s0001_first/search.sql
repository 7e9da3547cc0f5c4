-- The search index: derived from customers and numbers, local, never journaled.
CREATE TABLE customer_search (
        customer_id INTEGER PRIMARY KEY,
        raw TEXT NOT NULL,
        fine TEXT NOT NULL,
        skel TEXT NOT NULL,
        digits TEXT NOT NULL
    ) STRICT;
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
CREATE TABLE search_word (
        id INTEGER PRIMARY KEY,
        word TEXT NOT NULL UNIQUE
    ) STRICT;
CREATE TABLE search_code (
        row_id INTEGER NOT NULL,
        kind INTEGER NOT NULL,
        customer_id INTEGER,
        shown TEXT NOT NULL,
        folded TEXT NOT NULL,
        tail TEXT NOT NULL,
        PRIMARY KEY (row_id, kind)
    ) STRICT, WITHOUT ROWID;
CREATE INDEX search_code_folded ON search_code(folded);
CREATE INDEX search_code_tail ON search_code(tail);
CREATE TABLE search_state (
        key TEXT PRIMARY KEY,
        value INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
INSERT INTO search_state(key, value) VALUES ('fold_version', 1), ('generation', 0);
