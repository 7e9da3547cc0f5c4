"""Goods that come back and instalments stand in the customer's story, and its sums count what went back."""

from __future__ import annotations

import pytest

from shopbook.dues.plan_model import PlanDraft
from shopbook.errors import Refused
from shopbook.history.model import KINDS, MONEY
from shopbook.localisation.language import say, using
from shopbook.sales.model import LineDraft, SaleDraft
from shopbook.sales.return_model import ReturnDraft, ReturnLine
from tests.language import Person, TestShop


def told(shop: TestShop, person: Person) -> list[tuple[str, str, bool]]:
    with using("en"):
        entries = shop.book.history.timeline(person.id, MONEY)
        return [(say(entry.title), entry.detail, entry.void) for entry in entries]


def buys(person: Person, taka: int, paid: int = 0) -> int:
    lines = (LineDraft(name="ফ্যান", unit_price_paisa=taka * 100),)
    return person.shop.book.sales.record_sale(
        SaleDraft(person.shop.today, lines, person.id, paid_paisa=paid * 100)
    ).id


def brings_back(person: Person, memo: int, refund: int = 0) -> int:
    line = person.shop.book.returns.returnable(memo)[0]
    lines = (ReturnLine(line.sale_item_id),)
    draft = ReturnDraft(memo, lines, person.shop.today, "শব্দ করে", refund_paisa=refund * 100)
    return person.shop.book.returns.take_back(draft).id


def test_what_came_back_is_told_once_and_as_what_it_is(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    back = brings_back(person, buys(person, 900))
    assert told(shop, person) == [("Gave back ফ্যান", "শব্দ করে", False)]
    kinds = [entry.kind for entry in shop.book.history.timeline(person.id, KINDS)]
    assert sorted(kinds) == ["return", "sale"], "the ledger's row of it is not told a second time"
    shop.book.returns.void(back, "রেখে দিলেন")
    assert told(shop, person) == [("Gave back, and took again: ফ্যান", "রেখে দিলেন", True)]


def test_the_sums_count_what_went_back(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    buys(person, 500, 500)
    brings_back(person, buys(person, 900, 900), refund=900)
    facts = shop.book.history.facts(person.id)
    assert (facts.bought_paisa, facts.paid_paisa) == (500_00, 500_00)


def test_instalments_are_told_from_the_agreement_to_the_end(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    first = shop.book.plans.make(PlanDraft(buys(person, 900), 3))
    assert told(shop, person) == [("Instalments agreed for memo A-000001", "", False)]
    shop.book.plans.end(first.id, "একবারে দেবেন")
    assert told(shop, person) == [("Instalments for memo A-000001 were given up", "একবারে দেবেন", True)]
    shop.days_later(1)
    shop.book.plans.make(PlanDraft(first.sale_id, 2))
    person.pays(900)
    assert told(shop, person)[0] == ("All instalments for memo A-000001 are paid", "", False)


def test_a_return_is_not_taken_back_by_halves(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    memo = buys(person, 900)
    brings_back(person, memo)
    before = shop.book.store.value("SELECT count(*) FROM ledger")
    with pytest.raises(Refused):
        shop.book.history.undo(shop.book.history.last_operation())
    assert shop.book.store.value("SELECT count(*) FROM ledger") == before
