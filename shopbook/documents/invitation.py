"""Invitation cards of a halkhata: A5 and A6, or several on an A4 sheet with cut marks; black and white, and festive.

What somebody owes stands open on the card, inside a strip that is folded up over it, or nowhere. Whom to invite is
decided by `halkhata`; what the shop thinks of a guest is not even handed in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from shopbook.documents.invitation_alpona import StampSheet, border, flourish, lotus, rising_sun
from shopbook.documents.page import (
    A4,
    A5,
    A6,
    MM,
    SAFE_EDGE,
    Block,
    Paper,
    ShopHead,
    Type,
    height_of,
    letterhead,
    paragraph,
    put,
    shrunk,
)
from shopbook.errors import Message
from shopbook.localisation.language import _, using
from shopbook.progress import NoProgress, Progress

# Cards of a size, or so many of them on a sheet of A4: across, down, and how the sheet lies.
SIZES = ("A5", "A6", "2A5", "4A6")
_SHEETS: dict[str, tuple[Paper, Paper, int, int]] = {
    "A5": (A5, A5, 1, 1),
    "A6": (A6, A6, 1, 1),
    "2A5": (A4.landscape(), A5, 2, 1),
    "4A6": (A4, A6, 2, 2),
}
# Sizes of the ornaments, the shop's name and the words, the best first: rather a small lotus than words too small.
_TYPES = [
    *((1.0, head, words / 10) for head in (13.5, 11.5) for words in range(94, 73, -4)),
    *((0.6, head, words / 10) for head in (11.5, 9.5) for words in range(86, 69, -4)),
    *((0.4, 9.5, words / 10) for words in range(70, 49, -4)),
]
_STEP = 20


@dataclass(frozen=True, slots=True)
class InvitedGuest:
    """Whom a card is for. `due_paisa` 0 is never printed; `code` finds the guest again at the table."""

    name: str
    code: str = ""
    due_paisa: int = 0


@dataclass(frozen=True, slots=True)
class InvitationPaper:
    """What all cards of a drive say. `amount`: folded, open or none; `counted_on`: the day the dues are of."""

    shop: ShopHead
    title: str
    held_on: dt.date
    words: str
    amount: str
    counted_on: dt.date
    host: str = ""


def invitations(
    size: str,
    data: InvitationPaper,
    guests: Sequence[InvitedGuest],
    language: str = "bn",
    progress: Progress | None = None,
) -> bytes:
    """All cards as one PDF, in Bengali or English, in the order of the guests. Equal data give equal bytes.

    ValueError for another size; DocumentProblem when the fonts are gone; Cancelled when `progress` says so.
    """
    if size not in _SHEETS:
        raise ValueError(f"invitations are {SIZES}, not {size!r}")
    progress = progress or NoProgress()
    sheet_paper, card_paper, across, down = _SHEETS[size]
    with using(language):
        sheet = StampSheet(sheet_paper, f"{data.title} {data.held_on.isoformat()}", language)
        card = _Card(card_paper, data, language)
        with sheet.stamp("card", card_paper):
            card.draw_common(sheet)
        waiting, done = iter(guests), 0
        while batch := list(islice(waiting, across * down)):
            if done:
                sheet.next_page()
            for at, guest in enumerate(batch):
                x = sheet_paper.width / across * (at % across)
                top = sheet_paper.height / down * (at // across)
                with sheet.place(x, top, card_paper):
                    sheet.set_down("card")
                    card.draw_for(sheet, guest)
            if across * down > 1:
                _cut_marks(sheet, across, down)
            done += len(batch)
            if done % _STEP < across * down or done == len(guests):
                progress.step(
                    done, len(guests), Message("{done} of {total} cards", done=done, total=len(guests))
                )
        return sheet.finish()


class _Card:
    """One card laid out: what is common to all stands still, name and amount are set in for each guest."""

    def __init__(self, paper: Paper, data: InvitationPaper, language: str) -> None:
        self.paper, self.data, self.language = paper, data, language
        k = self.k = paper.width / A6.width
        self.flap = 19 * MM * k if data.amount == "folded" else 0.0
        # The flowers of the corners bulge out of the frame by a millimetre.
        self.edge, self.band = SAFE_EDGE + 0.8 * MM * k, 4.6 * MM * k
        self.bottom = paper.height - self.flap - (1.8 * MM * k if self.flap else self.edge)
        pad = self.edge + self.band + 3.2 * MM * k
        self.left, self.width = pad, paper.width - 2 * pad
        self.middle = paper.width / 2
        self.name_type = Type(13 * k, bold=True)
        self.amount_type = Type(9.5 * k, bold=True)
        self.lotus = 10.5 * MM * k
        self.sun = 13 * MM * k
        self._lay_out()

    def _lay_out(self) -> None:
        """The largest type in which everything has room: first the words shrink, then the shop's head."""
        k, data = self.k, self.data
        title = shrunk(data.title, Type(25 * k, True, 1.5), self.width, 14 * k)
        self.title = paragraph(data.title, title, self.width, align="centre")
        self.when = self._when()
        closing = _("With regards, {host}").format(host=data.host) if data.host.strip() else ""
        self.closing = paragraph(closing, Type(8.4 * k), self.width, align="right") if closing else []
        top = self.edge + self.band + 1.5 * MM * k
        room = self.bottom - self.band - 1.5 * MM * k - top
        used = self.name_type.height * 1.25 + 4 * k
        used += height_of([*self.title, *self.when, *self.closing])
        used += self.amount_type.height if data.amount == "open" else 0
        spare = 0.0
        lotus, sun, hidden = self.lotus, self.sun, self.flap - self.band
        for ornaments, head, size in _TYPES:
            # Under the folded strip nothing is read, so only an ornament stands there.
            self.lotus, self.sun = lotus * ornaments, max(sun * ornaments, hidden)
            self.head = letterhead(data.shop, self.width, head * k)
            self.words = paragraph(data.words, Type(size * k, leading=1.55), self.width, align="centre")
            spare = room - used - self.lotus - self.sun - height_of([*self.head, *self.words])
            # At least a millimetre between the parts, or the lotus grows into the shop's name.
            if spare >= 6 * MM * k:
                break
        self.gap = max(0.0, min(7 * MM * k, spare / 6))
        self.top = top + max(0.0, spare - 6 * self.gap) / 2

    def _when(self) -> list[Block]:
        from shopbook.localisation.dates import bangla_date, date_weekday

        k = self.k
        rows = [
            *paragraph(
                date_weekday(self.data.held_on), Type(11.5 * k, True), self.width - 6 * k, align="centre"
            ),
            *paragraph(bangla_date(self.data.held_on), Type(9.5 * k), self.width - 6 * k, align="centre"),
        ]
        inside = height_of(rows)
        height = inside + 3 * k

        def draw(sheet: StampSheet, left: float, top: float) -> None:
            sheet.box(left, top, self.width, height, thick=1.0, round_by=2 * MM * k)
            put(sheet, rows, left + 3 * k, top + 1.5 * k)

        return [Block(height, draw)]  # type: ignore[arg-type]

    def draw_common(self, sheet: StampSheet) -> None:
        """Everything that is the same on all cards."""
        k = self.k
        border(
            sheet, self.edge, self.edge, self.paper.width - 2 * self.edge, self.bottom - self.edge, self.band
        )
        y = self.top
        lotus(sheet, self.middle, y + self.lotus * 0.86, self.lotus * 2.2)
        y = put(sheet, self.head, self.left, y + self.lotus + self.gap)
        flourish(sheet, self.middle, y + self.gap / 2 + 2 * k, self.width * 0.72)
        y = put(sheet, self.title, self.left, y + self.gap + 4 * k)
        self.name_top = y + self.gap * 0.5
        y = self.name_top + self.name_type.height * 1.25
        y = put(sheet, self.words, self.left, y + self.gap * 0.5)
        y = put(sheet, self.when, self.left, y + self.gap)
        self.amount_top = y + self.gap * 0.5
        if self.data.amount == "open":
            y = self.amount_top + self.amount_type.height
        put(sheet, self.closing, self.left, y + self.gap * 0.4)
        rising_sun(sheet, self.middle, self.bottom - self.band, self.sun * 0.94)
        if self.flap:
            self._fold(sheet)

    def _fold(self, sheet: StampSheet) -> None:
        """The line to fold along, and which way."""
        k, line = self.k, self.paper.height - self.flap
        sheet.dashes(SAFE_EDGE, line, self.paper.width - SAFE_EDGE, line)
        said = _("Fold this strip up along the line")
        kind = Type(6.2 * k)
        sheet.line(self.middle, line + 0.6 * MM * k, said, kind, "centre")

    def draw_for(self, sheet: StampSheet, guest: InvitedGuest) -> None:
        """What is of this guest alone."""
        from shopbook.localisation.numbers import money, to_script

        k, name = self.k, guest.name
        rows = self._name(name)
        put(sheet, rows, self.left, self.name_top + (self.name_type.height - height_of(rows)) / 2)
        y = self.name_top + self.name_type.height + 1.2 * k
        sheet.rule(self.middle - self.width * 0.36, y, self.middle + self.width * 0.36, y, 0.5)
        code = to_script(guest.code)
        small = Type(6 * k)
        if self.flap:
            top = self.paper.height - self.flap + 3.6 * MM * k
            if guest.due_paisa > 0:
                self._strip(sheet, money(guest.due_paisa), top)
            sheet.line(
                self.paper.width - SAFE_EDGE,
                self.paper.height - SAFE_EDGE - small.height,
                code,
                small,
                "right",
            )
            return
        if self.data.amount == "open" and guest.due_paisa > 0:
            sheet.line(
                self.middle, self.amount_top, self._due(money(guest.due_paisa)), self.amount_type, "centre"
            )
        inside = self.edge + self.band * 3.4  # beside the corner's flower
        sheet.line(
            self.paper.width - inside, self.bottom - self.band - small.height - 1 * k, code, small, "right"
        )

    def _name(self, name: str) -> list[Block]:
        """The guest's name on the line; a very long one on two, before it becomes too small to be an honour."""
        kind = shrunk(name, self.name_type, self.width, 7 * self.k)
        if kind.size < 9.5 * self.k:
            lines = paragraph(name, Type(9.2 * self.k, True, 1.15), self.width, align="centre")
            if len(lines) <= 2:
                return lines
        return paragraph(name, kind, self.width, align="centre")[:1]

    def _strip(self, sheet: StampSheet, amount: str, top: float) -> None:
        """The inside of the folded strip: nobody but who unfolds it reads the figure."""
        from shopbook.localisation.dates import date_long

        k = self.k
        room = self.paper.width - 2 * SAFE_EDGE - 4 * k
        rows = (
            (self._due(amount), Type(12 * k, True)),
            (_("as of {date}").format(date=date_long(self.data.counted_on)), Type(6.6 * k)),
        )
        for text, kind in rows:
            fitted = shrunk(text, kind, room, 6 * k)
            sheet.line(self.middle, top, text, fitted, "centre")
            top += fitted.height

    def _due(self, amount: str) -> str:
        return _("Due in the old book: {amount}").format(amount=amount)


def _cut_marks(sheet: StampSheet, across: int, down: int) -> None:
    """Short strokes at the edges, and a cross where four cards meet: cut from one to the other."""
    paper, long = sheet.paper, 4 * MM
    for at in range(1, across):
        x = paper.width / across * at
        sheet.rule(x, 0, x, SAFE_EDGE + long, 0.4)
        sheet.rule(x, paper.height - SAFE_EDGE - long, x, paper.height, 0.4)
        for row in range(1, down):
            y = paper.height / down * row
            sheet.rule(x, y - long, x, y + long, 0.4)
    for at in range(1, down):
        y = paper.height / down * at
        sheet.rule(0, y, SAFE_EDGE + long, y, 0.4)
        sheet.rule(paper.width - SAFE_EDGE - long, y, paper.width, y, 0.4)
        for column in range(1, across):
            x = paper.width / across * column
            sheet.rule(x - long, y, x + long, y, 0.4)
