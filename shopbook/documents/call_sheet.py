"""The day's call sheet: whom to ring, why, and boxes to tick, in type read at arm's length.

Who belongs on the list and in which order is decided by followups.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from shopbook.documents.page import (
    A4,
    MM,
    Block,
    Sheet,
    ShopHead,
    Type,
    fill,
    gap,
    height_of,
    letterhead,
    one_line,
    over,
    paragraph,
    put,
    rule,
    shrunk,
    together,
)
from shopbook.documents.text import font, printable, wrap
from shopbook.localisation.language import _, ngettext, pgettext, using

_MARGIN = 12 * MM
_WIDTH = A4.width - 2 * _MARGIN
_INDENT = 30.0
_BODY = Type(11.5)
_BOLD = Type(11.5, bold=True)
_SMALL = Type(9.5)
_NAME = Type(15, bold=True)
_PHONE = Type(19, bold=True)
_TICK = Type(11)
# The sheet is for ringing people, not for reading: longer stories are in the book.
_MOST_REASONS = 5
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class CallLine:
    """One person to ring; empty text and a due of 0 are not printed."""

    number: int
    name: str
    phone: str
    area: str = ""
    reasons: tuple[str, ...] = ()
    last_said: str = ""
    due_paisa: int = 0
    best_time: str = ""


@dataclass(frozen=True, slots=True)
class CallSheetPaper:
    """The calls of one day, in the order to make them; `staff_name` is whose sheet it is, or empty."""

    shop: ShopHead
    day: dt.date
    staff_name: str
    lines: tuple[CallLine, ...]


def call_sheet(data: CallSheetPaper, language: str = "bn") -> bytes:
    """The sheet as an A4 PDF in Bengali or English; a person is never cut by a page's end. Equal data, equal bytes."""
    with using(language):
        head = _head(data)
        foot = _SMALL.height + 8
        inside = A4.height - 2 * _MARGIN - foot
        people = [_person(line) for line in data.lines] or [_nobody()]
        pages = fill(people, inside - height_of(head), inside)
        sheet = Sheet(A4, f"{_('Calls to make')} {data.day.isoformat()}", language)
        for index, blocks in enumerate(pages):
            if index:
                sheet.next_page()
            top = put(sheet, head, _MARGIN, _MARGIN) if index == 0 else _MARGIN
            put(sheet, blocks, _MARGIN, top)
            _foot(sheet, data, index + 1, len(pages))
        return sheet.finish()


def _head(data: CallSheetPaper) -> list[Block]:
    from shopbook.localisation.dates import bangla_date, date_weekday
    from shopbook.localisation.numbers import number

    count = len(data.lines)
    people = ngettext("{n} person", "{n} people", count).format(n=number(count)) if count else ""
    left = [text for text in (_("Calls to make"), data.staff_name.strip(), people) if text]
    day = f"{date_weekday(data.day)} · {bangla_date(data.day)}"
    title = Type(15, bold=True)
    day_type = shrunk(day, Type(11.5), _WIDTH * 0.55, 9)
    title_text = " · ".join(left)
    title_type = shrunk(title_text, title, _WIDTH * 0.44, 9)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.line(x, top + (title.height - title_type.height) / 2, title_text, title_type)
        sheet.line(x + _WIDTH, top + (title.height - day_type.height) / 2, day, day_type, "right")

    title_row = Block(title.height, draw)
    return [
        *letterhead(data.shop, _WIDTH, 17),
        gap(4),
        rule(_WIDTH, 1.4),
        gap(2),
        title_row,
        gap(2),
        rule(_WIDTH, 0.8),
    ]


def _person(line: CallLine) -> Block:
    """Everything about one call: who and the number to dial, why, what was last said, and the boxes."""
    inner = _WIDTH - _INDENT
    rows = [gap(6), _who(line)]
    for reason in line.reasons[:_MOST_REASONS]:
        rows += _inset(_clipped(reason, _BODY, inner - 14, 2), lead="•")
    more = len(line.reasons) - _MOST_REASONS
    if more > 0:
        from shopbook.localisation.numbers import number

        text = ngettext("and {n} more reason", "and {n} more reasons", more).format(n=number(more))
        rows += _inset([text], lead="•")
    if line.last_said.strip():
        said = _("Last time: {words}").format(words=line.last_said)
        rows += [
            _at(_INDENT, block)
            for block in paragraph("\n".join(_clipped(said, _BODY, inner, _MOST_LINES)), _BODY, inner)
        ]
    rows += [_at(_INDENT, block) for block in _money_and_time(line, inner)]
    rows += [gap(4), _ticks(), _to_write(), gap(6), rule(_WIDTH, 0.8)]
    return together(rows)


def _who(line: CallLine) -> Block:
    """Number, name and area at the left, the phone big at the right; a long name goes on under itself."""
    from shopbook.localisation.numbers import number, phone

    dial = phone(line.phone) if line.phone.strip() else _("no number")
    dial_type = shrunk(dial, _PHONE, _WIDTH * 0.5, 11)
    room = _WIDTH - _INDENT - font(True).width(printable(dial), dial_type.size) - 12
    rows = _name_and_area(line, room)
    ordinal = number(line.number)
    ordinal_type = shrunk(ordinal, Type(13, bold=True), 20, 7)

    def draw(sheet: Sheet, left: float, top: float) -> None:
        sheet.box(left, top + 1, 22, 20, thick=1, round_by=3)
        sheet.line(left + 11, top + 11 - ordinal_type.height / 2, ordinal, ordinal_type, "centre")
        put(sheet, rows, left + _INDENT, top)
        sheet.line(left + _WIDTH, top + (_NAME.height - dial_type.height) / 2, dial, dial_type, "right")

    return Block(max(height_of(rows), 24.0), draw)


def _name_and_area(line: CallLine, room: float) -> list[Block]:
    """The name, and the area after it on the same line when there is room, else under it."""
    name = line.name.strip() or _("(no name)")
    rows = paragraph(name, _NAME, room)
    area = printable(line.area).strip()
    after = font(True).width(printable(name), _NAME.size) + 10
    if area and after + font().width(area, _BODY.size) <= room:
        # The same baseline: the smaller type stands lower in a line of its own height.
        return [
            over(rows[0], one_line(area, Type(_BODY.size, leading=_NAME.height / _BODY.size)), at=(0, after))
        ]
    return rows + (paragraph(area, _BODY, room) if area else [])


def _money_and_time(line: CallLine, width: float) -> list[Block]:
    from shopbook.localisation.numbers import money

    parts = [_("Due: {amount}").format(amount=money(line.due_paisa))] if line.due_paisa else []
    parts += [_("Best time: {time}").format(time=line.best_time)] if line.best_time.strip() else []
    return paragraph(" · ".join(parts), _BOLD, width) if parts else []


def _ticks() -> Block:
    """One box an outcome, with the key that records it in the program."""
    from shopbook.localisation.numbers import number

    outcomes = (
        (1, pgettext("call outcome", "talked")),
        (2, pgettext("call outcome", "no answer")),
        (3, pgettext("call outcome", "later")),
        (4, pgettext("call outcome", "will pay")),
        (5, pgettext("call outcome", "will buy")),
        (6, pgettext("call outcome", "complaint")),
        (0, pgettext("call outcome", "wrong number")),
    )
    words = [f"{number(key)} {label}" for key, label in outcomes]
    side, after = 12.0, 4.0
    room = _WIDTH - _INDENT - len(words) * (side + after) - (len(words) - 1) * 6
    natural = sum(font().width(printable(word), _TICK.size) for word in words)
    kind = Type(_TICK.size * min(1.0, room / natural))
    space = 6 + max(0.0, room - natural) / (len(words) - 1)

    def draw(sheet: Sheet, left: float, top: float) -> None:
        x = left + _INDENT
        for word in words:
            sheet.box(x, top + (kind.height - side) / 2, side, side, thick=0.9)
            x += side + after + sheet.line(x + side + after, top, word, kind) + space

    return Block(_TICK.height, draw)


def _to_write() -> Block:
    """A line for what they said and one for the next day to ring, high enough for a ball pen."""
    said, following = _("They said:"), _("Next date:")
    height = 25.0

    def draw(sheet: Sheet, left: float, top: float) -> None:
        words_top = top + height - _BODY.height
        bottom = top + height - 3
        right = left + _WIDTH
        start = left + _INDENT + sheet.line(left + _INDENT, words_top, said, _BODY) + 5
        date_label = right - 105 - font().width(following, _BODY.size)
        sheet.rule(start, bottom, date_label - 10, bottom, 0.6)
        sheet.line(date_label, words_top, following, _BODY)
        sheet.rule(right - 100, bottom, right, bottom, 0.6)

    return Block(height, draw)


def _nobody() -> Block:
    """What the sheet says on a day without calls."""
    big = Type(17, bold=True)
    return together(
        [
            gap(90),
            *paragraph(_("Nobody has to be called today."), big, _WIDTH, align="centre"),
            gap(8),
            *paragraph(
                _("Ask those who come to the shop how they are, and write it down."),
                Type(13),
                _WIDTH,
                align="centre",
            ),
        ]
    )


def _foot(sheet: Sheet, data: CallSheetPaper, page: int, pages: int) -> None:
    from shopbook.localisation.dates import date_long
    from shopbook.localisation.numbers import number

    top = A4.height - _MARGIN - _SMALL.height
    words = [data.shop.name_bn, date_long(data.day), data.staff_name]
    left = wrap(font(), _SMALL.size, " · ".join(word for word in words if word.strip()), _WIDTH * 0.75)[0]
    sheet.line(_MARGIN, top, left, _SMALL)
    text = _("Page {page} of {pages}").format(page=number(page), pages=number(pages))
    sheet.line(A4.width - _MARGIN, top, text, _SMALL, "right")


def _inset(lines: list[str], lead: str) -> list[Block]:
    text = "\n".join(lines)
    return [_at(_INDENT, block) for block in paragraph(text, _BODY, _WIDTH - _INDENT, lead=lead, hang=14)]


def _at(x: float, block: Block) -> Block:
    """The block moved to the right by x."""

    def draw(sheet: Sheet, left: float, top: float) -> None:
        block.draw(sheet, left + x, top)

    return Block(block.height, draw, block.keep)


def _clipped(text: str, kind: Type, width: float, most: int) -> list[str]:
    """The text in at most `most` lines; what is left out shows as an ellipsis."""
    lines = wrap(font(kind.bold), kind.size, " ".join(text.split()), width)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while " " in last and font(kind.bold).width(f"{last} …", kind.size) > width:
        last = last.rpartition(" ")[0]
    return [*lines[: most - 1], f"{last} …"]
