"""Things in the workshop on the day's list: late day by day, ready every three days, the company every week."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.followups.rules import BY_NAME
from shopbook.localisation.language import say
from shopbook.service.model import Finding, JobDraft
from tests.core.followups.telling import DUE, Telling

ONE = dt.timedelta(1)


def late(tell: Telling, **columns: object) -> int:
    who = tell.customer(phone="1711000001")
    return tell.job(who, DUE - 5 * ONE, promised_on=DUE, **columns)


def ready(tell: Telling, **columns: object) -> int:
    who = tell.customer(phone="1711000001")
    return tell.job(who, DUE - 5 * ONE, status="ready", ready_on=DUE, **columns)


def away(tell: Telling, **columns: object) -> int:
    who = tell.customer(phone="1711000001")
    sent = {"status": "sent_to_company", "company": "ওয়ালটন", "sent_on": DUE - 7 * ONE}
    return tell.job(who, DUE - 9 * ONE, **{**sent, **columns})


def seen(tell: Telling, rule: str, days: int) -> list[int]:
    """On which of the coming days a reason stands there."""
    return [n for n in range(days) if rule in tell.rules(DUE + n * ONE)]


def test_a_late_job_is_told_anew_every_day_until_it_is_ready(tell: Telling) -> None:
    job = late(tell)
    for n in range(4):
        tell.it_is(DUE + n * ONE)
        assert tell.rules() == ["job_late"]
        assert tell.item("job_late").days_late == n
        tell.list.done(tell.card().reasons)
        assert tell.rules() == []
    tell.change("job", job, status="ready", ready_on=DUE + 3 * ONE)
    assert seen(tell, "job_late", 20) == []


def test_another_day_agreed_is_the_day_that_counts(tell: Telling) -> None:
    job = late(tell)
    tell.it_is(DUE)
    tell.shop.book.jobs.promise(job, DUE + 4 * ONE, "পার্টস আসেনি")
    assert seen(tell, "job_late", 7) == [4, 5, 6]


def test_a_ready_thing_is_told_the_same_day_and_then_every_three_days(tell: Telling) -> None:
    ready(tell)
    told = []
    for n in range(10):
        tell.it_is(DUE + n * ONE)
        if tell.rules() == ["job_ready"]:
            told.append(n)
            tell.list.done(tell.card().reasons)
    assert told == [0, 3, 6, 9]


def test_how_often_is_as_the_shop_sets_it(tell: Telling) -> None:
    ready(tell)
    tell.list.tune("job_ready", values={"every": 5})
    tell.it_is(DUE)
    tell.list.done(tell.card().reasons)
    assert seen(tell, "job_ready", 8) == [5, 6, 7]


def test_the_company_is_asked_every_week_and_a_chase_moves_it(tell: Telling) -> None:
    job = away(tell)
    assert tell.rules(DUE - ONE) == [] and tell.rules(DUE) == ["job_at_company"]
    tell.it_is(DUE + 2 * ONE)
    tell.shop.book.jobs.chase(job, "বলেছে মঙ্গলবার", DUE + 5 * ONE)
    assert seen(tell, "job_at_company", 12) == [9, 10, 11]
    tell.it_is(DUE + 3 * ONE)
    tell.shop.book.jobs.undo_step(job)
    assert tell.rules() == ["job_at_company"]


def test_sent_a_second_time_the_old_chase_says_nothing(tell: Telling) -> None:
    job = away(tell, sent_on=DUE)
    tell.insert("job_event", job_id=job, on_day=DUE - 20 * ONE, deed="chase", status="sent_to_company")
    assert seen(tell, "job_at_company", 9) == [7, 8]


def test_asking_the_company_is_desk_work(tell: Telling) -> None:
    away(tell)
    assert not BY_NAME["job_at_company"].calls
    assert BY_NAME["job_late"].calls and BY_NAME["job_ready"].calls


def test_what_is_back_is_not_asked_for(tell: Telling) -> None:
    job = away(tell)
    tell.it_is(DUE)
    tell.shop.book.jobs.came_back(job)
    assert tell.rules() == []


def test_a_late_job_says_the_thing_its_number_the_day_how_late_and_where_it_is(tell: Telling) -> None:
    late(tell, status="sent_to_company", company="ওয়ালটন", sent_on=DUE)
    why = str(tell.item("job_late", DUE + 3 * ONE).why)
    assert "ফ্যান" in why and "J-000002" in why and "ওয়ালটন" in say(tell.item("job_late", DUE).why)
    values = tell.item("job_late", DUE + 3 * ONE).why.values
    assert values["promised_day"] == DUE and say(values["late"])  # type: ignore[arg-type]
    assert "promised for today" in tell.item("job_late", DUE).why.text


@pytest.mark.parametrize(
    ("status", "words"),
    [("received", "nobody"), ("checking", "looked at"), ("waiting_part", "part")],
)
def test_a_late_job_says_what_it_waits_for(tell: Telling, status: str, words: str) -> None:
    late(tell, status=status)
    assert words in tell.item("job_late", DUE).why.values["where"].text  # type: ignore[attr-defined]


def test_a_ready_thing_says_what_is_to_be_paid(tell: Telling) -> None:
    ready(tell, charge_paisa=350_00)
    assert tell.item("job_ready", DUE).why.values["charge_paisa"] == 350_00
    tell.it_is(DUE + 2 * ONE)
    details = tell.list.details(tell.card())
    assert "ফ্যান" in details.message.text and details.message.code == "job_ready"


def test_past_its_day_the_company_hears_how_late_it_is(tell: Telling) -> None:
    away(tell, expected_back_on=DUE - 2 * ONE)
    assert tell.item("job_at_company", DUE).why.values["expected_day"] == DUE - 2 * ONE
    assert "ওয়ালটন" in say(tell.item("job_at_company", DUE).why)


def test_who_is_not_in_the_book_is_called_at_the_number_on_the_job(tell: Telling) -> None:
    tell.job(None, DUE - 5 * ONE, promised_on=DUE, name="জসিম", phone="+8801711000009", key10="1711000009")
    card = tell.card(DUE)
    assert (card.title, card.phone, card.customer_id) == ("জসিম", "+8801711000009", None)
    assert [item.rule for item in card.reasons] == ["job_late"]


def test_a_thing_nobody_can_be_called_about_is_finished_all_the_same(tell: Telling) -> None:
    tell.job(None, DUE - 5 * ONE, promised_on=DUE, name="জসিম")
    assert tell.rules(DUE) == ["job_late"]
    tell.job(None, DUE - 5 * ONE, status="ready", ready_on=DUE, name="করিম")
    assert "job_ready" not in tell.rules(DUE), "who left no number cannot be told"


def test_a_stranger_with_a_customers_number_stands_on_that_customers_card(tell: Telling) -> None:
    who = tell.customer("রহিম", "1711000001")
    tell.promise(who, DUE)
    tell.job(None, DUE - 5 * ONE, promised_on=DUE, name="ছেলে", phone="01711000001", key10="1711000001")
    assert [item.rule for item in tell.card(DUE).reasons] == ["job_late", "pay_promise"]


def test_an_opened_card_shows_what_is_in_the_workshop(tell: Telling) -> None:
    who = tell.customer("রহিম", "1711000001")
    tell.promise(who, DUE)
    jobs = tell.shop.book.jobs
    tell.it_is(DUE)
    fan = jobs.take_in(JobDraft("ফ্যান", "ঘোরে না", who, promised_on=DUE + 3 * ONE))
    tv = jobs.take_in(JobDraft("টিভি", "ছবি নেই", who))
    done = jobs.take_in(JobDraft("জগ", "তার পোড়া", who))
    jobs.cancel(done.id, "লাগবে না")
    jobs.ready(tv.id, Finding("repaired"))
    shown = tell.list.details(tell.card()).jobs
    assert [(job.product, job.status, job.promised_on) for job in shown] == [
        ("ফ্যান", "received", DUE + 3 * ONE),
        ("টিভি", "ready", None),
    ]
    assert fan.job_no == shown[0].job_no


def test_a_late_job_cannot_be_switched_off(tell: Telling) -> None:
    assert BY_NAME["job_late"].always_on
