"""The recovery sheet: the code that opens the book, or its backups, when the passphrase is forgotten. Made to be read
off and typed back letter by letter; making the code is the vault's affair."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import Literal

from shopbook.documents.layout import Look, Parts, look, pdf_of
from shopbook.documents.page import (
    LEAST,
    Block,
    Sheet,
    ShopHead,
    Type,
    gap,
    one_line,
    paragraph,
    rule,
    shrunk,
    together,
)
from shopbook.documents.pieces import head
from shopbook.localisation.language import _, using
from shopbook.storage.vault import RecoveryCode

SIZES = ("A4", "A5")
_GROUPS_A_LINE = 2
# Blank places between the two groups of a line.
_BETWEEN = 0.9


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """All that is printed on it. `book` is the name of the file; `what` the code opens: the book or its backups."""

    shop: ShopHead
    code: RecoveryCode
    book: str
    made_on: dt.date
    what: Literal["book", "backups"] = "book"


def recovery_sheet(data: RecoverySheet, size: str = "A4", language: str = "bn") -> bytes:
    """The sheet as a PDF of one upright page on one of SIZES. ValueError for another size."""
    if size not in SIZES:
        raise ValueError(f"there is no recovery sheet of the size {size!r}")
    with using(language):
        return pdf_of(look(size), _("Recovery sheet"), language, partial(_parts, data))


def _parts(data: RecoverySheet, page: Look) -> Parts:
    from shopbook.localisation.dates import date_long

    return Parts(
        [
            *head(page, data.shop, _("Recovery sheet"), day=date_long(data.made_on)),
            *paragraph(_purpose(data), page.bold, page.width, align="centre"),
            *paragraph(_("Book: {book}").format(book=data.book), page.small, page.width, align="centre"),
            gap(page.space),
            _code_box(page, data.code),
            gap(page.space * 0.6),
            *paragraph(
                _("Only Latin capitals and digits: 0 is zero and 1 is one. There is no letter O, I, L or U."),
                page.small,
                page.width,
                align="centre",
            ),
            gap(page.space),
            *_list(page, _("How to use it"), _uses(data), numbered=True),
            *_list(page, _("Where to keep it"), _places()),
        ],
        _ending(page, data),
    )


def _purpose(data: RecoverySheet) -> str:
    if data.what == "backups":
        return _(
            "This code opens the locked backups of the book. Without it nobody can open them, not even we."
        )
    return _(
        "This code opens the book when the password is forgotten. Without both nobody can open it, not even we."
    )


def _uses(data: RecoverySheet) -> list[str]:
    if data.what == "backups":
        return [
            _("Open the program and choose the backup, as always when something is restored."),
            _(
                "The program asks for the recovery code. Type the code above, line by line; hyphens may be left out."
            ),
            _("The backup opens, on this computer or on any other."),
        ]
    return [
        _("Open the book. Where it asks for the password, choose: Use the recovery code."),
        _("Type the code above, line by line; small letters do, and hyphens may be left out."),
        _("The book opens. Then choose a new password in Settings, Safety."),
    ]


def _places() -> list[str]:
    return [
        _(
            "At home, with the deeds of the house or the passport: not in the shop and not beside the computer."
        ),
        _("A second sheet with somebody of the family you trust."),
        _("No photo of it on the phone, and no copy on this computer: whoever has the code has the book."),
    ]


def _code_box(page: Look, code: RecoveryCode) -> Block:
    """The groups, two a line, each line numbered, every letter in a place of its own, as large as the paper allows."""
    groups = code.groups
    lines = [groups[at : at + _GROUPS_A_LINE] for at in range(0, len(groups), _GROUPS_A_LINE)]
    pad, number_room = page.body.size * 1.1, page.body.size * 2.4
    place = (page.width - 2 * pad - number_room) / (_GROUPS_A_LINE * len(groups[0]) + _BETWEEN)
    kind = shrunk("W", Type(page.body.size * 3.4, bold=True, leading=1.6), place * 0.8, page.body.size)
    rows = together(_code_line(page, at, line, kind, number_room, place) for at, line in enumerate(lines))

    def draw(sheet: Sheet, left: float, top: float) -> None:
        sheet.box(left, top, page.width, rows.height + 2 * pad, thick=1.4, round_by=page.body.size * 0.6)
        rows.draw(sheet, left + pad, top + pad)

    return Block(rows.height + 2 * pad, draw)


def _code_line(
    page: Look, at: int, groups: tuple[str, ...], kind: Type, number_room: float, place: float
) -> Block:
    from shopbook.localisation.numbers import number

    label = Type(page.body.size * 1.1)
    counted = one_line(f"{number(at + 1)}.", label)

    def draw(sheet: Sheet, left: float, top: float) -> None:
        counted.draw(sheet, left, top + (kind.height - label.height) / 2)
        x = left + number_room + place / 2
        for group in groups:
            for letter in group:
                sheet.line(x, top, letter, kind, "centre")
                x += place
            x += place * _BETWEEN

    return Block(kind.height, draw)


def _list(page: Look, title: str, lines: list[str], *, numbered: bool = False) -> list[Block]:
    from shopbook.localisation.numbers import number

    found = [*paragraph(title, Type(page.body.size * 1.1, bold=True), page.width), gap(page.space * 0.2)]
    found[-2] = Block(found[-2].height, found[-2].draw, keep=True)
    for at, line in enumerate(lines):
        mark = f"{number(at + 1)}." if numbered else "•"
        found += paragraph(line, page.body, page.width, lead=mark, hang=page.body.size * 1.7)
        found.append(gap(page.space * 0.25))
    return [*found, gap(page.space * 0.6)]


def _ending(page: Look, data: RecoverySheet) -> list[Block]:
    small = Type(max(LEAST, page.small.size))
    words = (
        _("When a new code is made this sheet is worth nothing: tear it up.")
        if data.what == "book"
        else _("Keep this sheet as long as there are backups that were locked with it.")
    )
    return [rule(page.width, 0.8, page.space * 0.5), *paragraph(words, small, page.width, align="centre")]
