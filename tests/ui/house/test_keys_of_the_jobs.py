"""The jobs at the counter that belong to no one screen: so many keys and no more. The others are counted beside their
screens: a sale, a payment, a call, a note, a missed call, a wish."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from shopbook.care.promise_model import ShopPromiseDraft
from shopbook.products.model import CoverageDraft
from shopbook.warranties.model import CardDraft
from tests.ui.desk import Desk, desk

__all__ = ["desk"]


def read(desk: Desk) -> str:
    """Every word in sight."""
    here = desk.ctx.navigation.here
    assert here is not None
    page = desk.ctx.navigation.page(here.key)
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def type_anywhere(desk: Desk, words: str) -> None:
    """Type where the keyboard happens to be; the first letter may carry it into the search box."""
    for letter in words:
        desk.write(letter)
        QApplication.processEvents()


def test_the_phone_rings_and_one_key_tells_who_it_is_what_they_owe_and_what_we_promised(desk: Desk) -> None:
    id = desk.promised("রফিকুল ইসলাম", 4500, "01712347890", days=2)
    desk.book.promises.promise(ShopPromiseDraft("স্ট্যান্ড পাঠাব", dt.date(2026, 11, 23), id))
    desk.customer("সালমা বেগম", "01819223344")
    desk.begin().ctx.navigation.go("customers")
    type_anywhere(desk, "7890")
    desk.press("Enter").settle()
    assert desk.keys == 1
    here = desk.ctx.navigation.here
    assert here is not None
    assert (here.key, here.target) == ("customer", id)
    seen = read(desk)
    for words in ("রফিকুল ইসলাম", "৳৪,৫০০", "স্ট্যান্ড পাঠাব"):
        assert words in seen


def test_the_name_as_it_sounds_finds_them_from_the_days_list_with_one_key(desk: Desk) -> None:
    id = desk.promised("রফিকুল ইসলাম", 4500, "01712347890")
    desk.begin()
    type_anywhere(desk, "rafi")
    desk.press("Enter")
    assert desk.keys == 1
    here = desk.ctx.navigation.here
    assert here is not None
    assert (here.key, here.target) == ("customer", id)


def test_the_days_list_is_printed_by_two_keys(desk: Desk, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    from ui import printing
    from ui.widgets import preview

    printed: list[bytes] = []
    monkeypatch.setattr(printing, "printer_found", lambda: True)
    monkeypatch.setattr(preview, "print_pdf", lambda pdf, *_args, **_more: printed.append(pdf))
    desk.promised("রফিকুল ইসলাম", 4500, "01712347890")
    desk.begin().press("Ctrl+L", "Enter")
    assert desk.keys == 2
    assert len(printed) == 1


def test_a_thing_is_checked_by_two_keys_and_taken_in_with_its_slip_by_four(desk: Desk, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    from ui import printing

    given: list[tuple[str, object]] = []
    monkeypatch.setattr(printing, "give_paper", lambda _ctx, kind, target: given.append((kind, target)))
    rafiq = desk.customer("রফিকুল ইসলাম", "01712347890")
    desk.book.warranties.give(
        CardDraft("রাইস কুকার", dt.date(2026, 3, 1), (CoverageDraft("service", "", 1, "year"),), rafiq,
                  serial="MYK22A0098")
    )  # fmt: skip
    desk.begin().press("F6").write("MYK22A0098")
    desk.press("Enter")
    assert desk.keys == 2
    assert "ওয়ারেন্টি আছে" in read(desk)
    desk.press("F7").write("চাল সিদ্ধ হয় না")
    desk.press("Ctrl+P").settle()
    assert desk.keys == 4
    (job,) = desk.book.jobs.of_customer(rafiq)
    assert (job.problem, job.cover, job.serial) == ("চাল সিদ্ধ হয় না", "covered", "MYK22A0098")
    assert given == [("job_slip", job.id)]


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """A printer on the counter, and what it printed."""
    from ui import printing
    from ui.widgets import preview

    pages: list[bytes] = []
    monkeypatch.setattr(printing, "printer_found", lambda: True)
    monkeypatch.setattr(preview, "print_pdf", lambda pdf, *_args, **_more: pages.append(pdf))
    return pages


def owing(desk: Desk) -> int:
    """Rahima owes 1,250 taka; the day's list is in front."""
    id = desk.promised("রহিমা খাতুন", 1250, "01712345678", days=2)
    desk.begin()
    return id


def test_a_due_is_paid_by_three_keys(desk: Desk) -> None:
    id = owing(desk)
    desk.press("F3").write("rahi").press("Enter").write("৫০০").press("Enter")
    assert desk.keys == 3
    assert desk.book.dues.balance(id) == 750_00


def test_by_bkash_it_is_one_key_more(desk: Desk) -> None:
    id = owing(desk)
    desk.press("F3").write("rahi").press("Enter").write("500").press("B", "Enter")
    assert desk.keys == 4
    (payment,) = [line for line in desk.book.dues.statement(id) if line.kind == "payment"]
    assert payment.method == "bkash"


def test_the_same_payment_again_is_one_more_enter(desk: Desk) -> None:
    id = owing(desk)
    desk.press("F3").write("rahi").press("Enter").write("500").press("Enter")
    desk.keys = 0
    desk.press("F3").write("rahi").press("Enter").write("500").press("Enter")
    assert desk.book.dues.balance(id) == 750_00
    desk.press("Enter")
    assert desk.keys == 4
    assert desk.book.dues.balance(id) == 250_00


def test_the_slip_of_a_payment_is_one_key_more_on_whatever_page(desk: Desk, printed: list[bytes]) -> None:
    id = owing(desk)
    desk.press("F3").write("rahi").press("Enter").write("500").press("Enter", "Ctrl+P")
    assert desk.keys == 4
    assert len(printed) == 1
    desk.ctx.navigation.go("complaints")  # there Ctrl+P is the sheet for the wall
    desk.press("F3").write("rahi").press("Enter").write("250").press("Enter", "Ctrl+P")
    assert len(printed) == 2
    assert desk.book.dues.balance(id) == 500_00


def test_the_slip_that_comes_by_itself_costs_no_key(desk: Desk, printed: list[bytes]) -> None:
    from shopbook.settings.printing import RECEIPT_AFTER_PAYMENT

    desk.book.settings.set(RECEIPT_AFTER_PAYMENT, True)
    owing(desk)
    desk.press("F3").write("rahi").press("Enter").write("500").press("Enter")
    assert (desk.keys, len(printed)) == (3, 1)
