"""What was asked for and not bought: the same wish meets under one key, who waits is told, the rest is a lost sale."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from shopbook.care.demand_model import REASONS, Conversion, wish_key
from shopbook.care.demands import DemandDraft, Demands
from shopbook.errors import Invalid, NotFound, Refused
from shopbook.sales.model import LineDraft, SaleDraft
from tests.language import TODAY, TestShop

WAITING = ("not_in_stock", "never_sold")


# ---- one key for one wish


@pytest.mark.parametrize(
    "spellings",
    [
        ("ইন্ডাকশন চুলা", "Induction chula", "চুলা ইনডাকশন", "  ইন্ডাকশন   চুলা "),
        ("ফ্রিজ", "fridge", "Frij"),
        ("টিভি ৩২", "32 TV", "৩২ tv"),
        ("পানির ফিল্টার", "panir filter"),
        ("এসি", "AC", "ac"),
        ("রাইস কুকার", "Rice Cooker"),
    ],
)
def test_a_wish_is_the_same_however_it_is_spelled(spellings: tuple[str, ...]) -> None:
    assert len({wish_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("চাল", "চুলা"), ("IPS", "UPS"), ("টিভি ৩২", "টিভি ৪৩"), ("ফ্যান", "ফেনা"), ("fan", "fun")]
)
def test_different_goods_stay_apart(one: str, other: str) -> None:
    assert wish_key(one) != wish_key(other)


@pytest.mark.parametrize("strange", ["😀", "冰箱", "???"])
def test_a_wish_nobody_can_fold_has_a_key_all_the_same(shop: TestShop, strange: str) -> None:
    shop.book.demands.ask(DemandDraft(strange))
    assert [wanted.what for wanted in shop.book.demands.wanted()] == [strange]


# ---- what keeps one from being saved


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (DemandDraft(), {"what"}),
        (DemandDraft("x" * 201, name="x" * 201, phone="1" * 41), {"what", "name", "phone"}),
        (DemandDraft("x", phone="নাই", reason="moon"), {"phone", "reason"}),
        (DemandDraft("x", alternative_taken=True), {"alternative"}),
        (DemandDraft("x", alternative="y", alternative_taken=True), set()),
        (DemandDraft("x"), set()),
    ],
)
def test_what_is_missing_or_wrong_is_said_all_at_once(draft: DemandDraft, fields: set[str]) -> None:
    assert set(draft.problems(TODAY)) == fields


def test_nothing_is_written_when_something_is_wrong(shop: TestShop) -> None:
    with pytest.raises(Invalid):
        shop.book.demands.ask(DemandDraft())
    with pytest.raises(NotFound):
        shop.book.demands.ask(DemandDraft("x", customer_id=5))
    assert shop.book.demands.ids("all") == []


# ---- waiting, arriving, telling


@pytest.mark.parametrize("reason", REASONS)
def test_only_what_the_shop_could_not_sell_is_waited_for(shop: TestShop, reason: str) -> None:
    person = shop.customer("রহিম", "01712345678")
    demand_id = shop.book.demands.ask(DemandDraft("এসি", person.id, reason=reason))
    found = shop.book.demands.get(demand_id)
    assert (found.status, found.closed_on) == (("open", None) if reason in WAITING else ("closed", TODAY))
    assert shop.book.demands.arrived(found.folded) == (1 if reason in WAITING else 0)
    assert shop.book.demands.get(demand_id).status == ("arrived" if reason in WAITING else "closed")


def test_who_took_something_else_waits_for_nothing(shop: TestShop) -> None:
    shop.book.demands.ask(DemandDraft("এসি", alternative="এয়ার কুলার", alternative_taken=True))
    assert shop.book.demands.wanted() == []


def test_when_it_arrives_everybody_who_can_be_told_is_to_be_told(shop: TestShop) -> None:
    demands = shop.book.demands
    rahim = shop.customer("রহিম", "01712345678")
    known = demands.ask(DemandDraft("ইন্ডাকশন চুলা", rahim.id))
    shop.days_later(1)
    stranger = demands.ask(DemandDraft("Induction chula", name="রুবেল", phone="০১৯১২-৩৪৫৬৭৮"))
    nobody = demands.ask(DemandDraft("ইন্ডাকশন চুলা"))
    other = demands.ask(DemandDraft("চুলা", rahim.id))
    (wanted, _) = demands.wanted()
    assert (wanted.what, wanted.count) == ("ইন্ডাকশন চুলা", 3)
    assert (wanted.first_on, wanted.last_on) == (TODAY, shop.today)
    assert [asker.name for asker in demands.askers(wanted.folded)] == ["রহিম", "রুবেল", ""]
    before = shop.book.history.last_operation()
    assert demands.arrived(wanted.folded) == 2
    assert shop.book.history.last_operation() == before + 1
    assert [row.status for row in demands.rows([known, stranger, nobody, other])] == [
        *("arrived", "arrived", "closed", "open"),
    ]
    assert [(row.arrived_on, row.phone) for row in demands.rows([stranger])] == [
        (shop.today, "+8801912345678")
    ]
    assert [(one.what, one.count) for one in demands.wanted("arrived")] == [("Induction chula", 2)]
    assert demands.ids("arrived") == [known, stranger]
    assert demands.arrived(wanted.folded) == 0


def test_who_was_told_is_off_the_list(shop: TestShop) -> None:
    demands = shop.book.demands
    person = shop.customer("রহিম", "01712345678")
    demand_id = demands.ask(DemandDraft("এসি", person.id))
    demands.arrived(demands.get(demand_id).folded)
    shop.days_later(1)
    demands.told(demand_id)
    assert (demands.get(demand_id).status, demands.get(demand_id).told_on) == ("told", shop.today)
    assert (demands.ids("arrived"), demands.wanted("arrived")) == ([], [])


def test_nobody_waits_any_more_when_all_are_closed(shop: TestShop) -> None:
    demands = shop.book.demands
    for _ in range(3):
        demands.ask(DemandDraft("এসি", phone="01712345678"))
    before = shop.book.history.last_operation()
    assert demands.close_all(demands.wanted()[0].folded) == 3
    assert shop.book.history.last_operation() == before + 1
    assert demands.wanted() == []


_ENDS: dict[str, Callable[[Demands, int], object]] = {
    "told": lambda demands, one: demands.told(one),
    "close": lambda demands, one: demands.close(one),
}


@pytest.mark.parametrize("second", _ENDS)
@pytest.mark.parametrize("first", _ENDS)
def test_a_closed_wish_stays_closed(shop: TestShop, first: str, second: str) -> None:
    demand_id = shop.book.demands.ask(DemandDraft("এসি"))
    _ENDS[first](shop.book.demands, demand_id)
    with pytest.raises(Refused):
        _ENDS[second](shop.book.demands, demand_id)


@pytest.mark.parametrize(
    ("was", "becomes", "status"),
    [
        ("not_in_stock", "price", "closed"),
        ("price", "never_sold", "open"),
        ("not_in_stock", "never_sold", "open"),
        ("price", "quality", "closed"),
    ],
)
def test_another_reason_makes_it_wait_or_ends_the_waiting(
    shop: TestShop, was: str, becomes: str, status: str
) -> None:
    demand_id = shop.book.demands.ask(DemandDraft("এসি", reason=was))
    shop.book.demands.change(demand_id, DemandDraft("ইনভার্টার এসি", reason=becomes))
    found = shop.book.demands.get(demand_id)
    assert (found.status, found.reason, found.folded) == (status, becomes, wish_key("ইনভার্টার এসি"))


def test_every_deed_is_one_save_and_tells_the_wish_and_the_customer(shop: TestShop) -> None:
    person = shop.customer("রহিম", "01712345678")
    told: list[frozenset[str]] = []
    shop.book.store.listen(lambda changed: told.append(changed.topics))
    before = shop.book.history.last_operation()
    one = shop.book.demands.ask(DemandDraft("এসি", person.id))
    shop.book.demands.change(one, DemandDraft("এসি ১ টন", person.id))
    shop.book.demands.arrived(wish_key("এসি ১ টন"))
    shop.book.demands.told(one)
    shop.book.demands.close(shop.book.demands.ask(DemandDraft("এসি", person.id)))
    assert told == [frozenset({"demand", "customer"})] * 6
    assert shop.book.history.last_operation() == before + 6


# ---- figures


def test_why_people_went_without_buying_is_counted(shop: TestShop) -> None:
    demands = shop.book.demands
    shop.book.sales.record_sale(
        SaleDraft(TODAY, (LineDraft("ফ্যান", unit_price_paisa=100_000),), paid_paisa=100_000)
    )
    for reason in ("price", "price", "only_looking", "not_in_stock"):
        demands.ask(DemandDraft("টিভি", reason=reason))
    demands.ask(DemandDraft("এসি", alternative="কুলার", alternative_taken=True))
    yesterday = TODAY - dt.timedelta(days=1)
    assert demands.lost_sales(TODAY, TODAY) == {"price": 2, "not_in_stock": 1, "only_looking": 1}
    assert list(demands.lost_sales(TODAY, TODAY)) == ["price", "not_in_stock", "only_looking"]
    assert demands.lost_sales(yesterday, yesterday) == {}
    assert demands.conversion(TODAY, TODAY) == Conversion(lost=4, sold=1)
    assert demands.conversion(TODAY, TODAY).percent == 20
    assert demands.conversion(yesterday, yesterday).percent is None


def test_the_lists_and_counts_read_indexes(shop: TestShop) -> None:
    from shopbook.care.demand_queries import _LISTS, _WENT_WITHOUT

    asked = {
        "open": f"SELECT id FROM demand WHERE {_LISTS['open']}",
        "arrived": f"SELECT id FROM demand WHERE {_LISTS['arrived']}",
        "lost": f"SELECT count(*) FROM demand WHERE {_WENT_WITHOUT}".replace("?", "'2026-11-21'"),
    }
    for name, sql in asked.items():
        plan = [row["detail"] for row in shop.book.store.rows(f"EXPLAIN QUERY PLAN {sql}")]
        assert any("INDEX demand_" in detail for detail in plan), name
