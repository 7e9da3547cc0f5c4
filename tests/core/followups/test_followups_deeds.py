"""What a tick does to the fact behind it: a promise is kept, an order lost, a complaint stays until it is settled."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.calls.model import CallDraft
from shopbook.care.complaints import Resolution
from shopbook.care.feedback import FeedbackDraft
from shopbook.errors import Refused
from shopbook.followups.model import Item, Lane
from tests.core.followups.telling import DUE, Telling, day

ONE = dt.timedelta(1)


@pytest.fixture
def due(tell: Telling) -> Telling:
    """It is the day on which the facts come up."""
    tell.it_is(DUE)
    return tell


def row(tell: Telling, table: str, *columns: str) -> tuple[object, ...]:
    found = tell.store.row(f"SELECT {', '.join(columns)} FROM {table}")
    assert found is not None
    return tuple(found)


def items(tell: Telling) -> tuple[Item, ...]:
    return tell.card().reasons


def test_a_promise_that_is_ticked_is_kept_and_can_be_taken_back(due: Telling) -> None:
    due.word(due.customer(), DUE)
    before = due.card()
    due.list.done(before.reasons)
    assert row(due, "shop_promise", "status", "closed_on") == ("kept", DUE.isoformat())
    due.list.reopen(before.reasons)
    assert row(due, "shop_promise", "status", "closed_on", "close_note") == ("open", None, None)
    assert due.card() == before


def test_a_promise_that_is_skipped_is_cancelled_with_the_reason(due: Telling) -> None:
    due.word(due.customer(), DUE)
    due.list.skip(items(due), "গ্রাহক আর চান না")
    assert row(due, "shop_promise", "status", "close_note") == ("cancelled", "গ্রাহক আর চান না")


def test_an_order_that_is_skipped_is_lost_with_the_reason(due: Telling) -> None:
    due.will_buy(due.customer(), DUE)
    before = due.card()
    due.list.skip(before.reasons, "অন্য দোকান থেকে কিনেছেন")
    assert row(due, "buy_promise", "status", "lost_reason") == ("lost", "অন্য দোকান থেকে কিনেছেন")
    due.list.reopen(before.reasons)
    assert due.card() == before


def test_who_was_told_that_it_came_is_told(due: Telling) -> None:
    due.demand(None, DUE, key10="1911000000", phone="01911000000", name="জসিম")
    card = due.card()
    assert (card.title, card.phone) == ("জসিম", "01911000000")
    due.list.done(card.reasons)
    assert row(due, "demand", "status", "told_on") == ("told", DUE.isoformat())


def test_one_refusal_leaves_the_whole_card_as_it_was(due: Telling) -> None:
    who = due.customer()
    due.word(who, DUE)
    due.complaint(who, DUE - ONE)
    before = due.card()
    with pytest.raises(Refused):
        due.list.done(before.reasons)
    assert due.card() == before
    assert row(due, "shop_promise", "status") == ("open",)


def test_what_its_own_sheet_closed_may_be_ticked(due: Telling) -> None:
    book, who = due.shop.book, due.customer()
    complaint = due.complaint(who, DUE - ONE)
    due.settled(who, DUE - 3 * ONE)
    due.will_buy(who, DUE)
    due.word(who, DUE)
    due.change("customer", who, sales_count=3, first_sale_on=DUE - 180 * ONE, last_sale_on=DUE - ONE)
    due.list.release(due.items())
    card = due.card()
    assert len(card.reasons) == 5
    book.complaints.resolve(complaint, Resolution("নতুন কম্প্রেসর দিয়েছি"))
    check = next(item for item in card.reasons if item.rule == "complaint_check")
    book.complaints.check(check.source_id, True)
    order = next(item for item in card.reasons if item.rule == "buy_promise")
    book.promises.won(order.source_id)
    book.feedback.give(FeedbackDraft(who, score=3))
    due.list.done(card.reasons)
    assert due.items() == []
    assert due.today().counts.done_today == 5
    assert row(due, "shop_promise", "status") == ("kept",)


def test_a_complaint_that_was_opened_again_stands_there_again(due: Telling) -> None:
    book = due.shop.book
    complaint = due.complaint(due.customer(phone="1711000001"), DUE - ONE)
    before = items(due)
    book.complaints.resolve(complaint, Resolution("মেরামত করা হয়েছে"))
    due.list.done(before)
    due.it_is(day("11-21"))
    assert [item.rule for item in due.items()] == ["complaint_check"]
    book.complaints.check(complaint, False, why="আবার নষ্ট")
    due.it_is(day("11-24"))
    assert due.item("complaint").lane is Lane.NOW


def test_a_mere_talk_keeps_no_promise_and_settles_no_complaint(due: Telling) -> None:
    who = due.customer(phone="1711000001")
    due.word(who, DUE)
    due.complaint(who, DUE - ONE)
    due.will_buy(who, DUE)
    due.change("customer", who, birth_m=11, birth_d=20)
    due.list.release(due.items())
    due.list.called(CallDraft(outcome="talked"), due.card())
    assert {item.rule for item in due.items()} == {"shop_promise", "complaint", "buy_promise"}
    assert row(due, "shop_promise", "status") == ("open",)


def test_who_talks_about_a_due_is_left_alone_until_the_next_stage(due: Telling) -> None:
    due.promise(due.customer(phone="1711000001"), DUE)
    due.list.called(CallDraft(outcome="talked"), due.card())
    assert due.items() == []
    assert due.rules(DUE + ONE) == ["pay_promise"]


def test_agreed_for_later_they_wait_and_come_back_with_everything(due: Telling) -> None:
    who = due.customer(phone="1711000001")
    due.word(who, DUE)
    due.complaint(who, DUE - ONE)
    due.list.called(CallDraft(outcome="call_later", next_on=DUE + 2 * ONE), due.card())
    assert due.card().lane is Lane.SNOOZED
    assert set(due.rules(DUE + 2 * ONE)) == {"shop_promise", "complaint", "call_later"}


# ---- whose part


def test_what_only_the_owner_may_see_is_in_nobody_elses_part(tell: Telling) -> None:
    settings = tell.shop.book.settings
    owner, seller = settings.add_staff("মালিক", "owner"), settings.add_staff("সজীব")
    for n in range(8):
        who = tell.customer(phone=f"171100000{n}")
        tell.on_credit(who, DUE, taka=6_000, limit=5_000)
        if n % 2:
            tell.promise(who, DUE, taka=6_000)
    mine, theirs = tell.list.today(DUE, staff=owner), tell.list.today(DUE, staff=seller)
    everybody = tell.today(DUE)
    assert {item.rule for card in theirs.all_cards() for item in (*card.reasons, *card.others)} == {
        "pay_promise"
    }
    seen = [item.key for card in mine.all_cards() for item in card.reasons if item.rule == "credit_limit"]
    assert len(seen) == len(set(seen)) == 8
    promised = [
        item.key
        for part in (mine, theirs)
        for card in part.all_cards()
        for item in card.reasons
        if item.rule == "pay_promise"
    ]
    assert len(promised) == len(set(promised)) == 4, "nobody is called for the same thing twice"
    assert mine.counts.now == len(mine.cards) and everybody.counts.now == 8


def test_without_an_owner_in_the_shop_the_limit_waits_for_the_whole_list(tell: Telling) -> None:
    seller = tell.shop.book.settings.add_staff("সজীব")
    tell.on_credit(tell.customer(), DUE, taka=6_000, limit=5_000)
    assert tell.list.today(DUE, staff=seller).all_cards() == ()
    assert tell.rules(DUE) == ["credit_limit"]
