"""Every change of every business table is journaled in its own transaction, by SQL alone."""

from __future__ import annotations

import json

import pytest
import sqlcipher3

from shopbook.storage.connection import connect
from shopbook.storage.journal import BUSINESS, DERIVED, SECRET, journaled_columns
from tests.core.storage.rows import ROWS, customer
from tests.language import TestShop


def _journal(shop: TestShop, table: str, row_id: int) -> list[tuple[str, dict[str, object]]]:
    rows = shop.book.store.rows(
        "SELECT deed, changed FROM journal WHERE tbl = ? AND row_id = ? ORDER BY seq", (table, row_id)
    )
    return [(row["deed"], json.loads(row["changed"])) for row in rows]


def test_every_business_table_is_told_here() -> None:
    assert set(ROWS) == set(BUSINESS)


def test_every_table_with_a_history_of_its_own_is_a_business_table(shop: TestShop) -> None:
    stamped = {
        row["name"]
        for row in shop.book.store.rows(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%created_at%'"
        )
    }
    assert stamped == set(BUSINESS)


@pytest.mark.parametrize("table", sorted(ROWS))
def test_adding_and_editing_a_row_is_journaled_with_old_and_new(shop: TestShop, table: str) -> None:
    make, edit = ROWS[table]
    store = shop.book.store
    with store.operation() as op:
        values = make(op)
        row_id = op.insert(table, values)
    deed, written = _journal(shop, table, row_id)[0]
    assert deed == "i"
    assert {key: written[key] for key in values if key != "id"} == {
        k: v for k, v in values.items() if k != "id"
    }
    if BUSINESS[table] == "log":
        return
    before = dict(store.row(f"SELECT * FROM {table} WHERE id = ?", (row_id,)) or {})
    with store.operation() as op:
        op.update(table, row_id, edit)
    assert _journal(shop, table, row_id)[1] == ("u", {key: [before[key], new] for key, new in edit.items()})


@pytest.mark.parametrize("table", sorted(ROWS))
def test_no_row_can_be_deleted_and_no_id_changed(shop: TestShop, table: str) -> None:
    make, _ = ROWS[table]
    store = shop.book.store
    with store.operation() as op:
        row_id = op.insert(table, make(op))
    with pytest.raises(sqlcipher3.IntegrityError), store.operation() as op:
        op.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
    with pytest.raises(sqlcipher3.IntegrityError), store.operation() as op:
        op.execute(f"UPDATE {table} SET id = id + 1 WHERE id = ?", (row_id,))


def test_only_columns_that_exist_are_called_derived_and_everything_else_is_journaled(shop: TestShop) -> None:
    with connect(shop.path, read_only=True) as connection:
        for table in BUSINESS:
            columns = {row["name"] for row in connection.execute(f"PRAGMA table_info({table})").fetchall()}
            derived = DERIVED.get(table, frozenset()) | SECRET.get(table, frozenset())
            assert derived <= columns, table
            assert set(journaled_columns(connection, table)) == columns - derived - {"id", "updated_at"}, (
                table
            )


def test_another_programs_edit_is_journaled_too(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    other = sqlcipher3.connect(str(shop.path))
    other.execute("UPDATE customer SET area = 'টঙ্গী' WHERE id = ?", (person.id,))
    other.commit()
    other.close()
    assert _journal(shop, "customer", person.id)[-1] == ("u", {"area": [None, "টঙ্গী"]})


def test_derived_figures_are_not_news(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    with shop.book.store.operation() as op:
        op.execute(
            "UPDATE customer SET balance_paisa = 500, last_seen_on = '2026-11-21' WHERE id = ?", (person.id,)
        )
    assert len(_journal(shop, "customer", person.id)) == 1


def test_one_saved_action_is_one_operation_with_its_actor_and_the_shops_clock(shop: TestShop) -> None:
    staff = shop.book.settings.add_staff("তানভীর")
    shop.book.store.actor = staff
    person = shop.customer("রহিম", "01712345678")
    rows = shop.book.store.rows(
        "SELECT * FROM journal WHERE operation = (SELECT max(operation) FROM journal) ORDER BY seq"
    )
    assert [row["tbl"] for row in rows] == ["customer", "customer_phone"]
    assert {row["actor"] for row in rows} == {staff}
    assert rows[0]["row_id"] == person.id
    assert rows[0]["hlc"] >> 16 == int(shop.clock.now().timestamp() * 1000)


def test_the_journals_clock_never_goes_back_when_the_computers_does(shop: TestShop) -> None:
    shop.customer("রহিম")
    shop.days_later(-400)
    shop.customer("করিম")
    clocks = shop.book.store.ids("SELECT hlc FROM journal ORDER BY seq")
    assert clocks == sorted(set(clocks))


def test_a_rolled_back_save_leaves_no_trace_in_the_journal(shop: TestShop) -> None:
    before = shop.book.store.value("SELECT count(*) FROM journal")
    with pytest.raises(ZeroDivisionError), shop.book.store.operation() as op:
        customer(op)
        _ = 1 // 0
    assert shop.book.store.value("SELECT count(*) FROM journal") == before


def test_rows_inserted_by_the_thousand_are_journaled_exactly_as_one_by_one(shop: TestShop) -> None:
    columns = ("id", "name", "colour", "created_at", "updated_at", "deleted_at")
    with shop.book.store.operation() as op:
        state = op.row("SELECT seq, hlc FROM journal_state")
        rows = [
            (op.new_id(), f"ট্যাগ {i}", None if i % 3 else "red", op.now, op.now, None) for i in range(1201)
        ]
        op.insert_many("tag", columns, rows[:1])
        op.insert_many("tag", columns, iter(rows[1:]))
        together = op.rows("SELECT * FROM journal WHERE tbl = 'tag' ORDER BY seq")
        twins = [op.insert("tag", {"name": row[1], "colour": row[2]}) for row in rows]
        alone = op.rows("SELECT * FROM journal WHERE tbl = 'tag' ORDER BY seq LIMIT -1 OFFSET 1201")
        kept = [tuple(row) for row in op.rows(f"SELECT {', '.join(columns)} FROM tag ORDER BY id LIMIT 1201")]
    assert state is not None
    assert kept == rows
    assert [row["row_id"] for row in together] == [row[0] for row in rows]
    assert [row["row_id"] for row in alone] == twins
    assert [row["seq"] for row in (*together, *alone)] == [state["seq"] + 1 + i for i in range(2402)]
    first = together[0]["hlc"]
    assert [row["hlc"] for row in (*together, *alone)] == [first + i for i in range(2402)]
    same = ("site", "operation", "deed", "tbl", "changed", "actor", "app")
    assert [[row[name] for name in same] for row in together] == [
        [row[name] for name in same] for row in alone
    ]
