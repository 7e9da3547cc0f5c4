"""Somebody complains: written down at once, settled, asked after, opened again when it did not hold."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from shopbook.care.complaints import ComplaintDraft, Resolution
from shopbook.localisation.language import _
from shopbook.products.model import CoverageDraft
from shopbook.sales.model import LineDraft, SaleDraft
from tests.ui.desk import Desk
from ui.care.complaints_sheet import ComplaintSheet
from ui.care.feedback_sheet import FeedbackSheet
from ui.widgets.badges import Badge

if TYPE_CHECKING:
    from ui.care.complaints import ComplaintsPage

TODAY = dt.date(2026, 11, 21)


def page(desk: Desk) -> ComplaintsPage:
    """The page of complaints, brought to front."""
    if desk.ctx.navigation.here is None or desk.ctx.navigation.here.key != "complaints":
        desk.ctx.navigation.go("complaints")
    desk.settle()
    found: Any = desk.ctx.navigation.page("complaints")
    return found


def lines(desk: Desk) -> list[str]:
    """The list as a screen reader reads it."""
    model = page(desk).complaints.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def read(widget: QWidget) -> str:
    """Every word in sight in a part of the screen."""
    labels = [w.text() for w in widget.findChildren(QLabel) if w.isVisible()]
    badges = [w.text() for w in widget.findChildren(Badge) if w.isVisible()]
    buttons = [w.accessibleName() for w in widget.findChildren(QAbstractButton) if w.isVisible()]
    return "\n".join([*labels, *badges, *buttons])


def chips(desk: Desk) -> list[str]:
    """The words on the chips of the list."""
    return [button.text() for button in page(desk).complaints.chips.values()]


@pytest.fixture
def rahim(desk: Desk) -> int:
    """A customer with a phone."""
    return desk.customer("রহিম", "01712345678")


def test_an_empty_page_says_in_one_sentence_what_complaints_are_for(desk: Desk) -> None:
    desk.begin()
    shown = read(page(desk).complaints)
    assert "মেটেনি এমন কোনো অভিযোগ নেই" in shown
    assert "অভিযোগ শোনামাত্র লিখে ফেলুন" in shown
    assert desk.focus.accessibleName() == "অভিযোগ লিখুন"


def test_a_complaint_heard_at_the_counter_is_written_with_a_few_keys(desk: Desk, rahim: int) -> None:
    desk.begin()
    page(desk)
    desk.press("N").write("রহিম")
    desk.press("Enter").write("ফ্রিজ ঠান্ডা হয় না, মিস্ত্রি আসেনি")
    assert desk.sheet.kind.value() == "service", "the kind is guessed from the words"
    desk.sheet.promised_on.chips[1].click()
    desk.sheet.save_button.click()
    desk.settle()
    (complaint,) = desk.book.complaints.of(rahim)
    assert (complaint.kind, complaint.promised_on) == ("service", TODAY + dt.timedelta(1))
    assert desk.said() == "অভিযোগ লেখা হলো · কথা দেওয়া হলো ২২ নভেম্বর"
    assert lines(desk) == ["রহিম, সার্ভিস, মেরামত · আজ, ফ্রিজ ঠান্ডা হয় না, মিস্ত্রি আসেনি, কথা: আগামীকাল"]


def test_what_is_missing_is_said_under_its_field_and_nothing_typed_is_lost(desk: Desk) -> None:
    desk.begin()
    page(desk)
    desk.press("N")
    desk.sheet.what.setFocus()
    desk.write("দাম বেশি রেখেছে").press("Enter")
    assert desk.sheet is not None
    assert desk.sheet.person.problem_text() == _("Choose the customer.")
    assert desk.sheet.what.typed() == "দাম বেশি রেখেছে"


def test_the_words_survive_esc_and_come_back(desk: Desk, rahim: int) -> None:
    desk.begin().ctx.navigation.go("complaint", {"customer_id": rahim})
    desk.write("মেমোতে ভুল দাম").press("Esc")
    assert desk.sheet is None
    desk.ctx.navigation.go("complaint", {"customer_id": rahim})
    assert desk.sheet.what.typed() == "মেমোতে ভুল দাম"
    assert desk.sheet.kind.value() == "bill"
    desk.press("Enter")
    assert len(desk.book.complaints.open_of(rahim)) == 1
    desk.ctx.navigation.go("complaint", {"customer_id": rahim})
    assert desk.sheet.what.typed() == "", "saved words do not come back"


def test_what_they_bought_is_offered_and_brings_its_memo(desk: Desk, rahim: int) -> None:
    line = LineDraft("রাইস কুকার", brand="Miyako", unit_price_paisa=3250_00,
                     coverages=(CoverageDraft("service", "", 1, "year"),))  # fmt: skip
    sale = desk.book.sales.record_sale(SaleDraft(TODAY, (line,), rahim, paid_paisa=3250_00))
    desk.begin().ctx.navigation.go("complaint", {"customer_id": rahim})
    desk.write("গরম হয় না")
    desk.sheet.about.setFocus()
    desk.press("Down", "Enter")
    assert desk.sheet.about.line.text().startswith("রাইস কুকার Miyako · মেমো")
    desk.press("Enter")
    (complaint,) = desk.book.complaints.of(rahim)
    assert (complaint.product_name, complaint.sale_id) == ("রাইস কুকার Miyako", sale.id)
    page(desk)
    assert "মেমো দেখুন" in read(page(desk).complaints.panel)
    desk.press("M")
    assert desk.ctx.navigation.here.key == "sale_view"  # type: ignore[union-attr]


def test_the_opened_complaint_says_everything_and_late_stands_on_top_in_red(desk: Desk, rahim: int) -> None:
    staff = desk.book.settings.add_staff("তানভীর")
    salma = desk.customer("সালমা", "01819223344")
    desk.book.complaints.open(ComplaintDraft("রিমোট কাজ করে না", salma, promised_on=TODAY + dt.timedelta(5)))
    desk.book.complaints.open(
        ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", rahim, "service", "high", TODAY + dt.timedelta(1), "ফ্রিজ Walton",
                       staff_id=staff)
    )  # fmt: skip
    desk.book.clock.advance(days=3)  # type: ignore[attr-defined]
    desk.begin()
    assert lines(desk) == [
        "রহিম, সার্ভিস, মেরামত · ৩ দিন আগে, ফ্রিজ ঠান্ডা হয় না, গুরুতর, ২ দিন দেরি",
        "সালমা, পণ্যে সমস্যা · ৩ দিন আগে, রিমোট কাজ করে না, কথা: ২ দিন পরে",
    ]
    panel = read(page(desk).complaints.panel)
    for words in (
        "রহিম",
        "০১৭১২-৩৪৫৬৭৮",
        "ফ্রিজ ঠান্ডা হয় না",
        "২ দিন দেরি",
        "ফ্রিজ Walton",
        "তানভীর",
        "২১ নভেম্বর ২০২৬",
    ):
        assert words in panel
    assert chips(desk) == ["মেটেনি ২", "দেরি ১", "আবার খোঁজ", "মিটেছে", "গুজব", "সব ২"]


def test_settling_is_d_as_on_every_page_and_the_figures_follow(desk: Desk, rahim: int) -> None:
    desk.book.complaints.open(ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", rahim, promised_on=TODAY))
    desk.book.clock.advance(days=2)  # type: ignore[attr-defined]
    desk.begin()
    page(desk)
    desk.press("D")
    assert "২৬ নভেম্বর তালিকা আবার মনে করাবে" in read(desk.sheet)
    desk.write("থার্মোস্ট্যাট বদলানো হয়েছে")
    desk.sheet.compensation.set_value("টেবিল ফ্যান")
    desk.sheet.amount.line.setText("৮০০")
    desk.press("Enter")
    assert desk.said() == "অভিযোগ মিটেছে: রহিম"
    (complaint,) = desk.book.complaints.of(rahim)
    assert (complaint.resolution, complaint.compensation_paisa) == ("থার্মোস্ট্যাট বদলানো হয়েছে", 800_00)
    figures = page(desk).complaints.figures
    assert [tile.value.text() for tile in (figures.open, figures.late, figures.hours, figures.resolved)] == [
        "০", "০", "২ দিন", "১",
    ]  # fmt: skip
    page(desk).complaints.chips["resolved"].click()
    shown = read(page(desk).complaints.panel)
    assert "কষ্টের জন্য দেওয়া হয়েছে: টেবিল ফ্যান · ৳৮০০" in shown
    assert "২ দিন" in shown


def test_an_amount_nobody_can_read_keeps_the_complaint_open(desk: Desk, rahim: int) -> None:
    id = desk.book.complaints.open(ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", rahim))
    desk.begin().ctx.navigation.go("complaint", {"complaint_id": id, "settle": True})
    desk.write("বদলানো হয়েছে")
    desk.sheet.amount.line.setText("অনেক")
    desk.press("Enter")
    assert desk.sheet.amount.problem_text()
    assert desk.book.complaints.get(id).status == "open"


def test_not_settled_yet_promises_another_day_from_the_same_sheet(desk: Desk, rahim: int) -> None:
    id = desk.book.complaints.open(ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", rahim, promised_on=TODAY))
    desk.begin().ctx.navigation.go("complaint", {"complaint_id": id, "settle": True})
    desk.sheet.save_button.setFocus()
    desk.press("S").write("কাল").press("Enter")
    assert desk.book.complaints.get(id).promised_on == TODAY + dt.timedelta(1)
    assert desk.book.complaints.get(id).status == "open"
    assert desk.said() == "নতুন কথা: ২২ নভেম্বর ২০২৬"


def test_another_day_is_asked_in_the_page_and_the_past_is_refused(desk: Desk, rahim: int) -> None:
    id = desk.book.complaints.open(ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", rahim))
    desk.begin()
    page(desk)
    desk.press("S").write("গতকাল").press("Enter")
    strip = page(desk).complaints.panel.day
    assert strip.isVisible()
    assert strip.field.problem_text()
    strip.field.line.clear()
    desk.write("+3").press("Enter")
    assert not strip.isVisible()
    assert desk.book.complaints.get(id).promised_on == TODAY + dt.timedelta(3)
    assert "কথা: ৩ দিন পরে" in lines(desk)[0]
    assert desk.focus is page(desk).complaints.list


def test_three_days_later_yes_clears_it_with_one_key(desk: Desk, rahim: int) -> None:
    id = desk.book.complaints.open(ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", rahim))
    desk.book.complaints.resolve(id, Resolution("গ্যাস ভরা হয়েছে"))
    desk.book.clock.advance(days=3)  # type: ignore[attr-defined]
    desk.begin()
    page(desk).complaints.chips["to_check"].click()
    assert "আজ খোঁজ নিন" in lines(desk)[0]
    page(desk).complaints.list.setFocus()
    desk.press("D")
    assert "সত্যিই ঠিক হয়েছে?" in read(desk.sheet)
    assert "করা হয়েছে: গ্যাস ভরা হয়েছে" in read(desk.sheet)
    desk.press("1")
    complaint = desk.book.complaints.get(id)
    assert (complaint.satisfied, complaint.cleared_on) == ("yes", TODAY + dt.timedelta(3))
    assert not desk.book.complaints.at_risk(rahim)
    assert desk.said() == "সত্যিই ঠিক হয়েছে: রহিম"


def test_no_opens_it_again_with_what_is_still_wrong_and_undo_takes_that_back(desk: Desk, rahim: int) -> None:
    id = desk.book.complaints.open(ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", rahim))
    desk.book.complaints.resolve(id, Resolution("গ্যাস ভরা হয়েছে"))
    desk.begin().ctx.navigation.go("settle_complaint_check", {"complaint_id": id})
    desk.press("2").write("এখনো বরফ জমে না").press("Enter")
    complaint = desk.book.complaints.get(id)
    assert (complaint.status, complaint.times_reopened) == ("open", 1)
    shown = read(page(desk).complaints.panel)
    assert "এখনো বরফ জমে না" in shown
    assert "১ বার" in shown
    desk.press("Ctrl+Z")
    assert desk.book.complaints.get(id).status == "resolved"


def test_an_unanswered_question_saves_nothing(desk: Desk, rahim: int) -> None:
    id = desk.book.complaints.open(ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", rahim))
    desk.book.complaints.resolve(id, Resolution())
    desk.begin().ctx.navigation.go("settle_complaint_check", {"complaint_id": id})
    desk.sheet.save_button.click()
    assert desk.sheet.answer.problem_text() == "হ্যাঁ বা না বেছে নিন।"
    assert desk.book.complaints.get(id).satisfied is None


def test_a_complaint_is_withdrawn_only_with_a_reason_and_can_be_opened_again(desk: Desk, rahim: int) -> None:
    id = desk.book.complaints.open(ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", rahim))
    desk.begin()
    page(desk)
    desk.press("X", "Enter")
    assert page(desk).complaints.panel.reason.field.problem_text()
    desk.write("প্লাগ খোলা ছিল").press("Enter")
    assert desk.book.complaints.get(id).status == "withdrawn"
    assert not desk.book.complaints.at_risk(rahim)
    page(desk).complaints.chips["all"].click()
    page(desk).complaints.list.setFocus()
    assert "তুলে নেওয়া" in lines(desk)[0]
    assert "প্লাগ খোলা ছিল" in read(page(desk).complaints.panel)
    desk.press("O")
    assert desk.book.complaints.get(id).status == "open"


def test_the_cursor_goes_on_to_the_next_when_one_is_settled(desk: Desk, rahim: int) -> None:
    first = desk.book.complaints.open(ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", rahim, severity="high"))
    second = desk.book.complaints.open(ComplaintDraft("রিমোট নেই", rahim))
    desk.begin()
    page(desk)
    assert page(desk).complaints.list.current_id() == first
    desk.press("D", "Enter")
    assert page(desk).complaints.list.current_id() == second
    assert "রিমোট নেই" in read(page(desk).complaints.panel)


def test_the_rail_counts_open_complaints_and_turns_red_when_one_is_late(desk: Desk, rahim: int) -> None:
    desk.begin()
    button = desk.window.rail.buttons["complaints"]
    desk.window.rail.refresh_counts()
    assert button.accessibleName() == "অভিযোগ"
    desk.book.complaints.open(ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", rahim, promised_on=TODAY))
    desk.window.rail.refresh_counts()
    assert button.accessibleName() == "অভিযোগ, ১"
    assert button._tone == "plain"
    desk.days_later(1)
    desk.window.rail.refresh_counts()
    assert button._tone == "red"


def test_calling_from_a_complaint_opens_the_call_with_its_customer(desk: Desk, rahim: int) -> None:
    desk.book.complaints.open(ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", rahim))
    desk.begin()
    page(desk)
    desk.press("F5")
    assert desk.sheet is not None
    assert "রহিম" in desk.sheet.parentWidget().accessibleName()


def test_the_search_box_finds_the_deed_by_its_name(desk: Desk) -> None:
    from ui import pages

    desk.begin()
    (found,) = [item for item in pages.finder(desk.ctx)("অভিযোগ") if item.title == "অভিযোগ লিখুন"]
    found.open()
    assert type(desk.sheet).__name__ == "ComplaintSheet"


def test_from_the_days_list_d_opens_the_settling_of_that_complaint(desk: Desk, rahim: int) -> None:
    id = desk.book.complaints.open(ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", rahim, promised_on=TODAY))
    desk.begin()
    card = next(card for card in desk.book.followups.today().all_cards() if card.customer_id == rahim)
    (item,) = [item for item in card.reasons if item.rule == "complaint"]
    desk.ctx.navigation.go("settle_complaint", {"item": item, "card": card})
    desk.press("Enter")
    assert desk.book.complaints.get(id).status == "resolved"


def test_a_complaint_is_changed_in_its_sheet_and_a_day_already_past_may_stay(desk: Desk, rahim: int) -> None:
    id = desk.book.complaints.open(ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", rahim, promised_on=TODAY))
    desk.book.clock.advance(days=4)  # type: ignore[attr-defined]
    desk.begin()
    page(desk)
    desk.press("E")
    desk.sheet.severity.buttons[2].click()
    desk.sheet.what.setFocus()
    desk.press("Enter")
    assert desk.sheet is None, desk.said()
    complaint = desk.book.complaints.get(id)
    assert (complaint.severity, complaint.promised_on) == ("high", TODAY)


def test_from_the_days_list_the_asking_again_is_answered_with_one_key(desk: Desk, rahim: int) -> None:
    id = desk.book.complaints.open(ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", rahim))
    desk.book.complaints.resolve(id, Resolution("গ্যাস ভরা হয়েছে"))
    desk.book.clock.advance(days=3)  # type: ignore[attr-defined]
    desk.begin()
    card = next(card for card in desk.book.followups.today().all_cards() if card.customer_id == rahim)
    (item,) = [item for item in card.reasons if item.rule == "complaint_check"]
    desk.ctx.navigation.go("settle_complaint_check", {"item": item, "card": card})
    desk.press("1")
    assert desk.book.complaints.get(id).satisfied == "yes"


def test_a_stranger_is_called_by_the_number_of_the_talk(desk: Desk) -> None:
    from shopbook.calls.model import CallDraft

    draft = CallDraft(phone="01819223344", outcome="complaint", said="দোকানে ফোন ধরে না")
    desk.book.calls.record(draft)
    desk.begin()
    assert lines(desk)[0].startswith("০১৮১৯-২২৩৩৪৪, পণ্যে সমস্যা · আজ, দোকানে ফোন ধরে না")
    desk.press("F5")
    assert desk.said() == "০১৮১৯-২২৩৩৪৪ কপি হয়েছে"


def test_a_shop_that_asks_after_a_week_is_told_so_and_sees_it_so(desk: Desk, rahim: int) -> None:
    id = desk.book.complaints.open(ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", rahim))
    desk.book.followups.tune("complaint_check", values={"after": 7})
    desk.begin().ctx.navigation.go("complaint", {"complaint_id": id, "settle": True})
    assert "২৮ নভেম্বর তালিকা আবার মনে করাবে" in read(desk.sheet)
    desk.press("Enter")
    page(desk).complaints.chips["resolved"].click()
    assert "খোঁজ: ৭ দিন পরে" in lines(desk)[0]
    desk.book.clock.advance(days=6)  # type: ignore[attr-defined]
    page(desk).complaints.chips["to_check"].click()
    assert lines(desk) == []
    desk.book.clock.advance(days=1)  # type: ignore[attr-defined]
    page(desk).complaints.refresh()
    assert "আজ খোঁজ নিন" in lines(desk)[0]


def test_without_a_promised_day_the_toast_says_when_the_list_asks(desk: Desk, rahim: int) -> None:
    desk.begin().ctx.navigation.go("complaint", {"customer_id": rahim})
    desk.write("রিমোট নষ্ট").press("Enter")
    assert desk.said() == "অভিযোগ লেখা হলো · তালিকা মনে করাবে: আগামীকাল"


def test_each_tab_shows_its_own_keys_and_n_writes_what_belongs_there(desk: Desk, rahim: int) -> None:
    desk.book.complaints.open(ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", rahim))
    desk.begin()
    page(desk)
    assert "মিটেছে" in read(desk.window.status)
    desk.press("Ctrl+Tab")
    assert "মিটেছে" not in read(desk.window.status)
    desk.press("N")
    assert isinstance(desk.sheet, FeedbackSheet)
    desk.press("Esc", "Ctrl+Tab")
    assert "মিটেছে" in read(desk.window.status)
    desk.press("N")
    assert isinstance(desk.sheet, ComplaintSheet)
