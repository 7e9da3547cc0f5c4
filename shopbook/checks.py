"""Proving that a book agrees with itself: pages, references, kept figures, search, journal, numbers. Nothing is mended.

What a figure must be is asked of the nouns that keep it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby, islice

from shopbook.book import Book
from shopbook.customers.contact import contact_differences
from shopbook.dues.plan_figures import plan_differences
from shopbook.dues.promise_model import PromiseState, settle
from shopbook.errors import BookDamaged, Message
from shopbook.history.agreement import disagreements
from shopbook.progress import NoProgress, Progress
from shopbook.search.index import CODE_KINDS, CODES, SearchIndex, numbered
from shopbook.staff.queries import disagreements as pin_disagreements
from shopbook.storage.journal import BUSINESS, differing_triggers
from shopbook.storage.store import Reader

# More of one kind tell a person nothing new; they are counted.
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not agree: what and whose row it is, what the book keeps and what the facts give."""

    what: str
    id: int | None = None
    kept: object = None
    counted: object = None


@dataclass(frozen=True, slots=True)
class Compared:
    """One kind of comparison: how many things were compared, how many differ, the first of them."""

    name: str
    title: Message
    compared: int
    differing: int = 0
    shown: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All comparisons, in the order in which they were made."""

    parts: tuple[Compared, ...]

    @property
    def is_whole(self) -> bool:
        """True when nothing differs."""
        return not any(part.differing for part in self.parts)

    @property
    def differing(self) -> int:
        """How many differences there are in all."""
        return sum(part.differing for part in self.parts)


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    title: Message
    count: Callable[[Book], int]
    find: Callable[[Book], Iterable[Finding]]


def check(book: Book, progress: Progress | None = None) -> CheckReport:
    """Compare everything that can be compared; raises Cancelled by `progress`. A large book takes a minute.

    Whoever is at the counter may let it run: it tells of figures that differ, not whose they are.
    """
    with book.store.of_its_own_accord():
        return _compared(book, progress or NoProgress())


def _compared(book: Book, progress: Progress) -> CheckReport:
    done = []
    for place, part in enumerate(_PARTS):
        ask = partial(progress.step, place, len(_PARTS), part.title)
        ask()
        # The pages of a large book are one question of many seconds: it ends in the middle when the person wants.
        with book.store.stoppable(ask):
            found = iter(part.find(book))
            shown = tuple(islice(found, MOST_SHOWN))
            rest = sum(1 for _ in found)
            done.append(Compared(part.name, part.title, part.count(book), len(shown) + rest, shown))
        if part.name == "pages" and shown:
            break  # on damaged pages no other answer can be trusted
    progress.step(len(_PARTS), len(_PARTS))
    return CheckReport(tuple(done))


# ---- the file


def _pages(book: Book) -> Iterator[Finding]:
    try:
        for row in book.store.rows(f"PRAGMA integrity_check({MOST_SHOWN})"):
            if row[0] != "ok":
                yield Finding(str(row[0]))
    except BookDamaged as error:
        yield Finding(str(error))


def _references(book: Book) -> Iterator[Finding]:
    for row in book.store.rows("PRAGMA foreign_key_check"):
        yield Finding(f"{row['table']} -> {row['parent']}", row["rowid"])


def _reference_count(book: Book) -> int:
    return sum(len(book.store.rows(f"PRAGMA foreign_key_list({table})")) for table in BUSINESS)


# ---- kept figures


def _dues(book: Book) -> Iterator[Finding]:
    for each in book.dues.differences():
        yield Finding(each.figure, each.customer_id, each.kept, each.counted)


def _sales(book: Book) -> Iterator[Finding]:
    for each in book.sales.differences():
        yield Finding(each.figure, each.customer_id, each.kept, each.counted)


def _returns(book: Book) -> Iterator[Finding]:
    for what, row_id, kept, counted in book.returns.differences():
        yield Finding(what, row_id, kept, counted)


def _contacts(book: Book) -> Iterator[Finding]:
    for row in contact_differences(book.store):
        yield Finding("last_contact_on", row["id"], row["kept"], row["counted"])


def _promises(book: Book) -> Iterator[Finding]:
    """What is kept of a promise is what the customer's money since then makes of it."""
    rows = book.store.rows(
        "SELECT id, customer_id, due_on, amount_paisa, sale_id, paid_paisa, status, closed_on FROM pay_promise "
        "WHERE status <> 'replaced' AND deleted_at IS NULL ORDER BY customer_id, id"
    )
    for customer_id, theirs in groupby(rows, key=lambda row: int(row["customer_id"])):
        kept = {row["id"]: row for row in theirs}
        states = [
            PromiseState(row["id"], dt.date.fromisoformat(row["due_on"]), row["amount_paisa"], row["sale_id"])
            for row in kept.values()
        ]
        for one in settle(states, book.dues.entries(customer_id)):
            row = kept[one.promise_id]
            closed_on = one.closed_on.isoformat() if one.closed_on else None
            if (row["paid_paisa"], row["status"], row["closed_on"]) != (
                one.paid_paisa,
                one.status,
                closed_on,
            ):
                yield Finding("promise", one.promise_id, row["status"], one.status)


def _plans(book: Book) -> Iterator[Finding]:
    for each in plan_differences(book.store):
        yield Finding(each.figure, each.customer_id, each.kept, each.counted)


def _halkhatas(book: Book) -> Iterator[Finding]:
    for guest_id, kept, counted in book.halkhatas.carried_differences():
        yield Finding("carried_paisa", guest_id, kept, counted)


def _cards(book: Book) -> Iterator[Finding]:
    for warranty_id in book.warranties.differences():
        yield Finding("last_ends_on", warranty_id)
    for visit_id in book.visits.differences():
        yield Finding("service_visit", visit_id)


def _answers(book: Book) -> Iterator[Finding]:
    for each in book.feedback.differences():
        yield Finding(each.figure, each.customer_id, each.kept, each.counted)


def _wishes(book: Book) -> Iterator[Finding]:
    for demand_id in book.demands.stale():
        yield Finding("folded", demand_id)


def _memos(book: Book) -> Iterator[Finding]:
    """A memo is its lines less the discount, and the ledger has it in full."""
    for row in book.store.rows(
        "SELECT s.id, s.total_paisa, (SELECT sum(i.amount_paisa) FROM sale_item i WHERE i.sale_id = s.id) "
        "- s.discount_paisa AS counted FROM sale s WHERE s.total_paisa IS NOT counted"
    ):
        yield Finding("total_paisa", row["id"], row["total_paisa"], row["counted"])
    for row in book.store.rows(
        "SELECT s.id, s.total_paisa, (SELECT sum(l.amount_paisa) FROM ledger l WHERE l.sale_id = s.id "
        "AND l.kind = 'sale') AS counted FROM sale s "
        "WHERE s.customer_id IS NOT NULL AND s.total_paisa IS NOT coalesce(counted, 0)"
    ):
        yield Finding("ledger", row["id"], row["total_paisa"], row["counted"])


def _jobs(book: Book) -> Iterator[Finding]:
    """A job stands where its last step left it, and what it cost stands in the ledger while it is handed over."""
    for row in book.store.rows(
        "SELECT j.id, j.status, (SELECT e.status FROM job_event e WHERE e.job_id = j.id AND e.deleted_at IS NULL "
        "ORDER BY e.id DESC LIMIT 1) AS counted FROM job j WHERE j.status IS NOT counted"
    ):
        yield Finding("status", row["id"], row["status"], row["counted"])
    for row in book.store.rows(
        "SELECT j.id, CASE j.status WHEN 'delivered' THEN j.charge_paisa ELSE 0 END AS kept, "
        "(SELECT coalesce(sum(l.amount_paisa), 0) FROM ledger l WHERE l.job_id = j.id "
        "AND (l.kind = 'service' OR (SELECT u.kind FROM ledger u WHERE u.id = l.reverses_id) = 'service')) AS counted "
        "FROM job j WHERE j.customer_id IS NOT NULL AND kept <> counted"
    ):
        yield Finding("charge_paisa", row["id"], row["kept"], row["counted"])


# ---- search


def _full_text(book: Book) -> Iterator[Finding]:
    for table in ("customer_fts", "customer_tel"):
        try:
            # Rank 1: also against the table it was made from. It writes nothing, in spite of the word.
            book.store.rows(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")
        except BookDamaged:
            yield Finding(table)


def _keys(book: Book) -> Iterator[Finding]:
    index = SearchIndex()
    if not index.is_current(book.store):
        yield Finding("fold_version")
    for customer_id in index.stale_customers(book.store):
        yield Finding("customer", customer_id)


def _codes(book: Book) -> Iterator[Finding]:
    for kind, table, column, _owner in CODES:
        for row in book.store.rows(
            f"SELECT t.id, t.{column} AS number, c.shown FROM {table} t LEFT JOIN search_code c "
            f"ON c.row_id = t.id AND c.kind = ? WHERE t.{column} IS NOT NULL AND c.shown IS NOT t.{column}",
            (CODE_KINDS.index(kind),),
        ):
            yield Finding(kind, row["id"], row["shown"], row["number"])


# ---- journal and numbers


def _journal(book: Book) -> Iterator[Finding]:
    state = book.store.row("SELECT site, seq, muted FROM journal_state")
    if state is None or state["muted"]:
        yield Finding("muted")
        return
    last = {state["site"]: 0}
    for row in book.store.rows(
        "SELECT site, min(seq) AS first, max(seq) AS last, count(*) AS counted FROM journal GROUP BY site"
    ):
        last[row["site"]] = row["last"]
        if row["counted"] != row["last"] - row["first"] + 1:
            yield Finding(row["site"], None, row["last"] - row["first"] + 1, row["counted"])
    if last[state["site"]] != state["seq"]:
        yield Finding("seq", None, state["seq"], last[state["site"]])


def _agreement(book: Book) -> Iterator[Finding]:
    for table in BUSINESS:
        for one in disagreements(book.store, table):
            yield Finding(f"{table}.{one.column}", one.row_id, one.kept, one.told)


def _triggers(book: Book) -> Iterator[Finding]:
    for name in differing_triggers(book.store):
        yield Finding(name)


def _numbers(book: Book) -> Iterator[Finding]:
    """A series is ahead of all numbers of this counter, those of its earlier incarnations (A, A2, A3) among them."""
    site = str(book.store.value("SELECT site FROM journal_state"))
    for series, table, column in numbered():
        used = book.store.value(
            f"SELECT max(CAST(substr({column}, instr({column}, '-') + 1) AS INTEGER)) FROM {table} "
            f"WHERE rtrim(substr({column}, 1, instr({column}, '-') - 1), '0123456789') = ?",
            (site.rstrip("0123456789"),),
        )
        coming = book.store.value("SELECT next FROM number_series WHERE series = ?", (series,), 1)
        if (used or 0) >= coming:
            yield Finding(series, None, coming, used + 1)


def _staff(book: Book) -> Iterator[Finding]:
    for what, staff_id in pin_disagreements(book.store):
        yield Finding(what, staff_id)


def _rows(table: str) -> Callable[[Book], int]:
    return lambda book: _count(book.store, table)


def _count(reader: Reader, table: str) -> int:
    return int(reader.value(f"SELECT count(*) FROM {table}"))


_PARTS: tuple[_Part, ...] = (
    _Part(
        "pages",
        Message("Pages of the file"),
        lambda book: int(book.store.value("PRAGMA page_count")),
        _pages,
    ),
    _Part("references", Message("References between rows"), _reference_count, _references),
    _Part("dues", Message("Dues against the ledger"), _rows("customer"), _dues),
    _Part("promises", Message("Promises to pay against the payments"), _rows("pay_promise"), _promises),
    _Part("plans", Message("Instalments against the payments"), _rows("instalment"), _plans),
    _Part("halkhata", Message("What a halkhata carried over"), _rows("halkhata_guest"), _halkhatas),
    _Part("sales", Message("Customers' sales against the memos"), _rows("customer"), _sales),
    _Part(
        "contacts", Message("Customers' last contact against notes and talks"), _rows("customer"), _contacts
    ),
    _Part("answers", Message("Customers' last answer against the answers"), _rows("feedback"), _answers),
    _Part("wishes", Message("Keys of wishes against their words"), _rows("demand"), _wishes),
    _Part("memos", Message("Memos against their lines and the ledger"), _rows("sale"), _memos),
    _Part("returns", Message("Returns against their goods and the ledger"), _rows("sale_return"), _returns),
    _Part("cards", Message("Warranty cards against their coverages"), _rows("warranty"), _cards),
    _Part("jobs", Message("Servicing jobs against their steps and the ledger"), _rows("job"), _jobs),
    _Part("staff", Message("PINs against who works here"), _rows("staff"), _staff),
    _Part("full_text", Message("The search index against its keys"), lambda book: 2, _full_text),
    _Part("keys", Message("Search keys against the customers"), _rows("customer_search"), _keys),
    _Part("codes", Message("Searchable numbers against the papers"), _rows("search_code"), _codes),
    _Part("journal", Message("The journal without gaps"), _rows("journal"), _journal),
    _Part("rows", Message("Every row against what the journal says of it"), _rows("journal"), _agreement),
    _Part("triggers", Message("Tables that write the journal"), lambda book: len(BUSINESS), _triggers),
    _Part(
        "numbers", Message("Number series ahead of the used numbers"), lambda book: len(numbered()), _numbers
    ),
)
