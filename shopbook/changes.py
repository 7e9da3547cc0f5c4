"""What a write tells the screens: one small value after the commit. Who listens is not known here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changed:
    """The topics a committed operation touched, with the ids under each, and who made the change.

    Topics are nouns: shop, setting, customer, product, sale, ledger, promise, warranty, note, gift, interaction,
    callback, reminder, followup, import, complaint, shop_promise, buy_promise, demand, feedback, reward, helper,
    wording, call_sheet, staff, plan, return, halkhata, job, visit.
    """

    topics: frozenset[str]
    ids: Mapping[str, frozenset[int]] = field(default_factory=dict)
    by: object | None = None

    def touches(self, *topics: str) -> bool:
        """True when any of these topics changed."""
        return not self.topics.isdisjoint(topics)

    def touched(self, topic: str) -> frozenset[int]:
        """The ids changed under a topic (empty: unknown or all)."""
        return self.ids.get(topic, frozenset())


Listener = Callable[[Changed], None]

# The topic a screen listens to, where it is not the table's own name.
_TOPICS = {
    "customer_phone": "customer",
    "family_member": "customer",
    "customer_tag": "customer",
    "note_followup": "note",
    "pay_promise": "promise",
    "coverage": "warranty",
    "service_visit": "visit",
    "manual_reminder": "reminder",
    "followup_state": "followup",
    "complaint_asker": "complaint",
    "call_sheet_line": "call_sheet",
    "instalment": "plan",
    "guarantor": "plan",
    "sale_return": "return",
    "sale_return_item": "return",
    "sale_item": "sale",
    "item_serial": "sale",
    "halkhata_guest": "halkhata",
}


def topic_of(table: str) -> str:
    """Under which topic a change of a table's rows is told, for deeds that work on any table."""
    return _TOPICS.get(table, table)
