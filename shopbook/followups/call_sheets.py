"""The lists that were printed, and the filled papers entered in the evening. Drawing a list is documents/call_sheet."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from shopbook.calls.model import CallDraft
from shopbook.clock import to_day, to_instant
from shopbook.errors import Message, NotFound, Refused
from shopbook.followups.model import Card, Item, Today
from shopbook.followups.operations import Followups
from shopbook.followups.sentences import called
from shopbook.localisation.language import say
from shopbook.permissions import needs, shows
from shopbook.settings.operations import Settings
from shopbook.storage.connection import Row
from shopbook.storage.store import Store

# The sheets of one day are numbered as they were printed; the number stands on the paper.
_SHEETS = (
    "SELECT s.id, s.on_day, s.printed_at, s.staff_id, f.name AS staff_name, count(l.id) AS lines, "
    "count(i.id) AS entered, (SELECT count(*) FROM call_sheet e WHERE e.on_day = s.on_day AND e.id <= s.id "
    "AND e.deleted_at IS NULL) AS no FROM call_sheet s LEFT JOIN staff f ON f.id = s.staff_id "
    "LEFT JOIN call_sheet_line l ON l.call_sheet_id = s.id AND l.deleted_at IS NULL "
    "LEFT JOIN interaction i ON i.id = l.interaction_id AND i.deleted_at IS NULL WHERE s.deleted_at IS NULL"
)
_LINES = (
    "SELECT l.*, s.on_day, s.staff_id, i.id AS call_id, i.outcome, i.said, i.next_on, i.at AS called_at "
    "FROM call_sheet_line l JOIN call_sheet s ON s.id = l.call_sheet_id "
    "LEFT JOIN interaction i ON i.id = l.interaction_id AND i.deleted_at IS NULL WHERE l.deleted_at IS NULL"
)


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """A list that was printed. `no` counts the sheets of its day; `staff_id` None: nobody's in particular."""

    id: int
    no: int
    on: dt.date
    printed_at: dt.datetime
    staff_id: int | None
    staff_name: str
    lines: int
    entered: int

    @property
    def is_done(self) -> bool:
        """True when every line was entered."""
        return self.entered == self.lines


@dataclass(frozen=True, slots=True)
class Line:
    """One person on a printed list, and what was entered for them; `call_id` None: nothing yet."""

    id: int
    number: int
    household: str
    customer_id: int | None
    name: str
    phone: str
    why: str
    keys: tuple[str, ...]
    call_id: int | None = None
    outcome: str = ""
    said: str = ""
    next_on: dt.date | None = None


class CallSheets:
    """The printed lists of one book: remembering them and entering what the paper says."""

    def __init__(self, store: Store, settings: Settings, followups: Followups) -> None:
        self._store = store
        self._settings = settings
        self._followups = followups

    # ---- printing

    @needs("talk")
    def remember(self, today: Today, staff_id: int | None = None, by: object | None = None) -> int:
        """Keep what is printed now, in the order of the paper; returns the sheet.

        The same list printed again on the same day for the same member is the same sheet.
        """
        printed = self._printed(today, staff_id)
        if printed is not None:
            return printed
        with self._store.operation(by) as op:
            values = {"on_day": today.on.isoformat(), "printed_at": op.now, "staff_id": staff_id}
            sheet_id = op.insert("call_sheet", values)
            for number, card in enumerate(today.cards, start=1):
                op.insert(
                    "call_sheet_line",
                    {
                        "call_sheet_id": sheet_id,
                        "position": number,
                        "household": card.household,
                        "customer_id": card.customer_id,
                        "name": whom(card) or None,
                        "phone": card.phone or None,
                        "why": " · ".join(say(item.why).rstrip("।.") for item in card.reasons),
                        "keys": _keys(card.reasons),
                    },
                )
            op.touch("call_sheet", sheet_id)
        return sheet_id

    @shows("look")
    def numbers(self, papers: Sequence[tuple[int | None, Today]]) -> list[int]:
        """The numbers these lists (whose, what) would have if they were printed now, one after the other."""
        found: list[int] = []
        new = 0
        for staff_id, today in papers:
            printed = self._printed(today, staff_id)
            if printed is not None:
                found.append(self.sheet(printed).no)
                continue
            new += 1
            taken = self._store.value(
                "SELECT count(*) FROM call_sheet WHERE on_day = ? AND deleted_at IS NULL",
                (today.on.isoformat(),),
            )
            found.append(int(taken) + new)
        return found

    def _printed(self, today: Today, staff_id: int | None) -> int | None:
        """The newest sheet of this day and member, when it says the same."""
        newest = self._store.value(
            "SELECT id FROM call_sheet WHERE on_day = ? AND staff_id IS ? AND deleted_at IS NULL ORDER BY id DESC",
            (today.on.isoformat(), staff_id),
        )
        if newest is None:
            return None
        kept = self._store.rows(
            "SELECT household, keys FROM call_sheet_line WHERE call_sheet_id = ? AND deleted_at IS NULL "
            "ORDER BY position",
            (newest,),
        )
        same = [(row["household"], row["keys"]) for row in kept] == [
            (card.household, _keys(card.reasons)) for card in today.cards
        ]
        return int(newest) if same else None

    # ---- reading

    @shows("look")
    def sheets(self, limit: int = 50) -> list[PrintedSheet]:
        """The lists that were printed, the newest first."""
        rows = self._store.rows(
            f"{_SHEETS} GROUP BY s.id ORDER BY s.on_day DESC, s.id DESC LIMIT ?", (limit,)
        )
        return [_to_sheet(row) for row in rows]

    @shows("look")
    def sheet(self, sheet_id: int) -> PrintedSheet:
        """One printed list; NotFound when there is none."""
        row = self._store.row(f"{_SHEETS} AND s.id = ? GROUP BY s.id", (sheet_id,))
        if row is None:
            raise NotFound(Message("This call sheet is not in the book any more."))
        return _to_sheet(row)

    @shows("look")
    def lines(self, sheet_id: int) -> list[Line]:
        """The people on a list by their printed numbers, each with what was entered."""
        rows = self._store.rows(f"{_LINES} AND l.call_sheet_id = ? ORDER BY l.position", (sheet_id,))
        return [_to_line(row) for row in rows]

    # ---- the filled paper

    @needs("talk")
    def enter(
        self,
        line_id: int,
        outcome: str,
        said: str = "",
        next_on: dt.date | None = None,
        amount_paisa: int | None = None,
        by: object | None = None,
    ) -> int:
        """Record the call a line of the filled paper tells of; returns the call.

        What the line stood for and is still open is dealt with as after any call; what was settled meanwhile is only
        named in the call. The call happened on the sheet's day and was made by the member whose sheet it is.
        Raises Refused when the line was entered already, Invalid for what is missing, NotFound.
        """
        row = self._store.row(f"{_LINES} AND l.id = ?", (line_id,))
        if row is None:
            raise NotFound(Message("This call sheet is not in the book any more."))
        line = _to_line(row)
        if line.call_id is not None:
            raise Refused(
                Message("Number {number} was entered already.", number=line.number),
                Message("Take the first entry back if it was wrong."),
            )
        day = dt.date.fromisoformat(row["on_day"])
        draft = CallDraft(
            customer_id=line.customer_id,
            phone=line.phone,
            outcome=outcome,
            said=said,
            next_on=next_on,
            amount_paisa=amount_paisa,
            reasons=line.keys,
            on=day if day < self._store.clock.today() else None,
            staff_id=row["staff_id"],
        )
        card = self._standing(line)
        with self._store.operation(by) as op:
            call_id = self._followups.called(draft, card, by=by)
            op.update("call_sheet_line", line_id, {"interaction_id": call_id})
            op.touch("call_sheet", row["call_sheet_id"])
        return call_id

    def _standing(self, line: Line) -> Card | None:
        """What is left of a line in the list of this moment, whatever lane it stands in; None when all is settled."""
        left: dict[str, tuple[Item, Card]] = {}
        lists = [self._followups.today()]
        if lists[0].cut:
            rules = frozenset(key.partition(":")[0] for key in line.keys)
            lists.append(self._followups.today(everything=True, only=rules))
        for today in lists:
            for card in today.all_cards():
                for item in card.reasons:
                    if item.key in line.keys:
                        left.setdefault(item.key, (item, card))
        if not left:
            return None
        items = tuple(item for item, _card in left.values())
        first = next(card for _item, card in left.values())
        return Card(first.household, first.lane, items, person=first.person)


def whom(card: Card) -> str:
    """Whom to ask for on the phone, as the shop addresses them: সুমি আক্তার খালা."""
    said = called(card.title, card.person.honorific) if card.person else card.title
    return said if isinstance(said, str) else say(said)


def _keys(items: Sequence[Item]) -> str:
    return json.dumps([item.key for item in items])


def _to_sheet(row: Row) -> PrintedSheet:
    return PrintedSheet(
        id=row["id"],
        no=row["no"],
        on=dt.date.fromisoformat(row["on_day"]),
        printed_at=to_instant(row["printed_at"]),
        staff_id=row["staff_id"],
        staff_name=row["staff_name"] or "",
        lines=row["lines"],
        entered=row["entered"],
    )


def _to_line(row: Row) -> Line:
    return Line(
        id=row["id"],
        number=row["position"],
        household=row["household"],
        customer_id=row["customer_id"],
        name=row["name"] or "",
        phone=row["phone"] or "",
        why=row["why"] or "",
        keys=tuple(json.loads(row["keys"])),
        call_id=row["call_id"],
        outcome=row["outcome"] or "",
        said=row["said"] or "",
        next_on=to_day(row["next_on"]),
    )
