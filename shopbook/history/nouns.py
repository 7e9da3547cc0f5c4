"""What every table of the book is called when a person is told of its rows. Columns are named by ui.history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from shopbook.localisation.language import pgettext

Said = Callable[[], str]

TABLES: Mapping[str, Said] = MappingProxyType(
    {
        "shop": lambda: pgettext("in the history", "Facts of the shop"),
        "staff": lambda: pgettext("in the history", "Staff member"),
        "customer": lambda: pgettext("in the history", "Customer"),
        "customer_phone": lambda: pgettext("in the history", "Phone of a customer"),
        "family_member": lambda: pgettext("in the history", "Member of a family"),
        "tag": lambda: pgettext("in the history", "Mark for customers"),
        "customer_tag": lambda: pgettext("in the history", "Mark on a customer"),
        "product": lambda: pgettext("in the history", "Product"),
        "sale": lambda: pgettext("in the history", "Memo"),
        "sale_item": lambda: pgettext("in the history", "Line of a memo"),
        "item_serial": lambda: pgettext("in the history", "Serial number"),
        "ledger": lambda: pgettext("in the history", "Entry in the account"),
        "pay_promise": lambda: pgettext("in the history", "Promise to pay"),
        "warranty": lambda: pgettext("in the history", "Warranty card"),
        "coverage": lambda: pgettext("in the history", "Part of a warranty"),
        "note_kind": lambda: pgettext("in the history", "Kind of news"),
        "note": lambda: pgettext("in the history", "Note"),
        "note_followup": lambda: pgettext("in the history", "Reminder of a note"),
        "gift": lambda: pgettext("in the history", "Gift"),
        "callback": lambda: pgettext("in the history", "Call-back"),
        "interaction": lambda: pgettext("in the history", "Call"),
        "manual_reminder": lambda: pgettext("in the history", "Own reminder"),
        "followup_state": lambda: pgettext("in the history", "Line of the day's list"),
        "setting": lambda: pgettext("in the history", "Setting"),
        "import_batch": lambda: pgettext("in the history", "List that was brought in"),
        "complaint": lambda: pgettext("in the history", "Complaint"),
        "complaint_asker": lambda: pgettext("in the history", "Who asked about a complaint"),
        "shop_promise": lambda: pgettext("in the history", "Promise of the shop"),
        "buy_promise": lambda: pgettext("in the history", "Promise to buy"),
        "demand": lambda: pgettext("in the history", "Wish"),
        "feedback": lambda: pgettext("in the history", "Opinion of a customer"),
        "reward": lambda: pgettext("in the history", "Thanks to a customer"),
        "helper": lambda: pgettext("in the history", "Helper's number"),
        "wording": lambda: pgettext("in the history", "Words of a message"),
        "call_sheet": lambda: pgettext("in the history", "Printed call sheet"),
        "call_sheet_line": lambda: pgettext("in the history", "Line of a call sheet"),
        "sale_return": lambda: pgettext("in the history", "Goods that came back"),
        "sale_return_item": lambda: pgettext("in the history", "Line of goods that came back"),
        "plan": lambda: pgettext("in the history", "Instalment plan"),
        "instalment": lambda: pgettext("in the history", "Instalment"),
        "guarantor": lambda: pgettext("in the history", "Guarantor"),
        "halkhata": lambda: pgettext("in the history", "Halkhata"),
        "halkhata_guest": lambda: pgettext("in the history", "Guest of a halkhata"),
        "job": lambda: pgettext("in the history", "Servicing job"),
        "job_event": lambda: pgettext("in the history", "Step of a servicing job"),
        "service_visit": lambda: pgettext("in the history", "Free servicing"),
        "merge_log": lambda: pgettext("in the history", "Two pages made one"),
        "not_same": lambda: pgettext("in the history", "Two who are not the same"),
        "erasure": lambda: pgettext("in the history", "Erased for good"),
    }
)


def noun(table: str) -> str:
    """What a row of a table is called."""
    return TABLES[table]() if table in TABLES else pgettext("in the history", "Something")
