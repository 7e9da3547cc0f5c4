"""A small gift: what, for whom, where it goes; and hearing whether it reached."""

from __future__ import annotations

import datetime as dt

from shopbook.notes.model import FamilyDraft, GiftDraft
from tests.ui.desk import Desk


def test_a_gift_is_what_and_enter(desk: Desk) -> None:
    id = desk.customer("জামাল")
    desk.begin().ctx.navigation.go("gift", {"customer_id": id})
    desk.write("বাচ্চার জামা").press("Enter")
    (gift,) = desk.book.notes.gifts(id)
    assert (gift.what, gift.given_on, gift.reached) == ("বাচ্চার জামা", dt.date(2026, 11, 21), "unknown")
    assert desk.said() == "উপহার লেখা হলো: বাচ্চার জামা"


def test_everything_about_a_gift_is_kept(desk: Desk) -> None:
    id = desk.customer("জামাল")
    child = desk.book.notes.add_family(FamilyDraft(id, "son", "রাফি"))
    desk.begin().ctx.navigation.go("gift", {"customer_id": id})
    sheet = desk.sheet
    sheet.what.line.setText("ফলের ঝুড়ি")
    sheet.cost.line.setText("৩৫০")
    sheet.member.set_value(child)
    sheet.occasion.buttons[1].click()
    sheet.place.buttons[1].click()
    sheet.carried_by.line.setText("সোহেল")
    desk.press("Ctrl+Return")
    (gift,) = desk.book.notes.gifts(id)
    assert (gift.cost_paisa, gift.occasion, gift.place, gift.carried_by) == (
        350_00,
        "অসুস্থতা",
        "hospital",
        "সোহেল",
    )


def test_a_gift_without_a_thing_or_a_person_is_not_saved(desk: Desk) -> None:
    desk.begin().ctx.navigation.go("gift")
    desk.press("Ctrl+Return")
    assert desk.sheet.person.problem_text() == "উপহারটা কার জন্য, বেছে নিন।"
    assert desk.sheet.what.problem_text()


def test_somebody_who_wants_no_gifts_is_told_before(desk: Desk) -> None:
    id = desk.customer("জামাল", no_gift=True)
    desk.begin().ctx.navigation.go("gift", {"customer_id": id})
    assert desk.sheet.unwanted.isVisible()


def test_the_words_of_a_gift_survive_escape(desk: Desk) -> None:
    id = desk.customer("জামাল")
    desk.begin().ctx.navigation.go("gift", {"customer_id": id})
    desk.write("জামা").press("Escape")
    desk.ctx.navigation.go("gift", {"customer_id": id})
    assert desk.sheet.what.typed() == "জামা"


def test_the_list_asks_whether_it_reached_and_the_sheet_answers(desk: Desk) -> None:
    id = desk.customer("জামাল", "01711000001")
    desk.book.notes.give(GiftDraft(id, "ফলের ঝুড়ি", place="hospital"))
    desk.book.clock.advance(days=2)  # type: ignore[attr-defined]
    desk.begin()
    card = desk.book.followups.today().all_cards()[0]
    item = next(item for item in card.reasons if item.rule == "gift_reached")
    desk.ctx.navigation.go("settle_gift_reached", {"item": item, "card": card})
    desk.press("Enter")
    assert [gift.reached for gift in desk.book.notes.gifts(id)] == ["yes"]
    assert desk.book.followups.today().all_cards() == ()


def test_a_gift_that_never_came_and_what_they_said_of_it(desk: Desk) -> None:
    id = desk.customer("জামাল")
    gift_id = desk.book.notes.give(GiftDraft(id, "ফলের ঝুড়ি"))
    desk.begin().ctx.navigation.go("settle_gift_reached", {"gift_id": gift_id})
    desk.press("2").write("ঠিকানা বদলেছেন").press("Enter")
    assert [gift.reached for gift in desk.book.notes.gifts(id)] == ["no"]
    assert [note.body for note in desk.book.notes.notes(id)] == ["ঠিকানা বদলেছেন"]
    desk.press("Ctrl+Z")
    assert [gift.reached for gift in desk.book.notes.gifts(id)] == ["unknown"]
    assert desk.book.notes.notes(id) == []
