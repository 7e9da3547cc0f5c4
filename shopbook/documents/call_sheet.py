"""The day's call sheet: whom to ring, why, and where to write what came of it, in type read at arm's length.

Who belongs on the list and in which order is decided by followups.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
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
_INDENT = 42.0
_BODY = Type(11.5)
_BOLD = Type(11.5, bold=True)
_SMALL = Type(9.5)
_NAME = Type(15, bold=True)
_PHONE = Type(19, bold=True)
_NUMBER = Type(24, bold=True, leading=1.1)
_LEGEND = Type(10)
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
    """The calls of one day, in the order to make them; `staff_name` is whose sheet it is, or empty.

    `sheet_no` finds the sheet again when it is entered in the evening; 0 is not printed.
    """

    shop: ShopHead
    day: dt.date
    staff_name: str
    lines: tuple[CallLine, ...]
    sheet_no: int = 0


def call_sheet(data: CallSheetPaper, language: str = "bn") -> bytes:
    """The sheet as an A4 PDF in Bengali or English; a person is never cut by a page's end. Equal data, equal bytes."""
    return call_sheets((data,), language)


def call_sheets(papers: Sequence[CallSheetPaper], language: str = "bn") -> bytes:
    """Several sheets in one PDF, each beginning on a page of its own and counting its own pages."""
    with using(language):
        sheet = Sheet(A4, f"{_('Calls to make')} {papers[0].day.isoformat()}", language)
        for at, data in enumerate(papers):
            if at:
                sheet.next_page()
            _draw(sheet, data)
        return sheet.finish()


def _draw(sheet: Sheet, data: CallSheetPaper) -> None:
    head, legend = _head(data), _legend()
    foot = _SMALL.height + 8
    inside = A4.height - 2 * _MARGIN - foot
    people = [_person(line) for line in data.lines] or [_nobody()]
    pages = fill(people, inside - height_of([*head, *legend]), inside - height_of(legend))
    for index, blocks in enumerate(pages):
        if index:
            sheet.next_page()
        above = [*head, *legend] if index == 0 else legend
        put(sheet, blocks, _MARGIN, put(sheet, above if data.lines else head, _MARGIN, _MARGIN))
        _foot(sheet, data, index + 1, len(pages))


def _head(data: CallSheetPaper) -> list[Block]:
    from shopbook.localisation.dates import bangla_date, date_weekday
    from shopbook.localisation.numbers import number

    count = len(data.lines)
    people = ngettext("{n} person", "{n} people", count).format(n=number(count)) if count else ""
    title = _("Calls to make")
    first = data.staff_name.strip() or title
    second = [text for text in (title if first != title else "", people) if text]
    sheet_no = _("Sheet {n}").format(n=number(data.sheet_no)) if data.sheet_no else ""
    day = f"{date_weekday(data.day)} · {bangla_date(data.day)}"
    return [
        *letterhead(data.shop, _WIDTH, 15),
        gap(3),
        rule(_WIDTH, 1.4),
        gap(2),
        _both_ends(first, Type(18, bold=True), sheet_no, Type(13, bold=True)),
        _both_ends(" · ".join(second), _BODY, day, _BODY),
        gap(2),
    ]


def _both_ends(left: str, left_kind: Type, right: str, right_kind: Type) -> Block:
    """A line with words at its left and at its right end, on one baseline; the left ones shrink."""
    taken = font(right_kind.bold).width(printable(right), right_kind.size) + 12 if right else 0
    kind = shrunk(left, left_kind, _WIDTH - taken, 9)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        middle = top + left_kind.height / 2
        if left:
            sheet.line(x, middle - kind.height / 2, left, kind)
        if right:
            sheet.line(x + _WIDTH, middle - right_kind.height / 2, right, right_kind, "right")

    return Block(left_kind.height, draw)


def _legend() -> list[Block]:
    """The keys that stand for what came of a call, the same as in the program."""
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
    room = _WIDTH - 5 * (len(words) - 1)
    natural = sum(font().width(printable(word), _LEGEND.size) for word in words)
    kind = Type(_LEGEND.size * min(1.0, room / natural))
    space = 5 + max(0.0, room - natural) / (len(words) - 1)

    def draw(sheet: Sheet, left: float, top: float) -> None:
        for word in words:
            left += sheet.line(left, top, word, kind) + space

    return [rule(_WIDTH, 0.8), gap(2), Block(_LEGEND.height, draw), gap(2), rule(_WIDTH, 0.8)]


def _person(line: CallLine) -> Block:
    """Everything about one call: who and the number to dial, why, what was last said, and room to write."""
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
    rows += [gap(5), _to_write(), gap(7), rule(_WIDTH, 0.8)]
    return together(rows)


def _who(line: CallLine) -> Block:
    """The number big, name and area beside it, the phone big at the right; a long name goes on under itself."""
    from shopbook.localisation.numbers import number, phone

    # Rent to pay, a rumour: what is the shop's own affair has nobody to be called.
    missing = _("no number") if line.name.strip() else ""
    dial = phone(line.phone) if line.phone.strip() else missing
    dial_type = shrunk(dial, _PHONE, _WIDTH * 0.5, 11)
    room = _WIDTH - _INDENT - font(True).width(printable(dial), dial_type.size) - 12
    rows = _name_and_area(line, room)
    ordinal = number(line.number)
    ordinal_type = shrunk(ordinal, _NUMBER, _INDENT - 8, 11)

    def draw(sheet: Sheet, left: float, top: float) -> None:
        sheet.line(left, top + 1 + (_NUMBER.height - ordinal_type.height) / 2, ordinal, ordinal_type)
        put(sheet, rows, left + _INDENT, top)
        sheet.line(left + _WIDTH, top + (_NAME.height - dial_type.height) / 2, dial, dial_type, "right")

    return Block(max(height_of(rows), _NUMBER.height), draw)


def _name_and_area(line: CallLine, room: float) -> list[Block]:
    """The name, and the area after it on the same line when there is room, else under it."""
    nobody = _("(no name)") if line.phone.strip() else _("For the shop itself")
    name = line.name.strip() or nobody
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


def _to_write() -> Block:
    """A box for the outcome's key, one for the next day, and a line for their words, high enough for a ball pen."""
    height = 24.0

    def draw(sheet: Sheet, left: float, top: float) -> None:
        words_top = top + (height - _BODY.height) / 2
        x = left + _INDENT
        for label, width in ((_("Result"), 30.0), (_("Next date"), 92.0)):
            x += sheet.line(x, words_top, label, _BODY) + 5
            sheet.box(x, top, width, height, thick=0.9, round_by=3)
            x += width + 12
        x += sheet.line(x, words_top, _("They said:"), _BODY) + 5
        sheet.rule(x, top + height - 3, left + _WIDTH, top + height - 3, 0.6)

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
    sheet_no = _("Sheet {n}").format(n=number(data.sheet_no)) if data.sheet_no else ""
    words = [data.shop.name_bn, date_long(data.day), data.staff_name, sheet_no]
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
