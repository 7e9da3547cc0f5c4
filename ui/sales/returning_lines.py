"""What of a memo comes back: a stepper for each line, or its serials where every piece has one. What it is worth is
counted in shopbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from shopbook.localisation import numbers
from shopbook.localisation.language import _
from shopbook.sales.model import ONE
from shopbook.sales.return_model import ReturnableLine, ReturnLine
from ui.forms.field import Wrong
from ui.qt import AlignCenter
from ui.sales.quantity import quantity_text, read_quantity
from ui.style import theme
from ui.widgets.badges import Line
from ui.widgets.buttons import Button, chip, icon_button
from ui.widgets.flow import FlowLayout
from ui.widgets.text import ElidedLabel, Label


class BackLines(QWidget):
    """The lines that can still come back. `edited` with every key and click."""

    edited = Signal()
    entered = Signal()

    def __init__(self, lines: Sequence[ReturnableLine]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        self.rows = [_BackLine(line) for line in lines]
        for place, row in enumerate(self.rows):
            if place:
                column.addWidget(Line())
            column.addWidget(row)
            row.edited.connect(self.edited)
            row.entered.connect(self.entered)
        # A memo with one thing on it: that is what stands on the counter.
        if len(self.rows) == 1 and lines[0].left_milli == ONE:
            self.rows[0].take_all()

    def chosen(self, fit: str) -> tuple[ReturnLine, ...]:
        """The lines of the return, all in the same state."""
        return tuple(line for row in self.rows for line in row.chosen(fit))

    def take_all(self) -> None:
        """Everything that is left comes back."""
        for row in self.rows:
            row.take_all()
        self.edited.emit()

    def typed(self) -> dict[str, Any]:
        """What is chosen, as plain JSON."""
        return {str(row.line.sale_item_id): row.typed() for row in self.rows}

    def restore(self, typed: Mapping[str, Any]) -> None:
        """Put back what `typed` gave."""
        for row in self.rows:
            row.restore(typed.get(str(row.line.sale_item_id)))

    def show_problem(self, place: int, words: str) -> None:
        """Say under a line of `chosen` what is wrong with it."""
        owners = [row for row in self.rows for _line in row.chosen("good")]
        if place < len(owners):
            owners[place].show_problem(words)

    def clear_problems(self) -> None:
        """Take every problem off."""
        for row in self.rows:
            row.show_problem("")

    def first_focus(self) -> QWidget:
        """The first thing to say how many of."""
        return self.rows[0].first_focus()


class _BackLine(QWidget):
    """One line: its name and price, and how much of it is back."""

    edited = Signal()
    entered = Signal()

    def __init__(self, line: ReturnableLine) -> None:
        super().__init__()
        self.line = line
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self.name = ElidedLabel(line.title, "strong")
        self.about = ElidedLabel(self._about, "caption", "text2")
        self.problem = Label("", "caption", "red", wrap=True)
        self.problem.hide()
        self.pieces: list[Button] = []
        self.count: _Count | None = None
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.about)
        top = QHBoxLayout()
        top.setSpacing(theme.px(12))
        top.addLayout(words, 1)
        column.addLayout(top)
        if line.by_piece:
            column.addWidget(self._chips())
        else:
            self.count = _Count(line)
            self.count.edited.connect(self._on_edited)
            self.count.line.returnPressed.connect(self.entered)
            top.addWidget(self.count)
        column.addWidget(self.problem)

    def _about(self) -> str:
        """What is left with the customer, and its price: 3 × ৳2,850."""
        left = " ".join(part for part in (quantity_text(self.line.left_milli), self.line.unit) if part)
        return f"{left} × {numbers.money(self.line.unit_price_paisa)}"

    def _chips(self) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box, theme.px(6))
        for serial in self.line.serials:
            piece = chip(serial.serial)
            piece.setAccessibleName(
                _("{product}: serial {serial}").format(product=self.line.title, serial=serial.serial)
            )
            piece.clicked.connect(self._on_edited)
            self.pieces.append(piece)
            flow.addWidget(piece)
        return box

    def chosen(self, fit: str) -> list[ReturnLine]:
        """What of this line comes back."""
        if self.count is None:
            return [
                ReturnLine(self.line.sale_item_id, ONE, serial.id, fit)
                for serial, piece in zip(self.line.serials, self.pieces, strict=True)
                if piece.isChecked()
            ]
        milli = self.count.milli()
        return [ReturnLine(self.line.sale_item_id, milli, None, fit)] if milli else []

    def take_all(self) -> None:
        """All that is left of the line."""
        for piece in self.pieces:
            piece.setChecked(True)
        if self.count is not None:
            self.count.set_milli(self.line.left_milli)

    def typed(self) -> Any:
        """How much, or the serials of the pieces."""
        if self.count is not None:
            return self.count.line.text()
        return [
            serial.id
            for serial, piece in zip(self.line.serials, self.pieces, strict=True)
            if piece.isChecked()
        ]

    def restore(self, typed: Any) -> None:
        """Put back what `typed` gave."""
        if self.count is not None and isinstance(typed, str):
            self.count.line.setText(typed)
        elif isinstance(typed, list):
            for serial, piece in zip(self.line.serials, self.pieces, strict=True):
                piece.setChecked(serial.id in typed)

    def show_problem(self, words: str) -> None:
        """Say what is wrong, or nothing."""
        self.problem.say(words)
        self.problem.setVisible(bool(words))

    def first_focus(self) -> QWidget:
        """The first piece, or the number."""
        return self.pieces[0] if self.count is None else self.count.line

    def _on_edited(self) -> None:
        self.edited.emit()


class _Count(QWidget):
    """[-] number [+], from none to all that is left; the arrow keys step too."""

    edited = Signal()

    def __init__(self, line: ReturnableLine) -> None:
        super().__init__()
        self._most = line.left_milli
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        self.less = icon_button(lambda: _("One less of {product}").format(product=line.title), "minus")
        self.more = icon_button(lambda: _("One more of {product}").format(product=line.title), "plus")
        self.line = QLineEdit(numbers.to_script("0"))
        self.line.setMaxLength(10)
        self.line.setAlignment(AlignCenter)
        self.line.setFixedWidth(theme.px(72))
        self.line.setAccessibleName(_("How many of {product} came back").format(product=line.title))
        for widget in (self.less, self.line, self.more):
            row.addWidget(widget)
        self.less.clicked.connect(self._on_less)
        self.more.clicked.connect(self._on_more)
        self.line.textEdited.connect(self.edited)

    def milli(self) -> int:
        """How much, in thousandths; what cannot be read is nothing."""
        with suppress(Wrong):
            return read_quantity(self.line.text(), empty=0)
        return 0

    def set_milli(self, milli: int) -> None:
        """Show this much."""
        self.line.setText(quantity_text(milli))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: self._on_more, Qt.Key.Key_Down: self._on_less}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            step()

    def _on_less(self) -> None:
        self._step(max(0, self.milli() - ONE))

    def _on_more(self) -> None:
        self._step(min(self._most, self.milli() + ONE))

    def _step(self, milli: int) -> None:
        self.set_milli(milli)
        self.edited.emit()
