"""The day's list on the screen: who is in it and why, the opened card, and what each key does."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopbook.calls.model import CallbackDraft
from shopbook.customers.model import CustomerDraft, PartialDate
from shopbook.followups.reminders import ReminderDraft
from shopbook.localisation import language
from shopbook.notes.model import FamilyDraft, NoteDraft
from tests.ui.desk import Desk


def test_a_card_tells_who_why_how_much_and_how_late(desk: Desk) -> None:
    desk.promised("রফিকুল ইসলাম", 4500, "01712345678", days=-3, honorific="bhai", area="মিরপুর ১০")
    desk.begin()
    heading, line = desk.lines()
    assert heading == "এখন ১"
    for words in ("রফিকুল ইসলাম ভাই", "০১৭১২-৩৪৫৬৭৮", "মিরপুর ১০", "৳৪,৫০০", "৩ দিন দেরি"):
        assert words in line


def test_the_keyboard_is_in_the_list_when_the_window_opens(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500)
    desk.begin()
    assert desk.focus is desk.page.list
    assert desk.chosen() == "রফিকুল"


def test_the_heading_greets_and_names_the_day_in_both_calendars(desk: Desk) -> None:
    desk.begin()
    assert desk.page.heading.day.text() == "শুভ সকাল · শনিবার, ২১ নভেম্বর ২০২৬ · ৬ই অগ্রহায়ণ ১৪৩৩"


def test_a_day_with_nobody_to_ask_after_says_so_warmly(desk: Desk) -> None:
    desk.book.customers.add(CustomerDraft(name="রহিম উদ্দিন"))
    desk.begin()
    assert desk.page.empty.isVisible()
    assert desk.page.empty.title.text() == "আজ সবার খোঁজ নেওয়া হয়ে গেছে"
    desk.press("1", "S", "X", "D")
    assert desk.sheet is None


def test_the_opened_card_tells_what_one_must_know_before_dialling(desk: Desk) -> None:
    id = desk.promised("সালমা বেগম", 2000, "01819223344", area="সাভার")
    desk.book.notes.add_family(FamilyDraft(id, "son", "জিহাদ", birthday=PartialDate(2020, 11, 1)))
    desk.book.notes.write(NoteDraft(id, "ছেলের জ্বর", kind="preference"))
    desk.begin()
    read = desk.panel()
    for words in ("সালমা বেগম", "সাভার", "০১৮১৯-২২৩৩৪৪", "৳২,০০০", "ছেলে · জিহাদ · ৬ বছর", "নিউ ভিশন ইলেকট্রনিক্স"):
        assert words in read


def test_the_card_is_opened_beside_the_list_even_when_one_left_within_the_first_blink(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.today.beside.PANEL_AFTER_MS", 300)  # time enough to leave, on any machine
    desk.promised("রফিকুল", 4500)
    desk.begin()
    desk.ctx.navigation.go("sale")
    qtbot.waitUntil(lambda: not desk.page.beside._is_painted or "panel" in vars(desk.page.beside))
    desk.ctx.navigation.go("today")
    qtbot.waitUntil(lambda: "panel" in vars(desk.page.beside))
    assert desk.page.beside.panel.isVisible()


def test_what_was_said_last_is_on_the_card_of_the_next_call(desk: Desk) -> None:
    desk.promised("সালমা", 2000, "01819223344")
    desk.begin().press("3").write("দোকান বন্ধ ছিল, কাল দেব").press("Enter")
    desk.days_later(1)
    assert "উনি বলেছেন “দোকান বন্ধ ছিল, কাল দেব”" in desk.panel()


def test_enter_opens_the_profile_of_the_chosen_customer(desk: Desk) -> None:
    id = desk.promised("রফিকুল", 4500)
    desk.begin().press("Enter")
    here = desk.ctx.navigation.here
    assert here is not None
    assert (here.key, here.target) == ("customer", id)


@pytest.mark.parametrize("key", ["M", "Ctrl+C"])
def test_the_ready_message_is_copied_with_the_shops_name_under_it(desk: Desk, key: str) -> None:
    desk.promised("রফিকুল", 4500, honorific="bhai")
    desk.begin().press(key)
    copied = QApplication.clipboard().text()
    assert "রফিকুল ভাই" in copied
    assert copied.endswith("— নিউ ভিশন ইলেকট্রনিক্স")


def test_the_number_is_copied_as_a_telephone_takes_it(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500, "01712345678")
    desk.begin().page.panel.copy_phone.click()
    assert QApplication.clipboard().text() == "01712345678"


def test_done_without_a_call_takes_the_card_away_and_control_z_brings_it_back(desk: Desk) -> None:
    desk.book.followups.remind(ReminderDraft("টিভির দাম জানাতে হবে", dt.date(2026, 11, 21)))
    desk.book.calls.ask_callback(CallbackDraft("01711111111", name="ইসমাইল"))
    desk.begin().press("Down", "D")
    assert desk.lines() == [line for line in desk.lines() if "টিভির দাম" not in line]
    assert desk.page.tiles.done.value.text() == "১"
    assert desk.chosen() == "ইসমাইল"
    desk.press("Ctrl+Z")
    assert any("টিভির দাম" in line for line in desk.lines())
    assert desk.page.tiles.done.value.text() == "০"
    assert desk.chosen() == "দোকানের নিজের কাজ"


def test_a_deed_taken_back_can_be_done_again(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500)
    desk.begin().press("S", "2", "Ctrl+Z", "S", "2")
    assert desk.lines()[:2] == ["এখন আর কাউকে ফোন করার নেই", "পিছিয়ে দেওয়া ১"]


def test_skipping_asks_for_a_reason_and_one_key_gives_a_usual_one(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500)
    desk.begin().press("X", "2")
    assert desk.said() == "বাদ দেওয়া হলো: নিজেই দোকানে এসেছিলেন"
    assert desk.lines() == []


def test_skipping_takes_a_reason_in_own_words_but_not_an_empty_one(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500)
    desk.begin().press("X")
    desk.sheet.line.setFocus()
    desk.press("Enter")
    assert desk.sheet.problem.isVisible()
    desk.write("ভাইয়ের সাথে কথা হয়েছে").press("Enter")
    assert desk.said() == "বাদ দেওয়া হলো: ভাইয়ের সাথে কথা হয়েছে"


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("1", "দুপুর ১২:০০"),
        ("2", "আগামীকাল"),
        ("3", "২৪ নভেম্বর"),
        ("4", "২৮ নভেম্বর"),
        ("5", "৫ ডিসেম্বর"),
    ],
)
def test_a_card_is_put_off_by_two_keys(desk: Desk, key: str, said: str) -> None:
    desk.promised("রফিকুল", 4500)
    desk.begin().press("S", key)
    assert desk.said() == f"পিছিয়ে দেওয়া হলো: {said}"
    assert desk.lines()[1] == "পিছিয়ে দেওয়া ১"
    assert desk.keys == 2


def test_a_card_is_put_off_to_a_day_that_is_typed(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500)
    desk.begin().press("S", "6").write("+১০").press("Enter")
    assert desk.said() == "পিছিয়ে দেওয়া হলো: ১ ডিসেম্বর"
    assert desk.days_later(10).lines()[0] == "এখন ১"


def test_a_day_that_is_past_cannot_be_put_off_to(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500)
    desk.begin().press("S", "6").write("কাল-").press("Enter")
    assert desk.sheet.pick.problem_text()
    assert desk.page.today.counts.now == 1


def test_after_three_times_the_program_asks_do_skip_or_keep(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500)
    desk.begin()
    for _time in range(3):
        desk.press("S", "2").days_later(1)
    desk.press("S")
    assert desk.sheet.question.text.text() == "৩ বার পিছিয়ে দিয়েছেন।"
    desk.press("3", "2")
    assert desk.said() == "পিছিয়ে দেওয়া হলো: আগামীকাল"
    desk.days_later(1).press("S", "2", "1")
    assert desk.said() == "বাদ দেওয়া হলো: আর দরকার নেই"


def test_the_question_after_three_times_can_begin_the_call(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500)
    desk.begin()
    for _time in range(3):
        desk.press("S", "2").days_later(1)
    desk.press("S", "1")
    assert desk.sheet.outcome == "talked"


def test_the_work_goes_on_with_the_next_card_when_one_is_put_off(desk: Desk) -> None:
    for name, taka in (("ক", 90000), ("খ", 60000), ("গ", 4000)):
        desk.promised(name, taka)
    desk.begin()
    first, second = desk.chosen(), desk.page.today.cards[1].title
    desk.press("2")
    assert desk.chosen() == second
    desk.press("Ctrl+Z")
    assert desk.chosen() == first


def test_a_card_in_quiet_days_is_held_back_with_the_reason_and_o_lets_it_through(desk: Desk) -> None:
    id = desk.promised("সালমা", 2000)
    desk.book.notes.write(NoteDraft(id, "শ্বশুর মারা গেছেন", kind="death", follow_ups=()))
    desk.begin()
    assert desk.lines()[1] == "এখন থাক ১"
    assert "৩১ ডিসেম্বর পর্যন্ত টাকা বা বিক্রির কথা নয়।" in desk.panel()
    desk.press("O")
    assert desk.lines()[0] == "এখন ১"


def test_letters_typed_over_the_list_go_to_the_search_box(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500)
    desk.begin().write("র")
    assert desk.window.search.text() == "র"


def test_a_bengali_keyboard_gives_the_same_keys(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500)
    desk.begin().write("২")
    assert "ধরেননি" in desk.said()


def test_after_days_away_a_strip_tells_what_passed(desk: Desk) -> None:
    id = desk.customer("করিম")
    desk.book.notes.write(NoteDraft(id, "জ্বর", kind="own_illness"))
    desk.begin()
    desk.days_later(20)
    assert desk.page.banner.isVisible()
    assert "খাতা ১৯ দিন বন্ধ ছিল।" in desk.page.banner.text.text()
    desk.page.banner.cross.click()
    desk.page.refresh()
    assert not desk.page.banner.isVisible()


def test_the_badge_in_the_rail_counts_the_cards_even_while_the_page_is_hidden(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500)
    desk.begin().ctx.navigation.go("customers")
    assert desk.page.waiting() == 1
    desk.book.calls.ask_callback(CallbackDraft("01711111111"))
    assert desk.page.waiting() == 2


def test_a_payment_elsewhere_takes_the_card_away_at_once(desk: Desk) -> None:
    from shopbook.dues.model import PaymentDraft

    id = desk.promised("রফিকুল", 4500)
    desk.begin()
    desk.book.dues.take_payment(PaymentDraft(id, 450000, desk.book.clock.today(), "cash"))
    assert desk.lines() == []


def test_the_page_speaks_english_when_asked(desk: Desk) -> None:
    desk.promised("Rahim", 4500, days=-3)
    desk.begin()
    language.set_language("en")
    QApplication.sendEvent(desk.page, _language_change())
    assert desk.lines()[0] == "Now 1"
    assert "3 days late" in desk.lines()[1]


def _language_change():  # type: ignore[no-untyped-def]
    from PySide6.QtCore import QEvent

    return QEvent(QEvent.Type.LanguageChange)


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1093, 560), (1024, 540)])
def test_the_buttons_of_the_card_stand_in_sight_on_every_screen(desk: Desk, width: int, height: int) -> None:
    desk.promised("রফিকুল ইসলাম", 4500, "01712345678")
    desk.begin().window.resize(width, height)
    QApplication.processEvents()
    assert (desk.window.width(), desk.window.height()) == (width, height)
    for button in (desk.page.panel.talked, desk.page.panel.no_answer, desk.page.panel.done):
        place = button.mapTo(desk.window, button.rect().bottomRight())
        assert place.x() <= width
        assert place.y() <= height
        assert button.width() >= button.minimumSizeHint().width()
    desk.press("4")
    assert (desk.window.width(), desk.window.height()) == (width, height)
    assert desk.sheet.button.isVisible()


def test_a_sheet_beside_a_narrow_page_leaves_the_list_readable(desk: Desk) -> None:
    desk.promised("রফিকুল ইসলাম", 4500, "01712345678")
    desk.begin().window.resize(1093, 560)
    desk.settle().press("F4")
    assert not desk.page.beside.isVisible()
    assert desk.page.list.width() > 500
    desk.press("Escape")
    assert desk.settle().page.beside.isVisible()


def test_the_sheet_to_print_is_two_keys_and_has_everybody_of_the_list(desk: Desk) -> None:
    from shopbook.localisation.numbers import phone
    from tests.core.documents.ink import squeezed, words_of

    desk.promised("রফিকুল ইসলাম", 4500, "01712345678")
    desk.promised("সালমা বেগম", 900, "01819223344")
    desk.begin().press("Ctrl+L")
    here = desk.ctx.navigation.here
    assert here is not None
    assert here.key == "preview"
    assert isinstance(here.target, dict)
    read = words_of(here.target["pdf"]())
    for words in ("রফিকুল ইসলাম", "সালমা বেগম", phone("+8801712345678"), phone("+8801819223344")):
        assert squeezed(words) in read
