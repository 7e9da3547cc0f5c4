"""Which columns hold words about a customer, and what stands there when they are taken out. Amounts, days, numbers of
papers and what was sold are no words about a person and stay; a test knows every text column of the schema."""

from __future__ import annotations

from shopbook.trash.model import NO_WORDS

Blank = dict[str, object]
# Said of a row that is in the trash from then on.
GONE = "<now>"
CODE = "<code>"

_BIRTH: Blank = {"birth_y": None, "birth_m": None, "birth_d": None, "birth_estimated": 0}
# Of the page itself. The number of the page is its name from then on, wherever a name is shown.
PAGE: Blank = {
    "name": CODE,
    **dict.fromkeys(("nickname", "guardian_name", "guardian_relation", "honorific")),
    **dict.fromkeys(("area", "address", "landmark", "occupation", "festivals", "touch_days")),
    **_BIRTH,
    **dict.fromkeys(("wedding_y", "wedding_m", "wedding_d", "best_from", "best_to")),
    **dict.fromkeys(("do_not_call_reason", "do_not_call_until", "credit_limit_paisa", "source")),
    **dict.fromkeys(("referred_by_id", "remark", "review_reason")),
    "do_not_call": 1,
    "no_gift": 1,
    "needs_review": 0,
    "tier": "normal",
    "deleted_at": GONE,
}
# Of the rows that belong to a customer, by table.
OWNED: dict[str, Blank] = {
    "customer_phone": {
        "raw": "",
        "key10": "",
        **dict.fromkeys(("e164", "note", "apps")),
        "deleted_at": GONE,
    },
    "family_member": {
        **dict.fromkeys(("name", "expected_on", "school_class", "linked_customer_id", "deceased_on")),
        **_BIRTH,
        "deleted_at": GONE,
    },
    "customer_tag": {"deleted_at": GONE},
    "sale": dict.fromkeys(("delivery_address", "note", "void_reason", "paid_reference")),
    "ledger": dict.fromkeys(("note", "reference")),
    "sale_return": {"reason": NO_WORDS, **dict.fromkeys(("refund_reference", "void_reason"))},
    "warranty": {"void_reason": None},
    "note": {
        "body": NO_WORDS,
        "kind": "other",
        **dict.fromkeys(("event_on", "quiet_until", "heard_via", "mood", "resolution")),
        "deleted_at": GONE,
    },
    "gift": {"what": NO_WORDS, "occasion": None, "carried_by": None},
    "callback": {
        "phone": "",
        "key10": "",
        **dict.fromkeys(("name", "topic", "close_reason")),
        "deleted_at": GONE,
    },
    "interaction": dict.fromkeys(("phone", "key10", "said", "answered", "mood")),
    "manual_reminder": {"title": NO_WORDS, "deleted_at": GONE},
    "followup_state": {"reason": None},
    "complaint": {"what": NO_WORDS, **dict.fromkeys(("resolution", "compensation", "reopened_why"))},
    "complaint_asker": {"name": None},
    "shop_promise": {"what": NO_WORDS, "close_note": None},
    "buy_promise": {"what": NO_WORDS, "lost_reason": None},
    "demand": dict.fromkeys(("name", "phone", "key10")),
    "feedback": {**dict.fromkeys(("why", "testimonial", "quoted_as")), "may_quote": 0},
    "reward": {"what": NO_WORDS},
    "helper": {
        "name": NO_WORDS,
        **dict.fromkeys(("phone", "key10", "area", "note")),
        "active": 0,
        "deleted_at": GONE,
    },
    "call_sheet_line": {"household": "", **dict.fromkeys(("name", "phone", "why"))},
    "plan": dict.fromkeys(("note", "end_reason")),
    "job": {
        "problem": NO_WORDS,
        **dict.fromkeys(("name", "phone", "key10", "condition", "accessories")),
        **dict.fromkeys(("work_done", "close_reason")),
    },
    "service_visit": {"note": None},
    "import_row": {"row_hash": "", "reasons": "[]", "filled": "{}"},
}
# Of rows that hang on theirs: (table, column, the table it points at).
HANGING: dict[str, tuple[str, str, Blank]] = {
    "note_followup": ("note_id", "note", {"deleted_at": GONE}),
    "job_event": ("job_id", "job", {"note": None, "before": "{}"}),
    "guarantor": (
        "plan_id",
        "plan",
        {"name": NO_WORDS, **dict.fromkeys(("phone", "key10", "relation", "address"))},
    ),
}
# Rows with a number of their own that belong to nobody's page or to another's: found by the last ten digits.
BY_NUMBER: dict[str, Blank] = {
    **{table: OWNED[table] for table in ("callback", "interaction", "demand", "helper", "job")},
    "guarantor": HANGING["guarantor"][2],
}
# Of things that are no customer, when they alone are erased.
ALONE: dict[str, Blank] = {
    "product": {
        "name": NO_WORDS,
        **dict.fromkeys(("brand", "model", "category", "unit", "usage_tip", "questions", "terms")),
        "coverages": "[]",
    },
}


def of_table(table: str) -> Blank:
    """What stands in a row of a table when its words were taken out; empty for a table without words."""
    if table == "customer":
        return PAGE
    if table == "merge_log":
        return {"before": "{}"}
    if table in HANGING:
        return HANGING[table][2]
    return OWNED.get(table) or ALONE.get(table) or {}


# Text that is no word about a person: numbers of papers, codes of this program, what was sold and promised with it.
STAYS: dict[str, tuple[str, ...]] = {
    "customer": ("code", "merged_into_id"),
    "customer_phone": ("label", "state"),
    "family_member": ("relation",),
    "sale": ("memo_no", "paid_method", "delivery", "origin", "carrier"),
    "ledger": ("kind", "method", "receipt_no"),
    "sale_return": ("return_no", "refund_method"),
    "pay_promise": ("status",),
    "warranty": (
        *("card_no", "product_name", "brand", "model", "serial", "serial_folded", "starts_from", "status"),
        *("terms", "usage_tip", "repairs"),
    ),
    "note": ("sensitivity",),
    "gift": ("place", "reached"),
    "callback": ("source", "status"),
    "interaction": ("direction", "channel", "outcome", "reasons", "next_at"),
    "manual_reminder": ("unit", "calendar", "importance", "done_through"),
    "followup_state": ("rule", "source_kind", "status", "snoozed_until", "last_attempt_at"),
    "complaint": ("kind", "severity", "product_name", "status", "satisfied", "agreed_answer"),
    "shop_promise": ("status",),
    "buy_promise": ("status",),
    "demand": ("what", "folded", "reason", "alternative", "status"),
    "reward": ("kind",),
    "helper": ("skill",),
    "call_sheet_line": ("keys",),
    "plan": ("plan_no", "every"),
    "job": (
        *(
            "job_no",
            "product_name",
            "brand",
            "model",
            "serial",
            "serial_folded",
            "cover",
            "coverages",
            "status",
        ),
        *("company", "company_reference", "outcome", "new_serial", "cover_effect", "paid_method"),
    ),
    "import_row": ("outcome",),
}
