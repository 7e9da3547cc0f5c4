"""A card is replaced, handed to somebody else or void, and its free servicings are ticked, all from the desk."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from shopbook.localisation.language import _
from shopbook.products.model import CoverageDraft
from shopbook.service.model import JobDraft
from shopbook.warranties.model import Card, CardDraft
from tests.ui.counter import Counter, Key
from ui.warranties.changing import ChangeSheet
from ui.warranties.visits import VisitSheet


def given(counter: Counter, serial: str = "AC-1001", servicings: int = 3) -> Card:
    """An air conditioner of Rafiq's, with free servicing."""
    return counter.book.warranties.give(
        CardDraft(
            product_name="এসি ১.৫ টন",
            start_on=counter.shop.today,
            coverages=(
                CoverageDraft("service", "", 2, "year"),
                CoverageDraft("parts", "কম্প্রেসর", 10, "year"),
            ),
            customer_id=counter.rafiq.id,
            serial=serial,
            service_every_days=120,
            service_count=servicings,
        )
    )


def opened(counter: Counter, card: Card) -> Any:
    """The card's panel on the desk."""
    counter.ctx.navigation.go("warranty", {"warranty_id": card.id})
    counter.pause(20)
    return counter.page("warranty").panel


def sheet(counter: Counter, kind: type) -> Any:
    """The open sheet."""
    [found] = [one for one in counter.window.findChildren(kind) if one.isVisible()]
    return found


def test_a_card_is_voided_with_a_reason_and_is_red_from_then_on(counter: Counter) -> None:
    card = given(counter)
    panel = opened(counter, card)
    panel.change.click()
    sheet(counter, ChangeSheet).how.buttons[2].click()
    sheet(counter, ChangeSheet).reason.setFocus()
    counter.type("টাকা ফেরত দেওয়া হয়েছে\n")
    assert counter.book.warranties.card(card.id).status == "void"
    texts = panel.verdict.texts()
    assert texts[0].startswith(_("This card is void")) and texts[0].endswith("টাকা ফেরত দেওয়া হয়েছে")
    assert len(texts) == 1, "of a void card no promise is listed"
    assert not panel.print.isEnabled()
    counter.control(Key.Key_Z)
    assert counter.book.warranties.card(card.id).status == "active"
    assert panel.verdict.texts()[0].startswith(_("Under warranty"))


def test_a_card_is_not_voided_without_a_word(counter: Counter) -> None:
    card = given(counter)
    counter.ctx.navigation.go("card_change", {"warranty_id": card.id, "how": "void"})
    counter.type("\n")
    assert counter.book.warranties.card(card.id).is_active
    assert sheet(counter, ChangeSheet).reason.problem_text()


def test_a_replaced_piece_has_a_new_card_and_the_two_lead_to_one_another(counter: Counter) -> None:
    card = given(counter)
    panel = opened(counter, card)
    panel.change.click()
    counter.type("AC-2002\n")
    new = counter.book.warranties.card(counter.book.warranties.card(card.id).replaced_by_id or 0)
    assert (new.serial, new.last_ends_on, new.replaces_id) == ("AC-2002", card.last_ends_on, card.id)
    assert panel.card.id == new.id, "the new card is in front, ready to be printed"
    panel.links.before.click()
    assert panel.card.id == card.id
    assert panel.verdict.texts()[0].startswith(_("This card was replaced by another"))
    panel.links.after.click()
    assert panel.card.id == new.id
    counter.control(Key.Key_Z)
    assert counter.book.warranties.card(card.id).is_active
    assert panel.card.id == card.id


def test_the_serial_of_the_new_piece_is_scanned_into_the_sheet(counter: Counter) -> None:
    card = given(counter)
    counter.ctx.navigation.go("card_change", {"warranty_id": card.id, "how": "void"})
    counter.scan("NEW-778899")
    counter.press(Key.Key_Return)
    new_id = counter.book.warranties.card(card.id).replaced_by_id
    assert new_id is not None
    assert counter.book.warranties.card(new_id).serial == "NEW-778899"


def test_a_card_is_handed_to_another_customer(counter: Counter) -> None:
    card = given(counter)
    counter.ctx.navigation.go("card_change", {"warranty_id": card.id, "how": "transfer"})
    open_sheet = sheet(counter, ChangeSheet)
    open_sheet.person.show_customer(counter.salma.id)
    open_sheet.save()
    old = counter.book.warranties.card(card.id)
    new = counter.book.warranties.card(old.replaced_by_id or 0)
    assert (old.status, new.customer_id, new.serial) == ("transferred", counter.salma.id, "AC-1001")
    assert counter.page("warranty").panel.card.id == new.id


def test_without_a_new_owner_nothing_is_handed_on(counter: Counter) -> None:
    card = given(counter)
    counter.ctx.navigation.go("card_change", {"warranty_id": card.id, "how": "transfer"})
    sheet(counter, ChangeSheet).save()
    assert counter.book.warranties.card(card.id).is_active
    assert sheet(counter, ChangeSheet).person.problem_text() == _("Choose a customer.")


def test_a_card_that_has_ended_cannot_be_ended_again(counter: Counter) -> None:
    card = given(counter)
    counter.book.warranties.void(card.id, "ভুল")
    counter.ctx.navigation.go("card_change", {"warranty_id": card.id})
    assert counter.ctx.navigation.sheet is None
    assert counter.said() == _("This card is not valid any more.")


# ---- free servicing


def test_a_servicing_is_ticked_on_the_desk_and_taken_back(counter: Counter) -> None:
    card = given(counter)
    panel = opened(counter, card)
    first = counter.book.visits.of_card(card.id)[0]
    panel.visits.ticked.emit(first.id)
    assert counter.book.visits.get(first.id).done_on == counter.shop.today
    assert _("Free servicing · {done} of {all} done").format(done="১", all="৩") in panel.visits.texts()
    counter.control(Key.Key_Z)
    assert counter.book.visits.get(first.id).done_on is None
    panel.visits.ticked.emit(first.id)
    panel.visits.unticked.emit(first.id)
    assert counter.book.visits.get(first.id).done_on is None


def test_a_servicing_that_is_due_stands_right_under_the_verdict(counter: Counter) -> None:
    card = given(counter)
    panel = opened(counter, card)
    assert panel.verdict.texts()[0] == _("Under warranty")
    counter.shop.days_later(100)
    panel.refresh()
    said = panel.verdict.texts()[0]
    assert said.startswith(_("Under warranty")) and _("Free servicing") in said


def test_the_buttons_of_a_servicing_say_which_one_they_tick(counter: Counter) -> None:
    from PySide6.QtWidgets import QPushButton

    card = given(counter)
    panel = opened(counter, card)
    named = [one.accessibleName() for one in panel.visits.findChildren(QPushButton) if one.isVisible()]
    third = _("free servicing {n}").format(n="৩")
    assert f"{_('Done')}: {third}" in named and f"{_('Another day')}: {third}" in named
    assert len(set(named)) == len(named) == 6


def test_another_day_is_agreed_for_a_servicing(counter: Counter) -> None:
    card = given(counter)
    panel = opened(counter, card)
    first = counter.book.visits.of_card(card.id)[0]
    panel.visits.moved.emit(first.id)
    counter.type("+7\n")
    assert counter.book.visits.get(first.id).due_on == counter.shop.today + dt.timedelta(7)
    counter.control(Key.Key_Z)
    assert counter.book.visits.get(first.id).due_on == first.due_on


def test_a_day_after_the_promise_is_refused_under_its_field(counter: Counter) -> None:
    card = given(counter)
    first = counter.book.visits.of_card(card.id)[0]
    counter.ctx.navigation.go("visit", {"visit_id": first.id, "how": "moved"})
    counter.type("+900\n")
    assert counter.book.visits.get(first.id).due_on == first.due_on
    assert sheet(counter, VisitSheet).due_on.problem_text()


def test_a_servicing_done_yesterday_is_written_with_what_was_done(counter: Counter) -> None:
    card = given(counter)
    first = counter.book.visits.of_card(card.id)[0]
    counter.ctx.navigation.go("visit", {"visit_id": first.id})
    open_sheet = sheet(counter, VisitSheet)
    open_sheet.done_on.set_value(counter.shop.today - dt.timedelta(1))
    open_sheet.note.setFocus()
    counter.type("গ্যাস দেওয়া হয়েছে\n")
    done = counter.book.visits.get(first.id)
    assert (done.done_on, done.note) == (counter.shop.today - dt.timedelta(1), "গ্যাস দেওয়া হয়েছে")


def test_words_typed_for_a_servicing_survive_escape(counter: Counter) -> None:
    card = given(counter)
    first = counter.book.visits.of_card(card.id)[0]
    counter.ctx.navigation.go("visit", {"visit_id": first.id})
    sheet(counter, VisitSheet).note.setFocus()
    counter.type("ফিল্টার")
    counter.press(Key.Key_Escape)
    counter.ctx.navigation.close_sheet()
    counter.ctx.navigation.go("visit", {"visit_id": first.id})
    assert sheet(counter, VisitSheet).note.typed() == "ফিল্টার"


def test_a_reason_of_the_day_opens_its_servicing(counter: Counter) -> None:
    given(counter)
    counter.shop.days_later(118)
    [card] = [
        one for one in counter.book.followups.today().all_cards()
        if any(item.rule == "service_visit" for item in (*one.reasons, *one.others))
    ]  # fmt: skip
    [item] = [item for item in (*card.reasons, *card.others) if item.rule == "service_visit"]
    counter.ctx.navigation.go("settle_service_visit", {"item": item, "card": card})
    counter.type("+3\n")
    assert counter.book.visits.get(item.source_id).due_on == counter.shop.today + dt.timedelta(3)
    assert "service_visit" not in [one.rule for each in counter.book.followups.today().all_cards()
                                   for one in each.reasons if one.source_id != item.source_id]  # fmt: skip


# ---- the workshop


def test_the_jobs_of_the_piece_stand_on_its_card_and_open(counter: Counter) -> None:
    card = given(counter)
    job = counter.book.jobs.take_in(JobDraft("এসি", "ঠান্ডা কম", serial="ac 1001", phone="01712345678"))
    panel = opened(counter, card)
    assert any("ঠান্ডা কম" in text for text in panel.jobs.texts())
    panel.jobs.opened.emit(job.id)
    assert counter.here == "service"


def test_the_piece_is_taken_in_from_its_card(counter: Counter) -> None:
    card = given(counter)
    opened(counter, card).take_in.click()
    assert counter.ctx.navigation.sheet is not None
    counter.ctx.navigation.close_sheet()
    counter.press(Key.Key_F7)
    assert counter.ctx.navigation.sheet is not None


@pytest.mark.parametrize("which", ["void", "replaced"])
def test_the_list_says_what_became_of_a_card(counter: Counter, which: str) -> None:
    card = given(counter)
    if which == "void":
        counter.book.warranties.void(card.id, "ভুল")
    else:
        from shopbook.warranties.model import Replacement

        counter.book.warranties.replace(card.id, Replacement())
    counter.press(Key.Key_F6)
    page = counter.page("warranty")
    page.chips["all"].click()
    look = page._row_look(counter.book.warranties.card(card.id))
    assert look.badge == {"void": _("Void"), "replaced": _("Replaced")}[which]
