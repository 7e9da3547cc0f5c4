"""Taking a memo back as if it had never been."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopbook.dues.ageing import age
from shopbook.dues.entries import unsettled_of
from shopbook.dues.model import PaymentDraft
from shopbook.errors import Invalid, NotFound, Refused
from shopbook.products.model import CoverageDraft
from shopbook.sales.model import LineDraft, Sale, SaleDraft
from tests.language import TestShop

YEAR = CoverageDraft("service", "", 1, "year")
LIFE = CoverageDraft("guarantee", "", None, "life")


def sell(
    shop: TestShop, customer_id: int | None, taka: int = 1_000, paid: int = 0, **details: object
) -> Sale:
    line = LineDraft(name="ফ্যান", unit_price_paisa=taka * 100, serials=("F-1",), coverages=(YEAR, LIFE))
    return shop.book.sales.record_sale(
        SaleDraft(shop.today, (line,), customer_id, paid_paisa=paid * 100, **details)  # type: ignore[arg-type]
    )


def test_a_voided_memo_is_as_if_never_sold_but_stays_with_its_reason(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(300, shop.today - dt.timedelta(days=50))
    before = rahim.record
    sale = sell(shop, rahim.id, 1_000, 400, promised_on=shop.today)
    voided = shop.book.sales.void_sale(sale.id, "গ্রাহক নেননি")
    assert (voided.voided_on, voided.void_reason, voided.memo_no) == (shop.today, "গ্রাহক নেননি", sale.memo_no)
    assert rahim.record == before
    statement = shop.book.dues.statement(rahim.id)
    assert [(line.kind, line.amount_paisa) for line in statement] == [
        ("opening", 300_00), ("sale", 1000_00), ("payment", -400_00), ("reversal", -1000_00), ("reversal", 400_00),
    ]  # fmt: skip
    assert {line.note for line in statement[3:]} == {"গ্রাহক নেননি"}
    assert [card.status for card in shop.book.warranties.cards(sale.card_ids)] == ["void"]
    assert shop.book.dues.promises(rahim.id)[0].status == "replaced"
    assert shop.book.sales.by_memo(sale.memo_no) == voided
    assert shop.book.sales.day_totals(shop.today).received_paisa == 0


def test_a_memo_is_voided_once_and_with_a_reason(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    sale = sell(shop, rahim.id)
    with pytest.raises(Invalid) as silent:
        shop.book.sales.void_sale(sale.id, " ")
    assert set(silent.value.problems) == {"reason"}
    shop.book.sales.void_sale(sale.id, "ভুল")
    with pytest.raises(Refused):
        shop.book.sales.void_sale(sale.id, "আবার")
    with pytest.raises(NotFound):
        shop.book.sales.void_sale(1, "নেই")
    assert rahim.record.balance_paisa == 0


def test_the_shop_may_keep_the_money_as_an_advance(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    sale = sell(shop, rahim.id, 1_000, 400)
    shop.book.sales.void_sale(sale.id, "অন্যটা নেবেন", money_returned=False)
    assert rahim.record.balance_paisa == -400_00
    assert shop.book.dues.ageing(rahim.id).credit_paisa == 400_00
    nobody = sell(shop, None, 100, 100)
    with pytest.raises(Refused):
        shop.book.sales.void_sale(nobody.id, "ফেরত", money_returned=False)
    assert not shop.book.sales.get(nobody.id).is_voided


def test_a_payment_already_taken_back_is_not_given_back_again(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    sale = sell(shop, rahim.id, 1_000, 400)
    payment = shop.book.dues.statement(rahim.id)[1]
    shop.book.dues.reverse(payment.id, "চেক ফেরত")
    shop.book.sales.void_sale(sale.id, "ভুল")
    assert rahim.record.balance_paisa == 0


def test_a_sale_is_not_undone_behind_its_memos_back(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    sell(shop, rahim.id)
    with pytest.raises(Refused):
        shop.book.dues.reverse(shop.book.dues.statement(rahim.id)[0].id, "ভুল")


deeds = st.lists(
    st.tuples(st.sampled_from(["sell", "pay", "void", "wait"]), st.integers(1, 500), st.integers(0, 600)),
    max_size=15,
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds)
def test_whatever_is_sold_paid_and_voided_the_book_adds_up_to_the_paisa(
    shop: TestShop, deeds: list[tuple[str, int, int]]
) -> None:
    rahim = shop.customer("রহিম")
    owed, standing = 0, list[Sale]()
    for deed, taka, paid in deeds:
        if deed == "sell":
            standing.append(sell(shop, rahim.id, taka, paid, promised_on=shop.today))
            owed += taka - paid
        elif deed == "pay":
            shop.book.dues.take_payment(PaymentDraft(rahim.id, taka * 100, shop.today))
            owed -= taka
        elif deed == "void" and standing:
            gone = standing.pop(taka % len(standing))
            shop.book.sales.void_sale(gone.id, "ভুল")
            owed -= (gone.total_paisa - gone.paid_paisa) // 100
        else:
            shop.days_later(taka % 4)
        assert rahim.record.balance_paisa == owed * 100
        assert shop.book.dues.recompute(rahim.id) == ()
        # The short cut a saving takes through a long account leaves nothing out.
        assert age(unsettled_of(shop.book.store, rahim.id)) == shop.book.dues.ageing(rahim.id)
        assert shop.book.sales.recompute(rahim.id) == ()
    valid = [card for sale in standing for card in sale.card_ids]
    ids = shop.book.warranties.ids_of_customer(rahim.id)
    assert sorted(card.id for card in shop.book.warranties.cards(ids) if card.status == "active") == sorted(
        valid
    )
