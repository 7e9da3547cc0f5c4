"""A customer who is angry or sad: the calm words for the moment, and giving the talk to the owner."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopbook.localisation.language import _
from shopbook.settings.model import Staff
from ui.calls.layout import SnugRow
from ui.context import Context
from ui.forms.choices import Choice, ChoiceField
from ui.style import theme
from ui.widgets.buttons import chip
from ui.widgets.cards import Banner

LOW_MOODS = ("angry", "sad")


class Calm(SnugRow):
    """Shown for the moods that need it; `hand_to` is the member of staff who calls back, if it was handed over."""

    changed = Signal()

    def __init__(self, ctx: Context) -> None:
        super().__init__(10)
        self._ctx = ctx
        self._staff: list[Staff] = [one for one in ctx.book.settings.staff() if one.active]
        self.banner = Banner("amber", "")
        self.give = chip(self._give_words, "user")
        self.who = ChoiceField("hand_to", lambda: _("Who calls back"), self._choices())
        self.who.label.hide()
        self.who.setMinimumWidth(theme.px(190))
        self.add(self.banner, 1, 420)
        self.add(self.give, 0, 150)
        self.add(self.who, 0, 190)
        self.who.hide()
        self.give.setVisible(bool(self._staff))
        self.hide()
        self.give.clicked.connect(self._on_given)
        self.who.changed.connect(self.changed)

    def _choices(self) -> list[Choice]:
        return [Choice(one.id, one.name) for one in self._staff]

    def _give_words(self) -> str:
        owner = bool(self._staff) and self._staff[0].role == "owner"
        return _("Give it to the owner") if owner else _("Give it to somebody else")

    def show_mood(self, mood: str | None) -> None:
        """Say what helps with this mood; nothing for the others."""
        needed = mood in LOW_MOODS
        if needed:
            # One after the other: three lines of their own would take the room of what is written down.
            self.banner.say(" ".join(self._ctx.book.wording.text("script", str(mood)).split()))
        self.setVisible(needed)
        self.refit()

    @property
    def hand_to(self) -> int | None:
        """The member of staff the talk is given to."""
        if self.isHidden() or not self.give.isChecked():
            return None
        chosen = self.who.value()
        return chosen if isinstance(chosen, int) else None

    def restore(self, staff_id: object) -> None:
        """Give it to this member again, as it was before."""
        if any(one.id == staff_id for one in self._staff):
            self.who.set_value(staff_id)
            self.give.setChecked(True)
            self.who.setVisible(len(self._staff) > 1)

    def _on_given(self) -> None:
        self.who.setVisible(self.give.isChecked() and len(self._staff) > 1)
        self.refit()
        self.changed.emit()

    def first_focus(self) -> QWidget:
        """The button that hands over."""
        return self.give
