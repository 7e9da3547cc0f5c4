"""What becomes of a card: replaced, handed on, moved by a repair; each with its way back, and nothing else changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from shopbook import checks
from shopbook.errors import Invalid, NotFound, Refused
from shopbook.products.model import CoverageDraft, ProductDraft
from shopbook.sales.model import LineDraft, SaleDraft
from shopbook.settings.model import ShopDraft
from shopbook.warranties.model import Card, CardDraft, Replacement
from tests.language import TestShop

COVERAGES = (
    CoverageDraft("replacement", "", 7, "day"),
    CoverageDraft("service", "", 2, "year"),
    CoverageDraft("parts", "কম্প্রেসর", 10, "year"),
    CoverageDraft("guarantee", "", None, "life"),
)
ONE = dt.timedelta(1)


def give(shop: TestShop, serial: str = "AC-1001", **changed: object) -> Card:
    draft = CardDraft(
        product_name="এসি ১.৫ টন",
        brand="Gree",
        start_on=shop.today,
        coverages=COVERAGES,
        serial=serial,
        terms="পোড়া হলে নয়",
        usage_tip="২৫ ডিগ্রিতে চালান",
        service_every_days=120,
        service_count=4,
    )
    return shop.book.warranties.give(replace(draft, **changed))  # type: ignore[arg-type]


def ends(card: Card) -> list[dt.date | None]:
    return [each.ends_on for each in card.coverages]


def agrees(shop: TestShop) -> bool:
    """What `check` says of cards, numbers and the rest of the book."""
    return shop.book.warranties.differences() == [] and checks.check(shop.book).is_whole


# ---- replaced


def test_a_replaced_piece_has_a_card_of_its_own_to_the_same_last_days(shop: TestShop) -> None:
    old = give(shop)
    shop.days_later(100)
    new = shop.book.warranties.replace(old.id, Replacement(serial="AC-2002", reason="কম্প্রেসর নষ্ট"))
    was = shop.book.warranties.card(old.id)
    assert (was.status, was.closed_on, was.close_reason) == ("replaced", shop.today, "কম্প্রেসর নষ্ট")
    assert (was.replaced_by_id, new.replaces_id, new.replaced_by_id) == (new.id, old.id, None)
    assert new.card_no == "A-000002" != old.card_no
    assert (new.serial, new.issued_on, new.start_on) == ("AC-2002", shop.today, old.start_on)
    assert ends(new) == ends(old)
    assert (new.terms, new.usage_tip, new.brand) == (old.terms, old.usage_tip, old.brand)
    assert not shop.book.warranties.verdict(old.id).is_covered
    assert shop.book.warranties.verdict(new.id).is_covered
    assert [card.id for card in shop.book.warranties.find("AC-2002")] == [new.id]
    assert agrees(shop)


def test_a_replacement_may_begin_all_anew_from_its_day(shop: TestShop) -> None:
    old = give(shop)
    shop.days_later(100)
    new = shop.book.warranties.replace(old.id, Replacement(cover="restart", start_on=shop.today - ONE))
    assert new.start_on == shop.today - ONE
    assert ends(new)[0] == shop.today + 6 * ONE
    assert new.serial == old.serial
    due = [visit.due_on for visit in shop.book.visits.of_card(new.id)]
    assert due == [new.start_on + n * 120 * ONE for n in (1, 2, 3, 4)]
    assert agrees(shop)


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (Replacement(cover="half"), "cover"),
        (Replacement(serial="x" * 101), "serial"),
        (Replacement(cover="restart", start_on=dt.date(2020, 1, 1)), "start_on"),
    ],
)
def test_a_replacement_that_cannot_be_says_so_and_changes_nothing(
    shop: TestShop, wanted: Replacement, field: str
) -> None:
    old = give(shop)
    with pytest.raises(Invalid) as refused:
        shop.book.warranties.replace(old.id, wanted)
    assert set(refused.value.problems) == {field}
    assert shop.book.warranties.card(old.id) == old
    assert give(shop).card_no == "A-000002", "no number was used up"


# ---- handed on


def test_a_card_goes_to_another_customer_under_a_new_number(shop: TestShop) -> None:
    rahim, karim = shop.customer("রহিম"), shop.customer("করিম")
    old = give(shop, customer_id=rahim.id)
    shop.days_later(10)
    new = shop.book.warranties.transfer(old.id, karim.id, shop.today - ONE, "ভাইকে দিয়েছেন")
    was = shop.book.warranties.card(old.id)
    assert (was.status, was.closed_on, was.close_reason) == (
        "transferred",
        shop.today - ONE,
        "ভাইকে দিয়েছেন",
    )
    assert (new.customer_id, ends(new), new.replaces_id) == (karim.id, ends(old), old.id)
    assert shop.book.warranties.ids_of_customer(karim.id) == [new.id]
    assert {visit.customer_id for visit in shop.book.visits.of_card(new.id)} == {karim.id}
    assert agrees(shop)


def test_nobody_gets_a_card_who_is_not_in_the_book(shop: TestShop) -> None:
    rahim, gone, one, other = (shop.customer(name) for name in ("রহিম", "গেছেন", "এক", "একই"))
    card = give(shop, customer_id=rahim.id)
    with shop.book.store.operation() as op:
        op.update("customer", gone.id, {"deleted_at": op.now})
        op.update("customer", other.id, {"merged_into_id": one.id})
    for customer_id in (gone.id, other.id, 12345):
        with pytest.raises(NotFound):
            shop.book.warranties.transfer(card.id, customer_id)
        with pytest.raises(NotFound):
            give(shop, customer_id=customer_id)
    with pytest.raises(Invalid):
        shop.book.warranties.transfer(card.id, rahim.id)
    assert shop.book.warranties.card(card.id).is_active


@pytest.mark.parametrize("ended", ["void", "replaced", "transferred"])
def test_a_card_that_has_ended_is_not_ended_again(shop: TestShop, ended: str) -> None:
    karim = shop.customer("করিম")
    card = give(shop)
    end(shop, card, ended)
    warranties = shop.book.warranties
    for deed in (
        lambda: warranties.void(card.id, "আবার"),
        lambda: warranties.replace(card.id, Replacement()),
        lambda: warranties.transfer(card.id, karim.id),
    ):
        with pytest.raises(Refused):
            deed()


def end(shop: TestShop, card: Card, how: str) -> None:
    match how:
        case "void":
            shop.book.warranties.void(card.id, "ভুল")
        case "replaced":
            shop.book.warranties.replace(card.id, Replacement(serial="NEW-1"))
        case "transferred":
            shop.book.warranties.transfer(card.id, shop.customer("সালমা").id)


# ---- the way back


@pytest.mark.parametrize("ended", ["void", "replaced", "transferred"])
def test_every_end_has_a_way_back_to_exactly_what_was(shop: TestShop, ended: str) -> None:
    card = give(shop, customer_id=shop.customer("রহিম").id)
    visits = shop.book.visits.of_card(card.id)
    end(shop, card, ended)
    assert shop.book.visits.of_card(card.id) == []
    assert shop.book.warranties.undo_change(card.id) == card
    assert shop.book.visits.of_card(card.id) == visits
    assert shop.book.warranties.find("NEW-1") == []
    assert agrees(shop)
    with pytest.raises(Refused):
        shop.book.warranties.undo_change(card.id)


def test_a_card_does_not_come_back_when_the_new_one_was_used(shop: TestShop) -> None:
    card = give(shop)
    shop.days_later(120)
    new = shop.book.warranties.replace(card.id, Replacement())
    shop.book.visits.done(shop.book.visits.of_card(new.id)[0].id)
    with pytest.raises(Refused):
        shop.book.warranties.undo_change(card.id)
    other = give(shop)
    shop.book.warranties.void(shop.book.warranties.replace(other.id, Replacement()).id, "ভুল")
    with pytest.raises(Refused):
        shop.book.warranties.undo_change(other.id)


# ---- repairs


def repaired(shop: TestShop, card: Card, effect: str, away: int = 12, serial: str = "") -> int | None:
    """The thing was away so many days until today."""
    with shop.book.store.operation() as op:
        return shop.book.warranties.after_repair(
            op,
            card.id,
            effect,
            received_on=shop.today - away * ONE,
            delivered_on=shop.today,
            new_serial=serial,
            reason="মেরামত",
        )


def undone(shop: TestShop, card: Card, effect: str, away: int = 12, new_id: int | None = None) -> Card:
    received, delivered = shop.today - away * ONE, shop.today
    with shop.book.store.operation() as op:
        shop.book.warranties.undo_repair(
            op, card.id, effect, received_on=received, delivered_on=delivered, new_warranty_id=new_id
        )
    return shop.book.warranties.card(card.id)


def test_without_an_effect_nothing_happens_even_to_a_card_that_has_ended(shop: TestShop) -> None:
    card = give(shop)
    assert repaired(shop, card, "none") is None
    assert shop.book.warranties.card(card.id) == card
    shop.book.warranties.void(card.id, "ভুল")
    assert repaired(shop, card, "none") is None
    with pytest.raises(Refused):
        repaired(shop, card, "extend")
    with pytest.raises(ValueError, match="effect"):
        repaired(shop, card, "double")


def test_the_days_away_are_added_to_what_was_alive_and_to_nothing_else(shop: TestShop) -> None:
    card = give(shop)
    shop.days_later(100)
    assert repaired(shop, card, "extend") is None
    now = shop.book.warranties.card(card.id)
    week, service, parts, life = zip(card.coverages, now.coverages, strict=True)
    assert week[0] == week[1], "the week had long run out"
    assert life[0] == life[1]
    for before, after in (service, parts):
        assert before.ends_on and after.ends_on == before.ends_on + 12 * ONE
        assert after.extended_days == 12
    assert now.card_no == card.card_no
    assert agrees(shop)
    assert undone(shop, card, "extend") == card


def test_a_second_repair_adds_to_the_first_and_each_is_taken_back_by_itself(shop: TestShop) -> None:
    card = give(shop)
    shop.days_later(100)
    repaired(shop, card, "extend", 12)
    first = shop.book.warranties.card(card.id)
    shop.days_later(50)
    repaired(shop, card, "restart", 5)
    shop.days_later(50)
    repaired(shop, card, "extend", 3)
    all_three = shop.book.warranties.card(card.id)
    assert [each.extended_days for each in all_three.coverages] == [0, 3, 3, 0]
    assert agrees(shop)
    assert undone(shop, card, "extend", 3).coverages[1].extended_days == 0
    shop.clock.advance(days=-50)
    assert undone(shop, card, "restart", 5) == first
    assert agrees(shop)


def test_a_restart_begins_on_the_day_it_was_handed_back(shop: TestShop) -> None:
    card = give(shop)
    shop.days_later(100)
    repaired(shop, card, "restart")
    now = shop.book.warranties.card(card.id)
    assert [each.restarted_on for each in now.coverages] == [None, shop.today, shop.today, None]
    assert now.coverages[1].ends_on == shop.today.replace(year=shop.today.year + 2)
    assert now.start_on == card.start_on
    assert agrees(shop)


@pytest.mark.parametrize("effect", ["none", "extend", "restart", "new"])
def test_a_piece_that_came_back_with_another_serial_gets_a_card_with_it(shop: TestShop, effect: str) -> None:
    card = give(shop)
    shop.days_later(100)
    new_id = repaired(shop, card, effect, serial="AC-9009")
    assert new_id is not None
    new, was = shop.book.warranties.card(new_id), shop.book.warranties.card(card.id)
    assert (new.serial, new.replaces_id, was.status, was.closed_on) == (
        "AC-9009",
        card.id,
        "replaced",
        shop.today,
    )
    expected = {
        "none": card.coverages[1].ends_on,
        "extend": (card.coverages[1].ends_on or shop.today) + 12 * ONE,
        "restart": shop.today.replace(year=shop.today.year + 2),
        "new": shop.today.replace(year=shop.today.year + 2),
    }
    assert new.coverages[1].ends_on == expected[effect]
    week = new.coverages[0].ends_on
    assert week == (shop.today + 7 * ONE if effect == "new" else card.coverages[0].ends_on)
    assert agrees(shop)
    assert undone(shop, card, effect, new_id=new_id) == card
    assert agrees(shop)


def test_the_same_serial_said_again_is_the_same_piece(shop: TestShop) -> None:
    card = give(shop)
    assert repaired(shop, card, "extend", serial="ac 1001") is None
    assert shop.book.warranties.card(card.id).is_active


def test_a_new_card_after_a_repair_needs_no_new_serial(shop: TestShop) -> None:
    card = give(shop)
    shop.days_later(100)
    new_id = repaired(shop, card, "new")
    assert new_id is not None
    new = shop.book.warranties.card(new_id)
    assert (new.serial, new.start_on) == (card.serial, shop.today)
    assert len(shop.book.visits.of_card(new_id)) == 4


def test_spoiled_days_are_found_whichever_they_are(shop: TestShop) -> None:
    card = give(shop)
    for table, row, column, value in (
        ("coverage", card.coverages[1].id, "ends_on", "2030-01-01"),
        ("coverage", card.coverages[2].id, "extended_days", 5),
        ("coverage", card.coverages[1].id, "restarted_on", "2026-12-01"),
        ("warranty", card.id, "last_ends_on", "2030-01-01"),
    ):
        before = shop.book.store.value(f"SELECT {column} FROM {table} WHERE id = ?", (row,))
        for wrong, found in ((value, [card.id]), (before, [])):
            with shop.book.store.operation() as op:
                op.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (wrong, row))
            assert shop.book.warranties.differences() == found


# ---- frozen at issue


def sold(shop: TestShop) -> tuple[int, Card]:
    """A fridge sold under the terms of its product and of the shop; the product and the card."""
    shop.book.settings.change_shop(ShopDraft(name_bn="দোকান", warranty_terms="কার্ড সঙ্গে আনতে হবে"))
    product = shop.book.products.add(
        ProductDraft(
            "ফ্রিজ",
            coverages=(COVERAGES[1],),
            usage_tip="৪ ঘণ্টা খালি চালান",
            service_every_days=120,
            service_count=3,
        )
    )
    line = LineDraft("ফ্রিজ", product, unit_price_paisa=30_000_00, serials=("F-1",), coverages=(COVERAGES[1],))
    sale = shop.book.sales.record_sale(SaleDraft(shop.today, (line,), shop.customer("রহিম").id))
    return product, shop.book.warranties.card(sale.card_ids[0])


@pytest.mark.parametrize(
    "changed",
    [
        {"terms": "নতুন শর্ত"},
        {"coverages": (CoverageDraft("service", "", 6, "month"),)},
        {"coverages": ()},
        {"usage_tip": "অন্য নিয়ম"},
        {"service_every_days": 30, "service_count": 12},
        {"service_every_days": None, "service_count": None},
        {"name": "রেফ্রিজারেটর", "brand": "Walton"},
    ],
)
def test_changing_the_product_changes_no_card_already_given(
    shop: TestShop, changed: dict[str, object]
) -> None:
    product, card = sold(shop)
    visits = shop.book.visits.of_card(card.id)
    assert (card.terms, card.service_count, len(visits)) == ("কার্ড সঙ্গে আনতে হবে", 3, 3)
    draft = shop.book.products.get(product).draft()
    shop.book.products.change(product, replace(draft, **changed))  # type: ignore[arg-type]
    assert shop.book.warranties.card(card.id) == card
    assert shop.book.visits.of_card(card.id) == visits


def test_changing_the_shops_terms_changes_no_card_already_given(shop: TestShop) -> None:
    _product, card = sold(shop)
    shop.book.settings.change_shop(ShopDraft(name_bn="দোকান", warranty_terms="সব নতুন"))
    assert shop.book.warranties.card(card.id) == card
    new = shop.book.warranties.replace(card.id, Replacement())
    assert new.terms == card.terms, "also the card that stands for it promises what was promised"


def test_the_line_decides_over_the_product_and_none_is_a_decision(shop: TestShop) -> None:
    product, _card = sold(shop)
    line = LineDraft("ফ্রিজ", product, unit_price_paisa=1_00, coverages=(COVERAGES[1],))
    for given_line, planned in (
        (line, 3),
        (replace(line, service_count=0), 0),
        (replace(line, service_every_days=60, service_count=2), 2),
    ):
        sale = shop.book.sales.record_sale(SaleDraft(shop.today, (given_line,), paid_paisa=1_00))
        assert len(shop.book.visits.of_card(sale.card_ids[0])) == planned
    remembered = shop.book.products.get(product)
    assert (remembered.service_every_days, remembered.service_count) == (60, 2)
