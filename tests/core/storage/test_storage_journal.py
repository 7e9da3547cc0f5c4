"""Every change of every business table is journaled in its own transaction, by SQL alone."""

from __future__ import annotations

import json
from collections.abc import Callable

import pysqlite3
import pytest

from shopbook.storage.connection import connect
from shopbook.storage.journal import BUSINESS, DERIVED, journaled_columns
from shopbook.storage.store import Operation
from tests.language import TestShop

Row = dict[str, object]


def _customer(op: Operation) -> int:
    return op.insert("customer", {"code": op.number("customer"), "name": "রহিম"})


def _item(op: Operation) -> int:
    sale = op.insert("sale", {"memo_no": "A-1", "sold_on": "2026-11-21", "total_paisa": 100})
    return op.insert(
        "sale_item", {"sale_id": sale, "name": "ফ্যান", "unit_price_paisa": 100, "amount_paisa": 100}
    )


def _warranty(op: Operation) -> int:
    days = {"issued_on": "2026-11-21", "start_on": "2026-11-21"}
    return op.insert("warranty", {"card_no": "A-1", "product_name": "ফ্যান", **days})


def _note(op: Operation) -> int:
    return op.insert(
        "note",
        {"customer_id": _customer(op), "kind": "birth", "body": "ছেলে হয়েছে", "noted_on": "2026-11-21"},
    )


def _complaint(op: Operation) -> Row:
    return {
        "customer_id": _customer(op),
        "what": "ফ্রিজ ঠান্ডা হয় না",
        "opened_at": "2026-11-21T04:00:00.000Z",
        "opened_on": "2026-11-21",
    }


def _sale(op: Operation) -> int:
    return op.insert("sale", {"memo_no": "A-1", "sold_on": "2026-11-21", "total_paisa": 100})


def _return(op: Operation) -> Row:
    return {
        "return_no": "A-1",
        "sale_id": _sale(op),
        "returned_on": "2026-11-21",
        "reason": "মাপ ছোট",
        "total_paisa": 100,
    }


def _plan(op: Operation) -> Row:
    return {
        "plan_no": "A-1",
        "sale_id": _sale(op),
        "customer_id": _customer(op),
        "made_on": "2026-11-21",
        "financed_paisa": 90_000,
        "every": "month",
    }


def _halkhata(_op: Operation) -> Row:
    return {"title": "শুভ হালখাতা", "held_on": "2027-04-14"}


def _job(_op: Operation) -> Row:
    return {"job_no": "A-1", "product_name": "ফ্যান", "received_on": "2026-11-21", "problem": "ঘোরে না"}


def _sheet(_op: Operation) -> Row:
    return {"on_day": "2026-11-21", "printed_at": "2026-11-21T04:00:00.000Z"}


# For each table: a row that may stand in it, and an edit of it. A new business table must be told here.
ROWS: dict[str, tuple[Callable[[Operation], Row], Row]] = {
    "shop": (lambda op: {"name_bn": "দোকান"}, {"hotline": "16247"}),
    "staff": (lambda op: {"name": "তানভীর"}, {"role": "manager"}),
    "customer": (lambda op: {"code": "A-9", "name": "রহিম"}, {"name": "করিম"}),
    "customer_phone": (
        lambda op: {"customer_id": _customer(op), "raw": "01712345678", "key10": "1712345678"},
        {"state": "off"},
    ),
    "family_member": (lambda op: {"customer_id": _customer(op), "relation": "son"}, {"name": "রাফি"}),
    "tag": (lambda op: {"name": "ঠিকাদার"}, {"colour": "blue"}),
    "customer_tag": (
        lambda op: {"customer_id": _customer(op), "tag_id": op.insert("tag", {"name": "ভালো"})},
        {"deleted_at": "2026-11-21T00:00:00.000Z"},
    ),
    "product": (lambda op: {"name": "ফ্রিজ"}, {"price_paisa": 3_500_000}),
    "sale": (
        lambda op: {"memo_no": "A-1", "sold_on": "2026-11-21", "total_paisa": 100},
        {"delivery": "needed"},
    ),
    "sale_item": (
        lambda op: {
            "sale_id": op.insert("sale", {"memo_no": "A-1", "sold_on": "2026-11-21", "total_paisa": 100}),
            "name": "ফ্যান",
            "unit_price_paisa": 100,
            "amount_paisa": 100,
        },
        {"returned_milli": 1000},
    ),
    "item_serial": (
        lambda op: {"sale_item_id": _item(op), "serial": "SN-1", "folded": "SN1"},
        {"serial": "SN 1"},
    ),
    "ledger": (
        lambda op: {
            "customer_id": _customer(op),
            "entry_on": "2026-11-21",
            "kind": "opening",
            "amount_paisa": 50_000,
        },
        {},
    ),
    "pay_promise": (
        lambda op: {
            "customer_id": _customer(op),
            "made_on": "2026-11-21",
            "due_on": "2026-11-30",
            "amount_paisa": 100,
        },
        {"status": "kept"},
    ),
    "warranty": (
        lambda op: {
            "card_no": "A-1",
            "product_name": "ফ্রিজ",
            "issued_on": "2026-11-21",
            "start_on": "2026-11-21",
        },
        {"status": "void"},
    ),
    "coverage": (
        lambda op: {"warranty_id": _warranty(op), "kind": "parts", "unit": "year", "length": 1},
        {"ends_on": "2027-11-21"},
    ),
    "note_kind": (lambda op: {"code": "birth"}, {"quiet_days": 3}),
    "note": (
        lambda op: {
            "customer_id": _customer(op),
            "kind": "birth",
            "body": "ছেলে হয়েছে",
            "noted_on": "2026-11-21",
        },
        {"resolved_on": "2026-11-22"},
    ),
    "note_followup": (lambda op: {"note_id": _note(op), "due_on": "2026-11-22"}, {"due_on": "2026-11-23"}),
    "gift": (
        lambda op: {"customer_id": _customer(op), "what": "মিষ্টি", "given_on": "2026-11-21"},
        {"reached": "yes"},
    ),
    "callback": (
        lambda op: {"phone": "01712345678", "key10": "1712345678", "asked_at": "2026-11-21T04:00:00.000Z"},
        {"status": "done"},
    ),
    "interaction": (
        lambda op: {"at": "2026-11-21T04:00:00.000Z", "on_day": "2026-11-21", "outcome": "talked"},
        {"said": "ভালো আছেন"},
    ),
    "manual_reminder": (lambda op: {"title": "ভাড়া", "start_on": "2026-12-01"}, {"paused": 1}),
    "followup_state": (
        lambda op: {"rule": "callback", "source_kind": "callback", "source_id": 1, "base_on": "2026-11-21"},
        {"snooze_count": 1},
    ),
    "setting": (lambda op: {"id": 5, "key": "language", "value": '"bn"'}, {"value": '"en"'}),
    "import_batch": (
        lambda op: {"file_name": "a.csv", "file_kind": "csv", "file_hash": "00"},
        {"added_count": 3},
    ),
    "complaint": (_complaint, {"status": "resolved"}),
    "complaint_asker": (
        lambda op: {"complaint_id": op.insert("complaint", _complaint(op)), "asked_on": "2026-11-21"},
        {"name": "করিম"},
    ),
    "shop_promise": (
        lambda op: {"what": "স্ট্যান্ড আসবে", "made_on": "2026-11-21", "due_on": "2026-11-23"},
        {"status": "kept"},
    ),
    "buy_promise": (
        lambda op: {
            "customer_id": _customer(op),
            "what": "ফ্রিজ",
            "made_on": "2026-11-21",
            "expected_on": "2026-11-30",
        },
        {"status": "won"},
    ),
    "demand": (
        lambda op: {"what": "ইন্ডাকশন চুলা", "folded": "indkson", "asked_on": "2026-11-21"},
        {"status": "arrived"},
    ),
    "feedback": (
        lambda op: {"customer_id": _customer(op), "asked_on": "2026-11-21", "score": 3},
        {"why": "ব্যবহার ভালো"},
    ),
    "reward": (
        lambda op: {"customer_id": _customer(op), "what": "মগ", "given_on": "2026-11-21"},
        {"cost_paisa": 12_000},
    ),
    "helper": (lambda op: {"name": "কামাল মিস্ত্রি", "skill": "mechanic"}, {"area": "সাভার"}),
    "wording": (lambda op: {"kind": "message", "code": "pay_promise", "body": "সালাম"}, {"body": "আদাব"}),
    "call_sheet": (lambda op: _sheet(op), {"on_day": "2026-11-22"}),
    "call_sheet_line": (
        lambda op: {"call_sheet_id": op.insert("call_sheet", _sheet(op)), "position": 1, "household": "1"},
        {"name": "রহিম"},
    ),
    "sale_return": (_return, {"void_reason": "ভুল মেমো"}),
    "sale_return_item": (
        lambda op: {
            "return_id": op.insert("sale_return", _return(op)),
            "sale_item_id": _item(op),
            "quantity_milli": 1000,
            "amount_paisa": 100,
        },
        {"fit": "faulty"},
    ),
    "plan": (_plan, {"ended_on": "2026-12-21"}),
    "instalment": (
        lambda op: {
            "plan_id": op.insert("plan", _plan(op)),
            "customer_id": _customer(op),
            "position": 1,
            "due_on": "2026-12-21",
            "amount_paisa": 30_000,
        },
        {"due_on": "2026-12-25"},
    ),
    "guarantor": (
        lambda op: {"plan_id": op.insert("plan", _plan(op)), "name": "করিম"},
        {"phone": "01712345678"},
    ),
    "halkhata": (_halkhata, {"held_on": "2027-04-15"}),
    "halkhata_guest": (
        lambda op: {
            "halkhata_id": op.insert("halkhata", _halkhata(op)),
            "customer_id": _customer(op),
            "due_paisa": 50_000,
        },
        {"came_on": "2027-04-14"},
    ),
    "job": (_job, {"status": "ready"}),
    "job_event": (
        lambda op: {"job_id": op.insert("job", _job(op)), "on_day": "2026-11-21", "status": "received"},
        {"note": "কয়েল পুড়েছে"},
    ),
    "service_visit": (
        lambda op: {"warranty_id": _warranty(op), "sequence": 1, "due_on": "2027-03-21"},
        {"done_on": "2027-03-20"},
    ),
}


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
    with pytest.raises(pysqlite3.IntegrityError), store.operation() as op:
        op.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
    with pytest.raises(pysqlite3.IntegrityError), store.operation() as op:
        op.execute(f"UPDATE {table} SET id = id + 1 WHERE id = ?", (row_id,))


def test_only_columns_that_exist_are_called_derived_and_everything_else_is_journaled(shop: TestShop) -> None:
    with connect(shop.path, read_only=True) as connection:
        for table in BUSINESS:
            columns = {row["name"] for row in connection.execute(f"PRAGMA table_info({table})").fetchall()}
            derived = DERIVED.get(table, frozenset())
            assert derived <= columns, table
            assert set(journaled_columns(connection, table)) == columns - derived - {"id", "updated_at"}, (
                table
            )


def test_another_programs_edit_is_journaled_too(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    other = pysqlite3.connect(str(shop.path))
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
        _customer(op)
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
