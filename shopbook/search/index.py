"""The only writes to the search index. Its tables stand in the schema, questions in `queries`, keys in `fold`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from shopbook.progress import Progress
from shopbook.search.fold import (
    FOLD_VERSION,
    fine_key,
    fold_code,
    phone_digits,
    raw_key,
    repair_words,
    skeleton_keys,
    words,
)
from shopbook.storage.store import Operation, Reader, Store

CODE_KINDS = (
    "memo", "card", "serial", "card_serial", "receipt", "customer", "job", "job_serial", "return", "plan",
)  # fmt: skip
"""What a number can be. The row it names is a sale, warranty, item_serial, warranty, ledger, customer, job, job,
sale_return, plan.

The book stores the place in this tuple: append, never reorder.
"""

# Every number that can be typed: its kind, its table and column, and whose it is.
CODES: tuple[tuple[str, str, str, str], ...] = (
    ("memo", "sale", "memo_no", "t.customer_id"),
    ("card", "warranty", "card_no", "t.customer_id"),
    ("card_serial", "warranty", "serial", "t.customer_id"),
    ("receipt", "ledger", "receipt_no", "t.customer_id"),
    ("job", "job", "job_no", "t.customer_id"),
    ("job_serial", "job", "serial", "t.customer_id"),
    ("return", "sale_return", "return_no", "(SELECT s.customer_id FROM sale s WHERE s.id = t.sale_id)"),
    ("plan", "plan", "plan_no", "t.customer_id"),
    (
        "serial",
        "item_serial",
        "serial",
        "(SELECT s.customer_id FROM sale_item i JOIN sale s ON s.id = i.sale_id WHERE i.id = t.sale_item_id)",
    ),
)
# Of these the book gives the numbers itself, each kind in a series of its own.
_SERIES = frozenset({"memo", "card", "receipt", "job", "return", "plan"})

TEXT_COLUMNS = ("name", "nickname", "guardian_name", "area", "landmark", "occupation")
"""The columns of `customer` whose words are searched, in the order `put_customer` wants them: the name first."""

TAIL_LENGTH = 8
"""Of a number's end so many characters are indexed; nobody reads more of an IMEI aloud before giving it in full."""

_SEARCH_COLUMNS = ("customer_id", "raw", "fine", "skel", "digits")
_ANEW = """
    ON CONFLICT(customer_id) DO UPDATE
        SET raw = excluded.raw, fine = excluded.fine, skel = excluded.skel, digits = excluded.digits
        WHERE (raw, fine, skel, digits) IS NOT (excluded.raw, excluded.fine, excluded.skel, excluded.digits)"""
_PUT_WORD = "INSERT OR IGNORE INTO search_word(word) VALUES (?)"
_PUT_CODE = """
    INSERT INTO search_code(row_id, kind, customer_id, shown, folded, tail) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT(row_id, kind) DO UPDATE SET customer_id = excluded.customer_id, shown = excluded.shown,
        folded = excluded.folded, tail = excluded.tail"""
_REBUILD_CHUNK = 500

CustomerRow = tuple[int, Sequence[str | None], Iterable[str]]
"""Customer id, texts (name first), phones."""
CodeRow = tuple[str, int, int | None, str]
"""Kind, row id, customer id (None over the counter), the number as written."""


def numbered() -> list[tuple[str, str, str]]:
    """(series, table, column) of every number that the book gives itself."""
    found = [(kind, table, column) for kind, table, column, _owner in CODES if kind in _SERIES]
    return [*found, ("customer", "customer", "code")]


class SearchIndex:
    """The writes that keep the index true; each joins the caller's operation, so index and fact commit together."""

    def put_customer(
        self, op: Operation, customer_id: int, texts: Sequence[str | None], phones: Iterable[str]
    ) -> None:
        """Index one customer anew: name first, then every other text by which a shop knows people, and all phones."""
        op.insert_many(
            "customer_search", _SEARCH_COLUMNS, [_customer_keys((customer_id, texts, phones))], _ANEW
        )
        self._put_words(op, {word for text in _given(texts) for word in words(text)})

    def put_customers(self, op: Operation, customers: Iterable[CustomerRow]) -> None:
        """Index many customers (imports); the iterable is read once and never held in memory as a whole."""
        seen: set[str] = set()

        def keyed() -> Iterator[tuple[object, ...]]:
            for customer in customers:
                for text in _given(customer[1]):
                    seen.update(words(text))
                yield _customer_keys(customer)

        op.insert_many("customer_search", _SEARCH_COLUMNS, keyed(), _ANEW)
        self._put_words(op, seen)

    def _put_words(self, op: Operation, seen: set[str]) -> None:
        op.many(_PUT_WORD, [(word,) for word in sorted(repair_words(seen))])

    def drop_customer(self, op: Operation, customer_id: int) -> None:
        """Forget a customer that was erased for good; one in the trash may stay, it is not shown."""
        op.execute("DELETE FROM customer_search WHERE customer_id = ?", (customer_id,))

    def put_code(self, op: Operation, kind: str, row_id: int, customer_id: int | None, code: str) -> None:
        """Index a number of CODE_KINDS; one without a letter or digit is forgotten instead."""
        keys = _code_keys((kind, row_id, customer_id, code))
        if keys is None:
            self.drop_code(op, kind, row_id)
        else:
            op.execute(_PUT_CODE, keys)

    def put_codes(self, op: Operation, codes: Iterable[CodeRow]) -> None:
        """Index many numbers (imports, the sample shop)."""
        op.many(_PUT_CODE, (keys for keys in map(_code_keys, codes) if keys is not None))

    def drop_code(self, op: Operation, kind: str, row_id: int) -> None:
        """Forget a number; nothing happens when it was not there."""
        op.execute("DELETE FROM search_code WHERE row_id = ? AND kind = ?", (row_id, CODE_KINDS.index(kind)))

    def is_current(self, store: Reader) -> bool:
        """False when the keys were made by another version of the fold and `rebuild` is due."""
        return bool(store.value("SELECT value FROM search_state WHERE key = 'fold_version'") == FOLD_VERSION)

    def stale_customers(self, store: Reader) -> Iterator[int]:
        """The customers whose keys are missing or not those of their texts and phones, for `check`."""
        for customers in _stored_customers(store):
            first, last = customers[0][0], customers[-1][0]
            kept = {
                row["customer_id"]: tuple(row)
                for row in store.rows(
                    "SELECT customer_id, raw, fine, skel, digits FROM customer_search "
                    "WHERE customer_id BETWEEN ? AND ?",
                    (first, last),
                )
            }
            for customer in customers:
                if kept.get(customer[0]) != _customer_keys(customer):
                    yield customer[0]

    def rebuild(self, store: Store, progress: Progress) -> None:
        """Make every key anew, in one operation; also mends a full-text index that lost step with its table.

        About 15 s for 100,000 customers and a million numbers; Cancel leaves the old index standing.
        """
        with store.operation() as op:
            people = int(op.value("SELECT count(*) FROM customer"))
            total = people + int(op.value("SELECT count(*) FROM search_code"))
            _rebuild_full_text(op)  # before the triggers delete old entries by their old keys
            op.execute("DELETE FROM search_word")
            op.execute("DELETE FROM customer_search WHERE customer_id NOT IN (SELECT id FROM customer)")
            done = 0
            for customers in _stored_customers(op):
                self.put_customers(op, customers)
                done += len(customers)
                progress.step(done, total)
            for codes in _stored_codes(op):
                self.put_codes(op, codes)
                done += len(codes)
                progress.step(done, total)
            op.execute("UPDATE search_state SET value = value + 1 WHERE key = 'generation'")
            op.execute(
                "INSERT INTO search_state(key, value) VALUES ('fold_version', ?) "
                "ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                (FOLD_VERSION,),
            )


def _given(texts: Sequence[str | None]) -> list[str]:
    return [text for text in texts if text]


def _customer_keys(customer: CustomerRow) -> tuple[object, ...]:
    """The row of customer_search. The bar after the name lets ranking tell a name from an area."""
    customer_id, texts, phones = customer
    name = (texts[0] or "") if texts else ""
    others = _given(texts[1:])
    raw = f"{raw_key(name)} | {' '.join(map(raw_key, others))}".strip()
    fine = f"{fine_key(name)} | {' '.join(map(fine_key, others))}".strip()
    numbers = dict.fromkeys(filter(None, map(phone_digits, phones)))
    return customer_id, raw, fine, skeleton_keys([name, *others]), " ".join(numbers)


def _code_keys(code: CodeRow) -> tuple[object, ...] | None:
    kind, row_id, customer_id, shown = code
    folded = fold_code(shown)
    if not folded:
        return None
    return row_id, CODE_KINDS.index(kind), customer_id, shown, folded, folded[::-1][:TAIL_LENGTH]


def _rebuild_full_text(op: Operation) -> None:
    op.execute("INSERT INTO customer_fts(customer_fts) VALUES ('rebuild')")
    op.execute("INSERT INTO customer_tel(customer_tel) VALUES ('rebuild')")


def _stored_customers(op: Reader) -> Iterator[list[CustomerRow]]:
    columns = ", ".join(f"c.{column}" for column in TEXT_COLUMNS)
    last = 0
    while True:
        rows = op.rows(
            f"SELECT c.id, (SELECT group_concat(coalesce(p.e164, p.raw), '\n') FROM customer_phone p "
            f"WHERE p.customer_id = c.id AND p.deleted_at IS NULL) AS phones, {columns} "
            "FROM customer c WHERE c.id > ? ORDER BY c.id LIMIT ?",
            (last, _REBUILD_CHUNK),
        )
        if not rows:
            return
        last = rows[-1]["id"]
        yield [
            (row["id"], [row[column] for column in TEXT_COLUMNS], (row["phones"] or "").splitlines())
            for row in rows
        ]


def _stored_codes(op: Operation) -> Iterator[list[CodeRow]]:
    row_id, kind = -1, -1
    while True:
        rows = op.rows(
            "SELECT row_id, kind, customer_id, shown FROM search_code "
            "WHERE (row_id, kind) > (?, ?) ORDER BY row_id, kind LIMIT ?",
            (row_id, kind, _REBUILD_CHUNK),
        )
        if not rows:
            return
        row_id, kind = rows[-1]["row_id"], rows[-1]["kind"]
        yield [(CODE_KINDS[row["kind"]], row["row_id"], row["customer_id"], row["shown"]) for row in rows]
