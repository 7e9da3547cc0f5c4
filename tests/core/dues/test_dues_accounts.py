"""What a customer takes home and what the shop reads: slips, accounts, what stands of a memo, refunds, write-offs."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.dues.model import AdjustmentDraft, PaymentDraft, RefundDraft
from shopbook.errors import Invalid, NotFound, Refused
from shopbook.sales.model import LineDraft, SaleDraft
from shopbook.sales.return_model import ReturnDraft, ReturnLine
from tests.language import Person, TestShop


def buys(person: Person, taka: int, paid: int = 0, on: dt.date | None = None) -> int:
    lines = (LineDraft(name="ফ্যান", unit_price_paisa=taka * 100),)
    draft = SaleDraft(on or person.shop.today, lines, person.id, paid_paisa=paid * 100)
    return person.shop.book.sales.record_sale(draft).id


def ago(shop: TestShop, days: int) -> dt.date:
    return shop.today - dt.timedelta(days)


def test_a_slip_adds_up_and_says_the_same_whenever_it_is_printed_again(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500, ago(shop, 40))
    draft = PaymentDraft(rahim.id, 450_00, shop.today, "bkash", "trx9", discount_paisa=20_00)
    taken = shop.book.dues.take_payment(draft)
    slip = shop.book.dues.slip(taken.id)
    assert (slip.old_paisa, slip.paid_paisa, slip.discount_paisa, slip.new_paisa) == (
        500_00,
        450_00,
        20_00,
        30_00,
    )
    assert (slip.receipt_no, slip.method, slip.reference) == (taken.receipt_no, "bkash", "TRX9")
    shop.days_later(9)
    rahim.owes(900, ago(shop, 300)).pays(70)
    assert shop.book.dues.slip(taken.id) == slip
    with pytest.raises(NotFound):
        shop.book.dues.slip(12345)


def test_the_slip_of_a_memo_has_what_was_laid_down_with_it_and_nothing_that_came_later(
    shop: TestShop,
) -> None:
    rahim = shop.customer("রহিম").owes(500)
    memo = buys(rahim, 1_000, 300)
    shop.book.dues.take_payment(PaymentDraft(rahim.id, 100_00, shop.today, sale_id=memo))
    slip = shop.book.dues.slip_of_sale(memo)
    assert (slip.old_paisa, slip.bought_paisa, slip.paid_paisa, slip.new_paisa) == (
        500_00,
        1_000_00,
        300_00,
        1_200_00,
    )
    assert slip.memo_no == "A-000001" and slip.receipt_no == "A-000001"
    with pytest.raises(NotFound):
        shop.book.dues.slip_of_sale(12345)


def test_what_is_let_off_with_a_payment_stands_beside_it_and_goes_back_with_it(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500)
    taken = shop.book.dues.take_payment(PaymentDraft(rahim.id, 480_00, shop.today, discount_paisa=20_00))
    assert (taken.after_paisa, taken.advance_paisa, rahim.record.balance_paisa) == (0, 0, 0)
    assert shop.book.dues.received(shop.today).total_paisa == 480_00
    shop.book.dues.reverse(taken.id, "ভুল")
    assert rahim.record.balance_paisa == 500_00
    with pytest.raises(Invalid) as refused:
        shop.book.dues.take_payment(PaymentDraft(rahim.id, 480_00, shop.today, discount_paisa=21_00))
    assert refused.value.problems["discount"].values["left_paisa"] == 20_00


def test_taking_the_deed_back_as_a_whole_takes_back_both(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500)
    shop.book.dues.take_payment(PaymentDraft(rahim.id, 480_00, shop.today, discount_paisa=20_00))
    shop.book.history.undo(shop.book.history.last_operation())
    assert rahim.record.balance_paisa == 500_00


def test_an_account_begins_with_what_was_owed_before_it(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500, ago(shop, 60))
    buys(rahim, 1_000, 400, ago(shop, 20))
    shop.book.dues.adjust(AdjustmentDraft(rahim.id, "discount", 50_00, ago(shop, 10)))
    rahim.pays(300)
    account = shop.book.dues.account(rahim.id, ago(shop, 30), ago(shop, 5))
    assert (account.opening_paisa, account.closing_paisa) == (500_00, 1_050_00)
    assert (account.charged_paisa, account.paid_paisa, account.lessened_paisa) == (1_000_00, 400_00, 50_00)
    assert [line.balance_paisa for line in account.lines] == [1_500_00, 1_100_00, 1_050_00]
    quiet = shop.book.dues.account(rahim.id, ago(shop, 4), ago(shop, 1))
    assert (quiet.opening_paisa, quiet.lines, quiet.closing_paisa) == (1_050_00, (), 1_050_00)


def test_what_was_taken_back_counts_against_what_it_takes_back(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500)
    wrong = shop.book.dues.take_payment(PaymentDraft(rahim.id, 100_00, shop.today))
    shop.book.dues.reverse(wrong.id, "ভুল")
    account = shop.book.dues.account(rahim.id)
    assert (account.charged_paisa, account.paid_paisa, account.lessened_paisa) == (500_00, 0, 0)
    assert [(line.kind, line.undoes) for line in account.lines][-1] == ("reversal", "payment")


def test_a_memo_tells_what_still_stands_of_its_money(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    memo = buys(rahim, 1_000, 400)
    bounced = shop.book.dues.statement(rahim.id)[-1]
    shop.book.dues.reverse(bounced.id, "চেক ফেরত")
    money = shop.book.sales.standing(memo)
    assert (money.total_paisa, money.counter_paisa, money.open_paisa) == (1_000_00, 0, 1_000_00)
    assert shop.book.sales.get(memo).paid_paisa == 400_00, "what was laid down that day stays what it was"
    rahim.pays(700)
    money = shop.book.sales.standing(memo)
    assert (money.counter_paisa, money.later_paisa, money.open_paisa) == (0, 700_00, 300_00)


def test_goods_that_come_back_lessen_their_own_memo_first(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500, ago(shop, 90))
    memo = buys(rahim, 1_000)
    line = shop.book.returns.returnable(memo)[0]
    draft = ReturnDraft(memo, (ReturnLine(line.sale_item_id, 500),), shop.today, "একটা লাগবে না")
    back = shop.book.returns.take_back(draft)
    assert rahim.record.oldest_unpaid_on == ago(shop, 90)
    money = shop.book.sales.standing(memo)
    assert (money.returned_paisa, money.open_paisa) == (500_00, 500_00)
    entry = shop.book.dues.statement(rahim.id)[-1]
    assert (entry.kind, shop.book.dues.slip(entry.id).returned_paisa) == ("return", 500_00)
    with pytest.raises(Refused):
        shop.book.dues.reverse(entry.id, "ভুল")
    shop.book.returns.void(back.id, "রেখে দিলেন")
    assert shop.book.sales.standing(memo).open_paisa == 1_000_00


def test_an_advance_is_handed_back_and_never_more_than_it_is(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(100).pays(400)
    with pytest.raises(Invalid) as refused:
        shop.book.dues.refund(RefundDraft(rahim.id, 301_00, shop.today))
    assert refused.value.problems["amount"].values["credit_paisa"] == 300_00
    entry = shop.book.dues.refund(RefundDraft(rahim.id, 120_00, shop.today, "bkash"))
    assert rahim.record.balance_paisa == -180_00
    received = shop.book.dues.received(shop.today)
    assert (received.total_paisa, received.count) == (280_00, 1)
    assert received.by_method == (("cash", 400_00), ("bkash", -120_00))
    slip = shop.book.dues.slip(entry)
    assert (slip.old_paisa, slip.paid_paisa, slip.new_paisa) == (-300_00, -120_00, -180_00)
    shop.book.dues.reverse(entry, "নেননি")
    assert rahim.record.balance_paisa == -300_00


def test_only_the_owner_writes_a_due_off_and_never_more_than_is_owed(shop: TestShop) -> None:
    rahim, dues = shop.customer("রহিম").owes(500), shop.book.dues
    draft = AdjustmentDraft(rahim.id, "writeoff", 500_00, shop.today, "এলাকা ছেড়ে গেছেন")
    for role, may in (("seller", False), ("manager", False), ("owner", True)):
        shop.book.store.role = role
        if may:
            dues.adjust(draft)
        else:
            with pytest.raises(Refused):
                dues.adjust(draft)
    assert rahim.record.balance_paisa == 0
    for kind in ("writeoff", "discount"):
        with pytest.raises(Invalid) as refused:
            dues.adjust(AdjustmentDraft(rahim.id, kind, 100, shop.today, "ভুলে"))
        assert set(refused.value.problems) == {"amount"}
    dues.adjust(AdjustmentDraft(rahim.id, "cashback", 50_00, shop.today))
    assert rahim.record.balance_paisa == -50_00, "cashback may wait for the next memo"


def test_a_customers_limit_is_asked_about_and_never_enforced(shop: TestShop) -> None:
    rahim, free = shop.customer("রহিম", credit_limit_paisa=1_000_00).owes(600), shop.customer("করিম")
    assert shop.book.dues.limit_warning(rahim.id, 400_00) is None
    warned = shop.book.dues.limit_warning(rahim.id, 401_00)
    assert warned is not None
    assert warned.values == {"after_paisa": 1_001_00, "limit_paisa": 1_000_00}
    assert shop.book.dues.limit_warning(free.id, 10**9) is None
    assert buys(rahim, 5_000)


def test_five_thousand_lines_are_read_at_once(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    with shop.book.store.operation() as op:
        day = dt.date(2016, 1, 1)
        rows = (
            (op.new_id(), rahim.id, (day + dt.timedelta(n // 2)).isoformat(), 100 + n, op.now)
            for n in range(5_000)
        )
        columns = ("id", "customer_id", "entry_on", "amount_paisa", "created_at", "kind")
        op.insert_many("ledger", columns, ((*row, "opening") for row in rows))
    asked: list[str] = []
    plain = shop.book.store.rows
    shop.book.store.rows = lambda sql, params=(): (asked.append(sql), plain(sql, params))[1]  # type: ignore[method-assign]
    account = shop.book.dues.account(rahim.id, day + dt.timedelta(1))
    assert len(account.lines) == 4_998 and account.opening_paisa == 201
    assert len(asked) == 1, "one question, however long the account is"
    assert account.closing_paisa == rahim.record.balance_paisa
