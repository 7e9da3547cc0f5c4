"""The sheet that prints cards in other ways: on another paper, many on one A4, or stickers for the goods."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.errors import Message
from shopbook.localisation import numbers
from shopbook.localisation.language import _, ngettext
from ui import printing
from ui.context import Context
from ui.forms.choices import ChipsField, Choice, keyed
from ui.forms.field import Field, Wrong
from ui.forms.figures import NumberField
from ui.forms.texts import TickField
from ui.widgets.buttons import plain, primary
from ui.widgets.cards import SidePanel
from ui.widgets.strip import Strip
from ui.widgets.text import Label

WHATS = ("card", "cards", "labels")
SIZE_NAMES: dict[str, Callable[[], str]] = {
    "A5": lambda: _("A5 — half a page"),
    "A6": lambda: _("A6 — a quarter"),
    "card": lambda: _("Card size"),
    "4A6": lambda: _("4 of A6"),
    "2A5": lambda: _("2 of A5"),
    "63x38": lambda: _("21 on A4, 63 × 38 mm"),
    "63x34": lambda: _("24 on A4, 63 × 34 mm"),
    "38x21": lambda: _("65 on A4, 38 × 21 mm"),
    "58": lambda: _("Roll of 58 mm"),
}
PLACES = {"63x38": 21, "63x34": 24, "38x21": 65}


class PrintSheet(Strip):
    """1 each on its paper, 2 many on A4, 3 stickers; the size; Enter prints."""

    def __init__(self, ctx: Context, ids: Sequence[int], what: str) -> None:
        super().__init__()
        self.ctx = ctx
        self.ids = list(ids)
        self.what = ChipsField(
            "what",
            lambda: _("What is printed"),
            keyed(
                (
                    Choice("card", lambda: _("Each card on its own paper"), "shield-check"),
                    Choice("cards", lambda: _("Several on one A4"), "copy"),
                    Choice("labels", lambda: _("Stickers"), "barcode"),
                )
            ),
        )
        self.sizes = {
            kind: ChipsField(
                f"size_{kind}",
                lambda: _("Paper"),
                [Choice(size, SIZE_NAMES[size]) for size in printing.PAPERS[kind].sizes],
            )
            for kind in WHATS
        }
        for kind, field in self.sizes.items():
            field.set_value(printing.usual_size(ctx, kind))
        self.backs = TickField("backs", lambda: _("With the backs, on a sheet of their own"))
        self.backs.set_value(True)
        self.first = NumberField("first", lambda: _("First free sticker on the sheet"))
        self.first.set_value(1)
        self.copies = NumberField("copies", lambda: _("Of each"))
        self.copies.set_value(1)
        self._lay_out()
        self.what.changed.connect(self._show_what)
        for field in self.sizes.values():
            field.changed.connect(self._show_what)
        every: tuple[Field, ...] = (self.what, *self.sizes.values(), self.backs, self.first, self.copies)
        for each in every:
            each.entered.connect(self.print_now)
        self.look.clicked.connect(self.show_now)
        self.print.clicked.connect(self.print_now)
        self.what.set_value(what if what in WHATS else "card")
        self._show_what()

    def _lay_out(self) -> None:
        panel = SidePanel(framed=False)
        count = ngettext("{n} warranty card", "{n} warranty cards", len(self.ids))
        panel.body.addWidget(Label(count.format(n=numbers.number(len(self.ids))), "h2"))
        for widget in (self.what, *self.sizes.values(), self.backs, self.first, self.copies):
            panel.body.addWidget(widget)
        self.hint = Label("", "caption", "text3", wrap=True)
        panel.body.addWidget(self.hint)
        panel.body.addStretch(1)
        self.look = plain(lambda: _("Look first"), "eye")
        self.print = primary(lambda: _("Print"), "printer", "Enter")
        panel.add_footer(self.look, self.print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)

    def first_focus(self) -> QWidget:
        """What is printed."""
        return self.what.buttons[WHATS.index(self.what.value())]

    def key_pressed(self, key: str) -> bool:
        if key not in ("1", "2", "3"):
            return False
        self.what.set_value(WHATS[int(key) - 1])
        self._show_what()
        self.first_focus().setFocus()
        return True

    def enter(self) -> None:
        """Print."""
        self.print_now()

    def print_now(self) -> None:
        """Print as chosen; without a printer the paper is shown."""
        self._do(printing.give_paper)

    def show_now(self) -> None:
        """Look at it first."""
        self._do(printing.show_paper)

    def _do(self, deed: Callable[..., object]) -> None:
        kind = str(self.what.value())
        size = str(self.sizes[kind].value())
        target = self._target(kind, size)
        if target is None:
            return
        self.ctx.navigation.close_sheet()
        if kind == "card":
            for each in self.ids:
                deed(self.ctx, kind, each, size=size)
        else:
            deed(self.ctx, kind, target, size=size)

    def _target(self, kind: str, size: str) -> Mapping[str, Any] | None:
        """What the paper is made of; None with the problem shown when a number cannot be."""
        target: dict[str, Any] = {"warranty_ids": self.ids, "backs": bool(self.backs.value())}
        if kind != "labels":
            return target
        for field, most in ((self.first, PLACES.get(size, 1)), (self.copies, 100)):
            if field.isHidden():
                continue
            try:
                typed = field.value()
            except Wrong as wrong:
                field.show_problem(wrong.problem)
                return None
            value = 1 if typed is None else typed
            if not 1 <= value <= most:
                field.show_problem(_("Give a number from 1 to {most}.").format(most=numbers.number(most)))
                field.setFocus()
                return None
            target[field.key] = value
        return target

    def _show_what(self) -> None:
        kind = str(self.what.value())
        for each, field in self.sizes.items():
            field.setVisible(each == kind)
        size = str(self.sizes[kind].value())
        self.backs.setVisible(kind == "cards" and size == "card")
        self.first.setVisible(kind == "labels" and size in PLACES)
        self.copies.setVisible(kind == "labels")
        hints = {
            "card": _("A card that was printed before says that it is a duplicate."),
            "cards": _("Cut along the marks. Turn the paper over its long side for the backs."),
            "labels": _("Count the free stickers from the left, row by row. Lay the sheet in as before."),
        }
        self.hint.say(hints[kind])


def open_printing(ctx: Context, target: object) -> None:
    """Navigation "card_sheet": {"warranty_id"} or {"warranty_ids"}, perhaps with "what": card, cards or labels."""
    asked: Mapping[str, Any] = target if isinstance(target, Mapping) else {}
    ids = [each for each in asked.get("warranty_ids", [asked.get("warranty_id")]) if isinstance(each, int)]
    valid = [card.id for card in ctx.book.warranties.cards(ids) if card.is_active]
    if not valid:
        ctx.messages.problem(Message("This card is not valid any more."))
        return
    what = str(asked.get("what") or ("cards" if len(valid) > 1 else "card"))
    ctx.navigation.open_sheet(PrintSheet(ctx, valid, what), _("Print cards"))
