-- The log of backups and drills, and what tells this book from a copy of it.
-- local to this counter, never journaled --------------------------------------------------------------------------
CREATE TABLE backup_log (
  id INTEGER PRIMARY KEY,
  what TEXT NOT NULL CHECK (what IN ('backup', 'copy', 'drill', 'restore', 'check')),   -- copy: onto a removable drive
  why TEXT NOT NULL CHECK (why IN ('hand', 'hour', 'close', 'migration', 'drive', 'month', 'restore', 'start')),
  at TEXT NOT NULL,                                                         -- UTC instant at which it was over
  place TEXT, folder TEXT, file_name TEXT,                                  -- place: book (beside it), folder (a chosen one), drive
  bytes INTEGER CHECK (bytes >= 0), sha256 TEXT,
  seq INTEGER CHECK (seq >= 0),                                             -- the journal's, in the copy
  counts TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(counts)),
  good INTEGER NOT NULL CHECK (good IN (0, 1)), problem TEXT                -- problem: the English sentence, for the log
) STRICT;
CREATE INDEX backup_log_by_kind ON backup_log(what, good, id);

-- this shop's book, the same in all its copies: 32 hex digits
ALTER TABLE journal_state ADD COLUMN book TEXT;
-- this incarnation of it: new after a restore or on another computer
ALTER TABLE journal_state ADD COLUMN token TEXT;
ALTER TABLE journal_state ADD COLUMN incarnation INTEGER NOT NULL DEFAULT 1 CHECK (incarnation >= 1);
-- 1 inside a merge of two customers
ALTER TABLE journal_state ADD COLUMN moving INTEGER NOT NULL DEFAULT 0 CHECK (moving IN (0, 1));
-- 1 while somebody is forgotten: words beside money may go, money may not
ALTER TABLE journal_state ADD COLUMN erasing INTEGER NOT NULL DEFAULT 0 CHECK (erasing IN (0, 1));
UPDATE journal_state SET book = lower(hex(randomblob(16))), token = lower(hex(randomblob(16)));

-- which actions were taken back: that stands behind the version of the program, "0.4.0 undo 123"
CREATE INDEX journal_undone ON journal(operation, app) WHERE instr(app, ' undo ') > 0;

-- Two pages of one customer become one: their entries change the page they stand on, and nothing else. Of somebody who
-- asked to be forgotten the words beside the money go, and nothing else.
DROP TRIGGER ledger_no_update;
CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger
WHEN (new.customer_id IS NOT old.customer_id AND (SELECT moving FROM journal_state) = 0)
  OR ((new.note IS NOT old.note OR new.reference IS NOT old.reference)
    AND ((SELECT erasing FROM journal_state) = 0 OR coalesce(new.note, old.note) IS NOT old.note OR coalesce(new.reference, old.reference) IS NOT old.reference))
  OR new.id IS NOT old.id OR new.entry_on IS NOT old.entry_on OR new.kind IS NOT old.kind
  OR new.amount_paisa IS NOT old.amount_paisa OR new.method IS NOT old.method OR new.receipt_no IS NOT old.receipt_no
  OR new.sale_id IS NOT old.sale_id OR new.reverses_id IS NOT old.reverses_id OR new.batch_id IS NOT old.batch_id
  OR new.staff_id IS NOT old.staff_id OR new.created_at IS NOT old.created_at OR new.job_id IS NOT old.job_id
  OR new.halkhata_id IS NOT old.halkhata_id OR new.together_id IS NOT old.together_id
  OR ((SELECT moving FROM journal_state) = 0 AND (SELECT erasing FROM journal_state) = 0)
BEGIN SELECT RAISE(ABORT, 'ledger is append-only: add a reversal'); END;
CREATE TRIGGER ledger_moved AFTER UPDATE OF customer_id ON ledger WHEN new.customer_id IS NOT old.customer_id BEGIN
  UPDATE customer SET balance_paisa = balance_paisa - old.amount_paisa WHERE id = old.customer_id;
  UPDATE customer SET balance_paisa = balance_paisa + new.amount_paisa WHERE id = new.customer_id;
END;
