"""The dues book: who owes, what stood on a past day, a long account, a halkhata, and the saves of money."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from shopbook.book import Book
from shopbook.dues.model import PaymentDraft
from shopbook.dues.plan_model import GuarantorDraft, PlanDraft
from shopbook.dues.queries import OWING_ORDERS
from shopbook.dues.receivables import AGES
from shopbook.sales.model import Sale
from shopbook.sales.return_model import ReturnDraft, ReturnLine
from tests.bench.made_book import TODAY, clock
from tests.bench.saves import saved
from tests.bench.table import Figure, median_of, timed

# One screen and a half: what a list fetches at once.
CHUNK = 64
LINES = 5_000
TIMES = 40


def figures(copy: Path) -> Iterator[Figure]:
    """Questions first: the saves change what they would find."""
    with Book.open(copy, clock=clock()) as book:
        yield from _who_owes(book)
        yield from _plans(book)
        yield from _past_day(book)
        yield from _long_account(book)
        yield from _saves(book)


def _who_owes(book: Book) -> Iterator[Figure]:
    """What a refresh of the dues page asks, with every order and every choice of age and area."""
    dues = book.receivables
    areas = dues.areas()

    def page(**asked: str) -> None:
        dues.buckets()
        dues.areas()
        book.dues.rows(dues.ids(**asked)[:CHUNK])

    floor = median_of(lambda: book.store.ids("SELECT id FROM customer WHERE balance_paisa > 0"), 5)
    tried = [median_of(partial(page, sort=sort), 3) for sort in OWING_ORDERS]
    note = f"{len(dues.ids())} owe; the slowest of {len(tried)} orders"
    yield Figure(
        "owing", "who owes: ages, areas, first rows", max(tried), "ms", 50, 100, floor=floor, note=note
    )
    largest = next(one.area for one in areas if one.area)
    tried = [timed(partial(page, age=age)) for age in AGES]
    tried += [timed(partial(page, age=age, area=largest)) for age in ("all", *AGES)]
    yield Figure("owing_chosen", "the same of one age or area", max(tried), "ms", 50, 100)
    asked = book.halkhatas

    def choosing() -> None:
        asked.areas(100)
        asked.sum_of(asked.candidates(100))

    note = f"{len(asked.candidates(100))} could come"
    yield Figure(
        "candidates", "who could come to a halkhata", median_of(choosing, 5), "ms", 100, 200, note=note
    )


def _plans(book: Book) -> Iterator[Figure]:
    def page() -> None:
        book.plans.rows(book.plans.ids("open")[:CHUNK])
        book.plans.ids("late")
        book.plans.due_between(TODAY, TODAY + dt.timedelta(30))

    note = f"{len(book.plans.ids('open'))} open"
    yield Figure(
        "plans", "instalments: open, late, of the coming month", median_of(page, 5), "ms", 50, 100, note=note
    )


def _past_day(book: Book) -> Iterator[Figure]:
    """For zakat or the year's end; a past day is counted from the whole ledger, on the other thread."""
    yield Figure("standing", "good and doubtful today", median_of(lambda: book.receivables.on_day(TODAY), 3),
                 "ms", 100, 400)  # fmt: skip
    past = timed(lambda: book.receivables.on_day(TODAY - dt.timedelta(200)))
    entries = int(book.store.value("SELECT count(*) FROM ledger"))
    # The floor: reading every entry once.
    floor = timed(lambda: book.store.value("SELECT sum(amount_paisa) FROM ledger NOT INDEXED"))
    yield Figure("standing_past", "the same of a past day, a job with its progress", past / 1000, "s",
                 4 * max(1, entries / 2_000_000), 8 * max(1, entries / 2_000_000), floor=floor / 1000,
                 note=f"{entries} entries")  # fmt: skip


def _long_account(book: Book) -> Iterator[Figure]:
    """An account of thousands of lines: a village's wholesaler of ten years."""
    who = book.receivables.ids("balance")[0]
    columns = ("id", "customer_id", "entry_on", "amount_paisa", "created_at", "kind")
    first = TODAY - dt.timedelta(LINES // 2)
    with book.store.operation() as op:
        op.insert_many("ledger", columns, (
            (op.new_id(), who, (first + dt.timedelta(at // 2)).isoformat(), 100 + at, op.now, "opening")
            for at in range(LINES)
        ))  # fmt: skip
    found = median_of(lambda: book.dues.account(who), 5)
    yield Figure("account", f"an account of {LINES} lines", found, "ms", 50, 100)
    from shopbook.documents.papers_money import statement_paper
    from shopbook.documents.statement import statement

    paper = statement_paper(book.settings.shop(), book.dues.account(who), book.customers.get(who), TODAY)
    drawn = timed(lambda: statement(paper, "A4"))
    yield Figure(
        "statement", f"a statement of {LINES} lines as PDF, a job with its progress", drawn / 1000, "s", 2, 4
    )


def _saves(book: Book) -> Iterator[Figure]:
    people = book.customers.ids("seen", descending=True)
    debtors = book.receivables.ids("oldest")
    owing = debtors[:: max(1, len(debtors) // TIMES)]
    payments = [
        partial(book.dues.take_payment, PaymentDraft(who, 100, TODAY, "bkash", f"TX{who}"))
        for who in owing[:TIMES]
    ]
    yield from saved(book, "payment", "of a payment", payments)
    yield from saved(book, "return", "of a return", _returns(book, people))
    yield from saved(book, "plan", "of a plan of 12 instalments", _new_plans(book, people))


def _returns(book: Book, people: list[int]) -> list[Callable[[], object]]:
    """A line of a whole memo is brought back; it lessens the due."""
    found: list[Callable[[], object]] = []
    for who in people:
        for sale in _latest(book, who):
            lines = book.returns.returnable(sale.id)
            if lines and lines[0].left_milli and lines[0].worth_paisa:
                piece = lines[0].serials[0].id if lines[0].serials else None
                line = ReturnLine(lines[0].sale_item_id, serial_id=piece, fit="faulty")
                found.append(partial(book.returns.take_back, ReturnDraft(sale.id, (line,), TODAY, "চলে না")))
        if len(found) >= TIMES:
            break
    return found[:TIMES]


def _new_plans(book: Book, people: list[int]) -> list[Callable[[], object]]:
    found: list[Callable[[], object]] = []
    for who in people:
        for sale in _latest(book, who):
            if book.plans.of_sale(sale.id) is None and book.plans.due_of(sale.id) >= 12_00:
                behind = (GuarantorDraft("আব্দুল করিম", "01711000222", "ভাই"),)
                found.append(partial(book.plans.make, PlanDraft(sale.id, 12, guarantors=behind)))
        if len(found) >= TIMES:
            break
    return found[:TIMES]


def _latest(book: Book, who: int) -> list[Sale]:
    sales = [book.sales.get(one) for one in book.sales.ids_of_customer(who)[:1]]
    return [sale for sale in sales if not sale.is_voided and sale.customer_id is not None]
