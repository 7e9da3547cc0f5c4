"""Where one part hands over to another: a call that gives way, a sheet that settles, a word that is taken back."""

from __future__ import annotations

import datetime as dt

from shopbook.calls.model import CallbackDraft
from shopbook.care.complaints import ComplaintDraft
from shopbook.care.demands import DemandDraft
from shopbook.care.promises import BuyPromiseDraft, ShopPromiseDraft
from shopbook.directory.model import HelperDraft
from tests.ui.desk import Desk

TODAY = dt.date(2026, 11, 21)


def rules(desk: Desk, id: int) -> set[str]:
    """Why a customer is in the list."""
    desk.settle()
    cards = desk.page.today.all_cards()
    return {item.rule for card in cards if card.customer_id == id for item in card.reasons}


def test_everything_begun_in_a_call_is_there_after_a_helpers_number_was_given(desk: Desk) -> None:
    id = desk.customer("জাহানারা", "01712345678")
    desk.book.helpers.add(HelperDraft("সুবল মিস্ত্রি", "mechanic", "01799000398"))
    desk.begin().ctx.navigation.go("customer", id)
    desk.press("F5").write("মোটর শব্দ করে").press("Alt+P").write("লোক পাঠাব")
    desk.sheet.promise.due_on.line.setText("+2")
    desk.press("Alt+D").write("সাইলেন্সার")
    desk.press("Ctrl+H", "Enter").settle()
    strip = desk.sheet
    assert strip.said.typed() == "মোটর শব্দ করে"
    assert strip.extras["promise"].isChecked()
    desk.press("Ctrl+Return").settle()
    (word,) = desk.book.promises.shop_of(id)
    assert (word.what, word.due_on) == ("লোক পাঠাব", dt.date(2026, 11, 23))
    assert [wish.what for wish in desk.book.demands.of(id)] == ["সাইলেন্সার"]


def test_a_helper_written_down_in_the_middle_of_a_call_brings_the_call_back(desk: Desk) -> None:
    id = desk.customer("জাহানারা", "01712345678")
    desk.begin().ctx.navigation.go("customer", id)
    desk.press("F5").write("মোটর শব্দ করে").press("Ctrl+H").write("সুবল")
    desk.sheet._on_new()
    desk.settle()
    assert desk.focus is desk.sheet.phone.control
    desk.write("01799000398")
    desk.press("Ctrl+Return").settle()
    assert len(desk.book.helpers.find("")) == 1
    if not hasattr(desk.sheet, "said"):
        desk.press("Esc").settle()
    assert desk.sheet.said.typed() == "মোটর শব্দ করে"


def test_a_settled_complaint_taken_back_stands_in_the_list_again(desk: Desk) -> None:
    id = desk.customer("রহিমা", "01712345678")
    desk.book.complaints.open(ComplaintDraft("শব্দ করে", id, promised_on=TODAY))
    desk.begin().press("D").write("ঠিক করা হয়েছে").press("Ctrl+Return")
    assert rules(desk, id) == set()
    desk.press("Ctrl+Z")
    assert rules(desk, id) == {"complaint"}


def test_a_kept_word_taken_back_stands_in_the_list_again(desk: Desk) -> None:
    id = desk.customer("রহিমা", "01712345678")
    desk.book.promises.promise(ShopPromiseDraft("রিমোট দেব", TODAY, id))
    desk.begin().press("D", "Enter")
    assert rules(desk, id) == set()
    desk.press("Ctrl+Z")
    assert rules(desk, id) == {"shop_promise"}


def test_who_was_told_by_mistake_waits_again(desk: Desk) -> None:
    id = desk.customer("রহিমা", "01712345678")
    wish = desk.book.demands.ask(DemandDraft("এয়ার কুলার", id))
    desk.book.demands.arrived(desk.book.demands.get(wish).folded)
    desk.begin().press("D", "Enter")
    assert rules(desk, id) == set()
    desk.press("Ctrl+Z")
    assert rules(desk, id) == {"demand_arrived"}


def test_all_that_one_call_brought_is_taken_back_by_one_key(desk: Desk) -> None:
    id = desk.customer("রহিমা", "01712345678")
    desk.begin().ctx.navigation.go("customer", id)
    desk.press("F5", "Alt+6").write("শব্দ করে").press("Alt+P").write("লোক পাঠাব").press("Ctrl+Return").settle()
    assert desk.sheet is None
    assert desk.book.complaints.open_of(id)
    assert desk.book.promises.shop_of(id)
    desk.press("Ctrl+Z")
    assert not desk.book.complaints.open_of(id)
    assert not desk.book.promises.shop_of(id)
    assert not desk.book.calls.calls(id)


def test_a_talk_about_a_complaint_asks_what_was_done_and_esc_leaves_it_open(desk: Desk) -> None:
    id = desk.customer("রহিমা", "01712345678")
    desk.book.complaints.open(ComplaintDraft("শব্দ করে", id, promised_on=TODAY))
    desk.begin().press("1").write("মিস্ত্রি যাচ্ছে").press("Ctrl+Return").settle().settle()
    assert type(desk.sheet).__name__ == "ResolveSheet"
    desk.press("Esc").settle()
    assert desk.sheet is None
    assert desk.book.complaints.open_of(id)
    assert desk.focus is desk.page.list


def test_several_facts_of_one_card_are_settled_one_after_the_other(desk: Desk) -> None:
    id = desk.customer("রহিমা", "01712345678")
    desk.book.promises.promise(ShopPromiseDraft("রিমোট দেব", TODAY, id))
    wish = desk.book.demands.ask(DemandDraft("এয়ার কুলার", id))
    desk.book.demands.arrived(desk.book.demands.get(wish).folded)
    desk.book.promises.will_buy(BuyPromiseDraft(id, "ফ্রিজ", TODAY))
    desk.begin().press("D").settle()
    for _sheet in range(3):
        assert desk.sheet is not None
        desk.press("Enter").settle().settle()
    assert desk.sheet is None
    assert rules(desk, id) == set()


def test_a_settled_complaint_on_its_own_page_leaves_todays_list(desk: Desk) -> None:
    id = desk.customer("রহিমা", "01712345678")
    desk.book.complaints.open(ComplaintDraft("শব্দ করে", id, promised_on=TODAY))
    desk.begin().press("Ctrl+7", "D").write("ঠিক করা হয়েছে").press("Ctrl+Return", "Ctrl+1")
    assert rules(desk, id) == set()


def test_a_customer_in_the_trash_takes_their_words_along_and_brings_them_back(desk: Desk) -> None:
    id = desk.customer("রহিমা", "01712345678")
    desk.book.promises.promise(ShopPromiseDraft("রিমোট দেব", TODAY, id))
    desk.book.complaints.open(ComplaintDraft("শব্দ করে", id, promised_on=TODAY))
    desk.begin()
    assert rules(desk, id) == {"shop_promise", "complaint"}
    desk.book.customers.trash(id)
    assert not desk.settle().page.today.all_cards()
    desk.book.customers.restore(id)
    assert rules(desk, id) == {"shop_promise", "complaint"}


def test_a_line_entered_from_paper_by_mistake_is_open_again_after_ctrl_z(desk: Desk) -> None:
    id = desk.customer("রহিমা", "01712345678")
    desk.book.calls.ask_callback(CallbackDraft("01712345678"))
    desk.begin()
    sheet_id = desk.book.call_sheets.remember(desk.book.followups.today())
    desk.press("Ctrl+Shift+E").write(" ").write("1").press("Enter").settle()
    assert desk.book.call_sheets.lines(sheet_id)[0].call_id is not None
    desk.press("Ctrl+Z").settle()
    assert desk.book.call_sheets.lines(sheet_id)[0].call_id is None
    desk.press("Ctrl+1")
    assert rules(desk, id) == {"callback"}


def test_a_stranger_who_becomes_a_customer_keeps_their_wish_on_one_card(desk: Desk) -> None:
    wish = desk.book.demands.ask(DemandDraft("এয়ার কুলার", phone="01712345678"))
    desk.book.demands.arrived(desk.book.demands.get(wish).folded)
    desk.begin()
    assert len(desk.page.today.all_cards()) == 1
    id = desk.customer("রহিমা", "01712345678")
    desk.book.promises.promise(ShopPromiseDraft("রিমোট দেব", TODAY, id))
    desk.settle()
    (card,) = desk.page.today.all_cards()
    assert {item.rule for item in card.reasons} == {"demand_arrived", "shop_promise"}
    assert card.customer_id == id


def test_what_was_picked_is_read_from_its_beginning_in_the_narrow_field_of_a_call(desk: Desk) -> None:
    id = desk.customer("রহিমা", "01712345678")
    desk.begin().ctx.navigation.go("customer", id)
    desk.press("F5", "Alt+5")
    line = desk.sheet.buy_what.line
    line.setFocus()
    desk.write("ওয়াশিং মেশিন ৭ কেজি মেঘনা")
    desk.press("Tab")
    assert line.cursorPosition() == 0
    assert line.text() == "ওয়াশিং মেশিন ৭ কেজি মেঘনা"
