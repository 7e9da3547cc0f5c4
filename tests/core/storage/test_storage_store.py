"""Operations commit once, tell once, and leave nothing behind when they fail."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import sqlcipher3
from hypothesis import given
from hypothesis import strategies as st

from shopbook.changes import Changed
from shopbook.clock import FixedClock
from shopbook.errors import BookDamaged, BookLocked, BookReadOnly, DiskFailed, DiskFull, NotFound
from shopbook.storage.connection import fault, statements
from shopbook.storage.ids import IdMaker, hashed_id
from tests.language import TestShop


def test_a_saved_operation_is_told_once_with_topics_ids_and_who_did_it(shop: TestShop) -> None:
    heard: list[Changed] = []
    shop.book.listen(heard.append)
    me = object()
    with shop.book.store.operation(by=me) as op:
        first = op.insert("tag", {"name": "এক"})
        op.touch("customer", 1)
        op.touch("customer", 2)
        op.touch("tag", first)
    assert heard == [
        Changed(
            frozenset({"customer", "tag"}), {"customer": frozenset({1, 2}), "tag": frozenset({first})}, me
        )
    ]


def test_operations_inside_an_operation_are_one(shop: TestShop) -> None:
    heard: list[Changed] = []
    shop.book.listen(heard.append)
    with shop.book.store.operation() as outer:
        outer.touch("sale", 1)
        with shop.book.store.operation() as inner:
            inner.insert("tag", {"name": "ভিতরে"})
            inner.touch("tag", 2)
        assert heard == []
    assert len(heard) == 1
    assert heard[0].topics == {"sale", "tag"}


def test_a_failed_operation_tells_nobody_and_writes_nothing(shop: TestShop) -> None:
    heard: list[Changed] = []
    shop.book.listen(heard.append)
    with pytest.raises(RuntimeError), shop.book.store.operation() as op:
        op.insert("tag", {"name": "x"})
        op.touch("tag", 1)
        raise RuntimeError
    assert heard == []
    assert shop.book.store.value("SELECT count(*) FROM tag") == 0
    shop.customer("রহিম")  # and the store goes on working


def test_a_listener_that_left_hears_nothing(shop: TestShop) -> None:
    heard: list[Changed] = []
    shop.book.listen(heard.append)
    shop.book.unlisten(heard.append)
    shop.customer("রহিম")
    assert heard == []


def test_changing_what_is_not_there_is_said(shop: TestShop) -> None:
    with pytest.raises(NotFound), shop.book.store.operation() as op:
        op.update("customer", 123, {"name": "কেউ না"})


def test_numbers_count_on_and_are_never_given_twice(shop: TestShop) -> None:
    with shop.book.store.operation() as op:
        taken = [
            op.number("memo"),
            op.number("memo"),
            *op.numbers("memo", 3),
            op.number("memo"),
            op.number("card"),
        ]
    assert taken == ["A-000001", "A-000002", "A-000003", "A-000004", "A-000005", "A-000006", "A-000001"]


def test_a_number_of_a_failed_sale_is_free_again_and_of_a_saved_one_never(shop: TestShop) -> None:
    with pytest.raises(RuntimeError), shop.book.store.operation() as op:
        op.number("memo")
        raise RuntimeError
    with shop.book.store.operation() as op:
        assert op.number("memo") == "A-000001"
    shop.reopen()
    with shop.book.store.operation() as op:
        assert op.number("memo") == "A-000002"


@given(st.lists(st.integers(-3_000, 50), min_size=1, max_size=60))
def test_ids_never_repeat_and_always_grow_whatever_the_clock_does(moves: list[int]) -> None:
    clock = FixedClock(dt.date(2026, 11, 21))
    ids = IdMaker(clock, writer=7)
    made = []
    for milliseconds in moves:
        clock.advance(seconds=milliseconds / 1000)
        made += [ids.next() for _ in range(200)] + ids.many(300)
    assert made == sorted(set(made))


def test_ids_of_two_counters_never_meet_and_fit_sqlite() -> None:
    clock = FixedClock(dt.date(2088, 1, 1))
    first, second = IdMaker(clock, writer=1), IdMaker(clock, writer=2)
    one, two = {first.next() for _ in range(5000)}, {second.next() for _ in range(5000)}
    assert not one & two
    assert max(one | two) < 2**63


def test_after_reopening_with_the_clock_set_back_ids_go_on_growing(shop: TestShop) -> None:
    newest = shop.customer("রহিম").id
    shop.days_later(-900)
    shop.reopen()
    assert shop.customer("করিম").id > newest


def test_two_counters_compute_the_same_id_for_the_same_setting() -> None:
    assert (
        hashed_id("setting", "language") == hashed_id("setting", "language") != hashed_id("setting", "digits")
    )


@pytest.mark.parametrize(
    ("code", "known"),
    [
        (13, DiskFull),
        (5, BookLocked),
        (517, BookLocked),
        (8, BookReadOnly),
        (10, DiskFailed),
        (522, DiskFailed),
        (14, DiskFailed),
        (11, BookDamaged),
        (26, BookDamaged),
        (19, None),
        (1, None),
    ],
)
def test_failures_of_the_world_are_told_from_our_own_bugs(code: int, known: type | None) -> None:
    error = sqlcipher3.OperationalError("x")
    error.sqlite_errorcode = code
    found = fault(error)
    assert (type(found) if found else None) is known
    if found:
        assert found.advice is not None


def test_a_full_disk_is_said_and_the_book_goes_on_when_space_is_made(shop: TestShop) -> None:
    store = shop.book.store
    pages = store.value("PRAGMA page_count")
    store.value(f"PRAGMA max_page_count={pages}")
    with pytest.raises(DiskFull), store.operation() as op:
        for _ in range(5000):
            op.insert("tag", {"name": "অনেক বড় লেখা " * 20})
    store.value("PRAGMA max_page_count=1000000")
    assert store.value("SELECT count(*) FROM tag") == 0
    shop.customer("রহিম")


def test_another_writer_holding_the_file_is_said(shop: TestShop) -> None:
    shop.book.store.value("PRAGMA busy_timeout=50")
    other = sqlcipher3.connect(str(shop.path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(BookLocked):
        shop.customer("রহিম")
    other.execute("ROLLBACK")
    other.close()
    shop.customer("রহিম")


def test_a_book_that_may_only_be_read_says_so_on_saving(shop: TestShop) -> None:
    reading = shop.book.second(read_only=True)
    with pytest.raises(BookReadOnly):
        reading.settings.keep("x", 1)
    reading.close()


def test_money_beyond_any_shop_is_refused_by_the_file_itself(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    with pytest.raises(sqlcipher3.IntegrityError), shop.book.store.operation() as op:
        op.insert(
            "ledger",
            {"customer_id": person.id, "entry_on": "2026-11-21", "kind": "opening", "amount_paisa": 10**13},
        )


def test_a_day_that_is_none_is_refused_by_the_file_itself(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    with pytest.raises(sqlcipher3.IntegrityError), shop.book.store.operation() as op:
        op.insert(
            "ledger",
            {"customer_id": person.id, "entry_on": "2026-02-30", "kind": "opening", "amount_paisa": 1},
        )


def test_the_book_is_durable_and_checks_its_references(shop: TestShop) -> None:
    store = shop.book.store
    assert store.value("PRAGMA journal_mode") == "wal"
    assert store.value("PRAGMA synchronous") == 2  # FULL
    assert store.value("PRAGMA foreign_keys") == 1
    every = store.rows("SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
    ours = {
        row["name"]: row["strict"]
        for row in every
        if not row["name"].startswith(("sqlite_", "_sqlite", "customer_fts"))
    }
    assert {name for name, strict in ours.items() if not strict} <= {"customer_tel_data"} | {
        name for name in ours if name.startswith("customer_tel")
    }


def test_sqlite_utils_sees_the_same_book(shop: TestShop) -> None:
    shop.customer("রহিম")
    assert [row["name"] for row in shop.book.store.database.table("customer").rows] == ["রহিম"]


def test_a_script_with_triggers_is_split_into_whole_statements(tmp_path: Path) -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n SELECT 1;\nEND;\n"
    script = f"CREATE TABLE a(b);\n{trigger}-- c\nCREATE TABLE d(e);\n"
    assert [statement.split()[1] for statement in statements(script)] == ["TABLE", "TRIGGER", "c"]
    with pytest.raises(ValueError, match="incomplete"):
        list(statements("CREATE TABLE a("))


def test_what_is_saved_comes_back_as_it_was_whatever_its_kind(shop: TestShop) -> None:
    values = (None, b"", b"\x00\xff", bytearray(b"ab"), "", "রহিম", 0, -(2**63), 2**63 - 1, 1.5, True)
    for value in values:
        found = shop.book.store.value("SELECT ?1", (value,))
        assert found == value
        assert type(found) is {bool: int, bytearray: bytes}.get(type(value), type(value))


def test_many_rows_at_once_change_the_rows_that_stand_there_already(shop: TestShop) -> None:
    with shop.book.store.operation() as op:
        again = "ON CONFLICT(key) DO UPDATE SET value = excluded.value"
        op.insert_many("search_state", ("key", "value"), [(f"k{i}", i) for i in range(4000)])
        op.insert_many("search_state", ("key", "value"), ((f"k{i}", -i) for i in range(3999, 5000)), again)
        op.insert_many("search_state", ("key", "value"), [])
    assert shop.book.store.value("SELECT count(*) FROM search_state WHERE key LIKE 'k%'") == 5000
    total = shop.book.store.value("SELECT sum(value) FROM search_state WHERE key LIKE 'k%'")
    assert total == sum(range(3999)) - sum(range(3999, 5000))
