"""Taking money at the counter: receipts, promises, second thoughts, and a ledger nobody can rewrite."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import sqlcipher3
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopbook.changes import Changed
from shopbook.dues.model import AdjustmentDraft, PaymentDraft, Posting
from shopbook.errors import Invalid, NotFound, Refused
from tests.language import TestShop


def pay(shop: TestShop, customer_id: int, taka: int, **details: Any) -> Any:
    draft = PaymentDraft(customer_id, taka * 100, details.pop("on", shop.today), **details)
    return shop.book.dues.take_payment(draft)


def days_ago(shop: TestShop, days: int) -> dt.date:
    return shop.today - dt.timedelta(days=days)


def test_a_payment_says_what_was_owed_what_is_left_and_what_it_cleared(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500, days_ago(shop, 40)).owes(300, days_ago(shop, 10))
    payment = pay(shop, rahim.id, 600)
    assert payment.receipt_no == "A-000001"
    assert (payment.before_paisa, payment.after_paisa) == (800_00, 200_00)
    assert [(c.paid_paisa, c.left_paisa) for c in payment.cleared] == [(500_00, 0), (100_00, 200_00)]
    assert rahim.record.balance_paisa == 200_00
    assert rahim.record.oldest_unpaid_on == days_ago(shop, 10)
    assert rahim.record.last_payment_on == rahim.record.last_seen_on == shop.today


def test_more_than_is_owed_becomes_an_advance(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500)
    payment = pay(shop, rahim.id, 700)
    assert payment.advance_paisa == 200_00
    assert shop.book.dues.ageing(rahim.id).credit_paisa == 200_00
    assert pay(shop, rahim.id, 50).cleared == ()
    assert [line.kind for line in shop.book.dues.statement(rahim.id)] == ["opening", "payment", "advance"]


def test_the_statement_runs_to_the_balance(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500, days_ago(shop, 3))
    pay(shop, rahim.id, 200)
    pay(shop, rahim.id, 100, on=days_ago(shop, 1))
    lines = shop.book.dues.statement(rahim.id)
    assert [line.balance_paisa for line in lines] == [500_00, 400_00, 200_00]
    assert shop.book.dues.balance(rahim.id) == 200_00


@pytest.mark.parametrize(
    ("taka", "details", "field"),
    [
        (0, {}, "amount"),
        (-5, {}, "amount"),
        (10**11, {}, "amount"),
        (5, {"method": "gold"}, "method"),
        (5, {"on": dt.date(2026, 11, 22)}, "on"),
    ],
)
def test_a_payment_that_cannot_be_is_not_taken(
    shop: TestShop, taka: int, details: dict[str, Any], field: str
) -> None:
    rahim = shop.customer("রহিম").owes(500)
    with pytest.raises(Invalid) as refused:
        pay(shop, rahim.id, taka, **details)
    assert set(refused.value.problems) == {field}
    assert len(shop.book.dues.statement(rahim.id)) == 1


def test_a_payment_from_nobody_is_not_taken(shop: TestShop) -> None:
    with pytest.raises(NotFound):
        pay(shop, 12345, 100)


def test_the_same_payment_twice_in_ten_minutes_is_questioned_and_never_blocked(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500)
    again = PaymentDraft(rahim.id, 100_00, shop.today)
    assert shop.book.dues.warnings(again) == {}
    first = pay(shop, rahim.id, 100)
    assert shop.book.dues.warnings(again)["amount"].values["receipt_no"] == first.receipt_no
    assert shop.book.dues.warnings(PaymentDraft(rahim.id, 101_00, shop.today)) == {}
    assert shop.book.dues.warnings(PaymentDraft(rahim.id, 100_00, shop.today, method="bkash")) == {}
    pay(shop, rahim.id, 100)
    shop.clock.advance(minutes=11)
    assert shop.book.dues.warnings(again) == {}


def test_a_payment_taken_back_is_no_reason_to_question_the_next(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500)
    wrong = pay(shop, rahim.id, 100, method="bkash", reference="TRX9")
    shop.book.dues.reverse(wrong.id, "ভুল গ্রাহক")
    assert shop.book.dues.warnings(PaymentDraft(rahim.id, 100_00, shop.today, "bkash", "TRX9")) == {}


def test_a_transaction_number_is_known_again_in_any_script_and_from_any_customer(shop: TestShop) -> None:
    rahim, karim = shop.customer("রহিম").owes(500), shop.customer("করিম").owes(900)
    pay(shop, rahim.id, 100, method="bkash", reference="bk7x12")
    shop.days_later(30)
    warned = shop.book.dues.warnings(PaymentDraft(karim.id, 300_00, shop.today, "bkash", "BK৭X১২"))
    assert set(warned) == {"reference"}


def test_a_payment_is_undone_by_its_counter_entry(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500, days_ago(shop, 40))
    payment = pay(shop, rahim.id, 500)
    assert rahim.record.oldest_unpaid_on is None
    shop.days_later(2)
    shop.book.dues.reverse(payment.id, "চেক ফেরত")
    assert rahim.record.balance_paisa == 500_00
    assert rahim.record.oldest_unpaid_on == days_ago(shop, 42)
    assert rahim.record.last_payment_on is None
    kinds = [(line.kind, line.reversed) for line in shop.book.dues.statement(rahim.id)]
    assert kinds == [("opening", False), ("payment", True), ("reversal", False)]


def test_nothing_is_taken_back_twice_and_no_correction_is_corrected(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500)
    payment = pay(shop, rahim.id, 100)
    with pytest.raises(Invalid):
        shop.book.dues.reverse(payment.id, "  ")
    undoing = shop.book.dues.reverse(payment.id, "ভুল")
    for entry_id in (payment.id, undoing):
        with pytest.raises(Refused):
            shop.book.dues.reverse(entry_id, "আবার")
    assert rahim.record.balance_paisa == 500_00


def test_the_ledger_cannot_be_rewritten_or_erased(shop: TestShop) -> None:
    shop.customer("রহিম").owes(500)
    for statement in ("UPDATE ledger SET amount_paisa = 1", "DELETE FROM ledger"):
        with pytest.raises(sqlcipher3.IntegrityError), shop.book.store.operation() as op:
            op.execute(statement)
    assert shop.book.store.value("SELECT sum(amount_paisa) FROM ledger") == 500_00


def test_the_shops_own_word_changes_a_due_with_its_reason(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500)
    dues = shop.book.dues
    dues.adjust(AdjustmentDraft(rahim.id, "discount", 50_00, shop.today))
    with pytest.raises(Invalid) as refused:
        dues.adjust(AdjustmentDraft(rahim.id, "writeoff", 450_00, shop.today))
    assert set(refused.value.problems) == {"note"}
    dues.adjust(AdjustmentDraft(rahim.id, "writeoff", 450_00, shop.today, "আর পাওয়া যাবে না"))
    assert rahim.record.balance_paisa == 0
    assert rahim.record.last_payment_on is None


def test_the_days_money_is_told_by_method_less_what_went_back(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(5000)
    pay(shop, rahim.id, 1000)
    pay(shop, rahim.id, 700, method="bkash")
    wrong = pay(shop, rahim.id, 300)
    shop.book.dues.reverse(wrong.id, "ভুল")
    shop.book.dues.adjust(AdjustmentDraft(rahim.id, "discount", 100_00, shop.today))
    received = shop.book.dues.received(shop.today)
    assert (received.total_paisa, received.by_method) == (1700_00, (("cash", 1000_00), ("bkash", 700_00)))
    assert shop.book.dues.received(days_ago(shop, 1)).total_paisa == 0
    assert shop.book.dues.owed_total() == 3200_00


def test_those_who_owe_longest_come_first(shop: TestShop) -> None:
    new = shop.customer("নতুন").owes(900)
    old = shop.customer("পুরোনো").owes(100, days_ago(shop, 90))
    paid = shop.customer("শোধ").owes(100)
    pay(shop, paid.id, 100)
    assert shop.book.dues.owing_ids() == [old.id, new.id]


def test_those_who_owe_are_listed_as_the_shopkeeper_asks(shop: TestShop) -> None:
    dues = shop.book.dues
    small = shop.customer("করিম", "01812345678", area="মিরপুর").owes(100, days_ago(shop, 90))
    large = shop.customer("আলম").owes(900)
    pay(shop, small.id, 20)
    dues.promise(large.id, 900_00, shop.today)
    assert (
        dues.owing_ids("balance")
        == dues.owing_ids("name")
        == dues.owing_ids("promise")
        == [large.id, small.id]
    )
    first, second = dues.rows([small.id, 7, large.id])
    assert (first.name, first.phone, first.area, first.balance_paisa) == (
        "করিম",
        "+8801812345678",
        "মিরপুর",
        80_00,
    )
    assert (first.oldest_unpaid_on, first.last_payment_on) == (days_ago(shop, 90), shop.today)
    assert (first.promised_on, second.promised_on) == (None, shop.today)


def test_a_promise_lives_until_it_is_kept(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500)
    dues = shop.book.dues
    due_on = shop.today + dt.timedelta(days=5)
    dues.promise(rahim.id, 400_00, due_on)
    pay(shop, rahim.id, 150)
    (promise,) = dues.promises(rahim.id)
    assert (promise.status, promise.left_paisa) == ("partly", 250_00)
    shop.days_later(6)
    assert dues.open_promise(rahim.id).status == "broken"  # type: ignore[union-attr]
    pay(shop, rahim.id, 250)
    (promise,) = dues.promises(rahim.id)
    assert (promise.status, promise.closed_on) == ("broken", shop.today)
    assert dues.open_promise(rahim.id) is None


def test_a_promise_opens_again_when_its_payment_is_taken_back(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500)
    shop.book.dues.promise(rahim.id, 500_00, shop.today)
    payment = pay(shop, rahim.id, 500)
    assert shop.book.dues.promises(rahim.id)[0].status == "kept"
    shop.book.dues.reverse(payment.id, "চেক ফেরত")
    (promise,) = shop.book.dues.promises(rahim.id)
    assert (promise.status, promise.paid_paisa, promise.closed_on) == ("open", 0, None)


def test_a_new_word_replaces_the_open_one(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500)
    dues = shop.book.dues
    dues.promise(rahim.id, 500_00, shop.today)
    dues.promise(rahim.id, 500_00, shop.today + dt.timedelta(days=7))
    assert [promise.status for promise in dues.promises(rahim.id)] == ["replaced", "open"]
    pay(shop, rahim.id, 500)
    assert [promise.status for promise in dues.promises(rahim.id)] == ["replaced", "kept"]


def test_a_promise_ends_when_the_due_was_a_mistake(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500)
    dues = shop.book.dues
    dues.promise(rahim.id, 500_00, shop.today)
    dues.reverse(dues.statement(rahim.id)[0].id, "অন্য গ্রাহকের বাকি")
    assert dues.promises(rahim.id)[0].status == "replaced"
    assert dues.open_promise(rahim.id) is None


def test_no_promise_without_a_due_and_none_for_yesterday(shop: TestShop) -> None:
    rahim, karim = shop.customer("রহিম").owes(500), shop.customer("করিম")
    with pytest.raises(Invalid) as nothing_due:
        shop.book.dues.promise(karim.id, 100_00, shop.today)
    with pytest.raises(Invalid) as past:
        shop.book.dues.promise(rahim.id, 0, days_ago(shop, 1))
    assert set(nothing_due.value.problems) == {"amount"}
    assert set(past.value.problems) == {"amount", "due_on"}


def test_one_payment_is_told_once_with_all_it_touched(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500)
    shop.book.dues.promise(rahim.id, 500_00, shop.today)
    heard: list[Changed] = []
    shop.book.listen(heard.append)
    payment = pay(shop, rahim.id, 500)
    (changed,) = heard
    assert changed.topics == {"ledger", "customer", "promise"}
    assert changed.touched("ledger") == {payment.id}
    assert changed.touched("customer") == {rahim.id}


def test_a_spoiled_figure_is_found(shop: TestShop) -> None:
    rahim, karim = shop.customer("রহিম").owes(500), shop.customer("করিম")
    dues = shop.book.dues
    assert list(dues.differences()) == []
    with shop.book.store.operation() as op:
        op.execute("UPDATE customer SET balance_paisa = 7 WHERE id = ?", (rahim.id,))
        op.execute("UPDATE customer SET last_seen_on = '2020-01-01' WHERE id = ?", (karim.id,))
    found = [(each.customer_id, each.figure, each.kept, each.counted) for each in dues.differences()]
    assert found == [
        (rahim.id, "balance_paisa", 7, 500_00),
        (karim.id, "last_seen_on", "2020-01-01", None),
    ]


steps = st.lists(
    st.tuples(st.sampled_from(["owe", "pay", "undo", "promise", "wait"]), st.integers(1, 900)), max_size=25
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_the_kept_figures_are_the_facts_after_any_day_at_the_counter(
    shop: TestShop, steps: list[tuple[str, int]]
) -> None:
    rahim = shop.customer("রহিম")
    dues = shop.book.dues
    for deed, size in steps:
        if deed == "owe":
            rahim.owes(size, days_ago(shop, size % 50))
        elif deed == "pay":
            pay(shop, rahim.id, size, on=days_ago(shop, size % 3))
        elif deed == "promise" and dues.balance(rahim.id) > 0:
            dues.promise(rahim.id, size * 100, shop.today + dt.timedelta(days=size % 9))
        elif deed == "wait":
            shop.days_later(size % 5)
        else:
            lines = [line for line in dues.statement(rahim.id) if not line.reversed and not line.reverses_id]
            if deed == "undo" and lines:
                dues.reverse(lines[size % len(lines)].id, "ভুল")
        assert dues.recompute(rahim.id) == ()
        assert dues.ageing(rahim.id).balance_paisa == dues.balance(rahim.id)
    if dues.balance(rahim.id) <= 0:
        assert dues.open_promise(rahim.id) is None


def test_rows_of_an_import_join_its_operation(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    with pytest.raises(RuntimeError), shop.book.store.operation() as op:
        shop.book.dues.post(op, rahim.id, [Posting("opening", 500_00, shop.today)])
        raise RuntimeError("the file ended")
    assert rahim.record.balance_paisa == 0
    assert shop.book.dues.statement(rahim.id) == []
