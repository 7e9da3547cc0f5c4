"""For each business table a row that may stand in it, and an edit of it. What is done with them is the tests'."""

from __future__ import annotations

from collections.abc import Callable

from shopbook.storage.store import Operation

Row = dict[str, object]


def customer(op: Operation) -> int:
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
        {"customer_id": customer(op), "kind": "birth", "body": "ছেলে হয়েছে", "noted_on": "2026-11-21"},
    )


def _pair(op: Operation) -> Row:
    one, other = sorted((customer(op), customer(op)))
    return {"id": 6, "one_id": one, "other_id": other}


def _complaint(op: Operation) -> Row:
    return {
        "customer_id": customer(op),
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
        "customer_id": customer(op),
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
        lambda op: {"customer_id": customer(op), "raw": "01712345678", "key10": "1712345678"},
        {"state": "off"},
    ),
    "family_member": (lambda op: {"customer_id": customer(op), "relation": "son"}, {"name": "রাফি"}),
    "tag": (lambda op: {"name": "ঠিকাদার"}, {"colour": "blue"}),
    "customer_tag": (
        lambda op: {"customer_id": customer(op), "tag_id": op.insert("tag", {"name": "ভালো"})},
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
            "customer_id": customer(op),
            "entry_on": "2026-11-21",
            "kind": "opening",
            "amount_paisa": 50_000,
        },
        {},
    ),
    "pay_promise": (
        lambda op: {
            "customer_id": customer(op),
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
            "customer_id": customer(op),
            "kind": "birth",
            "body": "ছেলে হয়েছে",
            "noted_on": "2026-11-21",
        },
        {"resolved_on": "2026-11-22"},
    ),
    "note_followup": (lambda op: {"note_id": _note(op), "due_on": "2026-11-22"}, {"due_on": "2026-11-23"}),
    "gift": (
        lambda op: {"customer_id": customer(op), "what": "মিষ্টি", "given_on": "2026-11-21"},
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
            "customer_id": customer(op),
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
        lambda op: {"customer_id": customer(op), "asked_on": "2026-11-21", "score": 3},
        {"why": "ব্যবহার ভালো"},
    ),
    "reward": (
        lambda op: {"customer_id": customer(op), "what": "মগ", "given_on": "2026-11-21"},
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
            "customer_id": customer(op),
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
            "customer_id": customer(op),
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
    "merge_log": (
        lambda op: {"kept_id": customer(op), "merged_id": customer(op), "merged_on": "2026-11-21"},
        {"unmerged_on": "2026-11-22"},
    ),
    "not_same": (_pair, {"deleted_at": "2026-11-22T04:00:00.000Z"}),
    "erasure": (
        lambda op: {"tbl": "note", "row_id": _note(op), "erased_on": "2026-11-21"},
        {"erased_on": "2026-11-22"},
    ),
}
