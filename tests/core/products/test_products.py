"""Products: found by the first letters in either script, and remembered from one sale to the next."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.errors import Invalid, NotFound
from shopbook.products.model import CoverageDraft, ProductDraft, title
from tests.language import TestShop

YEAR = CoverageDraft("service", "", 1, "year")


def add(shop: TestShop, name: str, **details: object) -> int:
    return shop.book.products.add(ProductDraft(name, **details))  # type: ignore[arg-type]


def names(shop: TestShop, typed: str) -> list[str]:
    return [product.name for product in shop.book.products.complete(typed)]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("ফ্রিজ", "fri"),
        ("ফ্রিজ", "fridge"),
        ("ফ্রিজ", "ফ্রি"),
        ("ফ্যান", "fan"),
        ("টিভি", "tv"),
        ("মোবাইল চার্জার", "charger"),
        ("মোবাইল চার্জার", "mobile"),
        ("মোবাইল চার্জার", "চার্জ mob"),
        ("Rice cooker", "রাইস"),
        ("Rice cooker", "cook"),
        ("Rice cooker", "কুকার"),
        ("LED 32", "৩২"),
    ],
)
def test_a_product_is_offered_by_its_first_letters_in_either_script(
    shop: TestShop, name: str, typed: str
) -> None:
    add(shop, name)
    add(shop, "আয়না")
    assert names(shop, typed) == [name]


def test_brand_model_and_category_find_too_and_every_word_must_fit(shop: TestShop) -> None:
    add(shop, "ফ্রিজ", brand="Walton", model="WFC-3F5", category="Refrigerator")
    add(shop, "ফ্রিজ", brand="Vision")
    found = shop.book.products.complete("ফ্রিজ wal")
    assert [product.brand for product in found] == ["Walton"]
    assert [product.brand for product in shop.book.products.complete("3f5")] == ["Walton"]
    assert [product.brand for product in shop.book.products.complete("refri")] == ["Walton"]
    assert names(shop, "ফ্রিজ samsung") == []
    assert names(shop, "%") == names(shop, "_") == []


def test_with_nothing_typed_what_sold_last_is_offered(shop: TestShop) -> None:
    first, second = add(shop, "ক"), add(shop, "খ")
    with shop.book.store.operation() as op:
        shop.book.products.remember(op, second, sold_on=shop.today)
    assert names(shop, "") == ["খ", "ক"]
    assert shop.book.products.ids() == [first, second]
    assert len(shop.book.products.complete("", limit=1)) == 1


def test_the_last_price_and_warranty_are_offered_next_time(shop: TestShop) -> None:
    fridge = add(shop, "ফ্রিজ", price_paisa=30_000_00)
    with shop.book.store.operation() as op:
        shop.book.products.remember(op, fridge, sold_on=shop.today, price_paisa=31_000_00, coverages=(YEAR,))
    with shop.book.store.operation() as op:
        shop.book.products.remember(op, fridge, sold_on=shop.today)
    found = shop.book.products.get(fridge)
    assert (found.price_paisa, found.coverages, found.last_sold_on) == (31_000_00, (YEAR,), shop.today)


def test_last_months_memo_entered_today_does_not_bring_back_last_months_price(shop: TestShop) -> None:
    fridge = add(shop, "ফ্রিজ")
    last_month = shop.today - dt.timedelta(days=30)
    for sold_on, price in ((shop.today, 31_000_00), (last_month, 28_000_00)):
        with shop.book.store.operation() as op:
            shop.book.products.remember(op, fridge, sold_on=sold_on, price_paisa=price)
    assert shop.book.products.get(fridge).price_paisa == 31_000_00


def test_a_product_is_changed_put_away_and_taken_out_again(shop: TestShop) -> None:
    products = shop.book.products
    fridge = add(shop, "ফ্রিজ")
    products.change(fridge, ProductDraft("ডিপ ফ্রিজ", price_paisa=50_000_00, active=False))
    assert products.get(fridge).draft() == ProductDraft("ডিপ ফ্রিজ", price_paisa=50_000_00, active=False)
    assert (products.ids(), products.ids(with_inactive=True), names(shop, "deep")) == ([], [fridge], [])
    products.change(fridge, ProductDraft("ডিপ ফ্রিজ"))
    products.delete(fridge)
    assert names(shop, "ডিপ") == []
    products.restore(fridge)
    assert names(shop, "ডিপ") == ["ডিপ ফ্রিজ"]
    with pytest.raises(NotFound):
        products.change(1, ProductDraft("নেই"))


def test_every_problem_of_a_product_is_told_at_once(shop: TestShop) -> None:
    bad = ProductDraft(
        " ",
        price_paisa=-1,
        service_every_days=0,
        consumable_days=9999,
        service_count=101,
        coverages=(YEAR, CoverageDraft("parts")),
    )
    with pytest.raises(Invalid) as refused:
        shop.book.products.add(bad)
    assert set(refused.value.problems) == {
        "name", "price", "service_every_days", "consumable_days", "service_count", "coverages.1",
    }  # fmt: skip


def test_a_name_typed_again_is_the_same_product(shop: TestShop) -> None:
    products = shop.book.products
    walton = add(shop, "Fridge", brand="Walton", category="Home")
    assert products.same("fridge", "WALTON").id == walton  # type: ignore[union-attr]
    assert products.same("Fridge") is None
    assert products.same("ফ্রিজ", "Walton") is None


def test_a_title_says_nothing_twice() -> None:
    assert title("Walton Fridge", "Walton", "WFC") == "Walton Fridge WFC"
    assert title("ফ্রিজ") == "ফ্রিজ"
