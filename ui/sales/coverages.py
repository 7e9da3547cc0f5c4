"""What a line is covered for: the usual lengths as chips, and several promises at once in rows of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from shopbook.localisation import numbers
from shopbook.localisation.language import _
from shopbook.products.model import KINDS, UNITS, CoverageDraft
from shopbook.warranties.model import coverage_label, length_text
from ui.forms.controls import DropDown
from ui.forms.field import Field, Wrong
from ui.qt import AlignLeft
from ui.style import theme
from ui.translation import Text, read
from ui.widgets.buttons import Button, chip, icon_button, quiet
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label

# "A year's warranty" said over the counter means that the shop mends it for a year.
USUAL_KIND = "service"
USUAL: tuple[tuple[CoverageDraft, ...], ...] = (
    (),
    (CoverageDraft(USUAL_KIND, "", 6, "month"),),
    (CoverageDraft(USUAL_KIND, "", 1, "year"),),
    (CoverageDraft(USUAL_KIND, "", 2, "year"),),
)


def coverages_text(coverages: tuple[CoverageDraft, ...]) -> str:
    """The promises in one line: সার্ভিস ১ বছর · পার্টস (প্যানেল) ২ বছর."""
    return " · ".join(
        f"{coverage_label(each.kind, each.component)} {length_text(each.length, each.unit)}"
        for each in coverages
    )


def _unit_names() -> dict[str, str]:
    return {"day": _("days"), "month": _("months"), "year": _("years"), "life": _("for life")}


class CoverageRow(QWidget):
    """One promise: what, of which part, how long."""

    edited = Signal()
    removed = Signal()
    entered = Signal()

    def __init__(self, coverage: CoverageDraft) -> None:
        super().__init__()
        self.kind, self.unit = DropDown(), DropDown()
        self.component, self.length = QLineEdit(), QLineEdit()
        for kind in KINDS:
            self.kind.addItem(coverage_label(kind), kind)
        for unit in UNITS:
            self.unit.addItem(_unit_names()[unit], unit)
        self.kind.setCurrentIndex(KINDS.index(coverage.kind))
        self.unit.setCurrentIndex(UNITS.index(coverage.unit))
        self.component.setText(coverage.component)
        self.length.setText("" if coverage.length is None else numbers.to_script(str(coverage.length)))
        self.length.setMaxLength(5)
        self.component.setMaxLength(60)
        self._cross = icon_button(lambda: _("Take this warranty off"), "x")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        for widget, stretch, least in ((self.kind, 4, 110), (self.component, 4, 60), (self.length, 1, 52),
                                       (self.unit, 3, 84)):  # fmt: skip
            widget.setMinimumWidth(theme.px(least))
            row.addWidget(widget, stretch)
        row.addWidget(self._cross)
        self.retranslate()
        self._show_length()
        for line in (self.component, self.length):
            line.textEdited.connect(self.edited)
        self.kind.activated.connect(self.edited)
        self.unit.activated.connect(self._on_unit_activated)
        self._cross.clicked.connect(self.removed)
        for widget in (self.kind, self.component, self.length, self.unit):
            widget.installEventFilter(self)

    def coverage(self) -> CoverageDraft:
        """The promise as typed; an unreadable length is none."""
        unit = self.unit.currentData()
        text = numbers.to_ascii(self.length.text()).strip()
        length = int(text) if text.isdigit() and unit != "life" else None
        return CoverageDraft(self.kind.currentData(), self.component.text().strip(), length, unit)

    def retranslate(self) -> None:
        """Say the names of kinds and units again."""
        for at, kind in enumerate(KINDS):
            self.kind.setItemText(at, coverage_label(kind))
        for at, unit in enumerate(UNITS):
            self.unit.setItemText(at, _unit_names()[unit])
        self.component.setPlaceholderText(_("Part"))
        names = (_("What is covered"), _("Of which part"), _("How long"), _("Days, months or years"))
        for widget, name in zip((self.kind, self.component, self.length, self.unit), names, strict=True):
            widget.setAccessibleName(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            order = [self.kind, self.component, self.length, self.unit]
            at = order.index(watched) + 1  # type: ignore[arg-type]
            if at < len(order) and order[at].isEnabled():
                order[at].setFocus()
            else:
                self.entered.emit()
            return True
        return False

    def _on_unit_activated(self) -> None:
        self._show_length()
        self.edited.emit()

    def _show_length(self) -> None:
        self.length.setEnabled(self.unit.currentData() != "life")


class CoverageField(Field):
    """The value is a tuple of CoverageDraft. Chips for what is usual; "Other" opens a row for each promise."""

    def __init__(self, key: str, label: Text) -> None:
        super().__init__(key, label)
        self.chips: list[Button] = []
        self.rows: list[CoverageRow] = []
        self._value: tuple[CoverageDraft, ...] = ()
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        chips = QWidget()
        flow = FlowLayout(chips, theme.px(8))
        for place in range(len(USUAL) + 1):
            button = chip(self._title_of(place))
            button.clicked.connect(self._on_chip_clicked)
            button.installEventFilter(self)
            flow.addWidget(button)
            self.chips.append(button)
        column.addWidget(chips)
        self.said = Label("", "caption", "text2", wrap=True)
        column.addWidget(self.said)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(6))
        column.addLayout(self._list)
        self._more = quiet(lambda: _("One more warranty"), "plus")
        self._more.clicked.connect(self._on_more_clicked)
        self._more.hide()
        column.addWidget(self._more, 0, AlignLeft)
        self.set_control(self.chips[0], box)
        self.set_value(())

    def _title_of(self, place: int) -> Callable[[], str]:
        if place == 0:
            return lambda: _("None")
        if place == len(USUAL):
            return lambda: _("Other…")
        usual = USUAL[place][0]
        return lambda: length_text(usual.length, usual.unit)

    def name_control(self) -> None:
        for place, button in enumerate(self.chips):
            button.setAccessibleName(f"{read(self._label)}: {self._title_of(place)()}")

    def value(self) -> tuple[CoverageDraft, ...]:
        if not self.rows:
            return self._value
        found = tuple(row.coverage() for row in self.rows)
        for coverage in found:
            problem = coverage.problem()
            if problem is not None:
                raise Wrong(problem)
        return found

    def set_value(self, value: Any) -> None:
        self._value = tuple(value or ())
        self._clear_rows()
        self._show_chosen()

    def typed(self) -> list[dict[str, Any]]:
        if not self.rows:
            return [_plain(each) for each in self._value]
        return [{**_plain(row.coverage()), "row": True} for row in self.rows]

    def restore(self, typed: Any) -> None:
        found = [
            CoverageDraft(str(e["kind"]), str(e["component"]), e["length"], str(e["unit"]))
            for e in typed or ()
        ]
        self.set_value(tuple(found))
        if any(each.get("row") for each in typed or ()):
            self.open_rows()

    def on_left(self) -> None:
        """Looked at when the line is kept."""

    def open_rows(self) -> None:
        """Show each promise in a row of its own."""
        if not self.rows:
            for coverage in self._value or (CoverageDraft(USUAL_KIND, "", 1, "year"),):
                self._add_row(coverage)
        self._show_chosen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched in self.chips:
            step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
            if step is not None:
                at = self.chips.index(watched)
                self.chips[(at + step) % len(self.chips)].setFocus()
                return True
        return super().eventFilter(watched, event)

    def _add_row(self, coverage: CoverageDraft) -> CoverageRow:
        row = CoverageRow(coverage)
        row.edited.connect(self._on_edited)
        row.removed.connect(self._on_row_removed)
        row.entered.connect(self.entered)
        self.rows.append(row)
        self._list.addWidget(row)
        return row

    def _clear_rows(self) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []

    def _show_chosen(self) -> None:
        usual = USUAL.index(self._value) if self._value in USUAL and not self.rows else len(USUAL)
        for place, button in enumerate(self.chips):
            button.setChecked(place == usual)
        spoken = coverages_text(self._value) if usual == len(USUAL) and not self.rows else ""
        self.said.say(spoken)
        self.said.setVisible(bool(spoken))
        self._more.setVisible(bool(self.rows))
        self.updateGeometry()

    def _on_chip_clicked(self) -> None:
        place = self.chips.index(self.sender())  # type: ignore[arg-type]
        if place == len(USUAL):
            self.open_rows()
            self.rows[0].kind.setFocus()
        else:
            self.set_value(USUAL[place])
        self._on_edited()

    def _on_more_clicked(self) -> None:
        self._add_row(CoverageDraft("parts", "", 1, "year")).kind.setFocus()
        self._on_edited()

    def _on_row_removed(self) -> None:
        row = self.sender()
        if isinstance(row, CoverageRow):
            self.rows.remove(row)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        if not self.rows:
            self.set_value(())
            self.chips[0].setFocus()
        self._on_edited()

    def retranslate(self) -> None:
        for row in self.rows:
            row.retranslate()
        self._show_chosen()
        super().retranslate()


def _plain(coverage: CoverageDraft) -> dict[str, Any]:
    return {
        "kind": coverage.kind,
        "component": coverage.component,
        "length": coverage.length,
        "unit": coverage.unit,
    }
