"""Every question of the call desk, the dues book and the workshop is answered through an index, in a book of a million
sales as in the sample shop.

The rules' own questions are asked one by one in tests/core/followups; how long they take is the bench's affair.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any, get_args

import pytest
import sqlcipher3 as sqlite3

from shopbook.book import Book
from shopbook.clock import FixedClock
from shopbook.demo import Size, make_demo
from shopbook.dues.queries import OwingSort
from shopbook.dues.receivables import AGES
from shopbook.sales.delivery_model import DeliveriesShown
from shopbook.service.model import JobDraft
from shopbook.storage.store import Reader

TODAY = dt.date(2026, 11, 21)
MONTH = (TODAY.replace(day=1), TODAY)
# What grows by the thousand. Members, rules, the shop's own words, printed papers and helpers are a handful.
LARGE = frozenset((
    *("customer", "customer_phone", "family_member", "sale", "sale_item", "item_serial", "ledger", "warranty"),
    *("coverage", "note", "note_followup", "gift", "interaction", "callback", "pay_promise", "followup_state"),
    *("complaint", "shop_promise", "buy_promise", "demand", "feedback", "operation", "journal"),
    *("job", "job_event", "service_visit", "sale_return", "sale_return_item"),
    *("plan", "instalment", "guarantor", "halkhata_guest"),
))  # fmt: skip
# Read whole on purpose: each is itself the list, every row of it.
WHOLE = {
    "all complaints": "complaint",
    "every answer": "feedback",
    "all of the shop's word": "shop_promise",
    "all verbal orders": "buy_promise",
    "every wish": "demand",
    "every job": "job",
    "plans that are over": "plan",
    "all that came back": "sale_return",
    "every memo": "sale",
    "what stood on a day": "customer",
}
NAMED = re.compile(r"\b(?:FROM|JOIN|UPDATE|INTO)\s+(\w+)(?:\s+(?:AS\s+)?(?!\w+\s*\()(\w+))?", re.IGNORECASE)

Ask = Callable[[Book, int], object]


def the_list(book: Book, _who: int) -> object:
    return book.followups.today()


def opened_cards(book: Book, _who: int) -> object:
    return [book.followups.details(card) for card in book.followups.today().all_cards()[:30]]


def messages(book: Book, _who: int) -> object:
    cards = book.followups.today().cards[:20]
    return book.followups.messages_of([(card, card.reasons[0]) for card in cards])


def previews(book: Book, _who: int) -> object:
    asked = book.followups
    return [
        asked.preview(state.name, values={number.name: number.default for number in state.values})
        for state in asked.rules()
    ]


def coming_days(book: Book, _who: int) -> object:
    from shopbook.exchange.calendar import coming

    return list(coming(book.followups, TODAY, 30))


def who_owes(book: Book, _who: int) -> object:
    dues = book.receivables
    sorts: tuple[OwingSort, ...] = get_args(OwingSort)
    chosen = [dues.ids("balance", age, area) for age in AGES for area in ("", "মিরপুর")]
    return [book.dues.rows(dues.ids(sort)) for sort in sorts], chosen, dues.buckets(), dues.areas()


def an_account(book: Book, who: int) -> object:
    lines = book.dues.account(who, *MONTH).lines or book.dues.account(who).lines
    return [(book.dues.slip(line.id), book.dues.entry(line.id)) for line in lines[:3]]


def plans(book: Book, who: int) -> object:
    asked = book.plans
    open_now = asked.rows(asked.ids("open"))
    later = asked.due_between(TODAY, TODAY + dt.timedelta(30))
    return asked.ids("late"), later, asked.of_customer(who), [asked.of_sale(one.sale_id) for one in open_now]


def returns(book: Book, who: int) -> object:
    asked = book.returns
    memos = book.sales.ids_of_customer(who)[:3]
    return [
        (asked.returnable(one), asked.of_sale(one), asked.of_exchange(one)) for one in memos
    ], asked.of_customer(who)


def cards(book: Book, who: int) -> object:
    asked = book.warranties
    texts = ("A-000001", "1", "SN-7781234", "81234", "01711000001")
    return (
        [asked.find(text) for text in texts],
        asked.ending_ids(*MONTH),
        asked.ids_of_customer(who),
    )


def servicings(book: Book, _who: int) -> object:
    asked = book.visits
    found = asked.rows([one for which in ("due", "late", "coming") for one in asked.ids(which)])
    return [asked.of_card(row.visit.warranty_id) for row in found[:3]]


QUESTIONS: dict[str, Ask] = {
    "today's list": the_list,
    "one member's part": lambda book, _who: book.followups.today(staff=book.settings.staff()[0].id),
    "everything of today": lambda book, _who: book.followups.today(everything=True),
    "opened cards": opened_cards,
    "messages for many": messages,
    "the rules tried out": previews,
    "a week away": lambda book, _who: book.followups.catch_up(TODAY + dt.timedelta(7)),
    "the coming month": coming_days,
    "what passed unseen": lambda book, _who: book.followups.passed(),
    "the day's summary": lambda book, _who: book.day_summaries.of(),
    "a day gone by": lambda book, _who: book.day_summaries.of(TODAY - dt.timedelta(3)),
    "printed papers": lambda book, _who: [
        book.call_sheets.lines(one.id) for one in book.call_sheets.sheets()
    ],
    "a paper's numbers": lambda book, _who: book.call_sheets.numbers([(None, book.followups.today())]),
    "open complaints": lambda book, _who: book.complaints.rows(book.complaints.ids("open")),
    "late complaints": lambda book, _who: book.complaints.ids("late"),
    "complaints to ask about again": lambda book, _who: book.complaints.ids("to_check"),
    "settled complaints": lambda book, _who: book.complaints.ids("resolved"),
    "rumours": lambda book, _who: [book.complaints.askers(one) for one in book.complaints.ids("rumours")],
    "all complaints": lambda book, _who: book.complaints.ids("all"),
    "a customer's complaints": lambda book, who: (book.complaints.of(who), book.complaints.at_risk(who)),
    "figures of complaints": lambda book, _who: book.complaints.figures(*MONTH),
    "the shop's word": lambda book, _who: book.promises.shop_rows(book.promises.shop_ids("open")),
    "the shop's late word": lambda book, _who: book.promises.shop_ids("late"),
    "the shop's kept word": lambda book, _who: book.promises.shop_ids("kept"),
    "all of the shop's word": lambda book, _who: book.promises.shop_ids("all"),
    "verbal orders": lambda book, _who: book.promises.buy_rows(book.promises.buy_ids("open")),
    "late verbal orders": lambda book, _who: book.promises.buy_ids("late"),
    "verbal orders that were won": lambda book, _who: book.promises.buy_ids("won"),
    "all verbal orders": lambda book, _who: book.promises.buy_ids("all"),
    "a customer's promises": lambda book, who: (book.promises.shop_of(who), book.promises.buy_of(who)),
    "the sum of verbal orders": lambda book, _who: book.promises.open_buy_paisa(),
    "figures of promises": lambda book, _who: book.promises.figures(*MONTH),
    "promises to pay": lambda book, _who: book.dues.promise_rows(book.dues.promise_ids("open")),
    "late promises to pay": lambda book, _who: book.dues.promise_ids("late"),
    "the sum of promises to pay": lambda book, _who: book.dues.promised_paisa(),
    "wishes": lambda book, _who: [book.demands.askers(one.folded) for one in book.demands.wanted()],
    "wishes that came": lambda book, _who: book.demands.rows(book.demands.ids("arrived")),
    "every wish": lambda book, _who: book.demands.ids("all"),
    "a customer's wishes": lambda book, who: book.demands.of(who),
    "lost sales": lambda book, _who: (book.demands.lost_sales(*MONTH), book.demands.conversion(*MONTH)),
    "a customer's answers": lambda book, who: (book.feedback.of(who), book.feedback.is_due(who, TODAY)),
    "words for the wall": lambda book, _who: book.feedback.rows(book.feedback.quotable_ids()),
    "every answer": lambda book, _who: book.feedback.ids(),
    "figures of answers": lambda book, _who: book.feedback.figures(*MONTH),
    "thanks": lambda book, who: (book.rewards.of(who), book.rewards.referred_by_me(who)),
    "helpers": lambda book, _who: (book.helpers.find("মিস্ত্রি"), book.helpers.skills()),
    "own reminders": lambda book, who: (book.followups.reminders(), book.followups.reminders(who)),
    "open call-backs": lambda book, _who: book.calls.open_callbacks(),
    "a customer's calls": lambda book, who: (book.calls.calls(who), book.calls.last_talk(who)),
    "the board of the workshop": lambda book, _who: (
        book.jobs.rows(book.jobs.ids("open")),
        book.jobs.board(),
    ),
    "what is late, ready and away": lambda book, _who: [
        book.jobs.ids(which) for which in ("late", "ready", "company", "waiting", "closed")
    ],
    "how much is in the workshop": lambda book, _who: (book.jobs.counts(), book.service_report.figures()),
    "every job": lambda book, _who: book.jobs.ids("all"),
    "one job": lambda book, _who: [
        (book.jobs.events(job.id), book.jobs.of_card(job.warranty_id or 1), book.jobs.of_serial(job.serial))
        for job in book.jobs.rows(book.jobs.ids("open"))
    ],
    "a job read out": lambda book, _who: [
        book.jobs.find(text) for text in ("A-000001", "1", "SN-7781234", "81234", "01711000001")
    ],
    "a customer's jobs": lambda book, who: book.jobs.of_customer(who),
    "is it here already": lambda book, _who: book.jobs.warnings(JobDraft(serial="SN-1")),
    "how long repairs take": lambda book, _who: (
        book.service_report.repair_days(*MONTH),
        book.service_report.late_ids(),
    ),
    "what comes back faulty": lambda book, _who: book.service_report.fault_rates(*MONTH),
    "who could come to a halkhata": lambda book, who: (
        book.halkhatas.candidates(1),
        book.halkhatas.candidates(1, "মিরপুর"),
        book.halkhatas.areas(1),
        book.halkhatas.sum_of([who]),
        book.halkhatas.open_id(),
    ),
    "the guests of a halkhata": lambda book, _who: [
        (book.halkhatas.guests(book.halkhatas.guest_ids(one.id, "left")), book.halkhatas.counts(one.id))
        for one in book.halkhatas.rows(book.halkhatas.ids())
    ],
    "a guest at the table": lambda book, who: [
        (
            book.halkhatas.find(one, "rahim"),
            book.halkhatas.find(one, "A-000001"),
            book.halkhatas.guest_of(one, who),
        )
        for one in book.halkhatas.ids()
    ],
    "who owes": who_owes,
    "what stood on a day": lambda book, _who: [
        book.receivables.on_day(TODAY - dt.timedelta(ago)) for ago in (0, 90)
    ],
    "an account and its slips": an_account,
    "instalments": plans,
    "plans that are over": lambda book, _who: (book.plans.ids("settled"), book.plans.ids("all")),
    "what came back of a memo": returns,
    "all that came back": lambda book, _who: book.returns.rows(book.returns.ids()),
    "goods on their way": lambda book, _who: [
        book.deliveries.rows(book.deliveries.ids(which)) for which in get_args(DeliveriesShown)
    ],
    "every memo": lambda book, _who: book.sales.ids(),
    "a card read out": cards,
    "free servicings": servicings,
    "a customer's history": lambda book, who: (book.history.timeline(who), book.history.facts(who)),
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """The sample shop, in which everything of the call desk has happened."""
    path = tmp_path_factory.mktemp("plans") / "shop.shopbook"
    make_demo(path, size=Size.of(48), clock=FixedClock(TODAY))
    # Of fifty customers SQLite knows that it may as well read them all; of a book it knows nothing about it does not.
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("DELETE FROM sqlite_stat1")
    connection.close()
    with Book.open(path, clock=FixedClock(TODAY)) as opened:
        opened.followups.catch_up()
        opened.call_sheets.remember(opened.followups.today())
        yield opened


def asked_by(book: Book, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Every statement this question sends to the book, with one set of its parameters."""
    seen: dict[str, Any] = {}
    who = book.customers.ids("name")[0]

    def watched(plain: Callable[..., Any]) -> Callable[..., Any]:
        def reading(reader: Reader, sql: str, params: Any = (), *rest: Any) -> Any:
            seen.setdefault(sql, params)
            return plain(reader, sql, params, *rest)

        return reading

    with monkeypatch.context() as patch:
        for name in ("rows", "row", "ids"):
            patch.setattr(Reader, name, watched(getattr(Reader, name)))
        ask(book, who)
    return seen


def scanned(book: Book, sql: str, params: Any) -> set[str]:
    """The large tables this statement reads from end to end, whether itself or an index of it."""
    tables: dict[str, set[str]] = {}
    for table, alias in NAMED.findall(sql):
        for name in (table, alias):
            tables.setdefault(name.lower(), set()).add(table.lower())
    found: set[str] = set()
    if "IN ()" in sql:  # asked for nothing, it reads nothing
        return found
    for row in book.store.rows(f"EXPLAIN QUERY PLAN {sql}", params):
        part = re.match(r"SCAN (\w+)", row["detail"])
        # A small index of its own (open ones, those in the trash) holds only what is asked for.
        is_partial = any(
            f" {index} " in f"{row['detail']} " for index in partial_indexes(book) if "INDEX" in row["detail"]
        )
        is_first_row = "USING" in row["detail"] and re.search(r"\bLIMIT 1\b", sql)
        if part and not is_partial and not is_first_row and "VIRTUAL TABLE" not in row["detail"]:
            found |= tables.get(part[1].lower(), set()) & LARGE
    return found


def partial_indexes(book: Book) -> list[str]:
    """The indexes that hold only some rows of their table."""
    sql = "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql LIKE '% WHERE %'"
    return [row["name"] for row in book.store.rows(sql)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_question_reads_a_large_table_whole(
    book: Book, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    seen = asked_by(book, QUESTIONS[question], monkeypatch)
    assert seen, "it asks the book"
    allowed = {WHOLE[question]} if question in WHOLE else set()
    bad = {sql: tables for sql, params in seen.items() if (tables := scanned(book, sql, params) - allowed)}
    assert bad == {}


def test_a_question_that_reads_all_customers_is_found_out(book: Book) -> None:
    assert scanned(book, "SELECT c.id FROM customer c WHERE c.area = ?", ("সাভার",)) == {"customer"}
    assert scanned(book, "SELECT id FROM customer WHERE id = ?", (1,)) == set()
