"""Whatever happens to a guest's account while a drive is open, its figures add up to the paisa."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopbook.dues.model import AdjustmentDraft, PaymentDraft
from shopbook.errors import Refused
from shopbook.halkhata.model import HalkhataDraft, Happening, tally
from shopbook.sales.model import LineDraft, SaleDraft
from tests.language import TestShop

TAKA = st.integers(1, 900)
HAPPENING = st.one_of(
    st.tuples(st.sampled_from(["pay", "table", "buy", "more"]), st.integers(0, 2), TAKA, TAKA),
    st.tuples(st.sampled_from(["discount", "adjust", "less", "reverse", "void", "invite", "uninvite", "back"]),
              st.integers(0, 2), TAKA, TAKA),
)  # fmt: skip


class Town:
    """Three customers and one drive; `do` lets one thing happen, as a shopkeeper could do it."""

    def __init__(self, folder: Path) -> None:
        self.shop = TestShop(folder)
        self.book = self.shop.book
        self.people = [self.shop.customer(name) for name in ("রহিম", "করিম", "সালমা")]
        self.people[0].owes(500)
        self.people[1].owes(300)
        self.book.dues.take_payment(PaymentDraft(self.people[2].id, 200_00, self.shop.today))
        self.sales: list[tuple[int, int]] = []
        self.do("buy", 1, 250, 100)
        drive = HalkhataDraft("শুভ হালখাতা", self.shop.today + dt.timedelta(3))
        self.drive = self.book.halkhatas.start(drive, [person.id for person in self.people])

    def do(self, what: str, whose: int, taka: int, other: int) -> None:
        who, today, dues = self.people[whose].id, self.shop.today, self.book.dues
        match what:
            case "pay":
                dues.take_payment(PaymentDraft(who, taka * 100 + other, today))
            case "table" | "more":
                guest = self.book.halkhatas.guest_of(self.drive.id, who)
                owed = max(0, dues.balance(who))
                if guest is not None:
                    discount = max(0, min(other * 100, owed - taka * 100)) if what == "more" else 0
                    self.book.halkhatas.take_payment(guest, taka * 100, discount_paisa=discount)
            case "buy":
                line = LineDraft(name="ফ্যান", unit_price_paisa=taka * 100)
                paid = min(taka, other) * 100
                self.sales.append(
                    (self.book.sales.record_sale(SaleDraft(today, (line,), who, paid_paisa=paid)).id, who)
                )
            case "discount" | "adjust" | "less":
                kind, signed = (
                    ("discount", taka)
                    if what == "discount"
                    else ("adjust", taka if what == "adjust" else -taka)
                )
                if kind == "adjust" or dues.balance(who) >= taka * 100:
                    dues.adjust(AdjustmentDraft(who, kind, signed * 100, today, "হিসাব"))
            case "reverse":
                for entry in reversed(dues.statement(who)):
                    if (
                        entry.kind in ("payment", "advance", "discount", "adjust", "opening")
                        and not entry.reversed
                    ):
                        try:
                            dues.reverse(entry.id, "ভুল")
                        except Refused:
                            continue
                        break
            case "void":
                if self.sales:
                    sale_id, _who = self.sales.pop(taka % len(self.sales))
                    self.book.sales.void_sale(sale_id, "ফেরত")
            case "invite":
                self.book.halkhatas.invite(self.drive.id, [who])
            case "uninvite" | "back":
                guest = self.book.halkhatas.guest_of(self.drive.id, who)
                if guest is not None and what == "uninvite":
                    try:
                        self.book.halkhatas.uninvite(guest)
                    except Refused:
                        assert self.book.halkhatas.guest(guest).came_on is not None
                elif guest is not None:
                    payment = self.book.halkhatas.take_payment(guest, taka * 100)
                    self.book.halkhatas.take_back(guest, payment.id, "ভুল", came=other % 2 == 0)

    def check(self) -> None:
        """Every guest's line and the whole add up, and what is left is what the account says."""
        drives = self.book.halkhatas
        ids = drives.guest_ids(self.drive.id)
        tallies = drives.tallies(self.drive.id)
        assert set(ids) == set(tallies)
        for guest in drives.guests(ids):
            found = guest.tally
            assert found == tallies[guest.id], "one guest and all guests are counted alike"
            assert (
                found.due_paisa + found.added_paisa - found.collected_paisa - found.lessened_paisa
                == found.left_paisa
            )
            assert min(found.due_paisa, found.added_paisa, found.collected_paisa, found.lessened_paisa) >= 0
            assert 0 <= found.drive_paisa <= found.collected_paisa
            balance = self.book.dues.balance(guest.customer_id)
            assert (found.left_paisa, found.advance_paisa) == (max(0, balance), max(0, -balance))
        shown = ("all", "waiting", "came", "paid", "left", "unprinted")
        assert drives.counts(self.drive.id) == {
            key: len(drives.guest_ids(self.drive.id, key)) for key in shown
        }
        report = drives.report(self.drive.id)
        assert (
            report.due_paisa + report.added_paisa - report.collected_paisa - report.lessened_paisa
            == report.left_paisa
        )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(before=st.lists(HAPPENING, max_size=14), after=st.lists(HAPPENING, max_size=4))
def test_any_happenings_add_up_and_a_closed_book_stays_as_it_was(
    before: list[tuple[str, int, int, int]], after: list[tuple[str, int, int, int]]
) -> None:
    with TemporaryDirectory() as folder:
        town = Town(Path(folder))
        try:
            for happening in before:
                town.do(*happening)
                town.check()
            town.book.halkhatas.close(town.drive.id)
            closed = town.book.halkhatas.report(town.drive.id)
            carried = {
                g.id: g.carried_paisa
                for g in town.book.halkhatas.guests(town.book.halkhatas.guest_ids(town.drive.id))
            }
            assert sum(paisa or 0 for paisa in carried.values()) == closed.left_paisa
            for what, whose, taka, other in after:
                if what in ("pay", "buy", "discount", "adjust", "less", "reverse", "void"):
                    town.do(what, whose, taka, other)
            assert town.book.halkhatas.report(town.drive.id) == closed
            assert town.book.dues.recompute(town.people[0].id) == ()
        finally:
            town.book.close()


AMOUNT = st.integers(-100_000, 100_000).filter(bool)
ROW = st.builds(
    Happening,
    st.sampled_from([
        *("opening", "sale", "payment", "return", "discount", "cashback", "adjust", "writeoff", "refund", "service")
    ]),
    AMOUNT,
    st.sampled_from([None, ("sale", 1), ("job", 1)]),
    st.booleans(),
)  # fmt: skip


@given(due=st.integers(-100_000, 100_000), rows=st.lists(ROW, max_size=12))
def test_the_arithmetic_holds_for_any_rows_at_all(due: int, rows: list[Happening]) -> None:
    found = tally(due, rows)
    balance = due + sum(row.amount_paisa for row in rows)
    assert found.left_paisa == max(0, balance) and found.advance_paisa == max(0, -balance)
    assert (
        found.due_paisa + found.added_paisa - found.collected_paisa - found.lessened_paisa == found.left_paisa
    )


def test_money_at_the_table_is_collected_there_also_for_something_bought_since() -> None:
    bought = Happening("sale", 300_00, ("sale", 5))
    paid = Happening("payment", -200_00, ("sale", 5), at_drive=True)
    found = tally(500_00, [bought, paid])
    assert (found.added_paisa, found.collected_paisa, found.drive_paisa) == (300_00, 200_00, 200_00)
    elsewhere = tally(500_00, [bought, replace(paid, at_drive=False)])
    assert (elsewhere.added_paisa, elsewhere.collected_paisa, elsewhere.left_paisa) == (100_00, 0, 600_00)


def test_money_handed_back_for_goods_takes_from_what_they_lessened_and_is_nothing_bought() -> None:
    back = [Happening("return", -400_00, ("sale", 2)), Happening("refund", 150_00, ("sale", 2))]
    found = tally(500_00, back)
    assert (found.added_paisa, found.lessened_paisa, found.left_paisa) == (0, 250_00, 250_00)


def test_money_handed_back_for_what_came_back_before_is_owed_again() -> None:
    found = tally(500_00, [Happening("refund", 150_00, ("sale", 2))])
    assert (found.added_paisa, found.lessened_paisa, found.left_paisa) == (150_00, 0, 650_00)


def test_an_advance_at_the_invitation_goes_against_what_is_bought_since() -> None:
    found = tally(-200_00, [Happening("sale", 500_00, ("sale", 9))])
    assert (found.due_paisa, found.added_paisa, found.lessened_paisa, found.left_paisa) == (
        0,
        500_00,
        200_00,
        300_00,
    )
