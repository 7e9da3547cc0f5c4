"""What returned goods are worth: however a memo comes back, all of it together gives back exactly what it came to."""

from __future__ import annotations

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopbook.sales.model import LineDraft, SaleDraft
from shopbook.sales.return_model import ReturnDraft, ReturnLine, settle_return, shares, worth_of
from tests.language import TestShop

AMOUNTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=8)


@given(amounts=AMOUNTS, part=st.floats(0, 1))
def test_the_lines_share_the_total_and_none_more_than_its_price(amounts: list[int], part: float) -> None:
    total = min(sum(amounts), int(sum(amounts) * part))
    parts = shares(amounts, total)
    assert sum(parts) == total
    assert all(0 <= each <= amount for each, amount in zip(parts, amounts, strict=True))


@given(
    share=st.integers(0, 10**9),
    sold=st.integers(1, 10**6),
    cuts=st.lists(st.floats(0, 1), max_size=6),
    gone=st.sets(st.integers(0, 6)),
)
def test_the_last_piece_brings_the_line_to_its_share_whatever_was_undone_before(
    share: int, sold: int, cuts: list[float], gone: set[int]
) -> None:
    pieces, left = [], sold
    for cut in cuts:
        piece = int(left * cut)
        left -= piece
        pieces += [piece] if piece else []
    given_back: list[tuple[int, int]] = []
    for piece in pieces:
        back = sum(each for each, _ in given_back) + piece
        given_back.append((piece, worth_of(share, sold, back, sum(paisa for _, paisa in given_back))))
    # Some of these returns are voided, then everything that is left comes back at once.
    stands = [each for place, each in enumerate(given_back) if place not in gone]
    paid = sum(paisa for _, paisa in stands)
    rest = worth_of(share, sold, sold, paid)
    assert all(paisa >= 0 for _, paisa in given_back)
    assert paid + rest == share


@given(
    worth=st.integers(0, 10**6),
    due=st.integers(0, 10**6),
    refund=st.integers(0, 10**6),
    to_pay=st.integers(0, 10**6),
)
def test_every_paisa_of_the_worth_goes_somewhere(worth: int, due: int, refund: int, to_pay: int) -> None:
    shared = settle_return(worth, due, refund, to_pay)
    refund = min(refund, shared.most_refund_paisa)
    shared = settle_return(worth, due, refund, to_pay)
    lessened = min(worth, due)
    assert lessened + refund + shared.exchanged_paisa + shared.free_paisa == worth
    assert shared.exchanged_paisa + shared.pay_paisa == to_pay
    assert shared.pay_paisa == 0 or shared.free_paisa == 0


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    prices=st.lists(st.tuples(st.integers(1, 4), st.integers(1, 999_99)), min_size=1, max_size=4),
    off=st.floats(0, 0.9),
    picks=st.lists(st.tuples(st.integers(0, 3), st.integers(1, 3000)), max_size=6),
    undone=st.sets(st.integers(0, 5)),
)
def test_a_memo_that_came_back_in_any_order_gave_back_its_total(
    shop: TestShop,
    prices: list[tuple[int, int]],
    off: float,
    picks: list[tuple[int, int]],
    undone: set[int],
) -> None:
    lines = tuple(
        LineDraft("কাপড়", quantity_milli=many * 1000, unit_price_paisa=paisa) for many, paisa in prices
    )
    draft = SaleDraft(shop.today, lines, shop.customer("রহিম").id)
    discount = int(draft.subtotal_paisa * off)
    sale = shop.book.sales.record_sale(
        SaleDraft(shop.today, lines, draft.customer_id, discount, draft.subtotal_paisa - discount)
    )
    assert draft.customer_id is not None
    start = shop.book.dues.balance(draft.customer_id)
    made = []
    for place, milli in picks:
        left = {each.sale_item_id: each.left_milli for each in shop.book.returns.returnable(sale.id)}
        item = sale.lines[place % len(sale.lines)].id
        if left.get(item, 0) > 0:
            made.append(_take(shop, sale.id, (ReturnLine(item, min(milli, left[item])),)).id)
    for number, return_id in enumerate(made):
        if number in undone:
            shop.book.returns.void(return_id, "ভুল")
    rest = tuple(
        ReturnLine(each.sale_item_id, each.left_milli) for each in shop.book.returns.returnable(sale.id)
    )
    if rest:
        _take(shop, sale.id, rest)
    stands = [each for each in shop.book.returns.of_sale(sale.id) if not each.is_voided]
    assert sum(each.total_paisa for each in stands) == sale.total_paisa
    assert shop.book.dues.balance(draft.customer_id) == start - sale.total_paisa
    assert shop.book.returns.differences() == []
    assert shop.book.sales.recompute(draft.customer_id) == shop.book.dues.recompute(draft.customer_id) == ()


def _take(shop: TestShop, sale_id: int, lines: tuple[ReturnLine, ...]):  # type: ignore[no-untyped-def]
    day: dt.date = shop.today
    return shop.book.returns.take_back(ReturnDraft(sale_id, lines, day, "ফেরত"))


def test_after_an_earlier_return_was_voided_the_next_piece_is_never_worth_less_than_nothing() -> None:
    # A line of three pieces for one paisa: only the third gave it, and the first two were undone since.
    assert [worth_of(1, 3, back, 0) for back in (1, 2, 3)] == [0, 0, 1]
    assert [worth_of(1, 3, back, 1) for back in (2, 3)] == [0, 0]
