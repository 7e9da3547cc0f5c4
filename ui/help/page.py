"""The help page: every deed with its key, from the action table, so that it is never out of date."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shopbook.localisation.language import _
from ui.actions import Action, Actions
from ui.context import Context
from ui.page import Page
from ui.qt import NoFrame
from ui.widgets.badges import KeyChip
from ui.widgets.cards import Card, SectionHeader, pad
from ui.widgets.text import Label, h1


class HelpPage(Page):
    """Two columns of cards, one for each group of deeds."""

    def __init__(self, ctx: Context, actions: Actions) -> None:
        super().__init__(ctx)
        self._actions = actions
        column = QVBoxLayout(self)
        pad(column, 20, 14, 20, 14, 12)
        column.addWidget(h1(lambda: _("Help and all keys")))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(NoFrame)
        self._area.setAccessibleName(_("Help and all keys"))
        column.addWidget(self._area, 1)

    def first_focus(self) -> QWidget:
        """The scrolling part, so that arrows and PageDown work."""
        return self._area

    def make_stale(self) -> None:
        """The deeds of the page one came from may differ each time."""
        self.stale = True

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.stale = True

    def refresh(self) -> None:
        """Lay the cards out anew."""
        groups: dict[str, list[Action]] = {}
        for action in self._actions.all():
            if action.shortcuts():
                groups.setdefault(action.group() if action.group else _("Here"), []).append(action)
        inside = QWidget()
        columns = QHBoxLayout(inside)
        pad(columns, 0, 0, 8, 0, 14)
        halves = [QVBoxLayout(), QVBoxLayout()]
        heights = [0, 0]
        for name, actions in groups.items():
            at = heights.index(min(heights))
            halves[at].addWidget(self._card(name, actions))
            heights[at] += len(actions) + 2
        for half in halves:
            half.setSpacing(14)
            half.addStretch(1)
            columns.addLayout(half, 1)
        self._area.setWidget(inside)

    def _card(self, name: str, actions: list[Action]) -> Card:
        card = Card(gap=6)
        card.body.addWidget(SectionHeader(name))
        for action in actions:
            line = QWidget()
            row = QHBoxLayout(line)
            pad(row, 0, 2, 0, 2, 6)
            row.addWidget(Label(action.text, "body"), 1)
            for key in _told(action.shortcuts()):
                row.addWidget(KeyChip(key))
            card.body.addWidget(line)
        return card

    def retranslate(self) -> None:
        """The whole page is made of words."""
        self.refresh()


def _told(keys: list[str]) -> list[str]:
    """The keys worth a picture: Return and Enter of the number pad are one key to a person."""
    return [key for key in keys if key.replace("Return", "Enter") == key or "Ctrl+Enter" not in keys]
