"""A thing is brought to the counter: is it under warranty?"""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.documents import pages as paper
from shopbook.localisation.language import _
from tests.ui.counter import Counter, Key


def test_a_serial_in_bengali_digits_gives_a_green_verdict_with_days_left_in_both_calendars(
    counter: Counter,
) -> None:
    counter.sold(counter.rafiq.id, "MYK22A0098")
    counter.shop.days_later(265)
    counter.press(Key.Key_F6)
    counter.type("MYK২২A০০৯৮")
    counter.press(Key.Key_Return)
    assert counter.commands == 2
    texts = counter.page("warranty").panel.verdict.texts()
    assert texts[0] == "ওয়ারেন্টি আছে"
    assert texts[1] == "সার্ভিস · ১ বছর আর ১০০ দিন · ২১ নভেম্বর ২০২৭ · ৬ই অগ্রহায়ণ ১৪৩৪ পর্যন্ত"


def test_the_day_after_the_last_day_is_red(counter: Counter) -> None:
    counter.sold(counter.rafiq.id, "MYK22A0098")
    counter.shop.clock.advance(days=(dt.date(2027, 11, 22) - counter.shop.today).days)
    counter.press(Key.Key_F6)
    counter.scan("MYK22A0098")
    texts = counter.page("warranty").panel.verdict.texts()
    assert texts[0] == "ওয়ারেন্টি শেষ"
    assert "১ দিন আগে শেষ" in texts[1]


@pytest.mark.parametrize("asked", ["০১৭১২-৩৪৫৬৭৮", "A-000001", "১", "0098"])
def test_phone_card_number_and_the_end_of_a_serial_find_the_card(counter: Counter, asked: str) -> None:
    sale = counter.sold(counter.rafiq.id, "MYK22A0098")
    counter.press(Key.Key_F6)
    counter.type(asked)
    counter.press(Key.Key_Return)
    assert counter.page("warranty").panel.card.id == sale.card_ids[0]


def test_an_unknown_number_is_said_under_the_box(counter: Counter) -> None:
    counter.press(Key.Key_F6)
    counter.type("XYZ-404")
    counter.press(Key.Key_Return)
    assert counter.page("warranty").box.problem_text() == _("No card has this number, serial or phone.")


def test_the_verdict_of_the_card_before_never_stands_beside_a_number_it_does_not_belong_to(
    counter: Counter,
) -> None:
    counter.sold(counter.rafiq.id, "MYK22A0098")
    counter.press(Key.Key_F6)
    counter.type("MYK22A0098\n")
    page = counter.page("warranty")
    assert page.answer.currentWidget() is page.panel
    counter.press(Key.Key_F6)
    counter.type("XYZ-404\n")
    assert page.box.typed() == "XYZ-404", "F6 begins anew over the number before"
    assert page.answer.currentWidget() is not page.panel
    assert page.customer_here() is None


def test_a_lost_card_is_printed_again_as_a_duplicate(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.with_printer(monkeypatch)
    counter.sold(counter.rafiq.id, "MYK22A0098")
    counter.press(Key.Key_F6)
    counter.type("MYK22A0098\n")
    panel = counter.page("warranty").panel
    assert panel.print.text() == _("Print ({size})").format(size="A5")
    counter.control(Key.Key_P)
    assert panel.print.text() == _("Print duplicate copy {n}").format(n="১")
    counter.control(Key.Key_P)
    assert "ডুপ্লিকেট" not in paper.page_text(counter.printed[0], 0)
    assert "ডুপ্লিকেট" in paper.page_text(counter.printed[1], 0)


def test_the_list_begins_with_what_ends_within_a_month(counter: Counter) -> None:
    soon = counter.sold(counter.rafiq.id, "SOON0001")
    counter.shop.days_later(340)
    later = counter.sold(counter.salma.id, "LATER001")
    counter.press(Key.Key_F6)
    page = counter.page("warranty")
    assert page.model.ids() == [soon.card_ids[0]]
    page.chips["all"].click()
    assert page.model.ids() == [later.card_ids[0], soon.card_ids[0]]


def test_the_memo_and_the_customer_are_one_button_away(counter: Counter) -> None:
    sale = counter.sold(counter.rafiq.id, "MYK22A0098")
    counter.ctx.navigation.go("warranty", {"warranty_id": sale.card_ids[0]})
    counter.page("warranty").panel.memo.click()
    assert counter.here == "sale_view"
    assert counter.page("sale_view").sale.id == sale.id
