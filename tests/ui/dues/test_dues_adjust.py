"""A due made smaller or larger by the shop's own word, and the statement before it is printed."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.ui.counter import Counter, Key
from tests.ui.dues.conftest import reads
from ui import printing
from ui.dues.statement import span


def open_adjust(counter: Counter, **more: object):  # type: ignore[no-untyped-def]
    """The sheet for Salma."""
    counter.ctx.navigation.go("adjust", {"customer_id": counter.salma.id, **more})
    return counter.ctx.navigation.sheet


def kinds(counter: Counter) -> list[str]:
    return [line.kind for line in counter.book.dues.statement(counter.salma.id)]


def test_an_amount_and_enter_let_a_part_of_the_due_off(counter: Counter) -> None:
    counter.salma.owes(1250)
    sheet = open_adjust(counter)
    counter.type("২৫০")
    said = reads(sheet)
    assert "এখন বাকি\n৳১,২৫০" in said
    assert "এর পরে\n৳১,০০০" in said
    counter.press(Key.Key_Return)
    assert counter.said() == "ছাড় ৳২৫০ · এখন বাকি: ৳১,০০০"
    assert kinds(counter) == ["opening", "discount"]
    counter.control(Key.Key_Z)
    assert counter.book.dues.balance(counter.salma.id) == 1250_00


def test_a_correction_is_said_in_words_and_wants_to_know_why(counter: Counter) -> None:
    counter.salma.owes(1250)
    sheet = open_adjust(counter, kind="adjust")
    assert [button.text() for button in sheet.way.buttons] == ["বাকি বাড়বে", "বাকি কমবে"]
    sheet.way.buttons[1].click()
    sheet.amount.line.setFocus()
    counter.type("50\n")
    assert sheet.note.problem_text()
    assert counter.book.dues.balance(counter.salma.id) == 1250_00
    counter.type("দুবার লেখা হয়েছিল\n")
    assert counter.book.dues.balance(counter.salma.id) == 1200_00
    assert counter.book.dues.statement(counter.salma.id)[-1].amount_paisa == -50_00


def test_an_old_due_is_older_by_the_day_that_is_typed(counter: Counter) -> None:
    sheet = open_adjust(counter, kind="opening")
    assert [button.text() for button in sheet.way.buttons] == ["তাঁর কাছে বাকি", "তিনি অগ্রিম দিয়েছেন"]
    counter.type("500")
    sheet.on.set_value(dt.date(2026, 3, 1))
    sheet.save()
    assert counter.salma.record.oldest_unpaid_on == dt.date(2026, 3, 1)


def test_writing_off_offers_all_of_it_and_only_the_owner_may(counter: Counter) -> None:
    counter.salma.owes(1250)
    counter.book.store.role = "manager"
    sheet = open_adjust(counter)
    sheet.kind.buttons[4].click()
    assert sheet.owner.isVisible()
    assert sheet.amount.value() == 1250_00
    sheet.note.line.setFocus()
    counter.type("ঠিকানা বদলে চলে গেছেন\n")
    assert sheet.strip.isVisible()
    assert counter.book.dues.balance(counter.salma.id) == 1250_00
    counter.book.store.role = "owner"
    sheet.save()
    assert counter.book.dues.balance(counter.salma.id) == 0
    assert kinds(counter)[-1] == "writeoff"


def test_an_advance_is_handed_back_only_where_there_is_one(counter: Counter) -> None:
    sheet = open_adjust(counter)
    assert not sheet.kind.buttons[5].isVisible()
    counter.salma.pays(400)
    sheet = open_adjust(counter)
    sheet.kind.buttons[5].click()
    assert sheet.amount.value() == 400_00
    sheet.save()
    assert counter.book.dues.balance(counter.salma.id) == 0
    assert kinds(counter) == ["advance", "refund"]


def test_whose_due_it_is_is_asked_where_nobody_is_in_front(counter: Counter) -> None:
    counter.salma.owes(300)
    counter.ctx.navigation.go("adjust")
    counter.type("salm\n")
    counter.type("100\n")
    assert counter.book.dues.balance(counter.salma.id) == 200_00


def test_an_amount_only_offered_is_not_kept_as_if_it_was_typed(counter: Counter) -> None:
    counter.salma.owes(1250)
    assert open_adjust(counter, kind="writeoff").amount.value() == 1250_00
    counter.press(Key.Key_Escape)
    sheet = open_adjust(counter)
    assert (sheet.kind.value(), sheet.amount.value()) == ("discount", 0)


def test_what_was_typed_comes_back_after_esc(counter: Counter) -> None:
    open_adjust(counter)
    counter.type("75")
    counter.press(Key.Key_Escape)
    assert open_adjust(counter).amount.value() == 75_00


# the statement


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, object]]]:
    """What was opened in the preview."""
    opened: list[tuple[str, dict[str, object]]] = []
    monkeypatch.setattr(printing, "show_paper", lambda _ctx, kind, target: opened.append((kind, target)))
    return opened


def test_the_statement_says_before_printing_what_will_be_on_it(
    counter: Counter, shown: list[tuple[str, dict[str, object]]]
) -> None:
    counter.salma.owes(1250, since=dt.date(2026, 3, 1)).pays(500)
    counter.ctx.navigation.go("statement", {"customer_id": counter.salma.id})
    sheet = counter.ctx.navigation.sheet
    said = reads(sheet)
    assert "১ সেপ্টেম্বর ২০২৬-এর আগে বাকি\n৳১,২৫০" in said
    assert "জমা\n৳৫০০" in said
    assert "শেষে বাকি\n৳৭৫০" in said
    assert "কাগজে হবে\n১ লাইন" in said
    counter.press(Key.Key_Return)
    assert shown == [
        (
            "statement",
            {
                "customer_id": counter.salma.id,
                "first": dt.date(2026, 9, 1),
                "last": dt.date(2026, 11, 21),
            },
        )
    ]


def test_days_of_ones_own_are_typed_in_either_digits(
    counter: Counter, shown: list[tuple[str, dict[str, object]]]
) -> None:
    counter.salma.owes(1250, since=dt.date(2026, 3, 1))
    counter.ctx.navigation.go("statement", {"customer_id": counter.salma.id})
    sheet = counter.ctx.navigation.sheet
    sheet.preset.buttons[3].click()
    assert "কেনা ও যোগ\n৳১,২৫০" in reads(sheet)
    sheet.first.line.setFocus()
    counter.type("১/৪/২০২৬")
    sheet.last.line.setFocus()
    counter.type("30/4/2026")
    counter.pause(300)
    assert "এই কয় দিনে কিছু লেখা হয়নি।" in reads(sheet)
    assert not any(button.isChecked() for button in sheet.preset.buttons)
    counter.type("\n")
    assert shown[0][1]["first"] == dt.date(2026, 4, 1)
    assert shown[0][1]["last"] == dt.date(2026, 4, 30)


def test_a_last_day_before_the_first_is_said(counter: Counter) -> None:
    counter.ctx.navigation.go("statement", {"customer_id": counter.salma.id})
    sheet = counter.ctx.navigation.sheet
    sheet.last.set_value(dt.date(2026, 1, 1))
    sheet.enter()
    assert sheet.last.problem_text() == "শেষ দিনটা প্রথম দিনের আগে পড়েছে।"


def test_three_months_are_this_one_and_the_two_before() -> None:
    assert span("quarter", dt.date(2026, 1, 31)) == (dt.date(2025, 11, 1), dt.date(2026, 1, 31))
    assert span("month", dt.date(2026, 1, 31)) == (dt.date(2026, 1, 1), dt.date(2026, 1, 31))
    assert span("year", dt.date(2026, 5, 5)) == (dt.date(2026, 1, 1), dt.date(2026, 5, 5))
    assert span("all", dt.date(2026, 5, 5)) == (None, None)
