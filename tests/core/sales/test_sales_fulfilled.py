"""Which verbal order a memo looks like: by the product, by a word of the goods in any spelling, by the money."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.care.promise_model import BuyPromise
from shopbook.sales.model import LineDraft, SaleDraft
from shopbook.sales.promised import fulfilled

TODAY = dt.date(2026, 11, 21)


def order(id: int, what: str, taka: int | None = None, product_id: int | None = None) -> BuyPromise:
    return BuyPromise(
        id, 1, "রহিম", "", what, TODAY, taka * 100 if taka else None, product_id, TODAY, "open", None, "", None, "",
        None, None,
    )  # fmt: skip


def memo(name: str, taka: int, product_id: int | None = None, brand: str = "") -> SaleDraft:
    return SaleDraft(TODAY, (LineDraft(name, product_id, brand, unit_price_paisa=taka * 100),), 1)


@pytest.mark.parametrize(
    ("said", "sold", "fits"),
    [
        (order(1, "ফ্রিজ, ২৫০ লিটার"), memo("Walton fridge 213L", 28_000), True),
        (order(1, "induction"), memo("ইন্ডাকশন চুলা", 3_500), True),
        (order(1, "একটা কিছু", product_id=7), memo("মিক্সার", 900, product_id=7), True),
        (order(1, "বড় জিনিস", 30_000), memo("ওয়াশিং মেশিন", 27_000), True),
        (order(1, "বড় জিনিস", 30_000), memo("ওয়াশিং মেশিন", 33_001), False),
        (order(1, "৩২ ইঞ্চি টিভি"), memo("৩২ ওয়াট বাতি", 300), False),
        (order(1, "ফ্যান"), memo("আয়রন", 1_800), False),
        (order(1, "ফ্যান"), SaleDraft(TODAY, (), 1), False),
    ],
)
def test_a_memo_fits_what_was_said_by_goods_or_by_money(
    said: BuyPromise, sold: SaleDraft, fits: bool
) -> None:
    assert (fulfilled([said], sold) is said) is fits


def test_the_goods_say_more_than_the_money() -> None:
    by_money, by_goods = order(1, "টিভি", 2_000), order(2, "ফ্যান", 9_000)
    assert fulfilled([by_money, by_goods], memo("সিলিং ফ্যান", 2_000)) is by_goods
