"""Questions about halkhata drives: who could be invited, who was, who came, what was collected and what is left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from shopbook.clock import Clock, to_day
from shopbook.errors import Message, NotFound
from shopbook.halkhata.model import (
    Guest,
    GuestsShown,
    Halkhata,
    Happening,
    Report,
    Sum,
    Tally,
    tally,
)
from shopbook.permissions import shows
from shopbook.search.queries import Search
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader, Store

_LIVING = "deleted_at IS NULL AND merged_into_id IS NULL"
_NEWEST = 9_223_372_036_854_775_807
_MOST_FOUND = 400
_LISTS: dict[GuestsShown, str] = {
    "came": "AND came_on IS NOT NULL ",
    "waiting": "AND came_on IS NULL ",
    "unprinted": "AND printed_on IS NULL ",
}
_GUEST = (
    "SELECT g.*, c.code, c.area, c.honorific, coalesce(c.name, c.nickname, '') AS who, "
    f"(c.{_LIVING.replace('AND ', 'AND c.')}) AS living, "
    "(SELECT coalesce(p.e164, p.raw) FROM customer_phone p WHERE p.customer_id = c.id AND p.deleted_at IS NULL "
    "ORDER BY p.state = 'wrong', p.position, p.id LIMIT 1) AS phone "
    "FROM halkhata_guest g JOIN customer c ON c.id = g.customer_id "
)
_ROW = (
    "l.id, g.id AS guest_id, l.kind, l.amount_paisa, l.sale_id, l.job_id, l.halkhata_id, l.reverses_id, "
    "u.kind AS undone_kind, u.amount_paisa AS undone_paisa, g.since_id, g.halkhata_id AS drive_id"
)
# Everything since the first invitation, then whose it is: the drive's weeks of ledger, not its guests' years.
_OF_ALL = f"""SELECT {_ROW} FROM ledger l
    CROSS JOIN halkhata_guest g ON g.customer_id = l.customer_id AND g.halkhata_id = :drive
        AND g.deleted_at IS NULL AND l.id > g.since_id
    LEFT JOIN ledger u ON u.id = l.reverses_id
    WHERE l.id > :since AND l.id <= :until ORDER BY l.id"""
_OF_SOME = f"""SELECT {_ROW} FROM halkhata_guest g JOIN halkhata h ON h.id = g.halkhata_id
    CROSS JOIN ledger l ON l.customer_id = g.customer_id AND l.id > g.since_id
        AND l.id <= coalesce(h.until_id, {_NEWEST})
    LEFT JOIN ledger u ON u.id = l.reverses_id
    WHERE g.id IN (SELECT value FROM json_each(:ids)) ORDER BY l.id"""


class HalkhataQueries:
    """Halkhata drives of one book, read only."""

    def __init__(self, store: Store) -> None:
        self._reader: Reader = store
        self._clock: Clock = store.clock
        self._search: Search | None = None

    def today(self) -> dt.date:
        """The shop's day, of which every open drive's figures are."""
        return self._clock.today()

    # ---- who could be invited

    @shows("see_dues")
    def candidates(self, least_paisa: int, area: str = "") -> list[int]:
        """The customers who owe at least so much, the largest due first; of one area, or of all."""
        return self._reader.ids(
            f"SELECT id FROM customer WHERE balance_paisa >= max(1, ?1) AND {_LIVING} "
            "AND (?2 = '' OR area = ?2) ORDER BY balance_paisa DESC, id DESC",
            (least_paisa, area),
        )

    @shows("see_dues")
    def areas(self, least_paisa: int) -> list[Sum]:
        """The areas those customers live in, the most people first; those without an area are left out."""
        rows = self._reader.rows(
            # Of 20,000 who owe, 9 ms along this index and 45 ms through their rows.
            "SELECT area, count(*) AS many, sum(balance_paisa) AS paisa FROM customer INDEXED BY customer_owing "
            f"WHERE balance_paisa > 0 AND balance_paisa >= ? AND {_LIVING} AND coalesce(area, '') <> '' "
            "GROUP BY area ORDER BY many DESC, area",
            (least_paisa,),
        )
        return [Sum(row["many"], row["paisa"], row["area"]) for row in rows]

    @shows("see_dues")
    def sum_of(self, customer_ids: Iterable[int]) -> Sum:
        """How many these are and what they owe together."""
        row = self._reader.row(
            "SELECT count(*) AS many, coalesce(sum(max(0, balance_paisa)), 0) AS paisa FROM customer "
            f"WHERE id IN (SELECT value FROM json_each(?)) AND {_LIVING}",
            (_json(customer_ids),),
        )
        assert row is not None
        return Sum(row["many"], row["paisa"])

    # ---- drives

    @shows("look")
    def ids(self) -> list[int]:
        """The drives: open ones first, then the newest."""
        return self._reader.ids(
            "SELECT id FROM halkhata WHERE deleted_at IS NULL ORDER BY status <> 'open', held_on DESC, id DESC"
        )

    @shows("see_dues")
    def rows(self, ids: Sequence[int]) -> list[Halkhata]:
        """Drives in the order of the ids; ids that are not in the book are left out."""
        rows = self._reader.rows(
            "SELECT h.*, count(g.id) AS invited, count(g.printed_on) AS printed, count(g.came_on) AS came "
            "FROM halkhata h LEFT JOIN halkhata_guest g ON g.halkhata_id = h.id AND g.deleted_at IS NULL "
            "WHERE h.id IN (SELECT value FROM json_each(?)) AND h.deleted_at IS NULL GROUP BY h.id",
            (_json(ids),),
        )
        found = {row["id"]: _to_halkhata(row) for row in rows}
        return [found[each] for each in ids if each in found]

    @shows("see_dues")
    def get(self, halkhata_id: int) -> Halkhata:
        """One drive; NotFound when there is none."""
        found = self.rows([halkhata_id])
        if not found:
            raise NotFound(Message("This halkhata is not in the book."))
        return found[0]

    def open_id(self) -> int | None:
        """The open drive whose day is nearest; None when there is none."""
        found: int | None = self._reader.value(
            "SELECT id FROM halkhata WHERE status = 'open' AND deleted_at IS NULL "
            "ORDER BY abs(julianday(held_on) - julianday(?)), id DESC LIMIT 1",
            (self._clock.today().isoformat(),),
        )
        return found

    # ---- guests

    @shows("see_dues")
    def guest_ids(self, halkhata_id: int, which: GuestsShown = "all") -> list[int]:
        """The guests of a drive, the largest due first.

        came; waiting: not come yet; paid: money came from them; left: something is still due; unprinted: no card yet.
        """
        term = _LISTS.get(which, "")
        ids = self._reader.ids(
            f"SELECT id FROM halkhata_guest WHERE halkhata_id = ? AND deleted_at IS NULL {term}"
            "ORDER BY due_paisa DESC, id",
            (halkhata_id,),
        )
        if which not in ("paid", "left"):
            return ids
        tallies = self.tallies(halkhata_id)
        wanted = {
            each
            for each, found in tallies.items()
            if (found.collected_paisa if which == "paid" else found.left_paisa) > 0
        }
        return [each for each in ids if each in wanted]

    @shows("see_dues")
    def counts(self, halkhata_id: int) -> dict[GuestsShown, int]:
        """How many guests each list of `guest_ids` has."""
        found = list(self.tallies(halkhata_id).values())
        came = self._came(halkhata_id)
        return {
            "all": len(found),
            "waiting": len(found) - came,
            "came": came,
            "paid": sum(each.collected_paisa > 0 for each in found),
            "left": sum(each.left_paisa > 0 for each in found),
            "unprinted": len(self.guest_ids(halkhata_id, "unprinted")),
        }

    @shows("see_dues")
    def guests(self, ids: Sequence[int]) -> list[Guest]:
        """Guests with what became of their dues, in the order of the ids; ids that are gone are left out."""
        if not ids:
            return []
        rows = self._reader.rows(
            f"{_GUEST} WHERE g.id IN (SELECT value FROM json_each(?)) AND g.deleted_at IS NULL", (_json(ids),)
        )
        happened = self._happened(_OF_SOME, {"ids": _json(ids)})
        found = {row["id"]: _to_guest(row, happened.get(row["id"], [])) for row in rows}
        return [found[each] for each in ids if each in found]

    @shows("see_dues")
    def guest(self, guest_id: int) -> Guest:
        """One guest; NotFound when they are not (or no longer) invited."""
        found = self.guests([guest_id])
        if not found:
            raise NotFound(Message("This guest is not on the list."))
        return found[0]

    @shows("look")
    def guest_of(self, halkhata_id: int, customer_id: int) -> int | None:
        """The guest a customer is at a drive, None when they are not invited."""
        found: int | None = self._reader.value(
            "SELECT id FROM halkhata_guest WHERE halkhata_id = ? AND customer_id = ? AND deleted_at IS NULL",
            (halkhata_id, customer_id),
        )
        return found

    @shows("see_dues")
    def find(self, halkhata_id: int, text: str) -> tuple[list[int], list[int]]:
        """(guests, customers who are not invited) that answer to a name, phone, customer code or scanned number."""
        self._search = self._search or Search(self._reader)
        by_code = self._reader.ids(
            f"SELECT id FROM customer WHERE code = upper(trim(?)) AND {_LIVING}", (text,)
        )
        hits = self._search.hits(text, _MOST_FOUND)
        # A part of some number is a guess; at the table only who is meant is of use.
        people = [hit.customer_id for hit in hits if hit.customer_id is not None and hit.matched != "part"]
        ordered = list(dict.fromkeys([*by_code, *people]))
        invited = {
            row["customer_id"]: row["id"]
            for row in self._reader.rows(
                "SELECT id, customer_id FROM halkhata_guest WHERE halkhata_id = ? AND deleted_at IS NULL "
                "AND customer_id IN (SELECT value FROM json_each(?))",
                (halkhata_id, _json(ordered)),
            )
        }
        guests = [invited[each] for each in ordered if each in invited]
        return guests, [each for each in ordered if each not in invited]

    # ---- figures

    @shows("see_dues")
    def tallies(self, halkhata_id: int) -> dict[int, Tally]:
        """What became of every guest's due, by guest."""
        rows = self._reader.rows(
            "SELECT g.id, g.due_paisa, g.since_id, h.until_id FROM halkhata_guest g "
            "JOIN halkhata h ON h.id = g.halkhata_id WHERE g.halkhata_id = ? AND g.deleted_at IS NULL",
            (halkhata_id,),
        )
        if not rows:
            return {}
        bounds = {
            "drive": halkhata_id,
            "since": min(row["since_id"] for row in rows),
            "until": rows[0]["until_id"] or _NEWEST,
        }
        happened = self._happened(_OF_ALL, bounds)
        return {row["id"]: tally(row["due_paisa"], happened.get(row["id"], [])) for row in rows}

    @shows("see_dues")
    def report(self, halkhata_id: int) -> Report:
        """Invited, came, collected, left; due + added - collected - lessened = left, to the paisa."""
        found = list(self.tallies(halkhata_id).values())
        return Report(
            invited=len(found),
            came=self._came(halkhata_id),
            paid=sum(each.collected_paisa > 0 for each in found),
            cleared=sum(each.left_paisa == 0 for each in found),
            due_paisa=sum(each.due_paisa for each in found),
            added_paisa=sum(each.added_paisa for each in found),
            collected_paisa=sum(each.collected_paisa for each in found),
            lessened_paisa=sum(each.lessened_paisa for each in found),
            left_paisa=sum(each.left_paisa for each in found),
            advance_paisa=sum(each.advance_paisa for each in found),
            drive_paisa=sum(each.drive_paisa for each in found),
        )

    def carried_differences(self) -> Iterator[tuple[int, int | None, int | None]]:
        """(guest, what is kept as carried over, what the ledger gives) wherever they differ, for `check`.

        Nothing is carried while a drive is open or after it was called off.
        """
        for drive in self.rows(self.ids()):
            kept = self._reader.rows(
                "SELECT id, carried_paisa FROM halkhata_guest WHERE halkhata_id = ? AND deleted_at IS NULL",
                (drive.id,),
            )
            tallies = self.tallies(drive.id) if drive.status == "closed" else {}
            for row in kept:
                counted = tallies[row["id"]].left_paisa if tallies else None
                if row["carried_paisa"] != counted:
                    yield row["id"], row["carried_paisa"], counted

    def _came(self, halkhata_id: int) -> int:
        sql = "SELECT count(came_on) FROM halkhata_guest WHERE halkhata_id = ? AND deleted_at IS NULL"
        return int(self._reader.value(sql, (halkhata_id,)))

    def _happened(self, sql: str, params: dict[str, object]) -> dict[int, list[Happening]]:
        found: dict[int, list[Happening]] = {}
        for row in self._reader.rows(sql, params):
            found.setdefault(row["guest_id"], []).append(_to_happening(row))
        return found


def _json(ids: Iterable[int]) -> str:
    return f"[{','.join(str(each) for each in ids)}]"


def _to_happening(row: Row) -> Happening:
    paper = None
    if row["sale_id"] is not None:
        paper = ("sale", row["sale_id"])
    elif row["job_id"] is not None:
        paper = ("job", row["job_id"])
    undone = (row["undone_kind"], row["undone_paisa"]) if row["reverses_id"] is not None else None
    return Happening(
        kind=row["kind"],
        amount_paisa=row["amount_paisa"],
        paper=paper,
        at_drive=row["halkhata_id"] == row["drive_id"],
        undone=undone,
        undone_since=undone is not None and row["reverses_id"] > row["since_id"],
    )


def _to_halkhata(row: Row) -> Halkhata:
    return Halkhata(
        id=row["id"],
        title=row["title"],
        held_on=dt.date.fromisoformat(row["held_on"]),
        least_paisa=row["least_paisa"],
        words=row["words"] or "",
        amount_shown=row["amount_shown"],
        status=row["status"],
        closed_on=to_day(row["closed_on"]),
        invited=row["invited"],
        printed=row["printed"],
        came=row["came"],
    )


def _to_guest(row: Row, happened: list[Happening]) -> Guest:
    return Guest(
        id=row["id"],
        halkhata_id=row["halkhata_id"],
        customer_id=row["customer_id"],
        name=row["who"],
        honorific=row["honorific"] or "",
        phone=row["phone"] or "",
        area=row["area"] or "",
        code=row["code"],
        printed_on=to_day(row["printed_on"]),
        came_on=to_day(row["came_on"]),
        carried_paisa=row["carried_paisa"],
        is_living=bool(row["living"]),
        tally=tally(row["due_paisa"], happened),
    )
