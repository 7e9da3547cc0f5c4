"""Questions about warranty cards: one, those of a customer or memo, and one found by anything people can read out."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby

from shopbook.clock import Clock, to_day
from shopbook.errors import Message, NotFound
from shopbook.permissions import shows
from shopbook.search.fold import ascii_digits, clean, fold_code, phone_digits
from shopbook.search.index import CODE_KINDS, TAIL_LENGTH
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader, Store
from shopbook.warranties.days import Repair, Span, last_end, span_of
from shopbook.warranties.model import Card, Coverage, Verdict, verdict

_CARD = (
    "SELECT w.*, i.sale_id AS sale_id, s.memo_no AS memo_no, (SELECT o.id FROM warranty o "
    "WHERE o.replaced_by_id = w.id AND o.deleted_at IS NULL) AS replaces_id FROM warranty w "
    "LEFT JOIN sale_item i ON i.id = w.sale_item_id LEFT JOIN sale s ON s.id = i.sale_id "
)
_DAYS = (
    "SELECT w.id, w.start_on, w.repairs, w.last_ends_on, c.length, c.unit, c.ends_on, c.extended_days, "
    "c.restarted_on FROM warranty w LEFT JOIN coverage c ON c.warranty_id = w.id AND c.deleted_at IS NULL "
    "WHERE w.id > ? AND w.id <= ? AND w.deleted_at IS NULL ORDER BY w.id"
)
_CARD_NO = re.compile(r"([A-Z]+\d*-|[A-Z]*)0*(\d{1,9})")
_BENGALI_PREFIX = re.compile(r"^[\u0985-\u09bf]{1,2}-(?=\d)")
# Of a number's end less than this says nothing; the last ten digits are a mobile number in Bangladesh.
_SHORTEST_TAIL = 4
_PHONE_KEY = 10
_MOST_FOUND = 50


class WarrantyQueries:
    """Warranty cards of one book, read only."""

    def __init__(self, store: Store) -> None:
        self._reader: Reader = store
        self._clock: Clock = store.clock

    @shows("look")
    def card(self, warranty_id: int) -> Card:
        """One card; NotFound when there is none."""
        found = self.cards([warranty_id])
        if not found:
            raise NotFound(Message("This warranty card is not in the book."))
        return found[0]

    @shows("look")
    def cards(self, ids: Sequence[int]) -> list[Card]:
        """The cards with these ids, in their order; ids that are not in the book are left out."""
        return cards_of(self._reader, ids)

    @shows("look")
    def card_by_no(self, text: str) -> Card | None:
        """The card whose number is meant by A-000124, a000124, 124 or ১২৪; the newest of equal ones, or None."""
        return next(iter(self.cards(self._by_no(text))), None)

    @shows("look")
    def find(self, text: str) -> list[Card]:
        """The cards a customer can mean by a card number, a serial or IMEI (or its last digits), or a phone.

        Any script of digits. The surest first: card number, whole serial, end of a serial, phone.
        """
        found = dict.fromkeys(self._by_no(text))
        folded = fold_code(text)
        if folded:
            found |= dict.fromkeys(self._by_serial(folded))
        key = phone_digits(text)[-_PHONE_KEY:]
        if len(key) == _PHONE_KEY:
            found |= dict.fromkeys(self._by_phone(key))
        return self.cards(list(found)[:_MOST_FOUND])

    @shows("look")
    def verdict(self, warranty_id: int) -> Verdict:
        """What to say to a card today. Raises NotFound."""
        return verdict(self.card(warranty_id), self._clock.today())

    @shows("look")
    def ids_of_customer(self, customer_id: int) -> list[int]:
        """A customer's cards, the newest first."""
        return self._reader.ids(
            "SELECT id FROM warranty WHERE customer_id = ? AND deleted_at IS NULL ORDER BY start_on DESC, id DESC",
            (customer_id,),
        )

    @shows("look")
    def ids_of_sale(self, sale_id: int) -> list[int]:
        """The cards given with a memo, in the order of its lines."""
        return self._reader.ids(
            "SELECT w.id FROM warranty w JOIN sale_item i ON i.id = w.sale_item_id "
            "WHERE i.sale_id = ? AND w.deleted_at IS NULL ORDER BY i.position, w.id",
            (sale_id,),
        )

    @shows("look")
    def newest_ids(self, limit: int = 200) -> list[int]:
        """The cards given last, for the page of warranties before anything is typed."""
        return self._reader.ids(
            "SELECT id FROM warranty WHERE deleted_at IS NULL ORDER BY id DESC LIMIT ?", (limit,)
        )

    @shows("look")
    def ending_ids(self, first: dt.date, last: dt.date) -> list[int]:
        """The valid cards whose longest coverage ends from `first` to `last`, the soonest first."""
        return self._reader.ids(
            "SELECT id FROM warranty WHERE status = 'active' AND deleted_at IS NULL AND last_ends_on IS NOT NULL "
            "AND last_ends_on BETWEEN ? AND ? ORDER BY last_ends_on, id",
            (first.isoformat(), last.isoformat()),
        )

    def differences(self) -> list[int]:
        """The cards whose kept days are not what first day, length and repairs make of them, for `check`."""
        found: list[int] = []
        last_id = 0
        while ids := self._reader.ids(
            "SELECT id FROM warranty WHERE id > ? AND deleted_at IS NULL ORDER BY id LIMIT 5000", (last_id,)
        ):
            rows = self._reader.rows(_DAYS, (last_id, ids[-1]))
            last_id = ids[-1]
            found += [
                card for card, theirs in groupby(rows, key=lambda row: int(row["id"])) if _differ(theirs)
            ]
        return found

    def _by_no(self, text: str) -> list[int]:
        typed = ascii_digits(clean(text)).upper().replace(" ", "")
        # With a Bengali layout the counter's letter comes out as a Bengali one; which, depends on the layout.
        typed = _BENGALI_PREFIX.sub("", typed)
        match = _CARD_NO.fullmatch(typed)
        if match is None:
            return self._by_code("card", fold_code(text))
        prefix, digits = match[1].rstrip("-"), f"{int(match[2]):06d}"
        if prefix:
            # A1-000124 may be typed without its hyphen, A-124 without its zeros.
            return list(
                dict.fromkeys(
                    [*self._by_code("card", fold_code(text)), *self._by_code("card", prefix + digits)]
                )
            )
        # Which counter's letter belongs before it nobody remembers: 124 is the end of A-000124 and of B-000124.
        return [
            row["row_id"]
            for row in self._reader.rows(
                "SELECT row_id, shown FROM search_code WHERE kind = ? AND tail >= ?2 AND tail < ?2 || '\U0010ffff' "
                "ORDER BY row_id DESC",
                (CODE_KINDS.index("card"), digits[::-1]),
            )
            if row["shown"].endswith(f"-{digits}")
        ]

    def _by_serial(self, folded: str) -> list[int]:
        whole = self._reader.ids(
            "SELECT id FROM warranty WHERE serial_folded = ? AND deleted_at IS NULL ORDER BY id DESC",
            (folded,),
        )
        if len(folded) < _SHORTEST_TAIL:
            return whole
        tail = folded[::-1][:TAIL_LENGTH]
        ending = self._reader.rows(
            "SELECT row_id, folded FROM search_code WHERE kind = ? AND tail >= ?2 AND tail < ?2 || '\U0010ffff' "
            "ORDER BY row_id DESC LIMIT ?3",
            (CODE_KINDS.index("card_serial"), tail, _MOST_FOUND),
        )
        return [*whole, *(row["row_id"] for row in ending if row["folded"].endswith(folded))]

    def _by_phone(self, key10: str) -> list[int]:
        return self._reader.ids(
            "SELECT DISTINCT w.id FROM customer_phone p JOIN warranty w ON w.customer_id = p.customer_id "
            "WHERE p.key10 = ? AND p.deleted_at IS NULL AND w.deleted_at IS NULL ORDER BY w.id DESC",
            (key10,),
        )

    def _by_code(self, kind: str, folded: str) -> list[int]:
        return self._reader.ids(
            "SELECT row_id FROM search_code WHERE folded = ? AND kind = ? ORDER BY row_id DESC",
            (folded, CODE_KINDS.index(kind)),
        )


def cards_of(reader: Reader, ids: Sequence[int]) -> list[Card]:
    """The cards with these ids, in their order, also inside an open operation."""
    marks = ", ".join("?" * len(ids))
    coverages: dict[int, list[Coverage]] = {}
    for row in reader.rows(
        f"SELECT * FROM coverage WHERE warranty_id IN ({marks}) AND deleted_at IS NULL ORDER BY warranty_id, position",
        tuple(ids),
    ):
        coverages.setdefault(row["warranty_id"], []).append(
            Coverage(
                row["id"],
                row["kind"],
                row["component"] or "",
                row["length"],
                row["unit"],
                to_day(row["ends_on"]),
                row["extended_days"],
                to_day(row["restarted_on"]),
            )
        )
    found = {
        row["id"]: _card(row, tuple(coverages.get(row["id"], ())))
        for row in reader.rows(f"{_CARD} WHERE w.id IN ({marks}) AND w.deleted_at IS NULL", tuple(ids))
    }
    return [found[each] for each in ids if each in found]


def _differ(rows: Iterable[Row]) -> bool:
    """True when the days of one card are not what they must be."""
    kept_last, ends = None, []
    for row in rows:
        kept_last = row["last_ends_on"]
        if row["unit"] is None:
            continue  # a card without any promise
        span = _span(row["start_on"], row["length"], row["unit"], row["repairs"])
        kept = Span(to_day(row["ends_on"]), row["extended_days"], to_day(row["restarted_on"]))
        if span != kept:
            return True
        ends.append(span.ends_on)
    return to_day(kept_last) != last_end(ends)


@lru_cache(maxsize=100_000)
def _span(start_on: str, length: int | None, unit: str, repairs: str) -> Span:
    """Most cards of a day promise the same: on a large book this is asked for six hundred thousand promises."""
    moved = [Repair.from_json(each) for each in json.loads(repairs)]
    return span_of(dt.date.fromisoformat(start_on), length, unit, moved)


def _card(row: Row, coverages: tuple[Coverage, ...]) -> Card:
    return Card(
        id=row["id"],
        card_no=row["card_no"],
        customer_id=row["customer_id"],
        sale_id=row["sale_id"],
        sale_item_id=row["sale_item_id"],
        memo_no=row["memo_no"] or "",
        product_name=row["product_name"],
        brand=row["brand"] or "",
        model=row["model"] or "",
        serial=row["serial"] or "",
        issued_on=dt.date.fromisoformat(row["issued_on"]),
        start_on=dt.date.fromisoformat(row["start_on"]),
        starts_from=row["starts_from"],
        status=row["status"],
        close_reason=row["void_reason"] or "",
        terms=row["terms"] or "",
        usage_tip=row["usage_tip"] or "",
        print_count=row["print_count"],
        last_ends_on=to_day(row["last_ends_on"]),
        coverages=coverages,
        closed_on=to_day(row["closed_on"]),
        replaced_by_id=row["replaced_by_id"],
        replaces_id=row["replaces_id"],
        service_every_days=row["service_every_days"],
        service_count=row["service_count"],
        repairs=tuple(Repair.from_json(each) for each in json.loads(row["repairs"])),
    )
