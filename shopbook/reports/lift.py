"""Did care bring sales? What people bought after the first call that asked after them, against those never called.

Who is to be called, and why, is `followups`; here is only counted what became of it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from shopbook.calls.outcomes import TALKED, asked_for_advice
from shopbook.clock import Clock, to_day
from shopbook.errors import Message
from shopbook.permissions import shows
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader, Store

# Days before and after a contact. Its own day is in neither: nobody knows which of the two came first.
DAYS = 90
# Fewer on either side, and one large memo makes the mean.
ENOUGH = 10
# What had been bought in the days before, at most, in paisa; the last band has no end.
UP_TO: tuple[int | None, ...] = (0, 5_000_00, 20_000_00, None)
# Reasons that ask after people; the others want money, an order or an answer of them.
CARE_RULES = (
    *("note_followup", "note_unresolved", "thank_you", "durable_sold", "birthday_customer", "birthday_child"),
    *("wedding_day", "yearly_note", "pregnancy", "gift_reached", "keep_in_touch"),
)
_TAKA = 100


@dataclass(frozen=True, slots=True)
class LiftBand:
    """People who had bought about as much before: how much more each bought after than before, in the mean.

    `up_to_paisa` None: the last band. A mean is None where nobody is.
    """

    up_to_paisa: int | None
    cared: int
    cared_paisa: int | None
    others: int
    others_paisa: int | None

    @property
    def enough(self) -> bool:
        """Enough people on both sides to say something."""
        return min(self.cared, self.others) >= ENOUGH


@dataclass(frozen=True, slots=True)
class GiftFigures:
    """Gifts whose days after are over: what they cost, as far as known, and what those who got them bought then."""

    given: int = 0
    cost_paisa: int = 0
    bought_paisa: int = 0
    waiting: int = 0  # given too lately to say


@dataclass(frozen=True, slots=True)
class LiftFigures:
    """The report. The two means together are weighted by the cared for of each band, and only of bands with both."""

    until: dt.date
    bands: tuple[LiftBand, ...]
    asked_advice: int
    gifts: GiftFigures
    knows_on: dt.date | None  # from when there will be something to say; None: nobody was asked after yet

    @property
    def cared(self) -> int:
        """How many people asked after are counted."""
        return sum(band.cared for band in self._compared)

    @property
    def others(self) -> int:
        """Who stands against them; somebody who fits two bands, each at its own day, counts in both."""
        return sum(band.others for band in self._compared)

    @property
    def cared_paisa(self) -> int | None:
        """How much more they bought after than before, a person, in whole taka; None when nobody is counted."""
        return _weighted([(band.cared, band.cared_paisa) for band in self._compared])

    @property
    def others_paisa(self) -> int | None:
        """The same of those nobody asked after; None when there is nobody to compare with."""
        return _weighted([(band.cared, band.others_paisa) for band in self._compared])

    @property
    def enough(self) -> bool:
        """Enough people on both sides to call it more than a hint."""
        return min(self.cared, self.others) >= ENOUGH

    @property
    def _compared(self) -> list[LiftBand]:
        """The bands with people on both sides; when there are none, whoever was asked after."""
        both = [band for band in self.bands if band.cared and band.others]
        return both or [band for band in self.bands if band.cared]

    def sentence(self) -> Message | None:
        """What came of it in one sentence; None while nothing can be said."""
        cared, others = self.cared_paisa, self.others_paisa
        if cared is None:
            return None
        if others is None:
            return _ALONE[cared >= 0](cared_paisa=abs(cared))
        return _BOTH[cared >= 0, others >= 0](cared_paisa=abs(cared), others_paisa=abs(others))

    def caveat(self) -> Message | None:
        """What the sentence must not be taken for; None when there are enough people on both sides."""
        if self.cared_paisa is None or self.enough:
            return None
        return Message("A hint, not a proof: fewer than {enough} people on one side at least.", enough=ENOUGH)


class Lift:
    """Counts over the calls, gifts and memos of one book."""

    def __init__(self, store: Store) -> None:
        self._reader: Reader = store
        self._clock: Clock = store.clock

    @shows("see_figures")
    def of(self, until: dt.date | None = None) -> LiftFigures:
        """What the care up to a day brought, None for today. Reads every customer once: a matter for a job."""
        until = until or self._clock.today()
        found = {row["band"]: row for row in self._reader.rows(_BANDS, _days(until))}
        return LiftFigures(
            until=until,
            bands=tuple(_to_band(place, found.get(place)) for place in range(len(UP_TO))),
            asked_advice=int(self._reader.value(_ADVICE, _days(until))),
            gifts=self._gifts(until),
            knows_on=self._knows_on(until),
        )

    def _gifts(self, until: dt.date) -> GiftFigures:
        row = self._reader.row(_GIFTS, _days(until))
        assert row is not None
        return GiftFigures(**dict(zip(row.keys(), tuple(row), strict=True)))

    def _knows_on(self, until: dt.date) -> dt.date | None:
        """The day after the 90 days of the first contact that counts; of none that does, of one made today."""
        row = self._reader.row(_FIRST, _days(until))
        assert row is not None
        if not row["contacts"]:
            return None
        begun = dt.date.fromisoformat(row["begun"] or until.isoformat())
        first = to_day(row["first"]) or max(until, begun + dt.timedelta(DAYS))
        return first + dt.timedelta(DAYS + 1)


def _days(until: dt.date) -> dict[str, object]:
    return {"until": until.isoformat(), "over": (until - dt.timedelta(DAYS + 1)).isoformat()}


def _to_band(place: int, row: Row | None) -> LiftBand:
    if row is None:
        return LiftBand(UP_TO[place], 0, None, 0, None)
    return LiftBand(
        UP_TO[place],
        row["cared"],
        _mean(row["cared_more"], row["cared"]),
        row["others"],
        _mean(row["others_more"], row["others"]),
    )


def _mean(paisa: int, people: int) -> int | None:
    """A mean in whole taka, in paisa: a share of a taka says nothing here."""
    return round(paisa / people / _TAKA) * _TAKA if people else None


def _weighted(parts: list[tuple[int, int | None]]) -> int | None:
    known = [(people, paisa) for people, paisa in parts if paisa is not None]
    people = sum(many for many, _paisa in known)
    return _mean(sum(many * paisa for many, paisa in known), people)


def _listed(words: frozenset[str] | tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in sorted(words))


# A book begins with its first memo; a contact sooner has no 90 days before it.
_BEGUN = "(SELECT sold_on FROM sale WHERE voided_on IS NULL AND deleted_at IS NULL ORDER BY sold_on LIMIT 1)"
_LIVING = "c.deleted_at IS NULL AND c.merged_into_id IS NULL"
_BOUGHT = "s.voided_on IS NULL AND s.deleted_at IS NULL"
_BAND = "CASE " + " ".join(
    f"WHEN before <= {paisa} THEN {place}" for place, paisa in enumerate(UP_TO) if paisa is not None
) + f" ELSE {len(UP_TO) - 1} END"  # fmt: skip
# A gift that went astray is no contact.
_CONTACT = f"""
  contact(who, day) AS MATERIALIZED (
    SELECT i.customer_id, i.on_day FROM interaction i
      WHERE i.on_day <= :until AND i.reasons <> '[]' AND i.customer_id IS NOT NULL AND i.deleted_at IS NULL
      AND i.outcome IN ({_listed(TALKED)}) AND EXISTS (SELECT 1 FROM json_each(i.reasons) r
        WHERE substr(r.value, 1, instr(r.value, ':') - 1) IN ({_listed(CARE_RULES)}))
    UNION ALL
    SELECT g.customer_id, g.given_on FROM gift g
      WHERE g.given_on <= :until AND g.reached <> 'no' AND g.deleted_at IS NULL),
  asked_after(who, day) AS MATERIALIZED (
    SELECT who, min(CASE WHEN day >= date({_BEGUN}, '+{DAYS} days') THEN day END) FROM contact GROUP BY who)"""
_BEFORE = "CASE WHEN s.sold_on < day THEN s.total_paisa ELSE 0 END"
_AFTER = "CASE WHEN s.sold_on > day THEN s.total_paisa ELSE 0 END"
# The others are looked at on the (lower) median day of the contacts in the band, if they were customers by then.
_BANDS = f"""WITH {_CONTACT},
  cared AS (
    SELECT a.who, a.day, coalesce(sum({_BEFORE}), 0) AS before, coalesce(sum({_AFTER}), 0) AS after
    FROM asked_after a JOIN customer c ON c.id = a.who AND {_LIVING}
    LEFT JOIN sale s ON s.customer_id = a.who AND {_BOUGHT}
      AND s.sold_on BETWEEN date(a.day, '-{DAYS} days') AND date(a.day, '+{DAYS} days')
    WHERE a.day <= :over GROUP BY a.who),
  placed AS (SELECT who, day, after - before AS more, {_BAND} AS band FROM cared),
  ranked AS (SELECT *, row_number() OVER (PARTITION BY band ORDER BY day, who) AS place,
    count(*) OVER (PARTITION BY band) AS many FROM placed),
  band AS MATERIALIZED (
    SELECT band, many AS cared, sum(more) AS cared_more, max(CASE WHEN place = (many + 1) / 2 THEN day END) AS day
    FROM ranked GROUP BY band),
  span AS MATERIALIZED (
    SELECT band, day, date(day, '-{DAYS} days') AS first, date(day, '+{DAYS} days') AS last FROM band),
  other AS (
    SELECT c.id, b.band, coalesce(sum({_BEFORE}), 0) AS before, coalesce(sum({_AFTER}), 0) AS after
    FROM customer c CROSS JOIN span b
    LEFT JOIN sale s ON s.customer_id = c.id AND s.sold_on BETWEEN b.first AND b.last AND {_BOUGHT}
    WHERE {_LIVING} AND (c.first_sale_on <= b.day OR date(c.created_at, '+6 hours') <= b.day)
    AND c.id NOT IN (SELECT who FROM asked_after) GROUP BY c.id, b.band),
  against AS (SELECT band, count(*) AS others, sum(after - before) AS others_more FROM other
    WHERE band = {_BAND} GROUP BY band)
SELECT b.band, b.cared, b.cared_more, coalesce(a.others, 0) AS others, coalesce(a.others_more, 0) AS others_more
FROM band b LEFT JOIN against a ON a.band = b.band"""
_FIRST = f"""WITH {_CONTACT}
SELECT count(*) AS contacts, min(a.day) AS first, {_BEGUN} AS begun
FROM asked_after a JOIN customer c ON c.id = a.who AND {_LIVING}"""
# The plus: by the day, not in the order of the customers, which reads each call from its own place.
_ADVICE = f"""SELECT count(DISTINCT +i.customer_id) FROM interaction i
JOIN customer c ON c.id = i.customer_id AND {_LIVING}
WHERE i.on_day <= :until AND i.deleted_at IS NULL AND {asked_for_advice("i")}"""
_GIFTS = f"""WITH given AS MATERIALIZED (
    SELECT g.customer_id AS who, g.given_on AS day, g.cost_paisa FROM gift g
    JOIN customer c ON c.id = g.customer_id AND {_LIVING} WHERE g.given_on <= :until AND g.deleted_at IS NULL)
SELECT (SELECT count(*) FROM given WHERE day <= :over) AS given,
  (SELECT coalesce(sum(cost_paisa), 0) FROM given WHERE day <= :over) AS cost_paisa,
  (SELECT coalesce(sum(total_paisa), 0) FROM sale WHERE id IN (
    SELECT s.id FROM given g JOIN sale s ON s.customer_id = g.who AND {_BOUGHT} AND s.sold_on > g.day
      AND s.sold_on <= date(g.day, '+{DAYS} days') WHERE g.day <= :over)) AS bought_paisa,
  (SELECT count(*) FROM given WHERE day > :over) AS waiting"""
_BOTH = {
    (True, True): lambda **sums: Message(
        "Those we asked after bought {cared_paisa} more in the 90 days after, in the mean; those nobody asked after, "
        "{others_paisa} more.",
        **sums,
    ),
    (True, False): lambda **sums: Message(
        "Those we asked after bought {cared_paisa} more in the 90 days after, in the mean; those nobody asked after, "
        "{others_paisa} less.",
        **sums,
    ),
    (False, True): lambda **sums: Message(
        "Those we asked after bought {cared_paisa} less in the 90 days after, in the mean; those nobody asked after, "
        "{others_paisa} more.",
        **sums,
    ),
    (False, False): lambda **sums: Message(
        "Those we asked after bought {cared_paisa} less in the 90 days after, in the mean; those nobody asked after, "
        "{others_paisa} less.",
        **sums,
    ),
}
_ALONE = {
    True: lambda **sums: Message(
        "Those we asked after bought {cared_paisa} more in the 90 days after, in the mean. There is nobody to compare "
        "with.",
        **sums,
    ),
    False: lambda **sums: Message(
        "Those we asked after bought {cared_paisa} less in the 90 days after, in the mean. There is nobody to compare "
        "with.",
        **sums,
    ),
}
