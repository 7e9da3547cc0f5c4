"""Whatever happens with a customer's money, the book and an account on paper agree, and no line is ever changed."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlcipher3
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from shopbook.checks import check
from shopbook.dues.plan_model import Plan
from tests.core.dues.deeds import DEEDS, Counter, Deed
from tests.core.dues.paper import (
    LET_OFF,
    MONEY,
    Line,
    crossed_out,
    last_paid,
    lines_of,
    memo_history,
    not_struck,
    oldest_unpaid,
    open_by_age,
    owed,
    settled_since,
)
from tests.language import TODAY, TestShop

# What brings the account on comes more often than what takes it apart.
OFTEN = ("buys", "buys", "pays", "pays_a_memo", "pays_an_instalment", "makes_a_plan", "brings_back", "passes")
deeds = st.lists(
    st.tuples(st.sampled_from((*DEEDS, *OFTEN)), st.integers(0, 99_999), st.integers(0, 999)),
    min_size=8,
    max_size=30,
)
# Each deed in an order in which no rule of the shop says no.
EVERY_DEED: list[Deed] = [
    ("buys", 39_999, 1), ("promises", 900, 9), ("makes_a_plan", 3, 4), ("changes_a_plan", 2, 5), ("passes", 40, 0),
    ("pays_an_instalment", 0, 1), ("buys_to_be_brought", 80_000, 2), ("brings_back", 1, 1),
    ("takes_the_goods_again", 0, 0), ("brings_back", 0, 5), ("pays", 9_000, 4), ("pays_a_memo", 5_000, 0),
    ("has_something_repaired", 15_000, 2), ("pays_a_repair", 700, 1), ("is_corrected", 30_000, 0),
    ("is_corrected", 900, 1), ("is_corrected", 901, 4), ("takes_back_an_entry", 4, 0), ("pays_at_a_halkhata", 800, 0),
    ("has_something_repaired", 9_000, 1), ("takes_the_repair_back", 1, 0), ("takes_back_the_last_deed", 50, 0),
    ("voids_a_memo", 1, 0), ("pays_all", 0, 0), ("pays", 60_000, 1), ("gets_the_advance_back", 500, 1),
]  # fmt: skip


def test_the_book_and_the_paper_always_agree_and_no_line_is_ever_changed(shop: TestShop) -> None:
    book, done = shop.book, set[str]()

    @settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
    @example(EVERY_DEED, 30, 60)
    @given(deeds, st.integers(0, 200), st.integers(0, 90))
    def happens(steps: list[Deed], back: int, days: int) -> None:
        shop.clock.advance(days=(TODAY - shop.today).days)
        counter = Counter(shop, shop.customer("রহিম").id)
        written: list[tuple[object, ...]] = []
        for step in steps:
            before = book.store.value("SELECT count(*) FROM ledger")
            if counter.does(step):
                done.add(step[0])
            else:
                assert book.store.value("SELECT count(*) FROM ledger") == before, (
                    "refused, and nothing written"
                )
            rows = rows_of(shop, counter.customer)
            assert rows[: len(written)] == written, f"{step} changed what was written before"
            written = rows
        lines = lines_of(book, counter.customer)
        kept_figures_agree(shop, counter.customer, lines)
        every_debt_agrees(shop, counter.customer, lines)
        statements_agree(shop, counter.customer, lines, shop.today - dt.timedelta(back), days)
        slips_agree(shop, counter, lines)
        memos_agree(shop, counter, lines)
        for plan in book.plans.of_customer(counter.customer):
            instalments_agree(plan, lines)
        assert book.dues.recompute(counter.customer) == ()

    happens()
    assert done == set(DEEDS), "every deed was done at least once"
    receivables_agree(shop)
    report = check(book)
    assert report.is_whole, [part for part in report.parts if part.differing]
    for statement in ("UPDATE ledger SET note = 'x'", "DELETE FROM ledger"):
        with pytest.raises(sqlcipher3.IntegrityError), book.store.operation() as op:
            op.execute(statement)


def rows_of(shop: TestShop, customer: int) -> list[tuple[object, ...]]:
    """The customer's ledger as the file has it, in the order it was written."""
    return [
        tuple(row)
        for row in shop.book.store.rows(
            "SELECT * FROM ledger WHERE customer_id = ? ORDER BY rowid", (customer,)
        )
    ]


def kept_figures_agree(shop: TestShop, customer: int, lines: list[Line]) -> None:
    record = shop.book.customers.get(customer)
    assert record.balance_paisa == owed(lines)
    assert record.oldest_unpaid_on == oldest_unpaid(lines)
    assert record.last_payment_on == last_paid(lines)


def every_debt_agrees(shop: TestShop, customer: int, lines: list[Line]) -> None:
    ageing = shop.book.dues.ageing(customer)
    left = [(debt.id, debt.left) for debt in crossed_out(lines) if debt.left]
    assert [(item.entry_id, item.open_paisa) for item in ageing.open_items] == left
    assert ageing.balance_paisa == owed(lines)
    assert ageing.credit_paisa == max(0, -owed(lines))


def statements_agree(shop: TestShop, customer: int, lines: list[Line], first: dt.date, days: int) -> None:
    last = first + dt.timedelta(days)
    for since, until in ((None, None), (first, None), (None, last), (first, last)):
        account = shop.book.dues.account(customer, since, until)
        inside = [
            line for line in lines if (not since or line.day >= since) and (not until or line.day <= until)
        ]
        running = owed([line for line in lines if since and line.day < since])
        assert account.opening_paisa == running
        assert [line.id for line in account.lines] == [line.id for line in inside]
        for shown, line in zip(account.lines, inside, strict=True):
            running += line.paisa
            assert (shown.amount_paisa, shown.balance_paisa) == (line.paisa, running)
        assert account.closing_paisa == running
        kinds = {line.id: line.kind for line in lines}
        money = sum(line.paisa for line in inside if kinds.get(line.undoes or 0, line.kind) in MONEY)
        assert account.paid_paisa == -money
        moved = account.charged_paisa - account.paid_paisa - account.lessened_paisa
        assert account.opening_paisa + moved == account.closing_paisa


def slips_agree(shop: TestShop, counter: Counter, lines: list[Line]) -> None:
    """Each slip adds up, joins the one before, and says what was said when the money was taken."""
    written = sorted(lines, key=lambda line: line.id)
    for place, line in enumerate(written):
        slip = shop.book.dues.slip(line.id)
        today = slip.bought_paisa - slip.discount_paisa - slip.returned_paisa - slip.paid_paisa
        assert slip.old_paisa + today == slip.new_paisa
        assert slip.old_paisa == owed([one for one in written if one.id < slip.entry_id])
        if slip.entry_id == line.id and line.kind in LET_OFF:
            assert slip.discount_paisa == -line.paisa
        if place + 1 == len(written):
            assert slip.new_paisa == owed(lines)
        if line.id in counter.handed_out:
            assert (slip.old_paisa, slip.new_paisa) == counter.handed_out[line.id]


def memos_agree(shop: TestShop, counter: Counter, lines: list[Line]) -> None:
    debts = crossed_out(lines)
    for memo in counter.memos:
        money = shop.book.sales.standing(memo)
        assert money.open_paisa == sum(debt.left for debt in debts if debt.paper == memo)
        if not shop.book.sales.get(memo).is_voided:
            own = [line for line in not_struck(lines) if line.paper == memo]
            taken = {
                kind: -sum(line.paisa for line in own if line.kind == kind) for kind in ("return", "refund")
            }
            assert money.refunded_paisa == -taken["refund"]
            assert money.returned_paisa - money.exchanged_paisa + money.credit_paisa == taken["return"]
        if any(line.paper == memo for line in lines):
            slip = shop.book.dues.slip_of_sale(memo)
            assert slip.sale_id == memo


def instalments_agree(plan: Plan, lines: list[Line]) -> None:
    assert sum(each.amount_paisa for each in plan.instalments) == plan.financed_paisa
    if plan.ended_on is not None:
        assert plan.left_paisa == 0 and not plan.is_open
        return
    history = memo_history(lines, plan.sale_id)
    left = min(plan.financed_paisa, history[-1][1])
    assert plan.left_paisa == left
    assert plan.settled_on == (settled_since(history, 0) if left == 0 else None)
    paid = plan.financed_paisa - left
    through = plan.financed_paisa
    for each in plan.instalments:
        through -= each.amount_paisa
        assert each.paid_paisa == max(0, min(each.amount_paisa, paid))
        paid -= each.paid_paisa
        full = each.paid_paisa == each.amount_paisa
        assert each.settled_on == (settled_since(history, through) if full else None)


def receivables_agree(shop: TestShop) -> None:
    """What all customers of this test owe, today and on past days."""
    shop.clock.advance(days=400)
    book = shop.book
    everybody = [lines_of(book, row["id"]) for row in book.store.rows("SELECT id FROM customer")]
    for back in (0, 1, 33, 100, 250, 400):
        day = shop.today - dt.timedelta(back)
        standing = book.receivables.on_day(day)
        then = [[line for line in lines if line.day <= day] for lines in everybody]
        ages = [open_by_age(lines, day) for lines in then if owed(lines) > 0]
        assert [bucket.paisa for bucket in standing.ages] == [sum(age[n] for age in ages) for n in range(4)]
        assert [bucket.count for bucket in standing.ages] == [
            sum(age[n] > 0 for age in ages) for n in range(4)
        ]
        assert standing.debtors == len(ages)
        assert standing.doubtful_paisa == sum(age[3] for age in ages)
        assert standing.owed_paisa == sum(owed(lines) for lines in then if owed(lines) > 0)
        assert standing.advances_paisa == -sum(owed(lines) for lines in then if owed(lines) < 0)
    buckets = book.receivables.buckets()
    assert sum(bucket.count for bucket in buckets) == len(book.receivables.ids())
    for bucket in buckets:
        ids = book.receivables.ids("balance", bucket.age)
        assert (len(ids), sum(row.balance_paisa for row in book.dues.rows(ids))) == (
            bucket.count,
            bucket.paisa,
        )
