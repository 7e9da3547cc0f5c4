"""Laws for any facts: the same list twice and in any order, no hard item lost, capacity kept, indexes used."""

from __future__ import annotations

import datetime as dt
import random
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopbook.calls.model import CallDraft
from shopbook.errors import Refused
from shopbook.followups.model import Card, Day, Today
from shopbook.followups.queries import FollowupQueries
from shopbook.followups.rules import BY_NAME, RULES
from shopbook.followups.rules.rule import Rule
from shopbook.followups.standing import standing_items
from shopbook.followups.today import items_of, plan
from shopbook.settings.model import Shop
from tests.core.followups.telling import DUE, Telling, instant
from tests.language import TestShop

# What a tick does not close: it must be refused.
MUST_BE_TOLD = {
    "skip": {"complaint"},
    "done": {"complaint", "complaint_check", "buy_promise", "feedback"},
}
DAYS = st.integers(-40, 20).map(lambda n: DUE + dt.timedelta(n))
WHO = st.integers(0, 3)
FACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["callback", "later", "note", "promise", "owes", "delivered", "sale", "warranty", "birthday", "child",
             "expected", "gift", "reminder", "monthly", "talk", "angry", "quiet", "silent",
             "word", "complaint", "rumour", "settled", "will_buy", "demand", "stranger", "used", "limit", "order",
             "vip", "regular", "sleeps", "referral", "visit"]
        ),
        WHO,
        DAYS,
    ),
    min_size=1,
    max_size=14,
)  # fmt: skip
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(
            ["snooze", "attempt", "wait", "away", "release", "ring_out", "talk", "skip", "done", "tune"]
        ),
        st.integers(0, 30),
    ),
    max_size=6,
)
# Four records on three phones: two of them share one.
KEYS = ("1711000001", "1711000001", "1711000002", "1711000003")
SHOPS = st.sampled_from([None, 2, 4])


def told(tell: Telling, facts: list[tuple[str, int, dt.date]]) -> None:
    """Put the drawn facts into the book."""
    people = [tell.customer(f"গ্রাহক {n}", key) for n, key in enumerate(KEYS)]
    for kind, place, on in facts:
        who = people[place]
        match kind:
            case "callback":
                tell.callback(KEYS[place], asked=instant(on), customer_id=who if place % 2 else None)
            case "later":
                tell.talk(who, on - dt.timedelta(2), outcome="call_later", next_on=on)
            case "note":
                tell.note(who, on - dt.timedelta(2), on, on + dt.timedelta(5), needs_closing=1)
            case "promise":
                tell.promise(who, on)
            case "owes":
                tell.owes(who, on - dt.timedelta(30))
            case "delivered":
                tell.sale(who, on, delivery="delivered", delivered_on=on)
            case "sale":
                tell.sale(who, on)
                tell.change("customer", who, sales_count=1, first_sale_on=on)
            case "warranty":
                tell.warranty(who, on)
            case "birthday":
                tell.change("customer", who, birth_m=on.month, birth_d=on.day)
            case "child":
                tell.member(who, birth_y=2024, birth_m=on.month, birth_d=on.day)
            case "expected":
                tell.member(who, "wife", expected_on=on)
            case "gift":
                tell.insert("gift", customer_id=who, what="মিষ্টি", given_on=on)
            case "reminder":
                tell.insert("manual_reminder", customer_id=who, title="খোঁজ", start_on=on)
            case "monthly":
                tell.insert("manual_reminder", title="ভাড়া", start_on=on, unit="month", lead_days=3)
            case "talk":
                tell.talk(who, on)
            case "angry":
                tell.talk(who, on, direction="in", mood="angry")
            case "quiet":
                tell.note(who, on, kind="death", quiet_until=on + dt.timedelta(40))
            case "silent":
                tell.change("customer", who, do_not_call=1)
            case _:
                told_of_care(tell, kind, who, on)


def told_of_care(tell: Telling, kind: str, who: int, on: dt.date) -> None:
    """Words that were given, and quiet care."""
    match kind:
        case "word":
            tell.word(who, on)
        case "complaint":
            tell.complaint(who, on - dt.timedelta(1), promised_on=on)
        case "rumour":
            tell.complaint(None, on)
        case "settled":
            tell.settled(who, on - dt.timedelta(3))
        case "will_buy":
            tell.will_buy(who, on)
        case "demand":
            tell.demand(who, on)
        case "stranger":
            tell.demand(None, on, key10="1911000000", phone="01911000000", name="অচেনা")
        case "used":
            tell.used(who, on - dt.timedelta(27))
        case "limit":
            tell.on_credit(who, on, taka=9_000, limit=5_000)
        case "order":
            tell.sale(who, on, durable=0, delivery="needed")
        case "vip":
            tell.change("customer", who, tier="vip", last_contact_on=on - dt.timedelta(30))
        case "regular":
            tell.change("customer", who, sales_count=5, first_sale_on=on - dt.timedelta(180))
        case "sleeps":
            asleep = {"sleeps_on": on, "last_sale_on": on - dt.timedelta(61)}
            tell.change("customer", who, sales_count=5, **asleep)
        case "visit":
            tell.visit(who, on)
        case "referral":
            tell.customer("নতুন", referred_by_id=who, first_sale_on=on, sales_count=2)


@contextmanager
def shop_of(holiday: int | None, capacity: int = 4) -> Iterator[Telling]:
    """A fresh shop in a folder of its own (hypothesis draws many)."""
    with tempfile.TemporaryDirectory(prefix="shopbook-laws-", ignore_cleanup_errors=True) as folder:
        opened = TestShop(Path(folder), DUE, weekly_holiday=holiday, day_capacity=capacity)
        with opened.book:
            yield Telling(opened)


def sources(found: Today) -> set[tuple[str, int]]:
    """Which facts the list speaks of, on any lane."""
    return {
        (item.rule, item.source_id) for card in found.all_cards() for item in (*card.reasons, *card.others)
    }


LAWS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@LAWS
@given(facts=FACTS, holiday=SHOPS, seed=st.integers(0, 1000))
def test_the_same_facts_make_the_same_list_in_any_order(
    facts: list[tuple[str, int, dt.date]], holiday: int | None, seed: int
) -> None:
    with shop_of(holiday) as tell:
        told(tell, facts)
        assert tell.today() == tell.today()
        day = tell.moment(DUE)
        queries = FollowupQueries(tell.store)
        rows, _cut = queries.gather(day)
        items = items_of(rows, day)
        people = queries.people(items, day)
        mixed = {
            name: random.Random(seed).sample(found, len(found)) for name, found in reversed(rows.items())
        }
        assert plan(items_of(mixed, day), people, day) == plan(items, people, day)
        shuffled = random.Random(seed).sample(items, len(items))
        assert plan(shuffled, queries.people(shuffled, day), day) == plan(items, people, day)


@LAWS
@given(facts=FACTS, deeds=DEEDS, holiday=SHOPS)
def test_no_hard_item_is_ever_lost(
    facts: list[tuple[str, int, dt.date]], deeds: list[tuple[str, int]], holiday: int | None
) -> None:
    with shop_of(holiday) as tell:
        told(tell, facts)
        for deed, number in deeds:
            cards = tell.today().all_cards()
            if deed == "wait":
                tell.shop.clock.advance(hours=number)
            elif deed == "away":
                tell.shop.clock.advance(days=number)
                tell.list.catch_up()
            elif cards:
                items = cards[number % len(cards)].reasons
                if deed == "snooze":
                    tell.list.snooze(
                        items, ("two_hours", "after_salary", "next_week")[number % 3], insist=True
                    )
                elif deed == "ring_out":  # rings through the whole ladder, and nobody answers
                    for _ in range(4):
                        tell.list.attempt(items)
                        tell.shop.clock.advance(days=4)
                elif deed == "talk":
                    tell.list.called(CallDraft(outcome="talked"), cards[number % len(cards)])
                elif deed in ("skip", "done"):
                    told_of = [item for item in items if item.rule in MUST_BE_TOLD[deed]]
                    if told_of:
                        with pytest.raises(Refused):
                            tell.list.skip(told_of, "পরে") if deed == "skip" else tell.list.done(told_of)
                elif deed == "tune":
                    rule = RULES[number % len(RULES)]
                    numbers = {each.name: (each.least, each.most)[number % 2] for each in rule.numbers}
                    tell.list.tune(rule.name, on=None if rule.always_on else number % 3 > 0, values=numbers)
                else:
                    (tell.list.attempt if deed == "attempt" else tell.list.release)(items)
            hold_to_the_law(tell)


def hold_to_the_law(tell: Telling) -> None:
    """Every hard item the facts give and no deed of the day cleared is on some lane; soft ones alone obey capacity."""
    day = tell.list.day()
    queries = FollowupQueries(tell.store)
    rows, _cut = queries.gather(day, everything=True)
    hard = [item for item in items_of(rows, day) if item.hard]
    standing = {(item.rule, item.source_id) for item in standing_items(hard, queries.people(hard, day), day)}
    # Nobody finished or skipped anything, so only a talk or another hard item may take a hard one off the list.
    dropped = {(item.rule, item.source_id) for item in hard} - standing
    ticked = ("old_due", "pay_promise", "manual_reminder")
    assert all(rule in ticked or BY_NAME[rule].cleared_by_talk for rule, _ in dropped)
    found = tell.today()
    assert standing <= sources(found)
    assert given_word(tell, day) <= sources(found), "no talk and no tick loses a word that was given"
    keys = [card.key for card in found.all_cards()]
    assert len(keys) == len(set(keys)), "one card a household"
    free = [card for card in found.cards if not any(BY_NAME[item.rule].enters for item in card.reasons)]
    entered = len(found.cards) - len(free)
    assert len(free) <= max(0, day.shop.day_capacity - entered)
    hold_the_reserve(found, day, entered)


def given_word(tell: Telling, day: Day) -> set[tuple[str, int]]:
    """What the book itself says is open and due: asked without the rules."""
    asked = {
        "shop_promise": "SELECT id FROM shop_promise WHERE status = 'open' AND due_on <= ?",
        "complaint": "SELECT id FROM complaint WHERE status = 'open' AND promised_on <= ?",
        "buy_promise": "SELECT id FROM buy_promise WHERE status = 'open' AND expected_on <= ?",
    }
    if not BY_NAME["buy_promise"].is_on(day):
        del asked["buy_promise"]
    today = day.today.isoformat()
    return {(rule, row) for rule, sql in asked.items() for row in tell.store.ids(sql, (today,))}


def hold_the_reserve(found: Today, day: Day, entered: int) -> None:
    """A fifth of the day, three at least, is for those nobody talked to for long; none later was silent longer."""
    room = max(0, day.shop.day_capacity - entered)
    share = max(3, -(-day.shop.day_capacity * day.shop.reserve_pct // 100))
    reserved = [card for card in found.cards if card.reserved]
    waiting = [
        card
        for card in (*found.cards, *found.later)
        if any(BY_NAME[item.rule].calls for item in card.reasons)
        and not any(BY_NAME[item.rule].enters for item in card.reasons)
    ]
    assert len(reserved) == min(room, share, len(waiting))
    if reserved:
        assert max(map(silence, reserved)) <= min(
            (silence(card) for card in found.later if card in waiting), default=dt.date.max
        )


def silence(card: Card) -> dt.date:
    """Since when nobody talked to them."""
    return (card.person.last_contact_on if card.person else None) or dt.date.min


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_asks_through_an_index(rule: Rule, tell: Telling) -> None:
    day = Day.noon(DUE, Shop(name_bn="দোকান"))
    parameters = FollowupQueries.parameters(rule, day, *rule.span(day))
    plan_lines = [row["detail"] for row in tell.store.rows("EXPLAIN QUERY PLAN " + rule.query, parameters)]
    scans = [line for line in plan_lines if re.match(r"SCAN (?!\(subquery|d VIRTUAL TABLE)", line)]
    assert scans == []
    assert any("SEARCH" in line for line in plan_lines)


def test_a_huge_book_is_cut_counted_and_still_shown_whole_on_demand(tell: Telling) -> None:
    tell.keeps(day_capacity=5)
    for n in range(130):
        tell.customer(phone=f"17110{n:05d}", birth_m=11, birth_d=20)
    found = tell.today(DUE)
    assert found.cut == {"birthday_customer"}
    assert len(found.cards) == 5 and len(found.later) == 25
    whole = tell.list.today(DUE, everything=True)
    assert whole.cut == frozenset() and len(whole.later) == 125


def test_of_a_word_that_was_given_five_days_calls_are_fetched_and_more_when_asked(tell: Telling) -> None:
    tell.keeps(day_capacity=25)
    for n in range(130):
        tell.promise(tell.customer(phone=f"17110{n:05d}"), DUE)
    found = tell.today(DUE)
    assert found.cut == {"pay_promise"}
    assert len(found.cards) == 125
    more = tell.list.today(DUE, times=2)
    assert (more.cut, len(more.cards)) == (frozenset(), 130)


def test_the_households_behind_the_list_are_fetched_through_indexes(
    tell: Telling, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = tell.customer(phone="1711000001", birth_m=11, birth_d=20)
    tell.note(who, DUE, quiet_until=DUE)
    tell.callback("1711000002")
    plain, seen = tell.store.rows, []

    def explained(sql: str, params: object = ()) -> object:
        seen.extend(row["detail"] for row in plain("EXPLAIN QUERY PLAN " + sql, params))  # type: ignore[arg-type]
        return plain(sql, params)  # type: ignore[arg-type]

    monkeypatch.setattr(tell.store, "rows", explained)
    tell.today(DUE)
    scans = [line for line in seen if re.match(r"SCAN (?!\(subquery|d VIRTUAL|j VIRTUAL|json_each)", line)]
    assert scans == []
    assert any("note_quiet" in line for line in seen), "quiet days are read through their own index"


def test_equals_keep_their_order_whatever_the_order_of_the_rows(tell: Telling) -> None:
    for n in range(12):
        tell.promise(tell.customer(phone=f"17110000{n:02d}"), DUE)
    day = tell.moment(DUE)
    queries = FollowupQueries(tell.store)
    items = items_of(queries.gather(day)[0], day)
    people = queries.people(items, day)
    shown = [card.key for card in plan(items, people, day).cards]
    assert shown == sorted(shown)
    assert [card.key for card in plan(items[::-1], people, day).cards] == shown


@pytest.mark.parametrize("index", ["customer_phone_of", "customer_phone_key", "sale_of"])
def test_numbers_and_memos_of_the_households_are_read_from_an_index_alone(
    tell: Telling, monkeypatch: pytest.MonkeyPatch, index: str
) -> None:
    tell.sale(tell.customer(phone="1711000001", birth_m=11, birth_d=20), DUE - dt.timedelta(90))
    plain, seen = tell.store.rows, []

    def explained(sql: str, params: object = ()) -> object:
        seen.extend(row["detail"] for row in plain("EXPLAIN QUERY PLAN " + sql, params))  # type: ignore[arg-type]
        return plain(sql, params)  # type: ignore[arg-type]

    monkeypatch.setattr(tell.store, "rows", explained)
    tell.today(DUE)
    assert any(f"COVERING INDEX {index} " in line for line in seen)
