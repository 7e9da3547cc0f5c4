"""The journal: SQL triggers that write every change of a business table in its transaction. Reading is `history`.

Pure SQL, so an edit by any other tool is journaled too. It is the history on a customer's page, the source of undo and
later what several counters exchange.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shopbook.storage.connection import Connection

if TYPE_CHECKING:
    from shopbook.storage.store import Reader

# Every table whose rows are the shop's facts. `log` rows are never changed; `row` tables may be updated, never deleted.
BUSINESS: dict[str, str] = {
    "shop": "row",
    "staff": "row",
    "customer": "row",
    "customer_phone": "row",
    "family_member": "row",
    "tag": "row",
    "customer_tag": "row",
    "product": "row",
    "sale": "row",
    "sale_item": "row",
    "item_serial": "row",
    "ledger": "log",
    "pay_promise": "row",
    "warranty": "row",
    "coverage": "row",
    "note_kind": "row",
    "note": "row",
    "note_followup": "row",
    "gift": "row",
    "callback": "row",
    "interaction": "row",
    "manual_reminder": "row",
    "followup_state": "row",
    "setting": "row",
    "import_batch": "row",
    "complaint": "row",
    "complaint_asker": "row",
    "shop_promise": "row",
    "buy_promise": "row",
    "demand": "row",
    "feedback": "row",
    "reward": "row",
    "helper": "row",
    "wording": "row",
    "call_sheet": "row",
    "call_sheet_line": "row",
    "sale_return": "row",
    "sale_return_item": "row",
    "plan": "row",
    "instalment": "row",
    "guarantor": "row",
    "halkhata": "row",
    "halkhata_guest": "row",
    "job": "row",
    "job_event": "row",
    "service_visit": "row",
    "merge_log": "row",
    "not_same": "row",
    "erasure": "row",
}
# Kept beside the facts, computable from them, different on two counters for a while: never journaled.
DERIVED: dict[str, frozenset[str]] = {
    "customer": frozenset(
        {
            "sort_key",
            "balance_paisa",
            "oldest_unpaid_on",
            "last_payment_on",
            "first_sale_on",
            "last_sale_on",
            "last_contact_on",
            "last_seen_on",
            "sales_count",
            "sleeps_on",
            "last_score_on",
        }
    ),
    "sale_item": frozenset({"runs_out_on"}),
    "product": frozenset({"sort_key", "folded", "last_sold_on"}),
    "warranty": frozenset({"last_ends_on"}),
    "plan": frozenset({"left_paisa", "settled_on"}),
    "instalment": frozenset({"paid_paisa", "settled_on"}),
}
# Never in the journal, which is shown, exported, replayed and one day sent to other counters: a PIN of four digits is
# found from its scrambled form in minutes, so that form stays where it is asked for. That a PIN was given or taken away
# is told by staff.pin_set_on; each counter has its PINs for itself.
SECRET: dict[str, frozenset[str]] = {"staff": frozenset({"pin_hash"})}
_NOT_CHANGES = frozenset({"id", "updated_at"})  # updated_at is for display; the hybrid clock decides

_NOW_MS = "CAST(unixepoch('subsec') * 1000 AS INTEGER)"
# The hybrid logical clock never goes back, even when the computer's clock does (Kulkarni et al. 2014).
_TICK = (
    "UPDATE journal_state SET seq = seq + 1, "
    f"hlc = max(hlc + 1, (CASE at_ms WHEN 0 THEN {_NOW_MS} ELSE at_ms END) << 16) WHERE one = 1;"
)
_COLUMNS = "INSERT INTO journal(site, seq, hlc, operation, deed, tbl, row_id, changed, actor, app)"


def install(connection: Connection) -> None:
    """Make every business table's capture and guard triggers anew from its present columns (after each migration)."""
    for table, kind in BUSINESS.items():
        for statement in triggers(table, kind, journaled_columns(connection, table)):
            connection.execute(statement)


def journaled_columns(connection: Connection, table: str) -> list[str]:
    """The columns of a business table whose changes are facts."""
    return _facts(
        table, [row["name"] for row in connection.execute(f"PRAGMA table_info({table})").fetchall()]
    )


def _facts(table: str, columns: list[str]) -> list[str]:
    skip = _NOT_CHANGES | DERIVED.get(table, frozenset()) | SECRET.get(table, frozenset())
    return [column for column in columns if column not in skip]


def journaled_facts(reader: Reader, table: str) -> dict[str, str | None]:
    """The columns of a business table whose changes are facts, each with its default as text, quotes taken off."""
    rows = reader.rows(f"PRAGMA table_info({table})")
    defaults = {row["name"]: row["dflt_value"] for row in rows}
    return {
        name: None if defaults[name] is None else str(defaults[name]).strip("'")
        for name in _facts(table, list(defaults))
    }


def differing_triggers(reader: Reader) -> list[str]:
    """The names of capture and guard triggers that are missing or not as this version makes them, for `check`."""
    kept = {row["sql"] for row in reader.rows("SELECT sql FROM sqlite_master WHERE type = 'trigger'")}
    found = []
    for table, kind in BUSINESS.items():
        columns = [row["name"] for row in reader.rows(f"PRAGMA table_info({table})")]
        for statement in triggers(table, kind, _facts(table, columns)):
            if statement.startswith("CREATE TRIGGER") and statement not in kept:
                found.append(statement.split()[2])
    return found


def triggers(table: str, kind: str, columns: list[str]) -> list[str]:
    """The statements that drop and make the triggers of one table."""
    names = [f"{table}_journal_insert", f"{table}_journal_update", f"{table}_id_fixed", f"{table}_no_delete"]
    made = [f"DROP TRIGGER IF EXISTS {name}" for name in names]
    pairs = ", ".join(f"'{column}', new.{column}" for column in columns)
    # json_patch drops nulls (RFC 7396): what was never filled in is not news.
    made.append(
        f"CREATE TRIGGER {table}_journal_insert AFTER INSERT ON {table} "
        "WHEN (SELECT muted FROM journal_state) = 0 BEGIN "
        f"{_TICK} {_COLUMNS} SELECT site, seq, hlc, operation, 'i', '{table}', new.id, "
        f"json_patch('{{}}', json_object({pairs})), actor, app FROM journal_state; END"
    )
    made.append(
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN "
        f"SELECT RAISE(ABORT, '{table}: rows are never deleted; set deleted_at'); END"
    )
    if kind == "log":
        return made
    differs = " OR ".join(f"new.{column} IS NOT old.{column}" for column in columns)
    changes = " UNION ALL ".join(
        f"SELECT '{column}' AS k, json_array(old.{column}, new.{column}) AS v WHERE new.{column} IS NOT old.{column}"
        for column in columns
    )
    made.append(
        f"CREATE TRIGGER {table}_journal_update AFTER UPDATE ON {table} "
        f"WHEN (SELECT muted FROM journal_state) = 0 AND ({differs}) BEGIN "
        f"{_TICK} {_COLUMNS} SELECT site, seq, hlc, operation, 'u', '{table}', new.id, "
        f"(SELECT json_group_object(k, json(v)) FROM ({changes})), actor, app FROM journal_state; END"
    )
    made.append(
        f"CREATE TRIGGER {table}_id_fixed BEFORE UPDATE OF id ON {table} WHEN new.id IS NOT old.id BEGIN "
        f"SELECT RAISE(ABORT, '{table}: ids never change'); END"
    )
    return made
