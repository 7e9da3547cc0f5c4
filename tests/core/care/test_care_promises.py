"""The shop keeps, moves or takes back its word; a verbal order is won or lost. Every promise has a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from shopbook.care.promise_model import PromiseFigures
from shopbook.care.promises import BuyPromiseDraft, Promises, ShopPromiseDraft
from shopbook.errors import Invalid, NotFound, Refused
from shopbook.sales.model import LineDraft, SaleDraft
from tests.language import TODAY, Person, TestShop

YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)
NEXT_WEEK = TODAY + dt.timedelta(days=7)


def _promise(shop: TestShop, person: Person | None, due_on: dt.date = TOMORROW) -> int:
    who = None if person is None else person.id
    return shop.book.promises.promise(ShopPromiseDraft("স্ট্যান্ড পাঠাবো", due_on, who))


def _order(shop: TestShop, person: Person, expected_on: dt.date = TOMORROW, taka: int | None = 30_000) -> int:
    paisa = None if taka is None else taka * 100
    return shop.book.promises.will_buy(BuyPromiseDraft(person.id, "ফ্রিজ", expected_on, paisa))


# ---- what keeps one from being saved


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (ShopPromiseDraft(), {"what", "due_on"}),
        (ShopPromiseDraft("x" * 501, YESTERDAY), {"what", "due_on"}),
        (ShopPromiseDraft("x", TODAY), set()),
        (BuyPromiseDraft(), {"customer_id", "what", "expected_on"}),
        (BuyPromiseDraft(1, "x", YESTERDAY, 0), {"expected_on", "amount_paisa"}),
        (BuyPromiseDraft(1, "x", TODAY, 10**12 + 1), {"amount_paisa"}),
        (BuyPromiseDraft(1, "x", TODAY), set()),
    ],
)
def test_what_is_missing_or_wrong_is_said_all_at_once(
    draft: ShopPromiseDraft | BuyPromiseDraft, fields: set[str]
) -> None:
    assert set(draft.problems(TODAY)) == fields


def test_nothing_is_promised_to_somebody_who_is_not_in_the_book(shop: TestShop) -> None:
    with pytest.raises(NotFound):
        shop.book.promises.promise(ShopPromiseDraft("x", TOMORROW, 5))
    with pytest.raises(NotFound):
        shop.book.promises.will_buy(BuyPromiseDraft(5, "x", TOMORROW))
    assert shop.book.promises.shop_ids("all") == shop.book.promises.buy_ids("all") == []


# ---- the shop's own word


def test_the_shops_word_is_kept_with_its_day_and_whom_it_was_given(shop: TestShop) -> None:
    person = shop.customer("রহিম", "01712345678")
    promise_id = _promise(shop, person)
    (found,) = shop.book.promises.shop_of(person.id)
    assert (found.id, found.what, found.due_on, found.made_on) == (promise_id, "স্ট্যান্ড পাঠাবো", TOMORROW, TODAY)
    assert (found.customer_name, found.phone, found.status) == ("রহিম", "+8801712345678", "open")
    shop.days_later(2)
    assert found.is_late(shop.today)
    shop.book.promises.keep(promise_id, "নিজে দিয়ে এসেছি")
    found = shop.book.promises.shop_promise(promise_id)
    assert (found.status, found.closed_on, found.close_note) == ("kept", shop.today, "নিজে দিয়ে এসেছি")
    assert not found.is_late(shop.today)


def test_a_promise_that_cannot_be_kept_is_called_off_with_its_reason(shop: TestShop) -> None:
    promise_id = _promise(shop, None)
    with pytest.raises(Invalid) as raised:
        shop.book.promises.cancel(promise_id, "")
    assert set(raised.value.problems) == {"reason"}
    shop.book.promises.cancel(promise_id, "কোম্পানি বানায় না")
    found = shop.book.promises.shop_promise(promise_id)
    assert (found.status, found.close_note, found.customer_id) == ("cancelled", "কোম্পানি বানায় না", None)


def test_another_day_is_agreed_but_none_that_has_passed(shop: TestShop) -> None:
    promise_id = _promise(shop, None)
    with pytest.raises(Invalid) as raised:
        shop.book.promises.postpone(promise_id, YESTERDAY)
    assert set(raised.value.problems) == {"due_on"}
    shop.book.promises.postpone(promise_id, NEXT_WEEK)
    assert shop.book.promises.shop_promise(promise_id).due_on == NEXT_WEEK


# ---- verbal orders


def test_a_verbal_order_is_lost_with_its_reason(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    promise_id = _order(shop, person)
    with pytest.raises(Invalid):
        shop.book.promises.lost(promise_id, " ")
    shop.book.promises.lost(promise_id, "অন্য দোকানে কিনেছে")
    found = shop.book.promises.buy_promise(promise_id)
    assert (found.status, found.lost_reason, found.closed_on) == ("lost", "অন্য দোকানে কিনেছে", TODAY)
    assert shop.book.promises.open_buys(person.id) == []


def test_they_come_on_another_day(shop: TestShop) -> None:
    promise_id = _order(shop, shop.customer("রহিম"))
    with pytest.raises(Invalid):
        shop.book.promises.expect(promise_id, YESTERDAY)
    shop.book.promises.expect(promise_id, NEXT_WEEK)
    found = shop.book.promises.buy_promise(promise_id)
    assert found.expected_on == NEXT_WEEK
    assert found.is_late(NEXT_WEEK + dt.timedelta(days=1))


def test_an_order_is_won_with_a_memo_of_the_same_customer_or_with_none(shop: TestShop) -> None:
    rahim, karim = shop.customer("রহিম"), shop.customer("করিম")
    lines = (LineDraft("ফ্রিজ", unit_price_paisa=2_900_000),)
    sale = shop.book.sales.record_sale(SaleDraft(TODAY, lines, karim.id, paid_paisa=2_900_000))
    first, second = _order(shop, rahim), _order(shop, karim)
    with pytest.raises(NotFound):
        shop.book.promises.won(first, sale.id)
    shop.book.promises.won(first)
    shop.book.promises.won(second, sale.id)
    assert [row.memo_no for row in shop.book.promises.buy_rows([first, second])] == ["", sale.memo_no]
    assert shop.book.promises.figures(TODAY, TODAY).buy_won_paisa == 3_000_000 + 2_900_000


# ---- what fits the state

_SHOP: dict[str, Callable[[Promises, int], object]] = {
    "keep": lambda promises, one: promises.keep(one),
    "cancel": lambda promises, one: promises.cancel(one, "থাক"),
    "postpone": lambda promises, one: promises.postpone(one, NEXT_WEEK),
}
_BUY: dict[str, Callable[[Promises, int], object]] = {
    "won": lambda promises, one: promises.won(one),
    "lost": lambda promises, one: promises.lost(one, "দাম বেশি"),
    "expect": lambda promises, one: promises.expect(one, NEXT_WEEK),
}


@pytest.mark.parametrize("deed", _SHOP)
@pytest.mark.parametrize("closed", ["keep", "cancel"])
def test_a_closed_word_stays_closed(shop: TestShop, closed: str, deed: str) -> None:
    promise_id = _promise(shop, None)
    _SHOP[closed](shop.book.promises, promise_id)
    with pytest.raises(Refused):
        _SHOP[deed](shop.book.promises, promise_id)


@pytest.mark.parametrize("deed", _BUY)
@pytest.mark.parametrize("closed", ["won", "lost"])
def test_a_closed_order_stays_closed(shop: TestShop, closed: str, deed: str) -> None:
    promise_id = _order(shop, shop.customer("রহিম"))
    _BUY[closed](shop.book.promises, promise_id)
    with pytest.raises(Refused):
        _BUY[deed](shop.book.promises, promise_id)


def test_every_deed_is_one_save_and_tells_the_promise_and_the_customer(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    told: list[frozenset[str]] = []
    shop.book.store.listen(lambda changed: told.append(changed.topics))
    before = shop.book.history.last_operation()
    for deed in _SHOP.values():
        deed(shop.book.promises, _promise(shop, person))
    assert told == [frozenset({"shop_promise", "customer"})] * 6
    told.clear()
    for deed in _BUY.values():
        deed(shop.book.promises, _order(shop, person))
    assert told == [frozenset({"buy_promise", "customer"})] * 6
    assert shop.book.history.last_operation() == before + 12


# ---- lists and figures


def test_the_lists_hold_what_their_name_says(shop: TestShop) -> None:
    promises, person = shop.book.promises, shop.customer("রহিম")
    later, late = _promise(shop, person, NEXT_WEEK), _promise(shop, person)
    kept, cancelled = _promise(shop, person), _promise(shop, person)
    promises.keep(kept)
    promises.cancel(cancelled, "থাক")
    buys = [_order(shop, person, day) for day in (NEXT_WEEK, TOMORROW, TOMORROW, TOMORROW)]
    promises.won(buys[2])
    promises.lost(buys[3], "দাম বেশি")
    shop.days_later(2)
    assert promises.shop_ids("open") == [late, later]
    assert (promises.shop_ids("late"), promises.shop_ids("late", TODAY)) == ([late], [])
    assert (promises.shop_ids("kept"), promises.shop_ids("cancelled")) == ([kept], [cancelled])
    assert set(promises.shop_ids("all")) == {later, late, kept, cancelled}
    assert [row.id for row in promises.shop_of(person.id)][:2] == [late, later]
    assert promises.buy_ids("open") == [buys[1], buys[0]]
    assert promises.buy_ids("late") == [buys[1]]
    assert (promises.buy_ids("won"), promises.buy_ids("lost")) == ([buys[2]], [buys[3]])
    assert [row.id for row in promises.open_buys(person.id)] == [buys[1], buys[0]]
    assert [row.id for row in promises.shop_rows([kept, late, 5])] == [kept, late]


def test_the_figures_tell_kept_late_and_broken(shop: TestShop) -> None:
    promises = shop.book.promises
    assert promises.figures(TODAY, TODAY) == PromiseFigures(0, 0, 0, 0, 0, 0, 0)
    person, slow, true = (
        shop.customer("রহিম"),
        shop.customer("করিম").owes(500),
        shop.customer("সেলিম").owes(500),
    )
    in_time, too_late, _still_open = (_promise(shop, person) for _ in range(3))
    promises.keep(in_time)
    for who in (slow, true):
        shop.book.dues.promise(who.id, 50_000, TOMORROW)
    true.pays(500)
    promises.won(_order(shop, person))
    promises.lost(_order(shop, person), "দাম বেশি")
    shop.days_later(3)
    promises.keep(too_late)
    promises.won(_order(shop, person, NEXT_WEEK, taka=None))
    assert promises.figures(TODAY, shop.today) == PromiseFigures(
        shop_kept=2, shop_late=2, pay_kept=1, pay_broken=1, buy_won=2, buy_lost=1, buy_won_paisa=3_000_000
    )
    assert promises.figures(TODAY, TODAY) == PromiseFigures(1, 0, 1, 0, 1, 1, 3_000_000)


@pytest.mark.parametrize("table", ["shop_promise", "buy_promise"])
def test_each_list_reads_an_index(shop: TestShop, table: str) -> None:
    from shopbook.care.promise_queries import _BUY_LISTS, _SHOP_LISTS

    for which, where in (_SHOP_LISTS if table == "shop_promise" else _BUY_LISTS).items():  # type: ignore[attr-defined]
        if which == "all":
            continue
        sql = f"EXPLAIN QUERY PLAN SELECT id FROM {table} WHERE {where}"
        plan = [row["detail"] for row in shop.book.store.rows(sql, {"today": "2026-11-21"})]
        assert any(f"INDEX {table}_" in detail for detail in plan), which


def test_the_figures_read_indexes_only(shop: TestShop) -> None:
    from shopbook.care.complaint_queries import _FIGURES as COMPLAINTS
    from shopbook.care.promise_queries import _FIGURES as PROMISES

    days = {"first": "2026-11-01", "last": "2026-11-30", "today": "2026-11-21"}
    for sql in (COMPLAINTS, PROMISES):
        plan = [row["detail"] for row in shop.book.store.rows(f"EXPLAIN QUERY PLAN {sql}", days)]
        tables = ("complaint", "shop_promise", "buy_promise", "pay_promise", "b")
        assert not [detail for detail in plan if detail in {f"SCAN {table}" for table in tables}]
