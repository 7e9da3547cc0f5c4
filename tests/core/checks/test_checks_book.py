"""`check` sees every kind of untruth in a book, says which row it is, and mends nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from shopbook.book import Book
from shopbook.checks import MOST_SHOWN, check
from shopbook.clock import FixedClock
from shopbook.customers.model import CustomerDraft
from shopbook.demo import make_demo
from shopbook.dues.model import PaymentDraft
from shopbook.dues.plan_model import PlanDraft
from shopbook.errors import Cancelled, Message
from shopbook.halkhata.model import HalkhataDraft
from shopbook.products.model import CoverageDraft
from shopbook.sales.model import LineDraft, SaleDraft
from shopbook.sales.return_model import ReturnDraft, ReturnLine
from shopbook.service.model import Finding, JobDraft
from shopbook.warranties.model import CardDraft
from tests.language import TODAY

FAULTS = {
    "references": ("PRAGMA foreign_keys=OFF", "UPDATE sale SET customer_id = 7 WHERE id = (SELECT max(id) FROM sale)"),
    "dues": ("UPDATE customer SET balance_paisa = balance_paisa + 1 WHERE id = (SELECT min(id) FROM customer)",),
    "promises": ("UPDATE pay_promise SET paid_paisa = paid_paisa + 5 WHERE status <> 'replaced'",),
    "plans": ("UPDATE instalment SET paid_paisa = paid_paisa + 5 WHERE position = 2",),
    "halkhata": ("UPDATE halkhata_guest SET carried_paisa = carried_paisa + 5",),
    "sales": ("UPDATE customer SET sales_count = 99 WHERE id = (SELECT min(id) FROM customer)",),
    "contacts": ("UPDATE customer SET last_contact_on = '2001-01-01' WHERE last_contact_on IS NOT NULL",),
    "answers": ("UPDATE customer SET last_score_on = '2001-01-01' WHERE last_score_on IS NOT NULL",),
    "wishes": ("UPDATE demand SET folded = 'stale'",),
    "memos": ("UPDATE sale SET total_paisa = total_paisa + 100 WHERE id = (SELECT min(id) FROM sale)",),
    "returns": ("UPDATE sale_return SET total_paisa = total_paisa + 100",),
    "cards": ("UPDATE warranty SET last_ends_on = '2001-01-01' WHERE id = (SELECT min(id) FROM warranty)",),
    "jobs": ("UPDATE job SET charge_paisa = charge_paisa + 100 WHERE status = 'delivered'",),
    "staff": ("UPDATE staff SET pin_hash = 'x' WHERE role <> 'owner'",),
    "full_text": ("INSERT INTO customer_fts(customer_fts) VALUES ('delete-all')",),
    "keys": ("UPDATE customer_search SET raw = 'কেউ না' WHERE customer_id = (SELECT min(id) FROM customer)",),
    "codes": ("DELETE FROM search_code WHERE kind = 0",),
    "journal": ("DELETE FROM journal WHERE seq = 5",),
    "rows": (
        "DROP TRIGGER note_journal_update",
        "UPDATE note SET body = 'কেউ লেখেনি' WHERE id = (SELECT min(id) FROM note)",
    ),
    "triggers": ("DROP TRIGGER sale_journal_insert",),
    "numbers": ("UPDATE number_series SET next = 2 WHERE series = 'memo'",),
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("checks") / "made.shopbook"
    make_demo(path, customers=30, clock=FixedClock(TODAY))
    with Book.open(path, clock=FixedClock(TODAY)) as book:
        buyer = book.customers.add(CustomerDraft(name="জসিম"))
        lines = (LineDraft(name="ফ্রিজ", unit_price_paisa=30_000_00),)
        memo = book.sales.record_sale(SaleDraft(lines=lines, sold_on=TODAY, customer_id=buyer))
        job = book.jobs.take_in(JobDraft("ফ্রিজ", "ঠান্ডা হয় না", buyer, serial="F-1"))
        book.jobs.ready(job.id, Finding("repaired", charge_paisa=500_00))
        book.jobs.deliver(job.id, paid_paisa=200_00)
        taken = book.sales.record_sale(SaleDraft(TODAY, lines, buyer))
        book.returns.take_back(ReturnDraft(taken.id, (ReturnLine(taken.lines[0].id),), TODAY, "লাগবে না"))
        card = CardDraft("এসি", TODAY, (CoverageDraft("service", length=12),), buyer, serial="AC-1")
        book.warranties.give(replace(card, service_every_days=90, service_count=3))
        plan = book.plans.make(PlanDraft(memo.id, count=6))
        book.dues.take_payment(PaymentDraft(buyer, 5_000_00, TODAY, plan_id=plan.id))
        drive = book.halkhatas.start(HalkhataDraft("শুভ হালখাতা", TODAY), [buyer])
        book.halkhatas.close(drive.id)
    return path


@pytest.fixture
def book(made: Path, tmp_path: Path):  # type: ignore[no-untyped-def]
    copy = tmp_path / "copy.shopbook"
    copy.write_bytes(made.read_bytes())
    with Book.open(copy, clock=FixedClock(TODAY)) as opened:
        yield opened


def found(book: Book) -> dict[str, int]:
    return {part.name: part.differing for part in check(book).parts if part.differing}


def test_every_kind_of_comparison_has_a_fault_here(book: Book) -> None:
    report = check(book)
    assert report.is_whole
    assert [part.name for part in report.parts if part.name != "pages"] == list(FAULTS)
    assert [part.name for part in report.parts if not part.compared] == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_where_it_is(name: str, book: Book) -> None:
    for statement in FAULTS[name]:
        book.store.rows(statement)  # past the operations, as another tool would
    seen = found(book)
    assert name in seen
    assert found(book) == seen, "looking changes nothing"


@pytest.mark.parametrize(
    ("statement", "part"),
    [
        ("UPDATE plan SET left_paisa = left_paisa - 100", "plans"),
        ("UPDATE plan SET settled_on = made_on", "plans"),
        ("UPDATE plan SET financed_paisa = financed_paisa + 100", "plans"),
        ("UPDATE plan SET ended_on = made_on", "plans"),
        ("UPDATE instalment SET settled_on = due_on WHERE position = 3", "plans"),
        ("UPDATE instalment SET amount_paisa = amount_paisa + 100 WHERE position = 6", "plans"),
        ("UPDATE instalment SET deleted_at = created_at WHERE position = 2", "plans"),
        ("UPDATE number_series SET next = 1 WHERE series = 'plan'", "numbers"),
        ("UPDATE number_series SET next = 1 WHERE series = 'return'", "numbers"),
        ("UPDATE plan SET plan_no = 'A-000999'", "codes"),
        ("UPDATE sale_return SET return_no = 'A-000999'", "codes"),
        ("UPDATE halkhata_guest SET carried_paisa = NULL", "halkhata"),
        ("UPDATE halkhata SET status = 'open', closed_on = NULL", "halkhata"),
        ("UPDATE halkhata_guest SET due_paisa = due_paisa + 100", "halkhata"),
        (
            "UPDATE coverage SET ends_on = date(ends_on, '+1 day') WHERE id = (SELECT min(id) FROM coverage)",
            "cards",
        ),
        ("UPDATE coverage SET extended_days = 9 WHERE id = (SELECT min(id) FROM coverage)", "cards"),
        (
            "UPDATE coverage SET restarted_on = '2026-01-01' WHERE id = (SELECT min(id) FROM coverage)",
            "cards",
        ),
        (
            "UPDATE warranty SET start_on = date(start_on, '+1 day') WHERE id = (SELECT min(id) FROM warranty)",
            "cards",
        ),
        ("UPDATE warranty SET status = 'void' WHERE serial = 'AC-1'", "cards"),
        ("UPDATE service_visit SET customer_id = (SELECT min(id) FROM customer) WHERE sequence = 2", "cards"),
        ("UPDATE sale_item SET returned_milli = 0 WHERE returned_milli > 0", "returns"),
        ("UPDATE sale_return SET voided_on = returned_on", "returns"),
        ("UPDATE sale_return_item SET amount_paisa = 1", "returns"),
        ("UPDATE job SET status = 'checking' WHERE closed_on IS NULL", "jobs"),
        ("UPDATE job_event SET deleted_at = created_at WHERE deed = 'deliver'", "jobs"),
        ("UPDATE job SET serial = 'F-2' WHERE serial = 'F-1'", "codes"),
        ("DELETE FROM search_code WHERE kind = 6", "codes"),
        ("UPDATE number_series SET next = 1 WHERE series = 'job'", "numbers"),
    ],
)
def test_every_figure_of_money_and_after_sales_that_does_not_agree_is_found(
    statement: str, part: str, book: Book
) -> None:
    book.jobs.move(book.jobs.take_in(JobDraft("ফ্যান", "ঘোরে না", name="ক")).id, "waiting_part")
    assert part not in found(book)
    book.store.rows(statement)
    assert part in found(book)


def test_a_silent_journal_is_a_fault(book: Book) -> None:
    with book.store.operation() as op:
        op.execute("UPDATE journal_state SET muted = 1")
    assert found(book) == {"journal": 1}


def test_many_faults_are_counted_and_some_shown(book: Book) -> None:
    book.store.rows("UPDATE customer SET sales_count = sales_count + 1")
    part = next(part for part in check(book).parts if part.name == "sales")
    assert part.differing == book.store.value("SELECT count(*) FROM customer")
    assert len(part.shown) == MOST_SHOWN


def test_damaged_pages_are_told_and_nothing_else_is_asked(made: Path, tmp_path: Path) -> None:
    with Book.open(made, clock=FixedClock(TODAY)) as whole:
        page = whole.store.value("SELECT rootpage FROM sqlite_schema WHERE name = 'sale_item_of'")
    damaged = bytearray(made.read_bytes())
    damaged[(page - 1) * 4096 : page * 4096] = bytes(4096)
    path = tmp_path / "damaged.shopbook"
    path.write_bytes(damaged)
    with Book.open(path, clock=FixedClock(TODAY)) as book:
        report = check(book)
        assert [part.name for part in report.parts] == ["pages"]
        assert not report.is_whole


def test_check_can_be_stopped(book: Book) -> None:
    class Impatient:
        def step(self, done: int, total: int, what: Message | None = None) -> None:
            if done == 2:
                raise Cancelled

    with pytest.raises(Cancelled):
        check(book, Impatient())
