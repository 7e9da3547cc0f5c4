"""Exchanged goods: the return and the new memo are one thing, and only the difference changes hands."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from shopbook.checks import check
from shopbook.errors import Invalid, Refused
from shopbook.products.model import CoverageDraft
from shopbook.sales.model import LineDraft, Sale, SaleDraft
from shopbook.sales.return_model import ReturnDraft, ReturnLine
from tests.language import TestShop

YEAR = CoverageDraft("replacement", "", 1, "year")
OLD = LineDraft("প্রেশার কুকার", brand="কিয়াম", unit_price_paisa=2_000_00, serials=("K-1",), coverages=(YEAR,))


def new(taka: int, **more: object) -> LineDraft:
    return LineDraft("রাইস কুকার", unit_price_paisa=taka * 100, **more)  # type: ignore[arg-type]


def sell(shop: TestShop, customer_id: int | None, paid: int = 2_000) -> Sale:
    return shop.book.sales.record_sale(SaleDraft(shop.today, (OLD,), customer_id, paid_paisa=paid * 100))


def swap(
    shop: TestShop, sale: Sale, line: LineDraft, paid: int = 0, refund: int = 0, **memo: object
) -> ReturnDraft:
    exchange = SaleDraft(shop.today, (line,), sale.customer_id, paid_paisa=paid * 100, **memo)  # type: ignore[arg-type]
    lines = (ReturnLine(sale.lines[0].id),)
    return ReturnDraft(sale.id, lines, shop.today, "বড়টা চাই", refund_paisa=refund * 100, exchange=exchange)


def problems(shop: TestShop, draft: ReturnDraft) -> set[str]:
    with pytest.raises(Invalid) as invalid:
        shop.book.returns.take_back(draft)
    return set(invalid.value.problems)


def test_only_the_difference_is_paid(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500, shop.today - dt.timedelta(days=90))
    sale = sell(shop, rahim.id)
    shop.days_later(1)
    draft = swap(shop, sale, new(3_000), paid=1_000)
    assert shop.book.returns.settling(draft).pay_paisa == 0
    assert shop.book.returns.settling(swap(shop, sale, new(3_000))).pay_paisa == 1_000_00
    taken = shop.book.returns.take_back(draft)
    assert (taken.total_paisa, taken.exchanged_paisa, taken.refund_paisa) == (2_000_00, 2_000_00, 0)
    assert taken.exchange_sale_id is not None
    given = shop.book.sales.get(taken.exchange_sale_id)
    assert (given.memo_no, given.total_paisa, given.paid_paisa) == (
        taken.exchange_memo_no,
        3_000_00,
        1_000_00,
    )
    # The old due stays as old as it was: what came back paid for the new thing.
    assert shop.book.dues.ageing(rahim.id).oldest_unpaid_on == shop.today - dt.timedelta(days=91)
    assert shop.book.dues.balance(rahim.id) == 500_00
    totals = shop.book.sales.day_totals(shop.today)
    assert (totals.received_paisa, totals.on_credit_paisa) == (1_000_00, 2_000_00 - 2_000_00)
    slip = shop.book.dues.slip_of_sale(given.id)
    assert (slip.old_paisa, slip.bought_paisa, slip.returned_paisa, slip.paid_paisa, slip.new_paisa) == (
        500_00, 3_000_00, 2_000_00, 1_000_00, 500_00,
    )  # fmt: skip
    assert shop.book.sales.standing(given.id).credit_paisa == 2_000_00
    first = shop.book.sales.standing(taken.sale_id)
    assert (first.returned_paisa, first.exchanged_paisa, first.refunded_paisa) == (2_000_00, 2_000_00, 0)
    assert (first.open_paisa, first.later_paisa, first.ahead_paisa) == (0, 0, 0), (
        "what it paid is in the new memo"
    )
    assert shop.book.returns.of_exchange(given.id) == taken
    assert check(shop.book).is_whole


def test_for_something_cheaper_the_difference_goes_back_or_stays_as_advance(shop: TestShop) -> None:
    rahim, karim = shop.customer("রহিম"), shop.customer("করিম")
    into_hand = shop.book.returns.take_back(swap(shop, sell(shop, rahim.id), new(1_500), refund=500))
    assert (into_hand.refund_paisa, into_hand.exchanged_paisa, into_hand.lessened_paisa) == (
        500_00,
        1_500_00,
        0,
    )
    kept = shop.book.returns.take_back(swap(shop, sell(shop, karim.id), new(1_500)))
    assert (kept.refund_paisa, kept.exchanged_paisa, kept.lessened_paisa) == (0, 1_500_00, 500_00)
    assert [shop.book.dues.balance(each.id) for each in (rahim, karim)] == [0, -500_00]
    for taken in (into_hand, kept):
        assert taken.exchange_sale_id is not None
        assert shop.book.sales.standing(taken.exchange_sale_id).open_paisa == 0


def test_what_is_still_due_of_the_old_memo_comes_off_first(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    sale = sell(shop, rahim.id, paid=1_200)
    draft = swap(shop, sale, new(3_000), promised_on=shop.today + dt.timedelta(days=5))
    settling = shop.book.returns.settling(draft)
    assert (settling.memo_due_paisa, settling.exchanged_paisa, settling.pay_paisa) == (
        800_00,
        1_200_00,
        1_800_00,
    )
    taken = shop.book.returns.take_back(draft)
    assert shop.book.dues.balance(rahim.id) == 1_800_00
    assert taken.exchange_sale_id is not None
    (promise,) = shop.book.dues.promises(rahim.id)
    assert (promise.amount_paisa, promise.sale_id) == (1_800_00, taken.exchange_sale_id)


def test_without_a_customer_the_difference_is_paid_or_given_back_at_once(shop: TestShop) -> None:
    sale = sell(shop, None)
    assert problems(shop, swap(shop, sale, new(3_000), paid=999)) == {"exchange.paid"}
    assert problems(shop, swap(shop, sale, new(3_000), paid=1_001)) == {"refund"}
    assert problems(shop, swap(shop, sale, new(1_500))) == {"refund"}
    shop.days_later(1)
    dearer = replace(swap(shop, sale, new(3_000), paid=1_000))
    assert dearer.exchange is not None
    taken = shop.book.returns.take_back(replace(dearer, exchange=replace(dearer.exchange, method="bkash")))
    assert taken.exchange_sale_id is not None
    assert shop.book.sales.get(taken.exchange_sale_id).due_paisa == 0
    assert shop.book.sales.standing(taken.exchange_sale_id).counter_paisa == 1_000_00
    assert dict(shop.book.sales.day_totals(shop.today).by_method) == {"bkash": 1_000_00}
    shop.book.returns.void(taken.id, "ভুল")
    assert shop.book.sales.day_totals(shop.today).received_paisa == 0
    cheaper = shop.book.returns.take_back(swap(shop, sale, new(1_500), refund=500))
    assert cheaper.exchanged_paisa == 1_500_00
    assert dict(shop.book.sales.day_totals(shop.today).by_method) == {"cash": -500_00}


def test_what_is_wrong_with_the_new_memo_keeps_the_old_goods_sold(shop: TestShop) -> None:
    rahim, karim = shop.customer("রহিম"), shop.customer("করিম")
    sale = sell(shop, rahim.id)
    assert problems(shop, swap(shop, sale, LineDraft(""))) == {"exchange.lines.0.name"}
    wrong = swap(shop, sale, new(3_000))
    assert wrong.exchange is not None
    other = replace(wrong, exchange=replace(wrong.exchange, customer_id=karim.id))
    assert problems(shop, other) == {"exchange"}
    assert shop.book.returns.ids() == []
    assert [line.returned_milli for line in shop.book.sales.get(sale.id).lines] == [0]


def test_the_card_of_the_old_piece_gives_way_to_the_new_ones(shop: TestShop) -> None:
    sale = sell(shop, shop.customer("রহিম").id)
    same = replace(OLD, serials=("K-2",))
    taken = shop.book.returns.take_back(swap(shop, sale, same))
    assert taken.exchange_sale_id is not None
    (fresh,) = shop.book.warranties.cards(shop.book.sales.get(taken.exchange_sale_id).card_ids)
    (ended,) = shop.book.warranties.cards(sale.card_ids)
    assert (ended.status, ended.replaced_by_id, fresh.status) == ("replaced", fresh.id, "active")
    shop.book.returns.void(taken.id, "ভুল")
    (ended,) = shop.book.warranties.cards(sale.card_ids)
    (fresh,) = shop.book.warranties.cards([fresh.id])
    assert (ended.status, ended.replaced_by_id, fresh.status) == ("active", None, "void")


def test_another_thing_ends_the_card_for_good(shop: TestShop) -> None:
    sale = sell(shop, shop.customer("রহিম").id)
    shop.book.returns.take_back(swap(shop, sale, new(2_000, coverages=(YEAR,))))
    (ended,) = shop.book.warranties.cards(sale.card_ids)
    assert (ended.status, ended.replaced_by_id) == ("void", None)


def test_return_and_exchange_are_taken_back_together(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(300, shop.today - dt.timedelta(days=50))
    sale = sell(shop, rahim.id, paid=1_500)
    before = rahim.record
    taken = shop.book.returns.take_back(swap(shop, sale, new(3_000), paid=700))
    assert taken.exchange_sale_id is not None
    with pytest.raises(Refused):
        shop.book.sales.void_sale(taken.exchange_sale_id, "ভুল")
    shop.book.returns.void(taken.id, "ভুল")
    assert shop.book.sales.get(taken.exchange_sale_id).is_voided
    assert rahim.record == before
    assert shop.book.sales.standing(sale.id).open_paisa == 500_00
    assert check(shop.book).is_whole


def test_an_exchange_that_came_back_itself_goes_first(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    sale = sell(shop, rahim.id)
    first = shop.book.returns.take_back(swap(shop, sale, new(2_000)))
    assert first.exchange_sale_id is not None
    second_memo = shop.book.sales.get(first.exchange_sale_id)
    second = shop.book.returns.take_back(
        ReturnDraft(second_memo.id, (ReturnLine(second_memo.lines[0].id),), shop.today, "এটাও না", 2_000_00)
    )
    assert shop.book.dues.balance(rahim.id) == 0
    with pytest.raises(Refused):
        shop.book.returns.void(first.id, "ভুল")
    assert not shop.book.returns.get(first.id).is_voided
    shop.book.returns.void(second.id, "ভুল")
    shop.book.returns.void(first.id, "ভুল")
    assert shop.book.dues.balance(rahim.id) == 0
    assert check(shop.book).is_whole


def test_the_kept_draft_ends_with_the_return(shop: TestShop) -> None:
    sale = sell(shop, shop.customer("রহিম").id)
    shop.book.drafts.keep("return", {"sale_id": sale.id})
    shop.book.returns.take_back(swap(shop, sale, new(2_500)), kept_as="return")
    assert shop.book.drafts.kept("return") is None
