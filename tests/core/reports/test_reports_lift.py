"""Did care bring sales: a shop counted by hand, by what people bought before, against those nobody asked after."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.calls.model import CallDraft
from shopbook.calls.outcomes import ADVICE
from shopbook.followups.rules import BY_NAME
from shopbook.localisation.language import say
from shopbook.notes.model import GiftDraft
from shopbook.reports import lift
from shopbook.reports.lift import CARE_RULES, UP_TO, GiftFigures, LiftFigures
from shopbook.sales.model import LineDraft, SaleDraft
from tests.language import TODAY, Person, TestShop

# The day of the contacts: its 90 days are over, and the book began long before.
DAY = TODAY - dt.timedelta(120)
BEGUN = TODAY - dt.timedelta(300)
FIRST, SECOND, THIRD, LAST = range(4)


def bought(shop: TestShop, person: Person | None, taka: int, on: dt.date) -> int:
    """A memo of so many taka, paid."""
    line = LineDraft("ফ্যান", unit_price_paisa=taka * 100)
    who = person.id if person else None
    return shop.book.sales.record_sale(SaleDraft(on, (line,), customer_id=who, paid_paisa=taka * 100)).id


def called(
    shop: TestShop, person: Person, on: dt.date = DAY, reason: str = "thank_you", outcome: str = "talked"
) -> None:
    """A call about a reason of the list."""
    key = f"{reason}:sale:1:{on.isoformat()}"
    shop.book.calls.record(CallDraft(person.id, outcome=outcome, on=on, reasons=(key,)))


def people(shop: TestShop, many: int, before: int, after: int, *, cared: bool) -> list[Person]:
    """So many customers who each bought for so many taka before and after DAY."""
    made = []
    for _each in range(many):
        person = shop.customer(f"গ্রাহক {shop.book.customers.count() + 1}")
        bought(shop, person, 1, BEGUN)
        for taka, on in ((before, DAY - dt.timedelta(30)), (after, DAY + dt.timedelta(30))):
            if taka:
                bought(shop, person, taka, on)
        if cared:
            called(shop, person)
        made.append(person)
    return made


def figures(shop: TestShop) -> LiftFigures:
    """The report of today."""
    return shop.book.lift.of()


def test_each_side_is_counted_within_what_people_bought_before(shop: TestShop) -> None:
    people(shop, 10, 0, 1_000, cared=True)  # each ৳1,000 more
    people(shop, 5, 2_000, 2_500, cared=True)  # each ৳500 more
    people(shop, 12, 0, 100, cared=False)
    people(shop, 4, 3_000, 3_400, cared=False)
    people(shop, 3, 10_000, 0, cared=False)  # nobody like them was asked after
    found = figures(shop)
    nothing, some, more, most = found.bands
    assert [band.up_to_paisa for band in found.bands] == [0, 500_000, 2_000_000, None]
    assert (nothing.cared, nothing.cared_paisa, nothing.others, nothing.others_paisa) == (
        10,
        100_000,
        12,
        10_000,
    )
    assert (some.cared, some.cared_paisa, some.others, some.others_paisa) == (5, 50_000, 4, 40_000)
    assert (more.cared, more.others, most.cared, most.others) == (0, 0, 0, 0)
    assert (nothing.enough, some.enough) == (True, False)
    assert (found.cared, found.others) == (15, 16)
    # (10 x 1,000 + 5 x 500) / 15, and by the same weights (10 x 100 + 5 x 400) / 15.
    assert (found.cared_paisa, found.others_paisa) == (83_300, 20_000)
    assert found.enough
    assert found.caveat() is None


def test_the_answer_is_one_plain_sentence(shop: TestShop) -> None:
    people(shop, 10, 0, 420, cared=True)
    people(shop, 10, 0, 60, cared=False)
    sentence = figures(shop).sentence()
    assert sentence is not None
    assert say(sentence) == (
        "যাঁদের খোঁজ নেওয়া হয়েছে, পরের ৯০ দিনে তাঁরা গড়ে ৳৪২০ বেশি কিনেছেন; যাঁদের নেওয়া হয়নি, ৳৬০ বেশি।"
    )


def test_whoever_bought_less_is_said_to_have_bought_less(shop: TestShop) -> None:
    people(shop, 10, 500, 200, cared=True)
    people(shop, 10, 500, 100, cared=False)
    sentence = figures(shop).sentence()
    assert sentence is not None
    assert "৳৩০০ কম কিনেছেন" in say(sentence)
    assert say(sentence).endswith("৳৪০০ কম।")


@pytest.mark.parametrize(("cared", "others", "is_hint"), [(10, 10, False), (9, 10, True), (10, 9, True)])
def test_below_ten_on_a_side_it_is_a_hint_and_no_proof(
    shop: TestShop, cared: int, others: int, is_hint: bool
) -> None:
    people(shop, cared, 0, 100, cared=True)
    people(shop, others, 0, 100, cared=False)
    found = figures(shop)
    caveat = found.caveat()
    assert found.enough is not is_hint
    assert (caveat is not None and say(caveat).startswith("প্রমাণ নয়, ইঙ্গিত")) is is_hint


def test_with_nobody_to_compare_with_it_says_so(shop: TestShop) -> None:
    people(shop, 10, 0, 100, cared=True)
    found = figures(shop)
    sentence = found.sentence()
    assert found.others_paisa is None
    assert not found.enough
    assert sentence is not None and "তুলনা করার মতো আর কেউ নেই" in say(sentence)


@pytest.mark.parametrize(
    ("taka", "band"),
    [(0, FIRST), (1, SECOND), (5_000, SECOND), (5_001, THIRD), (20_000, THIRD), (20_001, LAST)],
)
def test_the_ends_of_the_bands_belong_to_the_lower_one(shop: TestShop, taka: int, band: int) -> None:
    people(shop, 1, taka, 0, cared=True)
    assert [each.cared for each in figures(shop).bands] == [int(place == band) for place in range(len(UP_TO))]


@pytest.mark.parametrize(
    ("days", "more"), [(-91, 0), (-90, -700), (-1, -700), (0, 0), (1, 700), (90, 700), (91, 0)]
)
def test_ninety_days_before_and_after_and_not_the_day_itself(shop: TestShop, days: int, more: int) -> None:
    (person,) = people(shop, 1, 0, 0, cared=True)
    bought(shop, person, 700, DAY + dt.timedelta(days))
    assert figures(shop).cared_paisa == more * 100


@pytest.mark.parametrize("ago", [90, 91])
def test_a_contact_counts_when_its_ninety_days_are_over(shop: TestShop, ago: int) -> None:
    (person,) = people(shop, 1, 0, 0, cared=False)
    called(shop, person, TODAY - dt.timedelta(ago))
    found = figures(shop)
    assert found.cared == int(ago == 91)
    assert found.knows_on == TODAY + dt.timedelta(91 - ago)


def test_a_contact_in_the_first_days_of_the_book_has_nothing_before_it(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    bought(shop, person, 100, BEGUN)
    called(shop, person, BEGUN + dt.timedelta(89))
    found = figures(shop)
    assert found.sentence() is None
    assert found.knows_on == TODAY + dt.timedelta(91)
    called(shop, person, BEGUN + dt.timedelta(90))
    assert figures(shop).cared == 1


def test_a_voided_memo_was_never_bought(shop: TestShop) -> None:
    person, other = (people(shop, 1, 0, 0, cared=cared)[0] for cared in (True, False))
    for each in (person, other):
        sale = bought(shop, each, 5_000, DAY + dt.timedelta(10))
        shop.book.sales.void_sale(sale, "ভুল")
    found = figures(shop)
    assert (found.cared_paisa, found.others_paisa) == (0, 0)


def test_whoever_is_in_the_trash_stands_on_neither_side(shop: TestShop) -> None:
    (person,) = people(shop, 1, 0, 100, cared=True)
    (other,) = people(shop, 1, 0, 100, cared=False)
    shop.book.customers.trash(other.id)
    assert figures(shop).others_paisa is None
    shop.book.customers.trash(person.id)
    assert figures(shop).sentence() is None


def test_whoever_came_later_is_no_comparison(shop: TestShop) -> None:
    people(shop, 1, 0, 100, cared=True)
    newcomer = shop.customer("নতুন")
    bought(shop, newcomer, 9_000, DAY + dt.timedelta(5))
    assert figures(shop).others == 0


def test_whoever_was_asked_after_only_lately_is_no_comparison_either(shop: TestShop) -> None:
    people(shop, 1, 0, 100, cared=True)
    (lately,) = people(shop, 1, 0, 100, cared=False)
    called(shop, lately, TODAY)
    assert figures(shop).others == 0


@pytest.mark.parametrize(
    ("reason", "outcome", "counts"),
    [
        *((rule, "talked", True) for rule in CARE_RULES),
        ("thank_you", "promised_buy", True),
        ("thank_you", "no_answer", False),
        ("old_due", "talked", False),
        ("pay_promise", "talked", False),
    ],
)
def test_only_a_talk_that_asks_after_them_is_care(
    shop: TestShop, reason: str, outcome: str, counts: bool
) -> None:
    (person,) = people(shop, 1, 0, 0, cared=False)
    called(shop, person, DAY, reason, outcome)
    assert figures(shop).cared == int(counts)


def test_every_care_rule_is_a_rule_of_the_list() -> None:
    assert set(CARE_RULES) <= set(BY_NAME)


def test_a_gift_is_care_unless_it_went_astray(shop: TestShop) -> None:
    first, second = people(shop, 2, 0, 0, cared=False)
    for each in (first, second):
        shop.book.notes.give(GiftDraft(each.id, "মিষ্টি", cost_paisa=300_00, given_on=DAY))
    shop.book.notes.gift_reached(shop.book.notes.gifts(second.id)[0].id, reached=False)
    assert figures(shop).cared == 1


def test_gifts_stand_against_what_was_bought_after_them(shop: TestShop) -> None:
    (person,) = people(shop, 1, 800, 2_000, cared=False)
    # Twice within the days of one memo: it is counted once.
    for days in (0, 5):
        draft = GiftDraft(person.id, "মিষ্টি", cost_paisa=250_00, given_on=DAY + dt.timedelta(days))
        shop.book.notes.give(draft)
    shop.book.notes.give(GiftDraft(person.id, "ফুল", given_on=TODAY))
    assert figures(shop).gifts == GiftFigures(2, 500_00, 2_000_00, 1)


def test_who_asked_for_advice_is_counted_once_a_customer(shop: TestShop) -> None:
    first, second = shop.customer("রহিম"), shop.customer("সালমা")
    for each in (first, first, second):
        shop.book.calls.record(CallDraft(each.id, direction="in", reasons=(ADVICE,)))
    assert figures(shop).asked_advice == 2
    shop.book.customers.trash(second.id)
    assert figures(shop).asked_advice == 1


def test_a_shop_that_asked_after_nobody_learns_nothing(shop: TestShop) -> None:
    people(shop, 3, 100, 200, cared=False)
    found = figures(shop)
    assert (found.sentence(), found.caveat(), found.knows_on) == (None, None, None)
    assert (found.cared, found.others, found.enough) == (0, 0, False)


def test_a_day_gone_by_is_counted_as_it_was(shop: TestShop) -> None:
    people(shop, 1, 0, 100, cared=True)
    assert shop.book.lift.of(DAY + dt.timedelta(90)).sentence() is None
    assert shop.book.lift.of(DAY + dt.timedelta(91)).cared == 1


@pytest.mark.parametrize("asked", [lift._BANDS, lift._FIRST, lift._ADVICE, lift._GIFTS])
def test_calls_and_memos_are_found_by_an_index(shop: TestShop, asked: str) -> None:
    plan = shop.book.store.rows(f"EXPLAIN QUERY PLAN {asked}", lift._days(TODAY))
    lines = [row["detail"] for row in plan]
    assert not [
        line for line in lines if line.startswith(("SCAN i ", "SCAN s ")) or line in ("SCAN i", "SCAN s")
    ]
    memos = [line for line in lines if line.startswith("SEARCH s ")]
    assert all("COVERING INDEX sale_of (customer_id=? AND sold_on>? AND sold_on<?)" in line for line in memos)
    calls = [line for line in lines if line.startswith("SEARCH i ")]
    assert all("INDEX interaction_by_day" in line for line in calls)
    assert memos or calls
    # The first memo of the book alone.
    assert {line for line in lines if line.startswith("SCAN sale")} <= {"SCAN sale USING INDEX sale_by_day"}
