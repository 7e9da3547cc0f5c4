"""The lines of the memo that are finished, each on one row that can be taken back into typing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.localisation import numbers
from shopbook.localisation.language import _
from shopbook.products.model import title
from shopbook.sales.model import LineDraft
from ui.sales.coverages import coverages_text
from ui.sales.quantity import quantity_text
from ui.sales.servicing import servicing_text
from ui.style import theme
from ui.widgets.buttons import icon_button
from ui.widgets.text import ElidedLabel, Label


class KeptLines(QWidget):
    """`edit_asked(place)` and `removed(place)` tell the place in the memo."""

    edit_asked = Signal(int)
    removed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(2))
        self._rows: list[_KeptLine] = []
        self.hide()

    def show_lines(self, lines: Sequence[LineDraft]) -> None:
        """Show these lines."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [_KeptLine(place, line) for place, line in enumerate(lines)]
        for row in self._rows:
            row.edit_asked.connect(self.edit_asked)
            row.removed.connect(self.removed)
            self._column.addWidget(row)
        self.setVisible(bool(lines))

    def texts(self) -> list[str]:
        """What each row says."""
        return [row.said for row in self._rows]


class _KeptLine(QWidget):
    edit_asked = Signal(int)
    removed = Signal(int)

    def __init__(self, place: int, line: LineDraft) -> None:
        super().__init__()
        self._place = place
        name = title(line.name, line.brand, line.model)
        count = _("{n} × {price}").format(
            n=quantity_text(line.quantity_milli), price=numbers.money(line.unit_price_paisa)
        )
        detail = " · ".join(
            part
            for part in (
                count,
                ", ".join(line.serials),
                coverages_text(line.coverages),
                servicing_text(line.service_every_days, line.service_count),
            )
            if part
        )
        amount = numbers.money(line.amount_paisa)
        self.said = f"{name} {detail} {amount}"
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(Label(numbers.number(place + 1), "second", "text2"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(name, "strong"))
        words.addWidget(ElidedLabel(detail, "caption", "text2"))
        row.addLayout(words, 1)
        row.addWidget(Label(amount, "strong"))
        edit = icon_button(lambda: _("Change {name}").format(name=name), "pencil")
        remove = icon_button(lambda: _("Take {name} off the memo").format(name=name), "trash-2")
        edit.clicked.connect(self._on_edit_clicked)
        remove.clicked.connect(self._on_remove_clicked)
        row.addWidget(edit)
        row.addWidget(remove)

    def _on_edit_clicked(self) -> None:
        self.edit_asked.emit(self._place)

    def _on_remove_clicked(self) -> None:
        self.removed.emit(self._place)
