"""A customer who asks to be forgotten: what goes, what stays, what is open, and the doing of it. Money stays; who it
was goes. One operation, so that a power cut leaves either everything or nothing of it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable

from shopbook.customers.operations import Customers
from shopbook.errors import Message, NotFound, Refused
from shopbook.merging import comparing, references
from shopbook.search.fold import repair_words
from shopbook.search.fold import words as words_of
from shopbook.search.index import TEXT_COLUMNS
from shopbook.storage.store import Operation, Reader
from shopbook.trash import words
from shopbook.trash.model import Forgetting
from shopbook.trash.scrubbing import blank, words_may_go

_AMONG = "IN (SELECT value FROM json_each(?))"
_SHORTEST_NUMBER = 7
# (what is asked of the pages, the sentence): not settled yet, so that somebody should know before it loses its name.
_OPEN: tuple[tuple[str, Message], ...] = (
    ("SELECT max(sum(balance_paisa), 0) FROM customer WHERE id {among}", Message("Still owes {n_paisa}.")),
    (
        "SELECT max(-sum(balance_paisa), 0) FROM customer WHERE id {among}",
        Message("Has {n_paisa} of advance with the shop."),
    ),
    (
        "SELECT count(*) FROM plan WHERE customer_id {among} AND settled_on IS NULL AND ended_on IS NULL "
        "AND deleted_at IS NULL",
        Message("Instalment plans that are not paid off: {n}."),
    ),
    (
        "SELECT count(*) FROM job WHERE customer_id {among} AND closed_on IS NULL AND deleted_at IS NULL",
        Message("Things of theirs in the workshop: {n}."),
    ),
    (
        "SELECT count(*) FROM sale WHERE customer_id {among} AND delivery IN ('needed', 'out') "
        "AND voided_on IS NULL AND deleted_at IS NULL",
        Message("Goods not delivered yet: {n}."),
    ),
    (
        "SELECT count(*) FROM guarantor g JOIN plan p ON p.id = g.plan_id WHERE g.deleted_at IS NULL "
        "AND p.settled_on IS NULL AND p.ended_on IS NULL AND g.key10 IN (SELECT key10 FROM customer_phone "
        "WHERE length(key10) >= 7 AND customer_id {among})",
        Message("Stands surety for instalments of others: {n}."),
    ),
)
_STAYS: tuple[tuple[str, Message], ...] = (
    ("SELECT count(*) FROM sale WHERE customer_id {among}", Message("Memos with their sums: {n}.")),
    (
        "SELECT count(*) FROM ledger WHERE customer_id {among}",
        Message("Entries of the dues book: {n}."),
    ),
    (
        "SELECT count(*) FROM warranty WHERE customer_id {among}",
        Message("Warranty cards, found by their number: {n}."),
    ),
    ("SELECT count(*) FROM job WHERE customer_id {among}", Message("Repairs with what was mended: {n}.")),
)
# Where something is written down about one customer that may speak of another.
_ABOUT_OTHERS = (
    *(("note", "body"), ("interaction", "said"), ("interaction", "answered"), ("complaint", "what")),
    *(("shop_promise", "what"), ("manual_reminder", "title"), ("customer", "remark")),
)
_GOES: tuple[tuple[str, Message], ...] = (
    (
        "SELECT count(*) FROM customer_phone WHERE customer_id {among} AND deleted_at IS NULL",
        Message("Phones: {n}."),
    ),
    (
        "SELECT count(*) FROM family_member WHERE customer_id {among} AND deleted_at IS NULL",
        Message("Family: {n}."),
    ),
    ("SELECT count(*) FROM note WHERE customer_id {among}", Message("Notes: {n}.")),
    ("SELECT count(*) FROM interaction WHERE customer_id {among}", Message("What was said in talks: {n}.")),
    (
        "SELECT (SELECT count(*) FROM complaint WHERE customer_id {among}) "
        "+ (SELECT count(*) FROM feedback WHERE customer_id {among})",
        Message("Words of complaints and opinions: {n}."),
    ),
)


def forgetting(reader: Reader, customer_id: int) -> Forgetting:
    """What would go and stay and is still open. Raises NotFound, Refused (already erased, lies in another page)."""
    row = reader.row("SELECT * FROM customer WHERE id = ?", (customer_id,))
    if row is None:
        raise NotFound(Message("This customer is not in the book any more."))
    if row["erased_on"] is not None:
        raise Refused(Message("This customer was erased already."))
    if row["merged_into_id"] is not None:
        other = comparing.title(reader, comparing.survivor(reader, customer_id))
        raise Refused(
            Message("This page is merged into another one: {name}.", name=other),
            Message("Erase that customer instead."),
        )
    pages = pages_of(reader, customer_id)
    goes = (
        Message("Name, address, days and every word on the page."),
        *_counted(reader, _GOES, pages),
        Message("What the history remembers of it, and the search."),
    )
    return Forgetting(
        customer_id,
        comparing.title(reader, customer_id),
        row["code"],
        goes,
        (*_counted(reader, _STAYS, pages), *_said_of_others(reader, pages)),
        _counted(reader, _OPEN, pages),
    )


def _said_of_others(reader: Reader, pages: list[int]) -> tuple[Message, ...]:
    """Words about others in which the whole name or a number stands: they are those customers' words, and stay."""
    listed = f"IN ({', '.join(map(str, pages))})"
    texts = {
        row[0] for row in reader.rows(f"SELECT name FROM customer WHERE id {listed} AND name LIKE '% %'")
    }
    for row in reader.rows(f"SELECT raw, e164, key10 FROM customer_phone WHERE customer_id {listed}"):
        texts |= {text for text in row if text and len(text) >= _SHORTEST_NUMBER}
    if not texts:
        return ()
    count = 0
    for table, column in _ABOUT_OTHERS:
        said = " OR ".join([f"instr({column}, ?) > 0"] * len(texts))
        owner = "id" if table == "customer" else "coalesce(customer_id, 0)"
        asked = f"SELECT count(*) FROM {table} WHERE {owner} NOT {listed} AND ({said})"
        count += int(reader.value(asked, tuple(sorted(texts))))
    told = Message("Notes and talks of others in which the name or number stands: {n}.", n=count)
    return (told,) if count else ()


def pages_of(reader: Reader, customer_id: int) -> list[int]:
    """A customer's page and every page that was laid into it."""
    return reader.ids(
        "WITH RECURSIVE page(id) AS (SELECT ?1 UNION SELECT c.id FROM customer c JOIN page p "
        "ON c.merged_into_id = p.id) SELECT id FROM page",
        (customer_id,),
    )


def forget(op: Operation, customers: Customers, customer_ids: Iterable[int]) -> int:
    """Take every word about these customers out of the book; returns how many rows lost some. Money stays.

    The full-text index is made anew by the caller, once for all.
    """
    pages = sorted({page for one in customer_ids for page in pages_of(op, one)})
    among = json.dumps(pages)
    numbers, spoken = _known_by(op, pages)
    count = 0
    with words_may_go(op):
        rows = _rows(op, among, numbers)
        for table, ids in rows.items():
            count += blank(op, table, sorted(ids), words.of_table(table))
        count += _in_families(op, among)
        count += blank(op, "customer", pages, words.PAGE)
        logs = op.ids(
            f"SELECT id FROM merge_log WHERE kept_id {_AMONG} OR merged_id {_AMONG}", (among, among)
        )
        blank(op, "merge_log", logs, {"before": "{}"})
    _drop_drafts(op, pages, spoken)
    customers.index(op, pages)
    _drop_words(op, spoken)
    op.touch("customer", *pages)
    for topic in ("note", "ledger", "job", "reminder"):
        op.touch(topic)
    return count


def make_search_anew(op: Operation) -> None:
    """Make the full-text index from what is left: its own segments would keep the words that were taken out.

    100,000 customers: two seconds.
    """
    for table in ("customer_fts", "customer_tel"):
        op.execute(f"INSERT INTO {table}({table}) VALUES ('rebuild')")
    # Who remembers the vocabulary reads it again.
    op.execute("UPDATE search_state SET value = value + 1 WHERE key = 'generation'")


def _rows(op: Operation, among: str, numbers: list[str]) -> dict[str, set[int]]:
    """Every row that holds words about these pages, by table."""
    rows: dict[str, set[int]] = defaultdict(set)
    tables = {table for table, column in references.pointing(op, "customer") if column == "customer_id"}
    for table in sorted(tables & words.OWNED.keys()):
        rows[table] |= set(op.ids(f"SELECT id FROM {table} WHERE customer_id {_AMONG}", (among,)))
    for table in words.BY_NUMBER:
        owner = "" if table == "guarantor" else "AND customer_id IS NULL"
        rows[table] |= set(
            op.ids(f"SELECT id FROM {table} WHERE key10 {_AMONG} {owner}", (json.dumps(numbers),))
        )
    for table, (column, of, _blank) in words.HANGING.items():
        rows[table] |= set(
            op.ids(f"SELECT id FROM {table} WHERE {column} {_AMONG}", (json.dumps(sorted(rows[of])),))
        )
    return rows


def _in_families(op: Operation, among: str) -> int:
    """Of a family member of somebody else's who is this customer the name goes; that there is one stays."""
    ids = op.ids(f"SELECT id FROM family_member WHERE linked_customer_id {_AMONG}", (among,))
    named = {**words.OWNED["family_member"]}
    del named["deleted_at"]
    return blank(op, "family_member", ids, named)


def _known_by(op: Operation, pages: list[int]) -> tuple[list[str], set[str]]:
    """The numbers (last ten digits) and the texts under which these customers are known, old ones among them."""
    among = json.dumps(pages)
    rows = op.rows(
        f"SELECT raw, e164, key10 FROM customer_phone WHERE customer_id {_AMONG}",
        (among,),
    )
    numbers = {row["key10"] for row in rows if len(row["key10"]) >= _SHORTEST_NUMBER}
    # A number that others in the book have too is a household's: rows found by it may be theirs.
    shared = op.rows(
        f"SELECT DISTINCT key10 FROM customer_phone WHERE key10 {_AMONG} AND deleted_at IS NULL "
        f"AND customer_id NOT {_AMONG}",
        (json.dumps(sorted(numbers)), among),
    )
    spoken = {text for row in rows for text in (row["raw"], row["e164"], row["key10"]) if text}
    columns = ", ".join(TEXT_COLUMNS)
    for row in op.rows(f"SELECT {columns} FROM customer WHERE id {_AMONG}", (among,)):
        spoken |= {text for text in row if text}
    return sorted(numbers - {row[0] for row in shared}), spoken


def _drop_words(op: Operation, spoken: set[str]) -> None:
    """Words of theirs leave the vocabulary of the search, unless somebody else has them too."""
    for word in sorted(repair_words({word for text in spoken for word in words_of(text)})):
        asked = "SELECT 1 FROM customer_fts WHERE customer_fts MATCH ? LIMIT 1"
        if op.value(asked, (f'skel : "{word}"',)) is None:
            op.execute("DELETE FROM search_word WHERE word = ?", (word,))


def _drop_drafts(op: Operation, pages: list[int], spoken: set[str]) -> None:
    """Nothing half typed about them stays behind: every draft that names the page, a name of theirs or a number."""
    names = [text for text in spoken if len(text) > 3]
    for row in op.rows("SELECT name, body FROM draft"):
        said = f"{row['name']} {json.dumps(json.loads(row['body']), ensure_ascii=False)}"
        if any(str(page) in said for page in pages) or any(text in said for text in names):
            op.execute("DELETE FROM draft WHERE name = ?", (row["name"],))


def _counted(reader: Reader, asked: tuple[tuple[str, Message], ...], pages: list[int]) -> tuple[Message, ...]:
    listed = f"IN ({', '.join(map(str, pages))})"
    found = []
    for sql, sentence in asked:
        if count := int(reader.value(sql.format(among=listed)) or 0):
            key = "n_paisa" if "{n_paisa}" in sentence.text else "n"
            found.append(Message(sentence.text, **{key: count}))
    return tuple(found)
