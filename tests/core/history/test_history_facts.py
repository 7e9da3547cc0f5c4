"""A customer in figures, one old value put back, and notes that not everybody may read."""

from __future__ import annotations

import datetime as dt

from shopbook.customers.model import CustomerDraft
from shopbook.notes.model import NoteDraft
from shopbook.sales.model import LineDraft, SaleDraft
from tests.language import TODAY, Person, TestShop


def _buys(person: Person, taka: int, paid: int, days_ago: int) -> int:
    lines = (LineDraft(name="ফ্যান", unit_price_paisa=taka * 100),)
    day = TODAY - dt.timedelta(days=days_ago)
    draft = SaleDraft(sold_on=day, lines=lines, customer_id=person.id, paid_paisa=paid * 100)
    return person.shop.book.sales.record_sale(draft).id


def test_what_was_bought_and_paid_without_what_was_cancelled(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    _buys(person, 1000, 400, 60)
    _buys(person, 500, 500, 30)
    _buys(person, 300, 0, 0)
    mistake = _buys(person, 9000, 9000, 0)
    shop.book.sales.void_sale(mistake, "ভুল")
    facts = shop.book.history.facts(person.id)
    assert (facts.bought_paisa, facts.paid_paisa) == (180_000, 90_000)
    assert (facts.buying_days, facts.gap_days) == (3, 30)


def test_two_visits_are_no_habit_yet(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    _buys(person, 100, 100, 40)
    _buys(person, 100, 100, 0)
    assert shop.book.history.facts(person.id).gap_days is None


def test_one_old_value_is_put_back_and_the_rest_stays(shop: TestShop) -> None:
    person = shop.customer("রহিম", area="মিরপুর")
    shop.book.customers.change(person.id, CustomerDraft(name="আজাদ", area="উত্তরা"))
    shop.customer("বাবুল")
    (name,) = [change for change in shop.book.history.changes(person.id) if change.column == "name"]
    shop.book.history.put_back(name)
    assert (person.record.draft.name, person.record.draft.area) == ("রহিম", "উত্তরা")
    assert shop.book.search.customers("rahim") == [person.id]
    assert [row.name for row in shop.book.customers.rows(shop.book.customers.ids())] == ["বাবুল", "রহিম"]


def test_a_note_for_the_owner_is_marked_private(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    shop.book.notes.write(NoteDraft(person.id, "টাকার টানাটানি", kind="money_trouble"))
    shop.book.notes.write(NoteDraft(person.id, "চা ভালোবাসেন", kind="preference"))
    private = {entry.detail: entry.private for entry in shop.book.history.timeline(person.id, ["note"])}
    assert private == {"টাকার টানাটানি": True, "চা ভালোবাসেন": False}
