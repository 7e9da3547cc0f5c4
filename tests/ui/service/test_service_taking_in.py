"""A thing is brought for repair: from its card one word is enough, without one a name and what it is."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from shopbook.localisation.language import _
from tests.ui.counter import Counter, Key
from tests.ui.service.bench import read


def only_job(counter: Counter):  # type: ignore[no-untyped-def]
    """The one job in the book."""
    (job,) = counter.book.jobs.rows(counter.book.jobs.ids("all"))
    return job


def fill(counter: Counter, *answers: str) -> None:
    """Answer one question after another with Enter."""
    for answer in answers:
        counter.type(f"{answer}\n")


def test_from_the_card_on_the_counter_only_the_trouble_is_asked(counter: Counter) -> None:
    sale = counter.sold(counter.rafiq.id, "MYK22A0098")
    counter.press(Key.Key_F6)
    counter.type("MYK22A0098\n")
    counter.press(Key.Key_F7)
    sheet = counter.ctx.navigation.sheet
    assert sheet is not None
    shown = read(sheet)
    for words in ("রাইস কুকার Miyako 1.8L", "MYK22A0098", "মোঃ রফিকুল ইসলাম", "ওয়ারেন্টি আছে"):
        assert words in shown
    assert counter.name_of_focus() == _("What is wrong with it?")
    counter.type("চাল সিদ্ধ হয় না\n")
    job = only_job(counter)
    assert (job.problem, job.warranty_id, job.customer_id) == (
        "চাল সিদ্ধ হয় না", sale.card_ids[0], counter.rafiq.id,
    )  # fmt: skip
    assert job.cover == "covered", "what the card said that day is frozen"
    assert job.promised_on == counter.shop.today + dt.timedelta(7)
    assert counter.ctx.navigation.sheet is None
    assert "A-০০০০০১" in counter.said()


def test_a_card_whose_days_are_over_is_told_in_red_before_anything_is_written(counter: Counter) -> None:
    counter.sold(counter.rafiq.id, "MYK22A0098")
    counter.shop.days_later(400)
    counter.press(Key.Key_F6)
    counter.type("MYK22A0098\n")
    counter.press(Key.Key_F7)
    sheet = counter.ctx.navigation.sheet
    assert sheet.cover.texts()[0] == _("The warranty is over")
    counter.type("জ্বলে না\n")
    assert only_job(counter).cover == "ended"


def test_without_a_card_a_name_a_thing_and_the_trouble_are_enough(counter: Counter) -> None:
    counter.press(Key.Key_F7)
    assert counter.name_of_focus() == _("Whose is it?")
    counter.type("সালমা\n")
    assert counter.name_of_focus() == _("Serial or card number")
    counter.type("\n")
    assert counter.name_of_focus() == _("What was brought?")
    counter.type("ব্লেন্ডার\n")
    counter.type("মোটর ঘোরে না\n")
    job = only_job(counter)
    assert (job.customer_id, job.product_name, job.cover) == (counter.salma.id, "ব্লেন্ডার", "none")


def test_somebody_unknown_comes_into_the_book_or_stays_on_the_job_only(counter: Counter) -> None:
    counter.press(Key.Key_F7)
    counter.type("জসিম ০১৮১১০০০০০৯")
    counter.press(Key.Key_Down)  # under "new" stands "on this job only"
    fill(counter, "", "", "জগ", "তার পোড়া")
    job = only_job(counter)
    assert (job.customer_id, job.name, job.phone) == (None, "জসিম", "+8801811000009")
    assert len(counter.book.customers.ids()) == 2, "the book has nobody new"
    counter.press(Key.Key_F7)
    fill(counter, "নতুন খালা 01511222333", "", "ইস্ত্রি", "গরম হয় না")
    newest = counter.book.jobs.rows(counter.book.jobs.ids("all"))[0]
    assert newest.customer_name == "নতুন খালা"


def test_a_serial_scanned_into_an_empty_sheet_fills_in_the_rest(counter: Counter) -> None:
    sale = counter.sold(counter.rafiq.id, "MYK22A0098")
    counter.press(Key.Key_F7)
    counter.scan("MYK22A0098")
    sheet = counter.ctx.navigation.sheet
    assert sheet.product.typed() == "রাইস কুকার Miyako 1.8L"
    assert sheet.person.row.id == counter.rafiq.id
    assert sheet.cover.texts()[0] == "ওয়ারেন্টি আছে"
    assert counter.name_of_focus() == _("What is wrong with it?")
    counter.type("জ্বলে না\n")
    assert only_job(counter).warranty_id == sale.card_ids[0]


def test_a_scanner_under_a_bengali_layout_finds_the_card_all_the_same(counter: Counter) -> None:
    counter.sold(counter.rafiq.id, "123456")
    counter.press(Key.Key_F7)
    counter.window.scanner.gap = 5.0
    # The row of figures by its place on the keyboard, and Enter.
    keys = [(Qt.Key.Key_unknown, place, letter) for place, letter in enumerate("১২৩৪৫৬", start=10)]
    for key, place, letter in (*keys, (Key.Key_Return, 36, "\r")):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, place, 0, 0, letter)
        QApplication.sendEvent(counter.window.windowHandle(), event)
    assert counter.ctx.navigation.sheet.product.typed() == "রাইস কুকার Miyako 1.8L"


def test_a_serial_typed_in_bengali_digits_finds_the_card_at_once(counter: Counter) -> None:
    counter.sold(counter.rafiq.id, "MYK22A0098")
    counter.press(Key.Key_F7)
    sheet = counter.ctx.navigation.sheet
    sheet.serial.setFocus()
    counter.type("myk২২a০০৯৮")
    assert sheet.product.typed() == "রাইস কুকার Miyako 1.8L"
    assert sheet.cover.isVisible()
    counter.type("7")
    assert not sheet.cover.isVisible(), "another serial is another thing"
    assert sheet.card is None


def test_what_is_missing_stands_under_its_field_and_nothing_is_lost(counter: Counter) -> None:
    counter.press(Key.Key_F7)
    sheet = counter.ctx.navigation.sheet
    sheet.product.setFocus()
    counter.type("পাখা")
    sheet.save()
    assert sheet.person.problem_text() == _("Whose is it? Choose the customer, or write a name or a phone.")
    assert sheet.problem.problem_text() == _("What is wrong with it?")
    assert sheet.product.typed() == "পাখা"
    assert counter.name_of_focus() == _("Whose is it?")


def test_usual_words_are_put_in_and_taken_out_by_a_click(counter: Counter) -> None:
    counter.press(Key.Key_F7)
    sheet = counter.ctx.navigation.sheet
    sheet.accessories.set_value("স্ট্যান্ড")
    charger, remote = sheet.accessories.chips[:2]
    charger.click()
    remote.click()
    assert sheet.accessories.value() == "স্ট্যান্ড, চার্জার, রিমোট"
    charger.click()
    assert sheet.accessories.value() == "স্ট্যান্ড, রিমোট"
    assert [chip.isChecked() for chip in (charger, remote)] == [False, True]


def test_a_piece_that_is_in_the_workshop_already_is_told(counter: Counter) -> None:
    sale = counter.sold(counter.rafiq.id, "MYK22A0098")
    jobs = counter.book.jobs
    draft = jobs.draft_for_card(sale.card_ids[0])
    jobs.take_in(
        type(draft)(**{name: getattr(draft, name) for name in draft.__slots__} | {"problem": "জ্বলে না"})
    )
    counter.ctx.navigation.go("job", {"warranty_id": sale.card_ids[0]})
    assert "A-০০০০০১" in counter.ctx.navigation.sheet.here_already.text.text()


def test_what_was_typed_survives_a_power_cut(counter: Counter) -> None:
    sale = counter.sold(counter.rafiq.id, "MYK22A0098")
    counter.ctx.navigation.go("job", {"warranty_id": sale.card_ids[0]})
    counter.type("চাল সিদ্ধ হয়")
    counter.pause()
    counter.lose_window()
    counter.open_window()
    counter.ctx.navigation.go("job", {"warranty_id": sale.card_ids[0]})
    sheet = counter.ctx.navigation.sheet
    assert sheet.problem.typed() == "চাল সিদ্ধ হয়"
    counter.type(" না\n")
    assert only_job(counter).problem == "চাল সিদ্ধ হয় না"
    counter.ctx.navigation.go("job", {"warranty_id": sale.card_ids[0]})
    assert counter.ctx.navigation.sheet.problem.typed() == "", "what is saved is no draft any more"


def test_the_slip_is_printed_by_the_key_that_saves_or_right_after(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui import printing

    given: list[tuple[str, object]] = []
    monkeypatch.setattr(printing, "give_paper", lambda _ctx, kind, target: given.append((kind, target)))
    counter.ctx.navigation.go("job", {"customer_id": counter.salma.id})
    sheet = counter.ctx.navigation.sheet
    sheet.product.setFocus()
    fill(counter, "পাখা")
    counter.type("ঘোরে না")
    counter.control(Key.Key_P)
    assert given == [("job_slip", only_job(counter).id)]
    counter.ctx.navigation.go("job", {"customer_id": counter.salma.id})
    counter.ctx.navigation.sheet.product.setFocus()
    fill(counter, "লাইট", "জ্বলে না")
    counter.control(Key.Key_P)
    assert len(given) == 2, "after Enter Ctrl+P is the slip too, until another page is opened"


def test_taken_in_by_mistake_is_cancelled_so_that_its_number_stays_explained(counter: Counter) -> None:
    counter.ctx.navigation.go("job", {"customer_id": counter.salma.id})
    counter.ctx.navigation.sheet.product.setFocus()
    fill(counter, "পাখা", "ঘোরে না")
    counter.control(Key.Key_Z)
    job = only_job(counter)
    assert (job.status, job.job_no) == ("cancelled", "A-000001")


def test_what_was_written_is_corrected_and_the_frozen_promise_stays(counter: Counter) -> None:
    sale = counter.sold(counter.rafiq.id, "MYK22A0098")
    counter.ctx.navigation.go("job", {"warranty_id": sale.card_ids[0]})
    counter.type("জ্বলে না\n")
    counter.shop.days_later(400)
    counter.ctx.navigation.go("job", {"job_id": only_job(counter).id})
    sheet = counter.ctx.navigation.sheet
    assert sheet.cover.texts()[0].startswith("ওয়ারেন্টি আছে"), "as it was on the day it came"
    sheet.problem.set_value("একেবারে জ্বলে না")
    sheet.save()
    job = only_job(counter)
    assert (job.problem, job.cover, job.serial) == ("একেবারে জ্বলে না", "covered", "MYK22A0098")
    counter.control(Key.Key_Z)
    assert only_job(counter).problem == "জ্বলে না"
