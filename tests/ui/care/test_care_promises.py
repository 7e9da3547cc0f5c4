"""The page of promises: one key keeps the shop's word, verbal orders are won or lost, promised money comes."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.care.promises import BuyPromiseDraft, ShopPromiseDraft
from shopbook.sales.model import LineDraft, SaleDraft
from tests.ui.desk import Desk
from ui.care.promises import PromisesPage

TODAY = dt.date(2026, 11, 21)


def day(days: int) -> dt.date:
    return TODAY + dt.timedelta(days)


def page_of(desk: Desk, tab: str = "shop") -> PromisesPage:
    desk.ctx.navigation.go("promises", tab)
    desk.settle()
    found = desk.ctx.navigation.page("promises")
    assert isinstance(found, PromisesPage)
    return found


def lines(page: PromisesPage) -> list[str]:
    """The list in front as a screen reader reads it."""
    model = page.pane.model  # type: ignore[union-attr]
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def promised(desk: Desk, what: str, days: int, made: int = 0, customer: int | None = None) -> int:
    """The shop's word for a day, given some days ago."""
    desk.book.clock.advance(days=-made)  # type: ignore[attr-defined]
    id = desk.book.promises.promise(ShopPromiseDraft(what, day(days), customer))
    desk.book.clock.advance(days=made)  # type: ignore[attr-defined]
    return id


def order(desk: Desk, who: int, what: str, days: int, taka: int | None = None, made: int = 0) -> int:
    """A verbal order for a day, given some days ago."""
    desk.book.clock.advance(days=-made)  # type: ignore[attr-defined]
    draft = BuyPromiseDraft(who, what, day(days), taka * 100 if taka else None)
    id = desk.book.promises.will_buy(draft)
    desk.book.clock.advance(days=made)  # type: ignore[attr-defined]
    return id


# the shop's own word


def test_late_promises_stand_first_and_are_counted_on_the_rail(desk: Desk) -> None:
    who = desk.customer("রহিম", "01712345678")
    promised(desk, "নতুন লাইট আনব", 3)
    promised(desk, "স্ট্যান্ড পৌঁছে দেব", -2, made=5, customer=who)
    page = page_of(desk.begin())
    assert lines(page) == [
        "তারিখ পার হয়েছে ১",
        "রহিম, ০১৭১২-৩৪৫৬৭৮, স্ট্যান্ড পৌঁছে দেব, ২ দিন দেরি",
        "সামনে ১",
        "নতুন লাইট আনব, দোকানের নিজের কথা, ৩ দিন পরে",
    ]
    desk.window.rail.refresh_counts()
    assert desk.window.rail.buttons["promises"].accessibleName() == "কথা ও চাহিদা, ১"


def test_one_key_keeps_a_promise_and_one_takes_that_back(desk: Desk) -> None:
    id = promised(desk, "স্ট্যান্ড পৌঁছে দেব", 0)
    page = page_of(desk.begin())
    desk.press("D")
    assert desk.keys == 1
    assert desk.book.promises.shop_promise(id).status == "kept"
    assert desk.said() == "কথা রাখা হলো: স্ট্যান্ড পৌঁছে দেব"
    assert "এ মাসে ১টি কথা রাখা হয়েছে" in page.sums.text()
    assert "১০০% সময়মতো" in page.sums.text()
    desk.press("Ctrl+Z")
    assert desk.book.promises.shop_promise(id).status == "open"
    assert len(lines(page)) == 2


def test_another_day_is_agreed_in_the_sheet(desk: Desk) -> None:
    id = promised(desk, "স্ট্যান্ড পৌঁছে দেব", 0)
    page_of(desk.begin())
    desk.press("S").write("+3").press("Enter")
    assert desk.keys == 2
    assert desk.book.promises.shop_promise(id).due_on == day(3)


def test_another_day_without_a_day_is_asked_for(desk: Desk) -> None:
    promised(desk, "স্ট্যান্ড পৌঁছে দেব", 0)
    page_of(desk.begin())
    desk.press("S", "Enter")
    assert desk.sheet.due_on.problem_text() == "কোন দিন?"


def test_a_promise_is_given_up_only_with_a_reason(desk: Desk) -> None:
    id = promised(desk, "স্ট্যান্ড পৌঁছে দেব", 0)
    page = page_of(desk.begin())
    desk.press("X", "Enter")
    assert desk.sheet.reason.problem_text()
    desk.write("কোম্পানি আর বানায় না").press("Enter")
    promise = desk.book.promises.shop_promise(id)
    assert (promise.status, promise.close_note) == ("cancelled", "কোম্পানি আর বানায় না")
    page.pane.choose("cancelled")  # type: ignore[union-attr]
    assert len(lines(page)) == 1


def test_enter_keeps_with_a_remark_and_the_digits_choose_another_answer(desk: Desk) -> None:
    id = promised(desk, "স্ট্যান্ড পৌঁছে দেব", 0)
    page_of(desk.begin())
    desk.press("Enter", "2")
    assert desk.sheet.answer.value() == "later"
    desk.settle()
    desk.sheet.answer.buttons[0].click()
    desk.settle().press("Enter")
    assert desk.book.promises.shop_promise(id).status == "kept"


def test_a_new_promise_is_what_and_which_day(desk: Desk) -> None:
    page = page_of(desk.begin())
    desk.press("N").write("রিমোট বদলে দেব").press("Enter")
    assert desk.sheet.due_on.problem_text()
    desk.write("+2").press("Enter")
    assert lines(page)[1].startswith("রিমোট বদলে দেব")
    assert desk.said() == "কথা দেওয়া হলো, ২৩ নভেম্বর: রিমোট বদলে দেব"


def test_words_of_a_promise_survive_escape(desk: Desk) -> None:
    page_of(desk.begin())
    desk.press("N").write("রিমোট").press("Escape", "N")
    assert desk.sheet.what.typed() == "রিমোট"


def test_the_day_list_closes_a_promise_by_its_small_sheet(desk: Desk) -> None:
    who = desk.customer("রহিম", "01712345678")
    id = promised(desk, "স্ট্যান্ড পৌঁছে দেব", 0, customer=who)
    desk.begin()
    card = desk.book.followups.today().all_cards()[0]
    assert card.reasons[0].rule == "shop_promise"
    desk.ctx.navigation.go("settle_shop_promise", {"item": card.reasons[0], "card": card})
    desk.press("Enter")
    assert desk.book.promises.shop_promise(id).status == "kept"


# verbal orders


def test_a_verbal_order_is_won_with_the_memo_that_was_written_since(desk: Desk) -> None:
    who = desk.customer("রহিম", "01712345678")
    id = order(desk, who, "ফ্রিজ", 2, 30_000)
    sale = desk.book.sales.record_sale(
        SaleDraft(TODAY, (LineDraft("ফ্রিজ", unit_price_paisa=29_500_00),), who, paid_paisa=29_500_00)
    )
    page = page_of(desk.begin(), "buy")
    assert "কেনার কথা ৳৩০,০০০" in page.sums.text()
    desk.press("D")
    assert desk.sheet.sale.value() == sale.id
    desk.press("Enter")
    won = desk.book.promises.buy_promise(id)
    assert (won.status, won.sale_id) == ("won", sale.id)
    assert "এ মাসে কেনা ৳২৯,৫০০" in page.sums.text()


def test_a_verbal_order_is_won_without_a_memo_too(desk: Desk) -> None:
    id = order(desk, desk.customer("রহিম"), "ফ্রিজ", 2)
    page_of(desk.begin(), "buy")
    desk.press("D", "Enter")
    won = desk.book.promises.buy_promise(id)
    assert (won.status, won.sale_id) == ("won", None)


def test_a_lost_order_asks_why_in_one_tap(desk: Desk) -> None:
    id = order(desk, desk.customer("রহিম"), "ফ্রিজ", 2)
    page_of(desk.begin(), "buy")
    desk.press("X", "Enter")
    assert desk.sheet.why.problem_text() == "কারণ বেছে নিন বা লিখুন।"
    desk.sheet.why.buttons[1].click()
    desk.press("Enter")
    lost = desk.book.promises.buy_promise(id)
    assert (lost.status, lost.lost_reason) == ("lost", "দাম")


def test_a_reason_in_their_own_words_stands_behind_the_chip(desk: Desk) -> None:
    id = order(desk, desk.customer("রহিম"), "ফ্রিজ", 2)
    page_of(desk.begin(), "buy")
    desk.press("X")
    desk.sheet.why.buttons[0].click()
    desk.sheet.reason.setFocus()
    desk.write("বসুন্ধরায় অফার ছিল").press("Enter")
    assert desk.book.promises.buy_promise(id).lost_reason == "অন্য দোকান থেকে কিনেছেন: বসুন্ধরায় অফার ছিল"


def test_a_new_order_asks_who_what_and_when(desk: Desk) -> None:
    who = desk.customer("রহিম উদ্দিন", "01712345678")
    page = page_of(desk.begin(), "buy")
    desk.press("N").write("রহিম").press("Enter").write("ফ্রিজ").press("Enter").write("+7").press("Enter")
    (made,) = desk.book.promises.open_buys(who)
    assert (made.what, made.expected_on) == ("ফ্রিজ", day(7))
    assert lines(page)[1].startswith("রহিম উদ্দিন")


def test_the_memo_can_be_begun_from_the_question(desk: Desk) -> None:
    who = desk.customer("রহিম")
    order(desk, who, "ফ্রিজ", 2)
    page_of(desk.begin(), "buy")
    desk.press("D")
    desk.sheet.memo.click()
    here = desk.ctx.navigation.here
    assert here is not None
    assert here.key == "sale"
    assert desk.ctx.navigation.customer_here() == who


# promised money


def test_enter_on_promised_money_opens_the_payment_for_its_customer(desk: Desk) -> None:
    desk.promised("করিম", 500, "01812345678", days=4)
    who = desk.promised("রহিম", 900, "01712345678", days=-3)
    page = page_of(desk.begin(), "pay")
    assert lines(page)[:2] == [
        "তারিখ পার হয়েছে ১",
        "রহিম, ০১৭১২-৩৪৫৬৭৮, ১৮ নভেম্বর দেবেন বলেছেন, ৳৯০০, ৩ দিন দেরি",
    ]
    assert "৳১,৪০০ আসার কথা" in page.sums.text()
    desk.press("Enter")
    assert desk.sheet.customer.row.id == who
    desk.write("900").press("Enter")
    assert lines(page)[0] == "সামনে ১"


def test_part_of_the_money_leaves_the_rest_in_the_list(desk: Desk) -> None:
    desk.promised("রহিম", 900, "01712345678", days=2)
    page = page_of(desk.begin(), "pay")
    desk.press("Enter").write("400").press("Enter")
    assert lines(page)[1].startswith("রহিম, ০১৭১২-৩৪৫৬৭৮, ২৩ নভেম্বর দেবেন বলেছেন · ৳৪০০ এসেছে, ৳৫০০")


# the page


@pytest.mark.parametrize("tab", ["shop", "buy", "pay", "demand", "lost"])
def test_every_tab_of_an_empty_book_says_what_belongs_there(desk: Desk, tab: str) -> None:
    page = page_of(desk.begin(), tab)
    assert page.tab == tab
    if tab != "lost":
        assert page.pane.empty.title.text()  # type: ignore[union-attr]
        assert page.pane.empty.button.isVisible()  # type: ignore[union-attr]


def test_ctrl_tab_goes_round_and_letters_search(desk: Desk) -> None:
    promised(desk, "স্ট্যান্ড পৌঁছে দেব", 0)
    page = page_of(desk.begin())
    desk.press("Ctrl+Tab")
    assert page.tab == "buy"
    for _turn in range(4):
        desk.press("Ctrl+Tab")
    assert page.tab == "shop"
    desk.write("র")
    assert desk.window.search.text() == "র"


def test_the_list_asks_to_thank_who_sent_a_customer_and_the_sheet_ends_that(desk: Desk) -> None:
    sender = desk.customer("রহিম", "01712345678")
    sent = desk.customer("করিম", "01812345678", referred_by_id=sender)
    line = LineDraft("ফ্যান", unit_price_paisa=2_000_00)
    desk.book.sales.record_sale(SaleDraft(TODAY, (line,), sent, paid_paisa=2_000_00))
    desk.begin()
    cards = desk.book.followups.today().all_cards()
    card = next(card for card in cards if card.customer_id == sender)
    item = next(item for item in card.reasons if item.rule == "referral")
    desk.ctx.navigation.go("settle_referral", {"item": item, "card": card})
    desk.write("মিষ্টি").press("Enter")
    assert [(one.what, one.referred_id) for one in desk.book.rewards.of(sender)] == [("মিষ্টি", sent)]
    assert all(card.customer_id != sender for card in desk.book.followups.today().all_cards())


def test_thanks_for_sending_somebody_are_written_in_one_line(desk: Desk) -> None:
    sender = desk.customer("রহিম", "01712345678")
    sent = desk.customer("করিম", "01812345678", referred_by_id=sender)
    desk.begin().ctx.navigation.go("settle_referral", {"customer_id": sender, "referred_id": sent})
    desk.write("মিষ্টি").press("Enter")
    (thanks,) = desk.book.rewards.of(sender)
    assert (thanks.what, thanks.referred_id) == ("মিষ্টি", sent)


def test_every_sheet_about_somebody_says_whom_and_what_and_shows_the_keys_of_its_answers(desk: Desk) -> None:
    rahim = desk.customer("রহিম")
    id = desk.book.promises.promise(ShopPromiseDraft("স্ট্যান্ড পাঠাব", TODAY, rahim))
    navigation = desk.begin().ctx.navigation
    title = desk.window.sheets["right"].title.text
    navigation.go("settle_shop_promise", {"promise_id": id})
    assert title().startswith("রহিম")
    assert title().endswith("আমাদের কথা")
    assert [button.text()[-1] for button in desk.sheet.answer.buttons] == ["1", "2", "3"]
    for key in ("complaint", "gift", "helper", "note", "buy_promise", "shop_promise"):
        navigation.go(key, {"customer_id": rahim})
        assert title().startswith("রহিম"), key


def test_with_nothing_to_count_no_figures_are_shown_and_the_tabs_keep_their_place(desk: Desk) -> None:
    desk.begin()
    page = page_of(desk)
    tops = set()
    for tab in ("shop", "buy", "pay", "demand"):
        page.choose(tab)
        desk.settle()
        assert page.sums.text() == "", tab
        tops.add(page.stack.y())
    assert len(tops) == 1
    assert not page.new.isHidden()
    page.choose("pay")
    assert page.new.isHidden()
