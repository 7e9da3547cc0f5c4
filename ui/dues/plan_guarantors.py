"""Who stands good for a plan: two people at most, folded away until asked for. What a plan is, is shopbook.dues'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.dues.plan_model import GuarantorDraft
from shopbook.errors import Message
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from ui.forms.field import Field
from ui.forms.texts import PhoneField, TextField
from ui.qt import AlignTop
from ui.style import theme
from ui.widgets.buttons import plain
from ui.widgets.cards import pad

MOST = 2


class Guarantors(QWidget):
    """`changed` at every key, `entered` on Enter, `finish_asked` on Ctrl+Enter in a field."""

    changed = Signal()
    entered = Signal()
    finish_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.open_button = plain(lambda: _("Write down a guarantor"), "users")
        self.rows = [_One(at) for at in range(1, MOST + 1)]
        column = QVBoxLayout(self)
        pad(column, 0, 0, 0, 0, 10)
        column.addWidget(self.open_button)
        for row in self.rows:
            row.hide()
            column.addWidget(row)
            for field in row.fields:
                field.changed.connect(self.changed)
                field.entered.connect(self.entered)
                field.finish_asked.connect(self.finish_asked)
        self.open_button.clicked.connect(self._on_open)

    def is_open(self) -> bool:
        """True once the fields are in sight."""
        return not self.rows[0].isHidden()

    def unfold(self) -> None:
        """Show the fields."""
        self.open_button.hide()
        for row in self.rows:
            row.show()

    def drafts(self) -> tuple[GuarantorDraft, ...]:
        """Those of whom something is typed."""
        return tuple(draft for row in self.rows if (draft := row.draft()) is not None)

    def show_problems(self, problems: Mapping[str, Message]) -> dict[str, Message]:
        """Show the problems of guarantors under their names; returns those of other fields."""
        others = dict(problems)
        filled = [row for row in self.rows if row.draft() is not None]
        for at, row in enumerate(filled):
            problem = others.pop(f"guarantors.{at}.name", None)
            row.name.show_problem(problem)
            if problem is not None:
                row.name.setFocus()
        return others

    def typed(self) -> list[dict[str, Any]]:
        """What is in the fields, as plain JSON."""
        return [row.typed() for row in self.rows]

    def restore(self, typed: Sequence[dict[str, Any]]) -> None:
        """Put back what `typed` gave, in sight when there is anything."""
        for row, words in zip(self.rows, typed, strict=False):
            row.restore(words)
        if self.drafts():
            self.unfold()

    def _on_open(self) -> None:
        self.unfold()
        self.rows[0].name.setFocus()
        self.changed.emit()


class _One(QWidget):
    def __init__(self, at: int) -> None:
        super().__init__()
        self._at = at
        self.name = TextField(f"guarantor{at}", self._title, longest=200, stretch=3)
        self.relation = TextField(f"relation{at}", lambda: _("Relation"), longest=60, stretch=2)
        self.phone = PhoneField(f"phone{at}", lambda: _("Their mobile"))
        self.fields: tuple[Field, ...] = (self.name, self.relation, self.phone)
        column = QVBoxLayout(self)
        pad(column, 0, 0, 0, 0, 6)
        line = QHBoxLayout()
        line.setSpacing(theme.px(12))
        for field in (self.name, self.relation):
            line.addWidget(field, field.stretch, AlignTop)
        column.addLayout(line)
        column.addWidget(self.phone)

    def _title(self) -> str:
        if self._at == 1:
            return _("Guarantor")
        return _("Guarantor {n}").format(n=numbers.number(self._at))

    def draft(self) -> GuarantorDraft | None:
        """Who is typed here; None for an empty row."""
        name, phone, relation = (str(field.value()) for field in (self.name, self.phone, self.relation))
        return GuarantorDraft(name, phone, relation) if name or phone or relation else None

    def typed(self) -> dict[str, Any]:
        return {"name": self.name.typed(), "phone": self.phone.typed(), "relation": self.relation.typed()}

    def restore(self, words: dict[str, Any]) -> None:
        self.name.restore(words.get("name", ""))
        self.phone.restore(words.get("phone", ""))
        self.relation.restore(words.get("relation", ""))
