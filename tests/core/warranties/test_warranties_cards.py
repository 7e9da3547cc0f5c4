"""A warranty card from the day it is given to the day it comes back over the counter."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.errors import Invalid, NotFound, Refused
from shopbook.products.model import CoverageDraft
from shopbook.warranties.model import Card, CardDraft, verdict
from tests.language import TestShop

REPLACEMENT = CoverageDraft("replacement", "", 7, "day")
SERVICE = CoverageDraft("service", "", 1, "year")
COMPRESSOR = CoverageDraft("parts", "কম্প্রেসর", 10, "year")
LIFE = CoverageDraft("guarantee", "", None, "life")


def give(shop: TestShop, *coverages: CoverageDraft, serial: str = "", customer_id: int | None = None) -> Card:
    return shop.book.warranties.give(
        CardDraft(
            product_name="ফ্রিজ",
            brand="Walton",
            start_on=shop.today,
            coverages=coverages or (SERVICE,),
            serial=serial,
            customer_id=customer_id,
            terms="পোড়া বা ভাঙা হলে নয়",
            usage_tip="প্রথম ৪ ঘণ্টা চালাবেন না",
        )
    )


def test_several_promises_stand_on_one_card_each_with_its_last_day(shop: TestShop) -> None:
    card = give(shop, REPLACEMENT, SERVICE, COMPRESSOR)
    assert card.card_no == "A-000001"
    assert [(each.kind, each.ends_on) for each in card.coverages] == [
        ("replacement", dt.date(2026, 11, 28)),
        ("service", dt.date(2027, 11, 21)),
        ("parts", dt.date(2036, 11, 21)),
    ]
    assert card.last_ends_on == dt.date(2036, 11, 21)
    assert give(shop, SERVICE, LIFE).last_ends_on is None
    assert shop.book.warranties.differences() == []


@pytest.mark.parametrize(
    ("days", "states", "left"),
    [(0, ["covered", "life"], 7), (7, ["covered", "life"], 0), (8, ["ended", "life"], -1)],
)
def test_green_or_red_for_each_promise(shop: TestShop, days: int, states: list[str], left: int) -> None:
    card = give(shop, REPLACEMENT, LIFE)
    shop.days_later(days)
    said = shop.book.warranties.verdict(card.id)
    assert [each.state for each in said.coverages] == states
    assert [each.days_left for each in said.coverages] == [left, None]
    assert said.is_covered


def test_when_the_last_promise_is_over_the_card_is_red(shop: TestShop) -> None:
    card = give(shop, REPLACEMENT)
    assert not verdict(card, shop.today + dt.timedelta(days=8)).is_covered


def test_a_void_card_promises_nothing_and_says_why(shop: TestShop) -> None:
    card = give(shop, SERVICE, LIFE)
    with pytest.raises(Invalid):
        shop.book.warranties.void(card.id, " ")
    shop.book.warranties.void(card.id, "সিল ভাঙা")
    said = shop.book.warranties.verdict(card.id)
    assert {each.state for each in said.coverages} == {"void"}
    assert not said.is_covered
    assert said.card.close_reason == "সিল ভাঙা"
    with pytest.raises(Refused):
        shop.book.warranties.void(card.id, "আবার")
    with pytest.raises(NotFound):
        shop.book.warranties.void(1, "নেই")


@pytest.mark.parametrize("typed", ["A-000002", "a000002", "a-2", "2", "০০০০০২", "২", " A - 000002 "])
def test_a_card_is_found_however_its_number_is_typed(shop: TestShop, typed: str) -> None:
    give(shop)
    second = give(shop)
    for _number in range(3, 23):
        give(shop)
    assert shop.book.warranties.card_by_no(typed) == second
    assert shop.book.warranties.find(typed)[0] == second


@pytest.mark.parametrize("typed", ["", "A-", "999", "B-000002", "ABC"])
def test_a_number_nobody_gave_finds_no_card(shop: TestShop, typed: str) -> None:
    give(shop)
    give(shop)
    assert shop.book.warranties.card_by_no(typed) is None


@pytest.mark.parametrize(
    "typed", ["SN-2024/০০৭৮৯", "sn202400789", "sn ২০২৪ ০০৭৮৯", "00789", "০০৭৮৯", "0789", "202400789"]
)
def test_a_card_is_found_by_its_serial_or_the_end_of_it_in_either_script(shop: TestShop, typed: str) -> None:
    give(shop, serial="SN-2024/00788")
    wanted = give(shop, serial="SN-2024/00789")
    assert [card.id for card in shop.book.warranties.find(typed)] == [wanted.id]


def test_a_long_end_of_a_serial_means_only_that_one(shop: TestShop) -> None:
    wanted = give(shop, serial="AB-77-12345678")
    give(shop, serial="AB-99-12345678")
    assert [card.id for card in shop.book.warranties.find("৭৭-১২৩৪৫৬৭৮")] == [wanted.id]
    assert len(shop.book.warranties.find("12345678")) == 2


def test_a_serial_typed_in_bengali_digits_is_found_by_the_scanner(shop: TestShop) -> None:
    card = give(shop, serial="৩৫৬৯৩৮০৩৫৬৪৩৮০৯")
    assert [found.id for found in shop.book.warranties.find("356938035643809")] == [card.id]


@pytest.mark.parametrize("typed", ["01712345678", "০১৭১২-৩৪৫৬৭৮", "+8801712345678", "1712345678"])
def test_a_lost_card_is_found_by_the_customers_phone(shop: TestShop, typed: str) -> None:
    rahim = shop.customer("রহিম", "01712345678")
    karim = shop.customer("করিম", "01812345678")
    old = give(shop, customer_id=rahim.id)
    new = give(shop, customer_id=rahim.id)
    give(shop, customer_id=karim.id)
    assert [card.id for card in shop.book.warranties.find(typed)] == [new.id, old.id]
    assert shop.book.warranties.ids_of_customer(rahim.id) == [new.id, old.id]


def test_the_first_print_is_the_original_and_the_others_are_counted(shop: TestShop) -> None:
    card = give(shop)
    assert [shop.book.warranties.printed(card.id) for _time in range(3)] == [0, 1, 2]
    with pytest.raises(NotFound):
        shop.book.warranties.printed(1)


def test_a_card_without_a_promise_is_not_given_and_uses_up_no_number(shop: TestShop) -> None:
    with pytest.raises(Invalid) as refused:
        shop.book.warranties.give(CardDraft(" ", shop.today, ()))
    assert set(refused.value.problems) == {"product_name", "coverages"}
    with pytest.raises(NotFound):
        give(shop, customer_id=12345)
    assert give(shop).card_no == "A-000001"


def test_a_spoiled_last_day_is_found(shop: TestShop) -> None:
    card = give(shop)
    with shop.book.store.operation() as op:
        op.execute("UPDATE warranty SET last_ends_on = '2030-01-01' WHERE id = ?", (card.id,))
    assert shop.book.warranties.differences() == [card.id]


def test_a_card_given_by_mistake_and_taken_back_is_not_found_any_more(shop: TestShop) -> None:
    card = give(shop, serial="SN-778899")
    shop.book.history.undo(shop.book.history.last_operation())
    assert shop.book.warranties.find("SN-778899") == []
    assert shop.book.warranties.card_by_no(card.card_no) is None
    with pytest.raises(NotFound):
        shop.book.warranties.card(card.id)
