"""A form: fields in rows, bound to a frozen draft. Rules are the core's: it raises Invalid, the form shows it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QMetaMethod, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from shopbook.errors import Invalid, Message
from shopbook.localisation.language import say
from ui.forms.field import Field, Wrong
from ui.style import theme
from ui.widgets.cards import Banner

SETTLE_MS = 500
LEAST_FIELD = 150


class Form(QWidget):
    """Rows of fields around a draft dataclass.

    Enter goes to the next field and from the last one finishes (with `enter_saves` from any); Ctrl+Enter finishes;
    Esc goes back (left to the window when `backed` is not connected). Signals: `finished` (call your operation with
    `draft()`; catch Invalid with `show_problems`), `backed`, `edited`, and `settled` half a second after the last
    key, for saving `values()` as a draft that survives a power cut.
    """

    finished = Signal()
    backed = Signal()
    edited = Signal()
    settled = Signal()

    def __init__(self, rows: Sequence[Sequence[Field] | Field], draft: Any, parent: QWidget | None = None, *,
                 enter_finishes: bool = True, enter_saves: bool = False) -> None:  # fmt: skip
        super().__init__(parent)
        self._base = draft
        self._enter_finishes, self._enter_saves = enter_finishes, enter_saves
        self.fields: dict[str, Field] = {}
        self._rows: list[tuple[QBoxLayout, tuple[Field, ...]]] = []
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.px(12))
        self.strip = Banner("red", "")
        self.strip.hide()
        self.body.addWidget(self.strip)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self.settled)
        for row in rows:
            self.add_row(*([row] if isinstance(row, Field) else row))
        self.set_draft(draft)

    def add_row(self, *fields: Field) -> None:
        """Put fields side by side under what is there."""
        line = QHBoxLayout()
        line.setSpacing(theme.px(14))
        for field in fields:
            self.fields[field.key] = field
            line.addWidget(field, field.stretch, Qt.AlignmentFlag.AlignTop)
            field.changed.connect(self._on_field_changed)
            field.entered.connect(self._on_field_entered)
            field.finish_asked.connect(self.finished)
        self._rows.append((line, fields))
        self.body.addLayout(line)

    def minimumSizeHint(self) -> QSize:
        """Narrow: fields that stand side by side stand one under the other when there is no room."""
        return QSize(theme.px(LEAST_FIELD), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for line, fields in self._rows:
            shown = [field for field in fields if not field.isHidden()]
            least = sum(max(theme.px(LEAST_FIELD), field.minimumSizeHint().width()) for field in shown)
            narrow = least + line.spacing() * (len(shown) - 1) > self.width()
            way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
            if line.direction() != way:
                line.setDirection(way)

    def __getitem__(self, key: str) -> Field:
        return self.fields[key]

    def draft(self, **more: Any) -> Any:
        """The draft with what the fields say; raises Invalid with every unreadable field at once."""
        problems: dict[str, Message] = {}
        values: dict[str, Any] = {}
        for key, field in self.fields.items():
            try:
                values[key] = field.value()
            except Wrong as wrong:
                problems[key] = wrong.problem
        if problems:
            raise Invalid(problems)
        names = {f.name for f in dataclasses.fields(self._base)}
        return dataclasses.replace(self._base, **{k: v for k, v in values.items() if k in names}, **more)

    def set_draft(self, draft: Any) -> None:
        """Show another draft; problems are forgotten."""
        self._base = draft
        for key, field in self.fields.items():
            if hasattr(draft, key):
                field.set_value(getattr(draft, key))
        self.clear_problems()

    def show_problems(self, problems: Mapping[str, Message]) -> None:
        """Show each problem under its field, those without a field in the strip on top; go to the first one."""
        self.clear_problems()
        first: Field | None = None
        homeless: list[str] = []
        for key, problem in problems.items():
            field = self.fields.get(key)
            if field is None:
                homeless.append(say(problem))
                continue
            field.show_problem(problem)
        for field in self.fields.values():
            if field.problem_text():
                first = field
                break
        self.strip.say("\n".join(homeless))
        self.strip.setVisible(bool(homeless))
        if first is not None:
            first.setFocus()

    def clear_problems(self) -> None:
        """Take every problem off the form."""
        self.strip.hide()
        for field in self.fields.values():
            field.show_problem(None)

    def problems(self) -> dict[str, str]:
        """The sentences now shown, by field."""
        return {key: text for key, field in self.fields.items() if (text := field.problem_text())}

    def values(self) -> dict[str, Any]:
        """What is typed in every field, as plain JSON."""
        return {key: field.typed() for key, field in self.fields.items()}

    def restore(self, values: Mapping[str, Any]) -> None:
        """Put back what `values` gave; fields that no longer exist are passed over."""
        for key, typed in values.items():
            if key in self.fields:
                self.fields[key].restore(typed)

    def focus_first(self) -> None:
        """Give the keyboard to the first field."""
        for field in self.fields.values():
            if field.isEnabled() and not field.isHidden():
                field.setFocus()
                return

    def focus_next(self, after: Field) -> bool:
        """Give the keyboard to the field after another; False when that was the last."""
        order = [f for f in self.fields.values() if (f.isEnabled() and not f.isHidden()) or f is after]
        at = order.index(after) + 1
        if at >= len(order):
            return False
        order[at].setFocus()
        control = order[at].control
        if hasattr(control, "selectAll"):
            control.selectAll()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isSignalConnected(QMetaMethod.fromSignal(self.backed)):
            self.backed.emit()
            return
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
            return
        super().keyPressEvent(event)

    def _on_field_changed(self) -> None:
        self._timer.start()
        self.edited.emit()

    def _on_field_entered(self) -> None:
        field = self.sender()
        if self._enter_saves or (
            isinstance(field, Field) and not self.focus_next(field) and self._enter_finishes
        ):
            self.finished.emit()
