"""The things of a saved memo: its lines, and a row for each warranty card given with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from shopbook.sales.model import SaleLine
from shopbook.warranties.model import Card
from ui.sales.quantity import quantity_text
from ui.style import theme
from ui.widgets.badges import IconCircle
from ui.widgets.buttons import Button, icon_button
from ui.widgets.cards import Card as Surface
from ui.widgets.text import ElidedLabel, Label


class SoldLines(QWidget):
    """Each line: what it was, how many at what price, its serials, the amount."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        self._rows: list[QWidget] = []

    def show_lines(self, lines: Sequence[SaleLine]) -> None:
        """Show these lines."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [_row(line) for line in lines]
        for row in self._rows:
            self._column.addWidget(row)


def _row(line: SaleLine) -> QWidget:
    row = QWidget()
    inside = QHBoxLayout(row)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(theme.px(12))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(ElidedLabel(line.title, "strong"))
    count = f"{quantity_text(line.quantity_milli)} × {numbers.money(line.unit_price_paisa)}"
    back = ""
    if line.returned_milli:
        back = _("{n} came back").format(n=quantity_text(line.returned_milli))
    serials = ", ".join(each.serial for each in line.serials)
    detail = " · ".join(part for part in (count, back, serials) if part)
    words.addWidget(ElidedLabel(detail, "caption", "text2"))
    inside.addLayout(words, 1)
    inside.addWidget(Label(numbers.money(line.amount_paisa), "strong"))
    return row


class CardRow(Surface):
    """A card given with the memo: its number, what it is for, until when."""

    pressed = Signal(object)

    def __init__(self, card: Card) -> None:
        super().__init__(margin=10, gap=2)
        self._id = card.id
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        tone = "green" if card.status == "active" else "red"
        row.addWidget(IconCircle("shield-check" if tone == "green" else "shield-x", tone, 34))
        words = QVBoxLayout()
        words.setSpacing(0)
        self.title = ElidedLabel(numbers.to_script(card.card_no), "strong")
        words.addWidget(self.title)
        thing = " · ".join(part for part in (card.product_name, card.serial) if part)
        words.addWidget(ElidedLabel(thing, "caption", "text2"))
        row.addLayout(words, 1)
        self.open: Button = icon_button(
            lambda: _("Open card {card_no}").format(card_no=numbers.to_script(card.card_no)), "chevron-right"
        )
        self.open.clicked.connect(self._on_open_clicked)
        row.addWidget(self.open)
        self.body.addLayout(row)
        for coverage in card.coverages:
            end = dates.date_long(coverage.ends_on) if coverage.ends_on else coverage.length_text
            self.body.addWidget(Label(f"{coverage.label} · {end}", "caption", "text2", wrap=True))

    def _on_open_clicked(self) -> None:
        self.pressed.emit(self._id)
