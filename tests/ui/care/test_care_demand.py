"""What was asked for and not there: written by two keys, counted, told when it arrives; and who left without buying."""

from __future__ import annotations

import pytest

from shopbook.care.demands import DemandDraft
from tests.ui.desk import Desk
from ui.care.promises import PromisesPage


def page_of(desk: Desk, tab: str) -> PromisesPage:
    desk.ctx.navigation.go("promises", tab)
    desk.settle()
    found = desk.ctx.navigation.page("promises")
    assert isinstance(found, PromisesPage)
    return found


def lines(page: PromisesPage) -> list[str]:
    """The list in front as a screen reader reads it."""
    model = page.pane.model  # type: ignore[union-attr]
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_a_wish_is_two_keys_from_anywhere(desk: Desk) -> None:
    desk.begin().press("F9").write("ইন্ডাকশন চুলা").press("Enter")
    assert desk.keys == 2
    assert desk.sheet is None
    (wish,) = desk.book.demands.wanted()
    assert (wish.what, wish.count) == ("ইন্ডাকশন চুলা", 1)
    assert desk.said() == "লেখা হলো: ইন্ডাকশন চুলা"


def test_the_second_who_asks_is_counted_before_the_wish_is_saved(desk: Desk) -> None:
    desk.book.demands.ask(DemandDraft("ইন্ডাকশন চুলা"))
    desk.begin().press("F9").write("induction chula")
    assert "আগে ১ জন চেয়েছেন" in desk.sheet.what.note.text()
    desk.press("Enter")
    assert desk.said().endswith("২ জন চেয়েছেন")


def test_who_asked_may_be_a_customer_from_the_list(desk: Desk) -> None:
    id = desk.customer("জামাল উদ্দিন", "01711000001")
    desk.begin().press("F9").write("চার্জার ফ্যান").press("Tab").write("জামাল").press("Enter", "Enter")
    (wish,) = desk.book.demands.of(id)
    assert wish.what == "চার্জার ফ্যান"


@pytest.mark.parametrize(
    ("typed", "name", "phone"), [("কলেজের আপা", "কলেজের আপা", ""), ("০১৭১২৩৪৫৬৭৮", "", "+8801712345678")]
)
def test_a_stranger_leaves_a_name_or_a_number_and_becomes_no_customer(
    desk: Desk, typed: str, name: str, phone: str
) -> None:
    desk.begin().press("F9").write("চার্জার ফ্যান").press("Tab").write(typed).press("Enter")
    assert desk.sheet is None
    assert desk.book.customers.count() == 0
    (wish,) = desk.book.demands.rows(desk.book.demands.ids())
    assert (wish.customer_id, wish.name, wish.phone) == (None, name, phone)


def test_the_customer_of_the_own_page_asked_and_one_of_a_list_did_not(desk: Desk) -> None:
    id = desk.promised("জামাল", 900, "01711000001")
    desk.begin().press("F9")
    assert desk.sheet.person.row is None
    desk.press("Escape")
    desk.ctx.navigation.go("customer", id)
    desk.press("F9").write("চার্জার ফ্যান").press("Enter")
    assert len(desk.book.demands.of(id)) == 1


def test_what_was_taken_instead_is_no_longer_waited_for(desk: Desk) -> None:
    desk.begin().press("F9").write("ইন্ডাকশন চুলা")
    desk.sheet.alternative.setFocus()
    desk.write("গ্যাসের চুলা")
    desk.sheet.taken.box.click()
    desk.press("Ctrl+Return")
    (wish,) = desk.book.demands.rows(desk.book.demands.ids("all"))
    assert (wish.alternative, wish.alternative_taken, wish.status) == ("গ্যাসের চুলা", True, "closed")
    assert desk.book.demands.wanted() == []


def test_nothing_asked_for_is_said_under_the_box(desk: Desk) -> None:
    desk.begin().press("F9", "Enter")
    assert desk.sheet.what.problem_text()
    assert desk.book.demands.ids("all") == []


def test_a_reason_alone_is_enough_for_one_who_only_looked(desk: Desk) -> None:
    desk.begin().press("F9")
    desk.sheet.reason.buttons[6].click()
    desk.press("Enter")
    assert desk.book.demands.lost_sales(desk.book.clock.today(), desk.book.clock.today()) == {
        "only_looking": 1
    }


def test_a_wish_survives_escape(desk: Desk) -> None:
    desk.begin().press("F9").write("ইন্ডাকশন").press("Escape", "F9")
    assert desk.sheet.what.typed() == "ইন্ডাকশন"


def test_the_most_wanted_stands_first_with_everybody_who_asked_beside_it(desk: Desk) -> None:
    jamal = desk.customer("জামাল উদ্দিন", "01711000001")
    desk.book.demands.ask(DemandDraft("চার্জার ফ্যান"))
    for who in (jamal, desk.customer("সালমা বেগম"), None):
        desk.book.demands.ask(DemandDraft("ইন্ডাকশন চুলা", who, name="" if who else "এক আপা"))
    page = page_of(desk.begin(), "demand")
    assert lines(page)[0].startswith("ইন্ডাকশন চুলা, ৩ জন চেয়েছেন, ছিল না")
    words = [label.text() for label in page.pane.side.findChildren(type(page.pane.who))]  # type: ignore[union-attr]
    assert {"জামাল উদ্দিন", "সালমা বেগম", "এক আপা"} <= set(words)


def test_a_wish_written_wrong_is_corrected_from_its_line(desk: Desk) -> None:
    desk.book.demands.ask(DemandDraft("ইন্ডাকশন চুলা", name="এক আপা", phone="01712345678"))
    page = page_of(desk.begin(), "demand")
    desk.press("E")
    assert desk.sheet.person.stranger() == "এক আপা"
    assert not desk.sheet.what.note.text()  # nobody else asked for it
    desk.sheet.what.set_value("ইনফ্রারেড চুলা")
    desk.press("Enter")
    assert desk.said() == "বদলেছে: ইনফ্রারেড চুলা"
    (wish,) = desk.book.demands.rows(desk.book.demands.ids())
    assert (wish.what, wish.name, wish.phone) == ("ইনফ্রারেড চুলা", "এক আপা", "+8801712345678")
    assert lines(page)[0].startswith("ইনফ্রারেড চুলা")
    desk.press("Ctrl+Z")
    assert [wish.what for wish in desk.book.demands.wanted()] == ["ইন্ডাকশন চুলা"]


def test_corrected_to_another_reason_it_is_waited_for_no_more_and_whose_it_is_can_change(desk: Desk) -> None:
    jamal = desk.customer("জামাল উদ্দিন", "01711000001")
    salma = desk.customer("সালমা বেগম", "01711000002")
    desk.book.demands.ask(DemandDraft("চার্জার ফ্যান", jamal))
    page = page_of(desk.begin(), "demand")
    desk.press("E")
    desk.sheet.reason.set_value("price")
    desk.sheet.person.show_customer(salma)
    desk.press("Ctrl+Return")
    (wish,) = desk.book.demands.of(salma)
    assert (wish.reason, wish.status) == ("price", "closed")
    assert desk.book.demands.of(jamal) == []
    assert lines(page) == []


def test_correcting_a_wish_leaves_one_begun_before_as_it_was(desk: Desk) -> None:
    desk.book.demands.ask(DemandDraft("ইন্ডাকশন চুলা"))
    page_of(desk.begin(), "demand")
    desk.press("F9").write("জেনারেটর").press("Escape", "E")
    assert desk.sheet.what.typed() == "ইন্ডাকশন চুলা"
    desk.press("Enter", "F9")
    assert desk.sheet.what.typed() == "জেনারেটর"


def test_when_it_arrives_those_who_asked_stand_in_todays_list_until_told(desk: Desk) -> None:
    jamal = desk.customer("জামাল উদ্দিন", "01711000001")
    for who in (jamal, None):
        desk.book.demands.ask(DemandDraft("ইন্ডাকশন চুলা", who))
    page = page_of(desk.begin(), "demand")
    desk.press("D")
    assert desk.said() == "ইন্ডাকশন চুলা এসেছে: ১ জনকে জানাতে হবে, আজকের তালিকায় আছে"
    card = next(card for card in desk.book.followups.today().all_cards() if card.customer_id == jamal)
    assert [item.rule for item in card.reasons] == ["demand_arrived"]
    page.pane.choose("arrived")  # type: ignore[union-attr]
    desk.press("D")
    assert desk.said() == "জানানো হলো: জামাল উদ্দিন"
    assert [wish.status for wish in desk.book.demands.of(jamal)] == ["told"]
    assert desk.book.followups.today().all_cards() == ()


def test_the_arrival_can_be_taken_back(desk: Desk) -> None:
    desk.book.demands.ask(DemandDraft("ইন্ডাকশন চুলা", desk.customer("জামাল")))
    page_of(desk.begin(), "demand")
    desk.press("D", "Ctrl+Z")
    assert [wish.count for wish in desk.book.demands.wanted()] == [1]
    assert desk.book.demands.wanted("arrived") == []


def test_what_nobody_wants_any_more_leaves_the_list_at_once(desk: Desk) -> None:
    for who in ("জামাল", "সালমা"):
        desk.book.demands.ask(DemandDraft("ইন্ডাকশন চুলা", desk.customer(who)))
    page = page_of(desk.begin(), "demand")
    desk.press("X")
    assert lines(page) == []
    desk.press("Ctrl+Z")
    assert [wish.count for wish in desk.book.demands.wanted()] == [2]


def test_the_day_list_closes_an_arrived_wish_by_its_small_sheet(desk: Desk) -> None:
    jamal = desk.customer("জামাল", "01711000001")
    desk.book.demands.ask(DemandDraft("ইন্ডাকশন চুলা", jamal))
    desk.book.demands.arrived(desk.book.demands.wanted()[0].folded)
    desk.begin()
    card = desk.book.followups.today().all_cards()[0]
    desk.ctx.navigation.go("settle_demand_arrived", {"item": card.reasons[0], "card": card})
    desk.press("Enter")
    assert [wish.status for wish in desk.book.demands.of(jamal)] == ["told"]


def test_one_tap_counts_somebody_who_left_and_the_figures_follow(desk: Desk) -> None:
    page = page_of(desk.begin(), "lost")
    assert page.pane.share.text() == "এখনো কেউ নেই"  # type: ignore[union-attr]
    page.pane.taps["price"].click()  # type: ignore[union-attr]
    desk.settle()
    assert desk.said() == "লেখা হলো: দাম বেশি"
    assert page.pane.share.text() == "০% কিনেছেন"  # type: ignore[union-attr]
    assert "১ জন না কিনে ফিরেছেন" in page.pane.people.text()  # type: ignore[union-attr]
    assert desk.book.demands.wanted() == []
    page.pane.chips["last"].click()  # type: ignore[union-attr]
    assert "০ জন না কিনে ফিরেছেন" in page.pane.people.text()  # type: ignore[union-attr]


def test_a_tap_on_not_in_stock_asks_what_it_was(desk: Desk) -> None:
    page = page_of(desk.begin(), "lost")
    page.pane.taps["never_sold"].click()  # type: ignore[union-attr]
    assert desk.sheet.reason.value() == "never_sold"
    desk.write("জেনারেটর").press("Enter")
    assert [wish.what for wish in desk.book.demands.wanted()] == ["জেনারেটর"]
