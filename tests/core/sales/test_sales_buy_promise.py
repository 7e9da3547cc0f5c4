"""A verbal order that is fulfilled is won by the memo, and open again when the memo is taken back."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.care.promises import BuyPromiseDraft
from shopbook.errors import Invalid
from shopbook.sales.model import LineDraft, SaleDraft
from tests.language import TODAY, Person, TestShop

NEXT_WEEK = TODAY + dt.timedelta(days=7)


def _order(shop: TestShop, person: Person) -> int:
    return shop.book.promises.will_buy(BuyPromiseDraft(person.id, "এসি", NEXT_WEEK, 5_500_000))


def _memo(person: Person | None, promise_id: int | None) -> SaleDraft:
    lines = (LineDraft("এসি", unit_price_paisa=5_400_000),)
    who = None if person is None else person.id
    return SaleDraft(TODAY, lines, who, paid_paisa=5_400_000, buy_promise_id=promise_id)


def test_the_memo_wins_the_verbal_order_in_the_same_save(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    promise_id = _order(shop, person)
    shop.days_later(2)
    before = shop.book.history.last_operation()
    sale = shop.book.sales.record_sale(_memo(person, promise_id))
    assert shop.book.history.last_operation() == before + 1
    promise = shop.book.promises.buy_promise(promise_id)
    assert (promise.status, promise.sale_id, promise.memo_no, promise.closed_on) == (
        *("won", sale.id, sale.memo_no, shop.today),
    )
    assert shop.book.promises.open_buys(person.id) == []
    assert shop.book.promises.figures(TODAY, shop.today).buy_won_paisa == 5_400_000


@pytest.mark.parametrize("how", ["void", "undo"])
def test_a_memo_taken_back_leaves_the_order_open(shop: TestShop, how: str) -> None:
    person = shop.customer("রহিম")
    promise_id = _order(shop, person)
    sale = shop.book.sales.record_sale(_memo(person, promise_id))
    if how == "void":
        shop.book.sales.void_sale(sale.id, "ভুল হয়েছে")
    else:
        shop.book.history.undo(shop.book.history.last_operation())
    promise = shop.book.promises.buy_promise(promise_id)
    assert (promise.status, promise.sale_id, promise.closed_on) == ("open", None, None)


def test_only_an_open_order_of_the_same_customer_can_be_fulfilled(shop: TestShop) -> None:
    rahim, karim = shop.customer("রহিম"), shop.customer("করিম")
    promise_id = _order(shop, rahim)
    lost_id = _order(shop, rahim)
    shop.book.promises.lost(lost_id, "অন্য দোকানে কিনেছে")
    for draft in (_memo(karim, promise_id), _memo(None, promise_id), _memo(rahim, lost_id), _memo(rahim, 5)):
        with pytest.raises(Invalid) as raised:
            shop.book.sales.record_sale(draft)
        assert set(raised.value.problems) == {"buy_promise_id"}
    assert shop.book.promises.buy_promise(promise_id).status == "open"


def test_a_memo_typed_when_the_power_went_remembers_its_order(shop: TestShop) -> None:
    draft = _memo(None, 42)
    assert SaleDraft.from_json(draft.to_json(), TODAY) == draft
    without = {key: value for key, value in draft.to_json().items() if key != "buy_promise_id"}
    assert SaleDraft.from_json(without, TODAY).buy_promise_id is None
