"""A memo is saved as one thing: items, serials, money, promise, cards and the customer's figures, or nothing of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from shopbook.changes import Changed
from shopbook.dues.model import PaymentDraft
from shopbook.errors import Invalid, NotFound
from shopbook.products.model import CoverageDraft, ProductDraft
from shopbook.sales.model import LineDraft, Sale, SaleDraft, line_amount
from shopbook.settings.model import ShopDraft
from tests.language import TestShop

WEEK = CoverageDraft("replacement", "", 7, "day")
YEAR = CoverageDraft("service", "", 1, "year")
FRIDGE = LineDraft(
    name="ফ্রিজ",
    brand="Walton",
    model="WFC-3F5",
    unit_price_paisa=35_000_00,
    serials=("SN-1001",),
    coverages=(WEEK, YEAR),
)
FAN = LineDraft(name="ফ্যান", unit_price_paisa=2_500_00)


def memo(shop: TestShop, customer_id: int | None, *lines: LineDraft, **details: Any) -> SaleDraft:
    return SaleDraft(details.pop("sold_on", shop.today), lines or (FRIDGE,), customer_id, **details)


def sell(shop: TestShop, customer_id: int | None, *lines: LineDraft, **details: Any) -> Sale:
    return shop.book.sales.record_sale(memo(shop, customer_id, *lines, **details))


def counts(shop: TestShop) -> dict[str, int]:
    tables = ("sale", "sale_item", "item_serial", "ledger", "pay_promise", "warranty", "coverage", "product",
              "search_code", "journal", "number_series")  # fmt: skip
    return {table: shop.book.store.value(f"SELECT count(*) FROM {table}") for table in tables}


def test_a_sale_with_part_payment_leaves_the_rest_due_with_its_day(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    payday = shop.today + dt.timedelta(days=10)
    sale = sell(shop, rahim.id, FRIDGE, FAN, discount_paisa=500_00, paid_paisa=20_000_00, promised_on=payday)
    assert (sale.memo_no, sale.receipt_no, sale.promised_on) == ("A-000001", "A-000001", payday)
    assert (sale.subtotal_paisa, sale.total_paisa, sale.due_paisa) == (37_500_00, 37_000_00, 17_000_00)
    assert [line.title for line in sale.lines] == ["ফ্রিজ Walton WFC-3F5", "ফ্যান"]
    assert [[each.serial for each in line.serials] for line in sale.lines] == [["SN-1001"], []]
    statement = shop.book.dues.statement(rahim.id)
    assert [(line.kind, line.amount_paisa) for line in statement] == [
        ("sale", 37_000_00),
        ("payment", -20_000_00),
    ]
    assert {line.memo_no for line in statement} == {"A-000001"}
    (promise,) = shop.book.dues.promises(rahim.id)
    assert (promise.amount_paisa, promise.due_on, promise.sale_id) == (17_000_00, payday, sale.id)
    record = rahim.record
    assert (record.balance_paisa, record.oldest_unpaid_on, record.sales_count) == (17_000_00, shop.today, 1)
    assert record.first_sale_on == record.last_sale_on == record.last_seen_on == shop.today
    assert shop.book.sales.get(sale.id) == sale


def test_each_serial_gets_its_own_card_and_a_thing_without_one_a_single_card(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    pair = replace(FRIDGE, name="এসি", serials=("IN-1", "OUT-1"), quantity_milli=2000)
    stove = LineDraft(name="চুলা", unit_price_paisa=3_000_00, quantity_milli=3000, coverages=(YEAR,))
    sale = sell(shop, rahim.id, pair, stove, FAN)
    cards = shop.book.warranties.cards(sale.card_ids)
    assert [(card.product_name, card.serial) for card in cards] == [
        ("এসি", "IN-1"), ("এসি", "OUT-1"), ("চুলা", ""),
    ]  # fmt: skip
    assert {card.customer_id for card in cards} == {rahim.id}
    assert {card.memo_no for card in cards} == {sale.memo_no}
    assert len({card.card_no for card in cards}) == 3
    assert shop.book.warranties.ids_of_sale(sale.id) == list(sale.card_ids)


def test_terms_and_tip_are_frozen_as_they_were_on_the_day(shop: TestShop) -> None:
    shop.book.settings.change_shop(ShopDraft(name_bn="দোকান", warranty_terms="মেমো ছাড়া ওয়ারেন্টি নেই"))
    fridge = shop.book.products.add(ProductDraft("ফ্রিজ", terms="কম্প্রেসর ১০ বছর", usage_tip="৪ ঘণ্টা পরে চালান"))
    of_product = sell(shop, None, replace(FRIDGE, product_id=fridge), paid_paisa=35_000_00)
    of_shop = sell(shop, None, replace(FRIDGE, serials=("SN-2",)), paid_paisa=35_000_00)
    shop.book.products.change(fridge, ProductDraft("ফ্রিজ", terms="কিছুই না"))
    shop.book.settings.change_shop(ShopDraft(name_bn="দোকান"))
    first, second = (shop.book.warranties.card(sale.card_ids[0]) for sale in (of_product, of_shop))
    assert (first.terms, first.usage_tip) == ("কম্প্রেসর ১০ বছর", "৪ ঘণ্টা পরে চালান")
    assert (second.terms, second.usage_tip) == ("মেমো ছাড়া ওয়ারেন্টি নেই", "")


def test_without_a_customer_the_memo_is_paid_in_full_and_owes_nothing(shop: TestShop) -> None:
    for paid in (0, 34_999_99, 35_000_01):
        with pytest.raises(Invalid) as refused:
            sell(shop, None, paid_paisa=paid)
        assert set(refused.value.problems) == {"paid"}
    sale = sell(shop, None, paid_paisa=35_000_00, method="bkash", reference="trx৯")
    assert (sale.paid_method, sale.paid_reference, sale.receipt_no) == ("bkash", "TRX9", "")
    assert shop.book.store.value("SELECT count(*) FROM ledger") == 0
    assert len(sale.card_ids) == 1


def test_what_is_paid_beyond_the_memo_clears_an_old_due_and_then_is_an_advance(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500, shop.today - dt.timedelta(days=40))
    sale = sell(shop, rahim.id, FAN, paid_paisa=4_000_00)
    assert sale.advance_paisa == 1_500_00
    assert rahim.record.balance_paisa == -1_000_00
    assert rahim.record.oldest_unpaid_on is None


def test_buying_for_cash_does_not_make_an_old_due_look_fresh(shop: TestShop) -> None:
    spring = shop.today - dt.timedelta(days=200)
    rahim = shop.customer("রহিম").owes(5_000, spring)
    sell(shop, rahim.id, FAN, paid_paisa=2_500_00)
    assert rahim.record.oldest_unpaid_on == spring


def test_an_advance_makes_the_promise_smaller(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    sell(shop, rahim.id, FAN, paid_paisa=3_500_00)
    sell(shop, rahim.id, FAN, promised_on=shop.today)
    (promise,) = shop.book.dues.promises(rahim.id)
    assert promise.amount_paisa == 1_500_00


def test_a_new_memos_day_leaves_an_older_memos_day_standing(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    tomorrow, later = shop.today + dt.timedelta(days=1), shop.today + dt.timedelta(days=9)
    sell(shop, rahim.id, FAN, promised_on=tomorrow)
    sell(shop, rahim.id, FAN, promised_on=later)
    assert [(p.due_on, p.status) for p in shop.book.dues.promises(rahim.id)] == [
        (tomorrow, "open"), (later, "open"),
    ]  # fmt: skip


def test_money_brought_from_the_door_keeps_that_memos_promise(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(5_000, shop.today - dt.timedelta(days=40))
    sale = sell(shop, rahim.id, FAN, promised_on=shop.today, delivery="needed", cash_on_delivery=True)
    at_the_door = PaymentDraft(rahim.id, 2_500_00, shop.today, sale_id=sale.id)
    with pytest.raises(NotFound):
        shop.book.dues.take_payment(replace(at_the_door, customer_id=shop.customer("করিম").id))
    payment = shop.book.dues.take_payment(at_the_door)
    assert [(each.memo_no, each.left_paisa) for each in payment.cleared] == [(sale.memo_no, 0)]
    assert [promise.status for promise in shop.book.dues.promises(rahim.id)] == ["kept"]
    assert rahim.record.oldest_unpaid_on == shop.today - dt.timedelta(days=40)


def test_every_problem_is_told_at_once_under_its_field(shop: TestShop) -> None:
    tomorrow, yesterday = shop.today + dt.timedelta(days=1), shop.today - dt.timedelta(days=1)
    bad = SaleDraft(
        sold_on=tomorrow,
        customer_id=12345,
        lines=(
            LineDraft(name="", quantity_milli=0, unit_price_paisa=-1),
            LineDraft(
                name="খ", product_id=999, serials=("A1", "..", "a-1"), coverages=(CoverageDraft("parts"),)
            ),
            LineDraft(
                name="গ" * 201, quantity_milli=1_000_000_000, unit_price_paisa=10**12, serials=("x" * 101,)
            ),
        ),
        discount_paisa=-1,
        paid_paisa=-1,
        method="gold",
        promised_on=yesterday,
        delivery="moon",
        warranty_from="delivery",
        origin="sky",
    )
    assert set(shop.book.sales.check(bad)) == {
        "customer", "sold_on", "discount", "paid", "method", "promised_on", "delivery", "warranty_from", "origin",
        "lines", "lines.0.name", "lines.0.quantity", "lines.0.price",
        "lines.1.name", "lines.1.serials.1", "lines.1.serials.2", "lines.1.coverages.0",
        "lines.2.name", "lines.2.price", "lines.2.serials.0",
    }  # fmt: skip
    before = counts(shop)
    with pytest.raises(Invalid) as refused:
        shop.book.sales.record_sale(bad)
    assert dict(refused.value.problems) == shop.book.sales.check(bad)
    assert counts(shop) == before


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"lines": ()}, "lines"),
        ({"lines": (FAN,) * 201}, "lines"),
        ({"discount_paisa": 35_000_01}, "discount"),
        ({"paid_paisa": 10**13}, "paid"),
        ({"sold_on": dt.date(1900, 1, 1)}, "sold_on"),
        ({"delivery": "needed", "deliver_on": dt.date(2026, 11, 20)}, "deliver_on"),
    ],
)
def test_one_problem_is_told_alone(shop: TestShop, details: dict[str, Any], field: str) -> None:
    rahim = shop.customer("রহিম")
    assert set(shop.book.sales.check(replace(memo(shop, rahim.id), **details))) == {field}


def test_goods_for_nobody_are_delivered_to_an_address(shop: TestShop) -> None:
    draft = memo(shop, None, paid_paisa=35_000_00, delivery="needed")
    assert set(shop.book.sales.check(draft)) == {"delivery_address"}
    assert shop.book.sales.check(replace(draft, delivery_address="মিরপুর")) == {}


def test_a_serial_sold_before_is_a_warning_that_names_the_memo_and_never_an_obstacle(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    first = sell(shop, rahim.id)
    shop.days_later(1)
    again = memo(shop, rahim.id, replace(FRIDGE, serials=("sn ১০০১",)))
    warned = shop.book.sales.warnings(again)
    assert set(warned) == {"lines.0.serials.0"}
    assert warned["lines.0.serials.0"].values["memo_no"] == first.memo_no
    assert warned["lines.0.serials.0"].values["sold_on"] == first.sold_on
    assert shop.book.sales.check(again) == {}
    shop.book.sales.void_sale(first.id, "ভুল মেমো")
    assert shop.book.sales.warnings(again) == {}


def test_the_same_memo_twice_and_a_crossed_limit_are_questioned(shop: TestShop) -> None:
    rahim = shop.customer("রহিম", credit_limit_paisa=3_000_00)
    draft = memo(shop, rahim.id, FAN)
    assert shop.book.sales.warnings(draft) == {}
    shop.book.sales.record_sale(draft)
    assert set(shop.book.sales.warnings(draft)) == {"lines", "paid"}
    assert set(shop.book.sales.warnings(replace(draft, paid_paisa=2_500_00))) == {"lines"}
    shop.clock.advance(minutes=11)
    assert set(shop.book.sales.warnings(draft)) == {"paid"}


def test_free_text_makes_no_product_unless_asked(shop: TestShop) -> None:
    sale = sell(shop, None, FAN, paid_paisa=2_500_00)
    assert sale.lines[0].product_id is None
    assert shop.book.products.ids() == []
    kept = sell(shop, None, replace(FAN, keep_product=True), paid_paisa=2_500_00)
    again = sell(shop, None, replace(FAN, keep_product=True, unit_price_paisa=2_600_00), paid_paisa=2_600_00)
    assert kept.lines[0].product_id == again.lines[0].product_id is not None
    (product,) = shop.book.products.complete("fan")
    assert (product.price_paisa, product.last_sold_on) == (2_600_00, shop.today)


def test_only_what_lasts_is_asked_about_later(shop: TestShop) -> None:
    nails = shop.book.products.add(ProductDraft("পেরেক", durable=False, unit="কেজি"))
    sale = sell(
        shop,
        None,
        LineDraft(name="পেরেক", product_id=nails, quantity_milli=1500, unit_price_paisa=90_01),
        LineDraft(name="তার"),
        replace(FRIDGE, unit_price_paisa=0),
        LineDraft(name="মই", durable=True),
        paid_paisa=135_02,
    )
    assert [line.durable for line in sale.lines] == [False, False, True, True]
    assert (sale.lines[0].unit, sale.lines[0].amount_paisa) == ("কেজি", 135_02)


@pytest.mark.parametrize(
    ("milli", "price", "amount"), [(1500, 1, 2), (1499, 1, 1), (333, 100, 33), (1000, 7, 7)]
)
def test_half_a_paisa_goes_up(milli: int, price: int, amount: int) -> None:
    assert line_amount(milli, price) == amount


def test_one_sale_is_one_commit_and_told_once(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    statements: list[str] = []
    heard: list[Changed] = []
    shop.book.listen(heard.append)
    screen = object()
    connection = shop.book.store._connection
    connection.set_trace_callback(statements.append)
    sale = shop.book.sales.record_sale(
        memo(shop, rahim.id, replace(FRIDGE, keep_product=True), paid_paisa=1_00, promised_on=shop.today),
        by=screen,
    )
    connection.set_trace_callback(None)
    verbs = [statement.split()[0].upper() for statement in statements if statement.strip()]
    assert (verbs.count("BEGIN"), verbs.count("COMMIT"), verbs.count("ROLLBACK")) == (1, 1, 0)
    (changed,) = heard
    assert changed.topics == {"sale", "ledger", "customer", "product", "warranty", "promise"}
    assert changed.by is screen
    assert changed.touched("sale") == {sale.id}
    assert changed.touched("warranty") == set(sale.card_ids)


@pytest.mark.parametrize(
    "table", ["sale_item", "item_serial", "coverage", "ledger", "pay_promise", "search_code"]
)
def test_a_failure_in_the_middle_leaves_nothing_of_the_memo(shop: TestShop, table: str) -> None:
    rahim = shop.customer("রহিম")
    shop.book.drafts.keep("sale", {"half": "typed"})
    before = counts(shop)
    heard: list[Changed] = []
    shop.book.listen(heard.append)
    draft = memo(
        shop, rahim.id, FAN, replace(FRIDGE, keep_product=True), paid_paisa=1_00, promised_on=shop.today
    )
    shop.book.store._connection.execute(
        f"CREATE TEMP TRIGGER broken BEFORE INSERT ON main.{table} BEGIN SELECT RAISE(ABORT, 'power cut'); END"
    )
    with pytest.raises(Exception, match="power cut"):
        shop.book.sales.record_sale(draft, kept_as="sale")
    shop.book.store._connection.execute("DROP TRIGGER temp.broken")
    assert counts(shop) == before
    assert heard == []
    assert shop.book.drafts.kept("sale") == {"half": "typed"}
    assert shop.book.sales.record_sale(draft, kept_as="sale").memo_no == "A-000001"
    assert shop.book.drafts.kept("sale") is None


def test_what_was_typed_survives_the_power_cut_word_for_word(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    typed = memo(
        shop, rahim.id, FRIDGE, FAN, promised_on=shop.today, note="সিঁড়ি দিয়ে উঠবে", delivery="needed"
    )
    shop.book.drafts.keep("sale", typed.to_json())
    shop.book.drafts.keep("sale", replace(typed, paid_paisa=5).to_json())
    shop.reopen()
    kept = shop.book.drafts.kept("sale")
    assert kept is not None
    assert SaleDraft.from_json(kept, shop.today) == replace(typed, paid_paisa=5)
    assert SaleDraft.from_json({"from": "another version"}, shop.today) == SaleDraft(shop.today)
    shop.book.drafts.drop("sale")
    shop.book.drafts.drop("sale")
    assert shop.book.drafts.kept("sale") is None


def test_a_memo_is_found_by_its_number_in_either_script(shop: TestShop) -> None:
    sale = sell(shop, None, FAN, paid_paisa=2_500_00)
    assert shop.book.sales.by_memo("a-০০০০০১") == sale
    assert shop.book.sales.by_memo("A-000009") is None
    with pytest.raises(NotFound):
        shop.book.sales.get(1)


def test_lists_and_the_days_totals_count_what_was_sold_and_what_came_in(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(1_000)
    yesterday = shop.today - dt.timedelta(days=1)
    old = sell(shop, rahim.id, FAN, sold_on=yesterday)
    part = sell(shop, rahim.id, FRIDGE, FAN, paid_paisa=30_000_00, method="bkash")
    cash = sell(shop, None, FAN, paid_paisa=2_500_00)
    wrong = sell(shop, None, FAN, FAN, paid_paisa=5_000_00)
    shop.book.sales.void_sale(wrong.id, "ভুল")
    sales = shop.book.sales
    assert sales.ids_of_day(shop.today) == [wrong.id, cash.id, part.id]
    assert sales.ids_of_customer(rahim.id) == [part.id, old.id]
    assert sales.ids() == [wrong.id, cash.id, part.id, old.id]
    rows = sales.rows([part.id, 1, wrong.id])
    assert [(row.first_item, row.more_items, row.voided) for row in rows] == [
        ("ফ্রিজ Walton WFC-3F5", 1, False), ("ফ্যান", 1, True),
    ]  # fmt: skip
    totals = sales.day_totals(shop.today)
    assert (totals.sales_count, totals.sold_paisa, totals.on_credit_paisa) == (2, 40_000_00, 7_500_00)
    assert (totals.received_paisa, totals.by_method) == (
        32_500_00,
        (("bkash", 30_000_00), ("cash", 2_500_00)),
    )


def test_a_backdated_memo_keeps_the_customers_first_and_last_day_true(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    sell(shop, rahim.id, FAN)
    spring = shop.today - dt.timedelta(days=200)
    sell(shop, rahim.id, FAN, sold_on=spring)
    assert (rahim.record.first_sale_on, rahim.record.last_sale_on) == (spring, shop.today)
    assert (rahim.record.sales_count, rahim.record.last_seen_on) == (2, shop.today)
    assert shop.book.sales.recompute(rahim.id) == ()
    with shop.book.store.operation() as op:
        op.execute("UPDATE customer SET sales_count = 9")
    assert [(each.figure, each.kept, each.counted) for each in shop.book.sales.differences()] == [
        ("sales_count", 9, 2)
    ]
