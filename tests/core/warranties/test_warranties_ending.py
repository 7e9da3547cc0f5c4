"""The list of cards that end soon."""

from __future__ import annotations

import datetime as dt

from shopbook.products.model import CoverageDraft
from shopbook.warranties.model import CardDraft
from tests.language import TestShop


def card(shop: TestShop, *coverages: CoverageDraft) -> int:
    return shop.book.warranties.give(CardDraft("ফ্যান", shop.today, coverages)).id


def test_both_ends_of_the_span_count_and_the_soonest_comes_first(shop: TestShop) -> None:
    later = card(shop, CoverageDraft("service", "", 30, "day"))
    sooner = card(shop, CoverageDraft("service", "", 10, "day"))
    card(shop, CoverageDraft("service", "", 31, "day"))
    first, last = shop.today + dt.timedelta(days=10), shop.today + dt.timedelta(days=30)
    assert shop.book.warranties.ending_ids(first, last) == [sooner, later]


def test_the_longest_promise_decides_and_one_for_life_never_ends(shop: TestShop) -> None:
    card(shop, CoverageDraft("service", "", 5, "day"), CoverageDraft("parts", "", 1, "year"))
    card(shop, CoverageDraft("service", "", 5, "day"), CoverageDraft("parts", "", None, "life"))
    assert shop.book.warranties.ending_ids(shop.today, shop.today + dt.timedelta(days=30)) == []


def test_a_void_card_is_not_waited_for(shop: TestShop) -> None:
    void = card(shop, CoverageDraft("service", "", 5, "day"))
    shop.book.warranties.void(void, "ভুল")
    assert shop.book.warranties.ending_ids(shop.today, shop.today + dt.timedelta(days=30)) == []
