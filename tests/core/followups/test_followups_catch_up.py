"""After days away: soft items are recorded as expired with one banner, hard ones stand there late, nothing is lost."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.core.followups.cases import CASES, FOR_EVER, Case
from tests.core.followups.telling import DUE, Telling, day


def expired(tell: Telling) -> list[str]:
    return [
        row["rule"]
        for row in tell.store.rows("SELECT rule FROM followup_state WHERE status = 'expired' ORDER BY rule")
    ]


def test_ten_days_off_leave_one_banner_and_every_hard_item(tell: Telling) -> None:
    tell.it_is(DUE)
    assert not tell.list.catch_up()
    one, two = tell.customer("ক", "1711000001"), tell.customer("খ", "1711000002")
    tell.change("customer", one, birth_m=11, birth_d=20)  # over on the 23rd
    tell.sale(
        one, day("11-17"), delivery="delivered", delivered_on=day("11-17")
    )  # over on the 23rd and 1 December
    tell.promise(two, day("11-22"))
    tell.callback("1911000000")
    tell.it_is(day("11-29"))
    banner = tell.list.catch_up()
    assert banner.days_away == 10
    assert dict(banner.expired) == {"birthday_customer": 1, "thank_you": 1}
    assert expired(tell) == ["birthday_customer", "thank_you"]
    found = tell.today()
    assert found.banner == banner
    assert {item.rule for card in found.cards for item in card.reasons} == {
        "callback", "pay_promise", "durable_sold",
    }  # fmt: skip
    assert max(card.days_late for card in found.cards) == 11


def test_it_looks_back_once_a_day_and_the_banner_stays_for_that_day(tell: Telling) -> None:
    tell.it_is(DUE)
    tell.list.catch_up()
    tell.customer(birth_m=11, birth_d=15)  # its last day is DUE itself
    tell.it_is(DUE + dt.timedelta(1))
    first = tell.list.catch_up()
    assert (first.days_away, first.expired_count) == (0, 1)
    writes = tell.store.value("SELECT count(*) FROM journal")
    assert tell.list.catch_up() == first == tell.today().banner
    assert tell.store.value("SELECT count(*) FROM journal") == writes
    tell.it_is(DUE + dt.timedelta(2))
    assert not tell.list.catch_up()


def test_what_was_cleared_done_or_held_back_has_not_been_missed(tell: Telling) -> None:
    tell.it_is(DUE)
    tell.list.catch_up()
    talked, silent = (
        tell.customer(birth_m=11, birth_d=16),
        tell.customer(birth_m=11, birth_d=16, do_not_call=1),
    )
    done = tell.customer("শেষ", birth_m=11, birth_d=16)
    tell.talk(talked, DUE, direction="in")
    tell.list.done([item for item in tell.items() if item.customer_id == done])
    assert silent in {item.customer_id for item in tell.items()}
    tell.it_is(day("11-25"))
    assert tell.list.catch_up().expired == {}
    assert expired(tell) == []


def test_a_year_away_is_looked_back_on_without_harm(tell: Telling) -> None:
    tell.it_is(DUE)
    tell.list.catch_up()
    tell.customer(birth_m=11, birth_d=21)
    tell.promise(tell.customer("খ", "1711000002"), DUE)
    tell.it_is(day("2028-03-01"))
    banner = tell.list.catch_up()
    assert banner.expired == {"birthday_customer": 1}  # the second one; 400 days are looked back on
    assert [item.rule for item in tell.items()] == ["pay_promise"]


def test_of_a_huge_book_no_more_is_recorded_than_that_day_could_have_shown(tell: Telling) -> None:
    tell.keeps(day_capacity=5)
    tell.it_is(DUE)
    tell.list.catch_up()
    for n in range(150):
        tell.customer(phone=f"17110{n:05d}", birth_m=11, birth_d=15)  # its last day is DUE itself
    tell.it_is(DUE + dt.timedelta(1))
    assert tell.list.catch_up().expired == {"birthday_customer": 30}
    assert len(tell.list.passed()) == 30
    assert len({one.customer_id for one in tell.list.passed()}) == 30


def test_an_open_note_that_was_asked_three_times_in_vain_expires(tell: Telling) -> None:
    tell.it_is(day("12-08"))
    tell.list.catch_up()
    tell.note(tell.customer(), day("11-09"), day("11-11"), needs_closing=1)
    tell.it_is(day("12-10"))
    assert tell.list.catch_up().expired == {"note_unresolved": 1}


@pytest.mark.parametrize(
    "case", [one for one in CASES if one.window not in (None, FOR_EVER)], ids=lambda one: one.rule
)
@pytest.mark.parametrize("holiday", [None, 2, 3])
def test_what_ends_unseen_is_recorded_on_its_last_day_and_never_twice(
    tell: Telling, case: Case, holiday: int | None
) -> None:
    tell.keeps(weekly_holiday=holiday)
    tell.it_is(DUE - dt.timedelta(3))
    tell.list.catch_up()
    case.build(tell, tell.customer(phone="1711000001"), DUE)
    for away in (1, 2, 40, 1, 1, 30):
        tell.shop.clock.advance(days=away)
        tell.list.catch_up()
    found = [row for row in expired(tell) if row == case.rule]
    # A child that is expected and a halkhata bring two calls; news is asked for three times, and given up once.
    assert len(found) == (2 if case.rule in ("pregnancy", "halkhata") else 1)
