"""Who owes what since when: the account recomputed the slow way must agree to the paisa, whatever happened."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from shopbook.dues.ageing import age, standing
from shopbook.dues.model import Entry
from shopbook.dues.promise_model import PromiseState, settle, status_on

DAY = dt.date(2026, 1, 1)


def on(day: int) -> dt.date:
    return DAY + dt.timedelta(days=day)


def entry(id: int, day: int, taka: int, sale: int | None = None, reverses: int | None = None) -> Entry:
    kind = "reversal" if reverses else ("sale" if taka > 0 else "payment")
    return Entry(id, on(day), kind, taka * 100, sale, reverses)


def test_nothing_written_is_nothing_owed() -> None:
    assert age([]).balance_paisa == 0
    assert age([]).oldest_unpaid_on is None


def test_a_payment_clears_the_oldest_first() -> None:
    account = age([entry(1, 0, 500), entry(2, 5, 300), entry(3, 9, -600)])
    assert account.balance_paisa == 200_00
    assert [(item.on, item.open_paisa) for item in account.open_items] == [(on(5), 200_00)]
    assert account.oldest_unpaid_on == on(5)


def test_an_advance_pays_the_next_purchase() -> None:
    account = age([entry(1, 0, -1000), entry(2, 3, 400)])
    assert (account.balance_paisa, account.credit_paisa, account.open_items) == (-600_00, 600_00, ())


def test_money_with_a_memo_is_for_that_memo_and_not_for_last_springs_due() -> None:
    account = age([entry(1, 0, 5000), entry(2, 90, 800, sale=7), entry(3, 90, -800, sale=7)])
    assert [(item.entry_id, item.open_paisa) for item in account.open_items] == [(1, 5000_00)]
    assert account.oldest_unpaid_on == on(0)


def test_money_beyond_the_memo_goes_to_the_oldest_due() -> None:
    account = age([entry(1, 0, 500), entry(2, 9, 800, sale=7), entry(3, 9, -1000, sale=7)])
    assert [(item.entry_id, item.open_paisa) for item in account.open_items] == [(1, 300_00)]


def test_a_payment_taken_back_opens_again_exactly_what_it_cleared() -> None:
    before = [entry(1, 0, 500), entry(2, 5, 300)]
    undone = [*before, entry(3, 9, -600), entry(4, 20, 600, reverses=3)]
    assert age(undone) == age(before)


def test_a_row_that_only_claims_to_reverse_is_counted_as_it_stands() -> None:
    account = age([entry(1, 0, 500), entry(2, 1, -200, reverses=1)])
    assert account.balance_paisa == 300_00
    assert len(standing([entry(1, 0, 500), entry(2, 1, -200, reverses=1)])) == 2


def slow_way(entries: list[Entry]) -> tuple[int, list[tuple[int, int]], int]:
    """The account as a shopkeeper does it on paper: day by day, crossing out the oldest line first."""
    struck = {e.reverses_id for e in entries if e.reverses_id} | {e.id for e in entries if e.reverses_id}
    lines = sorted((e for e in entries if e.id not in struck), key=lambda e: (e.on, e.id))
    debts: list[list[int]] = []
    purse = 0
    for line in lines:
        if line.amount_paisa > 0:
            debts.append([line.id, line.amount_paisa])
        else:
            purse -= line.amount_paisa
        for debt in debts:
            while purse and debt[1]:
                part = min(purse, debt[1])
                debt[1] -= part
                purse -= part
    still_open = [(debt[0], debt[1]) for debt in debts if debt[1]]
    return sum(line.amount_paisa for line in lines), still_open, purse


amounts = st.integers(-90_000_00, 90_000_00).filter(bool)
deeds = st.lists(st.tuples(st.integers(0, 60), amounts, st.integers(0, 3)), max_size=40)


def account_of(steps: list[tuple[int, int, int]]) -> list[Entry]:
    entries: list[Entry] = []
    for place, (day, paisa, turn) in enumerate(steps, start=1):
        reversed_ids = {e.reverses_id for e in entries}
        open_to_undo = [e for e in entries if e.reverses_id is None and e.id not in reversed_ids]
        if turn == 0 and open_to_undo:
            undone = open_to_undo[day % len(open_to_undo)]
            entries.append(Entry(place, on(day), "reversal", -undone.amount_paisa, None, undone.id))
        else:
            entries.append(Entry(place, on(day), "sale" if paisa > 0 else "payment", paisa))
    return entries


@given(deeds)
def test_the_account_agrees_with_paper_to_the_paisa(steps: list[tuple[int, int, int]]) -> None:
    entries = account_of(steps)
    account = age(entries)
    balance, still_open, purse = slow_way(entries)
    assert account.balance_paisa == balance == sum(e.amount_paisa for e in entries)
    assert [(item.entry_id, item.open_paisa) for item in account.open_items] == still_open
    assert account.credit_paisa == purse


@given(deeds, st.randoms(use_true_random=False))
def test_the_order_in_which_rows_are_read_does_not_matter(
    steps: list[tuple[int, int, int]], shuffle: object
) -> None:
    entries = account_of(steps)
    mixed = list(entries)
    shuffle.shuffle(mixed)  # type: ignore[attr-defined]
    assert age(mixed) == age(entries)


@given(deeds)
def test_what_is_open_less_what_is_in_advance_is_the_balance(steps: list[tuple[int, int, int]]) -> None:
    account = age(account_of(steps))
    assert sum(item.open_paisa for item in account.open_items) - account.credit_paisa == account.balance_paisa
    assert not (account.open_items and account.credit_paisa)


def test_a_promise_paid_by_its_day_is_kept_and_after_it_broken_though_paid() -> None:
    promise = PromiseState(10, on(20), 300_00)
    owed = [entry(1, 0, 500)]
    in_time = settle([promise], [*owed, entry(11, 20, -300)])[0]
    late = settle([promise], [*owed, entry(11, 21, -300)])[0]
    assert (in_time.status, in_time.closed_on) == ("kept", on(20))
    assert (late.status, late.closed_on) == ("broken", on(21))


def test_money_taken_before_the_promise_does_not_keep_it() -> None:
    settled = settle([PromiseState(10, on(20), 300_00)], [entry(1, 0, 500), entry(2, 1, -300)])[0]
    assert (settled.status, settled.paid_paisa) == ("open", 0)


def test_two_promises_are_kept_the_earliest_due_first() -> None:
    later, sooner = PromiseState(10, on(30), 200_00), PromiseState(11, on(20), 200_00)
    first, second = settle([later, sooner], [entry(1, 0, 900), entry(12, 5, -300)])
    assert (first.promise_id, first.status, first.paid_paisa) == (11, "kept", 200_00)
    assert (second.promise_id, second.status, second.paid_paisa) == (10, "partly", 100_00)


def test_a_promise_ends_when_nothing_is_owed_any_more() -> None:
    settled = settle([PromiseState(10, on(20), 900_00)], [entry(1, 0, 500), entry(12, 5, -500)])[0]
    assert (settled.status, settled.paid_paisa) == ("kept", 500_00)


def test_buying_and_paying_something_new_does_not_keep_an_old_promise() -> None:
    entries = [entry(1, 0, 500), entry(11, 5, 800, sale=7), entry(12, 5, -800, sale=7)]
    assert settle([PromiseState(10, on(20), 500_00)], entries)[0].status == "open"


def test_money_for_its_own_memo_keeps_a_promise_about_that_memo() -> None:
    entries = [entry(1, 0, 5000), entry(2, 9, 800, sale=7), entry(11, 12, -800, sale=7)]
    about_memo, about_all = PromiseState(10, on(20), 800_00, 7), PromiseState(9, on(20), 800_00)
    assert [each.status for each in settle([about_memo], entries)] == ["kept"]
    assert [each.status for each in settle([about_all], entries)] == ["open"]


def test_a_promise_is_broken_the_day_after_its_day() -> None:
    assert status_on("open", on(20), on(20)) == "open"
    assert status_on("partly", on(20), on(21)) == "broken"
    assert status_on("kept", on(20), on(90)) == "kept"
