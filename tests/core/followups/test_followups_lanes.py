"""Ranking, capacity and reserve; snooze and attempts; finishing, skipping, taking back; the shop's own reminders."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.errors import Invalid, Refused
from shopbook.followups.model import Lane
from shopbook.followups.queries import bound
from shopbook.followups.ranking import money_points, value_points
from shopbook.followups.reminders import ReminderDraft
from shopbook.followups.rules import BY_NAME
from tests.core.followups.telling import DUE, Telling, day, instant

ONE = dt.timedelta(1)


# ---- ranking


def test_money_and_value_grow_by_tenfolds_and_stop() -> None:
    assert [money_points(taka * 100) for taka in (0, 500, 5_000, 50_000, 500_000_000)] == [0, 0, 5, 10, 20]
    assert round(value_points(45_000 * 100), 2) == 5
    assert (value_points(0), value_points(-5), value_points(10**12)) == (0, 0, 15)


def test_the_score_adds_up_as_written(tell: Telling) -> None:
    tell.it_is(day("11-21"), "18:00")
    who = tell.customer(birth_m=11, birth_d=21, best_from="17:00", best_to="19:00")
    tell.promise(who, DUE, taka=5_000)
    tell.sale(who, day("11-01"), taka=45_000, durable=0)
    # promise 75, one reason more 5, three days late 6, ৳5,000 overdue 5, a year's ৳45,000 5, inside the best time 10
    assert tell.card().score == 75 + 5 + 6 + 5 + 5 + 10
    tell.talk(who, day("11-21"), "17:30", outcome="no_answer")
    assert tell.card().score == 106 - 25


def test_the_list_is_ordered_by_score_and_says_the_same_twice(tell: Telling) -> None:
    for n, taka in enumerate((900, 90_000, 9_000)):
        tell.promise(tell.customer(phone=f"171100000{n}"), DUE, taka=taka)
    tell.callback("1911000000")
    first = tell.today(DUE)
    assert [card.overdue_paisa // 100 for card in first.cards] == [0, 90_000, 9_000, 900]
    assert first == tell.today(DUE)


def test_capacity_holds_and_the_remainder_stands_in_later(tell: Telling) -> None:
    tell.keeps(day_capacity=5)
    for n in range(9):
        tell.customer(phone=f"171100000{n}", birth_m=11, birth_d=20)
    found = tell.today(DUE)
    assert (len(found.cards), len(found.later)) == (5, 4)
    assert {card.lane for card in found.later} == {Lane.LATER}
    assert (found.counts.now, found.counts.later) == (5, 4)


def test_promises_enter_beyond_the_capacity_and_leave_no_room(tell: Telling) -> None:
    tell.keeps(day_capacity=5)
    for n in range(7):
        tell.promise(tell.customer(phone=f"171100000{n}"), DUE)
    tell.customer(phone="1911000000", birth_m=11, birth_d=20)
    found = tell.today(DUE)
    assert (len(found.cards), len(found.later)) == (7, 1)


def test_the_reserve_belongs_to_the_longest_silence_whatever_they_buy(tell: Telling) -> None:
    tell.keeps(day_capacity=6, reserve_pct=20)
    for n in range(8):  # good customers, talked to this autumn
        who = tell.customer(phone=f"171100000{n}", birth_m=11, birth_d=20, last_contact_on=day("10-01"))
        tell.sale(who, day("06-01"), taka=100_000, durable=0)
    silent = [
        tell.customer("সালাম", "1911000001", birth_m=11, birth_d=20),  # never talked to
        tell.customer("বরকত", "1911000002", birth_m=11, birth_d=20, last_contact_on=day("2024-01-01")),
        tell.customer("জব্বার", "1911000003", birth_m=11, birth_d=20, last_contact_on=day("2025-01-01")),
    ]
    found = tell.today(DUE)
    reserved = [card.customer_id for card in found.cards if card.reserved]
    assert sorted(reserved, key=lambda one: one or 0) == silent
    assert len(found.cards) == 6


def test_desk_work_takes_a_free_place_but_never_a_reserved_one(tell: Telling) -> None:
    tell.keeps(day_capacity=3)
    for n in range(3):
        tell.customer(phone=f"171100000{n}", birth_m=11, birth_d=20, last_contact_on=day("11-01"))
    imported = tell.customer("আমদানি", needs_review=1, created_at=instant(day("11-01")))
    assert imported not in {card.customer_id for card in tell.today(DUE).cards}
    tell.keeps(day_capacity=4)
    assert imported in {card.customer_id for card in tell.today(DUE).cards}


# ---- putting off


def test_a_snooze_keeps_what_it_is_and_how_late_it_is(tell: Telling) -> None:
    tell.promise(tell.customer(), day("11-10"))
    tell.it_is(DUE)
    before = tell.card()
    tell.list.snooze(before.reasons, "tomorrow")
    waiting = tell.card()
    assert (waiting.lane, waiting.days_late, waiting.snooze_count) == (Lane.SNOOZED, 8, 1)
    tell.it_is(DUE + ONE)
    back = tell.card()
    assert (back.lane, back.days_late, back.snooze_count) == (Lane.NOW, 9, 1)


def test_a_snooze_outlasts_the_next_stage_of_a_promise(tell: Telling) -> None:
    tell.promise(tell.customer(), DUE)
    tell.it_is(DUE)
    tell.list.snooze(tell.card().reasons, "three_days")
    # The promise is broken tomorrow: a new stage, but it was put off until the 21st.
    assert [tell.card(DUE + n * ONE).lane for n in (1, 2, 3)] == [Lane.SNOOZED, Lane.SNOOZED, Lane.NOW]
    assert tell.card(DUE + 3 * ONE).snooze_count == 1


def test_the_fourth_time_the_app_asks(tell: Telling) -> None:
    tell.promise(tell.customer(), DUE)
    tell.it_is(DUE)
    for _ in range(3):
        tell.list.snooze(tell.card().reasons, "two_hours")
    assert tell.card().reasons[0].asks_to_decide
    with pytest.raises(Refused):
        tell.list.snooze(tell.card().reasons, "two_hours")
    tell.list.snooze(tell.card().reasons, "two_hours", insist=True)
    assert tell.card().snooze_count == 4


def test_a_soft_item_comes_back_on_its_last_day_at_the_latest(tell: Telling) -> None:
    tell.customer(birth_m=11, birth_d=20)  # until the 23rd
    tell.it_is(DUE)
    tell.list.snooze(tell.card().reasons, "next_week")
    assert tell.card(day("11-22")).lane is Lane.SNOOZED
    assert tell.card(day("11-23")).lane is Lane.NOW


def test_picking_a_past_day_is_refused(tell: Telling) -> None:
    tell.promise(tell.customer(), DUE)
    tell.it_is(DUE)
    with pytest.raises(Refused):
        tell.list.snooze(tell.card().reasons, "pick", pick_on=DUE)


def test_nobody_answers_four_times(tell: Telling) -> None:
    tell.promise(tell.customer(), DUE)
    tell.it_is(DUE, "10:00")
    seen = []
    for wait in ("12:00", "11-19 10:00", "11-22 10:00", None):
        tell.list.attempt(tell.card().reasons)
        if wait is None:
            break
        seen.append(tell.card().lane)
        on, clock = (DUE, wait) if len(wait) == 5 else (day(wait[:5]), wait[6:])
        before = dt.datetime.combine(on, dt.time.fromisoformat(clock)) - dt.timedelta(minutes=1)
        tell.it_is(before.date(), before.strftime("%H:%M"))
        seen.append(tell.card().lane)
        tell.it_is(on, clock)
        seen.append(tell.card().lane)
    assert seen == [Lane.SNOOZED, Lane.SNOOZED, Lane.NOW] * 3
    assert (tell.card().lane, tell.card().attempts) == (Lane.NO_ANSWER, 4)
    assert tell.today().no_answer and not tell.today().cards


# ---- finishing and taking back


def test_done_at_one_stage_comes_back_at_the_next_until_money_comes(tell: Telling) -> None:
    promise = tell.promise(tell.customer(), DUE)
    tell.it_is(DUE)
    tell.list.done(tell.card().reasons)
    assert tell.items() == []
    back = tell.card(DUE + ONE)
    assert (back.days_late, back.reasons[0].base_on) == (1, DUE + ONE)
    tell.change("pay_promise", promise, paid_paisa=450_000)
    assert tell.items(DUE + ONE) == []


def test_a_skip_needs_its_reason(tell: Telling) -> None:
    tell.callback()
    tell.it_is(DUE)
    with pytest.raises(Refused):
        tell.list.skip(tell.card().reasons, "  ")
    card = tell.card()
    tell.list.skip(card.reasons, "ভুল নম্বর")
    row = tell.store.row("SELECT status, close_reason FROM callback")
    assert (row["status"], row["close_reason"]) == ("dropped", "ভুল নম্বর")
    tell.list.reopen(card.reasons)
    assert tell.card().why == card.why


def test_what_was_done_by_mistake_is_taken_back(tell: Telling) -> None:
    who = tell.customer()
    tell.promise(who, DUE)
    tell.talk(who, day("11-15"), outcome="call_later", next_on=DUE)
    tell.list.remind(ReminderDraft("চাবি ফেরত", DUE, customer_id=who))
    tell.it_is(DUE)
    before = tell.card()
    for deed in (tell.list.done, tell.list.attempt, lambda items: tell.list.snooze(items, "tomorrow")):
        deed(before.reasons)
        assert tell.today().cards == ()
        tell.list.reopen(before.reasons)
        assert tell.card() == before


def test_every_deed_tells_the_screens_once(tell: Telling) -> None:
    who = tell.customer()
    tell.promise(who, DUE)
    heard = []
    tell.store.listen(heard.append)
    tell.it_is(DUE)
    tell.list.snooze(tell.card().reasons, "tomorrow")
    [changed] = heard
    assert changed.touches("followup") and who in changed.touched("customer")


def test_what_a_call_does_to_its_card(tell: Telling) -> None:
    who = tell.customer(phone="1711000001", birth_m=11, birth_d=20)
    tell.promise(who, DUE)
    tell.it_is(DUE)
    card = tell.card()
    promise, birthday = card.reasons
    tell.list.after_call(card, "call_later", next_on=day("11-20"), next_at="17:00")
    assert (tell.card().lane, tell.card().snooze_count) == (Lane.SNOOZED, 0)
    tell.list.reopen(card.reasons)
    tell.list.after_call(card, "no_answer")
    assert tell.card().attempts == 1
    tell.list.reopen(card.reasons)
    tell.list.after_call(card, "talked", ticked=[birthday])
    assert [item.rule for item in tell.items()] == [promise.rule]


# ---- own reminders


def test_a_monthly_reminder_never_drifts_and_waits_until_done(tell: Telling) -> None:
    made = tell.list.remind(ReminderDraft("দোকান ভাড়া", day("2027-01-31"), unit="month", lead_days=2))
    assert tell.items(day("2027-01-28")) == []
    assert tell.card(day("2027-01-29")).reasons[0].base_on == day("2027-01-31")
    # Undone in January, seen in March: one card, late since January, standing for the last occurrence.
    item = tell.card(day("2027-03-01")).reasons[0]
    assert (item.base_on, item.days_late) == (day("2027-02-28"), 29)
    tell.it_is(day("2027-03-01"))
    tell.list.done([item])
    assert tell.items() == []
    assert tell.list.reminder(made).next_on == day("2027-03-31")
    assert tell.card(day("2027-03-31")).days_late == 0


def test_a_reminder_may_pause_end_change_and_go(tell: Telling) -> None:
    who = tell.customer()
    draft = ReminderDraft(
        "খোঁজ নিন", DUE, unit="week", until_on=day("11-26"), importance="high", customer_id=who
    )
    made = tell.list.remind(draft)
    assert tell.card(DUE).reasons[0].weight == 85
    tell.list.pause_reminder(made)
    assert tell.items(DUE) == []
    tell.list.pause_reminder(made, paused=False)
    tell.list.finish_reminder(made, day("11-25"))
    assert tell.list.reminder(made).next_on is None
    assert tell.items(day("12-30")) == []
    tell.list.change_reminder(made, ReminderDraft("খোঁজ নিন", day("11-19"), customer_id=who))
    assert tell.items(day("11-19"))[0].base_on == day("11-19")
    assert [reminder.id for reminder in tell.list.reminders(who)] == [made]
    tell.list.drop_reminder(made)
    assert tell.list.reminders() == [] and tell.items(day("11-19")) == []


def test_a_reminder_without_title_or_day_names_both(tell: Telling) -> None:
    with pytest.raises(Invalid) as caught:
        tell.list.remind(ReminderDraft())
    assert set(caught.value.problems) == {"title", "start_on"}


def test_a_reminder_about_nobody_has_its_own_card(tell: Telling) -> None:
    tell.list.remind(ReminderDraft("বিদ্যুৎ বিল", DUE))
    tell.list.remind(ReminderDraft("ভাড়া", DUE))
    assert [card.title for card in tell.today(DUE).cards] == ["", ""]


def test_of_more_complaints_than_a_day_takes_those_promised_for_it_come_first(tell: Telling) -> None:
    who = tell.customer("রহিম", "1711000001")
    old = tell.complaint(who, DUE - dt.timedelta(90), promised_on=DUE)
    tell.it_is(DUE)
    for _turn in range(bound(BY_NAME["complaint"], tell.list.day())):
        tell.complaint(who, DUE - dt.timedelta(30))
    assert old in {item.source_id for item in tell.card().reasons if item.rule == "complaint"}
