"""A call can bring more than words: a complaint, an order, our word, a wish, a score. Each asks little and is kept."""

from __future__ import annotations

import datetime as dt

from shopbook.calls.model import CallbackDraft
from shopbook.care.complaint_model import ComplaintDraft
from shopbook.care.promise_model import ShopPromiseDraft
from shopbook.products.model import ProductDraft
from tests.ui.desk import Desk

TODAY = dt.date(2026, 11, 21)


def test_a_complaint_says_what_it_is_about_how_grave_it_is_and_by_when_it_will_be_settled(desk: Desk) -> None:
    id = desk.promised("রফিকুল", 4500)
    desk.begin().press("6").write("মিস্ত্রি তিন দিনেও আসেনি")
    desk.sheet.complaint.kind.buttons[2].click()
    desk.sheet.complaint.severity.buttons[2].click()
    desk.sheet.promised_on.setFocus()
    desk.write("কাল").press("Enter")
    (made,) = desk.book.complaints.of(id)
    assert (made.what, made.kind, made.severity) == ("মিস্ত্রি তিন দিনেও আসেনি", "delay", "high")
    assert made.promised_on == dt.date(2026, 11, 22)


def test_what_belongs_to_another_outcome_is_not_asked(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500)
    desk.begin().press("1")
    for hidden in ("complaint", "promised_on", "buy_what", "amount", "another", "promise", "demand"):
        assert not getattr(desk.sheet, hidden).isVisible(), hidden
    desk.press("Alt+5")
    assert desk.sheet.buy_what.isVisible()
    assert desk.sheet.next_on.label.text() == "কবে নেবেন"
    desk.press("Alt+6")
    assert desk.sheet.complaint.isVisible()
    assert not desk.sheet.buy_what.isVisible()


def test_with_alt_the_figure_chooses_the_outcome_in_the_middle_of_the_words(desk: Desk) -> None:
    id = desk.promised("রফিকুল", 4500)
    desk.begin().press("1").write("৪ তারিখে দেবেন").press("Alt+4").write(" বললেন").press("Enter")
    assert desk.keys == 3
    (call,) = desk.book.calls.calls(id)
    assert (call.outcome, call.said) == ("promised_pay", "৪ তারিখে দেবেন বললেন")


def test_who_owes_nothing_and_will_pay_is_reminded_of_not_written_down_as_a_debtor(desk: Desk) -> None:
    id = desk.customer("করিম", "01755555555")
    desk.begin().ctx.navigation.go("call", {"customer_id": id, "outcome": "promised_pay"})
    desk.write("বায়না দেবেন").press("Enter")
    assert desk.said() == "করিম যা বললেন লেখা হলো; সেদিন তালিকা মনে করিয়ে দেবে"
    (call,) = desk.book.calls.calls(id)
    assert call.next_on is not None
    (card,) = desk.book.followups.today(call.next_on).cards
    assert [item.rule for item in card.reasons] == ["call_later"]


def test_who_owes_has_promised_to_pay_it(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500)
    desk.begin().press("4").write("কাল দেবেন").press("Enter")
    assert desk.said() == "রফিকুল টাকা দেবেন বলেছেন, লিখে রাখা হলো"


def test_every_outcome_tells_its_keys_in_its_tooltip(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500)
    desk.begin().press("1")
    assert desk.sheet.outcomes["promised_buy"].toolTip() == "কিনবেন  (5 · Alt+5)"
    assert desk.sheet.extras["promise"].toolTip() == "কথা দিলাম  (Alt+P)"


def test_an_order_by_word_takes_a_product_of_the_shop_its_amount_and_the_day(desk: Desk) -> None:
    id = desk.promised("রফিকুল", 4500)
    fridge = desk.book.products.add(ProductDraft("ফ্রিজ", brand="ওয়ালটন", price_paisa=3500000))
    desk.begin().press("5")
    desk.sheet.buy_what.setFocus()
    desk.write("ফ্রি").press("Down", "Enter")
    assert desk.focus is desk.sheet.amount.control
    desk.write("৩০০০০").press("Enter")
    (order,) = desk.book.promises.buy_of(id)
    assert (order.product_id, order.amount_paisa) == (fridge, 3000000)
    assert order.expected_on == dt.date(2026, 11, 28)


def test_our_word_is_one_key_the_words_and_enter_and_stands_in_the_list_before_its_day(desk: Desk) -> None:
    id = desk.customer("করিম", "01755555555")
    desk.book.calls.ask_callback(CallbackDraft("01755555555", customer_id=id))
    desk.begin().press("1").write("স্ট্যান্ড চাইলেন").press("Alt+P").write("স্ট্যান্ড পাঠাব").press("Enter")
    assert desk.keys == 3
    (promise,) = desk.book.promises.shop_of(id)
    assert (promise.what, promise.due_on) == ("স্ট্যান্ড পাঠাব", dt.date(2026, 11, 22))
    assert any("স্ট্যান্ড পাঠাব" in line for line in desk.lines())


def test_an_opened_but_empty_promise_is_no_promise(desk: Desk) -> None:
    id = desk.promised("রফিকুল", 4500)
    desk.begin().press("1").write("কথা হলো").press("Alt+P", "Enter")
    assert desk.sheet is None
    assert desk.book.promises.shop_of(id) == []
    assert [call.said for call in desk.book.calls.calls(id)] == ["কথা হলো"]


def test_a_wish_that_was_not_there_is_kept_with_what_was_offered_instead(desk: Desk) -> None:
    id = desk.promised("রফিকুল", 4500)
    desk.begin().press("1").write("টিভি খুঁজছেন").press("Alt+D").write("৪৩ ইঞ্চি টিভি").press("Enter")
    assert desk.focus is desk.sheet.demand.alternative.control
    desk.write("৩২ ইঞ্চি টিভি")
    desk.sheet.demand.taken.box.click()
    desk.press("Enter")
    (wish,) = desk.book.demands.of(id)
    assert (wish.what, wish.alternative, wish.alternative_taken) == ("৪৩ ইঞ্চি টিভি", "৩২ ইঞ্চি টিভি", True)


def test_a_regular_not_asked_for_long_is_asked_one_question_and_a_happy_one_may_be_quoted(desk: Desk) -> None:
    id = desk.promised("রফিকুল", 4500)
    desk.begin().press("1", "Alt+F")
    score = desk.sheet.feedback.score
    assert score.isVisible()
    assert not desk.sheet.feedback.testimonial.isVisible()
    score.buttons[0].click()
    assert desk.sheet.feedback.testimonial.isVisible()
    desk.sheet.feedback.testimonial.setFocus()
    desk.write("এই দোকানে ঠকিনি কখনো")
    desk.sheet.feedback.may_quote.box.click()
    desk.press("Enter")
    (given,) = desk.book.feedback.of(id)
    assert (given.score, given.testimonial, given.may_quote) == (3, "এই দোকানে ঠকিনি কখনো", True)


def test_an_unanswered_question_leaves_no_score_and_costs_no_key(desk: Desk) -> None:
    id = desk.promised("রফিকুল", 4500)
    desk.begin().press("1", "Alt+F", "Enter")
    assert desk.sheet is None
    assert desk.book.feedback.of(id) == []


def test_advice_asked_for_is_remembered_among_the_reasons_of_a_call_they_made(desk: Desk) -> None:
    id = desk.promised("রফিকুল", 4500)
    desk.begin().press("1").write("কোন আইপিএস ভালো").press("Alt+A", "Enter")
    (row,) = desk.book.store.rows("SELECT direction, reasons FROM interaction WHERE customer_id = ?", (id,))
    assert row["direction"] == "in"
    assert '"advice"' in row["reasons"]
    assert "pay_promise" in row["reasons"]


def test_an_angry_customer_brings_the_calm_words_and_the_talk_can_go_to_the_owner(desk: Desk) -> None:
    id = desk.promised("রফিকুল", 4500, "01712345678")
    owner = desk.book.settings.add_staff("হাজী সাহেব", "owner")
    desk.book.settings.add_staff("রানা")
    desk.begin().press("1").write("মিস্ত্রি নিয়ে খুব রাগ")
    assert not desk.sheet.calm.isVisible()
    desk.sheet.mood.buttons[2].click()
    assert desk.sheet.calm.isVisible()
    script = desk.book.wording.text("script", "angry")
    assert desk.sheet.calm.banner.text.text().split() == script.split()
    assert desk.sheet.calm.give.text() == "মালিককে দিন"
    desk.sheet.calm.give.click()
    desk.sheet.said.setFocus()
    desk.press("Enter")
    (callback,) = desk.book.calls.open_callbacks()
    assert (callback.customer_id, callback.topic, callback.staff_id) == (id, "মিস্ত্রি নিয়ে খুব রাগ", owner)
    assert any("হাজী সাহেব ফোন করবেন" in line for line in desk.days_later(0.001).lines())


def test_everything_half_typed_is_there_again_after_escape(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500)
    desk.begin().press("1").write("অর্ধেক").press("Alt+P").write("রোববার পাঠাব").press("Alt+D")
    desk.write("এসি").press("Escape", "1")
    sheet = desk.sheet
    assert (sheet.said.typed(), sheet.promise.what.typed(), sheet.demand.what.typed()) == (
        "অর্ধেক", "রোববার পাঠাব", "এসি",
    )  # fmt: skip
    assert sheet.promise.isVisible()
    assert sheet.demand.isVisible()


def test_a_complaint_half_typed_keeps_its_kind_through_a_power_cut(desk: Desk, qtbot) -> None:  # type: ignore[no-untyped-def]
    id = desk.promised("রফিকুল", 4500)
    desk.begin().press("6").write("বিল বেশি ধরেছে")
    desk.sheet.complaint.kind.buttons[5].click()
    qtbot.waitUntil(lambda: (desk.book.drafts.kept(f"call:{id}") or {}).get("outcome") == "complaint")
    desk.sheet._timer.stop()
    desk.sheet._keep()
    kept = desk.book.drafts.kept(f"call:{id}")
    assert kept is not None
    assert kept["fields"]["complaint_kind"] == "bill"


def test_a_promise_of_the_shop_is_not_kept_by_a_talk_its_sheet_opens_after_it(desk: Desk) -> None:
    id = desk.customer("করিম", "01755555555")
    desk.book.promises.promise(ShopPromiseDraft("স্ট্যান্ড পাঠাব", TODAY, id))
    desk.begin().press("1").write("আজ যাবে বললাম").press("Enter")
    assert [one.status for one in desk.book.promises.shop_of(id)] == ["open"]
    desk.settle()
    assert desk.sheet is not None
    desk.press("Enter")
    assert [one.status for one in desk.book.promises.shop_of(id)] == ["kept"]
    desk.settle()
    assert desk.sheet is None


def test_one_call_closes_two_facts_one_after_the_other(desk: Desk) -> None:
    id = desk.customer("করিম", "01755555555")
    desk.book.promises.promise(ShopPromiseDraft("স্ট্যান্ড পাঠাব", TODAY, id))
    desk.book.complaints.open(ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", id, promised_on=TODAY))
    desk.begin().press("1").write("কথা হলো").press("Enter")
    desk.settle()
    first = desk.sheet
    desk.press("Escape").settle().settle()
    second = desk.sheet
    assert first is not None
    assert second is not None
    assert type(first) is not type(second)
    desk.press("Escape").settle().settle()
    assert desk.sheet is None


def test_done_on_a_complaint_opens_its_sheet_and_settles_nothing_by_itself(desk: Desk) -> None:
    id = desk.customer("করিম", "01755555555")
    desk.book.complaints.open(ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", id, promised_on=TODAY))
    desk.begin().press("D").settle()
    assert desk.sheet is not None
    assert [one.status for one in desk.book.complaints.of(id)] == ["open"]


def test_a_talk_the_customer_put_off_asks_for_no_other_reason(desk: Desk) -> None:
    id = desk.customer("করিম", "01755555555")
    desk.book.promises.promise(ShopPromiseDraft("স্ট্যান্ড পাঠাব", TODAY, id))
    desk.begin().press("3", "Enter").settle()
    assert desk.sheet is None


def test_going_elsewhere_ends_the_questions_about_what_is_left(desk: Desk) -> None:
    id = desk.customer("করিম", "01755555555")
    desk.book.promises.promise(ShopPromiseDraft("স্ট্যান্ড পাঠাব", TODAY, id))
    desk.book.complaints.open(ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", id, promised_on=TODAY))
    desk.begin().press("1", "Enter").settle()
    assert desk.sheet is not None
    desk.ctx.navigation.go("customers")
    desk.ctx.navigation.close_sheet()
    desk.settle().settle()
    assert desk.sheet is None


def test_a_regular_who_is_to_be_asked_how_happy_they_are_costs_no_key_more(desk: Desk) -> None:
    from shopbook.sales.model import LineDraft, SaleDraft

    desk.book.clock.advance(days=-300)  # type: ignore[attr-defined]
    id = desk.customer("করিম", "01755555555")
    for _time in range(3):
        line = LineDraft("বাল্ব", unit_price_paisa=20000)
        desk.book.sales.record_sale(SaleDraft(desk.book.clock.today(), (line,), id, paid_paisa=20000))
        desk.book.clock.advance(days=20)  # type: ignore[attr-defined]
    desk.book.clock.advance(days=240)  # type: ignore[attr-defined]
    desk.book.calls.ask_callback(CallbackDraft("01755555555", customer_id=id))
    desk.begin().press("1")
    assert desk.sheet.extras["feedback"].isChecked()
    assert desk.sheet.feedback.score.isVisible()
    assert desk.focus is desk.sheet.said.control
    desk.write("ভালো আছেন").press("Enter")
    assert desk.keys == 2
    assert desk.book.feedback.of(id) == []


def test_somebody_who_complains_is_not_asked_how_happy_they_are(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500)
    desk.begin().press("1", "Alt+F", "Alt+6")
    assert not desk.sheet.feedback.score.isVisible()
    assert not desk.sheet.extras["feedback"].isVisible()


def test_a_caller_who_is_not_in_the_book_can_complain_and_is_promised_something(desk: Desk) -> None:
    desk.book.calls.ask_callback(CallbackDraft("01799000111", name="ইসমাইল মাস্টার"))
    desk.begin().press("6").write("মাল পৌঁছায়নি").press("Alt+P").write("কাল পাঠাব").press("Enter")
    assert desk.sheet is None or desk.sheet.__class__.__name__ != "CallStrip"
    rows = desk.book.complaints.rows(desk.book.complaints.ids("open", desk.book.clock.today()))
    assert [row.what for row in rows] == ["মাল পৌঁছায়নি"]
    promised = desk.book.promises.shop_rows(desk.book.promises.shop_ids("open", desk.book.clock.today()))
    assert [row.what for row in promised] == ["কাল পাঠাব"]


def test_the_keys_of_the_strip_win_over_those_of_the_page_behind_it(desk: Desk) -> None:
    id = desk.customer("আবু তাহের", "01799000304")
    desk.begin().ctx.navigation.go("customer", id)
    desk.press("F5").write("স্ট্যান্ড বাকি").press("Alt+P")
    assert desk.focus is desk.sheet.promise.what.control
    desk.ctx.navigation.close_sheet()
    desk.ctx.navigation.go("customers")
    desk.ctx.navigation.go("call", {"customer_id": id})
    desk.press("Alt+3")
    assert desk.sheet.outcome == "call_later"
    assert desk.sheet.said.typed() == "স্ট্যান্ড বাকি"
