"""Whom a new thing will interest, and why: asked for it, carries the tag, likes it, bought its kind. Writing to them
and putting them on the list is `announcement`."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from shopbook.care.demand_model import wish_key
from shopbook.errors import Message
from shopbook.followups.households import households
from shopbook.permissions import shows
from shopbook.search.fold import clean, word_keys, words
from shopbook.storage.store import Reader

# What was bought longer ago says little about what they want now.
BOUGHT_WITHIN_DAYS = 3 * 365 + 1
# More people than this nobody calls or writes to about one thing; of more than the second nobody is even looked at.
MOST = 500
MOST_LOOKED_AT = 2000
# A shorter beginning stands in too many words of a note.
_SHORTEST_BEGINNING = 3
# Why somebody is left out, in the order in which it is asked.
LEFT_OUT = ("trashed", "do_not_call", "complaint", "quiet", "no_number")
_LIVE = "c.deleted_at IS NULL AND c.merged_into_id IS NULL"
_AREA = "(:area IS NULL OR c.area = :area)"
# Among a million lines the customer is only asked for when an area is.
_LIVES_IN = "(:area IS NULL OR (SELECT c.area FROM customer c WHERE c.id = {customer}) = :area)"


@dataclass(frozen=True, slots=True)
class Interested:
    """One household to tell, by the member with the strongest reason. `customer_id` is None for a stranger."""

    customer_id: int | None
    name: str
    phone: str
    why: Message
    honorific: str | None = None
    festivals: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Interest:
    """Who is to be told, the strongest reason first; how many were left out, by reason; `more`: there are others."""

    people: tuple[Interested, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    more: bool = False


@dataclass(frozen=True, slots=True)
class _Reason:
    """Why one customer, or a stranger by name and number. Lower `rank` is stronger; then the newest."""

    rank: int
    on: str
    why: Message
    customer_id: int | None
    name: str = ""
    phone: str = ""
    key10: str = ""


@dataclass(frozen=True, slots=True)
class _Question:
    what: str
    tag: str | None
    category: str | None
    area: str | None
    today: dt.date


class InterestQueries:
    """Looks through wishes, tags, notes and sales of one book; read only."""

    def __init__(self, store: Reader) -> None:
        self._reader = store

    @shows("look")
    def interested(
        self,
        what: str,
        today: dt.date,
        *,
        tag: str | None = None,
        category: str | None = None,
        area: str | None = None,
    ) -> Interest:
        """Everybody whom the thing may interest, each household once. With nothing asked for: nobody.

        Left out are who asked not to be called, whose complaint is not made good, who is in quiet days, who is in the
        trash and whose number is wrong or unknown.
        """
        asked = _Question(clean(what), tag, category, clean(area) if area else None, today)
        reasons = [*self._askers(asked), *self._tagged(asked), *self._liking(asked), *self._buyers(asked)]
        strongest: dict[object, _Reason] = {}
        for one in _strongest_first(reasons):
            strongest.setdefault(one.customer_id or f"stranger {one.key10}", one)
        looked_at = list(strongest.values())[:MOST_LOOKED_AT]
        people, left_out = self._reachable(looked_at, today)
        more = len(people) > MOST or len(strongest) > MOST_LOOKED_AT
        return Interest(tuple(people[:MOST]), left_out, more)

    def categories(self) -> list[str]:
        """The kinds of goods in the book, the most frequent first."""
        rows = self._reader.rows(
            "SELECT category FROM product WHERE category <> '' AND deleted_at IS NULL "
            "GROUP BY category ORDER BY count(*) DESC, category"
        )
        return [row["category"] for row in rows]

    def tags(self) -> list[str]:
        """The tags that somebody carries, the most frequent first."""
        rows = self._reader.rows(
            "SELECT t.name FROM tag t JOIN customer_tag x ON x.tag_id = t.id AND x.deleted_at IS NULL "
            "WHERE t.deleted_at IS NULL GROUP BY t.id ORDER BY count(*) DESC, t.name"
        )
        return [row["name"] for row in rows]

    # who has a reason

    def _askers(self, asked: _Question) -> list[_Reason]:
        if not asked.what:
            return []
        keys = [
            row["folded"]
            for row in self._reader.rows(
                "SELECT DISTINCT folded FROM demand INDEXED BY demand_open "
                "WHERE status = 'open' AND deleted_at IS NULL"
            )
            if _akin(_keys_of(asked.what), frozenset(row["folded"].split()))
        ]
        rows = self._reader.rows(
            "SELECT d.customer_id, d.what, d.asked_on, d.name, d.phone, d.key10 FROM json_each(:keys) j "
            "CROSS JOIN demand d INDEXED BY demand_open ON d.folded = j.value "
            "LEFT JOIN customer c ON c.id = d.customer_id "
            "WHERE d.status = 'open' AND d.deleted_at IS NULL "
            "AND (d.customer_id IS NOT NULL OR coalesce(d.key10, '') <> '') "
            f"AND {_AREA} ORDER BY d.asked_on DESC LIMIT :most",
            {"keys": json.dumps(keys), "area": asked.area, "most": MOST_LOOKED_AT + 1},
        )
        return [
            _Reason(
                1,
                row["asked_on"],
                Message("Asked for {thing}", thing=row["what"]),
                row["customer_id"],
                row["name"] or "",
                row["phone"] or "",
                row["key10"] or "",
            )
            for row in rows
        ]

    def _tagged(self, asked: _Question) -> list[_Reason]:
        if not asked.tag:
            return []
        rows = self._reader.rows(
            "SELECT x.customer_id, coalesce(c.last_seen_on, '') AS seen FROM tag t "
            "CROSS JOIN customer_tag x INDEXED BY customer_tag_by ON x.tag_id = t.id "
            "CROSS JOIN customer c ON c.id = x.customer_id "
            f"WHERE t.name = :tag AND t.deleted_at IS NULL AND x.deleted_at IS NULL AND {_AREA} "
            "ORDER BY seen DESC LIMIT :most",
            {"tag": clean(asked.tag), "area": asked.area, "most": MOST_LOOKED_AT + 1},
        )
        why = Message("Tagged “{tag}”", tag=asked.tag)
        return [_Reason(2, row["seen"], why, row["customer_id"]) for row in rows]

    def _liking(self, asked: _Question) -> list[_Reason]:
        """Who is known to like it. A note that not everybody may read is no reason anybody could be told."""
        wanted = words(asked.what)
        if not wanted:
            return []
        rows = self._reader.rows(
            "SELECT n.customer_id, n.body, n.noted_on FROM note n INDEXED BY note_preference "
            "WHERE n.kind = 'preference' AND n.deleted_at IS NULL AND n.sensitivity = 'open' "
            f"AND {_LIVES_IN.format(customer='n.customer_id')}",
            {"area": asked.area},
        )
        return [
            _Reason(
                3, row["noted_on"], Message("Likes “{thing}”: from a note", thing=word), row["customer_id"]
            )
            for row in rows
            if (word := _named_in(row["body"], wanted))
        ]

    def _buyers(self, asked: _Question) -> list[_Reason]:
        products = self._products(asked)
        since = asked.today - dt.timedelta(BOUGHT_WITHIN_DAYS)
        rows = self._reader.rows(
            "SELECT s.customer_id, max(s.sold_on) AS sold_on, i.name FROM json_each(:products) j "
            "CROSS JOIN sale_item i INDEXED BY sale_item_product ON i.product_id = j.value "
            "CROSS JOIN sale s ON s.id = i.sale_id "
            "WHERE i.deleted_at IS NULL AND i.returned_milli < i.quantity_milli AND s.sold_on >= :since "
            "AND s.voided_on IS NULL AND s.deleted_at IS NULL AND s.customer_id IS NOT NULL "
            f"AND {_LIVES_IN.format(customer='s.customer_id')} "
            "GROUP BY s.customer_id ORDER BY sold_on DESC LIMIT :most",
            {
                "products": json.dumps(products),
                "since": since.isoformat(),
                "area": asked.area,
                "most": MOST_LOOKED_AT + 1,
            },
        )
        return [
            _Reason(4, row["sold_on"], _bought(row["name"], row["sold_on"]), row["customer_id"])
            for row in rows
        ]

    def _products(self, asked: _Question) -> list[int]:
        """The goods of the category, and those whose name is the thing's: a fridge for a Vision fridge, and back."""
        rows = self._reader.rows("SELECT id, name, brand, model, category FROM product")
        wanted = _keys_of(asked.what)
        found = []
        for row in rows:
            kind = row["category"] or ""
            whole = " ".join(part for part in (row["name"], row["brand"], row["model"], kind) if part)
            if (asked.category and kind == asked.category) or (
                wanted and (_keys_of(row["name"]) <= wanted or wanted <= _keys_of(whole))
            ):
                found.append(row["id"])
        return found

    # who of them can be told

    def _reachable(
        self, reasons: Sequence[_Reason], today: dt.date
    ) -> tuple[list[Interested], dict[str, int]]:
        customers = [one.customer_id for one in reasons if one.customer_id is not None]
        facts = self._facts(customers)
        numbers, home, strangers = self._numbers(reasons)
        people_ids = json.dumps(list(home))
        complaining = self._homes(home, _COMPLAINING, (people_ids,))
        quiet = self._homes(home, _QUIET, (today.isoformat(), people_ids))
        people: list[Interested] = []
        told: set[str] = set()
        left_out: Counter[str] = Counter()
        for one in reasons:
            row = facts.get(one.customer_id) if one.customer_id is not None else None
            phone = numbers.get(one.customer_id, "") if one.customer_id is not None else one.phone
            house = home[one.customer_id] if one.customer_id is not None else strangers[one.key10]
            if house in told:
                continue
            why_not = _why_not(row, house, phone, complaining, quiet, today)
            if why_not:
                left_out[why_not] += 1
                continue
            told.add(house)
            people.append(_person(one, row, phone))
        return people, dict(left_out)

    def _facts(self, customers: Iterable[int]) -> dict[int | None, Any]:
        rows = self._reader.rows(
            "SELECT c.id, coalesce(c.name, c.nickname, '') AS name, c.honorific, c.festivals, c.area, c.do_not_call, "
            f"c.do_not_call_until, {_LIVE} AS live FROM json_each(?) j CROSS JOIN customer c ON c.id = j.value",
            (json.dumps(list(customers)),),
        )
        return {row["id"]: row for row in rows}

    def _numbers(
        self, reasons: Sequence[_Reason]
    ) -> tuple[dict[int | None, str], dict[int, str], dict[str, str]]:
        """The number that reaches each customer; the household of everybody who shares one; and of each number."""
        customers = [one.customer_id for one in reasons if one.customer_id is not None]
        keys = [one.key10 for one in reasons if one.customer_id is None and one.key10]
        rows = self._reader.rows(
            "SELECT p.customer_id, p.key10, coalesce(p.e164, p.raw) AS number FROM json_each(?) j "
            "CROSS JOIN customer_phone p ON p.customer_id = j.value WHERE p.deleted_at IS NULL "
            "AND p.state <> 'wrong' ORDER BY p.customer_id, p.state <> 'ok', p.position, p.id",
            (json.dumps(customers),),
        )
        numbers: dict[int | None, str] = {}
        answers: list[tuple[int, str]] = []
        for row in rows:
            numbers.setdefault(row["customer_id"], row["number"])
            answers.append((row["customer_id"], row["key10"]))
        shared = self._reader.rows(
            "SELECT p.customer_id, p.key10 FROM json_each(?) j CROSS JOIN customer_phone p ON p.key10 = j.value "
            "CROSS JOIN customer c ON c.id = p.customer_id "
            f"WHERE p.deleted_at IS NULL AND p.state <> 'wrong' AND {_LIVE}",
            (json.dumps(sorted({key for _who, key in answers if key} | set(keys))),),
        )
        answers += [(row["customer_id"], row["key10"]) for row in shared]
        home, callers = households(customers, answers, keys)
        return numbers, home, callers

    def _homes(self, home: Mapping[int, str], sql: str, params: tuple[object, ...]) -> set[str]:
        return {home[row["customer_id"]] for row in self._reader.rows(sql, params)}


_COMPLAINING = (
    "SELECT DISTINCT k.customer_id FROM json_each(?) j CROSS JOIN complaint k INDEXED BY complaint_at_risk "
    "ON k.customer_id = j.value WHERE k.cleared_on IS NULL AND k.status <> 'withdrawn' "
    "AND k.customer_id IS NOT NULL AND k.deleted_at IS NULL"
)
_QUIET = (
    "SELECT DISTINCT customer_id FROM note WHERE quiet_until >= ? AND deleted_at IS NULL "
    "AND +customer_id IN (SELECT value FROM json_each(?))"
)


def _strongest_first(reasons: Iterable[_Reason]) -> list[_Reason]:
    newest = sorted(reasons, key=lambda one: one.on, reverse=True)
    return sorted(newest, key=lambda one: one.rank)


def _why_not(
    row: Any, house: str, phone: str, complaining: set[str], quiet: set[str], today: dt.date
) -> str | None:
    if row is not None and not row["live"]:
        return "trashed"
    if row is not None and row["do_not_call"] and (row["do_not_call_until"] or "9999") >= today.isoformat():
        return "do_not_call"
    if house in complaining:
        return "complaint"
    if house in quiet:
        return "quiet"
    return None if phone else "no_number"


def _person(one: _Reason, row: Any, phone: str) -> Interested:
    if row is None:
        return Interested(None, one.name, phone, one.why)
    return Interested(
        one.customer_id,
        row["name"],
        phone,
        one.why,
        row["honorific"],
        row["festivals"] or "",
        row["area"] or "",
    )


def _bought(name: str, sold_on: str) -> Message:
    return Message("Bought “{thing}” on {bought_on}", thing=name, bought_on=dt.date.fromisoformat(sold_on))


@lru_cache(maxsize=16384)  # the names of all goods are compared at every pause in typing
def _keys_of(text: str) -> frozenset[str]:
    return frozenset(wish_key(text).split()) if text.strip() else frozenset()


def _akin(one: frozenset[str], other: frozenset[str]) -> bool:
    """True when the shorter text says nothing that the longer does not."""
    return bool(one and other) and (one <= other or other <= one)


def _named_in(body: str, wanted: Sequence[str]) -> str | None:
    """The first wanted word a text has, whatever ending it carries there (ফ্রিজের) and whichever script it is in."""
    said = words(body)
    for word in wanted:
        fine, key = _sounds(word)
        if len(fine) < _SHORTEST_BEGINNING:
            continue
        for other in said:
            sound, other_key = _sounds(other)
            if other_key == key or sound.startswith(fine):
                return word
    return None


@lru_cache(
    maxsize=65536
)  # notes are made of few words: 36,000 of them are looked through in a third of the time
def _sounds(word: str) -> tuple[str, str]:
    return word_keys(word).fine, wish_key(word)
