"""The sample shop: the same seed gives the same shop, its day is worth a look, and every figure in it is true."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from shopbook.book import Book
from shopbook.checks import check
from shopbook.clock import FixedClock
from shopbook.demo import SMALL, Size, make_demo
from shopbook.demo import make as making
from shopbook.errors import BookExists, Cancelled, Message
from shopbook.followups.model import Lane

DAY = dt.date(2026, 11, 21)
FACTS = (
    *("customer", "customer_phone", "sale", "sale_item", "ledger", "pay_promise"),
    *("warranty", "coverage", "note", "note_followup", "interaction"),
    *("complaint", "shop_promise", "buy_promise", "demand", "feedback", "reward", "helper"),
    *("plan", "instalment", "guarantor", "sale_return", "sale_return_item", "halkhata", "halkhata_guest"),
    *("job", "job_event", "service_visit"),
)

SAID_IN_CALLS = (
    "SELECT asked_on, what, reason, folded, status, closed_on FROM demand ORDER BY 1, 2, 3",
    "SELECT made_on, what, due_on, status FROM shop_promise ORDER BY 1, 2, 3",
    "SELECT made_on, what, expected_on, status FROM buy_promise ORDER BY 1, 2, 3",
    "SELECT f.asked_on, f.score, i.score FROM feedback f LEFT JOIN interaction i ON i.id = f.interaction_id "
    "ORDER BY 1, 2, 3",
    "SELECT name, last_score_on FROM customer WHERE last_score_on IS NOT NULL ORDER BY 1, 2",
)


def made(folder: Path, name: str = "a", day: dt.date = DAY, **more: object) -> Book:
    clock = FixedClock(day)
    path = folder / f"{name}.shopbook"
    make_demo(path, clock=clock, **more)  # type: ignore[arg-type]
    return Book.open(path, clock=clock)


def facts(book: Book) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: [tuple(row) for row in book.store.rows(f"SELECT * FROM {table} ORDER BY id")]
        for table in FACTS
    }


def test_the_same_seed_and_day_give_the_same_shop(tmp_path: Path) -> None:
    with made(tmp_path, "a", customers=12, seed=3) as one, made(tmp_path, "b", customers=12, seed=3) as two:
        assert facts(one) == facts(two)
    with made(tmp_path, "c", customers=12, seed=4) as other, Book.open(tmp_path / "a.shopbook") as one:
        assert facts(one)["customer"] != facts(other)["customer"]


@pytest.mark.parametrize("seed", [1, 2, 5])
@pytest.mark.parametrize("day", [DAY, dt.date(2026, 11, 20), dt.date(2028, 2, 29)])
def test_the_sample_shop_has_a_day_worth_looking_at(tmp_path: Path, seed: int, day: dt.date) -> None:
    with made(tmp_path, day=day, seed=seed) as book:
        today = book.followups.today()
        assert book.customers.count() == SMALL + 2  # two were written down twice
        assert 8 <= len(today.cards) <= 22
        rules = {item.rule for card in today.cards for item in card.reasons}
        assert {"callback", "pay_promise", "note_followup", "call_later", "thank_you"} <= rules
        assert {"birthday_child", "birthday_customer", "warranty_ending"} <= rules
        assert {"complaint", "complaint_check", "shop_promise", "buy_promise", "demand_arrived"} <= rules
        assert {"instalment", "job_late", "job_ready", "job_at_company", "service_visit"} <= rules
        held = {item.held_by for card in today.all_cards() for item in (*card.reasons, *card.others)}
        assert {"do_not_call", "quiet"} <= held
        assert not [card for card in today.cards if card.lane is not Lane.NOW]


def test_the_sample_shop_has_something_of_every_promise_and_word(tmp_path: Path) -> None:
    with made(tmp_path) as book:
        complaints, promises, demands = book.complaints, book.promises, book.demands
        assert len(complaints.ids("late")) == 1
        assert len(complaints.ids("to_check")) == 1
        (rumour,) = complaints.rows(complaints.ids("rumours"))
        assert rumour.agreed_answer
        assert len(complaints.askers(rumour.id)) == 2
        assert [len(promises.shop_ids(which)) for which in ("open", "late", "kept")] == [2, 0, 2]  # type: ignore[arg-type]
        assert [len(promises.buy_ids(which)) for which in ("open", "won", "lost")] == [2, 1, 1]  # type: ignore[arg-type]
        (won,) = promises.buy_rows(promises.buy_ids("won"))
        assert won.memo_no
        assert [one.count for one in demands.wanted()] == [2, 1]
        assert len(demands.ids("arrived")) == 1
        assert len(demands.ids("all")) == 6
        assert book.feedback.quotable_ids()
        assert book.store.value("SELECT count(*) FROM reward WHERE referred_id IS NOT NULL") == 1
        assert book.store.value("SELECT count(*) FROM customer WHERE referred_by_id IS NOT NULL") == 1
        assert len(book.settings.staff()) == 4
        assert book.store.value("SELECT count(*) FROM helper") == 3


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_the_sample_shop_has_something_to_put_right(tmp_path: Path, seed: int) -> None:
    with made(tmp_path, seed=seed) as book:
        surest = book.merging.suggestions()[:2]
        assert [("name" in pair.reasons, len(pair.reasons) > 1) for pair in surest] == [(True, True)] * 2
        assert book.trash.counts() == {"customer": 1, "note": 1, "reminder": 1, "product": 1}
        staff = {person.id: person for person in book.signing.people()}
        assert [person.has_pin for person in staff.values()] == [False] * 4
        assert book.signing.who() is None
        edited = [
            (deed.customer, deed.staff_id)
            for deed in book.history.deeds(None, 400)
            if any(one.table == "customer" and one.deed == "u" and one.changes for one in deed.written)
        ]
        assert len({staff[by].role for _whom, by in edited if by is not None}) == 3


def test_the_sample_shop_has_something_of_everything_that_comes_after_a_sale(tmp_path: Path) -> None:
    with made(tmp_path) as book:
        on_schedule, behind = book.plans.rows(sorted(book.plans.ids("open")))
        assert (on_schedule.missed(DAY), behind.missed(DAY)) == (0, 3)
        assert on_schedule.shown_guarantors(DAY) == ()
        assert len(behind.shown_guarantors(DAY)) == 2
        assert {
            which: len(book.jobs.ids(which)) for which in ("open", "late", "ready", "company", "closed")
        } == {  # type: ignore[arg-type]
            "open": 4,
            "late": 1,
            "ready": 1,
            "company": 1,
            "closed": 1,
        }
        (stranger,) = [job for job in book.jobs.rows(book.jobs.ids("open")) if job.customer_id is None]
        assert stranger.phone
        assert book.deliveries.ids("out")
        assert book.store.value("SELECT fit FROM sale_return_item") == "faulty"
        (drive,) = book.halkhatas.rows(book.halkhatas.ids())
        assert drive.invited >= 5
        assert book.visits.ids("coming")


def test_a_large_sample_shop_has_its_repairs_and_instalments_and_every_figure_is_true(tmp_path: Path) -> None:
    with made(tmp_path, customers=1_500, size=Size.of(1_500, notes=0)) as book:
        assert len(book.jobs.ids("closed")) > 40
        assert book.jobs.ids("late")
        assert len(book.plans.ids("open")) > 5
        assert book.plans.ids("settled")
        assert book.store.value("SELECT count(*) FROM service_visit WHERE done_on IS NULL") > 50
        assert check(book).is_whole


def test_about_four_names_in_ten_are_in_latin_letters(tmp_path: Path) -> None:
    with made(tmp_path, customers=400, size=Size.of(400, sales=0, notes=0)) as book:
        latin = book.store.value("SELECT count(*) FROM customer WHERE name GLOB '*[A-Za-z]*'")
        shared = book.store.value(
            "SELECT count(*) FROM (SELECT key10 FROM customer_phone GROUP BY key10 HAVING count(*) > 1)"
        )
    assert 120 <= latin <= 200
    assert shared >= 10


@pytest.mark.parametrize("by_hand", [True, False], ids=["by hand", "in bulk"])
def test_every_figure_of_a_sample_shop_is_true(
    tmp_path: Path, by_hand: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "MOST_BY_HAND", 1_000 if by_hand else 0)
    with made(tmp_path, customers=150) as book:
        report = check(book)
        assert [(part.name, part.shown) for part in report.parts if part.differing] == []
        assert book.store.value("SELECT count(*) FROM journal") > 2_000
        assert book.store.value("SELECT count(*) FROM sale") >= 450


def test_both_ways_of_writing_tell_the_same_story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    for name, most in (("hand", 1_000), ("bulk", 0)):
        monkeypatch.setattr(making, "MOST_BY_HAND", most)
        with made(tmp_path, name, size=Size.of(40, notes=300), seed=9) as book:
            rows = book.store.rows(
                "SELECT name, balance_paisa, oldest_unpaid_on, last_payment_on, first_sale_on, last_sale_on, "
                "last_contact_on, last_seen_on, sales_count FROM customer ORDER BY name, id"
            )
            promises = book.store.rows(
                "SELECT due_on, amount_paisa, paid_paisa, status, closed_on FROM pay_promise ORDER BY 1, 2, 3"
            )
            numbers = book.store.rows(
                "SELECT s.memo_no, s.sold_on, s.total_paisa, w.card_no, w.last_ends_on FROM sale s "
                "LEFT JOIN sale_item i ON i.sale_id = s.id LEFT JOIN warranty w ON w.sale_item_id = i.id "
                "WHERE s.sold_on < '2025-09-01' ORDER BY 1, i.position"
            )
            complaints = book.store.rows(
                "SELECT what, opened_at, status, resolved_at, resolution, satisfied, cleared_on FROM complaint "
                "WHERE opened_on < '2026-09-01' ORDER BY 1, 2"
            )
            assert complaints
            told.append([[tuple(row) for row in part] for part in (rows, promises, numbers, complaints)])
    assert told[0] == told[1]


def test_a_large_shop_is_told_wishes_answers_and_promises_by_both_ways_of_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    for name, most in (("hand", 1_000), ("bulk", 0)):
        monkeypatch.setattr(making, "MOST_BY_HAND", most)
        size = Size.of(201, sales=60, notes=700)
        with made(tmp_path, name, size=size) as book:
            assert check(book).is_whole
            told.append([[tuple(row) for row in book.store.rows(sql)] for sql in SAID_IN_CALLS])
    assert told[0] == told[1]
    assert all(len(rows) > 5 for rows in told[0][:1] + told[0][3:])


def test_counts_asked_for_are_counts_given(tmp_path: Path) -> None:
    size = Size.of(60, sales=90, warranties=20, notes=30)
    with made(tmp_path, size=size) as book:
        background = "SELECT count(*) FROM {} WHERE {} < '2025-11-01'"
        # One more was thrown away, and two were written down twice.
        assert book.store.value("SELECT count(*) FROM customer") == 60 + 3
        # The heroes' own scenes come on top.
        assert 90 <= book.store.value("SELECT count(*) FROM sale") <= 90 + 22
        assert 20 <= book.store.value("SELECT count(*) FROM warranty") <= 20 + 22
        assert book.store.value(background.format("sale", "sold_on")) < 90


def test_without_the_journal_the_years_are_not_in_it_but_tomorrow_is(tmp_path: Path) -> None:
    with made(tmp_path, customers=8, journal=False) as book:
        assert book.store.value("SELECT count(*) FROM journal") < 10
        book.customers.trash(book.customers.ids()[0])
        assert book.store.value("SELECT count(*) FROM journal WHERE tbl = 'customer'") == 1
        assert check(book).is_whole


def test_a_book_that_is_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "mine.shopbook"
    path.write_bytes(b"precious")
    with pytest.raises(BookExists):
        make_demo(path)
    assert path.read_bytes() == b"precious"


def test_cancel_leaves_no_half_shop(tmp_path: Path) -> None:
    class Impatient:
        def step(self, done: int, total: int, what: Message | None = None) -> None:
            if done > 10:
                raise Cancelled

    with pytest.raises(Cancelled):
        make_demo(tmp_path / "x.shopbook", progress=Impatient())
    assert not [file for file in tmp_path.iterdir() if file.name.startswith("x.shopbook")]


@pytest.mark.parametrize("customers", [0, 1, 5])
def test_even_a_tiny_sample_shop_opens(tmp_path: Path, customers: int) -> None:
    with made(tmp_path, customers=customers) as book:
        book.followups.today()
        assert book.customers.count() == customers
        assert check(book).is_whole
