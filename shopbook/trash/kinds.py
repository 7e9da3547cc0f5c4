"""The kinds of things that can lie in the trash: where each is kept and what it is called there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind: its table, SQL for what a person sees of a row `t`, and whether it belongs to a customer."""

    name: str
    table: str
    title: str
    topic: str
    owned: bool = True
    besides: str = ""  # rows with deleted_at that nobody threw away


# A child that was there twice is not thrown away by a merge: it comes back when the two pages are parted.
_BY_A_MERGE = (
    "AND NOT EXISTS (SELECT 1 FROM merge_log m, json_each(m.before) k WHERE m.unmerged_on IS NULL "
    "AND k.key = 'family_member/' || t.id || '/deleted_at')"
)
_NAME = (
    "coalesce(t.name, (SELECT coalesce(p.e164, p.raw) FROM customer_phone p WHERE p.customer_id = t.id "
    "AND p.deleted_at IS NULL ORDER BY p.position, p.id LIMIT 1), t.nickname, t.code)"
)
KINDS: tuple[Kind, ...] = (
    Kind("customer", "customer", _NAME, "customer", owned=False, besides="AND t.erased_on IS NULL"),
    Kind("note", "note", "t.body", "note"),
    Kind("family", "family_member", "coalesce(t.name, t.relation)", "customer", besides=_BY_A_MERGE),
    Kind("reminder", "manual_reminder", "t.title", "reminder"),
    Kind("product", "product", "t.name", "product", owned=False),
    Kind("complaint", "complaint", "t.what", "complaint", besides="AND t.note_id IS NULL"),
    Kind("shop_promise", "shop_promise", "t.what", "shop_promise"),
    Kind("buy_promise", "buy_promise", "t.what", "buy_promise"),
    Kind("demand", "demand", "t.what", "demand"),
    Kind("feedback", "feedback", "coalesce(t.testimonial, t.why, '')", "feedback"),
    Kind("gift", "gift", "t.what", "gift"),
    Kind("reward", "reward", "t.what", "reward"),
    Kind("callback", "callback", "coalesce(t.topic, t.name, t.phone)", "callback"),
    Kind("helper", "helper", "t.name", "helper"),
)
BY_NAME = {kind.name: kind for kind in KINDS}
