"""The jobs at the counter that belong to no one screen: so many keys and no more. The others are counted beside their
screens: a sale, a payment, a call, a note, a missed call, a wish."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QApplication, QLabel

from shopbook.care.promise_model import ShopPromiseDraft
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
