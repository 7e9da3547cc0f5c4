"""The lanes of the day's list: who was not reached, what is held back, what did not fit, what passed meanwhile."""

from __future__ import annotations

import datetime as dt

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from shopbook.calls.model import CallbackDraft
from shopbook.care.complaint_model import ComplaintDraft
from shopbook.customers.model import CustomerDraft, PartialDate, PhoneDraft
from shopbook.followups.reminders import ReminderDraft
from shopbook.notes.model import NoteDraft
from tests.ui.desk import Desk


def unreached(desk: Desk, name: str = "রফিকুল", *phones: str) -> int:
    """Somebody who owes and did not pick up four times."""
    id = desk.promised(name, 4500, phones[0] if phones else "01712345678")
    for phone in phones[1:]:
        desk.book.customers.add_phone(id, phone)
    for _time in range(4):
        (card,) = desk.book.followups.today().all_cards()
        desk.book.followups.attempt(card.reasons)
    return id


def test_after_four_tries_the_card_offers_another_number_a_visit_and_a_message(desk: Desk) -> None:
    unreached(desk)
    desk.begin()
    assert desk.lines()[1] == "ধরেননি ১"
    read = desk.panel()
    for words in ("৪ বার চেষ্টা করেও পাওয়া যায়নি। এখন কী?", "অন্য নম্বর", "দেখা করুন", "মেসেজ"):
        assert words in read
    assert desk.page.panel.unreached.isVisible()


def test_a_card_that_is_reached_offers_none_of_it(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500, "01712345678")
    desk.begin()
    assert not desk.page.panel.unreached.isVisible()


def test_another_number_of_the_house_is_called_and_the_call_says_which(desk: Desk) -> None:
    id = unreached(desk, "রফিকুল", "01712345678")
    wife = CustomerDraft(name="সালমা", phones=(PhoneDraft("01712345678"), PhoneDraft("01819223344")))
    desk.book.customers.add(wife)
    desk.begin().page.panel.unreached.buttons["other_number"].click()
    assert [button.text() for button in desk.sheet.buttons] == ["০১৮১৯-২২৩৩৪৪ · সালমা"]
    desk.press("1").write("স্ত্রী ধরেছেন, কাল দেবেন").press("Enter")
    (call,) = desk.book.calls.calls(id)
    assert (call.phone, call.said) == ("+8801819223344", "স্ত্রী ধরেছেন, কাল দেবেন")


def test_a_new_number_is_typed_kept_and_called(desk: Desk) -> None:
    id = unreached(desk)
    desk.begin().page.panel.unreached.buttons["other_number"].click()
    desk.write("01911223344").press("Enter")
    assert desk.sheet.whom.phone == "+8801911223344"
    assert "+8801911223344" in [phone.e164 for phone in desk.book.customers.phones(id)]


def test_a_number_that_is_none_is_not_called(desk: Desk) -> None:
    unreached(desk)
    desk.begin().page.panel.unreached.buttons["other_number"].click()
    desk.press("Enter")
    assert desk.sheet.new.problem_text() == "ফোন নম্বর লিখুন।"


def test_a_wrong_number_of_the_house_is_not_offered(desk: Desk) -> None:
    id = unreached(desk, "রফিকুল", "01712345678", "01819223344")
    phone = next(one for one in desk.book.customers.phones(id) if one.e164.endswith("1819223344"))
    desk.book.customers.mark_phone(phone.id, "wrong")
    desk.begin().page.panel.unreached.buttons["other_number"].click()
    assert desk.sheet.buttons == []


def test_a_visit_becomes_an_own_reminder_on_its_day(desk: Desk) -> None:
    id = unreached(desk)
    desk.begin().page.panel.unreached.buttons["visit"].click()
    desk.press("2")
    (reminder,) = desk.book.followups.reminders(id)
    assert reminder.draft.title == "রফিকুল: দেখা করতে যেতে হবে"
    assert reminder.draft.start_on == dt.date(2026, 11, 22)
    assert "২২ নভেম্বর ২০২৬" in desk.said()
    desk.press("Ctrl+Z")
    assert desk.book.followups.reminders(id) == []


def test_a_message_to_them_is_copied(desk: Desk) -> None:
    unreached(desk)
    desk.begin().page.panel.unreached.buttons["copy_message"].click()
    assert "রফিকুল" in QApplication.clipboard().text()


def test_what_an_open_complaint_holds_back_says_so_in_plain_words_and_o_lets_it_through(desk: Desk) -> None:
    id = desk.book.customers.add(CustomerDraft(name="সালমা", birthday=PartialDate(None, 11, 21)))
    desk.book.complaints.open(ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", id, promised_on=dt.date(2026, 11, 25)))
    desk.begin()
    assert "এখন থাক ১" in desk.lines()
    assert any("অভিযোগ মেটেনি" in line for line in desk.lines())
    assert "আগে অভিযোগটা মেটান" in desk.panel()
    desk.press("O")
    assert desk.lines()[0] == "এখন ১"


def test_a_list_that_was_cut_says_what_of_and_shows_the_rest_on_demand(desk: Desk) -> None:
    for at in range(70):
        birthday = PartialDate(None, 11, 21)
        desk.book.customers.add(CustomerDraft(name=f"গ্রাহক {at}", phones=(PhoneDraft(f"0171100{at:04d}"),),
                                              birthday=birthday))  # fmt: skip
    desk.begin()
    before = len(desk.page.today.all_cards())
    assert desk.page.today.cut
    assert desk.page.rest_line.isVisible()
    assert desk.page.rest_line.words.text().startswith("একদিনে যত ধরে তার চেয়ে বেশি আছে")
    desk.page.rest_line.button.click()
    assert before < 70 == len(desk.page.today.all_cards())
    assert not desk.page.rest_line.isVisible()
    desk.page.refresh()
    assert len(desk.page.today.all_cards()) == 70
    desk.days_later(1)
    assert desk.page.rest_line.isVisible()


def test_what_passed_while_the_shop_was_away_is_opened_as_a_list(desk: Desk) -> None:
    id = desk.customer("করিম")
    desk.book.notes.write(NoteDraft(id, "জ্বর", kind="own_illness"))
    desk.begin().days_later(20)
    assert desk.page.banner.button is not None
    desk.page.banner.button.click()
    model = desk.sheet.model
    rows = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    assert len(rows) == desk.page.today.banner.expired_count > 0
    assert all("করিম" in row for row in rows)
    desk.press("Enter")
    here = desk.ctx.navigation.here
    assert here is not None
    assert (here.key, here.target) == ("customer", id)


def test_days_off_without_a_loss_offer_no_list(desk: Desk) -> None:
    desk.customer("করিম")
    desk.begin().days_later(20)
    assert desk.page.banner.isVisible()
    assert desk.page.banner.button is not None
    assert not desk.page.banner.button.isVisible()


def test_a_card_put_off_again_says_how_late_it_is_and_how_often(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500)
    desk.begin()
    for _time in range(2):
        desk.press("S", "2").days_later(1)
    line = desk.lines()[1]
    assert "২ দিন দেরি" in line
    assert "আপনি ২ বার পিছিয়ে দিয়েছেন" in line
    assert "আপনি ২ বার পিছিয়ে দিয়েছেন" in desk.page.panel.reasons[0].sentence
    assert desk.page.panel.reasons[0].sentence.count("২ দিন দেরি") == 1


def test_after_three_times_skipping_takes_a_reason_and_the_card_is_gone(desk: Desk) -> None:
    desk.book.followups.remind(ReminderDraft("টিভির দাম জানাতে হবে", dt.date(2026, 11, 21)))
    desk.begin()
    for _time in range(3):
        desk.press("S", "2").days_later(1)
    desk.press("S", "2", "1")
    assert desk.said() == "বাদ দেওয়া হলো: আর দরকার নেই"
    assert desk.lines() == []


def test_a_card_only_the_owner_handles_carries_a_lock(desk: Desk) -> None:
    id = desk.promised("রফিকুল", 4500, "01712345678", days=30, credit_limit_paisa=100000)
    desk.begin()
    (card,) = [card for card in desk.page.today.all_cards() if card.customer_id == id]
    assert card.reasons[0].rule == "credit_limit"
    assert desk.page._look(card).icon == "lock"
    assert "শুধু মালিকের জন্য" in desk.panel()


def test_a_call_back_in_the_list_is_given_to_a_member_from_its_menu(desk: Desk) -> None:
    desk.book.settings.add_staff("হাজী সাহেব", "owner")
    rana = desk.book.settings.add_staff("রানা")
    desk.book.calls.ask_callback(CallbackDraft("01799000111", name="ইসমাইল"))
    desk.begin().page.do("more")
    choice = next(one for one in desk.page.findChildren(QAction) if one.text() == "রানা")
    choice.trigger()
    assert desk.book.calls.open_callbacks()[0].staff_id == rana
    assert desk.said() == "রানা ফোন করবেন"
    assert any("রানা ফোন করবেন" in line for line in desk.lines())
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
