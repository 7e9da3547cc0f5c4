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
